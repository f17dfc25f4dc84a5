"""The catalogs as they are now, each from all its files, and where one of these could not be read."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from ecs_errors_ext.catalog import build_catalog, named
from ecs_errors_ext.model import ProblemKind
from ecs_errors_ext.source import SourceError, open_source, open_sources, read_source, table_rows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from typing import TypeAlias

    from ecs_errors_ext.model import Catalog, Problem, Role, Row

    Tell: TypeAlias = Callable[[Path, Problem], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Present:
    """A catalog as it is now."""

    catalog: Catalog
    unread: tuple[str, ...] = ()
    """Files and lines where codes may stand that could not be read."""


@dataclass(slots=True)
class _Tables:
    """The files of one catalog."""

    columns: Mapping[str, Role | None]
    tell: Tell
    paths: list[Path] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)

    def read(self, path: Path, *, needed: bool = True) -> None:
        """Add the file at *path*, and tell what is wrong with it: also that it has no table, if one is *needed*."""
        rows, problems = table_rows(read_source(path), path, self.columns)
        self.paths.append(path)
        self.rows += rows
        for problem in (*problems, *build_catalog(rows)[1]):
            if problem.kind is ProblemKind.REPEATED_CODE or (
                problem.kind is ProblemKind.NO_TABLE and not needed
            ):
                continue
            self.tell(path, problem)
            if problem.kind.hides_codes:
                self.unread.append(f"{path}:{problem.line or 1}")

    def present(self, name: str = "") -> Present:
        """The catalog of all files; raises :exc:`SourceError` where it has no code."""
        catalog = build_catalog(self.rows, name=name)[0]
        if not catalog.codes:
            raise SourceError(f"{', '.join(map(str, self.paths))}: no error-code table found.")
        return Present(catalog=catalog, unread=tuple(self.unread))


def present_catalogs(
    sources: Iterable[tuple[str | None, Path]], columns: Mapping[str, Role | None], tell: Tell
) -> list[Present]:
    """The catalogs in *sources*, pairs of a name, if one is given, and a path; *tell* is told what is wrong with tables.

    Raises :exc:`SourceError` where there is none, or one cannot be read at all.
    """
    sources = list(sources)
    if not sources:
        return [_first(columns, tell)]
    found: dict[str, Present] = {}
    tables: dict[str, _Tables] = {}
    for name, path in sources:
        if path.is_dir() or path.suffix == ".json":
            for catalog in _published(name, path):
                if catalog.name in found:
                    raise SourceError(
                        f"{path}: a second --source for the catalog {catalog.name!r}. Name one."
                    )
                found[catalog.name] = Present(catalog=catalog)
        else:
            tables.setdefault(name or "", _Tables(columns, tell)).read(path)
    if both := found.keys() & tables.keys():
        raise SourceError(
            f"the catalog {min(both)!r} has a published --source and one of tables. Name one kind."
        )
    return [*found.values(), *(files.present(name) for name, files in tables.items())]


def _published(name: str | None, path: Path) -> Iterator[Catalog]:
    for source in open_sources(path) if name is None else [open_source(path)]:
        yield source.catalog if name is None else named(source.catalog, name)


def _first(columns: Mapping[str, Role | None], tell: Tell) -> Present:
    """The first file under ``source/`` with a table; an earlier one whose table cannot be read may be meant."""
    tables = _Tables(columns, tell)
    for path in sorted(Path("source").rglob("*.rst")):
        tables.read(path, needed=False)
        if tables.rows:
            return tables.present()
    raise SourceError("no error-code table in source/*.rst. Name it with --source PATH.")
