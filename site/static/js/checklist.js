/*
  Ticks off a task without leaving the page: the form is sent as it stands, and the list in the answer takes the
  place of the one that is shown. Without it, and whenever anything goes wrong, the form is sent the plain way.
*/

const list = () => document.querySelector("[data-checklist]");

/** Let the headings that were opened by hand stay open in `fresh`. */
function keepOpen(fresh) {
  for (const details of list().querySelectorAll("details[open]")) {
    fresh.querySelector(`details[data-group="${details.dataset.group}"]`)?.setAttribute("open", "");
  }
}

/** Put the focus where the task of `key` went, or else where the next one is. */
function focusNear(key, next) {
  for (const id of [key, next]) {
    const target = id && document.getElementById(id)?.querySelector("button, a.button");
    if (target?.checkVisibility()) {
      target.focus({ preventScroll: true });
      return;
    }
  }
}

async function tick(form) {
  const task = form.closest("li");
  const next = (task.nextElementSibling ?? task.previousElementSibling)?.id;
  const response = await fetch(form.action, { method: "POST", body: new FormData(form) });
  if (!response.ok) throw new Error(String(response.status));
  const answer = new DOMParser().parseFromString(await response.text(), "text/html");
  const fresh = answer.querySelector("[data-checklist]");
  if (!fresh) throw new Error("no list");
  keepOpen(fresh);
  list().replaceWith(fresh);
  focusNear(task.id, next);
  const told = document.querySelector("[data-checklist-status]");
  told.textContent = fresh.querySelector(".checklist-progress").textContent.replace(/\s+/g, " ").trim();
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("[data-tick]") || form.dataset.sent) return;
  event.preventDefault();
  form.dataset.sent = "yes";
  tick(form).catch(() => form.submit());
});
