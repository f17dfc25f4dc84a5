// @ts-check
/* What every page of the error reference does by script: the filter of the list of codes, copying,
   and the fields of the search. All that answers a question (errors-fields.js, errors-answer.js, the
   engine and the index) is loaded when a field is first used. Without scripts the pages lack only these comforts. */
"use strict";

const EcsErrorsPage = (() => {
  /** "1 code", "4 codes". @param {number} count */
  const codes = (count) => `${count} ${count === 1 ? "code" : "codes"}`;

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

  if (typeof document === "undefined") return /** @type {never} */ (Object.freeze({ codes, fits })); // a test

  // The tag of this script says where the site is and what this page is.
  const script = /** @type {HTMLScriptElement} */ (document.currentScript);
  const site = { suffix: ".html", home: "index", search: "", here: "", noMatch: "", ...script.dataset };
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

  /** @param {HTMLElement} row */
  function copying(row) {
    const code = row.closest("article")?.dataset.errorCode ?? "";
    const address = location.href.replace(/[?#].*$/, "");
    /** @type {Record<string, string>} */
    const texts = { link: address, markdown: `[${code}](${address})`, role: `:err:code:\`${code}\`` };
    const said = /** @type {HTMLElement} */ (row.querySelector("[role=status]"));
    row.addEventListener("click", async (event) => {
      const text = texts[/** @type {HTMLElement} */ (event.target).dataset.errorCopy ?? ""];
      if (!text) return;
      try {
        await navigator.clipboard.writeText(text);
        said.textContent = "Copied";
      } catch {
        said.textContent = text; // where a page may not write to the clipboard
      }
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
    for (const input of themes) if (input.type !== "hidden") input.dataset.errorSearch = "";
    /** @type {(HTMLInputElement | HTMLTextAreaElement)[]} */
    const fields = all("[data-error-search]");
    /** @type {Promise<void> | undefined} */
    let started;
    const start = () => {
      started ??= Promise.all(["errors-answer.js", "errors-fields.js"].map(load)).then(() => EcsErrorsFields.start());
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
    if (site.here === "search") start();
    // By "pageshow" the browser has put back what was in the field.
    addEventListener("pageshow", () => wanted() && start());
    addEventListener("hashchange", () => wanted() && start());

    document.addEventListener("keydown", (event) => {
      const field = /** @type {?HTMLElement} */ (document.querySelector("textarea[data-error-search]") ?? fields[0]);
      const typing = /** @type {Element} */ (event.target).closest("input, textarea, select, [contenteditable]");
      if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || typing || !field) return;
      event.preventDefault();
      if (field.checkVisibility?.() === false) location.assign(page("search"));
      else field.focus();
    });
  }

  document.addEventListener("DOMContentLoaded", () => {
    for (const form of /** @type {HTMLFormElement[]} */ (all("[data-error-filter]"))) filtered(form);
    for (const row of /** @type {HTMLElement[]} */ (all(".err-copy"))) copying(row);
    if (site.search) searching();
  });
  return Object.freeze({ codes, fits, site, page, all, load, submitOnEnter });
})();
