// The engine answers the shared cases in JavaScript as in Python, and what it is given never breaks it.
"use strict";
const assert = require("node:assert/strict");
const { execFileSync } = require("node:child_process");
const fs = require("node:fs");
const path = require("node:path");
const test = require("node:test");
const { load } = require("./engine.js");

const ROOT = path.join(__dirname, "../..");
const CASES = JSON.parse(fs.readFileSync(path.join(ROOT, "tests/data/search-cases.json"), "utf8"));
const python = process.env.PYTHON || path.join(ROOT, ".venv/bin/python");
const index = JSON.parse(
  execFileSync(python, ["-m", "tests.support.search"], { cwd: ROOT, encoding: "utf8", maxBuffer: 1 << 26 }));
const { engine } = load();
const find = (text, limit) => JSON.parse(JSON.stringify(engine.find(index, text, limit)));

/** What an answer says of the things that a case names. */
const said = (answer) => {
  const first = answer.matches[0] || {};
  return {
    codes: answer.matches.map((match) => match.code),
    total: answer.total,
    how: first.how,
    values: first.values,
    score: first.score,
    sure: first.sure,
    statuses: answer.statuses,
    reason: answer.reason ? answer.reason.kind : null,
    corrected: answer.understood.flatMap((told) => told.corrected ?? []),
    guesses: answer.guesses.map((match) => match.code),
    differs: (answer.matches.find((match) => match.differs) || {}).code,
  };
};

for (const { name, text, renamed = {}, typing = false, ...wanted } of CASES) {
  test(name, () => {
    const codes = index.codes.map((code) => renamed[code] || code);
    const got = said(engine.find({ ...index, codes }, text, 50, typing));
    if (wanted.codes && wanted.codes.length) got.codes = got.codes.slice(0, wanted.codes.length);
    for (const [key, value] of Object.entries(wanted)) assert.deepEqual(JSON.parse(JSON.stringify(got[key] ?? null)), value, key);
  });
}

test("the global is frozen", () => assert.ok(Object.isFrozen(engine)));

test("an exact code answers from the codes part alone", () => {
  const codes = Object.fromEntries(
    ["version", "catalog", "codes", "removed", "slugs", "row_code", "status_texts", "statuses", "row_status", "services"]
      .map((key) => [key, index[key]]));
  assert.equal(engine.find(codes, "ecs 13").matches[0].code, "Ecs.0013");
  assert.equal(engine.find(codes, "disk is full").reason.kind, "texts_not_loaded");
});

test("a message answers without the words, and plain language asks for them", () => {
  const { phrases: _, ...texts } = index;
  assert.equal(engine.find(texts, "Failed to start the VNC service.").matches[0].how, "message");
  assert.equal(engine.find(texts, "disk is full").reason.kind, "words_not_loaded");
});

test("time grows with the length of a text, whatever it holds", () => {
  const pieces = ["Ecs.", "\\", "failed to ", "\"message\":\"", "a.b-", "0", "ECS ", "{[(", "Policy does not allow "];
  for (const piece of pieces) {
    const started = process.hrtime.bigint();
    find(piece.repeat(300000 / piece.length));
    assert.ok(Number(process.hrtime.bigint() - started) < 3e9, piece);
  }
});
