/* Asks every few seconds whether somebody else has changed the day; the answer is empty while nobody has. */

const PAUSE = 5000; // milliseconds between two questions

export function watchOthers({ address, day, sender, changed }) {
  async function ask() {
    if (document.hidden || sender.isBusy) return;
    const response = await fetch(`${address}state/?since=${day.last}`, {
      headers: {
        Accept: "application/json",
        "If-None-Match": `"${day.stamp}"`,
        "X-Requested-With": "XMLHttpRequest",
      },
      cache: "no-store",
      redirect: "manual",
    });
    if (!response.ok) return;
    const state = await response.json();
    if (!sender.isBusy) changed(state); // else what it says is older than what was changed here
  }

  const again = () =>
    ask()
      .catch(() => {}) // the next question may reach the server
      .finally(() => setTimeout(again, PAUSE));
  setTimeout(again, PAUSE);
  document.addEventListener("visibilitychange", () => ask().catch(() => {}));
}
