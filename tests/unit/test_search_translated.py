"""A translated table is found by its own words and by those that it had before."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ecs_errors_ext.model import Role
from ecs_errors_ext.search.index import build_index
from ecs_errors_ext.search.match import find
from tests.support.catalogs import the_catalog
from tests.support.words import wide

ROLES = (Role.MESSAGE, Role.DESCRIPTION, Role.SOLUTION)
LIMIT = "The current EIP quota limit has been reached. Apply to increase the quota."


@pytest.fixture(scope="module")
def index():
    """This site's table in letters of full width, with what it said before."""
    catalog = the_catalog()
    return build_index(
        replace(
            catalog,
            codes=tuple(
                replace(code, entries=tuple(map(translated, code.entries))) for code in catalog.codes
            ),
        )
    )


def translated(entry):
    said = {role.value: wide(entry.text(role)) for role in ROLES}
    return replace(entry, original=tuple((role, entry.text(role)) for role in ROLES), **said)


@pytest.mark.parametrize(
    ("asked", "how"),
    [
        (LIMIT, "message"),
        (wide(LIMIT), "message"),
        ("quota of EIPs exceeded", "words"),
        (wide("EIP quota reached"), "words"),
    ],
)
def test_both_are_found(index, asked, how):
    best = find(index, asked)["matches"][0]
    assert (best["code"], best["how"]) == ("Ecs.0013", how)
