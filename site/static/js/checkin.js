/*
  Makes the door fast and lets it work without a line: every scan is first kept on the phone, then sent, and
  forgotten only when the server says that it has it. The page works without this.
*/
const root = document.querySelector("[data-checkin]");
const told = root.dataset;
const look = document.querySelector("[data-look]");
const field = look.elements.text;
const line = document.querySelector("[data-line]");
const PREFIX = `checkin:${told.edition}:`;
const NAMES = `${PREFIX}names`;
const AT_ONCE = 20; // scans in one request
const EVERY = 10_000; // milliseconds between two looks at the line
const PATIENCE = 8_000;

const word = (name) =>
  document.querySelector("#words").content.querySelector(`[data-word="${name}"]`).textContent;
const make = (tag, text, className = "") => Object.assign(document.createElement(tag), { textContent: text, className });
const newKey = () =>
  crypto.randomUUID?.() ??
  "10000000-1000-4000-8000-100000000000".replace(/[018]/g, (digit) =>
    (digit ^ (crypto.getRandomValues(new Uint8Array(1))[0] & (15 >> (digit / 4)))).toString(16),
  );
const clock = (moment) => new Date(moment).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });

/* --- What is kept on the phone ---------------------------------------------------------------------
   A key for each scan, so that two tabs never write over each other. Written before anything is sent. */

const stored = (kind) =>
  Object.keys(localStorage)
    .filter((key) => key.startsWith(`${PREFIX}${kind}:`))
    .map((key) => JSON.parse(localStorage.getItem(key)))
    .sort((one, other) => one.at.localeCompare(other.at));
const keep = (kind, scan) => localStorage.setItem(`${PREFIX}${kind}:${scan.uid}`, JSON.stringify(scan));
const forget = (kind, uid) => localStorage.removeItem(`${PREFIX}${kind}:${uid}`);
const device = localStorage.getItem("checkin:device") ?? newKey();
localStorage.setItem("checkin:device", device);

/* The names stay with this tab: gone when it is closed, at sign-out, and after the last day. */
const dropNames = () => sessionStorage.removeItem(NAMES);
const names = () => {
  const list = JSON.parse(sessionStorage.getItem(NAMES) ?? "null");
  if (!list) return [];
  const over = list.until && new Date(list.until) < new Date();
  if (!over && String(list.user) === told.user) return list.names;
  dropNames();
  return [];
};

/* --- Codes and names ------------------------------------------------------------------------------ */

const ticketIn = (text) => /(?:^|\/registrations\/)([\w-]{32})\/?$/.exec(text.trim())?.[1];

/* What a badge shows, which opens nothing: so no ticket lies on the phone. */
const codeOf = async (text) => {
  if (/^CD[0-9A-F]{32}$/i.test(text.trim())) return text.trim().toUpperCase();
  const ticket = ticketIn(text);
  if (!ticket || !crypto.subtle) return ticket ?? "";
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(ticket)));
  const digits = [...hash].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return `CD${digits.slice(0, 32).toUpperCase()}`;
};

const folded = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
const withName = (text) => {
  const wanted = folded(text).split(/\s+/).filter(Boolean);
  const fits = ([, name, about]) => {
    const words = folded(`${name} ${about}`).split(/[^\p{L}\p{N}]+/u);
    return wanted.every((start) => words.some((one) => one.startsWith(start)));
  };
  return names().filter(fits).slice(0, 12);
};

/* --- The large answer ----------------------------------------------------------------------------- */

let shown = ""; // the scan whose answer stands there

const show = (answer) => {
  const card = document.querySelector("#answer").content.cloneNode(true).firstElementChild;
  card.className = `answer answer--${answer.tone}`;
  for (const part of ["title", "name", "about", "note"]) {
    card.querySelector(`[data-part="${part}"]`).textContent = answer[part] ?? "";
  }
  card.querySelector('[data-part="today"]').append(...(answer.today ?? []).map((text) => make("li", text)));
  const undo = card.querySelector('[data-part="undo"]');
  if (answer.can_undo) undo.querySelector("[name=undoes]").value = answer.uid;
  else undo.remove();
  document.querySelector("[data-answers]").replaceChildren(card);
  document.querySelector("[data-found]").replaceChildren();
  shown = answer.uid;
  signal(answer.tone);
};

