"""Tables of every shape, written and read back: no exception, no lost row."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.fuzz import case, check
from ecs_errors_ext.catalog import build_catalog
from ecs_errors_ext.lint.linter import lint
from ecs_errors_ext.model import ProblemKind
from ecs_errors_ext.reader import read_document
from ecs_errors_ext.rows import read_rows
from ecs_errors_ext.table import read_tables
from tests.support.catalogs import ROOT
from tests.support.shapes import ABOVE, WRITERS, spanned_grid

REMARKS = {ProblemKind.BAD_STATUS, ProblemKind.REPEATED_CODE}
NAMES = (
    "Error Code",
    "HTTP Status Code",
    "Error Message",
    "Description",
    "Solution",
    "Module",
    "Remarks",
    "",
)
words = st.text(alphabet="abÄß中文ー😀é%{}0.,:-", min_size=1, max_size=12)
cells = st.one_of(st.just(""), st.lists(words, min_size=1, max_size=4).map(" ".join))
codes = st.sampled_from(
    ["A.1", "A.2", "a.1", "-1", "0171", "A.1, A.2", "", "-", "Bad Request", "DCS. 4", "A.1/A.3"]
)
statuses = st.sampled_from(["400", "404/500", "401Unauthorized", "N/A", "", "x", "419"])


def read(text, name):
    tables = read_tables(read_document(text, Path(name)), "page", source=lambda: text)
    return tables, *build_catalog(found.row for found in tables.rows)


@st.composite
def tables(draw):
    """Columns, of which the code's is one, and rows of texts."""
    others = draw(st.lists(st.sampled_from(NAMES[1:]), min_size=1, max_size=6, unique=True))
    header = draw(st.permutations(["Error Code", *others]))
    kinds = {"Error Code": codes, "HTTP Status Code": statuses}
    row = st.tuples(*(kinds.get(name, cells) for name in header))
    return [tuple(header), *draw(st.lists(row, min_size=1, max_size=8))]


def said(row):
    """What a row says, blanks aside."""
    return sorted("".join(text.split()) for text in row if text.strip())


@pytest.mark.parametrize("name", WRITERS)
@settings(max_examples=40)
@given(rows=tables())
def test_a_table_in_any_syntax_keeps_every_row_and_every_cell(name, rows):
    if name.endswith(".md"):
        pytest.importorskip("myst_parser")
    if not any(kind in rows[0] for kind in ("HTTP Status Code", "Error Message", "Description", "Solution")):
        return
    found, catalog, problems = read(WRITERS[name](rows), name)
    got = [said((*one.row.cells.values(), *one.row.extra.values())) for one in found.rows]
    assert got == [said(row) for row in rows[1:]]
    entries = {entry.number for code in catalog.codes for entry in code.entries}
    lines = [one.row.line for one in found.rows]
    reported = {lines.index(p.line) + 1 for p in problems if p.kind not in REMARKS and p.line in lines}
    assert entries | reported >= {number for number, row in enumerate(rows[1:], 1) if said(row)}
    spoken = [line for line, row in zip(lines, rows[1:], strict=True) if said(row)]
    assert spoken == sorted(set(spoken))
    lint(one.row for one in found.rows)


@st.composite
def spans(draw):
    """Three columns, cells that reach down, and rows of one cell as wide as the table."""
    rows: list[tuple[str | None, ...]] = [("Error Code", "Message", "Module")]
    for number in range(draw(st.integers(1, 8))):
        if draw(st.integers(0, 4)) == 0:
            rows.append((f"Heading {number}",))
        else:
            alone = len(rows[-1]) == 1 or len(rows) == 1
            down = [not alone and draw(st.booleans()) for _ in range(3)]
            if all(down):
                down[1] = False
            texts = (f"A.{number}", f"Text {number}", f"Part {number}")
            rows.append(tuple(ABOVE if reaches else text for reaches, text in zip(down, texts, strict=True)))
    return rows


@given(spans())
def test_spans_are_read_as_they_stand(rows):
    found, catalog, _ = read(spanned_grid(rows), "page.rst")
    above = ["", "", ""]
    wanted: list[tuple[object, ...]] = []
    for row in rows[1:]:
        if len(row) == 1:
            wanted.append((row[0], row[0], row[0], True))
        else:
            above = [old if text is ABOVE else text for text, old in zip(row, above, strict=True)]
            wanted.append((*above, False))
    got = [(*one.row.cells.values(), one.row.extra["Module"], one.row.heading) for one in found.rows]
    assert got == wanted
    assert sum(len(code.entries) for code in catalog.codes) == sum(not heading for *_, heading in wanted)


def test_a_cell_of_a_megabyte_is_read_and_linted():
    for place in range(3):
        texts = ["A.1", "Text", "Wait."]
        texts[place] = "Contact x1 [y] (z) " * 55_000
        table = f".. list-table::\n   :header-rows: 1\n\n   * - Error Code\n     - Message\n     - Solution\n   * - {texts[0]}\n     - {texts[1]}\n     - {texts[2]}\n"
        found, _, problems = read(table, "page.rst")
        assert len(found.rows) == 1
        assert [p.kind for p in problems] == [ProblemKind.SECTION_ROW] * (place == 0)
        lint(one.row for one in found.rows)


def test_ten_thousand_rows_are_read():
    lines = [f"{f'A.{i:05}':<10} Text {i}" for i in range(10_000)]
    border = "=" * 10 + " " + "=" * 12
    found, catalog, problems = read(
        "\n".join([border, "Error Code Message", border, *lines, border, ""]), "page.rst"
    )
    assert len(catalog.codes) == len(found.rows) == 10_000
    assert problems == []
    assert found.rows[-1].row.line == 10_003
    assert sum(1 for reading in read_rows(one.row for one in found.rows) if reading.codes) == 10_000
    lint(one.row for one in found.rows)


@pytest.mark.parametrize(
    "text", ["Tab\there", "a\u00a0b", "\u200bx", "\x0cform", "e\u0301", "👩‍👩‍👧", "\ufeffx"]
)
def test_odd_characters_in_cells(text):
    table = f".. list-table::\n   :header-rows: 1\n\n   * - Error Code\n     - Message\n   * - A.1\n     - {text}\n"
    found, _, _ = read(table, "page.rst")
    assert "".join(found.rows[0].row.cells.popitem()[1].split()) == "".join(text.split())


def test_damaged_tables_lose_no_row():
    """A few cases of ``make fuzz``, which runs for longer."""
    texts = [("error_codes.rst", (ROOT / "source/error_codes.rst").read_text("utf-8"))]
    found = [check(case(number, texts)[1], "page.rst") for number in range(25)]
    assert sum(one["rows"] for one in found) > 50
