"""The lines of rows of which docutils does not know them: of CSV tables, and of pipe tables in Markdown."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING

from ecs_errors_ext.model import Role, Row

if TYPE_CHECKING:
    from collections.abc import Sequence

_ABOVE = 12


def are_unknown(header: int, rows: Sequence[Row]) -> bool:
    """Whether *rows*, below a *header* in that line (0: none), have no line or all that where their table begins."""
    found = {row.line for row in rows}
    return bool(rows) and (0 in found or len(found) == 1 < len(rows) or (header > 0 and min(found) <= header))


def header_line(names: Sequence[str], text: str, start: int) -> int:
    """The line of *text* (1-based) that has all *names*, from line *start* on, or else a few lines above.

    It is above where MyST takes options for the content. 0 where there is none.
    """
    lines = text.splitlines()
    heads = [_pattern(name) for name in names if name]
    places = chain(
        range(max(0, start - 1), len(lines)), range(min(start, len(lines)) - 1, max(0, start - _ABOVE), -1)
    )
    return next((i + 1 for i in places if all(head.search(lines[i]) for head in heads)), 0)


def locate(rows: Sequence[Row], names: Sequence[str], text: str, start: int) -> list[Row]:
    """*rows* with the lines where their codes stand in *text*, one after the other below their header.

    The header, *names*, is looked for from line *start* on; a row whose code is not to be
    found keeps the line of the one above.
    """
    at = header_line(names, text, start) - 1
    if at < 0:
        return [replace(row, line=max(row.line, start)) for row in rows]
    lines = text.splitlines()
    found = []
    for row in rows:
        code = row.cells.get(Role.CODE, "").partition("\n")[0].strip()
        pattern = _pattern(code) if code else None
        if pattern:
            at = next((i for i in range(at + 1, len(lines)) if pattern.search(lines[i])), at)
        else:
            at = min(at + 1, len(lines) - 1)
        found.append(replace(row, line=at + 1))
    return found


def _pattern(text: str) -> re.Pattern[str]:
    """Where *text* stands by itself, whatever backslashes and blanks are in it."""
    words = (r"\\?".join(map(re.escape, word)) for word in text.split())
    return re.compile(r"(?<![^\W_])" + r"\s+".join(words) + r"(?![^\W_])")
