/* Finds entries of the index (hooks/chronicle/search/) for what a reader typed; touches no page.

   Every run of words in a query is looked up by itself: as a name by its sounds, as a word, as a
   date. What is found are entries; the best are those whose runs, side by side, cover the query
   best. So words may come in any order, a name may be written in one word or in three, and a date
   may be beside either. A spelling that is not found goes into tests/cases/queries.yml first. */
(() => {
  "use strict";

  const search = window.chronicleSearch;
  const { split, spelled, sounded, stem } = search.letters;
  const { coded, enough, farther, goesOn, nearness, slip } = search.nearness;
  const MOST_WORDS = 12, LONGEST_RUN = 5, MOST_KNOWN = 200, DAY = 86400000, FAR = 31;
  /* How much a find counts: in a field, as a name and as a whole one, for an event linked with the
     name, by its date, in statements on it; and how much a result counts by its kind. */
  const FIELDS = { title: 3, words: 4, about: 1.5, body: 1 };
  const NAME = 4, WHOLE_NAME = 6, LINKED = 2, DATE = 3, SAID = 0.5;
  const KINDS = { question: 1.4, event: 1.4, actor: 1.4, place: 1.4, page: 1, source: 0.7, statement: 0.7 };

  const list = (text) => split(text).map(spelled).filter(Boolean);
  const sum = (numbers, from = 0, to = numbers.length) => numbers.slice(from, to).reduce((all, one) => all + one, 0);
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

  /* Every word: { word, stem, where }, where `where` says for each entry how much the word counts. */
  function dictionaryOf(entries) {
    const found = new Map();
    const add = (text, id, weight) => {
      for (const word of list(text)) {
        if (!found.has(word)) found.set(word, { word, stem: stem(word), where: new Map() });
        const { where } = found.get(word);
        if (weight > (where.get(id) ?? 0)) where.set(id, weight);
      }
    };
    entries.forEach((entry, id) => {
      for (const [field, weight] of Object.entries(FIELDS)) add(entry[field] ?? "", id, weight);
      for (const [name] of entry.names ?? []) add(name, id, NAME);
    });
    return found;
  }

  /* A finder for an index: from a query to its results. */
  search.finder = ({ entries, words }) => {
    const [stop, companions] = [words.stop, words.companions].map((text) => new Set(list(text)));
    const meanings = new Map();                             /* a word of another language → those of this site */
    for (const [ours, ...theirs] of words.meanings.split("|").map(list))
      for (const word of theirs) meanings.set(word, [...(meanings.get(word) ?? []), ours]);
    const dateOf = search.dates(words.months.split("|").map(list));
    const dictionary = dictionaryOf(entries);
    const spoken = entries.flatMap(({ names = [] }, id) => names.flatMap((name) => spokenRuns(name, id)));
    const initials = new Map();
    for (const { id, text } of spoken) {
      const telling = list(text).filter((word) => !stop.has(word));
      if (telling.length > 2) initials.set(telling.map((word) => word[0]).join(""), { id, text });
    }
    /* How many of some statements concern each question or event. */
    function speaking(ids) {
      const counts = new Map();
      for (const id of ids)
        if (entries[id].kind === "statement")
          for (const other of entries[id].concerns ?? []) counts.set(other, (counts.get(other) ?? 0) + 1);
      return counts;
    }
    const said = speaking(entries.keys());

    /* ---- one run of words ---- */
    /* Finds are collected by entry, the best of each: { near, field, how } and what says so. */
    function offer(found, id, hit) {
      const before = found.get(id);
      if (!before || hit.near * hit.field > before.near * before.field) found.set(id, hit);
    }

    function asName(found, parts, begun) {
      const tight = parts.map(spelled).join("");
      const common = parts.every((part) => dictionary.get(spelled(part))?.where.size > 2);
      const least = common ? 0.9 : 0;                       /* words of many texts need not be a name */
      for (const form of glued(parts.map(sounded)))
        for (const { id, text, users, form: other, mark, spelt, covers } of spoken) {
          const same = spelt === tight, open = begun && !common && goesOn(form, other);
          if (!same && !open && farther(form, other, Math.max(least, enough(form.weight)))) continue;
          const slipped = tight.length > 3 && spelt.length > 3 && slip(tight, spelt);
          const near = same ? 1 : Math.max(slipped ? 0.8 : 0, nearness(form, other, open));
          const field = covers > 0.95 ? WHOLE_NAME : 2.5 + 2.5 * covers;
          if (near > least) offer(found, id, { near, field, covers, how: same ? "name" : "near", text, users, mark });
        }
      const named = initials.get(tight);
      if (named) offer(found, named.id, { near: 1, field: WHOLE_NAME, covers: 1, how: "initials", text: named.text });
      for (const [id, { near, covers }] of [...found])
        for (const event of entries[id].concerns ?? [])
          offer(found, event, { near, field: LINKED * covers, covers, how: "linked", text: entries[id].title });
    }

    function alike(typed, start, begun, exact, { word, stem: other }) {
      if (word === typed) return 1;
      if (other === start) return 0.95;
      if (typed.length > (begun ? 1 : 2) && word.startsWith(typed)) return 0.5 + 0.4 * typed.length / word.length;
      const comparable = !exact && typed.length > 3 && word.length > 3 && Math.abs(typed.length - word.length) < 2;
      return comparable && slip(typed, word) ? 0.55 : 0;
    }

    function asWord(found, typed, begun) {
      const exact = dictionary.has(typed) || /\d/.test(typed);   /* another number is no slip */
      for (const one of new Set([typed, ...(meanings.get(typed) ?? [])])) {
        const start = stem(one);
        for (const known of dictionary.values()) {
          const near = alike(one, start, begun, exact, known);
          if (near) for (const [id, field] of known.where) offer(found, id, { near, field, how: "word", mark: known.word });
        }
      }
      /* Statements speak for the questions and events that they concern. */
      for (const [id, count] of speaking(found.keys())) {
        const field = SAID * Math.min(5, count) * Math.sqrt(count / said.get(id)), own = found.get(id);
        found.set(id, own ? { ...own, field: own.field + field / 2 } : { near: 1, field, how: "said", count });
      }
    }

    /* What is dated to these days, the nearest first; and what has no date and speaks of them. */
    function asDate(found, parts) {
      const days = dateOf(parts);
      if (!days) return;
      const time = (day) => Date.parse(day) / DAY;
      entries.forEach(({ days: [first, last] = [] }, id) => {
        if (!first) {
          const field = Math.min(...parts.map((word) => dictionary.get(word)?.where.get(id) ?? 0));
          if (field) offer(found, id, { near: 1, field, how: "word", mark: parts.join(" ") });
          return;
        }
        const years = /^\d{4}/.test(days.first) ? [""] : new Set([first, last].map((day) => `${day.slice(0, 4)}-`));
        for (const year of years) {
          const [from, to, low, high] = [first, last, year + days.first, year + days.last].map(time);
          const away = from <= high && to >= low ? Math.max(0, low - from) + Math.max(0, to - high) : FAR;
          if (away < FAR) offer(found, id, { near: 1 / (1 + away / 3), field: DATE, how: "date" });
        }
      });
    }

    const known = new Map();
    function lookup(parts, begun) {
      const key = `${parts.join(" ")}${begun ? " …" : ""}`;
      if (known.has(key)) return known.get(key);
      const found = new Map(), spelt = parts.map(spelled), ours = spelt.map((word) => meanings.get(word)?.[0] ?? word);
      asName(found, parts, begun);
      if (ours.join() !== spelt.join()) asName(found, ours, begun);
      if (parts.length === 1) asWord(found, spelt[0], begun);
      asDate(found, spelt);
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

    /* How much each word counts: the rarer, the more; nothing if every text has it. And how much it is
       needed: not at all if it only goes along with names, such as "province". */
    function weigh(parts, runs) {
      const rare = parts.map((part, i) => {
        const { found } = runs.find(({ from, to }) => from <= i && to > i), word = spelled(part);
        if (stop.has(word) || ARTICLE.test(sounded(part))) return 0;
        return (companions.has(word) ? 0.3 : 1) * (1 - 0.6 * Math.log(Math.max(1, found.size)) / Math.log(entries.length));
      });
      const counts = rare.some(Boolean) ? rare : parts.map(() => 1);
      const telling = counts.map((count, i) => (companions.has(spelled(parts[i])) ? 0 : count));
      return { counts, needed: telling.some(Boolean) ? telling : counts };
    }

    /* The best cover of a query by what was found of one entry: { score, covered, hits }. The runs come
       in the order of their ends. */
    function cover(id, runs) {
      const best = [{ score: 0, covered: 0, hits: [] }];    /* best[i] covers the first i words */
      for (const { from, to, found, count, need } of runs) {
        while (best.length <= to) best.push(best.at(-1));
        const hit = found.get(id), before = best[from];
        const score = hit ? before.score + count * hit.near * hit.field : 0;
        if (score > best[to].score) best[to] = { score, covered: before.covered + need, hits: [...before.hits, hit] };
      }
      return best.at(-1);
    }

    /* The result for an entry: { entry, score, part, hits }, where `part` is how much of the query was
       found; nothing for a name that is only like a small part of another. */
    function resultOf(id, runs, { counts, needed }) {
      const { score, covered, hits } = cover(id, runs), part = covered / sum(needed), entry = entries[id];
      if (!part || (part < 0.7 && hits.every(({ near, covers }) => near < 0.97 && covers < 0.5))) return [];
      const lacking = part ** (hits.some(({ field }) => field === WHOLE_NAME) ? 0.5 : 1.5);
      return [{ id, entry, hits, part, score: score / sum(counts) * lacking * KINDS[entry.kind] }];
    }

    return (query) => {
      const parts = split(query).filter(spelled).slice(0, MOST_WORDS), found = looked(parts);
      const weights = weigh(parts, found), { counts, needed } = weights;
      const runs = found.sort((a, b) => a.to - b.to).map(({ from, to, found }) => (
        { from, to, found, count: sum(counts, from, to), need: sum(needed, from, to) }));
      const ids = [...new Set(runs.flatMap(({ found }) => [...found.keys()]))];
      const results = ids.flatMap((id) => resultOf(id, runs, weights))
        .sort((a, b) => b.score - a.score || a.id - b.id);
      /* Where something has all words, what lacks some must be nearly as good, have a name in full, or
         be an event of one of the first places and actors. */
      const least = results.some(({ part }) => part > 0.99) ? results[0].score / 3 : 0;
      const first = results.slice(0, 3).filter(({ entry }) => entry.names).flatMap(({ entry }) => entry.concerns ?? []);
      return results.filter(({ id, part, score, hits }) =>
        part > 0.99 || score > least || hits.some(({ covers }) => covers > 0.95) || first.includes(id));
    };
  };
})();
