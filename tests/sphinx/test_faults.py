"""Faults in the source: named by file and line, the rest published, nothing harmful."""

from __future__ import annotations

import json

import pytest

from ecs_errors_ext.cli import main
from tests.support.html import broken_links, page, text
from tests.support.tables import HEADER, grid_table, table_page

GOOD = ("400", "Ab.0001", "Disk full.", "One.", "Wait.")
INDEX = "Index\n=====\n\n.. err:overview::\n\n.. toctree::\n   :glob:\n\n   *\n"
CONF = 'ecs_errors_sources = ["table"]\necs_errors_search = True\n'


@pytest.fixture
def build(make_project):
    def build(table, *options, conf=CONF, fails=False):
        files = {"index.rst": INDEX, "table.rst": f"Table\n=====\n\n{table}"}
        return make_project(files, conf).build("html", *options, fails=fails)

    return build


@pytest.mark.parametrize(
    ("table", "kind", "lines"),  # docutils has changed its mind on where a table is
    [
        ("Nothing.\n", "no_table", [1]),
        (
            "=======  ========\nMessage  Solution\n=======  ========\nx        y\n=======  ========\n",
            "no_code_column",
            [4, 5],
        ),
        (grid_table([HEADER, GOOD, ("400", "", "x", "y", "z")]), "empty_code", [9]),
        (grid_table([HEADER, GOOD, ("4OO", "Ab.2", "x", "y", "z")]), "bad_status", [9]),
        (grid_table([HEADER, GOOD, GOOD]), "repeated_row", [9]),
        (grid_table([HEADER, GOOD, HEADER]), "repeated_header", [9]),
        (grid_table([HEADER, GOOD])[:-40] + "\n", "malformed_table", [4, 6]),
    ],
)
def test_a_fault_is_named_by_kind_file_and_line_and_the_rest_is_published(build, table, kind, lines):
    done = build(table)
    (warning,) = [
        line for line in done.warnings if "[docutils]" not in line and ": ERROR: " not in line and _ours(line)
    ]
    assert warning.startswith(tuple(f"table.rst:{line}: WARNING: " for line in lines)), warning
    if "[" in warning:  # Sphinx 8 names the kind
        assert warning.endswith(f"[ecs_errors.{kind}]")
    published = "0001" in table and kind != "malformed_table"
    assert (done.out / "codes/Ab.0001.html").exists() is published
    assert broken_links(done.out) == []


def _ours(warning):
    return "Blank line required after table" not in warning


def test_every_fault_is_named_in_one_run(build):
    rows = [HEADER, ("x", "Ab.1", "a", "", ""), ("400", "", "b", "", ""), GOOD, GOOD]
    done = build(grid_table(rows), "-W", "--keep-going", fails=True)
    assert [warning.split(":")[1] for warning in done.warnings] == ["7", "9", "13"]


def test_a_code_of_several_rows_is_a_fault_only_where_tables_are_linted(build):
    table = grid_table([HEADER, GOOD, ("500", "Ab.0001", "x", "y", "z")])
    build(table, "-W")
    done = build(table, conf=CONF + 'ecs_errors_lint = ["out_of_order"]\n')
    assert [line for line in done.warnings if "Ab.0001 stands in line 7 already" in line]


def test_a_source_that_does_not_exist_is_named(build):
    done = build(grid_table([HEADER, GOOD]), conf='ecs_errors_sources = ["tabel", "table"]\n')
    assert "ecs_errors_sources names 'tabel', but there is no such document." in done.warnings[0]
    assert (done.out / "codes/Ab.0001.html").exists()


@pytest.mark.parametrize(
    "conf",
    ["ecs_errors_sources = 5\n", "ecs_errors_sources = [5]\n", 'ecs_errors_sources = "table"\n',
     "ecs_errors_vocabulary = 5\n", "ecs_errors_notes = {'cod': 'x'}\n", "ecs_errors_notes = 'x'\n", "ecs_errors_notes = {'code': 5}\n"],
)  # fmt: skip
def test_a_setting_of_the_wrong_form_is_named_and_its_default_holds(build, conf):
    done = build(grid_table([HEADER, GOOD]), conf=conf)
    assert any(conf.split(" ")[0] in warning for warning in done.warnings)
    assert not any("Traceback" in warning for warning in done.warnings)


