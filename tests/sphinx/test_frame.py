"""Pages filled into a frame are those that the theme would have rendered one by one."""

from __future__ import annotations

import pytest

from tests.support.tables import table_page

ROWS = [
    ("400", f"Ab.{n:04}", f"Message {chr(65 + n)} & <b>\"quoted\"</b> 'x'.", "One.", "Two.")
    for n in range(12)
]
FILES = {
    "index.rst": "Index\n=====\n\n.. toctree::\n\n   table\n",
    "table.rst": table_page(ROWS),
}
CONF = """
html_theme = {theme!r}
html_baseurl = "https://example.org/docs/"
ecs_errors_sources = ["table"]
"""
WATCHER = """
def setup(app):
    app.connect("html-page-context", lambda app, name, *rest: print("SAW", name))
"""


@pytest.mark.parametrize(
    ("theme", "builder"),
    [("furo", "html"), ("furo", "dirhtml"), ("alabaster", "html"), ("classic", "dirhtml")],
)
def test_a_framed_page_is_the_theme_s_own(make_project, theme, builder):
    framed = make_project(FILES, CONF.format(theme=theme), name="framed").build(
        builder, "-W", fresh_process=True
    )
    watched = make_project(FILES, CONF.format(theme=theme) + WATCHER, name="watched")
    unframed = watched.build(builder, "-W", fresh_process=True)
    ours, theirs = framed.files(), unframed.files()
    pages = [name for name in ours if name.startswith(("codes/", "status/", "families/", "messages/"))]
    assert len(pages) > 24
    assert [name for name in pages if ours[name] != theirs[name]] == []


def test_an_extension_that_must_see_each_page_sees_each_page_once(make_project):
    build = make_project(FILES, CONF.format(theme="basic") + WATCHER).build("html", fresh_process=True)
    seen = [line.removeprefix("SAW ") for line in build.output.splitlines() if line.startswith("SAW codes/")]
    assert sorted(seen) == sorted(["codes/index", *(f"codes/{row[1]}" for row in ROWS)])


def test_without_frames_unchanged_pages_are_left_alone_too(make_project):
    project = make_project(FILES, CONF.format(theme="basic") + WATCHER)
    out = project.build("html", fresh_process=True).out
    before = {path: path.stat().st_mtime_ns for path in out.glob("codes/*")}
    project.write({"table.rst": FILES["table.rst"].replace("One", "Uno", 1)})
    project.build("html", fresh_process=True)
    after = {path: path.stat().st_mtime_ns for path in out.glob("codes/*")}
    assert {path.name for path in after if before[path] != after[path]} == {"Ab.0000.html", "Ab.0000.json"}
