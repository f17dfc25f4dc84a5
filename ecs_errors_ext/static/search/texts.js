// @ts-check
/** The texts of an index, and the sentences in them. */

const SENTENCE = /[^ \t\r\n](?:[^]*?[.!?](?=[ \t\r\n])|[^]*)/g;
const ADVICE = /^(?:please |then |and )?(?:try|retry|contact)(?![a-z])/i;

/** @param {(string | number)[]} column */
const unpack = (column) => {
  /** @type {string[]} */
  const texts = [];
  for (const cell of column) texts.push(typeof cell === "number" ? texts[cell] : cell);
  return texts;
};

/** @param {string} message */
const coreOf = (message) => {
  const found = [...message.matchAll(SENTENCE)];
  while (found.length > 1 && ADVICE.test(found[found.length - 1][0])) found.pop();
  const last = found.pop();
  return last ? last.index + last[0].length : 0;
};
