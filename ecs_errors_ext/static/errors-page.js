// @ts-check
/* What the pages of the error reference do by script: the search in a field or a page, the filter
   of the list of codes, and copying.

   The engine (errors-search.js) and the index are loaded when a field is first used. What is
   pasted stays in the browser. All text reaches the page as text nodes, and every address is made
   of names from the index. Without this script the pages are complete but for these comforts. */
"use strict";

const EcsErrorsPage = (() => {
  /** Longer texts are bodies and logs: they stay out of the address bar and the history. */
  const LONGEST_ADDRESS = 500;
  /** Results shown without a click. */
  const MOST = 50;
  /** Codes of one paste that are each answered in full. */
  const MOST_CARDS = 3;

  /** @typedef {{status_text: ?string, statuses: number[], message: string, description: string, solution: string}} Entry */
  /** @typedef {{code: string, slug: string, how: string, entry: number, values: string[][], marks: number[][],
   *             differs?: boolean}} Match */
  /** @typedef {{kind: string, text: string, family: string, statuses: string[], unknown: string[]}} Reason */
  /** @typedef {{query: string, understood: any[], matches: Match[], total: number, guesses: Match[],
   *             statuses: string[], reason: ?Reason}} Answer */
  /** @typedef {{codes: string[], entries: (code: string) => Entry[], find: (text: string) => Answer}} Catalog */

  // -- pure helpers ----------------------------------------------------------

  /** "1 code", "4 codes". @param {number} count */
  const codes = (count) => `${count} ${count === 1 ? "code" : "codes"}`;

  /** "a, b and c" as a list of pieces. @template T @param {T[]} items @returns {(T | string)[]} */
  const listed = (items) =>
    items.flatMap((item, i) => (i === 0 ? [item] : [i === items.length - 1 ? " and " : ", ", item]));

  /** What is asked by an address: `#q=`, `?q=`, or `?go=`, which jumps. @param {string} search @param {string} hash */
  function asked(search, hash) {
    const inHash = new URLSearchParams(hash.slice(1));
    const inSearch = new URLSearchParams(search);
    const go = inSearch.get("go");
    return { text: inHash.get("q") ?? go ?? inSearch.get("q") ?? "", go: go !== null && !inHash.has("q") };
  }

  /** The fragment that keeps *text* in the address, empty where it must stay out. @param {string} text */
  const fragment = (text) =>
    text.trim() && text.length <= LONGEST_ADDRESS ? `#q=${encodeURIComponent(text)}` : "";

  /** The colour of a status, as on the pages. @param {number} status */
  const tone = (status) =>
    status === 400 ? "neutral" : ({ 4: "client", 5: "server" })[Math.floor(status / 100)] ?? "other";

  /** The form in which two messages are the same. @param {string} text */
  const key = (text) => text.trim().replace(/\s+/g, " ").toLowerCase().replace(/[ .!?…。！？]+$/, "");

  /** *text* cut at *marks*: each piece with whether it is marked. @param {string} text @param {number[][]} marks */
  function cut(text, marks) {
    const pieces = [];
    let at = 0;
    for (const [start, end] of [...marks].sort((a, b) => a[0] - b[0])) {
      if (start < at || end <= start) continue;
      if (start > at) pieces.push({ text: text.slice(at, start), marked: false });
      pieces.push({ text: text.slice(start, end), marked: true });
      at = end;
    }
    if (at < text.length) pieces.push({ text: text.slice(at), marked: false });
    return pieces;
  }

  /** The message that the body of a response gives, if *text* is one. @param {string} text */
  function messageIn(text) {
    const field = /["'](?:message|msg|error_msg|errorMsg|fail_reason)\\?["']\s{0,4}:\s{0,4}\\?(?:"([^"\\]{1,300})|'([^'\\]{1,300}))/i;
    const found = field.exec(text.slice(0, 20000));
    return found ? found[1] ?? found[2] : "";
  }

  /** The one code that an answer means, if it means one. @param {Answer} answer @returns {Match | undefined} */
  function meant({ matches }) {
    const named = matches.filter((match) => match.how === "code");
    if (named.length === 1) return named[0];
    return matches.length === 1 && matches[0].how !== "words" ? matches[0] : undefined;
  }

  /** How many of the first matches are answered in full. @param {Answer} answer */
  function cards({ matches }) {
    const [first, second] = matches;
    if (!first) return 0;
    const named = matches.filter((match) => match.how === "code").length;
    if (named) return named <= MOST_CARDS ? named : 1;
    return first.how === "words" || !second || second.how !== first.how ? 1 : 0;
  }

  /** What was read, in one line. @param {Answer} answer */
  function summary({ query, understood, matches, total, guesses, statuses }) {
    const place = /^\s*[[{]/.test(query) ? " in your JSON" : /\n/.test(query.trim()) ? " in your text" : "";
    if (!matches.length) return guesses.length ? "No sure match." : "No match.";
    const named = matches.filter((match) => match.how === "code").map((match) => match.code);
    if (named.length) return `Found the ${named.length === 1 ? "code" : "codes"} ${listed(named).join("")}${place}.`;
    if (statuses.length) return `${codes(total)} with the status ${listed(statuses).join("")}.`;
    if (matches[0].how === "message") return `Found the message of ${codes(total)}${place}.`;
    if (matches[0].how === "digits") return `${codes(total)} with this number.`;
    const corrected = understood.flatMap((told) => told.corrected ?? []);
    const read = corrected.length ? ` Read ${listed(corrected.map(([said, as]) => `“${said}” as “${as}”`)).join("")}.` : "";
    return `${codes(total)} found by words.${read}`;
  }

  /** The prefixes that codes with numbers have, commonest first. @param {string[]} all */
  function families(all) {
    /** @type {Map<string, number>} */
    const sizes = new Map();
    for (const code of all) {
      const family = /^(.*?[^\d._ -])[._ -]*\d+$/.exec(code)?.[1];
      if (family) sizes.set(family, (sizes.get(family) ?? 0) + 1);
    }
    return [...sizes].sort((a, b) => b[1] - a[1]).map(([family]) => family);
  }

  /** Whether a row of the list of codes fits a filter. @param {DOMStringMap} row @param {Record<string, string>} filter */
  function fits(row, { text, status, family }) {
    const said = `${row.code} ${row.text}`.toLowerCase();
    return (
      text.toLowerCase().split(/\s+/).every((word) => said.includes(word)) &&
      (!status || (row.status ?? "").split(" ").includes(status)) &&
      (family === "*" || row.family === family)
    );
  }

  const pure = { asked, cards, codes, cut, families, fits, fragment, key, listed, meant, messageIn, summary, tone };
  if (typeof document === "undefined") return Object.freeze(pure);

  // -- the site, as the tag of this script describes it ------------------------

  const script = /** @type {HTMLScriptElement} */ (document.currentScript);
  const { suffix = ".html", home = "index", search, here, noMatch } = script.dataset;
  const root = new URL("../", script.src);
  document.documentElement.classList.add("err-js");

  /** The address of a page by its name. @param {string} name */
  function page(name) {
    const path = name.split("/").map(encodeURIComponent).join("/");
    return new URL(suffix === "/" ? `${path}/`.replace(/(^|\/)index\/$/, "$1") : path + suffix, root).href;
  }

  /** An element; strings become text, attributes that are `undefined` are left out.
   * @param {string} tag @param {Record<string, string | undefined>} [attributes] @param {...(Node | string)} children */
  function make(tag, attributes = {}, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (value !== undefined) element.setAttribute(name, value);
    }
    element.append(...children);
    return element;
  }

  // -- engine and index --------------------------------------------------------

  /** @type {Promise<Catalog> | undefined} */
  let loading;

  /** The catalog, loaded once. */
  function load() {
    loading ??= Promise.all(["errors-search.js", "errors-index.js", "errors-index-texts.js"].map(addScript)).then(open);
    return loading;
  }

  /** @param {string} name @returns {Promise<void>} */
  function addScript(name) {
    return new Promise((resolve, reject) => {
      const tag = make("script", { src: new URL(name, script.src).href });
      tag.addEventListener("load", () => resolve());
      tag.addEventListener("error", () => reject(new Error(`${name} cannot be loaded`)));
      document.head.append(tag);
    });
  }

  /** @returns {Catalog} */
  function open() {
    const { EcsErrors: engine, EcsErrorsIndexes: parts } = /** @type {any} */ (globalThis);
    const index = Object.assign({}, ...parts);
    /** @type {Map<string, Entry[]>} */
    const known = new Map();
    return {
      codes: index.codes,
      entries(code) {
        if (!known.has(code)) known.set(code, engine.describe(index, code).entries);
        return /** @type {Entry[]} */ (known.get(code));
      },
      find: (text) => engine.find(index, text, MOST),
    };
  }

  // -- results -----------------------------------------------------------------

  const REASONS = /** @type {Record<number, string>} */ ({
    400: "Bad Request", 401: "Unauthorized", 403: "Forbidden", 404: "Not Found", 405: "Method Not Allowed",
    409: "Conflict", 413: "Content Too Large", 429: "Too Many Requests", 500: "Internal Server Error",
    501: "Not Implemented", 502: "Bad Gateway", 503: "Service Unavailable", 504: "Gateway Timeout",
  });
  const WHY = /** @type {Record<string, string>} */ ({
    code: "code", digits: "number", message: "message", status: "status", words: "words", near: "nearest",
  });

  /** @param {number} status @param {boolean} [full] */
  const chip = (status, full) =>
    make("span", { class: `err-chip err-${tone(status)}` }, full && REASONS[status] ? `${status} ${REASONS[status]}` : `${status}`);

  /** @param {Entry} entry @param {boolean} [full] */
  const chips = (entry, full) => make("span", { class: "err-chips" }, ...entry.statuses.map((status) => chip(status, full)));

  /** @param {string} text @param {number[][]} marks */
  const marked = (text, marks) => cut(text, marks).map((piece) => (piece.marked ? make("mark", {}, piece.text) : piece.text));

  /** @param {string} code */
  const inCode = (code) => make("span", { class: "err-code" }, code);

  /** @param {Match} match */
  const marks = (match) => ({ href: page(`codes/${match.slug}`), "data-error-code": match.code, "data-error-how": match.how });

  /** @param {string[][]} values */
  const filledIn = (values) => values.flatMap(([mark, value], i) =>
    [i ? ", " : "", make("span", { class: "err-blank" }, mark), " = ", make("span", { class: "err-value" }, value)]);

  /** The code's message and, quietly, what a reader needs beside it. @param {Match} match @param {Entry} entry */
  function told(match, entry) {
    const more = match.values.length ? filledIn(match.values) : key(entry.description) === key(entry.message) ? [] : [entry.description];
    const text = make("span", { class: "err-text" }, ...marked(entry.message || entry.description, entry.message ? match.marks : []));
    if (entry.message && more.length && more[0]) text.append(make("span", { class: "err-apart" }, ...more));
    return text;
  }

  /** @param {Catalog} catalog @param {Match} match */
  const entryOf = (catalog, match) => catalog.entries(match.code)[match.entry] ?? catalog.entries(match.code)[0];

  /** @param {Catalog} catalog @param {Match[]} matches @param {boolean} [counted] whether they are results */
  function lines(catalog, matches, counted = true) {
    return make("ul", { class: "err-lines" }, ...matches.map((match) => {
      const entry = entryOf(catalog, match);
      const attributes = counted ? marks(match) : { href: marks(match).href };
      return make("li", {}, make("a", attributes, inCode(match.code), told(match, entry), chips(entry)));
    }));
  }

  /** A code answered in full. @param {Catalog} catalog @param {Answer} answer @param {Match} match */
  function card(catalog, answer, match) {
    const entry = entryOf(catalog, match);
    const link = make("a", marks(match), inCode(match.code));
    const facts = make("dl", { class: "err-facts simple" });
    /** @param {string} label @param {...(Node | string)} content */
    const fact = (label, ...content) => facts.append(make("dt", {}, label), make("dd", {}, ...content));
    if (entry.description && key(entry.description) !== key(entry.message)) fact("What it means", ...blocks(entry.description));
    if (entry.solution) fact("What to do", ...blocks(entry.solution));
    if (match.values.length) fact("Filled in", ...filledIn(match.values));
    const said = match.marks.length || match.how !== "code" ? "" : messageIn(answer.query);
    if (said && catalog.entries(match.code).every((one) => key(one.message) !== key(said))) {
      fact("Your message", make("span", { class: "err-quiet" },
        `“${said}” differs from the table. One code can carry several messages; the code decides.`));
    }
    return make("section", { class: "err-card", "aria-label": match.code },
      make("div", { class: "err-head" }, make("h2", {}, link), chips(entry, true)),
      make("p", { class: "err-message" }, ...marked(entry.message, match.how === "words" ? match.marks : [])),
      facts);
  }

  /** @param {string} text */
  const blocks = (text) => (text.includes("\n\n") ? text.split(/\n{2,}/).map((block) => make("p", {}, block)) : [text]);

  /** The other codes with a message of *match*. @param {Catalog} catalog @param {Answer} answer @param {Match} match */
  function twins(catalog, answer, match) {
    const keys = new Set(catalog.entries(match.code).map((entry) => key(entry.message)).filter(Boolean));
    const listed = new Set(answer.matches.map((other) => other.code));
    return catalog.codes
      .filter((code) => !listed.has(code) && catalog.entries(code).some((entry) => keys.has(key(entry.message))))
      .map((code) => /** @type {Match} */ ({ code, slug: catalog.slug(code), how: "message", entry: 0, values: [], marks: [] }));
  }

  /** @param {string} text @param {...Node} content */
  const part = (text, ...content) => make("section", {}, make("h2", {}, text), ...content);

  /** Everything that an answer shows. @param {Catalog} catalog @param {Answer} answer @returns {Node[]} */
  function results(catalog, answer) {
    const { matches, guesses, statuses, total } = answer;
    const full = cards(answer);
    /** @type {Node[]} */
    const nodes = statuses.length && matches.length ? [statusLinks(statuses)] : [];
    nodes.push(...matches.slice(0, full).map((match) => card(catalog, answer, match)));
    if (full === 1) {
      const others = twins(catalog, answer, matches[0]);
      if (others.length) nodes.push(part("Also answers with this message", lines(catalog, others.slice(0, MOST), false)));
    }
    for (const group of byReason(matches.slice(full))) {
      nodes.push(part(heading(group, full), lines(catalog, group)));
    }
    if (total > matches.length) {
      nodes.push(make("p", { class: "err-more" }, `These are the first ${matches.length} of ${total}.`));
    }
    if (!matches.length) nodes.push(...nothing(catalog, answer));
    if (guesses.length) nodes.push(guessed(catalog, answer));
    if (!matches.length) nodes.push(waysOn(catalog));
    return nodes;
  }

  /** Neighbouring matches that were found in the same way. @param {Match[]} matches */
  function byReason(matches) {
    /** @type {Match[][]} */
    const groups = [];
    for (const match of matches) {
      const last = groups.at(-1);
      if (last && last[0].how === match.how) last.push(match);
      else groups.push([match]);
    }
    return groups;
  }

  /** @param {Match[]} group @param {number} full */
  function heading(group, full) {
    const { how } = group[0];
    if (how === "message") return full ? "The message in your text" : `${codes(group.length)} answer with this message`;
    if (how === "code") return "Also in your text";
    if (how === "digits") return "Codes with this number";
    if (how === "status") return "Codes with this status";
    return full ? "Other answers" : "Found by words";
  }

  /** @param {string[]} statuses */
  const statusLinks = (statuses) => make("p", { class: "err-statuses" }, ...statuses.map((status) =>
    make("a", { href: page(`status/${status}`), "data-error-status": status }, `All codes with ${status}`)));

  /** @param {Catalog} catalog @param {Answer} answer */
  function guessed(catalog, { matches, guesses, reason }) {
    const near = guesses[0].how === "near";
    const title = near ? "The nearest numbers" : "No sure match";
    return make("section", { "data-error-guess": "" }, make("h2", {}, title),
      make("p", { class: "err-quiet" }, near ? "Codes that do exist." : matches.length || reason ? "Perhaps one of these." : ""),
      lines(catalog, guesses));
  }

  /** Why there is no match. @param {Catalog} catalog @param {Answer} answer @returns {Node[]} */
  function nothing(catalog, { guesses, reason }) {
    const { kind = "", text = "", family = "", statuses = [], unknown = [] } = reason ?? {};
    /** @param {string} name */
    const link = (name) => make("a", { class: "err-code", href: page(`families/${name}`) }, name);
    const title = text ? ["No match for ", inCode(text)] : ["No match"];
    if (kind === "foreign_family") {
      return [make("h2", {}, ...title), make("p", {}, "It looks like a code, but its family, ", inCode(family),
        ", is not part of this reference. The families here are ", ...listed(families(catalog.codes).slice(0, 8).map(link)), ".")];
    }
    if (kind === "unknown_number") {
      return [make("h2", {}, ...title), make("p", {}, "The family ", link(family), " has no code with this number.")];
    }
    if (kind === "family") {
      return [make("h2", {}, inCode(family), " is a family of codes"), make("p", {}, "See all codes of ", link(family), ".")];
    }
    if (kind === "no_such_status") {
      return [make("h2", {}, `No code with the status ${statuses.join(", ")}`),
        make("p", {}, make("a", { href: page("status/index") }, "The statuses of this reference"))];
    }
    if (guesses.length) return [];
    const words = unknown.slice(0, 8).map((word) => `“${word}”`);
    return [make("h2", {}, ...title),
      make("p", {}, words.length ? `This reference does not know ${listed(words).join("")}.` : "Nothing in it points to a code of this reference.")];
  }

  /** @param {Catalog} catalog */
  function waysOn(catalog) {
    const all = make("a", { href: page("codes/index") }, `Browse all ${codes(catalog.codes.length)}`);
    const ways = [noMatch, "Paste the whole response or log line: a second code may be in it.", all];
    return make("ul", {}, ...ways.flatMap((way) => (way ? [make("li", {}, way)] : [])));
  }

  /** @param {unknown} error */
  function failed(error) {
    console.error(error);
    return make("p", {}, "The search could not be loaded. ", make("a", { href: page("codes/index") }, "Look through all codes"));
  }

  // -- a page that answers: the landing page and the page of the search ---------

  /** @param {HTMLTextAreaElement} field @param {HTMLElement} out @param {HTMLElement} line what was read */
  function finder(field, out, line) {
    let turn = 0;
    let shown = "";

    /** @param {string} text @param {(answer: Answer) => boolean} [jump] */
    async function answer(text, jump = () => false) {
      const mine = ++turn;
      shown = text;
      if (!text.trim()) {
        line.textContent = "";
        out.replaceChildren();
        out.dataset.state = "idle";
        return;
      }
      out.dataset.state = "busy";
      /** @type {Node[]} */
      let nodes;
      let said = "";
      try {
        const catalog = await load();
        if (mine !== turn) return;
        const found = catalog.find(text);
        if (jump(found)) return;
        nodes = results(catalog, found);
        said = summary(found);
      } catch (error) {
        nodes = [failed(error)];
      }
      if (mine !== turn) return;
      line.textContent = said;
      out.replaceChildren(...nodes);
      if (here === "search") askSphinx(text);
      out.dataset.state = "done";
    }

    /** Answer *text* and keep it in the address, if it may stand there. @param {string} text */
    function submit(text) {
      field.value = text;
      history.replaceState(null, "", location.pathname + (fragment(text) || (location.hash ? "#" : "")));
      return answer(text);
    }

    /** Answer what the address or the browser's memory of the field holds. */
    function resume() {
      const { text, go } = asked(location.search, location.hash);
      const handed = takeHanded();
      if (handed || text) field.value = handed || text;
      if (field.value === shown) return;
      answer(field.value, (found) => {
        const one = go && !handed ? meant(found) : undefined;
        if (one) location.replace(marks(one).href);
        return Boolean(one);
      });
    }

    let timer = 0;
    field.addEventListener("focus", load, { once: true });
    field.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(answer, 120, field.value);
    });
    field.addEventListener("keydown", (event) => {
      // A line break is only wanted where there are lines.
      if (event.key === "Enter" && !event.isComposing && (event.ctrlKey || event.metaKey || !(event.shiftKey || field.value.includes("\n")))) {
        event.preventDefault();
        submit(field.value);
      }
    });
    field.form?.addEventListener("submit", (event) => {
      event.preventDefault();
      submit(field.value);
    });
    addEventListener("hashchange", resume);
    addEventListener("pageshow", resume); // by then the browser has put back what was in the field
    resume();
    return submit;
  }

  /** The page of the theme's own search, put under ours. @param {HTMLElement} theirs */
  function searchPage(theirs) {
    for (const form of theirs.parentElement?.querySelectorAll("form, h1, p") ?? []) {
      if (!theirs.contains(form) && !form.closest("noscript")) /** @type {HTMLElement} */ (form).hidden = true;
    }
    const field = /** @type {HTMLTextAreaElement} */ (make("textarea", {
      id: "err-paste", rows: "3", "data-error-search": "", spellcheck: "false", autocapitalize: "off", autocomplete: "off",
    }));
    const out = make("div", { "data-error-results": "", "data-state": "idle" });
    const line = make("p", { class: "err-quiet", role: "status" });
    theirs.before(make("div", { class: "err-page" },
      make("nav", { class: "err-crumbs", "aria-label": "Breadcrumb" },
        make("ol", {}, make("li", {}, make("a", { href: page(home) }, "Find an error")), make("li", { "aria-current": "page" }, "Result"))),
      make("form", { class: "err-finder", role: "search", "aria-label": "Find an error", action: page("codes/index") },
        make("h1", { class: "err-label" }, make("label", { for: "err-paste" }, "Code, message, log line or JSON body")),
        field, make("button", { type: "submit" }, "Find"),
        make("p", { class: "err-quiet" }, "What you paste stays in this browser.")),
      line, out));
    return finder(field, out, line);
  }

  /** Sphinx's own results, for the pages that no code stands on. @param {string} text */
  function askSphinx(text) {
    const sphinx = /** @type {any} */ (globalThis).Search ?? (typeof Search === "undefined" ? undefined : Search);
    const place = document.getElementById("search-results");
    if (!place) return;
    place.replaceChildren();
    if (sphinx?.performSearch && text.length <= LONGEST_ADDRESS && !/\n/.test(text.trim())) sphinx.performSearch(text);
  }

  // -- from page to page ---------------------------------------------------------

  const HANDED = "ecs-errors-paste";

  /** A text too long for an address that another page left for this one. */
  function takeHanded() {
    try {
      const text = sessionStorage.getItem(HANDED) ?? "";
      if (here === "search") sessionStorage.removeItem(HANDED);
      return here === "search" ? text : "";
    } catch {
      return ""; // storage can be forbidden
    }
  }

  /** Let the page of the search answer *text*. @param {string} text */
  function hand(text) {
    const known = fragment(text);
    try {
      if (!known) sessionStorage.setItem(HANDED, text);
    } catch {
      // Then that page is opened, and the text must be pasted there again.
    }
    location.href = page("search") + known;
  }

  // -- the field of every page: a combobox (WAI-ARIA 1.2) ------------------------

  /** @param {HTMLInputElement} field @param {((text: string) => void) | undefined} submit where this page answers itself */
  function combobox(field, submit) {
    const id = `err-popup-${document.querySelectorAll("[role=combobox]").length}`;
    const announced = make("span", { class: "err-hidden", role: "status" });
    /** @type {HTMLElement | undefined} */
    let popup;
    /** @type {Promise<?Answer>} */
    let answered = Promise.resolve(null);
    let turn = 0;

    for (const [name, value] of Object.entries({
      role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-haspopup": "listbox", autocomplete: "off",
    })) field.setAttribute(name, value);
    field.after(announced);

    const options = () => /** @type {HTMLAnchorElement[]} */ ([...(popup?.querySelectorAll("[role=option]") ?? [])]);
    const active = () => options().findIndex((option) => option.getAttribute("aria-selected") === "true");

    /** @param {number} place */
    function select(place) {
      const all = options();
      for (const [i, option] of all.entries()) option.setAttribute("aria-selected", String(i === place));
      if (all[place]) {
        field.setAttribute("aria-activedescendant", all[place].id);
        all[place].scrollIntoView({ block: "nearest" });
      } else field.removeAttribute("aria-activedescendant");
    }

    function close() {
      turn += 1;
      popup?.remove();
      popup = undefined;
      field.setAttribute("aria-expanded", "false");
      field.removeAttribute("aria-activedescendant");
      field.removeAttribute("aria-controls");
      announced.textContent = "";
    }

    function show() {
      if (!popup) {
        popup = make("div", { class: "err-popup", id, role: "listbox", "aria-label": "Answers", "data-error-results": "", "data-state": "busy" });
        popup.addEventListener("mousedown", (event) => event.preventDefault()); // the field keeps the focus
        field.after(popup);
      }
      const box = field.getBoundingClientRect();
      popup.style.top = `${box.bottom}px`;
      popup.style.left = `${Math.max(8, Math.min(box.left, innerWidth - 8 - Math.min(innerWidth - 16, 640)))}px`;
      return popup;
    }

    /** @param {string} text @returns {Promise<?Answer>} */
    async function ask(text) {
      const mine = ++turn;
      if (!text.trim()) {
        close();
        return null;
      }
      show().dataset.state = "busy";
      try {
        const catalog = await load();
        if (mine !== turn) return null;
        const answer = catalog.find(text);
        fill(show(), catalog, answer);
        return answer;
      } catch (error) {
        if (mine === turn) {
          show().replaceChildren(failed(error));
          show().dataset.state = "done";
        }
        return null;
      }
    }

    /** @param {HTMLElement} list @param {Catalog} catalog @param {Answer} answer */
    function fill(list, catalog, answer) {
      let count = 0;
      /** @param {Match} match */
      const option = (match) => {
        const entry = entryOf(catalog, match);
        return make("a", { ...marks(match), role: "option", id: `${id}-${count++}`, tabindex: "-1", "aria-selected": "false" },
          make("span", { class: "err-head" }, inCode(match.code), chips(entry), make("span", { class: "err-why" }, WHY[match.how] ?? match.how)),
          told(match, entry));
      };
      const { matches, guesses, statuses } = answer;
      const pages = matches.length ? statuses : [];
      list.replaceChildren(
        ...pages.map((status) => make("a", {
          href: page(`status/${status}`), role: "option", id: `${id}-${count++}`, tabindex: "-1", "aria-selected": "false",
        }, `All codes with ${status}`)),
        ...matches.map(option),
        ...(guesses.length ? [make("div", { role: "group", "aria-label": "No sure match", "data-error-guess": "" },
          make("div", { class: "err-why", "aria-hidden": "true" }, "No sure match"), ...guesses.map(option))] : []),
      );
      if (!count) list.append(make("p", { class: "err-quiet", role: "presentation" }, "No match. Enter says why."));
      field.setAttribute("aria-expanded", "true");
      field.setAttribute("aria-controls", id);
      select(-1);
      announced.textContent = summary(answer);
      list.dataset.state = "done";
    }

    /** Go to the answer: the selected one, the code that is meant, or all of them. */
    async function go() {
      const chosen = options()[active()];
      if (chosen) {
        location.href = chosen.href;
        return;
      }
      const text = field.value;
      const answer = await answered;
      const one = answer?.query === text ? meant(answer) : undefined;
      if (one) location.href = marks(one).href;
      else if (text.trim()) {
        close();
        if (submit && here === "search") submit(text);
        else hand(text);
      }
    }

    /** @param {KeyboardEvent} event */
    function press(event) {
      const count = options().length;
      const place = active();
      /** @type {Record<string, () => void>} */
      const keys = {
        Enter: go,
        Escape: () => (popup ? close() : (field.value = "")),
      };
      if (count) {
        keys.ArrowDown = () => select(place + 1 < count ? place + 1 : 0);
        keys.ArrowUp = () => select(place > 0 ? place - 1 : count - 1);
        if (place >= 0) Object.assign(keys, { Home: () => select(0), End: () => select(count - 1) });
      } else if (field.value) keys.ArrowDown = () => void (answered = ask(field.value));
      if (event.isComposing || !Object.hasOwn(keys, event.key)) return;
      event.preventDefault();
      keys[event.key]();
    }

    let timer = 0;
    field.addEventListener("focus", () => load().catch(() => {}), { once: true });
    field.addEventListener("input", () => {
      clearTimeout(timer);
      answered = new Promise((resolve) => {
        timer = setTimeout(() => resolve(ask(field.value)), 80);
      });
    });
    field.addEventListener("paste", (event) => {
      // A field of one line drops line breaks and would join the words around them.
      const text = event.clipboardData?.getData("text/plain") ?? "";
      if (!/[\r\n]/.test(text)) return;
      event.preventDefault();
      field.setRangeText(text.replace(/[\r\n]+/g, " "), field.selectionStart ?? 0, field.selectionEnd ?? 0, "end");
      field.dispatchEvent(new Event("input", { bubbles: true }));
    });
    field.addEventListener("keydown", press);
    field.addEventListener("blur", close);
    field.form?.addEventListener("submit", (event) => {
      event.preventDefault();
      go();
    });
  }

  // -- the list of all codes -------------------------------------------------------

  /** @param {HTMLFormElement} form */
  function filtered(form) {
    const scope = /** @type {HTMLElement} */ (form.parentElement);
    const rows = /** @type {HTMLElement[]} */ ([...scope.querySelectorAll("li[data-code]")]);
    for (const row of rows) row.dataset.text = row.querySelector(".err-text")?.textContent ?? "";
    const controls = /** @type {(HTMLInputElement | HTMLSelectElement)[]} */ ([...form.querySelectorAll("[name]")]);
    const empty = /** @type {HTMLElement} */ (scope.querySelector(".err-empty"));

    function apply() {
      const filter = { text: "", status: "", family: "*", ...Object.fromEntries(controls.map((control) => [control.name, control.value.trim()])) };
      for (const row of rows) row.hidden = !fits(row.dataset, filter);
      for (const section of /** @type {NodeListOf<HTMLElement>} */ (scope.querySelectorAll(".err-section"))) {
        const count = section.querySelectorAll("li[data-code]:not([hidden])").length;
        section.hidden = !count;
        /** @type {HTMLElement} */ (section.querySelector(".err-count")).textContent = String(count);
      }
      const shown = rows.filter((row) => !row.hidden).length;
      /** @type {HTMLElement} */ (scope.querySelector("[data-error-count]")).textContent = codes(shown);
      empty.hidden = shown > 0;
    }

    /** Take the filter from the address, if it holds one. */
    function restore() {
      const kept = new URLSearchParams(location.hash.slice(1));
      for (const control of controls) {
        const value = kept.get(control.name);
        if (value !== null) control.value = value;
        if (control instanceof HTMLSelectElement && control.selectedIndex < 0) control.selectedIndex = 0;
      }
      apply();
    }

    function change() {
      const kept = controls.filter((control) => control.value && control.value !== "*").map((control) => [control.name, control.value]);
      history.replaceState(null, "", location.pathname + location.search + (kept.length ? `#${new URLSearchParams(kept)}` : ""));
      apply();
    }

    form.addEventListener("input", change);
    form.addEventListener("submit", (event) => event.preventDefault());
    empty.querySelector("button")?.addEventListener("click", () => {
      form.reset();
      change();
      controls[0].focus();
    });
    addEventListener("hashchange", restore);
    addEventListener("pageshow", restore);
    restore();
  }

  // -- copying ----------------------------------------------------------------------

  /** @param {HTMLElement} row */
  function copying(row) {
    const code = row.closest("article")?.dataset.errorCode ?? "";
    const address = location.href.replace(/[?#].*$/, "");
    /** @type {Record<string, string>} */
    const texts = { link: address, markdown: `[${code}](${address})`, role: `:err:code:\`${code}\`` };
    const said = /** @type {HTMLElement} */ (row.querySelector("[role=status]"));
    row.addEventListener("click", async (event) => {
      const kind = /** @type {HTMLElement} */ (event.target).dataset.errorCopy;
      if (!kind) return;
      try {
        await navigator.clipboard.writeText(texts[kind]);
        said.textContent = "Copied";
      } catch {
        said.textContent = texts[kind]; // where a page may not write to the clipboard
      }
    });
  }

  // -- begin --------------------------------------------------------------------------

  function begin() {
    const form = /** @type {?HTMLFormElement} */ (document.querySelector("[data-error-filter]"));
    if (form) filtered(form);
    for (const row of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".err-copy"))) copying(row);
    if (search === undefined) return;

    const theirs = document.getElementById("search-results");
    const area = /** @type {?HTMLTextAreaElement} */ (document.querySelector("textarea[data-error-search]"));
    const out = /** @type {?HTMLElement} */ (document.querySelector("[data-error-results]"));
    const line = /** @type {?HTMLElement} */ (document.querySelector("[data-error-read]"));
    const submit = here === "search" && theirs ? searchPage(theirs) : area && out && line ? finder(area, out, line) : undefined;
    for (const input of /** @type {NodeListOf<HTMLInputElement>} */ (document.querySelectorAll("input[name=q]"))) {
      if (input.form && input.type !== "hidden" && !input.closest("[hidden]")) input.dataset.errorSearch = ""; // the theme's own field
    }
    for (const input of /** @type {NodeListOf<HTMLInputElement>} */ (document.querySelectorAll("input[data-error-search]"))) combobox(input, submit);

    document.addEventListener("keydown", (event) => {
      const field = /** @type {?HTMLElement} */ (document.querySelector("textarea[data-error-search]") ?? document.querySelector("[data-error-search]"));
      const typing = /** @type {Element} */ (event.target).closest("input, textarea, select, [contenteditable]");
      if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || typing || !field) return;
      event.preventDefault();
      field.focus();
    });
  }

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", begin);
  else begin();
  return Object.freeze(pure);
})();
