// @ts-check
/** What of a text is worth reading as plain language. */

const FIELD = new RegExp(
  "[\"'](?:message|Message|msg|error_msg|errorMsg|error_message|errorMessage|fail_reason|failReason|reason|detail|" +
  "details|description|error_description|error|faultstring|title)[\"'][ \\t\\r\\n]{0,4}:[ \\t\\r\\n]{0,4}" +
  "(?:\"([^\"]{1,2000})|'([^']{1,2000}))", "g");
const TROUBLE = /error|fail|exception|denied|invalid|cannot|could not|not found|refused|timed out|exceed/i;
const ASIDE =
  /(?<![0-9A-Za-z_])(?:SELECT[ \t][^;\r\n]{1,300}?[ \t]FROM|INSERT INTO|DELETE FROM|UPDATE [^ ]{1,80} SET)[ \t][^;\r\n]*|<\/?[A-Za-z][^<>]{0,300}>/g;
const OBJECT_BODY = /\{[ \t\r\n]{0,40}["'][^"']{0,80}["'][ \t\r\n]{0,4}:/;
const LONG = 60;

/** @param {string} plain @param {Token[]} tokens */
const worthReading = (plain, tokens) => {
  let text = plain;
  if (/["'][ \t\r\n]{0,4}:/.test(plain)) {
    const fields = Array.from(plain.matchAll(FIELD), (match) => match[1] || match[2]);
    if (fields.length || OBJECT_BODY.test(plain)) text = fields.join("\n");
  } else if (tokens.filter((token) => !token.isId).length > LONG) {
    text = plain.split(/[\r\n]+/).filter((line) => TROUBLE.test(line)).slice(0, 10).join("\n") || plain;
  }
  return text.replace(ASIDE, " ");
};
