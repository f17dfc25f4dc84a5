"""Tables as docutils reads them, to rows."""

from __future__ import annotations

import textwrap

import docutils
import pytest
from docutils.core import publish_doctree
from hypothesis import given, settings
from hypothesis import strategies as st

from ecs_errors_ext.catalog import build_catalog
from ecs_errors_ext.model import ProblemKind, Role
from ecs_errors_ext.table import read_tables
from tests.support.catalogs import QUIET
from tests.support.tables import grid_table


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


def test_a_malformed_simple_table_is_told_what_such_a_table_needs():
    (problem,) = read(
        """
        ========== =======
        Error Code Message
        ========== =======
        A.1       First
        ========== =======
        """
    ).problems
    assert problem.kind is ProblemKind.MALFORMED_TABLE
    assert "Mend its columns" in problem.text


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


def test_a_table_without_any_header_row_is_taken_for_what_its_cells_say_and_reported():
    tables = read(
        """
        +-----+-------+-----------+
        | 400 | F.001 | Text one. |
        +-----+-------+-----------+
        | 404 | F.002 | Text two. |
        +-----+-------+-----------+
        """
    )
    assert cells(tables, Role.CODE) == ["F.001", "F.002"]
    assert cells(tables, Role.STATUS) == ["400", "404"]
    assert cells(tables, Role.MESSAGE) == ["Text one.", "Text two."]
    (problem,) = tables.problems
    assert problem.kind is ProblemKind.NO_HEADER
    assert problem.line in {2, 3}  # docutils has changed its mind on where a table is


def test_a_table_without_a_header_row_continues_the_one_above():
    tables = read(
        """
        ==========  ======  =========
        Error Code  Status  Solution
        ==========  ======  =========
        F.001       400     Wait.
        ==========  ======  =========

        ==========  ======  =========
        F.002       404     Go.
        F.003       404     Stay.
        ==========  ======  =========
        """
    )
    assert cells(tables, Role.SOLUTION) == ["Wait.", "Go.", "Stay."]


def test_a_table_of_numbered_things_without_a_header_row_is_not_guessed_at():
    tables = read(
        """
        +----------+-----------------+
        | RFC-2119 | Words to follow |
        +----------+-----------------+
        | RFC-9110 | HTTP            |
        +----------+-----------------+
        """
    )
    assert tables.rows == []


def test_a_header_of_two_rows_is_read_whole():
    tables = read(
        """
        +---------------------+----------+
        | Error               |          |
        +-------+-------------+ Measure  +
        | Code  | Information |          |
        +=======+=============+==========+
        | A.1   | First       | Wait     |
        +-------+-------------+----------+
        """
    )
    assert cells(tables, Role.CODE) == ["A.1"]
    assert cells(tables, Role.SOLUTION) == ["Wait"]


def test_a_title_in_the_place_of_the_header_is_passed_over():
    tables = read(
        """
        +-----------------------+
        | Errors of the service |
        +==========+============+
        | Code     | Message    |
        +----------+------------+
        | A.1      | First      |
        +----------+------------+
        """
    )
    assert cells(tables, Role.CODE) == ["A.1"]


def test_a_row_that_one_cell_fills_is_a_heading():
    tables = read(
        """
        +------------+---------+
        | Error Code | Message |
        +============+=========+
        | Disks                |
        +------------+---------+
        | A.1        | First   |
        +------------+---------+
        """
    )
    assert [found.row.heading for found in tables.rows] == [True, False]


def test_columns_of_one_header_or_none_do_not_hide_each_other():
    tables = read(
        """
        .. list-table::
           :header-rows: 1

           * - Error Code
             - Message
             - Note
             - Note
             -
           * - A.1
             - First
             - one
             - two
             - three
        """
    )
    assert tables.rows[0].row.extra == {"Note": "one", "Note (2)": "two", "Column 5": "three"}


def test_an_override_names_columns_and_takes_roles_away():
    text = """
        ====  =====  ==========
        Nr    Text   Error Code
        ====  =====  ==========
        A.1   First  internal
        ====  =====  ==========
        """
    override = {"nr": Role.CODE, "Text": Role.MESSAGE, "Error Code": None}
    document = publish_doctree(textwrap.dedent(text), settings_overrides=QUIET)
    (found,) = read_tables(document, "page", override).rows
    assert found.row.cells == {Role.CODE: "A.1", Role.MESSAGE: "First"}
    assert found.row.extra == {"Error Code": "internal"}


