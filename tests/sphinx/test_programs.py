"""The examples for programs, run against the site behind a web server."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest
import yaml

from tests.support.project import ROOT
from tests.support.search import table_catalog
from tests.support.server import Server

PAGE = (ROOT / "source/guide/programs.md").read_text("utf-8")
SITE = "https://errors.example.org/"
FILES = dict(re.findall(r"^:caption: (\S+)\n\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL))
TYPED = [
    (command, shown)
    for body in re.findall(r"^```console\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    for command, shown in re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", body, re.MULTILINE)
]


@pytest.fixture
def server(site):
    server = Server(site)
    yield server
    server.close()


def type_in(command, folder, server):
    """What *command* prints, the server standing for the site of the page."""
    done = subprocess.run(
        ["sh", "-c", command.replace(SITE, server.url).replace("python ", f"{sys.executable} ")],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    return (done.stdout + done.stderr).replace(server.url, SITE)


@pytest.mark.parametrize(("command", "shown"), [pair for pair in TYPED if "| jq " in pair[0]])
def test_curl_and_jq_print_what_the_page_shows(command, shown, jq, server, tmp_path):
    assert jq
    assert type_in(command, tmp_path, server) == shown


@pytest.mark.parametrize(("command", "shown"), [pair for pair in TYPED if "| jq " not in pair[0]])
def test_python_prints_what_the_page_shows(command, shown, server, tmp_path):
    (tmp_path / "explain.py").write_text(FILES["explain.py"].replace(SITE, server.url), "utf-8")
    assert type_in(command, tmp_path, server) == shown


def test_an_alert_of_prometheus_links_to_pages_that_are_published(site):
    (rule,) = yaml.safe_load(FILES["ecs-errors.rules.yml"])["groups"][0]["rules"]
    (label,) = re.search(r"by \((\w+)\)", rule["expr"]).groups()
    assert {"alert", "expr", "annotations"} == rule.keys()
    for code in table_catalog().codes:
        url = rule["annotations"]["runbook_url"].replace(f"{{{{ $labels.{label} }}}}", code.code)
        assert (site / url.removeprefix(SITE)).is_file()


def test_a_derived_field_of_grafana_links_to_pages_that_are_published(site):
    (source,) = yaml.safe_load(FILES["provisioning/datasources/loki.yml"])["datasources"]
    (field,) = source["jsonData"]["derivedFields"]
    for code in table_catalog().codes:
        found = re.search(field["matcherRegex"], f'ERROR {{"code":"{code.code}"}}')
        url = field["url"].replace("$${__value.raw}", found[1])
        assert (site / url.removeprefix(SITE)).is_file()
