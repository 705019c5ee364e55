/*
  Keeps what is shown in the address, behind its “#”: to be sent to others, and without another copy of the page in
  any cache. The choice itself is made by the style sheet. Runs last, when the form is complete.
*/

const form = document.querySelector(".choices");
const kinds = [...form.querySelectorAll("[name=kind]")];
const mine = form.elements.mine;

function show(kind, isMine) {
  const radio = kinds.find(({ value }) => value === kind);
  if (radio) radio.checked = true;
  if (mine) mine.checked = isMine;
  form.dispatchEvent(new Event("change", { bubbles: true }));
}

/** Choose what the address says; where it leads to a slot that is filtered out, show everything. */
function choose() {
  const slot = document.querySelector(".slot:target");
  if (slot) {
    if (!slot.checkVisibility()) show("", false);
    slot.scrollIntoView();
    return;
  }
  const wanted = new URLSearchParams(location.hash.slice(1));
  if (wanted.has("show") || wanted.has("mine")) show(wanted.get("show") ?? "", wanted.has("mine"));
}

function keep() {
  const kind = kinds.find(({ checked }) => checked)?.value;
  const told = [kind && `show=${kind}`, mine?.checked && "mine"].filter(Boolean).join("&");
  history.replaceState(null, "", told ? `#${told}` : location.pathname + location.search);
}

choose();
form.addEventListener("change", (event) => {
  if (["kind", "mine"].includes(event.target.name)) keep();
});
addEventListener("hashchange", choose);
