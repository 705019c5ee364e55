/* The grid in the page: paints what has changed, and nothing else. */

import { hoursOf, layOut, STEP } from "./layout.js";

const PARTS = ["title", "kindLabel", "where", "speakers", "audienceLabel"];
const HOUR = 60;

/** Minutes after midnight as a clock shows them. */
export function clock(minutes) {
  const two = (number) => String(number).padStart(2, "0");
  return `${two(Math.floor(minutes / HOUR) % 24)}:${two(minutes % HOUR)}`;
}

/** Whether the server has the slot; one that is being made is not shown before. */
const isKnown = (slot) => Boolean(slot.version);

export class Board {
  constructor(root, words) {
    this.words = words;
    this.sheet = root.querySelector("[data-sheet]");
    this.list = root.querySelector("[data-slots]");
    this.wholeDay = root.querySelector("[data-whole-day]");
    this.hours = root.querySelector("[data-hours]");
    this.empty = root.querySelector("[data-empty]");
    this.template = root.querySelector("[data-slot-template]");
    const heads = root.querySelector("[data-rooms]");
    heads.hidden = this.hours.hidden = false;
    this.names = new Map(
      [...heads.children].slice(1).map((head) => [Number(head.dataset.room), head.textContent]),
    );
    this.rooms = [...this.names.keys()];
    this.items = new Map([...root.querySelectorAll("[data-uid]")].map((item) => [item.dataset.uid, item]));
    this.painted = new Map(); // what each item shows, to know what to paint
    this.range = [0, 0];
    this.sheet.style.setProperty("--columns", this.rooms.length + 1);
    root.classList.add("builder-live");
  }

  /** Whether there is room for the grid; else the slots are a list. */
  get isGrid() {
    return getComputedStyle(this.list).position === "relative";
  }

  nameOf(room) {
    return this.names.get(room) ?? "";
  }

  link(uid) {
    return this.items.get(uid)?.querySelector(".builder-slot");
  }

  /** Show `slots` with their `conflicts`; items that show the same already are not touched. */
  paint(slots, conflicts) {
    for (const [uid, item] of this.items) {
      if (!slots.has(uid)) this.#remove(uid, item);
    }
    const known = [...slots.values()].filter(isKnown);
    const timed = known.filter((slot) => slot.timed);
    this.#paintHours(timed);
    const places = layOut(timed, this.rooms, this.range[0]);
    for (const slot of known) this.#paintSlot(slot, places.get(slot.uid), conflicts[slot.uid] ?? []);
    this.empty.hidden = slots.size > 0;
  }

  /** Bring the items into the order of time, in which they are read and reached by Tab. */
  putInOrder(slots) {
    const place = (slot) => slot.starts * 1000 + this.rooms.indexOf(slot.room);
    const sorted = [...slots.values()].filter(isKnown).sort((one, other) => place(one) - place(other));
    const focused = document.activeElement;
    let next = null;
    for (const slot of sorted.reverse()) {
      const item = this.items.get(slot.uid);
      if (item.parentElement !== this.list) continue;
      if (item.nextElementSibling !== next) this.list.insertBefore(item, next);
      next = item;
    }
    if (focused !== document.activeElement && focused.isConnected) focused.focus({ preventScroll: true });
  }

  #remove(uid, item) {
    const neighbour = item.nextElementSibling ?? item.previousElementSibling;
    const hadFocus = item.contains(document.activeElement);
    item.remove();
    this.items.delete(uid);
    this.painted.delete(uid);
    if (hadFocus) neighbour?.querySelector(".builder-slot")?.focus();
  }

  #make(uid) {
    const item = this.template.content.firstElementChild.cloneNode(true);
    item.dataset.uid = uid;
    this.items.set(uid, item);
    return item;
  }

  #paintHours(timed) {
    const [from, to] = hoursOf(timed);
    if (from === this.range[0] && to === this.range[1]) return;
    this.range = [from, to];
    this.sheet.style.setProperty("--rows", (to - from) / STEP);
    const hours = [];
    for (let minute = from; minute < to; minute += HOUR) {
      const hour = document.createElement("span");
      hour.textContent = clock(minute);
      hours.push(hour);
    }
    this.hours.replaceChildren(...hours);
  }

  #paintSlot(slot, place, worries) {
    const shown = JSON.stringify([slot, place, worries]);
    if (this.painted.get(slot.uid) === shown) return;
    this.painted.set(slot.uid, shown);
    const item = this.items.get(slot.uid) ?? this.#make(slot.uid);
    const parent = slot.timed ? this.list : this.wholeDay;
    if (item.parentElement !== parent) parent.append(item);
    this.#paintWords(item, slot, worries);
    if (place) this.#paintPlace(item, place);
  }

  #paintPlace(item, place) {
    for (const name of ["column", "row", "rows", "lane", "lanes"]) {
      item.style.setProperty(`--${name}`, place[name]);
    }
    item.toggleAttribute("data-across", place.across);
  }

  #paintWords(item, slot, worries) {
    const put = (part, text) => {
      const element = item.querySelector(`[data-part="${part}"]`);
      if (element.textContent !== text) element.textContent = text;
    };
    for (const part of PARTS) put(part, slot[part]);
    put("time", slot.timed ? `${clock(slot.starts)}–${clock(slot.ends)}` : slot.time);
    put("cancelled", slot.cancelled ? this.words.cancelled : "");
    const link = item.querySelector(".builder-slot");
    link.href = slot.more;
    link.className = `builder-slot builder-kind-${slot.kind}${slot.cancelled ? " builder-cancelled" : ""}`;
    link.title = slot.title;
    const blocks = worries.some(([isBlocking]) => isBlocking);
    if (worries.length) item.dataset.worries = blocks ? "blocks" : "warns";
    else delete item.dataset.worries;
    item.querySelector('[data-part="worries"]').replaceChildren(
      ...worries.map(([, sentence]) => Object.assign(document.createElement("span"), { textContent: sentence })),
    );
  }
}
