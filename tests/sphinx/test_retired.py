"""A catalog that has no table any more: what it published stays, or leads on to the one that has its codes now."""

from __future__ import annotations

import json
import re
import shlex

import pytest

from ecs_errors_ext.cli import main
from ecs_errors_ext.source import open_sources
from tests.support.html import broken_links, page, text
from tests.support.tables import table_page

DISK = [
    ("400", "Disk.0001", "Disk full.", "The disk is full.", "Delete files."),
    ("404", "Disk.0002", "No such disk.", "It was deleted.", "Look."),
    ("404", "Common.1", "No such disk.", "", "Look."),
]
VPC = [
    ("403", "VPC.0101", "Denied.", "No right.", "Ask."),
    ("403", "Common.1", "Denied.", "No right.", "Ask."),
]
INDEX = "Index\n=====\n\n.. err:overview::\n\n:err:code:`VPC.0101`{}\n\n.. toctree::\n   :glob:\n\n   *\n"
CONF = """
html_theme = "furo"
ecs_errors_sources = {sources!r}
ecs_errors_search = True
ecs_errors_ledger = "published.json"
"""


@pytest.fixture
def project(make_project, monkeypatch):
    """Two services, on record since the first day of the year."""
    files = {"index.rst": INDEX.format(""), "disk.rst": table_page(DISK), "vpc.rst": table_page(VPC)}
    project = make_project(files, CONF.format(sources={"disk": ["disk"], "vpc": ["vpc"]}))
    monkeypatch.chdir(project.root)
    ledger("--date", "2026-01-01", "--source", "disk=source/disk.rst", "--source", "vpc=source/vpc.rst")
    return project


@pytest.fixture
def vpc_alone(make_project, monkeypatch):
    """The only service of a project, without a name, on record since then too."""
    files = {"index.rst": INDEX.format(""), "vpc.rst": table_page(VPC)}
    project = make_project(files, CONF.format(sources=["vpc"]))
    monkeypatch.chdir(project.root)
    ledger("--date", "2026-01-01")
    return project


def configure(project, sources):
    conf = project.conf
    project.configure(re.sub("(?m)^ecs_errors_sources = .*", f"ecs_errors_sources = {sources!r}", conf))


def ledger(*options):
    assert main(["ledger", *options]) == 0


def build(project):
    return project.build("html", "-W", fresh_process=True)


def pages(built):
    """Addresses that other people may hold."""
    return {name for name in built.files() if name.endswith((".html", ".json"))} - {"disk.html"}


def test_a_retired_service_keeps_all_its_pages(project):
    before = pages(build(project))
    (project.source / "disk.rst").unlink()
    configure(project, {"vpc": ["vpc"]})
    refused = project.build("html", fails=True, fresh_process=True)
    assert refused.status == 2
    assert "disk/codes/Common.1 and 2 more pages of codes were published" in refused.errors
    command = refused.errors.partition("run `")[2].partition("`")[0]
    assert command == "python -m ecs_errors_ext ledger --retire disk"
    assert main([*shlex.split(command)[3:], "--date", "2026-02-01"]) == 0
    project.write(
        {"index.rst": INDEX.format(" :err:code:`disk:Disk.0001` :err:code:`Disk.0002` :err:code:`Common.1`")}
    )
    built = project.rebuild("-W")
    assert before - pages(built) == set()
    assert broken_links(built.out) == []
    gone = page(built.out / "disk/codes/Disk.0001.html").article
    assert "Disk.0001 is no longer in the table (since 2026-02-01). This is what it said last." in text(gone)
    index = page(built.out / "disk/codes/index.html").article
    assert "no longer documented (since 2026-02-01)" in text(index)
    assert [text(a) for a in index.select("#removed + p a")] == ["Common.1", "Disk.0001", "Disk.0002"]
    assert page(built.out / "disk/status/index.html").article.a["href"].endswith("/disk/codes/index.html")
    assert "No code answers with 404 any more" in text(page(built.out / "disk/status/404.html").article)
    overview = page(built.out / "catalogs.html")
    assert [text(a) for a in overview.select("#retired + ul a")] == ["disk"]
    assert [one["value"] for one in overview.select("[data-error-service] option")] == ["*", "vpc", "disk"]
    hrefs = [a["href"] for a in page(built.out / "index.html").select("section p a.reference")]
    assert hrefs == [
        "vpc/codes/VPC.0101.html", "disk/codes/Disk.0001.html", "disk/codes/Disk.0002.html", "vpc/codes/Common.1.html",
    ]  # fmt: skip
    assert "NOTICE: " in built.output
    assert len(json.loads(built.read("disk/errors.json"))["removed"]) == 3
    # the search and the command line know them still
    assert (built.out / "_static/errors-index-disk.js").is_file()
    assert 'data-catalogs="vpc disk"' in built.read("404.html")
    services = {source.catalog.name: source.catalog for source in open_sources(built.out)}
    assert list(services["disk"].removed_by_code) == ["Common.1", "Disk.0001", "Disk.0002"]
    assert main(["explain", "--source", str(built.out), "disk:Disk.0001"]) == 0


