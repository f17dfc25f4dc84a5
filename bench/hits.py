"""How often the search is right: `python -m bench.hits [FILE…]`, files of judged queries.

A file is a list of {"kind", "query", "relevant"}: the codes that count, none where nothing must be found.
Without files it is the sets in tests/data that were written before the search was tuned, and kept apart.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from pathlib import Path

from bench.slips import measure_slips
from ecs_errors_ext.search.engine import Engine
from ecs_errors_ext.search.index import build_index
from ecs_errors_ext.search.match import find
from ecs_errors_ext.search.vocabulary import beside, load_vocabulary
from ecs_errors_ext.source import open_source

ROOT = Path(__file__).parents[1]
NAMES = ("heldout", "direct", "oncall", "blind", "voices", "indirect", "everyday")
KEPT_APART = [ROOT / f"tests/data/search-{name}.json" for name in NAMES]


def main(paths: list[Path]) -> None:
    """Print, for each kind of query, how many were answered rightly first, and among the first three."""
    source = open_source(ROOT / "source/error_codes.rst")
    vocabulary = load_vocabulary(beside(source.path))
    engine = Engine(build_index(source.catalog, vocabulary=vocabulary))
    for path in paths:
        print(f"{path.name}\n  kind  queries  right first  among three  refused")
        ranks: dict[str, list[int]] = defaultdict(list)
        for query in json.loads(path.read_text("utf-8")):
            codes = [match["code"] for match in find(engine, query["query"])["matches"]]
            places = [place for place, code in enumerate(codes, 1) if code in query["relevant"]]
            ranks[query["kind"]].append(places[0] if places else (-1 if codes else 0))
        for kind, found in sorted(ranks.items()):
            tests = (_refused,) if kind == "g" else (_first, _among_three)  # g: nothing must be found
            shares = [f"{sum(map(test, found)) / len(found):11.2f}" for test in tests]
            print(f"  {kind:4}  {len(found):7}  " + "  ".join(shares if kind != "g" else [" " * 24, *shares]))
    measure_slips(engine, source.catalog)


def _first(rank: int) -> bool:
    return rank == 1


def _among_three(rank: int) -> bool:
    return 1 <= rank <= 3


def _refused(rank: int) -> bool:
    return rank == 0


if __name__ == "__main__":
    main([Path(name) for name in sys.argv[1:]] or KEPT_APART)
