"""A catalog as JSON and CSV. Two exports of one catalog are the same bytes."""

from __future__ import annotations

import csv
import io
import json
from importlib.resources import files
from typing import TYPE_CHECKING, NotRequired, TypedDict

from ecs_errors_ext.views.names import PageNames

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from ecs_errors_ext.groups import Groups
    from ecs_errors_ext.model import Entry, ErrorCode

VERSION = 1
"""Version of the form of ``errors.json``; keys are added under one version, never renamed."""


class EntryData(TypedDict):
    """One row of a table; ``None`` where the table lacks the column."""

    statuses: list[int]
    status_text: str | None
    message: str | None
    description: str | None
    solution: str | None
    extra: dict[str, str]
    docname: str
    line: int
    original: NotRequired[dict[str, str]]
    """Of translated texts, what they said before."""


class NoteData(TypedDict):
    """What a document adds to the table about a code."""

    docname: str
    line: int
    text: str


class ChangeData(TypedDict):
    """What a text of a code was until a day, and what it became."""

    date: str
    field: str
    old: str
    new: str


class CodeData(TypedDict):
    """One code, as it stands in ``errors.json`` and in a file of its own."""

    code: str
    family: str
    url: str
    entries: list[EntryData]
    same_message: list[str]
    similar: list[str]
    notes: list[NoteData]
    since: str | None
    """The first day on record; ``None`` without a ledger."""
    changes: list[ChangeData]


class RemovedData(CodeData):
    """A code that the table has no more, as it was last; ``similar`` are the codes that come nearest now."""

    removed: str | None
    """Since when; ``None`` where that is not recorded yet."""


class CatalogData(TypedDict):
    """The whole of ``errors.json``."""

    version: int
    catalog: str
    title: str
    codes: list[CodeData]
    removed: list[RemovedData]


def code_data(code: ErrorCode, groups: Groups, url: str, notes: Iterable[NoteData] = ()) -> CodeData:
    """*code* as data, with the *notes* on it; *url* is relative to the site."""
    return {
        "code": code.code,
        "family": code.family,
        "url": url,
        "entries": [_entry_data(entry) for entry in code.entries],
        "same_message": [other.code for other in groups.same_message(code)],
        "similar": [other.code for other in groups.similar_codes(code)],
        "notes": list(notes),
        **_past_data(code),
    }


def removed_data(
    code: ErrorCode, nearest: Iterable[str], url: str, notes: Iterable[NoteData] = ()
) -> RemovedData:
    """The removed *code* as data; *nearest* are the codes that come nearest to it now."""
    return {
        "code": code.code,
        "family": code.family,
        "url": url,
        "entries": [_entry_data(entry) for entry in code.entries],
        "same_message": [],
        "similar": list(nearest),
        "notes": list(notes),
        "removed": code.removed or None,
        **_past_data(code),
    }


class _PastData(TypedDict):
    since: str | None
    changes: list[ChangeData]


def _past_data(code: ErrorCode) -> _PastData:
    past = code.past
    if past is None:
        return {"since": None, "changes": []}
    changes: list[ChangeData] = [
        {"date": change.date, "field": change.role.value, "old": change.old, "new": change.new}
        for change in past.changes
    ]
    return {"since": past.since, "changes": changes}


def _entry_data(entry: Entry) -> EntryData:
    data: EntryData = {
        "statuses": list(entry.statuses),
        "status_text": entry.status_text,
        "message": entry.message,
        "description": entry.description,
        "solution": entry.solution,
        "extra": dict(entry.extra),
        "docname": entry.docname,
        "line": entry.line,
    }
    if entry.original:
        data["original"] = {role.value: text for role, text in entry.original}
    return data


def catalog_data(
    groups: Groups, codes: Iterable[CodeData], removed: Iterable[RemovedData] = ()
) -> CatalogData:
    """The catalog of *groups* as data; *codes* are its codes in table order."""
    catalog = groups.catalog
    return {
        "version": VERSION,
        "catalog": catalog.name,
        "title": catalog.title,
        "codes": list(codes),
        "removed": list(removed),
    }


def catalogs_json(
    catalogs: Iterable[Groups], uri_of: Callable[[str], str], retired: Iterable[Groups] = ()
) -> str:
    """All *catalogs* of a site as JSON text, then the *retired* ones.

    Addresses are relative to the site, *uri_of* gives that of a page.
    """
    items = []
    for groups in (*catalogs, *retired):
        names = PageNames(groups)
        items.append(
            {
                "catalog": groups.catalog.name,
                "title": groups.catalog.title,
                "codes": len(groups.codes),
                "url": uri_of(names.codes),
                "errors": names.file("errors.json"),
                "retired": groups.catalog.retired or None,
            }
        )
    return _printable('{\n"version": 1,\n"catalogs": ' + _lines(items) + "\n}\n")


def to_json(data: CatalogData) -> str:
    """*data* as JSON text, a line for each code: quick to write, and a diff names the codes that changed."""
    items = (
        f"{_json(name)}: {_lines(value) if isinstance(value, list) else _json(value)}"
        for name, value in data.items()
    )
    return _printable("{\n" + ",\n".join(items) + "\n}\n")


def code_to_json(data: CodeData) -> str:
    """*data* as the text of a file of its own."""
    return _printable(_json(data)) + "\n"


def _lines(values: Sequence[object]) -> str:
    return "[\n" + ",\n".join(map(_json, values)) + "\n]" if values else "[]"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _printable(text: str) -> str:
    """*text* without lone surrogates, which no encoding of a file could hold."""
    return text.encode("utf-8", "surrogatepass").decode("utf-8", "replace")


_COLUMNS = ("code", "family", "status", "message", "description", "solution", "url", "docname", "line")


def to_csv(data: CatalogData) -> str:
    """*data* as CSV (RFC 4180), one line for each entry, columns of no role at the end.

    A text that a spreadsheet would run as a formula gets an apostrophe in front
    (https://owasp.org/www-community/attacks/CSV_Injection).
    """
    extra = dict.fromkeys(
        name for code in data["codes"] for entry in code["entries"] for name in entry["extra"]
    )
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow([*_COLUMNS, *extra])
    for code in data["codes"]:
        for entry in code["entries"]:
            values = [
                code["code"], code["family"], entry["status_text"], entry["message"], entry["description"],
                entry["solution"], code["url"], entry["docname"], entry["line"],
                *(entry["extra"].get(name) for name in extra),
            ]  # fmt: skip
            writer.writerow([_harmless(value) for value in values])
    return _printable(stream.getvalue())


def _harmless(value: str | int | None) -> str | int | None:
    if isinstance(value, str) and value[:1] in {"=", "+", "-", "@", "\t", "\r"}:
        return f"'{value}"
    return value


def schema() -> str:
    """The JSON Schema (2020-12) of ``errors.json`` as text."""
    return files("ecs_errors_ext").joinpath("errors.schema.json").read_text("utf-8")
