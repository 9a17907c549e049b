/* Makes the list of results out of what finder.js found. Every value is set as text, never as markup. */
(() => {
  "use strict";

  const { letters: { split, spelled } } = window.chronicleSearch;
  const BEST = 3, NEARLY = 0.6, FEW = 5, SHOWN = 4, LEAD = 30, TAIL = 14;
  const SENTENCE_END = /[.!?·]['"”’)]*$/;
  const RIGHT_TO_LEFT = /[\p{Script=Arabic}\p{Script=Hebrew}]/u;
  const WORDS = /([\p{L}\p{M}\p{N}'’]+)/u;

  function element(tag, name, ...content) {
    const made = document.createElement(tag);
    if (name) made.className = name;
    made.append(...content.filter(Boolean));
    return made;
  }
  const filled = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  const isMarked = (word, marks) => split(word).some((part) => marks.has(spelled(part)));
  const wordsOf = (hits) => hits.flatMap(({ mark }) => mark?.split(" ") ?? []);
  const marked = (text, marks) => text.split(WORDS)
    .map((part, i) => (i % 2 && isMarked(part, marks) ? element("mark", "", part) : part));

  /* The sentence of the first marked word, from its beginning, which says who speaks; of a page without
     such a word, its first words. */
  function excerpt({ kind, body = "" }, marks) {
    const words = body.split(" "), at = words.findIndex((word) => isMarked(word, marks));
    if (at < 0 && kind !== "page") return "";
    let from = Math.max(0, at);
    while (from > 0 && at - from < LEAD && !SENTENCE_END.test(words[from - 1])) from--;
    const to = Math.max(at, 0) + TAIL;
    return `${from ? "… " : ""}${words.slice(from, to).join(" ")}${to < words.length ? " …" : ""}`;
  }

  /* Why an entry was found, if its title does not show it: a name, a link with one, statements, or its
     own words. */
  function reason({ entry, hits }, texts) {
    const why = element("p", "search-why"), hit = hits.find(({ how }) => how in texts);
    const marks = new Set(wordsOf(hits).filter((word) => !isMarked(entry.title, new Set([word]))));
    if (hit && hit.text !== entry.title) {
      const [before, after] = texts[hit.users ? "used" : hit.how].split(/\{(?:name|n)\}/);
      why.append(before, element("bdi", "", element("mark", "", String(hit.text ?? hit.count))), filled(after, hit));
    } else if (!hit) {
      why.append(...marked(excerpt(entry, marks), marks));
      why.dir = RIGHT_TO_LEFT.test(why.querySelector("mark")?.textContent) ? "rtl" : "ltr";
    }
    return why.textContent && why;
  }

  function item(result, texts, site, labelled) {
    const { entry } = result;
    const link = element("a", "search-link", ...marked(entry.title, new Set(wordsOf(result.hits))));
    link.href = new URL(entry.url, site);
    if (entry.language) { link.lang = entry.language; link.dir = "auto"; }
    const facts = [labelled && texts.kind[entry.kind], entry.about, entry.date].filter(Boolean).join(" · ");
    const warn = entry.warn && element("span", "search-warn", facts && " · ", entry.warn);
    return element("li", "", link, (facts || warn) && element("p", "search-facts", facts, warn), reason(result, texts));
  }

  const listed = (results, ...how) => element("ul", "", ...results.map((result) => item(result, ...how)));

  /* A heading with the first results of a kind, and a button for the others. */
  function group(kind, results, texts, site) {
    const list = listed(results.slice(0, SHOWN), texts, site);
    const made = element("section", "", element("h2", "", `${texts.group[kind]} (${results.length})`), list);
    if (results.length <= SHOWN) return made;
    const more = element("button", "search-more", filled(texts.more, { n: results.length }));
    more.type = "button";
    more.addEventListener("click", () => {
      list.append(...results.slice(SHOWN).map((result) => item(result, texts, site)));
      more.remove();
      list.children[SHOWN].querySelector("a").focus();
    });
    made.append(more);
    return made;
  }

  /* The parts of the list: the best results, then the others by kind; and how many there are, in words. */
  window.chronicleSearch.results = (query, found, texts, site) => {
    if (!found.length) return { count: filled(texts.none, { query }), parts: [] };
    const sure = found.filter(({ score }) => score >= NEARLY * found[0].score).length;
    const best = found.length > FEW ? found.slice(0, Math.min(BEST, sure)) : found;
    const others = found.slice(best.length);                /* by kind, in the order of the best of each */
    const kinds = [...new Set(others.map(({ entry }) => entry.kind))];
    const groups = kinds.map((kind) => group(kind, others.filter(({ entry }) => entry.kind === kind), texts, site));
    const category = new Intl.PluralRules(document.documentElement.lang).select(found.length);
    const count = found[0].part < 0.99 ? texts.partly : texts.count[category] ?? texts.count.other;
    return { count: filled(count, { n: found.length }), parts: [listed(best, texts, site, true), ...groups] };
  };
})();
