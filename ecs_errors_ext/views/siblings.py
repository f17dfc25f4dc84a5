"""What other services say about a code of the same name, and the page over all services."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from ecs_errors_ext.model import Role
from ecs_errors_ext.views.indexshapes import CatalogsView, Service
from ecs_errors_ext.views.names import CATALOGS
from ecs_errors_ext.views.parts import Parts, adds_meaning
from ecs_errors_ext.views.shapes import Link, Sibling

if TYPE_CHECKING:
    from collections.abc import Iterable
    from gettext import NullTranslations

    from ecs_errors_ext.catalogs import Catalogs
    from ecs_errors_ext.groups import Groups
    from ecs_errors_ext.model import ErrorCode
    from ecs_errors_ext.views.parts import CellHtml


class Siblings:
    """The catalogs of a site seen from the pages of each."""

    def __init__(
        self, catalogs: Catalogs, html_of: CellHtml, words: NullTranslations, retired: Iterable[Groups] = ()
    ) -> None:
        """*retired* are catalogs that have no table any more, only pages."""
        self._catalogs = catalogs
        self._retired = tuple(retired)
        self._words = words
        self.html_of = html_of

    def of(self, code: ErrorCode) -> tuple[Sibling, ...]:
        """A line for each entry of the codes in other services that are printed as *code* is."""
        if len(self._catalogs) < 2:
            return ()
        return tuple(sibling for other in self._catalogs.elsewhere(code) for sibling in self._entries(other))

    def crumbs(self, groups: Groups) -> tuple[Link, ...]:
        """The links from the page over all services to the index of one; none where there is only one service."""
        if len(self._catalogs) < 2:
            return ()
        return (Link(self._words.gettext("Services"), CATALOGS), self._service(groups))

    def overview(self, page: str) -> CatalogsView:
        """The page over all services; shown on another *page*, it has no title."""
        services = tuple(self._tally(groups) for groups in self._catalogs)
        total = sum(service.count for service in services)
        title = self._words.gettext("Services") if page == CATALOGS else ""
        retired = tuple(map(self._service, self._retired)) if page == CATALOGS else ()
        searched = (groups.catalog for groups in (*self._catalogs, *self._retired))
        choices = tuple((catalog.name, catalog.title) for catalog in searched)
        return CatalogsView(
            title=title, page=page, total=total, services=services, retired=retired, choices=choices
        )

    def _service(self, groups: Groups) -> Link:
        return Link(groups.catalog.title, self._parts(groups).names.codes)

    def _tally(self, groups: Groups) -> Service:
        parts = self._parts(groups)
        classes = tuple(
            (Link(class_, parts.names.status(class_)), len(codes))
            for class_, codes in sorted(groups.classes.items())
        )
        families = tuple(family for family in groups.families if family)
        return Service(
            name=groups.catalog.name,
            link=self._service(groups),
            count=len(groups.codes),
            families=families,
            classes=classes,
        )

    def _entries(self, code: ErrorCode) -> tuple[Sibling, ...]:
        groups = self._catalogs[code.catalog]
        parts = self._parts(groups)
        return tuple(
            Sibling(
                service=Link(groups.catalog.title, parts.names.code(code)),
                chips=parts.chips(entry.statuses),
                message=parts.cell(entry, Role.MESSAGE),
                meaning=parts.cell(entry, Role.DESCRIPTION) if adds_meaning(entry) else "",
                action=parts.cell(entry, Role.SOLUTION),
            )
            for entry in code.entries
        )

    @cache  # noqa: B019 - one object for each build
    def _parts(self, groups: Groups) -> Parts:
        return Parts(groups, self.html_of, self._words)
