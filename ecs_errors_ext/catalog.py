"""From rows to a catalog: which code each row is about, and what its cells mean."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from ecs_errors_ext.codecells import family_of
from ecs_errors_ext.model import Catalog, Entry, ErrorCode, Problem, ProblemKind, Role, Row
from ecs_errors_ext.rows import read_rows
from ecs_errors_ext.slugs import code_slugs

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_STATUS = re.compile(r"(?<![0-9])[1-9][0-9]{2}(?![0-9])")
_NO_STATUS = frozenset({"", "-", "--", "n/a", "na", "none", "/", "–", "—"})


def build_catalog(rows: Iterable[Row], *, name: str = "", title: str = "") -> tuple[Catalog, list[Problem]]:
    """Gather *rows* by code.

    Every row that says anything becomes an entry, or one of each of its codes, or a
    problem; an entry that needs a remark becomes both. The problems are in the order
    of the rows.
    """
    problems: list[Problem] = []
    entries: dict[str, list[Entry]] = {}
    for reading in read_rows(rows):
        if reading.kind:
            text = _CONTINUED if reading.codes else _UNPUBLISHED[reading.kind]
            problems.append(_problem(reading.row, reading.kind, text.format(", ".join(reading.codes))))
        if not reading.codes:
            continue
        entry, found = _entry(reading.row)
        problems.extend(found)
        for code in reading.codes:
            known = entries.setdefault(code, [])
            repeated = _repeated(code, entry, known)
            if repeated and not (reading.continues and repeated[0] is ProblemKind.REPEATED_CODE):
                problems.append(_problem(reading.row, *repeated))
            if not repeated or repeated[0] is ProblemKind.REPEATED_CODE:
                known.append(entry)
    slugs = code_slugs(entries)
    codes = tuple(
        ErrorCode(code=code, family=family_of(code), slug=slugs[code], entries=tuple(found), catalog=name)
        for code, found in entries.items()
    )
    return Catalog(name=name, title=title, codes=codes), problems


def named(catalog: Catalog, name: str) -> Catalog:
    """*catalog* under another *name*."""
    codes, removed = (
        tuple(replace(code, catalog=name) for code in codes) for codes in (catalog.codes, catalog.removed)
    )
    return replace(catalog, name=name, codes=codes, removed=removed)


_CONTINUED = (
    "This row has a status but no code, so it is published as one more row of {}, the code above."
    " Fill in its code if it is another."
)
_UNPUBLISHED = {
    ProblemKind.EMPTY_CODE: (
        "This row has no code, and there is none above that it could continue, so it is not published."
        " Fill in its code or delete the row."
    ),
    ProblemKind.REPEATED_HEADER: "This row repeats the header of its table, so it is not published. Delete it.",
    ProblemKind.SECTION_ROW: (
        "This row has a heading or a sentence where codes stand, so it is not published."
        " Put it above or below the table, or say which code the row is about."
    ),
}


def _repeated(code: str, entry: Entry, known: Sequence[Entry]) -> tuple[ProblemKind, str] | None:
    """What to say of a further *entry* for *code*: it repeats a known one, or it differs from all."""
    for other in known:
        if _said(other) == _said(entry):
            text = f"{code} says here what it says in line {other.line} already. Delete one of the rows."
            return ProblemKind.REPEATED_ROW, text
    if known:
        text = (
            f"{code} stands in line {known[0].line} already, with other cells. Its page shows both rows;"
            " merge them if they mean the same."
        )
        return ProblemKind.REPEATED_CODE, text
    return None


def _said(entry: Entry) -> tuple[object, ...]:
    return (entry.status_text, entry.message, entry.description, entry.solution, entry.extra)


def _entry(row: Row) -> tuple[Entry, list[Problem]]:
    problems = []
    text = row.cells.get(Role.STATUS)
    statuses = parse_statuses(text or "")
    if text is not None and not statuses and text.strip().casefold() not in _NO_STATUS:
        said = f"The status {text!r} is no HTTP status (three digits from 100 to 599), so this row is listed without one."
        problems.append(_problem(row, ProblemKind.BAD_STATUS, f"{said} Correct the cell."))
    entry = Entry(
        statuses=statuses,
        status_text=text,
        message=row.cells.get(Role.MESSAGE),
        description=row.cells.get(Role.DESCRIPTION),
        solution=row.cells.get(Role.SOLUTION),
        extra=tuple(row.extra.items()),
        original=tuple(row.original.items()),
        markup=row.markup,
        docname=row.docname,
        line=row.line,
        number=row.number,
        anchor=row.anchor,
    )
    return entry, problems


def _problem(row: Row, kind: ProblemKind, text: str) -> Problem:
    return Problem(kind=kind, text=text, docname=row.docname, line=row.line)


def parse_statuses(text: str) -> tuple[int, ...]:
    """The HTTP statuses (RFC 9110: 100 to 599) named in *text*, each once, in order."""
    found = (int(match.group()) for match in _STATUS.finditer(text))
    return tuple(dict.fromkeys(status for status in found if 100 <= status <= 599))
