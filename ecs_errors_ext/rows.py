"""What each row of a table is about: rows that continue others, rows that are none, codes that share a row."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ecs_errors_ext.codecells import codes_in, is_prose
from ecs_errors_ext.columns import is_carried, repeats_header
from ecs_errors_ext.model import ProblemKind, Role, Row

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_MOSTLY = 0.8


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A row with its blank cells filled from above, and the codes that it is about."""

    row: Row
    codes: tuple[str, ...] = ()
    """None where the row is not published."""
    continues: bool = False
    """Whether it says more of the code of the row above."""
    kind: ProblemKind | None = None
    """Why it is not published or, if it has codes, what is odd about them; ``None`` too for a row that is blank."""


def read_rows(rows: Iterable[Row]) -> Iterator[Reading]:
    """Read *rows* table by table; one reading for each, in their order."""
    numbered: list[Row] = []
    for row in rows:
        if numbered and (row.docname != numbered[-1].docname or row.number <= numbered[-1].number):
            yield from _read_table(numbered)
            numbered = []
        numbered.append(row)
    yield from _read_table(numbered)


def _read_table(rows: list[Row]) -> Iterator[Reading]:
    named = [code for row in rows if (code := row.cells.get(Role.CODE, "").strip()) and _says(row)]
    numbered = bool(named) and sum(any(map(str.isdigit, code)) for code in named) >= _MOSTLY * len(named)
    carried: dict[str, str] = {}
    above = Reading(row=Row(cells={}))
    for printed in rows:
        row = _filled(printed, carried)
        kind = _no_codes(printed, numbered=numbered)
        codes = codes_in(row.cells.get(Role.CODE, "")) if kind is None else ()
        if kind is None and not codes and _is_blank(printed):
            yield Reading(row=row)
            continue
        if codes or kind:
            above = Reading(row=row, codes=codes, continues=row.continues, kind=kind)
        elif above.codes and not row.cells.get(Role.CODE, "").strip():
            # With a status of its own it may as well be of another code.
            odd = ProblemKind.EMPTY_CODE if row.cells.get(Role.STATUS, "").strip() else None
            row = _continued(row, above.row)
            above = Reading(row=row, codes=above.codes, continues=True, kind=odd)
        else:
            above = Reading(row=row, kind=ProblemKind.EMPTY_CODE)
        yield above


def _filled(row: Row, carried: dict[str, str]) -> Row:
    """*row* with the blank cells of the columns that mean “as above” filled in; *carried* is what stands above."""
    extra = {}
    for name, text in row.extra.items():
        if is_carried(name):
            carried[name] = extra[name] = text if text.strip() else carried.get(name, text)
        else:
            extra[name] = text
    return row if extra == row.extra else replace(row, extra=extra)


def _continued(row: Row, above: Row) -> Row:
    """*row*, which has no code: it has the status of the row *above* unless it has its own."""
    status = row.cells.get(Role.STATUS, "")
    if status.strip() or Role.STATUS not in above.cells:
        return row
    return replace(row, cells=row.cells | {Role.STATUS: above.cells[Role.STATUS]})


def _no_codes(row: Row, *, numbered: bool) -> ProblemKind | None:
    """What *row* is if it is not about a code; *numbered*: nearly all codes of its table have digits."""
    code = row.cells.get(Role.CODE, "").strip()
    if row.heading:
        return ProblemKind.SECTION_ROW
    if not code:
        others = (text for name, text in row.extra.items() if not is_carried(name))
        only_carried = (
            not _says(row) and not any(map(str.strip, others)) and any(map(str.strip, row.extra.values()))
        )
        return ProblemKind.SECTION_ROW if only_carried else None
    if any(map(str.isdigit, code)):
        return ProblemKind.SECTION_ROW if is_prose(code) and len(codes_in(code)) == 1 else None
    if repeats_header(row.cells):
        return ProblemKind.REPEATED_HEADER
    heading = not _says(row) and codes_in(code) and (numbered or " " in code)
    return ProblemKind.SECTION_ROW if is_prose(code) or heading else None


def _says(row: Row) -> bool:
    """Whether *row* says anything about a code."""
    return any(text.strip() for role, text in row.cells.items() if role is not Role.CODE)


def _is_blank(row: Row) -> bool:
    return not any(text.strip() for text in (*row.cells.values(), *row.extra.values()))
