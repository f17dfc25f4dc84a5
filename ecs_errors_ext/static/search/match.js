// @ts-check
/** The order in which a text is understood, and the answer to it. */

/** A match beyond those that are shown. @type {Json} */
const COUNTED = {};
const MOST_GUESSES = 5;
const BY_CODE = 1000000, BY_MESSAGE = 500000, BY_STATUS = 300000, BY_DIGITS = 200000;

/** @typedef {{limit: number, typing: boolean, matches: Map<number, Json>, guesses: Map<number, Json>, understood: Json[], statuses: string[], reason: Json | null}} Draft */

/** @type {WeakMap<object, Engine>} */
const engines = new WeakMap();

/** Reads plain language; null until errors-words.js is loaded. @type {AskWords | null} */
let askWords = null;

/**
 * Answer `text` from `index`: at most `limit` matches, best first, and why there are none.
 * @param {Json} index @param {string} text @param {number} [limit] @param {boolean} [typing] @returns {Json}
 */
const find = (index, text, limit = 50, typing = false) => {
  const engine = engineOf(index);
  const plain = unescaped(text);
  /** @type {Draft} */
  const draft = { limit, typing, matches: new Map(), guesses: new Map(), understood: [], statuses: [], reason: null };
  const tokens = tokenize(plain);
  const mentions = findCodes(engine.book(), plain);
  let found = engine.hasTexts ? findTemplates(engine.templates(), plain, tokens) : [];
  if (!found.length && !mentions.length && engine.hasTexts) found = begun(engine, tokens);
  tellCodes(engine, draft, plain, mentions);
  tellMessages(engine, draft, plain, tokens, found);
  if (!draft.matches.size || mentions.every((one) => one.how === "digits")) {
    const meant = findStatuses(plain);
    if (!found.length && (meant.alone || !draft.matches.size)) tellRest(engine, draft, plain, tokens, meant);
  }
  return answer(draft, text, limit);
};

/** @param {Json} index @returns {Engine} */
const engineOf = (index) => getOr(/** @type {any} */ (engines), index, () => prepare(index));

/** @template K, V @param {Map<K, V>} map @param {K} key @param {() => V} make */
const setDefault = (map, key, make) => void getOr(map, key, make);

/** @param {Engine} engine @param {Draft} draft @param {string} plain @param {Mention[]} mentions */
const tellCodes = (engine, draft, plain, mentions) => {
  const told = new Set();
  for (const one of mentions) {
    /** @type {Json} */
    const item = { kind: "code", text: plain.slice(one.start, one.end), how: one.how };
    if (one.code >= 0) {
      item.code = engine.codes[one.code];
      const how = one.how === "digits" ? "digits" : "code";
      setDefault(draft.matches, one.code, () => matchOf(engine, one.code, how, how === "digits" ? BY_DIGITS : BY_CODE));
    } else {
      item.family = one.family;
      for (const code of one.nearest) setDefault(draft.guesses, code, () => matchOf(engine, code, "near", 0));
    }
    const key = JSON.stringify(item);
    if (!told.has(key)) draft.understood.push(item);
    told.add(key);
  }
  if (!draft.matches.size) draft.reason = whyNoCode(engine, plain, mentions);
};

/** @param {Engine} engine @param {string} plain @param {Mention[]} mentions @returns {Json | null} */
const whyNoCode = (engine, plain, mentions) => {
  for (const [how, kind] of [["unknown", "unknown_number"], ["foreign", "foreign_family"]]) {
    const one = mentions.find((other) => other.how === how);
    if (!one) continue;
    /** @type {Json} */
    const reason = { kind, text: plain.slice(one.start, one.end), family: one.family };
    if (how === "unknown") reason.nearest = one.nearest.map((code) => engine.codes[code]);
    return reason;
  }
  return null;
};

