/* The palette that the reader chose, before anything is painted; from Material's inline script. */
(() => {
  "use strict";
  let palette = null;
  try { palette = window.__md_get("__palette"); } catch { /* storage is refused */ }
  const color = palette?.color ?? { media: "(prefers-color-scheme)" };
  if (color.media === "(prefers-color-scheme)") {
    const media = matchMedia("(prefers-color-scheme: light)").matches ? "light" : "dark";
    const input = document.querySelector(`[data-md-color-media='(prefers-color-scheme: ${media})']`);
    for (const key of ["media", "scheme", "primary", "accent"]) color[key] = input.getAttribute(`data-md-color-${key}`);
  }
  for (const [key, value] of Object.entries(color)) document.body.setAttribute(`data-md-color-${key}`, value);
})();
