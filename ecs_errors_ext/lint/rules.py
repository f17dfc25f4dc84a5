"""The rules. What reading a table reports (:class:`.ProblemKind`) are rules of the command line too."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from ecs_errors_ext.model import ProblemKind, Role


class Rule(enum.StrEnum):
    """Rules for tables: each says why it matters and how to mend it. The values are public."""

    SUPPORT_ONLY = "support_only"
    """A solution only says to call support or to try again, so the page helps nobody. Say what to check or change first, and what to send to support."""
    REPEATS_MESSAGE = "repeats_message"
    """A description says what the message says already. Say what led to the error and what it means for the caller, or leave the cell blank."""
    NEAR_DUPLICATE = "near_duplicate"
    """Two messages are about the same in other words, so a reader looks for a difference that is none. Use one wording, or name the difference."""
    TWO_SPELLINGS = "two_spellings"
    """A message is spelt in two ways (case, punctuation or one letter), so it is not found by its text. Copy the spelling that the API returns into both rows."""
    UNNAMED_PLACEHOLDER = "unnamed_placeholder"
    """A placeholder has no name, so nobody knows what stands there in a real message. Name it in the cell (``{volume_id}``) or say in the description what it is."""
    UNREGISTERED_STATUS = "unregistered_status"
    """A status is not in the registry of HTTP statuses, so clients and proxies treat it in their own ways. Check it against the API; if it is right, say in the description what it means."""
    OUT_OF_ORDER = "out_of_order"
    """A code stands below a higher one of its family, so a reader who scrolls takes it for missing. Move the row to where its number belongs."""
    CARRIED_GAP = "carried_gap"
    """Blank cells mean “as above”, so the rows say something else once they are sorted or cut out. Repeat the text in each row, or let the cell span the rows."""


READING = frozenset(
    {
        ProblemKind.NO_TABLE, ProblemKind.NO_CODE_COLUMN, ProblemKind.LOOK_ALIKE, ProblemKind.NO_HEADER,
        ProblemKind.EMPTY_CODE, ProblemKind.SECTION_ROW, ProblemKind.BAD_STATUS, ProblemKind.REPEATED_CODE,
        ProblemKind.REPEATED_ROW, ProblemKind.REPEATED_HEADER, ProblemKind.MALFORMED_TABLE,
    }
)  # fmt: skip
"""The kinds of problems that reading a table reports."""
NAMES = tuple(sorted([*(rule.value for rule in Rule), *(kind.value for kind in READING)]))
"""All names that ``--select`` and ``--ignore`` take."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Something to mend in a table, and where."""

    kind: Rule
    text: str
    """What is wrong and what to do about it, in a sentence or two."""
    code: str = ""
    """The code of the row."""
    role: Role = Role.CODE
    """The column of the cell that is meant."""
    docname: str = ""
    line: int = 0
    """1-based line where the code of the row stands."""
