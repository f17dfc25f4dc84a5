// @ts-check
/** The words of a catalog with their weights, and what users say for them. */

const STOP_WORDS = set(
  "a an the this that these those it its is are was were be been being am has have had do does did can could may" +
  " might must shall should will would to of in on at by for from with within into as and or but if than then so" +
  " because while when where which who whom whose what why how i me my we us our you your he she they them their" +
  " there here not no only also any all some such please cannot im ive ill up out off over about just very too more" +
  " most again get got");
const TELLING = set("not no cannot up out off over too more only in");

const NOT = set(
  "cannot cant couldnt unable dont doesnt didnt isnt wont wasnt arent werent havent hasnt hadnt wouldnt shouldnt" +
  " aint");

/** @param {string} word */
const saidAs = (word) => (NOT.has(word) ? "not" : STOP_WORDS.has(word) && !TELLING.has(word) ? "" : stem(word));

/** @param {number} thousands */
const log4 = (thousands) => {
  let steps = 0;
  for (; thousands >= 2048; steps += 4) thousands = div(thousands, 2);
  return steps + [1217, 1448, 1722].filter((bound) => thousands >= bound).length;
};

/** @param {[number, [string, boolean][]][][]} rows @param {number} norm @param {number} grows */
const buildPostings = (rows, norm, grows) => {
  /** @type {Map<string, string[]>} */
  const cache = new Map();
  let sum = 0;
  const sums = rows.map((fields) => {
    /** @type {Map<string, number>} */
    const x = new Map();
    let length = 0;
    for (const [weight, sentences] of fields) {
      /** @type {Map<string, number>} */
      const held = new Map();
      for (const [sentence, shared] of sentences) {
        const found = getOr(cache, sentence, () => plainWords(tokenize(sentence)).filter((word) => !STOP_WORDS.has(word)).map(stem));
        if (!shared) length += found.length;
        const value = shared ? div(weight, 8) : weight;
        for (const word of found) held.set(word, Math.max(held.get(word) || 0, value));
      }
      for (const [word, value] of held) x.set(word, (x.get(word) || 0) + value);
    }
    sum += length;
    return /** @type {[Map<string, number>, number]} */ ([x, length]);
  });
  const mean = Math.max(div(sum, Math.max(rows.length, 1)), 1);
  /** @type {Map<string, {rows: number[], values: number[]}>} */
  const postings = new Map();
  sums.forEach(([x, length], row) => {
    const k = norm + div(grows * length, mean);
    for (const [word, value] of x) {
      if (!value) continue;
      const posting = getOr(postings, word, () => ({ rows: [], values: [] }));
      posting.rows.push(row);
      posting.values.push(Math.max(div(100 * value, value + k), 1));
    }
  });
  return postings;
};

/** @param {string[]} lines */
const readPhrases = (lines) => {
  /** @type {Map<string, Map<string, number>>} */
  const phrases = new Map();
  for (const line of lines) {
    const [says, means] = line.split(">");
    const targets = (means ? means.split(",") : []).map((target) => {
      const [, words, tenths] = /** @type {string[]} */ (/^([^0-9]+)([0-9]*)$/.exec(target));
      return /** @type {[string, number]} */ ([words, Number(tenths || 10) * 10]);
    });
    for (const phrase of says.split(",")) {
      const known = getOr(phrases, phrase, () => new Map());
      for (const [words, weight] of targets) known.set(words, Math.max(known.get(words) || 0, weight));
    }
  }
  return phrases;
};

/** @param {string} word */
const spellingKeys = (word) => ["^" + word.slice(0, 2), "$" + word.slice(-3), word.slice(0, 1) + "~" + word.slice(-1)];

/** All three letters in a row of a word, its ends being letters too. @param {string} word */
const triples = (word) => Array.from(word, (_, i) => `^${word}$`.slice(i, i + 3));

