"""Plain language: which codes are about what somebody says, or that none is.

A question is a list of *concepts*: the longest phrases that users say for something, or
single words of the table. A row earns for each concept what its best reading is worth
there. The sum counts by how much of the question the row covers, and what is left of
the question decides between an answer, a guess and a refusal.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ecs_errors_ext.search.lexicon import STOP_WORDS, Lexicon, Target, said
from ecs_errors_ext.search.spelling import Spelt, complete, correct, correct_beside
from ecs_errors_ext.search.tokens import humps, stem

if TYPE_CHECKING:
    from ecs_errors_ext.search.tokens import Token

MOST_WORDS = 60
"""So many words of a question are read."""
_PHRASE = 6
OBJECT, ACT, THING, SURE, TELLING, MORE, REFUSAL = 1, 2, 4, 8, 16, 32, 64
"""Kinds of concepts: one that rows can be about, one that is done, one that is a thing in all its readings, one
that has a sure reading; one that is sure and no thing; of these one that is no object and no act either; and
one for which calls are refused, whatever they do."""
_CERTAIN = 90
"""From so many percent on, a reading is meant so surely that a call can be said to be refused for it."""
Weights = Mapping[str, int]


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


@dataclass(slots=True)
class Question:
    """What was understood of a text."""

    concepts: list[Concept] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    spelt: dict[str, str] = field(default_factory=dict)
    """Misspelt word → the stem that is read."""
    corrected: list[tuple[str, Spelt]] = field(default_factory=list)
    """Misspelt words and what they are taken for, stop words aside."""
    is_elsewhere: bool = False
    """It has what another system says."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """A row, its score, and how sure it is in percent."""

    row: int
    score: int
    sure: int


def read(lexicon: Lexicon, tokens: Sequence[Token], weights: Weights, *, begun: bool = False) -> Question:
    """Cut *tokens* into concepts; the last one may be the *begun* part of a word."""
    question = Question()
    words = [token.word for token in tokens if not token.is_id or _is_named(lexicon, token.word)]
    words = [word for word in words if said(word)][:MOST_WORDS]
    last = len(words) - 1 if begun else -1
    spelt = [(word, _spell(lexicon, question, word, begun=i == last)) for i, word in enumerate(words)]
    spelt = [(word, stem_) for word, stem_ in spelt if stem_]
    found = [stem_ for _, stem_ in spelt]
    i = 0
    while i < len(found):
        size = _longest_phrase(lexicon, found, i)
        slip = any(word in question.spelt for word, _ in spelt[i : i + max(size, 1)])
        if not size:
            _single(lexicon, question, *spelt[i], weights, slip=slip)
        elif lexicon.phrases[" ".join(found[i : i + size])]:
            _add(lexicon, question, found[i : i + size], weights, slip=slip)
        else:
            question.unknown.append(" ".join(word for word, _ in spelt[i : i + size]))
            question.is_elsewhere = True
        i += size or 1
    _correct_beside(lexicon, question, weights)
    return question


def _spell(lexicon: Lexicon, question: Question, word: str, *, begun: bool) -> str:
    """How *word* counts in a phrase: what it is a slip or the *begun* part of where nobody knows it."""
    stem_ = said(word)
    if stem_ in {"", "not"} or len(stem_) < 2 or word in STOP_WORDS or stem_ in lexicon.told:
        return stem_
    whole = complete(lexicon.spelling, word) if begun else ""
    near = None if whole else correct(lexicon.spelling, word)
    if near is None:
        return said(whole) if whole in STOP_WORDS else whole or stem_
    if near.stem in STOP_WORDS:
        question.spelt[word] = stem(near.stem)
        return said(near.stem)
    question.spelt[word] = near.stem
    question.corrected.append((word, near))
    return near.stem


def apart(lexicon: Lexicon, tokens: Sequence[Token]) -> list[Token]:
    """*tokens*, those that nobody knows and that are written like ``VolumeLimitExceeded`` cut into their words."""
    cut = ((token, humps(token)) for token in tokens)
    return [
        part
        for token, parts in cut
        for part in (parts if parts and not _is_known(lexicon, stem(token.word)) else [token])
    ]


def _is_known(lexicon: Lexicon, stem_: str) -> bool:
    return any(stem_ in known for known in (lexicon.postings, lexicon.phrases, lexicon.neutral))


def _is_named(lexicon: Lexicon, word: str) -> bool:
    """Whether *word* has a digit (``ipv4``, ``eth0``) and is nevertheless what users say for something."""
    return word in lexicon.phrases and re.search("[0-9]", word) is not None


def _longest_phrase(lexicon: Lexicon, found: Sequence[str], i: int) -> int:
    for size in range(min(_PHRASE, lexicon.longest, len(found) - i), 0, -1):
        if " ".join(found[i : i + size]) in lexicon.phrases:
            return size
    return 0


def _single(
    lexicon: Lexicon, question: Question, word: str, stem_: str, weights: Weights, *, slip: bool
) -> None:
    """A word that users' phrases do not have: of the table, neutral, or unknown."""
    if word in STOP_WORDS or stem_ == "not" or len(stem_) < 2 or stem_ in lexicon.neutral:
        return
    if stem_ in lexicon.postings:
        _add(lexicon, question, [stem_], weights, slip=slip)
    else:
        question.unknown.append(word)


