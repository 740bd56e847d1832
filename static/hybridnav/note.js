// A joint note in which several write at once. Each section saves what was typed after a short rest and fetches what
// others wrote meanwhile; the server merges. Nothing is kept in the browser but what stands in its fields.
{
  const REST = 2_000;
  const LONGEST = 10_000;
  const EVERY = 5_000;
  const SELDOM = 60_000;
  const note = document.querySelector("[data-note]");
  // Names this open page to the server. randomUUID() is missing where an installation has no https.
  const tab = [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  let turn = 0;
  let locked = false;

  class Section {
    constructor(element) {
      this.element = element;
      this.form = element.querySelector("form");
      this.field = this.form.elements.text;
      this.began = this.form.elements.began.value;
      // What the server knows of this field: when something else stands here, it is to be saved.
      this.known = this.field.defaultValue;
      this.timer = this.since = 0;
      this.saving = null;
      this.field.addEventListener("input", () => this.typed());
      this.field.addEventListener("blur", () => this.save());
      this.field.addEventListener("compositionstart", () => (this.composing = true));
      this.field.addEventListener("compositionend", () => (this.composing = false));
      this.form.addEventListener("submit", (event) => {
        event.preventDefault();
        this.save();
      });
    }

    get unsaved() {
      return this.field.value !== this.known;
    }

    typed() {
      this.since ||= Date.now();
      this.say(null);
      this.saveIn(Math.max(0, Math.min(REST, this.since + LONGEST - Date.now())));
    }

    saveIn(pause) {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.save(), pause);
    }

    // One question at a time: what is typed meanwhile goes with the next.
    save() {
      clearTimeout(this.timer);
      if (this.unsaved && !locked) this.saving ??= this.send().finally(() => (this.saving = null));
      return this.saving;
    }

    get body() {
      const body = new URLSearchParams(new FormData(this.form));
      body.set("began", this.began);
      body.set("tab", tab);
      body.set("turn", ++turn);
      return body;
    }

    post(options) {
      const headers = { Accept: "application/json" };
      return fetch(this.form.action, { method: "POST", body: this.body, headers, redirect: "manual", ...options });
    }

    async send() {
      const sent = this.field.value;
      this.since = 0;
      this.say("saving");
      try {
        const answer = await this.post({ signal: AbortSignal.timeout(20_000) });
        if (answer.status === 409) return lock();
        if (answer.status === 422) return this.say("refused", (await answer.json()).errors.join(" "));
        if (!answer.ok) throw new Error(answer.status);
        this.take(await answer.json(), sent);
        this.say(this.unsaved ? null : "saved");
        if (this.unsaved) this.saveIn(REST);
      } catch {
        if (!this.offline) say("offline");
        this.say("offline");
        this.saveIn(EVERY);
      }
    }

    // Merged on the server. What was typed after sending stays as it is: the server is told that it rests on what was
    // sent, and merges once more.
    take(answer, sent) {
      const untouched = this.field.value === sent && !this.composing;
      this.began = untouched ? answer.began : answer.typed_on;
      this.known = untouched ? answer.text : sent;
      if (untouched) this.show(answer.text);
      this.tell(answer.state);
    }

    // What others saved. Where somebody types it waits for her own saving.
    hear(news) {
      if (this.saving || this.composing || this.unsaved) return;
      if (parseInt(news.began) < parseInt(this.began)) return;
      if (news.began !== this.began) {
        this.began = news.began;
        this.known = news.text;
        this.show(news.text);
      }
      this.tell(news.state);
    }

    show(text) {
      const { field } = this;
      if (field.value === text) return;
      const places = [field.selectionStart, field.selectionEnd].map((place) => moved(field.value, text, place));
      const { scrollTop } = field;
      field.value = text;
      if (document.activeElement === field) field.setSelectionRange(...places);
      field.scrollTop = scrollTop;
    }

    tell(state) {
      const shown = this.element.querySelector(".hn-note__state");
      // nosemgrep: script-writes-html -- a part of the page, rendered and escaped by the server
      if (!shown.contains(document.activeElement)) shown.outerHTML = state;
    }

    say(what, text) {
      this.offline = what === "offline";
      this.stuck = this.offline || what === "refused";
      for (const each of this.form.querySelectorAll("[data-say]")) {
        each.hidden = each.dataset.say !== what;
        if (!each.hidden && text) each.textContent = text;
      }
    }
  }

  // Where the caret stands in the new text: in its paragraph, which is the same one as often as it stood before.
  function moved(before, after, place) {
    const start = before.lastIndexOf("\n", place - 1) + 1;
    const end = (before + "\n").indexOf("\n", place);
    const paragraph = before.slice(start, end);
    const earlier = before.slice(0, start).split("\n").filter((each) => each === paragraph).length;
    let found = 0;
    let at = 0;
    for (const each of after.split("\n")) {
      if (each === paragraph && found++ === earlier) return at + place - start;
      at += each.length + 1;
    }
    return Math.min(place, after.length);
  }

  const sections = [...note.querySelectorAll("[data-section]")].map((element) => new Section(element));
  const byId = new Map(sections.map((section) => [section.element.dataset.section, section]));
  const headings = JSON.stringify(sections.map(({ element, field }) => [element.dataset.section, field.labels[0].textContent.trim()]));
  const unsaved = () => sections.some((section) => section.unsaved || section.saving);

  // All have agreed: what is not saved stays on the page, and the page says so.
  function lock() {
    locked = true;
    for (const { field } of sections) field.readOnly = true;
    document.getElementById("note-locked").hidden = false;
  }

  let known = "";
  let pause = EVERY;
  let timer = 0;
  let asking = false;
  let there = true;

  async function ask() {
    if (asking || locked || document.hidden) return;
    asking = true;
    try {
      const headers = known ? { "If-None-Match": known } : {};
      const signal = AbortSignal.timeout(10_000);
      const answer = await fetch(note.dataset.note, { headers, cache: "no-store", redirect: "manual", signal });
      if (answer.status >= 500) throw new Error(answer.status);
      there = answer.status === 200 || answer.status === 304;
      if (answer.status === 200) hear(await answer.json(), answer.headers.get("ETag"));
      pause = EVERY;
    } catch {
      pause = Math.min(2 * pause, SELDOM);
    }
    asking = false;
    wait();
  }

  function hear(news, etag) {
    if (news.locked) return unsaved() ? lock() : location.reload();
    for (const [id, each] of Object.entries(news.sections)) byId.get(id)?.hear(each);
    document.getElementById("note-rearranged").hidden = JSON.stringify(news.headings) === headings;
    const agreement = document.getElementById("_note_agreement");
    // What is unsaved waits for the next answer: the button agrees to what stands on this page.
    if (unsaved()) return;
    known = etag;
    const focused = agreement.contains(document.activeElement);
    agreement.outerHTML = news.agreement; // nosemgrep: script-writes-html -- as above
    if (focused) document.querySelector("#_note_agreement button")?.focus();
  }

  function wait() {
    clearTimeout(timer);
    if (there && !locked && !document.hidden) timer = setTimeout(ask, pause);
  }

  document.addEventListener("visibilitychange", () => (document.hidden ? clearTimeout(timer) : there && ask()));
  addEventListener("online", () => sections.forEach((section) => section.save()));

  // To agree, or anything else that leaves the page: first what was typed.
  document.addEventListener("submit", async (event) => {
    if (event.defaultPrevented || locked || !unsaved()) return;
    event.preventDefault();
    await Promise.all(sections.map((section) => section.save()));
    await ask();
    if (!unsaved()) document.querySelector(`form[action="${event.target.getAttribute("action")}"]`)?.requestSubmit();
  });
  addEventListener("beforeunload", (event) => sections.some((section) => section.stuck && section.unsaved) && event.preventDefault());
  addEventListener("pagehide", () => {
    for (const section of sections) if (section.unsaved && !locked) section.post({ keepalive: true });
  });

  wait();
}
