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

const days = [...agenda.querySelectorAll(".day--grid .day__blocks")].map((blocks) => {
  const own = slots.filter(({ slot }) => blocks.contains(slot));
  return { blocks, own, starts: own[0].starts, ends: Math.max(...own.map(({ ends }) => ends)) };
});

/** Set the line at `now` into the day that is on; in a pause it stands where the next one begins. */
function draw(now) {
  const day = days.find(({ starts, ends }) => starts <= now && now < ends);
  if (!day) {
    line.remove();
    return;
  }
  const running = day.own.find(({ starts, ends }) => starts <= now && now < ends);
  const { slot, starts, ends } = running ?? day.own.find(({ starts }) => now < starts);
  const share = running ? (now - starts) / (ends - starts) : 0;
  if (line.parentNode !== day.blocks) day.blocks.append(line);
  line.style.insetBlockStart = `${slot.offsetTop + share * slot.offsetHeight}px`;
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
    item.firstChild.textContent = agenda.dataset.now;
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
