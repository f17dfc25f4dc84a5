// @ts-check
/** Codes in a text, in any spelling. */

const GAP = /^(?:[ \t\r\n]{0,2}[._\-/:,;#]{1,2}[ \t\r\n]{0,2}|[ \t\r\n]{1,2}|[ \t\r\n]?["'][ \t\r\n]?)$/;
const TIGHT = /^[._\-:,;#]{1,2}$/;
const WORD_FAMILY = /^[A-Za-z][A-Za-z_]{0,29}/;
const WRAPPED = /(?:code|Code|CODE)["']?[ \t\r\n]{0,3}[:=][ \t\r\n]{0,3}["']?[ \t\r\n]?$/;
const TELLING = "(?:[._-]?err(?:or)?)?(?:[._-]?code)?";
const TELLING_FIRST = new RegExp(`^${TELLING}(?=[0-9]{4})`, "i");
const TELLING_LAST = new RegExp(`${TELLING}$`);
const MOST = 200;
const CODE_WORDS = set("error errors err code codes errorcode errcode number no nr id the a what is does mean fehler fehlercode d erreur");

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
