"""The command ``ledger``: what was published, kept in a file beside ``conf.py``.

Exit status: 0 the ledger is (now) up to date, 1 with ``--check`` a published page is not in it, 2 usage, or
a table or ledger that cannot be used; then nothing is written.
"""

from __future__ import annotations

import argparse
import json
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from ecs_errors_ext.catalog import named
from ecs_errors_ext.cli.ledger_text import LACKING, MOST_NAMED, as_data, difference_lines, summary_line
from ecs_errors_ext.cli.options import FORMAT, add_column, add_command
from ecs_errors_ext.cli.output import print_text
from ecs_errors_ext.cli.present import Present, present_catalogs
from ecs_errors_ext.cli.text import clean
from ecs_errors_ext.ledger import (
    COMMAND,
    FILE,
    How,
    Ledger,
    LedgerError,
    compare,
    is_day,
    load,
    replay,
    retire,
    save,
    update,
)
from ecs_errors_ext.revisions import from_file, from_git
from ecs_errors_ext.slugs import fault_of_catalog
from ecs_errors_ext.source import SourceError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ecs_errors_ext.cli.options import Commands
    from ecs_errors_ext.ledger import Difference
    from ecs_errors_ext.model import Catalog, Problem
    from ecs_errors_ext.revisions import Revision

UP_TO_DATE, BEHIND = 0, 1


def add_ledger(commands: Commands) -> None:
    """Add the command to *commands*."""
    parser = add_command(
        commands, "ledger", _ledger, "record what is published, so that no link to it ever dies"
    )
    parser.add_argument("--format", choices=("text", "json"), default="text", help=FORMAT)
    parser.add_argument(
        "--source",
        type=_source,
        action="append",
        default=[],
        metavar="[CATALOG=]PATH",
        help="a table's file, an errors.json or a built site; several files of a catalog are one; the first table"
        " under source/ if none",
    )
    add_column(parser)
    parser.add_argument(
        "--ledger", type=Path, default=Path(FILE), metavar="PATH", help=f"the ledger ({FILE})"
    )
    parser.add_argument("--check", action="store_true", help="write nothing; say what the ledger lacks")
    parser.add_argument("--date", type=_day, metavar="DAY", help="the day to record, as 2026-01-31 (today)")
    parser.add_argument("--catalog", default="", metavar="NAME", help="the catalog of the earlier revisions")
    parser.add_argument(
        "--from-git",
        type=Path,
        metavar="PATH",
        help="read the earlier revisions of a table from its history in git",
    )
    parser.add_argument(
        "--from",
        dest="files",
        type=_dated,
        nargs="+",
        default=[],
        metavar="FILE@DAY",
        help="read earlier revisions of a table from files",
    )
    parser.add_argument(
        "--retire",
        metavar="CATALOG",
        help="record that a whole catalog has no table any more; reads no table",
    )
    parser.add_argument(
        "--to", type=_catalog, metavar="CATALOG", help="the catalog that has the codes of the retired one now"
    )


def _source(text: str) -> tuple[str | None, Path]:
    name, mark, path = text.partition("=")
    return (_catalog(name), Path(path)) if mark and "/" not in name else (None, Path(text))


def _catalog(name: str) -> str:
    if fault := fault_of_catalog(name):
        raise argparse.ArgumentTypeError(f"{name!r} can be no catalog{fault}")
    return name


def _day(text: str) -> str:
    if not is_day(text):
        raise argparse.ArgumentTypeError(f"{text!r} is no day such as 2026-01-31")
    return text


def _dated(text: str) -> tuple[Path, str]:
    path, _, day = text.rpartition("@")
    return Path(path), _day(day)


def _ledger(arguments: argparse.Namespace) -> int:
    path: Path = arguments.ledger
    today = arguments.date or date.today().isoformat()  # noqa: DTZ011 - the maintainer's own day
    if arguments.retire is not None:
        return _retire(arguments, today)
    if arguments.to is not None:
        raise SourceError("--to goes with --retire: it says which catalog has the codes now.")
    presents = present_catalogs(arguments.source, dict(arguments.column), _tell)
    catalogs = [present.catalog for present in presents]
    if arguments.check:
        found = list(compare(load(path), catalogs))
        return _checked(found, path, as_json=arguments.format == "json")
    if arguments.from_git or arguments.files:
        _refuse_unnamed(arguments.catalog, catalogs)
    ledger = load(path) if path.exists() else Ledger()
    _refuse_later(ledger, today, path)
    skipped: list[str] = []
    revisions = _readable(ledger, arguments.catalog, _revisions(arguments), today, skipped)
    known = replay(ledger, arguments.catalog, revisions)
    found = list(compare(known, catalogs))
    _refuse_moved(found, path)
    _refuse_unread(presents, found, path)
    done = update(known, catalogs, today)
    written = save(done, path)
    if arguments.format == "json":
        print_text(
            json.dumps({"ledger": str(path), "written": written, "skipped": skipped, **as_data(found)})
        )
        return UP_TO_DATE
    for line in [*skipped, *difference_lines(found if known is ledger and ledger.catalogs else [])]:
        print_text(line)
    if found and arguments.files and not (arguments.date or arguments.catalog in ledger.catalogs):
        print_text(f"what changed after the last of these files is dated {today}; --date says another day.")
    for catalog in catalogs:
        print_text(summary_line(done.catalogs[catalog.name], catalog.name))
    print_text(f"{path} is written: commit it." if written else f"{path} is up to date.")
    return UP_TO_DATE


