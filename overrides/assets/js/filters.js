/* A link to a place that is now on a later part of a long page finds a link to it here: follow it. */
(() => {
  "use strict";
  const follow = () => {
    const place = document.getElementById(location.hash.slice(1));
    if (place?.matches(".moved")) location.replace(place.href);
  };
  addEventListener("hashchange", follow);
  follow();
})();

/* The filters above a long list. They choose among all rows of the list, which a script of the site
   gives with what there is to choose when they are opened, so that they work from disk as well;
   without them the list has its parts. An address such as statements.html?place=the-bridge chooses
   at once. */
(() => {
  "use strict";
  const details = document.querySelector("details.filters");
  if (!details) return;
  const form = details.querySelector("form");
  const count = form.querySelector("output");
  const found = document.createElement("ul");
  found.className = "filtered";
  const root = new URL("../../", document.currentScript.src);
  let rows = null;
  details.hidden = false;

  const fill = () => {
    rows = window.chronicleRows;
    for (const [name, choices] of Object.entries(window.chronicleChoices))
      form.elements[name].append(...choices.map(([id, label]) => new Option(label, id)));
  };
  let loading;
  const load = () => (loading ??= new Promise((done, failed) => {
    const script = document.createElement("script");
    script.src = new URL(`assets/lists/${form.dataset.list}.js`, root);
    script.onload = () => { fill(); done(); };
    script.onerror = failed;
    document.head.append(script);
  }));

  const chosen = () => [...new FormData(form)].filter(([, value]) => value);

  // Readers type names without their marks: an e finds an é.
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

  const fits = ([keys, , lead, body, quote, , label], wanted) => wanted.every(([name, value]) =>
    name === "text"
      ? plain([lead, body, quote, label].join(" ")).includes(plain(value))
      : keys[name]?.includes(value));

  const entry = ([, mark, lead, body, quote, language, label, path]) => {
    const item = document.createElement("li");
    const link = document.createElement("a");
    link.href = new URL(path, root);
    link.textContent = label;
    if (lead) {
      const strong = document.createElement("strong");
      strong.textContent = lead;
      item.append(`${mark} `, strong, `: ${body} `);
      if (quote) {
        const words = document.createElement("em");
        words.textContent = `“${quote}”`;
        if (language) words.lang = language;
        item.append(words, " ");
      }
      item.append(link);
    } else {
      if (language) link.lang = language;
      item.append(link, ` ${body}`);
    }
    return item;
  };

  const show = async () => {
    const wanted = chosen();
    const siblings = [...details.parentNode.children];
    const list = siblings.slice(siblings.indexOf(details) + 1);
    for (const part of list) if (part !== found && !part.matches(".page-foot, .footnote")) part.hidden = wanted.length > 0;
    found.remove();
    try {
      const query = new URLSearchParams(wanted);
      history.replaceState(null, "", `${location.pathname}${query.size ? `?${query}` : ""}`);
    } catch { /* some browsers refuse this from disk */ }
    count.textContent = "";
    if (!wanted.length) return;
    await load();
    const fitting = rows.filter((row) => fits(row, wanted));
    count.textContent = form.dataset.count.replace("{shown}", fitting.length).replace("{all}", rows.length);
    found.replaceChildren(...fitting.map(entry));
    details.after(found);
  };

  const chooseAtOnce = async (asked) => {
    await load();
    for (const [name, value] of asked) form.elements[name].value = value;
    details.open = true;
    show();
  };
  details.addEventListener("toggle", () => { if (details.open) load(); });
  form.addEventListener("change", show);
  form.addEventListener("input", (event) => { if (event.target.name === "text") show(); });
  form.addEventListener("reset", () => setTimeout(show));
  form.addEventListener("submit", (event) => event.preventDefault());
  const asked = [...new URLSearchParams(location.search)].filter(([name]) => form.elements[name]);
  if (asked.length) chooseAtOnce(asked);
})();
