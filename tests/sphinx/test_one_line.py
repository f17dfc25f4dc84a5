"""One line in an existing project: it gains pages, and nothing that it had changes."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest
from bs4 import BeautifulSoup

from tests.support.html import broken_links, page
from tests.support.project import OURS, Project
from tests.support.tables import table_page

ROWS = [
    ("400", "Ab.0001", "No disk.", "The disk is full.", "Delete."),
    ("404", "Ab.0002", "No net.", "The net is down.", "Wait."),
]
FILES = {
    "index.rst": "Index\n=====\n\nSee Ab.0001 and :ref:`part`.\n\n.. toctree::\n\n   table\n   guide/find\n",
    "table.rst": table_page(ROWS),
    "guide/find.rst": ".. _part:\n\nFind\n====\n\n.. index:: word\n\n.. code-block:: python\n\n   print(1)\n",
    "../_templates/page.html": '{% extends "!page.html" %}\n{% block footer %}<footer>Ours</footer>{% endblock %}\n',
    "../_static/own.css": "p { color: black }\n",
}
WITHOUT = """\
project = "Existing"
version = release = copyright = ""
html_theme = "alabaster"
html_static_path = ["_static"]
templates_path = ["_templates"]
html_css_files = ["own.css"]
html_theme_options = {"description": "About"}
html_sidebars = {"**": ["about.html", "searchfield.html", "navigation.html"]}
"""
WITH = WITHOUT + 'extensions = ["ecs_errors_ext"]\necs_errors_sources = ["table"]\n'
OTHER = {"objects.inv", "searchindex.js", "genindex.html"}
"""What Sphinx makes of all pages: it has the codes too."""


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    project = Project(tmp_path_factory.mktemp("line"))
    project.configure(WITHOUT)
    project.write(FILES)
    return project


@pytest.fixture(scope="module")
def before(project):
    build = project.build("html", "-W", out="before", fresh_process=True)
    return own(build)


def own(build):
    """The project's own files, without what the extension adds to the table: anchors of rows, and links of codes."""
    files = {
        name: content for name, content in build.files().items() if not OURS.match(name) and name not in OTHER
    }
    files["table.html"] = without_links(files["table.html"])
    return files


def without_links(html: bytes) -> bytes:
    text = re.sub(rb'(<tr class="row-\w+") id="err-[^"]*"', rb"\1", html)
    return re.sub(
        rb'<a class="reference internal" href="codes/[^>]*><span class="xref err err-code">(.*?)</span></a>',
        rb"\1",
        text,
    )


@pytest.mark.parametrize("options", [("-E",), ()])
def test_the_pages_of_the_project_stay_as_they_are(project, before, options):
    for conf in (WITHOUT, WITH, WITHOUT):
        project.configure(conf)
        build = project.build("html", "-W", *options, out="same", fresh_process=True)
        assert own(build) == before, conf
        if conf == WITH:
            assert {"codes/Ab.0001.html", "find.html"} <= set(build.files())
            assert broken_links(build.out) == []


def test_emptying_the_setting_takes_everything_away(project, before):
    project.configure(WITH)
    project.build("html", out="gone", fresh_process=True)
    project.configure(WITH.replace('["table"]', "[]"))
    build = project.build("html", "-W", out="gone", fresh_process=True)
    assert own(build) == before
    assert [name for name in build.files() if OURS.match(name)] == []


def test_the_search_of_the_project_is_not_touched(project):
    project.configure(WITH)
    build = project.build("html", out="search", fresh_process=True)
    assert "errors-page.js" not in build.read("search.html") + build.read("index.html")
    shown = page(build.out / "find.html")
    field = shown.select_one("textarea[data-error-search]")
    assert field.find_parent("form")["action"] == "codes/index.html", "without scripts"
    assert shown.select_one("[data-error-results]")
    another = page(build.out / "codes/Ab.0001.html").select_one(".err-another")
    assert another["href"] == "../find.html"


def test_a_document_with_an_address_of_ours_is_kept(make_project):
    files = {**FILES, "find.rst": "Own\n===\n", "codes/index.rst": "Own codes\n=========\n"}
    files["index.rst"] += "   find\n   codes/index\n"
    files |= {"../extra/llms.txt": "Own list", "../extra/errors.csv": "own", "../extra/404.html": "Own"}
    project = make_project(
        files, 'ecs_errors_sources = ["table"]\nhtml_extra_path = ["extra"]\nshow_warning_types = True\n'
    )
    first = project.build("html")
    named = [line.partition(":")[0] for line in first.warnings]
    assert named == ["WARNING", "WARNING", "codes/index.rst", "find.rst"]
    assert all("[ecs_errors.taken_page]" in line for line in first.warnings)
    for build in (first, project.build("html"), project.build("html", "-a")):
        assert "<h1>Own" in build.read("find.html")
        assert "<h1>Own codes" in build.read("codes/index.html")
        assert (build.read("llms.txt"), build.read("errors.csv")) == ("Own list", "own")
        assert build.read("404.html") == "Own"
        assert BeautifulSoup(build.read("codes/Ab.0001.html"), "html.parser").select_one("article")


def test_the_line_alone_needs_nothing_else(make_project):
    """Without a source, nothing is written and nothing said."""
    build = make_project(FILES).build("html", "-W")
    assert [name for name in build.files() if OURS.match(name)] == []


def test_an_environment_of_a_project_that_had_the_extension_is_read_without_it(project, tmp_path):
    """Where the package is gone too, Sphinx says that it starts afresh, and does."""
    project.configure(WITH)
    build = project.build("html", out="away", fresh_process=True)
    project.configure(WITHOUT)
    code = "import sys; sys.modules['ecs_errors_ext'] = None; from sphinx.cmd.build import main; sys.exit(main(sys.argv[1:]))"
    options = [
        "-W",
        "-c",
        str(project.root),
        "-d",
        f"{build.out}.doctrees",
        str(project.source),
        str(tmp_path / "out"),
    ]
    done = subprocess.run([sys.executable, "-c", code, *options], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
