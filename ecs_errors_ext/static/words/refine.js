// @ts-check
/** A second look at the best rows. */

/** @typedef {{pairs: Set<string>, meant: Set<string>, acts: Set<string>, undone: Set<string>, concepts: number, unknown: number}} Asked */
/** @typedef {{stems: Set<string>, words: string[]}} Quote */

/** A question made ready to be compared with rows. @param {Lexicon} lexicon @param {Question} question @param {Token[]} tokens @returns {Asked} */
const askedBy = (lexicon, { concepts, unknown, spelt }, tokens) => {
  const written = plainWords(tokens);
  const asked = written.map((word) => spelt.get(word)?.[0] ?? stem(word));
  const first = concepts.flatMap(({ targets }) => targets.slice(0, 1).flatMap(([words]) => words.slice(-1)));
  const acts = new Set(first.concat(asked).filter((word) => lexicon.acts.has(word) || lexicon.opposites.has(word)));
  return {
    pairs: new Set(pairsOf(asked).filter((_, i) => !(STOP_WORDS.has(written[i]) && STOP_WORDS.has(written[i + 1])))),
    meant: meantBy(concepts),
    acts,
    undone: new Set([...acts].map((act) => lexicon.opposites.get(act)).filter((act) => !acts.has(act))),
    concepts: concepts.length,
    unknown: unknown.length,
  };
};

/** @param {Lexicon} lexicon @param {Asked} asked @param {Ranked[]} ranked @param {(row: number) => Quote[]} quotes @param {Record<string, number>} weights */
const refine = (lexicon, asked, ranked, quotes, weights) => {
  const most = weights.answer - 1;
  const seen = ranked.slice(0, 30).map((one) => lookAt(lexicon, asked, one, quotes(one.row), weights));
  if (seen.some(({ acts, sure }) => acts && sure > most)) {
    for (const one of seen) if (one.strays) one.sure = Math.min(one.sure, most);
  }
  return byScore(seen).concat(ranked.slice(30));
};

/** @param {Lexicon} lexicon @param {Asked} asked @param {Ranked} one @param {Quote[]} texts @param {Record<string, number>} weights */
const lookAt = (lexicon, asked, { row, score, sure }, texts, weights) => {
  const focus = Math.max(...texts.map((text) => focusOf(lexicon, text.stems, asked.meant)));
  const quoted = quotedIn(asked.pairs, texts, weights);
  score = div(div(score * (100 + quoted), 100) * (weights.focus + focus), 100);
  const told = [...texts[0].stems].filter((word) => !asked.meant.has(word));
  if (told.some((word) => lexicon.objects.has(word) || lexicon.acts.has(word))) {
    for (let i = asked.concepts === 1 ? 2 : 1; i > 0; i--) score = div(score * weights.extra, 100);
  }
  const acts = [...asked.acts].some((act) => texts.some((text) => text.stems.has(act)));
  if (!acts && told.some((word) => asked.undone.has(word))) {
    score = div(score * weights.opposite, 100);
    sure = Math.min(sure, weights.answer - 1);
  }
  sure = Math.max(sure - div((100 - focus) * asked.unknown * weights.blur, 100), quoted);
  return { row, score, sure, acts, strays: !acts && told.some((word) => lexicon.acts.has(word)) };
};

/** @param {Set<string>} asked @param {Quote[]} texts @param {Record<string, number>} weights */
const quotedIn = (asked, texts, weights) => {
  if (asked.size < 2) return 0;
  const held = new Set(texts.flatMap(({ words }) => pairsOf(words)).filter((pair) => asked.has(pair)));
  const share = div(100 * held.size, asked.size);
  return share >= (asked.size > 2 ? weights.quote : 100) ? share : 0;
};

/** @param {string[]} words */
const pairsOf = (words) => words.slice(1).map((word, i) => `${words[i]} ${word}`);

/** @param {Lexicon} lexicon @param {Set<string>} held @param {Set<string>} meant */
const focusOf = (lexicon, held, meant) => {
  let mass = 0;
  let saidToo = 0;
  for (const word of held) {
    const rarity = lexicon.rarity(rowsOf(lexicon.spelling, word).length);
    mass += rarity;
    if (meant.has(word)) saidToo += rarity;
  }
  return div(100 * saidToo, Math.max(mass, 1));
};
