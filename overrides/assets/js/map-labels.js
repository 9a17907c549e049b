// Finds room for the names on the map, so that none covers another name, a circle or the edge.
// Geometry only: all lengths are in pixels from the map's north-west corner.
"use strict";
(function () {
  const GAP = 3; // between a circle and its name
  const MARGIN = 3; // between a name and what is next to it
  const MORE = 2; // what a second line may cover beyond the first
  // Where a name can be: its side, the point of the circle that it is next to (in radii, east and
  // south), and the point of the name that goes there (in shares of its width and height).
  const BESIDE = [
    ["left", 1, 0, 0, 0.5], ["right", -1, 0, 1, 0.5],
    ["left", 0.7, -0.7, 0, 1], ["left", 0.7, 0.7, 0, 0],
    ["right", -0.7, -0.7, 1, 1], ["right", -0.7, 0.7, 1, 0],
    ["center", 0, -1, 0.5, 1], ["center", 0, 1, 0.5, 0],
    ["left", 0, 1, 0.25, 0], ["right", 0, 1, 0.75, 0],
    ["left", 0, -1, 0.25, 1], ["right", 0, -1, 0.75, 1],
  ];
  const CENTRED = [["center", 0, 0, 0.5, 0.5]];

  function candidate(spot, [align, east, south, across, down], size) {
    const { width, height } = spot.sizes[size], reach = spot.reach + GAP;
    const left = spot.x + east * reach - across * width, top = spot.y + south * reach - down * height;
    return { align, size, left, top, right: left + width, bottom: top + height };
  }

  function overlap(a, b) {
    return a.left < b.right + MARGIN && b.left < a.right + MARGIN &&
      a.top < b.bottom + MARGIN && b.top < a.bottom + MARGIN;
  }

  function coversCircle(box, spot) {
    const x = Math.max(box.left, Math.min(spot.x, box.right));
    const y = Math.max(box.top, Math.min(spot.y, box.bottom));
    return Math.hypot(x - spot.x, y - spot.y) < spot.reach + MARGIN;
  }

  // Whether the way from one point to another enters a rectangle (Liang and Barsky).
  function enters(box, from, to) {
    let enter = 0, leave = 1;
    const edges = [
      [from.x - to.x, from.x - box.left], [to.x - from.x, box.right - from.x],
      [from.y - to.y, from.y - box.top], [to.y - from.y, box.bottom - from.y],
    ];
    for (const [p, q] of edges) {
      if (p === 0 && q < 0) return false;
      if (p < 0) enter = Math.max(enter, q / p);
      if (p > 0) leave = Math.min(leave, q / p);
    }
    return enter < leave;
  }

  const crosses = (box, { points }) => points.some((to, index) => index && enters(box, points[index - 1], to));

  const within = (box, edge) => box.left >= edge.left && box.top >= edge.top &&
    box.right <= edge.right && box.bottom <= edge.bottom;

  // Where each name goes: {align, size, cost, left, top, right, bottom}, or null if it finds no
  // room. `spots` are {x, y, reach, centred, sizes: [{width, height}, …]}, the most important
  // first and the largest size first; `taken` are rectangles that stay free. Of the free places a
  // name gets the one that covers the least of the `lines`, which are {points, weight}. All
  // names come first, and only then the largest sizes, where they cover hardly more than that.
  window.placeLabels = function (spots, taken, lines, edge) {
    const cost = (box) => lines.reduce((sum, line) => sum + (crosses(box, line) ? line.weight : 0), 0);
    const isFree = (box, spot, filled) => within(box, edge) && !filled.some((other) => overlap(box, other)) &&
      !spots.some((other) => other !== spot && other.reach && coversCircle(box, other));
    const best = (spot, size, filled) => (spot.centred ? CENTRED : BESIDE)
      .map((place) => candidate(spot, place, size))
      .filter((box) => isFree(box, spot, filled))
      .map((box) => ({ ...box, cost: cost(box) }))
      .reduce((a, b) => (a && a.cost <= b.cost ? a : b), null);
    const found = [];
    const others = (own) => [...taken, ...found.filter((box, index) => box && index !== own)];
    spots.forEach((spot, index) => {
      const smaller = [...spot.sizes.keys()].slice(1);
      found[index] = smaller.reduce((box, size) => box || best(spot, size, others(index)), null);
    });
    spots.forEach((spot, index) => {
      if (!found[index] || found[index].size > 1) return;
      const larger = best(spot, 0, others(index));
      if (larger && larger.cost <= found[index].cost + MORE) found[index] = larger;
    });
    return found;
  };
})();