_SHARE = 60
"""So many percent of the rest of a question are in a row that may tell what a word is a slip of."""


def _correct_beside(lexicon: Lexicon, question: Question, weights: Weights) -> None:
    """Take for slips also unlikely ones, where a row has the word that may be meant and most of the question."""
    total = sum(concept.importance for concept in question.concepts if concept.rows)
    if not total or question.is_elsewhere:
        return
    covered: Counter[int] = Counter()
    for concept in question.concepts:
        covered.update({row: concept.importance * sure for row, (_, sure) in concept.rows.items()})
    rows = {row for row, value in covered.items() if value >= _SHARE * total}
    for word in question.unknown.copy():
        near = correct_beside(lexicon.spelling, word, rows)
        if near:
            question.unknown.remove(word)
            question.spelt[word] = near.stem
            question.corrected.append((word, near))
            _add(lexicon, question, [near.stem], weights, slip=True)


def _add(
    lexicon: Lexicon, question: Question, phrase: Sequence[str], weights: Weights, *, slip: bool = False
) -> None:
    """Add the concept that *phrase* says, with its rows."""
    text = " ".join(phrase)
    if any(concept.said == text for concept in question.concepts):
        return
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
    question.concepts.append(concept)


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


def rank(question: Question, weights: Weights) -> list[Ranked]:
    """The rows that have what *question* asks for, best first."""
    total = sum(concept.importance for concept in question.concepts)
    lost = len(question.unknown) * weights["unknown"]
    asked = _kinds_of(question.concepts)
    needed = _needed(asked)
    objects = sum(concept.kinds & OBJECT for concept in question.concepts)
    bare = question.is_elsewhere or _asks_nothing(question)
    phrased = any(" " in concept.said for concept in question.concepts)
    ranked = []
    tried = sum(map(_tried, question.concepts))
    refused = asked & REFUSAL if asked & ACT else 0
    for row, tally in _tallies(question, weights, things_count=bool(asked & ACT)).items():
        tells = tally.kinds & refused
        if not tells and tally.kinds & needed != needed:
            continue
        rest = total - tried + tally.tried if tells else total
        score = tally.value // 100 * (tally.covered // max(rest, 1)) // 100
        for _ in range(0 if tells else objects - tally.objects):
            score = score * weights["gate"] // 100
        if refused and not tells:
            score = score * weights["opposite"] // 100
        sure = tally.covered // max(rest + lost, 1)
        poor = tally.covered < weights["evidence"] * 100 or (lost and tally.count < 2)
        whole = phrased and tally.covered == rest * 100
        if (bare and not whole) or poor or not tally.kinds & SURE:
            sure = min(sure, weights["answer"] - 1)
        if sure < weights["guess"] or (sure < weights["answer"] and asked & TELLING > tally.kinds & TELLING):
            continue
        ranked.append(Ranked(row, score, sure))
    return by_score(ranked)


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
            tally.tried += _tried(concept)
    return tallies


def _tried(concept: Concept) -> int:
    """The importance of what is only done, or what it is done to, where a call may be refused whatever it does."""
    return concept.importance if concept.kinds & (OBJECT | ACT | THING) and not concept.kinds & REFUSAL else 0


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
