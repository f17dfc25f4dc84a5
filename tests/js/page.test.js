// The pure helpers of the pages' scripts; what they do in a page is shown in tests/browser.
"use strict";
const assert = require("node:assert/strict");
const fs = require("node:fs");
const path = require("node:path");
const test = require("node:test");
const vm = require("node:vm");

const STATIC = path.join(__dirname, "../../ecs_errors_ext/static");
const context = vm.createContext({ URLSearchParams });
const run = (name) => vm.runInContext(fs.readFileSync(path.join(STATIC, name), "utf8"), context, { filename: name });
run("errors-page.js");
run("errors-tools.js");
run("finder/services.js");
run("finder/answer.js");
const { codes } = vm.runInContext("EcsErrorsPage", context);
const { escaped, fits } = vm.runInContext("EcsErrorsTools", context);
const { asked, brief, cards, cut, fragment, grouped, key, listed, meant, messageIn, summary, tone } =
  vm.runInContext("EcsErrorsAnswer", context);
const { families, folder } = vm.runInContext("EcsErrorsServices", context);

/** Compare values of another context by what they hold. */
const same = (actual, expected) => assert.deepEqual(JSON.parse(JSON.stringify(actual)), expected);
const match = (code, how) => ({ code, slug: code, how, entry: 0, values: [], marks: [] });
const answer = (more) => ({
  query: "",
  understood: [],
  matches: [],
  total: more.matches?.length ?? 0,
  guesses: [],
  statuses: [],
  reason: null,
  ...more,
});

test("codes are counted in words", () => {
  assert.equal(codes(1), "1 code");
  assert.equal(codes(0), "0 codes");
});

test("a row fits a filter by text, status and family", () => {
  const row = { code: "Ecs.0013", text: "The current EIP quota limit", status: "400 403", family: "Ecs" };
  const fit = (filter) => fits(row, { text: "", status: "", family: "*", ...filter });
  assert.ok(fit({}));
  assert.ok(fit({ text: "quota EIP" }), "words in any order");
  assert.ok(fit({ text: "ecs.0013" }));
  assert.ok(!fit({ text: "quota disk" }));
  assert.ok(fit({ status: "403" }));
  assert.ok(!fit({ status: "40" }), "a status is no prefix");
  assert.ok(!fit({ family: "Common" }));
  assert.ok(!fit({ family: "" }), "the codes without a family");
});

test("a word without end is cut", () => {
  assert.equal(brief("😀".repeat(40)), "😀".repeat(40));
  assert.equal(brief("😀".repeat(41)), `${"😀".repeat(40)}…`);
});

test("an address asks in its fragment, in its query, or to jump", () => {
  same(asked("", ""), { text: "", go: false });
  same(asked("?q=a", ""), { text: "a", go: false });
  same(asked("?q=a", "#q=b%20c"), { text: "b c", go: false });
  same(asked("?go=Ecs.0013", ""), { text: "Ecs.0013", go: true });
  same(asked("?go=x", "#q=y"), { text: "y", go: false });
});

test("only a short text stands in the address", () => {
  assert.equal(fragment("a&b #c"), "#q=a%26b%20%23c");
  assert.equal(fragment("  "), "");
  assert.ok(fragment("x".repeat(500)));
  assert.equal(fragment("x".repeat(501)), "");
  assert.equal(asked("", fragment("100% \n+1")).text, "100% \n+1");
  assert.doesNotThrow(() => fragment("\ud800"));
});

test("a code keeps its name in Markdown and in a role", () => {
  same(escaped("Ecs.0013", "https://e.org/Ecs.0013.html"), { markdown: "[Ecs.0013](https://e.org/Ecs.0013.html)", role: "`Ecs.0013`" });
  same(escaped("a](x)`<b>_", "file:///a (1).html"), { markdown: "[a\\](x)\\`\\<b\\>\\_](file:///a%20%281%29.html)", role: "`a](x)\\`\\<b>_`" });
});

test("colours follow the status", () => {
  same([400, 404, 500, 202, 302].map(tone), ["neutral", "client", "server", "other", "other"]);
});

test("sameness ignores case, space and end punctuation", () => {
  assert.equal(key(" The  ECS\ndoes not exist. "), key("the ecs does not exist"));
  assert.notEqual(key("a.b"), key("ab"));
});

test("every second piece of a cut text is marked", () => {
  same(
    cut("abcdef", [
      [4, 6],
      [1, 2],
    ]),
    ["a", "b", "cd", "ef", ""],
  );
  same(cut("abc", []), ["abc"]);
  same(
    cut("abc", [
      [0, 2],
      [1, 3],
      [2, 2],
    ]),
    ["", "ab", "c"],
  );
});

test("the message of a body is read, escaped in a log line too", () => {
  assert.equal(
    messageIn('{"error":{"message":"Instance[abc] could not be found.","code":"Ecs.0114"}}'),
    "Instance[abc] could not be found.",
  );
  assert.equal(messageIn('body={\\"error_msg\\": \\"No quota.\\"}'), "No quota.");
  assert.equal(messageIn("{'message': 'It is \"so\"'}"), 'It is "so"');
  assert.equal(messageIn("no body"), "");
});

test("one code is meant, or none", () => {
  assert.equal(meant(answer({ matches: [match("A.1", "code"), match("B.1", "message")] })).code, "A.1");
  assert.equal(meant(answer({ matches: [match("A.1", "code"), match("B.1", "code")] })), undefined);
  assert.equal(meant(answer({ query: " a.1", matches: [match("a.1", "code"), match("A.1", "code")] })).code, "a.1");
  assert.equal(meant(answer({ matches: [match("A.1", "message")] })).code, "A.1");
  assert.equal(meant(answer({ matches: [match("A.1", "digits"), match("B.1", "digits")] })), undefined);
  assert.equal(meant(answer({ matches: [match("A.1", "words")] })), undefined);
  assert.equal(meant(answer({ matches: [match("A.1", "status")] })), undefined);
});

