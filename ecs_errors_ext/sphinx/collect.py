"""Take the rows of a source document into the domain while it is read."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, cast

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms import SphinxTransform
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.nodes import make_id

from ecs_errors_ext.model import Role, Row
from ecs_errors_ext.table import TableRow, read_tables

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from ecs_errors_ext.sphinx.domain import CellKey, ErrorDomain


_KEEP = "err_keep"  # on a table entry: the keys under which its content is to be stored


class CollectRows(SphinxTransform):
    """Store the rows, give each an anchor and an index entry, and link its code to its page."""

    # After references in the cells are resolved as far as docutils does (660), before quotes are
    # made typographic (750), and before Sphinx's domains look for targets and index entries (850).
    default_priority = 700

    def apply(self, **kwargs: object) -> None:
        """Run on the document that is being read."""
        docname = self.env.docname
        domain = cast("ErrorDomain", self.env.get_domain("err"))
        if domain.settings.catalog_of(docname) is None:
            return
        tables = read_tables(self.document, docname)
        domain.note_tables(docname, [self._mark(row) for row in tables.rows], tables.problems)

    def _mark(self, found: TableRow) -> Row:
        """Give the row its anchor, its index entry and its link; the record of it comes back."""
        code = found.row.cells.get(Role.CODE, "").strip()
        if not code:
            return found.row
        anchor = make_id(self.env, self.document, "err", code)
        found.node["ids"].append(anchor)
        self.document.note_explicit_target(found.node)
        cell = found.cells[Role.CODE]
        for paragraph in list(cell.findall(nodes.paragraph))[:1]:
            paragraph["err_code"] = code
            link_code(paragraph, code, self.env.docname)
            index = addnodes.index(entries=[("single", code, anchor, "", None)])
            cell.insert(cell.index(paragraph) if paragraph in cell else 0, index)
        for role in found.row.markup:
            if role not in {Role.CODE, Role.STATUS}:
                found.cells[role].setdefault(_KEEP, []).append((anchor, role))
        return replace(found.row, anchor=anchor)


class LatexAnchors(SphinxPostTransform):
    """Move the anchors of rows into the cells of their codes: the LaTeX writer drops those of rows."""

    default_priority = 700
    formats = ("latex",)

    def run(self, **kwargs: object) -> None:
        """Run on the document that is being written."""
        for row in self.document.findall(nodes.row):
            paragraph = next(row.findall(_holds_code), None)
            if paragraph is not None:
                paragraph.insert(0, nodes.target("", "", ids=row["ids"]))
                row["ids"] = []


def _holds_code(node: nodes.Node) -> bool:
    return isinstance(node, nodes.paragraph) and "err_code" in node


def link_code(paragraph: nodes.paragraph, code: str, docname: str) -> None:
    """Put what *paragraph* holds into a reference to *code*, unless it has links of its own."""
    if any(isinstance(node, (nodes.reference, addnodes.pending_xref)) for node in paragraph.findall()):
        return
    content = nodes.inline("", "", *paragraph.children, classes=["xref", "err", "err-code"])
    reference = addnodes.pending_xref(
        "", content, refdomain="err", reftype="code", reftarget=code, refdoc=docname, refexplicit=True, refwarn=False
    )
    reference["err:row"] = True
    paragraph.clear()
    paragraph += reference


def keep_cells(app: Sphinx, doctree: nodes.document) -> None:
    """Store the content of the cells that hold markup, once Sphinx has found its images and downloads.

    The copies are free of the document, or the pickle would drag it along.
    """
    cells: dict[CellKey, list[nodes.Element]] = {}
    for entry in doctree.findall(nodes.entry):
        for key in entry.attributes.pop(_KEEP, ()):
            cells[key] = [cast("nodes.Element", child.deepcopy()) for child in entry.children]
            for node in (node for element in cells[key] for node in element.findall()):
                node.document = None
    if cells:
        domain = cast("ErrorDomain", app.env.get_domain("err"))
        domain.note_cells(app.env.docname, cells)
