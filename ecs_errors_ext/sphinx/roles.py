"""The roles of the domain."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from sphinx.roles import XRefRole

if TYPE_CHECKING:
    from docutils.nodes import Element
    from sphinx.environment import BuildEnvironment

    from ecs_errors_ext.sphinx.domain import ErrorDomain


class CodeRole(XRefRole):
    """A reference that shows the name of a code or status without that of its catalog."""

    def process_link(
        self,
        env: BuildEnvironment,
        refnode: Element,
        has_explicit_title: bool,
        title: str,
        target: str,
    ) -> tuple[str, str]:
        """Leave the catalog out of the title; a project without sources refers to the catalogs of others."""
        title, target = super().process_link(env, refnode, has_explicit_title, title, target)
        catalog, _, name = target.partition(":")
        sources = cast("ErrorDomain", env.get_domain("err")).settings.sources
        hidden = name and not has_explicit_title and (catalog in sources or not sources)
        return (name if hidden else title), target
