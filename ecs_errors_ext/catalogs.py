"""The catalogs of one site together: which code a name means, and which services have a code in common."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ecs_errors_ext.groups import Groups
    from ecs_errors_ext.model import ErrorCode


class Catalogs:
    """All catalogs of a site, by name, in their order."""

    def __init__(self, groups: Mapping[str, Groups]) -> None:
        self._groups = groups

    def __iter__(self) -> Iterator[Groups]:
        return iter(self._groups.values())

    def __len__(self) -> int:
        return len(self._groups)

    def __getitem__(self, name: str) -> Groups:
        return self._groups[name]

    def only(self, names: tuple[str, ...]) -> Catalogs:
        """Those of the catalogs that are called by *names*; all where there are none."""
        if not names:
            return self
        return Catalogs({name: self._groups[name] for name in names if name in self._groups})

    def meant_by(self, name: str) -> tuple[ErrorCode, ...]:
        """The codes that *name* may mean.

        A full name (``vpc:VPC.0101``) means one code. Any other means that of the
        default catalog, and where that has none, the code of that name in every catalog.
        """
        if name in self._by_full_name:
            return (self._by_full_name[name],)
        return tuple(self._by_code.get(name, ()))

    def elsewhere(self, code: ErrorCode) -> tuple[ErrorCode, ...]:
        """The codes of other catalogs that are printed just as *code* is."""
        return tuple(other for other in self._by_code[code.code] if other is not code)

    @cached_property
    def _by_full_name(self) -> dict[str, ErrorCode]:
        return {code.full_name: code for code in self._codes()}

    @cached_property
    def _by_code(self) -> dict[str, list[ErrorCode]]:
        found = defaultdict(list)
        for code in self._codes():
            found[code.code].append(code)
        return dict(found)

    def _codes(self) -> Iterator[ErrorCode]:
        for groups in self:
            yield from groups.catalog.codes
