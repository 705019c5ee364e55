/*
  The agenda builder: a day as a grid by time and room. Changes are shown at once and sent one after the other;
  the server decides, and what it says is shown. Without it the day is a list in which slots lead to their forms.
*/

import { Board, clock } from "./builder/board.js";
import { Day } from "./builder/day.js";
import { watchKeys } from "./builder/keys.js";
import { Notices } from "./builder/notices.js";
import { Panel } from "./builder/panel.js";
import { watchPointer } from "./builder/pointer.js";
import { Sender } from "./builder/sender.js";
import { watchOthers } from "./builder/watch.js";

function start(root) {
  const words = root.querySelector("[data-words]").dataset;
  const day = new Day(JSON.parse(document.getElementById("builder-state").textContent));
  const board = new Board(root, words);
  const paint = () => board.paint(day.shown, day.conflicts);
  const notices = new Notices(root, words);
  const mayChange = "mayChange" in root.dataset;
  const { address } = root.dataset;

  function settle() {
    paint();
    board.putInOrder(day.shown);
    notices.worries(day.told);
    for (const name of ["undo", "redo"]) {
      const button = root.querySelector(`.builder-steps [value="${name}"]`);
      if (!button) continue;
      button.disabled = !day[name];
      button.title = day[name];
    }
  }

  let sender = { isBusy: false };
  if (mayChange) sender = work();
  settle();
  watchOthers({
    address,
    day,
    sender,
    changed(state) {
      const others = day.take(state);
      settle();
      notices.news(state.news);
      if (state.news.length) for (const uid of others) notices.flash(board.items.get(uid));
    },
  });

  /** What only those do who may change the day. */
  function work() {
    const token = root.querySelector("[name=csrfmiddlewaretoken]").value;
    const told = {
      sending: () => notices.saving(words.saving),
      idle: (isIdle) => isIdle && notices.saving(words.saved),
      done(answer, { uid, name }) {
        day.merge(answer);
        settle();
        notices.clear();
        notices.say(answer.said);
        if (panel.isOpenFor(uid)) panel.dialog.close();
        const shown = name === "duplicate" ? answer.slots[0]?.uid : uid;
        if (name === "duplicate" || name === "save") {
          if (document.activeElement === document.body || name === "duplicate") board.link(shown)?.focus();
        }
      },
      refused(answer, { uid, name, sent }) {
        if (uid) day.revert(uid);
        day.merge(answer);
        settle();
        const isOpen = panel.isOpenFor(uid);
        if (isOpen) panel.complain({ __all__: [{ message: answer.refusal }] });
        const again = name === "save" && !isOpen && day.saved.has(uid) ? () => save(uid, sent) : null;
        if (!isOpen) notices.refuse(answer.refusal, again);
      },
      invalid({ errors }, { uid }) {
        day.revert(uid);
        settle();
        if (panel.isOpenFor(uid)) panel.complain(errors);
        else notices.refuse(Object.values(errors).flat().map(({ message }) => message).join(" "), null);
      },
      lost({ uid, sent }) {
        if (sent) day.change(uid, sent);
        notices.lost(() => newSender.again());
      },
      ended: () => notices.refuse(words.ended, null),
    };
    const newSender = new Sender(address, token, day, told);
    const verb = (uid, name) => newSender.verb(uid, name);
    const save = (uid, fields) => {
      day.change(uid, fields);
      if (day.saved.has(uid)) paint();
      newSender.now(uid);
    };
    const panel = new Panel(root, { board, day, words, save, verb });

    watchKeys({
      root,
      board,
      day,
      verb,
      step: (name) => newSender.step(name),
      change(uid, fields) {
        day.change(uid, fields);
        paint();
        const slot = day.shown.get(uid);
        notices.say([`${clock(slot.starts)}–${clock(slot.ends)} ${slot.where || words.noroom}`]);
        board.items.get(uid).scrollIntoView({ block: "nearest", inline: "nearest" });
        newSender.soon(uid);
      },
    });
    watchPointer({
      root,
      board,
      day,
      moved(uid, fields) {
        day.shown.set(uid, { ...day.shown.get(uid), ...fields });
        paint();
      },
      dropped(uid, fields, before) {
        const isSame = Object.entries(fields).every(([name, value]) => before[name] === value);
        if (isSame) {
          day.shown.set(uid, before);
          paint();
        } else save(uid, fields);
      },
    });
    root.addEventListener("click", (event) => {
      const item = event.target.closest(".builder-slot")?.closest("[data-uid]");
      const isAdding = event.target.closest("[data-new]");
      if (event.ctrlKey || event.metaKey || event.shiftKey || !(item || isAdding)) return;
      event.preventDefault();
      if (item) panel.open(item.dataset.uid);
      else panel.add();
    });
    root.querySelector(".builder-steps").addEventListener("submit", (event) => {
      event.preventDefault();
      newSender.step(event.submitter.value);
    });
    window.addEventListener("beforeunload", (event) => {
      if (newSender.isBusy) event.preventDefault();
    });
    return newSender;
  }
}

document.querySelectorAll("[data-builder]").forEach(start);
