"""What the commands print and return: lines that steer no terminal, annotations for GitHub, and their exit status."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, TextIO

from ecs_errors_ext.cli.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

FOUND, NOTHING, UNREADABLE = 0, 1, 2
"""Exit status: what was asked for was found, or was not; usage, or what could not be read."""
CLEAN, FINDINGS = 0, 1
"""Exit status of what looks for faults: there are none, or some."""


def print_text(text: str) -> None:
    """Print *text*; what the terminal's encoding lacks is escaped, never an exception."""
    _write(text, sys.stdout)


def print_line(line: str, stream: TextIO) -> None:
    """Print *line*: no name of a file may end it or steer the terminal, nor what the encoding lacks stop us."""
    _write(clean(line).replace("\n", "\N{REPLACEMENT CHARACTER}"), stream)


def _write(text: str, stream: TextIO) -> None:
    encoding = stream.encoding or "utf-8"
    stream.write(text.encode(encoding, "backslashreplace").decode(encoding) + "\n")


def json_list(items: Iterable[object]) -> Iterator[str]:
    """One list, a line for each item: many need not be held to be printed."""
    yield "["
    last = ""
    for item in items:
        if last:
            yield f"{last},"
        last = json.dumps(item)
    if last:
        yield last
    yield "]"


def annotation(level: str, message: str, **properties: object) -> str:
    """A workflow command that becomes an annotation of *level* ``error`` or ``warning``.

    https://docs.github.com/actions/reference/workflow-commands-for-github-actions
    """
    said = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
    return f"::{level} {said}::{_data(message)}"


def counted(number: int, what: str) -> str:
    """*number* of *what*: ``1 file``, ``2 files``."""
    return f"{number:,} {what}{'s' * (number != 1)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
