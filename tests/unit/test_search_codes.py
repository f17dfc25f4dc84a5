"""Codes of every kind are found in any spelling, in both languages."""

from __future__ import annotations

import pytest

from ecs_errors_ext.search.engine import Engine
from ecs_errors_ext.search.index import build_index
from ecs_errors_ext.search.match import find
from tests.support.catalogs import make_catalog
from tests.support.search import asking

CODES = ("DCS. 4855", "IncorrectNumberOf FilesInPostRequest", "Bad Request", "BadRequest", "0171", "-1", "AccessDenied",
         "accessdenied", "404 FlavorNotFound", "SVCSTG.CORE.12")  # fmt: skip
CASES = (
    ("DCS. 4855", "DCS. 4855"),
    ("dcs 4855", "DCS. 4855"),
    ("DCS.4855", "DCS. 4855"),
    ("IncorrectNumberOfFilesInPostRequest", "IncorrectNumberOf FilesInPostRequest"),
    ("incorrectnumberoffilesinpostrequest", "IncorrectNumberOf FilesInPostRequest"),
    ('{"code": "IncorrectNumberOfFilesInPostRequest"}', "IncorrectNumberOf FilesInPostRequest"),
    ("Bad Request", "Bad Request"),
    ("BadRequest", "BadRequest"),
    ("0171", "0171"),
    ("171", "0171"),
    ("-1", "-1"),
    ("accessdenied", "accessdenied"),
    ("AccessDenied", "AccessDenied"),
    ("404flavornotfound", "404 FlavorNotFound"),
    ("svcstg.core.12", "SVCSTG.CORE.12"),
)
INDEX = build_index(make_catalog([("400", code, f"Text {i} of it.", "", "") for i, code in enumerate(CODES)]))


@pytest.mark.parametrize(("text", "code"), CASES)
def test_a_code_is_found_in_any_spelling(text, code):
    assert find(Engine(INDEX), text)["matches"][0]["code"] == code


def test_the_script_finds_the_same(node):
    with asking(node, [INDEX]) as ask:
        assert [ask(text) for text, _ in CASES] == [find(Engine(INDEX), text) for text, _ in CASES]