const loud = document.querySelector("[data-loud]");
loud.checked = localStorage.getItem("checkin:loud") === "yes";
loud.addEventListener("change", () => localStorage.setItem("checkin:loud", loud.checked ? "yes" : "no"));

const signal = (tone) => {
  if (!loud.checked) return;
  navigator.vibrate?.(tone === "good" ? 80 : [120, 80, 120]);
  const sound = new AudioContext();
  const note = sound.createOscillator();
  note.frequency.value = tone === "good" ? 880 : 220;
  note.connect(sound.destination);
  note.start();
  note.stop(sound.currentTime + 0.15);
  note.onended = () => sound.close();
};

/* --- Taking and sending --------------------------------------------------------------------------- */

const take = (scan) => {
  const [, name = "", about = ""] = names().find(([code]) => code === scan.code) ?? [];
  const made = { uid: newKey(), at: new Date().toISOString(), device, door: look.elements.door.value, ...scan };
  const sameDoor = (one) => one.code === made.code && one.door === made.door && !one.undoes;
  const earlier = stored("scan").find((one) => made.code && !made.undoes && sameDoor(one));
  made.name = name || scan.name || "";
  keep("scan", made);
  show({
    uid: made.uid,
    tone: earlier || made.undoes || !name ? "again" : "good",
    title: made.undoes ? word("undoing") : word("kept"),
    name: made.name || word("unknown"),
    about,
    note: earlier ? `${word("twice")} ${clock(earlier.at)}` : made.name ? "" : word("not-listed"),
    can_undo: !made.undoes,
  });
  list();
  send();
};

const rowsOf = (section) => section.querySelector("ul") ?? section.appendChild(make("ul", ""));

const list = () => {
  const rows = (kind, text) => stored(kind).map((scan) => make("li", text(scan)));
  const waiting = document.querySelector("[data-waiting]");
  const kept = rows("scan", (scan) => `${clock(scan.at)} ${scan.name || word("unknown")}`);
  const refused = stored("refused").map((scan) => {
    const row = make("li", `${clock(scan.at)} ${scan.name || word("unknown")}: ${scan.why || word("refused")} `);
    const button = make("button", word("remove"), "plain");
    button.addEventListener("click", () => {
      forget("refused", scan.uid);
      list();
    });
    row.append(button);
    return row;
  });
  rowsOf(waiting).replaceChildren(...kept, ...refused);
  waiting.hidden = !kept.length && !refused.length;
};

const merged = (answer, scan) => {
  const section = document.querySelector("[data-merged]");
  const text = `${answer.at} ${answer.name || scan.name || word("unknown")}: ${answer.title}. ${answer.note ?? ""}`;
  rowsOf(section).prepend(make("li", text, `merged--${answer.tone}`));
  section.hidden = false;
};

const say = (text, isBad) => {
  line.textContent = text;
  line.hidden = !text;
  line.classList.toggle("line--bad", Boolean(isBad));
};

const count = (here) => {
  for (const place of document.querySelectorAll("[data-count]")) {
    if (here[place.dataset.count]) place.textContent = here[place.dataset.count].join(" / ");
  }
  const [arrived, expected] = here[look.elements.door.value || told.today] ?? [];
  if (arrived === undefined) return;
  document.querySelector("[data-arrived]").textContent = arrived;
  document.querySelector("[data-expected]").textContent = expected;
};

let token = look.elements.csrfmiddlewaretoken.value;

const ask = async (address, options = {}) => {
  const answer = await fetch(address, { redirect: "manual", signal: AbortSignal.timeout(PATIENCE), ...options });
  if (answer.type === "opaqueredirect") {
    dropNames();
    say(word("signed-out"), true);
    const link = make("a", word("sign-in"));
    link.href = `/account/login/?next=${encodeURIComponent(location.pathname)}`;
    line.append(" ", link);
    throw new Error("signed out", { cause: answer });
  }
  if (!answer.ok) throw new Error(String(answer.status), { cause: answer });
  return answer.json();
};

const settle = (answer, scan) => {
  if (!answer.is_kept && !answer.is_malformed) return false; // later
  if (!answer.is_kept) keep("refused", { ...scan, why: answer.title });
  forget("scan", scan.uid);
  if (scan.uid === shown) show(answer);
  else merged(answer, scan);
  return true;
};

let sending = false;

