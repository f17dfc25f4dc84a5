"""Rows of the error-code tables of a document, as docutils has read it.

Nothing here parses reStructuredText: a table may come from any syntax that ends in
a docutils ``table`` node.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeAlias

from docutils import nodes

from ecs_errors_ext.celltext import cell_text, has_markup
from ecs_errors_ext.columns import (
    assign_roles,
    guess_roles,
    is_error_table,
    normalize_header,
    unnamed_codes,
    why_not,
)
from ecs_errors_ext.lines import are_unknown, header_line, locate
from ecs_errors_ext.model import Problem, ProblemKind, Role, Row
from ecs_errors_ext.unread import unread_tables

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

Override: TypeAlias = "Mapping[str, Role | None]"
Columns: TypeAlias = "tuple[Sequence[str], Sequence[Role | None]]"
"""The header and the role of each column."""
Line: TypeAlias = tuple[nodes.row, list[nodes.entry]]
"""A row, and one entry for each column: a spanning entry stands in all that it covers."""


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
    headers: set[str] = field(default_factory=set)
    """The headers of all tables, normalized, also of those that list no codes."""


def read_tables(
    document: nodes.document,
    docname: str,
    override: Override = MappingProxyType({}),
    source: Callable[[], str] = str,
) -> Tables:
    """Read every error-code table of *document*; a document without one is a problem.

    *override* maps headers to roles (``None``: no role) and goes before the vocabulary.
    *source* gives the text of the document, which is asked for the lines that docutils
    does not know.
    """
    tables = Tables()
    found: list[Problem] = []
    above: Columns = ((), ())
    last = 0  # line of the tables above, as far as it is known
    for node in document.findall(nodes.table):
        table = _Table(node, override, above)
        tables.headers.update(table.headers)
        if table.taken or table.faults:
            table.stand_below(last, source)
            last = table.line
        if table.taken:
            above = table.columns
            rows = table.rows(docname, source)
            tables.rows.extend(rows)
            last = max([last, *(one.row.line for one in rows)])
        found.extend(
            Problem(kind=kind, text=text, docname=docname, line=table.line) for kind, text in table.faults
        )
    tables.problems.extend(unread_tables(document, docname))
    tables.problems.extend(found)
    if not tables.rows and not tables.problems:
        text = (
            "No error-code table found here. It needs a header row with “Error Code” and at least one of a status,"
            " a message, a description and a solution. Mend the header, name its columns in ecs_errors_columns,"
            " or take the document out of ecs_errors_sources."
        )
        tables.problems.append(Problem(kind=ProblemKind.NO_TABLE, text=text, docname=docname, line=1))
    return tables


class _Table:
    """One table: its header, its body, and which column holds what."""

    def __init__(self, node: nodes.table, override: Override, above: Columns) -> None:
        """*above* are the columns of the error-code table above, which a table without a header continues."""
        self.line = _line_of(node) or _line_before(node)
        self._placed = bool(_line_of(node))
        self.head, self.body = _head_and_body(node)
        self.columns: Columns = ((), ())
        self.faults: list[tuple[ProblemKind, str]] = []
        self.headers: set[str] = set()
        self._texts: dict[int, str] = {}
        for header, body in self._headers():
            columns = self._columns(header, body, override)
            self.headers.update(map(normalize_header, columns[0]))
            if is_error_table(columns[1]):
                self.columns, self.body = columns, body
                return
            self.columns = self.columns if self.columns[0] else columns
        if not self._continue(above):
            self._look(override)

    def stand_below(self, line: int, source: Callable[[], str]) -> None:
        """Look for its own line where docutils does not know it: below *line*, where the table above ends."""
        if self._placed or self.line > line:
            return
        self.line = max(line, header_line(self.columns[0], source(), line + 1))

    @property
    def taken(self) -> bool:
        """Whether it is an error-code table."""
        return is_error_table(self.columns[1])

    def _headers(self) -> Iterator[tuple[list[Line], list[Line]]]:
        """What may be the header, each with the rows below it, the likeliest first."""
        if self.head and not _is_title(self.head[-1]):
            yield self.head[-1:], self.body
            if len(self.head) > 1:
                yield self.head, self.body
        if self.body and (not self.head or _is_title(self.head[-1])):
            yield self.body[:1], self.body[1:]

    def _columns(self, header: Sequence[Line], body: Sequence[Line], override: Override) -> Columns:
        names = [
            " ".join(" ".join(map(self._text, dict.fromkeys(stack))).split())
            for stack in zip(*(entries for _, entries in header), strict=False)
        ]
        roles = assign_roles(names, override)
        if {Role.CODE, Role.STATUS} & set(roles):  # else no cell would change it
            roles = assign_roles(names, override, self._cells(body, len(names)))
        return names, roles

    def _cells(self, body: Sequence[Line], width: int) -> list[list[str]]:
        """The texts of each column."""
        rows = [entries for _, entries in body]
        return [[self._text(entries[i]) for entries in rows if i < len(entries)] for i in range(width)]

    def _text(self, entry: nodes.entry) -> str:
        if id(entry) not in self._texts:
            self._texts[id(entry)] = cell_text(entry)
        return self._texts[id(entry)]

    def _continue(self, above: Columns) -> bool:
        """Take the columns of the table *above* where this one has no header and cells like it, or else guess them."""
        if self.head or not self.body:
            return False
        roles = guess_roles(self._cells(self.body, len(self.body[0][1])))
        if not is_error_table(roles):
            return False
        alike = len(above[1]) == len(roles) and all(
            above[1][roles.index(role)] is role for role in (Role.CODE, Role.STATUS)
        )
        self.columns = above if alike else ([role or "" for role in roles], roles)
        said = ", ".join(role or "extra" for role in self.columns[1])
        text = f"This table has no header row. Its columns are taken for: {said}. Give it a header row that names them."
        self.faults.append((ProblemKind.NO_HEADER, text))
        return True

    def _look(self, override: Override) -> None:
        """Say why this is no error-code table, if it looks like one."""
        names = self.columns[0]
        body = self.body if self.head else self.body[1:]
        unnamed = unnamed_codes(names, self._cells(body, len(names)), override)
        reason = why_not(*self.columns)
        if unnamed and not reason:
            reason = f"its column “{unnamed}” holds codes, but no header that is known says so"
        if reason:
            names = " | ".join(self.columns[0])
            text = (
                f"This table ({names}) is not published: {reason}. Give its columns headers like “Error Code” and"
                " “Description”, or say in ecs_errors_columns what they hold (“extra” if they are no codes)."
            )
            codes = unnamed or Role.CODE in self.columns[1]
            self.faults.append((ProblemKind.LOOK_ALIKE if codes else ProblemKind.NO_CODE_COLUMN, text))

    def rows(self, docname: str, source: Callable[[], str]) -> list[TableRow]:
        """Each body row as data."""
        found = list(self._rows(docname))
        rows = [one.row for one in found]
        header = node_line(self.head[-1][0]) if self.head else 0
        if not are_unknown(header, rows):
            return found
        located = locate(rows, self.columns[0], source(), self.line)
        return [replace(one, row=row) for one, row in zip(found, located, strict=True)]

    def _rows(self, docname: str) -> Iterator[TableRow]:
        names, roles = self.columns
        headers = zip(_told_apart(names), roles, strict=True)
        extras = [name for name, role in headers if role is None]
        previous, above = 0, None
        for number, (node, entries) in enumerate(self.body, 1):
            cells = {role: entry for role, entry in zip(roles, entries, strict=False) if role}
            others = [entry for role, entry in zip(roles, entries, strict=False) if role is None]
            code = cells.get(Role.CODE)
            line = (code is not None and code is not above and node_line(code)) or node_line(node) or previous
            row = Row(
                cells={role: self._text(cells[role]) if role in cells else "" for role in roles if role},
                extra={name: self._text(entry) for name, entry in zip(extras, others, strict=False)},
                markup=tuple(sorted(role for role, entry in cells.items() if has_markup(entry))),
                docname=docname,
                line=line,
                number=number,
                continues=code is not None and code is above,
                heading=sum(entry is code for entry in cells.values()) > 1,
            )
            yield TableRow(row=row, node=node, cells=cells)
            previous, above = line, code


def _head_and_body(table: nodes.table) -> tuple[list[Line], list[Line]]:
    """The rows of the header and of the body; a span over the two ends with the header."""
    tgroup = next((child for child in table.children if isinstance(child, nodes.tgroup)), None)
    parts = tgroup.children if tgroup else ()
    head = [row for part in parts if isinstance(part, nodes.thead) for row in part.children]
    body = [row for part in parts if isinstance(part, nodes.tbody) for row in part.children]
    return list(_spread(head)), list(_spread(body))


def _is_title(line: Line) -> bool:
    """Whether one cell fills the row, so that it is no header but a title of the table."""
    return len(set(map(id, line[1]))) == 1 < len(line[1])


def _told_apart(names: Iterable[str]) -> list[str]:
    """*names*, none empty and none twice, lest the cell of one column hide that of another."""
    told: list[str] = []
    for number, name in enumerate(names, 1):
        plain = name or f"Column {number}"
        copies = sum(1 for other in told if other == plain or other.startswith(f"{plain} ("))
        told.append(f"{plain} ({copies + 1})" if copies else plain)
    return told


def _spread(rows: Sequence[nodes.Node]) -> Iterator[Line]:
    """Each row with one entry for each column."""
    hanging: dict[int, tuple[int, nodes.entry]] = {}  # column → rows left, entry
    for row in rows:
        if not isinstance(row, nodes.row):
            continue
        cells: list[nodes.entry] = []
        queue = deque(entry for entry in row.children if isinstance(entry, nodes.entry))
        while queue or len(cells) in hanging:
            column = len(cells)
            if column in hanging:
                left, entry = hanging.pop(column)
                if left > 1:
                    hanging[column] = (left - 1, entry)
                cells.append(entry)
                continue
            entry = queue.popleft()
            for _ in range(entry.get("morecols", 0) + 1):
                if entry.get("morerows", 0):
                    hanging[len(cells)] = (entry["morerows"], entry)
                cells.append(entry)
        yield row, cells


def _line_of(table: nodes.table) -> int:
    """The line of *table*, 0 where docutils does not know it."""
    parts = [table, *(child for child in table.children if isinstance(child, nodes.title))]
    return next((int(part.line) for part in parts if part.line), 0)


def _line_before(table: nodes.table) -> int:
    """The line of what stands before *table*, as far as docutils knows it; at least 1."""
    if not table.parent:
        return 1
    before = [*table.parent.children[: table.parent.index(table)][-1:], table]
    return max(1, int(table.parent.line or 0), *map(node_line, before))


def node_line(node: nodes.Node) -> int:
    """The first source line (1-based) known of *node* or what it holds, 0 if none is."""
    if node.line:
        return int(node.line)
    lines = (int(child.line) for child in node.findall() if child.line)
    return next(lines, 0)
