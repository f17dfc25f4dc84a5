// @ts-check
/** Messages of the table in a text, their placeholders filled in. */

const SKIP = 2;
const REACH = 80;
const LONGEST_VALUE = 300;

/** @typedef {{pieces: string[][], marks: string[], opens: boolean, closes: boolean, size: number, texts: [number, string[], string][]}} Template */
/** @typedef {{templates: Template[], pairs: Map<string, [number, number, number][]>}} Templates */

const NEGATED = new Map("are could did do does had has have is must should was were would".split(" ").map((verb) => [verb + "nt", verb]));
NEGATED.set("cannot", "can").set("cant", "can").set("wont", "will");

/** @param {Token[]} tokens @returns {Token[]} */
const spelledOut = (tokens) => tokens.flatMap((token) => {
  if (token.isId) return [];
  const verb = NEGATED.get(token.word);
  return verb ? [{ ...token, word: verb }, { ...token, word: "not" }] : [token];
});

/** @param {[number, string, string, number[][]][]} messages @returns {Templates} */
const compileTemplates = (messages) => {
  /** @type {Map<string, Template>} */
  const byWords = new Map();
  for (const [number, core, advice, spans] of messages) {
    const template = templateOf(core, spans);
    if (!template.size) continue;
    const key = template.pieces.map((piece) => piece.join(" ")).join("\0");
    const words = spelledOut(tokenize(advice)).map((token) => token.word);
    getOr(byWords, key, () => template).texts.push([number, words, folded(core)]);
  }
  const templates = [...byWords.values()];
  return { templates, pairs: anchorsOf(templates) };
};

/** @param {string} text @param {number[][]} spans @returns {Template} */
const templateOf = (text, spans) => {
  /** @type {string[][]} */
  const pieces = [[]];
  const marks = spans.filter((span) => span[1] <= text.length).map((span) => text.slice(span[0], span[1]));
  for (const token of spelledOut(tokenize(text))) {
    while (pieces.length <= marks.length && spans[pieces.length - 1][0] <= token.start) pieces.push([]);
    const inside = pieces.length > 1 && token.start < spans[pieces.length - 2][1];
    if (!inside) pieces[pieces.length - 1].push(token.word);
  }
  while (pieces.length <= marks.length) pieces.push([]);
  const size = pieces.reduce((sum, piece) => sum + piece.length, 0);
  const some = marks.length > 0;
  return { pieces, marks, opens: some && !pieces[0].length, closes: some && !pieces[marks.length].length, size, texts: [] };
};

/** @param {string} text */
const folded = (text) => trimValue(lower(text).replace(/[ \t\r\n]+/g, " "));

/** @param {string} message @param {string} text */
const wordingAt = (message, text) => {
  if (message.startsWith(text)) return 0;
  let at = text.indexOf(message);
  while (at >= 0 && (isAlnum(text.slice(Math.max(at - 1, 0), at)) || isAlnum(text.charAt(at + message.length)))) {
    at = text.indexOf(message, at + 1);
  }
  return at < 0 ? text.length : at;
};

/** @param {Template} template @returns {[string, number, number][]} */
const keysOf = (template) => {
  /** @type {[string, number, number][]} */
  const pairs = [];
  /** @type {[string, number, number][]} */
  const words = [];
  template.pieces.forEach((piece, k) => piece.forEach((word, i) => {
    words.push([word, k, i]);
    if (i + 1 < piece.length) pairs.push([`${word} ${piece[i + 1]}`, k, i]);
  }));
  return pairs.length ? pairs : words;
};

/** @param {Template[]} templates */
const anchorsOf = (templates) => {
  const keys = templates.map(keysOf);
  /** @type {Map<string, number>} */
  const frequency = new Map();
  for (const found of keys) {
    for (const key of new Set(found.map((item) => item[0]))) frequency.set(key, (frequency.get(key) || 0) + 1);
  }
  const rank = (/** @type {[string, number, number]} */ [key]) => [frequency.get(key), -key.length];
  /** @type {Map<string, [number, number, number][]>} */
  const anchors = new Map();
  keys.forEach((found, number) => {
    const best = found.reduce((a, b) => (compare(rank(b), rank(a)) < 0 ? b : a));
    getOr(anchors, best[0], () => []).push([number, best[1], best[2]]);
  });
  return anchors;
};

/** @param {Templates} known @param {string} text @param {Token[]} tokens */
const findTemplates = (known, text, tokens) => {
  const plain = spelledOut(tokens);
  /** @type {Map<number, Found>} */
  const found = new Map();
  plain.forEach((token, i) => {
    const keys = i + 1 < plain.length ? [token.word, `${token.word} ${plain[i + 1].word}`] : [token.word];
    for (const key of keys) {
      for (const [number, piece, place] of known.pairs.get(key) || []) {
        if (found.has(number) || found.size >= 100) continue;
        const match = verify(known.templates[number], number, text, plain, piece, place, i);
        if (match) found.set(number, match);
      }
    }
  });
  /** @type {Found[]} */
  const kept = [];
  const said = found.size > 1 ? folded(text) : "";
  const rank = (/** @type {Found} */ one) => {
    const { size, texts } = known.templates[one.template];
    const filled = texts.every(([, , message]) => wordingAt(message, said) === said.length);
    return [one.skipped - size, Number(filled), one.start, one.template];
  };
  for (const one of [...found.values()].sort((a, b) => compare(rank(a), rank(b)))) {
    if (kept.every((other) => one.last <= other.first || other.last <= one.first)) kept.push(one);
  }
  return kept.sort((a, b) => a.start - b.start);
};

