"""The words of a catalog with the weight that each has in each row, and what users say for them.

Everything is integers: a row's weight for a word is ``100 * x // (x + norm)``, where
*x* adds up the fields that hold the word and *norm* grows with the length of the row
(BM25F without the floating point), and the weight of a word is four times the binary
logarithm of its rarity, counted in integers.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from ecs_errors_ext.search.tokens import Token, stem, tokenize, within

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Target: TypeAlias = tuple[tuple[str, ...], int]
"""Stems that must all stand in a row, and how surely they are meant, in percent."""

# Words that build sentences; a row is never about them.
STOP_WORDS = frozenset(
    "a an the this that these those it its is are was were be been being am has have had do does did can could may"
    " might must shall should will would to of in on at by for from with within into as and or but if than then so"
    " because while when where which who whom whose what why how i me my we us our you your he she they them their"
    " there here not no only also any all some such please cannot im ive ill up out off over about just very too more"
    " most again get got".split()
)
# What is left out of a phrase. The others carry meaning there: not found, no more, out of, too many, used up.
_FILLERS = STOP_WORDS - frozenset("not no cannot up out off over too more only in".split())
_NOT = frozenset(
    "cannot cant couldnt unable dont doesnt didnt isnt wont wasnt arent werent havent hasnt hadnt wouldnt shouldnt"
    " aint".split()
)


def said(word: str) -> str:
    """How *word* counts in a phrase: its stem, *not* for all negations, empty if it only fills."""
    if word in _NOT:
        return "not"
    return "" if word in _FILLERS else stem(word)


@dataclass(slots=True)
class Lexicon:
    """What plain language is compared with."""

    size: int
    postings: dict[str, dict[int, int]] = field(default_factory=dict)
    """Stem → row → weight of the stem in the row, 1 to 100."""
    phrases: dict[str, dict[tuple[str, ...], int]] = field(default_factory=dict)
    """What users say, as stems with blanks between → what it may mean here; nothing if another system says it."""
    objects: frozenset[str] = frozenset()
    """Stems of things (*disk*, *image*): a row without the one that is asked for is about another."""
    things: frozenset[str] = frozenset()
    """Stems of all things, also of those that nearly every row is about."""
    acts: frozenset[str] = frozenset()
    """Stems of what is done to things."""
    opposites: dict[str, str] = field(default_factory=dict)
    """Act → the opposite one, as stems."""
    neutral: frozenset[str] = frozenset()
    """Stems that say nothing about an error."""
    buckets: dict[str, list[str]] = field(default_factory=dict)
    """Keys of spelling (see :func:`spelling_keys`) → known stems."""
    triples: set[str] = field(default_factory=set)
    """Three letters that known stems have in a row."""
    longest: int = 1

    def rarity(self, rows: int) -> int:
        """The weight of something that *rows* rows have."""
        return rarity(rows, self.size)


def rarity(rows: int, size: int) -> int:
    """The weight of something that *rows* of *size* rows have."""
    return 4 + log4((2 * size + 1) * 1024 // (2 * rows + 1))


def log4(thousands: int) -> int:
    """Four times the binary logarithm of ``thousands / 1024``, rounded down; 0 below 1024."""
    steps = 0
    while thousands >= 2048:
        thousands //= 2
        steps += 4
    return steps + sum(thousands >= bound for bound in (1217, 1448, 1722))


def stems(tokens: Iterable[Token]) -> list[str]:
    """The stems of *tokens* that are no ids and no stop words."""
    return [stem(token.word) for token in tokens if not token.is_id and token.word not in STOP_WORDS]


def build_postings(
    rows: Sequence[Sequence[tuple[int, Sequence[tuple[str, bool]]]]], norm: Sequence[int]
) -> dict[str, dict[int, int]]:
    """Stem → row → weight.

    A row is fields of a weight and sentences, each with whether many rows share it: such
    a sentence weighs an eighth. *norm* is the constant of the saturation and how much of
    it grows with length.
    """
    cache: dict[str, list[str]] = {}
    sums: list[dict[str, int]] = []
    lengths: list[int] = []
    for fields_ in rows:
        x: dict[str, int] = {}
        length = 0
        for weight, sentences in fields_:
            held: dict[str, int] = {}
            for sentence, shared in sentences:
                found = cache.get(sentence)
                if found is None:
                    found = cache[sentence] = stems(tokenize(sentence))
                length += 0 if shared else len(found)
                for word in found:
                    held[word] = max(held.get(word, 0), weight // 8 if shared else weight)
            for word, value in held.items():
                x[word] = x.get(word, 0) + value
        sums.append(x)
        lengths.append(length)
    mean = max(sum(lengths) // max(len(rows), 1), 1)
    postings: dict[str, dict[int, int]] = {}
    for row, x in enumerate(sums):
        k = norm[0] + norm[1] * lengths[row] // mean
        for word, value in x.items():
            if value:
                postings.setdefault(word, {})[row] = max(100 * value // (value + k), 1)
    return postings


def read_phrases(lines: Iterable[str]) -> dict[str, dict[tuple[str, ...], int]]:
    """Parse ``says,says>stem stem,stem6`` lines: what users say, and what it may mean, with tenths if not surely."""
    phrases: dict[str, dict[tuple[str, ...], int]] = {}
    for line in lines:
        says, _, means = line.partition(">")
        targets: list[Target] = []
        for target in filter(None, means.split(",")):
            words = target.rstrip("0123456789")
            targets.append((tuple(words.split(" ")), int(target[len(words) :] or 10) * 10))
        for phrase in says.split(","):
            known = phrases.setdefault(phrase, {})
            for words_, weight in targets:
                known[words_] = max(known.get(words_, 0), weight)
    return phrases


def read_opposites(pairs: str) -> dict[str, str]:
    """Parse ``one|other`` pairs with blanks between."""
    found: dict[str, str] = {}
    for pair in filter(None, pairs.split(" ")):
        one, other = pair.split("|")
        found |= {one: other, other: one}
    return found


def spelling_keys(word: str) -> tuple[str, ...]:
    """Keys of which a word and a slip of it share one: how it begins, how it ends, both letters at its ends."""
    return ("^" + word[:2], "$" + word[-3:], word[:1] + "~" + word[-1:])


def triples(word: str) -> set[str]:
    """All three letters in a row of *word*, its ends being letters too."""
    ends = f"^{word}$"
    return {ends[i : i + 3] for i in range(len(word))}


def learn_spelling(lexicon: Lexicon) -> None:
    """Sort the words that something can be a slip of by their spelling keys, and note which letters they have in a row."""
    told = {phrase for phrase, targets in lexicon.phrases.items() if targets and " " not in phrase}
    known = told | lexicon.neutral
    for word in sorted(known.union(lexicon.postings)):
        lexicon.triples |= triples(word)
        if len(word) > 3:
            for key in spelling_keys(word):
                lexicon.buckets.setdefault(key, []).append(word)


def complete(lexicon: Lexicon, begun: str) -> str:
    """The known stem, of those that most rows have, that begins with *begun*; or an empty text."""
    known = [word for word in lexicon.buckets.get("^" + begun[:2], ()) if word.startswith(begun)]
    return min(known, key=lambda word: (-len(lexicon.postings.get(word, ())), word), default="")


_SHORT, _SURE, _LONG = 5, 7, 9
"""A word of up to so many letters is only misspelt by a swap, or by a letter left out or doubled; from so many on by any
slip; from so many on by two."""

_CLIPPED = re.compile("(.{4,})(?:d|mnt|ng)|(.{4,}[st])on")
"""An ending without its vowel, which stemming leaves: *faild*, *migraton*."""


def correct(lexicon: Lexicon, written: str) -> str:
    """The known stem that the word *written* is most likely a slip of, or an empty text."""
    word = stem(written)
    if not re.fullmatch("[a-z]{4,30}", word):
        return ""
    clipped = _CLIPPED.fullmatch(written) or _CLIPPED.fullmatch(word)
    whole = stem(clipped[1] or clipped[2]) if clipped else ""
    if whole in lexicon.postings:
        return whole
    limit = 2 if len(word) >= _LONG else 1
    strange = not lexicon.triples.issuperset(triples(word))
    best = (limit + 1, 0, "")
    for key in spelling_keys(word):
        for other in lexicon.buckets.get(key, ()):
            distance = within(word, other, limit)
            if distance > limit:  # as nearly all are
                continue
            rank = (distance, -len(lexicon.postings.get(other, ())), other)
            if rank < best and _is_likely(word, other, strange=strange):
                best = rank
    return best[2]


def _is_likely(word: str, other: str, *, strange: bool) -> bool:
    """Whether people slip like that: by a swap, a letter left out or doubled; but hardly in the first letter.

    Other slips count in long words, in vowels, and where something is *strange*. A word all of whose letters
    other words have in a row as well is mostly none that is misspelt, but one that nobody has told of. And who
    does something (*balancer*, of *balance*) is a word of its own.
    """
    if sorted(word) == sorted(other):
        return True
    if word[0] != other[0] or word in {other + "er", other + "or"}:
        return False
    if len(word) < len(other) or (len(word) > len(other) and _undoubled(word) == _undoubled(other)):
        return True
    return len(word) > _SHORT and (len(word) >= _SURE or strange or _consonants(word) == _consonants(other))


def _undoubled(word: str) -> str:
    return re.sub(r"(.)\1", r"\1", word)


def _consonants(word: str) -> str:
    return _undoubled(re.sub("[aeiou]", "", word))
