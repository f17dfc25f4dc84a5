"""What the ledger holds."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from ecs_errors_ext.model import Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ecs_errors_ext.model import Change, Entry

ROLES = (Role.STATUS, Role.MESSAGE, Role.DESCRIPTION, Role.SOLUTION)
"""The columns whose changes are kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeRecord:
    """A code that was published, and what its page last showed."""

    code: str
    slug: str
    since: str
    """The first day on which the table is on record with it."""
    removed: str = ""
    """The first day on which the table is on record without it."""
    entries: tuple[Entry, ...] = ()
    """Its rows when they were last recorded: their texts, not their places."""
    changes: tuple[Change, ...] = ()
    """Oldest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogRecord:
    """The pages of one catalog."""

    began: str
    """The first day on record."""
    codes: Mapping[str, CodeRecord] = field(default_factory=dict)
    statuses: tuple[str, ...] = ()
    """Statuses and classes (``400``, ``4xx``), sorted."""
    families: Mapping[str, str] = field(default_factory=dict)
    """Family → slug."""
    messages: Mapping[str, str] = field(default_factory=dict)
    """Slug of a shared message → its text."""
    retired: str = ""
    """The day from which it has no table at all; empty while it has one."""
    successor: str | None = None
    """Of a retired one: the catalog that has its codes now, ``None`` where none has."""


@dataclass(frozen=True, slots=True)
class Ledger:
    """Catalog name → what was published of it."""

    catalogs: Mapping[str, CatalogRecord] = field(default_factory=dict)


def untranslated(entry: Entry) -> Entry:
    """*entry* in the language of its table, which the record is kept in."""
    if not entry.original:
        return entry
    texts = {("status_text" if role is Role.STATUS else role.value): text for role, text in entry.original}
    return replace(entry, original=(), **texts)  # type: ignore[arg-type]


def texts_of(entries: Iterable[Entry], role: Role) -> list[str]:
    """What *entries* say in *role*, each text once, its space normalised."""
    texts = (" ".join(entry.text(role).split()) for entry in entries)
    return list(dict.fromkeys(text for text in texts if text))
