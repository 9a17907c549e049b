/* A note at hand: it opens beside its mark on hover and on focus, Tab enters it, Escape closes it, and it stays open while it is
   pointed into. It is a copy of the note in the list below, which is all that a reader without this script needs. */
(() => {
  "use strict";
  const PATIENCE = 250; /* milliseconds in which the pointer may cross from the mark to the note */
  let open = null;
  let timer = 0;

  const close = () => {
    clearTimeout(timer);
    if (!open) return;
    open.box.remove();
    open.mark.removeAttribute("aria-expanded");
    open = null;
  };

  /* The note's own words: without the ways back, and without marks of other notes, so that notes never nest. */
  const copy = (note) => {
    const box = document.createElement("span");
    box.className = "pop";
    box.setAttribute("role", "group");
    box.append(...note.cloneNode(true).childNodes);
    box.querySelectorAll(".note__back, .ref").forEach((part) => part.remove());
    box.querySelectorAll("[id]").forEach((part) => part.removeAttribute("id"));
    return box;
  };

  /* Measured at the window's edge, where it fits: beside a mark it may stick out of the page, which would be made wider. */
  const place = (box, at) => {
    const edge = 8;
    box.style.left = `${edge - at.left}px`;
    const width = box.offsetWidth;
    const left = Math.min(Math.max(edge, at.left - 16), document.documentElement.clientWidth - width - edge);
    box.style.left = `${left - at.left}px`;
    if (at.bottom + box.offsetHeight > innerHeight && at.top > box.offsetHeight) box.classList.add("pop--above");
  };

  const show = (mark) => {
    clearTimeout(timer);
    if (open && open.mark === mark) return;
    close();
    const note = document.getElementById(mark.hash.slice(1));
    if (!note) return;
    const box = copy(note);
    box.setAttribute("aria-label", mark.getAttribute("aria-label"));
    const at = mark.getBoundingClientRect();
    mark.after(box);
    mark.setAttribute("aria-expanded", "true");
    open = { mark, box };
    place(box, at);
  };

  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (open && !open.mark.parentNode.contains(document.activeElement)) close();
    }, PATIENCE);
  };

  const markOf = (target) => target instanceof Element ? target.closest(".ref__mark") : null;
  const inside = (target) => open && target instanceof Node && open.mark.parentNode.contains(target);

  document.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch") return;
    const mark = markOf(event.target);
    if (mark) show(mark);
    else if (inside(event.target)) clearTimeout(timer);
    else if (open) later();
  });
  document.addEventListener("focusin", (event) => {
    const mark = markOf(event.target);
    if (mark && mark.matches(":focus-visible")) show(mark);
    else if (open && !inside(event.target)) close();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !open) return;
    const mark = open.mark;
    if (inside(document.activeElement)) mark.focus({ preventScroll: true });
    close();
  });
  /* A finger has no hover: the first touch opens the note, a touch elsewhere closes it. */
  document.addEventListener("click", (event) => {
    const mark = markOf(event.target);
    if (mark && event.pointerType === "touch") {
      event.preventDefault();
      if (open && open.mark === mark) close(); else show(mark);
    } else if (open && !inside(event.target)) close();
  });
})();
