/* Finds entries of the search index for what a reader typed; touches no page. Names are compared by their spelling, then
   by their sounds, then by nearness (likeness.js); all other words are left to MiniSearch, and dates to when.js. */
(() => {
  "use strict";

  const DATED = ["event", "source", "statement"];
  const FIRST_KINDS = { event: 2.5, question: 2.5, page: 1.2, source: 1.2 };
  const MOST_NAMED = 5, SPEAKS = 2, TITLED = 2, ALL = 0.9, MOST_WORDS = 40, FIRST = 3, SURE = 0.85, FAINT = 0.6, SPELT = 3, SOUNDS = 2, NEAR = 1;

  /* A finder for an index (see hooks/chronicle/searchindex.py). `find(query)` gives results, the best first, each as
     { id, entry, why, name, marks, partly }: `why` is a sentence with the `name` that was found in it, or empty where words were found;
     `marks` are those words, folded; `partly` if no entry holds all of them. */
  function finder(index, MiniSearch, { folding, heard, comparer, slip }, dateIn) {
    const { words, sounds, stem } = folding(index.rules);
    const { entries, texts } = index;
    const [stop, asking, companions] = ["stop_words", "asking", "companions"].map((key) => new Set(words(texts[`search_${key}`])));
    /* Words and names of places in other languages, and some of this one, by the word that this site uses for them. */
    const meanings = new Map(`${texts.search_meanings} | ${texts.search_places}`.split("|").map(words).flatMap(([ours, ...theirs]) => theirs.map((word) => [word, ours])));
    const months = texts.search_months.split("|").map(words);
    const say = (key, values) => texts[key].replace(/\{(\w+)\}/g, (_, name) => values[name]);
    const idle = (word) => stop.has(word) || asking.has(word);

    const names = entries.flatMap((entry, id) => (entry.names ?? []).map(([text, users, folded, heardAs]) => {
      const parts = folded.split(" "), telling = parts.filter((word) => !stop.has(word));
      const initials = telling.length > 2 ? telling.map((word) => word[0]).join("") : "";
      return { id, text, users, parts, initials, tight: parts.join(""), ...heard(heardAs.split(" ")) };
    }));

    /* How many entries have a word in their names. */
    const owners = new Map();
    for (const { id, parts } of names)
      for (const word of parts) owners.set(word, (owners.get(word) ?? new Set()).add(id));
    const rare = (word) => !stop.has(word) && owners.get(word)?.size <= 2;

    /* Whether a query is all words that the chronicle itself uses, and not as names: then a name that is only near may be chance. */
    const usual = new Set(entries.flatMap(({ kind, title }) =>
      kind === "source" ? [] : title.split(/\s+/).filter((word) => /^\p{Ll}/u.test(word)).flatMap(words)));
    const ordinary = (spelt) => spelt.every((word) => usual.has(word) || idle(word));

    /* ---- names ---- */
    /* How a whole query and a name meet beyond their sounds: [score, nearness, tier, the text that says so] or nothing. */
    function spelling({ spelt, tight }, name) {
      if (name.tight === tight) return [1.1, 1, SPELT, name.users ? "used" : "name"];
      if (name.initials === tight) return [1, 1, SOUNDS, "initials"];
      const words = [name.tight, ...name.parts];
      if (tight.length > 2 && !ordinary(spelt) && words.some((word) => word.startsWith(tight))) return [0.9, 1, SPELT, "name"];
      if (tight.length > 3 && words.some((word) => word.length > 3 && (word === name.tight || rare(word)) && slip(tight, word))) return [0.8, 0.9, NEAR, "near"];
    }

    function match(asked, name, likeness) {
      const [score, near, covers] = likeness(asked.heardAs, name);
      const tier = asked.spelt.every((word) => name.parts.includes(word)) ? SPELT : near >= 0.93 && score >= 0.84 ? SOUNDS : NEAR;
      const met = spelling(asked, name);
      return met && met[0] > score ? [...met, 1] : [score, near, tier, [, "near", "sound", "name"][tier], covers];
    }

    /* The words of a query as names are compared with them; once more without words that go along with names, such as
       "province", and once more in the words of this site. */
    function asked(query) {
      const bare = query.split(/\s+/u).filter((part) => !words(part).every((word) => companions.has(word))).join(" ");
      const ours = words(query).map((word) => meanings.get(word) ?? word).join(" ");
      return [...new Set(ours === words(query).join(" ") ? [query, bare] : [query, bare, ours])].map((text) => ({ spelt: words(text), tight: words(text).join(""), heardAs: heard(sounds(text)) }))
        .filter(({ tight }) => tight);
    }

    /* The best match of each entry with a name, { id, name, score, near, tier, how, covers, own }: `own` if a word of the query
       stands so in the name and in few others. */
    function named(query) {
      const found = new Map(), likeness = comparer();
      for (const one of asked(query))
        for (const name of names) {
          const [score, near, tier, how, covers] = match(one, name, likeness);
          const before = found.get(name.id);
          if (score < 0.5 || (before && score <= before.score && tier <= before.tier)) continue;
          const hit = { id: name.id, name, score, near, tier, how, covers, own: one.spelt.some((word) => rare(word) && name.parts.includes(word)) };
          /* The best score counts; the name that is told is the one that is spelt like the query. */
          found.set(name.id, { ...(before?.tier > tier ? before : hit), score: Math.max(score, before?.score ?? 0) });
        }
      return [...found.values()].sort((a, b) => b.score - a.score || a.id - b.id);
    }

    /* ---- words ---- */
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
      fields: ["title", "more", "body", "date", "named"],
      tokenize: words,
      processTerm: (term) => (idle(term) ? null : (known.add(term), term)),
      searchOptions: {
        tokenize: (term) => [term],
        processTerm: turned,
        boost: { title: 3, more: 1.5, date: 2, named: 0.5 },
        boostDocument: (id) => FIRST_KINDS[entries[id].kind] ?? 1,
      },
    });
    const namedIn = new Map();                                  /* the names of the places and actors of an event */
    for (const { names, events } of entries)
      for (const [id] of events ?? []) namedIn.set(id, [...(namedIn.get(id) ?? []), ...names.map(([text]) => text)]);
    mini.addAll(entries.map(({ title, more, body, date }, id) => ({ id, title, more, body, date, named: namedIn.get(id)?.join(" ") })));

    const said = new Map();                                     /* how many statements are about an event or question */
    for (const { about } of entries) for (const id of about ?? []) said.set(id, (said.get(id) ?? 0) + 1);
    const exactly = { prefix: false, fuzzy: false };
    const loosely = { prefix: (term) => term.length > 2, fuzzy: (term) => (term.length > 3 ? 0.2 : false) };

    /* What holds all words of a text, the best first, as { id, score, match, said }. Statements speak for the events and
       questions that they are about: `said` of them hold the words. */
    function searched(text, options = loosely, combineWith = "AND") {
      const spelt = words(text), telling = spelt.filter((word) => !idle(word));
      if (!telling.length) return [];
      const queries = telling.map((word) => (
        { combineWith: "OR", queries: [word, { ...options, fuzzy: false, queries: [stem(word), meanings.get(word) ?? word] }] }));
      const found = new Map(mini.search({ combineWith, queries, ...options }).map((hit) => [hit.id, { ...hit, said: [] }]));
      for (const { id, score } of [...found.values()])
        for (const about of entries[id].about ?? []) {
          if (!found.has(about)) found.set(about, { id: about, score: 0, match: {}, said: [] });
          found.get(about).said.push(score);
        }
      for (const hit of found.values()) {
        hit.score += SPEAKS * Math.sqrt(hit.said.length / (said.get(hit.id) ?? 1)) * hit.said.slice(0, 5).reduce((sum, score) => sum + score, 0);
        if (FIRST_KINDS[entries[hit.id].kind] > 2 && Object.values(hit.match).filter((fields) => fields.includes("title")).length >= telling.length) hit.score *= TITLED;
        if (entries[hit.id].kind === "question" && spelt.some((word) => asking.has(word))) hit.score *= 2;
      }
      return [...found.values()].sort((a, b) => b.score - a.score || a.id - b.id);
    }

    const worded = (hits) => hits.slice(0, MOST_WORDS).map(({ id, match, said }) => {
      const marks = Object.keys(match);
      return marks.length ? { id, why: "", marks: new Set(marks) } : { id, why: say("search_found_said", { n: said.length }), marks: null };
    });

    /* What the words find, and, where a name was surely found, what its usual spelling finds. */
    function wordedFor(query, hit, found) {
      if (hit && hit.tier > NEAR) return worded([...found, ...searched(entries[hit.id].title, exactly)]);
      return found.length || hit ? worded(found) : worded(searched(query, exactly, "OR")).map((result) => ({ ...result, partly: true }));
    }

    /* ---- dates ---- */
    const DAYS = 86400000;
    /* The days that an entry lies outside of the asked ones; undefined if it has none of them. */
    function outside({ on }, { first, last }) {
      if (!on) return undefined;
      const [from, to] = on.map((day) => Date.parse(day) / DAYS);
      const years = /^\d{4}/.test(first) ? [""] : [...new Set(on.map((day) => `${day.slice(0, 4)}-`))];
      for (const year of years) {
        const [low, high] = [first, last].map((day) => Date.parse(`${year}${day}`) / DAYS);
        if (from <= high && to >= low) return Math.max(0, low - from) + Math.max(0, to - high);
      }
    }

    /* What is dated to the asked days and holds the other words, the nearest to those days first. */
    function dated({ rest, ...days }, hits) {
      if (!rest) {
        const near = entries.map((entry, id) => ({ id, away: outside(entry, days), kind: DATED.indexOf(entry.kind) }));
        return near.filter(({ away }) => away !== undefined).sort((a, b) => a.kind - b.kind || a.away - b.away)
          .slice(0, MOST_WORDS).map(({ id }) => ({ id, why: say("search_found_date", { date: entries[id].date }), marks: null }));
      }
      if (!searched(rest).length && !hits.length) return dated({ rest: "", ...days }, hits).filter(({ id }) => entries[id].kind === "event");
      const title = hits[0]?.tier > NEAR ? searched(entries[hits[0].id].title, exactly) : [];
      return worded([...searched(rest), ...title].map((hit) => ({ ...hit, away: outside(entries[hit.id], days) }))
        .filter(({ away }) => away !== undefined)
        .map((hit) => ({ ...hit, score: hit.score / (1 + hit.away / 3) })).sort((a, b) => b.score - a.score));
    }

    /* ---- all of it ---- */
    function doubted({ tier, near, score }, spelt, found) {
      if (tier === SPELT || near >= 0.97 || (score >= 0.88 && spelt.length > 1)) return false;
      return score < FAINT ? found.length > 0 : ordinary(spelt);
    }

    /* The words of a query beside the name that was found in it. */
    function beside(spelt, name) {
      const likeness = comparer();
      return spelt.filter((word) => likeness(heard(sounds(word)), name)[0] < 0.5).join(" ");
    }

    /* What stands first where a name was found among other words: an event or question that holds these, and the best page. */
    function together(hit, spelt, found) {
      const rest = beside(spelt, hit.name), events = new Map(entries[hit.id].events ?? []);
      const there = searched(rest).filter(({ id }) => events.has(id)).map(({ id }) => ({ id, why: events.get(id) }));
      const first = worded(found.filter(({ id }) => entries[id].kind === "event" || entries[id].kind === "question"));
      return [...(first.length ? first : there).slice(0, 1), ...worded(found).slice(0, FIRST - 1)].slice(0, FIRST - 1);
    }

    /* The results of a query, the surest first; some may come twice. */
    function plainly(query, hits) {
      const spelt = words(query), found = searched(query);
      const kept = hits.filter((hit) => hit.score >= hits[0].score - 0.3).slice(0, MOST_NAMED);
      const doubtful = kept.length > 0 && doubted(kept[0], spelt, found);
      const shown = doubtful ? kept.filter((hit) => hit.score >= SURE || hit.own) : kept;
      const pages = pagesOf(shown, spelt), events = eventsOf(shown, found), said = wordedFor(query, shown[0], found);
      if (doubtful) return [...said.slice(0, FIRST - 1), ...pages, ...said.slice(FIRST - 1), ...events];
      const part = spelt.length > 1 && shown.length && Math.min(shown[0].covers, shown[0].near) < ALL ? together(shown[0], spelt, found) : [];
      return [...pages.slice(0, 1), ...part, ...pages.slice(1), ...events, ...said];
    }

    function find(query) {
      const hits = named(query), days = dateIn(words(query), months);
      const plain = plainly(query, hits);
      const day = days && hits[0]?.how !== "name" && hits[0]?.how !== "used" ? dated(days, named(days.rest)) : [];
      const order = days?.rest ? [...day.slice(0, 1), ...plain.slice(0, FIRST - 1), ...day, ...plain] : [...day, ...plain];
      const seen = new Set();
      return order.filter(({ id }) => !seen.has(id) && seen.add(id)).map((result) => ({ ...result, entry: entries[result.id] }));
    }

    function pagesOf(hits, spelt) {
      const marks = new Set(spelt);
      return hits.map(({ id, name, tier, how }) => (
        { id, why: say(`search_found_${how}`, { name: name.text, users: name.users }), name: name.text, marks: tier === SPELT ? marks : null }));
    }

    /* The events of the first places and actors; where these are only a part of the query, first those that hold all its words. */
    function eventsOf(hits, found) {
      const events = hits.slice(0, FIRST).flatMap((hit) => (entries[hit.id].events ?? []).map(([id, why]) => ({ id, why })));
      if (!hits.length || hits[0].tier > NEAR) return events;
      const whole = new Set(found.map(({ id }) => id));
      return events.sort((a, b) => whole.has(b.id) - whole.has(a.id));
    }
    return { find, words, sounds };
  }

  window.chronicleFinder = finder;
})();
