"""The page for addresses that the site has not: ``404.html``, which web servers send from any depth.

So none of its links may be relative. They begin with the path of ``html_baseurl``
(``/docs/ecs/`` of ``https://example.org/docs/ecs/``), or with ``/`` where that is not set; the host
is left out, so that a preview or a mirror under the same path works too.
"""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, cast
from urllib.parse import urljoin, urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx

    from ecs_errors_ext.sphinx.domain import ErrorDomain
    from ecs_errors_ext.sphinx.plan import Job
    from ecs_errors_ext.sphinx.site import Site
    from ecs_errors_ext.views.indexshapes import FinderView

LOST = "404"
"""Name of the page; its file is ``404.html``, also where other pages are folders."""
_OWN = re.compile(r"(?:\A|/)(?:messages/[^/]+|changes|catalogs)\Z")
_LINK = re.compile(
    r'(\s(?:href|src|action|data-content_root|data-url_root)=")(?!#|[a-z][a-z0-9+.-]*:)([^"]*)"',
    re.IGNORECASE,
)


def lost_page(app: Sphinx, finder: Job, pages: Iterable[str]) -> Job | None:
    """The page, made of that of the search and the names of all *pages*; ``None`` where the project has another."""
    if has_another(app):
        return None
    gettext = cast("ErrorDomain", app.env.get_domain("err")).words.gettext
    view = replace(
        cast("FinderView", finder.view), page=LOST, known=tuple(sorted(filter(_OWN.search, pages)))
    )
    return replace(finder, name=LOST, template="missing", title=gettext("There is no such page"), view=view)


def has_another(app: Sphinx) -> bool:
    """Whether the project makes such a page itself, in one of the ways that there are."""
    config, file = app.config, f"{LOST}.html"
    extra = [Path(app.confdir) / name for name in config.html_extra_path]
    return (
        "notfound.extension" in app.extensions
        or LOST in app.env.found_docs
        or LOST in config.html_additional_pages
        or any((path / file).is_file() or path.name == file for path in extra)
    )


def with_full_paths(site: Site, html: str) -> str:
    """*html* of the page, every relative address in it made one that holds at any depth."""
    base = urlsplit(site.app.config.html_baseurl).path.rstrip("/") + "/" + site.uri(LOST)
    return _LINK.sub(lambda match: f'{match[1]}{urljoin(base, match[2])}"', html)
