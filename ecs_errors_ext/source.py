"""Where the command line takes its codes from: a published ``errors.json``, a built site, or the table itself."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from ecs_errors_ext.catalog import build_catalog
from ecs_errors_ext.ledger import FILE, load, with_past
from ecs_errors_ext.model import Catalog, Change, Entry, ErrorCode, Past, Role, Row
from ecs_errors_ext.textfiles import read_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ecs_errors_ext.model import Problem

_EXPORTS = ("build/html/errors.json", "errors.json")
_CATALOGS = "catalogs.json"
_DEEPEST = 4  # folders from a table up to the ledger of its project


class SourceError(Exception):
    """A source cannot be read; the text says which and why, in one line."""


@dataclass(frozen=True, slots=True)
class Source:
    """A catalog, where it was read, and the address of each code's page relative to the site."""

    catalog: Catalog
    path: Path
    urls: Mapping[str, str]
    notes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Code → what a team has noted on it; a table itself has no notes."""

    def code(self, name: str) -> ErrorCode:
        """The code called *name*, also one that was removed; raises :exc:`KeyError`."""
        return self.catalog.by_code.get(name) or self.catalog.removed_by_code[name]


def open_source(path: Path | None, columns: Mapping[str, Role | None] = MappingProxyType({})) -> Source:
    """The source at *path*, or the first one in the project that is the present folder; raises :exc:`SourceError`.

    *columns* says what columns of tables hold, by header, before the vocabulary is asked.
    """
    if path is None:
        return _in_project(columns)
    if path.is_dir():
        path /= "errors.json"
    return _read(path, columns)


def open_sources(
    path: Path | None, columns: Mapping[str, Role | None] = MappingProxyType({})
) -> tuple[Source, ...]:
    """As :func:`open_source`, but of a site with several catalogs each of them."""
    for folder in [path] if path else [Path("build/html"), Path()]:
        listing = folder if folder.name == _CATALOGS else folder / _CATALOGS
        if listing.is_file():
            return _listed(listing)
    return (open_source(path, columns),)


def choose(sources: Sequence[Source], names: Sequence[str]) -> tuple[Source, ...]:
    """Of *sources* those called by *names*, all if there are none; raises :exc:`SourceError` for an unknown one."""
    by_name = {source.catalog.name: source for source in sources}
    unknown = next((name for name in names if name not in by_name), None)
    if unknown is not None:
        known = ", ".join(map(repr, by_name))
        raise SourceError(f"there is no catalog {unknown!r} here, only {known}.")
    return tuple(by_name[name] for name in names) if names else tuple(sources)


def _listed(listing: Path) -> tuple[Source, ...]:
    """The catalogs that a ``catalogs.json`` lists."""
    data = _json(listing)
    try:
        files = [listing.parent / item["errors"] for item in data["catalogs"]]
    except (KeyError, TypeError) as error:
        raise SourceError(
            f"{listing}: JSON, but not a list of catalogs ({type(error).__name__}: {error})."
        ) from error
    if not files:
        raise SourceError(f"{listing}: it lists no catalog.")
    return tuple(_from_export(file) for file in files)


def _in_project(columns: Mapping[str, Role | None]) -> Source:
    """``build/html/errors.json``, else ``errors.json``, else the first ``.rst`` file under ``source/`` with a table."""
    for name in _EXPORTS:
        if (path := Path(name)).is_file():
            return _read(path, columns)
    tables = (_from_table(path, columns) for path in sorted(Path("source").rglob("*.rst")))
    if source := next((source for source in tables if source.catalog.codes), None):
        return _with_past(source)
    wanted = f"{' or '.join(_EXPORTS)}, and no error-code table in source/*.rst"
    raise SourceError(f"no codes found here: there is no {wanted}. Name a source with --source PATH.")


def _read(path: Path, columns: Mapping[str, Role | None]) -> Source:
    if path.suffix == ".json":
        return _from_export(path)
    source = _from_table(path, columns)
    if not source.catalog.codes:
        raise SourceError(f"{path}: no error-code table found.")
    return _with_past(source)


def read_source(path: Path) -> str:
    """The text of the file at *path*; raises :exc:`SourceError` where it cannot be read."""
    return read_text(path, SourceError)


def _json(path: Path) -> Any:  # noqa: ANN401 - whatever the file holds
    try:
        return json.loads(read_source(path))
    except (ValueError, RecursionError) as error:
        raise SourceError(f"{path}: not valid JSON ({error}).") from error


def _from_export(path: Path) -> Source:
    data = _json(path)
    try:
        return catalog_from_json(data, path)
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise SourceError(
            f"{path}: JSON, but not an export of error codes ({type(error).__name__}: {error})."
        ) from error


def catalog_from_json(data: Mapping[str, Any], path: Path = Path("errors.json")) -> Source:
    """Read the form of ``errors.json``; raises what indexing a wrong form raises."""
    name = data["catalog"]
    codes = tuple(_code(item, name) for item in data["codes"])
    gone = [item for item in data.get("removed", ()) if item.get("entries")]
    items = [*data["codes"], *gone]
    urls = {item["code"]: str(item["url"]) for item in items}
    notes = {item["code"]: tuple(str(note["text"]) for note in item.get("notes", ())) for item in items}
    removed = tuple(_code(item, name) for item in gone)
    catalog = Catalog(name=name, title=data.get("title") or "", codes=codes, removed=removed)
    return Source(catalog, path, urls, notes)


def _code(data: Mapping[str, Any], catalog: str) -> ErrorCode:
    """A code, its file name as its page has it."""
    page = str(data["url"]).rstrip("/").rpartition("/")[2]
    return ErrorCode(
        code=data["code"],
        family=data["family"],
        slug=page.removesuffix(".html") or data["code"],
        catalog=catalog,
        entries=tuple(_entry(entry) for entry in data["entries"]),
        past=_past(data),
    )


def _past(data: Mapping[str, Any]) -> Past | None:
    if not data.get("since"):
        return None
    changes = tuple(
        Change(date=item["date"], role=Role(item["field"]), old=item["old"], new=item["new"])
        for item in data.get("changes", ())
    )
    return Past(since=data["since"], changes=changes, removed=data.get("removed") or "")


def _entry(data: Mapping[str, Any]) -> Entry:
    return Entry(
        statuses=tuple(int(status) for status in data["statuses"]),
        status_text=data["status_text"],
        message=data["message"],
        description=data["description"],
        solution=data["solution"],
        extra=tuple(data["extra"].items()),
        original=tuple((Role(name), str(text)) for name, text in data.get("original", {}).items()),
        docname=data["docname"],
        line=data["line"] or 0,
    )


def _with_past(source: Source) -> Source:
    """*source*, which is a table, with what the ledger of its project knows; a broken one raises :exc:`.LedgerError`."""
    for folder in source.path.resolve().parents[:_DEEPEST]:
        if (folder / FILE).is_file():
            catalog = with_past(source.catalog, load(folder / FILE).catalogs.get(source.catalog.name))
            return Source(catalog, source.path, dict(_urls(catalog)))
    return source


def _from_table(path: Path, columns: Mapping[str, Role | None]) -> Source:
    """The table in the file at *path*, without its past."""
    catalog, _ = read_table(read_source(path), path, columns)
    return Source(catalog, path, dict(_urls(catalog)))


def read_table(
    text: str, path: Path, columns: Mapping[str, Role | None] = MappingProxyType({})
) -> tuple[Catalog, list[Problem]]:
    """The catalog of the tables in *text*, the content of the file *path*, and what is wrong with them.

    Raises :exc:`SourceError` where what reads a file of its kind is not installed.
    """
    rows, problems = table_rows(text, path, columns)
    catalog, more = build_catalog(rows)
    return catalog, [*problems, *more]


def table_rows(text: str, path: Path, columns: Mapping[str, Role | None]) -> tuple[list[Row], list[Problem]]:
    """The rows of the tables in *text*, as :func:`read_table` reads them, not yet gathered by code."""
    try:
        from ecs_errors_ext.reader import ReaderError, read_document
        from ecs_errors_ext.table import read_tables
    except ImportError as error:
        raise SourceError(
            f"{path}: reading a table needs docutils; install it or use an errors.json."
        ) from error
    try:
        tables = read_tables(read_document(text, path), path.stem, columns, source=lambda: text)
    except ReaderError as error:
        raise SourceError(f"{path}: {error}.") from error
    return [found.row for found in tables.rows], tables.problems


def _urls(catalog: Catalog) -> Iterator[tuple[str, str]]:
    for code in (*catalog.codes, *catalog.removed):
        yield code.code, f"codes/{code.slug}.html"
