// Answering a survey. Every page works without this file; with it nothing is lost when the network is or the page is
// closed, and questions come and go as they are answered. What is kept in this browser is deleted when it is sent.
{
  const KEPT_FOR = 30 * 24 * 60 * 60 * 1000;
  const form = () => document.getElementById("answering");
  const status = () => document.getElementById("status");

  // The draft: what stands in the form, under a name that belongs to one link or code.

  const OWN = ["csrfmiddlewaretoken", "step", "language", "shown"];

  function store(action) {
    try {
      return action(localStorage);
    } catch {
      return null; // switched off in this browser
    }
  }

  function draft() {
    return store((kept) => JSON.parse(kept.getItem(form().dataset.draft)));
  }

  function keep() {
    const fields = [...new FormData(form())].filter(([name]) => !OWN.includes(name));
    const { draft, step } = form().dataset;
    if (step !== "intro") store((kept) => kept.setItem(draft, JSON.stringify({ at: Date.now(), step, fields })));
  }

  function forget(name) {
    store((kept) => kept.removeItem(name));
  }

  store((kept) => {
    for (const name of Object.keys(kept))
      if (name.startsWith("survey-") && !(JSON.parse(kept.getItem(name)).at > Date.now() - KEPT_FOR)) forget(name);
  });

  // Conditions, as the server reads them, of answers on this page: a question that is not asked has no answer.

  function answerOf(question) {
    const fields = [...question.querySelectorAll("input, textarea")];
    const chosen = fields.filter((field) => !/radio|checkbox/.test(field.type) || field.checked);
    const values = chosen.map((field) => field.value.trim()).filter(Boolean);
    return fields[0]?.type === "checkbox" ? values : values[0];
  }

  function holds({ operator, value }, answer) {
    const chosen = [answer].flat();
    switch (operator) {
      case "has": return chosen.includes(value);
      case "has not": return !chosen.includes(value);
      case "=": return answer === value;
      case "!=": return answer !== value;
    }
    if (answer === undefined || !/^-?\d+$/.test(answer)) return false;
    const [number, limit] = [Number(answer), Number(value)];
    return { "<": number < limit, "<=": number <= limit, ">": number > limit, ">=": number >= limit }[operator];
  }

  function showWhatIsAsked() {
    const answers = {};
    for (const question of form().querySelectorAll("[data-question]")) {
      const { question: name, condition } = question.dataset;
      if (condition) {
        const { clauses, any_of_them } = JSON.parse(condition);
        const found = clauses.map((clause) => holds(clause, answers[clause.item]));
        question.hidden = !(any_of_them ? found.some(Boolean) : found.every(Boolean));
        question.removeAttribute("data-later");
      }
      if (!question.hidden) answers[name] = answerOf(question);
    }
    for (const block of form().querySelectorAll(".hn-asked")) {
      block.removeAttribute("data-later");
      block.hidden = !block.querySelector("[data-question]:not([hidden])");
    }
  }

  // From step to step: the same request as without JavaScript, but a page that stays when it fails.

  let under_way = false;

  function say(name) {
    status().replaceChildren(document.getElementById(`text-${name}`).content.cloneNode(true));
  }

  async function send(body, { is_new_step = true } = {}) {
    if (under_way) return;
    under_way = true;
    try {
      const name = form().dataset.draft;
      const answer = await fetch(form().action, { method: "POST", body: new URLSearchParams(body) });
      if (answer.status >= 500) return say("error");
      const sent = answer.redirected;
      if (sent) forget(name);
      show(new DOMParser().parseFromString(await answer.text(), "text/html"));
      if (sent) history.replaceState(null, "", answer.url);
      else if (form()) note(is_new_step);
    } catch {
      say("offline");
    } finally {
      under_way = false;
    }
  }

  function show(page) {
    document.title = page.title;
    document.documentElement.lang = page.documentElement.lang;
    document.body.replaceWith(page.body);
    scrollTo(0, 0);
    document.querySelector("[autofocus], h1")?.focus();
    prepare();
  }

  // Back and forward of the browser go from step to step.
  function note(is_new_step) {
    const { step } = form().dataset;
    if (is_new_step && history.state?.step !== step) history.pushState({ step }, "");
    else history.replaceState({ step }, "");
    keep();
  }

  function go_to(step, fields = [...new FormData(form())], options) {
    send([...fields, ["go", `to-${step}`]], options);
  }

  addEventListener("popstate", (event) => {
    if (!form()) location.reload();
    else go_to(event.state?.step ?? "intro", undefined, { is_new_step: false });
  });

  document.addEventListener("submit", (event) => {
    if (event.target !== form()) return;
    event.preventDefault();
    status().replaceChildren();
    keep();
    const { name, value } = event.submitter ?? { name: "go", value: "next" };
    send([...new FormData(form()), [name, value]]);
  });

  for (const kind of ["input", "change"])
    document.addEventListener(kind, (event) => {
      if (event.target.form !== form()) return;
      showWhatIsAsked();
      keep();
    });

  document.addEventListener("click", (event) => {
    event.target.closest(".hn-toast__close")?.parentElement.remove();
    const { draft: wish } = event.target.closest("[data-draft]:not(form)")?.dataset ?? {};
    if (wish === "delete") {
      forget(form().dataset.draft);
      document.querySelector(".hn-draft").hidden = true;
    }
    if (wish === "continue") go_on(draft());
  });

  function go_on({ step, fields }, options) {
    const own = [...new FormData(form())].filter(([name]) => OWN.includes(name));
    go_to(step, [...own, ...fields], options);
  }

  function prepare() {
    if (!form()) return;
    const script = Object.assign(document.createElement("input"), { type: "hidden", name: "script", value: "on" });
    form().append(script);
    showWhatIsAsked();
    const begun = draft();
    const offer = document.querySelector(".hn-draft");
    if (offer) offer.hidden = !begun;
  }

  prepare();
  if (form()) {
    const { step } = history.state ?? {};
    // Loaded anew in the middle: on where she was.
    if (step && step !== "intro" && draft()) go_on({ ...draft(), step }, { is_new_step: false });
    else history.replaceState({ step: "intro" }, "");
  }
}