test("few codes of a paste are answered in full, and a single answer is", () => {
  const many = (how, count) => Array.from({ length: count }, (_, i) => match(`A.${i}`, how));
  same([cards(), cards(many("status", 1)), cards(many("status", 2))], [0, 1, 0]);
  same(
    [3, 4].map((count) => cards(many("code", count))),
    [3, 1],
  );
  same([cards(many("words", 5)), cards(many("message", 5)), cards(many("digits", 2))], [1, 0, 0]);
});

test("neighbours of one kind are grouped, in order", () => {
  const groups = grouped(
    [match("A", "code"), match("B", "words"), match("C", "words"), match("D", "code")],
    ({ how }) => how,
  );
  same(
    groups.map((group) => group.map(({ code }) => code)),
    [["A"], ["B", "C"], ["D"]],
  );
});

test("one line says what was read", () => {
  assert.equal(
    summary(answer({ query: '{"code":"A.1"}', matches: [match("A.1", "code")] })),
    "Found the code A.1 in your JSON.",
  );
  assert.equal(
    summary(answer({ query: "A.1\nB.2", matches: [match("A.1", "code"), match("B.2", "code")] })),
    "Found the codes A.1 and B.2 in your text.",
  );
  assert.equal(summary(answer({ matches: [match("A.1", "message")] })), "Found the message of A.1.");
  assert.equal(
    summary(answer({ matches: [match("A.1", "status")], statuses: ["404"] })),
    "1 code with the status 404.",
  );
  assert.equal(
    summary(
      answer({ understood: [{ kind: "words", corrected: [["qouta", "quota"]] }], matches: [match("A.1", "words")] }),
    ),
    "1 code found by words. Read “qouta” as “quota”.",
  );
  assert.equal(summary(answer({ guesses: [match("A.1", "words")] })), "No sure match.");
  assert.equal(summary(answer({})), "No match.");
});

test("families are the prefixes of numbered codes, commonest first", () => {
  same(families(["Pdp.0001", "Ecs.0001", "Ecs.0002", "Throttling", "0171", "APIGW.0301"]), ["Ecs", "Pdp", "APIGW"]);
});

test("a list is read as a sentence", () => {
  same(
    ["", "a", "ab", "abc"].map((all) => listed([...all]).join("")),
    ["", "a", "a and b", "a, b and c"],
  );
});

test("a code of two services is not one code", () => {
  const both = ["vpc", "disk"].map((catalog) => ({ ...match("Common.0001", "code"), catalog }));
  assert.equal(meant(answer({ query: "Common.0001", matches: both })), undefined);
  assert.equal(meant(answer({ query: "Common.0001", matches: both.slice(0, 1) })).catalog, "vpc");
});

test("a catalog's pages are in a folder of its name", () => same(["", "vpc"].map(folder), ["", "vpc/"]));

// -- the page for addresses that the site has not -------------------------------

run("errors-missing.js");
const missing = vm.runInContext("EcsErrorsMissing", context);

test("an address is a question about a page of this kind", () => {
  const services = ["", "vpc"];
  const cases = {
    "codes/ecs0013": ["", "codes", "ecs0013"],
    "Ecs.0013": ["", "", "Ecs.0013"],
    "codes/ecs.0013.html": ["", "codes", "ecs.0013"],
    "codes/Ecs.0013/": ["", "codes", "Ecs.0013"],
    "codes/Ecs.0013/index.html": ["", "codes", "Ecs.0013"],
    "v1/en/Codes/Ecs%200013.json": ["", "codes", "Ecs 0013"],
    "VPC/status/4xx.htm": ["vpc", "status", "4xx"],
    "old/vpc/families/VPC": ["vpc", "families", "VPC"],
    "messages/disk-full.html": ["", "messages", "disk-full"],
  };
  for (const [path, [service, kind, name]] of Object.entries(cases)) {
    same(missing.asked(path, services), { service, kind, name });
  }
  assert.equal(missing.question({ service: "", kind: "messages", name: "disk-full" }), "disk full");
});

test("a page whose name no index has is known by its own", () => {
  const known = ["messages/disk-full", "vpc/changes", "messages/Odd-1a2b3c"];
  const page = (path) => missing.ownPage(missing.asked(path, ["", "vpc"]), known, "search");
  same(["messages/Disk-Full", "VPC/Changes.html", "messages/odd-1a2b3c/", "FIND", "search.html"].map(page), [
    "messages/disk-full", "vpc/changes", "messages/Odd-1a2b3c", "search", "search",
  ]);
  same(["messages/disk", "changes", "vpc/messages/disk-full", "vpc/search", "codes/find"].map(page), ["", "", "", "", ""]);
});

test("anything else is no question", () => {
  const hostile = [
    "", "/", "codes/", "a/b/c", "guide/Ecs.0013.html", "codes/%E0%A4%A", "codes/%00", "codes/\u0000", "codes/<b>", "codes/%3Cb%3E",
    "codes/javascript:alert(1)", "codes/https:%2f%2fevil.example", "codes/..", "codes/%2e%2e%2fx", "codes/\\evil", "codes/__proto__",
    `codes/${"A".repeat(101)}`, `${"a/".repeat(100000)}codes/x`, "codes/-x", "codes/é",
  ];
  assert.deepEqual(hostile.filter((path) => missing.asked(path, [""])), []);
});
