/* Sends one change after the other, so that each is made on the version that the one before left. */

import { clock } from "./board.js";

const PAUSE = 400; // milliseconds without a key before a slot is sent: ten presses are one change
const ENDED = new Set([302, 403, 404]);

export class Sender {
  #line = Promise.resolve();
  #waiting = new Map();
  #running = 0;

  constructor(address, token, day, told) {
    Object.assign(this, { address, token, day, told });
  }

  /** Whether something is on its way, or will be. */
  get isBusy() {
    return this.#running > 0 || this.#waiting.size > 0 || this.day.dirty.size > 0;
  }

  /** Send the slot once no key was pressed for a moment. */
  soon(uid) {
    clearTimeout(this.#waiting.get(uid));
    this.#waiting.set(uid, setTimeout(() => this.now(uid), PAUSE));
  }

  /** Send the slot as it is shown, after what is on its way. */
  now(uid) {
    clearTimeout(this.#waiting.get(uid));
    this.#waiting.delete(uid);
    return this.#after(() => this.day.dirty.has(uid) && this.#save(uid));
  }

  /** Do something with the slot once all that was changed is saved. */
  verb(uid, name) {
    this.#flush();
    return this.#after(() => {
      const version = this.day.saved.get(uid)?.version ?? "";
      return this.#post(`slots/${uid}/`, { do: name, version }, { uid, name });
    });
  }

  /** Take back the last change, or do it again. */
  step(name) {
    this.#flush();
    return this.#after(() => this.#post("step/", { do: name }, { name }));
  }

  /** Try once more what did not reach the server. */
  again() {
    for (const uid of this.day.dirty) this.now(uid);
  }

  #flush() {
    for (const uid of [...this.#waiting.keys()]) this.now(uid);
  }

  #after(job) {
    this.#running += 1;
    this.#line = this.#line.then(job).finally(() => {
      this.#running -= 1;
      this.told.idle(!this.isBusy);
    });
    return this.#line;
  }

  #save(uid) {
    const sent = this.day.fieldsOf(uid);
    const { timed, version } = this.day.shown.get(uid);
    const times = timed ? { "panel-starts": clock(sent.starts), "panel-ends": clock(sent.ends) } : {};
    this.day.dirty.delete(uid); // what is changed from now on is another change
    const fields = {
      do: "save",
      version: this.day.saved.get(uid)?.version ?? version ?? "",
      ...times,
      "panel-kind": sent.kind,
      "panel-title": sent.title,
      "panel-room": sent.room ?? "",
      "panel-audience": sent.audience,
    };
    return this.#post(`slots/${uid}/`, fields, { uid, name: "save", sent });
  }

  async #post(path, fields, about) {
    this.told.sending();
    let response;
    try {
      response = await fetch(this.address + path, {
        method: "POST",
        body: new URLSearchParams(fields),
        headers: {
          Accept: "application/json",
          "X-CSRFToken": this.token,
          "X-Requested-With": "XMLHttpRequest",
        },
        redirect: "manual",
      });
    } catch {
      return this.told.lost(about);
    }
    const isValues = response.headers.get("Content-Type")?.startsWith("application/json");
    if (isValues && response.ok) return this.told.done(await response.json(), about);
    if (isValues && response.status === 409) return this.told.refused(await response.json(), about);
    if (isValues && response.status === 400) return this.told.invalid(await response.json(), about);
    if (response.type === "opaqueredirect" || ENDED.has(response.status)) return this.told.ended(about);
    return this.told.lost(about);
  }
}
