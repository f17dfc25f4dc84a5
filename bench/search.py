"""The search: size, loading and time per query beside MiniSearch; `scan` beside `grep`.

MiniSearch has its defaults and the same texts, and both run in one process of Node.js.
"""

from __future__ import annotations

import gzip
import json
import random
import shutil
import subprocess
import tempfile
import time
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from subprocess import PIPE
from typing import TYPE_CHECKING
from unittest import mock

from ecs_errors_ext import scripts
from ecs_errors_ext.model import Catalog, Entry, ErrorCode
from ecs_errors_ext.search import sieve
from ecs_errors_ext.search.engine import Engine
from ecs_errors_ext.search.index import build_index, index_script, split_index
from ecs_errors_ext.search.match import find
from ecs_errors_ext.search.scan import Scanner
from ecs_errors_ext.source import open_source

if TYPE_CHECKING:
    from ecs_errors_ext.search.index import Index

ROOT = Path(__file__).parents[1]
PROCESSES = 5
QUESTIONS = (
    "server does not start",
    "volume limit reached",
    "not enough addresses in the subnet",
    "too many network cards on my instance",
    "image was deleted",
    "cannot attach a disk, status is wrong",
    "rate limited by the api",
    "permission missing to create a server",
    "pasword complexity",
    "backup is still running",
)
PATTERN = r"(Ecs|Pdp|Common)[._ -]?[0-9]{1,4}"


