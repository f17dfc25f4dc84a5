"""What each row is about."""

from __future__ import annotations

from ecs_errors_ext.catalog import build_catalog
from ecs_errors_ext.model import ProblemKind, Role, Row
from ecs_errors_ext.rows import read_rows


def table(*lines, docname="page"):
    """Rows of module, status, code and message; the line of a row is its number."""
    return [
        Row(
            cells={Role.STATUS: status, Role.CODE: code, Role.MESSAGE: message},
            extra={"Module": module, "Remarks": ""},
            docname=docname,
            line=number,
            number=number,
        )
        for number, (module, status, code, message) in enumerate(lines, 1)
    ]


def codes(*lines):
    return [reading.codes for reading in read_rows(table(*lines))]


def kinds(*lines):
    return {p.line: p.kind for p in build_catalog(table(*lines))[1]}


def test_a_blank_module_is_that_of_the_row_above():
    rows = table(("Disk", "400", "A.1", "x"), ("", "400", "A.2", "y"), ("Net", "400", "A.3", "z"))
    assert [reading.row.extra["Module"] for reading in read_rows(rows)] == ["Disk", "Disk", "Net"]
    assert [reading.row.extra["Remarks"] for reading in read_rows(rows)] == ["", "", ""]


def test_nothing_is_carried_into_another_table():
    rows = [*table(("Disk", "400", "A.1", "x")), *table(("", "400", "A.2", "y"), ("", "", "", "z"))]
    assert [reading.row.extra["Module"] for reading in read_rows(rows)] == ["Disk", "", ""]
    other = [*table(("", "400", "A.1", "x")), *table(("", "400", "", "y"), docname="other")]
    assert [reading.codes for reading in read_rows(other)] == [("A.1",), ()]


def test_a_blank_code_continues_the_row_above_with_its_status():
    rows = table(("", "400", "A.1", "x"), ("", "", "", "y"), ("", "404", "", "z"), ("", "", "A.2", "w"))
    catalog, problems = build_catalog(rows)
    assert [(problem.kind, problem.line) for problem in problems] == [(ProblemKind.EMPTY_CODE, 3)]
    assert "A.1, the code above" in problems[0].text
    first, second = catalog.codes
    assert [(entry.status_text, entry.message) for entry in first.entries] == [
        ("400", "x"),
        ("400", "y"),
        ("404", "z"),
    ]
    assert second.entries[0].status_text == ""


def test_a_blank_code_at_the_top_is_reported():
    assert kinds(("", "400", "", "x"), ("", "400", "A.1", "y")) == {1: ProblemKind.EMPTY_CODE}


def test_a_cell_that_says_that_there_is_no_code_is_reported_and_not_continued():
    assert kinds(("", "400", "A.1", "x"), ("", "400", "-", "y"), ("", "400", "", "z")) == {
        2: ProblemKind.EMPTY_CODE,
        3: ProblemKind.EMPTY_CODE,
    }


def test_a_blank_row_says_nothing():
    assert kinds(("", "400", "A.1", "x"), ("", "", "", ""), ("", "400", "A.2", "y")) == {}
    assert codes(("", "400", "A.1", "x"), ("", "", "", "")) == [("A.1",), ()]


def test_headings_and_sentences_are_no_codes():
    lines = (
        ("", "", "Disks", ""),
        ("", "400", "A.1", "x"),
        ("Net", "", "", ""),
        ("", "400", "A.2", "x"),
        ("", "400", "A.3", "x"),
        ("", "400", "A.4", "x"),
        ("Other", "", "If other codes are returned, call us.", ""),
    )
    assert kinds(*lines) == dict.fromkeys((1, 3, 7), ProblemKind.SECTION_ROW)
    readings = list(read_rows(table(*lines)))
    assert readings[3].row.extra["Module"] == "Net"


def test_a_word_without_a_text_is_a_code_among_words():
    assert codes(("", "", "AccessDenied", ""), ("", "", "NoSuchKey", "x")) == [
        ("AccessDenied",),
        ("NoSuchKey",),
    ]


def test_a_header_among_the_rows_is_reported_in_any_language():
    assert kinds(("Modul", "Status", "Fehlercode", "Meldung"), ("", "400", "A.1", "x")) == {
        1: ProblemKind.REPEATED_HEADER
    }


def test_each_code_of_a_cell_has_the_entry():
    catalog, problems = build_catalog(table(("", "400", "A.1, A.2", "x"), ("", "", "", "y")))
    assert [(code.code, [entry.message for entry in code.entries]) for code in catalog.codes] == [
        ("A.1", ["x", "y"]),
        ("A.2", ["x", "y"]),
    ]
    assert problems == []


def test_a_code_whose_cell_spans_rows_is_not_reported_as_repeated():
    first, second = table(("", "400", "A.1", "x"), ("", "400", "A.1", "y"))
    spanned = Row(**{name: getattr(second, name) for name in second.__slots__} | {"continues": True})
    assert build_catalog([first, spanned])[1] == []
    assert build_catalog([first, second])[1][0].kind is ProblemKind.REPEATED_CODE
