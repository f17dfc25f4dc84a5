// @ts-check
/** Text cut into words. */

const LETTER = "0-9A-Za-z\\u00c0-\\u1fff\\u2c00-\\u2dff\\uf900-\\ufdff";

const TOKEN = new RegExp(
  `[${LETTER}]+(?:['\\u2019][${LETTER}]{1,2}(?![${LETTER}]))?|[\\u3040-\\u30ff\\u3400-\\u9fff\\uac00-\\ud7af]`, "g");
const ID_CHUNK = /:\/\/|@|[A-Za-z]\.[a-z]|[0-9]\.[A-Za-z0-9]|[A-Za-z]\.[0-9]|\\|^\//;

/** @param {string} text */
const lower = (text) => text.replace(/[A-Z]+/g, (run) => run.toLowerCase());

/** @param {string} text */
const isAlnum = (text) => /^[0-9A-Za-z]+$/.test(text);

/** @param {string} text */
const isDigits = (text) => /^[0-9]+$/.test(text);

/** @param {string} text */
const isAscii = (text) => /^[\x00-\x7f]*$/.test(text);

const ENCODED = /%(?:22|3[Dd]|7[Bb])|[A-Za-z]%2[Ee][0-9]/;

/** @param {string} hex */
const charOf = (hex) => String.fromCharCode(parseInt(hex, 16));

/** @param {string} text */
const unescaped = (text) =>
  (ENCODED.test(text) ? text.replace(/%([2-7][0-9A-Fa-f])/g, (_, hex) => charOf(hex)) : text)
    .replace(/\\+(?:u([0-9a-fA-F]{4})|([nrtbf])|(["/'.]))?/g, (run, hex, blank, mark) =>
      hex ? charOf(hex) : blank ? "\n" : mark || run)
    .replace(/[\u00a0\u2000-\u200b\u202f\u3000\ufeff]/g, " ")
    .replace(/[\uff0e\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0));

/** @param {string} word */
const fold = (word) => {
  if (isAscii(word)) return lower(word).replace(/'/g, "");
  const bare = word.replace(/[\u00c0-\u1c7f\u1cc0-\u1fff]/g, (letter) => letter.toLowerCase().normalize("NFD"));
  return lower(bare.replace(/[\u0300-\u036f'\u2019]/g, ""));
};

/** @param {string} text @param {number} start @param {number} end */
const isAmount = (text, start, end) =>
  /[%$€£¥][ \t]?$/.test(text.slice(Math.max(start - 2, 0), start)) ||
  /^[ \t]?(?:[%‰$€£¥]|(?:[kKMGT]?i?[Bb]|m?s)(?![0-9A-Za-z]))/.test(text.slice(end, end + 5));

/** @param {string} text @returns {Token[]} */
const tokenize = (text) => {
  /** @type {number[][]} */
  const ids = [];
  for (const chunk of text.matchAll(/[^ \t\r\n"'`<>()[\]{},;=|]+/g)) {
    const run = chunk[0];
    if (ID_CHUNK.test(run) || (/[0-9]/.test(run) && /[._:/-]/.test(run.slice(0, -1)))) {
      const label = /^[A-Za-z]{3,}:(?!\/)/.exec(run);
      ids.push([chunk.index + (label ? label[0].length : 0), chunk.index + run.length]);
    }
  }
  let at = 0;
  /** @type {Token[]} */
  const found = [];
  for (const match of text.matchAll(TOKEN)) {
    const start = match.index;
    while (at < ids.length && ids[at][1] <= start) at++;
    const inside = at < ids.length && ids[at][0] <= start;
    found.push({ start, end: start + match[0].length, word: fold(match[0]), isId: inside || /[0-9]/.test(match[0]), written: match[0] });
  }
  return found;
};

/** @param {string} one @param {string} other @param {number} limit */
const within = (one, other, limit) => {
  if (Math.abs(one.length - other.length) > limit) return limit + 1;
  /** @type {number[]} */
  let before = [];
  let row = Array.from({ length: other.length + 1 }, (_, j) => j);
  for (let i = 1; i <= one.length; i++) {
    const next = [i];
    let least = i;
    for (let j = 1; j <= other.length; j++) {
      const same = one[i - 1] === other[j - 1];
      let cost = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (same ? 0 : 1));
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) {
        cost = Math.min(cost, before[j - 2] + 1);
      }
      next.push(cost);
      if (cost < least) least = cost;
    }
    if (least > limit) return limit + 1;
    before = row;
    row = next;
  }
  return Math.min(row[other.length], limit + 1);
};
