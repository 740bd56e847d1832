// Small help on top of pages that all work without it. What it says is in templates/_script_texts.html.

const page = document.documentElement;
const status = document.getElementById("status");

function say(name) {
  status.replaceChildren(document.getElementById(`text-${name}`).content.cloneNode(true));
}

// A message stays until it is closed or the next thing is done: no timer. A page that asks by itself is no such thing.
const asked = (event) => (event.detail.requestConfig.triggeringEvent ?? { type: "told" }).type !== "told";
document.addEventListener("click", (event) => event.target.closest(".hn-toast__close")?.parentElement.remove());
document.addEventListener("htmx:beforeRequest", (event) => asked(event) && status.replaceChildren());

document.addEventListener("click", (event) => event.target.closest("[data-print]") && print());

// No network: the form stays as it is, htmx gives its button back, and Save works again later.
let waiting = false;
for (const failure of ["htmx:sendError", "htmx:timeout"])
  document.addEventListener(failure, (event) => {
    if (!asked(event)) return;
    waiting = true;
    say("offline");
  });
document.addEventListener("htmx:responseError", (event) => asked(event) && say("error"));
document.addEventListener("htmx:afterRequest", (event) => {
  if (event.detail.successful) waiting = false;
});
addEventListener("online", () => {
  if (waiting) say("online");
});

// The server says where focus goes when what had it is gone: HX-Trigger-After-Settle {"hn:focus": "#id"}.
document.addEventListener("hn:focus", (event) => document.querySelector(event.detail.value)?.focus());

// What opens inside a table on a wide screen is a page of its own on a narrow one.
document.addEventListener("htmx:confirm", (event) => {
  const below = event.target.dataset?.pageBelow;
  if (below && matchMedia(`(max-width: ${below})`).matches) {
    event.preventDefault();
    location.assign(event.target.href);
  }
});

// data-shown-when="rhythm=once,own" on a field: the question is only put after one of these answers.
function answers(form, name) {
  return [form.elements[name] ?? []].flatMap((found) => (found.options || !found.length ? found : [...found]))
    .filter((field) => (field.checked ?? true) && !field.closest(".hn-field")?.hidden)
    .map((field) => field.value);
}

function showWhatIsAsked(within) {
  for (const field of within.querySelectorAll("[data-shown-when]")) {
    const [name, values] = field.dataset.shownWhen.split("=");
    const asked = answers(field.form, name).some((answer) => values.split(",").includes(answer));
    field.closest(".hn-field").hidden = !asked;
  }
}

document.addEventListener("change", (event) => event.target.form && showWhatIsAsked(event.target.form));

// What is folded on a narrow screen stands open on a wide one.
function fold(within) {
  for (const details of within.querySelectorAll("details[data-closed-below]"))
    if (matchMedia(`(max-width: ${details.dataset.closedBelow})`).matches) details.open = false;
}

for (const prepare of [showWhatIsAsked, fold]) {
  document.addEventListener("htmx:load", (event) => prepare(event.detail.elt));
  prepare(page);
}

// Asks an address every few seconds; `heard(answer, is_first)` is called when it says something new by its ETag.
// One small request at a time, none in a hidden tab, ever more seldom while the server does not answer, none once
// signed out. Returns a function that ends the asking.
function keepAsking(url, heard) {
  const EVERY = 4_000;
  const SELDOM = 60_000;
  let pause = EVERY;
  let known = "";
  let timer = 0;
  let under_way = false;
  let goes_on = true;

  async function ask() {
    if (under_way || document.hidden) return;
    under_way = true;
    try {
      const answer = await fetch(url, {
        headers: known ? { "If-None-Match": known } : {},
        cache: "no-store",
        redirect: "manual",
        signal: AbortSignal.timeout(10_000),
      });
      if (answer.status >= 500) throw new Error(answer.status);
      goes_on &&= answer.status === 200 || answer.status === 304;
      if (answer.status === 200) {
        await heard(answer, !known);
        known = answer.headers.get("ETag");
      }
      pause = EVERY;
    } catch {
      pause = Math.min(2 * pause, SELDOM);
    }
    under_way = false;
    wait();
  }

  function wait() {
    clearTimeout(timer);
    if (goes_on && !document.hidden) timer = setTimeout(ask, pause);
  }

  document.addEventListener("visibilitychange", () => (document.hidden ? clearTimeout(timer) : goes_on && ask()));
  wait();
  return () => (goes_on = false);
}
