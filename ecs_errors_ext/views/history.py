"""The history of a code, and the changes of all codes by day."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from ecs_errors_ext.groups import natural
from ecs_errors_ext.model import Role
from ecs_errors_ext.statuses import N_
from ecs_errors_ext.views.pastshapes import ChangesOfDay, ChangesView, Day, History, Reworded, TextChange

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ecs_errors_ext.model import Change, ErrorCode
    from ecs_errors_ext.views.pages import Views
    from ecs_errors_ext.views.shapes import Link

LABELS = {
    Role.STATUS: N_("Status"),
    Role.MESSAGE: N_("Message"),
    Role.DESCRIPTION: N_("What it means"),
    Role.SOLUTION: N_("What to do"),
}
"""What the pages call the texts of a code."""
MOST_CHANGES = 1000
"""Changes that the page of all changes shows."""


def history_of(code: ErrorCode, page: str) -> History | None:
    """The history of *code*; ``None`` where nothing is known but that the code has been there all along."""
    past = code.past
    if past is None or not (past.changes or past.exact):
        return None
    days = [
        Day(date, tuple(map(_text_change, changes)))
        for date, changes in groupby(past.changes, key=lambda change: change.date)
    ]
    return History(past.since, past.exact, past.removed, tuple(reversed(days)), page)


def _text_change(change: Change) -> TextChange:
    return TextChange(LABELS[change.role], change.old, change.new)


class Changes:
    """The changes of all codes of one catalog."""

    def __init__(self, views: Views) -> None:
        self._views = views
        self._groups = views.groups
        self._catalog = views.groups.catalog
        self._names = views.names

    def view(self, feed: str = "") -> ChangesView:
        """The page of all changes; *feed* is the file with the same for feed readers."""
        days = list(self._days())
        shown: list[ChangesOfDay] = []
        room = MOST_CHANGES
        for day in days:
            if room <= 0:
                break
            shown.append(replace(day, reworded=day.reworded[:room]))
            room -= len(day.reworded) + len(day.added) + len(day.removed)
        total = sum(len(day.reworded) for day in days) - sum(len(day.reworded) for day in shown)
        return ChangesView(
            title=self._views.gettext("Changes"),
            page=self._names.changes,
            crumbs=self._views.to_codes,
            began=self._catalog.began,
            days=tuple(shown),
            older=total + sum(len(day.added) + len(day.removed) for day in days[len(shown) :]),
            feed=feed,
            catalog=self._catalog.name,
        )

    def _days(self) -> Iterator[ChangesOfDay]:
        """Every day on which something changed, the latest first."""
        added: dict[str, list[Link]] = defaultdict(list)
        removed: dict[str, list[Link]] = defaultdict(list)
        reworded: dict[str, dict[tuple[Role, str, str], list[Link]]] = defaultdict(lambda: defaultdict(list))
        for code in sorted(
            (*self._groups.codes, *self._catalog.removed), key=lambda code: natural(code.code)
        ):
            if code.past is None:
                continue
            link = self._views.parts.link(code)
            if code.past.exact:
                added[code.past.since].append(link)
            if code.past.removed:
                removed[code.past.removed].append(link)
            for change in code.past.changes:
                reworded[change.date][change.role, change.old, change.new].append(link)
        for date in sorted({*added, *removed, *reworded}, reverse=True):
            changes = reworded.get(date, {})
            yield ChangesOfDay(
                date=date,
                added=tuple(added.get(date, ())),
                removed=tuple(removed.get(date, ())),
                reworded=tuple(
                    Reworded(tuple(links), TextChange(LABELS[role], old, new))
                    for (role, old, new), links in changes.items()
                ),
                changed=len({link.page for links in changes.values() for link in links}),
            )
