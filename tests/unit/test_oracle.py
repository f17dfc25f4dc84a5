"""The pages of sister services against what an independent parser found in them."""

from __future__ import annotations

import json
from functools import cache
from itertools import groupby

import pytest

from ecs_errors_ext.catalog import build_catalog
from ecs_errors_ext.model import ProblemKind, Role
from ecs_errors_ext.reader import read_document
from ecs_errors_ext.table import read_tables

UNPUBLISHED = {
    (
        "load-balancer/apis_v2.0__tag__status_codes.rst",
        61,
    ): "“-” in the column of codes says that there is no code",
    (
        "optical-character-recognition/error_codes.rst",
        125,
    ): "a sentence, “If other error codes cannot be …”, is no code",
}
"""Rows that the oracle takes for codes, and why they are none."""
MARKED = {
    ("object-storage-service/api-ref__error_codes.rst", 202): "the oracle leaves “:ref:” in the solution",
    ("optical-character-recognition/error_codes.rst", 106): "the oracle leaves “:ref:” in the solution",
}
"""Cells of which the oracle has the text wrong."""
TABLES_OF_OTHERS: dict = {
    "external/crate/http.rst": [(["code", "message"], 59)],
    "external/ec200u/error_codes.rst": [
        (["code", None, "description"], 8),
        (["message", "code", "description"], 16),
        (["message", "code", "description"], 14),
        (["message", "code", "description"], 27),
    ],
    "external/flake8/error-codes.rst": [(["code", "message"], 53)],
}
"""Pages from elsewhere, of which the manifest knows headers and counts alone: the roles and rows of each table."""


@cache
def read(path):
    text = path.read_text("utf-8")
    return read_tables(read_document(text, path), path.stem, source=lambda: text)


@pytest.fixture(scope="module")
def oracle(shared):
    """File → its rows, as the oracle has them; of look-alikes none."""
    pages: dict = {
        page["local"]: [] for page in json.loads((shared / "corpus/manifest.json").read_text("utf-8"))
    }
    for line in (shared / "corpus/rows.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        if row["cls"] == "error":
            pages[row["file"]].append(row)
    assert len(pages) == 76
    assert sum(map(len, pages.values())) == 4143
    return pages


@pytest.fixture(scope="module")
def pages(shared, oracle):
    """File → the rows found in it, beside the oracle's, of the sister services."""
    return {
        name: ([found.row for found in read(shared / "corpus" / name).rows], rows)
        for name, rows in oracle.items()
        if not name.startswith("external/")
    }


def test_all_rows_are_found_in_their_lines_and_none_is_invented(pages):
    for name, (found, wanted) in pages.items():
        assert [row.line for row in found] == [row["line"] for row in wanted], name


def test_every_column_has_the_role_that_the_oracle_says(pages):
    """Its *cause* is our description; what it calls extra is extra."""
    for name, (found, wanted) in pages.items():
        for row, other in zip(found, wanted, strict=True):
            roles = {"description" if role == "cause" else role for role in other["roles"]}
            assert {*row.cells, *(f"extra:{header.casefold()}" for header in row.extra)} == roles, name


def test_every_cell_says_what_the_oracle_read(pages):
    """But for the markers of lists, which the oracle leaves out."""
    differing = set()
    for name, (found, wanted) in pages.items():
        for row, other in zip(found, wanted, strict=True):
            for role, text in zip(other["roles"], other["cells"], strict=True):
                kind, _, header = role.partition(":")
                own = (
                    next(said for key, said in row.extra.items() if key.casefold() == header)
                    if header
                    else row.cells[Role("description" if kind == "cause" else kind)]
                )
                if bare(own) != bare(text):
                    differing.add((name, row.line))
    assert differing == set(MARKED)


def bare(text):
    """The words of *text* without the markers of lists."""
    lines = (line.strip() for line in text.splitlines())
    return [word for line in lines for word in line.split() if not is_marker(word)]


def is_marker(word):
    return word == "-" or (word[:-1].isdigit() and word[-1:] in ".)")


def test_every_row_is_published_under_its_code_or_reported(pages):
    for name, (found, wanted) in pages.items():
        catalog, problems = build_catalog(found)
        published = {entry.line: code.code for code in catalog.codes for entry in code.entries}
        reported = {p.line: p.kind for p in problems}
        code = ""
        for other in wanted:
            place = (name, other["line"])
            code = " ".join(other["code"].split()) or code
            if place in UNPUBLISHED:
                assert other["line"] not in published
                assert reported[other["line"]] in {ProblemKind.EMPTY_CODE, ProblemKind.SECTION_ROW}
            else:
                assert published[other["line"]] == code, place


def test_a_catalog_has_the_codes_that_the_oracle_counts(pages):
    counts = {
        name: (len(build_catalog(found)[0].codes), len({row["code"] for row in wanted if row["code"]}))
        for name, (found, wanted) in pages.items()
    }
    differing = {name: numbers for name, numbers in counts.items() if len(set(numbers)) > 1}
    assert differing == {name: (counts[name][0], counts[name][0] + 1) for name, _ in UNPUBLISHED}


def test_blank_cells_of_a_module_say_what_stands_above(pages):
    found, _ = pages["elastic-ip/error_codes.rst"]
    modules = [
        dict(entry.extra)["Module"] for code in build_catalog(found)[0].codes for entry in code.entries
    ]
    assert len(modules) == 171
    assert all(modules)


@pytest.mark.parametrize("name", TABLES_OF_OTHERS)
def test_pages_from_elsewhere_are_read(shared, name):
    rows = [found.row for found in read(shared / "corpus" / name).rows]
    tables = [list(part) for _, part in groupby(rows, key=number_of_table(rows))]
    header_roles = [sorted(map(str, row.cells)) for row, *_ in tables]
    assert [len(table) for table in tables] == [count for _, count in TABLES_OF_OTHERS[name]]
    assert header_roles == [sorted(role for role in roles if role) for roles, _ in TABLES_OF_OTHERS[name]]


def number_of_table(rows):
    """A key that tells the tables of *rows* apart: each begins with row 1."""
    starts = [row.line for row in rows if row.number == 1]
    return lambda row: sum(start <= row.line for start in starts)
