"""The real catalog and its index for tests of the search."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from ecs_errors_ext.model import Catalog
from ecs_errors_ext.search.index import build_index
from ecs_errors_ext.source import open_source

ROOT = Path(__file__).parent.parent.parent
TABLE = ROOT / "source/error_codes.rst"


@cache
def table_catalog() -> Catalog:
    return open_source(TABLE).catalog


@cache
def table_index() -> dict[str, Any]:
    return build_index(table_catalog())
