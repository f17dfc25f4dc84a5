from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecs_errors_ext.slugs import code_slugs, is_safe, message_slugs


def test_a_safe_code_is_its_own_slug():
    assert code_slugs(["Ecs.0013", "APIGW_0001", "AccessDenied", "0171"]) == {
        code: code for code in ["Ecs.0013", "APIGW_0001", "AccessDenied", "0171"]
    }


@pytest.mark.parametrize(
    "code",
    ["../../x", "a/b", "a\\b", "con", "COM1", "nul.txt", "index", "Index", "a b", "-1", "x.", "a..b", "x.json",
     "é", "A\u202eB", "", "x" * 300, "<script>", 'a"b', "a%2e"],
)  # fmt: skip
def test_an_unsafe_code_gets_a_slug_that_depends_on_it_alone(code):
    slug = code_slugs([code])[code]
    assert slug != code
    assert is_safe(slug)
    assert code_slugs(["Ecs.0001", code, "Ecs.0002"])[code] == slug


def test_slugs_are_stable_across_releases():
    assert code_slugs(["../../x", "a b", "DCS. 4855"]) == {
        "../../x": "x-9cdf6a",
        "a b": "a-b-c8687a",
        "DCS. 4855": "DCS-4855-500b34",
    }


def test_codes_that_differ_only_by_case_have_different_files_on_every_file_system():
    slugs = code_slugs(["InvalidBucket", "invalidBucket"])
    assert slugs["InvalidBucket"] == "InvalidBucket"
    assert slugs["invalidBucket"].lower() != "invalidbucket"


@given(st.lists(st.text(max_size=20), unique=True, max_size=20))
def test_slugs_are_safe_and_unique(codes):
    slugs = code_slugs(codes)
    assert len({slug.lower() for slug in slugs.values()}) == len(codes)
    assert all(is_safe(slug) and re.fullmatch(r"[A-Za-z0-9._-]+", slug) for slug in slugs.values())


def test_a_message_is_named_by_its_words():
    slugs = message_slugs(["the ecs does not exist", "failed: “x”", "x " * 80, "日本"])
    assert slugs["the ecs does not exist"] == "the-ecs-does-not-exist"
    assert slugs["failed: “x”"] == "failed-x"
    assert all(is_safe(slug) for slug in slugs.values())


def test_messages_with_the_same_words_have_pages_of_their_own():
    assert len(set(message_slugs(["a b", "a, b", "a: b"]).values())) == 3
