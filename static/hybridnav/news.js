// Whether something new waits: then what shows it loads itself again, by `told` on <body>.
{
  const { url, made } = document.currentScript.dataset;

  keepAsking(url, async (answer, is_first) => {
    const newest = Number(await answer.text());
    if (!is_first || newest >= made * 1000) document.body.dispatchEvent(new Event("told"));
  });
}
