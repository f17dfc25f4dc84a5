"""Bring the ledger up to date: from the tables as they are, or from earlier revisions of them."""

from __future__ import annotations

from dataclasses import replace
from itertools import zip_longest
from typing import TYPE_CHECKING

from ecs_errors_ext.groups import Groups
from ecs_errors_ext.ledger.past import with_past
from ecs_errors_ext.ledger.records import ROLES, CatalogRecord, CodeRecord, Ledger, texts_of, untranslated
from ecs_errors_ext.model import Change, Entry, Role
from ecs_errors_ext.slugs import code_slugs

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ecs_errors_ext.model import Catalog, ErrorCode


def update(ledger: Ledger, catalogs: Iterable[Catalog], date: str) -> Ledger:
    """*ledger* with what *catalogs* say on the day *date* (ISO 8601); other catalogs stay as they are."""
    changed = {
        catalog.name: _updated(ledger.catalogs.get(catalog.name), catalog, date) for catalog in catalogs
    }
    return Ledger({**ledger.catalogs, **changed})


def replay(ledger: Ledger, name: str, revisions: Iterable[tuple[str, Catalog]]) -> Ledger:
    """*ledger* with the *revisions* (day and catalog, oldest first) that are older than its record of *name*."""
    present = ledger.catalogs.get(name)
    past: CatalogRecord | None = None
    for date, catalog in revisions:
        if present is None or date < present.began:
            past = _updated(past, catalog, date)
    if past is None:
        return ledger
    return Ledger({**ledger.catalogs, name: _joined(past, present) if present else past})


def _updated(record: CatalogRecord | None, catalog: Catalog, date: str) -> CatalogRecord:
    record = record or CatalogRecord(began=date)
    groups = Groups(with_past(catalog, record))
    now = groups.catalog.by_code
    codes = {
        name: code if name in now else replace(code, removed=code.removed or date)
        for name, code in record.codes.items()
    }
    codes |= {name: _recorded(record.codes.get(name), code, date) for name, code in now.items()}
    shared = {group.slug: group.text for group in groups.shared_messages}
    return CatalogRecord(
        began=record.began,
        codes=codes,
        statuses=tuple(sorted({*groups.by_status, *record.statuses})),
        families={**record.families, **groups.family_slugs},
        messages={**shared, **record.messages},
    )


def _recorded(record: CodeRecord | None, code: ErrorCode, date: str) -> CodeRecord:
    """The record of a *code* that the table has."""
    entries = tuple(_text_alone(untranslated(entry)) for entry in code.entries)
    if record is None:
        return CodeRecord(code=code.code, slug=code.slug, since=date, entries=entries)
    changes = tuple(changes_between(record.entries, entries, date)) if record.entries else ()
    return replace(record, removed="", entries=entries, changes=record.changes + changes)


def _text_alone(entry: Entry) -> Entry:
    """*entry* without its place, which changes with every row above it."""
    return Entry(
        statuses=entry.statuses,
        status_text=entry.status_text,
        message=entry.message,
        description=entry.description,
        solution=entry.solution,
        extra=tuple((name, text) for name, text in entry.extra if text),
    )


def changes_between(old: Sequence[Entry], new: Sequence[Entry], date: str) -> Iterator[Change]:
    """What became of the texts of *old*; a column that only one of the two tables has is no change."""
    new = [untranslated(entry) for entry in new]
    for role in ROLES:
        if _have(old, role) and _have(new, role):
            yield from _changes(texts_of(old, role), texts_of(new, role), role, date)


def _changes(before: Sequence[str], after: Sequence[str], role: Role, date: str) -> Iterator[Change]:
    gone = [text for text in before if text not in after]
    come = [text for text in after if text not in before]
    for one, other in zip_longest(gone, come, fillvalue=""):
        yield Change(date=date, role=role, old=one, new=other)


def _have(entries: Iterable[Entry], role: Role) -> bool:
    return any(entry.cell(role) is not None for entry in entries)


# -- earlier revisions before a record ------------------------------------------


def _joined(past: CatalogRecord, present: CatalogRecord) -> CatalogRecord:
    """The two records of one catalog as one; *past* ends before *present* begins."""
    slugs = code_slugs(
        [*present.codes, *past.codes], {code.code: code.slug for code in present.codes.values()}
    )
    codes = {
        name: replace(code, slug=slugs[name], removed=code.removed or present.began)
        for name, code in past.codes.items()
        if name not in present.codes
    }
    for name, code in present.codes.items():
        codes[name] = _continued(past.codes[name], code) if name in past.codes else code
    taken = {slug.lower() for slug in present.families.values()}
    lost = {name: slug for name, slug in past.families.items() if slug.lower() not in taken}
    return CatalogRecord(
        began=past.began,
        codes=codes,
        statuses=tuple(sorted({*past.statuses, *present.statuses})),
        families={**lost, **present.families},
        messages={**past.messages, **present.messages},
    )


def _continued(past: CodeRecord, present: CodeRecord) -> CodeRecord:
    """The record of a code, and what changed between its two parts."""
    bridge: list[Change] = []
    for role in ROLES:
        if _have(past.entries, role):
            bridge += _changes(texts_of(past.entries, role), _first_texts(present, role), role, present.since)
    changes = (*past.changes, *bridge, *present.changes)
    return replace(present, since=past.since, changes=changes)


def _first_texts(code: CodeRecord, role: Role) -> list[str]:
    """What *code* said in *role* when its record began: its last texts, every change taken back."""
    texts = texts_of(code.entries, role)
    for change in reversed(code.changes):
        if change.role is role:
            texts = [change.old if text == change.new else text for text in texts]
            if not change.new:
                texts.append(change.old)
    return list(dict.fromkeys(text for text in texts if text))
