"""The domain ``err``: what is derived from all that was read, and what references resolve to."""

from __future__ import annotations

from functools import cached_property
from gettext import NullTranslations
from pathlib import Path
from typing import TYPE_CHECKING, cast

from docutils import nodes
from sphinx.domains import ObjType
from sphinx.util.nodes import make_refnode

from ecs_errors_ext.catalog import build_catalog
from ecs_errors_ext.catalogs import Catalogs
from ecs_errors_ext.groups import Groups
from ecs_errors_ext.ledger import with_past
from ecs_errors_ext.sphinx.autolink import BARE
from ecs_errors_ext.sphinx.config import Settings, read_settings
from ecs_errors_ext.sphinx.directives import (
    CardDirective,
    NoteDirective,
    OverviewDirective,
    TableDirective,
)
from ecs_errors_ext.sphinx.faults import find_config_faults, find_faults, find_lint
from ecs_errors_ext.sphinx.mentions import Mention, find_mentions
from ecs_errors_ext.sphinx.published import notice_removed
from ecs_errors_ext.sphinx.report import report
from ecs_errors_ext.sphinx.roles import CodeRole
from ecs_errors_ext.sphinx.selection import Selection, select
from ecs_errors_ext.sphinx.store import Store
from ecs_errors_ext.sphinx.targets import Place, Target, Targets
from ecs_errors_ext.views.names import PageNames

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docutils.nodes import Element
    from sphinx import addnodes
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment
    from sphinx.util.tags import Tags

    from ecs_errors_ext.ledger import Ledger
    from ecs_errors_ext.model import ErrorCode, Problem, Row
    from ecs_errors_ext.sphinx.config import Notes


