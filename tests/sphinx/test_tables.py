"""Tables of other services: whatever stands there, its pages are about it and nothing else."""

from __future__ import annotations

import json
import re

import pytest

from tests.support.html import broken_links, page, text

CONF = 'ecs_errors_sources = ["errors"]\necs_errors_search = True\n'
INDEX = "Index\n=====\n\n.. err:overview::\n\n.. toctree::\n\n   errors\n"
OURS = re.compile(r"\bECSs?\b|Elastic Cloud|Ecs\.|cloud server|customer service", re.IGNORECASE)
"""What the site of this repository says, and no other."""


@pytest.fixture
def build(make_project):
    def build(table, conf=CONF, name="errors.rst"):
        files = {"index.rst": INDEX, name: f"Errors\n======\n\n{table}" if name.endswith("rst") else table}
        return make_project(files, conf).build("html")

    return build


GRID = """
+--------------------------+---------------------+--------+
| Code                     | Message             | Module |
+==========================+=====================+========+
| AccessDenied             | Not for you.        | Login  |
+--------------------------+---------------------+--------+
| AccessDenied             | Not today.          |        |
+--------------------------+---------------------+--------+
| NoSuchKey, nosuchkey     | There is no xxx.    | Keys   |
+--------------------------+---------------------+--------+
| -1                       | 1. Unknown.         |        |
+--------------------------+---------------------+--------+
|                          | Or unheard of.      |        |
+--------------------------+---------------------+--------+
"""


def test_a_table_without_status_and_solution_whose_codes_are_words(build):
    done = build(GRID)
    assert broken_links(done.out) == []
    data = json.loads((done.out / "errors.json").read_text("utf-8"))
    assert [code["code"] for code in data["codes"]] == ["AccessDenied", "NoSuchKey", "nosuchkey", "-1"]
    assert {code["entries"][0]["solution"] for code in data["codes"]} == {None}
    assert [entry["message"] for entry in data["codes"][3]["entries"]] == ["1. Unknown.", "Or unheard of."]
    denied = text(page(done.out / "codes/AccessDenied.html"))
    assert "Entry 2 of 2" in denied
    assert denied.count("Login") == 1
    assert "No status 4" in text(page(done.out / "status/index.html"))
    assert "Other codes" not in text(page(done.out / "codes/index.html"))
    for url in {code["url"] for code in data["codes"]}:
        assert (done.out / url).is_file()


def test_each_code_of_a_cell_is_linked_where_it_stands(build):
    done = build(GRID)
    cell = next(cell for cell in page(done.out / "errors.html").find_all("td") if "NoSuchKey" in cell.text)
    assert text(cell) == "NoSuchKey, nosuchkey"
    assert [link.text for link in cell.find_all("a")] == ["NoSuchKey", "nosuchkey"]


def test_statuses_of_every_class_and_unregistered_ones_have_pages(build):
    rows = "".join(
        f"   A.{i},{status},Text {i}\n" for i, status in enumerate(("100", "204", "301 Moved", "419", "494"))
    )
    done = build(f".. csv-table::\n   :header: Error Code, Status Code, Message\n\n{rows}   B.1,N/A,Text\n")
    assert {path.stem for path in (done.out / "status").glob("*.html")} == {
        "index", "1xx", "2xx", "3xx", "4xx", "100", "204", "301", "419", "494",
    }  # fmt: skip
    assert done.warnings == []
    assert broken_links(done.out) == []


def test_columns_are_named_in_the_configuration(build):
    table = "====  =====\nNr    Text\n====  =====\nA.1   First\n====  =====\n"
    done = build(table, CONF + 'ecs_errors_columns = {"err*": {"Nr": "code", "Text": "message"}}\n')
    assert (done.out / "codes/A.1.html").exists()
    for_all = build(table, CONF + 'ecs_errors_columns = {"Nr": "code", "Text": "message"}\n')
    assert (for_all.out / "codes/A.1.html").exists()
    wrong = build(table, CONF + 'ecs_errors_columns = {"Nr": "number"}\n')
    assert "ecs_errors_columns must be a dictionary" in wrong.warnings[0]


def test_a_header_that_no_table_has_is_named_once(build):
    table = "====  =====\nNr    Text\n====  =====\nA.1   First\n====  =====\n"
    columns = '{"err*": {" NR.": "code", "Text": "message", "Nummer": "code"}, "other": {"Text": "message"}}'
    first, second = build(table, CONF + f"ecs_errors_columns = {columns}\n").warnings
    assert (
        "ecs_errors_columns names the header 'Nummer', but no table of a source that matches 'err*'" in first
    )
    assert "names the header 'Text', but no table of a source that matches 'other'" in second


def test_a_pipe_table_in_markdown_is_read(build):
    pytest.importorskip("myst_parser")
    table = (
        "# Errors\n\n| Error Code | Message |\n| --- | --- |\n| A.1 | `First` |\n| | x |\n| A.1 | `First` |\n"
    )
    done = build(table, CONF + 'extensions.append("myst_parser")\n', "errors.md")
    assert (done.out / "codes/A.1.html").exists()
    assert ["errors.md:7" in warning for warning in done.warnings] == [True]


@pytest.mark.parametrize(
    "name",
    [
        "optical-character-recognition/error_codes.rst",
        "volume-backup-service/error_codes.rst",
        "object-storage-service/return_codes.rst",
    ],
)
def test_pages_of_another_service_say_nothing_of_this_one(shared, make_project, name):
    source = (shared / "corpus" / name).read_text("utf-8")
    done = make_project({"index.rst": INDEX, "errors.rst": source}, CONF).build("html")
    pages = [path for path in done.out.rglob("*.html") if path.parent != done.out]
    assert len(pages) > 10
    own = set(OURS.findall(source))
    for path in pages:
        article = page(path).select_one("[data-error-page]")
        assert set(OURS.findall(text(article))) <= own, path.name


def test_the_build_warns_of_what_lint_finds_where_it_is_asked_to(build):
    table = "==========  ======  ================\nError Code  Status  Solution\n==========  ======  ================\n"
    table += "A.1         419     Contact support.\n==========  ======  ================\n"
    assert build(table).warnings == []
    assert len(build(table, f"{CONF}ecs_errors_lint = True\n").warnings) == 2
    (warning,) = build(table, f'{CONF}ecs_errors_lint = ["unregistered_status"]\n').warnings
    assert warning.startswith("errors.rst:7: WARNING: 419 is no registered HTTP status.")
    off = build(table, CONF.replace("search = True", "search = 'no'"))
    assert "ecs_errors_search must be True or False" in off.warnings[0]
    assert not (off.out / "search.html").read_text("utf-8").count("data-error-search")
    assert "ecs_errors_lint must be" in build(table, f'{CONF}ecs_errors_lint = ["x"]\n').warnings[0]
