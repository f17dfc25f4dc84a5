"""The reference pages say what there is, and nothing else."""

from __future__ import annotations

import ast
import json
import re
from collections import defaultdict
from dataclasses import fields

import jinja2.meta
import jinja2.nodes
import pytest

from ecs_errors_ext.catalogs import Catalogs
from ecs_errors_ext.check.findings import Finding as CheckFinding
from ecs_errors_ext.cli import main
from ecs_errors_ext.cli.lint import Finding
from ecs_errors_ext.cli.text import _WHY
from ecs_errors_ext.export import (
    CatalogData,
    ChangeData,
    CodeData,
    EntryData,
    NoteData,
    RemovedData,
    catalogs_json,
    schema,
)
from ecs_errors_ext.groups import Groups
from ecs_errors_ext.ledger import How
from ecs_errors_ext.library import Library, Service
from ecs_errors_ext.search.together import _KINDS
from ecs_errors_ext.search.vocabulary import load_vocabulary
from ecs_errors_ext.source import Source
from ecs_errors_ext.sphinx.config import Notes
from ecs_errors_ext.sphinx.domain import ErrorDomain
from ecs_errors_ext.sphinx.templating import Templates
from tests.support.catalogs import ROOT, make_catalog
from tests.support.search import TABLE, table_catalog
from tests.support.words import tool

reference = tool("reference")
BARE = jinja2.Environment(autoescape=True)

GUIDE = sorted((ROOT / "source/guide").glob("*.md"))
PAGE, PROGRAMS, TEMPLATES = (
    (ROOT / f"source/guide/{name}.md").read_text("utf-8") for name in ("reference", "programs", "templates")
)
PACKAGE = ROOT / "ecs_errors_ext"
SOURCES = [
    *(ROOT / "templates").glob("*/*.html"),
    *(PACKAGE / "static").rglob("*.*"),
    *(PACKAGE / "sphinx").glob("*.py"),
]


def section(title, page=PAGE):
    return page.split(f"\n## {title}\n")[1].split("\n## ")[0]


@pytest.mark.parametrize(
    ("module", "name", "title"),
    [
        ("model.py", "ProblemKind", "Warnings"),
        ("lint/rules.py", "Rule", "Check a table"),
        ("check/findings.py", "Kind", "Check runbooks that Sphinx never sees"),
    ],
)
def test_every_kind_of_warning_is_documented_in_its_own_words(module, name, title):
    tree = ast.parse((PACKAGE / module).read_text("utf-8"))
    kinds = next(node for node in tree.body if isinstance(node, ast.ClassDef) and node.name == name)
    values = [node.value for node in kinds.body if isinstance(node, (ast.Assign, ast.Expr))]
    texts = [value.value for value in values if isinstance(value, ast.Constant)][1:]
    wanted = dict(zip(texts[::2], texts[1::2], strict=True))
    found = dict(re.findall(r"^`(\w+)`\n: (.*)$", section(title), re.MULTILINE))
    assert found == wanted


def test_every_setting_is_documented():
    declared = set(
        re.findall(r'add_config_value\("(\w+)"', (PACKAGE / "sphinx/config.py").read_text("utf-8"))
    )
    assert set(re.findall(r"^`(ecs_errors_\w+)`$", section("Settings"), re.MULTILINE)) == declared
    assert set(re.findall(r"^  - `(\w+)`:", section("Settings"), re.MULTILINE)) == set(Notes.__slots__)


def documented(text, column=0):
    """What stands as code in a column of the tables in *text*."""
    rows = re.findall(r"^\| (`.*) \|$", text, re.MULTILINE)
    return [name for row in rows for name in re.findall(r"`([^`]+)`", re.split(r"(?<!\\) \| ", row)[column])]


@pytest.mark.parametrize("path", GUIDE, ids=lambda path: path.name)
def test_what_is_written_from_the_code_is_up_to_date(path):
    text = path.read_text("utf-8")
    assert reference.fill(text) == text, "run make reference"


def test_every_part_that_is_written_from_the_code_has_its_place():
    found = [name for path in GUIDE for name in reference.parts_of(path.read_text("utf-8"))]
    assert sorted(found) == sorted(reference.PARTS)


def test_every_option_says_what_it_does():
    for parser in reference.commands().values():
        for action in parser._actions:
            assert action.help, action.dest


def test_every_role_directive_and_option_is_documented():
    text = section("Roles and directives")
    assert set(re.findall(r":err:(\w+):", text)) == set(ErrorDomain.roles)
    assert set(re.findall(r"`\.\. err:(\w+)::", text)) == set(ErrorDomain.directives)
    options = {name for directive in ErrorDomain.directives.values() for name in directive.option_spec or ()}
    assert set(re.findall(r"`:(\w+):`", text)) == options
    assert set(re.findall(r"`err:(\w+)`", section("Marks in the pages", PROGRAMS))) == set(
        ErrorDomain.object_types
    )


