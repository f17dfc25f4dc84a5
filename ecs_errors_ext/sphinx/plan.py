"""Which pages a catalog has, in the order in which they are written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ecs_errors_ext.export import CodeData, NoteData, RemovedData, code_data
from ecs_errors_ext.model import ErrorCode, Role

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from ecs_errors_ext.groups import MessageGroup
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
    if views.groups.codes:
        yield from (_code(views, code, uri_of) for code in views.groups.codes)
        yield from (_message(views, group) for group in views.groups.shared_messages)
        yield from _lists(views)
        yield from _indexes(views)


def job_of(
    views: Views, view: View, template: str, title: str, description: str,
    *, data: CodeData | RemovedData | None = None, moved_to: str = "",
) -> Job:  # fmt: skip
    """The page of *view*, one of *views*; its *title* also says which service it is of, where there are several."""
    service = f" – {views.groups.catalog.title}" if views.services else ""
    return Job(
        name=view.page,
        template=template,
        title=title + service,
        description=cut(description),
        view=view,
        data=data,
        moved_to=moved_to,
    )


def _code(views: Views, code: ErrorCode, uri_of: Callable[[str], str]) -> Job:
    view = views.code(code)
    title = f"{code.code}: {code.message}" if code.message else code.code
    data = code_data(code, views.groups, uri_of(view.page), note_data(view.notes))
    return job_of(views, view, "code", title, description_of(code), data=data)


def _message(views: Views, group: MessageGroup) -> Job:
    said = views.ngettext(
        "%(num)s code answers with “%(message)s” How to tell them apart.",
        "%(num)s codes answer with “%(message)s” How to tell them apart.",
        len(group.codes),
    ) % {"num": len(group.codes), "message": group.text}
    return job_of(views, views.message(group), "message", group.text, said)


def _lists(views: Views) -> Iterator[Job]:
    groups, lists = views.groups, views.lists
    for view in (
        lists.all_codes(),
        *map(lists.status, groups.statuses),
        *map(lists.status_class, groups.classes),
        *map(lists.family, filter(None, groups.families)),
    ):
        said = views.ngettext(
            "%(count)s of %(num)s error code of %(catalog)s: %(title)s.",
            "%(count)s of %(num)s error codes of %(catalog)s: %(title)s.",
            view.total,
        ) % {"count": view.count, "num": view.total, "catalog": groups.catalog.title, "title": view.title}
        yield job_of(views, view, view.kind, view.title, said)


def _indexes(views: Views) -> Iterator[Job]:
    for view, template, title in (
        (views.indexes.statuses(), "statuses", views.gettext("By status")),
        (views.indexes.families(), "families", views.gettext("Families")),
        (views.indexes.messages(), "messages", views.gettext("Messages")),
    ):
        said = views.gettext("Error codes of %(catalog)s: %(title)s.")
        said %= {"catalog": views.groups.catalog.title, "title": title}
        yield job_of(views, view, template, title, said)


def note_data(notes: Iterable[Note]) -> list[NoteData]:
    """*notes* for the export."""
    return [{"docname": note.source.page, "line": note.line, "text": note.text} for note in notes]


def plan_catalogs(view: CatalogsView, gettext: Callable[[str], str]) -> Job:
    """The page over several catalogs."""
    services = ", ".join(service.link.text for service in view.services)
    said = gettext("The %(codes)s error codes of %(count)s services: %(services)s.")
    said %= {"codes": view.total, "count": len(view.services), "services": services}
    return Job(name=view.page, template="catalogs", title=view.title, description=cut(said), view=view)


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
