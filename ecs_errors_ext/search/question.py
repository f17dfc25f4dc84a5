"""Plain language as a question: the longest phrases that users say for something, or single words of the table."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ecs_errors_ext.search.concepts import Concept, make_concept
from ecs_errors_ext.search.lexicon import STOP_WORDS, Lexicon, said
from ecs_errors_ext.search.spelling import Spelt, complete, correct, correct_beside
from ecs_errors_ext.search.tokens import humps, stem

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ecs_errors_ext.search.concepts import Weights
    from ecs_errors_ext.search.tokens import Token

MOST_WORDS = 60
"""So many words of a question are read."""
_PHRASE = 6


@dataclass(slots=True)
class Question:
    """What was understood of a text."""

    concepts: list[Concept] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    spelt: dict[str, Spelt] = field(default_factory=dict)
    """Misspelt word → what it is taken for, by its stem."""
    is_elsewhere: bool = False
    """It has what another system says."""


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
            _note(lexicon, question, found[i : i + size], weights, slip=slip)
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
        question.spelt[word] = near._replace(stem=stem(near.stem))
        return said(near.stem)
    question.spelt[word] = near
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
        _note(lexicon, question, [stem_], weights, slip=slip)
    else:
        question.unknown.append(word)


_SHARE = 60
"""So many percent of the rest of a question are in a row that may tell what a word is a slip of."""


def _correct_beside(lexicon: Lexicon, question: Question, weights: Weights) -> None:
    """Take for slips also unlikely ones, where a row has the word that may be meant and most of the question."""
    total = sum(concept.importance for concept in question.concepts if concept.rows)
    if not total or question.is_elsewhere or not question.unknown:
        return
    covered: Counter[int] = Counter()
    for concept in question.concepts:
        covered.update({row: concept.importance * sure for row, (_, sure) in concept.rows.items()})
    rows = {row for row, value in covered.items() if value >= _SHARE * total}
    for word in question.unknown.copy():
        near = correct_beside(lexicon.spelling, word, rows)
        if near:
            question.unknown.remove(word)
            question.spelt[word] = near
            _note(lexicon, question, [near.stem], weights, slip=True)


def _note(
    lexicon: Lexicon, question: Question, phrase: Sequence[str], weights: Weights, *, slip: bool
) -> None:
    """Add the concept that *phrase* says, once."""
    if all(concept.said != " ".join(phrase) for concept in question.concepts):
        question.concepts.append(make_concept(lexicon, phrase, weights, slip=slip))
