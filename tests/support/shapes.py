"""Tables of every shape, written in every syntax."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from tests.support.tables import escape, padded, width_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

ABOVE = None
"""Instead of a text: the cell above reaches into this one."""
Cell = str | None


def spanned_grid(rows: Sequence[Sequence[Cell]]) -> str:
    """A grid table; a row of one cell is as wide as the table. The first row is the header."""
    count = max(map(len, rows))
    texts = [[escape(cell) if cell else "" for cell in row] for row in rows]
    widths = [max([1, *(width_of(row[i]) for row in texts if len(row) == count)]) for i in range(count)]
    widths[-1] += max(
        [0, *(width_of(row[0]) - sum(widths) - 3 * (count - 1) for row in texts if len(row) == 1)]
    )
    whole = sum(widths) + 3 * (count - 1)
    lines = [_border(widths, [False] * count)]
    for index, row in enumerate(texts):
        if len(row) == 1 < count:
            lines.append(f"| {padded(row[0], whole)} |")
        else:
            lines.append(
                "".join(f"| {padded(text, width)} " for text, width in zip(row, widths, strict=True)) + "|"
            )
        below = rows[index + 1] if index + 1 < len(rows) else ()
        open_ = [i < len(below) and below[i] is ABOVE and len(below) == count for i in range(count)]
        border = _border(widths, open_)
        lines.append(border.replace("-", "=") if index == 0 else border)
    return "\n".join(lines) + "\n"


def _border(widths: Sequence[int], open_: Sequence[bool]) -> str:
    """A line below a row; above a cell that reaches down it is *open*."""
    line = ""
    for index, width in enumerate(widths):
        joint = "|" if open_[index] and (index == 0 or open_[index - 1]) else "+"
        line += joint + (" " if open_[index] else "-") * (width + 2)
    return line + ("|" if open_[-1] else "+")


def list_table(rows: Sequence[Sequence[str]]) -> str:
    """A ``list-table``; cells may hold tabs."""
    lines = [".. list-table::", "   :header-rows: 1", ""]
    for row in rows:
        for index, cell in enumerate(row):
            lines.append(f"   {'* -' if index == 0 else '  -'} {escape(cell)}".rstrip())
    return "\n".join(lines) + "\n"


def csv_table(rows: Sequence[Sequence[str]]) -> str:
    """A ``csv-table``."""
    data = io.StringIO()
    csv.writer(data, lineterminator="\n", quoting=csv.QUOTE_ALL).writerows(
        [[escape(cell) for cell in row] for row in rows]
    )
    return ".. csv-table::\n   :header-rows: 1\n\n" + "".join(
        f"   {line}\n" for line in data.getvalue().splitlines()
    )


def simple_table(rows: Sequence[Sequence[str]]) -> str:
    """A simple table, whose first column is never blank: there it would continue the row above."""
    texts = [[escape(cell) or "\\" for cell in row] for row in rows]
    widths = [max(2, *(width_of(row[i]) for row in texts)) for i in range(len(rows[0]))]
    border = "  ".join("=" * width for width in widths)
    lines = ["  ".join(padded(cell, width) for cell, width in zip(row, widths, strict=True)) for row in texts]
    return "\n".join([border, lines[0], border, *lines[1:], border]) + "\n"


def pipe_table(rows: Sequence[Sequence[str]]) -> str:
    """A table in Markdown."""
    lines = ["| " + " | ".join(escape(cell) for cell in row) + " |" for row in rows]
    return "\n".join([lines[0], "|" + " --- |" * len(rows[0]), *lines[1:]]) + "\n"


WRITERS: dict[str, Callable[[Sequence[Sequence[str]]], str]] = {
    "grid.rst": spanned_grid,
    "list.rst": list_table,
    "csv.rst": csv_table,
    "simple.rst": simple_table,
    "pipe.md": pipe_table,
}
"""By a file name, the suffix of which says how the text is read."""
