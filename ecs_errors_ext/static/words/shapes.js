// @ts-check
/** What is known by its shape alone. */

/** A thing by its shape, never a part of something longer. @param {string} shape */
const alone = (shape) => new RegExp(`(?<![0-9A-Za-z_/.:-])(?:${shape})(?![0-9A-Za-z_/:-]|\\.[0-9A-Za-z_])`, "gi");

const ORDINAL = "[0-9]{1,4}(?:st|nd|rd|th)";
const MONTH = 
  "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?" +
  "|nov(?:ember)?|dec(?:ember)?)";
const IP = "[0-9]{1,3}(?:\\.[0-9]{1,3}){3}";

/** @type {[string, RegExp][]} */
const SHAPES = [
  ["0place", alone("(?<=[\\r\\n])[ \\t\\u2502]{0,8}(?:with [^ \\r\\n]{1,200},|on [^ \\r\\n]{1,200} line [0-9]{1,6}[^\\r\\n]*|[0-9]{1,6}: (?:resource|data|module) [^\\r\\n]*)")],
  ["0client", alone("(?:[a-z_.]{1,80}: )?[45][0-9]{2}:? (?:client|server) error(?:: [a-z ]{1,40})? for url: [^ \\r\\n,]{1,500},?")],
  ["0date", alone(`${MONTH}[ \\t](?:the[ \\t])?${ORDINAL}|${ORDINAL}[ \\t](?:of[ \\t])?${MONTH}|(?:on|by|since|until|till)[ \\t]the[ \\t]${ORDINAL}(?![ \\t]{1,2}[a-z])`)],
  ["first", alone("1st")],
  ["second", alone("2nd")],
  ["third", alone("3rd")],
  ["0th", alone(ORDINAL)],
  ["0404", alone("404(?![ \\t]{1,2}[0-9a-z])|404(?=[ \\t](?:not|for|from|when|while|on|in|at|to|and|but|after)(?![a-z]))|with a name or id of ['\"]?[^'\"\\r\\n]{1,80}['\"]? exists")],
  ["0cidr", alone(`(?:${IP})?/(?:[12]?[0-9]|3[0-2])`)],
  ["0ip", alone(IP)],
  ["0disk", alone("(?:/dev/)?(?:xv|[sv])d[a-z][0-9]{0,2}")],
  ["0flavor", alone("[a-z]{1,3}[0-9][a-z0-9]{0,4}\\.(?:[0-9]{0,2}x?large|nano|micro|small|medium|metal)(?:\\.[0-9]{1,2})?")],
];

/** @param {string} text */
const nameShapes = (text) => SHAPES.reduce((named, [word, shape]) => named.replace(shape, word), text);
