from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecs_errors_ext.codecells import codes_in, family_of, is_prose


@pytest.mark.parametrize(
    "code",
    ["Ecs.0013", "DCS. 4855", "0171", "-1", "AccessDenied", "Bad Request", "403 Forbidden", "Request-URI Too Large",
     "IncorrectNumberOf FilesInPostRequest", "E1/x", "1001-1005", "SVCSTG.CORE.4000003", "A1B2C3", "Read/WriteError"],
)  # fmt: skip
def test_a_cell_with_one_code(code):
    assert codes_in(code) == (code,)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Ecs.0013, Ecs.0014", ("Ecs.0013", "Ecs.0014")),
        ("Ecs.0013/Ecs.0014", ("Ecs.0013", "Ecs.0014")),
        ("Ecs.0013 / Ecs.0014 / Ecs.0013", ("Ecs.0013", "Ecs.0014")),
        ("Ecs.0013 Ecs.0014", ("Ecs.0013", "Ecs.0014")),
        ("Ecs.0013\n\nEcs.0014", ("Ecs.0013", "Ecs.0014")),
        ("- Ecs.0013\n- Ecs.0014", ("Ecs.0013", "Ecs.0014")),
        ("1. AccessDenied\n2. NoSuchKey", ("AccessDenied", "NoSuchKey")),
        ("AccessDenied or NoSuchKey", ("AccessDenied", "NoSuchKey")),
        ("1001、1002", ("1001", "1002")),
        ("0171 / 0172", ("0171", "0172")),
        ("APIG.0101APIG.0102", ("APIG.0101", "APIG.0102")),
        ("-1, -2", ("-1", "-2")),
    ],
)
def test_a_cell_with_several_codes(text, codes):
    assert codes_in(text) == codes


@pytest.mark.parametrize("text", ["", " \n", "-", "–", "N/A", "None", "/"])
def test_a_cell_that_says_that_there_is_no_code(text):
    assert codes_in(text) == ()


@pytest.mark.parametrize(
    ("text", "prose"),
    [
        ("If other error codes cannot be rectified, contact support.", True),
        ("Other codes are internal", False),
        ("Codes of all of the other services", True),
        ("System Capacity Not enough", False),
        ("DCS. 4855", False),
    ],
)
def test_sentences_are_no_codes(text, prose):
    assert is_prose(text) is prose


@given(st.text(alphabet="aB0.,;/- \n", max_size=30))
def test_codes_stand_in_their_cell_and_none_twice(text):
    codes = codes_in(text)
    assert len(set(codes)) == len(codes)
    plain = " ".join(text.split())
    assert all(code and code in plain for code in codes)


def test_a_long_cell_is_no_work():
    assert codes_in("A1" * 500_000) == ("A1" * 500_000,)
    assert len(codes_in("Ab.10" * 200_000)) == 1
    assert family_of("A" * 100_000 + "!") == ""
