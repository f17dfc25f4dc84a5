"""See what of the pages is out of date, when Sphinx collects pages.

What makes pages (:mod:`.pages`) is loaded only where something is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from markupsafe import Markup

from ecs_errors_ext.sphinx.cells import render_cells
from ecs_errors_ext.sphinx.files import digest, files_in
from ecs_errors_ext.sphinx.frame import Frame, can_be_framed
from ecs_errors_ext.sphinx.report import report

if TYPE_CHECKING:
    from ecs_errors_ext.sphinx.site import Site

Cells = Mapping[tuple[str, str, str], Markup]
"""Document, anchor of the row and role → HTML of the cell; a note is kept like a cell."""


@dataclass(slots=True)
class Tally:
    """What a build did."""

    codes: int = 0
    pages: int = 0
    written: int = 0
    removed: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What the theme puts around the pages."""

    frames: Mapping[str, Frame] = field(default_factory=dict)
    """Folder → frame; none at all where the theme or an extension must see each page."""
    state: str = ""
    """A digest of all that stands around them; empty without frames: nobody knows it before a page is rendered."""


def publish(site: Site) -> Tally:
    """Write every page and export of *site* that is out of date; remove what is no more."""
    manifest = site.manifest
    tally = Tally(codes=sum(len(site.domain.groups(name).codes) for name in site.settings.sources))
    cells = _print_cells(site)
    around = _look_around(site)
    state = around.state and digest(around.state, sorted(cells.items()))
    if site.unchanged and state and state == manifest.state and is_complete(site):
        tally.pages = sum(name.endswith(".html") for name in manifest.files)
        return tally
    if not all(frame.works for frame in around.frames.values()):
        around, state = Surroundings(), ""
    from ecs_errors_ext.sphinx.pages import write_pages

    write_pages(site, cells, around, tally)
    manifest.state = state
    return tally


def is_complete(site: Site) -> bool:
    """Whether everything that an earlier build wrote is still there, and the static files were made from the same."""
    files = site.manifest.files
    return site.assets.items() <= files.items() and files_in(site.outdir, files) >= set(files)


def _print_cells(site: Site) -> Cells:
    found: dict[tuple[str, str, str], Markup] = {}
    for docname, cells in site.domain.cells.items():
        printed, problems = render_cells(site.builder, docname, cells)
        found.update({(docname, *key): html for key, html in printed.items()})
        report(problems)
    return found


def _look_around(site: Site) -> Surroundings:
    """The frames, not yet tried: where the record has their state, they were when it was made."""
    if not can_be_framed(site.app):
        return Surroundings()
    names = [site.domain.names(name) for name in site.domain.published]
    frames = {folder: Frame(site.builder, folder) for name in names for folder in name.folders}
    texts = [frame.text for frame in frames.values()]
    return Surroundings(frames=frames, state=digest(texts, site.common))
