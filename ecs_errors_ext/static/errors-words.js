// @ts-check
/**
 * Plain language: what the engine (errors-search.js) asks where a text names no code, message or status.
 * Twin of the Python modules that its sections are called after. Loaded, with the vocabulary of the
 * catalog, when the first such text is asked.
 */
"use strict";
(() => {

  /** @typedef {{said: string, targets: [string[], number][], importance: number, kinds: number}} Concept */
  /** @typedef {{concepts: Concept[], unknown: string[], corrected: string[][], elsewhere: boolean}} Question */
  /** @typedef {{row: number, score: number, sure: number}} Ranked */
  /** @typedef {{start: number, end: number, word: string, isId: boolean, written: string}} Token */
  /** @typedef {Token & {stem: string}} Said */
  /** @typedef {Record<string, any>} Json */
  /** @typedef {any} Engine */

  const { FIELDS, SENTENCE, compare, div, fold, getOr, isAscii, set, tokenize, within } = /** @type {any} */ (globalThis).EcsErrors.tools;

  // --- tokens ---

  /** @param {Token[]} tokens */
  const plainWords = (tokens) => tokens.filter((token) => !token.isId).map((token) => token.word);

  /** @param {Token} token @returns {Token[]} */
  const humps = (token) =>
    /[a-z][A-Z]/.test(token.written)
      ? (token.written.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+/g) ?? []).map((part) => ({ ...token, word: fold(part), written: "" }))
      : [];

  /** @param {string} word */
  const stem = (word) => {
    if (word.length < 4 || !isAscii(word)) return /^(?:az|id|ip|vm)s$/.test(word) ? word.slice(0, 2) : word;
    if (word.endsWith("ies")) word = word.slice(0, -3) + "y";
    else if (/(?:sses|xes|ches|shes)$/.test(word)) word = word.slice(0, -2);
    else if (word.endsWith("s") && !/(?:ss|us|is)$/.test(word)) word = word.slice(0, -1);
    for (const ending of ["ing", "ed", "ly", "ment", "ion"]) {
      const rest = word.slice(0, -ending.length);
      const isNoun = ending === "ion";
      if (!word.endsWith(ending) || rest.length < (isNoun ? 4 : 3) || !/[aeiouy]/.test(rest)) continue;
      const last = rest[rest.length - 1];
      if ((isNoun && !"st".includes(last)) || word === "comment") continue;
      word = last === rest[rest.length - 2] && !"lsz".includes(last) ? rest.slice(0, -1) : rest;
    }
    if (word.length > 3) word = word.replace(/[ei]$/, (last) => (last === "i" ? "y" : ""));
    return word.replace(/(?<=.{4})[ai]bl$|(?<=.{3}ic)al$/, "");
  };

  // --- shapes ---

  /** A thing by its shape, never a part of something longer. @param {string} shape */
  const alone = (shape) => new RegExp(`(?<![0-9A-Za-z_/.:-])(?:${shape})(?![0-9A-Za-z_/:-]|\\.[0-9A-Za-z_])`, "gi");
  const IP = "[0-9]{1,3}(?:\\.[0-9]{1,3}){3}";
  /** @type {[string, RegExp][]} */
  const SHAPES = [
    ["0th", alone("[0-9]{1,4}(?:st|nd|rd|th)")],
    ["0404", alone("404(?![ \\t]{1,2}[0-9a-z])|404(?=[ \\t](?:not|for|from|when|while|on|in|at|to|and|but|after)(?![a-z]))")],
    ["0cidr", alone(`(?:${IP})?/(?:[12]?[0-9]|3[0-2])`)],
    ["0ip", alone(IP)],
    ["0disk", alone("(?:/dev/)?(?:xv|[sv])d[a-z][0-9]{0,2}")],
    ["0flavor", alone("[a-z]{1,3}[0-9][a-z0-9]{0,4}\\.(?:[0-9]{0,2}x?large|nano|micro|small|medium|metal)(?:\\.[0-9]{1,2})?")],
  ];

  /** @param {string} text */
  const nameShapes = (text) => SHAPES.reduce((named, [word, shape]) => named.replace(shape, word), text);

  // --- lexicon ---

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
    for (const phrase of phrases.keys()) {
      if (!phrase.includes(" ")) known.add(phrase);
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

  // --- words ---

  const OBJECT = 1, ACT = 2, THING = 4, CERTAIN = 8, TELLS = 16, MORE = 32;
  /** What is counted in one number beside single concepts. */
  const A_THING = 64, AN_OBJECT = 4096;

  /** @param {Lexicon} lexicon @param {Token[]} tokens @param {Record<string, number>} weights @param {boolean} begun */
  const readQuestion = (lexicon, tokens, weights, begun) => {
    /** @type {Question} */
    const question = { concepts: [], unknown: [], corrected: [], elsewhere: false };
    for (const sum of lexicon.sums) sum.fill(0);
    const words = tokens
      .filter((token) => saidAs(token.word) && (!token.isId || (lexicon.phrases.has(token.word) && /[0-9]/.test(token.word))))
      .slice(0, 60);
    const found = words.map((token) => saidAs(token.word));
    for (let i = 0; i < found.length; ) {
      const size = longestPhrase(lexicon, found, i);
      const phrase = found.slice(i, i + size);
      const means = lexicon.phrases.get(phrase.join(" "));
      if (means && !means.size) {
        question.unknown.push(words.slice(i, i + size).map((token) => token.word).join(" "));
        question.elsewhere = true;
      } else if (size) addConcept(lexicon, question, phrase, weights, false);
      else readSingle(lexicon, question, words[i].word, found[i], weights, begun && i + 1 === found.length);
      i += size || 1;
    }
    return question;
  };

  /** @param {Lexicon} lexicon @param {Token[]} tokens */
  const apart = (lexicon, tokens) =>
    tokens.flatMap((token) => {
      const isKnown = [lexicon.postings, lexicon.phrases, lexicon.neutral].some((known) => known.has(stem(token.word)));
      const parts = isKnown ? [] : humps(token);
      return parts.length ? parts : [token];
    });

  /** @param {Lexicon} lexicon @param {string[]} found @param {number} i */
  const longestPhrase = (lexicon, found, i) => {
    for (let size = Math.min(6, lexicon.longest, found.length - i); size > 0; size--) {
      if (lexicon.phrases.has(found.slice(i, i + size).join(" "))) return size;
    }
    return 0;
  };

  /** @param {Lexicon} lexicon @param {Question} question @param {string} word @param {string} stemmed @param {Record<string, number>} weights @param {boolean} begun */
  const readSingle = (lexicon, question, word, stemmed, weights, begun) => {
    if (STOP_WORDS.has(word) || stemmed === "not" || stemmed.length < 2) return;
    if (lexicon.neutral.has(stemmed)) return;
    else if (lexicon.postings.has(stemmed)) addConcept(lexicon, question, [stemmed], weights, false);
    else {
      const whole = begun && complete(lexicon, word);
      const near = whole || correct(lexicon, word);
      if (!near) question.unknown.push(word);
      else if (!lexicon.neutral.has(near) || lexicon.phrases.has(near)) {
        if (near !== whole) question.corrected.push([word, near]);
        addConcept(lexicon, question, [near], weights, true);
      }
    }
  };

  /** @param {Lexicon} lexicon @param {Question} question @param {string[]} phrase @param {Record<string, number>} weights @param {boolean} slip */
  const addConcept = (lexicon, question, phrase, weights, slip) => {
    const said = phrase.join(" ");
    if (question.concepts.some((concept) => concept.said === said)) return;
    /** @type {[string[], number][]} */
    const targets = Array.from(lexicon.phrases.get(said) || [], ([words, weight]) => [words.split(" "), weight]);
    if (!targets.some(([words]) => words.join(" ") === said) && phrase.every((word) => lexicon.postings.has(word))) targets.push([phrase, 100]);
    const { value: values, sure: sures } = lexicon.rows;
    const best = targets.length ? Math.max(...targets.map((target) => target[1])) : 50;
    const counted = slip ? weights.slip : 100;
    /** @type {number[]} */
    const rows = [];
    let strong = 0;
    for (const [words, weight] of [...targets].sort((a, b) => b[1] - a[1])) {
      const scale = div(weight * counted * (words.length + 1), 200 * words.length);
      eachRow(lexicon, words, weights.thin, scale, div(weight * 100, best), rows);
      if (weight * 100 >= best * weights.strong) strong = rows.length;
    }
    const importance = div(div(lexicon.rarity(strong || div(lexicon.size, 16)) * best, 100) * counted, 100);
    const first = targets.length ? targets[0][0] : [];
    const isObject = rows.length > 0 && first.some((word) => lexicon.objects.has(word));
    const isAct = lexicon.acts.has(first[first.length - 1]);
    const isThing = targets.every(([words]) => words.every((word) => lexicon.things.has(word)));
    const isSure = best >= weights.vague;
    const tells = isSure && !isThing;
    const kinds = [isObject, isAct, isThing, isSure, tells, tells && !isObject && !isAct].reduce((sum, is, k) => sum | (is ? 1 << k : 0), 0);
    question.concepts.push({ said, targets, importance, kinds });
    const counts = importance < weights.weak ? 0 : isThing && !isObject ? A_THING : 1;
    const [value, covered, held, count] = lexicon.sums;
    for (const row of rows) {
      value[row] += values[row];
      covered[row] += importance * sures[row];
      held[row] |= kinds;
      count[row] += counts + (isObject ? AN_OBJECT : 0);
      values[row] = sures[row] = 0;
    }
  };

  /** Note what rows that have all *words* are worth, and in *found* those that had none of the concept's readings before.
   * @param {Lexicon} lexicon @param {string[]} words @param {number} thin @param {number} scale @param {number} surest @param {number[]} found */
  const eachRow = (lexicon, words, thin, scale, surest, found) => {
    const { value: values, sure: sures } = lexicon.rows;
    const postings = words.map((word) => lexicon.postings.get(word) || { rows: [], values: [] });
    const rarities = postings.map(({ rows }) => lexicon.rarity(rows.length));
    const least = rarities.reduce((sum, rarity) => sum + rarity) * thin;
    const [{ rows, values: first }, ...others] = postings;
    // Rows are in order, so one finger in each posting finds those that have all words.
    const at = others.map(() => 0);
    for (let i = 0; i < rows.length; i++) {
      const row = rows[i];
      let value = first[i] * rarities[0];
      for (let k = 0; k < others.length && value; k++) {
        const other = others[k];
        while (other.rows[at[k]] < row) at[k]++;
        value = other.rows[at[k]] === row ? value + other.values[at[k]] * rarities[k + 1] : 0;
      }
      if (!value) continue;
      if (!sures[row]) found.push(row);
      if (value * scale > values[row]) values[row] = value * scale;
      const sure = value < least ? surest >> 1 : surest;
      if (sure > sures[row]) sures[row] = sure;
    }
  };

  /** @param {Ranked[]} ranked */
  const byScore = (ranked) => ranked.sort((a, b) => b.score - a.score || a.row - b.row);

  /** @param {Lexicon} lexicon @param {Question} question @param {Record<string, number>} weights */
  const rankRows = ({ sums: [value, covered, held, count], size }, question, weights) => {
    const { concepts } = question;
    const total = concepts.reduce((sum, concept) => sum + concept.importance, 0);
    const lost = question.unknown.length * weights.unknown;
    const asked = concepts.reduce((kinds, concept) => kinds | concept.kinds, 0);
    const objects = concepts.filter(({ kinds }) => kinds & OBJECT).length;
    const things = asked & OBJECT || asked & THING;
    const needed = asked & ACT && things && !(asked & MORE) ? ACT | things : asked & OBJECT;
    const denies = concepts.filter(({ kinds }) => kinds & THING).length > 1 && concepts.some(({ said }) => said === "not");
    const bare = question.elsewhere || (!denies && concepts.every(({ said, kinds }) => !(kinds & CERTAIN) || (!said.includes(" ") && (concepts.length === 1 || kinds & THING))));
    const all = concepts.some(({ said }) => said.includes(" ")) ? total * 100 : -1;
    const whole = Math.max(total + lost, 1);
    /** @type {Ranked[]} */
    const ranked = [];
    for (let row = 0; row < size; row++) {
      if (covered[row] < weights.guess * whole || (held[row] & needed) !== needed) continue;
      let sure = div(covered[row], whole);
      const enough = (count[row] % A_THING) + (asked & ACT ? div(count[row] % AN_OBJECT, A_THING) : 0);
      if ((bare && covered[row] !== all) || covered[row] < weights.evidence * 100 || (lost && enough < 2) || !(held[row] & CERTAIN)) sure = Math.min(sure, weights.answer - 1);
      if (sure < weights.answer && asked & ~held[row] & TELLS) continue;
      let score = div(div(value[row], 100) * div(covered[row], Math.max(total, 1)), 100);
      for (let i = div(count[row], AN_OBJECT); i < objects; i++) score = div(score * weights.gate, 100);
      ranked.push({ row, score, sure });
    }
    return byScore(ranked);
  };

  /** The stems of all readings. @param {Question} question */
  const meantBy = ({ concepts }) => new Set(concepts.flatMap(({ targets }) => targets.flatMap(([words]) => words)));

  // --- refine ---

  /** @param {Lexicon} lexicon @param {Question} question @param {Ranked[]} ranked @param {Token[]} tokens @param {(row: number) => {stems: Set<string>, words: string[]}[]} quotes @param {Record<string, number>} weights */
  const refine = (lexicon, question, ranked, tokens, quotes, weights) => {
    const written = plainWords(tokens);
    const asked = written.map(stem);
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
      const rarity = lexicon.rarity(rowsWith(lexicon, word));
      mass += rarity;
      if (meant.has(word)) saidToo += rarity;
    }
    return div(100 * saidToo, Math.max(mass, 1));
  };

  // --- ask ---

  /** @param {string} text */
  const stemmed = (text) => tokenize(text).map((/** @type {Token} */ token) => ({ ...token, stem: stem(token.word) }));

  /** @param {Said[]} tokens */
  const quoteOf = (tokens) => {
    const plain = tokens.filter((token) => !token.isId);
    return {
      stems: new Set(plain.filter((token) => !STOP_WORDS.has(token.word)).map((token) => token.stem)),
      words: plain.map((token) => token.stem),
    };
  };

  /** @param {Engine} engine */
  const postingsOf = (engine) => {
    const { index, rowCode } = engine;
    /** @type {string[][][]} */
    const cut = engine.columns().map((/** @type {string[]} */ texts) => texts.map((text) => text.match(SENTENCE) || []));
    /** @type {Map<string, number>} */
    const uses = new Map();
    for (const found of cut) {
      for (const sentences of found) for (const one of new Set(sentences)) uses.set(one, (uses.get(one) || 0) + 1);
    }
    const most = Math.max(index.weights.shared, div(rowCode.length, 40));
    const rows = rowCode.map((/** @type {number} */ code, /** @type {number} */ row) => {
      const fields = FIELDS.map((name, i) => [index.weights[name], cut[i][row].map((one) => [one, Number(uses.get(one)) > most])]);
      const term = index.terms[String(code)];
      return fields.concat([[index.weights.terms, term ? [[term, false]] : []]]);
    });
    return buildPostings(rows, index.weights.norm, index.weights.length);
  };

  /** What is made of an engine when it is first asked: the lexicon, and by row what is read off its texts. @param {Engine} engine */
  const prepare = (engine) => ({
    lexicon: buildLexicon(engine.index, postingsOf(engine), engine.rowCode.length),
    quotes: new Map(),
    messages: new Map(),
  });

  /** @type {WeakMap<object, ReturnType<typeof prepare>>} */
  const prepared = new WeakMap();

  /** The rows that *plain* may mean, best first, and what was read. @param {Engine} engine @param {string} plain @param {boolean} typing */
  const ask = (engine, plain, typing) => {
    const { weights } = engine.index;
    const { lexicon, quotes, messages } = getOr(/** @type {any} */ (prepared), engine, () => prepare(engine));
    const text = nameShapes(plain);
    /** @type {Token[]} */
    const tokens = tokenize(text);
    const words = apart(lexicon, tokens);
    const question = readQuestion(lexicon, words, weights, typing && tokens.length > 0 && tokens[tokens.length - 1].end === text.length);
    /** @type {(row: number) => Said[]} */
    const message = (row) => getOr(messages, row, () => stemmed(engine.textOf("message", row)));
    const said = (/** @type {number} */ row) => getOr(quotes, row, () =>
      [message(row).filter(({ end }) => end <= engine.cores()[row]), stemmed(engine.textOf("description", row))].map(quoteOf));
    const meant = meantBy(question);
    return {
      known: question.concepts.map((concept) => concept.said),
      unknown: [...new Set(question.unknown)],
      corrected: question.corrected,
      ranked: refine(lexicon, question, rankRows(lexicon, question, weights), words, said, weights),
      marks: (/** @type {number} */ row) =>
        message(row).filter(({ word, stem }) => meant.has(stem) && !STOP_WORDS.has(word)).map(({ start, end }) => [start, end]),
    };
  };

  /** @type {any} */ (globalThis).EcsErrors.learn(ask);
})();
