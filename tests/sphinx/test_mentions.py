"""Pages list the documents that mention what they are about, and follow them from build to build."""

from __future__ import annotations

from itertools import cycle

import pytest

from tests.support.html import broken_links, page, text
from tests.support.project import OURS
from tests.support.tables import HEADER, grid_table

ROWS = [
    ("400", "Ab.0001", "Disk full.", "One.", "Wait."),
    ("403", "Ab.0002", "disk full", "Two.", "Ask."),
    ("400", "Cd.0003", "Image missing.", "Three.", "See Ab.0001."),
]
INDEX = "Index\n=====\n\n.. toctree::\n   :glob:\n\n   run/*\n   table\n"
DISK = """\
Disk & *full* <ones>
====================

First :err:code:`Ab.0001` and :err:status:`403`.

Check it
--------

:err:message:`Ab.0002`, Ab.0002, :any:`Cd.0003`, :err:code:`Ab.0001`; ``Cd.0003``.

.. only:: never

   Nowhere
   -------

   :err:code:`Cd.0003`
"""
IMAGE = """\
# Image

```{err:card} Cd.0003
```

## All of a kind

```{err:table}
:status: 4xx
:message: Ab.0001
```

## \\<script>alert(1)\\</script>

{err:code}`text <Cd.0003>`
"""
CONF = """
html_theme = "furo"
extensions.append("myst_parser")
version = copyright = "1"
ecs_errors_sources = ["table"]
ecs_errors_autolink = True
"""


def table(rows):
    return f"Table\n=====\n\nOf :err:code:`Ab.0002`.\n\n{grid_table([HEADER, *rows])}"


@pytest.fixture
def project(make_project):
    return make_project(
        {"index.rst": INDEX, "run/disk.rst": DISK, "run/image.md": IMAGE, "table.rst": table(ROWS)}, CONF
    )


def mentions(out, name):
    page.cache_clear()
    html = page(out / f"{name}.html")
    found = html.select("section[aria-labelledby=mentioned-in] li")
    return [[(text(a), a["href"].removeprefix("../")) for a in item.select("a")] for item in found]


DISK_LINK = ("Disk & full <ones>", "run/disk.html")
CHECK_LINK = ("Check it", "run/disk.html#check-it")
IMAGE_LINK = ("Image", "run/image.html")
KIND_LINK = ("All of a kind", "run/image.html#all-of-a-kind")
EVIL_LINK = ("<script>alert(1)</script>", "run/image.html#script-alert-1-script")


def test_pages_list_what_mentions_them_with_title_and_section(project):
    build = project.build("html", "-n", "-W")
    assert mentions(build.out, "codes/Ab.0001") == [[DISK_LINK, CHECK_LINK], [IMAGE_LINK, KIND_LINK]]
    assert mentions(build.out, "codes/Ab.0002") == [
        [DISK_LINK, CHECK_LINK],
        [IMAGE_LINK, KIND_LINK],
        [("Table", "table.html")],
    ]
    assert mentions(build.out, "codes/Cd.0003") == [[DISK_LINK, CHECK_LINK], [IMAGE_LINK, EVIL_LINK]]
    assert mentions(build.out, "status/403") == [[DISK_LINK]]
    assert mentions(build.out, "status/4xx") == [[IMAGE_LINK, KIND_LINK]]
    assert mentions(build.out, "status/400") == []
    assert mentions(build.out, "messages/disk-full") == [[DISK_LINK, CHECK_LINK], [IMAGE_LINK, KIND_LINK]]
    assert "Mentioned in" not in build.read("status/400.html")
    assert broken_links(build.out) == []


def test_titles_are_text(project):
    html = page(project.build("html").out / "codes/Cd.0003.html")
    assert html.select("article script") == []