@pytest.mark.parametrize(
    ("conf", "said"),
    [
        ("notes = {'code': 'x', 'link': 'nowhere#x'}", "'nowhere#x', but there is no such document."),
        (
            "notes = {'code': 'x', 'link': 'table#x'}",
            "'table#x', but there is no such place in that document.",
        ),
        ("title = {'': 'All', 'tabel': 'Tables'}", "'tabel', but there is no catalog of that name."),
    ],
)
def test_a_setting_for_what_does_not_exist(build, conf, said):
    done = build(grid_table([HEADER, GOOD]), conf=f"{CONF}ecs_errors_{conf}\n")
    (warning,) = done.warnings
    assert said in warning
    assert f"ecs_errors_{conf.split(' ')[0]}" in warning
    assert "orrect it" in warning
    assert warning.endswith("[ecs_errors.config]") or "[" not in warning, "Sphinx 8 names the kind"


@pytest.mark.parametrize("anchor", ["#table", "#here", "#raw"])
def test_a_setting_for_a_place_of_a_document(build, anchor):
    places = '.. _here:\n\nSee.\n\n.. raw:: html\n\n   <a id="raw"></a>\n\n'
    conf = f"{CONF}ecs_errors_notes = {{'code': 'x', 'link': 'table{anchor}'}}\n"
    done = build(places + grid_table([HEADER, GOOD]), "-W", conf=conf)
    assert done.status == 0, done.errors
    assert broken_links(done.out) == []


@pytest.mark.parametrize(("content", "said"), [(None, "No such file"), ("[users]\nno arrow\n", "words.txt")])
def test_a_vocabulary_that_cannot_be_used_is_named_and_left_out(make_project, content, said):
    project = make_project({"index.rst": INDEX, "table.rst": table_page([GOOD])}, CONF)
    project.configure(project.conf + 'ecs_errors_vocabulary = ["words.txt"]\n')
    if content:
        (project.root / "words.txt").write_text(content, "utf-8")
    done = project.build("html")
    assert "words.txt" in done.warnings[0]
    assert said in done.warnings[0]
    assert "Disk full" in done.read("_static/errors-texts.js")


def test_a_project_s_own_words_find_a_code(make_project):
    project = make_project({"index.rst": INDEX, "table.rst": table_page([GOOD])}, CONF)
    project.configure(project.conf + 'ecs_errors_vocabulary = ["words.txt"]\n')
    (project.root / "words.txt").write_text("[codes]\nAb.0001 = bucket brimming\n", "utf-8")
    assert "bucket brimming" in project.build("html", "-W").read("_static/errors-phrases.js")


def test_the_words_of_a_table_lie_beside_it_and_are_published_for_the_command_line(make_project, capsys):
    project = make_project({"index.rst": INDEX, "table.rst": table_page([GOOD])}, CONF)
    words = project.source / "table.vocabulary"
    words.write_text("[codes]\nAb.0001 = bucket brimming\n", "utf-8")
    done = project.build("html", "-W")
    assert "bucket brimming" in done.read("_static/errors-phrases.js")
    assert done.read("errors.vocabulary") == "[codes]\nAb.0001 = bucket brimming\n"
    for source in (done.out, done.out / "errors.json", project.source / "table.rst"):
        assert main(["find", "--source", str(source), "the bucket is brimming"]) == 0
        assert "Ab.0001" in capsys.readouterr().out
    words.write_text("[codes]\nAb.0001 = sieve\n", "utf-8")
    assert "sieve" in project.build("html", "-W").read("_static/errors-phrases.js")
    words.unlink()
    done = project.build("html", "-W")
    assert "sieve" not in done.read("_static/errors-phrases.js")
    assert not (done.out / "errors.vocabulary").exists()