def _revisions(arguments: argparse.Namespace) -> list[Revision]:
    """The earlier revisions of the table that are named, the oldest first."""
    found = list(from_git(arguments.from_git)) if arguments.from_git else []
    found += [from_file(*one) for one in arguments.files]
    return sorted(found, key=lambda revision: revision.date)


def _retire(arguments: argparse.Namespace, today: str) -> int:
    if arguments.check or arguments.source or arguments.from_git or arguments.files:
        raise SourceError("--retire goes with --to, --date, --ledger and --format alone: it reads no table.")
    path, name = arguments.ledger, arguments.retire
    ledger = load(path)
    _refuse_later(ledger, today, path)
    done = retire(ledger, name, today, arguments.to)
    save(done, path)
    if arguments.format == "json":
        print_text(
            json.dumps({"ledger": str(path), "written": True, "retired": name, "successor": arguments.to})
        )
        return UP_TO_DATE
    led = "" if arguments.to is None else f" Its pages lead on to those of {arguments.to!r}."
    print_text(clean(f"the catalog {name!r} is retired, with {len(done.catalogs[name].codes)} codes.{led}"))
    print_text(f"{path} is written: commit it.")
    return UP_TO_DATE


def _tell(path: Path, problem: Problem) -> None:
    _complain(f"{path}:{problem.line or 1}: {problem.text} [{problem.kind.value}]")


def _refuse_unnamed(name: str, catalogs: Iterable[Catalog]) -> None:
    """Earlier revisions are those of a catalog that there is now."""
    names = [catalog.name for catalog in catalogs]
    if name not in names:
        way = f"--source {name}=PATH" if name else "--catalog NAME"
        message = (
            f"the earlier revisions are those of the catalog {name!r}, and there is only"
            f" {', '.join(map(repr, names))}. Say which is meant with {way}."
        )
        raise SourceError(clean(message))


def _refuse_moved(found: Iterable[Difference], path: Path) -> None:
    """A catalog that no table is named for is not removed by that."""
    if names := ", ".join(repr(one.name) for one in found if one.how is How.MOVED):
        raise SourceError(
            f"{path} has the catalog {names}, and no --source is named for it. Name it, as --source CATALOG=PATH;"
            f" or, if it has no table any more, run `{COMMAND} --retire CATALOG`."
        )


def _refuse_unread(presents: Iterable[Present], found: Iterable[Difference], path: Path) -> None:
    """A code that may stand in a table that could not be read is not removed."""
    missing = [one for one in found if one.how in {How.GONE, How.LOST}]
    for present in presents:
        codes = [one.name for one in missing if one.catalog == present.catalog.name]
        if codes and present.unread:
            few = ", ".join(codes[:MOST_NAMED]) + (", …" if len(codes) > MOST_NAMED else "")
            message = (
                f"{path} has {few}, and the tables that could be read have not; but {present.unread[0]} could not be"
                " read, so nobody can tell whether they were removed. Mend it, or name the"
                " tables with --source; nothing is written."
            )
            raise SourceError(clean(message))


def _refuse_later(ledger: Ledger, today: str, path: Path) -> None:
    for record in ledger.catalogs.values():
        days = [record.began]
        for code in record.codes.values():
            days += [code.since, code.removed, *(change.date for change in code.changes)]
        if max(days) > today:
            raise LedgerError(
                f"{path} has records of {max(days)}, which is after {today}. Correct them, or the clock."
            )


def _readable(
    ledger: Ledger, name: str, revisions: Iterable[Revision], today: str, skipped: list[str]
) -> Iterator[tuple[str, Catalog]]:
    """Day and catalog of the *revisions* that are of use; of the others *skipped* gets a line."""
    present = ledger.catalogs.get(name)
    for revision in revisions:
        if present and revision.date >= present.began:
            skipped.append(f"{revision.label}: skipped, as the ledger has everything from {present.began} on")
        elif revision.date > today:
            skipped.append(f"{revision.label}: skipped, as {revision.date} is yet to come")
        else:
            try:
                yield revision.date, named(revision.read(), name)
            except SourceError as error:
                skipped.append(f"{error}: skipped")


# -- what is printed -------------------------------------------------------------------


def _checked(found: list[Difference], path: Path, *, as_json: bool) -> int:
    lacking = [one for one in found if one.how in LACKING]
    if as_json:
        print_text(json.dumps({"ledger": str(path), **as_data(found)}))
    for line in [] if as_json else difference_lines(found):
        print_text(line)
    if lacking:
        _complain(
            f"{path} is not up to date: run `{COMMAND}` with the same options but --check, and commit it."
        )
    elif found:
        _complain(
            f"notice: {path} can be brought up to date by `{COMMAND}` with the same options but --check."
        )
    return BEHIND if lacking else UP_TO_DATE


def _complain(line: str) -> None:
    sys.stderr.write(f"ecs-errors: {line}\n")
