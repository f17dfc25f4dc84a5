"""What an incremental build writes is what a clean one would have written, and no more."""

from __future__ import annotations

import shutil

import pytest

from tests.support.html import page, text
from tests.support.project import OURS
from tests.support.tables import table_page

MESSAGES = ("Disk full.", "Image missing.", "Port closed.", "Quota reached.")
ROWS = [("400", f"Ab.{n:04}", MESSAGES[n // 3], f"Meaning {n}.", f"Do {n}.") for n in range(12)]
INDEX = """\
Index
=====

.. err:overview::

.. toctree::

   guide
   table
"""
GUIDE = """\
Guide
=====

See :err:code:`Ab.0004`, :err:status:`400` and :err:message:`Ab.0003`.
"""
CONF = """
html_theme = "furo"
templates_path = ["templates"]
ecs_errors_sources = ["table"]
ecs_errors_search = True
"""


@pytest.fixture
def project(make_project):
    project = make_project({"index.rst": INDEX, "guide.rst": GUIDE, "table.rst": table_page(ROWS)}, CONF)
    project.build("html", "-W", fresh_process=True)
    return project


def written(project, change):
    """Names of our files that the build after *change* wrote."""
    build = project.root / "_build/html"

    def snapshot():
        paths = (path for path in build.rglob("*") if path.is_file())
        names = {path.relative_to(build).as_posix(): path.stat().st_mtime_ns for path in paths}
        return {name: stamp for name, stamp in names.items() if OURS.match(name)}

    before = snapshot()
    change()
    project.rebuild()
    after = snapshot()
    return {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}


def test_a_build_without_a_change_writes_none_of_our_files(project):
    assert written(project, lambda: None) == set()


def test_one_edited_description_rewrites_the_pages_that_show_it(project):
    rows = list(ROWS)
    rows[4] = (*rows[4][:3], "Another meaning.", rows[4][4])
    changed = written(project, lambda: project.write({"table.rst": table_page(rows)}))
    pages = {f"codes/Ab.{n:04}.html" for n in (3, 4, 5)}  # they share the message
    assert (
        pages | {"codes/Ab.0004.json", "messages/image-missing.html", "errors.json", "errors.csv"} <= changed
    )
    assert "codes/Ab.0006.html" not in changed
    assert "codes/Ab.0003.json" not in changed


def test_a_deleted_row_takes_its_pages_with_it(project):
    rows = [row for row in ROWS if row[1] != "Ab.0009"]
    changed = written(project, lambda: project.write({"table.rst": table_page(rows)}))
    assert not (project.root / "_build/html/codes/Ab.0009.html").exists()
    assert not (project.root / "_build/html/codes/Ab.0009.json").exists()
    assert {"codes/Ab.0009.html", "codes/Ab.0008.html"} <= changed
    assert "codes/Ab.0001.html" not in changed


def test_a_reference_to_a_deleted_code_is_found_although_its_document_did_not_change(project):
    project.write({"table.rst": table_page([row for row in ROWS if row[1] != "Ab.0004"])})
    again = project.rebuild()
    assert any("guide.rst:4: WARNING: Unknown code: Ab.0004." in line for line in again.warnings)


def test_the_overview_follows_the_table(project):
    project.write({"table.rst": table_page(ROWS[:-1])})
    again = project.rebuild()
    assert "each of the 11 codes" in text(page(again.out / "index.html"))


def test_a_renamed_source_document(project):
    (project.source / "table.rst").rename(project.source / "codes_table.rst")
    project.write({"index.rst": INDEX.replace("table", "codes_table")})
    project.configure(project.conf.replace('"table"', '"codes_table"'))
    again = project.rebuild()
    assert "codes_table.html#err-Ab-0001" in again.read("codes/Ab.0001.html")


def test_a_retitled_page_of_the_navigation(project):
    project.write({"guide.rst": GUIDE.replace("Guide\n=====", "Handbook\n========")})
    assert "Handbook" in project.rebuild().read("codes/Ab.0001.html")


def test_a_changed_theme_option(project):
    project.configure(project.conf + 'html_theme_options = {"announcement": "Closed on Sunday"}\n')
    assert "Closed on Sunday" in project.rebuild().read("codes/Ab.0001.html")


def test_a_changed_setting(project):
    project.configure(project.conf + 'ecs_errors_notes = {"code": "Mind the gap."}\n')
    assert "Mind the gap." in project.rebuild().read("codes/Ab.0001.html")


def test_an_edited_template(project):
    folder = project.root / "templates/errors"
    folder.mkdir(parents=True)
    (folder / "families.html").write_text("<h1>Kin</h1>", "utf-8")
    assert "<h1>Kin</h1>" in project.rebuild().read("families/index.html")
    (folder / "families.html").write_text("<h1>Clans</h1>", "utf-8")
    assert "<h1>Clans</h1>" in project.rebuild().read("families/index.html")


@pytest.mark.parametrize(
    ("template", "says"),
    [
        ("one\n{% block", "families.html:2: this template cannot be used: unexpected end"),
        ("\n\n{{ view.shape }}", "families.html:3: this template cannot be used: "),
        ('{% extends "errors/families.html" %}', "it leads back to itself."),
        (
            '{% extends "!errors/kin.html" %}',
            "families.html:1: this template cannot be used: there is no template",
        ),
        (b"\xff", "errors/families.html: this template cannot be used: 'utf-8' codec"),
    ],
)
def test_a_template_that_cannot_be_used_is_named_by_its_line(project, template, says):
    project.write({"../templates/errors/families.html": template})
    build = project.build("html", fails=True, fresh_process=True)
    assert build.status == 2
    assert says in build.errors
    assert "Traceback" not in build.errors


def test_a_page_that_somebody_deleted_comes_back(project):
    (project.root / "_build/html/codes/Ab.0002.html").unlink()
    shutil.rmtree(project.root / "_build/html/status")
    project.rebuild()


def test_a_table_that_is_no_source_any_more_leaves_no_page(project):
    project.configure(project.conf.replace('["table"]', "[]"))
    project.write({"guide.rst": "Guide\n=====\n", "index.rst": INDEX.replace(".. err:overview::", "")})
    again = project.rebuild()
    assert [
        name for name in again.files() if name.startswith(("codes/", "status/", "messages/", "errors."))
    ] == []


def test_a_document_that_takes_an_address_and_gives_it_back(project):
    own = ":orphan:\n\nOwn\n===\n"
    project.configure(project.conf.replace("ecs_errors_search = True\n", ""))
    project.rebuild()
    project.write({"find.rst": own, "codes/Ab.0001.rst": own})
    again = project.rebuild()
    assert sum("has the address of a file" in line for line in again.warnings) == 2
    assert "<h1>Own" in again.read("find.html")
    project.write({"find.rst": None, "codes/Ab.0001.rst": None})
    assert "data-error-search" in project.rebuild().read("find.html")


def test_dirhtml_follows_the_table_too(project):
    project.build("dirhtml", "-W", fresh_process=True)
    project.write({"table.rst": table_page([row for row in ROWS if row[1] != "Ab.0009"])})
    again = project.rebuild(builder="dirhtml")
    assert not (again.out / "codes/Ab.0009").exists()
    assert (again.out / "codes/Ab.0008/index.html").is_file()
    assert (again.out / "codes/Ab.0008.json").is_file()


def test_a_parallel_build_is_the_same(project):
    fillers = {f"more/{n}.rst": f"More {n}\n======\n\n:err:code:`Ab.0002`\n" for n in range(12)}
    toctree = INDEX.replace("   table\n", "   table\n   more/*\n").replace(
        ".. toctree::\n", ".. toctree::\n   :glob:\n"
    )
    project.write({**fillers, "index.rst": toctree})
    serial = project.build("html", "-E", "-a", out="serial", fresh_process=True)
    parallel = project.build("html", "-E", "-a", "-j", "2", out="parallel", fresh_process=True)
    assert serial.files() == parallel.files()
    again = project.build("html", "-j", "2", out="parallel", fresh_process=True)
    assert again.ours() == serial.ours()


def test_a_code_that_was_unsafe_and_one_that_differs_by_case_keep_their_files(project):
    odd = [("400", code, f"About {code}.", "", "") for code in ("../../x", "ab.0001", "index", "con")]
    project.write({"table.rst": table_page([*ROWS, *odd])})
    again = project.rebuild()
    outside = [path for path in project.root.parent.rglob("*x.html") if again.out not in path.parents]
    assert [path for path in outside if "clean" not in path.parts] == []
    assert (again.out / "codes/x-9cdf6a.html").is_file()
    assert text(page(again.out / "codes/index.html").h1) == "All codes"
