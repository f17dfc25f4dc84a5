"""The form of ``published.json``.

A line for each field, sorted, so that a diff reads well and two branches merge unless they
touch the same code. ::

    {
     "version": 1,
     "catalogs": {
      "": {
       "began": "2026-01-31",
       "codes": {
        "Ab.0001": {
         "since": "2026-01-31",
         "entries": [
          {
           "status": "400",
           "message": "Disk full."
          }
         ],
         "changes": [
          {
           "date": "2026-02-28",
           "field": "message",
           "old": "Disc full.",
           "new": "Disk full."
          }
         ]
        }
       },
       "statuses": ["400", "4xx"],
       "families": {"Ab": "Ab"},
       "messages": {"slug-of-a-shared-message": "Its text."}
      }
     }
    }

A code may have ``slug``, where its page is not called like it, and ``removed``, the day from
which the table has it no more. ``field`` is ``status``, ``message``, ``description`` or ``solution``.
A catalog may have ``retired``, the day from which it has no table at all, and then ``successor``,
the catalog that has its codes now.
"""

from __future__ import annotations

import json
import os
import re
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from ecs_errors_ext.groups import natural
from ecs_errors_ext.ledger.reader import VERSION, LedgerError, Reader
from ecs_errors_ext.ledger.records import ROLES

if TYPE_CHECKING:
    from pathlib import Path

    from ecs_errors_ext.ledger.records import CatalogRecord, CodeRecord, Ledger
    from ecs_errors_ext.model import Change, Entry

FILE = "published.json"
"""What the file is called."""
COMMAND = "python -m ecs_errors_ext ledger"
"""What brings it up to date, in messages."""
_CONFLICT = re.compile(r"^(<{7}|={7}|>{7}|\|{7})( |$)", re.MULTILINE)
_RESTORE = "Take the last good one from version control"


def load(path: Path) -> Ledger:
    """The ledger in the file at *path*; raises :exc:`LedgerError`."""
    try:
        text = path.read_text("utf-8-sig")
    except FileNotFoundError as error:
        raise LedgerError(
            f"{path}: there is no ledger. Put it back if it was lost, or begin one with `{COMMAND}`, and commit it."
        ) from error
    except UnicodeDecodeError as error:
        raise LedgerError(f"{path}: not UTF-8 text. {_RESTORE}.") from error
    except OSError as error:
        raise LedgerError(
            f"{path}: {error.strerror or error}. The ledger is a file: name it in ecs_errors_ledger, or with --ledger."
        ) from error
    return from_json(text, str(path))


def from_json(text: str, name: str = FILE) -> Ledger:
    """The ledger that *text*, the content of the file *name*, describes; raises :exc:`LedgerError`."""
    conflict = _CONFLICT.search(text)
    if conflict:
        line = text.count("\n", 0, conflict.start()) + 1
        raise LedgerError(
            f"{name}:{line}: a conflict of a merge. Keep the lines of both sides, without the marks and with a comma"
            f" between entries, then run `{COMMAND}`."
        )
    if not text.strip():
        raise LedgerError(
            f"{name}: empty. {_RESTORE}, or delete it to begin a new one, which knows no removed code."
        )
    try:
        return Reader(name).ledger(json.loads(text, object_pairs_hook=_once))
    except json.JSONDecodeError as error:
        raise LedgerError(f"{name}:{error.lineno}: not whole ({error.msg}). {_RESTORE}.") from error
    except RecursionError as error:
        raise LedgerError(f"{name}: nested too deeply, so no ledger. {_RESTORE}.") from error
    except ValueError as error:
        raise LedgerError(f"{name}: {error}") from error


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """A JSON object; a merge without a conflict may still have left two entries of one name."""
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        name = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"{name!r} stands there twice. Make one entry of the two, with the changes of both.")
    return found


def to_json(ledger: Ledger) -> str:
    """*ledger* as the text of its file; two ledgers of one content are the same text."""
    catalogs = {name: _catalog_data(record) for name, record in sorted(ledger.catalogs.items())}
    data = {"version": VERSION, "catalogs": catalogs}
    text = json.dumps(data, indent=1, ensure_ascii=False)
    return text.encode("utf-8", "surrogatepass").decode("utf-8", "replace") + "\n"


def _catalog_data(record: CatalogRecord) -> dict[str, Any]:
    end = {"retired": record.retired} if record.retired else {}
    if record.successor is not None:
        end["successor"] = record.successor
    return {
        "began": record.began,
        **end,
        "codes": {code: _code_data(record.codes[code]) for code in sorted(record.codes, key=natural)},
        "statuses": list(record.statuses),
        "families": dict(sorted(record.families.items())),
        "messages": dict(sorted(record.messages.items())),
    }


def _code_data(code: CodeRecord) -> dict[str, Any]:
    data: dict[str, Any] = {"slug": code.slug} if code.slug != code.code else {}
    data["since"] = code.since
    if code.removed:
        data["removed"] = code.removed
    data["entries"] = [_entry_data(entry) for entry in code.entries]
    if code.changes:
        data["changes"] = [_change_data(change) for change in code.changes]
    return data


def _entry_data(entry: Entry) -> dict[str, Any]:
    texts = {role.value: entry.cell(role) for role in ROLES}
    data: dict[str, Any] = {name: text for name, text in texts.items() if text is not None}
    return data | ({"extra": dict(entry.extra)} if entry.extra else {})


def _change_data(change: Change) -> dict[str, str]:
    data = {"date": change.date, "field": change.role.value, "old": change.old, "new": change.new}
    return {key: text for key, text in data.items() if text}


def save(ledger: Ledger, path: Path) -> bool:
    """Write *ledger* to *path* in one step, unless the file says the same; whether it was written.

    Raises :exc:`LedgerError` where that cannot be done; then the file is as it was.
    """
    text = to_json(ledger)
    try:
        if path.read_text("utf-8") == text:
            return False
    except (OSError, UnicodeDecodeError):
        pass
    partial = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        partial.write_text(text, "utf-8", newline="\n")
        partial.replace(path)
    except OSError as error:
        raise LedgerError(f"{path}: it cannot be written ({error.strerror or error}).") from error
    finally:
        with suppress(OSError):
            partial.unlink()
    return True
