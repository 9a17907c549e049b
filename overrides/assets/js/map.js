// Fetches what draws the map of the places when it comes near the view. Without this script its
// space stays hidden; everything that it shows is in the tables below it as well.
"use strict";
(function () {
  const here = document.currentScript.src;
  const NEAR = "400px";

  function fetched(name, attributes) {
    return new Promise((resolve, reject) => {
      const made = Object.assign(document.createElement(name), attributes);
      made.onload = resolve;
      made.onerror = reject;
      document.head.append(made);
    });
  }

  function script(address, base) {
    return fetched("script", { src: new URL(address, base).href });
  }

  function load(map) {
    const styles = new URL("../css/vendor/leaflet.css", here).href;
    const data = new URL(map.dataset.map, document.baseURI);
    return Promise.all([
      fetched("link", { rel: "stylesheet", href: styles }),
      script("vendor/leaflet.js", here),
      script("map-labels.js", here),
      script("map-drawing.js", here),
      script(data),
    ]).then(() => window.drawMap(map, window.chronicleMap, new URL("../../", data)));
  }

  for (const map of document.querySelectorAll(".map[data-map]")) {
    map.classList.add("map--live");
    map.style.aspectRatio = map.dataset.ratio;
    new IntersectionObserver((seen, observer) => {
      if (!seen.some((one) => one.isIntersecting)) return;
      observer.disconnect();
      load(map).catch(() => map.classList.remove("map--live"));
    }, { rootMargin: NEAR }).observe(map);
  }
})();
