"""What each page shows, as plain values.

A template gets a view and nothing else that differs from page to page, so two pages
with equal views are equal, and the ``repr`` of a view tells whether its page must be
written again. Text is a ``str``, which templates escape, or ``Markup``, which is HTML.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property, lru_cache

from markupsafe import Markup

from ecs_errors_ext.groups import Groups, MessageGroup, Range, number_of, range_label, ranges
from ecs_errors_ext.messages import message_key, placeholders, repeats
from ecs_errors_ext.model import Entry, ErrorCode, Role
from ecs_errors_ext.slugs import code_slugs
from ecs_errors_ext.statuses import CLASSES, reason, status_class

MOST_SAME = 20
"""Codes that a code page lists beside its own when more share the message."""
MOST_FLAT = 20
"""Codes that a list shows without headings."""
MOST_MAPPED = 500
"""Codes that the map is drawn for."""
FEWEST_ALIKE = 3
"""Codes that must give one piece of advice for it to be called common."""

CellHtml = Callable[[Entry, Role], Markup | None]
"""The HTML of a cell that holds markup, ``None`` for one that is plain text."""


@dataclass(frozen=True, slots=True)
class Link:
    """A text that leads to a page of the site, named as Sphinx names pages."""

    text: str
    page: str
    fragment: str = ""


@dataclass(frozen=True, slots=True)
class Chip:
    """A status as a small label; ``tone`` says which colour it has."""

    status: int
    reason: str
    tone: str
    page: str


@dataclass(frozen=True, slots=True)
class Line:
    """A code in a list: its message and, where that is shared, what sets the code apart."""

    code: Link
    message: str
    more: int
    apart: str
    chips: tuple[Chip, ...]
    family: str


@dataclass(frozen=True, slots=True)
class Section:
    """Lines under a heading; without one where the list is short."""

    label: str
    id: str
    lines: tuple[Line, ...]
    link: str = ""
    """Page that the heading leads to, if any."""


@dataclass(frozen=True, slots=True)
class Twin:
    """A code in the table that tells the codes of one message apart."""

    code: Link
    meaning: str | Markup
    action: str | Markup
    common: bool
    """Whether the action is the one that most codes of the group give."""
    chips: tuple[Chip, ...]
    here: bool


@dataclass(frozen=True, slots=True)
class Group:
    """A shared message and the codes that answer with it."""

    text: str
    page: str
    size: int
    twins: tuple[Twin, ...]

    @property
    def cut(self) -> bool:
        """Whether only the nearest of the codes are listed."""
        return len(self.twins) < self.size


@dataclass(frozen=True, slots=True)
class Similar:
    """A message similar to one of the page's."""

    codes: tuple[Link, ...]
    more: int
    text: str
    own: str
    """The message of the page that it is compared with."""
    page: str
    """Page of the message if several codes share it."""


@dataclass(frozen=True, slots=True)
class EntryView:
    """A row of the source table on the page of its code."""

    chips: tuple[Chip, ...]
    status_text: str
    """The status cell where the chips do not say the same."""
    message: str | Markup
    meaning: str | Markup
    action: str | Markup
    extra: tuple[tuple[str, str], ...]
    placeholders: tuple[str, ...]
    source: Link


@dataclass(frozen=True, slots=True)
class CodeView:
    """The page of a code."""

    code: str
    page: str
    crumbs: tuple[Link, ...]
    entries: tuple[EntryView, ...]
    groups: tuple[Group, ...]
    similar: tuple[Similar, ...]
    before: Link | None
    after: Link | None
    json: str


@dataclass(frozen=True, slots=True)
class Share:
    """Of a group's codes those with one status."""

    chip: Chip
    count: int
    only: Link | None


@dataclass(frozen=True, slots=True)
class MessageView:
    """The page of a shared message."""

    text: str
    page: str
    crumbs: tuple[Link, ...]
    group: Group
    shares: tuple[Share, ...]
    """Empty where all codes have the same statuses."""
    advice: str | Markup
    """The action that most codes give, if that says little."""
    advised: int


