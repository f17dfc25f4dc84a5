"""One build, from event to event."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import sphinx
from sphinx.util import logging

from ecs_errors_ext.sphinx.addresses import taken
from ecs_errors_ext.sphinx.assets import STYLE, add_to_page, write_assets
from ecs_errors_ext.sphinx.backlinks import mentions_by_page
from ecs_errors_ext.sphinx.config import read_settings
from ecs_errors_ext.sphinx.directives import overview
from ecs_errors_ext.sphinx.faults import find_faults
from ecs_errors_ext.sphinx.files import Manifest, digest
from ecs_errors_ext.sphinx.notes import notes_by_page
from ecs_errors_ext.sphinx.publication import Tally, is_complete, publish
from ecs_errors_ext.sphinx.published import check_published, notice, open_ledger
from ecs_errors_ext.sphinx.report import report
from ecs_errors_ext.sphinx.site import Site
from ecs_errors_ext.sphinx.words import load_words, template_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

    from ecs_errors_ext.sphinx.domain import ErrorDomain

LOGGER = logging.getLogger(__name__)

PAGED = frozenset({"html", "dirhtml"})
"""Builders that publish a page for each code."""


class Build:
    """The handlers of Sphinx's events, and what they share."""

    site: Site | None = None
    """For a builder with pages, its output."""
    tally: Tally | None = None
    _ledger = ""
    """Digest of the ledger."""
    _notices: Sequence[str] = ()

    def check_config(self, app: Sphinx, config: Config) -> None:
        """Report values of the wrong form."""
        report(read_settings(config)[1])

    def begin(self, app: Sphinx) -> None:
        """Tell the domain what kind of output this build makes."""
        self._domain = cast("ErrorDomain", app.env.get_domain("err"))
        self._domain.paged = app.builder.name in PAGED
        self._domain.tags = app.tags
        self._domain.confdir = Path(app.confdir)
        self._domain.ledger, self._ledger = open_ledger(app, self._domain)
        self._manifest = Manifest.load(
            Path(app.doctreedir) / f"ecs_errors-{app.builder.name}.json", Path(app.outdir)
        )

    def translate(self, app: Sphinx, env: BuildEnvironment, *changes: set[str]) -> list[str]:
        """Learn the language, now that Sphinx has compiled the project's catalogs; name the documents that say it."""
        self._domain.words, language = load_words(app)
        self.site = Site(app, self._domain, self._manifest, language) if self._domain.paged else None
        self._reworded = self._manifest.language != language
        self._manifest.language = language
        return sorted(set(self._domain.notes) & env.found_docs) if self._reworded else []

    @property
    def _concerned(self) -> bool:
        """Whether there is a source, or was one whose pages must go."""
        return bool(self._domain.published) or bool(self._manifest.files)

    def update(self, app: Sphinx, env: BuildEnvironment) -> list[str]:
        """Write the assets; name the documents that show something which changed since they were written."""
        manifest, domain = self._manifest, self._domain
        if self.site:
            self._notices = check_published(domain, manifest)
        catalogs = {
            name: digest(domain.settings.title_of(name), self._ledger, domain.rows_of(name))
            for name in domain.published
        }
        tables = digest(manifest.language, domain.settings, catalogs, domain.kept_texts(notes=False))
        mentions = mentions_by_page(domain)
        given = taken(self.site) if self.site else {}
        inputs = digest(
            tables, mentions, domain.kept_texts(notes=True), notes_by_page(domain), sorted(given.items())
        )
        stale = set(domain.overviews) if tables != manifest.tables else set()
        if self._reworded and domain.settings.search:
            stale |= env.found_docs  # each loads the script in which the words stand, by its checksum
        citations = self._cited()
        stale |= {
            docname
            for key, (docnames, said) in citations.items()
            if manifest.citations.get(key) != said
            for docname in docnames
        }
        if self.site and self._concerned:
            self.site.mentions = mentions
            self.site.assets = write_assets(self.site, catalogs) if catalogs else {}
            self.site.unchanged = inputs == manifest.inputs
            if sphinx.version_info < (8, 2) and not (self.site.unchanged and is_complete(self.site)):
                # Before 8.2, Sphinx collects pages only when it writes a document.
                stale.add(env.config.root_doc)
        manifest.tables, manifest.inputs = tables, inputs
        manifest.citations = {key: said for key, (_, said) in citations.items()}
        return sorted(stale & env.found_docs)

    def _cited(self) -> dict[str, tuple[list[str], str]]:
        """What documents refer to or show → these documents, and a digest of what they print for it."""
        found: dict[str, tuple[list[str], str]] = {}
        for docname, mentions in self._domain.mentions.items():
            for mention in mentions:
                if mention.key not in found:
                    shown = (self._manifest.language, self._domain.shown(mention))
                    found[mention.key] = ([], digest(*shown))
                found[mention.key][0].append(docname)
        return found

    def fill_in(self, app: Sphinx, doctree: nodes.document, docname: str) -> None:
        """Put the overview into *doctree* where it is wanted."""
        marks = list(doctree.findall(overview))
        if marks:
            from ecs_errors_ext.sphinx.overviews import fill

            fill(marks, docname, self._domain, app.builder, self.site)

    def prepare_page(
        self,
        app: Sphinx,
        pagename: str,
        templatename: str,
        context: dict[str, Any],
        doctree: nodes.document | None,
    ) -> None:
        """Load our style and script where something of ours stands, and let the theme's templates speak our words."""
        domain = self._domain
        context["err_gettext"] = template_words(domain.words)
        if not (self.site and domain.published):
            return
        if "err_page" in context or domain.settings.search or pagename in domain.overviews:
            add_to_page(self.site, pagename)
        elif domain.shows(pagename):
            app.add_css_file(STYLE)

    def collect(self, app: Sphinx) -> list[tuple[str, dict[str, Any], str]]:
        """Write our pages; Sphinx has none of them to write itself."""
        if self.site and self._concerned:
            self.tally = publish(self.site)
        return []

    def end(self, app: Sphinx, exception: Exception | None) -> None:
        """Keep the record of this build and say what it did."""
        if exception or not self._concerned:
            return
        self._manifest.save()
        for text in self._notices:
            notice(text)
        if self.tally:
            LOGGER.info(
                "error reference: %d codes, %d pages (%d files written, %d removed), problems in the tables: %d",
                self.tally.codes, self.tally.pages, self.tally.written, self.tally.removed,
                len(find_faults(self._domain)),
            )  # fmt: skip
