"""References to codes, statuses and messages, in every builder."""

from __future__ import annotations

import re

import pytest

from tests.support import markup
from tests.support.html import broken_links, page, text
from tests.support.project import ROOT
from tests.support.tables import table_page

ROWS = [
    ("400", "Ab.0001", "Disk full.", "One.", "Wait."),
    ("403", "Ab.0002", "disk full", "Two.", "Ask."),
    ("400", "Ab.0003", "Image missing.", "Three.", "Look."),
]
TABLE = table_page(ROWS)
INDEX = "Index\n=====\n\n.. err:overview::\n\n.. toctree::\n\n   refs\n   more\n   table\n"
REFS = """\
Refs
====

:err:code:`Ab.0001`, :err:code:`that one <Ab.0003>`, :err:status:`403`, :err:status:`4xx`,
:err:message:`Ab.0002`, :err:message:`Ab.0003`, :any:`Ab.0003`, :any:`403`
"""
MYST = """\
# More

{err:code}`Ab.0001`, {err:code}`that one <Ab.0003>`, {err:status}`403`, {err:message}`Ab.0002`
"""
CONF = """
extensions.append("myst_parser")
version = copyright = "1"
ecs_errors_sources = ["table"]
"""
SHARED = "messages/disk-full"


@pytest.fixture
def project(make_project):
    return make_project({"index.rst": INDEX, "refs.rst": REFS, "more.md": MYST, "table.rst": TABLE}, CONF)


def links(build, name):
    body = page(build.out / name).select_one("section")
    return [(text(a), a["href"]) for a in body.select("p a.reference")]


def test_references_lead_to_pages(project):
    build = project.build("html", "-n", "-W")
    assert links(build, "refs.html") == [
        ("Ab.0001", "codes/Ab.0001.html"),
        ("that one", "codes/Ab.0003.html"),
        ("403", "status/403.html"),
        ("4xx", "status/4xx.html"),
        ("disk full", f"{SHARED}.html"),
        ("Image missing.", "codes/Ab.0003.html"),
        ("Ab.0003", "codes/Ab.0003.html"),
        ("403", "status/403.html"),
    ]
    assert links(build, "more.html") == [
        ("Ab.0001", "codes/Ab.0001.html"),
        ("that one", "codes/Ab.0003.html"),
        ("403", "status/403.html"),
        ("disk full", f"{SHARED}.html"),
    ]
    assert broken_links(build.out) == []


def test_references_under_dirhtml(project):
    build = project.build("dirhtml", "-n", "-W")
    assert ("Ab.0001", "../codes/Ab.0001/") in links(build, "refs/index.html")
    assert (build.out / "codes/Ab.0001.json").is_file()
    assert broken_links(build.out) == []


def test_references_in_a_single_page_lead_to_rows(project):
    build = project.build("singlehtml", "-n", "-W")
    html = page(build.out / "index.html")
    targets = [
        a["href"]
        for a in html.select("a.reference.internal")
        if text(a) in {"Ab.0001", "that one", "403", "4xx"}
    ]
    assert targets
    assert all(html.find(id=target.removeprefix("#")) is not None for target in targets)
    assert not (build.out / "codes").exists()


def test_references_in_latex_lead_to_labels(project):
    build = project.build("latex", "-n", "-W")
    tex = next(build.out.glob("*.tex")).read_text("utf-8")
    for code in ("Ab.0001", "Ab.0002", "Ab.0003"):
        assert tex.count(f"\\label{{\\detokenize{{table:err-{code.replace('.', '-')}}}}}") == 1
    assert "\\hyperref[\\detokenize{table:err-Ab-0001}]" in tex


@pytest.mark.parametrize("builder", ["epub", "text", "man", "gettext", "linkcheck", "json", "xml"])
def test_other_builders_have_the_table_and_none_of_our_pages(project, builder):
    build = project.build(builder, "-n", "-W", fresh_process=builder == "json")
    names = [name for name in build.files() if name.startswith(("codes", "status", "messages", "errors."))]
    assert names == []


def test_the_overview_without_pages_names_the_statuses(project):
    build = project.build("text", "-W")
    assert "* 400 Bad Request: 2 codes" in build.read("index.txt")
    assert "* 403 Forbidden: 1 code\n" in build.read("index.txt")


def test_an_unknown_code_is_named_by_file_and_line_with_what_may_be_meant(project):
    project.write(
        {"refs.rst": "Refs\n====\n\nSee\n:err:code:`ab.0001`,\n:err:status:`405`, :err:code:`Xy.0003`.\n"}
    )
    warnings = project.build("html").warnings
    assert len(warnings) == 3
    assert warnings[0].startswith("refs.rst:4: WARNING: Unknown code: ab.0001. Did you mean Ab.0001?")
    assert "Unknown status: 405." in warnings[1]
    assert "Unknown code: Xy.0003. Did you mean Ab.0003?" in warnings[2]


def test_warnings_can_be_silenced_by_their_kind(project):
    project.configure(project.conf + 'suppress_warnings = ["ecs_errors.unknown_code"]\n')
    project.write({"refs.rst": "Refs\n====\n\n:err:code:`Ab.9`\n"})
    project.build("html", "-W")


