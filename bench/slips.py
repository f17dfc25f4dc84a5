"""Pieces of the table's messages and descriptions, some of their words misspelt: how often the right code is found."""

from __future__ import annotations

import random
import re
from typing import TYPE_CHECKING

from ecs_errors_ext.search.match import find

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ecs_errors_ext.model import Catalog
    from ecs_errors_ext.search.engine import Engine

LETTERS = "abcdefghijklmnopqrstuvwxyz"
_ADVICE = re.compile("(try again later or )?contact customer service.*|a system exception occurred")
_LONG = 5
"""Words of so many letters are misspelt."""


def measure_slips(engine: Engine, catalog: Catalog) -> None:
    """Print how many pieces are answered rightly first, and among the first three; as they are, and with slips."""
    texts = [
        (code.code, [_plain(text) for text in (entry.message, entry.description) if text])
        for code in catalog.codes
        for entry in code.entries
    ]
    chance = random.Random(7)
    pieces = [piece for _, of_code in texts for text in of_code for piece in _pieces(text, chance)]
    print("slips\n  words misspelt  pieces  right first  among three")
    for slips in (0, 1, 2):
        ranks = [_rank(engine, texts, piece, _misspelt(piece, slips, chance)) for piece in pieces]
        shares = [sum(1 <= rank <= most for rank in ranks) / len(ranks) for most in (1, 3)]
        print("  {:14}  {:6}  {:11.2f}  {:11.2f}".format(slips, len(ranks), *shares))


def _plain(text: str) -> str:
    return _ADVICE.sub("", re.sub("[^a-z0-9 -]", "", text.lower()))


def _pieces(text: str, chance: random.Random) -> Iterator[list[str]]:
    """Three to six words in a row, two of them long."""
    words = text.split()
    for _ in range(2):
        size = chance.randint(3, 6)
        if len(words) >= size:
            start = chance.randrange(len(words) - size + 1)
            piece = words[start : start + size]
            if len(_long(piece)) > 1:
                yield piece


def _long(piece: Sequence[str]) -> list[int]:
    return [i for i, word in enumerate(piece) if len(word) >= _LONG and word.isalpha()]


def _misspelt(piece: Sequence[str], slips: int, chance: random.Random) -> str:
    chosen = chance.sample(_long(piece), slips)
    return " ".join(_slip(word, chance) if i in chosen else word for i, word in enumerate(piece))


def _slip(word: str, chance: random.Random) -> str:
    """*word* with a letter left out, swapped, put in or replaced; its first letter stays."""
    at = chance.randrange(1, len(word) - 1)
    other = chance.choice(LETTERS)
    rest = word[at + 1 :]
    return word[:at] + chance.choice([rest, rest[0] + word[at] + rest[1:], other + word[at:], other + rest])


def _rank(engine: Engine, texts: Sequence[tuple[str, list[str]]], piece: Sequence[str], asked: str) -> int:
    """The place of the first code that has *piece*; 0 if it is not among the answers."""
    said = " ".join(piece)
    right = {code for code, of_code in texts if any(said in text for text in of_code)}
    codes = [match["code"] for match in find(engine, asked)["matches"]]
    return next((place for place, code in enumerate(codes, 1) if code in right), 0)
