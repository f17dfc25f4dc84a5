// @ts-check
/* What every page of the error reference does by script: the filter of the list of codes, copying,
   and the fields of the search. All that answers a question (the engine, errors-answer.js and errors-fields.js
   in one file, and the index) is loaded when a field is first used. Without scripts the pages lack only these comforts. */
"use strict";

const EcsErrorsPage = (() => {
  // -- the language of the pages ---------------------------------------------------

  /** English text → what it is called here: a text, or for what counts the forms, and which one 0 to 199 take. Stands
   * in this very file, before the script, where the pages are not in English.
   * @type {Map<string, string | {forms: string[], at: string}>} */
  const words = new Map(Object.entries(/** @type {any} */ (globalThis).EcsErrorsWords ?? {}));

  /** The pieces of *text*, the values in the place of each `%(name)s`. @template T @param {string} text
   * @param {Record<string, T | T[]>} values @returns {(T | string)[]} */
  const filled = (text, values) =>
    text.split(/%\((\w+)\)s/).flatMap((piece, i) => (i % 2 ? (values[piece] ?? []) : piece ? [piece] : []));

  /** *text* in the language of the page, filled in if there are *values*. @param {string} text
   * @param {Record<string, string | number>} [values] */
  function gettext(text, values) {
    const said = words.get(text);
    const found = typeof said === "string" ? said : text;
    return values ? filled(found, values).join("") : found;
  }

  /** *one* or *many* for a number of things, filled in. @param {string} one @param {string} many
   * @param {number} num @param {Record<string, string | number>} [values] */
  function ngettext(one, many, num, values) {
    const said = words.get(one);
    const found = typeof said === "object" ? said.forms[+said.at[num < 200 ? num : 100 + (num % 100)]] : num === 1 ? one : many;
    return filled(found, { num, ...values }).join("");
  }

  /** "1 code", "4 codes". @param {number} count */
  const codes = (count) => ngettext("%(num)s code", "%(num)s codes", count);

  /** Whether a row of the list of codes fits a filter. @param {DOMStringMap} row @param {Record<string, string>} filter */
  function fits(row, { text, status, family }) {
    const said = `${row.code} ${row.text}`.toLowerCase();
    return (
      text
        .toLowerCase()
        .split(/\s+/)
        .every((word) => said.includes(word)) &&
      (!status || (row.status ?? "").split(" ").includes(status)) &&
      (family === "*" || row.family === family)
    );
  }

  /** A code as a Markdown link and as the text of a role, safe for any name. @param {string} code @param {string} address */
  function escaped(code, address) {
    const target = address.replace(/[()<>\s]/g, (char) => `%${char.charCodeAt(0).toString(16).padStart(2, "0")}`);
    return {
      markdown: `[${code.replace(/[\\`*_[\]<>&]/g, "\\$&")}](${target})`,
      role: `\`${code.replace(/[\\`<]/g, "\\$&")}\``,
    };
  }

  if (typeof document === "undefined") return /** @type {never} */ (Object.freeze({ codes, escaped, filled, fits, gettext, ngettext })); // a test

  // The tag of this script says where the site is and what this page is.
  const script = /** @type {HTMLScriptElement} */ (document.currentScript);
  const site = { suffix: ".html", home: "index", codes: "codes/index", catalogs: "", services: "{}", finder: "find", search: "", here: "", noMatch: "", ...script.dataset };
  const root = new URL("../", script.src);
  document.documentElement.classList.add("err-js");

  /** The address of a page by its name. @param {string} name */
  function page(name) {
    const path = name.split("/").map(encodeURIComponent).join("/");
    return new URL(site.suffix === "/" ? `${path}/`.replace(/(^|\/)index\/$/, "$1") : path + site.suffix, root).href;
  }

  /** @template {Element} T @param {string} selector @param {ParentNode} [scope] */
  const all = (selector, scope = document) => /** @type {T[]} */ ([...scope.querySelectorAll(selector)]);

  // -- scripts that are loaded when they are needed -----------------------------

  /** @type {Map<string, Promise<void>>} */
  const loaded = new Map();

  /** Run a script that lies beside this one, once. @param {string} name @returns {Promise<void>} */
  function load(name) {
    let done = loaded.get(name);
    if (!done) {
      done = new Promise((resolve, reject) => {
        const tag = document.createElement("script");
        tag.addEventListener("load", () => resolve());
        tag.addEventListener("error", () => reject(new Error(`${name} cannot be loaded`)));
        tag.src = new URL(name, script.src).href;
        tag.async = false; // in the order asked for
        document.head.append(tag);
      });
      loaded.set(name, done);
    }
    return done;
  }

  // -- the list of all codes ----------------------------------------------------

  /** @param {HTMLFormElement} form */
  function filtered(form) {
    const scope = /** @type {HTMLElement} */ (form.parentElement);
    const empty = /** @type {HTMLElement} */ (scope.querySelector(".err-empty"));
    const count = /** @type {HTMLElement} */ (scope.querySelector("[data-error-count]"));
    /** @type {HTMLElement[]} */
    const rows = all("li[data-code]", scope);
    /** @type {(HTMLInputElement | HTMLSelectElement)[]} */
    const controls = all("[name]", form);
    for (const row of rows) row.dataset.text = row.querySelector(".err-text")?.textContent ?? "";

    function apply() {
      const filter = { text: "", status: "", family: "*" };
      for (const { name, value } of controls) Object.assign(filter, { [name]: value.trim() });
      for (const row of rows) row.hidden = !fits(row.dataset, filter);
      for (const section of /** @type {HTMLElement[]} */ (all(".err-section", scope))) {
        const shown = all("li[data-code]:not([hidden])", section).length;
        section.hidden = !shown;
        for (const number of all(".err-count", section)) number.textContent = String(shown);
      }
      const shown = rows.filter((row) => !row.hidden).length;
      count.textContent = codes(shown);
      empty.hidden = shown > 0;
    }

    /** Take the filter from the address, if it holds one; the browser may have put one back too. */
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
      const kept = controls.filter(({ value }) => value && value !== "*").map(({ name, value }) => [name, value]);
      history.replaceState(
        null,
        "",
        location.pathname + location.search + (kept.length ? `#${new URLSearchParams(kept)}` : ""),
      );
      apply();
    }

    form.addEventListener("input", change);
    form.addEventListener("change", change);
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

  // -- copying ------------------------------------------------------------------

  /** The code of a page for a ticket: code, status, message, solution, address. @param {HTMLElement} article @param {string} address */
  function ticket(article, address) {
    /** @param {ParentNode} scope @param {string} selector */
    const said = (scope, selector) => all(selector, scope).map((part) => /** @type {HTMLElement} */ (part).innerText.trim());
    const lines = [article.dataset.errorCode ?? ""];
    /** @type {HTMLElement[]} */
    const sections = all(".err-entry", article);
    for (const entry of sections.length ? sections : [article]) {
      /** @type {HTMLElement[]} */
      const terms = all(".err-facts dt", entry);
      const fact = (/** @type {string} */ name) => {
        const term = terms.find(({ textContent }) => textContent === name);
        return /** @type {?HTMLElement} */ (term?.nextElementSibling)?.innerText.trim() ?? "";
      };
      const [asStatus, asAction] = [gettext("Status"), gettext("What to do")];
      const status = fact(asStatus) || said(entry, ".err-head .err-chip, .err-which .err-chip").join(", ");
      const message = [gettext("Message"), said(entry, ".err-message")[0]];
      for (const [name, text] of [[asStatus, status], message, [asAction, fact(asAction)]]) if (text) lines.push(`${name}: ${text}`);
    }
    return [...lines, address].join("\n");
  }

  /** What can be copied from a page: plain text by kind, and what is more than that. @param {HTMLElement} article */
  function copies(article) {
    const code = article.dataset.errorCode ?? "";
    const canonical = /** @type {?HTMLLinkElement} */ (document.querySelector("link[rel=canonical]"));
    const address = canonical?.href ?? location.href.replace(/[?#].*$/, "");
    const message = /** @type {?HTMLElement} */ (article.querySelector(".err-message"))?.innerText.trim();
    const link = document.createElement("a");
    link.href = address;
    link.textContent = code;
    const rich = document.createElement("p");
    rich.append(link, message ? `: ${message}` : "");
    const { markdown } = escaped(code, address);
    const { errorCatalog } = article.dataset;
    const { role } = escaped(errorCatalog ? `${errorCatalog}:${code}` : code, address);
    return {
      link: { text: address },
      markdown: { text: markdown },
      role: { text: `:err:code:${role}` },
      myst: { text: `{err:code}${role}` },
      text: { text: ticket(article, address) },
      rich: { text: `${rich.textContent} ${address}`, html: rich.innerHTML },
    };
  }

  /** Put a text into the clipboard in the way that every origin allows. @param {string} text @param {string} [html] */
  function copyBySelection(text, html) {
    const field = document.createElement("textarea");
    field.value = text;
    field.readOnly = true; // no keyboard on a phone
    field.style.cssText = "position: fixed; top: 0; opacity: 0";
    field.setAttribute("aria-hidden", "true");
    const before = document.activeElement;
    document.body.append(field);
    field.select();
    /** @param {ClipboardEvent} event */
    const fill = (event) => {
      event.clipboardData?.setData("text/plain", text);
      if (html) event.clipboardData?.setData("text/html", html);
      event.preventDefault();
    };
    document.addEventListener("copy", fill);
    const done = document.execCommand("copy");
    document.removeEventListener("copy", fill);
    field.remove();
    if (before instanceof HTMLElement) before.focus({ preventScroll: true });
    return done;
  }

  /** Put a text into the clipboard; whether it is there. @param {{text: string, html?: string}} what */
  async function copy({ text, html }) {
    try {
      // The clipboard's own interface exists only over https, on this machine and from files.
      if (html) {
        const types = { "text/plain": text, "text/html": html };
        const blobs = Object.entries(types).map(([type, data]) => [type, new Blob([data], { type })]);
        await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(blobs))]);
      } else await navigator.clipboard.writeText(text);
      return true;
    } catch {
      return copyBySelection(text, html);
    }
  }

  /** @param {HTMLElement} row */
  function copying(row) {
    const article = /** @type {HTMLElement} */ (row.closest("article"));
    const said = /** @type {HTMLElement} */ (row.querySelector("[role=status]"));
    row.addEventListener("click", async (event) => {
      const button = /** @type {HTMLElement} */ (event.target);
      const what = Object.entries(copies(article)).find(([kind]) => kind === button.dataset.errorCopy)?.[1];
      if (!what) return;
      said.textContent = ""; // what is said twice alike would not be read out twice
      const done = await copy(what);
      said.textContent = done ? gettext("Copied: %(form)s", { form: button.textContent ?? "" }) : what.text;
    });
  }

  // -- the fields of the search ---------------------------------------------------

  /** Let Enter ask; where there are lines, it makes one more. @param {HTMLTextAreaElement} field */
  function submitOnEnter(field) {
    field.addEventListener("keydown", (event) => {
      const lines = event.shiftKey || field.value.includes("\n");
      if (event.key !== "Enter" || event.isComposing || (lines && !event.ctrlKey && !event.metaKey)) return;
      event.preventDefault();
      field.form?.requestSubmit();
    });
  }

  function searching() {
    /** @type {HTMLInputElement[]} */
    const themes = all("input[name=q]");
    for (const input of themes) if (site.search && input.type !== "hidden") input.dataset.errorSearch = "";
    /** @type {(HTMLInputElement | HTMLTextAreaElement)[]} */
    const fields = all("[data-error-search]");
    // Some themes have no field: then the pages' own link to the search is shown at every width.
    document.documentElement.classList.toggle("err-fieldless", !fields.length);
    /** @type {Promise<void> | undefined} */
    let started;
    const start = () => {
      started ??= load("errors-search.js").then(() => EcsErrorsFields.start());
      return started;
    };

    for (const field of fields) {
      if (field instanceof HTMLInputElement) {
        field.setAttribute("role", "combobox");
        field.setAttribute("aria-autocomplete", "list");
        field.setAttribute("aria-expanded", "false");
        field.autocomplete = "off";
      } else submitOnEnter(field);
      field.addEventListener("focus", () => start().catch(console.error), { once: true });
      // Nothing that is typed before the answers are there may leave the browser either.
      field.form?.addEventListener("submit", (event) => {
        event.preventDefault();
        const form = /** @type {HTMLFormElement} */ (event.target);
        if (!("errReady" in form.dataset))
          start().then(
            () => form.requestSubmit(),
            () => location.assign(page("codes/index")),
          );
      });
    }
    const area = /** @type {?HTMLTextAreaElement} */ (document.querySelector("textarea[data-error-search]"));
    const wanted = () => area && (area.value || history.state?.paste || /[?#&](q|go)=/.test(location.href));
    if (site.here) start();
    // By "pageshow" the browser has put back what was in the field.
    addEventListener("pageshow", () => wanted() && start());
    addEventListener("hashchange", () => wanted() && start());

    /** Whether a field is shown, and not beside the window, where a theme may keep its sidebar. @param {HTMLElement} field */
    function within(field) {
      const { left, right } = field.getBoundingClientRect();
      return right > 0 && left < innerWidth;
    }

    document.addEventListener("keydown", (event) => {
      /** @type {?(HTMLInputElement | HTMLTextAreaElement)} */
      const field = document.querySelector("textarea[data-error-search]") ?? fields[0] ?? null;
      const typing = /** @type {Element} */ (event.target).closest("input, textarea, select, [contenteditable]");
      if (!(site.search || field) || event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || typing) return;
      event.preventDefault();
      if (field && within(field)) {
        field.focus();
        field.select(); // what is typed next is another question
      } else if (!site.here) location.assign(page(site.finder));
    });
  }

  // -- Sphinx's own scripts ----------------------------------------------------------

  /** Forget the words of Sphinx's last search, which it would mark on the next page. */
  function unmark() {
    try {
      localStorage.removeItem("sphinx_highlight_terms");
    } catch {
      // Then nothing is remembered either.
    }
  }

  /** Set what Sphinx's scripts read when they start: a file may not fetch the summaries of their results,
   * and words marked on a page of ours would be parts of its texts and icons. */
  function prepare() {
    // @ts-ignore - a global of Sphinx's own scripts
    const options = typeof DOCUMENTATION_OPTIONS === "object" ? DOCUMENTATION_OPTIONS : {};
    if (location.protocol === "file:") options.SHOW_SEARCH_SUMMARY = false;
    if (document.querySelector(".err-page")) unmark();
  }

  // While the event is still on its way down: they wait for it at the document, and may have been loaded before this.
  addEventListener("DOMContentLoaded", prepare, { capture: true });
  document.addEventListener("DOMContentLoaded", () => {
    for (const form of /** @type {HTMLFormElement[]} */ (all("[data-error-filter]"))) filtered(form);
    for (const row of /** @type {HTMLElement[]} */ (all(".err-copy"))) copying(row);
    searching();
  });
  return Object.freeze({ all, codes, filled, fits, gettext, load, ngettext, page, site, submitOnEnter, unmark });
})();
