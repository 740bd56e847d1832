// Asks every few seconds whether something new waits, and then lets what shows it load itself again: `told` on <body>.
// One small request at a time, none in a hidden tab, seldom while the server does not answer, none once signed out.
{
  const { url, made } = document.currentScript.dataset;
  const EVERY = 4_000;
  const SELDOM = 60_000;
  let pause = EVERY;
  let known = "";
  let timer = 0;
  let under_way = false;
  let signed_in = true;

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
      signed_in = answer.status === 200 || answer.status === 304;
      if (answer.status === 200) {
        const newest = Number(await answer.text());
        if (known || newest >= made * 1000) document.body.dispatchEvent(new Event("told"));
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
    if (signed_in && !document.hidden) timer = setTimeout(ask, pause);
  }

  document.addEventListener("visibilitychange", () => (document.hidden ? clearTimeout(timer) : signed_in && ask()));
  wait();
}
