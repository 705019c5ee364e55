/* What is said: to everybody in the page, and to screen readers in a region of its own. */

const FLASH = 4000; // milliseconds for which a slot is marked that somebody else changed

export class Notices {
  constructor(root, words) {
    this.words = words;
    this.said = root.querySelector("[data-said]");
    this.place = root.querySelector("[data-notices]");
    this.state = root.querySelector("[data-saving]");
    this.told = root.querySelector("[data-told]");
  }

  /** Tell screen readers; others see it in the grid. */
  say(sentences) {
    this.said.replaceChildren(...sentences.filter(Boolean).map((sentence) => element("p", sentence)));
  }

  saving(text) {
    if (this.state) this.state.textContent = text;
  }

  clear() {
    for (const notice of this.place.querySelectorAll("[data-refusal]")) notice.remove();
  }

  /** Say why something was not done; `again` does it all the same. */
  refuse(sentence, again) {
    this.clear();
    this.#put(sentence, again ? [this.words.mine, again] : null).dataset.refusal = "";
  }

  lost(again) {
    this.clear();
    this.#put(this.words.lost, [this.words.retry, again]).dataset.refusal = "";
  }

  /** Say what others did. */
  news(sentences) {
    for (const sentence of sentences) this.#put(sentence, null);
    while (this.place.children.length > 5) this.place.firstElementChild.remove();
  }

  flash(item) {
    item?.classList.add("builder-news");
    setTimeout(() => item?.classList.remove("builder-news"), FLASH);
  }

  /** List what is wrong with the draft. */
  worries(told) {
    const shown = JSON.stringify(told);
    if (this.shown === shown) return;
    this.shown = shown;
    this.told.hidden = told.length === 0;
    const lines = told.map(([isBlocking, sentence]) => {
      const line = document.createElement("li");
      line.append(element("span", sentence));
      if (isBlocking) {
        line.className = "builder-blocks";
        line.append(" ", element("strong", this.words.blocks));
      }
      return line;
    });
    this.told.querySelector("ul").replaceChildren(...lines);
  }

  #put(sentence, deed) {
    const notice = element("div", "");
    notice.className = "builder-notice";
    notice.append(element("p", sentence));
    if (deed) {
      notice.append(button(deed[0], () => {
        notice.remove();
        deed[1]();
      }));
    }
    notice.append(button(this.words.close, () => notice.remove()));
    this.place.append(notice);
    return notice;
  }
}

function element(name, text) {
  return Object.assign(document.createElement(name), { textContent: text });
}

function button(text, deed) {
  const made = Object.assign(element("button", text), { type: "button" });
  made.className = "button button-small button-secondary";
  made.addEventListener("click", deed);
  return made;
}
