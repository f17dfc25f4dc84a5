"""What the ledger adds to a cold build: ten changes of each code, and the pages of codes that are gone."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from bench.build import BUILD
from bench.measure import Cost, middle, run, size
from bench.projects import OURS, make_ours
from bench.tables import Cells, rows
from ecs_errors_ext.catalog import build_catalog
from ecs_errors_ext.ledger import FILE, Ledger, save, update
from ecs_errors_ext.model import Role, Row

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from ecs_errors_ext.model import Catalog

CHANGES = 10
_FIELDS = ("message", "description", "solution")
_ROLES = (Role.STATUS, Role.CODE, Role.MESSAGE, Role.DESCRIPTION, Role.SOLUTION)


def main(folder: Path, sizes: list[int], runs: int) -> None:
    """Measure and print, with and without a ledger in turn."""
    for count in sizes:
        cells = rows(count + count // 10)
        present, repeats = cells[:count], runs if count < 5_000 else max(1, runs // 3)
        removed = len(cells) - count
        print(
            f"\n{count:,} codes, {CHANGES} changes each, {removed:,} removed; median of {repeats}: with ledger, without"
        )
        costs: dict[bool, list[Cost]] = {True: [], False: []}
        made = {}
        for kept in (True, False):
            project = folder / f"{'with' if kept else 'without'}-{count}"
            make_ours(project, present)
            if kept:
                (project / "conf.py").write_text(f'{OURS}ecs_errors_ledger = "{FILE}"\n', "utf-8")
                save(_ledger(cells, count), project / FILE)
            made[kept] = project
        for _ in range(repeats):
            for kept, project in made.items():
                for name in ("html", "doctrees"):
                    shutil.rmtree(project / name, ignore_errors=True)
                costs[kept].append(run(BUILD, project))
        with_, without = middle(costs[True]), middle(costs[False])
        print(f"  cold      wall {with_.wall:.2f} / {without.wall:.2f} s = {with_.wall / without.wall:.2f}"
              f"  memory {with_.memory:.0f} / {without.memory:.0f} MB", flush=True)  # fmt: skip
        for kept, project in made.items():
            files, megabytes = size(project / "html")
            print(f"  output {'with' if kept else 'without'}: {files:,} files, {megabytes:.1f} MB")
        print(f"  {FILE}: {(made[True] / FILE).stat().st_size / 1e6:.1f} MB")


def _ledger(cells: Sequence[Cells], count: int) -> Ledger:
    """The record of eleven days: on each but the last some text of every code was another, and no code was gone."""
    ledger = Ledger()
    for day in range(CHANGES):
        before = [_earlier(row, day) for row in cells]
        ledger = update(ledger, [_catalog(before)], f"2025-01-{day + 1:02}")
    return update(ledger, [_catalog(cells[:count])], "2025-02-01")


def _earlier(row: Cells, day: int) -> Cells:
    """*row* as it was: after *day* changes of ten, each of the fields in turn is reworded."""
    texts = {name: f"{getattr(row, name)} Worded so until the change {change + 1}."
             for change, name in ((change, _FIELDS[change % 3]) for change in reversed(range(day, CHANGES)))}  # fmt: skip
    return row._replace(**texts)


def _catalog(cells: Sequence[Cells]) -> Catalog:
    return build_catalog(Row(cells=dict(zip(_ROLES, row, strict=True))) for row in cells)[0]
