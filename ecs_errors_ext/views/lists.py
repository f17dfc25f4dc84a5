"""The pages that list codes: of a status, a status class, a family, and all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ecs_errors_ext.groups import ranges
from ecs_errors_ext.statuses import status_class, titled
from ecs_errors_ext.views.names import section_id
from ecs_errors_ext.views.pageshapes import ListView
from ecs_errors_ext.views.shapes import Link, Section

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ecs_errors_ext.model import ErrorCode
    from ecs_errors_ext.views.parts import Parts
    from ecs_errors_ext.views.shapes import Line, Mention

MOST_FLAT = 20
"""Codes that a list shows without headings."""


class Lists:
    """The lists of one catalog; *line* makes the line of a code, *mentions_of* has what names a page's subject."""

    def __init__(
        self,
        parts: Parts,
        line: Callable[..., Line],
        services: tuple[Link, ...],
        mentions_of: Callable[[str], tuple[Mention, ...]],
    ) -> None:
        self._parts = parts
        self._groups = parts.groups
        self._names = parts.names
        self._line = line
        self._services = services
        self._mentions_of = mentions_of

    def status(self, status: int) -> ListView:
        """The page of a status."""
        codes = self._groups.statuses[status]
        class_ = status_class(status)
        return ListView(
            kind="status",
            key=str(status),
            title=titled(str(status), self._parts.gettext),
            page=self._names.status(status),
            crumbs=(
                *self._services,
                Link(self._parts.gettext("By status"), self._names.statuses),
                Link(class_, self._names.status(class_)),
            ),
            count=len(codes),
            total=self._total,
            sections=self._sections(codes, hide=(status,)),
            contents=len(codes) > MOST_FLAT and any(self._groups.families),
            mentions=self._mentions_of(self._names.status(status)),
            catalog=self._groups.catalog.name,
        )

    def status_class(self, class_: str) -> ListView:
        """The page of a status class (``4xx``): its codes by status."""
        statuses = [status for status in self._groups.statuses if status_class(status) == class_]
        return ListView(
            kind="status",
            key=class_,
            title=titled(class_, self._parts.gettext),
            page=self._names.status(class_),
            crumbs=(*self._services, Link(self._parts.gettext("By status"), self._names.statuses)),
            count=len(self._groups.classes[class_]),
            total=self._total,
            statuses=self._parts.counted(statuses),
            sections=tuple(
                Section(
                    titled(str(status), self._parts.gettext),
                    section_id(str(status)),
                    tuple(self._line(code, hide=(status,)) for code in self._groups.statuses[status]),
                    link=self._names.status(status),
                )
                for status in statuses
            ),
            mentions=self._mentions_of(self._names.status(class_)),
            catalog=self._groups.catalog.name,
        )

    def family(self, family: str) -> ListView:
        """The page of a family."""
        codes = self._groups.families[family]
        return ListView(
            kind="family",
            key=family,
            title=self._parts.gettext("%(family)s codes") % {"family": family},
            page=self._names.family(family),
            crumbs=(
                *(self._services or (Link(self._parts.gettext("All codes"), self._names.codes),)),
                Link(self._parts.gettext("Families"), self._names.families),
            ),
            count=len(codes),
            total=self._total,
            sections=self._sections(codes, flat=0),
            contents=len(codes) > MOST_FLAT,
            mentions=self._mentions_of(self._names.family(family)),
            catalog=self._groups.catalog.name,
        )

    def all_codes(self) -> ListView:
        """The index of all codes, with what its filter needs."""
        return ListView(
            kind="codes",
            key="",
            title=self._parts.gettext("All codes"),
            page=self._names.codes,
            crumbs=self._services,
            count=self._total,
            total=self._total,
            sections=self._sections(self._groups.codes, flat=0),
            statuses=self._parts.counted(self._groups.statuses),
            families=tuple(
                (Link(family or self._parts.gettext("None"), self._names.family(family)), len(codes))
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
            return (Section("", "", tuple(self._line(code, hide=hide) for code in codes)),)
        return tuple(
            Section(
                self._parts.range_label(part.label),
                section_id(part.label),
                tuple(self._line(code, hide=hide) for code in part.codes),
            )
            for part in ranges(codes)
        )
