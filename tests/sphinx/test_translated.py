"""A table that the project translates, as Sphinx translates documents, is published as translated."""

from __future__ import annotations

import json
from http import HTTPStatus

import jsonschema
import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po

from ecs_errors_ext.model import Role
from ecs_errors_ext.source import catalog_from_json
from tests.support.html import broken_links, page, text
from tests.support.project import Project

TABLE = """\
Table
=====

.. list-table::
   :header-rows: 1

   * - HTTP Status Code
     - Error Code
     - Error Message
     - Description
     - Solution
     - Module
   * - 404 Not Found
     - Ab.0001
     - Disk %s is gone.
     - See :doc:`index` *now*.
     - Wait.
     - Store
   * - 400
     - Ab.0002
     - No network.
     - No network.
     - Wait.
     - Net
"""
INDEX = "Index\n=====\n\n.. toctree::\n\n   table\n\n.. err:table:: Ab.0001\n"
GERMAN = {
    "HTTP Status Code": "Status",
    "Error Code": "Kürzel",
    "Error Message": "Meldung",
    "Description": "Bedeutung",
    "Solution": "Abhilfe",
    "Module": "Modul",
    "Ab.0001": "Zz.9999",
    "404 Not Found": "Nicht gefunden",
    "Disk %s is gone.": "Die Platte %s ist weg.",
    "See :doc:`index` *now*.": "Siehe :doc:`index` *jetzt*.",
    "Store": "Speicher",
}
CONF = 'project = "P"\nextensions = ["ecs_errors_ext"]\nlanguage = "de"\necs_errors_sources = ["table"]\n'


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    project = Project(tmp_path_factory.mktemp("translated"))
    project.configure(CONF)
    project.write({"index.rst": INDEX, "table.rst": TABLE})
    catalog = Catalog(locale="de", fuzzy=False)
    for english, german in GERMAN.items():
        catalog.add(english, german)
    path = project.source / "locales/de/LC_MESSAGES/table.po"
    path.parent.mkdir(parents=True)
    with path.open("wb") as file:
        write_po(file, catalog)
    return project


@pytest.fixture(scope="module")
def build(project):
    build = project.build("html", "-W", fresh_process=True)
    assert build.status == 0, build.errors
    return build


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


@pytest.mark.usefixtures("build")
def test_an_incremental_build_in_two_processes_equals_a_clean_one(project):
    source = TABLE.replace("No network.", "No network at all.")
    project.write({"table.rst": source})
    again = project.build("html", "-j", "2", fresh_process=True)
    clean = project.build("html", "-E", out="clean", fresh_process=True)
    assert again.read("codes/Ab.0001.html") == clean.read("codes/Ab.0001.html")
    assert again.read("errors.json") == clean.read("errors.json")
    assert "No network at all." in again.read("codes/Ab.0002.html")
