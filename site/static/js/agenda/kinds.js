/*
  Keeps what is shown in the address, behind its “#”: to be sent to others, and without another copy of the page in
  any cache. The choice itself is made by the style sheet. Runs last, when the form is complete.
*/

const form = document.querySelector(".choices");

function isSlot(fragment) {
  return fragment.startsWith("#slot-");
}

/** Choose what the address says; a link to one slot shows everything, so that it is seen where it stands. */
function choose() {
  const wanted = new URLSearchParams(isSlot(location.hash) ? "" : location.hash.slice(1));
  if (!isSlot(location.hash) && !wanted.has("show") && !wanted.has("mine")) return;
  const radio = [...form.querySelectorAll("[name=kind]")].find(({ value }) => value === (wanted.get("show") ?? ""));
  if (radio) radio.checked = true;
  form.elements.mine.checked = wanted.has("mine");
  form.dispatchEvent(new Event("change", { bubbles: true }));
  if (isSlot(location.hash)) document.getElementById(location.hash.slice(1))?.scrollIntoView();
}

function keep() {
  const kind = form.querySelector("[name=kind]:checked")?.value ?? "";
  const told = [kind && `show=${kind}`, form.elements.mine.checked && "mine"].filter(Boolean).join("&");
  history.replaceState(null, "", told ? `#${told}` : location.pathname + location.search);
}

choose();
form.addEventListener("change", (event) => {
  if (["kind", "mine"].includes(event.target.name)) keep();
});
addEventListener("hashchange", choose);
