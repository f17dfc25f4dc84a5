"""The configuration values of the extension, read and checked in one place."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sphinx.util.matching import patmatch

from ecs_errors_ext.columns import EXTRA, NAMED_ROLES
from ecs_errors_ext.model import Problem, ProblemKind, Role

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx.application import Sphinx
    from sphinx.config import Config


@dataclass(frozen=True, slots=True, kw_only=True)
class Notes:
    """Sentences that this site adds to its pages. A pair of double backquotes sets a literal."""

    code: str = ""
    """On each code page, as *Keep in mind*."""
    status: str = ""
    """On each status page, and where statuses are compared."""
    message: str = ""
    """On each page of a shared message: where a code is to be found."""
    no_match: str = ""
    """Where the search finds nothing: where else to look."""
    link: str = ""
    """Document with the whole of it, ``docname`` or ``docname#anchor``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The values as the extension uses them."""

    sources: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Catalog name → its documents, in order."""
    notes: Notes = field(default_factory=Notes)
    search: bool = False
    """Whether the search stands on every page and on ``search.html``."""
    title: str = ""
    autolink: bool | str = False
    """Whether bare codes in prose become links; ``"strict"``: unknown ones of a known family are warned of."""
    vocabulary: tuple[str, ...] = ()
    """Files, relative to ``conf.py``, that add to the built-in vocabulary of the search."""

    columns: Mapping[str, Mapping[str, Role | None]] = field(default_factory=dict)
    """Pattern of document names → header → the role of that column, ``None`` for none."""

    def columns_of(self, docname: str) -> Mapping[str, Role | None]:
        """What is said of the columns of *docname*; a later pattern goes before an earlier one."""
        return {
            header: role
            for pattern, roles in self.columns.items()
            if patmatch(docname, pattern)
            for header, role in roles.items()
        }

    def catalog_of(self, docname: str) -> str | None:
        """Name of the catalog whose source *docname* is, ``None`` if it is none."""
        return next((name for name, docs in self.sources.items() if docname in docs), None)


def register_config(app: Sphinx) -> None:
    """Declare the values; their checks are :func:`read_settings`."""
    app.add_config_value("ecs_errors_sources", [], "env", types=frozenset({list, tuple}))
    app.add_config_value("ecs_errors_columns", {}, "env", types=frozenset({dict}))
    app.add_config_value("ecs_errors_notes", {}, "html", types=frozenset({dict}))
    app.add_config_value("ecs_errors_search", default=False, rebuild="html", types=frozenset({bool}))
    app.add_config_value("ecs_errors_autolink", default=False, rebuild="env", types=frozenset({bool, str}))
    app.add_config_value("ecs_errors_vocabulary", [], "html", types=frozenset({list, tuple}))
    app.add_config_value("ecs_errors_title", "", "env", types=frozenset({str}))


def read_settings(config: Config) -> tuple[Settings, list[Problem]]:
    """The settings of *config*. A value of the wrong form is a problem, and its default holds."""
    problems: list[Problem] = []

    def wrong(name: str, form: str) -> None:
        text = f"{name} must be {form}. Its default is used until conf.py is corrected."
        problems.append(Problem(kind=ProblemKind.CONFIG, text=text))

    sources = config.ecs_errors_sources
    if not _is_texts(sources):
        wrong("ecs_errors_sources", "a list of document names (without suffix)")
        sources = []
    notes = config.ecs_errors_notes
    if not (
        isinstance(notes, dict) and set(notes) <= set(Notes.__slots__) and _is_texts(list(notes.values()))
    ):
        wrong("ecs_errors_notes", f"a dictionary of texts with keys among {', '.join(Notes.__slots__)}")
        notes = {}
    autolink = config.ecs_errors_autolink
    if not (isinstance(autolink, bool) or autolink == "strict"):
        wrong("ecs_errors_autolink", 'True, False or "strict"')
        autolink = False
    vocabulary = config.ecs_errors_vocabulary
    if not _is_texts(vocabulary):
        wrong("ecs_errors_vocabulary", "a list of file names")
        vocabulary = []
    columns = _columns(config.ecs_errors_columns)
    if columns is None:
        roles = ", ".join((*Role, EXTRA))
        wrong(
            "ecs_errors_columns",
            f"a dictionary from headers to {roles}, or from documents to such dictionaries",
        )
    settings = Settings(
        columns=columns or {},
        sources={"": tuple(dict.fromkeys(sources))} if sources else {},
        notes=Notes(**notes),
        vocabulary=tuple(vocabulary),
        search=bool(config.ecs_errors_search),
        autolink=autolink,
        title=str(config.ecs_errors_title or config.project),
    )
    return settings, problems


def _columns(value: object) -> dict[str, dict[str, Role | None]] | None:
    """Pattern → header → role; ``None`` where *value* is not of that form. Headers alone hold for all documents."""
    if not isinstance(value, dict):
        return None
    found: dict[str, dict[str, Role | None]] = {}
    for key, said in value.items():
        pattern, roles = (key, said) if isinstance(said, dict) else ("**", {key: said})
        if not (
            _is_texts([pattern, *roles])
            and _is_texts(list(roles.values()))
            and set(roles.values()) <= set(NAMED_ROLES)
        ):
            return None
        found.setdefault(pattern, {}).update({header: NAMED_ROLES[role] for header, role in roles.items()})
    return found


def _is_texts(value: object) -> bool:
    return isinstance(value, (list, tuple)) and all(isinstance(item, str) for item in value)
