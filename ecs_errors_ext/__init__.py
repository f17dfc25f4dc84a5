"""Turn the error-code table of an API reference into a reference of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

__version__ = "1.0.0"


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the extension with Sphinx, which is imported only here and below."""
    from ecs_errors_ext.sphinx import register

    return register(app)
