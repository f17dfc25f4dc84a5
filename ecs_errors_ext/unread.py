"""Tables that docutils could not read: it leaves a system message in their place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docutils import nodes

from ecs_errors_ext.model import Problem, ProblemKind

if TYPE_CHECKING:
    from collections.abc import Iterator

_UNREADABLE = {
    re.compile(r"Malformed table\.\s+(?:Text in column margin|Column span alignment problem)"): (
        "Mend its columns: in a simple table nothing may stand in the gaps between them, but in the last one."
    ),
    re.compile(r'Malformed table|Error parsing content block for the "[a-z-]*table"'): (
        "Mend its borders: every line of a grid table must be as long as the first."
    ),
    re.compile(r'Error with CSV data in "csv-table"|Problems with "csv-table"'): (
        "Mend its data: one line for each row, a comma between cells, quotes around a cell with a comma in it."
    ),
    re.compile(r"Line [0-9]+ exceeds the line-length-limit"): (
        "Break the line, or raise line_length_limit in a docutils.conf beside conf.py."
    ),
    re.compile(r'File and URL access deactivated; ignoring "csv-table"'): (
        "It stands in a file of its own, which only Sphinx reads."
    ),
}
"""What docutils says of a table that it could not read → what to do about it."""


def unread_tables(document: nodes.document, docname: str) -> Iterator[Problem]:
    """One problem for each table of *document* that docutils gave up on."""
    for message in document.findall(nodes.system_message):
        said = message.children[0].astext() if message.children else ""
        advice = next((advice for pattern, advice in _UNREADABLE.items() if pattern.match(said)), "")
        if advice:
            text = f"docutils could not read the table here, so none of its rows is published. {advice}"
            line = message.get("line")
            yield Problem(kind=ProblemKind.MALFORMED_TABLE, text=text, docname=docname, line=line)
