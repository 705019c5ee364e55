/* Marks what runs now and what comes next. Without it the agenda says everything else just the same. */

const SECONDS_BETWEEN_LOOKS = 30;
const timetable = document.querySelector(".timetable");

/** Put a word in front of a slot's title, or take it away when `word` is empty. */
function mark(slot, word) {
  slot.querySelector(".slot__mark")?.remove();
  slot.classList.toggle("slot--marked", Boolean(word));
  if (word) {
    const badge = document.createElement("strong");
    badge.className = "slot__mark badge badge--strong";
    badge.textContent = word;
    slot.querySelector("h3").prepend(badge, " ");
  }
}

function look() {
  const now = Date.now();
  const slots = [...timetable.querySelectorAll(".slot:not(.slot--cancelled)")];
  const starts = slots.map((slot) => Date.parse(slot.dataset.starts));
  const coming = Math.min(...starts.filter((start) => start > now));
  const isOn = starts[0] !== undefined && Math.min(...starts) - now < 24 * 60 * 60 * 1000;
  slots.forEach((slot, index) => {
    const runs = starts[index] <= now && now < Date.parse(slot.dataset.ends);
    const isNext = isOn && starts[index] === coming;
    mark(slot, runs ? timetable.dataset.now : isNext ? timetable.dataset.next : "");
  });
}

if (timetable) {
  look();
  setInterval(look, SECONDS_BETWEEN_LOOKS * 1000);
}
