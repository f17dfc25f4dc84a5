"""`check` on a folder of runbooks beside `grep -rE` of the same pattern, in the same run."""

from __future__ import annotations

import random
import sys
from typing import TYPE_CHECKING

from bench.measure import middle, run
from bench.tables import ROOT
from ecs_errors_ext.export import catalog_data, code_data, to_json
from ecs_errors_ext.groups import Groups
from ecs_errors_ext.source import open_source

if TYPE_CHECKING:
    from pathlib import Path

FILES = 10_000
FEW = 10
PATTERN = r"(Ecs|Common|Pdp)\.[0-9]{3,5}|(codes|status|families|messages)/"
CHECK = [sys.executable, "-m", "ecs_errors_ext", "check", "--format", "json", "--source", "errors.json"]


def main(folder: Path, runs: int) -> None:
    """Measure and print; *runs* of each."""
    groups = Groups(open_source(ROOT / "source/error_codes.rst").catalog)
    codes = [code.code for code in groups.codes]
    data = catalog_data(groups, (code_data(code, groups, f"codes/{code.slug}.html") for code in groups.codes))
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "errors.json").write_text(to_json(data), "utf-8")
    size = _write(folder / "many", codes, FILES)
    _write(folder / "few", codes, FEW)
    few = middle([run([*CHECK, "few"], folder) for _ in range(runs)])
    turns = [
        (run([*CHECK, "many"], folder), run(["grep", "-rEi", PATTERN, "many"], folder)) for _ in range(runs)
    ]
    check, grep = (middle(list(costs)) for costs in zip(*turns, strict=True))
    print(
        f"\n{FILES:,} runbooks, {size / 1e6:.0f} MB, median of {runs}: check beside grep -rEi of its pattern"
    )
    print(
        f"  check {FILES / check.wall:,.0f} files/s ({check.wall:.2f} s, of which {few.wall:.2f} s are the start)"
    )
    print(
        f"  grep  {FILES / grep.wall:,.0f} files/s ({grep.wall:.2f} s); check takes {check.wall / grep.wall:.1f} times"
    )
    long = folder / "long.md"
    for length in (100_000, 1_000_000):
        long.write_text(
            ("https://e.example.org/codes/Ecs.0013.html " * length)[:length].rpartition(" ")[0], "utf-8"
        )
        cost = middle([run([*CHECK, "long.md"], folder) for _ in range(runs)])
        print(f"  one line of {length:,} characters: {cost.wall - few.wall:.2f} s")
    print(f"  memory of check: {check.memory:.0f} MB; for {FEW} files: {few.memory:.0f} MB")


def _write(folder: Path, codes: list[str], count: int) -> int:
    """Write *count* clean runbooks, 50 to a folder; return their bytes."""
    chance = random.Random(6)
    words = (
        "check the quota of the project then attach the disk again and wait until the job has ended".split()
    )
    size = 0
    for number in range(count):
        lines = [f"# Runbook {number}", ""]
        for _ in range(chance.randrange(20, 120)):
            line = " ".join(chance.choices(words, k=12))
            code = chance.choice(codes)
            lines.append(
                f"{line} [{code}](https://e.example.org/codes/{code}.html)" if chance.random() < 0.1 else line
            )
        path = folder / f"{number // 50:03}" / f"{number}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        size += path.write_text("\n".join(lines) + "\n", "utf-8")
    return size
