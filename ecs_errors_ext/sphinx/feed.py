"""The changes of a catalog as an Atom feed (RFC 4287)."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

from ecs_errors_ext.sphinx.pastplan import FEED
from ecs_errors_ext.views.history import Changes

if TYPE_CHECKING:
    from ecs_errors_ext.sphinx.site import Site
    from ecs_errors_ext.views.pages import Views

MOST_DAYS = 50
MOST_TEXTS = 50
"""Changes of one day that its entry shows."""
# https://www.w3.org/TR/xml/#charsets
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def changes_feed(site: Site, views: Views) -> str:
    """The feed of one catalog as XML, an entry for each day; the project's ``html_baseurl`` says where it is."""
    config = site.app.config
    changes = Changes(views).view()

    def url(page: str) -> str:
        return posixpath.join(config.html_baseurl, site.uri(page))

    text = site.templates.render(
        "errors/changes.xml",
        title=views.gettext("%(catalog)s: changes of the error codes")
        % {"catalog": views.groups.catalog.title},
        address=url(changes.page),
        feed=posixpath.join(config.html_baseurl, views.names.file(FEED)),
        updated=changes.days[0].date if changes.days else changes.began,
        author=config.author
        if config.author not in {"", "unknown", "Author name not set"}
        else config.project,
        days=changes.days[:MOST_DAYS],
        most=MOST_TEXTS,
        url=url,
    )
    return _NO_XML.sub("\ufffd", text)
