"""Words that are misspelt, and what they may be slips of."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from ecs_errors_ext.search.tokens import stem, within

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

_SHORT, _SURE, _LONG = 5, 7, 9
"""A word of up to so many letters is only misspelt by a swap, or by a letter left out or doubled; from so many on by any
slip; from so many on (of its stem) by two."""
_CLIPPED = re.compile("(.{4,})(?:d|mnt|ng)|(.{4,}[st])on")
"""An ending without its vowel, which stemming leaves: *faild*, *migraton*."""


class Spelt(NamedTuple):
    """What a misspelt word is taken for."""

    stem: str
    """As it is read: a stem, or a stop word."""
    word: str
    """As a row writes it, if one does; else the stem."""


_Rank: TypeAlias = tuple[int, int, str, int, str]
"""How many edits away, how many rows have it (negative), the stem, how long the word is (negative), the word: the
likeliest is the least."""


@dataclass(slots=True)
class Spelling:
    """What a word may be a slip of."""

    known: Mapping[str, str]
    """Words and stems → what they are read as: stems, or stop words."""
    rows: Mapping[str, Collection[int]] = field(default_factory=dict)
    """Stem → the rows that have it."""
    buckets: dict[str, list[str]] = field(default_factory=dict)
    """Keys (see :func:`keys`) → words of *known*."""
    triples: set[str] = field(default_factory=set)
    """Three letters that words of *known* have in a row."""

    def __post_init__(self) -> None:
        for word in sorted(self.known):
            self.triples |= triples(word)
            if len(word) > 3:
                for key in keys(word):
                    self.buckets.setdefault(key, []).append(word)

    def has(self, stem_: str) -> int:
        """How many rows have *stem_*."""
        return len(self.rows.get(stem_, ()))


def keys(word: str) -> tuple[str, ...]:
    """Keys of which a word and a slip of it share one: how it begins, how it ends, both letters at its ends."""
    return ("^" + word[:2], "$" + word[-3:], word[:1] + "~" + word[-1:])


def triples(word: str) -> set[str]:
    """All three letters in a row of *word*, its ends being letters too."""
    ends = f"^{word}$"
    return {ends[i : i + 3] for i in range(len(word))}


def complete(spelling: Spelling, begun: str) -> str:
    """The known stem, of those that most rows have, of which a word begins with *begun*; or an empty text."""
    words = (word for word in spelling.buckets.get("^" + begun[:2], ()) if word.startswith(begun))
    ranks = ((-spelling.has(spelling.known[word]), spelling.known[word]) for word in words)
    return min(ranks, default=(0, ""))[1]


def correct(spelling: Spelling, written: str) -> Spelt | None:
    """What the word *written* is most likely a slip of, if of anything."""
    clipped = _CLIPPED.fullmatch(written) or _CLIPPED.fullmatch(stem(written))
    whole = stem(clipped[1] or clipped[2]) if clipped else ""
    near = list(_near(spelling, written))
    if whole in spelling.rows:
        return _likeliest([rank for rank, _ in near if rank[2] == whole]) or Spelt(whole, whole)
    return _likeliest([rank for rank, is_likely in near if is_likely])


def correct_beside(spelling: Spelling, written: str, rows: set[int]) -> Spelt | None:
    """What *written* may be a slip of because one of *rows* has it, likely or not."""
    if len(written) < _SHORT:
        return None
    near = [rank for rank, _ in _near(spelling, written)]
    return _likeliest([rank for rank in near if not rows.isdisjoint(spelling.rows.get(rank[2], ()))])


def _likeliest(ranks: list[_Rank]) -> Spelt | None:
    _, _, read, _, word = min(ranks, default=(0, 0, "", 0, ""))
    return Spelt(read, word) if ranks else None


def _near(spelling: Spelling, written: str) -> Iterator[tuple[_Rank, bool]]:
    """What *written*, as it is or as its stem, is a slip or two from: the nearest lowest; and whether people slip so."""
    base = stem(written)
    limit = 2 if len(base) >= _LONG else 1
    for word in [written] if written == base else [written, base]:
        if not re.fullmatch("[a-z]{4,30}", word):
            continue
        strange = not spelling.triples.issuperset(triples(word))
        for key in keys(word):
            for other in spelling.buckets.get(key, ()):
                distance = within(word, other, limit)
                if distance <= limit and (word[0] == other[0] or sorted(word) == sorted(other)):  # as few are
                    known = spelling.known[other]
                    rank = (distance, -spelling.has(known), known, -len(other), other)
                    yield rank, _is_likely(word, other, strange=strange)


def _is_likely(word: str, other: str, *, strange: bool) -> bool:
    """Whether people slip like that: by a swap, a letter left out or doubled.

    Other slips count in long words, in vowels, and where something is *strange*. A word all of whose letters
    other words have in a row as well is mostly none that is misspelt, but one that nobody has told of. And who
    does something (*balancer*, of *balance*) is a word of its own, as is one with an ending or without it.
    """
    if sorted(word) == sorted(other):
        return True
    if word in {other + "er", other + "or", other + "r"} or (
        other.startswith(word) and other[-1] != word[-1]
    ):
        return False
    if len(word) < len(other) or (len(word) > len(other) and _undoubled(word) == _undoubled(other)):
        return True
    return len(word) > _SHORT and (len(word) >= _SURE or strange or _consonants(word) == _consonants(other))


def _undoubled(word: str) -> str:
    return re.sub(r"(.)\1", r"\1", word)


def _consonants(word: str) -> str:
    return _undoubled(re.sub("[aeiou]", "", word))