class ErrorDomain(Store):
    """Error codes, statuses and messages."""

    name = "err"
    label = "Error codes"
    object_types = {
        "code": ObjType("error code", "code", "message", BARE),
        "status": ObjType("HTTP status", "status"),
    }
    roles = {
        "code": CodeRole(warn_dangling=True, innernodeclass=nodes.literal),
        "status": CodeRole(warn_dangling=True, innernodeclass=nodes.inline),
        "message": CodeRole(warn_dangling=True, innernodeclass=nodes.inline),
    }
    directives = {
        "overview": OverviewDirective,
        "card": CardDirective,
        "table": TableDirective,
        "note": NoteDirective,
    }

    tags: Tags | None = None
    """The conditions that hold in the present build."""
    words: NullTranslations = NullTranslations()
    """The translations of what the extension itself says."""
    confdir: Path = Path()
    """The folder of ``conf.py``."""
    ledger: Ledger | None = None
    """What was published, where the project keeps a record of it."""
    paged = False
    """Whether the present builder publishes a page for each code; others have the table alone."""

    def process_doc(self, env: BuildEnvironment, docname: str, document: nodes.document) -> None:
        """Note what *document* refers to and shows."""
        found = find_mentions(document, source=self.settings.sources.catalog_of(docname) is not None)
        if found:
            self.mentions[docname] = found

    # -- what is derived -----------------------------------------------------

    def _forget(self) -> None:
        self._catalogs: dict[str, tuple[Groups, list[Problem]]] = {}
        self._names: dict[str, PageNames] = {}
        self._together: Catalogs | None = None
        self._targets: Targets | None = None

    def setup(self) -> None:
        """Begin with nothing derived."""
        super().setup()
        self._forget()

    @cached_property
    def settings(self) -> Settings:
        """The settings of the project."""
        return read_settings(self.env.config)[0]

    def documents(self, name: str) -> tuple[str, ...]:
        """The documents of the catalog called *name*, in order."""
        return self.settings.sources.documents(name, self.env.found_docs)

    def rows_of(self, name: str) -> list[Row]:
        """The rows of the catalog called *name*, in order."""
        return [row for docname in self.documents(name) for row in self.rows.get(docname, ())]

    def _build(self, name: str) -> tuple[Groups, list[Problem]]:
        if name not in self._catalogs:
            rows = self.rows_of(name)
            catalog, problems = build_catalog(rows, name=name, title=self.settings.title_of(name))
            record = self.ledger.catalogs.get(name) if self.ledger else None
            self._catalogs[name] = (Groups(with_past(catalog, record)), problems)
        return self._catalogs[name]

    def groups(self, name: str) -> Groups:
        """The catalog called *name* in all its views."""
        return self._build(name)[0]

    def problems_of_catalog(self, name: str) -> list[Problem]:
        """What is wrong with the rows of the catalog called *name*, in their order."""
        return self._build(name)[1]

    @property
    def catalogs(self) -> Catalogs:
        """All catalogs."""
        if self._together is None:
            self._together = Catalogs({name: self.groups(name) for name in self.settings.sources})
        return self._together

    @property
    def retired(self) -> dict[str, str | None]:
        """The catalogs that have pages although they have no table any more, each with its successor, if it has one."""
        records = self.ledger.catalogs if self.ledger else {}
        return {
            name: record.successor
            for name, record in records.items()
            if record.retired and not self.groups(name).codes
        }

    @property
    def published(self) -> tuple[str, ...]:
        """The names of all catalogs that have pages."""
        return tuple(dict.fromkeys([*self.settings.sources, *self.retired]))

    @property
    def searched(self) -> tuple[str, ...]:
        """The names of the catalogs that the search knows: all but those whose codes are in another now."""
        retired = self.retired
        return tuple(name for name in self.published if retired.get(name) is None)

    def names(self, name: str) -> PageNames:
        """The page names of the catalog called *name*."""
        if name not in self._names:
            self._names[name] = PageNames(self.groups(name))
        return self._names[name]

    def check_consistency(self) -> None:
        """Report what is wrong with the sources, in their order."""
        report([*find_config_faults(self), *find_faults(self), *find_lint(self)])

    def note_link(self, notes: Notes) -> Place | None:
        """Document and anchor of the whole of *notes*, ``None`` where there is none."""
        docname, _, anchor = notes.link.partition("#")
        return (docname, anchor) if docname in self.env.found_docs else None

    # -- references ----------------------------------------------------------

    @property
    def targets(self) -> Targets:
        """What references may lead to in the present output."""
        if self._targets is None:
            catalogs = ((self.groups(name), self.names(name)) for name in self.published)
            self._targets = Targets(catalogs, self.words.gettext, paged=self.paged)
        return self._targets

    def find(self, kind: str, name: str) -> Target | None:
        """Where a reference of *kind* to *name* leads; ``None`` if nowhere, or if it may be to several places."""
        return self.targets.find(kind, name)

    def shown(self, mention: Mention) -> object:
        """What a document prints for *mention*: it must be written again when that has changed."""
        if isinstance(mention.name, Selection):
            return [self._said(code) for code in select(self.catalogs, mention.name)]
        return self.targets.meant(mention.kind, mention.name)

    def _said(self, code: ErrorCode) -> object:
        """What the table says about *code*, wherever it stands there."""
        return self.find("code", code.full_name), [
            (
                (entry.status_text, entry.message, entry.description, entry.solution),
                entry.extra,
                [[node.pformat() for node in self.cell(entry, role) or ()] for role in entry.markup],
            )
            for entry in code.entries
        ]

    def resolve_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        typ: str,
        target: str,
        node: addnodes.pending_xref,
        contnode: Element,
    ) -> nodes.reference | None:
        """The link for a reference, ``None`` where nothing of that name is known."""
        if typ == "spot":  # an anchor of a document, in what a card or table has taken from there
            page, _, anchor = target.partition("#")
            return _link(builder, fromdocname, (page, anchor), contnode, "")
        found = self.find(typ, target)
        if found is None:
            return None
        if found.removed is not None:
            notice_removed(env.doc2path(fromdocname), node.line, found)
        if typ == BARE:
            contnode = nodes.literal(target, target, classes=["xref", "err", "err-code"])
        if typ == "message" and found.title and not node["refexplicit"]:
            contnode = nodes.inline(found.title, found.title, classes=["xref", "err", "err-message"])
        return self._reference(builder, fromdocname, found, contnode)

    def _reference(self, builder: Builder, docname: str, target: Target, content: Element) -> nodes.reference:
        """The link from a document to *target*; *content* alone where there is no row to lead to, and no page."""
        if target.removed is not None and not self.paged:
            return cast("nodes.reference", nodes.inline("", "", content))
        return _link(builder, docname, target.place, content, target.title)

    def resolve_any_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        target: str,
        node: addnodes.pending_xref,
        contnode: Element,
    ) -> list[tuple[str, nodes.reference]]:
        """The link for a reference of no stated kind: to a code or a status."""
        return [
            (f"err:{found.kind}", self._reference(builder, fromdocname, found, contnode))
            for kind in ("code", "status")
            for found in self.targets.meant(kind, target)
        ]

    def get_objects(self) -> Iterator[tuple[str, str, str, str, str, int]]:
        """Codes and statuses for ``objects.inv``."""
        for target in self.targets:
            if target.kind != "message" and (self.paged or target.removed is None):
                yield target.full_name, target.full_name, target.kind, *target.place, 1


def _link(builder: Builder, docname: str, place: Place, content: Element, title: str) -> nodes.reference:
    page, anchor = place
    if builder.name == "singlehtml" and anchor:
        # Sphinx 9.0 would write “#document-page#anchor”, which no browser follows.
        return nodes.reference("", "", content, internal=True, refid=anchor, reftitle=title)
    return make_refnode(builder, docname, page, anchor, content, title)
