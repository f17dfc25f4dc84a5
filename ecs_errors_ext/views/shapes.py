"""What the pages are made of, as plain values: the parts that pages of several kinds have.

Text is a ``str``, which templates escape, or ``Markup``, which is HTML. Everything is
compared and printed by value: two pages with equal views are equal.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markupsafe import Markup


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
class Sibling:
    """What another service says about a code of the same name."""

    service: Link
    """Called by its title, to the page of the code there."""
    chips: tuple[Chip, ...]
    message: str | Markup
    meaning: str | Markup
    action: str | Markup


@dataclass(frozen=True, slots=True)
class Share:
    """Of a group's codes those with one status."""

    chip: Chip
    count: int
    only: Link | None
