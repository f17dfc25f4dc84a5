"""Codes and known messages in logs of any size, line by line.

Nearly all lines of a log hold neither, so bytes are first searched for the names of the
families and for a few beginnings of words of which every message has one; lines with
such a word, for the pairs of words of which every message has one. Only the lines
that are left are read as text.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from ecs_errors_ext.search.codes import Mention, find_codes
from ecs_errors_ext.search.templates import Template, find_templates
from ecs_errors_ext.search.tokens import from_units, to_units, tokenize, unescape

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ecs_errors_ext.search.engine import Engine

_SHORTEST = 4
_SHORTENED = frozenset({"not", "will"})
"""What a negation in one word (*doesn't*, *won't*) does not hold; of its verbs the others begin it."""
BLOCK = 1 << 20
"""Bytes read at once. A longer line is read in pieces of this size."""
_AFTER_FAMILY = re.compile(rb"[ \t]?[._/:,;#\"' -]{0,2}[ \t]?[0-9oOlI]")


class Readable(Protocol):
    """Where bytes come from."""

    def read(self, size: int, /) -> bytes:
        """At most *size* bytes; none at the end."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A code in a line: named, or meant by a message."""

    line: int
    code: int
    how: str
    """``code`` or ``message``."""
    values: tuple[tuple[str, str], ...]
    text: str


class Scanner:
    """Reads logs for one index."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._families = [name.encode() for name in engine.book.families]
        templates = engine.templates.templates
        self._pairs = [pair.encode() for pair in cover(map(_pairs, templates))]
        self._stems = [text.encode() for text in cover(map(_stems, templates))]
        plain = sorted((code for code in engine.book.plain if len(code) > 3), key=len, reverse=True)
        names = b"|".join(re.escape(code.encode()) for code in plain)
        self._plain = re.compile(rb"(?<![0-9A-Za-z])(?:" + names + rb")(?![0-9A-Za-z])") if plain else None

    def scan(self, stream: Readable) -> Iterator[Hit]:
        """The hits of *stream* in order; memory holds two blocks at most."""
        line, rest = 1, b""
        while block := stream.read(BLOCK):
            block = rest + block
            end = block.rfind(b"\n") + 1
            if not end and len(block) < BLOCK:
                rest = block
                continue
            end = end or len(block)
            block, rest = block[:end], block[end:]
            yield from self._block(block, line)
            line += block.count(b"\n")
        if rest:
            yield from self._block(rest, line)

    def _block(self, block: bytes, first: int) -> Iterator[Hit]:
        line, at = first, 0
        for start, end in self._lines(block):
            line += block.count(b"\n", at, start)
            at = start
            yield from self._line(block[start:end].decode("utf-8", "replace"), line)

    def _lines(self, block: bytes) -> list[tuple[int, int]]:
        """The spans of the lines of *block* that hold a needle, in order."""
        lower = block.lower()
        found: set[tuple[int, int]] = set()
        for name in self._families:
            _note(lower, name, found, _AFTER_FAMILY)
        likely: set[tuple[int, int]] = set()
        for text in self._stems:
            _note(lower, text, likely, None)
        for start, end in likely - found:
            line = lower[start:end]
            if any(pair in line for pair in self._pairs):
                found.add((start, end))
        if self._plain:
            for match in self._plain.finditer(block):
                found.add(_line_at(block, match.start()))
        return sorted(found)

    def _line(self, text: str, number: int) -> Iterator[Hit]:
        plain = unescape(to_units(text))
        shown = text.strip()
        mentions = [one for one in find_codes(self.engine.book, plain) if _is_sure(one)]
        seen = dict.fromkeys(one.code for one in mentions)
        messages = find_templates(self.engine.templates, plain, tokenize(plain))
        told: dict[int, tuple[tuple[str, str], ...]] = {}
        for found in messages:
            for row, _ in self.engine.templates.templates[found.template].texts:
                for other in self.engine.messages[self.engine.text("message", row)]:
                    told.setdefault(self.engine.row_code[other], found.values)
            if any(code in told for code in seen):
                told = {code: values for code, values in told.items() if code in seen}
        for code in [*seen, *(code for code in told if code not in seen)]:
            values = tuple((from_units(mark), from_units(value)) for mark, value in told.get(code, ()))
            yield Hit(number, code, "code" if code in seen else "message", values, shown)


def _is_sure(mention: Mention) -> bool:
    return mention.code >= 0 and mention.how in ("exact", "loose")


def _note(block: bytes, needle: bytes, found: set[tuple[int, int]], after: re.Pattern[bytes] | None) -> None:
    """Add the lines of *block* that hold *needle*, followed by what *after* wants."""
    at = block.find(needle)
    while at >= 0:
        end = at + len(needle)
        if after is None or after.match(block, end):
            span = _line_at(block, at)
            found.add(span)
            end = span[1]
        at = block.find(needle, end)


def _line_at(block: bytes, at: int) -> tuple[int, int]:
    end = block.find(b"\n", at)
    return block.rfind(b"\n", 0, at) + 1, len(block) if end < 0 else end


def cover(sets: Iterable[set[str]]) -> list[str]:
    """Few texts of which every one of *sets* holds one: the one that most sets have, then the next (greedy)."""
    left = [one for one in sets if one]
    chosen: list[str] = []
    while left:
        counts: dict[str, int] = {}
        for one in left:
            for text in one:
                counts[text] = counts.get(text, 0) + 1
        best = min(counts, key=lambda text: (-counts[text], -len(text), text))
        chosen.append(best)
        left = [one for one in left if best not in one]
    return chosen


def _pairs(template: Template) -> set[str]:
    """What surely stands in a line that holds *template* as it is written."""
    pairs = {
        f"{a} {b}"
        for piece in template.pieces
        for a, b in itertools.pairwise(piece)
        if a not in _SHORTENED and b not in _SHORTENED
    }
    return pairs or _sure_words(template)


def _stems(template: Template) -> set[str]:
    """Beginnings of the words of *template*, so that one of them finds all forms of a word."""
    all_words = _sure_words(template)
    words = [word for word in all_words if len(word) >= _SHORTEST] or all_words
    return {word[:size] for word in words for size in range(min(len(word), _SHORTEST), len(word) + 1)}


def _sure_words(template: Template) -> set[str]:
    words = {word for piece in template.pieces for word in piece}
    return words - _SHORTENED or words
