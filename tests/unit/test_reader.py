"""Documents without Sphinx: what only Sphinx knows, Markdown, and the lines of rows."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest
from docutils.parsers.rst import directives, roles

from ecs_errors_ext.reader import read_document
from ecs_errors_ext.table import read_tables


def rows(text, name="page.rst"):
    text = textwrap.dedent(text)
    tables = read_tables(read_document(text, Path(name)), "page", source=lambda: text)
    return [(found.row.line, *found.row.cells.values()) for found in tables.rows]


def test_roles_and_directives_of_sphinx_say_their_content():
    assert rows(
        """
        .. only:: html

           .. tab-set::
              :sync-group: os

              .. list-table::
                 :header-rows: 1

                 * - Error Code
                   - Description
                 * - :err:code:`A.1`
                   - See :ref:`Where it is <there>`, :doc:`this` and :py:class:`~a.B`.
        """
    ) == [(12, "A.1", "See Where it is, this and B.")]


def test_reading_leaves_docutils_as_it_was():
    before = (directives.directive, roles.role)
    rows(".. nobody:: knows")
    assert (directives.directive, roles.role) == before


@pytest.mark.parametrize(
    "text",
    [
        """\
        About A.1.

        | Error Code | Message |
        | --- | --- |
        | A.1 | First |
        | `A.2` | {ref}`Second <x>` |
        """,
        """\
        About A.1.

        ```{csv-table}
        :header: Error Code, Message

        A.1, First
        A.2, Second
        ```
        """,
    ],
    ids=["pipes", "csv"],
)
def test_rows_in_markdown_know_their_lines(text):
    pytest.importorskip("myst_parser")
    found = rows(text, "page.md")
    first = next(i for i, line in enumerate(text.splitlines(), 1) if "A.1" in line and "First" in line)
    assert found == [(first, "A.1", "First"), (first + 1, "A.2", "Second")]


def test_rows_of_a_csv_table_know_their_lines():
    assert rows(
        """\
        A.2 comes later.

        .. csv-table::
           :header: Error Code, Message

           A.1, "First
           of two"
           A.2, Second
        """
    ) == [(6, "A.1", "First of two"), (8, "A.2", "Second")]


def test_the_only_row_of_a_csv_table_knows_its_line():
    assert rows(
        """\
        Title
        =====

        .. csv-table:: Errors
           :header-rows: 1

           Error Code,Message
           A.1,First
        """
    ) == [(8, "A.1", "First")]


def test_a_table_in_a_file_of_its_own_is_named():
    document = read_document(".. csv-table::\n   :file: codes.csv\n", Path("page.rst"))
    (problem,) = read_tables(document, "page").problems
    assert "file of its own" in problem.text


def test_line_breaks_in_a_pipe_table_are_blanks_and_other_html_is_nothing():
    pytest.importorskip("myst_parser")
    text = "| Error Code | Message |\n| --- | --- |\n| A.1 | One<br>two <b>three</b><br/>four |\n"
    assert rows(text, "page.md") == [(3, "A.1", "One two three four")]
