"""Scripts and styles: copied before any page is written, so that pages can carry their checksums."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ecs_errors_ext.sphinx.files import write_if_changed

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from ecs_errors_ext.sphinx.site import Site

STATIC = Path(__file__).parents[1] / "static"
STYLE = "errors.css"
SCRIPT = "errors-page.js"
"""Loaded by pages; it loads the engine and the index when the search is first used."""
ENGINE = "errors-search.js"


def write_assets(site: Site) -> dict[str, str]:
    """Copy the static files into the output; they come back as the manifest records them."""
    names = {}
    for source in (STATIC / name for name in (STYLE, SCRIPT, ENGINE)):
        name = f"_static/{source.name}"
        write_if_changed(site.outdir / name, source.read_text("utf-8"))
        names[name] = ""
    return names


def add_to_page(app: Sphinx) -> None:
    """Load the style and the script on the page that is being written, and on no other."""
    app.add_css_file(STYLE)
    app.add_js_file(SCRIPT)
