// @ts-check
/** The words of a catalog with their weights, and what users say for them. */

const STOP_WORDS = set(
  "a an the this that these those it its is are was were be been being am has have had do does did can could may" +
  " might must shall should will would to of in on at by for from with within into as and or but if than then so" +
  " because while when where which who whom whose what why how i me my we us our you your he she they them their" +
  " there here not no only also any all some such please cannot im ive ill up out off over about just very too more" +
  " most again get got nice teh");
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
  /** Words → their stems. @type {Map<string, string>} */
  const forms = new Map();
  let sum = 0;
  const sums = rows.map((fields) => {
    /** @type {Map<string, number>} */
    const x = new Map();
    let length = 0;
    for (const [weight, sentences] of fields) {
      /** @type {Map<string, number>} */
      const held = new Map();
      for (const [sentence, shared] of sentences) {
        const found = getOr(cache, sentence, () => plainWords(tokenize(sentence)).filter((word) => !STOP_WORDS.has(word)).map((word) => getOr(forms, word, () => stem(word))));
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
  /** @type {Postings} */
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
  return { postings, forms };
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

/** @param {Json} index @param {Postings} postings @param {Map<string, string>} forms @param {number} size */
const buildLexicon = (index, postings, forms, size) => {
  const phrases = readPhrases(index.phrases);
  const neutral = set(index.neutral);
  const stems = new Set([...postings.keys(), ...neutral]);
  for (const [phrase, targets] of phrases) if (targets.size && !phrase.includes(" ")) stems.add(phrase);
  const stops = [...STOP_WORDS].filter((word) => word.length > 4);
  const selves = (/** @type {Iterable<string>} */ words) => Array.from(words, (word) => /** @type {[string, string]} */ ([word, word]));
  const parts = [...phrases.keys()].map((phrase) => phrase.split(" "));
  return {
    size, postings, phrases, neutral,
    spelling: buildSpelling(new Map([...selves(stops), ...forms, ...selves(stems)]), postings),
    told: new Set([...stems, ...parts.flat()]),
    longest: Math.max(1, ...parts.map((words) => words.length)),
    objects: set(index.objects), acts: set(index.acts), refusals: set(index.refusals),
    things: set(`${index.objects} ${index.things}`),
    opposites: new Map(index.opposites.split(" ").map((/** @type {string} */ pair) => pair.split("|"))
      .flatMap((/** @type {string[]} */ [one, other]) => [[one, other], [other, one]])),
    // Row by row: of one concept, and of all concepts of a question.
    rows: { value: new Int32Array(size), sure: new Uint8Array(size) },
    sums: ["value", "covered", "kinds", "count", "tried"].map(() => new Int32Array(size)),
    rarity: (/** @type {number} */ rows) => 4 + log4(div((2 * size + 1) * 1024, 2 * rows + 1)),
  };
};
/** @typedef {ReturnType<typeof buildLexicon>} Lexicon */
