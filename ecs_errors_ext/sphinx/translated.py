"""Tables whose cells Sphinx has translated, from the catalogs of the project's own documents.

Sphinx puts the translated text in the place of the original one before we read a table. What a cell *is* (which
column holds the codes, which code, which statuses) is told by the original; what a page *says* by the translation.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, cast

from docutils import nodes
from sphinx.transforms import SphinxTransform

from ecs_errors_ext.celltext import cell_text
from ecs_errors_ext.model import Role, Row
from ecs_errors_ext.table import TableRow, read_tables

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ecs_errors_ext.sphinx.domain import ErrorDomain
    from ecs_errors_ext.table import Override, Tables

_ORIGINAL = (
    "err_original"  # on a cell, until its table is read: copies of what it held before it was translated
)
_KEYS = (Role.CODE, Role.STATUS)


class KeepOriginals(SphinxTransform):
    """Keep what the cells of a source say before they are translated, in a project that translates."""

    default_priority = 15  # Sphinx's Locale has 20

    def apply(self, **kwargs: object) -> None:
        """Run on the document that is being read."""
        domain = cast("ErrorDomain", self.env.get_domain("err"))
        if domain.settings.sources.catalog_of(self.env.docname) is None or not self._translates():
            return
        for entry in self.document.findall(nodes.entry):
            entry[_ORIGINAL] = [child.deepcopy() for child in entry.children]

    def _translates(self) -> bool:
        folders = (Path(self.env.srcdir) / folder for folder in self.config.locale_dirs)
        return any((folder / str(self.config.language)).is_dir() for folder in folders)


def read_translated(
    document: nodes.document, docname: str, override: Override, source: Callable[[], str]
) -> Tables:
    """The tables of *document*: headers, codes and statuses as the original has them, texts as translated.

    *override* and *source* are those of :func:`.read_tables`.
    """
    originals = _take_originals(document)
    if not originals:
        return read_tables(document, docname, override, source)
    said = {entry: list(entry.children) for entry in originals}
    _fill(originals)
    first = {found.node: found for found in read_tables(document, docname, override, source).rows}
    names = {entry: _line(entry) for entry in originals if entry.parent not in first}
    keys = {found.cells.get(role) for found in first.values() for role in _KEYS}
    texts = {entry: content for entry, content in said.items() if not (entry in names or entry in keys)}
    _fill(texts)
    tables = read_tables(document, docname, override, source)
    _fill(said)
    headers = {name: _line(entry) for entry, name in names.items()}
    tables.rows[:] = [
        _with_original(found, first.get(found.node, found).row, headers) for found in tables.rows
    ]
    return tables


def _take_originals(document: nodes.document) -> dict[nodes.entry, list[nodes.Node]]:
    """The cells that were translated → what they held before."""
    found = {}
    for entry in document.findall(nodes.entry):
        original = entry.attributes.pop(_ORIGINAL, None)
        if original and any(node.get("translated") for node in entry.findall(nodes.Element)):
            found[entry] = original
    return found


def _fill(contents: Mapping[nodes.entry, list[nodes.Node]]) -> None:
    for entry, content in contents.items():
        entry.children = []
        entry.extend(content)


def _line(entry: nodes.entry) -> str:
    return " ".join(cell_text(entry).split())


def _with_original(found: TableRow, first: Row, headers: Mapping[str, str]) -> TableRow:
    """*found* with what the same row said at *first*, and with the translated names of its other columns."""
    original = {role: text for role, text in first.cells.items() if text != found.row.cells.get(role)}
    extra = {headers.get(name, name): text for name, text in found.row.extra.items()}
    return replace(found, row=replace(found.row, original=original, extra=extra))
