// Loads the engine as a page does, and answers JSON lines: {"indexes": […]} first, then {"text": …} each.
"use strict";
const fs = require("node:fs");
const path = require("node:path");
const readline = require("node:readline");
const vm = require("node:vm");

const SCRIPT = process.env.ENGINE || path.join(__dirname, "../../ecs_errors_ext/static/errors-search.js");

/** The engine's global, from a context of its own. */
function load() {
  const context = vm.createContext({});
  vm.runInContext(fs.readFileSync(SCRIPT, "utf8"), context, { filename: SCRIPT });
  return context.EcsErrors;
}

async function serve() {
  const engine = load();
  /** @type {any[]} */
  let indexes = [];
  for await (const line of readline.createInterface({ input: process.stdin })) {
    const ask = JSON.parse(line);
    if (ask.indexes) {
      indexes = ask.indexes;
      continue;
    }
    const answers = indexes.map((index) => [index.catalog, engine.find(index, ask.text, ask.limit ?? 50, ask.typing)]);
    const answer = indexes.length > 1 ? engine.together(answers, ask.limit ?? 50) : answers[0][1];
    process.stdout.write(JSON.stringify(answer) + "\n");
  }
}

module.exports = { load };
if (require.main === module) serve();
