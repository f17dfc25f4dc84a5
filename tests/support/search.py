"""The real catalog and its index for tests of the search; ``python -m tests.support.search`` prints the index."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Any

from ecs_errors_ext.search.index import build_index
from ecs_errors_ext.source import open_source
from tests.support.catalogs import make_catalog
from tests.support.project import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from ecs_errors_ext.model import Catalog

TABLE = ROOT / "source" / "error_codes.rst"


@cache
def table_catalog() -> Catalog:
    return open_source(TABLE).catalog


@cache
def table_index() -> dict[str, Any]:
    return build_index(table_catalog())


NETWORK = (
    ("400", "Vpc.0101", "The network quota is exceeded.", "No network is left.", "Delete a network."),
    ("404", "Vpc.0102", "The subnet does not exist.", "There is no such subnet.", "Check the subnet."),
    ("403", "Common.0001", "Network access denied.", "No right on networks.", "Ask for the right."),
    ("500", "Vpc.0013", "System error.", "The network is down.", "Try again later."),
)
"""The table of a second service: it has a code, a number and a message in common with the site's own."""


@cache
def network_index() -> dict[str, Any]:
    return build_index(make_catalog(NETWORK, name="vpc"))


@contextmanager
def asking(
    node: str, indexes: Sequence[dict[str, Any]], folder: Path | None = None
) -> Iterator[Callable[..., Any]]:
    """A function that asks the engine, as it is written or as *folder* has it, in one Node process."""
    process = subprocess.Popen(
        [node, str(ROOT / "tests/js/engine.js")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "ENGINE": str(folder or "")},
    )
    sent, answered = process.stdin, process.stdout
    assert sent
    assert answered
    sent.write(json.dumps({"indexes": list(indexes)}) + "\n")

    def ask(text: str, limit: int = 50, *, typing: bool = False) -> Any:
        sent.write(json.dumps({"text": text, "limit": limit, "typing": typing}) + "\n")
        sent.flush()
        return json.loads(answered.readline())

    yield ask
    sent.close()
    answered.close()
    process.wait()


if __name__ == "__main__":
    sys.stdout.write(json.dumps(table_index()))