def test_a_list_of_statuses_is_no_error_table():
    tables = read(
        """
        ====  ===========
        Code  Description
        ====  ===========
        200   OK
        404   Not Found
        ====  ===========

        ===========  =======
        Return Code  Meaning
        ===========  =======
        0            Success
        404          Odd
        ===========  =======
        """
    )
    assert cells(tables, Role.CODE) == ["0", "404"]


def test_a_table_that_is_nearly_one_is_named_with_the_reason():
    tables = read(
        """
        ==========  =====
        Error Code  Owner
        ==========  =====
        A.1         us
        ==========  =====
        """
    )
    (problem,) = tables.problems
    assert problem.kind is ProblemKind.LOOK_ALIKE
    assert "Error Code | Owner" in problem.text
    assert "ecs_errors_columns" in problem.text


UNNAMED = """
    ==========  =======
    Error Code  Meaning
    ==========  =======
    A.1         First.
    ==========  =======

    ========  =================
    errno     Name
    ========  =================
    ERR-0001  Lost
    ERR-0002  Found
    ========  =================
    """


def test_codes_under_an_unknown_header_are_reported_beside_a_table_that_is_taken():
    tables = read(UNNAMED)
    (problem,) = tables.problems
    assert cells(tables, Role.CODE) == ["A.1"]
    assert problem.kind is ProblemKind.LOOK_ALIKE
    assert problem.line in {8, 9, 10}
    assert "“errno” holds codes" in problem.text
    assert "ecs_errors_columns" in problem.text


def test_a_column_that_is_said_to_be_no_codes_is_not_reported():
    document = publish_doctree(textwrap.dedent(UNNAMED), settings_overrides=QUIET)
    assert read_tables(document, "page", {"errno": None}).problems == []
    named = read_tables(document, "page", {"errno": Role.CODE, "Name": Role.MESSAGE})
    assert cells(named, Role.CODE) == ["A.1", "ERR-0001", "ERR-0002"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("1. Token is null.", "1. Token is null."),
        ("b) Token is null.", "b) Token is null."),
        ("iv. Token is null.", "iv. Token is null."),
        (":id: is wrong", ":id: is wrong"),
        ("1.Token is null.", "1.Token is null."),
        ("-1 is no id", "-1 is no id"),
    ],
)
def test_a_message_that_docutils_takes_for_something_else_keeps_its_marks(text, said):
    tables = read(
        f".. list-table::\n   :header-rows: 1\n\n   * - Code\n     - Message\n   * - A.1\n     - {text}\n"
    )
    assert cells(tables, Role.MESSAGE) == [said]


def test_a_line_that_docutils_does_not_read_is_named():
    (problem,) = read(f"Text.\n\n{'x' * 20_000}\n").problems
    assert problem.kind is ProblemKind.MALFORMED_TABLE
    assert "line_length_limit" in problem.text


def test_csv_tables_below_each_other_have_lines_of_their_own():
    text = """\
Title
=====

.. csv-table::
   :header: "Status","Error Code","Error Message"

   "400","Ab.1","Full."
   "400","Ab.2","Gone."

.. csv-table::
   :header: "Status","Error Code","Error Message"

   "400","Ab.1","Full."

.. csv-table::
   :header: "Status","Reason","Owner"

   "400","Ab.0005","Jo"
   "400","Ab.0006","Jo"

.. list-table::
   :header-rows: 1

   * - Status
     - Reason
   * - 400
     - Ab.0007
   * - 400
     - Ab.0008
"""
    document = publish_doctree(text, settings_overrides=QUIET)
    tables = read_tables(document, "page", source=lambda: text)
    assert [one.row.line for one in tables.rows] == [7, 8, 13]
    # From docutils 0.23 on a table knows the line of its directive.
    wanted = [15, 21] if docutils.__version_info__ >= (0, 23) else [16, 24]
    assert [problem.line for problem in tables.problems] == wanted
