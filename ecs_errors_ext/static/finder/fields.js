// @ts-check
/* The fields of the search: one of many lines is answered below it, one of a single line by a list.
   Loaded by errors-page.js when a field is first used. What is pasted stays in the browser. */
"use strict";

const EcsErrorsFields = (() => {
  const { all, below, failed, gettext, make, page, site, submitOnEnter, unmark } = EcsErrorsPage;
  const {
    addressOf,
    allWith,
    asResult,
    asked,
    chips,
    entryOf,
    fragment,
    lacking,
    meant,
    named,
    results,
    statusLink,
    summary,
    told,
  } = EcsErrorsAnswer;
  const { ask, catalogOf } = EcsErrorsServices;
  /** Why a result is listed, for a reader. */
  const WHY = /** @type {Record<string, string>} */ ({
    code: gettext("code"),
    digits: gettext("number"),
    message: gettext("message"),
    near: gettext("nearest number"),
    status: gettext("status"),
    words: gettext("words"),
  });

  // -- the landing page and the page of the search -----------------------------------------

  const HANDED = "ecs-errors-paste";
  /** So much of a text every browser takes in an address. */
  const LONGEST_HANDED = 100_000;

  /** The text that another page left for this one, because it is too long for an address. */
  function handed() {
    try {
      const text = sessionStorage.getItem(HANDED) ?? "";
      sessionStorage.removeItem(HANDED);
      return text;
    } catch {
      return ""; // storage can be forbidden
    }
  }

  /** Let the page of the search answer *text*. @param {string} text */
  function hand(text) {
    let kept = fragment(text);
    try {
      if (!kept) sessionStorage.setItem(HANDED, text);
    } catch {
      kept = fragment(text.slice(0, LONGEST_HANDED), LONGEST_HANDED); // that page takes it out of the address
    }
    location.assign(page(site.finder) + kept);
  }

  /** Keep *text* with this entry of the history, which gets the *address*. @param {string} text @param {string} address */
  function keep(text, address) {
    try {
      history.replaceState({ paste: text }, "", address);
    } catch {
      history.replaceState(null, "", address); // too long to be kept
    }
  }

  /** Answer in *out* what stands in *field*; comes back as what answers another text there.
   * @param {HTMLTextAreaElement} field @param {HTMLElement} out @param {HTMLElement} line says what was read */
  function finder(field, out, line) {
    let turn = 0;
    let timer = 0;
    /** @type {string | undefined} */
    let shown;

    /** @param {string} text @param {(found: Answer) => boolean} [jump] @param {boolean} [typing] */
    async function answer(text, jump, typing) {
      const mine = ++turn;
      clearTimeout(timer);
      shown = text;
      out.dataset.state = "busy";
      let said = "";
      let untold = false;
      /** @type {Node[]} */
      let nodes = [];
      try {
        // A code alone needs no more than the first part.
        const first = jump && (await catalogOf(1)).find(text);
        if (mine !== turn || (first && jump(first))) return;
        if (text.trim()) {
          const { catalog, answer } = await ask(text, typing);
          if (mine !== turn || jump?.(answer)) return;
          [said, nodes] = [summary(answer), results(catalog, answer)];
          untold = !answer.matches.length && !answer.guesses.length;
        }
      } catch (error) {
        nodes = [failed(error)];
      }
      if (mine !== turn) return;
      line.textContent = said;
      line.classList.toggle("err-hidden", untold); // the heading says so too
      out.replaceChildren(...nodes);
      out.dataset.state = text.trim() ? "done" : "idle";
    }

    /** Answer *text* and keep it with this entry of the history; in its address only if it is short. @param {string} text */
    function submit(text) {
      field.value = text;
      keep(text, location.pathname + fragment(text));
      askSphinx(text);
      return answer(text);
    }

    function resume() {
      const { text, go } = asked(location.search, location.hash);
      const left = (site.here && handed()) || (location.hash && !fragment(text) ? text : "");
      if (left) {
        submit(left);
        return;
      }
      const asking = history.state?.paste ?? text;
      // What was typed before this was loaded is newer than the address.
      if (asking && (shown !== undefined || !field.value)) field.value = asking;
      if (field.value === shown) return;
      if (location.hash) askSphinx(field.value);
      answer(field.value, go && field.value === text ? jump : undefined);
    }

    /** @param {Answer} found */
    function jump(found) {
      const one = meant(found);
      if (one) location.replace(addressOf(one));
      return Boolean(one);
    }

    field.addEventListener("input", () => {
      turn += 1; // no answer to what stood there before
      clearTimeout(timer);
      out.dataset.state = "busy";
      timer = setTimeout(answer, 120, field.value, undefined, true);
    });
    field.form?.addEventListener("submit", () => submit(field.value));
    // Where the browser keeps no page in memory, as of files, "Back" brings again what was not submitted either.
    document.addEventListener("click", ({ target }) => {
      if (target instanceof Element && target.closest("a[href]")) keep(field.value, location.href);
    });
    document.querySelector("[data-error-service]")?.addEventListener("change", () => answer(field.value));
    addEventListener("hashchange", resume);
    resume();
    return submit;
  }

  /** Sphinx's own results, for the documents: only for a line of words. @param {string} text */
  function askSphinx(text) {
    const place = document.getElementById("search-results");
    if (site.here !== "search" || !place) return;
    place.replaceChildren();
    if (!fragment(text) || /\n/.test(text.trim())) return;
    // @ts-ignore - a global of Sphinx's own scripts
    if (typeof Search === "object") Search.performSearch?.(text);
  }

  /** A choice among the services, where there are several. */
  function choice() {
    const titles = Object.entries(/** @type {Record<string, string>} */ (JSON.parse(site.services)));
    if (titles.length < 2) return [];
    const options = [["*", gettext("All")], ...titles].map(([value, title]) => make("option", { value }, title));
    return [make("label", {}, gettext("Service"), " ", make("select", { "data-error-service": "" }, ...options))];
  }

  /** Put our search above the theme's own results. @param {HTMLElement} theirs */
  function searchPage(theirs) {
    for (const other of /** @type {HTMLElement[]} */ (all("form, h1, p", theirs.parentElement ?? theirs))) {
      if (!theirs.contains(other) && !other.closest("noscript")) other.hidden = true;
    }
    const field = /** @type {HTMLTextAreaElement} */ (
      make("textarea", {
        id: "err-paste",
        rows: "3",
        "data-error-search": "",
        spellcheck: "false",
        autocapitalize: "off",
        autocomplete: "off",
      })
    );
    const form = make(
      "form",
      { class: "err-finder", role: "search", "aria-label": gettext("Find an error"), action: page(site.codes) },
      make("h1", { class: "err-label" }, make("label", { for: "err-paste" }, gettext("Code, message, log line or JSON body"))),
      field,
      ...choice(),
      make("button", { type: "submit" }, gettext("Find")),
      make("p", { class: "err-quiet" }, gettext("What you paste stays in this browser.")),
    );
    form.addEventListener("submit", (event) => event.preventDefault());
    submitOnEnter(field);
    const line = make("p", { class: "err-quiet err-read", role: "status" });
    const out = make("div", { "data-error-results": "", "data-state": "idle" });
    const crumbs = make(
      "nav",
      { class: "err-crumbs", "aria-label": gettext("Place in the error reference") },
      make(
        "ol",
        {},
        make("li", {}, make("a", { href: page(site.home) }, gettext("Find an error"))),
        make("li", { "aria-current": "page" }, gettext("Result")),
      ),
    );
    theirs.before(make("div", { class: "err-page" }, crumbs, form, line, out));
    const submit = finder(field, out, line);
    // The words of the search are marked in the document that is opened from Sphinx's results, and nowhere else.
    let opened = false;
    theirs.addEventListener("click", () => (opened = true));
    addEventListener("pagehide", () => opened || unmark());
    if (!field.value) field.focus();
    return submit;
  }

  // -- a field of one line: a combobox (WAI-ARIA 1.2) ---------------------------------------

  let popups = 0;

  /** @param {HTMLInputElement} field @param {(text: string) => void} answerAll shows all answers on some page */
  function combobox(field, answerAll) {
    const id = `err-popup-${++popups}`;
    const announced = make("span", { class: "err-hidden", role: "status" });
    /** @type {HTMLElement | undefined} */
    let popup;
    /** @type {Promise<unknown>} */
    let answered = Promise.resolve();
    /** @type {Answer | undefined} */
    let found;
    let turn = 0;
    let timer = 0;
    field.after(announced);

    /** @returns {HTMLAnchorElement[]} */
    const options = () => (popup ? all("[role=option]", popup) : []);
    const active = () => options().findIndex((option) => option.ariaSelected === "true");

    /** @param {number} place */
    function select(place) {
      const all = options();
      for (const [i, option] of all.entries()) option.ariaSelected = String(i === place);
      all[place]?.scrollIntoView({ block: "nearest" });
      if (all[place]) field.setAttribute("aria-activedescendant", all[place].id);
      else field.removeAttribute("aria-activedescendant");
    }

    function close() {
      turn += 1;
      clearTimeout(timer);
      popup?.remove();
      popup = undefined;
      field.ariaExpanded = "false";
      for (const name of ["aria-activedescendant", "aria-controls"]) field.removeAttribute(name);
      announced.textContent = "";
    }

    function opened() {
      if (!popup) {
        popup = below(field);
        popup.id = id;
        popup.addEventListener("mousedown", (event) => event.preventDefault()); // the field keeps the focus
      } else below(field, popup);
      popup.dataset.state = "busy";
      return popup;
    }

    async function update() {
      const mine = ++turn;
      const text = field.value;
      found = undefined;
      if (!text.trim()) {
        close();
        return;
      }
      const list = opened();
      try {
        const { catalog, answer } = await ask(text, true);
        if (mine !== turn) return;
        found = answer;
        fill(list, catalog, answer);
      } catch (error) {
        if (mine !== turn) return;
        for (const name of ["role", "aria-label"]) list.removeAttribute(name); // it holds nothing to choose from
        list.replaceChildren(failed(error));
        field.ariaExpanded = "false";
      }
      list.dataset.state = "done";
    }

    /** @param {HTMLElement} list @param {Catalog} catalog @param {Answer} answer */
    function fill(list, catalog, answer) {
      const { matches, guesses, statuses } = answer;
      let count = 0;
      /** @param {Record<string, string>} attributes @param {...(Node | string)} content */
      const option = (attributes, ...content) =>
        make(
          "a",
          { ...attributes, role: "option", id: `${id}-${count++}`, tabindex: "-1", "aria-selected": "false" },
          ...content,
        );
      /** @param {Match} match */
      const result = (match) => {
        const entry = entryOf(catalog, match);
        return option(
          asResult(match),
          named(catalog, match),
          chips(entry),
          make("span", { class: "err-why" }, WHY[match.how] ?? match.how),
          told(match, entry),
        );
      };
      list.setAttribute("role", "listbox");
      list.setAttribute("aria-label", gettext("Answers"));
      list.replaceChildren(
        ...catalog.statusPages(statuses).map((one) => option(statusLink(one), allWith(catalog, one))),
        ...matches.map(result),
      );
      if (guesses.length) {
        list.append(
          make(
            "div",
            { role: "group", "aria-label": gettext("No sure match"), "data-error-guess": "" },
            make("p", { class: "err-quiet", "aria-hidden": "true" }, gettext("No sure match")),
            ...guesses.map(result),
          ),
        );
      }
      const line = { class: "err-quiet", role: "option", "aria-disabled": "true" };
      if (!count) list.append(make("p", line, gettext("No match")));
      list.append(...lacking(answer, line));
      field.ariaExpanded = "true";
      field.setAttribute("aria-controls", id);
      announced.textContent = summary(answer);
    }

    /** Go to the answer: the one selected, the code that is meant, or all of them. */
    async function go() {
      const chosen = options()[active()];
      const text = field.value;
      if (!chosen) await answered;
      const one = found && field.value === text ? meant(found) : undefined;
      if (chosen || one) location.assign(chosen?.href ?? addressOf(/** @type {Match} */ (one)));
      else if (text.trim()) {
        close();
        answerAll(text);
      }
    }

    /** @param {KeyboardEvent} event */
    function press(event) {
      const count = options().length;
      const place = active();
      /** @type {Record<string, () => unknown>} */
      const keys = {
        Escape: () => (popup ? close() : (field.value = "")),
        Enter: go,
        ...(popup ? {} : { ArrowDown: () => (answered = update()) }),
        ...(count
          ? { ArrowDown: () => select((place + 1) % count), ArrowUp: () => select((place < 1 ? count : place) - 1) }
          : {}),
        ...(count && place >= 0 ? { Home: () => select(0), End: () => select(count - 1) } : {}),
      };
      if (event.isComposing || event.ctrlKey || event.metaKey || !Object.hasOwn(keys, event.key)) return;
      event.preventDefault();
      keys[event.key]();
    }

    function input() {
      clearTimeout(timer);
      select(-1); // what was chosen answers another text
      if (field.value.trim()) opened();
      answered = new Promise((resolve) => {
        timer = setTimeout(() => resolve(update()), 80);
      });
    }

    field.addEventListener("input", input);
    field.addEventListener("paste", (event) => {
      // A field of one line drops line breaks, which would join the words around them.
      const text = event.clipboardData?.getData("text/plain") ?? "";
      if (!/[\r\n]/.test(text)) return;
      event.preventDefault();
      field.setRangeText(text.replace(/[\r\n]+/g, " "), field.selectionStart ?? 0, field.selectionEnd ?? 0, "end");
      input();
    });
    field.addEventListener("keydown", press);
    field.addEventListener("blur", close);
    field.form?.addEventListener("submit", go);
    // A page that is left has answered; by "Back" it may come from the browser's memory as it was.
    addEventListener("pagehide", () => {
      field.value = "";
      close();
    });
    if (field.value && document.activeElement === field) input();
  }

  /** Make every field of the page answer. */
  function start() {
    const theirs = site.here === "search" ? document.getElementById("search-results") : null;
    const area = /** @type {?HTMLTextAreaElement} */ (document.querySelector("textarea[data-error-search]"));
    const out = /** @type {?HTMLElement} */ (document.querySelector("[data-error-results]"));
    const line = /** @type {?HTMLElement} */ (document.querySelector("[data-error-read]"));
    const inputs = /** @type {HTMLInputElement[]} */ (all("input[data-error-search]"));
    const submit = theirs ? searchPage(theirs) : area && out && line ? finder(area, out, line) : hand;
    for (const input of inputs) combobox(input, submit);
    for (const { form } of area ? [...inputs, area] : inputs) if (form) form.dataset.errReady = "";
  }

  return Object.freeze({ start });
})();
