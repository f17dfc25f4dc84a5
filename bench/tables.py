"""Tables of any size, made from the rows of the real one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from docutils.core import publish_doctree

from ecs_errors_ext.model import Role
from ecs_errors_ext.table import read_tables

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[1]
HEADER = ("HTTP Status Code", "Error Code", "Error Message", "Description", "Solution")


class Cells(NamedTuple):
    """A row of the table, plain text."""

    status: str
    code: str
    message: str
    description: str
    solution: str


def real_rows() -> list[Cells]:
    """The rows of the site's own table."""
    text = (ROOT / "source/error_codes.rst").read_text("utf-8")
    quiet = {"report_level": 5, "smart_quotes": False}
    found = read_tables(publish_doctree(text, settings_overrides=quiet), "error_codes").rows
    order = (Role.STATUS, Role.CODE, Role.MESSAGE, Role.DESCRIPTION, Role.SOLUTION)
    return [Cells(*(" ".join(row.row.cells[role].split()) for role in order)) for row in found]


def rows(size: int) -> list[Cells]:
    """*size* rows: the real ones, then again and again as those of other services.

    A further service has families of its own (``Ecs7.0013``) and says its own name
    where the real one says *ECS*, or at the end, so that codes share messages as
    they do in the real table and not with those of other services.
    """
    return [row for _, row in zip(range(size), _endless(), strict=False)]


def _endless() -> Iterator[Cells]:
    real = real_rows()
    service = 0
    while True:
        for row in real:
            if service:
                family, _, number = row.code.partition(".")
                texts = (_of_service(text, f"ECS{service}") for text in row[2:])
                yield Cells(row.status, f"{family}{service}.{number}", *texts)
            else:
                yield row
        service += 1


def _of_service(text: str, name: str) -> str:
    return text.replace("ECS", name) if "ECS" in text else f"{text.rstrip('.')} in {name}."


def grid(cells: list[Cells]) -> str:
    """The source document of *cells*: a title and a grid table."""
    lines = [HEADER, *(tuple(escape(text) for text in row) for row in cells)]
    widths = [max(len(row[i]) for row in lines) for i in range(len(HEADER))]
    border = "+" + "+".join("-" * (width + 2) for width in widths) + "+"
    out = ["Error Codes", "===========", "", border]
    for index, row in enumerate(lines):
        out.append(
            "| " + " | ".join(text.ljust(width) for text, width in zip(row, widths, strict=True)) + " |"
        )
        out.append(border if index else border.replace("-", "="))
    return "\n".join(out) + "\n"


def escape(text: str) -> str:
    """*text* as reStructuredText that says just this."""
    return (
        text.replace("\\", "\\\\")
        .replace("_", "\\_")
        .replace("*", "\\*")
        .replace("`", "\\`")
        .replace("|", "\\|")
    )
