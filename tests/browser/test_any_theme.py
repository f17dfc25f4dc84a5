"""One line in projects of other themes: every kind of page is sound, and no wider than the theme's own."""

from __future__ import annotations

import pytest

from tests.support.project import ROOT, Project
from tests.support.tables import table_page

SHARED = "The disk of this server cannot be attached. Try again later."
LONG = "com.example.very.long.unbroken.name.of.a.class.that.does.not.fit.on.a.phone.SomethingWentWrongException: %s"
ROWS = [
    ("400", "Ecs.0001", SHARED, "The disk is in use.", "Detach it."),
    ("400", "Ecs.0002", SHARED, "The disk is broken.", "Replace it."),
    ("500", "Ecs.0103", SHARED, "The server is broken.", "Ask support."),
    ("404", "Ecs.0104", "The server %s does not exist.", "The server is gone.", "Use another."),
    ("404", "Ecs.0105", "The server %s does not run.", "The server is off.", "Start it."),
    ("409", "Ecs.0104", "The server %s is locked.", "Somebody works on it.", "Wait."),
    ("202", "Common.0001", LONG, LONG, "Shorten it."),
    ("", "Oddity", "", "No status and no message.", "Wait."),
]
PLAIN = """\
Own page
========

Some words with a :ref:`link <part>` and ``code``.

.. _part:

Part
----

.. list-table::
   :header-rows: 1

   * - A
     - B
   * - 1
     - 2

.. note:: A note.

- one
- two

.. code-block:: python

   print(1)
"""
FILES = {
    "index.rst": "Codes\n=====\n\n.. err:overview::\n\n.. toctree::\n\n   table\n   plain\n   embeds\n",
    "table.rst": table_page(ROWS),
    "plain.rst": PLAIN,
    "long.rst": f":orphan:\n\nCommon.0001: {LONG}\n{'=' * 150}\n",
    "embeds.rst": "Embeds\n======\n\n.. err:card:: Ecs.0104\n\n.. err:table:: Ecs.0001 Ecs.0104 Common.0001\n\n"
    ".. err:note:: Ecs.0104\n\n   Ask first.\n",
}
CONF = """\
project = "Codes"
extensions = ["ecs_errors_ext"]
ecs_errors_sources = ["table"]
suppress_warnings = ["ecs_errors"]
"""
OTC = ROOT / ".venv" / "otcdocstheme"
METADATA = 'class Services:\n    """The services in the menu of the theme: none."""\n\n    def all_services_by_categories(self, **_):\n        return []\n'
THEMES = {
    "furo": "",
    "alabaster": "",
    "sphinx_rtd_theme": "",
    "pydata_sphinx_theme": "",
    # Its own services are in a package that no index has.
    "otcdocs": f"import os, sys\nsys.path[:0] = [{str(OTC)!r}, os.path.dirname(__file__)]\nlocale_dirs = []\nextensions.append('otcdocstheme')\n",
}
PAGES = (
    "index", "embeds", "codes/Ecs.0001", "codes/Ecs.0104", "codes/Common.0001", "codes/index", "status/400", "status/4xx",
    "messages/index", "messages/the-disk-of-this-server-cannot-be-attached-try-again-later", "families/Ecs",
    "find.html#q=Ecs.0001%20Ecs.0104",
)  # fmt: skip

BLOCKS = {"index", "codes/Ecs.0001", "codes/index"}
"""Those of the pages that have another layout on a phone."""


@pytest.fixture(params=THEMES)
def pages(request, tmp_path, serve):
    """The address of a project's pages in a theme; over http, as one loads modules."""
    theme = request.param
    if theme == "otcdocs" and not OTC.is_dir():
        pytest.skip(f"otcdocstheme is not in {OTC.relative_to(ROOT)} (make test installs it)")
    if theme != "otcdocs":
        pytest.importorskip(theme)
    project = Project(tmp_path / "project")
    project.configure(f"{CONF}html_theme = {theme!r}\n{THEMES[theme]}")
    project.write({**FILES, "../otc_metadata/__init__.py": "", "../otc_metadata/services.py": METADATA})
    build = project.build(fresh_process=True)
    return serve(build.out).url


def test_every_kind_of_page_is_sound(pages, answers, axe):
    browser = answers.browser
    for width in (1280, 390, 320):
        browser.viewport(width, 800)
        browser.open(f"{pages}long.html")
        long_width = browser.overflow()
        browser.open(f"{pages}plain.html")
        own_width, own_faults = browser.overflow(), set(faults(browser, axe))
        for page in PAGES:
            browser.open("about:blank")
            browser.open(pages + (page if "#" in page else f"{page}.html"))
            if "#" in page:
                assert [code for code, _ in answers.done()] == ["Ecs.0001", "Ecs.0104"]
            # Themes repeat the title of a page beside it, some of them on one line.
            most = max(own_width, long_width) if page == "codes/Common.0001" else own_width
            assert browser.overflow() <= most, (width, page)
            if width == 1280 or (width == 390 and page in BLOCKS):
                found = faults(browser, axe)
                assert not {rule: nodes for rule, nodes in found.items() if rule not in own_faults}, (
                    width,
                    page,
                )
    assert [line for line in browser.console() if "/_static/errors" in line] == []


def faults(browser, axe):
    """Rule of axe-core → the elements that break it; the footer is the theme's alone, and the same on every page."""
    browser.run(axe.read_text("utf-8"))
    run = "axe.run({exclude: [['footer']]}, {preload: false}).then((found) => arguments[0](found.violations))"
    found = browser.driver.execute_async_script(run)
    return {rule["id"]: [node["target"] for node in rule["nodes"]] for rule in found}
