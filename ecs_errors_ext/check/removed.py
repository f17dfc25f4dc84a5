"""What to say of a code that was published once and that no table has any more."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from ecs_errors_ext.groups import Groups
from ecs_errors_ext.views.gone import Gone
from ecs_errors_ext.views.pages import Views

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ecs_errors_ext.model import Catalog, ErrorCode

_MOST_NAMED = 2


class Removed:
    """The removed codes of some catalogs, by name in any letter case; a code that one of them has still is none."""

    def __init__(self, catalogs: Sequence[Catalog]) -> None:
        present = {code.code for catalog in catalogs for code in catalog.codes}
        self._found: dict[str, tuple[ErrorCode, Catalog]] = {
            code.code.lower(): (code, catalog)
            for catalog in catalogs
            for code in catalog.removed
            if code.code not in present
        }

    def __contains__(self, code: str) -> bool:
        return code.lower() in self._found

    def text(self, code: str) -> str:
        """Since when it is gone, and which codes come nearest now."""
        known, catalog = self._found[code.lower()]
        since = f" since {known.removed}" if known.removed else ""
        near = [other.code for other in self._gone[catalog.name].nearest(known)[:_MOST_NAMED]]
        hint = f" Nearest now: {', '.join(near)}." if near else ""
        return f"{known.code} is no longer in the table{since}.{hint}"

    @cached_property
    def _gone(self) -> dict[str, Gone]:
        return {catalog.name: Gone(Views(Groups(catalog))) for _, catalog in self._found.values()}
