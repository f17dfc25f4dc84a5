// @ts-check
/** Which rows a question is about, or that none is. */

/** @param {Ranked[]} ranked */
const byScore = (ranked) => ranked.sort((a, b) => b.score - a.score || a.row - b.row);

/** @param {Lexicon} lexicon @param {Question} question @param {Record<string, number>} weights */
const rankRows = ({ sums: [value, covered, held, count, tries], size }, question, weights) => {
  const { concepts } = question;
  const total = concepts.reduce((sum, concept) => sum + concept.importance, 0);
  const lost = question.unknown.length * weights.unknown;
  const asked = concepts.reduce((kinds, concept) => kinds | concept.kinds, 0);
  const objects = concepts.filter(({ kinds }) => kinds & OBJECT).length;
  const things = asked & OBJECT || asked & THING;
  const needed = asked & ACT && things && !(asked & MORE) ? ACT | things : asked & OBJECT;
  const denies = concepts.filter(({ kinds }) => kinds & THING).length > 1 && concepts.some(({ said }) => said === "not");
  const bare = question.elsewhere || (!denies && concepts.every(({ said, kinds }) => !(kinds & CERTAIN) || (!said.includes(" ") && (concepts.length === 1 || kinds & THING))));
  const phrased = concepts.some(({ said }) => said.includes(" "));
  const refused = asked & ACT ? asked & REFUSAL : 0;
  const tried = concepts.reduce((sum, concept) => sum + concept.tried, 0);
  /** @type {Ranked[]} */
  const ranked = [];
  for (let row = 0; row < size; row++) {
    const tells = held[row] & refused;
    const rest = tells ? total - tried + tries[row] : total;
    const whole = Math.max(rest + lost, 1);
    if (covered[row] < weights.guess * whole || (!tells && (held[row] & needed) !== needed)) continue;
    let sure = div(covered[row], whole);
    const enough = (count[row] % A_THING) + (asked & ACT ? div(count[row] % AN_OBJECT, A_THING) : 0);
    if ((bare && !(phrased && covered[row] === rest * 100)) || covered[row] < weights.evidence * 100 || (lost && enough < 2) || !(held[row] & CERTAIN)) sure = Math.min(sure, weights.answer - 1);
    if (sure < weights.answer && asked & ~held[row] & TELLS) continue;
    let score = div(div(value[row], 100) * div(covered[row], Math.max(rest, 1)), 100);
    for (let i = div(count[row], AN_OBJECT); i < objects && !tells; i++) score = div(score * weights.gate, 100);
    if (refused && !tells) score = div(score * weights.opposite, 100);
    ranked.push({ row, score, sure });
  }
  return byScore(ranked);
};
