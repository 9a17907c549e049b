/* The button for light and dark. Without this script the palette is the system's. */
(() => {
  "use strict";

  /* The palette: the system's, until the reader chooses. Storage may be refused (a private window, a page from disk). */
  const button = document.getElementById("palette");
  const system = matchMedia("(prefers-color-scheme: dark)");
  const root = document.documentElement;
  const isDark = () => (root.dataset.scheme || (system.matches ? "dark" : "light")) === "dark";
  const label = () => { button.textContent = isDark() ? button.dataset.light : button.dataset.dark; };
  button.addEventListener("click", () => {
    root.dataset.scheme = isDark() ? "light" : "dark";
    try { localStorage.setItem("scheme", root.dataset.scheme); } catch { /* the choice holds for this page only */ }
    label();
  });
  system.addEventListener("change", label);
  label();
})();
