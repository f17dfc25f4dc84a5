"""What a template is given of the past: like :mod:`.shapes`, plain values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ecs_errors_ext.views.shapes import EntryView, Line, Link, Mention, Note


@dataclass(frozen=True, slots=True)
class TextChange:
    """A text and what it became; one of the two may be empty."""

    label: str
    """Which text, as the pages call it."""
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Day:
    """What changed of a code on one day."""

    date: str
    changes: tuple[TextChange, ...]


@dataclass(frozen=True, slots=True)
class History:
    """The section *History* on the page of a code."""

    since: str
    exact: bool
    """Whether the code came on that day, or may have been there before."""
    removed: str
    days: tuple[Day, ...]
    """The latest first."""
    page: str
    """Page of the changes of all codes."""


@dataclass(frozen=True, slots=True)
class RemovedView:
    """The page of a code that no table has any more."""

    code: str
    page: str
    crumbs: tuple[Link, ...]
    removed: str
    """Since when, as far as that is recorded."""
    entries: tuple[EntryView, ...]
    """What the table said last."""
    nearest: tuple[Line, ...]
    """The codes that come nearest now."""
    history: History | None
    json: str
    mentions: tuple[Mention, ...] = ()
    notes: tuple[Note, ...] = ()
    catalog: str = ""


@dataclass(frozen=True, slots=True)
class GoneView:
    """The page of a status, family or message that no code has any more, or of a whole service that has no table."""

    kind: str
    """``status``, ``family``, ``message`` or ``service``."""
    key: str
    title: str
    page: str
    crumbs: tuple[Link, ...]
    codes: tuple[Line, ...]
    """The codes that had it once and are still there."""
    removed: tuple[Link, ...]
    """Those that had it once and are gone."""
    since: str = ""
    """Of a service: the day from which it has no table."""
    catalog: str = ""


@dataclass(frozen=True, slots=True)
class MovedView:
    """A page whose content stands elsewhere now."""

    title: str
    page: str
    target: Link
    catalog: str = ""


@dataclass(frozen=True, slots=True)
class Reworded:
    """Codes whose text changed in the same way on the same day."""

    codes: tuple[Link, ...]
    change: TextChange


@dataclass(frozen=True, slots=True)
class ChangesOfDay:
    """What changed on one day, all codes together."""

    date: str
    added: tuple[Link, ...]
    removed: tuple[Link, ...]
    reworded: tuple[Reworded, ...]
    changed: int
    """How many codes changed."""


@dataclass(frozen=True, slots=True)
class ChangesView:
    """The page of all changes."""

    title: str
    page: str
    crumbs: tuple[Link, ...]
    began: str
    days: tuple[ChangesOfDay, ...]
    """The latest first."""
    older: int
    """Changes that are not shown, since there are so many."""
    feed: str
    """File with the same for feed readers; empty where there is none."""
    catalog: str = ""
