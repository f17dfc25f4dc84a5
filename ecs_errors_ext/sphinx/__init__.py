"""The Sphinx front end: what happens when in a build.

=====================  ==========================================================
``config-inited``      the settings are checked
``builder-inited``     the domain learns whether this builder publishes pages
``env-get-outdated``   the language of the pages is loaded (:mod:`.words`)
while reading          :mod:`.translated` keeps what cells said before they were translated, :mod:`.collect` takes the rows into the :mod:`.domain`, :mod:`.autolink` finds bare codes,
                       :mod:`.mentions` notes what each document refers to, :mod:`.notes` keeps what it adds
``env-updated``        :mod:`.backlinks` are gathered, :mod:`.assets` written, documents named that show what changed
consistency check      the domain reports what is wrong with the sources
before references      :mod:`.embeds` fills in cards and tables
``doctree-resolved``   codes are linked to their pages; the overview is put in
``html-collect-pages`` :mod:`.publication` sees what is out of date, :mod:`.pages` writes it
``build-finished``     one line says what was done
=====================  ==========================================================
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ecs_errors_ext import __version__
from ecs_errors_ext.sphinx.autolink import LinkBareCodes
from ecs_errors_ext.sphinx.build import Build
from ecs_errors_ext.sphinx.collect import CollectRows, keep_cells, link_rows
from ecs_errors_ext.sphinx.config import register_config
from ecs_errors_ext.sphinx.directives import embed, overview
from ecs_errors_ext.sphinx.domain import ErrorDomain
from ecs_errors_ext.sphinx.embeds import FillEmbeds
from ecs_errors_ext.sphinx.missing import warn_missing
from ecs_errors_ext.sphinx.notes import keep_notes
from ecs_errors_ext.sphinx.translated import KeepOriginals
from ecs_errors_ext.sphinx.words import write_template

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def register(app: Sphinx) -> ExtensionMetadata:
    """Register everything with *app*."""
    register_config(app)
    app.add_domain(ErrorDomain)
    app.add_node(overview)
    app.add_node(embed)
    app.add_transform(KeepOriginals)
    app.add_transform(CollectRows)
    app.add_transform(LinkBareCodes)
    app.add_post_transform(FillEmbeds)
    build = Build()
    app.connect("config-inited", build.check_config)
    app.connect("builder-inited", build.begin)
    app.connect("env-get-outdated", build.translate)
    app.connect("doctree-read", keep_cells, priority=900)
    app.connect("doctree-read", keep_notes, priority=900)
    app.connect("env-updated", build.update)
    app.connect("doctree-resolved", link_rows)
    app.connect("doctree-resolved", build.fill_in)
    app.connect("html-page-context", build.prepare_page)
    app.connect("html-collect-pages", build.collect)
    app.connect("warn-missing-reference", warn_missing)
    app.connect("build-finished", build.end)
    app.connect("build-finished", write_template)
    return {
        "version": __version__,
        "env_version": 5,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
