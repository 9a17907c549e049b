/* Filters for a list that is whole without them. The state stands in the address, so that a filtered list can be sent on. */
(() => {
  "use strict";
  for (const form of document.querySelectorAll("form[data-for]")) {
    const list = document.getElementById(form.dataset.for);
    const entries = [...list.querySelectorAll("li[data-kind]")];
    const count = form.querySelector("[role=status]");
    const fields = [...form.querySelectorAll("select")];

    const fits = (entry) => fields.every(({ name, value }) => !value || (entry.dataset[name] || "").split(" ").includes(value));

    const apply = () => {
      for (const entry of entries) entry.hidden = !fits(entry);
      for (const group of list.querySelectorAll("section")) group.hidden = !group.querySelector("li[data-kind]:not([hidden])");
      const shown = entries.filter((entry) => !entry.hidden).length;
      count.textContent = count.dataset.text.replace("{shown}", shown).replace("{all}", entries.length);
    };

    const fromAddress = () => {
      const wanted = new URLSearchParams(location.search);
      for (const field of fields) {
        field.value = wanted.get(field.name) || "";
        if (field.selectedIndex < 0) field.value = "";
      }
      apply();
    };

    const toAddress = () => {
      const chosen = new URLSearchParams(fields.filter((field) => field.value).map(({ name, value }) => [name, value]));
      const query = chosen.toString();
      history.replaceState(null, "", `${location.pathname}${query ? `?${query}` : ""}${location.hash}`);
      apply();
    };

    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("change", toAddress);
    form.addEventListener("reset", () => setTimeout(toAddress));
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
