"""The cases that both languages must answer alike: written by hand from the table."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.unit.search_support import table_index

from ecs_errors_ext.search.engine import Engine
from ecs_errors_ext.search.match import find

CASES: list[dict[str, Any]] = json.loads((Path(__file__).parent.parent / "data/search-cases.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine(table_index())


def failure(answer: dict[str, Any], case: dict[str, Any]) -> str:
    """What of *answer* is not as *case* wants it, or an empty text."""
    matches = answer["matches"]
    got = [match["code"] for match in matches]
    checks = {
        "codes": lambda want: got[: len(want)] == want and (want or not got),
        "total": lambda want: answer["total"] == want,
        "how": lambda want: matches[0]["how"] == want,
        "values": lambda want: matches[0]["values"] == want,
        "statuses": lambda want: answer["statuses"] == want,
        "reason": lambda want: answer["reason"]["kind"] == want,
        "guesses": lambda want: [match["code"] for match in answer["guesses"]] == want,
        "differs": lambda want: [match["code"] for match in matches if match.get("differs")] == [want],
    }
    wrong = [key for key, check in checks.items() if key in case and not check(case[key])]
    return f"{wrong}: {answer}" if wrong else ""


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_case(engine: Engine, case: dict[str, Any]) -> None:
    assert not failure(find(engine, case["text"]), case)


@pytest.mark.parametrize("weight", ["slip", "gate", "extra", "answer", "unknown", "message", "quote", "evidence"])
def test_a_changed_weight_makes_a_case_fail(weight: str) -> None:
    index = table_index()
    failing = 0
    for value in (0, 400):
        changed = Engine({**index, "weights": {**index["weights"], weight: value}})
        failing += sum(bool(failure(find(changed, case["text"]), case)) for case in CASES)
    assert failing
