from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecs_errors_ext.catalog import build_catalog, parse_statuses
from ecs_errors_ext.codecells import family_of
from ecs_errors_ext.model import ProblemKind, Role, Row


def row(code, message="Text.", line=1, **cells):
    texts = {Role.STATUS: "400", Role.CODE: code, Role.MESSAGE: message}
    return Row(cells=texts | {Role(k): v for k, v in cells.items()}, docname="page", line=line)


def kinds(problems):
    return [(problem.kind, problem.line) for problem in problems]


def test_codes_keep_the_order_of_the_table():
    catalog, problems = build_catalog([row("B.2"), row("A.1")], title="T")
    assert [code.code for code in catalog.codes] == ["B.2", "A.1"]
    assert problems == []


def test_a_role_that_the_table_lacks_is_none_and_an_empty_cell_is_empty():
    catalog, _ = build_catalog([Row(cells={Role.CODE: "A.1", Role.MESSAGE: ""})])
    (entry,) = catalog.codes[0].entries
    assert (entry.status_text, entry.message, entry.solution) == (None, "", None)


def test_a_row_without_a_code_is_reported_and_not_published():
    catalog, problems = build_catalog([row(" ", line=7)])
    assert catalog.codes == ()
    assert kinds(problems) == [(ProblemKind.EMPTY_CODE, 7)]


def test_two_different_rows_for_a_code_are_both_kept_and_reported():
    catalog, problems = build_catalog([row("A.1", "One.", 3), row("A.1", "Two.", 5)])
    assert catalog.codes[0].messages == ("One.", "Two.")
    assert kinds(problems) == [(ProblemKind.REPEATED_CODE, 5)]
    assert "line 3" in problems[0].text


def test_a_row_that_stands_twice_is_kept_once_and_reported():
    catalog, problems = build_catalog([row("A.1", line=3), row("A.1", line=5)])
    assert len(catalog.codes[0].entries) == 1
    assert kinds(problems) == [(ProblemKind.REPEATED_ROW, 5)]


def test_a_header_repeated_among_the_rows_is_reported():
    catalog, problems = build_catalog([row("Error Code", "Error Message", 9), row("A.1")])
    assert [code.code for code in catalog.codes] == ["A.1"]
    assert kinds(problems) == [(ProblemKind.REPEATED_HEADER, 9)]


@pytest.mark.parametrize(
    ("text", "statuses"),
    [
        ("400", (400,)),
        ("301 Moved Permanently", (301,)),
        ("401Unauthorized", (401,)),
        ("404/500, 404", (404, 500)),
        ("100-599", (100, 599)),
        ("4000", ()),
        ("600", ()),
        ("N/A", ()),
        ("", ()),
    ],
)
def test_statuses(text, statuses):
    assert parse_statuses(text) == statuses


@pytest.mark.parametrize(
    ("text", "reported"), [("abc", True), ("4OO", True), ("", False), ("N/A", False), ("-", False)]
)
def test_a_status_that_is_no_number_is_reported_and_the_row_is_kept(text, reported):
    catalog, problems = build_catalog([row("A.1", status=text)])
    assert catalog.codes[0].statuses == ()
    assert [problem.kind for problem in problems] == [ProblemKind.BAD_STATUS] * reported


@pytest.mark.parametrize(
    ("code", "family"),
    [("Ecs.0013", "Ecs"), ("DCS. 4855", "DCS"), ("SVCSTG.CORE.12", "SVCSTG.CORE"), ("ECS0013", "ECS"),
     ("0171", ""), ("-1", ""), ("AccessDenied", ""), ("", ""), ("A" * 100_000 + "!", "")],
)  # fmt: skip
def test_families(code, family):
    assert family_of(code) == family


cells = st.fixed_dictionaries({role: st.text(max_size=8) for role in Role})


@given(st.lists(cells, max_size=15))
def test_every_row_that_says_anything_is_an_entry_or_a_problem(rows):
    catalog, problems = build_catalog(Row(cells=c, line=i) for i, c in enumerate(rows))
    entries = {entry.line for code in catalog.codes for entry in code.entries}
    dropped = {p.line for p in problems if p.kind not in {ProblemKind.BAD_STATUS, ProblemKind.REPEATED_CODE}}
    said = {i for i, texts in enumerate(rows) if any(map(str.strip, texts.values()))}
    assert entries | dropped == said
    assert not entries & dropped