def catalog_of(size: int) -> Catalog:
    """The real table, grown to *size* codes by numbering its rows on and naming other things in them."""
    table = open_source(ROOT / "source/error_codes.rst").catalog.codes
    chance = random.Random(size)
    names = ["".join(chance.choices("abcdefghiklmnoprstuvw", k=7)) for _ in range(max(size // 12, 1))]
    codes = list(table)
    for number in range(size - len(table)):
        like = table[number % len(table)]
        entry, name = like.entries[0], chance.choice(names)
        text = f"{(entry.message or '').rstrip('.')} of {name} {chance.choice(names)}."
        more = f"{(entry.description or '').rstrip('.')} of the {name}."
        grown = Entry(
            statuses=entry.statuses,
            status_text=entry.status_text,
            message=text,
            description=more,
            solution=entry.solution,
        )
        code = f"Big.{number:05d}"
        codes.append(ErrorCode(code=code, family="Big", slug=code, entries=(grown,)))
    return Catalog(codes=tuple(codes[:size]))


def compressed(text: str) -> int:
    """Bytes of *text* as a web server sends it."""
    return len(gzip.compress(text.encode(), 9))


def kilobytes(text: str) -> str:
    """Size as it is and compressed."""
    return f"{len(text.encode()) / 1000:,.1f} kB ({compressed(text) / 1000:,.1f} gzip)"


def measure_sizes(sizes: list[int]) -> None:
    """Index, loading and queries at each size."""
    names = (scripts.PAGE, scripts.SEARCH, scripts.WORDS)
    published = scripts.shorten([scripts.source(name) for name in names])
    page, search, words = map(kilobytes, published)
    print(f"scripts as published: the pages' {page}, the search's {search}, that for plain language {words}")
    for size in sizes:
        catalog = catalog_of(size)
        started = time.perf_counter()
        index = build_index(catalog)
        built = time.perf_counter() - started
        index_parts = split_index(index)
        print(f"\n{size:,} codes: index {kilobytes(index_script(index))}, built in {built:.2f} s")
        parts = [index_script(part) for part in index_parts]
        print("  its parts: codes {}, texts {}, words {}".format(*map(kilobytes, parts)))
        first, all_ = (sum(map(compressed, [*published[:n], *parts[:n]])) / 1000 for n in (2, 3))
        print(
            f"  scripts and index for codes and messages {first:.1f} kB gzip, for plain language too {all_:.1f}"
        )
        engine = Engine(index)
        find(engine, QUESTIONS[0])
        times = []
        for question in QUESTIONS * 5:
            started = time.perf_counter()
            find(engine, question)
            times.append(1000 * (time.perf_counter() - started))
        times.sort()
        print(
            f"  Python: p50 {times[len(times) // 2]:.2f} ms, p95 {times[len(times) * 95 // 100]:.2f} ms a query",
            flush=True,
        )
        measure_script(index, index_parts[0])


def measure_script(index: Index, codes: Index) -> None:
    """The script beside MiniSearch, in several processes one after the other: what they print are medians."""
    if not (shutil.which("node") and (ROOT / "node_modules/minisearch").is_dir()):
        print("  no Node.js or no MiniSearch here (npm ci): no comparison")
        return
    with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
        json.dump({"index": index, "questions": QUESTIONS, "codes": codes}, file)
        file.flush()
        command = ["node", str(ROOT / "bench/search.js"), file.name]
        runs = [json.loads(subprocess.run(command, check=True, stdout=PIPE).stdout) for _ in range(PROCESSES)]
    for name, side in (("JavaScript", "ours"), ("MiniSearch", "peer")):
        figures = {key: median(run[side][key] for run in runs) for key in runs[0][side]}
        print(
            "  {}: index {bytes:,} bytes ({gzip:,} gzip), loaded and first answered in {load:.0f} ms, "
            "p50 {p50:.2f} ms, p95 {p95:.2f} ms a query".format(name, **figures)
        )
    ratios = sorted(run["ours"]["p95"] / run["peer"]["p95"] for run in runs)
    print(
        f"  p95 beside MiniSearch's: {median(ratios):.2f} ({ratios[0]:.2f} to {ratios[-1]:.2f} in {PROCESSES} runs)"
    )
    print(
        f"  an exact code from the codes part alone: {median(run['code'] for run in runs):.1f} ms", flush=True
    )


def measure_lengths() -> None:
    """Time by length of the text."""
    engine = Engine(build_index(catalog_of(155)))
    line = "2024-05-01T10:21:45 INFO [main] request 3f1c5a7e-52c5 to /v1/servers took 35 ms, disk attached to instance\n"
    print("\nlength of the text (Python):")
    for length in (1_000, 100_000, 1_000_000):
        text = (line * (length // len(line) + 1))[:length]
        find(engine, text)
        started = time.perf_counter()
        find(engine, text)
        print(f"  {length:>9,} characters: {1000 * (time.perf_counter() - started):.1f} ms", flush=True)


def measure_scan(megabytes: int) -> None:
    """Scan a log beside grep."""
    engine = Engine(build_index(catalog_of(155)))
    chance = random.Random(1)
    lines = [
        f"2024-05-01T10:{i // 60 % 60:02d}:{i % 60:02d} INFO  [worker-{i % 16}] com.example.App - request {i:08x} served in {i % 97} ms\n"
        for i in range(9_990)
    ]
    lines += [
        f"ERROR job failed with code Ecs.{n:04d}: Failed to create the ECS.\n" for n in (219, 114, 13, 31, 42)
    ] * 2
    chance.shuffle(lines)
    block = "".join(lines).encode()
    with tempfile.NamedTemporaryFile(suffix=".log") as file:
        for _ in range(megabytes * 1_000_000 // len(block) + 1):
            file.write(block)
        file.flush()
        size = Path(file.name).stat().st_size / 1e6
        print(f"\nscan of {size:.0f} MB:")
        for name, command in (("grep -E", ["grep", "-cE", PATTERN]), ("grep -iE", ["grep", "-ciE", PATTERN])):
            started = time.perf_counter()
            subprocess.run([*command, file.name], check=True, stdout=subprocess.PIPE)
            print(f"  {name}: {size / (time.perf_counter() - started):,.0f} MB/s")
        how = "with Hyperscan" if find_spec("hyperscan") else "without Hyperscan"
        _scan_file(engine, Path(file.name), f"scan {how}")
        with mock.patch.object(sieve, "find_spec", return_value=None):
            _scan_file(engine, Path(file.name), "scan with the standard library alone")
    with tempfile.NamedTemporaryFile(suffix=".log") as file:
        file.write("".join(line for line in lines if "ERROR" in line).encode() * (megabytes * 100))
        file.flush()
        _scan_file(engine, Path(file.name), "scan where every line is a hit")


def _scan_file(engine: Engine, path: Path, what: str) -> None:
    started = time.perf_counter()
    with path.open("rb") as stream:
        hits = sum(1 for _ in Scanner(engine).scan(stream))
    speed = path.stat().st_size / 1e6 / (time.perf_counter() - started)
    print(f"  {what}: {speed:,.0f} MB/s, {hits:,} hits", flush=True)


def main(sizes: list[int], megabytes: int) -> None:
    """Measure and print; what needs Node.js and MiniSearch (`npm ci`) is left out where they are not."""
    print("\nSearch")
    measure_sizes(sizes)
    measure_lengths()
    measure_scan(megabytes)
