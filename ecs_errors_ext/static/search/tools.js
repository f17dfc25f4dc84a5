// @ts-check
/** What every part of the engine uses. The parts are published as one script (see scripts.json), each the twin of the
 * Python module of its name in `search`, where the reasons stand: same index, same answers. No DOM.
 */

/** @typedef {{start: number, end: number, word: string, isId: boolean, written: string}} Token */
/** @typedef {{start: number, end: number, how: string, code: number, family: string, nearest: number[]}} Mention */
/** @typedef {{name: string, numbers: Map<number, number>, width: number}} Family */
/** @typedef {{template: number, first: number, last: number, start: number, end: number, values: string[][], skipped: number}} Found */
/** @typedef {Record<string, any>} Json */
/** @typedef {(engine: Engine, text: string, typing: boolean) => {known: string[], unknown: string[], corrected: string[][], ranked: {row: number, score: number, sure: number}[], marks: (row: number) => number[][]}} AskWords */

const set = (/** @type {string} */ words) => new Set(words.split(" "));

/** @template K, V @param {Map<K, V>} map @param {K} key @param {() => V} make @returns {V} */
const getOr = (map, key, make) => {
  let value = map.get(key);
  if (value === undefined) map.set(key, (value = make()));
  return value;
};

/** Whole quotient of numbers that are not negative, below 2 ** 31. @param {number} a @param {number} b */
const div = (a, b) => (a / b) | 0;

/** Compare arrays of numbers and texts by their first difference. @param {any[]} a @param {any[]} b */
const compare = (a, b) => {
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return a[i] < b[i] ? -1 : 1;
  return 0;
};
