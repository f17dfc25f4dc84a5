"""What a template is given, as plain values.

Text is a ``str``, which templates escape, or ``Markup``, which is HTML. Everything is
compared and printed by value: two pages with equal views are equal.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ecs_errors_ext.views.pastshapes import ChangesView, GoneView, MovedView, RemovedView

if TYPE_CHECKING:
    from collections.abc import Mapping

    from markupsafe import Markup

    from ecs_errors_ext.views.pastshapes import History


@dataclass(frozen=True, slots=True)
class Link:
    """A text that leads to a page of the site, named as Sphinx names pages."""

    text: str
    page: str
    fragment: str = ""


@dataclass(frozen=True, slots=True)
class Chip:
    """A status as a small label; ``tone`` says which colour it has."""

    status: int
    reason: str
    tone: str
    page: str


@dataclass(frozen=True, slots=True)
class Line:
    """A code in a list: its message and, where that is shared, what sets the code apart."""

    code: Link
    message: str
    more: int
    apart: str
    chips: tuple[Chip, ...]
    family: str


@dataclass(frozen=True, slots=True)
class Section:
    """Lines under a heading; without one where the list is short."""

    label: str
    id: str
    lines: tuple[Line, ...]
    link: str = ""
    """Page that the heading leads to, if any."""


@dataclass(frozen=True, slots=True)
class Twin:
    """A code in the table that tells the codes of one message apart."""

    code: Link
    meaning: str | Markup
    action: str | Markup
    common: bool
    """Whether the action is the one that most codes of the group give."""
    chips: tuple[Chip, ...]
    here: bool


@dataclass(frozen=True, slots=True)
class Group:
    """A shared message and the codes that answer with it."""

    text: str
    page: str
    size: int
    twins: tuple[Twin, ...]

    @property
    def cut(self) -> bool:
        """Whether only the nearest of the codes are listed."""
        return len(self.twins) < self.size


@dataclass(frozen=True, slots=True)
class Similar:
    """A message similar to one of the page's."""

    codes: tuple[Link, ...]
    more: int
    text: str
    own: str
    """The message of the page that it is compared with."""
    page: str
    """Page of the message if several codes share it."""


@dataclass(frozen=True, slots=True)
class EntryView:
    """A row of the source table on the page of its code."""

    chips: tuple[Chip, ...]
    status_text: str
    """The status cell where the chips do not say the same."""
    message: str | Markup
    meaning: str | Markup
    action: str | Markup
    extra: tuple[tuple[str, str], ...]
    placeholders: tuple[str, ...]
    source: Link


@dataclass(frozen=True, slots=True)
class Mention:
    """A document that names what the page is about."""

    document: Link
    sections: tuple[Link, ...]
    """Its sections where it does, but for the one that is the whole document."""


@dataclass(frozen=True, slots=True)
class Note:
    """What a document adds to the table about a code."""

    text: str
    """Plain text."""
    body: str | Markup
    source: Link
    """Where it stands, called by the title of its document."""
    line: int


@dataclass(frozen=True, slots=True)
class About:
    """What documents say of a code."""

    mentions: tuple[Mention, ...]
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class Sibling:
    """What another service says about a code of the same name."""

    service: Link
    """Called by its title, to the page of the code there."""
    chips: tuple[Chip, ...]
    message: str | Markup
    meaning: str | Markup
    action: str | Markup


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
class Share:
    """Of a group's codes those with one status."""

    chip: Chip
    count: int
    only: Link | None


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


@dataclass(frozen=True, slots=True)
class Service:
    """One of several catalogs."""

    name: str
    link: Link
    count: int
    families: tuple[str, ...]
    classes: tuple[tuple[Link, int], ...]
    """Status classes with the number of their codes."""


@dataclass(frozen=True, slots=True)
class CatalogsView:
    """The page over all services."""

    title: str
    """Empty where a document shows it, which has a title of its own."""
    page: str
    total: int
    services: tuple[Service, ...]
    catalog: str = ""

    @property
    def choices(self) -> tuple[tuple[str, str], ...]:
        """Name and title of each service."""
        return tuple((service.name, service.link.text) for service in self.services)


@dataclass(frozen=True, slots=True)
class Tally:
    """A status class or family with its size and what it is made of."""

    link: Link
    label: str
    count: int
    chips: tuple[tuple[Chip, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """A code's place in the map, in columns and rows; without a code it is an unused number."""

    x: int
    y: int
    code: Link | None = None
    digits: str = ""
    name: str = ""
    state: str = ""


@dataclass(frozen=True, slots=True)
class MapPart:
    """The codes of one hundred; ``cells`` is empty where the codes have no numbers."""

    label: str
    rows: int
    cells: tuple[Cell, ...]
    codes: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OverviewView:
    """The landing page, or with some of its parts the index of statuses, families or messages."""

    title: str
    page: str
    total: int
    pages: Mapping[str, str]
    """Names of the indexes."""
    crumbs: tuple[Link, ...] = ()
    catalog: str = ""
    statuses: tuple[Tally, ...] = ()
    families: tuple[Tally, ...] = ()
    messages: tuple[tuple[Link, int], ...] = ()
    """The shared messages."""
    others: tuple[Line, ...] = ()
    """One line for each message that a single code answers with."""
    without_status: tuple[Line, ...] = ()
    parts: tuple[MapPart, ...] = ()
    examples: tuple[str, ...] = ()
    """A code, a JSON body and a message to try the search with."""
    legend: tuple[tuple[str, str], ...] = ()
    """Tone and label of each kind of status that the map shows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FinderView:
    """The page of the search."""

    page: str
    total: int
    pages: Mapping[str, str]
    """Name of the index of all codes, which answers without scripts."""
    examples: tuple[str, ...]
    ways: tuple[Link, ...]
    """Where to look without the search."""
    choices: tuple[tuple[str, str], ...] = ()
    """Name and title of each service, where there are several."""
    known: tuple[str, ...] = ()
    """On the page for lost addresses: pages whose names the search's index has not."""
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
