/* The day as this page knows it: what the server has, and what was changed here and is not saved yet. */

const MINE = ["starts", "ends", "room", "kind", "title", "audience", "where"];

export class Day {
  constructor(state) {
    this.saved = new Map();
    this.shown = new Map();
    this.dirty = new Set();
    this.take(state);
  }

  /** Take the whole day from the server, but for what is being changed here; which slots are others now. */
  take(state) {
    const others = [];
    const known = new Set(state.slots.map((row) => row.uid));
    for (const uid of this.shown.keys()) if (!known.has(uid)) this.#forget(uid);
    for (const row of state.slots) {
      if (this.saved.get(row.uid)?.version !== row.version) others.push(row.uid);
      this.#keep(row);
    }
    Object.assign(this, { stamp: state.stamp, last: state.last });
    this.#around(state);
    return others;
  }

  /** Take what became of some slots. */
  merge(answer) {
    for (const uid of answer.gone) this.#forget(uid);
    for (const row of answer.slots) this.#keep(row);
    this.#around(answer);
  }

  #around({ conflicts, told, undo, redo }) {
    Object.assign(this, { conflicts, told, undo, redo });
  }

  #keep(row) {
    const here = this.shown.get(row.uid);
    const mine = this.dirty.has(row.uid) && here ? this.fieldsOf(row.uid) : {};
    this.saved.set(row.uid, row);
    this.shown.set(row.uid, { ...row, ...mine });
  }

  #forget(uid) {
    for (const kept of [this.saved, this.shown, this.dirty]) kept.delete(uid);
  }

  /** Change a slot here; it is to be saved. */
  change(uid, fields) {
    this.shown.set(uid, { ...this.shown.get(uid), ...fields });
    this.dirty.add(uid);
  }

  /** Show a slot as the server has it. */
  revert(uid) {
    this.dirty.delete(uid);
    if (this.saved.has(uid)) this.shown.set(uid, { ...this.saved.get(uid) });
    else this.#forget(uid);
  }

  /** What of a slot is changed here. */
  fieldsOf(uid) {
    const slot = this.shown.get(uid);
    return Object.fromEntries(MINE.map((name) => [name, slot[name]]));
  }
}
