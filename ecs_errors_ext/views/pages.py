"""The views of one catalog: of each page, what it shows."""

from __future__ import annotations

from functools import cached_property
from gettext import NullTranslations
from types import MappingProxyType
from typing import TYPE_CHECKING

from markupsafe import Markup

from ecs_errors_ext.catalogs import Catalogs
from ecs_errors_ext.groups import range_label
from ecs_errors_ext.messages import message_key
from ecs_errors_ext.model import Role
from ecs_errors_ext.views.history import history_of
from ecs_errors_ext.views.indexes import Indexes
from ecs_errors_ext.views.lists import Lists
from ecs_errors_ext.views.names import section_id
from ecs_errors_ext.views.pageshapes import CodeView, MessageView
from ecs_errors_ext.views.parts import Parts, adds_meaning
from ecs_errors_ext.views.shapes import EntryView, Line, Link, Similar
from ecs_errors_ext.views.siblings import Siblings
from ecs_errors_ext.views.twins import Twins

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ecs_errors_ext.groups import Groups, MessageGroup
    from ecs_errors_ext.model import Entry, ErrorCode
    from ecs_errors_ext.views.parts import CellHtml
    from ecs_errors_ext.views.shapes import Mention, Note


class Views:
    """The views of one catalog."""

    def __init__(
        self,
        groups: Groups,
        html_of: CellHtml = lambda _entry, _role: None,
        mentions: Mapping[str, tuple[Mention, ...]] = MappingProxyType({}),
        notes: Mapping[str, tuple[Note, ...]] = MappingProxyType({}),
        *,
        words: NullTranslations | None = None,
        siblings: Siblings | None = None,
    ) -> None:
        """*mentions* are, by the name of a page, the documents that name what it is about, *notes* those on a code.

        *words* are the translations of what the pages say, which is English without them. *siblings* know the
        other catalogs of the site, where there are some.
        """
        self.groups = groups
        words = words or NullTranslations()
        self._siblings = siblings or Siblings(Catalogs({groups.catalog.name: groups}), html_of, words)
        self._mentions = mentions
        self._notes = notes
        self.parts = Parts(groups, html_of, words)
        self.gettext = words.gettext
        self.ngettext = words.ngettext
        self.names = self.parts.names
        self._twins = Twins(self.parts)

    @cached_property
    def indexes(self) -> Indexes:
        """The landing page and the indexes."""
        return Indexes(self)

    @cached_property
    def lists(self) -> Lists:
        """The pages that list codes."""
        return Lists(self)

    @cached_property
    def services(self) -> tuple[Link, ...]:
        """The way from the page over all services to the codes of this one; empty where it is the only one."""
        return self._siblings.crumbs(self.groups)

    @property
    def to_codes(self) -> tuple[Link, ...]:
        """The way to the index of all codes."""
        return self.services or (Link(self.gettext("All codes"), self.names.codes),)

    # -- pages ---------------------------------------------------------------

    def code(self, code: ErrorCode) -> CodeView:
        """The page of *code*."""
        before, after = self.groups.neighbours(code)
        shared = _shared_by_all(code)
        return CodeView(
            code=code.code,
            page=self.names.code(code),
            crumbs=(*self.to_codes, *self._range_crumb(code)),
            shared=shared,
            entries=tuple(self.entry(entry, shared) for entry in code.entries),
            groups=tuple(
                self._twins.group(group, code) for group in self.groups.messages_of(code) if group.shared
            ),
            similar=tuple(self._similar(own, other) for own, other in self.groups.similar(code)),
            before=self.parts.link(before) if before else None,
            after=self.parts.link(after) if after else None,
            json=f"{self.names.code(code)}.json",
            mentions=self.mentions_of(self.names.code(code)),
            notes=self.notes_of(self.names.code(code)),
            siblings=self._siblings.of(code),
            history=history_of(code, self.names.changes),
            catalog=self.groups.catalog.name,
        )

    def _range_crumb(self, code: ErrorCode) -> tuple[Link, ...]:
        """The way to the codes near *code*; none where no code has a family, and all are near."""
        if not any(self.groups.families):
            return ()
        label = range_label(code)
        return (Link(self.parts.range_label(label), self.names.family(code.family), section_id(label)),)

    def message(self, group: MessageGroup) -> MessageView:
        """The page of a shared message."""
        shared = self._twins.shared(group)
        return MessageView(
            text=self.parts.template(group.text),
            page=self.names.message(group),
            crumbs=(*self.services, Link(self.gettext("Shared messages"), self.names.messages)),
            group=self._twins.group(group),
            shares=self._twins.shares(group.codes),
            advice=shared.advice,
            advised=shared.advised,
            mentions=self.mentions_of(self.names.message(group)),
            catalog=self.groups.catalog.name,
        )

    # -- parts ---------------------------------------------------------------

    def mentions_of(self, page: str) -> tuple[Mention, ...]:
        """The documents that name what *page* is about."""
        return self._mentions.get(page, ())

    def notes_of(self, page: str) -> tuple[Note, ...]:
        """What documents add about the code of *page*."""
        return self._notes.get(page, ())

    def entry(self, entry: Entry, shared: Sequence[tuple[str, str]] = ()) -> EntryView:
        """A row of the table; what it says as all rows do (*shared*) is said once for all."""
        chips = self.parts.chips(entry.statuses)
        status_text, message, meaning = entry.status_text or "", entry.message or "", entry.description or ""
        shown, explained = self.parts.cell(entry, Role.MESSAGE), self.parts.cell(entry, Role.DESCRIPTION)
        if not adds_meaning(entry):
            if meaning and message_key(meaning) == message_key(message) and isinstance(explained, Markup):
                shown = explained  # said once, with the markup of whichever cell has some
            explained = ""
        template = self.parts.template(message)
        return EntryView(
            chips=chips,
            status_text=""
            if status_text.strip() == "/".join(str(chip.status) for chip in chips)
            else status_text,
            message=shown if isinstance(shown, Markup) else template,
            meaning=explained,
            action=self.parts.cell(entry, Role.SOLUTION),
            extra=tuple((name, text) for name, text in entry.extra if text and (name, text) not in shared),
            placeholders=tuple(dict.fromkeys(piece for piece, filled in template.pieces if filled)),
            source=Link(
                self.gettext("row %(number)s of the table") % {"number": entry.number},
                entry.docname,
                entry.anchor,
            ),
        )

    def line(self, code: ErrorCode, message: str = "", hide: Sequence[int] = ()) -> Line:
        """*code* in a list, with its first message or with *message*; *hide* are statuses that the list is about."""
        shown = message or code.headline
        return Line(
            code=self.parts.link(code),
            message=self.parts.template(shown),
            more=max(0, len(code.messages) - 1),
            apart=self._twins.apart(code, message_key(shown)),
            chips=self.parts.chips(status for status in code.statuses if status not in hide),
            family=code.family,
        )

    def _similar(self, own: MessageGroup, other: MessageGroup) -> Similar:
        shown = other.codes[:3]
        return Similar(
            codes=tuple(map(self.parts.link, shown)),
            more=len(other.codes) - len(shown),
            text=other.text,
            own=own.text,
            page=self.names.message(other) if other.shared else "",
        )


def _shared_by_all(code: ErrorCode) -> tuple[tuple[str, str], ...]:
    """What the columns without a role say of all entries of *code*, if it has several."""
    first, *others = code.entries
    return tuple(
        (name, text)
        for name, text in first.extra
        if others and text and all((name, text) in entry.extra for entry in others)
    )
