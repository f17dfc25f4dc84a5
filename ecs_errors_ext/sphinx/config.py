"""The configuration values of the extension, read and checked in one place."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sphinx.util.matching import patmatch

from ecs_errors_ext.columns import EXTRA, NAMED_ROLES
from ecs_errors_ext.lint.rules import Rule
from ecs_errors_ext.model import Problem, ProblemKind, Role
from ecs_errors_ext.sphinx.sources import Sources, is_texts, read_sources

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

    sources: Sources = field(default_factory=Sources)
    notes: Notes = field(default_factory=Notes)
    """Of every catalog that has none of its own."""
    own_notes: Mapping[str, Notes] = field(default_factory=dict)
    """Catalog name → its notes."""
    search: bool = False
    """Whether the search stands on every page and on ``search.html``."""
    title: str = ""
    """What the codes belong to, or the site where there are several catalogs."""
    titles: Mapping[str, str] = field(default_factory=dict)
    """Catalog name → title, where one is given."""
    autolink: bool | str = False
    """Whether bare codes in prose become links; ``"strict"``: unknown ones of a known family are warned of."""
    lint: tuple[Rule, ...] = ()
    """Rules whose findings the build warns of."""
    vocabulary: tuple[str, ...] = ()
    """Files, relative to ``conf.py``, that add to the built-in vocabulary of the search."""
    ledger: str = ""
    """File, relative to ``conf.py``, with everything that was published; empty where none is kept."""

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

    def title_of(self, name: str) -> str:
        """The title of the catalog called *name*: its own; or that of the only one there is; or its name."""
        alone = list(self.sources) == [name]
        return self.titles.get(name) or (self.title if alone or not name else name)

    def notes_of(self, name: str) -> Notes:
        """The notes of the catalog called *name*."""
        return self.own_notes.get(name, self.notes)


def register_config(app: Sphinx) -> None:
    """Declare the values; their checks are :func:`read_settings`."""
    app.add_config_value("ecs_errors_sources", [], "env", types=frozenset({list, tuple, dict}))
    app.add_config_value("ecs_errors_columns", {}, "env", types=frozenset({dict}))
    app.add_config_value("ecs_errors_notes", {}, "html", types=frozenset({dict}))
    app.add_config_value("ecs_errors_search", default=False, rebuild="html", types=frozenset({bool}))
    app.add_config_value("ecs_errors_autolink", default=False, rebuild="env", types=frozenset({bool, str}))
    app.add_config_value("ecs_errors_lint", default=False, rebuild="env", types=frozenset({bool, list}))
    app.add_config_value("ecs_errors_ledger", "", "html", types=frozenset({str}))
    app.add_config_value("ecs_errors_vocabulary", [], "html", types=frozenset({list, tuple}))
    app.add_config_value("ecs_errors_title", "", "env", types=frozenset({str, dict}))


def read_settings(config: Config) -> tuple[Settings, list[Problem]]:
    """The settings of *config*. A value of the wrong form is a problem, and its default holds."""
    problems: list[Problem] = []

    def wrong(name: str, form: str) -> None:
        text = f"{name} must be {form}. Its default is used until conf.py is corrected."
        problems.append(Problem(kind=ProblemKind.CONFIG, text=text))

    sources, faults = read_sources(config.ecs_errors_sources)
    for fault in faults:
        text = f"ecs_errors_sources {fault}. What is right in it holds; correct conf.py."
        problems.append(Problem(kind=ProblemKind.CONFIG, text=text))
    notes, own_notes = _notes(config.ecs_errors_notes, sources)
    if notes is None:
        wrong(
            "ecs_errors_notes", f"a dictionary of texts with keys among {_NOTE_KEYS}, or of such by catalog"
        )
    title, titles = _titles(config.ecs_errors_title)
    if title is None:
        wrong("ecs_errors_title", "a text, or a dictionary of texts by catalog")
    search = config.ecs_errors_search
    if search not in (True, False):
        wrong("ecs_errors_search", "True or False")
        search = False
    autolink = config.ecs_errors_autolink
    if not (isinstance(autolink, bool) or autolink == "strict"):
        wrong("ecs_errors_autolink", 'True, False or "strict"')
        autolink = False
    vocabulary = config.ecs_errors_vocabulary
    if not is_texts(vocabulary):
        wrong("ecs_errors_vocabulary", "a list of file names")
        vocabulary = []
    ledger = config.ecs_errors_ledger
    if not isinstance(ledger, str):
        wrong("ecs_errors_ledger", "the name of a file")
        ledger = ""
    rules = _rules(config.ecs_errors_lint)
    if rules is None:
        wrong("ecs_errors_lint", f"True, False or a list of {', '.join(Rule)}")
    columns = _columns(config.ecs_errors_columns)
    if columns is None:
        roles = ", ".join((*Role, EXTRA))
        wrong(
            "ecs_errors_columns",
            f"a dictionary from headers to {roles}, or from documents to such dictionaries",
        )
    settings = Settings(
        columns=columns or {},
        lint=rules or (),
        ledger=ledger,
        sources=sources,
        notes=notes or Notes(),
        own_notes=own_notes,
        vocabulary=tuple(vocabulary),
        search=bool(search),
        autolink=autolink,
        title=title or str(config.project),
        titles=titles,
    )
    return settings, problems


_NOTE_KEYS = ", ".join(Notes.__slots__)


def _notes(value: object, sources: Sources) -> tuple[Notes | None, dict[str, Notes]]:
    """The notes of all catalogs and those of single ones; ``None`` if *value* has another form."""
    if not isinstance(value, dict):
        return None, {}
    own = {key: notes for key, notes in value.items() if key in sources and isinstance(notes, dict)}
    common = {key: text for key, text in value.items() if key not in own}
    if not all(map(_is_notes, (common, *own.values()))):
        return None, {}
    return Notes(**common), {key: Notes(**{**common, **notes}) for key, notes in own.items()}


def _is_notes(value: Mapping[str, object]) -> bool:
    return set(value) <= set(Notes.__slots__) and is_texts(list(value.values()))


def _titles(value: object) -> tuple[str | None, dict[str, str]]:
    """The title of the site and those of catalogs; ``None`` if *value* has another form."""
    if isinstance(value, str):
        return value, {}
    if isinstance(value, dict) and is_texts([*value, *value.values()]):
        return value.get("", ""), value
    return None, {}


def _rules(value: object) -> tuple[Rule, ...] | None:
    """The rules that *value* names, all for ``True``; ``None`` where it is not of that form."""
    if isinstance(value, bool):
        return tuple(Rule) * value
    known = {rule.value for rule in Rule}
    return tuple(rule for rule in Rule if rule in value) if is_texts(value) and set(value) <= known else None


def _columns(value: object) -> dict[str, dict[str, Role | None]] | None:
    """Pattern → header → role; ``None`` where *value* is not of that form. Headers alone hold for all documents."""
    if not isinstance(value, dict):
        return None
    found: dict[str, dict[str, Role | None]] = {}
    for key, said in value.items():
        pattern, roles = (key, said) if isinstance(said, dict) else ("**", {key: said})
        if not (
            is_texts([pattern, *roles])
            and is_texts(list(roles.values()))
            and set(roles.values()) <= set(NAMED_ROLES)
        ):
            return None
        found.setdefault(pattern, {}).update({header: NAMED_ROLES[role] for header, role in roles.items()})
    return found
