/* The page on which a record is written: the form of a kind, what is wrong beside each field, and
   the file to copy, download or propose. Nothing is stored, and nothing is sent but by a link that
   the reader follows. */
(() => {
  "use strict";
  const write = window.chronicleWrite;
  const place = document.querySelector(".write");
  if (!write?.control || !place) return;
  const { texts, kinds, names, el, control, filled } = write;
  const MOST_OF_ADDRESS = 8000, MOST_OF_LETTER = 2000;     /* characters that hosts and mail programs take */

  /* The names of statements are those of their list. */
  const statements = (window.chronicleRows ?? []).map(([, , lead, body, , , label, path]) => [
    path.replace(/^.*\//, "").replace(".html", ""), body, `${lead} · ${label}`]);
  names.statement = { type: "string", enum: statements.map(([id]) => id), enumDescriptions: statements.map(([, says]) => says), rows: statements };

  let kind, root, comments = [], dirty = false, idEdited = false;
  const form = el("form", { class: "write-form", novalidate: true, autocomplete: "off" });
  form.addEventListener("submit", (event) => event.preventDefault());

  /* ---- the result ------------------------------------------------------------------------------------ */

  const count = el("p", { class: "write-count", role: "status" }), list = el("ul", { class: "write-faults" });
  const shown = el("pre", { class: "write-file", tabindex: "0" }, el("code")), path = el("code");
  const said = el("p", { class: "write-note", role: "status" });
  const propose = el("a", { class: "write-button write-first", target: "_blank", rel: "noopener noreferrer" }, texts.propose);
  const proposing = el("p", { class: "write-help" });
  const letter = el("a", { class: "write-button" }, texts.letter);
  const download = el("button", { type: "button", class: "write-button", onclick: save }, texts.download);
  const copy = el("button", { type: "button", class: "write-button", onclick: copied }, texts.copy);
  const then = el("p", { class: "write-help" });
  const idControl = control({ type: "string", format: "id", pattern: "^[a-z0-9]+(?:-[a-z0-9]+)*$", maxLength: 80 }, { key: "", owner: "", label: texts.id, help: texts.id_help, required: true });
  idControl.input.addEventListener("input", () => { idEdited = idControl.input.value !== ""; });
  const result = el("section", { class: "write-result", "aria-label": texts.file },
    el("h2", {}, texts.file), idControl.node, count, list, el("p", { class: "write-path" }, path), shown,
    el("div", { class: "write-buttons", onclick: () => { form.dataset.all = ""; check(); } }, propose, download, copy, letter), said, proposing, then);

  const fileName = () => `${idControl.read() || "___"}.yml`;
  const text = () => write.file(root.read() ?? {}, comments);

  function save() {
    const link = el("a", { href: URL.createObjectURL(new Blob([text()], { type: "text/yaml" })), download: fileName() });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href));
  }

  async function copied() {
    try {
      await navigator.clipboard.writeText(text());
    } catch {
      getSelection().selectAllChildren(shown);
      document.execCommand("copy");
    }
    said.textContent = texts.copied;
  }

  function offer() {
    const { folder, new: host, upload } = kinds[kind], file = `${folder}/${fileName()}`;
    const value = text();
    path.textContent = file;
    shown.firstChild.textContent = value;
    const address = `${host}?filename=${encodeURIComponent(file)}&value=${encodeURIComponent(value)}`;
    const fits = address.length <= MOST_OF_ADDRESS;
    propose.hidden = !host || !fits;
    propose.href = fits ? address : "";
    proposing.replaceChildren(...(!host ? [texts.no_host] : fits ? [texts.propose_help] : [
      `${filled(texts.too_long, { most: MOST_OF_ADDRESS.toLocaleString() })} `, el("a", { href: upload, target: "_blank", rel: "noopener noreferrer" }, texts.upload), "."]));
    letter.hidden = !write.contact;
    const subject = encodeURIComponent(filled(texts.letter_subject, { file }));
    const mail = (body) => `mailto:${write.contact}?subject=${subject}&body=${encodeURIComponent(body)}`;
    letter.href = mail(value).length <= MOST_OF_LETTER ? mail(value) : mail(texts.letter_attach);
    const about = kind === "correction" ? (root.read()?.statements ?? []).map((id) => id.split("#")[0]) : [];
    then.textContent = about.length ? filled(texts.then, { file: `data/sources/${about[0]}.yml` }) : "";
    said.textContent = "";
  }

  /* ---- what is wrong --------------------------------------------------------------------------------- */

  function sentence({ fault, keys, most }, owner) {
    return filled(write.faults[fault], { keys: keys?.map((key) => write.labelOf(key, owner)).join(", "), most });
  }

  /* The nearest control of a path, and the names on the way to it. */
  function found(steps) {
    let at = root;
    const way = [];
    for (const step of steps) {
      const next = at.at?.(step);
      if (!next) break;
      if (typeof step === "string" || steps.length === 1) way.push(next.what.label);
      at = next;
    }
    return { at, way };
  }

  function check() {
    const value = root.read() ?? {}, schema = kinds[kind].schema;
    const wrong = write.findFaults(schema, value).map((one) => ({ ...one, ...found(one.path) }));
    const id = idControl.read(), known = Object.keys(names).filter((key) => names[key].enum && !key.startsWith("word-"));
    const idFault = !id ? "required" : /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(id) ? known.some((key) => names[key].enum.includes(id)) ? "taken" : "" : "id";
    if (idFault) wrong.push({ fault: idFault, at: idControl, way: [texts.id] });
    for (const one of shownFaults) one.show?.("");
    shownFaults = [];
    const below = (one, other) => (one.node.compareDocumentPosition(other.node) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1);
    const first = new Map(wrong.reverse().map((one) => [one.at, one]).sort(([one], [other]) => below(one, other)));
    for (const [at, one] of first) {
      if (!at.node.hasAttribute("data-touched") && form.dataset.all === undefined) continue;
      at.show?.(sentence(one, ownerOf(one)));
      shownFaults.push(at);
    }
    count.textContent = first.size ? filled(texts.missing, { n: first.size }) : texts.complete;
    count.classList.toggle("write-complete", !first.size);
    list.replaceChildren(...[...first].map(([at, one]) => el("li", {}, el("button", {
      type: "button", onclick: () => go(at, one),
    }, one.way.join(" › ") || texts.file), ` ${sentence(one, ownerOf(one))}`)));
  }
  let shownFaults = [];
  const ownerOf = ({ at }) => at.what?.owner ?? "";

  function go(at, one) {
    for (let box = at.node; box; box = box.parentElement) if (box.tagName === "DETAILS") box.open = true;
    at.show?.(sentence(one, ownerOf(one)));
    shownFaults.push(at);
    const target = at.input ?? at.node.querySelector("input, select, textarea, button");
    target.focus();
    target.scrollIntoView({ block: "center" });
  }

  function changed() {
    const value = root.read() ?? {};
    if (!idEdited) idControl.write(write.proposed(kind, value));
    check();
    offer();
  }
  for (const name of ["input", "change", "focusout"]) form.addEventListener(name, (event) => {
    if (event.type === "input") dirty = true;
    if (!result.contains(event.target) || event.type === "input") changed();
  });
  addEventListener("beforeunload", (event) => { if (dirty) event.preventDefault(); });

  /* ---- a reference ------------------------------------------------------------------------------------- */

  function reference() {
    const area = el("textarea", { rows: 5, id: "write-reference", dir: "auto", spellcheck: "false", "aria-describedby": "write-reference-help" });
    const file = el("input", { type: "file", id: "write-reference-file", accept: ".ris,.bib,.json,.txt" });
    const told = el("div", { class: "write-told", role: "status" });
    const read = () => {
      const { count: number, values, rest, own } = write.readReference(area.value, kinds.source.schema);
      if (number !== 1) { told.replaceChildren(el("p", {}, number ? filled(texts.reference_many, { n: number }) : texts.reference_none)); return; }
      root.write(values);
      comments = rest.map(([key, value]) => `${texts.reference_comment} ${key}: ${value}`);
      dirty = true;
      const lines = [
        filled(texts.reference_filled, { fields: Object.keys(values).map((key) => write.labelOf(key, "Source")).join(", ") }),
        rest.length ? filled(texts.reference_rest, { keys: rest.map(([key]) => key).join(", ") }) : "",
        own.length ? filled(texts.reference_left, { keys: own.join(", ") }) : ""];
      told.replaceChildren(...lines.filter(Boolean).map((line) => el("p", {}, line)));
      changed();
    };
    file.addEventListener("change", async () => { if (file.files[0]) { area.value = await file.files[0].text(); read(); } });
    return el("details", { class: "write-reference" }, el("summary", {}, texts.reference), el("p", { class: "write-help", id: "write-reference-help" }, texts.reference_help),
      el("label", { for: area.id }, texts.reference_text), area, el("label", { for: file.id }, texts.reference_file), file,
      el("button", { type: "button", class: "write-button", onclick: read }, texts.reference_read), told);
  }

  /* ---- the kind, and what an address fills in ------------------------------------------------------------ */

  const choice = el("fieldset", { class: "write-kinds" }, el("legend", {}, texts.what), ...Object.keys(kinds).map((name) => el("label", {},
    el("input", { type: "radio", name: "kind", value: name, onchange: () => begin(name) }), el("span", {}, texts[name]))));
  const about = el("p", { class: "write-about" }), body = el("div");

  function begin(name) {
    kind = name;
    comments = [];
    idEdited = false;
    choice.querySelector(`[value=${name}]`).checked = true;
    const { schema } = kinds[name];
    write.use(schema);
    root = control(schema, { bare: true, needed: true, label: "" });
    about.textContent = texts[`about_${name}`];
    body.replaceChildren(...(name === "source" ? [reference()] : []), root.node);
    changed();
  }

  form.append(el("p", { class: "write-private" }, texts.private), choice, about, body, result);
  place.previousElementSibling?.remove();
  place.replaceWith(form);
  const [name, wanted] = [...new URLSearchParams(location.search)].find(([key]) => kinds[key]) ?? ["source"];
  begin(name);
  if (name === "correction") {
    const today = new Date(), day = [today.getFullYear(), today.getMonth() + 1, today.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
    const statement = statements.find(([id]) => id === wanted);
    root.write({ date: day, ...(statement ? { statements: [wanted], was: statement[1] } : wanted ? { records: [wanted] } : {}) });
    changed();
  }
})();
