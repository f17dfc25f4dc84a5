"""The pages of what is gone: removed codes, and statuses, families and messages that no code has any more."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from ecs_errors_ext.catalog import parse_statuses
from ecs_errors_ext.groups import natural
from ecs_errors_ext.messages import message_key, similar_texts
from ecs_errors_ext.model import Role
from ecs_errors_ext.statuses import CLASSES, status_class, titled
from ecs_errors_ext.views.history import LABELS, history_of
from ecs_errors_ext.views.pastshapes import GoneView, MovedView, RemovedView
from ecs_errors_ext.views.shapes import Link

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ecs_errors_ext.groups import MessageGroup
    from ecs_errors_ext.model import ErrorCode
    from ecs_errors_ext.views.pages import Views

MOST_NEAREST = 5
"""Codes that a page of a removed one leads to."""


class Gone:
    """The pages of one catalog whose codes are gone, and where they lead."""

    def __init__(self, views: Views) -> None:
        self._views = views
        self._groups = views.groups
        self._catalog = views.groups.catalog
        self._names = views.names

    # -- removed codes ---------------------------------------------------------

    def removed(self) -> Iterator[RemovedView]:
        """The page of each code that no table has any more."""
        similar = self._similar(self._catalog.removed)
        for code, groups in zip(self._catalog.removed, similar, strict=True):
            yield self._removed(code, self._nearest(code, groups))

    def _removed(self, code: ErrorCode, nearest: Iterable[ErrorCode]) -> RemovedView:
        page = self._names.code(code)
        family = (Link(code.family, self._names.family(code.family)),) if code.family else ()
        return RemovedView(
            code=code.code,
            page=page,
            crumbs=(*self._views.to_codes, *family),
            removed=code.removed,
            entries=tuple(replace(self._views.entry(entry), source=Link("", "")) for entry in code.entries),
            nearest=tuple(map(self._views.line, nearest)),
            history=history_of(code, self._names.changes),
            json=f"{page}.json",
            mentions=self._views.mentions_of(page),
            notes=self._views.notes_of(page),
            catalog=self._catalog.name,
        )

    def nearest(self, code: ErrorCode) -> tuple[ErrorCode, ...]:
        """The present codes that come nearest to a removed one, best first."""
        return self._nearest(code, *self._similar([code]))

    def _similar(self, codes: Iterable[ErrorCode]) -> list[list[MessageGroup]]:
        """For each of the removed *codes* the messages that are most similar to its own."""
        messages = list(self._groups.messages.values())
        found = similar_texts([code.headline for code in codes], [group.text for group in messages])
        return [[messages[index] for index in indexes] for indexes in found]

    def _nearest(self, code: ErrorCode, similar: Iterable[MessageGroup]) -> tuple[ErrorCode, ...]:
        """Those with its message, then with a similar one; where there is none, those beside it in its family."""
        keys = dict.fromkeys(map(message_key, code.messages))
        same = (self._groups.messages[key] for key in keys if key in self._groups.messages)
        found = dict.fromkeys(near for group in (*same, *similar) for near in group.codes)
        return tuple(found or dict.fromkeys(self._beside(code)))[:MOST_NEAREST]

    def _beside(self, code: ErrorCode) -> Iterator[ErrorCode]:
        kin = self._groups.families.get(code.family, ()) if code.family else ()
        before = [other for other in kin if natural(other.code) < natural(code.code)]
        after = [other for other in kin if natural(other.code) > natural(code.code)]
        yield from before[-1:]
        yield from after[:1]

    # -- a whole catalog ------------------------------------------------------------

    def indexes(self) -> Iterator[GoneView | MovedView]:
        """Of a catalog without a table the page of all its codes, and those that lead there instead of its indexes."""
        page, crumbs = Link(self._catalog.title, self._names.codes), self._views.services[:1]
        gone = self._gone("service", self._catalog.name, page, crumbs, self._catalog.removed)
        yield replace(gone, since=self._catalog.retired)
        for title, name in (
            (self._views.gettext("By status"), self._names.statuses),
            (self._views.gettext("Families"), self._names.families),
            (self._views.gettext("Messages"), self._names.messages),
        ):
            yield MovedView(title, name, page, self._catalog.name)

    # -- pages that have lost their codes -----------------------------------------

    @cached_property
    def _former(self) -> dict[tuple[Role, str], list[ErrorCode]]:
        """Status or key of a message → the codes that had it when it was last recorded or before, removed ones too."""
        found: dict[tuple[Role, str], dict[ErrorCode, None]] = defaultdict(dict)
        for code in (*self._groups.codes, *self._catalog.removed):
            if code.past is None:
                continue
            texts = [(change.role, change.old) for change in code.past.changes]
            # Those of a present code may have changed since, which is not recorded yet.
            texts += [(role, entry.text(role)) for entry in code.past.entries for role in LABELS]
            for role, text in texts:
                for key in _keys(role, text):
                    found[role, key][code] = None
        return {key: list(codes) for key, codes in found.items()}

    def gone(self) -> Iterator[GoneView]:
        """The page of each status, class and family that no code has any more."""
        for key in self._catalog.statuses:
            if key not in self._groups.by_status:
                yield self._gone_status(key)
        for family, slug in self._catalog.family_slugs.items():
            if family not in self._groups.families:
                codes = [code for code in self._catalog.removed if code.family == family]
                crumbs = (*self._views.to_codes, Link(self._views.gettext("Families"), self._names.families))
                title = self._views.gettext("%(family)s codes") % {"family": family}
                page = Link(title, f"{self._names.folders[2]}/{slug}")
                yield self._gone("family", family, page, crumbs, codes)

    def _gone_status(self, key: str) -> GoneView:
        crumbs = (*self._views.services, Link(self._views.gettext("By status"), self._names.statuses))
        if key not in CLASSES:
            class_ = status_class(int(key))
            crumbs += (Link(class_, self._names.status(class_)),)
        page = Link(titled(key, self._views.gettext), self._names.status(key))
        return self._gone("status", key, page, crumbs, self._former.get((Role.STATUS, key), ()))

    def messages(self) -> Iterator[GoneView | MovedView]:
        """The page of each message that was shared: where it leads now, or what became of its codes."""
        present = {group.slug for group in self._groups.shared_messages}
        for slug, text in self._catalog.shared.items():
            if slug not in present:
                yield self._message(f"{self._names.folders[3]}/{slug}", text)

    def _message(self, page: str, text: str) -> GoneView | MovedView:
        key = message_key(text)
        holder = self._groups.messages.get(key)
        former = self._former.get((Role.MESSAGE, key), [])
        current = [code for code in former if code.code in self._catalog.by_code]
        targets = (
            [holder]
            if holder
            else [group for code in current for group in self._groups.messages_of(code)[:1]]
        )
        pages = {self._names.message(group): group for group in targets}
        if len(pages) == 1:
            target, group = next(iter(pages.items()))
            name = group.text if group.shared else group.codes[0].code
            return MovedView(text, page, Link(name, target), self._catalog.name)
        crumbs = (*self._views.services, Link(self._views.gettext("Shared messages"), self._names.messages))
        return self._gone("message", text, Link(text, page), crumbs, former)

    def _gone(
        self, kind: str, key: str, page: Link, crumbs: tuple[Link, ...], codes: Iterable[ErrorCode]
    ) -> GoneView:
        codes = list(codes)
        return GoneView(
            kind=kind,
            key=key,
            title=page.text,
            page=page.page,
            crumbs=crumbs,
            codes=tuple(self._views.line(code) for code in codes if code.code in self._catalog.by_code),
            removed=tuple(
                self._views.parts.link(code) for code in codes if code.code not in self._catalog.by_code
            ),
            catalog=self._catalog.name,
        )


def _keys(role: Role, text: str) -> Iterator[str]:
    """What *text* was: the key of a message, or the statuses in it and their classes."""
    if role is Role.MESSAGE and text:
        yield message_key(text)
    elif role is Role.STATUS:
        for status in parse_statuses(text):
            yield str(status)
            yield status_class(status)
