"""Record that a catalog has no table any more: its service is gone, or its codes are those of another catalog now."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ecs_errors_ext.ledger.reader import LedgerError
from ecs_errors_ext.ledger.records import Ledger

if TYPE_CHECKING:
    from ecs_errors_ext.ledger.records import CatalogRecord


def retire(ledger: Ledger, name: str, date: str, successor: str | None = None) -> Ledger:
    """*ledger* with all codes of the catalog *name* removed on the day *date*.

    A *successor* that is not on record yet begins with the whole record, since it is the same catalog under
    another name. Raises :exc:`LedgerError` where there is no such catalog, or it is retired already.
    """
    record = ledger.catalogs.get(name)
    if record is None:
        known = ", ".join(map(repr, ledger.catalogs)) or "none"
        raise LedgerError(f"there is no catalog {name!r} in the ledger to retire, only {known}.")
    if record.retired:
        raise LedgerError(f"the catalog {name!r} is retired already, since {record.retired}.")
    if successor == name:
        raise LedgerError(f"the catalog {name!r} cannot be its own successor.")
    catalogs = {**ledger.catalogs, name: _retired(record, date, successor)}
    if successor is not None:
        catalogs[successor] = _taken_up(ledger.catalogs.get(successor, record))
    return Ledger(catalogs)


def _retired(record: CatalogRecord, date: str, successor: str | None) -> CatalogRecord:
    codes = {name: replace(code, removed=code.removed or date) for name, code in record.codes.items()}
    return replace(record, codes=codes, retired=date, successor=successor)


def _taken_up(record: CatalogRecord) -> CatalogRecord:
    """The record of a catalog that has a table, also of one that had none for a time."""
    return replace(record, retired="", successor=None)