def test_texts_of_roles_are_text_on_every_page(project):
    evil = "<img src=x onerror=alert(1)>"
    roles = f":err:code:`{evil} <Ab.0001>` :err:status:`{evil} <403>` :err:message:`{evil} <Ab.0002>`"
    project.write(
        {
            "run/disk.rst": f"{evil}\n{'=' * len(evil)}\n\n{roles} :err:code:`{evil}`\n",
            "run/image.md": f"# M\n\n{{err:code}}`{evil} <Ab.0001>`\n",
        }
    )
    build = project.build("html")
    for path in build.out.rglob("*.html"):
        assert page(path).select("img[onerror]") == [], path
    assert mentions(build.out, "codes/Ab.0001")[0] == [(evil, "run/disk.html")]


def test_a_condition_decides_in_each_build(project):
    build = project.build("html", "-n", "-W", "-t", "never")
    assert ("Nowhere", "run/disk.html#nowhere") in mentions(build.out, "codes/Cd.0003")[0]
    assert broken_links(build.out) == []


def test_a_malformed_condition_is_sphinxs_to_name(project):
    project.write({"run/disk.rst": DISK.replace("never", "html and")})
    build = project.build("html")
    assert mentions(build.out, "codes/Cd.0003")[0][0] == DISK_LINK


def test_dirhtml_leads_to_the_same(project):
    build = project.build("dirhtml", "-n", "-W")
    links = page(build.out / "codes/Ab.0001/index.html").select("section[aria-labelledby=mentioned-in] a")
    assert [a["href"] for a in links][:2] == ["../../run/disk/", "../../run/disk/#check-it"]
    assert broken_links(build.out) == []


def test_they_follow_what_is_added_edited_and_deleted(project):
    jobs = cycle("12")  # one build reads and writes serially, the next in parallel

    def check(files, wanted):
        project.write(files)
        build = project.rebuild("-j", next(jobs))
        assert [item[0][0] for item in mentions(build.out, "codes/Ab.0001")] == wanted
        page.cache_clear()
        assert broken_links(build.out) == []

    more = "More\n====\n\nAb.0001\n"
    check({}, ["Disk & full <ones>", "Image"])
    check({"run/more.rst": more, **{f"run/z{n}.rst": f"Z{n}\n==\n\nNo.\n" for n in range(8)}},
          ["Disk & full <ones>", "Image", "More"])  # fmt: skip
    check({"run/more.rst": more.replace("More\n", "Less\n")}, ["Disk & full <ones>", "Image", "Less"])
    check({"run/more.rst": more.replace("Ab.0001", "Ab.0002")}, ["Disk & full <ones>", "Image"])
    check({"run/image.md": IMAGE.replace("All of a kind", "Others")}, ["Disk & full <ones>", "Image"])
    check({"run/disk.rst": None}, ["Image"])


def test_a_build_without_a_change_writes_nothing(project):
    build = project.build("html", fresh_process=True)

    def stamps():
        paths = [
            build.out / name
            for name in build.files()
            if OURS.match(name) or name.startswith(("run/", "table"))
        ]
        return {path: path.stat().st_mtime_ns for path in paths}

    before = stamps()
    project.build("html", fresh_process=True)
    assert stamps() == before


def test_a_new_mention_writes_its_page_alone(project):
    build = project.build("html", fresh_process=True)
    pages = sorted(build.out.glob("codes/*.html"))
    stamps = [path.stat().st_mtime_ns for path in pages]
    project.write({"run/disk.rst": DISK.replace("``Cd.0003``", "``Cd.0003`` and Cd.0003")})
    project.build("html", fresh_process=True)
    assert [path.stat().st_mtime_ns for path in pages] == stamps  # it was mentioned in that section before
    project.write({"run/disk.rst": DISK.replace("First", "First Cd.0003,")})
    project.build("html", fresh_process=True)
    assert [path.stat().st_mtime_ns for path in pages] == stamps  # a document is listed once
    project.write({"run/disk.rst": DISK + "\nAt last\n-------\n\nCd.0003\n"})
    project.build("html", fresh_process=True)
    changed = [path.stem for path, old in zip(pages, stamps, strict=True) if path.stat().st_mtime_ns != old]
    assert changed == ["Cd.0003"]
