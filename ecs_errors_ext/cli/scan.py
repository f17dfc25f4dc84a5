"""The command ``scan``: the lines of logs that hold a code or a known message.

Exit status: 0 some do, 1 none does, 2 usage, or a file could not be read; the others are.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from ecs_errors_ext.cli.options import add_asking
from ecs_errors_ext.cli.output import FOUND, NOTHING, UNREADABLE, print_line, print_text
from ecs_errors_ext.cli.reading import InputError, binary, in_utf8, open_library, reason, stdin
from ecs_errors_ext.cli.text import Style, hit_text, summary_text
from ecs_errors_ext.search.scan import Scanner

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterable, Iterator

    from ecs_errors_ext.cli.options import Commands
    from ecs_errors_ext.cli.text import Place
    from ecs_errors_ext.search.scan import Hit

_PROGRESS_EVERY = 1 << 25


def add_scan(commands: Commands) -> None:
    """Add the command to *commands*."""
    command = add_asking(
        commands, "scan", _scan, "list the lines of logs that hold a code or a known message"
    )
    command.add_argument("files", nargs="*", metavar="FILE", help="logs; standard input if none, or for -")
    command.add_argument(
        "--summary", action="store_true", help="count them by code, with first and last line"
    )


def _scan(arguments: argparse.Namespace) -> int:
    service = open_library(arguments).joined
    style, as_json = Style.of(sys.stdout), arguments.format == "json"
    totals: Counter[int] = Counter()
    first: dict[int, Place] = {}
    last: dict[int, Place] = {}
    unread: list[str] = []
    for name, hit in _all_hits(Scanner(service.engine), arguments.files or ["-"], unread):
        totals[hit.code] += 1
        last[hit.code] = (name, hit.line)
        first.setdefault(hit.code, last[hit.code])
        if not arguments.summary:
            print_text(hit_text(name, hit, service, style, as_json=as_json))
    if arguments.summary:
        for code, count in sorted(totals.items(), key=lambda item: (-item[1], item[0])):
            places = (first[code], last[code])
            print_text(summary_text(code, count, places, service, style, as_json=as_json))
    if unread:
        return UNREADABLE
    return FOUND if totals else NOTHING


def _all_hits(scanner: Scanner, names: Iterable[str], unread: list[str]) -> Iterator[tuple[str, Hit]]:
    """The hits of all files, each with the file's name; one that cannot be read is told of and joins *unread*."""
    for name in names:
        try:
            for hit in _hits(scanner, name):
                yield name, hit
        except InputError as error:
            print_line(f"ecs-errors: {error}", sys.stderr)
            unread.append(name)


def _hits(scanner: Scanner, name: str) -> Iterator[Hit]:
    """The hits of one file; what cannot be read is an :exc:`InputError`."""
    if name == "-":
        # What a log that still grows has so far is not to wait for the rest of a block.
        yield from scanner.scan(_Watched(in_utf8(stdin().read1), "standard input"))
        return
    try:
        with Path(name).open("rb") as stream:
            yield from scanner.scan(_Watched(in_utf8(stream.read), name))
    except BrokenPipeError:
        raise
    except OSError as error:
        raise InputError(reason(error, name)) from error


class _Watched:
    """A stream that refuses binary data and, on a terminal, says how far it is; what was found is printed before it waits."""

    def __init__(self, read: Callable[[int], bytes], name: str) -> None:
        self._source = read
        self._name = name
        self._read = 0
        self._shown = 0
        self._shows = sys.stderr.isatty() and not sys.stdout.isatty()

    def read(self, size: int, /) -> bytes:
        sys.stdout.flush()
        block = self._source(size)
        if b"\0" in block:
            raise binary(self._name)
        self._read += len(block)
        if self._shows and (self._read - self._shown >= _PROGRESS_EVERY or not block):
            self._shown = self._read
            end = "\n" if not block else ""
            sys.stderr.write(f"\r{self._name}: {self._read >> 20} MB{end}")
            sys.stderr.flush()
        return block
