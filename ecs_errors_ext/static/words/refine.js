// @ts-check
/** A second look at the best rows. */

/** @param {Lexicon} lexicon @param {Question} question @param {Ranked[]} ranked @param {Token[]} tokens @param {(row: number) => {stems: Set<string>, words: string[]}[]} quotes @param {Record<string, number>} weights */
const refine = (lexicon, question, ranked, tokens, quotes, weights) => {
  const written = plainWords(tokens);
  const asked = written.map((word) => question.spelt.get(word) ?? stem(word));
  const pairs = new Set(pairsOf(asked).filter((_, i) => !(STOP_WORDS.has(written[i]) && STOP_WORDS.has(written[i + 1]))));
  const meant = meantBy(question);
  const first = question.concepts.flatMap(({ targets }) => targets.slice(0, 1).flatMap(([words]) => words.slice(-1)));
  const acts = new Set(first.concat(asked).filter((word) => lexicon.acts.has(word) || lexicon.opposites.has(word)));
  const undone = new Set([...acts].map((act) => lexicon.opposites.get(act)).filter((act) => !acts.has(act)));
  const blurred = question.unknown.length * weights.blur;
  const most = weights.answer - 1;
  const strays = new Set();
  let found = false;
  const best = ranked.slice(0, 30).map((one) => {
    const texts = quotes(one.row);
    const focus = Math.max(...texts.map((text) => focusOf(lexicon, text.stems, meant)));
    const held = new Set(texts.flatMap(({ words }) => pairsOf(words)).filter((pair) => pairs.has(pair)));
    const share = pairs.size < 2 ? 0 : div(100 * held.size, pairs.size);
    const quoted = share >= (pairs.size > 2 ? weights.quote : 100) ? share : 0;
    let { score, sure } = one;
    score = div(div(score * (100 + quoted), 100) * (weights.focus + focus), 100);
    const told = [...texts[0].stems].filter((word) => !meant.has(word));
    if (told.some((word) => lexicon.objects.has(word) || lexicon.acts.has(word))) {
      for (let i = question.concepts.length === 1 ? 2 : 1; i > 0; i--) score = div(score * weights.extra, 100);
    }
    const isOther = ![...acts].some((act) => texts.some((text) => text.stems.has(act)));
    if (isOther && told.some((word) => undone.has(word))) {
      score = div(score * weights.opposite, 100);
      sure = Math.min(sure, most);
    }
    sure = Math.max(sure - div((100 - focus) * blurred, 100), quoted);
    if (isOther && told.some((word) => lexicon.acts.has(word))) strays.add(one.row);
    found ||= !isOther && sure > most;
    return { row: one.row, score, sure };
  });
  if (found) for (const one of best) if (strays.has(one.row)) one.sure = Math.min(one.sure, most);
  return byScore(best).concat(ranked.slice(30));
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
