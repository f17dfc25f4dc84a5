"""What a chat or a search engine learns of a page: its tags, and the sitemap."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from xml.etree import ElementTree as ET

import pytest

from tests.support.html import page
from tests.support.project import ROOT
from tests.support.tables import HEADER, grid_table

BASE = "https://errors.example.org/ecs/"
CONF = """
ecs_errors_sources = ["index"]
html_theme = "furo"
"""
LONG = "It <b>fails</b> & \"so\" 'on'. " * 30


def tags(html):
    found = {}
    for tag in page(html).select("meta[property], meta[name]"):
        name = tag.get("property") or tag["name"]
        assert name not in found or name == "viewport", name  # docutils and the theme both write that one
        found[name] = tag["content"]
    return found


def canonical(html):
    return [link["href"] for link in page(html).select("link[rel=canonical]")]


def build_site(folder):
    command = [sys.executable, "-m", "sphinx", "-b", "html", "-n", "-W", "--keep-going", "-q", "-c", "."]
    command += ["-d", f"{folder}.doctrees", "source", str(folder)]
    environment = {**os.environ, "ECS_ERRORS_BASEURL": BASE}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="module")
def published(once):
    pytest.importorskip("sphinx_sitemap")
    pytest.importorskip("sphinxext.opengraph")
    return once("published", build_site)


def locations(site):
    root = ET.parse(site / "sitemap.xml").getroot()  # noqa: S314 - of our own making
    return [element.text.removeprefix(BASE) for element in root.iter() if element.tag.endswith("loc")]


def test_every_code_has_the_tags_of_a_preview(published):
    for code in json.loads((published / "errors.json").read_text("utf-8"))["codes"]:
        html = published / code["url"]
        found = tags(html)
        assert found["og:title"].startswith(f"{code['code']}: ")
        assert found["og:description"] == found["description"]
        assert 0 < len(found["description"]) <= 200
        assert found["og:url"] == BASE + code["url"]
        assert (found["og:type"], found["og:site_name"]) == ("website", "ECS error codes")
        assert found["twitter:card"] == "summary"
        assert canonical(html) == [found["og:url"]]


def test_a_description_says_message_status_and_solution(published):
    assert tags(published / "codes/Ecs.0013.html")["og:description"] == (
        "HTTP 400. The current EIP quota limit has been reached. Apply to increase the quota."
        " Insufficient EIP quota. Apply for a higher EIP quota because the EIP quota is insufficient."
    )


def test_sphinx_s_own_pages_have_the_tags_of_the_extension(published):
    for name in ("index", "error_codes", "guide/reference"):
        found = tags(published / f"{name}.html")
        assert found["og:url"] == f"{BASE}{name}.html" == canonical(published / f"{name}.html")[0]
        assert found["og:title"]


def test_the_sitemap_lists_every_page_once(published):
    pages = [path.relative_to(published).as_posix() for path in published.rglob("*.html")]
    pages.remove("404.html")
    assert sorted(locations(published)) == sorted(pages)
    assert len([name for name in pages if name.startswith("codes/")]) == 155 + 1


def test_a_second_build_leaves_our_pages_alone(once):
    pytest.importorskip("sphinx_sitemap")

    def twice(folder):
        build_site(folder)
        stamps = {path: path.stat().st_mtime_ns for path in folder.glob("*/*") if path.is_file()}
        build_site(folder)
        ours = [path for path in stamps if path.parent.name in {"codes", "status", "families", "messages"}]
        assert len(ours) > 300
        assert [path for path in ours if path.stat().st_mtime_ns != stamps[path]] == []

    once("published-twice", twice)


def test_without_an_address_nothing_is_claimed(site):
    for name in ("codes/Ecs.0013.html", "index.html"):
        assert canonical(site / name) == []
        assert "og:url" not in tags(site / name)
    assert not (site / "sitemap.xml").exists()


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_hostile_and_long_texts_stay_in_their_tags(make_project, builder):
    rows = [("400", "Ab.0001", LONG, LONG, LONG), ("500", "Ab.0002", "x", "", "")]
    files = {"index.rst": f"T\n=\n\n{grid_table([HEADER, *rows])}"}
    project = make_project(files, f'{CONF}html_baseurl = "{BASE}"\n')
    build = project.build(builder, "-W", fresh_process=True)
    where = "codes/Ab.0001.html" if builder == "html" else "codes/Ab.0001/"
    html = build.out / (where if builder == "html" else f"{where}index.html")
    found = tags(html)
    assert found["og:title"] == f"Ab.0001: {LONG}".strip()
    assert found["description"].startswith("HTTP 400. It <b>fails</b> & \"so\" 'on'. It")
    assert len(found["description"]) <= 200
    assert canonical(html) == [found["og:url"]] == [BASE + where]


def test_a_changed_address_changes_every_page(make_project):
    files = {"index.rst": f"T\n=\n\n{grid_table([HEADER, ('400', 'Ab.0001', 'x', 'y', 'z')])}"}
    project = make_project(files, CONF)
    project.build("html", fresh_process=True)
    conf = project.conf
    for base in (BASE, "https://new.example.org/"):
        project.configure(f'{conf}\nhtml_baseurl = "{base}"\n')
        build = project.build("html", fresh_process=True)
        assert f'property="og:url" content="{base}codes/Ab.0001.html"' in build.read("codes/Ab.0001.html")
