"""One answer from several catalogs: cases written by hand from two tables."""

from __future__ import annotations

import pytest

from ecs_errors_ext.search.index import build_index
from ecs_errors_ext.search.match import find
from ecs_errors_ext.search.together import together
from tests.support.catalogs import make_catalog
from tests.support.search import network_index, table_index


def ask(text, limit=50):
    return together(
        [(index["catalog"], find(index, text, limit)) for index in (table_index(), network_index())], limit
    )


def said(answer):
    return [(match["catalog"], match["code"], match["how"]) for match in answer["matches"]]


def test_a_code_of_one_service_is_no_foreign_code():
    answer = ask("vpc0101")
    assert said(answer) == [("vpc", "Vpc.0101", "code")]
    assert (answer["reason"], answer["guesses"], answer["total"]) == (None, [], 1)


def test_a_code_of_two_services_is_answered_with_both():
    assert said(ask("Common.0001")) == [("", "Common.0001", "code"), ("vpc", "Common.0001", "code")]


def test_a_code_of_one_service_is_no_misspelt_code_of_another():
    tables = {"ecs": ("Ecs.0013", "Ecs.0014"), "ces": ("ces.0013", "ces.0015")}
    indexes = [
        build_index(make_catalog([("400", code) for code in codes], name=name))
        for name, codes in tables.items()
    ]

    def codes(text):
        answers = [(index["catalog"], find(index, text)) for index in indexes]
        return [match["code"] for match in together(answers)["matches"]]

    assert codes("Ecs.0013") == codes("ECS-13") == ["Ecs.0013"]
    assert codes("ces.0013") == ["ces.0013"]
    assert codes("0013") == ["Ecs.0013", "ces.0013"]


def test_codes_stay_in_the_order_of_the_text():
    body = '{"error": {"code": "Vpc.0102", "details": [{"code": "Ecs.0013"}, {"code": "Vpc.0101"}]}}'
    assert [match["code"] for match in ask(body)["matches"]] == ["Vpc.0102", "Ecs.0013", "Vpc.0101"]


def test_what_is_sure_in_one_service_is_no_matter_of_words_in_another():
    answer = ask("System error.")
    assert said(answer) == [("vpc", "Vpc.0013", "message")]
    assert find(table_index(), "System error.")["matches"][0]["how"] == "words"


def test_a_message_of_two_services():
    assert said(ask("The subnet does not exist.")) == [
        ("", "Ecs.0038", "message"),
        ("vpc", "Vpc.0102", "message"),
    ]


def test_words_of_all_services_by_their_score():
    answer = ask("network quota used up")
    assert said(answer)[0] == ("vpc", "Vpc.0101", "words")
    weights = [match["score"] * match["sure"] for match in answer["matches"]]
    assert weights == sorted(weights, reverse=True)
    assert len(weights) == answer["total"]


def test_a_status_lists_the_codes_of_all():
    answer = ask("404")
    assert {match["catalog"] for match in answer["matches"]} == {"", "vpc"}
    assert answer["statuses"] == ["404"]
    assert answer["total"] == len(answer["matches"])


def test_an_unknown_number_of_a_known_family_says_so():
    answer = ask("Vpc.0199")
    assert answer["matches"] == []
    assert (answer["reason"]["kind"], answer["reason"]["family"]) == ("unknown_number", "Vpc")
    assert {guess["catalog"] for guess in answer["guesses"]} == {"vpc"}


def test_a_family_of_none_of_them():
    assert ask("Dns.0101")["reason"]["kind"] == "foreign_family"


def test_the_limit_holds_for_all_together():
    answer = ask("400", 5)
    assert len(answer["matches"]) == 5
    assert answer["total"] > 100


def test_no_answers_are_an_error():
    with pytest.raises(ValueError, match="no answers"):
        together([])
