/* Moves and stretches slots with a mouse or a pen. Fingers scroll the page and open a slot's fields. */

import { STEP } from "./layout.js";

const SLACK = 4; // pixels that a hand may tremble before a press becomes a drag
const EDGE = 40; // pixels from the frame's edge in which it scrolls along
const DAY = 24 * 60;

export function watchPointer({ root, board, day, moved, dropped }) {
  const frame = root.querySelector(".builder-frame");
  let drag = null;

  const rowHeight = () => board.list.getBoundingClientRect().height / ((board.range[1] - board.range[0]) / STEP);

  function roomAt(x) {
    const box = board.list.getBoundingClientRect();
    const columns = board.rooms.length + 1;
    const column = Math.floor(((x - box.left) / box.width) * columns);
    return board.rooms[Math.min(Math.max(column, 0), columns - 1) - 1] ?? null;
  }

  /** What the slot becomes with the pointer at this place. */
  function fieldsAt(event) {
    const { slot, isEdge, across, startY, scrolled } = drag;
    const pixels = event.clientY - startY + frame.scrollTop - scrolled;
    const by = Math.round(pixels / rowHeight()) * STEP;
    if (isEdge) return { ends: Math.min(Math.max(slot.ends + by, slot.starts + STEP), slot.starts + DAY - STEP) };
    const length = slot.ends - slot.starts;
    const starts = Math.min(Math.max(slot.starts + by, board.range[0], 0), board.range[1] - STEP, DAY - STEP);
    const room = across ? slot.room : roomAt(event.clientX);
    return { starts, ends: starts + length, room, where: room === slot.room ? slot.where : board.nameOf(room) };
  }

  function scrollAlong(event) {
    const box = frame.getBoundingClientRect();
    if (event.clientY < box.top + EDGE) frame.scrollTop -= 8;
    else if (event.clientY > box.bottom - EDGE) frame.scrollTop += 8;
    if (event.clientX > box.right - EDGE) frame.scrollLeft += 8;
    else if (event.clientX < box.left + EDGE) frame.scrollLeft -= 8;
  }

  root.addEventListener("dragstart", (event) => event.preventDefault()); // a link would be dragged away

  root.addEventListener("pointerdown", (event) => {
    const item = event.target.closest("[data-uid]");
    if (!item || event.button !== 0 || event.pointerType === "touch" || !board.isGrid) return;
    const slot = day.shown.get(item.dataset.uid);
    if (!slot?.timed) return;
    drag = {
      slot: { ...slot },
      item,
      isEdge: Boolean(event.target.closest(".builder-edge")),
      across: item.hasAttribute("data-across"),
      startX: event.clientX,
      startY: event.clientY,
      scrolled: frame.scrollTop,
      hasMoved: false,
    };
  });

  window.addEventListener("pointermove", (event) => {
    if (!drag) return;
    if (!drag.hasMoved) {
      if (Math.hypot(event.clientX - drag.startX, event.clientY - drag.startY) < SLACK) return;
      drag.hasMoved = true;
      drag.item.classList.add("builder-dragged");
    }
    scrollAlong(event);
    moved(drag.slot.uid, fieldsAt(event));
  });

  function stop(event) {
    if (!drag) return;
    const { slot, item, hasMoved } = drag;
    if (hasMoved) {
      item.classList.remove("builder-dragged");
      const fields = event.type === "pointerup" ? fieldsAt(event) : slot;
      dropped(slot.uid, fields, slot);
      // The click that follows would open the slot.
      window.addEventListener("click", swallow, { capture: true, once: true });
      setTimeout(() => window.removeEventListener("click", swallow, { capture: true }));
    }
    drag = null;
  }

  function swallow(event) {
    event.preventDefault();
    event.stopPropagation();
  }

  window.addEventListener("pointerup", stop);
  window.addEventListener("pointercancel", stop);
  window.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && drag?.hasMoved) stop(event);
  });
}
