// @ts-check
/** The codes of an index by how they can be recognised. */

const CODE = /^([^]*?[A-Za-z_\]])([._ -]*)([0-9]{1,10})$/;
const NUMBER = /^[0-9]{1,10}$/;

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
