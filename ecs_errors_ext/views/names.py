"""Names of pages, which are their URLs without suffix, and of sections in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ecs_errors_ext.groups import Groups, MessageGroup
    from ecs_errors_ext.model import ErrorCode


CATALOGS = "catalogs"
"""Page over all services, where there are several."""
FINDER = "find"
"""Page of the search."""


class PageNames:
    """The names of a catalog's pages, which are its URLs without suffix."""

    def __init__(self, groups: Groups) -> None:
        self._prefix = f"{groups.catalog.name}/" if groups.catalog.name else ""
        self._families = groups.family_slugs
        self.folders = tuple(f"{self._prefix}{name}" for name in ("codes", "status", "families", "messages"))
        self.codes = f"{self._prefix}codes/index"
        self.statuses = f"{self._prefix}status/index"
        self.families = f"{self._prefix}families/index"
        self.messages = f"{self._prefix}messages/index"
        self.changes = f"{self._prefix}changes"

    def code(self, code: ErrorCode) -> str:
        """Page of a code."""
        return f"{self._prefix}codes/{code.slug}"

    def status(self, status: int | str) -> str:
        """Page of a status, or of a status class (``4xx``)."""
        return f"{self._prefix}status/{status}"

    def family(self, family: str) -> str:
        """Page of a family; of the codes without one, the index of all codes."""
        return f"{self._prefix}families/{self._families[family]}" if family else self.codes

    def message(self, group: MessageGroup) -> str:
        """Page of a message: its own if it is shared, else that of its code."""
        return f"{self._prefix}messages/{group.slug}" if group.shared else self.code(group.codes[0])

    def file(self, name: str) -> str:
        """URL of a file at the catalog's root."""
        return f"{self._prefix}{name}"


def section_id(label: str) -> str:
    """The ``id`` of the section that *label* heads."""
    return "s-" + "".join(char if char.isalnum() and char.isascii() else "-" for char in label)
