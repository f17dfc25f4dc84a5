"""Print every measurement: `make bench`, or `python bench/run.py --sizes 155 1000`."""

from __future__ import annotations

import argparse
import platform
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

import docutils
import sphinx

from bench import build, catalogs, check, ledger, search


def main() -> None:
    """Read the options and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[155, 1_000, 10_000], help="codes in a table")
    parser.add_argument(
        "--runs", type=int, default=5, help="runs of each build; a third of it from 5,000 codes on"
    )
    parser.add_argument(
        "--only", choices=["build", "search", "check", "catalogs", "ledger"], help="one of the parts"
    )
    parser.add_argument("--log", type=int, default=100, help="megabytes of the log that is scanned")
    options = parser.parse_args()
    machine = (
        f"Python {platform.python_version()}, Sphinx {sphinx.__version__}, docutils {docutils.__version__}"
    )
    print(f"{datetime.now(UTC).date().isoformat()}, {platform.machine()}, {machine}")
    if options.only in (None, "build"):
        with tempfile.TemporaryDirectory() as folder:
            build.main(Path(folder), options.sizes, options.runs)
    if options.only in (None, "search"):
        search.main(options.sizes, options.log)
    if options.only in (None, "check"):
        with tempfile.TemporaryDirectory() as folder:
            check.main(Path(folder), options.runs)
    if options.only in (None, "catalogs"):
        with tempfile.TemporaryDirectory() as folder:
            catalogs.main(Path(folder), max(1, options.runs // 3))
    if options.only in (None, "ledger"):
        with tempfile.TemporaryDirectory() as folder:
            ledger.main(Path(folder), options.sizes, options.runs)


if __name__ == "__main__":
    main()
