"""From JSON to records; what is of another form or contradicts itself is refused."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from ecs_errors_ext.catalog import parse_statuses
from ecs_errors_ext.ledger.records import ROLES, CatalogRecord, CodeRecord, Ledger, texts_of
from ecs_errors_ext.model import Change, Entry, Role
from ecs_errors_ext.slugs import is_safe

if TYPE_CHECKING:
    from collections.abc import Mapping

VERSION = 1
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_STATUS = re.compile(r"[1-5](?:\d\d|xx)")


class LedgerError(Exception):
    """The ledger cannot be used; the text says why and what to do about it."""


def is_day(text: str) -> bool:
    """Whether *text* is a day of the calendar in the form 2026-01-31."""
    try:
        return bool(_DAY.fullmatch(text) and date.fromisoformat(text))
    except ValueError:
        return False


class Reader:
    """Reads JSON into records, and refuses what is of another form or contradicts itself."""

    def __init__(self, name: str) -> None:
        self._name = name

    def _fail(self, where: str, fault: str) -> LedgerError:
        return LedgerError(f"{self._name}: {where}: {fault}. Correct it, or take the last good one.")

    def _get(self, data: Any, where: str, key: str, kind: type, default: Any = None) -> Any:  # noqa: ANN401
        if not isinstance(data, dict):
            raise self._fail(where, "an object is needed here")
        value = data.get(key, default)
        if not isinstance(value, kind) or (kind is not dict and isinstance(value, bool)):
            forms = {str: "a text", int: "a number", list: "a list", dict: "an object"}
            raise self._fail(where, f"“{key}” must be {forms[kind]}")
        return value

    def _day(self, data: Any, where: str, key: str, default: str | None = None) -> str:  # noqa: ANN401
        day: str = self._get(data, where, key, str, default)
        if not is_day(day) and (day or default is None):
            raise self._fail(where, f"“{key}” must be a day such as 2026-01-31, and it is {day!r}")
        return day

    def ledger(self, data: Any) -> Ledger:  # noqa: ANN401
        """The ledger in *data*; raises :exc:`LedgerError`."""
        version = self._get(data, "the whole", "version", int)
        if version > VERSION:
            raise LedgerError(
                f"{self._name}: of form {version}, and this version of ecs_errors_ext reads {VERSION}."
                " Update ecs_errors_ext."
            )
        if version < 1:
            raise self._fail("the whole", f"there is no form {version}")
        catalogs = self._get(data, "the whole", "catalogs", dict)
        records = {name: self._catalog(record, name) for name, record in catalogs.items()}
        for name, record in records.items():
            if record.successor is not None and record.successor not in records.keys() - {name}:
                raise self._fail(f"catalog {name!r}", f"its successor {record.successor!r} is not on record")
        return Ledger(records)

    def _catalog(self, data: Any, name: str) -> CatalogRecord:  # noqa: ANN401
        where = f"catalog {name!r}"
        began = self._day(data, where, "began")
        codes = {
            code: self._code(item, code) for code, item in self._get(data, where, "codes", dict, {}).items()
        }
        for code in codes.values():
            if code.since < began:
                raise self._fail(
                    code.code, f"it is on record since {code.since}, before the record began ({began})"
                )
        statuses = self._get(data, where, "statuses", list, [])
        families = self._texts(data, where, "families")
        messages = self._texts(data, where, "messages")
        for status in statuses:
            if not isinstance(status, str) or not _STATUS.fullmatch(status):
                raise self._fail(where, f"{status!r} is no status")
        retired = self._day(data, where, "retired", "")
        if left := next((code.code for code in codes.values() if retired and not code.removed), None):
            raise self._fail(left, f"it is not removed, and its catalog is retired since {retired}")
        successor = self._get(data, where, "successor", str) if retired and "successor" in data else None
        self._check_slugs({code.code: code.slug for code in codes.values()})
        self._check_slugs(families)
        self._check_slugs({slug: slug for slug in messages})
        return CatalogRecord(
            began=began,
            codes=codes,
            statuses=tuple(sorted(set(statuses))),
            families=families,
            messages=messages,
            retired=retired,
            successor=successor,
        )

    def _texts(self, data: Any, where: str, key: str) -> dict[str, str]:  # noqa: ANN401
        found: dict[str, str] = self._get(data, where, key, dict, {})
        for name in found:
            self._get(found, f"{where}, {key}", name, str)
        return found

    def _check_slugs(self, slugs: Mapping[str, str]) -> None:
        """A slug names one page alone on every file system, and is another's name in no case."""
        taken: dict[str, str] = {}
        for name, slug in slugs.items():
            if not is_safe(slug):
                raise self._fail(name, f"{slug!r} can't be the name of a page")
            other = taken.setdefault(slug.lower(), name)
            if other != name:
                raise self._fail(name, f"its page is that of {other} too ({slug})")

    def _code(self, data: Any, code: str) -> CodeRecord:  # noqa: ANN401
        since, removed = self._day(data, code, "since"), self._day(data, code, "removed", "")
        entries = tuple(self._entry(item, code) for item in self._get(data, code, "entries", list, []))
        changes = tuple(self._change(item, code) for item in self._get(data, code, "changes", list, []))
        self._check_changes(code, since, removed, entries, changes)
        return CodeRecord(
            code=code,
            slug=self._get(data, code, "slug", str, code),
            since=since,
            removed=removed,
            entries=entries,
            changes=changes,
        )

    def _entry(self, data: Any, where: str) -> Entry:  # noqa: ANN401
        texts = {
            role: self._get(data, where, role, str) for role in ROLES if role in self._known(data, where)
        }
        status = texts.pop(Role.STATUS, None)
        extra = self._texts(data, where, "extra")
        known = {role.value: text for role, text in texts.items()}
        return Entry(
            statuses=parse_statuses(status or ""), status_text=status, extra=tuple(extra.items()), **known
        )

    def _known(self, data: Any, where: str) -> dict[str, Any]:  # noqa: ANN401
        if not isinstance(data, dict):
            raise self._fail(where, "an entry must be an object")
        return data

    def _change(self, data: Any, where: str) -> Change:  # noqa: ANN401
        name = self._get(data, where, "field", str)
        if name not in ROLES:
            raise self._fail(where, f"{name!r} is no field ({', '.join(ROLES)})")
        old, new = self._get(data, where, "old", str, ""), self._get(data, where, "new", str, "")
        return Change(date=self._day(data, where, "date"), role=Role(name), old=old, new=new)

    def _check_changes(
        self, code: str, since: str, removed: str, entries: tuple[Entry, ...], changes: tuple[Change, ...]
    ) -> None:
        """Days in their order, and the last change of a field as its entry has it."""
        days = [since, *(change.date for change in changes), *([removed] if removed else [])]
        for earlier, later in pairwise(days):
            if later < earlier:
                raise self._fail(code, f"{later} stands after {earlier}")
        last = {change.role: change for change in changes}
        for role, change in last.items():
            if change.new and entries and change.new not in texts_of(entries, role):
                fault = f"its {role} became {change.new!r} on {change.date}, but its entry has another one"
                raise self._fail(code, fault)
