"""Several services in one site."""

from __future__ import annotations

import json

import pytest

from ecs_errors_ext.sphinx.sources import Sources, read_sources
from tests.support.html import broken_links, page, text
from tests.support.tables import table_page

VPC = [
    ("400", "VPC.0101", "Not found.", "No VPC.", "Look."),
    ("403", "Common.0001", "Denied.", "No right.", "Ask."),
]
EIP = [("500", "VPC.0501", "No address left.", "None is free.", "Wait.")]
DISK = [
    ("400", "Disk.0001", "Disk full.", "It is full.", "Clear it."),
    ("404", "Common.0001", "Denied here.", "No disk right.", "Ask us."),
]
INDEX = """\
Index
=====

.. err:overview::

.. toctree::
   :glob:

   *
   vpc/*
"""
GUIDE = """\
Guide
=====

:err:code:`VPC.0101`, :err:code:`vpc:Common.0001`, :err:code:`that <disk:Common.0001>`, :err:status:`disk:4xx`,
:err:status:`500`, :err:message:`vpc:VPC.0501`, :any:`Disk.0001`

.. err:card:: disk:Common.0001

.. err:table::
   :status: 4xx
   :catalog: vpc

.. err:table::

   vpc:Common.0001 disk:Common.0001
"""
CONF = """
version = copyright = "1"
ecs_errors_sources = {"vpc": ["vpc/*"], "disk": ["disk"]}
ecs_errors_title = {"vpc": "Virtual Private Cloud"}
ecs_errors_notes = {"code": "Be careful.", "disk": {"code": "It may be slow."}}
ecs_errors_autolink = "strict"
"""


@pytest.fixture
def project(make_project):
    files = {
        "index.rst": INDEX, "guide.rst": GUIDE, "disk.rst": table_page(DISK), "vpc/errors.rst": table_page(VPC),
        "vpc/addresses.rst": table_page(EIP), "vpc/intro.rst": "Intro\n=====\n\nVPC.0501 and Disk.0001.\n",
    }  # fmt: skip
    return make_project(files, CONF)


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_each_service_has_its_own_tree(project, builder):
    build = project.build(builder, "-n", "-W")
    assert broken_links(build.out) == []
    end = ".html" if builder == "html" else "/index.html"
    code = page(build.out / f"vpc/codes/VPC.0101{end}")
    assert code.select_one("article")["data-error-catalog"] == "vpc"
    assert "Be careful." in text(code.article)
    assert [text(link) for link in code.select(".err-crumbs li")] == [
        "Services",
        "Virtual Private Cloud",
        "VPC.01xx",
    ]
    assert "It may be slow." in text(page(build.out / f"disk/codes/Disk.0001{end}").article)
    assert not (build.out / "codes").exists()
    assert json.loads(build.read("vpc/errors.json"))["catalog"] == "vpc"
    catalogs = json.loads(build.read("catalogs.json"))["catalogs"]
    assert [(each["catalog"], each["title"], each["codes"]) for each in catalogs] == [
        ("vpc", "Virtual Private Cloud", 3),
        ("disk", "disk", 2),
    ]
    assert build.read("vpc/errors.md").startswith("# Virtual Private Cloud error codes\n")
    assert "- [disk](disk/llms.txt)" in build.read("llms.txt")
    assert "- [Disk.0001](disk/codes/Disk.0001" in build.read("disk/llms.txt")
    landing = page(build.out / f"catalogs{end}")
    assert text(landing.h1).startswith("Services")
    assert "5 codes of 2 services" in text(landing.article)
    assert "5 codes of 2 services" in text(page(build.out / "index.html"))


def test_a_code_of_several_services_shows_what_the_others_say(project):
    build = project.build()
    other = page(build.out / "vpc/codes/Common.0001.html").select_one("[aria-labelledby=other-services]")
    assert text(other.h2).startswith("Common.0001 in other services")
    assert [text(cell) for cell in other.select("tbody tr > *")] == [
        "disk 404",
        "Denied here.",
        "No disk right.",
        "Ask us.",
    ]
    assert other.a["href"] == "../../disk/codes/Common.0001.html"
    assert page(build.out / "vpc/codes/VPC.0101.html").select_one("[aria-labelledby=other-services]") is None


