"""The catalogs of one site together."""

from __future__ import annotations

import json
from dataclasses import replace
from gettext import NullTranslations

import pytest

from ecs_errors_ext.catalog import build_catalog, named
from ecs_errors_ext.catalogs import Catalogs
from ecs_errors_ext.export import catalogs_json
from ecs_errors_ext.groups import Groups
from ecs_errors_ext.model import Role, Row
from ecs_errors_ext.views.pages import Views
from ecs_errors_ext.views.siblings import Siblings


def groups(name, *codes):
    rows = [
        Row(cells={Role.CODE: code, Role.STATUS: "400", Role.MESSAGE: f"{name}: {code}"}) for code in codes
    ]
    return Groups(build_catalog(rows, name=name, title=name.upper() or "Site")[0])


@pytest.fixture
def catalogs():
    found = (groups("", "Ab.1", "Both.1"), groups("one", "One.1", "Both.1", "Two.1"), groups("two", "Two.1"))
    return Catalogs({each.catalog.name: each for each in found})


def meant(catalogs, name):
    return [code.full_name for code in catalogs.meant_by(name)]


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("Ab.1", ["Ab.1"]),
        ("One.1", ["one:One.1"]),  # a bare name that one catalog has
        ("two:Two.1", ["two:Two.1"]),
        ("Both.1", ["Both.1"]),  # the default catalog goes before the others
        ("one:Both.1", ["one:Both.1"]),
        ("Two.1", ["one:Two.1", "two:Two.1"]),
        ("two:One.1", []),
        ("three:Two.1", []),
    ],
)
def test_a_name_means_a_code(catalogs, name, codes):
    assert meant(catalogs, name) == codes


def test_a_selection_of_catalogs(catalogs):
    assert meant(catalogs.only(("two",)), "Two.1") == ["two:Two.1"]
    assert [each.catalog.name for each in catalogs.only(("two", "none"))] == ["two"]
    assert catalogs.only(()) is catalogs


def test_pages_name_what_other_services_say(catalogs):
    siblings = Siblings(catalogs, lambda _entry, _role: None, NullTranslations())
    views = Views(catalogs["one"], siblings=siblings)
    view = views.code(catalogs["one"].catalog.by_code["Two.1"])
    assert [(each.service.text, each.service.page, each.message) for each in view.siblings] == [
        ("TWO", "two/codes/Two.1", "two: Two.1")
    ]
    assert view.siblings[0].chips[0].page == "two/status/400"
    assert [(link.text, link.page) for link in view.crumbs[:2]] == [
        ("Services", "catalogs"),
        ("ONE", "one/codes/index"),
    ]
    assert (view.before.text, view.after) == ("Both.1", None)  # browsing stays in the catalog
    overview = siblings.overview("catalogs")
    assert (overview.total, [service.count for service in overview.services]) == (6, [2, 3, 1])


def test_one_catalog_looks_as_if_there_were_no_such_notion(catalogs):
    view = Views(catalogs[""]).code(catalogs[""].catalog.by_code["Both.1"])
    assert view.siblings == ()
    assert view.crumbs[0].text == "All codes"


def test_the_list_of_catalogs(catalogs):
    data = json.loads(catalogs_json(catalogs, "{}.html".format))
    assert data["version"] == 1
    assert data["catalogs"][1] == {
        "catalog": "one", "title": "ONE", "codes": 3, "url": "one/codes/index.html", "errors": "one/errors.json",
        "retired": None,
    }  # fmt: skip
    assert data["catalogs"][0]["errors"] == "errors.json"


def test_another_name_is_that_of_its_removed_codes_too(catalogs):
    catalog = catalogs["one"].catalog
    renamed = named(replace(catalog, codes=catalog.codes[:1], removed=catalog.codes[1:]), "new")
    assert [code.full_name for code in renamed.codes] == ["new:One.1"]
    assert [code.full_name for code in renamed.removed] == ["new:Both.1", "new:Two.1"]
