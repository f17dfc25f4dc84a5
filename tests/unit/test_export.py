from __future__ import annotations

import csv
import io
import json

import jsonschema
import pytest

from ecs_errors_ext.export import catalog_data, code_data, code_to_json, schema, to_csv, to_json
from ecs_errors_ext.groups import Groups
from tests.support.catalogs import make_catalog, the_catalog


def export(catalog):
    groups = Groups(catalog)
    return catalog_data(
        groups, (code_data(code, groups, f"codes/{code.slug}.html") for code in catalog.codes)
    )


@pytest.fixture(scope="module")
def ecs():
    return export(the_catalog())


def test_the_export_fits_its_schema(ecs):
    jsonschema.Draft202012Validator.check_schema(json.loads(schema()))
    jsonschema.Draft202012Validator(json.loads(schema())).validate(json.loads(to_json(ecs)))


@pytest.mark.parametrize("change", [{"version": 2}, {"codes": [{}]}, {"codes": None}])
def test_the_schema_refuses_other_forms(ecs, change):
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(json.loads(schema())).validate({**ecs, **change})


def test_a_code_of_the_site(ecs):
    code = next(code for code in ecs["codes"] if code["code"] == "Ecs.0114")
    assert code == {
        "code": "Ecs.0114",
        "family": "Ecs",
        "url": "codes/Ecs.0114.html",
        "entries": [
            {
                "statuses": [404],
                "status_text": "404",
                "message": "The ECS does not exist.",
                "description": "The ECS cannot be detected.",
                "solution": "Check whether the ECS has been created.",
                "extra": {},
                "docname": "error_codes",
                "line": 153,
            }
        ],
        "same_message": ["Ecs.0614"],
        "similar": [],
        "notes": [],
        "since": None,
        "changes": [],
    }


def test_markup_is_exported_as_plain_text(ecs):
    solution = next(code for code in ecs["codes"] if code["code"] == "Ecs.0017")["entries"][0]["solution"]
    assert "the __system__server_id value" in solution


def test_codes_stand_in_table_order_and_two_exports_are_the_same_bytes(ecs):
    assert [code["code"] for code in ecs["codes"]] == [code.code for code in the_catalog().codes]
    assert to_json(ecs) == to_json(export(the_catalog()))
    assert to_csv(ecs) == to_csv(export(the_catalog()))


def test_a_code_alone_is_what_it_is_among_all(ecs):
    assert [json.loads(code_to_json(code)) for code in ecs["codes"]] == json.loads(to_json(ecs))["codes"]


def test_csv_has_a_line_for_each_entry(ecs):
    rows = list(csv.DictReader(io.StringIO(to_csv(ecs))))
    assert len(rows) == 155
    assert rows[0]["code"] == "Ecs.0000"
    assert rows[0]["status"] == "400"


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1"])
def test_no_spreadsheet_runs_a_cell(text):
    (row,) = csv.DictReader(io.StringIO(to_csv(export(make_catalog([("400", "A.1", text)])))))
    assert row["message"] == f"'{text}"
