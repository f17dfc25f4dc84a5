"""The Content-Security-Policy: no inline script but the theme's own by its hash, and everything works."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from tests.support.nginx import CONFIGURATION
from tests.support.project import ROOT

TOOL = str(ROOT / "tools" / "csp.py")
PAGES = [
    "index", "codes/index", "codes/Ecs.0013", "families/index", "families/Ecs", "status/index", "status/400",
    "status/4xx", "messages/index", "messages/the-ecs-does-not-exist", "changes", "find", "404", "search", "genindex",
    "error_codes", "runbooks/quota", "guide/reference",
]  # fmt: skip


def run(*arguments):
    return subprocess.run(
        [sys.executable, TOOL, *map(str, arguments)], capture_output=True, text=True, check=False
    )


@pytest.fixture(scope="module")
def policy(site):
    """The policy of the site."""
    done = run(site)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_the_configuration_of_nginx_has_the_policy_of_the_site(policy):
    given = re.search(r'Content-Security-Policy "([^"]*)"', CONFIGURATION.read_text("utf-8"))[1]
    assert given == policy, "python tools/csp.py --write deploy/nginx.conf"


def test_no_script_may_be_inline_but_one_of_the_theme(policy):
    sources = dict(part.split(" ", 1) for part in policy.split("; "))
    assert re.fullmatch(r"'self' 'sha256-[\w+/]+='", sources["script-src"])
    assert "unsafe-eval" not in policy


def test_every_kind_of_page_works_under_it(answers, site, serve, policy):
    browser, server = answers.browser, serve(site)
    server.headers["Content-Security-Policy"] = policy
    for name in PAGES:
        browser.open(f"{server.url}{name}.html")
        assert browser.run("return document.body.dataset.theme") == "auto", "the theme's script has run"
        assert browser.run("return document.documentElement.classList.contains('err-js')")
        assert [line for line in browser.console() if "favicon" not in line] == [], name


def test_the_search_works_under_it(answers, site, serve, policy):
    server = serve(site)
    server.headers["Content-Security-Policy"] = policy
    answers.browser.open(f"{server.url}index.html")
    answers.paste("textarea", '{"error_code": "Ecs.0114"}')
    assert answers.done() == [("Ecs.0114", "code")]
    answers.ask(server.url, "correspond")
    answers.until("return document.querySelector('#search-results li a') !== null")
    assert [line for line in answers.browser.console() if "favicon" not in line] == []


def test_a_script_that_the_policy_does_not_know_stays_still(browser, site, serve, policy):
    server = serve(site)
    server.headers["Content-Security-Policy"] = re.sub(r" 'sha256-[^']*'", "", policy)
    browser.open(f"{server.url}index.html")
    assert browser.run("return document.body.dataset.theme") is None
    assert any("Content Security Policy" in line for line in browser.console())


def test_a_script_without_a_hash_is_refused_by_name(tmp_path):
    (tmp_path / "a.html").write_text('<p>x</p>\n<a href=" javascript:x()" onclick="y()">z</a>', "utf-8")
    done = run(tmp_path)
    assert done.returncode == 1
    assert [line.partition(": ")[0] for line in done.stderr.splitlines()] == [f"{tmp_path}/a.html:2"] * 2
    assert run(tmp_path / "nothing").returncode == 1


def test_scripts_are_hashed_as_a_browser_reads_them_and_data_is_not(tmp_path):
    page = tmp_path / "a.html"
    page.write_bytes(
        b'<script>if (1 < 2 && "&amp;")\r\n{}</script><script type="application/json">{}</script>'
    )
    first = run(tmp_path).stdout
    assert first.count("sha256-") == 1
    page.write_bytes(page.read_bytes().replace(b"\r\n", b"\n"))
    assert run(tmp_path).stdout == first


def test_a_configuration_without_the_header_is_left_as_it_is(site, tmp_path):
    conf = tmp_path / "nginx.conf"
    conf.write_text("server {}\n", "utf-8")
    done = run(site, "--write", conf)
    assert (done.returncode, conf.read_text("utf-8")) == (1, "server {}\n")
    assert "Content-Security-Policy" in done.stderr
