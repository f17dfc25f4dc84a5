"""What was read: the only store between builds, filled, cleared and merged document by document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx.domains import Domain

from ecs_errors_ext.sphinx.directives import NOTE

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from docutils import nodes

    from ecs_errors_ext.model import Entry, Problem, Role, Row
    from ecs_errors_ext.sphinx.mentions import Mention
    from ecs_errors_ext.sphinx.notes import KeptNote

CellKey = tuple[str, str]
"""Kept content of a document: anchor of its row and role, or anchor of a note and :data:`.NOTE`."""
_BY_DOCUMENT = ("rows", "problems", "headers", "cells", "mentions", "notes")
"""What is kept of each document that has any."""


class Store(Domain):
    """The part of the domain that is kept."""

    initial_data = {"overviews": set(), **{name: {} for name in _BY_DOCUMENT}}
    data_version = 6

    @property
    def rows(self) -> dict[str, list[Row]]:
        """Document → the rows of its error-code tables."""
        return self.data["rows"]  # type: ignore[no-any-return]

    @property
    def problems(self) -> dict[str, list[Problem]]:
        """Document → what was wrong with its tables."""
        return self.data["problems"]  # type: ignore[no-any-return]

    @property
    def headers(self) -> dict[str, set[str]]:
        """Document → the headers among those of ``ecs_errors_columns`` that its tables have."""
        return self.data["headers"]  # type: ignore[no-any-return]

    @property
    def cells(self) -> dict[str, dict[CellKey, list[nodes.Element]]]:
        """Document → the content of its cells that hold markup, and of its notes."""
        return self.data["cells"]  # type: ignore[no-any-return]

    @property
    def mentions(self) -> dict[str, list[Mention]]:
        """Document → what it refers to and shows."""
        return self.data["mentions"]  # type: ignore[no-any-return]

    @property
    def notes(self) -> dict[str, list[KeptNote]]:
        """Document → its notes on codes."""
        return self.data["notes"]  # type: ignore[no-any-return]

    @property
    def overviews(self) -> set[str]:
        """Documents that show the overview."""
        return self.data["overviews"]  # type: ignore[no-any-return]

    def note_tables(self, docname: str, rows: list[Row], problems: list[Problem], headers: set[str]) -> None:
        """Store what the tables of *docname* hold, in place of what was known of it."""
        self.rows[docname] = rows
        self.problems[docname] = problems
        self.headers[docname] = headers
        self._forget()

    def note_cells(self, docname: str, cells: dict[CellKey, list[nodes.Element]]) -> None:
        """Store the content of cells of *docname* that hold markup, and of its notes."""
        self.cells.setdefault(docname, {}).update(cells)

    def note_notes(self, docname: str, notes: list[KeptNote]) -> None:
        """Store the notes of *docname* on codes."""
        self.notes[docname] = notes

    def note_overview(self, docname: str) -> None:
        """Store that *docname* shows the overview."""
        self.overviews.add(docname)

    def clear_doc(self, docname: str) -> None:
        """Forget everything read from *docname*."""
        for key in _BY_DOCUMENT:
            self.data[key].pop(docname, None)
        self.overviews.discard(docname)
        self._forget()

    def merge_domaindata(self, docnames: AbstractSet[str], otherdata: dict[str, Any]) -> None:
        """Take over what a worker read: of *docnames* only, since it holds a copy of all the rest."""
        for key in _BY_DOCUMENT:
            self.data[key].update({name: value for name, value in otherdata[key].items() if name in docnames})
        self.overviews.update(otherdata["overviews"] & docnames)
        self._forget()

    def shows(self, docname: str) -> bool:
        """Whether *docname* has a card or a table of codes."""
        return any(mention.kind == "embed" for mention in self.mentions.get(docname, ()))

    def cell(self, entry: Entry, role: Role) -> list[nodes.Element] | None:
        """The content of a cell with markup, ``None`` of one that is plain text."""
        return self.cells.get(entry.docname, {}).get((entry.anchor, role)) if role in entry.markup else None

    def kept_texts(self, *, notes: bool) -> list[tuple[str, CellKey, list[str]]]:
        """The content of *notes*, or else of cells, in a form that can be compared from build to build."""
        return [
            (docname, key, [node.pformat() for node in content])
            for docname, cells in sorted(self.cells.items())
            for key, content in cells.items()
            if (key[1] == NOTE) is notes
        ]

    def _forget(self) -> None:
        """Drop what is derived from what is stored here, which has changed."""
        raise NotImplementedError
