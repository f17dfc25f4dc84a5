"""Where a cell stands in its file: docutils knows lines of rows alone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ecs_errors_ext.model import Role, Row

if TYPE_CHECKING:
    from collections.abc import Iterable

_REACH = 60
"""So many lines below its code a cell may begin, where the next row does not begin before."""
_ABOVE = 6
_WORDS = 3


class Places:
    """The cells of the rows of one file."""

    def __init__(self, text: str, rows: Iterable[Row]) -> None:
        """*text* is the file's, *rows* are all of its tables."""
        self._lines = text.splitlines()
        self._rows: dict[int, Row] = {}
        for row in rows:
            self._rows.setdefault(row.line, row)
        starts = sorted(self._rows)
        self._ends = dict(zip(starts, [*starts[1:], len(self._lines) + 1], strict=False))
        self._before = dict(zip(starts, [0, *starts], strict=False))

    def find(self, line: int, role: Role = Role.CODE) -> tuple[int, int]:
        """Line and column (both 1-based) where the cell *role* of the row in *line* begins; else the line's first letter.

        Cells are told by their first words, from the code's line on; those of the
        columns before are passed over first, since two cells may say the same.
        """
        row = self._rows.get(line)
        if row:
            below = range(line - 1, min(self._ends[line] - 1, line - 1 + _REACH, len(self._lines)))
            above = range(max(self._before[line], line - 1 - _ABOVE), min(line - 1, len(self._lines)))
            for window in (below, above):
                place = self._walk(row, role, window)
                if place:
                    return place
        text = self._lines[line - 1] if 0 < line <= len(self._lines) else ""
        return line, len(text) - len(text.lstrip(" |")) + 1 if text.strip(" |") else 1

    def _walk(self, row: Row, role: Role, window: range) -> tuple[int, int] | None:
        """The place of the cell *role* of *row* in the lines of *window*."""
        at = (window.start, 0)
        for other, text in row.cells.items():
            pattern = _beginning(text)
            found = self._search(pattern, window, at) if pattern else None
            if other is role:
                return (found[0] + 1, found[1] + 1) if found else None
            if found:
                number, _, end = found
                at = (number, _end_of_cell(self._lines[number], end))
        return None

    def _search(
        self, pattern: re.Pattern[str], window: range, at: tuple[int, int]
    ) -> tuple[int, int, int] | None:
        for number in window:
            if number < at[0]:
                continue
            match = pattern.search(self._lines[number], at[1] if number == at[0] else 0)
            if match:
                return number, match.start(), match.end()
        return None


def _end_of_cell(line: str, at: int) -> int:
    """Where in *line* the cell ends in which *at* is: at its border, or where a simple table leaves a gap."""
    border = line.find("|", at) if line.lstrip().startswith("|") else line.find("  ", at)
    return max(at, border)


def _beginning(text: str) -> re.Pattern[str] | None:
    """The first words of a cell as they may stand in its source: markup between them, or the rest on another line."""
    words = [word for word in text.split()[: _WORDS + 1] if any(map(str.isalnum, word))][:_WORDS]
    if not words:
        return None
    first, *rest = (r"\\?".join(map(re.escape, word)) for word in words)
    more = "".join(rf"(?:[\s*`\\]+{word}" for word in rest) + ")?" * len(rest)
    return re.compile(rf"(?<![^\W_])(?<![.-]){first}{more}" if words[0][0].isalnum() else first + more)
