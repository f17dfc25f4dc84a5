"""The real catalog and its index for tests of the search; ``python -m tests.support.search`` prints the index."""

from __future__ import annotations

import json
import sys
from functools import cache
from typing import TYPE_CHECKING, Any

from ecs_errors_ext.search.index import build_index
from ecs_errors_ext.source import open_source
from tests.support.project import ROOT

if TYPE_CHECKING:
    from ecs_errors_ext.model import Catalog

TABLE = ROOT / "source" / "error_codes.rst"


@cache
def table_catalog() -> Catalog:
    return open_source(TABLE).catalog


@cache
def table_index() -> dict[str, Any]:
    return build_index(table_catalog())


if __name__ == "__main__":
    sys.stdout.write(json.dumps(table_index()))
