"""Give a catalog its past: what was published of it before."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ecs_errors_ext.codecells import family_of
from ecs_errors_ext.groups import natural
from ecs_errors_ext.messages import message_key
from ecs_errors_ext.model import ErrorCode, Past, Role
from ecs_errors_ext.slugs import code_slugs

if TYPE_CHECKING:
    from ecs_errors_ext.ledger.records import CatalogRecord, CodeRecord
    from ecs_errors_ext.model import Catalog


def with_past(catalog: Catalog, record: CatalogRecord | None) -> Catalog:
    """*catalog* with the past of its codes, with those that are gone, and every page where it was published.

    A code that the record calls removed and the table has is back: it has the past that it had.
    """
    if record is None:
        return catalog
    slugs = code_slugs(catalog.by_code, {code.code: code.slug for code in record.codes.values()})
    codes = tuple(
        replace(code, slug=slugs[code.code], past=_past(record.codes.get(code.code), record, back=True))
        for code in catalog.codes
    )
    gone = (code for code in record.codes.values() if code.code not in catalog.by_code and code.entries)
    keys: dict[str, str] = {}
    for slug, text in record.messages.items():
        keys.setdefault(message_key(text), slug)
    # The page of a translated message is called like that of its original.
    for entry in (entry for code in catalog.codes for entry in code.entries):
        original = message_key(dict(entry.original).get(Role.MESSAGE, ""))
        if original in keys:
            keys.setdefault(message_key(entry.message or ""), keys[original])
    return replace(
        catalog,
        codes=codes,
        removed=tuple(
            sorted(
                (_removed(code, record, catalog.name) for code in gone), key=lambda code: natural(code.code)
            )
        ),
        began=record.began,
        statuses=record.statuses,
        shared=record.messages,
        family_slugs=_families(record),
        message_slugs=keys,
        retired="" if catalog.codes else record.retired,
    )


def _families(record: CatalogRecord) -> dict[str, str]:
    """Family → file name, also of one that the record of a code has alone, as where a ledger was written by hand."""
    families = (family_of(code.code) for code in record.codes.values() if code.entries)
    return {**record.families, **code_slugs(filter(None, families), record.families)}


def _removed(code: CodeRecord, record: CatalogRecord, catalog: str) -> ErrorCode:
    return ErrorCode(
        catalog=catalog,
        code=code.code,
        family=family_of(code.code),
        slug=code.slug,
        entries=code.entries,
        past=_past(code, record),
    )


def _past(code: CodeRecord | None, record: CatalogRecord, *, back: bool = False) -> Past | None:
    if code is None:
        return None
    return Past(
        since=code.since,
        exact=code.since > record.began,
        changes=code.changes,
        removed="" if back else code.removed,
        entries=code.entries,
    )
