"""Bare codes in prose become links where they should, and only there."""

from __future__ import annotations

from itertools import cycle

import pytest

from tests.support.html import broken_links, page, text
from tests.support.tables import HEADER, grid_table

ROWS = [("400", f"Ab.000{n}", f"Message {n}.", f"Meaning {n}.", f"See Ab.000{n - 1}.") for n in (1, 2, 3)]
INDEX = "Index\n=====\n\n.. toctree::\n\n   rst\n   myst\n   table\n"
RST = """\
About Ab.0001
=============

Ab.0001, then (Ab.0002) *or Ab.0003*: Ab.0001/Ab.0002. Ab.0003’s "Ab.0001".

- ``Ab.0001`` :samp:`Ab.0001` :kbd:`Ab.0001` `Ab.0001 <https://example.org/Ab.0001>`__
- Ab.0001.html, xAb.0001, ab.0001, Ab.00011, Ab.0001-b, https://example.org/?q=Ab.0001, Ab.9999
- :err:code:`Ab.0001` :doc:`Ab.0001 <myst>`

::

   Ab.0001

.. Ab.0001

.. rubric:: Ab.0001
"""
MYST = """\
# About Ab.0001

Ab.0001 and **Ab.0002**, not `Ab.0001` nor {doc}`Ab.0001 <rst>` nor [Ab.0001](https://example.org).

```text
Ab.0001
```

% Ab.0001

| Code |
| --- |
| Ab.0003 |
"""
CONF = """
extensions.append("myst_parser")
version = copyright = "1"
ecs_errors_sources = ["table"]
ecs_errors_autolink = True
man_pages = [("index", "test", "Test", [], 1)]
"""


def table(rows):
    return f"Table\n=====\n\nAb.0001\n\n{grid_table([HEADER, *rows])}"


@pytest.fixture
def project(make_project):
    return make_project({"index.rst": INDEX, "rst.rst": RST, "myst.md": MYST, "table.rst": table(ROWS)}, CONF)


def links(build, name):
    anchors = page(build.out / name).select_one("section").select("a[href*='codes/']")
    return [(text(a), a["href"]) for a in anchors]


def test_exact_codes_in_prose_are_links_and_nothing_else_is(project):
    build = project.build("html", "-n", "-W")
    codes = [name for name, _ in links(build, "rst.html")]
    assert codes == ["Ab.0001", "Ab.0002", "Ab.0003", "Ab.0001", "Ab.0002", "Ab.0003", "Ab.0001", "Ab.0001"]
    assert [name for name, _ in links(build, "myst.html")] == ["Ab.0001", "Ab.0002", "Ab.0003"]
    body = text(page(build.out / "rst.html").select_one("section"))
    assert "Ab.0001, then (Ab.0002) or Ab.0003: Ab.0001/Ab.0002. Ab.0003’s “Ab.0001”." in body
    assert (
        "Ab.0001.html, xAb.0001, ab.0001, Ab.00011, Ab.0001-b, https://example.org/?q=Ab.0001, Ab.9999"
        in body
    )
    assert len(links(build, "table.html")) == len(ROWS)  # those of the rows themselves
    assert broken_links(build.out) == []


@pytest.mark.parametrize("builder", ["dirhtml", "singlehtml", "epub", "latex", "text", "man", "gettext"])
def test_every_builder_takes_them(project, builder):
    project.build(builder, "-n", "-W")


def test_off_unless_it_is_set(project):
    project.configure(project.conf.replace("autolink = True", "autolink = False"))
    build = project.build("html", "-W")
    assert [name for name, _ in links(build, "rst.html")] == ["Ab.0001"]
    assert links(build, "myst.html") == []


def test_strict_warns_of_unknown_codes_of_a_known_family(project):
    project.configure(project.conf.replace("autolink = True", 'autolink = "strict"'))
    project.write(
        {"rst.rst": "R\n=\n\nNo Xy.0001, 1.2,\nno v1.2, but Ab.9001.\n", "myst.md": "# M\n\nAb.0009\n"}
    )
    warnings = project.build("html").warnings
    assert len(warnings) == 2
    assert warnings[0].startswith("myst.md:3: WARNING: Unknown code: Ab.0009. Did you mean")
    assert warnings[1].startswith("rst.rst:5: WARNING: Unknown code: Ab.9001.")


@pytest.mark.parametrize("value", ["5", '"yes"', "None"])
def test_another_value_is_named_and_off(project, value):
    project.configure(project.conf.replace("autolink = True", f"autolink = {value}"))
    build = project.build("html")
    assert any("ecs_errors_autolink must be" in line for line in build.warnings)
    assert links(build, "myst.html") == []


def test_links_follow_the_table(project):
    jobs = cycle("12")  # one build reads and writes serially, the next in parallel

    def check(rows, wanted):
        project.write({"table.rst": table(rows)})
        build = project.build("html", "-j", next(jobs), fresh_process=True)
        assert [name for name, _ in links_now(build)] == wanted
        clean = project.build("html", "-E", "-a", out="clean", fresh_process=True)
        assert build.read("myst.html") == clean.read("myst.html")

    def links_now(build):
        page.cache_clear()
        return links(build, "myst.html")

    check(ROWS, ["Ab.0001", "Ab.0002", "Ab.0003"])
    check(ROWS[1:], ["Ab.0002", "Ab.0003"])
    check(ROWS[:2], ["Ab.0001", "Ab.0002"])
    check(ROWS, ["Ab.0001", "Ab.0002", "Ab.0003"])


def test_codes_of_another_project(project, make_project):
    first = project.build("html")
    conf = f"""
extensions.append("sphinx.ext.intersphinx")
intersphinx_mapping = {{"ab": ("https://example.org/ab/", {str(first.out / "objects.inv")!r})}}
ecs_errors_autolink = True
"""
    second = make_project({"index.rst": "Index\n=====\n\nSee Ab.0001 and Ab.9999.\n"}, conf, name="second")
    build = second.build("html", "-n", "-W")
    found = [a["href"] for a in page(build.out / "index.html").select("a.reference.external")]
    assert "https://example.org/ab/codes/Ab.0001.html" in found
    assert not any("9999" in href for href in found)
