/*
  Makes the form nicer and is needed for nothing: questions that depend on another one come and go, a narrow
  screen shows one step at a time, and what is filled in is saved on the way.
*/
const form = document.querySelector("[data-register]");
const NARROW = matchMedia("(max-width: 45rem)");
const PAUSE = 1200; // milliseconds after the last change before it is saved

/* --- Questions that depend on another one --------------------------------------------------------- */

const answers = (name) =>
  [...form.elements]
    .filter((one) => one.name === name && (!["checkbox", "radio"].includes(one.type) || one.checked))
    .filter((one) => !one.closest("[data-asked-if][hidden]"))
    .map((one) => (one.type === "checkbox" && one.value === "on" ? "yes" : one.value.trim()));

const ask = () => {
  for (const part of form.querySelectorAll("[data-asked-if]")) {
    part.hidden = !answers(part.dataset.askedIf).includes(part.dataset.askedAnswer);
  }
};

/* --- One step at a time --------------------------------------------------------------------------- */

const steps = [...form.querySelectorAll("[data-step]")];
const last = form.querySelector("[data-last]");
const words = form.dataset;
let here = 0;

const button = (text, way, quiet) => {
  const made = document.createElement("button");
  made.type = "button";
  made.className = quiet ? "button button--quiet" : "button";
  made.textContent = text;
  made.addEventListener("click", () => go(here + way));
  return made;
};

const controls = document.createElement("div");
controls.className = "register__steps";
const where = document.createElement("p");
where.className = "register__where";
const back = button(words.back, -1, true);
const next = button(words.next, 1, false);
const saved = form.querySelector("[data-saved]");

const show = () => {
  const narrow = NARROW.matches && steps.length > 1;
  const end = here === steps.length - 1;
  steps.forEach((step, index) => {
    step.hidden = narrow && index !== here;
  });
  last.hidden = narrow && !end;
  controls.hidden = !narrow || end;
  where.hidden = !narrow;
  where.textContent = words.where.replace("%1", here + 1).replace("%2", steps.length);
  steps[here].querySelector("h2").before(where);
  back.hidden = !narrow || here === 0;
  controls.append(next);
  (controls.hidden ? last.querySelector("[type=submit]") : next).after(back);
  (controls.hidden ? last : controls).append(saved);
};

const isFilled = (step) =>
  [...step.querySelectorAll("input, select, textarea")].every(
    (one) => one.closest("[hidden]") || one.reportValidity(),
  );

function go(to) {
  if (to > here && !isFilled(steps[here])) return;
  here = Math.max(0, Math.min(steps.length - 1, to));
  show();
  const heading = steps[here].querySelector("h2");
  heading.focus({ preventScroll: true });
  heading.scrollIntoView({ block: "start" });
}

const open = (target) => {
  const step = steps.findIndex((one) => one.contains(target));
  if (step >= 0 && step !== here) {
    here = step;
    show();
  }
};

/* --- Saved on the way ----------------------------------------------------------------------------- */

let timer = 0;
let sending = new AbortController();

const filledIn = () => {
  const body = new URLSearchParams(new FormData(form));
  body.set("do", "autosave");
  return body;
};

const save = async () => {
  const body = filledIn();
  timer = 0;
  sending.abort();
  sending = new AbortController();
  try {
    const answer = await fetch(form.getAttribute("action"), {
      method: "POST",
      body,
      signal: sending.signal,
      redirect: "manual",
      keepalive: true, // also when the page is left meanwhile
    });
    saved.hidden = answer.status !== 204;
  } catch {
    saved.hidden = true; // it is saved with the next change, or sent as a whole
  }
};

const saveSoon = () => {
  clearTimeout(timer);
  timer = setTimeout(save, PAUSE);
};

/* --- All together --------------------------------------------------------------------------------- */

form.classList.add("register--asking");
form.addEventListener("input", () => {
  ask();
  saveSoon();
});
form.addEventListener("submit", () => {
  clearTimeout(timer);
  timer = 0;
  sending.abort();
});
addEventListener("pagehide", () => {
  if (timer) navigator.sendBeacon(form.getAttribute("action"), filledIn());
});
form.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !event.target.matches("input") || controls.hidden) return;
  if (here === steps.length - 1) return;
  event.preventDefault();
  go(here + 1);
});
document.addEventListener("click", (event) => {
  const link = event.target.closest(".register__complaints a");
  const target = link && document.getElementById(link.hash.slice(1));
  if (!target) return;
  event.preventDefault();
  open(target);
  target.focus();
  target.scrollIntoView({ block: "center" });
});
NARROW.addEventListener("change", show);

form.insertBefore(controls, last);
const wrong = form.querySelector("[aria-invalid='true'], .field__error");
ask();
open(wrong);
show();
const complaints = document.getElementById("complaints");
if (complaints) {
  complaints.focus();
  history.replaceState(null, ""); // so that coming back asks for the page anew and not whether to send it again
}
