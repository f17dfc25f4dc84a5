"""Tables as docutils reads them, to rows."""

from __future__ import annotations

import json
import textwrap

import pytest
from docutils.core import publish_doctree
from hypothesis import given, settings
from hypothesis import strategies as st

from ecs_errors_ext.catalog import build_catalog
from ecs_errors_ext.model import ProblemKind, Role
from ecs_errors_ext.table import read_tables
from tests.support.tables import grid_table

QUIET = {"report_level": 3, "halt_level": 5, "warning_stream": False, "smart_quotes": False}


def read(text):
    return read_tables(publish_doctree(textwrap.dedent(text), settings_overrides=QUIET), "page")


def cells(tables, role):
    return [found.row.cells.get(role) for found in tables.rows]


def test_rows_know_their_lines_and_numbers():
    tables = read(
        """
        Errors
        ======

        +------------+----------------+
        | Error Code | Error Message  |
        +============+================+
        | A.1        | First.         |
        +------------+----------------+
        |            | - one          |
        | A.2        | - two          |
        +------------+----------------+
        """
    )
    assert [(found.row.line, found.row.number) for found in tables.rows] == [(8, 1), (11, 2)]
    assert cells(tables, Role.MESSAGE) == ["First.", "- one\n- two"]
    assert [found.row.markup for found in tables.rows] == [(), (Role.MESSAGE,)]
    assert tables.problems == []


def test_lists_keep_their_markers_and_blocks_stay_apart():
    tables = read(
        """
        .. list-table::
           :header-rows: 1

           * - Error Code
             - Solution
           * - A.1
             - Do this:

               3. Stop.
               4. Start.

                  - slowly
                  - again

               **Done**.
        """
    )
    assert cells(tables, Role.SOLUTION) == [
        "Do this:\n\n3. Stop.\n4. Start.\n   - slowly\n   - again\n\nDone."
    ]


@pytest.mark.parametrize(
    "table",
    [
        """
        ==========  =======
        Error Code  Message
        ==========  =======
        A.1         First
        A.2         Second
        ==========  =======
        """,
        """
        .. csv-table::
           :header: Error Code, Message

           A.1, First
           A.2, Second
        """,
        """
        .. list-table::

           * - Error Code
             - Message
           * - A.1
             - First
           * - A.2
             - Second
        """,
        """
        1. Nested:

           +------------+---------+
           | Error Code | Message |
           +============+=========+
           | A.1        | First   |
           +------------+---------+
           | A.2        | Second  |
           +------------+---------+
        """,
    ],
    ids=["simple", "csv", "without a header row", "in a list"],
)
def test_every_syntax_of_tables_is_read(table):
    tables = read(table)
    assert cells(tables, Role.CODE) == ["A.1", "A.2"]
    assert cells(tables, Role.MESSAGE) == ["First", "Second"]


def test_a_spanning_cell_stands_in_each_row_that_it_covers():
    tables = read(
        """
        +------------+---------+-----------------+
        | Error Code | Message | Description     |
        +============+=========+=================+
        | A.1        | First   | One             |
        |            +---------+-----------------+
        |            | Second                    |
        +------------+---------+-----------------+
        """
    )
    assert cells(tables, Role.CODE) == ["A.1", "A.1"]
    assert cells(tables, Role.DESCRIPTION) == ["One", "Second"]


def test_other_tables_are_left_alone():
    tables = read(
        """
        ==========  =======
        Error Code  Message
        ==========  =======
        A.1         First
        ==========  =======

        =========  ===========
        Parameter  Description
        =========  ===========
        id         The id
        =========  ===========
        """
    )
    assert cells(tables, Role.CODE) == ["A.1"]


def test_a_document_without_an_error_table_is_a_problem():
    (problem,) = read("Nothing here.").problems
    assert problem.kind is ProblemKind.NO_TABLE
    assert problem.docname == "page"


def test_a_table_without_a_code_column_is_named_by_its_line():
    (problem,) = read(
        """
        Text.

        =======  ========
        Message  Solution
        =======  ========
        First    Wait
        =======  ========
        """
    ).problems
    assert problem.kind is ProblemKind.NO_CODE_COLUMN
    assert problem.line in {4, 5}  # docutils has changed its mind on where a table is


def test_a_malformed_grid_is_named_by_its_line():
    (problem,) = read(
        """
        Text.

        +------------+---------+
        | Error Code | Message |
        +============+=========+
        | A.1        | First    |
        +------------+---------+
        """
    ).problems
    assert problem.kind is ProblemKind.MALFORMED_TABLE
    assert problem.line in range(4, 9)


texts = st.text(alphabet="abcXYZ059 .,%{}äß中“’", min_size=1, max_size=40).map(
    lambda t: " ".join(t.split()) or "x"
)


@settings(deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(["400", "403", "500", ""]), texts, texts, texts), min_size=1, max_size=12
    )
)
def test_a_catalog_rendered_to_a_grid_and_read_back_is_the_same(rows):
    wanted = [(status, f"Ab.{i:04}", *rest) for i, (status, *rest) in enumerate(rows)]
    header = ("HTTP Status Code", "Error Code", "Error Message", "Description", "Solution")
    tables = read(grid_table([header, *wanted]))
    catalog, problems = build_catalog(found.row for found in tables.rows)
    assert problems == []
    got = [
        (entry.status_text, code.code, entry.message, entry.description, entry.solution)
        for code in catalog.codes
        for entry in code.entries
    ]
    assert got == wanted
    assert [found.row.line for found in tables.rows] == [4 + 2 * i for i in range(len(wanted))]


def test_the_pages_of_sister_services_are_read_whole(shared):
    """Every row that an independent parser found, with its line, and no other."""
    expected: dict[str, list[tuple[object, ...]]] = {}
    for line in (shared / "corpus" / "rows.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        if row["cls"] == "error":
            expected.setdefault(row["file"], []).append((row["line"], row["code"]))
    assert len(expected) > 50
    for path in sorted((shared / "corpus").glob("[!e]*/*.rst")):
        name = path.relative_to(shared / "corpus").as_posix()
        rows = [found.row for found in read(path.read_text("utf-8")).rows]
        assert [(row.line, row.cells[Role.CODE]) for row in rows] == expected.get(name, []), name