/** @param {Json} index @param {Map<string, {rows: number[], values: number[]}>} postings */
const buildLexicon = (index, postings, /** @type {number} */ size) => {
  const phrases = readPhrases(index.phrases);
  /** @type {Map<string, string[]>} */
  const buckets = new Map();
  const neutral = set(index.neutral);
  const known = new Set([...postings.keys(), ...neutral]);
  const familiar = new Set();
  let longest = 1;
  for (const [phrase, targets] of phrases) {
    if (targets.size && !phrase.includes(" ")) known.add(phrase);
    longest = Math.max(longest, phrase.split(" ").length);
  }
  for (const word of [...known].sort()) {
    for (const triple of triples(word)) familiar.add(triple);
    if (word.length > 3) for (const key of spellingKeys(word)) getOr(buckets, key, () => []).push(word);
  }
  return {
    size, postings, phrases, buckets, familiar, longest, neutral,
    objects: set(index.objects), acts: set(index.acts),
    things: set(`${index.objects} ${index.things}`),
    opposites: new Map(index.opposites.split(" ").map((/** @type {string} */ pair) => pair.split("|"))
      .flatMap((/** @type {string[]} */ [one, other]) => [[one, other], [other, one]])),
    // Row by row: of one concept, and of all concepts of a question.
    rows: { value: new Int32Array(size), sure: new Uint8Array(size) },
    sums: ["value", "covered", "kinds", "count"].map(() => new Int32Array(size)),
    rarity: (/** @type {number} */ rows) => 4 + log4(div((2 * size + 1) * 1024, 2 * rows + 1)),
  };
};

/** @typedef {ReturnType<typeof buildLexicon>} Lexicon */

/** @param {Lexicon} lexicon @param {string} written */
const correct = (lexicon, written) => {
  const word = stem(written);
  if (!/^[a-z]{4,30}$/.test(word)) return "";
  const clipped = /^(?:(.{4,})(?:d|mnt|ng)|(.{4,}[st])on)$/;
  const [, verb, noun] = clipped.exec(written) || clipped.exec(word) || [];
  const whole = stem(verb || noun || "");
  if (lexicon.postings.has(whole)) return whole;
  const limit = word.length > 8 ? 2 : 1;
  const strange = triples(word).some((triple) => !lexicon.familiar.has(triple));
  /** @type {[number, number, string]} */
  let best = [limit + 1, 0, ""];
  for (const key of spellingKeys(word)) {
    for (const other of lexicon.buckets.get(key) || []) {
      const distance = within(word, other, limit);
      if (distance > limit) continue; // as nearly all are
      /** @type {[number, number, string]} */
      const rank = [distance, -rowsWith(lexicon, other), other];
      if (compare(rank, best) < 0 && isLikely(word, other, strange)) best = rank;
    }
  }
  return best[2];
};

/** @param {string} word */
const undoubled = (word) => word.replace(/(.)\1/g, "$1");

/** @param {string} word */
const consonants = (word) => undoubled(word.replace(/[aeiou]/g, ""));

/** @param {string} word @param {string} other @param {boolean} strange */
const isLikely = (word, other, strange) => {
  const sorted = (/** @type {string} */ text) => [...text].sort().join("");
  if (sorted(word) === sorted(other)) return true;
  if (word[0] !== other[0] || word === other + "er" || word === other + "or") return false;
  if (word.length < other.length || (word.length > other.length && undoubled(word) === undoubled(other))) return true;
  return word.length > 5 && (word.length > 6 || strange || consonants(word) === consonants(other));
};

/** @param {Lexicon} lexicon @param {string} word */
const rowsWith = (lexicon, word) => (lexicon.postings.get(word) || { rows: [] }).rows.length;

/** @param {Lexicon} lexicon @param {string} begun */
const complete = (lexicon, begun) => {
  const known = (lexicon.buckets.get("^" + begun.slice(0, 2)) || []).filter((word) => word.startsWith(begun));
  const ranks = known.map((word) => [-rowsWith(lexicon, word), word]).sort(compare);
  return ranks.length ? String(ranks[0][1]) : "";
};
