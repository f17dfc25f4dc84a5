"""Rows of the error-code tables of a document, as docutils has read it.

This is the only module of the core that knows docutils; nothing here parses
reStructuredText. A table may come from any syntax that ends in a docutils
``table`` node.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from docutils import nodes

from ecs_errors_ext.columns import assign_roles, is_error_table, lacks_only_code
from ecs_errors_ext.model import Problem, ProblemKind, Role, Row

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_UNREADABLE = re.compile(
    r'Malformed table|Error (?:parsing content block for|with CSV data in)(?: the)? "[a-z-]*table"'
)


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRow:
    """A row as data, and the nodes that it was read from."""

    row: Row
    node: nodes.row
    cells: Mapping[Role, nodes.entry]


@dataclass(frozen=True, slots=True)
class Tables:
    """All rows of a document's error-code tables, and what is wrong with them."""

    rows: list[TableRow] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def read_tables(document: nodes.document, docname: str) -> Tables:
    """Read every error-code table of *document*; a document without one is a problem."""
    tables = Tables()
    lines_without_code = []
    for table in document.findall(nodes.table):
        header, body = _head_and_body(table)
        roles = assign_roles([cell_text(entry) for entry in header])
        if is_error_table(roles):
            tables.rows.extend(_read_rows(header, roles, body, docname))
        elif lacks_only_code(roles):
            lines_without_code.append(node_line(table))
    tables.problems.extend(_malformed_tables(document, docname))
    for line in lines_without_code:
        text = (
            "This table has messages and solutions but no column of codes. Give one the header “Error Code”."
        )
        tables.problems.append(
            Problem(kind=ProblemKind.NO_CODE_COLUMN, text=text, docname=docname, line=line)
        )
    if not tables.rows and not tables.problems:
        text = (
            "No error-code table found here. It needs a header row with “Error Code” and at least one of a status,"
            " a message, a description and a solution. Mend the header or take the document out of ecs_errors_sources."
        )
        tables.problems.append(Problem(kind=ProblemKind.NO_TABLE, text=text, docname=docname, line=1))
    return tables


def _head_and_body(table: nodes.table) -> tuple[list[nodes.entry], list[tuple[nodes.row, list[nodes.entry]]]]:
    """The cells of the header and of each body row, spans repeated into every cell that they cover.

    The first row is the header where the table marks none.
    """
    tgroup = next(table.findall(nodes.tgroup), None)
    if tgroup is None:
        return [], []
    head = [row for part in tgroup.children if isinstance(part, nodes.thead) for row in part.children]
    body = [row for part in tgroup.children if isinstance(part, nodes.tbody) for row in part.children]
    if not head:
        head, body = body[:1], body[1:]
    header = list(_spread(head))[-1][1] if head else []
    return header, list(_spread(body))


def _spread(rows: Sequence[nodes.Node]) -> Iterator[tuple[nodes.row, list[nodes.entry]]]:
    """Each row with one entry for each column: a spanning entry stands in all that it covers."""
    hanging: dict[int, tuple[int, nodes.entry]] = {}  # column → rows left, entry
    for row in rows:
        if not isinstance(row, nodes.row):
            continue
        cells: list[nodes.entry] = []
        queue = [entry for entry in row.children if isinstance(entry, nodes.entry)]
        while queue or len(cells) in hanging:
            column = len(cells)
            if column in hanging:
                left, entry = hanging.pop(column)
                if left > 1:
                    hanging[column] = (left - 1, entry)
                cells.append(entry)
                continue
            entry = queue.pop(0)
            for _ in range(entry.get("morecols", 0) + 1):
                if entry.get("morerows", 0):
                    hanging[len(cells)] = (entry["morerows"], entry)
                cells.append(entry)
        yield row, cells


def _read_rows(
    header: Sequence[nodes.entry],
    roles: Sequence[Role | None],
    body: Sequence[tuple[nodes.row, list[nodes.entry]]],
    docname: str,
) -> Iterator[TableRow]:
    names = [" ".join(cell_text(entry).split()) for entry in header]
    previous = 0
    for number, (node, entries) in enumerate(body, 1):
        cells: dict[Role, nodes.entry] = {}
        extra: dict[str, str] = {}
        for name, role, entry in zip(names, roles, entries, strict=False):
            if role is None:
                extra[name] = cell_text(entry)
            else:
                cells[role] = entry
        code = cells.get(Role.CODE)
        line = (code is not None and node_line(code)) or node_line(node) or previous
        previous = line
        row = Row(
            cells={role: cell_text(entry) for role, entry in cells.items()},
            extra=extra,
            markup=tuple(sorted(role for role, entry in cells.items() if has_markup(entry))),
            docname=docname,
            line=line,
            number=number,
        )
        yield TableRow(row=row, node=node, cells=cells)


def _malformed_tables(document: nodes.document, docname: str) -> Iterator[Problem]:
    """One problem for each table that docutils gave up on: it leaves a system message in its place."""
    for message in document.findall(nodes.system_message):
        said = message.children[0].astext() if message.children else ""
        if not _UNREADABLE.match(said):
            continue
        text = (
            "docutils could not read the table here, so none of its rows is published."
            " Mend its borders: every line of a grid table must be as long as the first."
        )
        yield Problem(kind=ProblemKind.MALFORMED_TABLE, text=text, docname=docname, line=message.get("line"))


def node_line(node: nodes.Node) -> int:
    """The first source line (1-based) known of *node* or what it holds, 0 if none is."""
    if node.line:
        return int(node.line)
    lines = (int(child.line) for child in node.findall() if child.line)
    return next(lines, 0)


def has_markup(entry: nodes.entry) -> bool:
    """Whether *entry* is more than one paragraph of plain text."""
    if not entry.children:
        return False
    if len(entry.children) > 1 or not isinstance(entry.children[0], nodes.paragraph):
        return True
    return any(not isinstance(child, nodes.Text) for child in entry.children[0].children)


def cell_text(entry: nodes.Element) -> str:
    """The plain text of a cell: blocks apart by a blank line, list items with their markers."""
    return "\n\n".join(text for text in map(_block_text, entry.children) if text)


def _block_text(node: nodes.Node, indent: str = "") -> str:
    if isinstance(node, nodes.enumerated_list):
        return _list_text(node, [_enumerator(node, i) for i in range(len(node.children))], indent)
    if isinstance(node, nodes.bullet_list):
        return _list_text(node, ["- "] * len(node.children), indent)
    if isinstance(node, (nodes.comment, nodes.target, nodes.substitution_definition, nodes.system_message)):
        return ""
    if isinstance(node, nodes.Element) and any(isinstance(c, nodes.Body) for c in node.children):
        return "\n\n".join(text for text in (_block_text(child, indent) for child in node.children) if text)
    if isinstance(node, nodes.FixedTextElement):
        return node.astext()
    return " ".join(node.astext().split())


def _list_text(node: nodes.Element, markers: Sequence[str], indent: str) -> str:
    lines = []
    for marker, item in zip(markers, node.children, strict=True):
        inner = indent + " " * len(marker)
        blocks = [text for text in (_block_text(child, inner) for child in item.children) if text]
        lines.append(indent + marker + f"\n{inner}".join(text.lstrip() for text in blocks))
    return "\n".join(lines)


def _enumerator(node: nodes.enumerated_list, index: int) -> str:
    number = int(node.get("start", 1)) + index
    kind = node.get("enumtype", "arabic")
    label = (
        chr(ord("a" if kind.startswith("lower") else "A") + number - 1)
        if kind.endswith("alpha")
        else str(number)
    )
    return f"{node.get('prefix', '')}{label}{node.get('suffix', '.')} "
