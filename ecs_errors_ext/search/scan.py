"""Codes and known messages in logs of any size, line by line.

Nearly all lines of a log hold neither, and those that do are alike but for numbers: a sieve passes the rest over, and
what was found in a line is found in every line that differs from it in numbers only.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeAlias

from ecs_errors_ext.blocks import whole_lines
from ecs_errors_ext.search.codes import Mention, find_codes
from ecs_errors_ext.search.sieve import BETWEEN, make_sieve
from ecs_errors_ext.search.templates import find_templates
from ecs_errors_ext.search.tokens import from_units, to_units, tokenize, unescape

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ecs_errors_ext.search.engine import Engine

_WITH_DIGIT = re.compile("(?<![A-Za-z])[A-Za-z]*+[0-9][0-9A-Za-z]*+")
_MOST_KEPT = 10_000
"""So many kinds of lines are remembered."""
Values: TypeAlias = tuple[tuple[str, str], ...]


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
    values: Values
    text: str


Told: TypeAlias = "list[tuple[int, str, Values]]"
"""Code, how it was found, and what fills its blanks."""


class Scanner:
    """Reads logs for one index."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._kept: dict[tuple[str, ...], Told] = {}
        names = "|".join(map(re.escape, sorted(engine.book.families, key=len, reverse=True)))
        self._coded = re.compile(rf"(?:{names or '(?!)'}){BETWEEN}[0-9A-Za-z]{{1,45}}", re.IGNORECASE)
        numbered = [re.escape(code) for code in engine.book.plain if re.search("[0-9]", code)]
        self._numbered = re.compile("|".join(numbered) or "(?!)")

    def scan(self, stream: Readable) -> Iterator[Hit]:
        """The hits of *stream* in order."""
        sieve = None
        line = 1
        for block in whole_lines(stream.read):
            sieve = sieve or make_sieve(self.engine.book, self.engine.templates, block)
            at = 0
            for start, end in sieve(block):
                text = block[start:end].decode("utf-8", "replace")
                found = self._like(text)
                if found:
                    line += block.count(b"\n", at, start)
                    at = start
                    shown = text.strip()
                    for code, how, values in found:
                        yield Hit(line, code, how, values, shown)
            line += block.count(b"\n", at)

    def _like(self, text: str) -> Told:
        """What *text* holds; known if a line was read that differs only in numbers, none of a code or a blank."""
        if "\\u" in text or self._numbered.search(text):
            return self.read(text)
        key = (*_WITH_DIGIT.split(text), *self._codes(text))
        found = self._kept.get(key)
        if found is None:
            found = self.read(text)
            if not any(values for _, _, values in found):
                if len(self._kept) >= _MOST_KEPT:
                    self._kept.clear()
                self._kept[key] = found
        return found

    def _codes(self, text: str) -> Iterator[str]:
        """What may be codes in *text*, each with all that decides whether it is one."""
        match = self._coded.search(text)
        while match:
            yield text[max(match.start() - 2, 0) : match.end() + 3]
            match = self._coded.search(text, match.start() + 1)

    def read(self, text: str) -> Told:
        """What the line *text* holds."""
        engine = self.engine
        plain = unescape(to_units(text))
        named = dict.fromkeys(one.code for one in find_codes(engine.book, plain) if _is_sure(one))
        told: dict[int, Values] = {}
        for found in find_templates(engine.templates, plain, tokenize(plain)):
            for number, _, _ in engine.templates.templates[found.template].texts:
                for row, _ in engine.meant_by(number):
                    told.setdefault(engine.row_code[row], found.values)
            if any(code in told for code in named):
                told = {code: values for code, values in told.items() if code in named}
        told = {code: tuple((from_units(m), from_units(v)) for m, v in told[code]) for code in told}
        meant = [(code, "message", values) for code, values in told.items() if code not in named]
        return [(code, "code", told.get(code, ())) for code in named] + meant


def _is_sure(mention: Mention) -> bool:
    return mention.code >= 0 and mention.how in ("exact", "loose")
