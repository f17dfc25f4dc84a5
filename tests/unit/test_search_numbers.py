"""Numbers in messages and beside signs, in both languages: they tell messages apart, and only some are codes."""

from __future__ import annotations

import pytest

from ecs_errors_ext.search.engine import Engine
from ecs_errors_ext.search.index import build_index
from ecs_errors_ext.search.match import describe, find
from tests.support.catalogs import make_catalog
from tests.support.search import asking

INDEX = build_index(
    make_catalog([
        ("500", "Vol.0013", "volume 1 lost", "", ""),
        ("501", "Vol.0013", "volume 2 lost", "", ""),
        ("502", "Vol.0014", "Slot %s of the rack is dead.", "", ""),
        ("503", "Vol.0014", "Slot 7 of the rack is dead.", "", ""),
        ("500", "Vol.0100", "Try 12 failed: 3 nodes", "", ""),
        ("501", "Vol.0101", "Try 12 failed: 30 nodes", "", ""),
    ])
)  # fmt: skip
TOLD: tuple[tuple[str, str, int, list[list[str]]], ...] = (
    ("volume 2 lost", "Vol.0013", 1, []),
    ("Volume  2 lost.", "Vol.0013", 1, []),
    ("volume 1 lost", "Vol.0013", 0, []),
    ("volume 22 lost", "Vol.0013", 0, []),
    ("Vol.0013: volume 2 lost", "Vol.0013", 1, []),
    ("slot 7 of the rack is dead", "Vol.0014", 1, []),
    ("Slot 8 of the rack is dead.", "Vol.0014", 0, [["%s", "8"]]),
    ("try 12 failed: 30 nodes", "Vol.0101", 0, []),
    ("try 12 failed: 3 nodes", "Vol.0100", 0, []),
)
AMOUNTS = ("%00", "100%", "13%", "5%", "$5", "$13", "50 %", "13 %", "€ 13", "13 €", "error 100%")
BARE = ("13", "0013", "error 13", "100")
WORDS = "frobnicate gizmo frobnicate"
SHORT = ("vol.99", "vol 9", "vol99", "error code vol-9")


@pytest.mark.parametrize(("text", "code", "entry", "values"), TOLD)
def test_the_row_that_says_it_to_the_letter_is_shown(text, code, entry, values):
    match = find(Engine(INDEX), text)["matches"][0]
    assert (match["code"], match["entry"], match["values"]) == (code, entry, values)
    message = describe(INDEX, code)["entries"][entry]["message"]
    ((start, end),) = match["marks"]
    assert message[start:end].rstrip(".") == message.rstrip(".")


@pytest.mark.parametrize("text", AMOUNTS)
def test_a_share_and_an_amount_are_no_codes(text):
    assert find(Engine(INDEX), text)["matches"] == []


@pytest.mark.parametrize("text", BARE)
def test_a_bare_number_may_be_one(text):
    assert find(Engine(INDEX), text)["matches"][0]["how"] == "digits"


@pytest.mark.parametrize("text", SHORT)
def test_a_short_number_of_a_known_family_is_told_to_be_none(text):
    reason = find(Engine(INDEX), text)["reason"]
    assert reason["kind"] == "unknown_number"
    assert set(reason["nearest"]) == {"Vol.0013", "Vol.0014", "Vol.0100", "Vol.0101"}


def test_a_short_number_within_other_words_is_none_of_ours():
    assert find(Engine(INDEX), "the file vol.99 was written")["guesses"] == []


def test_a_word_that_is_not_understood_is_told_once():
    assert find(Engine(INDEX), WORDS)["reason"]["unknown"] == ["frobnicate", "gizmo"]


def test_the_script_answers_the_same(node):
    asked = [*(text for text, *_ in TOLD), *AMOUNTS, *BARE, *SHORT, WORDS, "the file vol.99 was written"]
    with asking(node, [INDEX]) as ask:
        assert [ask(text) for text in asked] == [find(Engine(INDEX), text) for text in asked]
