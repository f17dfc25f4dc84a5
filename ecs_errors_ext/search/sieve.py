"""Which lines of a log may hold a code or a message: looked for in bytes, before anything is read as text.

A line with a code has the name of its family and a digit soon after it, or the code as it is printed. A line with a
message has both words of the message's anchor (see :mod:`.templates`), so that it does to look for one of them: the
one that is rare in the log at hand.
"""

from __future__ import annotations

import re
from importlib.util import find_spec
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from ecs_errors_ext.search.codebook import CodeBook
    from ecs_errors_ext.search.templates import Templates

Sieve: TypeAlias = "Callable[[bytes], list[tuple[int, int]]]"
"""A block of lines → the spans of those that are worth reading, in order."""
SAMPLE = 1 << 14
"""So many bytes of a log tell which words are common in it."""
_SHORTEST = 4
_PASS = 3
"""Looking for one more word takes as long as reading so many lines of a sample."""
_JOINT = r"[^0-9A-Za-z\n]{0,8}"
BETWEEN = f"(?:{_JOINT}err(?:or)?)?(?:{_JOINT}code)?{_JOINT}"
"""From a family to its number, or to a dot in an address (%2E) or an escape of JSON."""
_NUMBER = BETWEEN.encode() + rb"u?[0-9]"
_SHORTENED = frozenset({"not", "will"})
"""What a negation in one word (*doesn't*, *won't*) does not hold; of its verbs the others begin it."""


def make_sieve(book: CodeBook, templates: Templates, sample: bytes) -> Sieve:
    """A sieve for a log that begins like *sample*."""
    families = [name.encode() for name in sorted(book.families)]
    plain = [code.encode() for code in sorted(book.plain) if len(code) > 1]
    anchors = [_beginnings(anchor.split()) for anchor in templates.pairs]
    sample = sample[:SAMPLE].lower()
    costs = {text: sample.count(text.encode()) for text in sorted(set().union(*anchors))}
    fast = find_spec("hyperscan") is not None and bool(families or anchors or plain)
    words = [word.encode() for word in cover(anchors, costs, 0 if fast else _PASS)]
    words += [b"won"] if "will not" in templates.pairs else []  # won't holds neither word
    return (_by_automaton if fast else _by_passes)(families, words, plain)


def _beginnings(words: Sequence[str]) -> set[str]:
    """What surely stands in a line with all *words*: the beginnings of each, so that one finds several words."""
    sure = [word for word in words if word not in _SHORTENED] or words
    return {word[:size] for word in sure for size in range(min(len(word), _SHORTEST), len(word) + 1)}


def cover(sets: Iterable[set[str]], costs: Mapping[str, int], price: int) -> list[str]:
    """Words of which every one of *sets* has one, cheap together: each has its cost, and a *price* (greedy)."""
    left = list(sets)
    chosen: list[str] = []
    while left:
        counts: dict[str, int] = {}
        for one in left:
            for word in one:
                counts[word] = counts.get(word, 0) + 1
        best = min(counts, key=lambda word: ((costs[word] + price) / counts[word], -len(word), word))
        chosen.append(best)
        left = [one for one in left if best not in one]
    return chosen


def _by_automaton(families: Sequence[bytes], words: Sequence[bytes], plain: Sequence[bytes]) -> Sieve:
    """All at once, as fast as grep: with the library Hyperscan (extra ``scan``)."""
    import hyperscan

    caseless = [re.escape(name) + _NUMBER for name in families] + [re.escape(word) for word in words]
    patterns = caseless + [re.escape(code) for code in plain]
    flags = [hyperscan.HS_FLAG_CASELESS] * len(caseless) + [0] * len(plain)
    database = hyperscan.Database(mode=hyperscan.HS_MODE_BLOCK)
    database.compile(expressions=patterns, flags=flags, ids=list(range(len(patterns))))

    def sieve(block: bytes) -> list[tuple[int, int]]:
        ends: list[int] = []
        database.scan(block, match_event_handler=lambda _id, _from, end, _flags, _context: ends.append(end))
        found: list[tuple[int, int]] = []
        done = 0
        for end in sorted(ends):
            if end > done:
                found.append(_line_at(block, end - 1))
                done = found[-1][1]
        return found

    return sieve


def _by_passes(families: Sequence[bytes], words: Sequence[bytes], plain: Sequence[bytes]) -> Sieve:
    """One after the other, with what every Python has."""
    number = re.compile(_NUMBER)
    needles = [(name, number) for name in families] + [(word, re.compile(b"")) for word in words]

    def sieve(block: bytes) -> list[tuple[int, int]]:
        lower = block.lower()
        found: set[tuple[int, int]] = set()
        for needle, after in needles:
            _note(lower, needle, after, found)
        for code in plain:
            _note(block, code, re.compile(b""), found)
        return sorted(found)

    return sieve


def _note(block: bytes, needle: bytes, after: re.Pattern[bytes], found: set[tuple[int, int]]) -> None:
    """Add the lines of *block* that hold *needle*, followed by *after*."""
    at = block.find(needle)
    while at >= 0:
        end = at + len(needle)
        if after.match(block, end):
            span = _line_at(block, at)
            found.add(span)
            end = span[1]
        at = block.find(needle, end)


def _line_at(block: bytes, at: int) -> tuple[int, int]:
    end = block.find(b"\n", at)
    return block.rfind(b"\n", 0, at) + 1, len(block) if end < 0 else end
