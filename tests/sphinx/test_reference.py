"""What the reference says of addresses, marks, the inventory and templates, held against a site that is built."""

from __future__ import annotations

import re

import pytest
from sphinx.util.inventory import InventoryFile

from ecs_errors_ext.cli import main
from tests.support.html import page
from tests.support.project import ROOT, Project
from tests.support.tables import table_page

PAGE, TEMPLATES = (
    (ROOT / f"source/guide/{name}.md").read_text("utf-8") for name in ("reference", "templates")
)
ROWS = [
    ("400", "Tea.0001", "The pot is empty.", "No tea.", "Boil water."),
    ("404", "Tea.0002", "The pot is empty.", "No cup.", "Wash one."),
]
OVERRIDDEN = re.search(r"^:caption: (\S+)\n\n(.*?)^```$", TEMPLATES, re.MULTILINE | re.DOTALL)
PLAIN = """\
project = "Tea"
version = copyright = "1"
html_baseurl = "https://errors.example.org/"
"""
OURS = """\
extensions = ["ecs_errors_ext"]
templates_path = ["source/_templates"]
exclude_patterns = ["_templates"]
ecs_errors_sources = {"": ["table"], "vpc": ["vpc"]}
ecs_errors_ledger = "published.json"
ecs_errors_search = True
"""
STANDS_FOR = {
    "Ecs.0013": r"(?:Tea|VPC)\.\d{4}", "Ecs": "(?:Tea|VPC)", "400": r"\d\d\d", "4xx": r"\dxx",
    "the-ecs-does-not-exist": r"[a-z-]+",
}  # fmt: skip
"""Example in the table of addresses → what may stand there."""


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    project = Project(tmp_path_factory.mktemp("tea"))
    vpc = [("500", "VPC.0101", "Not found.", "No VPC.", "Look.")]
    index = "Index\n=====\n\n.. toctree::\n\n   table\n   vpc\n"
    project.write({"index.rst": index, "table.rst": table_page(ROWS), "vpc.rst": table_page(vpc)})
    project.write({OVERRIDDEN[1]: OVERRIDDEN[2], "table.vocabulary": "[users]\nkettle => pot\n"})
    return project


@pytest.fixture(scope="module")
def before(project):
    project.configure(PLAIN + 'exclude_patterns = ["_templates"]\n')
    return project.build("html", "-W", out="before", fresh_process=True)


@pytest.fixture(scope="module")
def site(project, before):  # noqa: ARG001 - that is built first
    project.configure(PLAIN + OURS)
    sources = [
        f"--source={name}={project.source / file}" for name, file in (("", "table.rst"), ("vpc", "vpc.rst"))
    ]
    assert main(["ledger", "--ledger", str(project.root / "published.json"), *sources]) == 0
    return project.build("html", "-W", fresh_process=True)


def addresses():
    """The addresses of the table, as patterns."""
    section = PAGE.split("\n## Addresses\n")[1].split("\n\nUnder the builder")[0]
    rows = re.findall(r"^\| [^|]* \| (.*) \|$", section, re.MULTILINE)
    for example in re.findall(r"`([^`]+\.[^`]+)`", "".join(rows)):
        folder, _, file = example.rpartition("/")
        name, dot, suffix = file.rpartition(".")
        meant = STANDS_FOR.get(name, re.escape(name)) if folder else re.escape(name)
        pattern = re.escape(folder) + "/" * bool(folder) + meant + re.escape(dot + suffix)
        yield re.compile(rf"(?:vpc/)?{pattern}")


def test_every_address_is_documented_and_there(site, before):
    new = {name for name in site.files() if name not in before.files() and not name.startswith("_static/")}
    assert len(new) > 30
    patterns = list(addresses())
    assert [name for name in sorted(new) if not any(one.fullmatch(name) for one in patterns)] == []
    there = {*new, "search.html"}
    assert [one.pattern for one in patterns if not any(map(one.fullmatch, there))] == []


def test_the_types_of_the_inventory_are_the_documented_ones(site):
    with (site.out / "objects.inv").open("rb") as stream:
        inventory = InventoryFile.load(stream, "", lambda _base, uri: uri)
    ours = {kind: names for kind, names in inventory.items() if kind.startswith("err:")}
    assert ours.keys() == {"err:code", "err:status"}
    assert {"400", "4xx", "vpc:500"} <= set(ours["err:status"])
    assert {"Tea.0001", "vpc:VPC.0101"} == set(ours["err:code"]) - {"Tea.0002"}


def test_the_documented_template_adds_to_every_page_of_a_code(site):
    for name in ("codes/Tea.0001.html", "vpc/codes/VPC.0101.html"):
        article = page(site.out / name).select_one("article[data-error-page=code]")
        added = article.find_all("p")[-1]
        assert added.a["href"].endswith(f"?title={article['data-error-code']}")
        assert article.h1
