// @ts-check
/* The answers of several catalogs as one, twin of the Python module `search/together.py`. Pure functions, no DOM;
   loaded where more than one catalog is asked. */
"use strict";

const EcsErrorsTogether = (() => {
  /** @typedef {Record<string, any>} Json */

  const MOST_GUESSES = 5;
  const SURE = ["code", "message"];
  const SPELLINGS = ["exact", "loose", "typo", "digits"];
  /** From the reason that says most about a text to the one that says least. */
  const REASONS = ["unknown_number", "family", "no_such_status", "foreign_family", "texts_not_loaded", "words_not_loaded", "unsure", "no_words"];

  /**
   * The answers of catalogs, each with the name of its catalog, as one; every match says of which it is.
   * @param {[string, Json][]} answers @param {number} [limit] @returns {Json}
   */
  const together = (answers, limit = 50) => {
    const sure = answers.some(([, { matches }]) => matches.some((/** @type {Json} */ { how }) => SURE.includes(how)));
    /** @param {string} key @param {(match: Json, answer: Json) => boolean} wanted @returns {Json[]} */
    const all = (key, wanted) =>
      answers.flatMap(([catalog, answer]) =>
        answer[key]
          .filter((/** @type {Json} */ match) => wanted(match, answer))
          .map((/** @type {Json} */ match) => ({ ...match, catalog, place: placeOf(answer, match) })));
    const best = bestSpellings(answers);
    const found = all("matches", (match, answer) => (!sure || SURE.includes(match.how)) && !isOutdone(answer, match, best))
      .sort((a, b) => weightOf(b) - weightOf(a) || a.place - b.place);
    const told = telling(answers, found[0]);
    const near = told.reason?.kind === "unknown_number";
    const guesses = sure ? [] : all("guesses", ({ how }) => !near || how === "near").sort((a, b) => weightOf(b) - weightOf(a));
    const placeless = (/** @type {Json} */ { place, ...match }) => match;
    return {
      ...told,
      matches: found.slice(0, limit).map(placeless),
      total: sure ? found.length : answers.reduce((sum, [, { total }]) => sum + total, 0),
      guesses: guesses.slice(0, MOST_GUESSES).map(placeless),
      statuses: [...new Set(answers.flatMap(([, { statuses }]) => statuses))],
      reason: found.length ? null : told.reason,
    };
  };

  /** Text that some catalog reads as a code, and how well it is spelt for the catalog that it fits best.
   * @param {[string, Json][]} answers */
  const bestSpellings = (answers) => {
    /** @type {Map<string, number>} */
    const best = new Map();
    for (const [, { understood }] of answers) {
      for (const told of understood) {
        if (told.code) best.set(told.text, Math.min(best.get(told.text) ?? SPELLINGS.length, SPELLINGS.indexOf(told.how)));
      }
    }
    return best;
  };

  /** Whether every text that was read as this code is better spelt for the code of another catalog.
   * @param {Json} answer @param {Json} match @param {Map<string, number>} best */
  const isOutdone = ({ understood }, { code }, best) => {
    const named = understood.filter((/** @type {Json} */ told) => told.code === code);
    return named.length > 0 &&
      named.every((/** @type {Json} */ { text, how }) => SPELLINGS.indexOf(how) > (best.get(text) ?? 0));
  };

  /** What a match weighs beside those of other catalogs: of words also how surely they mean it. @param {Json} match */
  const weightOf = ({ score, sure = 100 }) => score * sure;

  /** Which of the things that were understood names the code. @param {Json} answer @param {Json} match */
  const placeOf = ({ understood }, { code }) =>
    Math.max(0, understood.findIndex((/** @type {Json} */ told) => told.code === code));

  /** The answer that says most about the text: that of the best match, else the one with the best reason.
   * @param {[string, Json][]} answers @param {Json} [best] @returns {Json} */
  const telling = (answers, best) => {
    const said = answers.map(([, answer]) => answer);
    if (best) return said[answers.findIndex(([catalog]) => catalog === best.catalog)];
    const place = (/** @type {Json} */ { reason }) => REASONS.indexOf(reason.kind);
    return said.reduce((one, other) => (place(other) < place(one) ? other : one));
  };

  return Object.freeze({ together });
})();