def test_a_second_project_refers_to_the_first_by_its_inventory(project, make_project):
    first = project.build("html")
    text_ = "Index\n=====\n\n:external:err:code:`Ab.0001`, :err:code:`Ab.0002`, :external:err:status:`403`\n"
    conf = f"""
extensions.append("sphinx.ext.intersphinx")
intersphinx_mapping = {{"ab": ("https://example.org/ab/", {str(first.out / "objects.inv")!r})}}
"""
    second = make_project({"index.rst": text_}, conf, name="second")
    build = second.build("html", "-n", "-W")
    assert [a["href"] for a in page(build.out / "index.html").select("a.reference.external")][:3] == [
        "https://example.org/ab/codes/Ab.0001.html",
        "https://example.org/ab/codes/Ab.0002.html",
        "https://example.org/ab/status/403.html",
    ]
    assert not (build.out / "codes").exists()
    assert not (build.out / "_static/errors.css").exists()


def test_another_project_refers_as_the_guide_says(site, make_project):
    text_ = (ROOT / "source/guide/link.md").read_text("utf-8").split("\n## In another Sphinx project\n")[1]
    conf = re.search(r"```python\n(.*?)```", text_, re.DOTALL)[1]
    role = re.search(r"```rst\n(.*?)```", text_, re.DOTALL)[1]
    conf = conf.replace("None", repr(str(site / "objects.inv")))
    build = make_project({"index.rst": f"Index\n=====\n\n{role}"}, conf).build("html", "-n", "-W")
    link = page(build.out / "index.html").select_one("a.reference.external")
    assert link["href"] == "https://errors.example.org/codes/Ecs.0013.html"


REFERRING = """\
# Second

{{external:err:code}}`Ab.0001`, {{err:code}}`{code}`, {{external:err:status}}`403`, <inv:ab:err:code#Ab.0003>,
[own text](inv:#Ab.0002)
"""


@pytest.mark.parametrize("extension", [True, False])
def test_a_second_project_in_myst(project, make_project, extension):
    first = project.build("html")
    conf = f"""
extensions = ["myst_parser", "sphinx.ext.intersphinx"] + ["ecs_errors_ext"] * {extension}
intersphinx_mapping = {{"ab": ("https://example.org/ab/", {str(first.out / "objects.inv")!r})}}
"""
    text_ = REFERRING.format(code="Ab.0002") if extension else "# Second\n\n<inv:ab:err:code#Ab.0003>\n"
    second = make_project({"index.md": text_}, conf, name="second")
    build = second.build("html", "-n", "-W", fresh_process=True)
    found = [a["href"] for a in page(build.out / "index.html").select("a.reference.external")]
    codes = (
        ["Ab.0001.html", "Ab.0002.html", "403.html", "Ab.0003.html", "Ab.0002.html"]
        if extension
        else ["Ab.0003.html"]
    )
    assert [href.rpartition("/")[2] for href in found if "example.org" in href] == codes


def test_a_wrong_code_of_another_project_is_one_located_warning(project, make_project):
    first = project.build("html")
    conf = f"""
extensions += ["myst_parser", "sphinx.ext.intersphinx"]
intersphinx_mapping = {{"ab": ("https://example.org/ab/", {str(first.out / "objects.inv")!r})}}
"""
    second = make_project({"index.md": REFERRING.format(code="Ab.0009")}, conf, name="second")
    (warning,) = second.build("html", "-n", fresh_process=True).warnings
    assert warning.startswith("index.md:3: WARNING: Unknown code: Ab.0009.")


def test_cells_with_markup_work_on_every_page_that_shows_them(project):
    project.write(
        {"table.rst": markup.TABLE, "dot.png": markup.DOT, "refs.rst": "Refs\n====\n", "more.md": "# More\n"}
    )
    for builder, suffix in (("html", ".html"), ("dirhtml", "/index.html")):
        build = project.build(builder, "-n", "-W")
        assert broken_links(build.out) == []
        one = page(build.out / f"codes/Ab.0001{suffix}").select("dd")[0]
        root = "../" if builder == "html" else "../../"
        table_page = "table.html" if builder == "html" else "table/"
        assert [a["href"].removeprefix(root) for a in one.select("a")][:3] == [
            f"{table_page}#the-table",
            "index.html" if builder == "html" else "",
            "https://example.org",
        ]
        assert one.select_one("a.footnote-reference")["href"].startswith(f"{root}{table_page}#")
        assert text(one.code) == "free"
        two = page(build.out / f"codes/Ab.0002{suffix}").select("dd")[0]
        assert two.ol["start"] == "3"
        assert two.select_one("li a")["href"] == f"{root}codes/Ab.0001{suffix.removesuffix('index.html')}"
        assert text(two.select_one(".admonition.note em")) == "this"
        assert (
            len(
                page(build.out / f"messages/disk-full{suffix}").select(
                    "td .admonition, td a.footnote-reference"
                )
            )
            == 2
        )
        assert page(build.out / f"codes/Ab.0003{suffix}").select_one("dd img")["alt"] == "a dot"
