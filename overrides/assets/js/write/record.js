/* A record as a value: what the schemas say of it, what is wrong with it, and its YAML. No page is
   needed for any of this. Data comes from write/data.js. */
(() => {
  "use strict";
  const write = window.chronicleWrite;
  const { names, dates } = write;
  let defs = names;

  /* ---- schemas ---------------------------------------------------------------------------------- */

  /* A schema with what it refers to in its place, as `named`; without the null that a blank is. */
  function resolved(schema) {
    if (schema.$ref) {
      const named = schema.$ref.split("/").pop();
      return { ...resolved(defs[named]), named, ...Object.fromEntries(Object.entries(schema).filter(([key]) => key !== "$ref")) };
    }
    if (!schema.anyOf) return schema;
    const full = schema.anyOf.filter((one) => one.type !== "null");
    const list = full.find((one) => one.items);
    const chosen = full.length === 2 && list && full.some((one) => one.$ref && one.$ref === list.items.$ref) ? [list] : full;
    if (chosen.length > 1) return chosen.length === schema.anyOf.length ? schema : { ...schema, anyOf: chosen };
    const { anyOf: _, ...rest } = schema;
    return { ...resolved(chosen[0]), ...rest };
  }

  const acceptsNull = (schema) => Boolean(schema.anyOf?.some((one) => one.type === "null"));

  /* What a field can be, as [id, name, more], or null; `free` if it may be another id as well. A word
     of the vocabulary has its label and what it means in one text. */
  function options(schema) {
    const named = (text = "") => (schema.named?.startsWith("word-") ? /^(.*?)\.(?: (.*))?$/s.exec(text)?.slice(1) ?? [text] : [text]);
    if (schema.enum) return { free: false, list: schema.rows ?? schema.enum.map((id, n) => [id, ...named(schema.enumDescriptions?.[n])]) };
    if (!schema.named || !schema.anyOf) return null;
    const parts = schema.anyOf.map((one) => options(resolved(one)));
    return { free: parts.includes(null), list: parts.flatMap((one) => one?.list ?? []) };
  }

  /* ---- what is wrong ------------------------------------------------------------------------------ */

  const INVISIBLE = new RegExp(write.invisible, "u");
  const kindOf = (value) => value === null ? "null" : Array.isArray(value) ? "array" : Number.isInteger(value) ? "integer" : typeof value;
  const among = (list, value) => list.includes(value) || (typeof value === "boolean" && list.includes(value ? "yes" : "no"));

  /* Every fault of a value as { path, fault, … }: the subset of JSON Schema that ours use. */
  function faults(schema, value, path = []) {
    const found = [];
    const add = (fault, more = {}) => found.push({ path, fault, ...more });
    if (schema === false) return [{ path, fault: "unwanted" }];
    if (schema.$ref) found.push(...faults(defs[schema.$ref.split("/").pop()], value, path));
    const kind = kindOf(value), types = [schema.type ?? kind].flat();
    if (!types.includes(kind) && !(kind === "integer" && types.includes("number"))) {
      add(types.includes("integer") && kind === "string" ? "integer" : "required");
      return found;
    }
    if (schema.enum && !among(schema.enum, value)) add("enum");
    if ("const" in schema && schema.const !== value) add("unwanted");
    if (kind === "string") found.push(...textFaults(schema, value, path));
    if (kind === "integer" && (value < schema.minimum || value > schema.maximum)) add("range");
    if (kind === "array") {
      if (value.length < (schema.minItems ?? 0)) add("required");
      if (schema.items) value.forEach((one, n) => found.push(...faults(schema.items, one, [...path, n])));
    }
    if (kind === "object") found.push(...keyFaults(schema, value, path));
    for (const one of schema.allOf ?? []) found.push(...faults(one, value, path));
    if (schema.not && fits(schema.not, value)) add("unwanted");
    if (schema.if) {
      const then = fits(schema.if, value) ? schema.then : schema.else;
      if (then) found.push(...faults(then, value, path));
    }
    for (const all of [schema.anyOf, schema.oneOf].filter(Boolean)) {
      const each = all.filter((one) => one.type !== "null" || value === null).map((one) => faults(one, value, path));
      const right = each.filter((one) => !one.length).length;
      if (right === 1 || (right && all === schema.anyOf)) continue;
      if (all.every((one) => one.required && !one.properties)) add("one", { keys: all.map((one) => one.required[0]) });
      else found.push(...(each.find((one) => !one.some(({ path: at }) => at.length === path.length)) ?? each[0]));
    }
    return found;
  }

  const fits = (schema, value) => !faults(schema, value).length;

  function textFaults(schema, value, path) {
    const found = [];
    if (INVISIBLE.test(value)) found.push({ path, fault: "invisible" });
    const right = !schema.pattern || new RegExp(schema.pattern, "u").test(value);
    if (!right || (schema.format === "edtf" && !isDate(value))) found.push({ path, fault: write.faults[schema.format] ? schema.format : "pattern" });
    if (value.length > (schema.maxLength ?? Infinity)) found.push({ path, fault: "length", most: schema.maxLength });
    return found;
  }

  function keyFaults(schema, value, path) {
    const there = (key) => key in value;
    const wanted = [...schema.required ?? []];
    for (const [key, others] of Object.entries(schema.dependentRequired ?? {})) if (there(key)) wanted.push(...others);
    const missing = [...new Set(wanted)].filter((key) => !there(key)).map((key) => ({ path: [...path, key], fault: "required" }));
    const given = Object.entries(schema.properties ?? {}).filter(([key]) => there(key));
    return [...missing, ...given.flatMap(([key, one]) => faults(one, value[key], [...path, key]))];
  }

  /* ---- dates ---------------------------------------------------------------------------------- */

  const DAY = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?([~?%]?)$/;
  const MONTHS = "january february march april may june july august september october november december".split(" ");

  function ends(part) {
    const [, year, month, day] = DAY.exec(part) ?? [];
    if (!year) return null;
    const last = new Date(Date.UTC(2000, month ?? 12, 0));
    last.setUTCFullYear(Number(year), month ?? 12, 0);
    if (Number(day ?? 1) > last.getUTCDate()) return null;
    return [`${year}-${month ?? "01"}-${day ?? "01"}`, `${year}-${month ?? "12"}-${day ?? String(last.getUTCDate())}`];
  }

  /* Whether a text in the form of EDTF is of the calendar, has an end, and runs forwards. */
  function isDate(text) {
    const parts = text.trim().split("/"), [begin, end] = parts.map((part) => ["", ".."].includes(part) ? "open" : ends(part));
    if (!begin || end === null) return false;
    if (parts.length === 1) return begin !== "open";
    return (begin !== "open" || end !== "open") && (begin === "open" || end === "open" || begin[0] <= end[1]);
  }

  /* A date that a person wrote, such as 4 May 1901, in the form of records; else the text as it is. */
  function asDate(text) {
    const plain = text.trim().replace(/(\d)(?:st|nd|rd|th)\b/gi, "$1");
    const two = (number) => String(number).padStart(2, "0");
    const parts = /^(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?\/*$/.exec(plain) ?? /^(\d{4})(\d\d)(\d\d)$/.exec(plain);
    if (parts) return [parts[1], ...parts.slice(2).filter(Boolean).map(two)].join("-");
    const words = plain.toLowerCase().split(/[\s,.]+/u).filter(Boolean);
    const month = (word) => [dates.months, MONTHS].map((all) => all.findIndex((name) => word.length > 2 && name.toLowerCase().startsWith(word))).find((n) => n >= 0);
    const named = words.map(month).findIndex((n) => n !== undefined);
    const numbers = words.filter((_, n) => n !== named), year = numbers.find((word) => /^[1-9]\d{3}$/.test(word));
    const day = numbers.find((word) => /^\d{1,2}$/.test(word));
    if (named < 0 || !year || words.length !== 2 + Boolean(day)) return text.trim();
    return [year, two(month(words[named]) + 1), ...(day ? [two(day)] : [])].join("-");
  }

  const filled = (text, values) => text.replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all);

  /* A date in words, as the pages write it. */
  function inWords(text) {
    const one = (part) => {
      const [, year, month, day, mark] = DAY.exec(part);
      const words = filled(day ? dates.day : month ? dates.month : dates.year, { year, month: dates.months[Number(month) - 1], day: Number(day) });
      const about = "~%".includes(mark || " ") ? filled(dates.about, { date: words }) : words;
      return "?%".includes(mark || " ") ? filled(dates.uncertain, { date: about }) : about;
    };
    const [begin, end] = text.trim().split("/").map((part) => ["", ".."].includes(part) ? "" : one(part));
    if (end === undefined) return begin;
    return begin && end ? filled(dates.range, { begin, end }) : begin ? filled(dates.from, { date: begin }) : filled(dates.by, { date: end });
  }

  /* ---- YAML ------------------------------------------------------------------------------------ */

  const WORD = /^[a-z][a-z0-9]*(?:[-#][a-z0-9]+)*$/;
  const MEANS_OTHER = new Set(["y", "n", "yes", "no", "on", "off", "true", "false", "null"]);
  const UNPRINTED = /[\x00-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufffe\uffff]/;
  const ESCAPED = new RegExp(UNPRINTED.source, "g");
  const LINE = 100;

  const quoted = (text) => JSON.stringify(text.toWellFormed?.() ?? text)
    .replace(ESCAPED, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`);

  /* Sentences as a block, which the eye reads better; every other text in quotation marks, unless it
     is a word that can be nothing else. */
  function scalar(value, indent) {
    if (value === null) return "";
    if (typeof value === "boolean") return value ? " yes" : " no";
    if (typeof value === "number") return ` ${value}`;
    if (WORD.test(value) && !MEANS_OTHER.has(value)) return ` ${value}`;
    if (value.length < 60 || value !== value.trim() || UNPRINTED.test(value) || / {2}/.test(value)) return ` ${quoted(value)}`;
    const lines = [""];
    for (const word of value.split(" ")) {
      if (lines.at(-1) && lines.at(-1).length + word.length >= LINE) lines.push("");
      lines.push(`${lines.pop()}${word} `);
    }
    return ` >-\n${lines.map((line) => indent + line.trimEnd()).join("\n")}`;
  }

  function yaml(value, indent = "") {
    if (Array.isArray(value)) {
      if (!value.length) return " []";
      if (value.every((one) => typeof one === "string" && WORD.test(one) && !MEANS_OTHER.has(one))) return ` [${value.join(", ")}]`;
      return value.map((one) => `\n${indent}- ${yaml(one, `${indent}  `).replace(/^\s+/, "")}`).join("");
    }
    if (typeof value !== "object" || value === null) return scalar(value, indent);
    return Object.entries(value).map(([key, one]) => `\n${indent}${key}:${yaml(one, `${indent}  `)}`).join("") || " {}";
  }

  /* A file: comments, which no character can end, and the record. */
  function file(value, comments = []) {
    const lines = comments.map((text) => `# ${text.replace(new RegExp(`(?:${UNPRINTED.source}|\\s)+`, "g"), " ").trim()}\n`);
    return `${lines.join("")}${yaml(value).trimStart()}\n`;
  }

  /* An id from words: letters without their marks, hyphens between. */
  const slug = (text) => text.normalize("NFD").replace(/[\p{M}'’]/gu, "").toLowerCase().split(/[^a-z0-9]+/).filter(Boolean).join("-");

  const use = (schema) => { defs = { ...names, ...schema.$defs }; };
  Object.assign(write, { use, resolved, acceptsNull, options, findFaults: faults, fits, isDate, asDate, inWords, filled, file, slug });
})();
