"""What an error-code table says, as immutable records.

Everything that reads a table ends here and everything that publishes one begins
here, so the module has no I/O and needs nothing but the standard library.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


class Role(enum.StrEnum):
    """What a column of the table holds."""

    STATUS = "status"
    CODE = "code"
    MESSAGE = "message"
    DESCRIPTION = "description"
    SOLUTION = "solution"


class ProblemKind(enum.Enum):
    """Kinds of faults in the source.

    The value is the subtype of the Sphinx warning (type ``ecs_errors``) and the
    name of the rule on the command line, so it is public.
    """

    NO_TABLE = "no_table"
    """A document that is named as a source holds no error-code table."""
    NO_CODE_COLUMN = "no_code_column"
    """A table looks like an error-code table, but no column holds the codes."""
    LOOK_ALIKE = "look_alike"
    """A table has codes, but no header says that they are, or what they mean; it is not published."""
    NO_HEADER = "no_header"
    """A table has no header row; what its columns hold was told from its cells."""
    EMPTY_CODE = "empty_code"
    """A row has no code: with a status of its own it is shown with the code above, below none it is not published."""
    SECTION_ROW = "section_row"
    """A row holds a heading or a sentence where codes stand; it is not published."""
    BAD_STATUS = "bad_status"
    """The status cell of a row names no HTTP status; the row has no status."""
    REPEATED_CODE = "repeated_code"
    """A code stands in several rows that differ; all of them are shown. In a build only with ``ecs_errors_lint``."""
    REPEATED_ROW = "repeated_row"
    """A row says exactly what an earlier row says; it is shown once."""
    REPEATED_HEADER = "repeated_header"
    """A body row repeats the header of its table; it is not published."""
    MALFORMED_TABLE = "malformed_table"
    """docutils could not read a table, so none of its rows is published."""
    MISSING_SOURCE = "missing_source"
    """``ecs_errors_sources`` names a document that does not exist."""
    UNKNOWN_CODE = "unknown_code"
    """A reference names a code, status or message that no table has, or a vocabulary such a code."""
    CONFIG = "config"
    """A configuration value is not of the documented form, and its default holds; or it names what there is not."""
    TAKEN_PAGE = "taken_page"
    """A document or a file of the project has the address of one of ours; that of the project is published."""
    RENDERING = "rendering"
    """A cell could not be printed with its markup; its plain text is shown."""

    @property
    def hides_codes(self) -> bool:
        """Whether codes may stand where this is, of which nothing could be read: that they are missing tells nothing."""
        return self in _HIDING


_HIDING = frozenset(
    {
        ProblemKind.MALFORMED_TABLE, ProblemKind.NO_TABLE, ProblemKind.NO_CODE_COLUMN, ProblemKind.LOOK_ALIKE,
        ProblemKind.MISSING_SOURCE,
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something wrong in the source, and where."""

    kind: ProblemKind
    text: str
    """What is wrong and what to do about it, in one sentence or two."""
    docname: str = ""
    """The document, without suffix; empty where no document is to blame."""
    line: int | None = None
    """1-based line in the file of the document."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One body row of a table, its cells known by role, not yet interpreted."""

    cells: dict[Role, str]
    """Plain text by role; a role that the table lacks is no key."""
    extra: dict[str, str] = field(default_factory=dict)
    """Plain text of the other columns by their header."""
    original: dict[Role, str] = field(default_factory=dict)
    """In a translated table, the texts that differ from the translation, as they were before."""
    markup: tuple[Role, ...] = ()
    """Roles whose cell is more than one plain paragraph."""
    docname: str = ""
    line: int = 0
    """1-based line where the code stands."""
    number: int = 0
    """1-based position of the row among the body rows of its table."""
    anchor: str = ""
    """``id`` of the row on the page of its document."""
    continues: bool = False
    """Whether the code's cell in the row above reaches into this one."""
    heading: bool = False
    """Whether the code's cell fills columns of other roles too, as a heading between rows does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What one row says about a code. Texts are plain; ``None``: the table lacks the column."""

    statuses: tuple[int, ...] = ()
    """HTTP statuses in the order of the cell, none twice."""
    status_text: str | None = None
    """The status cell as printed."""
    message: str | None = None
    description: str | None = None
    solution: str | None = None
    extra: tuple[tuple[str, str], ...] = ()
    """Header and text of the columns that have no role."""
    original: tuple[tuple[Role, str], ...] = ()
    """Of translated texts, what they said before; the API prints the message in these words too."""
    markup: tuple[Role, ...] = ()
    docname: str = ""
    line: int = 0
    number: int = 0
    anchor: str = ""

    def cell(self, role: Role) -> str | None:
        """The plain text of *role*, ``None`` where the table lacks the column."""
        value: str | None = self.status_text if role is Role.STATUS else getattr(self, role.value)
        return value

    def text(self, role: Role) -> str:
        """The plain text of *role*, empty where there is none."""
        return self.cell(role) or ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """That the table says something else of a code from some day on."""

    date: str
    """The first day (ISO 8601) on which the new text is on record: until then the old one held."""
    role: Role
    old: str
    """Empty where a further row brought the text."""
    new: str
    """Empty where a row with the text was deleted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """What the ledger has on record of a code."""

    since: str
    """The first day (ISO 8601) on which the table is on record with the code."""
    exact: bool = False
    """Whether an earlier day is on record on which the table had not got it."""
    changes: tuple[Change, ...] = ()
    """Oldest first; those of one day in the order of the columns."""
    removed: str = ""
    """The first day on which the table is on record without the code; empty where that is not recorded yet."""
    entries: tuple[Entry, ...] = ()
    """What the record has as the last texts; other than the table's until a change of these is recorded."""

    @property
    def messages(self) -> tuple[tuple[str, str], ...]:
        """Each former message and the day until which it held, the latest first; none twice."""
        found: dict[str, str] = {}
        for change in reversed(self.changes):
            if change.role is Role.MESSAGE and change.old:
                found.setdefault(change.old, change.date)
        return tuple(found.items())


