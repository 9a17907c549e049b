// Draws the map of the places with Leaflet, from the data in map-data.js.
"use strict";
(function () {
  const METRES_IN_A_DEGREE = (Math.PI / 180) * 6371000; // on Leaflet's own sphere
  const STEP = 0.75; // of zoom, by a button or a key
  const EXTRA_ZOOM = 3; // finer than that, no position is known
  const PAPER = "560px"; // fits on A4 and on Letter
  const TARGET = [24, 48]; // pixels: the least and the most of a circle that is a link
  const WEIGHTS = { way: 6, border: 3, river: 2, coast: 2, region: 1 }; // a name keeps off these lines
  const AREA = 4; // the rank of areas and lines among the names: the last
  const SMALLER = ["map__place--plain", "map__place--short"]; // one name only; its number only
  const NOWHERE = "map__place--nowhere";
  const NARROW = 500; // pixels: below that, the small map is not on the map but below it

  function element(name, className, ...content) {
    const made = document.createElement(name);
    made.className = className;
    made.append(...content);
    return made;
  }

  function shape(name, attributes, ...content) {
    const made = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const key in attributes) made.setAttribute(key, attributes[key]);
    made.append(...content);
    return made;
  }

  function unread(made) {
    made.setAttribute("aria-hidden", "true");
    return made;
  }

  const latLng = ([longitude, latitude]) => L.latLng(latitude, longitude);
  const boundsOf = ([west, south, east, north]) => L.latLngBounds([[south, west], [north, east]]);
  const isWhole = (map) => map.getZoom() < map.getMinZoom() + 0.01;

  // An element of no size of its own at a position of the map.
  function anchored(map, at, content) {
    const icon = L.divIcon({ className: "map__anchor", html: content, iconSize: [0, 0] });
    return L.marker(at, { icon, interactive: false, keyboard: false }).addTo(map);
  }

  // -- layers, circles and ways

  function addLayer(map, layer) {
    const options = { className: "map__" + layer.draws, interactive: false, smoothFactor: 0.5 };
    const rings = layer.areas.map((ring) => [ring.map(latLng)]);
    const lines = layer.lines.map((line) => line.map(latLng));
    if (rings.length) L.polygon(rings, options).addTo(map);
    if (!lines.length) return;
    if (layer.draws === "border") L.polyline(lines, { ...options, className: "map__clear" }).addTo(map);
    L.polyline(lines, options).addTo(map);
  }

  function addCircle(map, place) {
    const kinds = ["map__circle", place.alleged && "map__circle--alleged", place.own && "map__circle--own"];
    const className = kinds.filter(Boolean).join(" ");
    L.circle(latLng(place.at), { radius: place.metres, className, interactive: false }).addTo(map);
  }

  // A way from the edge of one circle to the edge of the other, with an arrow and its letter.
  function addWay(map, way, places) {
    const grid = L.CRS.EPSG3857, from = places[way.from], to = places[way.to];
    const reach = (place) => place.metres / Math.cos((place.at[1] * Math.PI) / 180);
    const a = grid.project(latLng(from.at)), b = grid.project(latLng(to.at));
    const step = b.subtract(a).divideBy(a.distanceTo(b));
    const start = grid.unproject(a.add(step.multiplyBy(reach(from))));
    const end = grid.unproject(b.subtract(step.multiplyBy(reach(to))));
    L.polyline([start, end], { className: "map__way", interactive: false }).addTo(map);
    const angle = (Math.atan2(-step.y, step.x) * 180) / Math.PI;
    const head = shape("path", { d: "M0 0L-10 -4.5L-10 4.5Z", transform: `rotate(${angle.toFixed(1)})` });
    anchored(map, end, unread(shape("svg", { class: "map__arrow", width: 1, height: 1 }, head)));
    const letter = anchored(map, start, unread(element("span", "map__letter", way.letter)));
    return { start, end, letter };
  }

  // -- names, which are links

  function addName(map, one, rank, root) {
    const line = element("span", "map__line", element("span", "map__name", one.name));
    if (one.number) line.prepend(element("span", "map__number", one.number), " ");
    if (one.marks) line.append(" ", unread(element("span", "map__marks", one.marks)));
    const label = element("span", "map__label", line);
    if (one.other) {
      const { text, lang, dir } = one.other;
      label.append(" ", Object.assign(element("bdi", "map__other", text), { lang, dir }));
    }
    const kinds = [one.own && "own", one.alleged && "alleged", rank === AREA && (one.draws || "named")];
    const link = element("a", ["map__place", ...kinds.filter(Boolean)].join(" map__place--"), label);
    if (one.glyph) link.prepend(unread(element("span", "map__glyph", one.glyph)));
    link.href = new URL(one.page, root).href;
    link.draggable = false;
    link.addEventListener("click", (event) => map.dragging.moved() && event.preventDefault());
    link.addEventListener("focus", () => map.panInside(latLng(one.at), { padding: [60, 40] }));
    anchored(map, latLng(one.at), link);
    return { ...one, rank, link, label };
  }

  // All names, the most important first: the chronicle's own place, ends of ways, marked places.
  function addNames(map, data, root) {
    const ends = new Set(data.ways.flatMap((way) => [way.from, way.to]));
    const rankOf = (one, index) => (one.own ? 0 : ends.has(index) ? 1 : one.marks ? 2 : 3);
    const names = data.places.map((one, index) => addName(map, one, rankOf(one, index), root));
    names.push(...data.labels.map((one) => addName(map, one, AREA, root)));
    return names.sort((a, b) => a.rank - b.rank);
  }

  function setSize(name, size) {
    name.link.classList.remove(...SMALLER, NOWHERE);
    if (size) name.link.classList.add(SMALLER[size - 1]);
  }

  // What the rules for names need to know of one: where it is, its circle, and how large it is in
  // full, with one name only, and as its number.
  function spotOf(name, point, scale) {
    const sizes = (name.rank === AREA ? [0, 1] : [0, 1, 2]).map((size) => {
      setSize(name, size);
      return { width: name.label.offsetWidth, height: name.label.offsetHeight };
    });
    const circle = ((name.metres || 0) * scale) / Math.cos((name.at[1] * Math.PI) / 180);
    const centred = name.rank === AREA && name.draws !== "river";
    return { ...point(latLng(name.at)), reach: name.rank === AREA ? 0 : Math.max(circle, 6), centred, sizes };
  }

  function arrange(map, data, names, ways) {
    const frame = boundsOf(data.frame), corner = map.latLngToLayerPoint(frame.getNorthWest());
    const point = (at) => {
      const { x, y } = map.latLngToLayerPoint(at).subtract(corner);
      return { x, y };
    };
    const scale = (256 * 2 ** map.getZoom()) / 360 / METRES_IN_A_DEGREE; // pixels a metre on the equator
    const spots = names.map((name) => spotOf(name, point, scale));
    const taken = ways.map((way) => {
      const { x, y } = letterPoint(point(way.start), point(way.end), spots);
      way.letter.setLatLng(map.layerPointToLatLng(corner.add([x, y])));
      return { left: x - 9, top: y - 9, right: x + 9, bottom: y + 9 };
    });
    const { x: right, y: bottom } = point(frame.getSouthEast());
    const edge = { left: 2, top: 2, right: right - 2, bottom: bottom - 2 };
    taken.push(...controlBoxes(map));
    const found = window.placeLabels(spots, taken, linesOf(data, ways, point), edge);
    names.forEach((name, index) => show(name, found[index], spots[index], edge));
  }

  function linesOf(data, ways, point) {
    const drawn = data.layers.flatMap((layer) => layer.lines.map(
      (line) => ({ points: line.map((at) => point(latLng(at))), weight: WEIGHTS[layer.draws] })));
    const straight = ways.map((way) => ({ points: [point(way.start), point(way.end)], weight: WEIGHTS.way }));
    return [...drawn, ...straight];
  }

  // As near to the middle of a way as the circles allow.
  function letterPoint(from, to, spots) {
    const points = [0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74].map(
      (share) => ({ x: from.x + share * (to.x - from.x), y: from.y + share * (to.y - from.y) }));
    const isFree = (at) => spots.every((spot) => Math.hypot(spot.x - at.x, spot.y - at.y) > spot.reach + 10);
    return points.find(isFree) || points[0];
  }

  // The room of the controls, while the whole map is in view.
  function controlBoxes(map) {
    if (!isWhole(map)) return [];
    const own = map.getContainer().getBoundingClientRect();
    return [...map.getContainer().querySelectorAll(".leaflet-control")].map((one) => {
      const { x, y, width, height } = one.getBoundingClientRect();
      return { left: x - own.x, top: y - own.y, right: x - own.x + width, bottom: y - own.y + height };
    });
  }

  // A name in its place. One without room appears on focus or under the pointer, within the edge.
  function show(name, found, spot, edge) {
    const target = Math.min(Math.max(2 * spot.reach, TARGET[0]), TARGET[1]), full = spot.sizes[0];
    const box = found || { align: "left", left: spot.x + spot.reach + 3, top: spot.y - full.height / 2 };
    setSize(name, found ? found.size : 0);
    if (!found) name.link.classList.add(NOWHERE);
    name.link.style.setProperty("--map-target", `${target}px`);
    name.link.style.setProperty("--map-shift", `${Math.min(0, edge.right - full.width - box.left)}px`);
    Object.assign(name.label.style, {
      left: `${box.left - spot.x + target / 2}px`,
      top: `${box.top - spot.y + target / 2}px`,
      textAlign: box.align,
    });
  }

  // -- scale, credit, and where in the world the map is

  function addControl(map, position, content) {
    const control = new L.Control({ position });
    control.onAdd = () => content;
    control.addTo(map);
  }

  // The first step goes towards the chronicle's own place.
  function addZoom(map, data) {
    const own = data.places.find((one) => one.own);
    const button = (face, title, step) => {
      const made = Object.assign(element("button", "map__button", face), { type: "button", title });
      made.setAttribute("aria-label", title);
      made.addEventListener("click", () => {
        map.setZoomAround(own && isWhole(map) ? latLng(own.at) : map.getCenter(), map.getZoom() + step);
      });
      return made;
    };
    const zoomIn = button("+", data.texts.zoomIn, STEP), zoomOut = button("−", data.texts.zoomOut, -STEP);
    const update = () => {
      zoomOut.setAttribute("aria-disabled", isWhole(map));
      zoomIn.setAttribute("aria-disabled", map.getZoom() > map.getMaxZoom() - 0.01);
    };
    const buttons = element("div", "map__zoom", zoomIn, zoomOut);
    L.DomEvent.disableClickPropagation(buttons);
    addControl(map, "topleft", buttons);
    map.on("zoomend", update);
    update();
  }

  function addScale(map, position, words) {
    const bar = element("div", "map__scale");
    addControl(map, position, bar);
    const update = () => {
      const { x: width, y: height } = map.getSize(), at = (x) => map.containerPointToLatLng([x, height / 2]);
      const across = map.distance(at(0), at(width)) / 1000, power = 10 ** Math.floor(Math.log10(across / 4));
      const km = [5, 2, 1].map((step) => step * power).find((length) => length <= across / 4);
      bar.textContent = words.replace("{n}", Number(km.toPrecision(1)));
      bar.style.inlineSize = `${(km / across) * width}px`;
    };
    map.on("zoomend resize", update);
    update();
  }

  function locator(data, width) {
    const { frame: [west, south, east, north], areas, lines, labels } = data.locator;
    const scale = width / (east - west), tall = scale / Math.cos(((south + north) * Math.PI) / 360);
    const point = ([x, y]) => [(x - west) * scale, (north - y) * tall].map((n) => Number(n.toFixed(1)));
    const path = (parts, end) => parts.map((part) => `M${part.map(point).join("L")}${end}`).join("");
    const [left, bottom] = point(data.frame.slice(0, 2)), [right, top] = point(data.frame.slice(2));
    const names = labels.map((label) => {
      const [x, y] = point(label.at);
      return shape("text", { x, y }, label.name);
    });
    const height = Math.round((north - south) * tall), title = data.texts.locator;
    return shape("svg", { class: "map__locator", width, height, role: "img", "aria-label": title },
      shape("path", { class: "map__locator-land", d: path(areas, "Z") }),
      shape("path", { class: "map__locator-border", d: path(lines, "") }),
      shape("path", { class: "map__locator-frame", d: `M${left} ${top}H${right}V${bottom}H${left}Z` }),
      ...names);
  }

  // The bottom corner with fewer places is for the small map, the other for scale and credit.
  function addControls(map, data) {
    const [west, south, east, north] = data.frame;
    const low = [...data.places, ...data.labels].filter((one) => one.at[1] < south + (north - south) / 3);
    const left = low.filter((one) => one.at[0] < west + (east - west) / 3);
    const right = low.filter((one) => one.at[0] > east - (east - west) / 3);
    const corners = ["bottomleft", "bottomright"];
    if (right.length < left.length) corners.reverse();
    addZoom(map, data);
    if (data.locator) {
      const small = locator(data, 136);
      if (map.getSize().x < NARROW) map.getContainer().nextElementSibling.after(small);
      else addControl(map, corners[0], small);
    }
    addControl(map, corners[1], element("div", "map__credit", data.credit));
    addScale(map, corners[1], data.texts.km);
  }

  // -- the map as a whole

  function newMap(canvas) {
    const moves = !window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    return L.map(canvas, {
      attributionControl: false, zoomControl: false, scrollWheelZoom: false,
      zoomSnap: 0, zoomDelta: STEP, maxBoundsViscosity: 1, renderer: L.svg({ padding: 0.5 }),
      zoomAnimation: moves, fadeAnimation: moves, markerZoomAnimation: moves, inertia: moves,
    });
  }

  // The whole frame in view, which is as far out as the map goes.
  function fit(map, frame) {
    map.setMinZoom(0).setMaxZoom(30).fitBounds(frame, { animate: false });
    map.setMinZoom(map.getZoom()).setMaxZoom(map.getZoom() + EXTRA_ZOOM).setMaxBounds(frame);
  }

  // `root` is the address of the site's root, to which the pages are relative.
  window.drawMap = function (canvas, data, root) {
    const map = newMap(canvas), frame = boundsOf(data.frame);
    canvas.setAttribute("role", "group");
    canvas.setAttribute("aria-label", data.title);
    fit(map, frame);
    data.layers.forEach((layer) => addLayer(map, layer));
    data.places.filter((one) => one.metres).forEach((one) => addCircle(map, one));
    const ways = data.ways.map((way) => addWay(map, way, data.places));
    const names = addNames(map, data, root);
    addControls(map, data);
    const update = () => {
      map.dragging[isWhole(map) ? "disable" : "enable"](); // so that a finger scrolls the page
      arrange(map, data, names, ways);
    };
    map.on("zoomend", update);
    const resize = () => {
      map.invalidateSize({ animate: false });
      fit(map, frame);
      update();
    };
    new ResizeObserver(resize).observe(canvas);
    document.fonts.ready.then(update);
    for (const [moment, width] of [["beforeprint", PAPER], ["afterprint", ""]]) {
      window.addEventListener(moment, () => {
        canvas.style.inlineSize = width;
        resize();
      });
    }
  };
})();
