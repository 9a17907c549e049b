/* The search field: loads the index and its scripts when the reader first reaches for it, and lets
   the keyboard through the results. Scripts, since a page from disk can load nothing else. The first
   part of the index answers at once; the answer is complete when the others are there. */
(() => {
  "use strict";

  const form = document.querySelector("form.search"), input = form.elements.q;
  const [opener, hint, closer, panel, count, list, slash] =
    ["open", "key", "close", "panel", "count", "results", "slash"].map((name) => form.querySelector(`.search-${name}`));
  const site = new URL("../../", document.currentScript.src);
  const SCRIPTS = ["letters", "nearness", "dates", "finder", "results"].map((name) => `assets/js/search/${name}.js`);
  const INDEX = "assets/search/index.js";
  const PAUSE = 100;                                        /* milliseconds after a key before an answer */
  const search = (window.chronicleSearch = {});

  const load = (path) => new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = new URL(path, site);
    script.async = false;                                   /* in this order */
    script.onload = resolve;
    script.onerror = reject;
    document.head.append(script);
  });

  let ready, rest;                                          /* promises, once asked for */
  const again = (error) => { ready = rest = undefined; throw error; };
  const begun = () => (ready ??= Promise.all([...SCRIPTS, INDEX].map(load)).then(() => search.finder(search.index)).catch(again));
  const complete = (finder) => (rest ??= Promise.all(finder.missing().map((n) => load(`assets/search/index-${n}.js`))).catch(again));

  function answer(query, find, whole) {
    if (query !== input.value.trim()) return;
    const shown = search.results(query, find(query), search.index.texts, site), { href } = document.activeElement;
    count.textContent = whole ? shown.count : form.dataset.loading;
    list.replaceChildren(...shown.parts);
    if (whole) panel.dataset.query = query;                 /* the query whose results are shown */
    if (href) stops().find((one) => one.href === href)?.focus();
    else panel.scrollTop = 0;
  }

  let waiting;
  async function show() {
    clearTimeout(waiting);
    const query = input.value.trim();
    panel.hidden = !query;
    if (!query || query === panel.dataset.query) return;
    try {
      if (!search.index) count.textContent = form.dataset.loading;
      const finder = await begun();
      if (finder.missing().length) answer(query, finder.find, false);
      await complete(finder);
      answer(query, finder.find, true);
    } catch {
      count.textContent = form.dataset.failed;
    }
  }

  function open() {
    form.classList.add("search--open");
    input.focus();
  }

  function close() {
    panel.hidden = true;
    form.classList.remove("search--open");
  }

  /* Where only an icon was, back to it; else back to the field. */
  function leave() {
    const narrow = closer.offsetParent;
    if (!narrow) input.focus();
    close();
    if (narrow) opener.focus();
  }

  /* ---- the keyboard, the pointer, the address ------------------------------------------------- */
  const stops = () => [...list.querySelectorAll("a, button")];

  function move(step) {
    const all = stops(), to = all.indexOf(document.activeElement) + step;
    (all[to] ?? (to < 0 ? input : all.at(-1)))?.focus();
  }

  const keys = {
    Escape: leave,
    ArrowDown: () => (panel.hidden ? show() : move(1)),
    ArrowUp: () => move(-1),
  };
  form.addEventListener("keydown", (event) => {
    if (!(event.key in keys) || !form.classList.contains("search--open")) return;
    event.preventDefault();
    keys[event.key]();
  });

  opener.addEventListener("click", (event) => { event.preventDefault(); open(); });
  closer.addEventListener("click", leave);
  input.addEventListener("focus", () => {
    form.classList.add("search--open");
    begun().then(complete).catch(() => {});
    show();
  });
  input.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(show, PAUSE); });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    await show();
    if (!panel.hidden) stops()[0]?.click();
  });
  form.addEventListener("focusout", ({ relatedTarget }) => { if (relatedTarget && !form.contains(relatedTarget)) close(); });
  document.addEventListener("pointerdown", ({ target }) => { if (!form.contains(target)) close(); });

  /* The query stays in the address of the page that the reader leaves, so that Back comes back to it;
     an address may ask as well, and be longer than the field. */
  list.addEventListener("click", ({ target }) => {
    if (!target.closest("a")) return;
    const address = `?q=${encodeURIComponent(input.value.trim())}${location.hash}`;
    try { history.replaceState(null, "", address); } catch { /* some browsers refuse this from disk */ }
  });
  const asked = new URLSearchParams(location.search).get("q");
  if (asked) {
    input.value = asked.slice(0, input.maxLength);
    open();
  }

  /* A key alone is a shortcut that the reader can turn off (WCAG 2.1.4). */
  const SETTING = "__search_slash";
  try { slash.checked = window.__md_get(SETTING) ?? true; } catch { /* storage is refused */ }
  hint.hidden = !slash.checked;
  slash.addEventListener("change", () => {
    hint.hidden = !slash.checked;
    window.__md_set(SETTING, slash.checked);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || !slash.checked || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, select, textarea, [contenteditable]")) return;
    event.preventDefault();
    open();
  });
})();
