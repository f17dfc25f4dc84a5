"""Which pages a catalog has because it once had them, and the page of its changes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ecs_errors_ext.export import removed_data
from ecs_errors_ext.sphinx.plan import description_of, job_of, note_data
from ecs_errors_ext.views.gone import Gone
from ecs_errors_ext.views.history import Changes
from ecs_errors_ext.views.pastshapes import MovedView, RemovedView
from ecs_errors_ext.views.shapes import Link

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from ecs_errors_ext.sphinx.plan import Job
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
    for view in gone.removed():
        code = catalog.removed_by_code[view.code]
        nearest = [line.code.text for line in view.nearest]
        title = gettext("%(code)s (removed)") % {"code": view.code}
        said = gettext("No longer in the table.") + " " + description_of(code)
        data = removed_data(code, nearest, uri_of(view.page), note_data(view.notes))
        yield job_of(views, view, "removed", title, said, data=data)
    indexes = gone.indexes() if catalog.retired else ()
    for page in (*indexes, *gone.gone(), *gone.messages()):
        target = page.target.page if isinstance(page, MovedView) else ""
        said = gettext("No longer in use: %(title)s") % {"title": page.title}
        yield job_of(views, page, "moved" if target else "gone", page.title, said, moved_to=target)
    changes = Changes(views).view(views.names.file(FEED) if feed else "")
    said = gettext("What changed in the error codes of %(catalog)s.") % {"catalog": catalog.title}
    yield job_of(views, changes, "changes", changes.title, said)


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
