"""A second look at the best rows: those win that say little else, and that the question quotes word by word."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ecs_errors_ext.search.lexicon import STOP_WORDS, Lexicon
from ecs_errors_ext.search.ranking import Ranked, by_score
from ecs_errors_ext.search.tokens import Token, stem

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ecs_errors_ext.search.concepts import Weights
    from ecs_errors_ext.search.question import Question

_SECOND_LOOK = 30
_QUOTE = 2
"""From so many pairs of words on, a question can be a quotation; as few must all be in the row."""


@dataclass(frozen=True, slots=True)
class Quote:
    """A text of a row for the second look."""

    stems: frozenset[str]
    """Of its words, stop words aside."""
    pairs: frozenset[tuple[str, str]]
    """Of all neighbouring words."""


def quote(words: Sequence[str]) -> Quote:
    """*words* of a text as a :class:`Quote`."""
    found = [stem(word) for word in words]
    meaning = frozenset(one for one, word in zip(found, words, strict=True) if word not in STOP_WORDS)
    return Quote(meaning, frozenset(itertools.pairwise(found)))


@dataclass(frozen=True, slots=True)
class Asked:
    """What a question says, made ready to be compared with rows."""

    pairs: frozenset[tuple[str, str]]
    """Of its neighbouring words, of which one says something."""
    meant: frozenset[str]
    """The stems of all readings."""
    acts: frozenset[str]
    """What it says is done."""
    undone: frozenset[str]
    """The opposites of those acts, unless it says them too."""
    concepts: int
    """How many things it says."""
    unknown: int
    """How many of its words nobody knows."""


def ask(lexicon: Lexicon, question: Question, tokens: Sequence[Token]) -> Asked:
    """*question*, read from *tokens*, for the second look."""
    words = [token.word for token in tokens if not token.is_id]
    stems = [question.spelt[word].stem if word in question.spelt else stem(word) for word in words]
    meant = {word for concept in question.concepts for words, _ in concept.targets for word in words}
    first = {words[-1] for concept in question.concepts for words, _ in concept.targets[:1]} | set(stems)
    acts = first & (lexicon.acts | lexicon.opposites.keys())
    undone = {lexicon.opposites[act] for act in acts if act in lexicon.opposites} - acts
    pairs = zip(itertools.pairwise(words), itertools.pairwise(stems), strict=True)
    return Asked(
        pairs=frozenset(pair for written, pair in pairs if not STOP_WORDS.issuperset(written)),
        meant=frozenset(meant),
        acts=frozenset(acts),
        undone=frozenset(undone),
        concepts=len(question.concepts),
        unknown=len(question.unknown),
    )


@dataclass(frozen=True, slots=True)
class _Seen:
    """A row after the second look, and what it tells of acts."""

    ranked: Ranked
    acts: bool
    """It tells of what the question says is done."""
    strays: bool
    """It tells of something else that is done, and not of that."""


def refine(
    lexicon: Lexicon,
    asked: Asked,
    ranked: Sequence[Ranked],
    quotes: Callable[[int], Sequence[Quote]],
    weights: Weights,
) -> list[Ranked]:
    """*ranked* in the order of the second look; *quotes* has the message and the description of a row."""
    most = weights["answer"] - 1
    seen = [_look(lexicon, asked, one, quotes(one.row), weights) for one in ranked[:_SECOND_LOOK]]
    if any(one.acts and one.ranked.sure > most for one in seen):
        # Where a row tells of what is done, one that tells of something else is no answer.
        best = [_at_most(one.ranked, most) if one.strays else one.ranked for one in seen]
    else:
        best = [one.ranked for one in seen]
    return by_score(best) + list(ranked[_SECOND_LOOK:])


def _at_most(one: Ranked, most: int) -> Ranked:
    return replace(one, sure=min(one.sure, most))


def _look(lexicon: Lexicon, asked: Asked, one: Ranked, texts: Sequence[Quote], weights: Weights) -> _Seen:
    focus = max(_focus(lexicon, text.stems, asked.meant) for text in texts)
    quoted = _quoted(asked.pairs, texts[0].pairs | texts[1].pairs, weights)
    score = one.score * (100 + quoted) // 100 * (weights["focus"] + focus) // 100
    told = texts[0].stems - asked.meant
    if not told.isdisjoint(lexicon.objects | lexicon.acts):
        # A question of one concept asks of the plain case.
        for _ in range(2 if asked.concepts == 1 else 1):
            score = score * weights["extra"] // 100
    acts = not asked.acts.isdisjoint(texts[0].stems | texts[1].stems)
    sure = one.sure
    if not acts and not asked.undone.isdisjoint(told):
        score = score * weights["opposite"] // 100
        sure = min(sure, weights["answer"] - 1)
    sure = max(sure - (100 - focus) * asked.unknown * weights["blur"] // 100, quoted)
    return _Seen(Ranked(one.row, score, sure), acts, not acts and not told.isdisjoint(lexicon.acts))


def _quoted(asked: frozenset[tuple[str, str]], held: frozenset[tuple[str, str]], weights: Weights) -> int:
    """The share of the question's pairs that a row holds, in percent; 0 where it is no quotation."""
    if len(asked) < _QUOTE:
        return 0
    share = 100 * len(asked & held) // len(asked)
    return share if share >= (weights["quote"] if len(asked) > _QUOTE else 100) else 0


def _focus(lexicon: Lexicon, held: frozenset[str], meant: frozenset[str]) -> int:
    """How much of what a text says the question says too, in percent by rarity."""
    mass = said_too = 0
    for word in held:
        rarity = lexicon.rarity(len(lexicon.postings.get(word, ())))
        mass += rarity
        if word in meant:
            said_too += rarity
    return 100 * said_too // max(mass, 1)
