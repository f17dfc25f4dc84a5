// @ts-check
/** Words and their stems. */

/** @param {Token[]} tokens */
const plainWords = (tokens) => tokens.filter((token) => !token.isId).map((token) => token.word);

/** @param {Token} token @returns {Token[]} */
const humps = (token) =>
  token.written.length <= 100 && /[a-z][A-Z]/.test(token.written)
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
    if ((isNoun && !"st".includes(last)) || /^(?:comment|production)$/.test(word)) continue;
    word = last === rest[rest.length - 2] && !"lsz".includes(last) ? rest.slice(0, -1) : rest;
  }
  if (word.length > 3) word = word.replace(/[ei]$/, (last) => (last === "i" ? "y" : ""));
  return word.replace(/(?<=.{4})[ai]bl$|(?<=.{3}ic)al$/, "");
};
