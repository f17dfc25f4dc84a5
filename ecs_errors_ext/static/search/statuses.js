// @ts-check
/** HTTP statuses in a text. */

const LABEL = /(?:HTTP(?:\/[0-9.]{1,3})?|status|actual|code)["']?[ \t\r\n:=([]{1,4}["']?$/i;

const STATUS_WORDS = set(
  "http https status statuses code codes error errors err response responses returned returns got get give gives" +
  " api server client a an the is was with from all any class what does mean i rest request fehler erreur");
const FRAME_WORDS = set(
  "url uri requested requests resource failed failure expected but when accessing instead received client curl" +
  " message reason exception for on to in at of and exit be this that it");
const PHRASES = new Map(Object.entries({
  "accepted": 202, "bad request": 400, "unauthorized": 401, "unauthorised": 401, "forbidden": 403, "not found": 404,
  "could not be found": 404,
  "method not allowed": 405, "not acceptable": 406, "request timeout": 408, "conflict": 409, "gone": 410,
  "precondition failed": 412, "payload too large": 413, "unprocessable entity": 422, "too many requests": 429,
  "internal server error": 500, "not implemented": 501, "bad gateway": 502, "service unavailable": 503,
  "gateway timeout": 504, "gateway time out": 504,
}));

const STATUS = /^(?:10[0-3]|2[0-2][0-9]|30[0-9]|[45][0-9]{2})$/;
const GOT = /(?:(?:got|received|returned|response|error|fehler|erreur)["']?[ \t\r\n:=([]{1,4}["']?|^[ \t\r\n"'([]{0,4})$/i;
const END = /^["']?[ \t]{0,2}(?:[^ \t0-9A-Za-z]|$|(?:for|from|when|while|on|in|at|to|and|but|after|because)(?![a-z]))/i;
const EXPECTED = /(?:^|[^a-z])expect(?:(?!but|got|receiv|actual)[^])*$/i;

const FOLLOWED = new RegExp(
  `^["'\\]):,]{0,2}[ \\t-]{1,3}(?:(?:client|server) error|response|instead|status|${[...PHRASES.keys()].join("|").replace(/ /g, "[ -]")})(?![a-z])`, "i");

/** @param {string} text @returns {{names: string[], alone: boolean}} */
const findStatuses = (text) => {
  const names = text.length <= 120 ? statusesAlone(text) : [];
  return names.length ? { names, alone: true } : { names: statusesLabelled(text), alone: false };
};

/** @param {string} word */
const isGlued = (word) => /^http/i.test(word) && STATUS.test(word.slice(4));

/** @param {string} text */
const statusesAlone = (text) => {
  /** @type {string[]} */
  const names = [];
  /** @type {string[]} */
  const rest = [];
  for (const match of text.matchAll(TOKEN)) {
    const word = match[0];
    if (/^[1-5][xX]{2}$/.test(word)) names.push(lower(word));
    else if (isGlued(word)) names.push(word.slice(4));
    else if (STATUS.test(word) && !isPart(text, match.index, match.index + 3)) names.push(word);
    else rest.push(fold(word));
  }
  const [phrase, others] = statusPhrase(rest);
  if (!names.length && phrase && !others.includes("server")) names.push(String(phrase));
  return others.every((word) => STATUS_WORDS.has(word)) ? [...new Set(names)] : [];
};

/** @param {string[]} words @returns {[number, string[]]} */
const statusPhrase = (words) => {
  for (let size = 4; size > 0; size--) {
    for (let i = 0; i + size <= words.length; i++) {
      const status = PHRASES.get(words.slice(i, i + size).join(" "));
      if (status) return [status, words.slice(0, i).concat(words.slice(i + size))];
    }
  }
  return [0, words];
};

/** @param {string} text @param {number} start @param {number} end */
const isPart = (text, start, end) =>
  isAmount(text, start, end) || /^[0-9][.:-]$/.test(text.slice(Math.max(start - 2, 0), start)) || /^[.:-][0-9]/.test(text.slice(end, end + 2));

/** @param {string} text */
const statusesLabelled = (text) => {
  const names = new Set();
  for (const match of text.matchAll(TOKEN)) {
    const start = match.index;
    if ((STATUS.test(match[0]) && isNamed(text, start)) || isGlued(match[0])) {
      names.add(match[0].slice(-3));
      if (names.size === 10) break;
    }
  }
  return [...names];
};

/** @param {string} text @param {number} start */
const isNamed = (text, start) => {
  const end = start + 3;
  if (isPart(text, start, end) || EXPECTED.test(text.slice(Math.max(start - 40, 0), start))) return false;
  const before = text.slice(Math.max(start - 16, 0), start);
  const after = text.slice(end, end + 40);
  return LABEL.test(before) || FOLLOWED.test(after) || (GOT.test(before) && END.test(after));
};

/** @param {Token[]} tokens */
const sayMore = (tokens) => {
  let rest = tokens.filter((token) => !token.isId).map((token) => token.word);
  for (let status = 1; status; ) [status, rest] = statusPhrase(rest);
  return !rest.every((word) => FRAME_WORDS.has(word) || STATUS_WORDS.has(word));
};
