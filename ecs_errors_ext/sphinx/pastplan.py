"""Which pages a catalog has because it once had them, and the page of its changes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ecs_errors_ext.export import removed_data
from ecs_errors_ext.sphinx.plan import Job, cut, description_of, note_data
from ecs_errors_ext.views.gone import Gone
from ecs_errors_ext.views.history import Changes
from ecs_errors_ext.views.pastshapes import MovedView, RemovedView
from ecs_errors_ext.views.shapes import Link

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from ecs_errors_ext.views.names import PageNames
    from ecs_errors_ext.views.pages import Views

FEED = "changes.atom"
"""File of the changes for feed readers."""


def plan_past(views: Views, uri_of: Callable[[str], str], *, feed: bool) -> Iterator[Job]:
    """The pages of what is gone from one catalog, and of its changes; *feed*: there is one for feed readers.

    None at all where no record is kept.
    """
    catalog = views.groups.catalog
    if not (catalog.began and (catalog.codes or catalog.retired)):
        return
    gone, gettext = Gone(views), views.gettext
    service = f" – {catalog.title}" if views.services else ""
    for view in gone.removed():
        code = catalog.removed_by_code[view.code]
        nearest = [line.code.text for line in view.nearest]
        yield Job(
            name=view.page,
            template="removed",
            title=gettext("%(code)s (removed)") % {"code": view.code} + service,
            description=cut(gettext("No longer in the table.") + " " + description_of(code)),
            view=view,
            data=removed_data(code, nearest, uri_of(view.page), note_data(view.notes)),
        )
    indexes = gone.indexes() if catalog.retired else ()
    for page in (*indexes, *gone.gone(), *gone.messages()):
        moved = isinstance(page, MovedView)
        yield Job(
            name=page.page,
            template="moved" if moved else "gone",
            title=page.title + service,
            description=cut(gettext("No longer in use: %(title)s") % {"title": page.title}),
            view=page,
            moved_to=page.target.page if isinstance(page, MovedView) else "",
        )
    changes = Changes(views).view(views.names.file(FEED) if feed else "")
    yield Job(
        name=changes.page,
        template="changes",
        title=changes.title + service,
        description=cut(
            gettext("What changed in the error codes of %(catalog)s.") % {"catalog": catalog.title}
        ),
        view=changes,
    )


def lead_on(
    jobs: Iterable[Job], names: PageNames, successor: PageNames, others: Iterable[Job]
) -> Iterator[Job]:
    """The *jobs* of a retired catalog, each that its *successor* has among *others* made to lead there."""
    known = {other.name: other for other in others}
    for job in jobs:
        target = known.get(successor.file(job.name.removeprefix(names.file(""))))
        yield _moved(job, target) if target else job


def _moved(job: Job, target: Job) -> Job:
    title = job.view.code if isinstance(job.view, RemovedView) else job.title
    view = MovedView(title, job.name, Link(target.title, target.name), job.view.catalog)
    return replace(job, template="moved", view=view, moved_to=target.name)
