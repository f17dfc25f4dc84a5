"""The build beside plain Sphinx: cold, with nothing changed, after one edit."""

from __future__ import annotations

import shutil
import sys
from typing import TYPE_CHECKING

from bench.measure import Cost, middle, run, size
from bench.projects import make_ours, make_plain, write_document, write_table
from bench.tables import Cells, rows

if TYPE_CHECKING:
    from pathlib import Path

BUILD = [sys.executable, "-m", "sphinx", "-q", "-b", "html", "-c", ".", "-d", "doctrees", "source", "html"]
READ = "import sys; from docutils.core import publish_doctree; publish_doctree(open('source/error_codes.rst').read())"
PHASES = ("cold", "no-op", "one edit")
TARGETS = {155: 0.60, 1_000: 0.35, 10_000: 0.25}


def main(folder: Path, sizes: list[int], runs: int) -> None:
    """Measure and print; *runs* of each, ours and plain Sphinx in turn."""
    cold: dict[int, Cost] = {}
    for count in sizes:
        cells = rows(count)
        repeats = runs if count < 5_000 else max(1, runs // 3)
        print(f"\n{count:,} codes, median of {repeats}: ours, plain Sphinx, ratio")
        ours, plain = folder / f"ours-{count}", folder / f"plain-{count}"
        make_ours(ours, cells)
        make_plain(plain, cells)
        costs = _measure(ours, plain, cells, repeats)
        for phase in PHASES:
            _print(phase, middle(costs["ours", phase]), middle(costs["plain", phase]))
        cold[count] = middle(costs["ours", "cold"])
        read = middle([run([sys.executable, "-c", READ], ours) for _ in range(repeats)])
        print(f"  docutils alone reads the table in {read.wall:.2f} s")
        for name, (files, megabytes) in (("ours", size(ours / "html")), ("plain", size(plain / "html"))):
            print(f"  output of {name}: {files:,} files, {megabytes:.1f} MB")
        if count in TARGETS:
            ratio = cold[count].wall / middle(costs["plain", "cold"]).wall
            print(f"  target for a cold build: {TARGETS[count]:.2f} of plain Sphinx; it is {ratio:.2f}")
    if {1_000, 10_000} <= set(cold):
        print(
            f"\nfrom 1,000 to 10,000 codes: {cold[10_000].wall / cold[1_000].wall:.1f}-fold (target: at most 11)"
        )


def _measure(ours: Path, plain: Path, cells: list[Cells], repeats: int) -> dict[tuple[str, str], list[Cost]]:
    costs: dict[tuple[str, str], list[Cost]] = {
        (who, phase): [] for who in ("ours", "plain") for phase in PHASES
    }
    for turn in range(repeats):
        for who, folder in (("ours", ours), ("plain", plain)):
            for name in ("html", "doctrees"):
                shutil.rmtree(folder / name, ignore_errors=True)
            costs[who, "cold"].append(run(BUILD, folder))
        for who, folder in (("ours", ours), ("plain", plain)):
            costs[who, "no-op"].append(run(BUILD, folder))
        edited = list(cells)
        at = len(cells) // 2
        edited[at] = cells[at]._replace(description=f"Another description, {turn}.")
        write_table(ours, edited)
        group = [number for number, row in enumerate(edited) if row.message == edited[at].message]
        write_document(plain, edited, at, group)
        for who, folder in (("ours", ours), ("plain", plain)):
            costs[who, "one edit"].append(run(BUILD, folder))
    return costs


def _print(phase: str, ours: Cost, plain: Cost) -> None:
    figures = [
        f"{name} {getattr(ours, key):.2f} / {getattr(plain, key):.2f} {unit} = {getattr(ours, key) / getattr(plain, key):.2f}"
        for name, key, unit in (
            ("wall", "wall", "s"),
            ("processor", "processor", "s"),
            ("memory", "memory", "MB"),
        )
    ]
    print(f"  {phase:9}" + "  ".join(figures), flush=True)
