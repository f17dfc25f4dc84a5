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

/** The likeliest as its stem and as a row writes it. @param {(string | number)[][]} ranks @returns {string[] | undefined} */
const likeliest = (ranks) => {
  const [best] = ranks.sort(compare);
  return best && [String(best[2]), String(best[4])];
};

/** @param {Spelling} spelling @param {string} begun */
const complete = (spelling, begun) => {
  const words = (spelling.buckets.get("^" + begun.slice(0, 2)) ?? []).filter((word) => word.startsWith(begun));
  const stems = words.map((word) => String(spelling.known.get(word)));
  return likeliest(stems.map((known) => [0, -rowsOf(spelling, known).length, known]))?.[0] ?? "";
};

/** @param {Spelling} spelling @param {string} written */
const correct = (spelling, written) => {
  const clipped = /^(?:(.{4,})(?:d|mnt|ng)|(.{4,}[st])on)$/;
  const [, verb, noun] = clipped.exec(written) || clipped.exec(stem(written)) || [];
  const whole = stem(verb || noun || "");
  if (!spelling.postings.has(whole)) return likeliest(nearWords(spelling, written, isLikely));
  return likeliest(nearWords(spelling, written, () => true).filter(([, , known]) => known === whole)) ?? [whole, whole];
};

/** @param {Spelling} spelling @param {string} written @param {(row: number) => boolean} fits */
const correctBeside = (spelling, written, fits) =>
  written.length < 5 ? undefined : likeliest(nearWords(spelling, written, () => true).filter(([, , known]) => rowsOf(spelling, String(known)).some(fits)));

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
        if (isMeant(word, other, strange)) ranks.push([distance, -rowsOf(spelling, known).length, known, -other.length, other]);
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
