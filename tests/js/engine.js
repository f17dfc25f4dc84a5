// Loads the engine as a page does, and answers JSON lines: {"index": …} first, then {"text": …} each.
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
  let index = null;
  for await (const line of readline.createInterface({ input: process.stdin })) {
    const ask = JSON.parse(line);
    if (ask.index) index = ask.index;
    else process.stdout.write(JSON.stringify(engine.find(index, ask.text, ask.limit ?? 50)) + "\n");
  }
}

module.exports = { load };
if (require.main === module) serve();