def test_references(project):
    build = project.build("html", "-n", "-W")
    body = page(build.out / "guide.html").select_one("section")
    assert [(text(a), a["href"]) for a in body.select("section > p a.reference")] == [
        ("VPC.0101", "vpc/codes/VPC.0101.html"),
        ("Common.0001", "vpc/codes/Common.0001.html"),
        ("that", "disk/codes/Common.0001.html"),
        ("4xx", "disk/status/4xx.html"),
        ("500", "vpc/status/500.html"),
        ("No address left.", "vpc/codes/VPC.0501.html"),
        ("Disk.0001", "disk/codes/Disk.0001.html"),
    ]
    first, second = body.select("table.err-embed")
    assert [text(cell) for cell in first.select("tbody td:first-child")] == ["VPC.0101", "Common.0001"]
    assert [text(row) for row in second.select("th")][:3] == ["Code", "Service", "Status"]
    links = page(build.out / "vpc/intro.html").select("section p a")
    assert [a["href"] for a in links] == ["codes/VPC.0501.html", "../disk/codes/Disk.0001.html"]
    table_links = page(build.out / "disk.html").select("table a")
    assert "disk/codes/Common.0001.html" in [a["href"] for a in table_links]
    assert "guide.html" in [
        a["href"].rpartition("/")[2]
        for a in page(build.out / "disk/codes/Common.0001.html").select("article a")
    ]


def test_a_name_of_several_codes_is_warned_of_with_all_that_it_may_mean(project):
    project.write(
        {"guide.rst": "Guide\n=====\n\n:err:code:`Common.0001` :err:code:`vpc:Disk.0001` Common.0001\n"}
    )
    build = project.build("html", "-n")
    said = [line.partition("WARNING: ")[2] for line in build.warnings]
    ambiguous = "Common.0001 stands in 2 catalogs. Say which is meant: vpc:Common.0001 or disk:Common.0001."
    assert sum(line.startswith(ambiguous) for line in said) == 2
    assert sum(line.startswith("Unknown code: vpc:Disk.0001.") for line in said) == 1
    assert len(said) == 3


def test_other_builders(project):
    for builder in ("text", "latex", "singlehtml"):
        project.build(builder, "-n", "-W")
    assert "Virtual Private Cloud" in project.build("text").read("index.txt")


def test_an_edit_rewrites_the_pages_of_other_services_that_show_it(project):
    project.build("html", fresh_process=True)
    project.write(
        {
            "disk.rst": table_page(
                [DISK[0], ("404", "Common.0001", "Denied today.", "No disk right.", "Ask us.")]
            )
        }
    )
    again = project.build("html", fresh_process=True)
    assert "Denied today." in again.read("vpc/codes/Common.0001.html")
    project.write({"vpc/more.rst": table_page([("409", "VPC.0909", "In use.", "Used.", "Free it.")])})
    again = project.rebuild()
    assert "vpc/codes/VPC.0909.html" in again.ours()
    project.configure('extensions = ["ecs_errors_ext"]\necs_errors_sources = {"disk": ["disk"]}\n')
    gone = project.build("html", fresh_process=True)
    assert not (gone.out / "vpc/codes").exists()
    assert (gone.out / "vpc/errors.html").is_file()


@pytest.mark.parametrize(
    ("value", "patterns", "fault"),
    [
        (["a", "a", "b"], {"": ("a", "b")}, ""),
        ([], {}, ""),
        ({"x": "a", "y": ["b*", "c"]}, {"x": ("a",), "y": ("b*", "c")}, ""),
        ({"codes": ["a"], "y": ["b"]}, {"y": ("b",)}, "none of codes, families"),
        ({"../x": ["a"]}, {}, "letters, digits"),
        ({5: ["a"]}, {}, "a name is a text"),
        ({"x" * 300: ["a"], "y": ["b"]}, {"y": ("b",)}, "too long for a folder"),
        ({"CON": ["a"], "vpc": ["b"]}, {"vpc": ("b",)}, "keeps for a device"),
        ({"x": ["a"], "X": ["b"]}, {"x": ("a",)}, "letter case"),
        ({"x": ["a"], "y": ["a"]}, {"x": ("a",)}, "can belong to one only"),
        ({"x": []}, {}, "must give the catalog 'x'"),
        ({"x": 5}, {}, "must give the catalog 'x'"),
        ("a", {}, "must be a list"),
    ],
)
def test_sources_of_every_form(value, patterns, fault):
    sources, faults = read_sources(value)
    assert sources == Sources(patterns)
    assert [fault in each for each in faults] == ([True] if fault else [])


def test_a_document_belongs_to_one_catalog():
    sources = Sources({"all": ("*/errors", "new"), "vpc": ("vpc/*",), "own": ("ecs/errors",)})
    found = {"vpc/errors", "vpc/intro", "ecs/errors", "dns/errors"}
    assert sources.documents("all", found) == ("dns/errors", "vpc/errors", "new")
    assert sources.documents("vpc", found) == ("vpc/intro",)
    assert sources.documents("own", found) == ("ecs/errors",)
    assert sources.catalog_of("other") is None


def test_a_glob_that_matches_nothing_is_reported(make_project):
    project = make_project({"index.rst": "Index\n=====\n"}, 'ecs_errors_sources = {"vpc": ["none/*"]}\n')
    assert "no document matches 'none/*', so the catalog 'vpc' is empty" in "\n".join(
        project.build().warnings
    )
