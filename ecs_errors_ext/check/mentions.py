"""Codes in a text as the API prints them, apart from what only looks like one.

The search reads a code in any spelling, because a person who asks is helped by a guess.
A check must be right instead: only a family of the catalog, its joint and about as many
digits as its codes have are a code, and not where they are a piece of something longer
(a version, a host name, a file name, a path).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ecs_errors_ext.model import ErrorCode

_NUMBERED = re.compile(r"([._-]?)([0-9]{1,10})")
_HYPHENATED = re.compile(r"-[A-Za-z]{1,30}(?![\w.@/:-])")
_JOINTS_BEFORE = frozenset("._-@/\\+~%")
_JOINTS_AFTER = frozenset("._-@/\\+:~")
_NOTHING = re.compile(r"(?!)")


class Mentions:
    """Finds the codes of one catalog's families."""

    def __init__(self, codes: Iterable[ErrorCode]) -> None:
        widths: dict[str, set[int]] = {}
        for code in codes:
            match = _NUMBERED.fullmatch(code.code.removeprefix(code.family)) if code.family else None
            if match:
                widths.setdefault(code.family + match[1], set()).add(len(match[2]))
        self.heads = tuple(sorted(widths, key=len, reverse=True))
        """Family and joint (``Ecs.``), the longest first."""
        self._longest = max((len(head) + max(widths[head]) + 1 for head in self.heads), default=0)
        one = "|".join(
            f"{re.escape(head)}[0-9]{{{max(min(widths[head]) - 1, 1)},{max(widths[head]) + 1}}}"
            for head in self.heads
        )
        flags = re.IGNORECASE | re.ASCII
        self._code = re.compile(f"(?<![0-9A-Za-z])(?:{one})(?![0-9A-Za-z])", flags) if one else _NOTHING
        self._last = re.compile(f"(?<![0-9A-Za-z])(?:{one})\\Z", flags) if one else _NOTHING
        any_number = "|".join(f"{re.escape(head)}[0-9]{{1,10}}" for head in self.heads)
        self._formed = re.compile(any_number, flags) if one else _NOTHING

    def is_formed(self, name: str) -> bool:
        """Whether *name* is a code of one of the families by its form, in any letter case."""
        return self._formed.fullmatch(name) is not None

    def find(self, text: str) -> Iterator[str]:
        """The codes in *text* as they are written, in order."""
        for match in self._code.finditer(text):
            if not (self._joined_before(text, match.start()) or self._joined_after(text, match.end())):
                yield match[0]

    def _joined_before(self, text: str, start: int) -> bool:
        """Whether what stands before makes it a piece of something: ``/var/Ecs.0999``, ``x-Ecs.0999``."""
        joint = text[start - 1 : start] if start else ""
        if joint not in _JOINTS_BEFORE or not joint:
            return False
        if joint in "/-" and self._last.search(text[max(0, start - 1 - self._longest) : start - 1]):
            return False  # a list or a range: Ecs.0012/Ecs.0013
        return joint == "/" or _is_alnum(text[max(0, start - 2) : start - 1])

    def _joined_after(self, text: str, end: int) -> bool:
        """Whether what follows makes it a piece of something: ``Ecs.0999.log``, ``ecs.0999-2``."""
        joint, following = text[end : end + 1], text[end + 1 : end + 2]
        if joint not in _JOINTS_AFTER or not _is_alnum(following):
            return False
        if joint == ":":
            return following.isdigit()  # a port; but "Ecs.0999:message" is a log line
        if joint in "/-" and self._code.match(text, end + 1):
            return False
        # "an Ecs.0999-like error"; a host is written in lower case
        return not (joint == "-" and not text[end - 1].islower() and _HYPHENATED.match(text, end))


def _is_alnum(char: str) -> bool:
    return char.isascii() and char.isalnum()
