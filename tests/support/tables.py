"""Tables in the syntax that the source of the site has."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

HEADER = ("HTTP Status Code", "Error Code", "Error Message", "Description", "Solution")


def grid_table(rows: Sequence[Sequence[str]]) -> str:
    """A grid table of *rows*, the first of which is the header; cells are plain text, escaped."""
    cells = [[escape(text).split("\n") for text in row] for row in rows]
    widths = [max(width_of(line) for row in cells for line in row[i]) for i in range(len(rows[0]))]
    border = "+" + "+".join("-" * (width + 2) for width in widths) + "+"
    lines = [border]
    for index, row in enumerate(cells):
        for depth in range(max(map(len, row))):
            texts = [cell[depth] if depth < len(cell) else "" for cell in row]
            lines.append(
                "| "
                + " | ".join(padded(text, width) for text, width in zip(texts, widths, strict=True))
                + " |"
            )
        lines.append(border if index else border.replace("-", "="))
    return "\n".join(lines) + "\n"


def table_page(rows: Sequence[Sequence[str]]) -> str:
    """A document called *Table* with a grid table of *rows* under :data:`HEADER`."""
    return f"Table\n=====\n\n{grid_table([HEADER, *rows])}"


def escape(text: str) -> str:
    """*text* as reStructuredText that says just this."""
    return "".join(
        f"\\{char}" if char.isascii() and not char.isalnum() and char not in " \n" else char for char in text
    )


def width_of(text: str) -> int:
    return sum((unicodedata.east_asian_width(char) in "WF") + 1 for char in text)


def padded(text: str, width: int) -> str:
    return text + " " * (width - width_of(text))