def test_each_catalog_has_the_words_of_its_own_tables(make_project):
    sources = {"index.rst": INDEX, "tea.rst": table_page([GOOD]), "milk.rst": table_page([GOOD])}
    project = make_project(
        sources, 'ecs_errors_sources = {"tea": "tea", "milk": "milk"}\necs_errors_search = True\n'
    )
    (project.source / "tea.vocabulary").write_text("[codes]\nAb.0001 = bucket brimming\n", "utf-8")
    done = project.build("html", "-W")
    assert "bucket brimming" in done.read("_static/errors-phrases-tea.js")
    assert "bucket brimming" not in done.read("_static/errors-phrases-milk.js")
    assert (done.out / "tea/errors.vocabulary").exists()
    assert not (done.out / "milk/errors.vocabulary").exists()


def test_words_for_a_code_that_no_table_has_are_named(make_project):
    sources = {"index.rst": INDEX, "tea.rst": table_page([GOOD]), "milk.rst": table_page([GOOD])}
    project = make_project(
        sources,
        'ecs_errors_sources = {"tea": "tea", "milk": "milk"}\necs_errors_vocabulary = ["words.txt"]\n',
    )
    (project.source / "tea.vocabulary").write_text("[codes]\nab.0001 = brim\n", "utf-8")
    (project.root / "words.txt").write_text("[codes]\nAb.0001 = brim\nAb.0002 = brim\n", "utf-8")
    ours, beside = project.build("html").warnings
    assert "words.txt: no table has the code 'Ab.0002'" in ours
    assert "tea.vocabulary: no table has the code 'ab.0001'" in beside


def test_a_project_s_own_file_is_not_replaced_by_the_words(make_project):
    project = make_project(
        {"index.rst": INDEX, "table.rst": table_page([GOOD]), "table.vocabulary": "[neutral]\nplease\n"},
        f'{CONF}html_extra_path = ["extra"]\n',
    )
    (project.root / "extra").mkdir()
    (project.root / "extra/errors.vocabulary").write_text("mine", "utf-8")
    for _ in range(2):
        done = project.build("html")
        assert any("(errors.vocabulary)" in warning for warning in done.warnings)
        assert done.read("errors.vocabulary") == "mine"


def test_without_a_source_no_page_asks_for_our_files(make_project):
    text_ = "Index\n=====\n\n.. err:overview::\n"
    done = make_project({"index.rst": text_}, "ecs_errors_search = True\n").build("html", "-W")
    assert "errors-page.js" not in done.read("index.html")
    assert not (done.out / "_static/errors-page.js").exists()


HOSTILE = (
    "<script>alert(1)</script>",
    "\"'><img src=x onerror=alert(1)>",
    "{{ 7 * 7 }}{% raw %}",
    "</script><script>alert(1)//",
    "a\u202eb\u2066c",
    "%s%n%x &amp; \\ |x| `y` _z_ *w*",
    '=HYPERLINK("x")',
    "]]> --> \ue000err-root/",
)


def test_hostile_cells_are_text_everywhere(build):
    codes = ["../../x", "<b>x</b>", "a\"b'c", "{{x}}", "..", "con"]
    rows = [("400", code, text_, text_, text_) for code in codes for text_ in HOSTILE]
    done = build(grid_table([HEADER, *rows]))
    for path in done.out.rglob("*.html"):
        html = page(path)
        assert "alert" not in "".join(str(script) for script in html.select("script")), path
        assert not html.select("article img, article b, img[onerror]") or path.name == "table.html", path
        assert "49" not in text(html.title), path
    data = json.loads(done.read("errors.json"))
    assert [code["code"] for code in data["codes"]] == codes
    assert {entry["message"] for code in data["codes"] for entry in code["entries"]} == {
        " ".join(text_.split()) for text_ in HOSTILE
    }
    article = page(done.out / data["codes"][0]["url"]).article
    shown = {text(p) for p in article.select(".err-message")}
    assert "<script>alert(1)</script>" in shown
    assert "{{ 7 * 7 }}{% raw %}" in shown


def test_nothing_is_written_outside_the_output(build, tmp_path):
    build(grid_table([HEADER, ("400", "../../x", "a", "b", "c"), ("400", "/etc/x", "a", "b", "c")]))
    tops = {path.relative_to(tmp_path).parts[:3] for path in tmp_path.rglob("*x*.html")}
    assert tops == {("project", "_build", "html")}
