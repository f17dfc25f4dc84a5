"""Several services as one catalog."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from ecs_errors_ext.library import Library, Service
from ecs_errors_ext.search.vocabulary import Vocabulary
from ecs_errors_ext.source import Source
from tests.support.catalogs import make_catalog


def source(name, codes, removed=()):
    catalog = make_catalog([("400", code, f"{name} says {code}.") for code in (*codes, *removed)], name=name)
    gone = tuple(code for code in catalog.codes if code.code in removed)
    kept = tuple(code for code in catalog.codes if code.code in codes)
    urls = {code: f"{name}/codes/{code}.html" for code in (*codes, *removed)}
    return Source(replace(catalog, codes=kept, removed=gone), Path(f"{name}.json"), urls)


@pytest.fixture
def joined():
    sources = [
        source("tea", ["Tea.1", "All.1"], ["Old.1", "All.2"]),
        source("milk", ["All.1", "All.2"], ["Old.1"]),
    ]
    return Library(Service(one, Vocabulary()) for one in sources).joined.source


def test_a_code_of_several_services_has_the_entries_of_all(joined):
    said = [entry.message for entry in joined.code("All.1").entries]
    assert said == ["tea says All.1.", "milk says All.1."]
    assert [code.code for code in joined.catalog.codes] == ["Tea.1", "All.1", "All.2"]


def test_its_address_is_where_a_table_has_it(joined):
    assert joined.urls["All.1"] == "tea/codes/All.1.html"
    assert joined.urls["All.2"] == "milk/codes/All.2.html", "tea has it no more"
    assert joined.urls["Old.1"] == "tea/codes/Old.1.html"
    assert list(joined.catalog.removed_by_code) == ["Old.1"]


def test_one_service_is_itself():
    tea = source("tea", ["Tea.1"])
    assert Library([Service(tea, Vocabulary())]).joined.source is tea
