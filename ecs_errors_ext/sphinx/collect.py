"""Take the rows of a source document into the domain while it is read."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, cast

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms import SphinxTransform
from sphinx.util.nodes import make_id

from ecs_errors_ext.columns import normalize_header
from ecs_errors_ext.model import Role, Row, full_name
from ecs_errors_ext.rows import read_rows
from ecs_errors_ext.sphinx.cells import free_copy
from ecs_errors_ext.sphinx.translated import read_translated

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sphinx.application import Sphinx

    from ecs_errors_ext.sphinx.domain import ErrorDomain
    from ecs_errors_ext.sphinx.store import CellKey
    from ecs_errors_ext.table import TableRow

_CODES = "err_codes"  # on the table entry that holds codes: code as printed → full name
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
        catalog = domain.settings.sources.catalog_of(docname)
        if catalog is None:
            return
        override = domain.settings.columns_of(docname)
        tables = read_translated(
            self.document,
            docname,
            override,
            lambda: Path(self.env.doc2path(docname)).read_text("utf-8", "replace"),
        )
        codes = [reading.codes for reading in read_rows(found.row for found in tables.rows)]
        rows = [self._mark(found, own, catalog) for found, own in zip(tables.rows, codes, strict=True)]
        met = {header for header in override if normalize_header(header) in tables.headers}
        domain.note_tables(docname, rows, tables.problems, met)
        _add_index_entries(zip(tables.rows, rows, codes, strict=True))

    def _mark(self, found: TableRow, codes: tuple[str, ...], catalog: str) -> Row:
        """Give the row its anchor and mark its cells; the record of it comes back."""
        if not codes:
            return found.row
        # Sphinx's search takes anchors for CSS selectors, in which “.0013” is an error.
        anchor = make_id(self.env, self.document, "err", codes[0].replace(".", "-"))
        found.node["ids"].append(anchor)
        self.document.note_explicit_target(found.node)
        if found.row.cells[Role.CODE].strip() and not found.row.continues:
            found.cells[Role.CODE][_CODES] = {code: full_name(catalog, code) for code in codes}
        for role in found.row.markup:
            if role not in {Role.CODE, Role.STATUS}:
                found.cells[role].attributes.setdefault(_KEEP, []).append((anchor, role))
        return replace(found.row, anchor=anchor)


def _add_index_entries(rows: Iterable[tuple[TableRow, Row, tuple[str, ...]]]) -> None:
    """Put one node with all entries before each table: every transform walks over every node."""
    entries: dict[nodes.Element, list[tuple[str, str, str, str, None]]] = {}
    for found, row, codes in rows:
        for code in codes:
            name = code.replace(";", ",")  # a semicolon would make a sub-entry
            table = cast("nodes.Element", found.node.parent.parent.parent)
            entries.setdefault(table, []).append(("single", name, row.anchor, "", None))
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
            codes: Mapping[str, str] = cell.get(_CODES, {})
            paragraph = next(cell.findall(nodes.paragraph), None) if codes else None
            targets = {code: target for code, name in codes.items() if (target := domain.find("code", name))}
            if paragraph is None or not targets:
                continue
            if latex:
                _move_anchor(row, paragraph, codes)
            elif not any(cell.findall(nodes.reference)):
                links = {
                    code: (app.builder.get_relative_uri(docname, target.place[0]), target.title)
                    for code, target in targets.items()
                }
                _link(paragraph, links) if len(codes) == 1 else _link_each(cell, links)


def _link(paragraph: nodes.paragraph, links: Mapping[str, tuple[str, str]]) -> None:
    """Make the whole of *paragraph* the link to its one code."""
    (place,) = links.values()
    link = _reference(*place, paragraph.children)
    paragraph.clear()
    paragraph += link


def _link_each(cell: nodes.Element, links: Mapping[str, tuple[str, str]]) -> None:
    """Make a link of each code in the texts of *cell*."""
    names = re.compile("|".join(map(re.escape, sorted(links, key=len, reverse=True))))
    for text in list(cell.findall(nodes.Text)):
        pieces: list[nodes.Node] = []
        at = 0
        for match in names.finditer(text):
            pieces += [nodes.Text(text[at : match.start()])] * (at < match.start())
            pieces.append(_reference(*links[match.group()], [nodes.Text(match.group())]))
            at = match.end()
        if pieces and text.parent:
            text.parent.replace(text, [*pieces, *[nodes.Text(text[at:])] * (at < len(text))])


def _reference(uri: str, title: str, content: Iterable[nodes.Node]) -> nodes.reference:
    link = nodes.reference("", "", internal=True, refuri=uri, reftitle=title)
    link += nodes.inline("", "", *content, classes=["xref", "err", "err-code"])
    return link


def _move_anchor(row: nodes.row, paragraph: nodes.paragraph, codes: Iterable[str]) -> None:
    for anchor in row["ids"]:
        entries = [("single", code.replace(";", ","), anchor, "", None) for code in codes]
        index = addnodes.index(entries=entries)
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
