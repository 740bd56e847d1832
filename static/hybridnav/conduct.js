// The big screen of a meeting: a clock that counts up, keys, and screens that follow each other.
// Every control is a form or a link of the page, and works without this file.
{
  const { url } = document.currentScript.dataset;
  const board = () => document.getElementById("conduct");

  // The clock. The server says how long was used when it answered; from then on we count.
  let counted_from = performance.now();

  const clock = (seconds) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;

  function count() {
    const shown = board().querySelector("[data-used]");
    if (!("running" in shown.dataset)) return;
    const used = Number(shown.dataset.used) + Math.floor((performance.now() - counted_from) / 1000);
    const left = Number(shown.dataset.planned) - used;
    const say = { used, left: Math.max(0, left), over: Math.max(0, -left) };
    for (const each of shown.querySelectorAll("[data-clock]")) each.textContent = clock(say[each.dataset.clock]);
    shown.querySelector("[data-when=left]").hidden = left < 0;
    shown.querySelector("[data-when=over]").hidden = left >= 0;
  }

  setInterval(count, 1000);

  // What is typed about the meeting's end stays outside the part that is loaded anew.
  document.addEventListener("htmx:load", () => {
    counted_from = performance.now();
    document.getElementById("conduct-summary").hidden = !("learning" in board().dataset);
  });

  // Ended on another screen: what was typed here is saved first, by its own button.
  document.addEventListener("htmx:beforeOnLoad", (event) => {
    const summary = document.getElementById("conduct-summary");
    const text = summary.elements.summary;
    if (!event.detail.xhr.getResponseHeader("HX-Redirect") || text.value === text.defaultValue) return;
    event.preventDefault();
    stopAsking();
    summary.hidden = document.getElementById("conduct-ended").hidden = false;
  });

  // Keys, those of a presenter's remote too. None while something is written, none with a modifier, none when switched off.
  const KEYS = {
    ArrowRight: "conduct-next",
    PageDown: "conduct-next",
    ArrowLeft: "conduct-previous",
    PageUp: "conduct-previous",
    " ": "conduct-pause",
    n: "conduct-names",
    N: "conduct-names",
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.repeat) return;
    if (event.target.closest("input, textarea, select") || !document.getElementById("use-keys").checked) return;
    if (event.key === " " && event.target.closest("button, a, summary")) return;
    const keys = document.getElementById("conduct-keys");
    if (event.key === "?") {
      keys.open = !keys.open;
      if (keys.open) keys.scrollIntoView();
    } else if (event.key in KEYS) document.getElementById(KEYS[event.key])?.click();
    else return;
    event.preventDefault();
  });

  // Another screen may have moved on since this page was made, so the first answer is news as well.
  const stopAsking = keepAsking(url, () => board().dispatchEvent(new Event("told")));
}
