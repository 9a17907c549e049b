/* Finds entries of the search index for what a reader typed; touches no page. Names are compared by their spelling, then
   by their sounds, then by nearness; all other words are left to MiniSearch. How names are folded is written once, in
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
        if (weight >= 2.7 && top >= 0.9) strongest = Math.max(strongest, top);
      });
      return [found / all, used / name.reduce((sum, forms) => sum + forms[0].weight, 0), strongest];
    }

    /* How well a name answers a query, and how near what was found is to what was typed, each from 0 to 1. */
    return function likeness(query, name) {
      const [whole, open] = best(query.whole, name.whole);
      const weight = query.whole[0].weight;
      let found = [0, 0];
      const offer = (holds, score, near) => { if (holds && score > found[0]) found = [score, near]; };
      offer(whole >= enough(weight), whole, whole);
      offer(weight >= 2.5 && open >= 0.93, 0.8 * open, open);                              /* a name still being typed */
      for (const words of query.readings)
        for (const parts of name.readings) {
          const [ofQuery, ofName, strongest] = overlap(words, parts);
          offer(ofQuery >= 0.74, ofQuery * (0.8 + 0.2 * ofName), ofQuery);                 /* a part of a name: the family's */
          const plainly = parts.length > 1 && ofName >= 0.93;
          offer(ofName >= 0.85 && ofQuery >= (parts.length > 1 ? 0.4 : 0.5), ofName * (plainly ? 0.8 + 0.1 * ofQuery : 0.55 + 0.3 * ofQuery), ofName);   /* a name among other words */
          offer(strongest, 0.55 * strongest, 0);                                           /* a part of a name among other words */
        }
      return found;
    };
  }

  /* ---- everything ---------------------------------------------------------------------------------- */
  const FIRST_KINDS = { event: 2.5, question: 2.5, page: 1.2, source: 1.2 };
  const MOST_NAMED = 5, MOST_WORDS = 40, FIRST = 3, SURE = 0.85, FAINT = 0.6, SPELT = 3, SOUNDS = 2, NEAR = 1;

  /* A finder for an index (see hooks/chronicle/searchindex.py). `find(query)` gives results, the best first, each as
     { id, entry, why, name, marks }: `why` is a sentence with the `name` that was found in it, or empty where words were found;
     `marks` are those words, folded. */
  function finder(index, MiniSearch) {
    const { words, sounds } = folding(index.rules);
    const { entries, texts } = index;
    const stop = new Set(words(texts.search_stop_words));
    const say = (key, values) => texts[key].replace(/\{(\w+)\}/g, (_, name) => values[name]);

    const names = entries.flatMap((entry, id) => (entry.names ?? []).map(([text, users, folded, heardAs]) =>
      ({ id, text, users, folded, tight: folded.replaceAll(" ", ""), ...heard(heardAs.split(" ")) })));

    const known = new Set();
    /* A word that is not in the index, with two letters turned round so that it is: to MiniSearch these would be two slips. */
    const turned = (word) => {
      for (let i = 1; i < word.length && !known.has(word); i++) {
        const other = word.slice(0, i - 1) + word[i] + word[i - 1] + word.slice(i + 1);
        if (known.has(other)) return other;
      }
      return word;
    };
    const mini = new MiniSearch({
      fields: ["title", "more", "body", "date"],
      tokenize: words,
      processTerm: (term) => (stop.has(term) ? null : (known.add(term), term)),
      searchOptions: {
        processTerm: (term) => (stop.has(term) ? null : turned(term)),
        boost: { title: 3, more: 1.5, date: 2 },
        boostDocument: (id) => FIRST_KINDS[entries[id].kind] ?? 1,
        combineWith: "AND",
      },
    });
    mini.addAll(entries.map((entry, id) => ({ id, title: entry.title, more: entry.more, body: entry.body, date: entry.date })));

    /* How many entries have a word in their names. */
    const owners = new Map();
    for (const name of names)
      for (const word of name.folded.split(" ")) owners.set(word, (owners.get(word) ?? new Set()).add(name.id));
    const rare = (word) => !stop.has(word) && owners.get(word)?.size <= 2;

    /* The best match of each entry with a name, { id, name, score, near, tier, same, own }: `own` if a word of the query
       stands so in the name and in few others. */
    function named(query) {
      const spelt = words(query), tight = spelt.join(""), heardAs = heard(sounds(query));
      if (!tight) return [];
      const found = new Map(), likeness = comparer();
      for (const name of names) {
        const same = name.tight === tight;
        const [score, near] = same ? [1.1, 1] : likeness(heardAs, name);
        if (score < 0.5) continue;
        const parts = name.folded.split(" ");
        const asSpelt = same || spelt.every((word) => parts.includes(word));
        const tier = asSpelt ? SPELT : near >= 0.93 && score >= 0.84 ? SOUNDS : NEAR;
        const before = found.get(name.id);
        if (!before || score > before.score) 
          found.set(name.id, { id: name.id, name, score, near, tier, same, own: spelt.some((word) => rare(word) && parts.includes(word)) });
      }
      return [...found.values()].sort((a, b) => b.score - a.score || a.id - b.id);
    }

    function whyNamed({ name, tier, same }) {
      if (tier === SPELT)
        return same && name.users ? say("search_found_used", { name: name.text, users: name.users }) : say("search_found_name", { name: name.text });
      return say(tier === SOUNDS ? "search_found_sound" : "search_found_near", { name: name.text });
    }

    const exactly = { prefix: false, fuzzy: false };
    const options = { prefix: (term) => term.length > 2, fuzzy: (term) => (term.length > 3 ? 0.2 : false) };
    /* Whether a query is all words that the chronicle itself uses, and not as names: then a name that is only near may be chance. */
    const usual = new Set(entries.flatMap(({ kind, title }) =>
      kind === "source" ? [] : title.split(/\s+/).filter((word) => /^\p{Ll}/u.test(word)).flatMap(words)));
    const ordinary = (query) => words(query).every((word) => usual.has(word) || stop.has(word));

    function doubted({ tier, near, score }, query, found) {
      if (tier === SPELT || near >= 0.97 || (score >= 0.88 && words(query).length > 1)) return false;
      return score < FAINT ? found.length > 0 : ordinary(query);
    }

    function find(query) {
      const hits = named(query);
      const kept = hits.filter((hit) => hit.score >= hits[0].score - 0.3).slice(0, MOST_NAMED);
      const all = mini.search(query, options);
      const doubtful = kept.length > 0 && doubted(kept[0], query, all);
      const shown = doubtful ? kept.filter((hit) => hit.score >= SURE || hit.own) : kept;
      const pages = pagesOf(shown, query), events = eventsOf(shown, all), worded = wordedFor(query, shown[0], all);
      const order = doubtful
        ? [...worded.slice(0, FIRST - 1), ...pages, ...worded.slice(FIRST - 1), ...events]
        : [...pages, ...events, ...worded];
      const seen = new Set();
      return order.filter(({ id }) => !seen.has(id) && seen.add(id)).map((result) => ({ ...result, entry: entries[result.id] }));
    }

    function pagesOf(hits, query) {
      const spelt = new Set(words(query));
      return hits.map((hit) => ({ id: hit.id, why: whyNamed(hit), name: hit.name.text, marks: hit.tier === SPELT ? spelt : null }));
    }

    /* The events of the first places and actors; where these are only a part of the query, first those that hold all its words. */
    function eventsOf(hits, found) {
      const events = hits.slice(0, FIRST).flatMap((hit) => (entries[hit.id].events ?? []).map(([id, why]) => ({ id, why })));
      if (!hits.length || hits[0].tier > NEAR) return events;
      const whole = new Set(found.map(({ id }) => id));
      return events.sort((a, b) => whole.has(b.id) - whole.has(a.id));
    }

    /* What the words find, and, where a name was surely found, what its usual spelling finds. */
    function wordedFor(query, hit, found) {
      if (hit && hit.tier > NEAR) found = [...found, ...mini.search(entries[hit.id].title, exactly)];
      if (!found.length && !hit) found = mini.search(query, { ...options, combineWith: "OR" });
      return found.slice(0, MOST_WORDS).map(({ id, match }) => ({ id, why: "", marks: new Set(Object.keys(match)) }));
    }
    return { find, words, sounds, named };
  }

  window.chronicleFinder = finder;
})();
