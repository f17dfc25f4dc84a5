"""Catalogs for tests of the core."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from docutils.core import publish_doctree

from ecs_errors_ext.catalog import build_catalog
from ecs_errors_ext.model import Catalog, Role, Row
from ecs_errors_ext.table import read_tables

if TYPE_CHECKING:
    from collections.abc import Iterable

ROOT = Path(__file__).parents[2]
QUIET = {"report_level": 3, "halt_level": 5, "warning_stream": False, "smart_quotes": False}


def read_catalog(text: str, docname: str = "error_codes") -> Catalog:
    """The catalog of the tables in *text*, which is reStructuredText."""
    tables = read_tables(publish_doctree(text, settings_overrides=QUIET), docname)
    return build_catalog((found.row for found in tables.rows), title="Test")[0]


def the_catalog() -> Catalog:
    """The catalog of this site's own table."""
    return read_catalog((ROOT / "source" / "error_codes.rst").read_text("utf-8"))


def make_catalog(rows: Iterable[tuple[str, ...]], name: str = "") -> Catalog:
    """A catalog of rows: status, code, message, description, solution, as many as there are."""
    roles = (Role.STATUS, Role.CODE, Role.MESSAGE, Role.DESCRIPTION, Role.SOLUTION)
    made = (
        Row(
            cells=dict(zip(roles, row, strict=False)),
            docname="page",
            line=line,
            number=line,
            anchor=f"err-{row[1]}",
        )
        for line, row in enumerate(rows, 1)
    )
    return build_catalog(made, name=name, title="Test")[0]
