"""The landing page of a catalog, and the indexes of its statuses, families and messages."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from ecs_errors_ext.groups import number_of
from ecs_errors_ext.statuses import CLASSES, status_class
from ecs_errors_ext.views.codemap import map_legend, map_parts
from ecs_errors_ext.views.indexshapes import OverviewView, Tally
from ecs_errors_ext.views.shapes import Link

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ecs_errors_ext.model import ErrorCode
    from ecs_errors_ext.views.pages import Views


class Indexes:
    """What leads to the pages of one catalog."""

    def __init__(self, views: Views) -> None:
        self._views = views
        self._groups = views.groups
        self._names = views.names
        self._parts = views.parts

    def overview(self, page: str) -> OverviewView:
        """The landing page, shown on the document *page*."""
        return replace(
            self._index(page),
            statuses=self._status_tallies,
            families=self._family_tallies,
            messages=self._shared_tallies,
            parts=map_parts(self._parts),
            examples=self.examples(),
            legend=map_legend(self._parts),
        )

    def statuses(self) -> OverviewView:
        """The index of statuses."""
        return replace(
            self._index(self._names.statuses),
            statuses=self._status_tallies,
            without_status=tuple(map(self._views.line, self._groups.without_status)),
        )

    def families(self) -> OverviewView:
        """The index of families."""
        return replace(self._index(self._names.families), families=self._family_tallies)

    def messages(self) -> OverviewView:
        """The index of messages."""
        return replace(
            self._index(self._names.messages),
            messages=self._shared_tallies,
            others=tuple(
                self._views.line(group.codes[0], group.text)
                for group in self._groups.messages.values()
                if not group.shared
            ),
        )

    def _index(self, page: str) -> OverviewView:
        names = self._names
        pages = {
            "codes": names.codes,
            "statuses": names.statuses,
            "families": names.families,
            "messages": names.messages,
        }
        return OverviewView(
            title=self._groups.catalog.title,
            page=page,
            total=len(self._groups.codes),
            pages=pages,
            crumbs=self._views.services,
            catalog=self._groups.catalog.name,
        )

    @cached_property
    def _status_tallies(self) -> tuple[Tally, ...]:
        return tuple(self._class_tally(class_) for class_ in _by_size(self._groups.classes))

    @cached_property
    def _family_tallies(self) -> tuple[Tally, ...]:
        return tuple(self._family_tally(family) for family in self._groups.families if family)

    @cached_property
    def _shared_tallies(self) -> tuple[tuple[Link, int], ...]:
        return tuple(
            (Link(self._parts.template(group.text), self._names.message(group)), len(group.codes))
            for group in self._groups.shared_messages
        )

    def _class_tally(self, class_: str) -> Tally:
        statuses = [status for status in self._groups.statuses if status_class(status) == class_]
        return Tally(
            link=Link(class_, self._names.status(class_)),
            label=self._views.gettext(CLASSES[class_]),
            count=len(self._groups.classes[class_]),
            chips=self._parts.counted(statuses),
        )

    def _family_tally(self, family: str) -> Tally:
        codes = self._groups.families[family]
        numbers = [number for number in (number_of(code.code) for code in codes) if number]
        span = "".join(numbers)
        if len(numbers) > 1:
            span = self._views.gettext("%(first)s to %(last)s") % {"first": numbers[0], "last": numbers[-1]}
        return Tally(link=Link(family, self._names.family(family)), label=span, count=len(codes))

    def examples(self) -> tuple[str, ...]:
        """A code, the body of a failed call and a message, from the catalog itself."""
        unshared = [group.codes[0] for group in self._groups.messages.values() if not group.shared]
        if not unshared:
            return tuple(code.code for code in self._groups.codes[:1])
        one, two, three = (unshared[len(unshared) * part // 8] for part in (1, 3, 5))
        body = json.dumps({"error": {"code": two.code, "message": two.message}}, ensure_ascii=False)
        return (one.code, body, three.message)


def _by_size(groups: Mapping[str, Sequence[ErrorCode]]) -> list[str]:
    return sorted(groups, key=lambda key: (-len(groups[key]), key))
