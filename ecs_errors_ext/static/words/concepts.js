// @ts-check
/** A part of a question: what it may mean, in which rows that stands, and of what kind it is. */

const OBJECT = 1, ACT = 2, THING = 4, CERTAIN = 8, TELLS = 16, MORE = 32, REFUSAL = 64;

/** What is counted in one number beside single concepts. */
const A_THING = 64, AN_OBJECT = 4096;

/** @param {Lexicon} lexicon @param {Question} question @param {string[]} phrase @param {Record<string, number>} weights @param {boolean} slip */
const addConcept = (lexicon, question, phrase, weights, slip) => {
  const said = phrase.join(" ");
  if (question.concepts.some((concept) => concept.said === said)) return;
  /** @type {[string[], number][]} */
  const targets = Array.from(lexicon.phrases.get(said) || [], ([words, weight]) => [words.split(" "), weight]);
  if (!targets.some(([words]) => words.join(" ") === said) && phrase.every((word) => lexicon.postings.has(word))) targets.push([phrase, 100]);
  const { value: values, sure: sures } = lexicon.rows;
  const best = targets.length ? Math.max(...targets.map((target) => target[1])) : 50;
  const counted = slip ? weights.slip : 100;
  /** @type {number[]} */
  const rows = [];
  let strong = 0;
  for (const [words, weight] of [...targets].sort((a, b) => b[1] - a[1])) {
    const scale = div(weight * counted * (words.length + 1), 200 * words.length);
    eachRow(lexicon, words, weights.thin, scale, div(weight * 100, best), rows);
    if (weight * 100 >= best * weights.strong) strong = rows.length;
  }
  const importance = div(div(lexicon.rarity(strong || div(lexicon.size, 16)) * best, 100) * counted, 100);
  const first = targets.length ? targets[0][0] : [];
  const isObject = rows.length > 0 && first.some((word) => lexicon.objects.has(word));
  const isAct = lexicon.acts.has(first[first.length - 1]);
  const isThing = targets.every(([words]) => words.every((word) => lexicon.things.has(word)));
  const isSure = best >= weights.vague;
  const tells = isSure && !isThing;
  const isRefusal = best >= 90 && first.some((word) => lexicon.refusals.has(word));
  const kinds = [isObject, isAct, isThing, isSure, tells, tells && !isObject && !isAct, isRefusal].reduce((sum, is, k) => sum | (is ? 1 << k : 0), 0);
  const tried = kinds & (OBJECT | ACT | THING) && !isRefusal ? importance : 0;
  question.concepts.push({ said, targets, importance, kinds, tried, isHeld: rows.length > 0 });
  const counts = importance < weights.weak ? 0 : isThing && !isObject ? A_THING : 1;
  const [value, covered, held, count, tries] = lexicon.sums;
  for (const row of rows) {
    value[row] += values[row];
    covered[row] += importance * sures[row];
    held[row] |= kinds;
    tries[row] += tried;
    count[row] += counts + (isObject ? AN_OBJECT : 0);
    values[row] = sures[row] = 0;
  }
};

/** Note what rows that have all *words* are worth, and in *found* those that had none of the concept's readings before.
 * @param {Lexicon} lexicon @param {string[]} words @param {number} thin @param {number} scale @param {number} surest @param {number[]} found */
const eachRow = (lexicon, words, thin, scale, surest, found) => {
  const { value: values, sure: sures } = lexicon.rows;
  const postings = words.map((word) => lexicon.postings.get(word) || { rows: [], values: [] });
  const rarities = postings.map(({ rows }) => lexicon.rarity(rows.length));
  const least = rarities.reduce((sum, rarity) => sum + rarity) * thin;
  const [{ rows, values: first }, ...others] = postings;
  // Rows are in order, so one finger in each posting finds those that have all words.
  const at = others.map(() => 0);
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i];
    let value = first[i] * rarities[0];
    for (let k = 0; k < others.length && value; k++) {
      const other = others[k];
      while (other.rows[at[k]] < row) at[k]++;
      value = other.rows[at[k]] === row ? value + other.values[at[k]] * rarities[k + 1] : 0;
    }
    if (!value) continue;
    if (!sures[row]) found.push(row);
    if (value * scale > values[row]) values[row] = value * scale;
    const sure = value < least ? surest >> 1 : surest;
    if (sure > sures[row]) sures[row] = sure;
  }
};

/** The stems of all readings. @param {Concept[]} concepts */
const meantBy = (concepts) => new Set(concepts.flatMap(({ targets }) => targets.flatMap(([words]) => words)));
