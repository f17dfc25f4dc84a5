"""What a check reports."""

from __future__ import annotations

import enum
from dataclasses import dataclass


class Kind(enum.StrEnum):
    """Kinds of faults in a runbook. The values are public: programs tell findings apart by them."""

    UNKNOWN_CODE = "unknown_code"
    """A code of a known family that the catalog does not have, in a text or in a link."""
    REMOVED_CODE = "removed_code"
    """A code that was published once and that the catalog has no more, in a text or in a link."""
    WRONG_CASE = "wrong_case"
    """A link that differs from the address of a page only by upper and lower case."""
    MISSING_PAGE = "missing_page"
    """A link to a page that the site does not have."""
    MISSING_ANCHOR = "missing_anchor"
    """A link to a place that its page does not have; only where a built site is at hand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A fault and where it stands; the fields are those of ``--format json``."""

    path: str
    """The file, as it was named or found."""
    line: int
    """1-based."""
    code: str
    """The code as the API prints it; as it is written, if no table has it; else the name of the page."""
    kind: Kind
    message: str
    """What is wrong and what to do, in a sentence or two."""
