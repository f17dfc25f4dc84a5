// @ts-check
/* What every page of the error reference does by script: its language, and the fields of the search. All that
   answers a question (errors-search.js, whose parts scripts.json names, and the index) is loaded when a field is
   first used; errors-tools.js where there is a use for it. Without scripts the pages lack only these comforts. */
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
    text.split(/%\((\w+)\)s/).flatMap((piece, i) => (i % 2 ? /** @type {any} */ (values[piece] ?? []) : piece ? [piece] : []));

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

  if (typeof document === "undefined") return /** @type {never} */ (Object.freeze({ codes, filled, gettext, ngettext })); // a test

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

  /** An element; what is no element of it becomes text. @param {string} tag @param {Record<string, string>} [attributes]
   * @param {...(Node | string)} content */
  function make(tag, attributes = {}, ...content) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...content);
    return element;
  }

  // -- scripts that are loaded when they are needed -----------------------------

  /** @type {Map<string, Promise<void>>} */
  const loaded = new Map();

  /** Run a script that lies beside this one, once; one that failed is loaded anew the next time. @param {string} name @returns {Promise<void>} */
  function load(name) {
    let done = loaded.get(name);
    if (!done) {
      done = new Promise((resolve, reject) => {
        const tag = document.createElement("script");
        tag.addEventListener("load", () => resolve());
        tag.addEventListener("error", () => {
          loaded.delete(name);
          reject(new Error(`${name} cannot be loaded`));
        });
        tag.src = new URL(name, script.src).href;
        tag.async = false; // in the order asked for
        document.head.append(tag);
      });
      loaded.set(name, done);
    }
    return done;
  }

  // -- the fields of the search ---------------------------------------------------

  /** Pixels of height in which an answer can be read. */
  const LOWEST = 100;

  /** A list below a *field*: the one that is there, or a new one. @param {HTMLElement} field @param {HTMLElement} [popup] */
  function below(field, popup = make("div", { class: "err-popup", "data-error-results": "" })) {
    if (!popup.isConnected) field.after(popup);
    const box = field.getBoundingClientRect();
    popup.style.top = `${box.bottom}px`;
    // In a low window, as of a page made very large, the last answers must not lie below its end.
    popup.style.maxHeight = `min(70vh, ${Math.max(innerHeight - box.bottom - 8, LOWEST)}px)`;
    popup.style.left = `${Math.max(8, Math.min(box.left, innerWidth - popup.offsetWidth - 8))}px`;
    return popup;
  }

  /** What stands where an answer would. @param {unknown} error */
  function failed(error) {
    console.error(error);
    const browse = make("a", { href: page(site.codes) }, gettext("Look through all codes"));
    return make("p", { role: "alert" }, gettext("The search could not be loaded."), " ", browse);
  }

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
      started ??= load("errors-search.js").then(
        () => EcsErrorsFields.start(),
        (error) => {
          started = undefined;
          throw error;
        },
      );
      return started;
    };
    /** @type {?HTMLElement} */
    const out = document.querySelector("[data-error-results]") ?? document.getElementById(site.here && "search-results");

    /** @type {HTMLElement | undefined} */
    let popup;
    function close() {
      popup?.remove();
      popup = undefined;
    }

    /** Say that there is no answer: where answers are shown on this page, else below the *field*.
     * @param {HTMLElement} field @param {unknown} error */
    function fail(field, error) {
      close();
      const place = out ?? (popup = below(field));
      place.replaceChildren(failed(error));
      place.dataset.state = "done";
    }

    /** Start for a question that is there already. */
    function answer() {
      if (out && !started) out.dataset.state = "busy";
      start().catch((error) => fail(/** @type {HTMLElement} */ (area), error));
    }

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
        if ("errReady" in form.dataset) return;
        start().then(
          () => {
            close();
            form.requestSubmit();
          },
          (error) => fail(field, error),
        );
      });
      field.addEventListener("input", close);
      field.addEventListener("keydown", (/** @type {any} */ event) => {
        if (event.key !== "Escape" || !popup) return;
        event.preventDefault(); // it would empty the field
        close();
      });
    }
    const area = /** @type {?HTMLTextAreaElement} */ (document.querySelector("textarea[data-error-search]"));
    const wanted = () => area && (area.value || history.state?.paste || /[?#&](q|go)=/.test(location.href));
    if (site.here) start().catch(console.error);
    // By "pageshow" the browser has put back what was in the field.
    for (const event of ["pageshow", "hashchange"]) addEventListener(event, () => wanted() && answer());

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
    const filter = document.querySelector("[data-error-filter]");
    filter?.addEventListener("submit", (event) => event.preventDefault());
    // Without them the pages are as without scripts.
    if (filter || document.querySelector(".err-copy"))
      load("errors-tools.js").catch(() => document.documentElement.classList.remove("err-js"));
    searching();
  });
  return Object.freeze({ all, below, codes, failed, filled, gettext, load, make, ngettext, page, site, submitOnEnter, unmark });
})();
