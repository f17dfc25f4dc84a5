"""Which pages a catalog has, in the order in which they are written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ecs_errors_ext.export import CodeData, NoteData, RemovedData, code_data
from ecs_errors_ext.model import ErrorCode, Role

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from ecs_errors_ext.views.indexshapes import CatalogsView
    from ecs_errors_ext.views.pages import Views
    from ecs_errors_ext.views.pageshapes import View
    from ecs_errors_ext.views.shapes import Note

_LONGEST_DESCRIPTION = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A page to be written: what it shows, and how."""

    name: str
    template: str
    title: str
    description: str
    view: View
    data: CodeData | RemovedData | None = None
    """For a code, what is written as JSON beside its page."""
    moved_to: str = ""
    """Page that this one leads to at once."""


def plan(views: Views, uri_of: Callable[[str], str]) -> Iterator[Job]:
    """The pages of one catalog, codes first; *uri_of* gives the URL of a page by its name."""
    groups = views.groups
    if not groups.codes:
        return
    service = f" – {groups.catalog.title}" if views.services else ""
    for code in groups.codes:
        view = views.code(code)
        data = code_data(code, groups, uri_of(view.page), note_data(view.notes))
        yield Job(
            name=view.page,
            template="code",
            title=_code_title(code) + service,
            description=description_of(code),
            view=view,
            data=data,
        )
    for group in groups.shared_messages:
        message = views.message(group)
        said = views.ngettext(
            "%(num)s code answers with “%(message)s” How to tell them apart.",
            "%(num)s codes answer with “%(message)s” How to tell them apart.",
            len(group.codes),
        ) % {"num": len(group.codes), "message": group.text}
        yield Job(
            name=message.page,
            template="message",
            title=group.text + service,
            description=cut(said),
            view=message,
        )
    lists = [
        views.lists.all_codes(),
        *(views.lists.status(status) for status in groups.statuses),
        *(views.lists.status_class(class_) for class_ in groups.classes),
        *(views.lists.family(family) for family in groups.families if family),
    ]
    for listing in lists:
        said = views.ngettext(
            "%(count)s of %(num)s error code of %(catalog)s: %(title)s.",
            "%(count)s of %(num)s error codes of %(catalog)s: %(title)s.",
            listing.total,
        ) % {
            "count": listing.count,
            "num": listing.total,
            "catalog": groups.catalog.title,
            "title": listing.title,
        }
        yield Job(
            name=listing.page,
            template=listing.kind,
            title=listing.title + service,
            description=cut(said),
            view=listing,
        )
    for index, template, title in (
        (views.indexes.statuses(), "statuses", views.gettext("By status")),
        (views.indexes.families(), "families", views.gettext("Families")),
        (views.indexes.messages(), "messages", views.gettext("Messages")),
    ):
        said = views.gettext("Error codes of %(catalog)s: %(title)s.")
        said %= {"catalog": groups.catalog.title, "title": title}
        yield Job(
            name=index.page, template=template, title=title + service, description=cut(said), view=index
        )


def note_data(notes: Iterable[Note]) -> list[NoteData]:
    """*notes* for the export."""
    return [{"docname": note.source.page, "line": note.line, "text": note.text} for note in notes]


def plan_catalogs(view: CatalogsView, gettext: Callable[[str], str]) -> Job:
    """The page over several catalogs."""
    services = ", ".join(service.link.text for service in view.services)
    said = gettext("The %(codes)s error codes of %(count)s services: %(services)s.")
    said %= {"codes": view.total, "count": len(view.services), "services": services}
    return Job(name=view.page, template="catalogs", title=view.title, description=cut(said), view=view)


def _code_title(code: ErrorCode) -> str:
    return f"{code.code}: {code.message}" if code.message else code.code


def description_of(code: ErrorCode) -> str:
    """Message, status and solution of *code* in at most 200 characters."""
    entry = code.entries[0]
    parts = [entry.text(role) for role in (Role.MESSAGE, Role.DESCRIPTION, Role.SOLUTION)]
    status = f"HTTP {entry.status_text}." if entry.status_text else ""
    return cut(" ".join([status, *parts]))


def cut(text: str) -> str:
    """*text* in one line of at most 200 characters."""
    plain = " ".join(text.split())
    if len(plain) <= _LONGEST_DESCRIPTION:
        return plain
    return plain[: _LONGEST_DESCRIPTION - 1].rpartition(" ")[0] + "…"
