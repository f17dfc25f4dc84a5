"""What the command ``ledger`` prints: how ledger and tables differ, and what is on record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ecs_errors_ext.cli.text import clean
from ecs_errors_ext.ledger import How
from ecs_errors_ext.ledger.records import ROLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ecs_errors_ext.ledger import CatalogRecord, Difference

MOST_NAMED = 10
_MOST_SHOWN = 3
_SAID = {
    How.MISSING: ("is published and not in the ledger", "are published and not in the ledger"),
    How.MOVED: ("is a catalog that no table is named for", "are catalogs that no table is named for"),
    How.LOST: ("is gone from the table, and its last text is not in the ledger",) * 2,
    How.GONE: ("is no longer in the table", "are no longer in the table"),
    How.BACK: ("is in the table again", "are in the table again"),
    How.REWORDED: ("has another text than in the ledger", "have another text than in the ledger"),
}
LACKING = (How.MISSING, How.MOVED, How.LOST)
"""Differences for which ``--check`` fails: a page would be lost, or its end not noticed."""


def as_data(found: Iterable[Difference]) -> dict[str, Any]:
    """*found* as it is printed for programs."""
    return {
        "differences": [
            {"how": one.how.value, "catalog": one.catalog, "page": one.page, "name": one.name}
            for one in found
        ]
    }


def difference_lines(found: Iterable[Difference]) -> Iterator[str]:
    """One line for each kind of difference, with the first names."""
    found = list(found)
    for how, said in _SAID.items():
        names = [_name(one) for one in found if one.how is how]
        if names:
            more = f" and {len(names) - MOST_NAMED} more" if len(names) > MOST_NAMED else ""
            mark = "" if how in LACKING else "notice: "
            yield f"{mark}{', '.join(names[:MOST_NAMED])}{more} {said[len(names) > 1]}."


def _name(one: Difference) -> str:
    return clean(f"{one.name} ({one.address})" if one.name not in one.page else one.address)


def summary_line(record: CatalogRecord, name: str) -> str:
    """What is on record of a catalog, in one line."""
    codes = record.codes.values()
    found = [("added", [code.code for code in codes if code.since > record.began])]
    found.append(("removed", [code.code for code in codes if code.removed]))
    for role in ROLES:
        changed = [code.code for code in codes if any(change.role is role for change in code.changes)]
        found.append((f"with another {role}", changed))
    said = "".join(f", {len(names)} {what}{_few(names)}" for what, names in found if names)
    where = f"{name}: " if name else ""
    return f"{where}{len(codes)} codes on record since {record.began}{said}."


def _few(names: list[str]) -> str:
    return clean(f" ({', '.join(names)})") if len(names) <= _MOST_SHOWN else ""
