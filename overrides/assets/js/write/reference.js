/* One reference, as RIS, BibTeX or CSL JSON, as the first fields of a source. Nothing is guessed: what
   a field does not take as it is comes back with its key. */
(() => {
  "use strict";
  const write = window.chronicleWrite;

  /* Where each field comes from: keys of CSL JSON, BibTeX (small letters) and RIS (two capitals). */
  const KEYS = {
    type: ["type", "entry type", "TY"],
    title: ["title", "TI", "T1", "BT"],
    "container-title": ["container-title", "journaltitle", "journal", "booktitle", "JF", "T2", "JO", "JA", "J2"],
    publisher: ["publisher", "institution", "organization", "PB"],
    "publisher-place": ["publisher-place", "location", "address", "CY", "PP"],
    page: ["page", "pages", "SP"],
    ISBN: ["ISBN", "isbn", "SN"],
    URL: ["URL", "url", "UR", "DOI", "doi", "DO"],
    language: ["language", "langid", "LA"],
    issued: ["issued", "date", "DA", "year", "Y1", "PY"],
  };
  const AUTHORS = ["author", "A1", "AU"];
  const TYPES = {
    BLOG: "post-weblog", BOOK: "book", CHAP: "chapter", ELEC: "webpage", ENCYC: "entry-encyclopedia", JOUR: "article-journal",
    MGZN: "article-magazine", NEWS: "article-newspaper", PCOMM: "personal_communication", RPRT: "report", WEB: "webpage",
    "@article": "article-journal", "@book": "book", "@inbook": "chapter", "@incollection": "chapter", "@online": "webpage",
    "@report": "report", "@techreport": "report",
  };
  const LANGUAGES = { english: "en", arabic: "ar", french: "fr", german: "de", spanish: "es" };
  /* Notes, abstracts and files on someone's disk: never for a public file. */
  const OWN = new Set(["id", "citation-key", "abstract", "accessed", "annote", "note", "keyword", "keywords", "file", "urldate", "timestamp",
    "ID", "AB", "N1", "N2", "KW", "L1", "L2", "L3", "L4", "Y2", "DB", "DP"]);

  const put = (entry, key, value) => { (entry[key] ??= []).push(value); };

  /* ---- the three forms: each gives a list of references, { key: [value, …] } --------------------- */

  function ris(text) {
    const found = [];
    for (const line of text.split(/\r\n?|\n/)) {
      const [, tag, value] = /^([A-Z][A-Z0-9]) {0,2}-(?: (.*)|$)/.exec(line) ?? [];
      if (tag === "TY") found.push({});
      const entry = found.at(-1);
      if (!entry || tag === "ER") continue;
      if (tag && value?.trim()) put(entry, tag, value.trim());
      else if (!tag && line.trim()) entry[Object.keys(entry).at(-1)].push(`${entry[Object.keys(entry).at(-1)].pop()} ${line.trim()}`);
    }
    for (const entry of found) {
      if (entry.SP && entry.EP) entry.SP = [`${entry.SP[0]}-${entry.EP[0]}`];
      if (entry.SP) delete entry.EP;
    }
    return found;
  }

  function csl(text) {
    const all = JSON.parse(text), items = Array.isArray(all) ? all : all.items ?? [all];
    return items.map((item) => Object.fromEntries(Object.entries(item).map(([key, value]) => [key, Array.isArray(value) ? value : [value]])));
  }

  const ACCENTS = { "'": "\u0301", "`": "\u0300", '"': "\u0308", "^": "\u0302", "~": "\u0303", "=": "\u0304", ".": "\u0307", c: "\u0327", v: "\u030c", u: "\u0306", H: "\u030b", k: "\u0328" };
  const SIGNS = { ss: "ß", o: "ø", O: "Ø", ae: "æ", AE: "Æ", oe: "œ", aa: "å", AA: "Å", l: "ł", L: "Ł", i: "ı", dh: "ð", th: "þ" };

  const plainTex = (text) => text
    .replace(/\\([cvuHk](?![a-zA-Z])|['`"^~=.])\s*\{?\\?([a-zA-Z])\}?/g, (_, accent, letter) => (letter + ACCENTS[accent]).normalize("NFC"))
    .replace(/\\([a-zA-Z]+)(?:\{\}|\s|(?![a-zA-Z]))/g, (all, name) => SIGNS[name] ?? all)
    .replace(/\\([&%$#_{}])/g, "$1").replace(/[{}]/g, "").replace(/\s+/g, " ").trim();

  /* What is between the brace or quotation mark at `from` and its partner; bare words up to a comma. */
  function texValue(text, from) {
    const open = text[from], inside = open === "{" || open === '"';
    for (let at = from + (inside ? 1 : 0), depth = 0; at < text.length; at += 1) {
      if (text[at] === "\\") { at += 1; continue; }
      if (!depth && (inside ? text[at] === (open === "{" ? "}" : '"') : /[,}\n]/.test(text[at]))) return [text.slice(inside ? from + 1 : from, at), at + (inside ? 1 : 0)];
      depth += (text[at] === "{") - (text[at] === "}");
    }
    return [text.slice(from + (inside ? 1 : 0)), text.length];
  }

  function bibtex(text) {
    return [...text.matchAll(/@(\w+)\s*\{\s*([^,\s]*)\s*,/g)].filter(([, type]) => !/^(comment|string|preamble)$/i.test(type)).map((begin) => {
      const entry = { "entry type": [`@${begin[1].toLowerCase()}`] };
      const field = /\s*,?\s*([\w-]+)\s*=\s*/y;
      field.lastIndex = begin.index + begin[0].length;
      for (let match = field.exec(text); match; match = field.exec(text)) {
        const [value, end] = texValue(text, field.lastIndex), key = match[1].toLowerCase();
        if (key === "author") value.split(/\s+and\s+/).forEach((name) => put(entry, key, /^\{.*\}$/.test(name) ? { literal: plainTex(name) } : plainTex(name)));
        else put(entry, key, plainTex(value));
        field.lastIndex = end;
      }
      if (entry.pages) entry.pages = entry.pages.map((pages) => pages.replace(/[-–]+/g, "-"));
      if (entry.year && entry.month) entry.year = [`${entry.day?.[0] ?? ""} ${entry.month[0]} ${entry.year[0]}`.trim()];
      if (entry.year && write.asDate(entry.year[0]) !== entry.year[0]) { delete entry.month; delete entry.day; }
      return entry;
    });
  }

  /* ---- fields ------------------------------------------------------------------------------------ */

  function asText(value) {
    if (value === null || typeof value !== "object") return String(value ?? "").replace(/<\/?(?:i|b|em|strong|sub|sup|span)(?: [^>]*)?>/g, "").trim();
    const parts = value["date-parts"]?.[0]?.filter((part) => part !== "");
    if (parts) return parts.map((part, n) => String(part).padStart(n ? 2 : 4, "0")).join("-");
    return value.raw ?? value.literal ?? JSON.stringify(value);
  }

  const converted = {
    type: (text) => TYPES[text] ?? text,
    language: (text) => LANGUAGES[text.toLowerCase()] ?? text.replace("_", "-"),
    issued: (text) => write.asDate(text),
    URL: (text) => /^10\.\d+\/\S+$/.test(text) ? `https://doi.org/${text}` : text,
  };

  function author(value) {
    if (typeof value === "object" && value) {
      if (value.literal || !value.family) return { literal: value.literal ?? value.given ?? "" };
      const particle = ["dropping-particle", "non-dropping-particle"].map((key) => value[key]).filter(Boolean).join(" ");
      const family = particle ? `${particle}${/[-’']$/.test(particle) ? "" : " "}${value.family}` : value.family;
      return value.given ? { family, given: [value.given, value.suffix].filter(Boolean).join(", ") } : { family };
    }
    const [family, ...given] = String(value).split(/,\s*/);
    return given.length ? { family, given: given.join(", ") } : { literal: family };
  }

  /* The fields that a source takes, what has no field, and the keys that are not for a public file. */
  function read(text, schema) {
    let entries = [];
    try {
      entries = /^\s*[[{]/.test(text) ? csl(text) : /^\s*TY {0,2}-/m.test(text) ? ris(text) : bibtex(text);
    } catch { /* none of the three */ }
    if (entries.length !== 1) return { count: entries.length };
    const [entry] = entries, values = {}, own = [];
    for (const key of Object.keys(entry)) if (OWN.has(key)) { own.push(key); delete entry[key]; }
    for (const [field, keys] of Object.entries(KEYS)) {
      const given = keys.flatMap((key) => (entry[key] ?? []).map((raw) => [key, raw, (converted[field] ?? String)(asText(raw))]));
      const right = given.filter(([, , value]) => value && write.fits(schema.properties[field], value));
      /* Of several dates the most precise one. */
      const [, , value] = (field === "issued" ? right.sort((a, b) => b[2].length - a[2].length) : right)[0] ?? [];
      if (value === undefined) continue;
      values[field] = value;
      const same = (raw) => { const other = (converted[field] ?? String)(asText(raw)); return other === value || (field === "issued" && value.startsWith(other)); };
      for (const key of keys) if (entry[key]) entry[key] = entry[key].filter((raw) => !same(raw));
    }
    const people = AUTHORS.flatMap((key) => entry[key] ?? []).filter((one) => one !== "others");
    if (people.length) values.author = people.map(author);
    for (const key of AUTHORS) if (entry[key]) entry[key] = entry[key].filter((one) => one === "others");
    const rest = Object.entries(entry).flatMap(([key, all]) => all.map((one) => [key, asText(one)])).filter(([, one]) => one);
    return { count: 1, values, rest, own };
  }

  write.readReference = read;
})();
