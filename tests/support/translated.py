"""A project in German whose table is written in English and translated as Sphinx translates documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po

from tests.support.project import Project

if TYPE_CHECKING:
    from pathlib import Path

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


def translated_project(folder: Path) -> Project:
    """Make the project in *folder*; its builds want a process of their own, since Sphinx keeps catalogs."""
    project = Project(folder)
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
