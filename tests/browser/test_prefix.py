"""A site that is not at the root of its host, but under a path with a version: every address it says is its own."""

from __future__ import annotations

import json
import re
from urllib.parse import unquote, urljoin, urlsplit
from xml.etree import ElementTree as ET

import pytest

from tests.support.html import broken_links, page
from tests.support.project import Project
from tests.support.tables import table_page

HOST = "https://example.org"
PATH = "/docs/ecs/en/1.4/"
BASES = {"html": f"{HOST}{PATH}", "dirhtml": f"{HOST}{PATH}".rstrip("/")}
"""With and without the slash, which people forget."""
ROWS = [
    ("400", "Ab.0001", "Disk full.", "The disk is full.", "Delete files."),
    ("404", "Ab.0002", "Quota of disks reached.", "", "Ask for more."),
    ("404", "Ab.0003", "Quota of disks reached.", "", "Ask for less."),
]
CONF = """\
project = "Test"
extensions = ["ecs_errors_ext"]
html_theme = "furo"
ecs_errors_sources = ["api/table"]
ecs_errors_search = True
ecs_errors_ledger = "published.json"
"""
INDEX = "Index\n=====\n\n.. err:overview::\n\n.. toctree::\n\n   api/table\n"


@pytest.fixture(scope="module")
def outs(once):
    """The outputs of both builders, of a table that has lost a code and reworded a message."""

    def make(folder):
        project = Project(folder)
        project.configure(CONF)
        reworded = [(*ROWS[0][:2], "The disk is full.", *ROWS[0][3:]), ROWS[1]]
        for rows, day in ((ROWS, "2026-01-01"), (reworded, "2026-02-01")):
            project.write({"index.rst": INDEX, "api/table.rst": table_page(rows)})
            project.record(day, document="api/table.rst")
        for builder, base in BASES.items():
            project.build(builder, "-W", "-D", f"html_baseurl={base}", fresh_process=True)

    return once("prefixed", make) / "_build"


@pytest.fixture(params=list(BASES))
def builder(request):
    return request.param


def lead_nowhere(out, addresses):
    """Those of *addresses* that are not of a file of the site, under its path."""

    def file(address):
        path = unquote(urlsplit(urljoin(HOST + PATH, address)).path)
        found = out / path.removeprefix(PATH)
        return found / "index.html" if path.endswith("/") else found

    inside = [address for address in addresses if urljoin(HOST + PATH, address).startswith(HOST + PATH)]
    return sorted({*addresses} - {address for address in inside if file(address).is_file()})


def test_links_are_relative_and_lead_to_pages(outs, builder):
    out = outs / builder
    assert [line for line in broken_links(out) if not line.startswith("404.html")] == []


def test_every_page_says_its_own_address(outs, builder):
    out = outs / builder
    for path in out.rglob("*.html"):
        html = page(path)
        said = [tag["href"] for tag in html.select("link[rel=canonical]")]
        said += [tag["content"] for tag in html.select("meta[property='og:url']")]
        assert lead_nowhere(out, said) == [], path
        if html.select("article[data-error-page=code]"):
            name = path.relative_to(out).as_posix().removesuffix("index.html")
            assert said == [f"{HOST}{PATH}{name}"] * 2


def test_the_page_for_what_is_not_there_begins_with_the_path(outs, builder):
    html = page(outs / builder / "404.html")
    links = [str(tag.get("href") or tag.get("src")) for tag in html.select("[href], [src]")]
    own = [link for link in links if not link.startswith(("#", "http"))]
    assert own
    assert all(link.startswith(PATH) for link in own)
    assert lead_nowhere(outs / builder, own) == []


def test_feed_and_lists_name_pages_under_the_path(outs, builder):
    out = outs / builder
    feed = ET.parse(out / "changes.atom").getroot()  # noqa: S314 - of our own making
    said = [str(tag.get("href")) for tag in feed.iter() if tag.get("href")]
    said += re.findall(r"\((http[^)]+)\)", (out / "llms.txt").read_text("utf-8"))
    assert any("changes" in address for address in said)
    assert any("Ab.0001" in address for address in said)
    assert any("Ab.0003" in address for address in said), "the removed code is in the feed"
    assert all(address.startswith(HOST + PATH) for address in said)
    assert lead_nowhere(out, said) == []
    data = json.loads((out / "errors.json").read_text("utf-8"))
    assert lead_nowhere(out, [code["url"] for code in data["codes"]]) == []


def test_search_and_misspelt_addresses_arrive(outs, builder, answers, serve):
    server = serve(outs / builder, PATH)
    suffix = ".html" if builder == "html" else "/"
    browser = answers.browser
    browser.open(f"{server.url}search{suffix}#q=quota of disks reached")
    assert [code for code, _ in answers.done()] == ["Ab.0002", "Ab.0003"]
    browser.find("[data-error-results] a[data-error-code]")[0].click()
    answers.until(f"return location.pathname === '{PATH}codes/Ab.0002{suffix}'")
    browser.open(f"{server.url}codes/ab0001")
    answers.until(f"return location.pathname === '{PATH}codes/Ab.0001{suffix}'")
    assert all(request.startswith((PATH, "/favicon.ico")) for request in server.requests)


def test_nginx_sends_the_page_for_what_is_not_there_under_the_path(outs, builder, answers, nginx):
    server = nginx(outs / builder, PATH)
    suffix = ".html" if builder == "html" else "/"
    answers.browser.open(f"{server.url}codes/AB-0002")
    answers.until(f"return location.pathname === '{PATH}codes/Ab.0002{suffix}'")
    assert [line for line in answers.browser.console() if " 404 " not in line] == []
