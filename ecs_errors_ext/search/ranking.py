"""Which rows a question is about, or that none is.

A row earns for each concept what its best reading is worth there. The sum counts by how
much of the question the row covers, and what is left of the question decides between
an answer, a guess and a refusal.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ecs_errors_ext.search.concepts import ACT, MORE, OBJECT, REFUSAL, SURE, TELLING, THING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ecs_errors_ext.search.concepts import Concept, Weights
    from ecs_errors_ext.search.question import Question


@dataclass(frozen=True, slots=True)
class Ranked:
    """A row, its score, and how sure it is in percent."""

    row: int
    score: int
    sure: int


@dataclass(slots=True)
class _Tally:
    """What the concepts that a row has add up to."""

    value: int = 0
    covered: int = 0
    kinds: int = 0
    objects: int = 0
    count: int = 0
    tried: int = 0
    """Of the importance, that of what was to be done and to what."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """What a question asks, all in all."""

    total: int
    """The importance of its concepts."""
    lost: int
    """What the words that nobody knows take."""
    kinds: int
    needed: int
    """The kinds that a row must have."""
    objects: int
    bare: bool
    """A row is at most a guess, if it has not all of a phrase and the rest."""
    phrased: bool
    tried: int
    """Of the importance, that of what was to be done and to what."""
    refused: int
    """The kind ``REFUSAL``, where something could not be done for it."""


def _sum_up(question: Question, weights: Weights) -> _Asked:
    concepts = question.concepts
    kinds = _kinds_of(concepts)
    return _Asked(
        total=sum(concept.importance for concept in concepts),
        lost=len(question.unknown) * weights["unknown"],
        kinds=kinds,
        needed=_needed(kinds),
        objects=sum(concept.kinds & OBJECT for concept in concepts),
        bare=question.is_elsewhere or _asks_nothing(question),
        phrased=any(" " in concept.said for concept in concepts),
        tried=sum(concept.tried for concept in concepts),
        refused=kinds & REFUSAL if kinds & ACT else 0,
    )


def rank(question: Question, weights: Weights) -> list[Ranked]:
    """The rows that have what *question* asks for, best first."""
    asked = _sum_up(question, weights)
    tallies = _tallies(question, weights, things_count=bool(asked.kinds & ACT))
    ranked = (_judge(asked, row, tally, weights) for row, tally in tallies.items())
    return by_score([one for one in ranked if one])


def _judge(asked: _Asked, row: int, tally: _Tally, weights: Weights) -> Ranked | None:
    """*row* with its score and how sure it is; none if it is not even a guess."""
    tells = tally.kinds & asked.refused
    if not tells and tally.kinds & asked.needed != asked.needed:
        return None
    rest = asked.total - asked.tried + tally.tried if tells else asked.total
    sure = tally.covered // max(rest + asked.lost, 1)
    poor = tally.covered < weights["evidence"] * 100 or (asked.lost and tally.count < 2)
    whole = asked.phrased and tally.covered == rest * 100
    if (asked.bare and not whole) or poor or not tally.kinds & SURE:
        sure = min(sure, weights["answer"] - 1)
    if sure < weights["guess"] or (
        sure < weights["answer"] and asked.kinds & TELLING > tally.kinds & TELLING
    ):
        return None
    score = tally.value // 100 * (tally.covered // max(rest, 1)) // 100
    for _ in range(0 if tells else asked.objects - tally.objects):
        score = score * weights["gate"] // 100
    if asked.refused and not tells:
        score = score * weights["opposite"] // 100
    return Ranked(row, score, sure)


def _tallies(question: Question, weights: Weights, *, things_count: bool) -> dict[int, _Tally]:
    """Row → what it has of *question*; where words are unknown, a mere thing counts for little but with an act."""
    tallies: dict[int, _Tally] = {}
    for concept in question.concepts:
        counts = things_count or concept.kinds & (OBJECT | THING) != THING
        counts = counts and concept.importance >= weights["weak"]
        for row, (value, sure) in concept.rows.items():
            tally = tallies.setdefault(row, _Tally())
            tally.value += value
            tally.covered += concept.importance * sure
            tally.kinds |= concept.kinds
            tally.objects += concept.kinds & OBJECT
            tally.count += counts
            tally.tried += concept.tried
    return tallies


def _kinds_of(concepts: Iterable[Concept]) -> int:
    kinds = 0
    for concept in concepts:
        kinds |= concept.kinds
    return kinds


def _needed(asked: int) -> int:
    """The kinds that a row must have: one of the objects, and where nothing but an act on a thing is asked, both."""
    things = asked & OBJECT or asked & THING
    both = asked & ACT and things and not asked & MORE
    return ACT | things if both else asked & OBJECT


def _asks_nothing(question: Question) -> bool:
    """Whether a question is one word, or names things and says nothing sure of them.

    With a phrase (*used up*) it may still be meant in a row that has all of it. That two things do *not* go
    together is something that is said of them.
    """
    things = sum(bool(concept.kinds & THING) for concept in question.concepts)
    if things > 1 and any(concept.said == "not" for concept in question.concepts):
        return False
    one = len(question.concepts) == 1
    return all(
        not concept.kinds & SURE or (" " not in concept.said and (one or concept.kinds & THING))
        for concept in question.concepts
    )


def by_score(ranked: Sequence[Ranked]) -> list[Ranked]:
    """*ranked*, the best first, those of one score by row."""
    return sorted(ranked, key=lambda one: (-one.score, one.row))
