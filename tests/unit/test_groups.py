from __future__ import annotations

import pytest

from ecs_errors_ext.groups import Groups, range_label, ranges
from tests.support.catalogs import make_catalog, the_catalog

SYSTEM = "A system exception occurred. Try again later or contact customer service."


@pytest.fixture(scope="module")
def ecs():
    return Groups(the_catalog())


def names(codes):
    return [code.code for code in codes]


def test_the_table_of_the_site(ecs):
    assert len(ecs.codes) == 155
    assert {status: len(codes) for status, codes in ecs.statuses.items()} == {
        202: 1, 400: 138, 401: 1, 403: 9, 404: 2, 429: 1, 500: 2, 501: 1,
    }  # fmt: skip
    assert {name: len(codes) for name, codes in ecs.classes.items()} == {"2xx": 1, "4xx": 151, "5xx": 3}
    assert names(ecs.classes["2xx"]) == ["Common.0024"]
    assert {family: len(codes) for family, codes in ecs.families.items()} == {
        "Ecs": 141,
        "Common": 13,
        "Pdp": 1,
    }


def test_messages_of_the_site(ecs):
    assert len(ecs.messages) == 134
    shared = ecs.shared_messages
    assert [len(group.codes) for group in shared] == [16, 3, 2, 2, 2, 2]
    assert shared[0].text == SYSTEM
    assert sum(len(group.codes) for group in shared) == 27
    assert names(shared[0].codes)[:3] == ["Ecs.0002", "Ecs.0004", "Ecs.0007"]
    assert names(shared[0].codes)[-2:] == ["Common.0001", "Common.0020"]


def test_codes_with_the_same_message_are_each_others(ecs):
    codes = ecs.catalog.by_code
    assert names(ecs.same_message(codes["Ecs.0114"])) == ["Ecs.0614"]
    assert names(ecs.same_message(codes["Ecs.0614"])) == ["Ecs.0114"]
    assert ecs.same_message(codes["Ecs.0013"]) == ()


def test_similar_messages_are_listed_both_ways(ecs):
    codes = ecs.catalog.by_code
    assert names(ecs.similar_codes(codes["Ecs.0207"]))[0] == "Ecs.0209"
    assert names(ecs.similar_codes(codes["Ecs.0209"]))[0] == "Ecs.0207"


def test_browsing_goes_by_family_and_number(ecs):
    codes = ecs.catalog.by_code
    before, after = ecs.neighbours(codes["Ecs.0013"])
    assert (before.code, after.code) == ("Ecs.0012", "Ecs.0014")
    assert names(ecs.codes)[141:143] == ["Common.0001", "Common.0002"]
    assert ecs.neighbours(ecs.codes[0])[0] is None
    assert ecs.neighbours(ecs.codes[-1])[1] is None


def test_numbers_are_compared_as_numbers():
    groups = Groups(make_catalog([("400", "A.10"), ("400", "A.9"), ("400", "B"), ("400", "A.100")]))
    assert names(groups.codes) == ["A.9", "A.10", "A.100", "B"]


def test_ranges():
    codes = make_catalog(
        [("", code) for code in ("Ecs.0013", "Ecs.0099", "Ecs.1300", "A.12", "Denied", "0171")]
    ).codes
    assert [range_label(code) for code in codes] == [
        "Ecs.00xx",
        "Ecs.00xx",
        "Ecs.13xx",
        "A",
        "Other codes",
        "Other codes",
    ]
    assert [(part.label, len(part.codes)) for part in ranges(codes)] == [
        ("Ecs.00xx", 2), ("Ecs.13xx", 1), ("A", 1), ("Other codes", 2),
    ]  # fmt: skip


def test_a_code_with_several_messages_belongs_to_each():
    groups = Groups(make_catalog([("400", "A.1", "One."), ("500", "A.1", "Two."), ("400", "A.2", "two")]))
    assert [group.text for group in groups.messages_of(groups.catalog.by_code["A.1"])] == ["One.", "Two."]
    assert names(groups.same_message(groups.catalog.by_code["A.1"])) == ["A.2"]
    assert groups.catalog.by_code["A.1"].statuses == (400, 500)


def test_an_empty_catalog_has_empty_views():
    groups = Groups(make_catalog([]))
    assert (groups.codes, groups.families, groups.statuses, groups.messages) == ((), {}, {}, {})


def test_negative_codes_come_before_zero():
    codes = make_catalog([("", code, "x", "", "") for code in ("2", "0", "-1", "10", "-2")])
    assert [code.code for code in Groups(codes).codes] == ["-2", "-1", "0", "2", "10"]
