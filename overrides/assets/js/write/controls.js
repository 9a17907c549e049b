/* The fields of a form, made from a schema. Every control has `node`, `read()` (undefined if blank),
   `write(value)`, `at(path)` (the control of a value within) and `show(text)` (what is wrong). Texts
   are set as text only. */
(() => {
  "use strict";
  const write = window.chronicleWrite;
  const { texts, labels, helps, words, resolved, options, filled } = write;
  let last = 0;
  const newId = () => `write-${last += 1}`;

  function el(tag, given = {}, ...children) {
    const node = document.createElement(tag);
    for (const [key, value] of Object.entries(given)) {
      if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
      else if (value !== undefined && value !== false) node.setAttribute(key, value === true ? "" : value);
    }
    node.append(...children.filter((child) => child !== undefined && child !== ""));
    return node;
  }

  const changed = (node) => node.dispatchEvent(new Event("change", { bubbles: true }));
  const named = (table, key, owner) => table[`${owner}.${key}`] ?? table[key];
  const labelOf = (key, owner) => named(labels, key, owner) ?? key.replace(/[-_]/g, " ").replace(/^./, (letter) => letter.toUpperCase());
  const helpOf = (key, owner, schema) => named(helps, key, owner) ?? schema.description ?? "";
  const wordOf = (id, name) => name || (typeof id === "boolean" ? texts[id ? "yes" : "no"] : words[id] ?? id);
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

  /* A label, help, the control, a note on what was understood, and what is wrong. */
  function framed(what, input, ...more) {
    const id = newId(), fault = el("p", { class: "write-fault", id: `${id}-fault` });
    const help = what.help ? el("p", { class: "write-help", id: `${id}-help` }, what.help) : undefined;
    input.id = id;
    input.setAttribute("aria-describedby", `${help ? `${id}-help ` : ""}${id}-fault`);
    if (what.required) input.setAttribute("aria-required", "true");
    const mark = what.required === false ? el("span", { class: "write-optional" }, texts.optional) : undefined;
    const node = el("div", { class: `write-field${what.short ? " write-short" : ""}` }, el("label", { for: id }, what.label, ...(mark ? [" ", mark] : [])), input, ...more, help, fault);
    node.addEventListener("focusout", () => { node.dataset.touched = ""; });
    const show = (text) => { fault.textContent = text; input.setAttribute("aria-invalid", text ? "true" : "false"); };
    return { node, show, what, input, at: () => null };
  }

  const WIDE = new Set(["title", "URL", "url", "id", "described"]);

  /* ---- one value ----------------------------------------------------------------------------------- */

  function textControl(schema, what) {
    const long = ["sentences", "few-words"].includes(schema.format) || ["was", "now", "why"].includes(what.key);
    const input = el(long ? "textarea" : "input", { dir: "auto", autocomplete: "off", rows: long ? 2 : undefined, type: long ? undefined : "text" });
    const fixed = ["id", "address", "language", "edtf"].includes(schema.format);
    if (fixed) for (const [key, value] of [["spellcheck", "false"], ["autocapitalize", "none"]]) input.setAttribute(key, value);
    const whole = [schema.type].flat().includes("integer") && !fixed;
    if (whole) input.setAttribute("inputmode", "numeric");
    if (schema.format === "address") input.setAttribute("inputmode", "url");
    const note = el("p", { class: "write-note" });
    const control = framed({ ...what, short: !long && !WIDE.has(what.key) }, input, note);
    const tell = () => {
      const text = input.value.trim(), count = text ? text.split(/\s+/).length : 0;
      if (schema.format === "edtf") note.textContent = write.isDate(text) && write.fits(schema, text) ? filled(texts.read_as, { date: write.inWords(text) }) : "";
      if (schema.format === "few-words") note.textContent = count ? filled(texts.counted, { n: count, most: 20 }) : "";
    };
    if (schema.format === "edtf") input.addEventListener("change", () => { input.value = write.asDate(input.value); });
    for (const name of ["input", "change"]) input.addEventListener(name, tell);
    return {
      ...control,
      read: () => {
        const text = fixed ? input.value.trim() : input.value;
        if (!text.trim()) return undefined;
        return whole && /^\d{1,15}$/.test(text.trim()) ? Number(text) : text;
      },
      write: (value) => { input.value = value; tell(); },
    };
  }

  function choiceControl(schema, what) {
    const select = el("select"), control = framed({ ...what, short: true }, select, el("p", { class: "write-note" }));
    const note = control.node.querySelector(".write-note");
    let list = [];
    const tell = () => { note.textContent = list[select.value]?.[2] ?? ""; };
    const fill = (given) => {
      if (JSON.stringify(given) === JSON.stringify(list)) return;
      const before = list[select.value]?.[0];
      list = given;
      select.replaceChildren(el("option", { value: "" }, texts.choose), ...list.map(([id, name], n) => el("option", { value: n }, wordOf(id, name))));
      select.value = list.findIndex(([id]) => id === before);
      if (select.selectedIndex < 0) select.value = "";
    };
    const all = options(schema).list;
    fill(all.some(([id]) => id === true) ? [[true, ""], [false, ""]] : all);
    select.addEventListener("change", tell);
    return {
      ...control, fill,
      read: () => list[select.value]?.[0],
      write: (value) => { select.value = list.findIndex(([id]) => id === value); tell(); },
    };
  }

  /* A record by its name: a field with a list of what fits, for one id or for many. */
  function pickerControl(schema, what, many) {
    const { list } = options(schema), MOST = 30;
    const searched = list.map(([id, name]) => plain(`${name} ${id}`));
    const nameOf = (id) => list.find(([one]) => one === id)?.[1] || words[id] || id;
    const box = el("ul", { class: "write-options", role: "listbox", id: newId(), "aria-label": what.label, hidden: true });
    const input = el("input", { type: "text", role: "combobox", dir: "auto", "aria-expanded": "false", "aria-controls": box.id, "aria-autocomplete": "list", autocomplete: "off", spellcheck: "false", placeholder: texts.type_name });
    const note = el("p", { class: "write-note" }), chips = el("ul", { class: "write-chips" });
    const control = framed({ ...what, short: !many }, el("div"), note);
    const { id } = control.input;
    input.id = id;
    for (const name of ["aria-describedby", "aria-required"]) if (control.input.hasAttribute(name)) input.setAttribute(name, control.input.getAttribute(name));
    control.input.replaceWith(...(many ? [chips] : []), el("div", { class: "write-picker" }, input, box));
    let chosen = [], active = -1;

    const close = () => { box.hidden = true; active = -1; input.setAttribute("aria-expanded", "false"); input.removeAttribute("aria-activedescendant"); };
    const choose = (one) => {
      if (many) { if (!chosen.includes(one)) chosen.push(one); input.value = ""; } else { chosen = [one]; input.value = nameOf(one); }
      draw();
      close();
      changed(input);
    };
    function draw() {
      if (!many) { note.textContent = chosen.length && nameOf(chosen[0]) !== chosen[0] ? chosen[0] : ""; return; }
      chips.replaceChildren(...chosen.map((one) => el("li", {}, el("bdi", {}, nameOf(one)), el("button", {
        type: "button", "aria-label": filled(texts.remove, { what: nameOf(one) }), onclick: () => { chosen = chosen.filter((other) => other !== one); draw(); input.focus(); changed(input); },
      }, "×"))));
    }
    function open() {
      const wanted = plain(input.value).split(/\s+/).filter(Boolean);
      const found = [...list.keys()].filter((n) => wanted.every((word) => searched[n].includes(word)) && !(many && chosen.includes(list[n][0])));
      const rows = found.slice(0, MOST).map((n) => el("li", {
        role: "option", id: `${box.id}-${n}`, "aria-selected": "false", onpointerdown: (event) => event.preventDefault(), onclick: () => choose(list[n][0]),
      }, el("bdi", {}, nameOf(list[n][0])), el("small", {}, list[n][2] || list[n][0])));
      const more = found.length - rows.length;
      const hint = !found.length ? texts.none_found : more ? filled(texts.more_found, { n: more }) : "";
      box.replaceChildren(...rows, ...(hint ? [el("li", { role: "option", "aria-disabled": "true", "aria-selected": "false" }, hint)] : []));
      box.hidden = false;
      active = -1;
      input.setAttribute("aria-expanded", "true");
    }
    function move(step) {
      if (box.hidden) open();
      const rows = [...box.querySelectorAll("[id]")];
      rows[active]?.setAttribute("aria-selected", "false");
      active = (active + step + rows.length) % rows.length;
      rows[active]?.setAttribute("aria-selected", "true");
      rows[active]?.scrollIntoView({ block: "nearest" });
      if (rows[active]) input.setAttribute("aria-activedescendant", rows[active].id);
    }
    const keys = {
      ArrowDown: () => move(1),
      ArrowUp: () => move(active < 0 ? 0 : -1),
      Enter: () => { const rows = [...box.querySelectorAll("[id]")]; if (!box.hidden && rows.length) (rows[active] ?? rows[0]).click(); },
      Escape: close,
    };
    input.addEventListener("keydown", (event) => {
      if (!keys[event.key]) return;
      event.preventDefault();
      keys[event.key]();
    });
    input.addEventListener("input", () => { if (!many) { chosen = []; draw(); } open(); });
    input.addEventListener("click", open);
    input.addEventListener("blur", () => {
      const text = input.value.trim(), exact = list.filter(([one, name]) => plain(name) === plain(text) || one === text);
      if (!box.hidden && text && !(!many && chosen.length) && exact.length === 1) choose(exact[0][0]);
      close();
    });
    return {
      ...control, input,
      show: (text) => { control.show(text); input.setAttribute("aria-invalid", text ? "true" : "false"); },
      read: () => {
        const typed = input.value.trim();
        if (many) return chosen.length || typed ? [...chosen, ...(typed ? [typed] : [])] : undefined;
        return chosen[0] ?? (typed || undefined);
      },
      write: (value) => { chosen = many ? [...value] : [value]; if (!many) input.value = nameOf(value); draw(); },
    };
  }

  /* Whether a field takes words of a list in which there are none. */
  function wordless(schema) {
    const full = resolved(schema), found = options(full.items ? resolved(full.items) : full);
    return Boolean(found && !found.free && !found.list.length);
  }

  /* ---- values of several parts -------------------------------------------------------------------- */

  function objectControl(schema, what, leave) {
    const owner = schema.title, children = new Map(), edited = new Set();
    const first = write.open[owner] ?? [], required = schema.required ?? [], sometimes = conditional(schema);
    const usable = Object.keys(schema.properties).filter((key) => !leave?.(schema.properties[key]) && !wordless(schema.properties[key]));
    const open = [...new Set([...first, ...required])].filter((key) => usable.includes(key));
    const more = usable.filter((key) => !open.includes(key));
    const child = (key) => {
      const one = schema.properties[key], inside = resolved(one), nullable = write.acceptsNull(one);
      const needed = required.includes(key) && !nullable;
      const made = control(one, {
        key, owner, label: labelOf(key, owner), help: helpOf(key, owner, inside),
        begun: what.bare && first.includes(key), needed: needed && Boolean(inside.properties),
        required: needed || (open.includes(key) && !sometimes.has(key) ? false : undefined),
      });
      children.set(key, { made, nullable: nullable && required.includes(key), schema: inside });
      return made.node;
    };
    const grid = (keys) => el("div", { class: "write-grid" }, ...keys.map(child));
    const body = [grid(open), more.length ? el("details", { class: "write-more" }, el("summary", {}, texts.more), grid(more)) : ""];
    const fault = el("p", { class: "write-fault" });
    const node = what.bare ? el("div", {}, ...body, fault) : el("fieldset", {}, el("legend", {}, what.label), what.help ? el("p", { class: "write-help" }, what.help) : "", ...body, fault);

    /* Answers depend on the question that was chosen, and an id is proposed from what is said. */
    node.addEventListener("change", (event) => {
      const value = read() ?? {};
      for (const condition of conditionsOf(schema)) {
        if (!write.fits(condition.if, value)) continue;
        for (const [key, one] of Object.entries(condition.then.properties ?? {})) {
          if (one.enum) children.get(key)?.made.fill?.(options(one).list);
        }
      }
      const id = children.get("id");
      if (id && event.target === id.made.input) { if (event.isTrusted) edited.add("id"); } else if (id && !edited.has("id")) id.made.write(proposed(owner, value));
    });
    const read = () => {
      const value = {};
      for (const [key, { made, nullable }] of children) {
        const one = made.read();
        if (one !== undefined) value[key] = one;
        else if (nullable) value[key] = null;
      }
      const id = children.has("id") && !edited.has("id") && Object.keys(value).length === 1 && "id" in value;
      return Object.values(value).every((one) => one === null) && !what.needed || id ? undefined : value;
    };
    return {
      node, what, read,
      write: (value) => { for (const [key, one] of Object.entries(value)) children.get(key)?.made.write(one); changed(node); },
      at: (key) => children.get(key)?.made,
      show: (text) => { fault.textContent = text; },
    };
  }

  /* The keys that some conditions ask for. */
  function conditional(schema) {
    const then = [...conditionsOf(schema).map((one) => one.then), ...schema.oneOf ?? [], ...schema.anyOf ?? []];
    return new Set([...then.flatMap((one) => [...one.required ?? [], ...Object.keys(one.properties ?? {})]), ...Object.values(schema.dependentRequired ?? {}).flat()]);
  }

  const conditionsOf = (schema) => (schema.allOf ?? []).flatMap((one) => one.if ? [one] : conditionsOf(resolved(one)));

  /* An id from the first words of the fields that name a thing. */
  function proposed(owner, value) {
    const text = (one) => (typeof one === "string" ? one : Array.isArray(one) ? one[0]?.text ?? "" : "");
    const parts = (write.namedAfter[owner] ?? []).map((key) => text(value[key])).filter(Boolean);
    const wordsIn = (part) => write.slug(part).split("-").filter(Boolean);
    const all = parts.flatMap((part) => (/^\d{4}/.test(part) ? [write.slug(part)] : wordsIn(part).slice(0, parts.length > 1 ? 3 : 6)));
    return all.join("-").slice(0, 60).replace(/-$/, "");
  }

  /* A list: of several entries that can be added and removed. */
  function listControl(schema, what) {
    const item = resolved(schema.items), entries = [];
    const holder = el("div"), fault = el("p", { class: "write-fault" });
    const add = el("button", { type: "button", class: "write-add", onclick: () => { grow().node.querySelector("input, select, textarea")?.focus(); changed(node); } });
    const node = el("div", { class: "write-list" }, ...(item.properties ? [] : [el("p", { class: "write-label" }, what.label)]), holder, add, what.help && !what.begun ? el("p", { class: "write-help" }, what.help) : "", fault);
    const kept = () => entries.filter((one) => one.made.read() !== undefined);
    function name() { add.textContent = filled(entries.length ? texts.another : texts.add, { what: what.label }); }
    function grow() {
      const made = control(schema.items, { ...what, help: what.begun && !entries.length ? what.help : "", required: undefined, bare: false });
      const entry = { made };
      const remove = el("button", { type: "button", class: "write-remove", onclick: () => { entries.splice(entries.indexOf(entry), 1); row.remove(); name(); add.focus(); changed(node); } }, filled(texts.remove, { what: what.label }));
      const row = el("div", { class: "write-entry" }, made.node, remove);
      entries.push(entry);
      holder.append(row);
      name();
      return made;
    }
    name();
    if (what.begun && item.properties) grow();
    return {
      node, what,
      read: () => (kept().length ? kept().map((one) => one.made.read()) : undefined),
      write: (value) => { holder.replaceChildren(); entries.length = 0; value.forEach((one) => grow().write(one)); },
      at: (n) => (kept()[n] ?? entries[n])?.made,
      show: (text) => { fault.textContent = text; },
    };
  }

  /* One of several forms: words to choose among, then what the other forms ask for. */
  function formsControl(schema, what) {
    const forms = schema.anyOf.map(resolved);
    const few = (one) => one.enum && !/^(source|event|question|actor|place|statement)$/.test(one.named ?? "");
    const short = forms.find((one) => one.named);
    const choices = forms.flatMap((one, n) => few(one)
      ? options(one).list.map(([id, name]) => ({ word: id, label: wordOf(id, name) }))
      : [{ form: one, label: named(labels, `${what.key}/${n}`, what.owner) ?? one.title ?? what.label }]);
    const select = el("select", {}, el("option", { value: "" }, texts.choose), ...choices.map(({ label }, n) => el("option", { value: n }, label)));
    const control = framed(what, select), below = el("div", { class: "write-below" });
    control.node.append(below);
    let inside = null;
    const choose = () => {
      const { form } = choices[select.value] ?? {};
      const part = { ...what, label: choices[select.value]?.label, help: "", required: true, needed: true, begun: true, bare: Boolean(form?.properties) };
      inside = form ? window.chronicleWrite.control(form, part, (one) => short && JSON.stringify(one).includes(`/${short.named}"`)) : null;
      below.replaceChildren(...(inside ? [inside.node] : []));
    };
    select.addEventListener("change", choose);
    return {
      ...control,
      read: () => choices[select.value]?.word ?? inside?.read(),
      write: (value) => {
        const n = choices.findIndex(({ word, form }) => (word ? word === value : !choices.some((one) => one.word === value) && (typeof value === "string" ? !form.properties && !form.items : Array.isArray(value) === Boolean(form.items))));
        select.value = n;
        choose();
        inside?.write(value);
      },
      at: (key) => inside?.at?.(key),
      show: (text) => (inside && !inside.at?.("") && inside.show && inside.input ? inside.show(text) : control.show(text)),
    };
  }

  function control(schema, what, leave) {
    const full = resolved(schema);
    if (full.properties) return objectControl(full, what, leave);
    if (full.items) {
      const item = resolved(full.items);
      return options(item) ? pickerControl(item, what, true) : listControl(full, what);
    }
    if (full.anyOf && !full.named) return formsControl(full, what);
    if (!options(full)) return what.key === "position" ? choiceControl({ enum: [] }, what) : textControl(full, what);
    const short = !full.named || full.named.startsWith("word-");
    return short ? choiceControl(full, what) : pickerControl(full, what, false);
  }

  Object.assign(write, { el, control, proposed, labelOf });
})();
