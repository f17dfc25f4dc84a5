// Called by search_bench.py: the engine beside MiniSearch on the same texts, in one process.
"use strict";
const fs = require("node:fs");
const path = require("node:path");
const vm = require("node:vm");
const zlib = require("node:zlib");

const { index, questions, codes } = JSON.parse(fs.readFileSync(process.argv[2], "utf8"));
const now = () => Number(process.hrtime.bigint()) / 1e6;
const size = (text) => `${(text.length / 1000).toFixed(1)} kB (${(zlib.gzipSync(text, { level: 9 }).length / 1000).toFixed(1)} gzip)`;
const timed = (ask) => {
  const times = [];
  for (let i = 0; i < 20; i++) for (const question of questions) {
    const started = now();
    ask(question);
    times.push(now() - started);
  }
  times.sort((a, b) => a - b);
  return `p50 ${times[times.length >> 1].toFixed(2)} ms, p95 ${times[Math.floor(times.length * 0.95)].toFixed(2)} ms a query`;
};

const text = JSON.stringify(index);
// Not in a context of its own, as the tests do: there every use of Math or Map is some hundred times slower than in a page.
for (const name of ["errors-search.js", "errors-words.js"]) {
  vm.runInThisContext(fs.readFileSync(path.join(__dirname, "../ecs_errors_ext/static", name), "utf8"));
}
const engine = globalThis.EcsErrors;
let started = now();
const parsed = JSON.parse(text);
engine.find(parsed, questions[0]);
console.log(`  JavaScript: index ${size(text)}, loaded and first answered in ${(now() - started).toFixed(0)} ms, ${timed((q) => engine.find(parsed, q))}`);
const part = JSON.parse(JSON.stringify(codes));
started = now();
engine.find(part, index.codes[index.codes.length - 1]);
console.log(`  an exact code from the codes part alone: ${(now() - started).toFixed(1)} ms`);

let MiniSearch;
try {
  MiniSearch = require("minisearch");
  MiniSearch = MiniSearch.default || MiniSearch;
} catch {
  console.log("  MiniSearch is not installed (npm install)");
}
if (MiniSearch) {
  const fields = ["code", "message", "description", "solution"];
  const options = { fields, storeFields: fields };
  const documents = index.codes.map((code, id) => ({ id, ...engine.describe(parsed, code).entries[0], code }));
  const mini = new MiniSearch(options);
  mini.addAll(documents);
  const stored = JSON.stringify(mini);
  started = now();
  const loaded = MiniSearch.loadJSON(stored, options);
  loaded.search(questions[0]);
  console.log(`  MiniSearch: index ${size(stored)}, loaded and first answered in ${(now() - started).toFixed(0)} ms, ${timed((q) => loaded.search(q))}`);
}