# -- templates ---------------------------------------------------------------------------


def parsed():
    environment = Templates()._environment
    for path in sorted((ROOT / "templates/errors").glob("*.html")):
        yield path.stem, environment.parse(path.read_text("utf-8"))


def test_every_template_of_a_page_is_documented_and_can_be_added_to():
    inner = {"_parts", "finder"}
    assert {name for name, _ in parsed()} - inner == reference.views().keys()
    for name, tree in parsed():
        if name not in inner:
            assert [block.name for block in tree.find_all(jinja2.nodes.Block)] == ["before", "after"], name


def test_a_template_shows_what_its_view_has():
    shown = {"finder": reference.views()["find"], **reference.views()}
    for name, tree in parsed():
        for found in tree.find_all(jinja2.nodes.Getattr):
            if isinstance(found.node, jinja2.nodes.Name) and found.node.name == "view":
                assert hasattr(shown[name], found.attr), (name, found.attr)


def test_every_name_and_filter_that_templates_are_given_is_documented():
    text = section("What a template is given", TEMPLATES)
    environment = Templates()._environment
    names = {found for _, tree in parsed() for found in jinja2.meta.find_undeclared_variables(tree)}
    names |= environment.globals.keys() - BARE.globals.keys()
    said = {re.match(r"\w+", name)[0] for name in documented(text.split("Filters: ")[0])}
    # Set by the templates themselves; other names of translations.
    assert said == names - {"pages", "part", "gettext", "pgettext", "npgettext"}
    filters = set(re.findall(r"`(\w+)`", text.split("Filters: ")[1].split("\n\n")[0]))
    assert filters == environment.filters.keys() - BARE.filters.keys()


def test_the_values_of_the_feed_are_documented():
    tree = Templates()._environment.parse((ROOT / "templates/errors/changes.xml").read_text("utf-8"))
    sentence = re.search(r"is given other values: ([^.]*)\.", TEMPLATES)[1]
    assert set(re.findall(r"`(\w+)`", sentence)) == jinja2.meta.find_undeclared_variables(
        tree
    ) - BARE.globals.keys() - {"_"}


# -- marks in the pages --------------------------------------------------------------------


def test_every_mark_in_the_pages_is_documented():
    text = section("Marks in the pages", PROGRAMS)
    sources = [path.read_text("utf-8") for path in SOURCES]
    used = {name for source in sources for name in re.findall(r"data-error-[a-z]+", source)}
    used |= {
        "data-error-" + name.lower()
        for source in sources
        for name in re.findall(r"dataset\.error([A-Z]\w+)", source)
    }
    assert {name for name in documented(text) if name.startswith("data-")} == used
    rows = dict(re.findall(r"^\| `data-error-(\w+)` \| (.*) \|$", text, re.MULTILINE))
    everything = "".join(sources)
    for name in ("page", "copy"):
        assert set(re.findall(r"`(\w+)`", rows[name])) - {"article"} == set(
            re.findall(rf'data-error-{name}="(\w+)"', everything)
        )
    states = set(
        re.findall(r'(?:dataset\.state = |"?data-state"?[:=] ?|\? |: )"(idle|busy|done)"', everything)
    )
    assert set(re.findall(r"`(\w+)`", rows["results"])) == states


# -- data ------------------------------------------------------------------------------------


def test_the_schema_has_the_keys_that_are_written():
    whole = json.loads(schema())
    forms = {**whole["$defs"], "catalog": whole}
    for name, form in (
        ("catalog", CatalogData), ("code", CodeData), ("entry", EntryData), ("note", NoteData), ("change", ChangeData),
    ):  # fmt: skip
        assert forms[name]["properties"].keys() == form.__annotations__.keys()
        assert all(
            value.get("description") for value in forms[name]["properties"].values() if "$ref" not in value
        )
    assert RemovedData.__annotations__.keys() - CodeData.__annotations__.keys() == {"removed"}


def test_the_keys_of_catalogs_json_are_documented():
    listing = json.loads(catalogs_json(Catalogs({"tea": Groups(make_catalog(TEA, name="tea"))}), str))
    assert set(documented(section("`catalogs.json`", PROGRAMS))) == paths(listing)


def paths(value, place=""):
    """The places of all keys in *value*: ``codes[].url``."""
    found = set()
    for name, inner in value.items():
        found.add(place + name)
        for one in inner if isinstance(inner, list) else [inner]:
            if isinstance(one, dict):
                found |= paths(one, f"{place}{name}{'[]' * isinstance(inner, list)}.")
    return found


