"""Directives that put something of the catalog into a document."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

if TYPE_CHECKING:
    from ecs_errors_ext.sphinx.domain import ErrorDomain


class overview(nodes.General, nodes.Element):  # noqa: N801 - docutils names nodes in lower case
    """Place of the overview; what stands there depends on the builder, so it is filled in late."""


class OverviewDirective(SphinxDirective):
    """``err:overview``: the search box, statuses, families, shared messages and the map of all codes."""

    def run(self) -> list[nodes.Node]:
        """Leave a mark to be filled in when the document is written."""
        cast("ErrorDomain", self.env.get_domain("err")).note_overview(self.env.docname)
        return [overview()]
