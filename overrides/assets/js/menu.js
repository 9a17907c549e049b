/* The menu button opens and closes the drawer, whose own control is a checkbox out of sight. */
(() => {
  "use strict";
  const drawer = document.getElementById("__drawer");
  const button = document.querySelector(".menu-button");
  button.addEventListener("click", () => drawer.click());
  drawer.addEventListener("change", () => {
    button.setAttribute("aria-expanded", drawer.checked);
    if (drawer.checked) document.querySelector(".md-nav--primary [aria-current]")?.scrollIntoView({ block: "center" });
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !drawer.checked) return;
    drawer.click();
    button.focus();
  });
})();
