"""The ledger: every page that was ever published, and what the table said of each code in its time.

It is kept in a file beside ``conf.py`` (:mod:`.form`), brought up to date from the table
(:mod:`.keep`, of a whole catalog that is gone :mod:`.retire`), and given to a catalog (:mod:`.past`), which then knows what went before it.
:mod:`.compare` says how the two differ.
"""

from __future__ import annotations

from ecs_errors_ext.ledger.compare import Difference, How, compare
from ecs_errors_ext.ledger.form import COMMAND, FILE, from_json, load, save, to_json
from ecs_errors_ext.ledger.keep import replay, update
from ecs_errors_ext.ledger.past import with_past
from ecs_errors_ext.ledger.reader import LedgerError, is_day
from ecs_errors_ext.ledger.records import CatalogRecord, CodeRecord, Ledger
from ecs_errors_ext.ledger.retire import retire

__all__ = [
    "COMMAND",
    "FILE",
    "CatalogRecord",
    "CodeRecord",
    "Difference",
    "How",
    "Ledger",
    "LedgerError",
    "compare",
    "from_json",
    "is_day",
    "load",
    "replay",
    "retire",
    "save",
    "to_json",
    "update",
    "with_past",
]
