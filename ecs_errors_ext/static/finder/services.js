// @ts-check
/* The indexes of the services of a site (one, as a rule): loaded part by part as they are wanted, by script tags,
   and asked as one. */
"use strict";

/** @typedef {{statuses: number[], message: string, description: string, solution: string}} Entry */
/** @typedef {{catalog: string, code: string, slug: string}} Named a code, and of which catalog it is */
/** @typedef {{catalog: string, status: string}} StatusPage */
/**
 * @typedef {object} Catalog what the indexes that are asked know, together
 * @property {Map<string, string>} titles the name of each catalog, and its title
 * @property {string[]} missing the titles of those that cannot be asked, because their index could not be loaded
 * @property {number} size how many codes there are
 * @property {string[]} families the prefixes of numbered codes, commonest first
 * @property {(family: string) => string} catalogOf the catalog that has a family
 * @property {(named: {catalog: string, code: string}) => Entry[]} entries
 * @property {(named: {catalog: string}) => Named[]} kin all codes of the same catalog
 * @property {(statuses: string[]) => StatusPage[]} statusPages those of some statuses (`404`, `5xx`) that have a page
 * @property {(text: string, typing?: boolean) => Answer & {unread: boolean}} find; *typing*: the last word may be half
 *   of one; *unread*: part of the answer is missing, because it needs parts that are not loaded
 */

