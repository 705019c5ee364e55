/* The dialog with a slot's fields. What the server refuses stands beside its field, and the dialog stays open. */

import { clock } from "./board.js";

const FIELDS = ["starts", "ends", "kind", "title", "room", "audience"];

/** A new identity; browsers give none of their own on pages without TLS. */
function newUid() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const digits = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

function minutesOf(text) {
  const [hours, minutes] = text.split(":").map(Number);
  return hours * 60 + minutes;
}

export class Panel {
  constructor(root, { board, day, words, save, verb }) {
    Object.assign(this, { board, day, words });
    this.dialog = root.querySelector("[data-panel]");
    this.uid = "";
    this.fields = new Map(
      FIELDS.map((name) => [name, this.dialog.querySelector(`[name="panel-${name}"]`)]),
    );
    for (const [name, field] of this.fields) field.setAttribute("aria-describedby", `${field.id}-error`);
    this.dialog.querySelector("form").addEventListener("submit", (event) => {
      event.preventDefault();
      save(this.uid, this.#written());
    });
    this.dialog.addEventListener("click", ({ target }) => {
      const button = target.closest('button[type="button"]');
      if (!button) return;
      this.dialog.close();
      if (button.value !== "close") verb(this.uid, button.value);
    });
  }

  /** Show the fields of the slot. */
  open(uid) {
    const slot = this.day.shown.get(uid);
    this.#show(slot);
    this.dialog.querySelector("[data-more]").href = slot.more;
    this.dialog.querySelector('[value="cancel"]').hidden = slot.cancelled;
    this.dialog.querySelector('[value="restore"]').hidden = !slot.cancelled;
    this.dialog.querySelector("[data-panel-title]").textContent = slot.title;
  }

  /** Show fields for a slot that is not there yet, after the last one of the day. */
  add() {
    const ends = [...this.day.shown.values()].filter((slot) => slot.timed).map((slot) => slot.ends);
    const last = Math.max(...ends.filter((end) => end < 24 * 60 - 30), 0);
    const starts = last || 9 * 60;
    const audience = this.fields.get("audience").options[0].value;
    const kind = this.fields.get("kind").options[0].value;
    this.#show({ uid: newUid(), starts, ends: starts + 30, timed: true, kind, title: "", room: null, audience });
    this.dialog.querySelector("[data-panel-title]").textContent = this.words.add;
  }

  #show(slot) {
    this.uid = slot.uid;
    this.slot = slot;
    const values = { ...slot, starts: clock(slot.starts), ends: clock(slot.ends), room: slot.room ?? "" };
    for (const [name, field] of this.fields) {
      field.value = values[name];
      field.closest(".builder-field").hidden = !slot.timed && (name === "starts" || name === "ends");
    }
    this.dialog.querySelector("[data-of-saved]").hidden = !this.day.saved.has(slot.uid);
    this.complain({});
    this.dialog.showModal();
    this.fields.get("title").focus();
  }

  /** What was written, as a slot keeps it; an end before the start lies after midnight. */
  #written() {
    const value = (name) => this.fields.get(name).value;
    const room = value("room") ? Number(value("room")) : null;
    const written = {
      uid: this.uid,
      timed: this.slot.timed,
      kind: value("kind"),
      title: value("title"),
      audience: value("audience"),
      room,
      where: room === this.slot.room ? this.slot.where : this.board.nameOf(room),
    };
    if (!this.slot.timed) return written;
    const starts = value("starts") ? minutesOf(value("starts")) : this.slot.starts;
    const ends = value("ends") ? minutesOf(value("ends")) : this.slot.ends;
    return { ...written, starts, ends: ends < starts ? ends + 24 * 60 : ends };
  }

  /** Put each complaint beside its field. */
  complain(errors) {
    for (const place of this.dialog.querySelectorAll("[data-errors]")) {
      const found = errors[place.dataset.errors] ?? [];
      place.textContent = found.map(({ message }) => message).join(" ");
      this.fields.get(place.dataset.errors)?.toggleAttribute("aria-invalid", found.length > 0);
    }
    const first = FIELDS.find((name) => errors[name]);
    if (first) this.fields.get(first).focus();
  }

  isOpenFor(uid) {
    return this.dialog.open && this.uid === uid;
  }
}
