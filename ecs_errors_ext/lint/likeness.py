"""Messages that are nearly the same: spelt in two ways, or about the same in other words."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from ecs_errors_ext.messages import content_words, message_key, without_advice

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_WORD = re.compile(r"[^\W_]+")
_NAME = re.compile(r"[a-z][A-Z]")
_SHORTEST = 5
"""Words of fewer letters differ by one for good reasons (*disk*, *risk*)."""
_FEWEST = 3
"""A message about fewer things is like too many others."""
_LONGEST = 60
"""Of messages with more words, single letters are not compared."""
_MOST = 50
"""So many earlier messages are compared with each, so that the work grows linearly."""
_NOT = re.compile(r"\b(?:not?|cannot|neither|nor|without)\b|n['’]t\b", re.IGNORECASE)

Words = tuple[str, ...]


def two_spellings(messages: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Pairs of *messages*, the later first, that differ in case, punctuation, space or one letter of one word."""
    exact: dict[Words, str] = {}
    gaps: dict[tuple[int, ...], list[Words]] = defaultdict(list)
    for text in dict.fromkeys(messages):
        words = tuple(map(_plain, _WORD.findall(text)))
        if not words:
            continue
        if words in exact:
            yield text, exact[words]
            continue
        other = next((known for known in _with_one_gap(words, gaps) if _is_typo(words, known)), None)
        if other:
            yield text, exact[other]
        exact[words] = text


def _plain(word: str) -> str:
    """*word* without case; a name from a program (*appId*) is marked as one, since one letter makes another."""
    return f"{word.casefold()}-" if _NAME.search(word) else word.casefold()


def _with_one_gap(words: Words, gaps: dict[tuple[int, ...], list[Words]]) -> list[Words]:
    """The earlier texts with the same *words* but for one, at its place; *words* are added to them."""
    found: list[Words] = []
    if len(words) > _LONGEST:
        return found
    for place, word in enumerate(words):
        if len(word) >= _SHORTEST:
            key = (len(words), place, hash(words[:place]), hash(words[place + 1 :]))
            found += gaps[key][-_MOST:]
            gaps[key].append(words)
    return found


def _is_typo(one: Words, other: Words) -> bool:
    differing = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
    return len(differing) == 1 and _one_edit(*differing[0])


def _one_edit(one: str, other: str) -> bool:
    """Whether one letter less, more or other, or two of them swapped, makes *one* to *other*; a plural is no other spelling."""
    short, long = sorted((one, other), key=len)
    if len(long) - len(short) > 1 or len(short) < _SHORTEST - 1 or not (short + long).isalpha():
        return False
    start = next((i for i, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    if len(short) < len(long):
        return short[start:] == long[start + 1 :] and long != f"{short}s"
    swapped = short[:start] + short[start + 1 : start + 2] + short[start : start + 1] + short[start + 2 :]
    return short[start + 1 :] == long[start + 1 :] or swapped == long


def near_duplicates(messages: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Pairs of *messages*, the later first, that are about the same things, advice aside, and not of one text."""
    known: dict[object, str] = {}
    for text in dict.fromkeys(messages):
        core = without_advice(text)
        things = content_words(core)
        if len(things) < _FEWEST:
            continue
        other = known.setdefault((things, bool(_NOT.search(core))), text)
        if _WORD.findall(message_key(other)) != _WORD.findall(message_key(text)):
            yield text, other
