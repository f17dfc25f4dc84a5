"""The cases that both languages must answer alike: written by hand from the table."""

from __future__ import annotations

import json
from typing import Any

import pytest

from ecs_errors_ext.search.engine import Engine
from ecs_errors_ext.search.index import WEIGHTS, build_index
from ecs_errors_ext.search.match import find
from ecs_errors_ext.search.vocabulary import load_vocabulary, parse_vocabulary
from tests.support.catalogs import make_catalog
from tests.support.project import ROOT
from tests.support.search import table_catalog, table_index

CASES: list[dict[str, Any]] = json.loads((ROOT / "tests/data/search-cases.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine(table_index())


def said(answer: dict[str, Any], keys: set[str]) -> dict[str, Any]:
    """What *answer* says of the things that a case names."""
    matches = answer["matches"]
    first = matches[0] if matches else {}
    what = {
        "codes": [match["code"] for match in matches],
        "total": answer["total"],
        "how": first.get("how"),
        "values": first.get("values"),
        "score": first.get("score"),
        "sure": first.get("sure"),
        "statuses": answer["statuses"],
        "reason": (answer["reason"] or {}).get("kind"),
        "corrected": [pair for told in answer["understood"] for pair in told.get("corrected", ())],
        "guesses": [match["code"] for match in answer["guesses"]],
        "differs": next((match["code"] for match in matches if match.get("differs")), None),
    }
    return {key: what[key] for key in what if key in keys}


def holds(answer: dict[str, Any], case: dict[str, Any]) -> bool:
    got = said(answer, set(case))
    if case.get("codes"):
        got["codes"] = got["codes"][: len(case["codes"])]
    return got == {key: case[key] for key in got}


def renamed(engine: Engine, case: dict[str, Any]) -> Engine:
    """The index in which some codes have the names that *case* gives them."""
    names = case.get("renamed")
    if not names:
        return engine
    return Engine({**engine.index, "codes": [names.get(code, code) for code in engine.codes]})


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_case(engine, case):
    answer = find(renamed(engine, case), case["text"], typing=case.get("typing", False))
    assert holds(answer, case), said(answer, set(case))


@pytest.mark.parametrize("weight", sorted(set(WEIGHTS) - {"terms"}))
def test_a_changed_weight_makes_a_case_fail(weight):
    index = table_index()
    changed = [
        Engine(
            {**index, "weights": {**index["weights"], weight: index["weights"][weight] * times // 4 + add}}
        )
        for times, add in ((1, 0), (12, 3))
    ]
    assert any(
        not holds(find(engine, case["text"]), case)
        for engine in changed
        for case in CASES
        if "renamed" not in case
    )


def test_terms_of_a_single_code_come_from_a_file_of_the_project():
    vocabulary = parse_vocabulary(
        "[codes]\nEcs.0707 = widget registry, catalogue entry", into=load_vocabulary()
    )
    index = build_index(table_catalog(), vocabulary=vocabulary)
    assert find(index, "widget registry")["matches"][0]["code"] == "Ecs.0707"
    light = {**index, "weights": {**index["weights"], "terms": 0}}
    assert not find(light, "widget registry")["matches"]


def test_what_other_systems_say_is_this_one_s_where_its_table_says_it():
    rows = [
        ("503", "Sql.0001", "Too many connections to the database."),
        ("404", "Sql.0002", "No such table."),
    ]
    own, other = build_index(make_catalog(rows)), table_catalog()
    found = find(own, "we get too many connections since noon")["matches"]
    assert [match["code"] for match in found] == ["Sql.0001"]
    assert not find(build_index(other), "we get too many connections since noon")["matches"]


def test_a_vocabulary_may_know_of_no_other_system():
    index = build_index(table_catalog(), vocabulary=parse_vocabulary("[users]\nbox => ecs"))
    assert index["phrases"] == ["box>ecs"]


def test_words_answer_in_a_tiny_table_too():
    rows = [("400", "Tea.0001", "The pot is empty."), ("404", "Tea.0002", "No such cup.")]
    index = build_index(make_catalog(rows))
    assert [match["code"] for match in find(index, "empty pot")["matches"]] == ["Tea.0001"]
    assert not find(index, "kettle")["matches"]
