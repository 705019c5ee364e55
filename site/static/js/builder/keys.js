/* The keyboard's twin of every drag, on the slot that has the focus. */

import { STEP } from "./layout.js";

const DAY = 24 * 60;

/** What an arrow key makes of `slot`; nothing when it would leave the day or the rooms. */
function fieldsFor(event, slot, board) {
  const isDown = event.key === "ArrowDown";
  if (isDown || event.key === "ArrowUp") {
    const by = isDown ? STEP : -STEP;
    if (event.shiftKey) {
      const ends = slot.ends + by;
      return ends > slot.starts && ends < slot.starts + DAY ? { ends } : {};
    }
    const starts = slot.starts + by;
    return starts >= 0 && starts < DAY ? { starts, ends: slot.ends + by } : {};
  }
  const columns = [null, ...board.rooms];
  const room = columns[columns.indexOf(slot.room) + (event.key === "ArrowRight" ? 1 : -1)];
  return room === undefined ? {} : { room, where: board.nameOf(room) };
}

const ARROWS = new Set(["ArrowDown", "ArrowLeft", "ArrowRight", "ArrowUp"]);

export function watchKeys({ root, board, day, change, verb, step }) {
  root.addEventListener("keydown", (event) => {
    const item = event.target.closest?.(".builder-slot")?.closest("[data-uid]");
    if (!item || event.ctrlKey || event.metaKey || event.altKey) return;
    const slot = day.shown.get(item.dataset.uid);
    if (ARROWS.has(event.key) && slot.timed) {
      const fields = fieldsFor(event, slot, board);
      if (Object.keys(fields).length) change(slot.uid, fields);
    } else if (event.key === "d" || event.key === "D") {
      verb(slot.uid, "duplicate");
    } else if (event.key === "Delete" && !slot.cancelled) {
      verb(slot.uid, "cancel");
    } else {
      return;
    }
    event.preventDefault();
  });
  document.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.target.closest?.("input, textarea, select, dialog")) return;
    const key = event.key.toLowerCase();
    if (key !== "z" && key !== "y") return;
    event.preventDefault();
    step(key === "y" || event.shiftKey ? "redo" : "undo");
  });
}
