/* The list of notes is folded, since each note opens at its mark, under a finger as well; it unfolds
   for a link into it, and for print. Without this script it is open. */
(() => {
  "use strict";
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
    if (note && notes.contains(note)) { fold.open = true; note.scrollIntoView(); }
  };
  document.addEventListener("click", (event) => {
    const mark = event.target.closest?.(".footnote-ref");
    if (mark && matchMedia("(hover: none)").matches) event.preventDefault();
  });
  addEventListener("hashchange", target);
  addEventListener("beforeprint", () => { fold.open = true; });
  target();
})();
