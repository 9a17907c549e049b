/* Finds entries of the index (hooks/chronicle/search/) for what a reader typed; touches no page.

   Every run of words in a query is looked up by itself: as a name by its sounds, as a word, as a
   date. What is found are entries; the best are those whose runs, side by side, cover the query
   best. So words may come in any order, a name may be written in one word or in three, and a date
   may be beside either. A spelling that is not found goes into tests/cases/queries.yml first. */
(() => {
  "use strict";

  const search = window.chronicleSearch;
  const { split, spelled, sounded, stem } = search.letters;
  const { coded, nearness, slip } = search.nearness;
  const LIKE = 4, ENDING = 2;                               /* letters that forms of a word share, and that part them */
  const MOST_WORDS = 12, LONGEST_RUN = 4, MOST_KNOWN = 200, DAY = 86400000, FAR = 31;
  /* How much a find counts: in a field, as a name and as a whole one, by its date, and what part of that
     for what is linked. How much more an entry counts if all of its title or its name was asked, and how
     much less if it is part of others; what words that name the chronicle count. */
  const FIELDS = { title: 3, words: 4, body: 1 };
  const NAME = 4, WHOLE_NAME = 6, LINKED = 0.4, DATE = 3, WHOLE_TITLE = 1.2, NAMED = 2, OWN = 0.1;
  const PART = new Set(["source", "statement"]), PART_COUNTS = 0.5;

  const list = (text) => split(text).map(spelled).filter(Boolean);
  const sum = (numbers, from = 0, to = numbers.length) => numbers.slice(from, to).reduce((all, one) => all + one, 0);
  const under = (groups, key) => {
    if (!groups.has(key)) groups.set(key, []);
    return groups.get(key);
  };
  const runsOf = (length) => Array.from({ length }, (_, from) =>
    Array.from({ length: Math.min(LONGEST_RUN, length - from) }, (_, more) => ({ from, to: from + more + 1 }))).flat();

  /* ---- what there is to find ------------------------------------------------------------------ */
  const ARTICLE = /^(?:[ae][lnrstdzSTDc]|[iou]l|Te)$/;      /* one that is written alone, by its sounds */
  const GLUED = /^[aeiou]l(?=...)/;                         /* one that is written together with its word */

  /* The sounds of a name in one: without articles, without those glued to a word, and with all. */
  function glued(sounds) {
    const kept = sounds.filter((sound) => !ARTICLE.test(sound));
    const parts = kept.length ? kept : sounds;
    const forms = [parts, parts.map((part) => part.replace(GLUED, "")), sounds];
    return [...new Set(forms.map((form) => form.join("").replace(/(.)\1+/gu, "$1")))].map(coded);
  }

  /* Every run of words of a name: { id, text, users, form, mark, spelt, covers }, where `covers` is
     the run's part of the name. */
  function spokenRuns([text, users], id) {
    const parts = split(text).filter(spelled), sounds = parts.map(sounded);
    const [{ weight }] = glued(sounds);
    return runsOf(parts.length).flatMap(({ from, to }) => {
      const words = parts.slice(from, to).map(spelled), mark = words.join(" "), spelt = words.join("");
      return glued(sounds.slice(from, to))
        .map((form) => ({ id, text, users, form, mark, spelt, covers: Math.min(1, form.weight / weight) }));
    });
  }

  /* From a word of another language, or with the same meaning, to those of this site. A word that is
     not known is taken for the one that begins like it: its other forms. */
  function meaningsOf(groups) {
    const known = new Map();
    for (const [ours, ...theirs] of groups)
      for (const word of theirs) known.set(word, [...(known.get(word) ?? []), ours]);
    const like = new Map(known);
    const same = (a, b) => { let at = 0; while (at < a.length && a[at] === b[at]) at++; return at; };
    return (typed) => {
      if (like.has(typed)) return like.get(typed);
      let best = LIKE - 1, found = [];
      for (const [word, ours] of known) {
        const length = same(typed, word);
        if (length > best && length >= Math.min(word.length, typed.length) - ENDING) [best, found] = [length, ours];
      }
      like.set(typed, found);
      return found;
    };
  }

  /* A finder for the first part of an index: `find`, from a query to its results, and `missing`, the numbers
     of the parts that are yet to come. */
  search.finder = ({ words, own, files, entries: first }) => {
    const [stop, companions] = [words.stop, words.companions].map((text) => new Set(list(text)));
    const meanings = meaningsOf(words.meanings.split("|").map(list));
    const dateOf = search.dates(words.months.split("|").map(list));
    /* Entries, and how many words their titles have; words as { word, where }, where `where` says for each
       entry how much the word counts, by spelling and by stem; names by their sounds and their initials. */
    const entries = [], titles = [], dictionary = new Map(), stems = new Map(), forms = new Map(), initials = new Map();
    const known = new Map();                                /* what runs of words found */

    function addWords(text, id, weight) {
      for (const word of list(text)) {
        if (!dictionary.has(word)) {
          const added = { word, where: new Map() };
          dictionary.set(word, added);
          under(stems, stem(word)).push(added);
        }
        const { where } = dictionary.get(word);
        if (weight > (where.get(id) ?? 0)) where.set(id, weight);
      }
    }

    function addName(name, id) {
      addWords(name[0], id, NAME);
      for (const run of spokenRuns(name, id)) under(forms, run.form.sounds).push(run);
      const telling = list(name[0]).filter((word) => !stop.has(word));
      if (telling.length > 2) initials.set(telling.map((word) => word[0]).join(""), { id, text: name[0] });
    }

    function add(part) {
      for (const entry of part) {
        const id = entries.push(entry) - 1;
        for (const [field, weight] of Object.entries(FIELDS)) addWords(entry[field] ?? "", id, weight);
        for (const name of entry.names ?? []) addName(name, id);
        titles.push(new Set(list(entry.title).filter((word) => !stop.has(word))).size);
      }
      known.clear();
    }
    add(first);

    /* The other parts, in whichever order they come: their entries are numbered on. */
    const parts = [];
    let added = 1;
    search.add = (number, part) => {
      parts[number] = part;
      while (parts[added + 1]) add(parts[++added]);
    };
    const missing = () => Array.from({ length: files - 1 }, (_, i) => i + 2).filter((number) => !parts[number]);

    /* ---- one run of words ---- */
    /* Finds are collected by entry, the best of each: { near, field, how } and what says so. */
    function offer(found, id, hit) {
      const before = found.get(id);
      if (!before || hit.near * hit.field > before.near * before.field) found.set(id, hit);
    }

    function asName(found, parts) {
      const spelt = parts.map(spelled), tight = spelt.join("");
      const common = spelt.every((word) => dictionary.get(word)?.where.size > 2 || meanings(word).length);
      const least = common ? 0.9 : 0;                       /* words of many texts need not be a name */
      for (const form of glued(parts.map(sounded)))
        for (const names of forms.values()) {
          const sounds = nearness(form, names[0].form);
          if (sounds > least)
            for (const { id, text, users, mark, spelt, covers } of names) {
              const same = spelt === tight, field = covers > 0.95 ? WHOLE_NAME : 1.5 + 3.5 * covers;
              offer(found, id, { near: same ? 1 : sounds, field, covers, how: same ? "name" : "near", text, users, mark });
            }
        }
      const named = initials.get(tight);
      if (named) offer(found, named.id, { near: 1, field: WHOLE_NAME, covers: 1, how: "initials", text: named.text });
    }

    /* A name is linked with its events, and an event with its questions. */
    function link(found) {
      for (let id = entries.length - 1; id >= 0; id--) {    /* actors and places are after events */
        if (!found.has(id)) continue;
        const { near, field, covers, how } = found.get(id), { names, kind, concerns = [], title } = entries[id];
        if (names ? field < NAME && !covers : kind !== "event" || !(how === "date" || how === "linked")) continue;
        for (const other of concerns) offer(found, other, { near, field: field * LINKED, covers, how: "linked", text: title });
      }
    }

    /* How near a word is to what was typed. Another number is no slip, and neither is a word of this site. */
    function alike(typed, begun, exact, { word }) {
      if (typed.length > (begun ? 1 : 2) && word.startsWith(typed)) return 0.5 + 0.4 * typed.length / word.length;
      const comparable = !exact && typed.length > 3 && word.length > 3 && Math.abs(typed.length - word.length) < 2;
      return comparable && slip(typed, word) ? 0.55 : 0;
    }

    function asWord(found, typed, begun) {
      const exact = dictionary.has(typed) || /\d/.test(typed);
      const add = (near, { word, where }) => { for (const [id, field] of where) offer(found, id, { near, field, how: "word", mark: word }); };
      for (const known of dictionary.values()) {
        const near = alike(typed, begun, exact, known);
        if (near) add(near, known);
      }
      for (const one of [typed, ...meanings(typed)])
        for (const known of stems.get(stem(one)) ?? []) add(known.word === one ? 1 : 0.95, known);
    }

    /* What is dated to these days, the nearest first. */
    function asDate(found, parts) {
      const days = dateOf(parts);
      if (!days) return;
      const time = (day) => Date.parse(day) / DAY;
      entries.forEach(({ days: [first, last = first] = [] }, id) => {
        if (!first) return;
        const years = /^\d{4}/.test(days.first) ? [""] : new Set([first, last].map((day) => `${day.slice(0, 4)}-`));
        for (const year of years) {
          const [from, to, low, high] = [first, last, year + days.first, year + days.last].map(time);
          const away = from <= high && to >= low ? Math.max(0, low - from) + Math.max(0, to - high) : FAR;
          if (away < FAR) offer(found, id, { near: 1 / (1 + away / 3), field: DATE, how: "date" });
        }
      });
    }

    const silent = (part) => stop.has(spelled(part)) && !ARTICLE.test(sounded(part));
    function lookup(parts, begun) {
      const key = `${parts.join(" ")}${begun ? " …" : ""}`;
      if (known.has(key)) return known.get(key);
      const found = new Map(), spelt = parts.map(spelled), ours = spelt.map((word) => meanings(word)[0] ?? word);
      if (![parts[0], parts.at(-1)].some(silent)) {
        asName(found, parts);
        if (ours.join() !== spelt.join()) asName(found, ours);
      }
      if (parts.length === 1) asWord(found, spelt[0], begun);
      asDate(found, spelt);
      if (found.size) link(found);
      if (known.size > MOST_KNOWN) known.clear();
      known.set(key, found);
      return found;
    }

    /* ---- the whole query ---- */
    /* The runs of a query with what they found; of a date only the whole, since its words say little alone. */
    function looked(parts) {
      const all = runsOf(parts.length);
      const dates = all.filter(({ from, to }) => to - from > 1 && dateOf(parts.slice(from, to).map(spelled)));
      const date = dates.sort((a, b) => b.to - b.from - (a.to - a.from))[0] ?? { from: 0, to: 0 };
      return all.filter((run) => run === date || run.to <= date.from || run.from >= date.to)
        .map(({ from, to }) => ({ from, to, found: lookup(parts.slice(from, to), to === parts.length) }));
    }

    /* Which words name no more than the chronicle: its place, what contains that, its months and years. Of a
       query that has no others, the place itself is what is looked for. */
    function namesChronicle(parts, runs, telling) {
      const called = (id) => runs.filter(({ found }) => found.get(id)?.covers > 0.95 && found.get(id).near > 0.75);
      const dates = runs.filter(({ from, to }) => {
        const { first = "", last } = dateOf(parts.slice(from, to).map(spelled)) ?? {};
        return first.endsWith("-01") && last.endsWith("-31") && first <= own.days.at(-1) && last >= own.days[0];
      });
      const [place = [], ...around] = own.places.map(called), others = [...around.flat(), ...dates];
      const within = (runs) => parts.map((_, i) => runs.some(({ from, to }) => from <= i && i < to));
      const known = within(runs.filter(({ found }) => found.size));
      return [[...place, ...others], others].map(within)
        .find((named) => parts.some((_, i) => telling[i] && known[i] && !named[i])) ?? [];
    }

    /* How much each word counts: little if it only goes along with names, such as "province", or names the
       chronicle. And how much it is needed: then not at all. */
    function weigh(parts, runs) {
      const words = parts.map(spelled);
      const silence = parts.map((part) => stop.has(spelled(part)) || ARTICLE.test(sounded(part)));
      const some = words.map((word, i) => (silence[i] && silence.includes(false) ? 0 : companions.has(word) ? 0.3 : 1));
      const needed = some.map((count) => (count < 1 ? 0 : 1));
      const named = namesChronicle(parts, runs, needed), without = needed.map((count, i) => (named[i] ? 0 : count));
      const counts = some.map((count, i) => (named[i] ? OWN * count : count));
      return { counts, needed: [without, needed].find((some) => some.some(Boolean)) ?? counts };
    }

    /* The best cover of a query by what was found of one entry: { score, covered, hits }. The runs come
       in the order of their ends. */
    function cover(runs) {
      const best = [{ score: 0, covered: 0, named: 0, hits: [] }];    /* best[i] covers the first i words */
      for (const { run: { from, to, count, need }, hit } of runs) {
        while (best.length <= to) best.push(best.at(-1));
        const before = best[from], score = before.score + count * hit.near * hit.field;
        if (score <= best[to].score) continue;
        const named = before.named + (hit.text && hit.how !== "linked" ? count * hit.covers : 0);
        best[to] = { score, covered: before.covered + need, named, hits: [...before.hits, hit] };
      }
      return best.at(-1);
    }

    /* The result for an entry: { entry, score, part, hits }, where `part` is how much of the query was
       found; nothing if that is only what is not needed. */
    function resultOf(id, runs, { counts, needed }) {
      const { score, covered, named, hits } = cover(runs), part = covered / sum(needed), entry = entries[id];
      if (!part) return [];
      const inTitle = hits.filter(({ how, field }) => how === "word" && field >= FIELDS.title).length;
      const whole = named > 0.8 * sum(counts) ? NAMED : WHOLE_TITLE * Math.min(1, inTitle / titles[id] || 0);
      const kind = PART.has(entry.kind) ? PART_COUNTS : 1;
      return [{ id, entry, hits, part, score: score / sum(counts) * part * kind * (1 + whole) }];
    }

    const inOrder = (a, b) => b.score - a.score || a.id - b.id;

    /* The results, with the questions and events that statements among them concern: the best statement adds
       its score to these. */
    function spokenFor(results) {
      const found = new Map(results.map((result) => [result.id, result]));
      for (const { id, entry, score, part } of results)
        if (entry.kind === "statement")
          for (const other of entry.concerns ?? []) {
            if (!found.has(other)) found.set(other, { id: other, entry: entries[other], hits: [], part: 0, score: 0 });
            const one = found.get(other);
            one.count = (one.count ?? 0) + 1;
            if (one.count === 1) one.score += score;
            one.part = Math.max(one.part, part);
          }
      for (const one of found.values()) if (!one.hits.length) one.hits = [{ how: "said", count: one.count }];
      return [...found.values()];
    }

    function find(query) {
      const parts = split(query).filter(spelled).slice(0, MOST_WORDS), found = looked(parts);
      const weights = weigh(parts, found), { counts, needed } = weights;
      const byEntry = new Map();
      for (const { from, to, found: hits } of found.sort((a, b) => a.to - b.to)) {
        const run = { from, to, count: sum(counts, from, to), need: sum(needed, from, to) };
        for (const [id, hit] of hits) {
          if (!byEntry.has(id)) byEntry.set(id, []);
          byEntry.get(id).push({ run, hit });
        }
      }
      const results = spokenFor([...byEntry].flatMap(([id, runs]) => resultOf(id, runs, weights)).sort(inOrder)).sort(inOrder);
      /* Where something has all words, what lacks some must be nearly as good, have a name in full, or
         be an event of one of the first places and actors. */
      const least = results.some(({ part }) => part > 0.99) ? results[0].score / 3 : 0;
      const first = results.slice(0, 3).filter(({ entry }) => entry.names).flatMap(({ entry }) => entry.concerns ?? []);
      return results.filter(({ id, part, score, hits }) =>
        part > 0.99 || score > least || hits.some(({ covers }) => covers > 0.95) || first.includes(id));
    }
    return { find, missing };
  };
})();
