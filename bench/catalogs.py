"""Sixty-four services in one build, beside one service with as many codes."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from bench.build import BUILD
from bench.measure import Cost, middle, run, size
from bench.projects import CONF, make_ours
from bench.tables import ROOT, Cells, grid, rows

if TYPE_CHECKING:
    from pathlib import Path

CORPUS = ROOT.parent / "shared/corpus"
"""Tables of sister services, where there are some."""
SERVICES = 64
CODES = 7_500
SETTINGS = 'extensions = ["ecs_errors_ext"]\necs_errors_search = True\n'


def main(folder: Path, runs: int) -> None:
    """Measure and print; *runs* of each, in turn."""
    costs: dict[int, Cost] = {}
    for services in (SERVICES // 2, SERVICES):
        cells = rows(CODES * services // SERVICES)
        many, one = folder / "many", folder / "one"
        make_many(many, cells, services)
        make_ours(one, cells)
        pairs = [(_cold(many), _cold(one)) for _ in range(runs)]
        ours, single = middle([pair[0] for pair in pairs]), middle([pair[1] for pair in pairs])
        costs[services] = ours
        print(
            f"\n{services} services, {len(cells):,} codes, median of {runs}: cold build, one service of that size, ratio"
        )
        _print(ours, single)
        _print_search(many / "html")
    growth = costs[SERVICES].processor / costs[SERVICES // 2].processor
    print(f"  twice the services take {growth:.2f} times the processor time")
    if CORPUS.is_dir():
        _measure_corpus(folder / "corpus")


def make_many(folder: Path, cells: list[Cells], services: int) -> None:
    """A project with *cells* dealt to catalogs of about one size."""
    _begin(folder, {f"s{number}": [f"s{number}"] for number in range(services)})
    for number in range(services):
        start, end = (len(cells) * n // services for n in (number, number + 1))
        (folder / f"source/s{number}.rst").write_text(grid(cells[start:end]), "utf-8")


def _begin(folder: Path, sources: dict[str, list[str]]) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "source").mkdir(parents=True)
    (folder / "conf.py").write_text(f"{CONF}{SETTINGS}ecs_errors_sources = {sources!r}\n", "utf-8")
    index = "Bench\n=====\n\n.. err:overview::\n"
    (folder / "source/index.rst").write_text(index, "utf-8")


def _measure_corpus(folder: Path) -> None:
    """Real tables, repeated under other names until there are enough services."""
    real = sorted(path for path in CORPUS.iterdir() if path.is_dir() and path.name != "external")
    places = [(f"{real[n % len(real)].name}-{n // len(real)}", real[n % len(real)]) for n in range(SERVICES)]
    _begin(folder, {name: [f"{name}/*"] for name, _ in places})
    for name, path in places:
        shutil.copytree(path, folder / "source" / name)
    cost = _cold(folder)
    pages = len(list((folder / "html").glob("*/codes/*.json")))
    print(f"\n{SERVICES} services from {len(real)} real ones, {pages:,} codes: {_said(cost)}")
    _print_search(folder / "html")


def _cold(folder: Path) -> Cost:
    for name in ("html", "doctrees"):
        shutil.rmtree(folder / name, ignore_errors=True)
    return run(BUILD, folder)


def _print(ours: Cost, single: Cost) -> None:
    for name, unit in (("wall", "s"), ("processor", "s"), ("memory", "MB")):
        a, b = getattr(ours, name), getattr(single, name)
        print(f"  {name:9} {a:.2f} / {b:.2f} {unit} = {a / b:.2f}", flush=True)


def _said(cost: Cost) -> str:
    return f"wall {cost.wall:.2f} s, processor {cost.processor:.2f} s, memory {cost.memory:.0f} MB"


def _print_search(out: Path) -> None:
    files = sorted((out / "_static").glob("errors-*.js"))
    largest = max(file.stat().st_size for file in files)
    total = sum(file.stat().st_size for file in files)
    count, megabytes = size(out)
    print(
        f"  output: {count:,} files, {megabytes:.1f} MB; search: {len(files)} scripts, {total / 1e6:.2f} MB, the largest {largest / 1e6:.2f} MB"
    )