/** @param {Engine} engine @param {Draft} draft @param {string} plain @param {Token[]} tokens @param {Found[]} found */
const tellMessages = (engine, draft, plain, tokens, found) => {
  const words = found.length ? spelledOut(tokens).map((token) => token.word) : [];
  const said = found.length ? folded(plain) : "";
  const named = [...draft.matches].filter(([, match]) => match.how === "code").map(([code]) => code);
  const foreign = draft.reason !== null && draft.reason.kind === "foreign_family";
  for (const one of found) {
    const meant = meantRows(engine, one, words, said);
    const codes = new Set(meant.map(([row]) => engine.rowCode[row]));
    const sorted = [...codes].sort((a, b) => a - b).map((code) => engine.codes[code]);
    draft.understood.push({ kind: "message", text: plain.slice(one.start, one.end), codes: sorted });
    const own = named.filter((code) => codes.has(code));
    for (const [row, earlier] of meant) {
      const code = engine.rowCode[row];
      if (own.length && !own.includes(code)) continue;
      const match = getOr(foreign ? draft.guesses : draft.matches, code, () => matchOf(engine, code, "message", BY_MESSAGE));
      if (match.marks.length || match.values.length) continue;
      sayWhich(engine, match, row, earlier);
      match.values = one.values;
    }
    if (named.length && !own.length) {
      for (const code of named) {
        const match = /** @type {Json} */ (draft.matches.get(code));
        if (!match.marks.length) match.differs = true;
      }
    }
  }
  if (draft.matches.size) draft.reason = null;
};

/** @param {Engine} engine @param {Json} match @param {number} row @param {any[] | null} earlier */
const sayWhich = (engine, match, row, earlier) => {
  match.entry = engine.rowsOfCode[engine.rowCode[row]].indexOf(row);
  if (earlier) Object.assign(match, { until: earlier[2], earlier: earlier[1] });
  else {
    match.marks = [[0, engine.cores()[row]]];
    delete match.until;
    delete match.earlier;
  }
};

/** @param {Engine} engine @param {Found} one @param {string[]} words @param {string} text @returns {[number, any[] | null][]} */
const meantRows = (engine, one, words, text) => {
  /** @type {any[][]} */
  const said = [];
  engine.templates().templates[one.template].texts.forEach((/** @type {[number, string[], string]} */ [row, advice, message], /** @type {number} */ order) => {
    const same = advice.every((word, i) => words[one.last + i] === word);
    for (const [other, earlier] of engine.meantBy(row)) {
      const gone = String(engine.rowCode[other]) in engine.index.removed;
      said.push([wordingAt(message, text), same ? -advice.length : 1, Number(gone), Number(earlier !== null), order, other, earlier]);
    }
  });
  said.sort((a, b) => compare(a.slice(0, 6), b.slice(0, 6)));
  return said.map(([, , , , , row, earlier]) => [row, earlier]);
};

/** @param {Engine} engine @param {Draft} draft @param {string} plain @param {Token[]} tokens @param {{names: string[], alone: boolean}} meant */
const tellRest = (engine, draft, plain, tokens, meant) => {
  const digits = draft.matches;
  const { families } = engine.book();
  const alone = meant.alone || (meant.names.length && !draft.reason && (/^[ \t\r\n]*<(?:html|!doctype)/i.test(plain) ||
    !sayMore(tokenize(worthReading(plain, tokens)).slice(0, LONG).filter(({ word }) => !families.has(word)))));
  if (alone) {
    draft.matches = new Map();
    tellStatuses(engine, draft, meant.names);
    for (const [code, match] of digits) setDefault(draft.matches, code, () => match);
  } else if (!draft.reason) tellWords(engine, draft, plain, tokens);
  if (!draft.matches.size && !alone && draft.reason && !["unknown_number", "foreign_family"].includes(draft.reason.kind)) {
    tellStatuses(engine, draft, meant.names);
  }
};

/** @param {Engine} engine @param {Draft} draft @param {string[]} names */
const tellStatuses = (engine, draft, names) => {
  draft.statuses = names;
  for (const name of names) {
    draft.understood.push({ kind: "status", text: name });
    const isOf = (/** @type {number} */ status) => String(status) === name || (name.slice(1) === "xx" && String(status)[0] === name[0]);
    for (let row = 0; row < engine.rowCode.length; row++) {
      const code = engine.rowCode[row];
      if (!(String(code) in engine.index.removed) && engine.statuses(row).some(isOf)) setDefault(draft.matches, code, () => matchOf(engine, code, "status", BY_STATUS));
    }
  }
  if (draft.matches.size) draft.reason = null;
  else if (names.length) draft.reason = { kind: "no_such_status", statuses: names };
};

