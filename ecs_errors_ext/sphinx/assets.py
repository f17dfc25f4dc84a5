"""Scripts, styles and the index: written before any page is, so that pages can carry their checksums."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from ecs_errors_ext import __version__, scripts
from ecs_errors_ext.sphinx.files import digest, files_in, write_if_changed
from ecs_errors_ext.sphinx.indexes import write_indexes
from ecs_errors_ext.sphinx.lost import LOST
from ecs_errors_ext.sphinx.words import script_words
from ecs_errors_ext.views.names import CATALOGS, FINDER

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ecs_errors_ext.sphinx.site import Site

STYLE = "errors.css"


def write_assets(site: Site, catalogs: Mapping[str, str]) -> dict[str, str]:
    """Write the static files into the output; they come back as the manifest records them.

    *catalogs* has the name of each catalog with a digest of what it is made from.
    """
    style = (scripts.STATIC / STYLE).read_text("utf-8")
    write_if_changed(site.outdir / f"_static/{STYLE}", style)
    names = {f"_static/{STYLE}": ""} | _write_scripts(site)
    return names | write_indexes(site, {name: catalogs[name] for name in site.domain.searched})


def _write_scripts(site: Site) -> dict[str, str]:
    """The scripts, unless they were made from the same sources before."""
    several = [scripts.TOGETHER] if len(site.domain.searched) > 1 else []
    names = [scripts.PAGE, scripts.TOOLS, scripts.SEARCH, scripts.WORDS, scripts.MISSING, *several]
    sources = [scripts.source(name) for name in names]
    sources[0] = script_words(site.domain.words, scripts.STATIC.rglob("*.js")) + sources[0]
    made_from = digest(__version__, scripts.has_minifier(), sources)
    files = [f"_static/{name}" for name in names]
    present = files_in(site.outdir, files)
    if not all(site.manifest.has(name, made_from, present) for name in files):
        for name, text in zip(files, scripts.shorten(sources), strict=True):
            write_if_changed(site.outdir / name, text)
    return dict.fromkeys(files, made_from)


def add_to_page(site: Site, pagename: str) -> None:
    """Load the style and the script on the page that is being written, and on no other.

    The script learns from its tag where the pages are; where answers are shown, what to say if there is none.
    """
    site.app.add_css_file(STYLE)
    site.app.add_js_file(scripts.PAGE, **_about(site, pagename))
    if pagename == LOST:
        site.app.add_js_file(scripts.MISSING)


def _about(site: Site, pagename: str) -> dict[str, Any]:
    about = {
        "data-finder": site.finder,
        "data-suffix": site.builder.get_target_uri("x").removeprefix("x"),
        "data-home": site.app.config.root_doc,
    }
    if site.settings.search:
        about["data-search"] = "on"
    if pagename in {FINDER, site.finder}:
        about["data-here"] = pagename
    if pagename in {FINDER, LOST, site.finder} | site.domain.overviews:
        about["data-no-match"] = site.settings.notes.no_match
    if any(site.domain.searched):
        about |= _about_services(site, pagename)
    return about


def _about_services(site: Site, pagename: str) -> dict[str, Any]:
    """Where the codes of several services are; on the project's own page of the search, also what they are called."""
    names = site.domain.searched
    about = {"data-catalogs": " ".join(names)}
    if list(site.settings.sources) != [""]:
        about["data-codes"] = CATALOGS
    if pagename == site.finder != FINDER:
        titles = {name: site.settings.title_of(name) for name in names}
        about["data-services"] = json.dumps(titles)
    return about
