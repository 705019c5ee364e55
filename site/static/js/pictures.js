/* Takes pictures without words of their own out of the list of news when their files cannot be loaded. */

const holders = ".front__picture, .news-item__picture";

function look(picture) {
  if (picture.complete && !picture.naturalWidth) picture.closest(holders).remove();
}

for (const picture of document.querySelectorAll(`:is(${holders}) img`)) {
  look(picture);
  picture.addEventListener("error", () => look(picture));
}
