"""The pages that list codes: of a status, a status class, a family, and all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ecs_errors_ext.groups import ranges
from ecs_errors_ext.statuses import status_class, titled
from ecs_errors_ext.views.names import section_id
from ecs_errors_ext.views.pageshapes import ListView
from ecs_errors_ext.views.shapes import Link, Section

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ecs_errors_ext.model import ErrorCode
    from ecs_errors_ext.views.pages import Views

MOST_FLAT = 20
"""Codes that a list shows without headings."""


class Lists:
    """The lists of one catalog."""

    def __init__(self, views: Views) -> None:
        self._views = views
        self._groups = views.groups
        self._names = views.names
        self._parts = views.parts

    def status(self, status: int) -> ListView:
        """The page of a status."""
        codes = self._groups.statuses[status]
        class_ = status_class(status)
        return ListView(
            kind="status",
            key=str(status),
            title=titled(str(status), self._views.gettext),
            page=self._names.status(status),
            crumbs=(
                *self._views.services,
                Link(self._views.gettext("By status"), self._names.statuses),
                Link(class_, self._names.status(class_)),
            ),
            count=len(codes),
            total=self._total,
            sections=self._sections(codes, hide=(status,)),
            contents=len(codes) > MOST_FLAT and any(self._groups.families),
            mentions=self._views.mentions_of(self._names.status(status)),
            catalog=self._groups.catalog.name,
        )

    def status_class(self, class_: str) -> ListView:
        """The page of a status class (``4xx``): its codes by status."""
        statuses = [status for status in self._groups.statuses if status_class(status) == class_]
        return ListView(
            kind="status",
            key=class_,
            title=titled(class_, self._views.gettext),
            page=self._names.status(class_),
            crumbs=(*self._views.services, Link(self._views.gettext("By status"), self._names.statuses)),
            count=len(self._groups.classes[class_]),
            total=self._total,
            statuses=self._parts.counted(statuses),
            sections=tuple(
                Section(
                    titled(str(status), self._views.gettext),
                    section_id(str(status)),
                    tuple(self._views.line(code, hide=(status,)) for code in self._groups.statuses[status]),
                    link=self._names.status(status),
                )
                for status in statuses
            ),
            mentions=self._views.mentions_of(self._names.status(class_)),
            catalog=self._groups.catalog.name,
        )

    def family(self, family: str) -> ListView:
        """The page of a family."""
        codes = self._groups.families[family]
        return ListView(
            kind="family",
            key=family,
            title=self._views.gettext("%(family)s codes") % {"family": family},
            page=self._names.family(family),
            crumbs=(
                *self._views.to_codes,
                Link(self._views.gettext("Families"), self._names.families),
            ),
            count=len(codes),
            total=self._total,
            sections=self._sections(codes, flat=0),
            contents=len(codes) > MOST_FLAT,
            mentions=self._views.mentions_of(self._names.family(family)),
            catalog=self._groups.catalog.name,
        )

    def all_codes(self) -> ListView:
        """The index of all codes, with what its filter needs."""
        return ListView(
            kind="codes",
            key="",
            title=self._views.gettext("All codes"),
            page=self._names.codes,
            crumbs=self._views.services,
            count=self._total,
            total=self._total,
            sections=self._sections(self._groups.codes, flat=0),
            statuses=self._parts.counted(self._groups.statuses),
            families=tuple(
                (Link(family or self._views.gettext("None"), self._names.family(family)), len(codes))
                for family, codes in self._groups.families.items()
            ),
            changes=self._names.changes if self._groups.catalog.began else "",
            catalog=self._groups.catalog.name,
        )

    @property
    def _total(self) -> int:
        return len(self._groups.codes)

    def _sections(
        self, codes: Sequence[ErrorCode], *, hide: Sequence[int] = (), flat: int = MOST_FLAT
    ) -> tuple[Section, ...]:
        if len(codes) <= flat or not any(self._groups.families):
            return (Section("", "", tuple(self._views.line(code, hide=hide) for code in codes)),)
        return tuple(
            Section(
                self._parts.range_label(part.label),
                section_id(part.label),
                tuple(self._views.line(code, hide=hide) for code in part.codes),
            )
            for part in ranges(codes)
        )