@dataclass(frozen=True, kw_only=True, eq=False)
class ErrorCode:
    """A code as the API prints it, and everything that the tables say about it.

    A catalog has one record for each code, so records are compared by identity.
    """

    code: str
    family: str
    """The prefix that it shares with its kin (``Ecs`` of ``Ecs.0013``); empty if it has none."""
    slug: str
    """Its file name without suffix, unique in its catalog on every file system."""
    entries: tuple[Entry, ...]
    """At least one, in table order; of a removed code the last ones that it had."""
    past: Past | None = None
    """What the ledger has of it, ``None`` where there is no ledger or it lacks the code."""
    catalog: str = ""
    """Name of the catalog that has it; several may have a code of one name."""

    @property
    def full_name(self) -> str:
        """The name that no other code of any catalog has: ``vpc:VPC.0101``, in the default catalog ``Ecs.0013``."""
        return full_name(self.catalog, self.code)

    @cached_property
    def statuses(self) -> tuple[int, ...]:
        """The statuses of all entries, each once, in order of appearance."""
        return tuple(dict.fromkeys(s for entry in self.entries for s in entry.statuses))

    @cached_property
    def messages(self) -> tuple[str, ...]:
        """The messages of all entries that have one, each once."""
        return tuple(dict.fromkeys(entry.message for entry in self.entries if entry.message))

    @property
    def message(self) -> str:
        """The first message, or an empty text."""
        return self.messages[0] if self.messages else ""

    @property
    def headline(self) -> str:
        """What it is about in a list: its message or, where it has none, what it means."""
        return self.message or self.entries[0].text(Role.DESCRIPTION)

    @property
    def removed(self) -> str:
        """The first day on which no table had it; empty too where that is not recorded."""
        return self.past.removed if self.past else ""


def full_name(catalog: str, name: str) -> str:
    """The *name* of a code or status together with that of its *catalog*."""
    return f"{catalog}:{name}" if catalog else name


@dataclass(frozen=True, kw_only=True)
class Catalog:
    """All codes of one service, in the order of its tables."""

    name: str = ""
    """Empty for the default catalog, which lives at the root of the site."""
    title: str = ""
    codes: tuple[ErrorCode, ...] = ()
    """Those that the tables have now."""
    removed: tuple[ErrorCode, ...] = ()
    """Those that were published and the tables have no more, by name."""
    began: str = ""
    """The first day (ISO 8601) of which there is a record; empty where none is kept."""
    statuses: tuple[str, ...] = ()
    """The statuses and classes (``400``, ``4xx``) whose pages were ever published."""
    shared: Mapping[str, str] = field(default_factory=dict)
    """File name → text of the shared messages whose pages were ever published."""
    family_slugs: Mapping[str, str] = field(default_factory=dict)
    """Family → the file name that its page was published under."""
    message_slugs: Mapping[str, str] = field(default_factory=dict)
    """Message key (:func:`.message_key`) → the file name that the page of the message was published under."""
    retired: str = ""
    """The day from which the whole catalog has no table any more; empty of one that has."""

    @cached_property
    def by_code(self) -> dict[str, ErrorCode]:
        """Code as printed → its record."""
        return {code.code: code for code in self.codes}

    @cached_property
    def removed_by_code(self) -> dict[str, ErrorCode]:
        """Removed code as printed → its last record."""
        return {code.code: code for code in self.removed}
