"""The texts of an index: how they are kept, their sentences, and where the advice at the end of a message begins."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeAlias

from ecs_errors_ext.search.tokens import to_units

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Column: TypeAlias = "list[str | int]"
"""A field of all rows; a number is the row whose text it repeats."""
_SENTENCE = re.compile(r"[^ \t\r\n](?:.*?[.!?](?=[ \t\r\n])|.*)", re.DOTALL)
_ADVICE = re.compile(r"(?:please |then |and )?(?:try|retry|contact)(?![a-z])", re.IGNORECASE | re.ASCII)


def pack(texts: Iterable[str]) -> Column:
    """*texts* as a column."""
    first: dict[str, int] = {}
    column: Column = []
    for row, text in enumerate(texts):
        known = first.setdefault(text, row)
        column.append(text if known == row or len(text) < len(str(known)) else known)
    return column


def unpack(column: Sequence[str | int]) -> list[str]:
    """The texts of *column*, in UTF-16 units."""
    texts: list[str] = []
    for cell in column:
        texts.append(texts[cell] if isinstance(cell, int) else to_units(cell))
    return texts


def sentences(text: str) -> list[str]:
    """The sentences of *text*, each with its end."""
    return _SENTENCE.findall(text)


def is_advice(sentence: str) -> bool:
    """Whether *sentence* only says to try again or to contact somebody."""
    return _ADVICE.match(sentence) is not None


def core(message: str) -> int:
    """How many units of *message* there are before the advice at its end; its first sentence is never advice."""
    found = list(_SENTENCE.finditer(message))
    while len(found) > 1 and is_advice(found[-1][0]):
        found.pop()
    return found[-1].end() if found else 0
