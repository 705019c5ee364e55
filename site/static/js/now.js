/* The clock of a screen, and a look at the very second at which something begins or ends. */
const { until, zone } = document.body.dataset;
const clock = document.querySelector("[data-clock]");
const LONGEST = 3_600_000; // the page looks again by itself long before

const tell = () => {
  clock.textContent = new Date().toLocaleTimeString(document.documentElement.lang, {
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
    timeZone: zone,
  });
};

clock.hidden = false;
tell();
setInterval(tell, 1000);
const left = new Date(until) - new Date();
if (left > 0 && left < LONGEST) setTimeout(() => location.reload(), left + 500);
