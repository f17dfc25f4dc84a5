"""Cards and tables of codes, in every builder and both markups."""

from __future__ import annotations

import re

import pytest

from tests.support import markup
from tests.support.html import broken_links, page, text
from tests.support.tables import HEADER, grid_table, table_page

ROWS = [
    ("400", "Ab.0001", "Disk full.", "The volume is full.", "Wait."),
    ("403", "Ab.0002", "disk full", "The quota is used up.", "Ask."),
    ("400", "Cd.0003", "Image missing.", "Image missing.", "Look."),
    ("500", "Cd.0004", "Gone.", "The host is gone.", "Call."),
]
TABLE = table_page(ROWS)
INDEX = "Index\n=====\n\n.. toctree::\n\n   rst\n   sub/myst\n   table\n"
RST = """\
In RST
======

.. err:card:: Ab.0001

By status
---------

.. err:table::
   :status: 403, 5xx

By family
---------

.. err:table::
   :family: Cd

By message
----------

.. err:table::
   :message: Ab.0001

By name
-------

.. err:table::

   Cd.0004, Ab.0001
"""
MYST = """\
# In MyST

```{err:card} Ab.0001
```

## By status

```{err:table}
:status: 403, 5xx
```

## By family

```{err:table}
:family: Cd
```

## By message

```{err:table}
:message: Ab.0001
```

## By name

```{err:table}
Cd.0004
Ab.0001
```
"""
CONF = """
extensions.append("myst_parser")
version = copyright = "1"
ecs_errors_sources = ["table"]
man_pages = [("index", "test", "Test", [], 1)]
"""


@pytest.fixture
def project(make_project):
    return make_project({"index.rst": INDEX, "rst.rst": RST, "sub/myst.md": MYST, "table.rst": TABLE}, CONF)


def rows(table):
    return [[text(cell) for cell in row.select("th, td")] for row in table.select("tr")]


@pytest.mark.parametrize("name", ["rst", "sub/myst"])
def test_a_card_and_tables_on_a_page(project, name):
    build = project.build("html", "-n", "-W")
    html = page(build.out / f"{name}.html")
    root = "../" * name.count("/")
    card = html.select_one("dl.err-embed")
    assert text(card.dt) == "Ab.0001 (400 Bad Request)"
    assert [a["href"] for a in card.select("a")] == [f"{root}codes/Ab.0001.html", f"{root}status/400.html"]
    assert text(card.dd) == "Disk full. What it means: The volume is full. What to do: Wait."
    by_status, by_family, by_message, by_name = html.select("table.err-embed")
    assert rows(by_status) == [
        ["Code", "Status", "Message", "What it means", "What to do"],
        ["Ab.0002", "403", "disk full", "The quota is used up.", "Ask."],
        ["Cd.0004", "500", "Gone.", "The host is gone.", "Call."],
    ]
    assert rows(by_family)[1] == ["Cd.0003", "400", "Image missing.", "", "Look."]  # said once
    assert rows(by_message) == [
        ["Code", "Status", "What it means", "What to do"],
        ["Ab.0001", "400", "The volume is full.", "Wait."],
        ["Ab.0002", "403", "The quota is used up.", "Ask."],
    ]
    assert [row[0] for row in rows(by_name)] == ["Code", "Cd.0004", "Ab.0001"]
    assert by_name.a["href"] == f"{root}codes/Cd.0004.html"
    assert broken_links(build.out) == []


@pytest.mark.parametrize("builder", ["dirhtml", "singlehtml", "epub", "latex", "text", "man", "xml"])
def test_every_builder_prints_them(project, builder):
    build = project.build(builder, "-n", "-W")
    suffixes = {".html", ".xhtml", ".tex", ".txt", ".1", ".xml"}
    said = "\n".join(
        path.read_text("utf-8").replace("\\&", "")
        for path in sorted(build.out.rglob("*"))
        if path.suffix in suffixes
        and not path.name.startswith(("table", "error"))
        and "codes" not in path.parts
    )
    for word in ("The volume is full.", "What to do", "Call."):
        assert said.count(word) >= 2, word


def test_in_latex_a_card_leads_to_the_row(project):
    build = project.build("latex", "-W")
    tex = next(build.out.glob("*.tex")).read_text("utf-8")
    assert tex.count("\\hyperref[\\detokenize{table:err-Ab-0001}]") >= 2 * 3


