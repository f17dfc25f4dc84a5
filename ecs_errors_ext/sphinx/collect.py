"""Take the rows of a source document into the domain while it is read."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, cast

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms import SphinxTransform
from sphinx.util.nodes import make_id

from ecs_errors_ext.model import Role, Row
from ecs_errors_ext.sphinx.cells import free_copy
from ecs_errors_ext.sphinx.translated import read_translated

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx

    from ecs_errors_ext.sphinx.domain import CellKey, ErrorDomain
    from ecs_errors_ext.table import TableRow

_CODE = "err_code"  # on the table entry that holds a code: the code
_KEEP = "err_keep"  # on a table entry: the keys under which its content is to be stored


class CollectRows(SphinxTransform):
    """Store the rows, and give each an anchor and an index entry."""

    # After references in the cells are resolved as far as docutils does (660), before quotes are
    # made typographic (750), and before Sphinx's domains look for targets and index entries (850).
    default_priority = 700

    def apply(self, **kwargs: object) -> None:
        """Run on the document that is being read."""
        docname = self.env.docname
        domain = cast("ErrorDomain", self.env.get_domain("err"))
        if domain.settings.catalog_of(docname) is None:
            return
        tables = read_translated(self.document, docname)
        rows = [self._mark(found) for found in tables.rows]
        domain.note_tables(docname, rows, tables.problems)
        _add_index_entries(zip(rows, tables.rows, strict=True))

    def _mark(self, found: TableRow) -> Row:
        """Give the row its anchor and mark its cells; the record of it comes back."""
        code = found.row.cells.get(Role.CODE, "").strip()
        if not code:
            return found.row
        # Sphinx's search takes anchors for CSS selectors, in which “.0013” is an error.
        anchor = make_id(self.env, self.document, "err", code.replace(".", "-"))
        found.node["ids"].append(anchor)
        self.document.note_explicit_target(found.node)
        found.cells[Role.CODE][_CODE] = code
        for role in found.row.markup:
            if role not in {Role.CODE, Role.STATUS}:
                found.cells[role].attributes.setdefault(_KEEP, []).append((anchor, role))
        return replace(found.row, anchor=anchor)


def _add_index_entries(rows: Iterable[tuple[Row, TableRow]]) -> None:
    """Put one node with all entries before each table: every transform walks over every node."""
    entries: dict[nodes.Element, list[tuple[str, str, str, str, None]]] = {}
    for row, found in rows:
        if row.anchor:
            code = row.cells[Role.CODE].strip().replace(";", ",")  # a semicolon would make a sub-entry
            table = cast("nodes.Element", found.node.parent.parent.parent)
            entries.setdefault(table, []).append(("single", code, row.anchor, "", None))
    for table, found_entries in entries.items():
        parent = cast("nodes.Element", table.parent)
        parent.insert(parent.index(table), addnodes.index(entries=found_entries, inline=False))


def link_rows(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Link the code of each row to its page, in a document that is being written.

    LaTeX has no pages to link to, and its writer drops the anchors and index
    entries of rows; there they are moved into the cells.
    """
    domain = cast("ErrorDomain", app.env.get_domain("err"))
    latex = app.builder.format == "latex"
    if not (domain.paged or latex):
        return
    for row in doctree.findall(nodes.row):
        for cell in cast("Iterable[nodes.Element]", row.children):
            code = cell.get(_CODE)
            paragraph = next(cell.findall(nodes.paragraph), None) if code else None
            place = domain.find("code", code) if code else None
            if paragraph is None or place is None:
                continue
            if latex:
                _move_anchor(row, paragraph, code)
            elif not any(paragraph.findall(nodes.reference)):
                (page, _), title = place
                _link(paragraph, app.builder.get_relative_uri(docname, page), title)


def _link(paragraph: nodes.paragraph, uri: str, title: str) -> None:
    link = nodes.reference("", "", internal=True, refuri=uri, reftitle=title)
    link += nodes.inline("", "", *paragraph.children, classes=["xref", "err", "err-code"])
    paragraph.clear()
    paragraph += link


def _move_anchor(row: nodes.row, paragraph: nodes.paragraph, code: str) -> None:
    for anchor in row["ids"]:
        index = addnodes.index(entries=[("single", code.replace(";", ","), anchor, "", None)])
        paragraph.insert(0, [index, nodes.target("", "", ids=[anchor])])
    row["ids"] = []


def keep_cells(app: Sphinx, doctree: nodes.document) -> None:
    """Store the content of the cells that hold markup, once Sphinx has found its images and downloads."""
    cells: dict[CellKey, list[nodes.Element]] = {}
    for entry in doctree.findall(nodes.entry):
        for key in entry.attributes.pop(_KEEP, ()):
            cells[key] = free_copy(entry.children)
    if cells:
        domain = cast("ErrorDomain", app.env.get_domain("err"))
        domain.note_cells(app.env.docname, cells)
