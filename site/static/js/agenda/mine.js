/* Lets people mark what they want to go to. It is kept on their device and sent to nobody. */

const agenda = document.querySelector(".agenda");
const form = agenda.querySelector(".choices");
const key = `agenda-mine:${agenda.dataset.place}`;
const template = document.querySelector("#agenda-mine-button").content.firstElementChild;

/** The marked slots' ids; a browser that keeps nothing remembers them until the page is left. */
function read() {
  try {
    return new Set(JSON.parse(localStorage.getItem(key) ?? "[]"));
  } catch {
    return new Set();
  }
}

function write() {
  try {
    localStorage.setItem(key, JSON.stringify([...mine]));
  } catch {
    /* Storage is switched off or full; the marks hold as long as the page is open. */
  }
}

let mine = read();
const buttons = new Map();

function show() {
  for (const [slot, button] of buttons) {
    const isMine = mine.has(slot.id);
    slot.classList.toggle("slot--mine", isMine);
    button.ariaPressed = String(isMine);
  }
  const count = agenda.querySelectorAll(".slot--mine").length;
  form.querySelector(".choices__count").textContent = count ? `(${count})` : "";
  agenda.querySelector(".nothing-chosen").hidden = count > 0 || !form.elements.mine.checked;
}

function toggle(slot) {
  if (!mine.delete(slot.id)) mine.add(slot.id);
  write();
  show();
}

function offer() {
  for (const slot of agenda.querySelectorAll(".slot")) {
    const title = slot.querySelector("h3").textContent.replace(/\s+/g, " ").trim();
    const button = template.cloneNode(true);
    button.ariaLabel = `${button.textContent}: ${title}`;
    button.addEventListener("click", () => toggle(slot));
    slot.querySelector(".slot__do").prepend(button);
    buttons.set(slot, button);
  }
  show();
  form.addEventListener("change", show);
  addEventListener("storage", (event) => {
    if (event.key !== key) return;
    mine = read();
    show();
  });
}

/* After the event, or where no hours are known, there is nothing to go to, and the page does not ask. */
if (form.elements.mine) offer();
