"""A second look at the best rows: those win that say little else, and that the question quotes word by word."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ecs_errors_ext.search.lexicon import STOP_WORDS, Lexicon
from ecs_errors_ext.search.tokens import Token, stem
from ecs_errors_ext.search.words import Question, Ranked, Weights, by_score

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

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


def ask(lexicon: Lexicon, question: Question, tokens: Sequence[Token]) -> Asked:
    """*question*, read from *tokens*, for the second look."""
    words = [token.word for token in tokens if not token.is_id]
    stems = [stem(word) for word in words]
    meant = {word for concept in question.concepts for words, _ in concept.targets for word in words}
    first = {words[-1] for concept in question.concepts for words, _ in concept.targets[:1]} | set(stems)
    acts = first & (lexicon.acts | lexicon.opposites.keys())
    undone = {lexicon.opposites[act] for act in acts if act in lexicon.opposites} - acts
    said = zip(itertools.pairwise(words), itertools.pairwise(stems), strict=True)
    pairs = {pair for written, pair in said if not STOP_WORDS.issuperset(written)}
    return Asked(frozenset(pairs), frozenset(meant), frozenset(acts), frozenset(undone))


def refine(  # noqa: PLR0917
    lexicon: Lexicon,
    question: Question,
    ranked: Sequence[Ranked],
    tokens: Sequence[Token],
    quotes: Callable[[int], Sequence[Quote]],
    weights: Weights,
) -> list[Ranked]:
    """*ranked* in the order of the second look."""
    asked = ask(lexicon, question, tokens)
    blurred = len(question.unknown) * weights["blur"]
    most = weights["answer"] - 1
    best, strays, found = [], set(), False
    for one in ranked[:_SECOND_LOOK]:
        texts = quotes(one.row)
        focus = max(_focus(lexicon, text.stems, asked.meant) for text in texts)
        quoted = _quoted(asked.pairs, texts[0].pairs | texts[1].pairs, weights)
        score = one.score * (100 + quoted) // 100 * (weights["focus"] + focus) // 100
        told = texts[0].stems - asked.meant
        if not told.isdisjoint(lexicon.objects | lexicon.acts):
            # A question of one concept asks of the plain case.
            for _ in range(2 if len(question.concepts) == 1 else 1):
                score = score * weights["extra"] // 100
        sure = one.sure
        acts = not asked.acts.isdisjoint(texts[0].stems | texts[1].stems)
        if not acts and not asked.undone.isdisjoint(told):
            score = score * weights["opposite"] // 100
            sure = min(sure, most)
        sure = max(sure - (100 - focus) * blurred // 100, quoted)
        if not acts and not told.isdisjoint(lexicon.acts):
            strays.add(one.row)
        found = found or (acts and sure > most)
        best.append(Ranked(one.row, score, sure))
    if found:  # where a row tells of what is done, one that tells of something else is no answer
        best = [replace(one, sure=min(one.sure, most)) if one.row in strays else one for one in best]
    return by_score(best) + list(ranked[_SECOND_LOOK:])


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
