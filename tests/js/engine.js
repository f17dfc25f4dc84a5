// Loads the engine as a page does, and answers JSON lines: {"indexes": […]} first, then {"text": …} each.
"use strict";
const fs = require("node:fs");
const path = require("node:path");
const readline = require("node:readline");
const vm = require("node:vm");

const STATIC = path.join(__dirname, "../../ecs_errors_ext/static");
const MADE_OF = JSON.parse(fs.readFileSync(path.join(STATIC, "scripts.json"), "utf8"));

/** @param {string} folder @param {string} name */
const read = (folder, name) => fs.readFileSync(path.join(folder, name), "utf8");

/** A script of the engine as it is written, or as the folder ENGINE has it. @param {string} name */
const source = (name) => {
  if (process.env.ENGINE) return read(process.env.ENGINE, name);
  if (!MADE_OF[name]) return read(STATIC, name);
  const [parts] = MADE_OF[name];
  return `"use strict";\n(() => {\n${parts.map((/** @type {string} */ part) => read(STATIC, part)).join("")}})();\n`;
};

/** The engine's global, from a context of its own, and what puts the answers of several catalogs together. */
function load() {
  const context = vm.createContext({});
  for (const name of ["errors-search.js", "errors-words.js", "errors-together.js"]) {
    vm.runInContext(source(name), context, { filename: name });
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

module.exports = { load, source };
if (require.main === module) serve();
