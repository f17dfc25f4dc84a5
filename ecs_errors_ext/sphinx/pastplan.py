"""Which pages a catalog has because it once had them, and the page of its changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ecs_errors_ext.export import removed_data
from ecs_errors_ext.sphinx.plan import Job, cut, description_of, note_data
from ecs_errors_ext.views.gone import Gone
from ecs_errors_ext.views.history import Changes
from ecs_errors_ext.views.pastshapes import MovedView

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ecs_errors_ext.views.pages import Views

FEED = "changes.atom"
"""File of the changes for feed readers."""


def plan_past(views: Views, uri_of: Callable[[str], str], *, feed: bool) -> Iterator[Job]:
    """The pages of what is gone from one catalog, and of its changes; *feed*: there is one for feed readers.

    None at all where no record is kept.
    """
    catalog = views.groups.catalog
    if not (catalog.began and catalog.codes):
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
    for page in (*gone.gone(), *gone.messages()):
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
