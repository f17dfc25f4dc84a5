// Called by search.py: the engine beside MiniSearch on the same texts, in one process. Prints its figures as JSON.
"use strict";
const fs = require("node:fs");
const vm = require("node:vm");
const zlib = require("node:zlib");
const { source } = require("../tests/js/engine.js");

const { index, questions, codes } = JSON.parse(fs.readFileSync(process.argv[2], "utf8"));
const now = () => Number(process.hrtime.bigint()) / 1e6;
const sizes = (text) => ({ bytes: text.length, gzip: zlib.gzipSync(text, { level: 9 }).length });
const timed = (ask) => {
  const times = [];
  for (let i = 0; i < 20; i++) for (const question of questions) {
    const started = now();
    ask(question);
    times.push(now() - started);
  }
  times.sort((a, b) => a - b);
  return { p50: times[times.length >> 1], p95: times[Math.floor(times.length * 0.95)] };
};
/** @param {string} stored @param {(stored: string) => (question: string) => unknown} load */
const measure = (stored, load) => {
  const started = now();
  const ask = load(stored);
  ask(questions[0]);
  return { ...sizes(stored), load: now() - started, ...timed(ask) };
};

// Not in a context of its own, as the tests do: there every use of Math or Map is some hundred times slower than in a page.
for (const name of ["errors-search.js", "errors-words.js"]) {
  vm.runInThisContext(source(name), { filename: name });
}
const engine = globalThis.EcsErrors;
const ours = measure(JSON.stringify(index), (stored) => {
  const parsed = JSON.parse(stored);
  return (question) => engine.find(parsed, question);
});
const part = JSON.parse(JSON.stringify(codes));
const started = now();
engine.find(part, index.codes[index.codes.length - 1]);
const code = now() - started;

const MiniSearch = require("minisearch");
const fields = ["code", "message", "description", "solution"];
const options = { fields, storeFields: fields };
const documents = index.codes.map((code, id) => ({ id, ...engine.describe(index, code).entries[0], code }));
const mini = new MiniSearch(options);
mini.addAll(documents);
const peer = measure(JSON.stringify(mini), (stored) => {
  const loaded = MiniSearch.loadJSON(stored, options);
  return (question) => loaded.search(question);
});
console.log(JSON.stringify({ ours, peer, code }));
