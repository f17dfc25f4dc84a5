// Loads the engine as a page does, and answers JSON lines: {"indexes": […]} first, then {"text": …} each.
"use strict";
const fs = require("node:fs");
const path = require("node:path");
const readline = require("node:readline");
const vm = require("node:vm");

const FOLDER = process.env.ENGINE || path.join(__dirname, "../../ecs_errors_ext/static");

/** The engine's global, from a context of its own, and what puts the answers of several catalogs together. */
function load() {
  const context = vm.createContext({});
  for (const name of ["errors-search.js", "errors-words.js", "errors-together.js"]) {
    const script = path.join(FOLDER, name);
    vm.runInContext(fs.readFileSync(script, "utf8"), context, { filename: script });
  }
  return { engine: context.EcsErrors, together: vm.runInContext("EcsErrorsTogether.together", context) };
}

async function serve() {
  const { engine, together } = load();
  /** @type {any[]} */
  let indexes = [];
  for await (const line of readline.createInterface({ input: process.stdin })) {
    const ask = JSON.parse(line);
    if (ask.indexes) {
      indexes = ask.indexes;
      continue;
    }
    const answers = indexes.map((index) => [index.catalog, engine.find(index, ask.text, ask.limit ?? 50, ask.typing)]);
    const answer = indexes.length > 1 ? together(answers, ask.limit ?? 50) : answers[0][1];
    process.stdout.write(JSON.stringify(answer) + "\n");
  }
}

module.exports = { load };
if (require.main === module) serve();
