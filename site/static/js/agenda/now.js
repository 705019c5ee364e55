/* Says what runs now and what comes next, and draws a line through the day. Without it nothing else is lost. */

const SECONDS_BETWEEN_LOOKS = 30;
const A_DAY = 24 * 60 * 60 * 1000;

const agenda = document.querySelector(".agenda");
const slots = [...agenda.querySelectorAll(".slot")]
  .filter((slot) => slot.querySelector(".slot__time"))
  .map((slot) => {
    const [starts, ends] = [...slot.querySelectorAll(".slot__time time")].map((time) => Date.parse(time.dateTime));
    return { slot, starts, ends, counts: !slot.matches(".slot--cancelled") };
  });

/** Put a word in front of a slot's title, or take it away when `word` is empty. */
function mark(slot, word, isNow) {
  slot.classList.toggle("slot--now", isNow);
  const before = slot.querySelector(".slot__mark");
  if (before?.textContent === word) return;
  before?.nextSibling.remove();
  before?.remove();
  if (word) {
    const badge = document.createElement("strong");
    badge.className = "slot__mark";
    badge.textContent = word;
    slot.querySelector("h3").prepend(badge, " ");
  }
}

const line = document.createElement("div");
line.className = "now-line";
line.ariaHidden = "true";
line.append(document.createElement("span"));
line.firstChild.textContent = agenda.dataset.now;

/** Set the line at `now` into the day that is on; in a pause it stands where the next one begins. */
function draw(now) {
  const today = slots.filter(({ slot, starts, ends }) => {
    const day = slot.closest(".day--grid");
    return day && starts - A_DAY < now && now < ends + A_DAY && isOn(day, now);
  });
  const running = today.find(({ starts, ends }) => starts <= now && now < ends);
  const at = running ?? today.find(({ starts }) => now < starts);
  if (!at) {
    line.remove();
    return;
  }
  const blocks = at.slot.closest(".day__blocks");
  if (line.parentNode !== blocks) blocks.append(line);
  const share = running ? (now - at.starts) / (at.ends - at.starts) : 0;
  line.style.insetBlockStart = `${at.slot.offsetTop + share * at.slot.offsetHeight}px`;
}

function isOn(day, now) {
  const own = slots.filter(({ slot }) => day.contains(slot));
  return own[0].starts <= now && now < Math.max(...own.map(({ ends }) => ends));
}

/** A way to what runs now, beside the days. */
function lead(slot) {
  const list = document.querySelector(".day-switch ul");
  let item = list?.querySelector(".day-switch__now");
  if (!list || !slot) {
    item?.remove();
    return;
  }
  if (!item) {
    item = document.createElement("li");
    item.className = "day-switch__now";
    item.append(document.createElement("a"));
    item.firstChild.textContent = agenda.dataset.toNow;
    list.append(item);
  }
  item.firstChild.href = `#${slot.id}`;
}

function look() {
  const now = Date.now();
  const real = slots.filter(({ counts }) => counts);
  const coming = Math.min(...real.map(({ starts }) => starts).filter((start) => start > now));
  const isNear = real.length > 0 && real[0].starts - now < A_DAY;
  for (const { slot, starts, ends } of real) {
    const runs = starts <= now && now < ends;
    const isNext = isNear && starts === coming;
    mark(slot, runs ? agenda.dataset.now : isNext ? agenda.dataset.next : "", runs);
  }
  lead(real.find(({ starts, ends }) => starts <= now && now < ends)?.slot);
  draw(now);
}

look();
setInterval(look, SECONDS_BETWEEN_LOOKS * 1000);
addEventListener("resize", () => draw(Date.now()));
addEventListener("change", () => draw(Date.now()));
