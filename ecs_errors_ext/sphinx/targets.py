"""What references may lead to, in all catalogs."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ecs_errors_ext.model import full_name
from ecs_errors_ext.sphinx.autolink import BARE
from ecs_errors_ext.statuses import titled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from ecs_errors_ext.groups import Groups
    from ecs_errors_ext.model import ErrorCode
    from ecs_errors_ext.views.names import PageNames

_MEANT = {"any": ("code", "status"), "myst": ("code", "status"), BARE: ("code",)}
"""Kind of reference → kinds of things that it may lead to, where they are not called the same."""
Place = tuple[str, str]
"""Page or document, and anchor in it."""


@dataclass(frozen=True, slots=True)
class Target:
    """Something that a reference may lead to."""

    kind: str
    """``code``, ``status`` or ``message``."""
    catalog: str
    name: str
    """As it is called in its catalog."""
    place: Place
    title: str
    """What to say about it."""
    removed: str | None = None
    """Of a code that no table has any more: since when, as far as that is recorded; of a status that none has: empty."""

    @property
    def full_name(self) -> str:
        """Its name in the inventory."""
        return full_name(self.catalog, self.name)


class Targets:
    """The targets of a site in the present kind of output.

    *paged*: the output has a page for each code. Any other has the rows of the
    table: there a code is where it first stands, a status where the first of its
    codes does.
    """

    def __init__(
        self, catalogs: Iterable[tuple[Groups, PageNames]], gettext: Callable[[str], str], *, paged: bool
    ) -> None:
        self._gettext = gettext
        self._paged = paged
        self._known: dict[tuple[str, str], Target] = {}
        self._bare: dict[tuple[str, str], list[Target]] = defaultdict(list)
        self._past: dict[tuple[str, str], list[Target]] = defaultdict(list)
        for groups, names in catalogs:
            gone = bool(groups.catalog.retired)
            bare = self._past if gone else self._bare
            for target in self._targets_of(groups, names):
                self._known[target.kind, target.full_name] = target
                bare[target.kind, target.name].append(target)

    def __iter__(self) -> Iterator[Target]:
        return iter(self._known.values())

    def find(self, kind: str, name: str) -> Target | None:
        """Where *name* is, of the kinds that a reference of *kind* may lead to; ``None`` also if it may be several."""
        meant = self.meant(kind, name)
        return meant[0] if len(meant) == 1 else None

    def meant(self, kind: str, name: str) -> list[Target]:
        """All that a reference of *kind* to *name* may lead to.

        A name without that of a catalog is of the default one, or of any other if that has no such; of
        a retired one only if nothing else is called so.
        """
        for one in _MEANT.get(kind, (kind,)):
            known, bare = self._known.get((one, name)), self._bare.get((one, name), [])
            if known and (known in bare or not bare):
                return [known]
            if found := bare or self._past.get((one, name), []):
                return found
        return []

    def names(self, kind: str) -> Iterator[str]:
        """The full names of everything of one kind."""
        return (target.full_name for target in self if target.kind == kind)

    def _targets_of(self, groups: Groups, names: PageNames) -> Iterator[Target]:
        catalog = groups.catalog.name

        def place(page: str, code: ErrorCode) -> Place:
            return (page, "") if self._paged else (code.entries[0].docname, code.entries[0].anchor)

        for code in groups.codes:
            messages = groups.messages_of(code)
            message_page = names.message(messages[0]) if messages else names.code(code)
            yield Target("code", catalog, code.code, place(names.code(code), code), code.message)
            yield Target("message", catalog, code.code, place(message_page, code), code.message)
        for code in groups.catalog.removed:
            for kind in ("code", "message"):
                yield Target(kind, catalog, code.code, (names.code(code), ""), code.message, code.removed)
        for status, codes in groups.by_status.items():
            said = titled(status, self._gettext)
            yield Target("status", catalog, status, place(names.status(status), codes[0]), said)
        for status in groups.catalog.statuses:
            if status not in groups.by_status:
                said = titled(status, self._gettext)
                yield Target("status", catalog, status, (names.status(status), ""), said, "")
