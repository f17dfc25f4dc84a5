"""What a team adds to a code is shown on the code's page, marked as its own."""

from __future__ import annotations

import json
from itertools import cycle

import jsonschema
import pytest

from tests.support.html import broken_links, page, text
from tests.support.markup import DOT
from tests.support.tables import table_page

ROWS = [("400", f"Ab.000{n}", f"Message {n}.", f"Meaning {n}.", f"Do {n}.") for n in (1, 2)]
TABLE = table_page(ROWS)
INDEX = "Index\n=====\n\n.. toctree::\n   :glob:\n\n   run/*\n   table\n"
RST = """\
.. _disks:

On disks
========

Part
----

.. err:note:: Ab.0001

   Ask *storage*, see :ref:`disks`, :doc:`myst` and Ab.0002. [#]_

   1. Look.

   .. image:: dot.png
      :alt: a dot

.. [#] Or network.

.. only:: never

   .. err:note:: Ab.0001

      Nothing.
"""
MYST = """\
# By night

```{err:note} Ab.0001
Wait **first**.
```

```{err:note} Ab.0002
Call {err:code}`Ab.0001`.
```
"""
CONF = """
extensions.append("myst_parser")
version = copyright = "1"
ecs_errors_sources = ["table"]
ecs_errors_autolink = True
man_pages = [("index", "test", "Test", [], 1)]
"""


@pytest.fixture
def project(make_project):
    files = {
        "index.rst": INDEX,
        "run/disks.rst": RST,
        "run/myst.md": MYST,
        "run/dot.png": DOT,
        "table.rst": TABLE,
    }
    return make_project(files, CONF)


def notes(html):
    section = html.select_one("section[aria-labelledby=team-notes]")
    return [text(note) for note in section.select(".err-team")] if section else []


@pytest.mark.parametrize(("builder", "suffix"), [("html", ".html"), ("dirhtml", "/index.html")])
def test_a_note_stands_on_the_page_of_its_code_with_its_markup(project, builder, suffix):
    build = project.build(builder, "-n", "-W")
    html = page(build.out / f"codes/Ab.0001{suffix}")
    assert notes(html) == ["Ask storage, see On disks, By night and Ab.0002. 1 Look.", "Wait first."]
    section = html.select_one("section[aria-labelledby=team-notes]")
    assert text(section.h2) == "Team notes"
    assert [text(p) for p in section.select("p.err-quiet")] == [
        "Not from the table, but from On disks",
        "Not from the table, but from By night",
    ]
    assert section.select_one(".err-team img")["alt"] == "a dot"
    source = section.select("p.err-quiet a")[0]["href"]
    assert source.endswith("#err-note-Ab.0001")
    assert notes(page(build.out / f"codes/Ab.0002{suffix}")) == ["Call Ab.0001."]
    own = page(build.out / f"run/myst{suffix}").select(".admonition.err-team")
    assert [text(note.p) for note in own] == ["Note on Ab.0001", "Note on Ab.0002"]
    assert broken_links(build.out) == []


def test_the_export_has_them_as_plain_text(project):
    build = project.build("html")
    data = json.loads(build.read("errors.json"))
    jsonschema.Draft202012Validator(json.loads(build.read("errors.schema.json"))).validate(data)
    one, two = data["codes"]
    assert two["notes"] == [{"docname": "run/myst", "line": 7, "text": "Call Ab.0001."}]
    assert [(note["docname"], note["line"]) for note in one["notes"]] == [("run/disks", 9), ("run/myst", 3)]
    assert one["notes"][1]["text"] == "Wait first."
    assert one["notes"][0]["text"].startswith("Ask storage,")
    assert json.loads(build.read("codes/Ab.0002.json")) == two


@pytest.mark.parametrize("builder", ["singlehtml", "epub", "latex", "text", "man", "xml", "gettext"])
def test_every_builder_prints_them_where_they_stand(project, builder):
    build = project.build(builder, "-n", "-W")
    if builder == "text":
        assert "Note on " in build.read("run/myst.txt")
        assert "Wait **first**." in build.read("run/myst.txt")


def test_a_note_on_an_unknown_code_is_named_once(project):
    project.write({"run/myst.md": "# M\n\n```{err:note} Ab.001\nSee {err:code}`Ab.9`.\n```\n"})
    for _ in range(2):
        warnings = project.build("html").warnings
    assert warnings == []  # of the second build, which wrote nothing
    warnings = project.build("html", "-E", "-a").warnings
    assert len(warnings) == 2
    assert warnings[0].startswith("run/myst.md:3: WARNING: Unknown code: Ab.001. Did you mean Ab.0001")


def test_a_fault_in_a_note_is_named_once(project):
    project.write(
        {"run/myst.md": "# M\n\n```{err:note} Ab.0001\nSee {err:code}`Ab.9` {ref}`nowhere`.\n```\n"}
    )
    assert len(project.build("html").warnings) == 2


def test_hostile_notes_and_titles_are_text(project):
    title = r"\<img src=x onerror=alert(1)> \<script>alert(2)\</script>"
    project.write({"run/myst.md": f"# {title}\n\n```{{err:note}} Ab.0002\n{title}\n```\n"})
    html = page(project.build("html").out / "codes/Ab.0002.html")
    assert html.select("article script, article img") == []
    assert notes(html) == ["<img src=x onerror=alert(1)> <script>alert(2)</script>"]


def test_notes_follow_their_documents(project):
    jobs = cycle("12")  # one build reads and writes serially, the next in parallel

    def check(files, wanted):
        project.write(files)
        build = project.rebuild("-j", next(jobs))
        page.cache_clear()
        assert notes(page(build.out / "codes/Ab.0002.html")) == wanted

    more = "More\n====\n\n.. err:note:: Ab.0002\n\n   Or not.\n"
    check({f"run/z{n}.rst": f"Z{n}\n==\n" for n in range(8)}, ["Call Ab.0001."])
    check({"run/more.rst": more}, ["Or not.", "Call Ab.0001."])
    check({"run/more.rst": "More" + more.replace("=", "=====").replace("Or", "Or *rather*")},
          ["Or rather not.", "Call Ab.0001."])  # fmt: skip
    check({"run/more.rst": None}, ["Call Ab.0001."])
    check({"run/myst.md": "# M\n"}, [])
