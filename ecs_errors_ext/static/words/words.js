// @ts-check
/** A question as concepts, and the rows that have them. */

const OBJECT = 1, ACT = 2, THING = 4, CERTAIN = 8, TELLS = 16, MORE = 32, REFUSAL = 64;

/** What is counted in one number beside single concepts. */
const A_THING = 64, AN_OBJECT = 4096;

/** @param {Lexicon} lexicon @param {Token[]} tokens @param {Record<string, number>} weights @param {boolean} begun */
const readQuestion = (lexicon, tokens, weights, begun) => {
  /** @type {Question} */
  const question = { concepts: [], unknown: [], spelt: new Map(), corrected: [], elsewhere: false };
  for (const sum of lexicon.sums) sum.fill(0);
  const words = tokens
    .filter((token) => saidAs(token.word) && (!token.isId || (lexicon.phrases.has(token.word) && /[0-9]/.test(token.word))))
    .slice(0, 60)
    .map((token) => token.word);
  const spelt = words
    .map((word, i) => [word, spell(lexicon, question, word, begun && i === words.length - 1)])
    .filter(([, stemmed]) => stemmed);
  const found = spelt.map(([, stemmed]) => stemmed);
  for (let i = 0; i < found.length; ) {
    const size = longestPhrase(lexicon, found, i);
    const said = spelt.slice(i, i + (size || 1)).map(([word]) => word);
    const slip = said.some((word) => question.spelt.has(word));
    const phrase = found.slice(i, i + size);
    const means = lexicon.phrases.get(phrase.join(" "));
    if (means && !means.size) {
      question.unknown.push(said.join(" "));
      question.elsewhere = true;
    } else if (size) addConcept(lexicon, question, phrase, weights, slip);
    else readSingle(lexicon, question, said[0], found[i], weights, slip);
    i += size || 1;
  }
  readUnlikely(lexicon, question, weights);
  return question;
};

/** @param {Lexicon} lexicon @param {Question} question @param {string} word @param {boolean} begun */
const spell = (lexicon, question, word, begun) => {
  const stemmed = saidAs(word);
  if (stemmed === "not" || stemmed.length < 2 || STOP_WORDS.has(word) || lexicon.told.has(stemmed)) return stemmed;
  const whole = begun ? complete(lexicon.spelling, word) : "";
  const near = whole ? undefined : correct(lexicon.spelling, word);
  if (!near) return STOP_WORDS.has(whole) ? saidAs(whole) : whole || stemmed;
  const [read, shown] = near;
  if (STOP_WORDS.has(read)) {
    question.spelt.set(word, stem(read));
    return saidAs(read);
  }
  question.spelt.set(word, read);
  question.corrected.push([word, read, shown]);
  return read;
};

/** @param {Lexicon} lexicon @param {Token[]} tokens */
const apart = (lexicon, tokens) =>
  tokens.flatMap((token) => {
    const isKnown = [lexicon.postings, lexicon.phrases, lexicon.neutral].some((known) => known.has(stem(token.word)));
    const parts = isKnown ? [] : humps(token);
    return parts.length ? parts : [token];
  });

/** @param {Lexicon} lexicon @param {string[]} found @param {number} i */
const longestPhrase = (lexicon, found, i) => {
  for (let size = Math.min(6, lexicon.longest, found.length - i); size > 0; size--) {
    if (lexicon.phrases.has(found.slice(i, i + size).join(" "))) return size;
  }
  return 0;
};

/** @param {Lexicon} lexicon @param {Question} question @param {string} word @param {string} stemmed @param {Record<string, number>} weights @param {boolean} slip */
const readSingle = (lexicon, question, word, stemmed, weights, slip) => {
  if (STOP_WORDS.has(word) || stemmed === "not" || stemmed.length < 2 || lexicon.neutral.has(stemmed)) return;
  if (lexicon.postings.has(stemmed)) addConcept(lexicon, question, [stemmed], weights, slip);
  else question.unknown.push(word);
};

/** Take for slips also unlikely ones, where a row has the word that may be meant and most of the question.
 * @param {Lexicon} lexicon @param {Question} question @param {Record<string, number>} weights */
const readUnlikely = (lexicon, question, weights) => {
  const total = question.concepts.reduce((sum, { importance, isHeld }) => sum + (isHeld ? importance : 0), 0);
  if (!total || question.elsewhere || !question.unknown.length) return;
  const covered = lexicon.sums[1].slice();
  question.unknown = question.unknown.filter((word) => {
    const near = correctBeside(lexicon.spelling, word, (row) => covered[row] >= 60 * total);
    if (!near) return true;
    const [read, shown] = near;
    question.spelt.set(word, read);
    question.corrected.push([word, read, shown]);
    addConcept(lexicon, question, [read], weights, true);
    return false;
  });
};

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

/** @param {Ranked[]} ranked */
const byScore = (ranked) => ranked.sort((a, b) => b.score - a.score || a.row - b.row);

/** @param {Lexicon} lexicon @param {Question} question @param {Record<string, number>} weights */
const rankRows = ({ sums: [value, covered, held, count, tries], size }, question, weights) => {
  const { concepts } = question;
  const total = concepts.reduce((sum, concept) => sum + concept.importance, 0);
  const lost = question.unknown.length * weights.unknown;
  const asked = concepts.reduce((kinds, concept) => kinds | concept.kinds, 0);
  const objects = concepts.filter(({ kinds }) => kinds & OBJECT).length;
  const things = asked & OBJECT || asked & THING;
  const needed = asked & ACT && things && !(asked & MORE) ? ACT | things : asked & OBJECT;
  const denies = concepts.filter(({ kinds }) => kinds & THING).length > 1 && concepts.some(({ said }) => said === "not");
  const bare = question.elsewhere || (!denies && concepts.every(({ said, kinds }) => !(kinds & CERTAIN) || (!said.includes(" ") && (concepts.length === 1 || kinds & THING))));
  const phrased = concepts.some(({ said }) => said.includes(" "));
  const refused = asked & ACT ? asked & REFUSAL : 0;
  const tried = concepts.reduce((sum, concept) => sum + concept.tried, 0);
  /** @type {Ranked[]} */
  const ranked = [];
  for (let row = 0; row < size; row++) {
    const tells = held[row] & refused;
    const rest = tells ? total - tried + tries[row] : total;
    const whole = Math.max(rest + lost, 1);
    if (covered[row] < weights.guess * whole || (!tells && (held[row] & needed) !== needed)) continue;
    let sure = div(covered[row], whole);
    const enough = (count[row] % A_THING) + (asked & ACT ? div(count[row] % AN_OBJECT, A_THING) : 0);
    if ((bare && !(phrased && covered[row] === rest * 100)) || covered[row] < weights.evidence * 100 || (lost && enough < 2) || !(held[row] & CERTAIN)) sure = Math.min(sure, weights.answer - 1);
    if (sure < weights.answer && asked & ~held[row] & TELLS) continue;
    let score = div(div(value[row], 100) * div(covered[row], Math.max(rest, 1)), 100);
    for (let i = div(count[row], AN_OBJECT); i < objects && !tells; i++) score = div(score * weights.gate, 100);
    if (refused && !tells) score = div(score * weights.opposite, 100);
    ranked.push({ row, score, sure });
  }
  return byScore(ranked);
};

/** The stems of all readings. @param {Concept[]} concepts */
const meantBy = (concepts) => new Set(concepts.flatMap(({ targets }) => targets.flatMap(([words]) => words)));
