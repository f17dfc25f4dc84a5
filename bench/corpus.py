"""Other services' tables without any vocabulary, beside plain BM25: `python -m bench.corpus FOLDER`.

Asked are each table's own messages: as they are, with one slip in each third word, and cut to
three fifths. Right is any code that has the message. The vocabulary is empty.
"""

from __future__ import annotations

import math
import random
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ecs_errors_ext.search.engine import Engine
from ecs_errors_ext.search.index import build_index
from ecs_errors_ext.search.match import find
from ecs_errors_ext.search.vocabulary import Vocabulary
from ecs_errors_ext.source import SourceError, open_source

if TYPE_CHECKING:
    from ecs_errors_ext.model import Catalog

Ask = Callable[[str], Sequence[str]]


def words(text: str) -> list[str]:
    """Lower-case words."""
    return re.findall(r"[a-z0-9]+", text.lower())


def bm25(catalog: Catalog) -> Ask:
    """Plain BM25 (k1 1.2, b 0.75) over message, description and solution as one text."""
    documents = [
        (
            code.code,
            Counter(words(" ".join(f"{e.message} {e.description} {e.solution}" for e in code.entries))),
        )
        for code in catalog.codes
    ]
    mean = sum(sum(bag.values()) for _, bag in documents) / len(documents)
    frequency = Counter(word for _, bag in documents for word in bag)

    def ask(text: str) -> list[str]:
        scores: dict[str, float] = defaultdict(float)
        for word in set(words(text)):
            idf = math.log(1 + (len(documents) - frequency[word] + 0.5) / (frequency[word] + 0.5))
            for code, bag in documents:
                if word in bag:
                    norm = 1.2 * (0.25 + 0.75 * sum(bag.values()) / mean)
                    scores[code] += idf * bag[word] * 2.2 / (bag[word] + norm)
        return sorted(scores, key=lambda code: -scores[code])[:3]

    return ask


def ours(catalog: Catalog) -> Ask:
    """Our engine with an empty vocabulary."""
    engine = Engine(build_index(catalog, vocabulary=Vocabulary()))
    return lambda text: [match["code"] for match in find(engine, text, 3)["matches"]]


def slipped(text: str, chance: random.Random) -> str:
    """*text* with two neighbouring letters swapped in each third word."""
    parts = text.split()
    for i in range(0, len(parts), 3):
        if len(parts[i]) > 4:
            at = chance.randrange(1, len(parts[i]) - 2)
            word = parts[i]
            parts[i] = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    return " ".join(parts)


def cut(text: str) -> str:
    """The first three fifths of the words of *text*, at least three."""
    parts = text.split()
    return " ".join(parts[: max(3, len(parts) * 3 // 5)])


def main(folder: Path) -> None:
    """Measure every table under *folder* that has messages."""
    hits: dict[tuple[str, str], int] = defaultdict(int)
    total = tables = 0
    for path in sorted(folder.rglob("*.rst")):
        try:
            catalog = open_source(path).catalog
        except SourceError:
            continue
        owners: dict[str, set[str]] = defaultdict(set)
        for code in catalog.codes:
            for message in code.messages:
                if len(message.split()) > 2:
                    owners[" ".join(message.split())].add(code.code)
        chance = random.Random(len(owners))
        sample = sorted(owners)
        chance.shuffle(sample)
        if len(sample) < 20:
            continue
        tables += 1
        engines = {"ours": ours(catalog), "BM25": bm25(catalog)}
        for message in sample[:60]:
            total += 1
            for kind, text in (
                ("exact", message),
                ("slips", slipped(message, chance)),
                ("cut", cut(message)),
            ):
                for name, ask in engines.items():
                    hits[kind, name] += bool(set(ask(text)[:1]) & owners[message])
    print(f"{tables} tables, {total} messages; success@1")
    for kind in ("exact", "slips", "cut"):
        print(f"  {kind:<6} ours {hits[kind, 'ours'] / total:.3f}   BM25 {hits[kind, 'BM25'] / total:.3f}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
