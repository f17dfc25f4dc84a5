"""Where the API puts text of its own into a message: ``%s``, ``{name}``, ``[name]``, ``xxx``, and the like.

Some of these are nothing else wherever they stand. Square brackets and angle brackets
may as well be part of the message; whether they are is told by all messages together.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_ALWAYS = r"""
    %\([A-Za-z_]\w{0,40}\)[sdiurxXfgeEc]                    # %(name)s
  | %[0-9.+#-]{0,8}l{0,2}[sdiuxXfgeEc](?![A-Za-z0-9])       # %s, %d, %.2f
  | \$\{[\w.-]{1,40}\}                                      # ${name}
  | \{(?:[A-Za-z_][\w.-]{0,40}|[0-9]{0,2})\}                # {name}, {0}, {}
  | (?<![\w*])\*{2,}(?:-\*{2,}){0,8}(?![\w*])               # ***, ********-****
  | (?<![^\W_])(?:x{2,8}|X{2,8})(?![^\W_])                  # xxx, XX
"""
_SQUARE = r"(?<![^\s'\"‘“(]) \[ [A-Za-z][\w ./-]{0,60} \]"
_ANGLE = r"<[A-Za-z_][\w.:/-]{0,60}>"
_CLOSING = re.compile(r"</[A-Za-z]")
_SIGNS = re.compile(r"[%{*[<]|xx|XX")
_FEWEST, _SHARE = 3, 0.05
"""In at least so many messages, and so large a part of all, square brackets stand for something."""


class Template(str):
    """A message in which it is known what are placeholders."""

    __slots__ = ("pieces",)
    pieces: list[tuple[str, bool]]
    """Its text in pieces, each with whether it is a placeholder."""


class Placeholders:
    """The styles of placeholders in one column of messages."""

    def __init__(self, *, square: bool = False, angle: bool = False) -> None:
        """*square* and *angle* brackets stand for something in this column."""
        parts = [_ALWAYS] + [_SQUARE] * square + [_ANGLE] * angle
        self._pattern = re.compile(" | ".join(parts), re.VERBOSE)

    @classmethod
    def of(cls, messages: Iterable[str]) -> Placeholders:
        """The styles that all *messages* together show.

        Square brackets are placeholders where they stand apart, around words, in
        several messages (*The length [input length] …*, but not *listener[protocol]*);
        angle brackets unless some message has a closing tag (``</b>``).
        """
        texts = list(messages)
        square = re.compile(_SQUARE, re.VERBOSE)
        found = sum(1 for text in texts if "[" in text and square.search(text))
        closing = any("</" in text and _CLOSING.search(text) for text in texts)
        return cls(square=found >= max(_FEWEST, _SHARE * len(texts)), angle=not closing)

    def spans(self, text: str) -> list[tuple[int, int]]:
        """The spans of *text* that stand for something the API fills in."""
        if not _SIGNS.search(text):
            return []
        return [match.span() for match in self._pattern.finditer(text)]

    def split(self, text: str) -> list[tuple[str, bool]]:
        """*text* in pieces, each with whether it is a placeholder; joined, they are *text* again."""
        pieces: list[tuple[str, bool]] = []
        at = 0
        for start, end in self.spans(text):
            if start > at:
                pieces.append((text[at:start], False))
            pieces.append((text[start:end], True))
            at = end
        if at < len(text):
            pieces.append((text[at:], False))
        return pieces

    def template(self, text: str) -> Template:
        """*text*, with what is known of it."""
        found = Template(text)
        found.pieces = self.split(text)
        return found

    def bare(self, text: str) -> str:
        """*text* with a blank for each placeholder."""
        return "".join(" " if filled else piece for piece, filled in self.split(text))


ANYWHERE = Placeholders()
"""What is a placeholder in any column."""