/** @param {Template} template @param {number} number @param {string} text @param {Token[]} plain @param {number} k @param {number} place @param {number} i @returns {Found | null} */
const verify = (template, number, text, plain, k, place, i) => {
  const pieces = template.pieces;
  const back = walk(plain, pieces[k], place, i, -1);
  const ahead = walk(plain, pieces[k], place, i, 1);
  if (!back || !ahead) return null;
  /** @type {Map<number, number[]>} */
  const ends = new Map([[k, [back[0], ahead[0]]]]);
  let skipped = back[1] + ahead[1];
  for (const step of [-1, 1]) {
    const side = step > 0 ? 1 : 0;
    let at = /** @type {number[]} */ (ends.get(k))[side];
    for (let n = k + step; n >= 0 && n < pieces.length; n += step) {
      if (!pieces[n].length) continue;
      const reached = reach(plain, pieces[n], at, step);
      if (!reached) return null;
      ends.set(n, [reached[0], reached[1]]);
      skipped += reached[2];
      at = reached[side];
    }
  }
  const order = [...ends.keys()].sort((a, b) => a - b);
  const first = /** @type {number[]} */ (ends.get(order[0]))[0];
  const last = /** @type {number[]} */ (ends.get(order[order.length - 1]))[1];
  if (skipped > Math.max(1, div(template.size, 4)) || !stands(template, text, plain, first, last)) return null;
  const values = valuesOf(template, text, plain, ends);
  return { template: number, first, last: last + 1, start: plain[first].start, end: plain[last].end, values, skipped };
};

/** @param {Token[]} plain @param {string[]} words @param {number} place @param {number} i @param {number} step */
const walk = (plain, words, place, i, step) => {
  let skipped = 0;
  for (place += step; place >= 0 && place < words.length; place += step) {
    let hop = 1;
    while (hop <= SKIP + 1) {
      const token = plain[i + step * hop];
      if (token && token.word === words[place]) break;
      hop++;
    }
    if (hop > SKIP + 1) {
      i += step;
      if (!plain[i] || !isSlip(plain[i].word, words[place])) return null;
      skipped++;
    } else {
      i += step * hop;
      skipped += hop - 1;
    }
  }
  return [i, skipped];
};

/** @param {string} written @param {string} word */
const isSlip = (written, word) => word.length > 3 && written.length > 3 && within(written, word, 1) === 1;

/** @param {Token[]} plain @param {string[]} words @param {number} at @param {number} step */
const reach = (plain, words, at, step) => {
  const near = step > 0 ? 0 : words.length - 1;
  for (let hop = 1; hop <= REACH; hop++) {
    const i = at + step * hop;
    if (i < 0 || i >= plain.length) return null;
    if (plain[i].word !== words[near]) continue;
    const walked = walk(plain, words, near, i, step);
    if (walked) return [Math.min(i, walked[0]), Math.max(i, walked[0]), walked[1]];
  }
  return null;
};

const EDGE = /[^ \t0-9A-Za-z_'\u2019-]/;

/** @param {Template} template @param {string} text @param {Token[]} plain @param {number} first @param {number} last */
const stands = (template, text, plain, first, last) => {
  if (template.size >= 3) return true;
  const before = text.slice(first ? plain[first - 1].end : 0, plain[first].start);
  const after = text.slice(plain[last].end, last + 1 < plain.length ? plain[last + 1].start : text.length);
  return (first === 0 || template.opens || EDGE.test(before)) && (last + 1 === plain.length || template.closes || EDGE.test(after));
};

/** @param {string} text */
const trimValue = (text) => text.replace(/^[ \t\r\n.,;:]+/, "").replace(/[ \t\r\n.,;:]+$/, "");

/** @param {Template} template @param {string} text @param {Token[]} plain @param {Map<number, number[]>} ends */
const valuesOf = (template, text, plain, ends) => {
  /** @type {string[][]} */
  const values = [];
  template.marks.forEach((mark, i) => {
    const before = ends.get(i);
    const after = ends.get(i + 1);
    const left = before ? plain[before[1]].end : -1;
    const right = after ? plain[after[0]].start : -1;
    let value;
    if (before && after) value = text.slice(left, right).slice(0, LONGEST_VALUE);
    else if (before) value = text.slice(left, left + LONGEST_VALUE).split(/[\r\n"\u201c\u201d]/, 1)[0];
    else if (after) value = text.slice(Math.max(right - LONGEST_VALUE, 0), right).split(/[\r\n"\u201c\u201d]/).pop();
    else return;
    values.push([mark, trimValue(String(value))]);
  });
  return values;
};