const EcsErrorsServices = (() => {
  /** Results shown without a click. */
  const MOST = 50;

  /** The prefixes of numbered codes, commonest first. @param {string[]} all */
  function families(all) {
    /** @type {Map<string, number>} */
    const sizes = new Map();
    for (const code of all) {
      const family = /^(.*[^\d._ -])[._ -]*\d+$/.exec(code)?.[1];
      if (family) sizes.set(family, (sizes.get(family) ?? 0) + 1);
    }
    return [...sizes].sort((a, b) => b[1] - a[1]).map(([family]) => family);
  }

  /** The codes that the tables have now. @param {any} index @returns {string[]} */
  const present = ({ codes, removed }) => codes.filter((/** @type {string} */ _, /** @type {number} */ i) => !(i in removed));

  /** Where the pages of a catalog are. @param {string} catalog */
  const folder = (catalog) => (catalog ? `${catalog}/` : "");

  if (typeof document === "undefined") return /** @type {never} */ (Object.freeze({ families, folder })); // a test
  const { gettext, load, site } = EcsErrorsPage;
  /** Names of catalogs; the default one has none. */
  const names = site.catalogs.split(" ");

  const choice = () => /** @type {?HTMLSelectElement} */ (document.querySelector("[data-error-service]"));

  /** The catalogs to be asked: the one that the page lets choose, or all. */
  function chosen() {
    const value = choice()?.value ?? "*";
    return names.includes(value) ? [value] : names;
  }

  /** What a catalog is called where its index is not there to say it. @param {string} name */
  const titleOf = (name) =>
    [...(choice()?.options ?? [])].find(({ value }) => value === name)?.text ?? (name || gettext("this reference"));

  /** @type {Map<string, Promise<Catalog>>} */
  const opened = new Map();

  /** The parts of an index: what answers codes and statuses, messages too, plain language too. */
  const PARTS = ["index", "texts", "phrases"];
  /** So many of them are asked; the last ones when a text first needs them. */
  let depth = 2;

  /** The answer to *text*, and what gave it. @param {string} text @param {boolean} [typing] */
  async function ask(text, typing) {
    const catalog = await catalogOf(depth);
    const answer = catalog.find(text, typing);
    if (!answer.unread) return { catalog, answer };
    const whole = await catalogOf(PARTS.length);
    depth = PARTS.length;
    return { catalog: whole, answer: whole.find(text, typing) };
  }

  /** The indexes with their first *parts*. @param {number} parts */
  function catalogOf(parts) {
    const wanted = chosen();
    const id = `${parts} ${wanted}`;
    const known = opened.get(id);
    if (known) return known;
    const catalog = open(wanted, PARTS.slice(0, parts));
    opened.set(id, catalog);
    const forget = () => opened.delete(id); // the next question asks for it anew
    catalog.then(({ missing }) => missing.length && forget(), forget);
    return catalog;
  }

  /** Those of the *wanted* catalogs that can be loaded; fails where none can. @param {string[]} wanted @param {string[]} parts
   * @returns {Promise<Catalog>} */
  async function open(wanted, parts) {
    const own = wanted.map((name) => Promise.all(parts.map((part) => load(`errors-${part}${name && "-"}${name}.js`))));
    const files = [];
    if (parts.length === PARTS.length) files.push("errors-words.js");
    if (wanted.length > 1) files.push("errors-together.js");
    const [done] = await Promise.all([Promise.allSettled(own), ...files.map(load)]);
    const there = wanted.filter((_, i) => done[i].status === "fulfilled");
    if (!there.length) await own[0];
    const engine = /** @type {any} */ (globalThis).EcsErrors;
    /** @type {Map<string, any>} */
    const indexes = new Map(engine.indexes().map((/** @type {any} */ index) => [index.catalog, index]));
    return together(engine, new Map(there.map((name) => [name, indexes.get(name)])), wanted);
  }

  /** The answer of one catalog, whose every match says of which it is. @param {any[]} answer */
  function owned([catalog, answer]) {
    const own = (/** @type {Match} */ match) => ({ ...match, catalog });
    return { ...answer, matches: answer.matches.map(own), guesses: answer.guesses.map(own) };
  }

  /** @param {any} engine @param {Map<string, any>} indexes those that are there @param {string[]} wanted @returns {Catalog} */
  function together(engine, indexes, wanted) {
    /** @type {Map<string, {slug: string, entries: Entry[]}>} */
    const known = new Map();
    /** @param {{catalog: string, code: string}} named */
    function about({ catalog, code }) {
      const id = `${catalog}:${code}`;
      const told = known.get(id) ?? engine.describe(indexes.get(catalog), code);
      known.set(id, told);
      return told;
    }
    /** @param {{catalog: string}} named */
    const kin = ({ catalog }) =>
      present(indexes.get(catalog)).map((/** @type {string} */ code) => ({
        catalog,
        code,
        slug: about({ catalog, code }).slug,
      }));
    const every = [...indexes];
    const codes = every.flatMap(([, index]) => present(index));
    const missing = wanted.filter((name) => !indexes.has(name)).map(titleOf);
    return {
      titles: new Map(wanted.map((name) => [name, indexes.get(name)?.title || titleOf(name)])),
      missing,
      size: codes.length,
      families: families(codes),
      catalogOf: (family) => every.find(([, index]) => families(index.codes).includes(family))?.[0] ?? "",
      entries: (named) => about(named).entries,
      kin,
      statusPages: (statuses) =>
        every.flatMap(([catalog, index]) => {
          const used = new Set(index.statuses.flat().map(String));
          const has = (/** @type {string} */ status) => [...used].some((one) => one === status || `${one[0]}xx` === status);
          return statuses.filter(has).map((status) => ({ catalog, status }));
        }),
      find: (text, typing) => {
        const [scope = "", code] = /^([\w-]+):(\S+)$/.exec(text.trim())?.slice(1) ?? [];
        const [asked, words] = scope && indexes.has(scope) ? [[scope], code] : [[...indexes.keys()], text];
        const answers = asked.map((name) => /** @type {[string, any]} */ ([name, engine.find(indexes.get(name), words, MOST, typing)]));
        const answer = answers.length > 1 ? EcsErrorsTogether.together(answers, MOST) : owned(answers[0]);
        const isSure = answer.matches.some((/** @type {Match} */ { how }) => how === "code" || how === "message");
        return { ...answer, missing, unread: !isSure && answers.some(([, { reason }]) => reason?.kind === "words_not_loaded") };
      },
    };
  }

  return Object.freeze({ ask, catalogOf, folder });
})();
