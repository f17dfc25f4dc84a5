"""The page of the search: a field for whatever a person pastes, of a site's own, and ways on without it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ecs_errors_ext.sphinx.plan import Job
from ecs_errors_ext.views.indexshapes import FinderView
from ecs_errors_ext.views.names import CATALOGS, FINDER
from ecs_errors_ext.views.shapes import Link

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ecs_errors_ext.views.pages import Views


def finder(catalogs: Sequence[Views]) -> Job:
    """The page over *catalogs*, at least one."""
    first = catalogs[0]
    view = FinderView(
        page=FINDER,
        total=sum(len(views.groups.codes) for views in catalogs),
        pages={"codes": first.names.codes if len(catalogs) == 1 else CATALOGS},
        examples=first.indexes.examples(),
        ways=_indexes(first) if len(catalogs) == 1 else tuple(map(_catalog, catalogs)),
        choices=tuple(map(_choice, catalogs)) if len(catalogs) > 1 else (),
    )
    title = first.gettext("Find an error")
    said = first.gettext("Paste a code, a message, a log line or a JSON body")
    return Job(name=FINDER, template=FINDER, title=title, description=f"{said}.", view=view)


def _indexes(views: Views) -> tuple[Link, ...]:
    names, gettext = views.names, views.gettext
    return (
        Link(gettext("All codes"), names.codes),
        Link(gettext("By status"), names.statuses),
        Link(gettext("By family"), names.families),
        Link(gettext("Messages"), names.messages),
    )


def _catalog(views: Views) -> Link:
    return Link(views.groups.catalog.title, views.names.codes)


def _choice(views: Views) -> tuple[str, str]:
    return (views.groups.catalog.name, views.groups.catalog.title)
