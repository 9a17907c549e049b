/* Notes open beside their marks, by Material's tooltips, which get here what they lack: a name, and
   Escape. The list of notes is folded, therefore; it unfolds for a link into it, and for print.
   Without this script it is open. A finger opens the meaning of a word; a second touch leads to the
   glossary. */
(() => {
  "use strict";
  let touched = null;
  document.addEventListener("click", (event) => {
    const word = event.target.closest?.("a[href*='glossary.html#']:is([title], [aria-describedby])");
    if (word && word !== touched && matchMedia("(hover: none)").matches) event.preventDefault();
    touched = word;
  });
  const notes = document.querySelector(".footnote");
  if (!notes) return;
  const fold = document.createElement("details");
  const label = document.createElement("summary");
  const { notes: text } = document.querySelector("article").dataset;
  label.textContent = text.replace("{n}", notes.querySelectorAll("li").length);
  fold.className = "notes";
  notes.before(fold);
  fold.append(label, notes);
  const target = () => {
    const note = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!note || !notes.contains(note)) return;
    fold.open = true;
    note.tabIndex = -1;
    note.focus();
  };
  const markOf = (event) => event.target.closest?.(".footnote-ref");
  document.addEventListener("click", (event) => {
    if (markOf(event) && matchMedia("(hover: none)").matches) event.preventDefault();
  });
  addEventListener("hashchange", target);
  addEventListener("beforeprint", () => { fold.open = true; });
  target();

  const open = (mark) => document.getElementById(mark.getAttribute("aria-controls"));
  new MutationObserver(() => {
    for (const mark of document.querySelectorAll(".footnote-ref[aria-controls]")) {
      open(mark)?.setAttribute("aria-labelledby", mark.closest("[id]").id);
    }
  }).observe(document.body, { childList: true });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const note of document.querySelectorAll(".md-tooltip2--active")) {
      if (note.contains(document.activeElement)) {
        document.querySelector(`[aria-controls="${note.id}"]`)?.focus();
      }
      note.hidden = true;
    }
  });
  for (const reach of ["mouseover", "focusin"]) {
    document.addEventListener(reach, (event) => {
      const mark = markOf(event);
      if (mark) setTimeout(() => { const note = open(mark); if (note) note.hidden = false; });
    });
  }
})();
