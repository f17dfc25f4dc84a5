// @ts-check
/** Plain language as a question. */

/** @param {Lexicon} lexicon @param {Token[]} tokens @param {Record<string, number>} weights @param {boolean} begun */
const readQuestion = (lexicon, tokens, weights, begun) => {
  /** @type {Question} */
  const question = { concepts: [], unknown: [], spelt: new Map(), elsewhere: false };
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
    question.spelt.set(word, [stem(read), shown]);
    return saidAs(read);
  }
  question.spelt.set(word, near);
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
    question.spelt.set(word, near);
    addConcept(lexicon, question, [near[0]], weights, true);
    return false;
  });
};
