// @ts-check
/* The filter of the list of codes, and copying from the page of a code. Loaded by errors-page.js where there is either. */
"use strict";

const EcsErrorsTools = (() => {
  const { all, codes, gettext } = EcsErrorsPage;

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

  if (typeof document === "undefined") return Object.freeze({ escaped, fits }); // a test

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

  for (const form of /** @type {HTMLFormElement[]} */ (all("[data-error-filter]"))) filtered(form);
  for (const row of /** @type {HTMLElement[]} */ (all(".err-copy"))) copying(row);
  return Object.freeze({ escaped, fits });
})();
