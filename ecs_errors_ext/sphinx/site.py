"""What one build of the site works with, from the start of reading to its end."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, cast

from ecs_errors_ext import __version__
from ecs_errors_ext.sphinx.cells import ROOT
from ecs_errors_ext.sphinx.files import Manifest, digest
from ecs_errors_ext.sphinx.lost import LOST, has_another
from ecs_errors_ext.sphinx.templating import Templates
from ecs_errors_ext.views.names import FINDER

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder

    from ecs_errors_ext.sphinx.config import Settings
    from ecs_errors_ext.sphinx.domain import ErrorDomain
    from ecs_errors_ext.views.pages import Views
    from ecs_errors_ext.views.pageshapes import View
    from ecs_errors_ext.views.parts import CellHtml
    from ecs_errors_ext.views.shapes import Mention, Note
    from ecs_errors_ext.views.siblings import Siblings


class Site:
    """The output of one HTML build.

    What makes views is loaded when the first is wanted: a build without a change wants none.
    """

    def __init__(self, app: Sphinx, domain: ErrorDomain, manifest: Manifest, language: str) -> None:
        self.app = app
        self.domain = domain
        self.builder = cast("StandaloneHTMLBuilder", app.builder)
        self.outdir = Path(app.outdir)
        folders = [Path(app.confdir) / folder for folder in app.config.templates_path]
        self.templates = Templates(folders, domain.words, finder=self.finder)
        self.manifest = manifest
        self.language = language
        """A digest of what the extension says in the language of the project."""
        self.assets: dict[str, str] = {}
        """Static files of ours in the output, as the manifest records them."""
        self.mentions: dict[str, tuple[Mention, ...]] = {}
        """Page → the documents that name what it is about."""
        self.unchanged = False
        """Whether the tables, the settings and what documents say of codes are those of the build before."""
        self.uri = cache(self.builder.get_target_uri)
        """From a page's name to its URL, relative to the site."""

    @property
    def settings(self) -> Settings:
        """The settings of the project."""
        return self.domain.settings

    @property
    def finder(self) -> str:
        """Name of the page where the search is: the project's own, if that is wanted."""
        return "search" if self.settings.search else FINDER

    @property
    def common(self) -> str:
        """A digest of what every page depends on, but for the theme."""
        settings, config = self.settings, self.app.config
        about = (
            settings.notes,
            settings.own_notes,
            settings.title,
            config.project,
            config.html_baseurl,
            self.language,
            self.finder,
            has_another(self.app),
        )
        return digest(__version__, self.templates.digest(), *about)

    def siblings(self, html_of: CellHtml = lambda _entry, _role: None) -> Siblings:
        """All catalogs, seen from the pages of each."""
        from ecs_errors_ext.views.siblings import Siblings

        retired = (self.domain.groups(name) for name in self.domain.retired if name in self.domain.searched)
        return Siblings(self.domain.catalogs, html_of, self.domain.words, retired)

    def views(
        self, name: str, siblings: Siblings, notes: Mapping[str, tuple[Note, ...]] = MappingProxyType({})
    ) -> Views:
        """The views of the catalog called *name*; *notes* by the page of their code."""
        from ecs_errors_ext.views.pages import Views

        return Views(
            self.domain.groups(name),
            siblings.html_of,
            self.mentions,
            notes,
            words=self.domain.words,
            siblings=siblings,
        )

    def output_file(self, page: str) -> str:
        """The file of *page*, relative to the output folder."""
        if page == LOST:
            return f"{LOST}.html"
        uri = self.uri(page)
        return f"{uri}index.html" if uri.endswith("/") or not uri else uri

    def body(self, template: str, page: str, view: View) -> str:
        """The body of *page*, from the template of that name."""
        notes = self.settings.notes_of(view.catalog)
        root = "../" * self.uri(page).count("/")

        def url(name: str, fragment: str = "") -> str:
            uri = root + self.uri(name) or "./"
            return f"{uri}#{fragment}" if fragment else uri

        note = self.domain.note_link(notes)
        html = self.templates.render(
            f"errors/{template}.html",
            view=view,
            url=url,
            root=root,
            notes=notes,
            note_url=url(*note) if note else "",
        )
        return html.replace(ROOT, root)
