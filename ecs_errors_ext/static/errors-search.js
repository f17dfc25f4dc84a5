// @ts-check
/**
 * The search engine, twin of the Python package `search`: same index, same answers.
 * A classic script of pure functions, no DOM. Each section is the module of its name
 * there, where the reasons stand; tests/data/search-*.json holds the two together.
 */
"use strict";
(() => {

  /** @typedef {{start: number, end: number, word: string, isId: boolean, written: string}} Token */
  /** @typedef {{start: number, end: number, how: string, code: number, family: string, nearest: number[]}} Mention */
  /** @typedef {{name: string, numbers: Map<number, number>, width: number}} Family */
  /** @typedef {{template: number, first: number, last: number, start: number, end: number, values: string[][], skipped: number}} Found */
  /** @typedef {Record<string, any>} Json */
  /** @typedef {(engine: Engine, text: string, typing: boolean) => {known: string[], unknown: string[], corrected: string[][], ranked: {row: number, score: number, sure: number}[], marks: (row: number) => number[][]}} AskWords */

  const set = (/** @type {string} */ words) => new Set(words.split(" "));
  /** @template K, V @param {Map<K, V>} map @param {K} key @param {() => V} make @returns {V} */
  const getOr = (map, key, make) => {
    let value = map.get(key);
    if (value === undefined) map.set(key, (value = make()));
    return value;
  };
  /** Whole quotient of numbers that are not negative, below 2 ** 31. @param {number} a @param {number} b */
  const div = (a, b) => (a / b) | 0;
  /** Compare arrays of numbers and texts by their first difference. @param {any[]} a @param {any[]} b */
  const compare = (a, b) => {
    for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return a[i] < b[i] ? -1 : 1;
    return 0;
  };

  // --- tokens ---

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
  const unescape = (text) =>
    (ENCODED.test(text) ? text.replace(/%([2-7][0-9A-Fa-f])/g, (_, hex) => charOf(hex)) : text)
      .replace(/\\+(?:u([0-9a-fA-F]{4})|([nrtbf])|(["/'.]))?/g, (run, hex, blank, mark) =>
        hex ? charOf(hex) : blank ? "\n" : mark || run)
      .replace(/[\u00a0\u2000-\u200b\u202f\u3000\ufeff]/g, " ")
      .replace(/[\uff0e\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0));

  /** @param {string} word */
  const fold = (word) => {
    if (isAscii(word)) return lower(word).replace(/'/g, "");
    const bare = word.replace(/[\u00c0-\u1fff]/g, (letter) => letter.toLowerCase().normalize("NFD"));
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

  // --- codes ---

  const CODE = /^([^]*?[A-Za-z_\]])([._ -]*)([0-9]{1,10})$/;
  const GAP = /^(?:[ \t\r\n]{0,2}[._\-/:,;#]{1,2}[ \t\r\n]{0,2}|[ \t\r\n]{1,2}|[ \t\r\n]?["'][ \t\r\n]?)$/;
  const TIGHT = /^[._\-:,;#]{1,2}$/;
  const NUMBER = /^[0-9]{1,10}$/;
  const WORD_FAMILY = /^[A-Za-z][A-Za-z_]{0,29}/;
  const WRAPPED = /(?:code|Code|CODE)["']?[ \t\r\n]{0,3}[:=][ \t\r\n]{0,3}["']?[ \t\r\n]?$/;
  const TELLING = "(?:[._-]?err(?:or)?)?(?:[._-]?code)?";
  const TELLING_FIRST = new RegExp(`^${TELLING}(?=[0-9]{4})`, "i");
  const TELLING_LAST = new RegExp(`${TELLING}$`);
  const MOST = 200;
  const CODE_WORDS = set("error errors err code codes errorcode errcode number no nr id the a what is does mean fehler fehlercode d erreur");

  /** @param {string} word */
  const isFamily = (word) => /^[A-Za-z][A-Za-z_]{0,29}$/.test(word);

  /** @param {string[]} codes @param {string[]} foreign */
  const codeBook = (codes, foreign) => {
    const book = {
      codes,
      families: /** @type {Map<string, Family>} */ (new Map()),
      plain: /** @type {Map<string, number>} */ (new Map()),
      folded: /** @type {Map<string, number[]>} */ (new Map()),
      numbers: /** @type {Map<number, number[]>} */ (new Map()),
      foreign: new Set(foreign),
      longest: 0,
    };
    codes.forEach((code, i) => {
      getOr(book.folded, lower(code), () => []).push(i);
      const match = CODE.exec(code);
      if (match && isFamily(match[1].slice(match[1].lastIndexOf(".") + 1))) {
        const number = Number(match[3]);
        const family = getOr(book.families, lower(match[1]), () => ({ name: match[1], numbers: new Map(), width: 0 }));
        if (!family.numbers.has(number)) family.numbers.set(number, i);
        family.width = Math.max(family.width, match[3].length);
        getOr(book.numbers, number, () => []).push(i);
      } else {
        if (!book.plain.has(code)) book.plain.set(code, i);
        if (NUMBER.test(code)) getOr(book.numbers, Number(code), () => []).push(i);
      }
    });
    codes.forEach((code, i) => {
      const joined = code.replace(/ /g, ""); // a table breaks a long name to fit its column
      if (book.folded.has(lower(joined))) return;
      book.folded.set(lower(joined), [i]);
      if (book.plain.has(code)) book.plain.set(joined, i);
    });
    for (const name of book.families.keys()) book.longest = Math.max(book.longest, name.length);
    return book;
  };
  /** @typedef {ReturnType<typeof codeBook>} Book */

  /** @param {number} start @param {number} end @param {string} how @param {number} code @param {string} [family] @param {number[]} [nearest] @returns {Mention} */
  const mention = (start, end, how, code, family = "", nearest = []) => ({ start, end, how, code, family, nearest });

  /** @param {Book} book @param {string} text */
  const findCodes = (book, text) => {
    const inFamilies = findInFamilies(book, text);
    const found = book.plain.size ? inFamilies.concat(findPlain(book, text, inFamilies)) : inFamilies;
    found.sort((a, b) => a.start - b.start);
    const all = found.length ? found.slice(0, MOST) : findAlone(book, text);
    return all.flatMap((one) => [one, ...otherCases(book, one)]);
  };

  /** @param {Book} book @param {Mention} one */
  const otherCases = (book, one) =>
    one.code < 0 || one.how === "digits" ? [] : (book.folded.get(lower(book.codes[one.code])) || [])
      .filter((code) => code !== one.code)
      .map((code) => mention(one.start, one.end, "loose", code, one.family));

  /** @param {string} text */
  const spansOf = (text) => Array.from(text.matchAll(TOKEN), (match) => [match.index, match.index + match[0].length]);

  /** @param {Book} book @param {string} text */
  const findInFamilies = (book, text) => {
    const spans = spansOf(text);
    /** @type {Mention[]} */
    const found = [];
    let taken = 0;
    const free = (/** @type {number} */ i) => i >= 0 && spans[i][0] >= taken && spans[i][1] - spans[i][0] <= 40;
    for (let i = 0; i < spans.length && found.length < MOST; i++) {
      const [start, end] = spans[i];
      if (!/[0-9]/.test(text.slice(start, end))) continue;
      const one = (free(i - 1) && joined(book, text, spans, i - 1)) || (free(i) && glued(book, text, start, end));
      if (one) {
        taken = one.end;
        found.push(one);
      }
    }
    return found;
  };

  /** @param {Book} book @param {string} text @param {number} start @param {number} end */
  const glued = (book, text, start, end) => {
    const word = text.slice(start, end);
    const folded = lower(word);
    for (let cut = Math.min(word.length - 1, book.longest); cut > 1; cut--) {
      const family = book.families.get(folded.slice(0, cut));
      const number = word.slice(cut);
      if (family && /[0-9]/.test(number)) return judge(book, text, start, end, family, number.replace(TELLING_FIRST, ""), "", false);
    }
    const head = WORD_FAMILY.exec(word);
    const name = head ? head[0] : "";
    const number = word.slice(name.length);
    if (name.length < 2 || number.length < 3 || !NUMBER.test(number)) return null;
    const family = nearestFamily(book, lower(name));
    if (family) return judge(book, text, start, end, family, number, "", true);
    return book.foreign.has(lower(name)) && number.length >= 4 ? mention(start, end, "foreign", -1, name) : null;
  };

  /** @param {Book} book @param {string} text @param {number[][]} spans @param {number} i */
  const joined = (book, text, spans, i) => {
    const [start, end] = spans[i];
    const [nextStart, nextEnd] = spans[i + 1];
    const gap = text.slice(end, nextStart);
    const number = text.slice(nextStart, nextEnd);
    if (gap.length > 5 || !GAP.test(gap) || !digitsOf(number)) return null;
    const tight = TIGHT.test(gap);
    for (let back = Math.min(i, 3); back >= 0; back--) {
      const first = spans[i - back][0];
      if (end - first > book.longest + "_error_code".length) continue;
      const known = lower(text.slice(first, end));
      const family = book.families.get(known) || (tight && number.length >= 4 && book.families.get(known.replace(TELLING_LAST, "")));
      if (family) return scoped(text, first, nextEnd, family, number, gap) || judge(book, text, first, nextEnd, family, number, gap, false);
    }
    const name = text.slice(start, end);
    if (!isFamily(name)) return null;
    const short = number.length === 2 && name.length > 4 && aloneButFor(text, start, nextEnd);
    if (tight && (number.length >= 3 || short)) {
      const family = nearestFamily(book, lower(name));
      if (family) return judge(book, text, start, nextEnd, family, number, gap, true);
    }
    return findForeign(book, text, start, nextEnd, name, number, gap);
  };

  /** @param {string} text @param {number} start @param {number} end @param {Family} family @param {string} number @param {string} gap */
  const scoped = (text, start, end, family, number, gap) => {
    const scope = /(?:^|[^0-9A-Za-z._/@-])([A-Z]{2,16}\.)$/.exec(text.slice(Math.max(start - 18, 0), start));
    if (!scope || gap !== "." || !NUMBER.test(number) || number.length < 4) return null;
    const from = start - scope[1].length;
    if (isLookalike(text, from, end, true)) return null;
    const [code] = numbered(family, number);
    return mention(from, end, "foreign", -1, text.slice(from, end - number.length - 1), code < 0 ? [] : [code]);
  };

  /** @param {string} word */
  const digitsOf = (word) => {
    const plain = word.replace(/[oO]/g, "0").replace(/[lIi]/g, "1");
    if (NUMBER.test(plain) && /[0-9]/.test(word)) return plain;
    for (const rest of [plain.slice(0, -1), plain.slice(1)]) {
      if (rest.length > 2 && NUMBER.test(rest) && NUMBER.test(word.replace(/^[A-Za-z]+|[A-Za-z]+$/g, ""))) return rest;
    }
    return "";
  };

  /** @param {Book} book @param {string} name */
  const nearestFamily = (book, name) => {
    if (book.foreign.has(name) || name.length > 30) return null;
    const near = [];
    for (const [key, family] of book.families) {
      const limit = Math.min(key.length, name.length) > 5 ? 2 : 1;
      if (key.length > 2 && within(name, key, limit) <= limit) near.push(family);
    }
    return near.length === 1 ? near[0] : null;
  };

  /** @param {Book} book @param {string} text @param {number} start @param {number} end @param {Family} family @param {string} number @param {string} gap @param {boolean} near */
  const judge = (book, text, start, end, family, number, gap, near) => {
    const written = text.slice(start, end);
    let [code, slip] = numbered(family, number);
    if (code >= 0) code = asWritten(book, written, code);
    const exact = code >= 0 && written === book.codes[code];
    if (code >= 0 && !exact && !near && lower(written) === lower(book.codes[code])) slip = false;
    if (isLookalike(text, start, end, exact)) return null;
    const short = Math.max(family.width - 1, 2);
    const spaced = /^[ \t\r\n]|[ \t\r\n]$/.test(gap);
    if (spaced && !exact && number.length < short && !aloneButFor(text, start, end, book)) return null;
    if (code >= 0) return mention(start, end, exact ? "exact" : near || slip ? "typo" : "loose", code, family.name);
    const digits = digitsOf(number);
    if (near || !digits || (digits.length < short && !aloneButFor(text, start, end))) return null;
    return mention(start, end, "unknown", -1, family.name, nearestCodes(family, digits));
  };

  /** @param {Book} book @param {string} written @param {number} code @returns {number} */
  const asWritten = (book, written, code) => {
    const same = book.folded.get(lower(written)) || [code];
    const exact = same.find((one) => book.codes[one] === written);
    return exact === undefined ? same[0] : exact;
  };

  /** @param {Family} family @param {string} written @returns {[number, boolean]} */
  const numbered = (family, written) => {
    const digits = digitsOf(written);
    if (!digits) return [-1, false];
    const code = family.numbers.get(Number(digits));
    if (code === undefined && digits.length > family.width) {
      const hits = new Set();
      for (let k = 0; k < digits.length; k++) {
        const hit = digits[k] === "0" ? family.numbers.get(Number(digits.slice(0, k) + digits.slice(k + 1))) : undefined;
        if (hit !== undefined) hits.add(hit);
      }
      if (hits.size === 1) return [[...hits][0], true];
    }
    return [code === undefined ? -1 : code, digits !== written || digits.length > family.width];
  };

  /** @param {Family} family @param {string} digits */
  const nearestCodes = (family, digits) => {
    const pad = (/** @type {string} */ text) => text.padStart(family.width, "0");
    const ranked = Array.from(family.numbers.keys(), (other) =>
      [within(pad(String(other)), pad(digits), 2), Math.abs(other - Number(digits)), other]);
    return ranked.sort(compare).slice(0, 5).map((rank) => /** @type {number} */ (family.numbers.get(rank[2])));
  };

  /** @param {string} text @param {number} start @param {number} end @param {boolean} trusted */
  const isLookalike = (text, start, end, trusted) => {
    const before = text.slice(Math.max(start - 2, 0), start);
    const after = text.slice(end, end + 2);
    if (isAlnum(before.slice(-1))) return true;
    if ((trusted ? /^[._:][0-9]/ : /^[._:-][0-9]/).test(after)) return true;
    if (trusted) return false;
    if (/^[0-9A-Za-z][._@/-]$/.test(before)) {
      return !/(?:^|[^0-9A-Za-z])(?:err|errors?|codes?)[._-]$/i.test(text.slice(Math.max(start - 8, 0), start));
    }
    if (/^[._@-][0-9A-Za-z]/.test(after)) {
      return !/^(?:\.html|\.json|[._-](?:err|error|code)(?![0-9A-Za-z]))/i.test(text.slice(end, end + 8));
    }
    return false;
  };

  /** @param {string} text @param {number} start @param {number} end @param {Book | null} [book] */
  const aloneButFor = (text, start, end, book = null) => {
    if (text.length - (end - start) > 60) return false;
    const rest = text.slice(0, start) + " " + text.slice(end);
    return Array.from(rest.matchAll(TOKEN), (match) => lower(match[0]))
      .every((word) => CODE_WORDS.has(word) || (book !== null && isOfCodes(book, word)));
  };

  /** @param {Book} book @param {string} word */
  const isOfCodes = (book, word) => {
    const family = word.replace(/[0-9]+$/, "");
    return !family || book.families.has(family) || word === "and" || word === "or";
  };

  /** @param {Book} book @param {string} text @param {number} start @param {number} end @param {string} name @param {string} number @param {string} gap */
  const findForeign = (book, text, start, end, name, number, gap) => {
    const known = book.foreign.has(lower(name));
    const plain = NUMBER.test(number);
    const formed = gap === "." && /^[A-Z]/.test(name) && plain && number.length >= 4 && number.length <= 8;
    const alone = known && plain && !/^[45][0-9]{2}$/.test(number) && aloneButFor(text, start, end);
    if (!formed && !alone && !(known && plain && number.length >= 4)) return null;
    return isLookalike(text, start, end, formed) ? null : mention(start, end, "foreign", -1, name);
  };

  /** @param {Book} book @param {string} text @param {Mention[]} known */
  const findPlain = (book, text, known) => {
    const alone = text.length > 200 ? "" : text.replace(/^[ \t\r\n"'.,:;()[\]]+/, "").replace(/[ \t\r\n"'.,:;()[\]]+$/, "");
    const taken = new Set(known.map((one) => one.start));
    /** @type {Mention[]} */
    const found = [];
    for (const match of text.matchAll(/[0-9A-Za-z_.-]{2,80}/g)) {
      const word = match[0].replace(/^[.-]+/, "").replace(/[.-]+$/, "");
      const code = book.plain.get(word);
      if (code === undefined || taken.has(match.index)) continue;
      const before = text.slice(Math.max(match.index - 20, 0), match.index);
      if (/[A-Z_.-]/.test(word.slice(1)) || word === alone || WRAPPED.test(before)) {
        const start = match.index + match[0].indexOf(word);
        found.push(mention(start, start + word.length, "exact", code));
      }
    }
    return found;
  };

  /** @param {Book} book @param {string} text @returns {Mention[]} */
  const findAlone = (book, text) => {
    if (text.length > 120) return [];
    const bare = text.replace(/^[ \t\r\n"'`.,:;?!#()[\]{}]+/, "").replace(/[ \t\r\n"'`.,:;?!#()[\]{}]+$/, "");
    const at = text.indexOf(bare);
    if (book.folded.has(lower(bare))) return [mention(at, at + bare.length, "loose", asWritten(book, bare, -1))];
    const numbers = spansOf(text).filter(([start, end]) => NUMBER.test(text.slice(start, end)));
    if (numbers.length !== 1) return [];
    const [start, end] = numbers[0];
    if (!aloneButFor(text, start, end, book) || isLookalike(text, start, end, false) || isAmount(text, start, end)) return [];
    const number = text.slice(start, end);
    let codes = book.numbers.get(Number(number)) || [];
    const families = spansOf(text).flatMap(([from, to]) => book.families.get(lower(text.slice(from, to))) || []);
    if (families.length) codes = codes.filter((code) => !/^[45][0-9]{2}$/.test(number) && families.some(({ numbers }) => numbers.get(Number(number)) === code));
    const printed = codes.filter((code) => book.codes[code].endsWith(number));
    return printed.concat(codes.filter((code) => !printed.includes(code))).map((code) => mention(start, end, "digits", code));
  };

  // --- statuses ---

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
  const GOT = /(?:got|received|returned|response|error|fehler|erreur)["']?[ \t\r\n:=([]{1,4}["']?$/i;
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

  // --- templates ---

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

  // --- texts ---

  const SENTENCE = /[^ \t\r\n](?:[^]*?[.!?](?=[ \t\r\n])|[^]*)/g;
  const ADVICE = /^(?:please |then |and )?(?:try|retry|contact)(?![a-z])/i;

  /** @param {(string | number)[]} column */
  const unpack = (column) => {
    /** @type {string[]} */
    const texts = [];
    for (const cell of column) texts.push(typeof cell === "number" ? texts[cell] : cell);
    return texts;
  };

  /** @param {string} message */
  const coreOf = (message) => {
    const found = [...message.matchAll(SENTENCE)];
    while (found.length > 1 && ADVICE.test(found[found.length - 1][0])) found.pop();
    const last = found.pop();
    return last ? last.index + last[0].length : 0;
  };

  // --- engine ---

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

  // --- match ---

  const FIELD = new RegExp(
    "[\"'](?:message|Message|msg|error_msg|errorMsg|error_message|errorMessage|fail_reason|failReason|reason|detail|" +
    "details|description|error_description|error|faultstring|title)[\"'][ \\t\\r\\n]{0,4}:[ \\t\\r\\n]{0,4}" +
    "(?:\"([^\"]{1,2000})|'([^']{1,2000}))", "g");
  const TROUBLE = /error|fail|exception|denied|invalid|cannot|could not|not found|refused|timed out|exceed/i;
  const ASIDE =
    /(?<![0-9A-Za-z_])(?:SELECT[ \t][^;\r\n]{1,300}?[ \t]FROM|INSERT INTO|DELETE FROM|UPDATE [^ ]{1,80} SET)[ \t][^;\r\n]*|<\/?[A-Za-z][^<>]{0,300}>/g;
  /** A match beyond those that are shown. @type {Json} */
  const COUNTED = {};
  const LONG = 60;
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
    const plain = unescape(text);
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
    return said.sort((a, b) => compare(a.slice(0, 6), b.slice(0, 6))).map((item) => item.slice(5));
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

  /** @param {string} plain @param {Token[]} tokens */
  const worthReading = (plain, tokens) => {
    let text = plain;
    if (/["'][ \t\r\n]{0,4}:/.test(plain)) {
      const fields = Array.from(plain.matchAll(FIELD), (match) => match[1] || match[2]);
      if (fields.length || plain.includes("{")) text = fields.join("\n");
    } else if (tokens.filter((token) => !token.isId).length > LONG) {
      text = plain.split(/[\r\n]+/).filter((line) => TROUBLE.test(line)).slice(0, 10).join("\n") || plain;
    }
    return text.replace(ASIDE, " ");
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
    find, describe, indexes, tokenize, findCodes, codeBook,
    learn: (/** @type {AskWords} */ ask) => void (askWords = ask),
    tools: Object.freeze({ FIELDS, SENTENCE, compare, div, fold, getOr, isAscii, set, tokenize, within }),
  });
})();
