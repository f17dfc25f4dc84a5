"""Damage error-code tables and read them: no exception, and no row that is neither published nor reported.

    python bench/fuzz.py --seconds 120 source/error_codes.rst more/*.rst

Each case is an excerpt of a file, damaged in up to five places, read as the command
line reads it, gathered, linted and exported. A case that fails is printed with the
number that makes it again: ``--case 17``.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
import traceback
from collections import Counter
from pathlib import Path

from ecs_errors_ext.catalog import build_catalog
from ecs_errors_ext.export import catalog_data, code_data
from ecs_errors_ext.groups import Groups
from ecs_errors_ext.lint.linter import lint
from ecs_errors_ext.lint.places import Places
from ecs_errors_ext.model import ProblemKind
from ecs_errors_ext.reader import read_document
from ecs_errors_ext.table import read_tables

LONGEST = 40
"""Lines of an excerpt."""
REMARKS = {ProblemKind.BAD_STATUS, ProblemKind.REPEATED_CODE}
TABLES = ("+--", "===", ".. list-table", ".. csv-table", ".. table", "| ")
ODD = (
    "\t", "|", "+", "-", "=", "`", "*", "**", "_", "\\", ":", "::", ".. ", "\u00a0", "\u200b", "\x00", "\x0c", "\ufeff",
    "中文", "é", "👩‍👩‍👧", "\u202e", "<b>", "%s", "{0}", "[x]", "N/A", "404/500", ":ref:`x <y>`", "|x|", "[1]_", "1. ", "- ",
    "Error Code", ".. list-table::\n", "\n\n", "   ", "'" * 3, "A.1, A.2", "/", "999999999999999999999",
)  # fmt: skip


def excerpt(text: str, chance: random.Random) -> list[str]:
    """Some lines of *text*: the top of a table, as far as a border, where there is one."""
    lines = text.splitlines()
    begins = [
        number
        for number, line in enumerate(lines)
        if line.lstrip().startswith(TABLES) and not (number and lines[number - 1].strip())
    ]
    start = chance.choice(begins or [0])
    found = lines[start : start + chance.randint(3, LONGEST)]
    while found[0].lstrip().startswith("+") and not found[-1].lstrip().startswith("+"):
        found.pop()
    return found


def damage(lines: list[str], others: list[str], chance: random.Random) -> list[str]:
    """*lines* with one thing wrong, mostly such that the table stays one; *others* lend a line."""
    lines = lines or [""]
    at = chance.randrange(len(lines))
    line = lines[at]
    place = chance.randint(0, len(line))
    odd = chance.choice(ODD)
    match chance.randrange(12):
        case 0:
            line = line[:place] + line[place + chance.randint(1, 5) :]
        case 1:
            line = line[:place] + odd + line[place:]
        case 2:
            return lines[:at] + lines[at + 1 :]
        case 3:
            return [*lines[:at], line, *lines[at:]]
        case 4:
            return [*lines[:at], chance.choice(others), *lines[at:]]
        case 5:
            return [*lines[:at], *(f"   {one}" for one in lines[at:])]
        case 6:
            return lines + lines[at : at + 2 * chance.randint(1, 3)]
        case 7:
            line = line.replace(chance.choice("+-= .4E"), odd)
        case 8:  # blank a cell
            cells = line.split("|")
            blank = chance.randrange(len(cells))
            line = "|".join(" " * len(cell) if number == blank else cell for number, cell in enumerate(cells))
        case _:  # the line stays as long as it was
            if not line.lstrip().startswith("+"):
                line = line[:place] + odd + line[place + len(odd) :]
    return [*lines[:at], line, *lines[at + 1 :]]


def check(text: str, name: str) -> Counter[str]:
    """Read *text* in full; what was found, or an exception."""
    tables = read_tables(read_document(text, Path(name)), "page", source=lambda: text)
    rows = [found.row for found in tables.rows]
    catalog, problems = build_catalog(rows)
    spoken = {row.line for row in rows if any(map(str.strip, (*row.cells.values(), *row.extra.values())))}
    published = {entry.line for code in catalog.codes for entry in code.entries}
    reported = {problem.line for problem in problems if problem.kind not in REMARKS}
    lost = spoken - published - reported
    if lost:
        raise AssertionError(f"rows lost: lines {sorted(lost)}")
    places = Places(text, rows)
    count = len(text.splitlines())
    for fault in lint(rows):
        line, column = places.find(fault.line, fault.role)
        if not (0 <= line <= count + 1 and column >= 1):
            raise AssertionError(f"no such place: {line}:{column}")
    groups = Groups(catalog)
    data = [code_data(code, groups, f"codes/{code.slug}.html") for code in catalog.codes]
    json.dumps(catalog_data(groups, data))
    kinds = (problem.kind.value for problem in (*tables.problems, *problems))
    return Counter({"rows": len(rows), **Counter(kinds)})


def case(number: int, texts: list[tuple[str, str]]) -> tuple[str, str]:
    """The name and the text of case *number*."""
    chance = random.Random(number)
    name, text = chance.choice(texts)
    others = chance.choice(texts)[1].splitlines() or [""]
    lines = excerpt(text, chance)
    for _ in range(chance.randint(1, 5)):
        lines = damage(lines, others, chance)
    return name, "\n".join(lines) + "\n"


def main() -> int:
    """Run cases until the time is over; 1 if one failed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--first", type=int, default=0, help="number of the first case")
    parser.add_argument("--case", type=int, help="print this case and run it alone")
    arguments = parser.parse_args()
    texts = [(path.name, path.read_text("utf-8")) for path in arguments.files]
    if arguments.case is not None:
        name, text = case(arguments.case, texts)
        print(text)
        print(check(text, name))
        return 0
    end = time.monotonic() + arguments.seconds
    number, failed = arguments.first, 0
    found: Counter[str] = Counter()
    while time.monotonic() < end:
        name, text = case(number, texts)
        try:
            found += check(text, name)
        except Exception:  # noqa: BLE001 - any is a finding
            failed += 1
            print(f"case {number} ({name}):\n{traceback.format_exc()}")
        number += 1
        if number % 200 == 0 and sys.stderr.isatty():
            sys.stderr.write(f"\r{number - arguments.first} cases, {failed} failed")
    cases = number - arguments.first
    print(f"{cases} cases in {arguments.seconds:.0f} s, {failed} failed; {dict(found.most_common())}")
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main())