const send = async () => {
  if (sending) return;
  sending = true;
  try {
    for (let batch = stored("scan").slice(0, AT_ONCE); batch.length; batch = stored("scan").slice(0, AT_ONCE)) {
      const body = JSON.stringify({ sent_at: new Date().toISOString(), scans: batch });
      const headers = { "Content-Type": "application/json", "X-CSRFToken": token };
      const { answers, here } = await ask(told.scans, { method: "POST", headers, body });
      const byKey = Object.fromEntries(answers.map((answer) => [answer.uid, answer]));
      const done = batch.filter((scan) => byKey[scan.uid] && settle(byKey[scan.uid], scan));
      count(here);
      if (!done.length) break;
    }
    say("");
  } catch (error) {
    if (!error.cause) say(word("offline"), true);
  } finally {
    sending = false;
    list();
  }
};

/* Counts, and a fresh token: a page from the worker's cache has an old one. */
const beat = async () => {
  try {
    const { here, token: fresh, user } = await ask(told.live);
    token = fresh;
    if (String(user) !== told.user) dropNames();
    count(here);
    if (stored("scan").length) await send();
    else say("");
    if (!sessionStorage.getItem(NAMES)) {
      const list = await ask(told.names);
      if (String(list.user) === told.user) sessionStorage.setItem(NAMES, JSON.stringify(list));
    }
  } catch (error) {
    if (!error.cause) say(word("offline"), true);
  }
};

/* --- What people do ------------------------------------------------------------------------------- */

const choose = (people) => {
  const section = make("section", "", "found");
  const rows = people.map(([code, name, about]) => {
    const button = make("button", "");
    button.type = "button";
    button.append(make("strong", name), make("span", about));
    button.addEventListener("click", () => take({ code }));
    const row = make("li", "");
    row.append(button);
    return row;
  });
  const list = make("ul", "");
  list.append(...rows);
  section.append(make("h2", word(people.length ? "who" : "nobody")), list);
  document.querySelector("[data-answers]").replaceChildren();
  document.querySelector("[data-found]").replaceChildren(section);
};

const read = async (text) => {
  const code = await codeOf(text);
  if (code) {
    field.value = "";
    take({ code });
    return true;
  }
  return false;
};

look.addEventListener("submit", async (event) => {
  event.preventDefault();
  const text = field.value.trim();
  if (!text) return field.focus();
  if (await read(text)) return;
  const people = withName(text);
  // Those who are cancelled or wait are in no phone's list: the server knows them.
  if (people.length || !navigator.onLine || line.classList.contains("line--bad")) choose(people);
  else look.submit();
});

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("[data-undo]")) return;
  event.preventDefault();
  const { undoes, reason } = Object.fromEntries(new FormData(form));
  const about = stored("scan").find((one) => one.uid === undoes);
  take({ undoes, reason, code: about?.code ?? "", name: about?.name ?? form.closest("article").querySelector('[data-part="name"]').textContent });
});

for (const way of document.querySelectorAll("[data-leaves]")) {
  way.addEventListener(way.matches("form") ? "submit" : "click", dropNames);
}

const doors = document.querySelector("[data-doors]");
const choice = doors.elements.door;
const asked = new URLSearchParams(location.search).get("door") ?? "";
choice.value = asked; // the worker keeps the page of one door for all
look.elements.door.value = choice.value;
doors.querySelector("button").hidden = true;
choice.addEventListener("change", () => doors.submit());

/* --- Camera --------------------------------------------------------------------------------------- */

const opener = document.querySelector("[data-open-camera]");
const picture = document.querySelector("[data-picture]");
let stop = () => {};

opener.hidden = !navigator.mediaDevices?.getUserMedia;
opener.addEventListener("click", async () => {
  picture.hidden = false;
  try {
    const { watch } = await import(told.camera);
    stop = await watch(picture.querySelector("video"), told.reader, read);
  } catch {
    picture.hidden = true;
    say(word("no-camera"), true);
  }
});
document.querySelector("[data-stop]").addEventListener("click", () => {
  stop();
  picture.hidden = true;
});

/* --- Begin ---------------------------------------------------------------------------------------- */

list();
beat();
setInterval(beat, EVERY);
window.addEventListener("online", beat);
window.addEventListener("offline", () => say(word("offline"), true));
navigator.serviceWorker?.register(told.worker).catch(() => {}); // without it the page needs a line to open
