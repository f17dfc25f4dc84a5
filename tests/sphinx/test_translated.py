"""A table that the project translates, as Sphinx translates documents, is published as translated."""

from __future__ import annotations

import json
from http import HTTPStatus

import jsonschema
import pytest

from ecs_errors_ext.model import Role
from ecs_errors_ext.search.index import build_index
from ecs_errors_ext.search.match import find
from ecs_errors_ext.source import catalog_from_json
from tests.support.html import broken_links, page, text
from tests.support.translated import TABLE, translated_project


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    return translated_project(tmp_path_factory.mktemp("translated"))


@pytest.fixture(scope="module")
def build(project):
    return project.build("html", "-W", fresh_process=True)


def test_pages_show_the_translation_under_the_code_as_it_is(build):
    shown = page(build.out / "codes/Ab.0001.html")
    assert text(shown.select_one(".err-message")) == "Die Platte %s ist weg."
    facts = {text(term): text(term.find_next_sibling("dd")) for term in shown.select(".err-facts dt")}
    assert facts["Bedeutung"] == "Siehe Index jetzt."
    assert facts["Was zu tun ist"] == "Wait.", "what is not translated stays as it is"
    assert facts["Modul"] == "Speicher"
    assert text(shown.select_one("h1")) == "Ab.0001"
    assert text(shown.select_one(".err-head .err-chip")) == f"404 {HTTPStatus(404).phrase}"
    assert shown.select_one('dd a[href="../index.html"]')
    assert "Die Platte" in build.read("index.html")
    assert "Zz.9999" in build.read("table.html"), "the document itself is the project's own matter"
    assert broken_links(build.out) == []


def test_the_export_has_both(build):
    data = json.loads(build.read("errors.json"))
    jsonschema.validate(data, json.loads(build.read("errors.schema.json")))
    first, second = (code["entries"][0] for code in data["codes"])
    assert first["message"] == "Die Platte %s ist weg."
    assert first["original"] == {"message": "Disk %s is gone.", "description": "See index now."}
    assert first["statuses"] == [404]
    assert "original" not in second
    (code, _) = catalog_from_json(data).catalog.codes
    assert dict(code.entries[0].original)[Role.MESSAGE] == "Disk %s is gone."


@pytest.mark.parametrize(
    ("asked", "values"),
    [
        ("Disk d-1 is gone.", [["%s", "d-1"]]),
        ("Die Platte d-1 ist weg.", [["%s", "d-1"]]),
        ('{"code": "Ab.0001", "message": "Disk d-1 is gone."}', [["%s", "d-1"]]),
    ],
)
def test_the_search_finds_both(build, asked, values):
    catalog = catalog_from_json(json.loads(build.read("errors.json"))).catalog
    answer = find(build_index(catalog), asked)
    assert [match["code"] for match in answer["matches"]] == ["Ab.0001"]
    assert answer["matches"][0]["values"] == values
    assert not answer["matches"][0].get("differs")


@pytest.mark.usefixtures("build")
def test_an_incremental_build_in_two_processes_equals_a_clean_one(project):
    source = TABLE.replace("No network.", "No network at all.")
    project.write({"table.rst": source})
    again = project.build("html", "-j", "2", fresh_process=True)
    clean = project.build("html", "-E", out="clean", fresh_process=True)
    assert again.read("codes/Ab.0001.html") == clean.read("codes/Ab.0001.html")
    assert again.read("errors.json") == clean.read("errors.json")
    assert "No network at all." in again.read("codes/Ab.0002.html")
