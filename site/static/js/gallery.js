/*
  Shows the pictures of a gallery one after the other in a dialog, which the template holds ready. Without it
  each link leads to the picture itself.
*/

/** Let the links of one gallery open its dialog. */
function enliven(dialog) {
  const links = [...dialog.parentElement.querySelectorAll(".gallery__link")];
  const large = links.map((link) => link.parentElement.querySelector("template").content);
  const stage = dialog.querySelector(".viewer__stage");
  const position = dialog.querySelector(".viewer__position");
  const steps = dialog.querySelector(".viewer__steps");
  let shown = 0;

  function show(index) {
    shown = (index + links.length) % links.length;
    stage.replaceChildren(large[shown].cloneNode(true));
    position.textContent = links.length > 1 ? `${shown + 1} / ${links.length}` : "";
  }

  links.forEach((link, index) => {
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      show(index);
      dialog.showModal();
    });
  });

  steps.hidden = links.length < 2;
  steps.addEventListener("click", ({ target }) => {
    if (target.dataset.step) show(shown + Number(target.dataset.step));
  });

  dialog.addEventListener("keydown", (event) => {
    const forward = getComputedStyle(dialog).direction === "rtl" ? "ArrowLeft" : "ArrowRight";
    const backward = forward === "ArrowLeft" ? "ArrowRight" : "ArrowLeft";
    const targets = { [forward]: shown + 1, [backward]: shown - 1, Home: 0, End: links.length - 1 };
    if (!(event.key in targets)) return;
    event.preventDefault();
    show(targets[event.key]);
  });

  // Outside of the picture, its words and the buttons there is only the dialog itself.
  dialog.addEventListener("click", ({ target }) => {
    if (target === dialog || target === stage) dialog.close();
  });

  // Whoever leafed through goes on from where they stopped.
  dialog.addEventListener("close", () => {
    links[shown].focus();
    stage.replaceChildren();
  });
}

document.querySelectorAll(".viewer").forEach(enliven);
