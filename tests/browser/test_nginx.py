"""The configuration of nginx, as nginx reads it: compression, caches, types, the policy, and the page for what is not there."""

from __future__ import annotations

import gzip
import json
import re
import urllib.error
import urllib.request

import pytest

from tests.support.nginx import CONFIGURATION

IMMUTABLE = "public, max-age=31536000, immutable"


@pytest.fixture
def server(nginx, site):
    """The site behind nginx."""
    return nginx(site)


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


def get(server, path, **headers):
    """The status, headers and body of an answer, whatever the status is."""
    request = urllib.request.Request(
        server.url + path, headers={name.replace("_", "-"): value for name, value in headers.items()}
    )
    try:
        with urllib.request.build_opener(_Stay).open(request) as answer:
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as answer:
        with answer:
            return answer.code, answer.headers, answer.read()


def asset(site):
    """A script with its checksum, as a page asks for it."""
    return re.search(r'src="(_static/errors-page\.js\?v=\w+)"', (site / "index.html").read_text("utf-8"))[1]


def test_answers_are_compressed(server, site):
    for path in ("errors.json", "index.html", "errors.csv", "errors.md", asset(site), "objects.inv"):
        status, headers, body = get(server, path, Accept_Encoding="gzip")
        assert status == 200
        assert (headers["Content-Encoding"] == "gzip") == (path != "objects.inv"), path
        if headers["Content-Encoding"]:
            assert headers["Vary"] == "Accept-Encoding"
            assert gzip.decompress(body) == (site / path.partition("?")[0]).read_bytes()


def test_what_has_a_checksum_is_kept_for_good_and_all_else_asked_for_again(server, site):
    assert get(server, asset(site))[1]["Cache-Control"] == IMMUTABLE
    for path in ("", "codes/Ecs.0013.html", "errors.json", "_static/errors-index.js", "index.html?v=0abc"):
        status, headers, _ = get(server, path)
        assert (status, headers["Cache-Control"]) == (200, "no-cache"), path
        again = get(server, path, If_None_Match=headers["ETag"])
        assert (again[0], again[2]) == (304, b"")
    assert get(server, "_static/gone.js?v=0abc")[1]["Cache-Control"] is None


def test_files_have_their_types_and_the_encoding(server):
    for path, kind in {
        "errors.csv": "text/csv", "errors.md": "text/markdown", "llms.txt": "text/plain",
        "errors.json": "application/json", "codes/Ecs.0013.html": "text/html",
    }.items():  # fmt: skip
        assert get(server, path)[1]["Content-Type"] == f"{kind}; charset=utf-8"


def test_every_answer_has_the_headers_that_protect(server):
    for path in ("", "codes/Ecs.0013.html", "errors.csv", "nowhere.html"):
        headers = get(server, path)[1]
        assert headers["Content-Security-Policy"].startswith("default-src 'none'; script-src 'self' 'sha256-")
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "same-origin"
        assert "/" not in headers["Server"]


def test_folders_lead_to_their_index_and_what_sphinx_keeps_is_not_served(server, site):
    status, headers, _ = get(server, "codes")
    assert (status, headers["Location"]) == (301, "/codes/")
    assert get(server, "codes/")[2] == (site / "codes/index.html").read_bytes()
    assert (site / ".buildinfo").is_file()
    assert get(server, ".buildinfo")[0] == 404


def test_an_address_that_is_not_there_gets_the_page_for_it_and_arrives(server, answers, site):
    status, _, body = get(server, "codes/ecs0013")
    assert (status, body) == (404, (site / "404.html").read_bytes())
    answers.browser.open(f"{server.url}codes/ecs0013")
    answers.until("return location.pathname === '/codes/Ecs.0013.html'")


def test_the_search_works_behind_it(server, answers):
    assert answers.ask(server.url, "ecs 13")[0] == ("Ecs.0013", "code")
    answers.browser.open(f"{server.url}codes/Ecs.0001.html")
    answers.paste("input[data-error-search]", json.dumps({"code": "Ecs.0114"}))
    assert answers.done()[0] == ("Ecs.0114", "code")
    assert [line for line in answers.browser.console() if "favicon" not in line] == []


def test_the_configuration_names_no_place_but_the_two_that_are_to_be_changed():
    text = CONFIGURATION.read_text("utf-8")
    assert re.findall(r"^\s*(?:root|server_name|include)\s+(\S+);", text, re.MULTILINE) == [
        "errors.example.org",
        "/srv/www/ecs-errors",
    ]
