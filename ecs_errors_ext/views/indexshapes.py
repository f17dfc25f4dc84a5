"""What a template is given that leads to the codes: like :mod:`.shapes`, plain values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ecs_errors_ext.views.shapes import Chip, Line, Link


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
    retired: tuple[Link, ...] = ()
    """Services that have no table any more, each to what it had."""
    choices: tuple[tuple[str, str], ...] = ()
    """Name and title of each service that the search knows."""
    catalog: str = ""


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
