/* Tells times by the reader's clock on wish, and the day where it is another one there. */

const KEY = "agenda-zone";
const agenda = document.querySelector(".agenda");
const form = agenda.querySelector(".choices");
const times = [...agenda.querySelectorAll(".timetable time")];
const written = new Map(times.map((time) => [time, time.textContent]));

/* As the reader writes it: 11 May for somebody from Ireland, where the page itself says no more than “English”. */
const page = document.documentElement.lang;
const language = navigator.languages.find((one) => one.split("-")[0] === page.split("-")[0]) ?? page;

/* Made when they are wished for: each takes a phone longer than all else that this page has to do. */
let clock, day;

/** The date on this device's clock, as in `data-day`. */
function dateOf(moment) {
  const pad = (number) => String(number).padStart(2, "0");
  return `${moment.getFullYear()}-${pad(moment.getMonth() + 1)}-${pad(moment.getDate())}`;
}

/** The date that stands before `time`: its beginning's, when it is an end, else that of the day's heading. */
function dateBefore(time) {
  const start = time.parentElement.querySelector("time");
  return start === time ? time.closest(".day").dataset.day : dateOf(new Date(start.dateTime));
}

function tellOwn(time) {
  const moment = new Date(time.dateTime);
  time.textContent = clock.format(moment);
  if (dateOf(moment) === dateBefore(time)) return;
  const words = document.createElement("span");
  words.className = "another-day";
  words.textContent = day.format(moment);
  time.append(" ", words);
}

function makeReady() {
  clock ??= new Intl.DateTimeFormat(language, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  day ??= new Intl.DateTimeFormat(language, { weekday: "short", day: "numeric", month: "short" });
  for (const place of agenda.querySelectorAll(".zone-name")) {
    place.textContent = clock.resolvedOptions().timeZone;
  }
}

function tell() {
  const own = form.elements.zone.value === "own";
  if (own) makeReady();
  agenda.classList.toggle("agenda--own-time", own);
  agenda.querySelector(".zone-venue").hidden = own;
  agenda.querySelector(".zone-own").hidden = !own;
  for (const time of times) {
    if (own) tellOwn(time);
    else time.textContent = written.get(time);
  }
}

function remember() {
  try {
    localStorage.setItem(KEY, form.elements.zone.value);
  } catch {
    /* Storage is switched off: the choice holds for this page. */
  }
}

function remembered() {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

/** Whether this device's clock shows something else than the venue's at any of the times. */
function differs() {
  return times.some((time) => {
    const [, sign, hours, minutes] = /([+-])(\d\d):(\d\d)$/.exec(time.dateTime) ?? [];
    const there = Number(`${sign}1`) * (Number(hours) * 60 + Number(minutes));
    return there !== -new Date(time.dateTime).getTimezoneOffset();
  });
}

if (differs()) {
  form.querySelector(".choices__zone").before(document.querySelector("#agenda-zone").content);
  if (remembered() === "own") {
    form.elements.zone.value = "own";
    tell();
  }
  form.addEventListener("change", (event) => {
    if (event.target.name !== "zone") return;
    remember();
    tell();
  });
}
