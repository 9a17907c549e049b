/* The functions that Material writes into each page as an inline script, as a file: a strict
   Content-Security-Policy allows nothing else. Its bundle uses them to keep the reader's palette. */
(() => {
  "use strict";
  const here = document.currentScript.src;
  const scope = new URL("../../", here);
  window.__md_scope = scope;
  window.__md_hash = (text) => [...text].reduce((sum, letter) => (sum << 5) - sum + letter.charCodeAt(0), 0);
  window.__md_get = (key, storage = localStorage, from = scope) => JSON.parse(storage.getItem(`${from.pathname}.${key}`));
  window.__md_set = (key, value, storage = localStorage, from = scope) => {
    try { storage.setItem(`${from.pathname}.${key}`, JSON.stringify(value)); } catch { /* storage is refused */ }
  };
})();
