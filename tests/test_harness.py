"""The fixtures keep what they promise, so that the tests on top of them prove something."""

from __future__ import annotations

import subprocess
import sys
import urllib.request
from typing import TYPE_CHECKING

import pytest

from tests.support.project import ROOT, Project

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.support.browser import Browser
    from tests.support.server import Server

PAGE = """<!doctype html><html lang="en"><title>T</title><body data-theme="auto"><main><h1>Page</h1>
<img src="missing.png"><p style="width: 1000px">wide</p></main>"""
SKIPS = """
import pytest
@pytest.mark.browser
@pytest.mark.skipif(True, reason="no such tool")
def test_browser(): ...
@pytest.mark.skip(reason="not today")
def test_other(): ...
"""


@pytest.mark.parametrize(("required", "outcome"), [("", "2 skipped"), ("browser", "1 skipped, 1 error")])
def test_a_required_tool_may_not_be_skipped(required: str, outcome: str, tmp_path: Path) -> None:
    (tmp_path / "test_skips.py").write_text(SKIPS, "utf-8")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "tests.conftest"]
    command += ["-c", str(ROOT / "pyproject.toml"), f"--rootdir={tmp_path}", str(tmp_path)]
    environment = {"ECS_ERRORS_REQUIRE": required, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert outcome in done.stdout.splitlines()[-1]
    assert "no such tool" in done.stdout


@pytest.mark.parametrize("fresh_process", [False, True])
def test_a_project_builds_and_tells_its_warnings(*, fresh_process: bool, tmp_path: Path) -> None:
    project = Project(tmp_path)
    project.configure("project = 'Test'\n")
    project.write({"index.rst": "Title\n=====\n\n:ref:`nowhere`\n"})
    build = project.build("html", "-n", fresh_process=fresh_process)
    assert [warning.partition(" ")[0] for warning in build.warnings] == ["index.rst:4:"]
    assert "Title" in build.read("index.html")
    assert "build succeeded" in build.output
    assert project.build("html", "-n", "-W", "-E", fails=True, fresh_process=fresh_process).status == 1


def test_a_server_logs_its_requests(serve: Callable[[Path], Server], tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("here", "utf-8")
    server = serve(tmp_path)
    with urllib.request.urlopen(f"{server.url}a.txt?q=1") as answer:
        assert answer.read() == b"here"
    assert server.requests == ["/a.txt?q=1"]


def test_a_browser_shows_a_page(browser: Browser, axe: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(PAGE, "utf-8")
    browser.open(page)
    assert browser.overflow() == 0
    browser.viewport(390)
    assert browser.run("return innerWidth") == 390
    assert browser.overflow() > 600
    dark = "return matchMedia('(prefers-color-scheme: dark)').matches"
    assert not browser.run(dark)
    browser.media("dark", print_=True)
    assert browser.run(dark)
    assert browser.run("return matchMedia('print').matches")
    browser.theme("dark")
    browser.open(page)
    assert browser.run("return localStorage.theme") == "dark"
    assert [finding.partition(":")[0] for finding in browser.violations(axe)] == ["image-alt"]
    assert page.as_uri() in browser.requests()
    assert any("missing.png" in line for line in browser.console())


def test_a_reset_browser_forgets(browser: Browser, serve: Callable[[Path], Server], tmp_path: Path) -> None:
    for _ in range(2):
        page = tmp_path / "page.html"
        page.write_text(PAGE, "utf-8")
        for address in (page, f"{serve(tmp_path).url}page.html"):
            browser.open(address)
            assert browser.run("return [innerWidth, localStorage.theme ?? null]") == [1280, None]
            browser.theme("dark")
            browser.viewport(390)
            browser.reset()
            assert browser.requests() == browser.console() == []
