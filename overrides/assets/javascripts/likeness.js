/* Folds names and says how alike two of them are; knows nothing of the index. How names are folded is written once, in
   hooks/chronicle/fold.py: its rules come with the index, and `words` and `sounds` here apply them as it does. */
(() => {
  "use strict";

  /* ---- folding ---------------------------------------------------------------------------------- */
  function folding(rules) {
    const compiled = Object.fromEntries(Object.entries(rules).map(([name, list]) =>
      [name, list.map(([pattern, replacement]) => [new RegExp(pattern, "gu"), replacement])]));
    const ruled = (text, name) =>
      compiled[name].reduce((done, [pattern, replacement]) => done.replace(pattern, replacement), text);
    const split = (text) =>
      ruled(text.normalize("NFKD").replace(/\p{Mn}/gu, ""), "letters").split(/[^\p{L}\p{N}]+/u).filter(Boolean);
    /* A text falls into its words first, and each word is folded once: an index has few words, many times over. */
    const remembered = (fold, plain) => {
      const known = new Map();
      return (text) => text.toLowerCase().split(/\s+/u).flatMap((word) => {
        if (plain.test(word)) return word;
        if (!known.has(word)) known.set(word, fold(word));
        return known.get(word);
      });
    };
    return {
      words: remembered((word) => split(word).map((part) => ruled(part, "article")), /^[a-z0-9]+$/),
      sounds: remembered((word) => split(ruled(word.normalize("NFKC"), "marked"))
        .map((part) => ruled(part, "sounds").replace(/(.)\1+/gu, "$1")).filter(Boolean), /^(?!)/),
      stem: (word) => ruled(word, "endings"),
    };
  }

  /* ---- how far two names are apart, by their sounds ------------------------------------------------
     A consonant that is missing or another costs 1. Vowels, which one writer leaves out and the next writes otherwise,
     cost little, and so do consonants that different systems write for the same Arabic or Turkish letter. */
  const VOWELS = "aeiou", SUN = "tTdDrzsSn";
  const CLOSE = {
    0.05: "wu wo yi ye Aa Ae",
    0.1: "At Ah Ai Ao Au qk jc wv kc pb vf yu",
    0.15: "qc",
    0.2: "wy Tt Ts Dd Dz gG gk qg gj cS cs Ss jS Xh Xk GX kG qG td yj fb wf zs SX Gh zD zj yo ya wa wi we vb ch hk vu vo",
    0.35: "rG DT dT sT dz cg SG cG Xg qX qh",
    0.6: "mn bm nl lr gh",
  };
  const code = (sound) => Math.min(sound.charCodeAt(0), 127);
  const coded = (sounds) => Uint8Array.from(sounds, code);
  const swap = new Float64Array(128 * 128).fill(1);             /* the cost of one sound for another */
  const drop = new Float64Array(128).fill(1);                   /* the cost of a sound too many or too few */
  const heavy = new Float64Array(128).fill(1);                  /* what a sound weighs in its name */
  const is = (sounds) => { const set = new Uint8Array(128); for (const sound of sounds) set[code(sound)] = 1; return set; };
  const vowel = is(VOWELS), sun = is(SUN), [H, L, I, U, W, Y] = coded("hliuwy");
  for (let sound = 0; sound < 127; sound++) swap[sound * 129] = 0;
  const close = (a, b, cost) => { swap[code(a) * 128 + code(b)] = swap[code(b) * 128 + code(a)] = cost; };
  for (const a of VOWELS) for (const b of VOWELS) if (a !== b) close(a, b, 0.1);
  for (const [cost, pairs] of Object.entries(CLOSE)) for (const pair of pairs.split(" ")) close(pair[0], pair[1], Number(cost));
  for (const [sounds, cost, weight] of [[VOWELS, 0.15, 0.25], ["w", 0.25, 0.5], ["y", 0.2, 0.5], ["A", 0.1, 0.5], ["h", 0.4, 0.5], ["G", 0.6, 1]])
    for (const sound of sounds) { drop[code(sound)] = cost; heavy[code(sound)] = weight; }

  const weigh = (sounds) => sounds.reduce((sum, sound) => sum + heavy[sound], 0);

  function dropped(sounds, at) {
    const sound = sounds[at], before = sounds[at - 1], next = sounds[at + 1];
    if (sound === L && sun[next]) return 0.3;                   /* the article, assimilated or not */
    if (sound === H && next === undefined) return 0.1;
    if ((sound === I || sound === Y) && (next === I || next === Y || before === I || before === Y)) return 0.05;
    if ((sound === U || sound === W) && (next === U || next === W || before === U || before === W)) return 0.05;
    return drop[sound];
  }

  const MOST = 64, table = new Float64Array(MOST * MOST);       /* one table for all comparisons; longer names are cut */

  /* The cost of turning one name into the other: [in full, leaving open what `to` has beyond the end of `from`]. */
  function distances(from, to) {
    const tall = Math.min(from.length, MOST - 1), wide = Math.min(to.length, MOST - 1);
    for (let j = 0; j < wide; j++) table[j + 1] = table[j] + dropped(to, j);
    for (let i = 0; i < tall; i++) {
      const here = (i + 1) * MOST, gone = dropped(from, i);
      table[here] = table[here - MOST] + gone;
      for (let j = 0; j < wide; j++) {
        const at = here + j + 1;
        let cost = Math.min(
          table[at - MOST - 1] + swap[from[i] * 128 + to[j]], table[at - MOST] + gone, table[at - 1] + table[j + 1] - table[j]
        );
        if (i > 0 && j > 0 && from[i] === to[j - 1] && from[i - 1] === to[j]) cost = Math.min(cost, table[at - 2 * MOST - 2] + 0.5);
        if (i > 1 && j > 1 && from[i] === to[j - 2] && from[i - 2] === to[j] && vowel[from[i - 1]] && vowel[to[j - 1]])
          cost = Math.min(cost, table[at - 3 * MOST - 3] + 0.4);
        table[at] = cost;
      }
    }
    const last = tall * MOST;
    let open = table[last + wide];
    for (let j = 1; j < wide; j++) open = Math.min(open, table[last + j] + 0.05 * (wide - j));
    return [table[last + wide], open];
  }

  /* Nearness is from 0 to 1. The less a name weighs, the nearer another must come to pass for it. */
  const LEAST = 0.5;                                            /* a vowel alone says nothing */
  const enough = (weight) => (weight >= 4.5 ? 0.74 : weight >= 3.4 ? 0.8 : weight >= 2.5 ? 0.87 : 0.93);

  /* ---- names ------------------------------------------------------------------------------------- */
  const ALONE = /^(?:[ae][lnrstdzSTDc]|[iou]l|Te)$/;            /* an article that stands alone; 'Te' is the English one */
  const GLUED = /^[aeiou]l(?=...)/;                            /* one that is written together with its word */
  const single = (sounds) => sounds.replace(/(.)\1+/gu, "$1");

  const forms = new Map();
  function form(sounds) {
    if (!forms.has(sounds)) {
      const codes = coded(sounds);
      forms.set(sounds, { id: forms.size, codes, weight: weigh(codes) });
    }
    return forms.get(sounds);
  }
  const distinct = (list) => [...new Set(list)].map(form);

  /* A name or query by its sounds. `readings` are the ways to part it into words, articles left out: as it stands, and
     with two neighbours joined; each word has one form, or two where an article may be glued to it. `whole` are the forms
     of all of it without blanks. */
  function heard(sounds) {
    const kept = sounds.filter((sound) => !ALONE.test(sound));
    const parts = kept.length ? kept : sounds;
    const bare = parts.map((part) => part.replace(GLUED, ""));
    const whole = distinct([sounds, parts, bare].map((list) => single(list.join(""))));
    const words = parts.map((part, i) => distinct([part, bare[i]]));
    const joined = parts.slice(1).map((_, i) => [...words.slice(0, i), distinct([single(parts[i] + parts[i + 1]), single(parts[i] + bare[i + 1])]), ...words.slice(i + 2)]);
    return { whole, readings: [words, ...joined] };
  }

  /* A comparer of one query with many names, which remembers what it has measured. */
  function comparer() {
    const known = new Map();
    function near(a, b) {
      const key = a.id * 65536 + b.id;
      let found = known.get(key);
      if (!found) {
        const [full, open] = distances(a.codes, b.codes);
        found = [Math.max(0, 1 - (2 * full) / Math.max(a.weight + b.weight, 1)), Math.max(0, 1 - open / Math.max(a.weight, 0.5))];
        known.set(key, found);
      }
      return found;
    }
    function best(from, to) {
      let full = 0, open = 0;
      for (const a of from) for (const b of to) {
        const [f, o] = near(a, b);
        if (f > full) full = f;
        if (o > open) open = o;
      }
      return [full, open];
    }

    /* How well the words of a query are found among those of a name, in any order: [part of the query, part of the name]. */
    function overlap(query, name) {
      let found = 0, all = 0, used = 0, strongest = 0;
      const taken = new Set();
      query.forEach((forms, i) => {
        const weight = forms[0].weight;
        let top = 0, at = -1;
        name.forEach((other, j) => {
          if (taken.has(j)) return;
          const [full, open] = best(forms, other);
          const value = i === query.length - 1 && weight >= 1.5 && open >= 0.97 ? Math.max(full, open - 0.05) : full;
          if (value > top) [top, at] = [value, j];
        });
        all += weight;
        if (at < 0 || top < enough(weight)) return;
        taken.add(at);
        found += weight * top;
        used += name[at][0].weight * top;
        if (weight >= 2.7 && top >= 0.95) strongest = Math.max(strongest, top);
      });
      return [found / all, used / name.reduce((sum, forms) => sum + forms[0].weight, 0), strongest];
    }

    /* How well a name answers a query, how near what was found is to what was typed, and how much of the query it covers,
       each from 0 to 1. */
    return function likeness(query, name) {
      const [whole, open] = best(query.whole, name.whole);
      const weight = query.whole[0].weight;
      let found = [0, 0, 0];
      if (weight < LEAST) return found;
      const offer = (holds, score, near, covers) => { if (holds && score > found[0]) found = [score, near, covers]; };
      offer(whole >= enough(weight), whole, whole, 1);
      offer(weight >= 2.5 && open >= 0.93, 0.8 * open, open, 1);                           /* a name still being typed */
      for (const words of query.readings)
        for (const parts of name.readings) {
          const [ofQuery, ofName, strongest] = overlap(words, parts);
          offer(ofQuery >= 0.8, ofQuery * (0.8 + 0.2 * ofName), ofQuery, ofQuery);        /* a part of a name: the family's */
          const plainly = parts.length > 1 && ofName >= 0.93;
          offer(ofName >= 0.85 && ofQuery >= (parts.length > 1 ? 0.4 : 0.5), ofName * (plainly ? 0.8 + 0.1 * ofQuery : 0.55 + 0.3 * ofQuery), ofName, ofQuery);   /* a name among other words */
          offer(strongest, 0.55 * strongest, 0, 0);                                        /* a part of a name among other words */
        }
      return found;
    };
  }

  /* Whether one slip of the hand makes one word of the other: a letter too many, too few, another, or two turned round. */
  function slip(a, b) {
    let head = 0, tail = 0;
    while (head < a.length && a[head] === b[head]) head++;
    while (tail < Math.min(a.length, b.length) - head && a.at(-1 - tail) === b.at(-1 - tail)) tail++;
    const [one, other] = [a.slice(head, a.length - tail), b.slice(head, b.length - tail)];
    return (one.length < 2 && other.length < 2) || (one.length === 2 && one[0] === other[1] && one[1] === other[0]);
  }

  window.chronicleLikeness = { folding, heard, comparer, slip };
})();
