"""What a template is given as ``view``: like :mod:`.shapes`, plain values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ecs_errors_ext.views.indexshapes import CatalogsView, FinderView, OverviewView
from ecs_errors_ext.views.pastshapes import ChangesView, GoneView, MovedView, RemovedView

if TYPE_CHECKING:
    from markupsafe import Markup

    from ecs_errors_ext.views.pastshapes import History
    from ecs_errors_ext.views.shapes import (
        Chip,
        EntryView,
        Group,
        Link,
        Mention,
        Note,
        Section,
        Share,
        Sibling,
        Similar,
    )


@dataclass(frozen=True, slots=True)
class CodeView:
    """The page of a code."""

    code: str
    page: str
    crumbs: tuple[Link, ...]
    entries: tuple[EntryView, ...]
    groups: tuple[Group, ...]
    similar: tuple[Similar, ...]
    before: Link | None
    after: Link | None
    json: str
    mentions: tuple[Mention, ...] = ()
    notes: tuple[Note, ...] = ()
    siblings: tuple[Sibling, ...] = ()
    history: History | None = None
    catalog: str = ""
    shared: tuple[tuple[str, str], ...] = ()
    """Header and text of the columns without a role that say the same in all of several entries."""


@dataclass(frozen=True, slots=True)
class MessageView:
    """The page of a shared message."""

    text: str
    page: str
    crumbs: tuple[Link, ...]
    group: Group
    shares: tuple[Share, ...]
    """Empty where all codes have the same statuses."""
    advice: str | Markup
    """The action that most codes give, if that says little."""
    advised: int
    mentions: tuple[Mention, ...] = ()
    catalog: str = ""


@dataclass(frozen=True, slots=True)
class ListView:
    """The page of a status, a status class, a family or of all codes."""

    kind: str
    key: str
    """The status (``400``), class (``4xx``) or family; empty for all codes."""
    title: str
    page: str
    crumbs: tuple[Link, ...]
    count: int
    total: int
    sections: tuple[Section, ...]
    statuses: tuple[tuple[Chip, int], ...] = ()
    families: tuple[tuple[Link, int], ...] = ()
    contents: bool = False
    """Whether the page begins with links to its sections."""
    mentions: tuple[Mention, ...] = ()
    changes: str = ""
    """Page of the changes of all codes, where there is one."""
    catalog: str = ""


View = (
    CodeView
    | MessageView
    | ListView
    | OverviewView
    | CatalogsView
    | FinderView
    | RemovedView
    | GoneView
    | MovedView
    | ChangesView
)
"""What a template is given as ``view``; all say which catalog they are of."""
