"""A part of a question: what it may mean, in which rows that stands, and of what kind it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ecs_errors_ext.search.lexicon import Lexicon, Target

OBJECT, ACT, THING, SURE, TELLING, MORE, REFUSAL = 1, 2, 4, 8, 16, 32, 64
"""Kinds of concepts: one that rows can be about, one that is done, one that is a thing in all its readings, one
that has a sure reading; one that is sure and no thing; of these one that is no object and no act either; and
one for which calls are refused, whatever they do."""
_CERTAIN = 90
"""From so many percent on, a reading is meant so surely that a call can be said to be refused for it."""
Weights = Mapping[str, int]
"""See :data:`ecs_errors_ext.search.index.WEIGHTS`."""


@dataclass(slots=True)
class Concept:
    """A part of a question and what it may mean."""

    said: str
    targets: list[Target]
    importance: int = 0
    kinds: int = 0
    """What it is: ``OBJECT`` and so on, added up."""
    rows: dict[int, tuple[int, int]] = field(default_factory=dict)
    """Row → value, and how surely the concept is meant there (percent)."""

    @property
    def tried(self) -> int:
        """Its importance, if it is only done, or what it is done to: a call may be refused whatever that is."""
        return self.importance if self.kinds & (OBJECT | ACT | THING) and not self.kinds & REFUSAL else 0


def make_concept(lexicon: Lexicon, phrase: Sequence[str], weights: Weights, *, slip: bool) -> Concept:
    """What *phrase* (stems) says, with its rows; a *slip* counts for less."""
    text = " ".join(phrase)
    targets = list(lexicon.phrases.get(text, {}).items())
    literal = tuple(phrase)
    if literal and literal not in dict(targets) and all(word in lexicon.postings for word in literal):
        targets.append((literal, 100))
    concept = Concept(text, targets)
    strong = set()
    best = max((weight for _, weight in targets), default=50)
    counted = weights["slip"] if slip else 100
    for words, weight in targets:
        scale = weight * counted * (len(words) + 1) // (200 * len(words))
        for row, (value, thin) in _rows(lexicon, words, weights).items():
            sure = weight * 100 // best // (1 + thin)
            known = concept.rows.get(row, (0, 0))
            concept.rows[row] = (max(known[0], value * scale), max(known[1], sure))
            if weight * 100 >= best * weights["strong"]:
                strong.add(row)
    rarity = lexicon.rarity(len(strong) or lexicon.size // 16)
    concept.importance = rarity * best // 100 * counted // 100
    concept.kinds = _kinds(lexicon, concept, best, weights)
    return concept


def _kinds(lexicon: Lexicon, concept: Concept, best: int, weights: Weights) -> int:
    """What *concept* is; its likeliest reading is meant with *best* percent."""
    sure = best >= weights["vague"]
    first = concept.targets[0][0] if concept.targets else ()
    is_object = bool(concept.rows) and not lexicon.objects.isdisjoint(first)
    is_act = first[-1:] != () and first[-1] in lexicon.acts
    is_thing = all(lexicon.things.issuperset(words) for words, _ in concept.targets)
    telling = sure and not is_thing
    more = telling and not is_object and not is_act
    return (
        OBJECT * is_object
        + ACT * is_act
        + THING * is_thing
        + SURE * sure
        + TELLING * telling
        + MORE * more
        + REFUSAL * (best >= _CERTAIN and not lexicon.refusals.isdisjoint(first))
    )


def _rows(lexicon: Lexicon, words: Sequence[str], weights: Weights) -> dict[int, tuple[int, bool]]:
    """Row → value of a target whose *words* must all stand in it, and whether only in passing."""
    postings = [lexicon.postings.get(word, {}) for word in words]
    rarities = [lexicon.rarity(len(rows)) for rows in postings]
    values = {row: value * rarities[0] for row, value in postings[0].items()}
    for rows, rarity in zip(postings[1:], rarities[1:], strict=True):
        values = {row: value + rows[row] * rarity for row, value in values.items() if row in rows}
    thin = sum(rarities) * weights["thin"]
    return {row: (value, value < thin) for row, value in values.items()}
