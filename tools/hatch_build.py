"""Build hook of the wheel."""

from __future__ import annotations

from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class TemplatesHook(BuildHookInterface[Any]):
    """Puts the top-level templates inside the package.

    Not hatchling's static ``force-include``: that would also copy them beside an
    editable install, where they would go stale.
    """

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add the templates to a wheel that holds the package itself."""
        if version == "standard":
            build_data["force_include"]["templates/errors"] = "ecs_errors_ext/templates/errors"
