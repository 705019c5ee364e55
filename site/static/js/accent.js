/*
  Shows what pages make of a colour while it is being picked. It computes nothing: the server says what becomes
  of the colour, here as on the site. Without it the field stays a field, with words below.
*/

const PAUSE = 150; // milliseconds without a change before the server is asked
const COLOUR = /^#[0-9a-f]{6}$/;

/** Put the server's answer into the field that `root` stands around. */
function show(root, answer) {
  const stage = root.querySelector(".accent__show");
  for (const [name, value] of Object.entries(answer.properties ?? {})) {
    stage.style.setProperty(name, value);
  }
  for (const [name, values] of Object.entries(answer.surfaces ?? {})) {
    for (const cell of root.querySelectorAll(`[data-surface="${name}"] [data-value]`)) {
      cell.textContent = values[cell.dataset.value];
    }
  }
  const words = root.querySelector("[data-accent-words]");
  if (words.textContent !== answer.words) words.textContent = answer.words;
  stage.hidden = root.querySelector(".accent__values").hidden = !answer.properties;
}

/** Ask what becomes of `colour`; an answer that a newer question has overtaken is dropped. */
async function ask(root, colour, signal) {
  const address = `${root.dataset.accent}?${new URLSearchParams({ colour })}`;
  const headers = { Accept: "application/json", "X-Requested-With": "XMLHttpRequest" };
  try {
    const response = await fetch(address, { headers, signal });
    if (response.ok || response.status === 400) show(root, await response.json());
  } catch (error) {
    if (error.name !== "AbortError") root.querySelector(".accent__show").hidden = true;
  }
}

function start(root) {
  const text = root.querySelector('input[type="text"]');
  const picker = root.querySelector('input[type="color"]');
  let waiting = 0;
  let question = new AbortController();

  function changed(pause) {
    const colour = text.value.trim().toLowerCase();
    if (COLOUR.test(colour)) picker.value = colour;
    clearTimeout(waiting);
    question.abort();
    question = new AbortController();
    waiting = setTimeout(ask, pause, root, colour, question.signal);
  }

  text.addEventListener("input", () => changed(PAUSE));
  picker.addEventListener("input", () => {
    text.value = picker.value;
    text.dispatchEvent(new Event("change", { bubbles: true })); // for Wagtail's word about unsaved changes
    changed(PAUSE);
  });
  picker.hidden = false;
  changed(0);
}

document.querySelectorAll("[data-accent]").forEach(start);
