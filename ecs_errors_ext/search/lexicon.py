"""The words of a catalog with the weight that each has in each row, and what users say for them.

Everything is integers: a row's weight for a word is ``100 * x // (x + norm)``, where
*x* adds up the fields that hold the word and *norm* grows with the length of the row
(BM25F without the floating point), and the weight of a word is four times the binary
logarithm of its rarity, counted in integers.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from ecs_errors_ext.search.spelling import Spelling
from ecs_errors_ext.search.tokens import Token, stem, tokenize

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
    " most again get got nice teh".split()
)
_SHORTEST = 5
SLIPPED_STOP_WORDS = sorted(word for word in STOP_WORDS if len(word) >= _SHORTEST)
"""Those that are long enough to be seen where they are misspelt."""
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
    refusals: frozenset[str] = frozenset()
    """Stems of what calls are refused for."""
    opposites: dict[str, str] = field(default_factory=dict)
    """Act → the opposite one, as stems."""
    neutral: frozenset[str] = frozenset()
    """Stems that say nothing about an error."""
    told: frozenset[str] = frozenset()
    """All stems that stand somewhere: in rows, phrases, or among those that say nothing."""
    spelling: Spelling = field(default_factory=lambda: Spelling({}))
    """What a word may be a slip of."""
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


def telling(tokens: Iterable[Token]) -> list[str]:
    """The words of *tokens* that are no ids and no stop words."""
    return [token.word for token in tokens if not token.is_id and token.word not in STOP_WORDS]


def build_postings(
    rows: Sequence[Sequence[tuple[int, Sequence[tuple[str, bool]]]]], norm: Sequence[int]
) -> tuple[dict[str, dict[int, int]], dict[str, str]]:
    """Stem → row → weight; and of what words these are the stems.

    A row is fields of a weight and sentences, each with whether many rows share it: such
    a sentence weighs an eighth. *norm* is the constant of the saturation and how much of
    it grows with length.
    """
    cache: dict[str, list[str]] = {}
    forms: dict[str, str] = {}
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
                    words = telling(tokenize(sentence))
                    found = cache[sentence] = list(map(stem, words))
                    forms.update(zip(words, found, strict=True))
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
    return postings, forms


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
