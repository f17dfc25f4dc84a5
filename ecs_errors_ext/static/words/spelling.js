// @ts-check
/** Words that are misspelt, and what they may be slips of. */

/** @typedef {{known: Map<string, string>, postings: Postings, buckets: Map<string, string[]>, triples: Set<string>}} Spelling */

/** @param {string} word */
const spellingKeys = (word) => ["^" + word.slice(0, 2), "$" + word.slice(-3), word.slice(0, 1) + "~" + word.slice(-1)];

/** All three letters in a row of a word, its ends being letters too. @param {string} word */
const triplesOf = (word) => Array.from(word, (_, i) => `^${word}$`.slice(i, i + 3));

/** @param {Map<string, string>} known @param {Postings} postings @returns {Spelling} */
const buildSpelling = (known, postings) => {
  /** @type {Spelling} */
  const spelling = { known, postings, buckets: new Map(), triples: new Set() };
  for (const word of known.keys()) {
    for (const triple of triplesOf(word)) spelling.triples.add(triple);
    if (word.length > 3) for (const key of spellingKeys(word)) getOr(spelling.buckets, key, () => []).push(word);
  }
  return spelling;
};

/** @param {Spelling} spelling @param {string} word */
const rowsOf = ({ postings }, word) => postings.get(word)?.rows ?? [];

/** @param {(string | number)[][]} ranks */
const nearest = (ranks) => String(ranks.sort(compare)[0]?.at(-1) ?? "");

/** @param {Spelling} spelling @param {string} begun */
const complete = (spelling, begun) =>
  nearest((spelling.buckets.get("^" + begun.slice(0, 2)) ?? []).filter((word) => word.startsWith(begun)).map((word) => {
    const known = String(spelling.known.get(word));
    return [-rowsOf(spelling, known).length, known];
  }));

/** @param {Spelling} spelling @param {string} written */
const correct = (spelling, written) => {
  const clipped = /^(?:(.{4,})(?:d|mnt|ng)|(.{4,}[st])on)$/;
  const [, verb, noun] = clipped.exec(written) || clipped.exec(stem(written)) || [];
  const whole = stem(verb || noun || "");
  return spelling.postings.has(whole) ? whole : nearest(nearWords(spelling, written, isLikely));
};

/** @param {Spelling} spelling @param {string} written @param {(row: number) => boolean} fits */
const correctBeside = (spelling, written, fits) =>
  written.length < 5 ? "" : nearest(nearWords(spelling, written, () => true).filter(([, , word]) => rowsOf(spelling, String(word)).some(fits)));

/** @param {Spelling} spelling @param {string} written @param {(word: string, other: string, strange: boolean) => boolean} isMeant */
const nearWords = (spelling, written, isMeant) => {
  const base = stem(written);
  const limit = base.length > 8 ? 2 : 1;
  /** @type {(string | number)[][]} */
  const ranks = [];
  for (const word of new Set([written, base])) {
    if (!/^[a-z]{4,30}$/.test(word)) continue;
    const strange = triplesOf(word).some((triple) => !spelling.triples.has(triple));
    for (const key of spellingKeys(word)) {
      for (const other of spelling.buckets.get(key) ?? []) {
        const distance = within(word, other, limit);
        if (distance > limit || (word[0] !== other[0] && !isSwapped(word, other))) continue; // as nearly all are
        const known = String(spelling.known.get(other));
        if (isMeant(word, other, strange)) ranks.push([distance, -rowsOf(spelling, known).length, known]);
      }
    }
  }
  return ranks;
};

/** @param {string} word @param {string} other */
const isSwapped = (word, other) => [...word].sort().join("") === [...other].sort().join("");
/** @param {string} word */
const undoubled = (word) => word.replace(/(.)\1/g, "$1");
/** @param {string} word */
const consonants = (word) => undoubled(word.replace(/[aeiou]/g, ""));

/** @param {string} word @param {string} other @param {boolean} strange */
const isLikely = (word, other, strange) => {
  if (isSwapped(word, other)) return true;
  if (["er", "or", "r"].some((ending) => word === other + ending) || (other.startsWith(word) && !other.endsWith(word.slice(-1)))) return false;
  if (word.length < other.length || (word.length > other.length && undoubled(word) === undoubled(other))) return true;
  return word.length > 5 && (word.length > 6 || strange || consonants(word) === consonants(other));
};