def test_cells_with_markup_mean_the_same_elsewhere(project):
    card = "# In MyST\n\n```{err:card} Ab.0001\n```\n"
    project.write(
        {"table.rst": markup.TABLE, "dot.png": markup.DOT, "sub/myst.md": card, "rst.rst": "In RST\n======\n"}
    )
    for builder, name in (("html", "sub/myst.html"), ("dirhtml", "sub/myst/index.html")):
        build = project.build(builder, "-n", "-W")
        assert broken_links(build.out) == []
        body = page(build.out / name).select_one("dl.err-embed dd")
        assert [text(a) for a in body.select("a")] == ["the table", "Index", "the web", "1"]
        assert text(body.select_one("li em")) == "wait"
    for builder in ("singlehtml", "epub", "latex", "text", "man"):
        build = project.build(builder, "-n", "-W")


@pytest.mark.parametrize("builder", ["html", "text", "latex"])
def test_a_card_in_a_cell_may_show_its_own_code(project, builder):
    table = """\
Table
=====

.. list-table::
   :header-rows: 1

   * - Error Code
     - Solution
   * - Ab.0001
     - Wait.

       .. err:card:: Ab.0001
"""
    files = {"table.rst": table, "rst.rst": "R\n=\n\n.. err:card:: Ab.0001\n", "sub/myst.md": "# M\n"}
    project.write(files)
    project.build(builder, "-n", "-W")


def test_what_no_table_has_is_named_by_file_and_line_with_what_may_be_meant(project):
    project.write(
        {
            "rst.rst": "R\n=\n\n.. err:card:: Ab.001\n\n.. err:table::\n   :family: ab\n\n"
            ".. err:table::\n\n   Cd.0003\n   Cd.004\n\n.. err:table::\n   :status: 404\n   :message: Gone\n\n"
            ".. err:table::\n   :status: 500\n   :family: Ab\n",
            "sub/myst.md": "# M\n\n```{err:card} ab.0001\n```\n",
        }
    )
    warnings = [re.sub(r"( or .*)?\?.*| \[.*", "", line) for line in project.build("html").warnings]
    assert sorted(warnings) == [
        "rst.rst:14: WARNING: Unknown status: 404.",
        "rst.rst:18: WARNING: No code has all that this table of codes asks for.",
        "rst.rst:4: WARNING: Unknown code: Ab.001. Did you mean Ab.0001",
        "rst.rst:6: WARNING: Unknown family: ab. Did you mean Ab",
        "rst.rst:9: WARNING: Unknown code: Cd.004. Did you mean Cd.0004",
        "sub/myst.md:3: WARNING: Unknown code: ab.0001. Did you mean Ab.0001",
    ]


def test_a_table_that_asks_for_nothing_is_an_error(project):
    project.write({"rst.rst": "R\n=\n\n.. err:table::\n"})
    assert any("rst.rst:4: ERROR" in line for line in project.build("html").warnings)


def test_documents_that_show_a_changed_code_are_written_again(project):
    project.write(
        {
            "rst.rst": "R\n=\n\n.. err:card:: Ab.0001\n",
            "sub/myst.md": "# M\n\n```{err:table}\n:family: Cd\n```\n",
        }
    )
    first = project.build("html", fresh_process=True)

    def stamps():
        return [(first.out / f"{name}.html").stat().st_mtime_ns for name in ("rst", "sub/myst")]

    def build_with(changed):
        project.write({"table.rst": table_page(changed)})
        before = stamps()
        build = project.build("html", fresh_process=True)
        clean = project.build("html", "-E", "-a", out="clean", fresh_process=True)
        assert [name for name in ("rst.html", "sub/myst.html") if build.read(name) != clean.read(name)] == []
        return [old != new for old, new in zip(before, stamps(), strict=True)]

    assert build_with([("400", "Ab.0000", "New.", "New.", "Read."), *ROWS]) == [False, False]
    assert build_with([(*ROWS[0][:4], "Run."), *ROWS[1:]]) == [True, False]
    assert build_with([*ROWS, ("400", "Cd.0005", "New.", "New.", "Read.")]) == [True, True]
    gone = [row for row in ROWS if row[1] != "Ab.0001"]
    assert build_with(gone) == [True, True]


def test_hostile_names_and_texts_are_text(project):
    evil = "<img src=x onerror=alert(1)>"
    table = grid_table([HEADER, ("400", evil, evil, f"{evil}1", f"{evil}2")])
    project.write(
        {
            "table.rst": f"Table\n=====\n\n{table}",
            "rst.rst": f"R\n=\n\n.. err:card:: {evil}\n\n.. err:table::\n   :status: 400\n\n"
            f".. err:table::\n   :family: {evil}\n\n.. err:card:: <script>alert(1)</script>\n",
            "sub/myst.md": "# M\n",
        }
    )
    build = project.build("html")
    html = page(build.out / "rst.html")
    assert html.select("article img[onerror], section img") == []
    assert "alert(1)" not in "".join(str(script) for script in html.select("script"))
    assert text(html.select_one("dl.err-embed dd p")) == evil
