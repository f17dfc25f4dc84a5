// @ts-check
/** Plain language, which a search loads when a text names no code, message or status: published as one script. */

/** @typedef {{said: string, targets: [string[], number][], importance: number, kinds: number, tried: number, isHeld: boolean}} Concept */
/** @typedef {{concepts: Concept[], unknown: string[], spelt: Map<string, string[]>, elsewhere: boolean}} Question */
/** @typedef {{row: number, score: number, sure: number}} Ranked */
/** @typedef {{start: number, end: number, word: string, isId: boolean, written: string}} Token */
/** @typedef {Token & {stem: string}} Said */
/** @typedef {Record<string, any>} Json */
/** @typedef {Map<string, {rows: number[], values: number[]}>} Postings */
/** @typedef {any} Engine */

const { FIELDS, SENTENCE, compare, div, fold, getOr, isAscii, set, tokenize, within } = /** @type {any} */ (globalThis).EcsErrors.tools;