/** @param {Engine} engine @param {Draft} draft @param {string} plain @param {Token[]} tokens */
const tellWords = (engine, draft, plain, tokens) => {
  if (!engine.hasTexts) {
    draft.reason = { kind: "texts_not_loaded" };
    return;
  }
  const text = worthReading(plain, tokens);
  const words = tokenize(text);
  const families = words.filter((token) => engine.book().families.has(token.word));
  if (families.length && families.length === words.length) {
    draft.reason = { kind: "family", family: engine.book().families.get(families[0].word).name };
    return;
  }
  if (!askWords || !engine.hasWords) {
    draft.reason = { kind: "words_not_loaded" };
    return;
  }
  const { known, unknown, corrected, ranked, marks } = askWords(engine, text, draft.typing);
  draft.understood.push({ kind: "words", known, unknown, corrected });
  draft.reason = { kind: known.length ? "unsure" : "no_words", unknown };
  const { answer, guess } = engine.index.weights;
  for (const { row, score, sure } of ranked) {
    const code = engine.rowCode[row];
    const match = () => Object.assign(matchOf(engine, code, "words", score), { sure, entry: engine.rowsOfCode[code].indexOf(row), marks: marks(row) });
    if (sure >= answer) setDefault(draft.matches, code, draft.matches.size < draft.limit ? match : () => COUNTED);
    else if (sure >= guess && draft.guesses.size < MOST_GUESSES) setDefault(draft.guesses, code, match);
  }
  if (draft.matches.size) draft.reason = null;
};

/** @param {Engine} engine @param {number} code @param {string} how @param {number} score @returns {Json} */
const matchOf = (engine, code, how, score) => ({
  code: engine.codes[code], slug: slugOf(engine, code), how, entry: 0, values: [], marks: [], score,
  ...(String(code) in engine.index.removed ? { removed: engine.index.removed[code] } : {}),
});

/** @param {Engine} engine @param {number} code @returns {string} */
const slugOf = (engine, code) => engine.index.slugs[String(code)] || engine.codes[code];

/** @param {Draft} draft @param {string} text @param {number} limit @returns {Json} */
const answer = (draft, text, limit) => {
  const found = [...draft.matches.values()];
  const isLast = (/** @type {Json} */ match) => match.how === "words" && "removed" in match;
  const late = found.filter(isLast);
  const matches = (late.length ? found.filter((match) => !isLast(match)).concat(late) : found).slice(0, limit);
  const guesses = [...draft.guesses].filter(([code]) => !draft.matches.has(code)).map(([, match]) => match);
  return {
    query: text,
    understood: draft.understood,
    matches,
    total: draft.matches.size,
    guesses: guesses.slice(0, MOST_GUESSES),
    statuses: draft.statuses,
    reason: matches.length || draft.reason ? draft.reason : { kind: "no_words", unknown: [] },
  };
};

/**
 * What `index` knows of a code: its slug and its entries; null for a code it does not have.
 * @param {Json} index @param {string} code @returns {Json | null}
 */
const describe = (index, code) => {
  const engine = engineOf(index);
  const number = engine.codes.indexOf(code);
  if (number < 0) return null;
  const entries = engine.rowsOfCode[number].map((/** @type {number} */ row) => ({
    status_text: index.status_texts[index.row_status[row]],
    statuses: engine.statuses(row),
    message: engine.textOf("message", row),
    description: engine.textOf("description", row),
    solution: engine.textOf("solution", row),
  }));
  return { code, slug: slugOf(engine, number), entries };
};

/**
 * Parts of indexes that scripts have registered, joined by catalog; whichever script came first.
 * @returns {Json[]}
 */
const indexes = () => {
  /** @type {Map<string, Json>} */
  const joined = new Map();
  for (const part of /** @type {any} */ (globalThis).EcsErrorsIndexes || []) {
    joined.set(part.catalog, Object.assign({}, joined.get(part.catalog), part));
  }
  return [...joined.values()];
};

/** @type {any} */ (globalThis).EcsErrors = Object.freeze({
  find, describe, indexes,
  learn: (/** @type {AskWords} */ ask) => void (askWords = ask),
  tools: Object.freeze({ FIELDS, SENTENCE, compare, div, fold, getOr, isAscii, set, tokenize, within }),
});