TEA = [("400", "Tea.0001", "The pot %s is empty."), ("404", "Tea.0002", "No such cup.")]
PAST = {"since": "2026-01-01", "family": "Tea", "entries": [
    {"statuses": [400], "status_text": "400", "message": "The cup fell.", "description": "", "solution": "",
     "extra": {}, "docname": "tea", "line": 1}
]}  # fmt: skip


@pytest.fixture
def printed(capsys, monkeypatch, tmp_path):
    """Run a command on a catalog of tea, and return what it prints as JSON."""
    known = {**PAST, "code": "Tea.0001", "url": "codes/Tea.0001.html"}
    known["changes"] = [
        {"date": "2026-02-02", "field": "message", "old": "The cup is broken.", "new": "The cup fell."}
    ]
    gone = {**PAST, "code": "Tea.0009", "url": "codes/Tea.0009.html", "removed": "2026-02-02", "changes": []}
    data = {"version": 1, "catalog": "", "title": "Tea", "codes": [known], "removed": [gone]}
    (tmp_path / "errors.json").write_text(json.dumps(data), "utf-8")
    monkeypatch.chdir(tmp_path)

    def printed(*arguments):
        main([*arguments, "--format", "json"])
        return [json.loads(line) for line in capsys.readouterr().out.splitlines()]

    return printed


def subsection(title):
    return section("What commands print", PROGRAMS).split(f"\n### {title}\n")[1].split("\n### ")[0]


def test_the_keys_that_find_prints_are_documented(printed):
    library = Library([Service(Source(table_catalog(), TABLE, defaultdict(str)), load_vocabulary())])
    texts = [case["text"] for case in json.loads((ROOT / "tests/data/search-cases.json").read_text("utf-8"))]
    answers = [library.find(text) for text in texts]
    answers += printed("find", "Tea.0009") + printed("find", "The cup is broken.") + printed("find", "Tea")
    found = {path.replace("guesses[]", "matches[]") for answer in answers for path in paths(answer)}
    text = subsection("`find`")
    assert set(documented(text)) == found
    rows = dict(re.findall(r"^\| `([^`]+)` \| (.*) \|$", text, re.MULTILINE))
    for place, what in (
        ("matches[].how", set(_WHY)),
        ("reason.kind", set(_KINDS) - {"texts_not_loaded", "words_not_loaded"}),
    ):
        assert set(re.findall(r"`(\w+)`", rows[place])) == what
    told = [told for answer in answers for told in answer["understood"]]
    assert set(re.findall(r"`(\w+)`", rows["understood[].kind"])) == {one["kind"] for one in told}
    assert set(re.findall(r"`(\w+)`", rows["understood[].how"])) == {
        one["how"] for one in told if "how" in one
    }


def test_the_keys_that_explain_prints_are_documented(printed):
    text = subsection("`explain`")
    answers = printed("explain", "Tea.0001") + printed("explain", "Tea.0009")
    assert set(documented(text)) == {key for answer in answers for key in answer}
    row = re.search(r"^\| `entries` \| (.*) \|$", text, re.MULTILINE)[1]
    assert set(re.findall(r"`(\w+)`", row)) == set(answers[0]["entries"][0])


def test_the_keys_that_scan_prints_are_documented(printed, tmp_path):
    (tmp_path / "app.log").write_text("Tea.0001\nThe cup fell.\n", "utf-8")
    text = subsection("`scan`")
    hits = printed("scan", "app.log")
    assert set(documented(text)) == set(hits[0])
    assert {hit["how"] for hit in hits} == {"code", "message"}
    counted = re.search(r"With `--summary`.*", text)[0]
    assert set(re.findall(r"`(\w+)`", counted)) == {
        path.rpartition(".")[2] for path in paths(printed("scan", "--summary", "app.log")[0])
    }


def test_the_keys_that_lint_check_and_ledger_print_are_documented(printed):
    rows = dict(
        re.findall(r"^\| `([^`]+)` \| (.*) \|$", subsection("`lint`, `check`, `ledger`"), re.MULTILINE)
    )
    said = {command: re.findall(r"`(\w+)`", keys) for command, keys in rows.items()}
    assert said["lint"] == [field.name for field in fields(Finding)]
    assert said["check"] == [field.name for field in fields(CheckFinding)]
    assert said["ledger"] == list(printed("ledger", "--source", "errors.json")[0])
    assert said["ledger --check"] == list(printed("ledger", "--check", "--source", "errors.json")[0])
    sentence = re.search(r"An item of `differences` has .*", PROGRAMS)[0]
    names = ["catalog", "page", "name"]
    assert re.findall(r"`(\w+)`", sentence) == ["differences", "how", *(how.value for how in How), *names]
