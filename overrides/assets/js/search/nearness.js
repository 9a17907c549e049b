/* How near two names are, by their sounds (letters.js).

   A consonant that is missing or another costs 1. Vowels, which one writer leaves out and the next
   writes otherwise, cost little, and so do consonants that different systems write for the same
   letter. The lighter a name, the nearer another must come to be taken for it. */
(() => {
  "use strict";

  /* Sounds that ways of writing exchange, and what it costs to take one of a group for another. */
  const CLOSE = [[0.2, "tTdD sSczjTD kqgGXchj pbfvw yj"], [0.1, "aeiouA wuov yie Ah At qk vf"]];
  /* What it costs if a sound is missing, and what the sound weighs in its name; others count 1. */
  const LIGHT = [
    ["aeiou", 0.15, 0.25], ["w", 0.25, 0.5], ["y", 0.2, 0.5], ["A", 0.1, 0.5], ["h", 0.4, 0.5], ["G", 0.6, 1],
  ];
  const code = (sound) => Math.min(sound.charCodeAt(0), 127);
  const swap = new Float64Array(128 * 128).fill(1), drop = new Float64Array(128).fill(1), heavy = drop.slice();
  for (const [cost, groups] of CLOSE)
    for (const group of groups.split(" "))
      for (const a of group) for (const b of group) swap[code(a) * 128 + code(b)] = cost;
  for (let sound = 0; sound < 127; sound++) swap[sound * 129] = 0;
  for (const [sounds, cost, weight] of LIGHT)
    for (const sound of sounds) { drop[code(sound)] = cost; heavy[code(sound)] = weight; }
  const vowel = new Set([..."aeiou"].map(code));

  /* The consonants that can be taken for each sound at less than the full cost, as bits. */
  const TELLING = [..."bcdDfgGhjklmnpqrsStTvXz"].map(code);
  const bit = new Int32Array(128), akin = new Int32Array(128);
  TELLING.forEach((sound, i) => { bit[sound] = 1 << i; });
  for (const sound of TELLING)
    for (let other = 0; other < 128; other++) if (swap[sound * 128 + other] < 1) akin[sound] |= bit[other] || 1 << 30;

  /* A name by its sounds, ready to be compared: its weight, its consonants, and these as bits. */
  const coded = (sounds) => {
    const codes = Uint8Array.from(sounds, code), telling = [...new Set(codes)].filter((sound) => bit[sound]);
    let has = 0;
    for (const sound of codes) has |= bit[sound] || 1 << 30;
    return { sounds, codes, weight: codes.reduce((sum, sound) => sum + heavy[sound], 0), telling, has };
  };

  const MOST = 64, table = new Float64Array(MOST * MOST);       /* one for all comparisons; longer names are cut */

  /* The cost of turning one name into the other. Beyond the limit it is not worked out. */
  function costs(from, to, limit) {
    const tall = Math.min(from.length, MOST - 1), wide = Math.min(to.length, MOST - 1);
    for (let j = 0; j < wide; j++) table[j + 1] = table[j] + drop[to[j]];
    for (let i = 0, before = 0, lowest = 0; i < tall; i++) {
      const here = (i + 1) * MOST, gone = drop[from[i]], least = Math.min(before, lowest);
      [before, lowest] = [lowest, table[here] = table[here - MOST] + gone];
      for (let j = 0; j < wide; j++) {
        const at = here + j + 1;
        const other = table[at - MOST - 1] + swap[from[i] * 128 + to[j]];
        let cost = Math.min(other, table[at - MOST] + gone, table[at - 1] + table[j + 1] - table[j]);
        if (i > 1 && j > 1 && from[i] === to[j - 2] && from[i - 2] === to[j]
          && vowel.has(from[i - 1]) && vowel.has(to[j - 1]))             /* two turned round, a vowel between them */
          cost = Math.min(cost, table[at - 3 * MOST - 3] + 0.4);
        table[at] = cost;
        if (cost < lowest) lowest = cost;
      }
      if (Math.min(least, before, lowest) > limit) return Infinity;
    }
    return table[tall * MOST + wide];
  }

  /* How near a name of this weight must be. */
  const enough = (weight) => (weight >= 4.5 ? 0.74 : weight >= 3.4 ? 0.8 : weight >= 2.5 ? 0.87 : 0.93);

  /* What it costs at least that consonants of one name have nothing like them in the other. */
  const lacking = (one, other) => {
    let cost = 0;
    for (const sound of one.telling) if (!(akin[sound] & other.has)) cost += drop[sound];
    return cost;
  };
  /* How near a name is to what was typed, from 0 to 1; 0 if it is not near enough. Most names are too far
     by their weights (a sound costs two fifths of its weight or more) or their consonants alone. */
  function nearness(typed, name) {
    if (typed.weight < 0.5) return 0;                           /* a vowel alone says nothing */
    const both = Math.max(typed.weight + name.weight, 1) / 2, limit = (1 - enough(typed.weight)) * both;
    if (0.4 * Math.abs(typed.weight - name.weight) > limit) return 0;
    if (lacking(typed, name) > limit || lacking(name, typed) > limit) return 0;
    const cost = costs(typed.codes, name.codes, limit);
    return cost > limit ? 0 : 1 - cost / both;
  }

  /* Whether one slip of the hand makes one word of the other: a letter too many, too few, another, or
     two turned round. */
  function slip(a, b) {
    let head = 0, tail = 0;
    while (head < a.length && a[head] === b[head]) head++;
    while (tail < Math.min(a.length, b.length) - head && a.at(-1 - tail) === b.at(-1 - tail)) tail++;
    const [one, other] = [a.slice(head, a.length - tail), b.slice(head, b.length - tail)];
    const turned = one.length === 2 && one === [...other].reverse().join("");
    return turned || (one.length < 2 && other.length < 2);
  }

  window.chronicleSearch.nearness = { coded, nearness, slip };
})();
