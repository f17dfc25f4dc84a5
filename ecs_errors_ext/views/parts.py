"""The parts that pages of every kind are made of: links to codes, chips of statuses, cells."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

from markupsafe import Markup

from ecs_errors_ext.groups import OTHER_CODES
from ecs_errors_ext.messages import message_key, repeats
from ecs_errors_ext.model import Entry, Role
from ecs_errors_ext.statuses import reason, status_class
from ecs_errors_ext.views.names import PageNames
from ecs_errors_ext.views.shapes import Chip, Link

if TYPE_CHECKING:
    from collections.abc import Iterable
    from gettext import NullTranslations

    from ecs_errors_ext.groups import Groups
    from ecs_errors_ext.model import ErrorCode
    from ecs_errors_ext.placeholders import Template

CellHtml = Callable[[Entry, Role], Markup | None]
"""The HTML of a cell that holds markup, ``None`` for one that is plain text."""


class Parts:
    """The parts of one catalog's pages."""

    def __init__(self, groups: Groups, html_of: CellHtml, words: NullTranslations) -> None:
        self.groups = groups
        self.gettext = words.gettext
        self.names = PageNames(groups)
        self._html_of = html_of

    def link(self, code: ErrorCode) -> Link:
        """A link to the page of *code*."""
        return Link(code.code, self.names.code(code))

    @cache  # noqa: B019 - one object for each build
    def chip(self, status: int) -> Chip:
        """The label of *status*."""
        return Chip(status, reason(status), tone(status), self.names.status(status))

    def range_label(self, label: str) -> str:
        """The *label* of a range of codes; only that of the codes without a family is made of words."""
        return self.gettext("Other codes") if label == OTHER_CODES else label

    def chips(self, statuses: Iterable[int]) -> tuple[Chip, ...]:
        """The labels of *statuses*."""
        return tuple(map(self.chip, statuses))

    def template(self, message: str) -> Template:
        """*message* with its placeholders known, as all messages of the catalog show them."""
        return self.groups.placeholders.template(message)

    def counted(self, statuses: Iterable[int]) -> tuple[tuple[Chip, int], ...]:
        """The labels of *statuses*, each with the number of its codes."""
        return tuple((self.chip(status), len(self.groups.statuses[status])) for status in statuses)

    def cell(self, entry: Entry, role: Role) -> str | Markup:
        """What *entry* says in *role*, with its markup if it has some."""
        html = self._html_of(entry, role) if role in entry.markup else None
        return entry.text(role) if html is None else html


def tone(status: int) -> str:
    """The colour of a status: the commonest is neutral, what deviates stands out."""
    if status == 400:
        return "neutral"
    return {"4xx": "client", "5xx": "server"}.get(status_class(status), "other")


def adds_meaning(entry: Entry) -> bool:
    """Whether the description of *entry* says more than its message."""
    meaning, message = entry.description or "", entry.message or ""
    if not meaning or message_key(meaning) == message_key(message):
        return False
    return Role.DESCRIPTION in entry.markup or not repeats(meaning, message)


def entry_with(code: ErrorCode, key: str) -> Entry:
    """The entry of *code* with the message *key*."""
    return next((entry for entry in code.entries if message_key(entry.message or "") == key), code.entries[0])
