"""How the ledger and the tables differ."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ecs_errors_ext.groups import Groups
from ecs_errors_ext.ledger.keep import changes_between
from ecs_errors_ext.ledger.past import with_past
from ecs_errors_ext.ledger.records import CatalogRecord

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ecs_errors_ext.ledger.records import Ledger
    from ecs_errors_ext.model import Catalog


class How(enum.Enum):
    """What can differ."""

    MISSING = "missing"
    """A page is published and the ledger has not got it: nobody would notice its end."""
    MOVED = "moved"
    """A catalog of the ledger is gone, and all its pages with it; that it is retired is not recorded."""
    LOST = "lost"
    """The table has no row for a code, and the ledger has no last text for its page."""
    GONE = "gone"
    """The table has no row for a code; since when is not recorded yet."""
    BACK = "back"
    """The table has a code that the ledger calls removed."""
    REWORDED = "reworded"
    """The table says something else of a code than the ledger."""

    @property
    def fatal(self) -> bool:
        """Whether a link would die, so that nothing may be published."""
        return self in {How.MOVED, How.LOST}


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One page or code that differs."""

    how: How
    catalog: str
    page: str
    """The page without its catalog and suffix: ``codes/Ecs.0013``; of a whole catalog empty."""
    name: str
    """The code, status, family or message."""

    @property
    def address(self) -> str:
        """The page, relative to the site and without its suffix."""
        return f"{self.catalog}/{self.page}" if self.catalog else self.page


def compare(ledger: Ledger, catalogs: list[Catalog]) -> Iterator[Difference]:
    """Where the *ledger* differs from all *catalogs* of a project, in the order of these."""
    present = {catalog.name for catalog in catalogs if catalog.codes}
    for name, record in ledger.catalogs.items():
        if name not in present and record.retired:
            yield from _without_text(name, record)
        elif name not in present and record.codes:
            yield Difference(how=How.MOVED, catalog=name, page="", name=name)
    for catalog in catalogs:
        if catalog.codes:
            yield from _differences(catalog, ledger.catalogs.get(catalog.name) or CatalogRecord(began=""))


def _without_text(catalog: str, record: CatalogRecord) -> Iterator[Difference]:
    """The codes of a retired catalog for whose pages the ledger has no text."""
    for code in record.codes.values():
        if not code.entries:
            yield Difference(how=How.LOST, catalog=catalog, page=f"codes/{code.slug}", name=code.code)


def _differences(catalog: Catalog, record: CatalogRecord) -> Iterator[Difference]:
    def differs(how: How, page: str, name: str) -> Difference:
        return Difference(how=how, catalog=catalog.name, page=page, name=name)

    groups = Groups(with_past(catalog, record))
    for code in groups.codes:
        known = record.codes.get(code.code)
        page = f"codes/{code.slug}"
        if known is None:
            yield differs(How.MISSING, page, code.code)
        elif known.removed:
            yield differs(How.BACK, page, code.code)
        elif any(changes_between(known.entries, code.entries, "")) or not known.entries:
            yield differs(How.REWORDED, page, code.code)
    for gone in record.codes.values():
        if gone.code not in groups.catalog.by_code and not (gone.entries and gone.removed):
            yield differs(How.GONE if gone.entries else How.LOST, f"codes/{gone.slug}", gone.code)
    for status in groups.by_status:
        if status not in record.statuses:
            yield differs(How.MISSING, f"status/{status}", status)
    for family, slug in groups.family_slugs.items():
        if family not in record.families:
            yield differs(How.MISSING, f"families/{slug}", family)
    for group in groups.shared_messages:
        if group.slug not in record.messages:
            yield differs(How.MISSING, f"messages/{group.slug}", group.text)
