/* Filters and orders for a list that is whole without them. The state stands in the address, so that a filtered list can be sent on. */
(() => {
  "use strict";
  /* Without marks, apostrophes and dotless i, and with one form of each Arabic letter, as the search folds them (fold.py). */
  const plain = (text) => text.normalize("NFKD").replace(/[\p{M}\u0640\u200b-\u200f'’‘ʼʿʾ`´]/gu, "").toLowerCase()
    .replaceAll("ı", "i").replace(/[ىی]/g, "ي").replaceAll("ة", "ه").replaceAll("ک", "ك");

  for (const form of document.querySelectorAll("form[data-for]")) {
    const list = document.getElementById(form.dataset.for);
    const entries = [...list.querySelectorAll("[data-entry]")];
    const places = entries.map((entry, index) => ({ entry, index, text: plain(entry.textContent) }));
    const count = form.querySelector("[role=status]");
    const fields = [...form.querySelectorAll("select, input")];
    const { text, sort } = form.elements;
    const facets = fields.filter((field) => field !== text && field !== sort);

    const fits = ({ entry, text: words }) =>
      facets.every(({ name, value }) => !value || (entry.dataset[name] || "").split(" ").includes(value)) &&
      (!text || plain(text.value).split(/\s+/).every((word) => words.includes(word)));

    /* "name" goes up by words, "-number" down by numbers, "reverse" turns the list round; entries move within their own list only. */
    const arrange = () => {
      const key = sort ? sort.value.replace("-", "") : "";
      const value = ({ entry }) => entry.getAttribute(`data-sort-${key}`) || "";
      const compare = sort && sort.value.startsWith("-")
        ? (one, other) => value(other) - value(one)
        : (one, other) => value(one).localeCompare(value(other), undefined, { sensitivity: "base" });
      const ordered = key === "reverse" ? [...places].reverse() : key ? [...places].sort((one, other) => compare(one, other) || one.index - other.index) : places;
      for (const { entry } of ordered) entry.parentNode.append(entry);
    };

    const apply = () => {
      for (const place of places) place.entry.hidden = !fits(place);
      for (const group of list.querySelectorAll("section")) group.hidden = !group.querySelector("[data-entry]:not([hidden])");
      const shown = entries.filter((entry) => !entry.hidden).length;
      count.textContent = (shown ? count.dataset.text : count.dataset.none).replace("{shown}", shown).replace("{all}", entries.length);
    };

    const fromAddress = () => {
      const wanted = new URLSearchParams(location.search);
      for (const field of fields) {
        field.value = wanted.get(field.name) || "";
        if (field.selectedIndex < 0) field.value = "";
      }
      if (sort && sort.value) arrange();
      apply();
    };

    const toAddress = () => {
      const chosen = new URLSearchParams(fields.filter((field) => field.value).map(({ name, value }) => [name, value]));
      const query = chosen.toString();
      history.replaceState(null, "", `${location.pathname}${query ? `?${query}` : ""}${location.hash}`);
      apply();
    };

    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("input", (event) => {
      if (event.target === sort) arrange();
      toAddress();
    });
    form.addEventListener("reset", () => setTimeout(() => { if (sort) arrange(); toAddress(); }));
    addEventListener("popstate", fromAddress);
    fromAddress();
  }

  /* What is folded on the screen is whole on paper. */
  let folded = [];
  addEventListener("beforeprint", () => {
    folded = [...document.querySelectorAll("details:not([open])")];
    for (const part of folded) part.open = true;
  });
  addEventListener("afterprint", () => { for (const part of folded) part.open = false; });
})();
