/* The search field: loads the index when the reader first reaches for it, shows what find.js finds, and lets the keyboard
   through it. Every value is set as text, never as markup. */
(() => {
  "use strict";

  const form = document.querySelector("form.search");
  const [opener, input, closer, panel, count, address, list] = ["open", "input", "close", "panel", "count", "address", "results"]
    .map((name) => form.querySelector(`.search__${name}`));
  const base = new URL("./", document.currentScript.src);       /* assets/javascripts/, on a server or on disk */
  const site = new URL("../../", base);
  const PARTS = ["minisearch.js", "likeness.js", "when.js", "find.js", "search-index.js"];
  const SHOWN = 80;

  const load = (name) => new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = new URL(name, base);
    script.onload = resolve;
    script.onerror = reject;
    document.head.append(script);
  });

  let ready;                                                    /* a promise of the finder, once asked for */
  const finder = () => ready ??= Promise.all(PARTS.map(load))
    .then(() => window.chronicleFinder(window.chronicleIndex, window.MiniSearch, window.chronicleLikeness, window.chronicleDate))
    .catch((error) => { ready = undefined; throw error; });

  /* ---- what is shown --------------------------------------------------------------------------------- */
  const text = (key, values = {}) => window.chronicleIndex.texts[`search_${key}`].replace(/\{(\w+)\}/g, (_, name) => values[name]);

  function element(tag, name, ...content) {
    const made = document.createElement(tag);
    if (name) made.className = name;
    made.append(...content);
    return made;
  }

  /* A text with the words among `marks` marked; `fold` says how a word is folded. */
  function marked(words, marks, fold) {
    if (!marks) return [words];
    return words.split(/([\p{L}\p{M}\p{N}'’]+)/u).map((part, i) =>
      i % 2 && fold(part).some((word) => marks.has(word)) ? element("mark", "", part) : part);
  }

  /* The words around the first marked one. */
  function excerpt(body, marks, fold) {
    const words = body.split(" ");
    const at = words.findIndex((word) => fold(word).some((part) => marks.has(part)));
    if (at < 0) return "";
    const from = Math.max(0, at - 8), to = at + 14;
    return `${from ? "… " : ""}${words.slice(from, to).join(" ")}${to < words.length ? " …" : ""}`;
  }

  function result({ entry, why, name, marks }, fold) {
    const link = element("a", "search__link", ...marked(entry.title, marks, fold));
    link.href = new URL(entry.url, site);
    link.tabIndex = -1;
    if (entry.language) { link.lang = entry.language; link.dir = "auto"; }
    const facts = ["", entry.date, entry.more].filter((fact, i) => !i || fact).join(" · ");
    const item = element("li", "search__result", link, element("p", "search__facts", element("b", "", text(`kind_${entry.kind}`)), facts));
    if (entry.warn) item.lastChild.append(" · ", element("span", "search__warn", entry.warn));
    const around = !why && marks && entry.body ? excerpt(entry.body, marks, fold) : "";
    if (why) item.append(element("p", "search__why", ...named(why, name)));
    else if (around) item.append(element("p", "search__why", ...marked(around, marks, fold)));
    else if (marks) item.append(element("p", "search__why", text("found_words", { words: [...marks].join(", ") })));
    item.lastChild.dir = "auto";
    return item;
  }

  /* A sentence with the name in it marked. */
  function named(sentence, name) {
    const at = name ? sentence.indexOf(name) : -1;
    return at < 0 ? [sentence] : [sentence.slice(0, at), element("mark", "", element("bdi", "", name)), sentence.slice(at + name.length)];
  }

  async function show() {
    const query = input.value.trim();
    if (!query) return close();
    panel.hidden = false;
    try {
      if (!window.chronicleFinder) count.textContent = form.dataset.loading;
      const { find, words } = await finder();
      if (query !== input.value.trim() || query === panel.dataset.query) return;
      const found = find(query).slice(0, SHOWN);
      list.replaceChildren(...found.map((one) => result(one, words)));
      panel.scrollTop = 0;
      panel.dataset.query = query;                              /* the query whose results are shown */
      const key = found[0]?.partly ? "count_partly" : found.length === 1 ? "count_one" : "count_many";
      count.textContent = found.length ? text(key, { n: found.length }) : text("none", { query });
      address.textContent = text(found.length ? "link" : "all_names");
      address.href = found.length ? `?q=${encodeURIComponent(query)}` : form.action;
      address.hidden = false;
    } catch {
      count.textContent = form.dataset.failed;
    }
  }

  function close() {
    panel.hidden = true;
    delete panel.dataset.query;
  }

  /* ---- the keyboard, the pointer, the address ----------------------------------------------------------- */
  const links = () => [...list.querySelectorAll("a")];

  function move(step) {
    const all = links();
    const to = all.indexOf(document.activeElement) + step;
    (all[to] ?? (to < 0 ? input : all.at(-1)))?.focus();
  }

  function open(first) {
    form.classList.add("search--open");
    finder().catch(() => {});
    if (first) input.focus();
  }

  function leave(to) {
    close();
    form.classList.remove("search--open");
    if (to === opener && opener.checkVisibility?.()) opener.focus();
  }

  /* The search stays in the address of the page that the reader leaves, so that Back comes back to it. */
  const keep = () => {
    try { history.replaceState(null, "", `?q=${encodeURIComponent(input.value.trim())}${location.hash}`); } catch { /* a page from disk may refuse */ }
  };

  opener.addEventListener("click", (event) => { event.preventDefault(); open(true); });
  closer.addEventListener("click", () => { input.value = ""; leave(opener); });
  input.addEventListener("focus", () => open(false));
  input.addEventListener("input", show);
  list.addEventListener("click", keep);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    await show();
    const [first] = links();
    if (first && !panel.hidden) first.click();
  });
  form.addEventListener("keydown", (event) => {
    const inList = list.contains(document.activeElement);
    if (event.key === "Escape") { event.preventDefault(); input.focus(); if (panel.hidden) leave(opener); else close(); }
    else if (event.key === "ArrowDown" || event.key === "ArrowUp") { event.preventDefault(); if (panel.hidden) show(); else move(event.key === "ArrowDown" ? 1 : -1); }
    else if (inList && (event.key === "Home" || event.key === "End")) { event.preventDefault(); links().at(event.key === "Home" ? 0 : -1).focus(); }
    else if (inList && event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey) input.focus();
  });
  form.addEventListener("focusout", (event) => { if (event.relatedTarget && !form.contains(event.relatedTarget)) leave(null); });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.target.closest?.("input, select, textarea, [contenteditable]")) return;
    event.preventDefault();
    open(true);
  });
  document.addEventListener("pointerdown", (event) => { if (!form.contains(event.target)) leave(null); });

  /* An address may hold more than the field lets in. */
  const asked = new URLSearchParams(location.search).get("q")?.slice(0, input.maxLength);
  if (asked) { input.value = asked; open(true); show(); }
})();