@dataclass(frozen=True, slots=True)
class ListView:
    """The page of a status, a status class, a family or of all codes."""

    kind: str
    key: str
    """The status (``400``), class (``4xx``) or family; empty for all codes."""
    title: str
    page: str
    crumbs: tuple[Link, ...]
    count: int
    total: int
    sections: tuple[Section, ...]
    statuses: tuple[tuple[Chip, int], ...] = ()
    families: tuple[tuple[Link, int], ...] = ()
    contents: bool = False
    """Whether the page begins with links to its sections."""


@dataclass(frozen=True, slots=True)
class Tally:
    """A status class or family with its size and what it is made of."""

    link: Link
    label: str
    count: int
    chips: tuple[tuple[Chip, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """A code's place in the map, in columns and rows; without a code it is an unused number."""

    x: int
    y: int
    code: Link | None = None
    digits: str = ""
    name: str = ""
    state: str = ""


@dataclass(frozen=True, slots=True)
class MapPart:
    """The codes of one hundred; ``cells`` is empty where the codes have no numbers."""

    label: str
    rows: int
    cells: tuple[Cell, ...]
    codes: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OverviewView:
    """The landing page, or with some of its parts the index of statuses, families or messages."""

    title: str
    page: str
    total: int
    pages: Mapping[str, str]
    """Names of the indexes."""
    statuses: tuple[Tally, ...] = ()
    families: tuple[Tally, ...] = ()
    messages: tuple[tuple[Link, int], ...] = ()
    """The shared messages."""
    others: tuple[Line, ...] = ()
    """One line for each message that a single code answers with."""
    without_status: tuple[Line, ...] = ()
    parts: tuple[MapPart, ...] = ()
    examples: tuple[str, ...] = ()
    """A code, a JSON body and a message to try the search with."""
    legend: tuple[tuple[str, str], ...] = ()
    """Tone and label of each kind of status that the map shows."""


class PageNames:
    """The names of a catalog's pages, which are its URLs without suffix."""

    def __init__(self, catalog: str, families: Iterable[str] = ()) -> None:
        self._prefix = f"{catalog}/" if catalog else ""
        self._families = code_slugs(families)
        self.folders = tuple(f"{self._prefix}{name}" for name in ("codes", "status", "families", "messages"))
        self.codes = f"{self._prefix}codes/index"
        self.statuses = f"{self._prefix}status/index"
        self.families = f"{self._prefix}families/index"
        self.messages = f"{self._prefix}messages/index"

    def code(self, code: ErrorCode) -> str:
        """Page of a code."""
        return f"{self._prefix}codes/{code.slug}"

    def status(self, status: int) -> str:
        """Page of a status."""
        return f"{self._prefix}status/{status}"

    def status_class(self, digit: int) -> str:
        """Page of a status class."""
        return f"{self._prefix}status/{digit}xx"

    def family(self, family: str) -> str:
        """Page of a family; of the codes without one, the index of all codes."""
        return f"{self._prefix}families/{self._families[family]}" if family else self.codes

    def message(self, group: MessageGroup) -> str:
        """Page of a message: its own if it is shared, else that of its code."""
        return f"{self._prefix}messages/{group.slug}" if group.shared else self.code(group.codes[0])

    def file(self, name: str) -> str:
        """URL of a file at the catalog's root."""
        return f"{self._prefix}{name}"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shared:
    """What the codes of a shared message have in common."""

    action: str | None
    """Key of the action that most of them give, if enough do."""
    advice: str | Markup
    advised: int
    statuses: tuple[int, ...]
    """The statuses that most of them have."""
    places: Mapping[str, int]
    """Code → its position in the group."""


class Views:
    """The views of one catalog."""

    def __init__(self, groups: Groups, html_of: CellHtml = lambda _entry, _role: None) -> None:
        self.groups = groups
        self.names = PageNames(groups.catalog.name, groups.families)
        self._html_of = html_of
        self._chip = lru_cache(maxsize=None)(self._make_chip)
        self._shared = {group.key: self._make_shared(group) for group in groups.shared_messages}

    # -- pages ---------------------------------------------------------------

    def code(self, code: ErrorCode) -> CodeView:
        """The page of *code*."""
        before, after = self.groups.neighbours(code)
        label = range_label(code)
        return CodeView(
            code=code.code,
            page=self.names.code(code),
            crumbs=(
                Link("All codes", self.names.codes),
                Link(label, self.names.family(code.family), section_id(label)),
            ),
            entries=tuple(self._entry(entry) for entry in code.entries),
            groups=tuple(self._group(group, code) for group in self.groups.messages_of(code) if group.shared),
            similar=tuple(self._similar(own, other) for own, other in self.groups.similar(code)),
            before=self._link(before) if before else None,
            after=self._link(after) if after else None,
            json=f"{self.names.code(code)}.json",
        )

    def message(self, group: MessageGroup) -> MessageView:
        """The page of a shared message."""
        shared = self._shared[group.key]
        return MessageView(
            text=group.text,
            page=self.names.message(group),
            crumbs=(Link("Shared messages", self.names.messages),),
            group=self._group(group),
            shares=self._shares(group.codes),
            advice=shared.advice,
            advised=shared.advised,
        )

    def status(self, status: int) -> ListView:
        """The page of a status."""
        codes = self.groups.statuses[status]
        digit = status_class(status)
        return ListView(
            kind="status",
            key=str(status),
            title=f"{status} {reason(status)}".strip(),
            page=self.names.status(status),
            crumbs=(
                Link("By status", self.names.statuses),
                Link(f"{digit}xx", self.names.status_class(digit)),
            ),
            count=len(codes),
            total=self._total,
            sections=self._sections(codes, hide=(status,)),
            contents=len(codes) > MOST_FLAT,
        )

    def status_class(self, digit: int) -> ListView:
        """The page of a status class: its codes by status."""
        statuses = [status for status in self.groups.statuses if status_class(status) == digit]
        return ListView(
            kind="status",
            key=f"{digit}xx",
            title=f"{digit}xx {CLASSES[digit]}",
            page=self.names.status_class(digit),
            crumbs=(Link("By status", self.names.statuses),),
            count=len(self.groups.classes[digit]),
            total=self._total,
            statuses=self._counted(statuses),
            sections=tuple(
                Section(
                    f"{status} {reason(status)}".strip(),
                    section_id(str(status)),
                    tuple(self._line(code, hide=(status,)) for code in self.groups.statuses[status]),
                    link=self.names.status(status),
                )
                for status in statuses
            ),
        )

    def family(self, family: str) -> ListView:
        """The page of a family."""
        codes = self.groups.families[family]
        return ListView(
            kind="family",
            key=family,
            title=f"{family} codes",
            page=self.names.family(family),
            crumbs=(Link("All codes", self.names.codes), Link("Families", self.names.families)),
            count=len(codes),
            total=self._total,
            sections=self._sections(codes, flat=0),
            contents=len(codes) > MOST_FLAT,
        )

    def all_codes(self) -> ListView:
        """The index of all codes, with what its filter needs."""
        return ListView(
            kind="codes",
            key="",
            title="All codes",
            page=self.names.codes,
            crumbs=(),
            count=self._total,
            total=self._total,
            sections=self._sections(self.groups.codes, flat=0),
            statuses=self._counted(self.groups.statuses),
            families=tuple(
                (Link(family or "None", self.names.family(family)), len(codes))
                for family, codes in self.groups.families.items()
            ),
        )

    def overview(self, page: str) -> OverviewView:
        """The landing page, shown on the document *page*."""
        return replace(
            self._index(page),
            statuses=self._status_tallies,
            families=self._family_tallies,
            messages=self._shared_tallies,
            parts=self._map(),
            examples=self._examples(),
            legend=self._legend(),
        )

    def statuses(self) -> OverviewView:
        """The index of statuses."""
        return replace(
            self._index(self.names.statuses),
            statuses=self._status_tallies,
            without_status=tuple(map(self._line, self.groups.without_status)),
        )

    def families(self) -> OverviewView:
        """The index of families."""
        return replace(self._index(self.names.families), families=self._family_tallies)

    def messages(self) -> OverviewView:
        """The index of messages."""
        return replace(
            self._index(self.names.messages),
            messages=self._shared_tallies,
            others=tuple(
                self._line(group.codes[0], group.text)
                for group in self.groups.messages.values()
                if not group.shared
            ),
        )

    def _index(self, page: str) -> OverviewView:
        names = self.names
        pages = {
            "codes": names.codes,
            "statuses": names.statuses,
            "families": names.families,
            "messages": names.messages,
        }
        return OverviewView(title=self.groups.catalog.title, page=page, total=self._total, pages=pages)

    @cached_property
    def _status_tallies(self) -> tuple[Tally, ...]:
        return tuple(self._class_tally(digit) for digit in _by_size(self.groups.classes))

    @cached_property
    def _family_tallies(self) -> tuple[Tally, ...]:
        return tuple(self._family_tally(family) for family in self.groups.families if family)

    @cached_property
    def _shared_tallies(self) -> tuple[tuple[Link, int], ...]:
        return tuple(
            (Link(group.text, self.names.message(group)), len(group.codes))
            for group in self.groups.shared_messages
        )

    # -- parts ---------------------------------------------------------------

    @property
    def _total(self) -> int:
        return len(self.groups.codes)

    def _link(self, code: ErrorCode) -> Link:
        return Link(code.code, self.names.code(code))

    def _make_chip(self, status: int) -> Chip:
        return Chip(status, reason(status), tone(status), self.names.status(status))

    def _chips(self, statuses: Iterable[int]) -> tuple[Chip, ...]:
        return tuple(self._chip(status) for status in statuses)

    def _counted(self, statuses: Iterable[int]) -> tuple[tuple[Chip, int], ...]:
        return tuple((self._chip(status), len(self.groups.statuses[status])) for status in statuses)

    def _cell(self, entry: Entry, role: Role) -> str | Markup:
        html = self._html_of(entry, role) if role in entry.markup else None
        return entry.text(role) if html is None else html

    def _entry(self, entry: Entry) -> EntryView:
        chips = self._chips(entry.statuses)
        status_text, message, meaning = entry.status_text or "", entry.message or "", entry.description or ""
        shown, explained = self._cell(entry, Role.MESSAGE), self._cell(entry, Role.DESCRIPTION)
        if meaning and message_key(meaning) == message_key(message):
            # Said once, with the markup of whichever cell has some.
            shown, explained = (explained if isinstance(explained, Markup) else shown), ""
        elif Role.DESCRIPTION not in entry.markup and repeats(meaning, message):
            explained = ""
        return EntryView(
            chips=chips,
            status_text=""
            if status_text.strip() == "/".join(str(chip.status) for chip in chips)
            else status_text,
            message=shown,
            meaning=explained,
            action=self._cell(entry, Role.SOLUTION),
            extra=tuple((name, text) for name, text in entry.extra if text),
            placeholders=tuple(dict.fromkeys(message[start:end] for start, end in placeholders(message))),
            source=Link(f"row {entry.number} of the table", entry.docname, entry.anchor),
        )

    def _line(self, code: ErrorCode, message: str = "", hide: Sequence[int] = ()) -> Line:
        shown = message or code.message or code.entries[0].text(Role.DESCRIPTION)
        return Line(
            code=self._link(code),
            message=shown,
            more=max(0, len(code.messages) - 1),
            apart=self._apart(code, message_key(shown)),
            chips=self._chips(status for status in code.statuses if status not in hide),
            family=code.family,
        )

    def _apart(self, code: ErrorCode, key: str) -> str:
        """The first of meaning and advice that no other code with the message has and that says more than it."""
        if key not in self._shared:
            return ""
        for role in (Role.DESCRIPTION, Role.SOLUTION):
            own = _first(code, key).text(role)
            if (
                own
                and self._texts(key, role)[message_key(own)] == 1
                and not repeats(own, _first(code, key).message or "")
            ):
                return own
        return ""

    @cache  # noqa: B019 - one object for each build
    def _texts(self, key: str, role: Role) -> Counter[str]:
        return Counter(message_key(_first(code, key).text(role)) for code in self.groups.messages[key].codes)

    def _sections(
        self, codes: Sequence[ErrorCode], *, hide: Sequence[int] = (), flat: int = MOST_FLAT
    ) -> tuple[Section, ...]:
        if len(codes) <= flat:
            return (Section("", "", tuple(self._line(code, hide=hide) for code in codes)),)
        return tuple(
            Section(
                part.label, section_id(part.label), tuple(self._line(code, hide=hide) for code in part.codes)
            )
            for part in ranges(codes)
        )

    def _make_shared(self, group: MessageGroup) -> _Shared:
        entries = [_first(code, group.key) for code in group.codes]
        actions = Counter(message_key(entry.text(Role.SOLUTION)) for entry in entries if entry.solution)
        key, count = actions.most_common(1)[0] if actions else ("", 0)
        advisers = (entry for entry in entries if message_key(entry.text(Role.SOLUTION)) == key)
        return _Shared(
            action=key if count >= FEWEST_ALIKE else None,
            advice=self._cell(next(advisers), Role.SOLUTION) if count >= FEWEST_ALIKE else "",
            advised=count,
            statuses=Counter(code.statuses for code in group.codes).most_common(1)[0][0],
            places={code.code: place for place, code in enumerate(group.codes)},
        )

    def _group(self, group: MessageGroup, here: ErrorCode | None = None) -> Group:
        shared = self._shared[group.key]
        codes = group.codes
        if here and len(codes) > MOST_SAME:
            start = max(0, min(shared.places[here.code] - MOST_SAME // 2, len(codes) - MOST_SAME))
            codes = codes[start : start + MOST_SAME]
        return Group(
            text=group.text,
            page=self.names.message(group),
            size=len(group.codes),
            twins=tuple(
                replace(self._twin(code, group.key), here=True)
                if code is here
                else self._twin(code, group.key)
                for code in codes
            ),
        )

    @cache  # noqa: B019 - one object for each build
    def _twin(self, code: ErrorCode, key: str) -> Twin:
        entry, shared = _first(code, key), self._shared[key]
        return Twin(
            code=self._link(code),
            meaning=self._cell(entry, Role.DESCRIPTION),
            action=self._cell(entry, Role.SOLUTION),
            common=message_key(entry.text(Role.SOLUTION)) == shared.action,
            chips=() if code.statuses == shared.statuses else self._chips(code.statuses),
            here=False,
        )

    def _shares(self, codes: Sequence[ErrorCode]) -> tuple[Share, ...]:
        by_status: dict[int, list[ErrorCode]] = {}
        for code in codes:
            for status in code.statuses:
                by_status.setdefault(status, []).append(code)
        if len({code.statuses for code in codes}) == 1:
            return ()
        return tuple(
            Share(self._chip(status), len(members), self._link(members[0]) if len(members) == 1 else None)
            for status, members in sorted(by_status.items())
        )

    def _similar(self, own: MessageGroup, other: MessageGroup) -> Similar:
        shown = other.codes[:3]
        return Similar(
            codes=tuple(map(self._link, shown)),
            more=len(other.codes) - len(shown),
            text=other.text,
            own=own.text,
            page=self.names.message(other) if other.shared else "",
        )

    def _class_tally(self, digit: int) -> Tally:
        statuses = [status for status in self.groups.statuses if status_class(status) == digit]
        return Tally(
            link=Link(f"{digit}xx", self.names.status_class(digit)),
            label=CLASSES[digit],
            count=len(self.groups.classes[digit]),
            chips=self._counted(statuses),
        )

    def _family_tally(self, family: str) -> Tally:
        codes = self.groups.families[family]
        numbers = [number for number in (number_of(code.code) for code in codes) if number]
        span = f"{numbers[0]} to {numbers[-1]}" if len(numbers) > 1 else "".join(numbers)
        return Tally(link=Link(family, self.names.family(family)), label=span, count=len(codes))

    def _map(self) -> tuple[MapPart, ...]:
        if self._total > MOST_MAPPED:
            return ()
        return tuple(self._map_part(part) for part in ranges(self.groups.codes))

    def _map_part(self, part: Range) -> MapPart:
        if not part.label.endswith("xx"):
            return MapPart(part.label, 0, (), tuple(map(self._link, part.codes)))
        places = {int(code.code[-2:]): code for code in part.codes}
        tens = sorted({place // 10 for place in places})
        cells = [
            self._map_cell(ten * 10 + one, one, row, places)
            for row, ten in enumerate(tens)
            for one in range(10)
            if ten * 10 + one <= max(places)
        ]
        return MapPart(part.label, len(tens), tuple(cells))

    def _map_cell(self, place: int, x: int, y: int, places: Mapping[int, ErrorCode]) -> Cell:
        code = places.get(place)
        if code is None:
            return Cell(x, y)
        statuses = "/".join(map(str, code.statuses))
        name = f"{code.code}{', ' if statuses else ''}{statuses}: {code.message}"
        return Cell(
            x,
            y,
            self._link(code),
            f"{place:02}",
            name,
            tone(code.statuses[0]) if code.statuses else "neutral",
        )

    def _legend(self) -> tuple[tuple[str, str], ...]:
        """What each colour of the map stands for, of those that it has."""
        tones = dict.fromkeys(map(tone, self.groups.statuses))
        others = dict.fromkeys(
            f"{status_class(status)}xx" for status in self.groups.statuses if tone(status) == "other"
        )
        labels = {
            "neutral": "400",
            "client": "other 4xx" if "neutral" in tones else "4xx",
            "server": "5xx",
            "other": ", ".join(others),
        }
        return tuple((name, label) for name, label in labels.items() if name in tones)

    def _examples(self) -> tuple[str, ...]:
        """A code, the body of a failed call and a message, from the catalog itself."""
        unshared = [group.codes[0] for group in self.groups.messages.values() if not group.shared]
        if not unshared:
            return tuple(code.code for code in self.groups.codes[:1])
        one, two, three = (unshared[len(unshared) * part // 8] for part in (1, 3, 5))
        body = f'{{"error": {{"code": "{two.code}", "message": "{two.message}"}}}}'
        return (one.code, body, three.message)


def tone(status: int) -> str:
    """The colour of a status: the commonest is neutral, what deviates stands out."""
    if status == 400:
        return "neutral"
    return {4: "client", 5: "server"}.get(status_class(status), "other")


def section_id(label: str) -> str:
    """The ``id`` of the section that *label* heads."""
    return "s-" + "".join(char if char.isalnum() and char.isascii() else "-" for char in label)


def _first(code: ErrorCode, key: str) -> Entry:
    """The entry of *code* with the message *key*."""
    return next((entry for entry in code.entries if message_key(entry.message or "") == key), code.entries[0])


def _by_size(groups: Mapping[int, Sequence[ErrorCode]]) -> list[int]:
    return sorted(groups, key=lambda key: (-len(groups[key]), key))
