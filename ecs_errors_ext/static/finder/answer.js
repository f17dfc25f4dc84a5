// @ts-check
/* How an answer looks: what the engine (../search) finds, as elements. fields.js shows them. All text reaches
   the page as text nodes, and every address is made of names from the index. */
"use strict";

/** @typedef {{code: string, slug: string, how: string, entry: number, values: string[][], marks: number[][],
 *             catalog: string, until?: string, earlier?: string, removed?: string}} Match */
/** @typedef {{kind: string, text?: string, family?: string, statuses?: string[], unknown?: string[]}} Reason */
/** @typedef {{query: string, understood: any[], matches: Match[], total: number, guesses: Match[],
 *             statuses: string[], reason: ?Reason, missing?: string[]}} Answer *missing*: services that were not asked */

const EcsErrorsAnswer = (() => {
  /** Longer texts are bodies and logs: they stay out of the address bar. */
  const LONGEST_ADDRESS = 500;
  /** Results shown without a click. */
  const MOST = 50;
  /** Longer words are cut where they are said not to be known. */
  const LONGEST_WORD = 40;
  /** Codes of one paste that are each answered in full. */
  const MOST_CARDS = 3;

  // -- pure helpers ---------------------------------------------------------------

  const { codes, filled, gettext, ngettext } = EcsErrorsPage;

  /** Items with what stands between them in a sentence. @template T @param {T[]} items @returns {(T | string)[]} */
  function listed(items) {
    const list = items.slice(0, -1).flatMap((item, i) => (i ? [", ", item] : [item]));
    return items.length < 2 ? items : filled(gettext("%(list)s and %(last)s"), { list, last: items[items.length - 1] });
  }

  /** What an address asks: `#q=`, `?q=`, or `?go=`, which jumps. @param {string} search @param {string} hash */
  function asked(search, hash) {
    const inHash = new URLSearchParams(hash.slice(1)).get("q");
    const inSearch = new URLSearchParams(search);
    const go = inSearch.get("go");
    return { text: inHash ?? go ?? inSearch.get("q") ?? "", go: go !== null && inHash === null };
  }

  /** The fragment that keeps *text* in the address, empty where it must stay out. @param {string} text @param {number} [longest] */
  const fragment = (text, longest = LONGEST_ADDRESS) =>
    text.trim() && text.length <= longest ? `#q=${encodeURIComponent(text.toWellFormed?.() ?? text)}` : "";

  /** The colour of a status, as on the pages. @param {number} status */
  const tone = (status) =>
    status === 400 ? "neutral" : ({ 4: "client", 5: "server" }[Math.floor(status / 100)] ?? "other");

  /** The form in which two messages are the same. @param {string} text */
  const key = (text) =>
    text
      .trim()
      .replace(/\s+/g, " ")
      .toLowerCase()
      .replace(/[ .!?…。！？]+$/, "");

  /** *text* cut at *marks*: its pieces, every second one marked. @param {string} text @param {number[][]} marks */
  function cut(text, marks) {
    const pieces = [];
    let at = 0;
    for (const [start, end] of [...marks].sort((a, b) => a[0] - b[0])) {
      if (start < at || end <= start) continue;
      pieces.push(text.slice(at, start), text.slice(start, end));
      at = end;
    }
    return [...pieces, text.slice(at)];
  }

  /** The message that *text* gives, if it is the body of a response. @param {string} text */
  function messageIn(text) {
    const field =
      /["'](?:message|msg|error_msg|errorMsg|fail_reason)\\?["']\s{0,4}:\s{0,4}\\?(?:"([^"\\]{1,300})|'([^'\\]{1,300}))/i;
    const found = field.exec(text.slice(0, 20000));
    return found ? (found[1] ?? found[2]) : "";
  }

  /** The one code that an answer means, if it means one. @param {Answer} answer @returns {Match | undefined} */
  function meant({ query, matches, missing = [] }) {
    if (missing.length) return undefined; // another may be meant there
    const named = matches.filter(({ how }) => how === "code");
    const [first, second] = named;
    if (first && (!second || (first.code === query.trim() && first.code !== second.code))) return first;
    return matches.length === 1 && /^(digits|message)$/.test(matches[0].how) ? matches[0] : undefined;
  }

  /** A word of bearable length. @param {string} word */
  function brief(word) {
    const letters = [...word];
    return letters.length > LONGEST_WORD ? `${letters.slice(0, LONGEST_WORD).join("")}…` : word;
  }

  /** Neighbouring matches that *sort* sorts together. @param {Match[]} matches @param {(match: Match) => string} sort */
  function grouped(matches, sort) {
    /** @type {Match[][]} */
    const groups = [];
    for (const match of matches) {
      const last = groups.at(-1);
      if (last && sort(last[0]) === sort(match)) last.push(match);
      else groups.push([match]);
    }
    return groups;
  }

  /** How many of the first group are answered in full. @param {Match[]} [group] */
  function cards(group = []) {
    if (group.length < 2) return group.length;
    const { how } = group[0];
    return how === "code" && group.length <= MOST_CARDS ? group.length : how === "code" || how === "words" ? 1 : 0;
  }

  /** What was read, in one line. @param {Answer} answer */
  function summary({ query, understood, matches, total, guesses, statuses }) {
    if (!matches.length) return guesses.length ? gettext("No sure match.") : gettext("No match.");
    const named = [...new Set(matches.filter(({ how }) => how === "code").map(({ code }) => code))]; // of all services
    if (named.length) return placed(query, foundCodes(named));
    if (statuses.length) {
      return ngettext(
        "%(num)s code with the status %(statuses)s.",
        "%(num)s codes with the status %(statuses)s.",
        total,
        { statuses: listed(statuses).join("") },
      );
    }
    if (matches[0].how === "digits") return ngettext("%(num)s code with this number.", "%(num)s codes with this number.", total);
    if (matches[0].how === "message") {
      const its = { code: total === 1 ? matches[0].code : codes(total) };
      return placed(query, gettext("Found the message of %(code)s", its));
    }
    const slips = understood
      .flatMap(({ corrected = [] }) => corrected)
      .map(([said, as]) => gettext("“%(said)s” as “%(word)s”", { said, word: as }));
    const found = ngettext("%(num)s code found by words.", "%(num)s codes found by words.", total);
    const read = gettext("Read %(words)s.", { words: listed(slips).join("") });
    return slips.length ? `${found} ${read}` : found;
  }

  /** @param {string[]} named */
  function foundCodes(named) {
    if (named.length > 5) return ngettext("Found %(num)s code", "Found %(num)s codes", named.length);
    const all = { codes: listed(named).join("") };
    return ngettext("Found the code %(codes)s", "Found the codes %(codes)s", named.length, all);
  }

  /** What was *found*, as a sentence that says where. @param {string} query @param {string} found */
  function placed(query, found) {
    if (/^\s*[[{]/.test(query)) return gettext("%(found)s in your JSON.", { found });
    return /\n/.test(query.trim()) ? gettext("%(found)s in your text.", { found }) : `${found}.`;
  }

  const pure = { asked, brief, cards, cut, fragment, grouped, key, listed, meant, messageIn, summary, tone };
  if (typeof document === "undefined") return /** @type {never} */ (Object.freeze(pure)); // a test
  const { make, page, site } = EcsErrorsPage;
  const { folder } = EcsErrorsServices;

  // -- one match ----------------------------------------------------------------------

  const REASONS = /** @type {Record<number, string>} */ ({
    400: "Bad Request",
    401: "Unauthorized",
    403: "Forbidden",
    404: "Not Found",
    405: "Method Not Allowed",
    409: "Conflict",
    413: "Content Too Large",
    429: "Too Many Requests",
    500: "Internal Server Error",
    501: "Not Implemented",
    502: "Bad Gateway",
    503: "Service Unavailable",
    504: "Gateway Timeout",
  });

  /** @param {Entry} entry @param {boolean} [full] whether the statuses are named */
  const chips = (entry, full) =>
    make(
      "span",
      { class: "err-chips" },
      ...entry.statuses.map((status) =>
        make(
          "span",
          { class: `err-chip err-${tone(status)}` },
          [status, ...(full ? [REASONS[status]] : [])].join(" ").trim(),
        ),
      ),
    );

  /** @param {string} text @param {number[][]} marks */
  const marked = (text, marks) => cut(text, marks).map((piece, i) => (i % 2 ? make("mark", {}, piece) : piece));

  /** @param {string} code */
  const inCode = (code) => make("span", { class: "err-code" }, code);

  /** @param {Match} match */
  const addressOf = (match) => page(`${folder(match.catalog)}codes/${match.slug}`);

  /** @param {Match} match */
  const asResult = (match) => ({
    href: addressOf(match),
    "data-error-code": match.code,
    "data-error-how": match.how,
    ...(match.catalog ? { "data-error-catalog": match.catalog } : {}),
  });

  /** @param {string[][]} values */
  const filledIn = (values) =>
    values.flatMap(([blank, value], i) => [i ? ", " : "", make("span", { class: "err-blank" }, blank), ` = ${value}`]);

  /** @param {Catalog} catalog @param {Match} match */
  const entryOf = (catalog, match) => catalog.entries(match)[match.entry];

  /** A code and, where there are several services, which of them it is of. @param {Catalog} catalog @param {Match} match */
  function named({ titles }, match) {
    if (titles.size < 2) return inCode(match.code);
    const service = make("span", { class: "err-service" }, titles.get(match.catalog) ?? "");
    return make("span", { class: "err-named" }, inCode(match.code), " ", service);
  }

  /** @param {Entry} entry */
  const meaning = ({ description, message }) => (key(description) === key(message) ? "" : description);

  /** What a match has to do with the past. @param {Match} match */
  const pastOf = ({ until, earlier = "", removed }) => [
    ...(until ? [gettext("Wording until %(date)s: %(text)s", { date: until, text: earlier })] : []),
    ...(earlier && !until ? [gettext("Before translation: %(text)s", { text: earlier })] : []),
    ...(removed ? [gettext("Removed from the table: %(date)s", { date: removed })] : removed === "" ? [gettext("Removed from the table.")] : []),
  ];

  /** The message of a match and, in quiet lines, what was filled in and what else tells it.
   * @param {Match} match @param {Entry} entry @param {string} [more] */
  function told(match, entry, more = meaning(entry)) {
    if (!entry.message) return make("span", { class: "err-text" }, [entry.description, ...pastOf(match)].join(" · "));
    const quiet = [filledIn(match.values), more ? [more] : [], ...pastOf(match).map((line) => [line])].filter((line) => line.length);
    return make(
      "span",
      { class: "err-text" },
      ...marked(entry.message, match.marks),
      ...quiet.map((line) => make("span", { class: "err-apart" }, ...line)),
    );
  }

  /** The first of meaning and advice that no other of *entries*, which share a message, has.
   * @param {Entry} entry @param {Entry[]} entries */
  const apart = (entry, entries) =>
    [meaning(entry), entry.solution].find(
      (text, i) =>
        text && entries.every((other) => other === entry || key([other.description, other.solution][i]) !== key(text)),
    ) ?? "";

  /** @param {Catalog} catalog @param {Match[]} matches @param {(entry: Entry) => string} [more]
   * @param {(match: Match) => Record<string, string>} [attributes] */
  const lines = (catalog, matches, more = meaning, attributes = asResult) =>
    make(
      "ul",
      { class: "err-lines" },
      ...matches.map((match) => {
        const entry = entryOf(catalog, match);
        return make(
          "li",
          {},
          make(
            "a",
            attributes(match),
            named(catalog, match),
            told(match, entry, more(entry)),
            chips(entry),
          ),
        );
      }),
    );

  /** A text with its paragraphs. @param {string} text */
  const blocks = (text) => (text.includes("\n\n") ? text.split(/\n{2,}/).map((block) => make("p", {}, block)) : [text]);

  /** A code answered in full. @param {Catalog} catalog @param {Match} match @param {string} query */
  function card(catalog, match, query) {
    const entry = entryOf(catalog, match);
    const facts = make("dl", { class: "err-facts simple" });
    /** @param {string} label @param {...(Node | string)} content */
    const fact = (label, ...content) => facts.append(make("dt", {}, label), make("dd", {}, ...content));
    if (meaning(entry)) fact(gettext("What it means"), ...blocks(meaning(entry)));
    if (entry.solution) fact(gettext("What to do"), ...blocks(entry.solution));
    if (match.values.length) fact(gettext("Filled in"), ...filledIn(match.values));
    const said = match.how === "code" && !match.marks.length && !match.earlier ? messageIn(query) : "";
    if (said && catalog.entries(match).every(({ message }) => key(message) !== key(said))) {
      fact(
        gettext("Your message"),
        make(
          "span",
          { class: "err-quiet" },
          gettext("“%(message)s” differs from the table. One code can carry several messages; the code decides.", {
            message: said,
          }),
        ),
      );
    }
    return make(
      "section",
      { class: "err-card", "aria-label": named(catalog, match).textContent ?? "" },
      make(
        "div",
        { class: "err-head" },
        make("h2", {}, make("a", asResult(match), named(catalog, match))),
        chips(entry, true),
      ),
      ...(entry.message
        ? [make("p", { class: "err-message" }, ...marked(entry.message, match.how === "words" ? match.marks : []))]
        : []),
      ...pastOf(match).map((line) => make("p", { class: "err-quiet" }, line)),
      facts,
    );
  }

  // -- a whole answer -------------------------------------------------------------------

  /** @param {string} title @param {...Node} content */
  const part = (title, ...content) => make("section", {}, make("h2", {}, title), ...content);

  /** What says that services were not asked, if so. @param {Answer} answer @param {Record<string, string>} attributes */
  const lacking = ({ missing = [] }, attributes) =>
    missing.length
      ? [make("p", attributes, gettext("The search of %(services)s could not be loaded.", { services: listed(missing).join("") }))]
      : [];

  /** Everything that an answer shows. @param {Catalog} catalog @param {Answer} answer @returns {Node[]} */
  function results(catalog, answer) {
    const { query, matches, guesses, statuses, total } = answer;
    const groups = grouped(
      matches,
      (match) => match.how + (match.how === "message" ? key(entryOf(catalog, match).message) : ""),
    );
    const full = cards(groups[0]);
    const shown = matches.slice(0, full).map((match) => card(catalog, match, query));
    // What is found by words was not told by its message: who else answers with that would only be in the way.
    const others = full === 1 && matches[0].how !== "words" ? twins(catalog, matches) : [];
    const all = [matches[0], ...others].flatMap((match) => (match ? [entryOf(catalog, match)] : []));
    if (groups[0]?.length > full) groups[0] = groups[0].slice(full);
    else groups.shift();
    return [
      ...lacking(answer, { role: "alert" }),
      ...catalog.statusPages(statuses).map((one) => make("p", {}, make("a", statusLink(one), allWith(catalog, one)))),
      ...shown,
      ...(others.length
        ? [
            part(
              gettext("Also answers with this message"),
              lines(
                catalog,
                others.slice(0, MOST),
                (entry) => apart(entry, all),
                (match) => ({ href: addressOf(match) }),
              ),
            ),
          ]
        : []),
      ...groups.map((group) => listOf(catalog, group, full > 0)),
      ...(total > matches.length
        ? [make("p", { class: "err-more" }, firstOf(matches.length, total))]
        : []),
      ...(matches.length ? [] : why(catalog, answer)),
      ...(guesses.length ? [guessed(catalog, answer)] : []),
      ...(matches.length ? [] : [waysOn(catalog)]),
    ];
  }

  /** @param {number} shown @param {number} total */
  const firstOf = (shown, total) => gettext("These are the first %(count)s of %(total)s.", { count: shown, total });

  /** The codes of one service that share a message with the first match and are no matches.
   * @param {Catalog} catalog @param {Match[]} matches */
  function twins(catalog, matches) {
    const [first] = matches;
    const keys = new Set(
      catalog
        .entries(first)
        .map(({ message }) => key(message))
        .filter(Boolean),
    );
    const known = new Set(matches.flatMap(({ catalog: name, code }) => (name === first.catalog ? [code] : [])));
    return catalog.kin(first).flatMap((other) => {
      const entry = known.has(other.code) ? -1 : catalog.entries(other).findIndex(({ message }) => keys.has(key(message)));
      return entry < 0 ? [] : [{ ...other, how: "message", entry, values: [], marks: [] }];
    });
  }

  /** @param {Catalog} catalog @param {Match[]} group @param {boolean} further whether a code was answered above */
  function listOf(catalog, group, further) {
    const [first] = group;
    const entries = first.how === "message" ? group.map((match) => entryOf(catalog, match)) : [];
    const list = lines(catalog, group, entries.length > 1 ? (entry) => apart(entry, entries) : meaning);
    if (first.how !== "message") {
      const titles = /** @type {Record<string, string>} */ ({
        code: gettext("Also in your text"),
        digits: gettext("Codes with this number"),
        status: gettext("Codes with this status"),
      });
      return part(titles[first.how] ?? (further ? gettext("Other answers") : gettext("Found by words")), list);
    }
    const title = further
      ? ngettext(
          "%(num)s code answers with the message in your text",
          "%(num)s codes answer with the message in your text",
          group.length,
        )
      : ngettext("%(num)s code answers with this message", "%(num)s codes answer with this message", group.length);
    if (group.length === 1) return part(title, list);
    const compare = make("a", { href: `${addressOf(first)}#same-message` }, gettext("Tell them apart"));
    return part(title, make("p", {}, gettext("The message does not say what failed; the code does."), " ", compare), list);
  }

  /** @param {StatusPage} one */
  const statusLink = ({ catalog, status }) => ({ href: page(`${folder(catalog)}status/${status}`), "data-error-status": status });

  /** @param {Catalog} catalog @param {StatusPage} one */
  function allWith({ titles }, { catalog, status }) {
    const all = gettext("All codes with %(status)s", { status });
    return titles.size > 1 ? `${all} – ${titles.get(catalog)}` : all;
  }

  /** @param {Catalog} catalog @param {Answer} answer */
  function guessed(catalog, { guesses }) {
    const near = guesses[0].how === "near";
    return make(
      "section",
      { "data-error-guess": "" },
      make("h2", {}, near ? gettext("The nearest numbers") : gettext("No sure match")),
      make("p", { class: "err-quiet" }, near ? gettext("These codes exist.") : gettext("Perhaps one of these.")),
      lines(catalog, guesses),
    );
  }

  /** Why there is no match. @param {Catalog} catalog @param {Answer} answer @returns {Node[]} */
  function why(catalog, { guesses, reason, missing = [] }) {
    const { kind = "", text = "", family = "", statuses = [], unknown = [] } = reason ?? {};
    /** A family whose name is no file name has a page of another name. @param {string} name */
    const link = (name) =>
      /^(?!(?:con|prn|aux|nul|index|(?:com|lpt)\d)$)[a-z]\w*$/i.test(name)
        ? make("a", { class: "err-code", href: page(`${folder(catalog.catalogOf(name))}families/${name}`) }, name)
        : inCode(name);
    const title = make("h2", {}, ...(text ? filled(gettext("No match for %(text)s"), { text: inCode(text) }) : [gettext("No match")]));
    if (missing.length) return guesses.length ? [] : [title]; // the rest of this reference may know it
    if (kind === "foreign_family") {
      const here = catalog.families.slice(0, 8).map(link);
      return [
        title,
        make(
          "p",
          {},
          ...filled(gettext("It looks like a code, but its family, %(family)s, is not part of this reference."), {
            family: inCode(family),
          }),
          ...(here.length > 1 ? [" ", ...filled(gettext("The families here are %(families)s."), { families: listed(here) })] : []),
          ...(here.length === 1 ? [" ", ...filled(gettext("The family here is %(family)s."), { family: here[0] })] : []),
        ),
      ];
    }
    if (kind === "unknown_number")
      return [title, make("p", {}, ...filled(gettext("The family %(family)s has no code with this number."), { family: link(family) }))];
    if (kind === "family") return [make("h2", {}, ...filled(gettext("%(family)s is a family of codes"), { family: link(family) }))];
    if (kind === "no_such_status") {
      return [
        make("h2", {}, gettext("No code with the status %(statuses)s", { statuses: listed(statuses).join("") })),
        make("p", {}, make("a", { href: page(indexOf(catalog, "status")) }, gettext("The statuses of this reference"))),
      ];
    }
    if (guesses.length) return [];
    const words = listed(unknown.slice(0, 8).map((word) => gettext("“%(word)s”", { word: brief(word) }))).join("");
    return [
      title,
      make(
        "p",
        {},
        words
          ? gettext("No code of this reference is known by %(words)s.", { words })
          : gettext("Nothing in it points to a code of this reference."),
      ),
    ];
  }

  /** The index of a kind of pages; of several services, the page over all of them.
   * @param {Catalog} catalog @param {string} kind */
  const indexOf = ({ titles }, kind) => {
    const [first, second] = titles.keys();
    return second === undefined ? `${folder(first)}${kind}/index` : "catalogs";
  };

  /** @param {Catalog} catalog */
  function waysOn(catalog) {
    const browse = make("a", { href: page(indexOf(catalog, "codes")) }, ngettext("Browse the one code", "Browse all %(num)s codes", catalog.size));
    // The pages of the search and of lost addresses lead there anyhow.
    /** @type {NodeListOf<HTMLAnchorElement>} */
    const links = document.querySelectorAll(".err-page > .err-ways a");
    const known = [...links].some(({ href }) => href === /** @type {HTMLAnchorElement} */ (browse).href);
    const ways = [site.noMatch, gettext("Paste the whole response or log line: a second code may be in it."), known ? "" : browse];
    return make("ul", { class: "err-ways" }, ...ways.filter(Boolean).map((way) => make("li", {}, way)));
  }

  return Object.freeze({
    ...pure,
    addressOf,
    allWith,
    asResult,
    chips,
    entryOf,
    inCode,
    lacking,
    named,
    results,
    statusLink,
    told,
  });
})();
