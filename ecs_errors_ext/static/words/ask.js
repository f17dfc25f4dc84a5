// @ts-check
/** What the engine asks. */

/** @param {string} text */
const stemmed = (text) => tokenize(text).map((/** @type {Token} */ token) => ({ ...token, stem: stem(token.word) }));

/** @param {Said[]} tokens */
const quoteOf = (tokens) => {
  const plain = tokens.filter((token) => !token.isId);
  return {
    stems: new Set(plain.filter((token) => !STOP_WORDS.has(token.word)).map((token) => token.stem)),
    words: plain.map((token) => token.stem),
  };
};

/** @param {Engine} engine */
const postingsOf = (engine) => {
  const { index, rowCode } = engine;
  /** @type {string[][][]} */
  const cut = engine.columns().map((/** @type {string[]} */ texts) => texts.map((text) => text.match(SENTENCE) || []));
  /** @type {Map<string, number>} */
  const uses = new Map();
  for (const found of cut) {
    for (const sentences of found) for (const one of new Set(sentences)) uses.set(one, (uses.get(one) || 0) + 1);
  }
  const most = Math.max(index.weights.shared, div(rowCode.length, 40));
  const rows = rowCode.map((/** @type {number} */ code, /** @type {number} */ row) => {
    const fields = FIELDS.map((/** @type {string} */ name, /** @type {number} */ i) => [index.weights[name], cut[i][row].map((one) => [one, Number(uses.get(one)) > most])]);
    const term = index.terms[String(code)];
    return fields.concat([[index.weights.terms, term ? [[term, false]] : []]]);
  });
  return buildPostings(rows, index.weights.norm, index.weights.length);
};

/** What is made of an engine when it is first asked: the lexicon, and by row what is read off its texts. @param {Engine} engine */
const prepare = (engine) => {
  const { postings, forms } = postingsOf(engine);
  return { lexicon: buildLexicon(engine.index, postings, forms, engine.rowCode.length), quotes: new Map(), messages: new Map() };
};

/** @type {WeakMap<object, ReturnType<typeof prepare>>} */
const prepared = new WeakMap();

/** The rows that *plain* may mean, best first, and what was read. @param {Engine} engine @param {string} plain @param {boolean} typing */
const ask = (engine, plain, typing) => {
  const { weights } = engine.index;
  const { lexicon, quotes, messages } = getOr(/** @type {any} */ (prepared), engine, () => prepare(engine));
  const text = nameShapes(plain);
  /** @type {Token[]} */
  const tokens = tokenize(text);
  const words = apart(lexicon, tokens);
  const question = readQuestion(lexicon, words, weights, typing && tokens.length > 0 && tokens[tokens.length - 1].end === text.length);
  /** @type {(row: number) => Said[]} */
  const message = (row) => getOr(messages, row, () => stemmed(engine.textOf("message", row)));
  const said = (/** @type {number} */ row) => getOr(quotes, row, () =>
    [message(row).filter(({ end }) => end <= engine.cores()[row]), stemmed(engine.textOf("description", row))].map(quoteOf));
  const asked = askedBy(lexicon, question, words);
  const told = new Set(question.concepts.flatMap((concept) => concept.said.split(" ")));
  return {
    known: question.concepts.map((concept) => concept.said),
    unknown: [...new Set(question.unknown)],
    corrected: [...question.spelt].filter(([, [read]]) => told.has(read)).map(([word, [, shown]]) => [word, shown]),
    ranked: refine(lexicon, asked, rankRows(lexicon, question, weights), said, weights),
    marks: (/** @type {number} */ row) =>
      message(row).filter(({ word, stem }) => asked.meant.has(stem) && !STOP_WORDS.has(word)).map(({ start, end }) => [start, end]),
  };
};

/** @type {any} */ (globalThis).EcsErrors.learn(ask);
