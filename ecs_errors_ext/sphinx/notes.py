"""What a team knows of a code beyond the table, kept to be shown on the code's page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from docutils import nodes

from ecs_errors_ext.celltext import cell_text
from ecs_errors_ext.sphinx.backlinks import document_link
from ecs_errors_ext.sphinx.cells import free_copy
from ecs_errors_ext.sphinx.directives import NOTE
from ecs_errors_ext.sphinx.mentions import Place, place_of
from ecs_errors_ext.views.shapes import Link, Note

if TYPE_CHECKING:
    from collections.abc import Mapping

    from markupsafe import Markup
    from sphinx.application import Sphinx

    from ecs_errors_ext.sphinx.domain import ErrorDomain
    from ecs_errors_ext.sphinx.store import CellKey


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptNote:
    """A note on a code; its nodes are kept like those of a cell."""

    code: str
    text: str
    """Plain text."""
    line: int
    """1-based line of the directive in the file of the document."""
    anchor: str
    place: Place


def keep_notes(app: Sphinx, doctree: nodes.document) -> None:
    """Store the notes of a document that has been read, once Sphinx has found its images and downloads."""
    notes: list[KeptNote] = []
    content: dict[CellKey, list[nodes.Element]] = {}
    top = next(doctree.findall(nodes.section), None)
    for node in doctree.findall(nodes.admonition):
        code = node.attributes.pop(NOTE, None)
        if code is None:
            continue
        anchor = node["ids"][0]
        body = free_copy(child for child in node.children if not isinstance(child, nodes.title))
        content[anchor, NOTE] = body
        place = place_of(node, top)
        notes.append(KeptNote(code=code, text=_plain(body), line=node.line or 0, anchor=anchor, place=place))
    if notes:
        domain = cast("ErrorDomain", app.env.get_domain("err"))
        domain.note_notes(app.env.docname, notes)
        domain.note_cells(app.env.docname, content)


def _plain(body: list[nodes.Element]) -> str:
    holder = nodes.container("", *(element.deepcopy() for element in body))
    for raw in list(holder.findall(nodes.raw)):
        cast("nodes.Element", raw.parent).remove(raw)
    return cell_text(holder)


def notes_by_page(
    domain: ErrorDomain, printed: Mapping[tuple[str, str, str], Markup] | None = None
) -> dict[str, tuple[Note, ...]]:
    """Page of a code → the notes on it, as *printed*, else as plain text."""
    found: dict[str, tuple[Note, ...]] = {}
    for docname, notes in sorted(domain.notes.items()):
        document = document_link(domain, docname)
        for note in notes:
            known = domain.find("code", note.code)
            if known and note.place.holds(domain.tags):
                body = (printed or {}).get((docname, note.anchor, NOTE), note.text)
                source = Link(document.text, docname, note.anchor)
                view = Note(text=note.text, body=body, source=source, line=note.line)
                page = known.place[0]
                found[page] = (*found.get(page, ()), view)
    return found