def test_a_renamed_service_leads_on_to_its_new_name(project):
    before = pages(build(project))
    configure(project, {"evs": ["disk"], "vpc": ["vpc"]})
    ledger("--retire", "disk", "--to", "evs", "--date", "2026-02-01")
    built = project.rebuild("-W")
    assert "NOTICE" not in built.output, "its codes have the record that they had"
    assert before - pages(built) == set()
    assert broken_links(built.out) == []
    for name in (
        "codes/Disk.0001",
        "codes/index",
        "status/404",
        "status/index",
        "families/Disk",
        "messages/no-such-disk",
        "changes",
    ):
        moved = page(built.out / f"disk/{name}.html")
        target = moved.article.a["href"]
        assert (built.out / f"disk/{name}.html").parent.joinpath(
            target
        ).resolve() == built.out / f"evs/{name}.html"
        assert moved.select_one("meta[http-equiv=refresh]")["content"] == f"0; url={target}"
    assert json.loads(built.read("disk/codes/Disk.0001.json"))["removed"] == "2026-02-01"
    assert 'data-catalogs="evs vpc"' in built.read("404.html")
    assert [each["catalog"] for each in json.loads(built.read("catalogs.json"))["catalogs"]] == ["evs", "vpc"]


def test_the_only_service_gets_a_name(vpc_alone):
    project = vpc_alone
    before = pages(build(project))
    configure(project, {"vpc": ["vpc"]})
    ledger("--retire", "", "--to", "vpc", "--date", "2026-02-01")
    built = project.rebuild("-W")
    assert before - pages(built) == set()
    assert broken_links(built.out) == []
    assert (
        page(built.out / "index.html").select_one("section p a.reference")["href"]
        == "vpc/codes/VPC.0101.html"
    )
    assert page(built.out / "codes/VPC.0101.html").article.a["href"] == "../vpc/codes/VPC.0101.html"


def test_a_service_that_comes_back_is_as_before(project):
    before = build(project).ours()
    conf = project.conf
    configure(project, {"vpc": ["vpc"]})
    ledger("--retire", "disk", "--date", "2026-02-01")
    build(project)
    project.configure(conf)
    built = build(project)
    assert (
        "in the table again, although published.json calls them removed: disk/codes/Disk.0001" in built.output
    )
    ledger("--date", "2026-03-01", "--source", "disk=source/disk.rst", "--source", "vpc=source/vpc.rst")
    assert build(project).ours() == before


def test_a_project_without_any_table_keeps_its_pages(vpc_alone):
    project = vpc_alone
    before = pages(build(project))
    configure(project, [])
    ledger("--retire", "", "--date", "2026-02-01")
    built = project.rebuild("-W")
    assert before - pages(built) == set()
    assert broken_links(built.out) == []
    assert "VPC.0101 is no longer in the table" in text(page(built.out / "codes/VPC.0101.html").article)
