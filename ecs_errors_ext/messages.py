"""What makes two messages the same, similar, or a repetition of each other.

Messages are plain text as the table prints them. A *template* holds placeholders
(``%s``) where the API puts text of its own.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from difflib import SequenceMatcher
from math import ceil
from typing import TYPE_CHECKING

from ecs_errors_ext.placeholders import ANYWHERE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

SIMILAR_AT = 0.5
"""Messages whose content words overlap this much (Jaccard index) are similar."""
MOST_SIMILAR = 5
"""So many messages are called similar to one."""
_MOST_COMPARED = 50
"""Of the messages with one word so many are compared, so that the work grows linearly."""

_END = " .!?…。！？"
_WORD = re.compile(r"[^\W_]+(?:['’._-][^\W_]+)*")
_PLURAL_ACRONYM = re.compile(r"[A-Z]{2,}s")
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=\S)")
_ADVICE = re.compile(r"(?:please |then |and )?(?:try|retry|contact)\b", re.IGNORECASE)
# Words that say how a sentence is built, not what it is about.
_STOP_WORDS = frozenset(
    "a an the this that these those it its is are was were be been being has have had do does did can could"
    " cannot may might must shall should will would to of in on at by for from with within into as and or but"
    " if than then so because while when where which who whose you your there here not no only already any all"
    " failed failure fails fail error occurred please".split()
)


def message_key(text: str) -> str:
    """The form in which two messages are the same: case, space and end punctuation do not count."""
    return " ".join(text.split()).casefold().rstrip(_END)


def sentences(text: str) -> list[str]:
    """The sentences of *text*, their end punctuation kept."""
    return _SENTENCE.split(text.strip()) if text.strip() else []


def without_advice(text: str) -> str:
    """*text* without the sentences at its end that only say to try again or to contact somebody."""
    parts = sentences(text)
    while len(parts) > 1 and _ADVICE.match(parts[-1]):
        parts.pop()
    return " ".join(parts)


def repeats(description: str, message: str) -> bool:
    """Whether *description* says no more than *message*, advice at the end aside."""
    key = message_key(without_advice(description))
    return key in {message_key(message), message_key(without_advice(message))}


def words(text: str) -> list[str]:
    """The words of *text* in order, case folded; a dotted or hyphenated name is one word."""
    return [word.casefold() for word in _WORD.findall(text)]


def content_words(text: str) -> frozenset[str]:
    """The words that a message is about: its advice, stop words and placeholders are left out."""
    bare = ANYWHERE.bare(without_advice(text))
    return frozenset(_singular(word) for word in _WORD.findall(bare) if word.casefold() not in _STOP_WORDS)


def _singular(word: str) -> str:
    """*word*, case folded and without a plural *s*: *ECSs* is *ecs*, *disks* is *disk*, *ECS* stays."""
    if _PLURAL_ACRONYM.fullmatch(word) or (word[-1:] == "s" and len(word) > 3 and word[-2] not in "sS"):
        word = word[:-1]
    return word.casefold()


def similar_messages(texts: Sequence[str]) -> list[list[int]]:
    """For each of *texts* the indexes of those most similar to it, best first, at most :data:`MOST_SIMILAR`.

    The measure is the Jaccard index of the content words, at least
    :data:`SIMILAR_AT`. Candidates come from an index of each message's rarest
    words (prefix filtering, Bayardo et al. 2007: two sets can only reach the
    threshold if their prefixes share a word), and of each posting only the
    nearest on either side are compared, so the work grows linearly.
    """
    bags = [content_words(text) for text in texts]
    frequency = Counter(word for bag in bags for word in bag)
    prefixes = [_prefix(bag, frequency) for bag in bags]
    postings: dict[str, list[int]] = defaultdict(list)
    places: list[list[int]] = []
    for index, prefix in enumerate(prefixes):
        places.append([len(postings[word]) for word in prefix])
        for word in prefix:
            postings[word].append(index)
    found = []
    for index, bag in enumerate(bags):
        candidates = set()
        for word, place in zip(prefixes[index], places[index], strict=True):
            near = slice(max(0, place - _MOST_COMPARED), place + _MOST_COMPARED + 1)
            candidates.update(postings[word][near])
        candidates.discard(index)
        ranked = sorted((-jaccard(bag, bags[other]), abs(other - index), other) for other in candidates)
        found.append([other for score, _, other in ranked[:MOST_SIMILAR] if -score >= SIMILAR_AT])
    return found


def similar_texts(wanted: Sequence[str], texts: Sequence[str]) -> list[list[int]]:
    """For each of *wanted* the indexes of the *texts* most similar to it, best first.

    Measure and candidates are those of :func:`similar_messages`, of each word the first texts.
    """
    bags = [content_words(text) for text in texts]
    frequency = Counter(word for bag in bags for word in bag)
    postings: dict[str, list[int]] = defaultdict(list)
    for index, bag in enumerate(bags):
        for word in _prefix(bag, frequency):
            postings[word].append(index)
    found = []
    for bag in map(content_words, wanted):
        found_by = (postings.get(word, ())[:_MOST_COMPARED] for word in _prefix(bag, frequency))
        candidates = {index for indexes in found_by for index in indexes}
        ranked = sorted((-jaccard(bag, bags[index]), index) for index in candidates)
        found.append([index for score, index in ranked[:MOST_SIMILAR] if -score >= SIMILAR_AT])
    return found


def _prefix(bag: Iterable[str], frequency: Mapping[str, int]) -> list[str]:
    """The rarest words of *bag*, as many as a similar bag must share one of."""
    rarest = sorted(bag, key=lambda word: (frequency[word], word))
    return rarest[: len(rarest) - ceil(SIMILAR_AT * len(rarest)) + 1]


def jaccard(one: frozenset[str], other: frozenset[str]) -> float:
    """How much two sets overlap: shared words by all words, 0 where either is empty."""
    if not one or not other:
        return 0.0
    shared = len(one & other)
    return shared / (len(one) + len(other) - shared)


def mark_differences(text: str, other: str) -> list[tuple[str, bool]]:
    """*text* in pieces, each with whether its words differ from those of *other*.

    Joined, the pieces are *text* again. Space between two differing words differs
    too, so that a run of them is marked as one.
    """
    tokens = re.findall(r"\s+|[^\s]+", text)
    places = [i for i, token in enumerate(tokens) if not token.isspace()]
    mine = [_bare(tokens[i]) for i in places]
    theirs = [_bare(token) for token in other.split()]
    differs = [True] * len(tokens)
    for k in _shared_places(mine, theirs):
        differs[places[k]] = False
    for i, token in enumerate(tokens):
        if token.isspace():
            differs[i] = 0 < i < len(tokens) - 1 and differs[i - 1] and differs[i + 1]
    return _merge(zip(tokens, differs, strict=True))


def _shared_places(mine: Sequence[str], theirs: Sequence[str]) -> Iterable[int]:
    """The places in *mine* of the words that *theirs* has in the same order."""
    shorter = min(len(mine), len(theirs))
    start = next((k for k in range(shorter) if mine[k] != theirs[k]), shorter)
    end = next((k for k in range(shorter - start) if mine[-1 - k] != theirs[-1 - k]), shorter - start)
    yield from range(start)
    yield from range(len(mine) - end, len(mine))
    inner = SequenceMatcher(
        None, mine[start : len(mine) - end], theirs[start : len(theirs) - end], autojunk=False
    )
    for block in inner.get_matching_blocks():
        yield from range(start + block.a, start + block.a + block.size)


def _bare(token: str) -> str:
    return token.casefold().strip(".,;:!?") or token


def _merge(pieces: Iterable[tuple[str, bool]]) -> list[tuple[str, bool]]:
    merged: list[tuple[str, bool]] = []
    for text, differs in pieces:
        if merged and merged[-1][1] == differs:
            merged[-1] = (merged[-1][0] + text, differs)
        else:
            merged.append((text, differs))
    return merged
