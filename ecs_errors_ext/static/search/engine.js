// @ts-check
/** An index made ready to be asked. */

const FIELDS = ["message", "description", "solution"];

/** @param {Json} index */
const prepare = (index) => {
  /** @type {number[]} */
  const rowCode = index.row_code || index.codes.map((/** @type {string} */ _, /** @type {number} */ i) => i);
  /** @type {number[][]} */
  const rowsOfCode = index.codes.map(() => []);
  rowCode.forEach((code, row) => rowsOfCode[code].push(row));
  const hasTexts = "message" in index;
  const columns = once(() => FIELDS.map((name) => unpack(index[name])));
  /** @param {string} name @param {number} row @returns {string} */
  const textOf = (name, row) => (hasTexts ? columns()[FIELDS.indexOf(name)][row] : "");
  /** @type {Engine} */
  const engine = {
    index, rowCode, rowsOfCode, hasTexts, hasWords: "phrases" in index, columns, textOf,
    codes: /** @type {string[]} */ (index.codes),
    statuses: (/** @type {number} */ row) => /** @type {number[]} */ (index.statuses[index.row_status[row]]),
    meantBy: (/** @type {number} */ number) => {
      const earlier = index.earlier[number - rowCode.length];
      if (earlier) return [[rowsOfCode[earlier[0]][0], earlier]];
      return engine.messages().get(textOf("message", number)).map((/** @type {number} */ row) => [row, null]);
    },
    book: once(() => codeBook(index.codes, index.services.split(" "))),
    cores: once(() => columns()[0].map(coreOf)),
    messages: once(() => messagesOf(engine)),
    templates: once(() => templatesOf(engine)),
    openings: once(() => engine.templates().templates.map((/** @type {Template} */ one) => (one.marks.length ? "" : one.pieces[0].join(" ")))),
  };
  return engine;
};

/** @typedef {any} Engine */

/** @template T @param {() => T} make */
const once = (make) => {
  /** @type {T | undefined} */
  let value;
  return () => (value === undefined ? (value = make()) : value);
};

/** @param {Engine} engine */
const messagesOf = (engine) => {
  /** @type {Map<string, number[]>} */
  const rows = new Map();
  engine.rowCode.forEach((/** @type {number} */ _, /** @type {number} */ row) => getOr(rows, engine.textOf("message", row), () => []).push(row));
  rows.delete("");
  return rows;
};

/** @param {Engine} engine @param {Token[]} tokens @returns {Found[]} */
const begun = (engine, tokens) => {
  const plain = spelledOut(tokens);
  if (plain.length < 3 || plain.length > 60) return [];
  const said = plain.map((token) => token.word).join(" ");
  const place = { first: 0, last: plain.length, start: plain[0].start, end: plain[plain.length - 1].end };
  /** @type {Found[]} */
  const found = [];
  engine.openings().forEach((/** @type {string} */ opening, /** @type {number} */ template) => {
    if (opening.startsWith(said)) found.push({ template, ...place, values: [], skipped: 0 });
  });
  return found;
};

/** @param {Engine} engine */
const templatesOf = (engine) => {
  const { index, rowCode } = engine;
  const today = Array.from(engine.messages(), ([text, [row]]) => [row, text, index.placeholders[row] || []]);
  const earlier = index.earlier.map((/** @type {any[]} */ [, text, , spans], /** @type {number} */ k) => [rowCode.length + k, text, spans]);
  return compileTemplates(today.concat(earlier).map(([number, text, spans]) => {
    const core = coreOf(text);
    return [number, text.slice(0, core), text.slice(core), spans];
  }));
};
