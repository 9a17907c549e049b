/* The drawer's label opens it with the keyboard as well: Enter and the space bar, as a button does. */
(() => {
  "use strict";
  const label = document.querySelector(".md-header label[for=__drawer]");
  label?.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    label.click();
  });
})();
