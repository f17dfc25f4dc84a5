"""The command ``lint``: faults of a table, for whoever maintains it.

Exit status: 0 no findings, 1 findings, 2 usage, or no findings but a file could not be read.
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ecs_errors_ext.catalog import build_catalog
from ecs_errors_ext.cli.options import FORMAT, add_column, add_command
from ecs_errors_ext.cli.output import CLEAN, FINDINGS, UNREADABLE, annotation, counted, json_list, print_line
from ecs_errors_ext.lint.linter import lint
from ecs_errors_ext.lint.places import Places
from ecs_errors_ext.lint.rules import NAMES, Fault, Rule
from ecs_errors_ext.source import SourceError, read_source, table_rows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from ecs_errors_ext.cli.options import Commands
    from ecs_errors_ext.model import Problem, Row


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A fault, and where it stands in a file; the fields are those of ``--format json``."""

    path: str
    line: int
    """1-based, as is *column*."""
    column: int
    rule: str
    code: str
    message: str


def add_lint(commands: Commands) -> None:
    """Add the command to *commands*."""
    parser = add_command(commands, "lint", _lint, "list what is to be mended in error-code tables")
    parser.epilog = f"rules: {', '.join(NAMES)}; the reference says why each matters and how to mend it"
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="reStructuredText or Markdown")
    parser.add_argument("--format", choices=tuple(_FORMATS), default="text", help=FORMAT)
    parser.add_argument(
        "--select", type=_rules, action="extend", metavar="RULE,…", help="these rules alone (all)"
    )
    parser.add_argument(
        "--ignore", type=_rules, action="extend", metavar="RULE,…", default=[], help="not these"
    )
    add_column(parser)


def _rules(text: str) -> list[str]:
    names = [name.strip() for name in text.split(",") if name.strip()]
    unknown = [name for name in names if name not in NAMES]
    if unknown:
        raise argparse.ArgumentTypeError(f"there is no rule {', '.join(unknown)} (rules: {', '.join(NAMES)})")
    return names


def _lint(arguments: argparse.Namespace) -> int:
    wanted = frozenset(arguments.select or NAMES) - frozenset(arguments.ignore)
    findings: list[Finding] = []
    unread = 0
    for path in arguments.files:
        try:
            findings += _findings(path, wanted, dict(arguments.column))
        except SourceError as error:
            print_line(f"ecs-errors: {error}", sys.stderr)
            unread += 1
    for line in _FORMATS[arguments.format](findings):
        print_line(line, sys.stdout)
    if arguments.format == "text":
        read = counted(len(arguments.files) - unread, "file")
        print_line(f"{read} read, {counted(len(findings), 'finding')}.", sys.stderr)
    if findings:
        return FINDINGS
    return UNREADABLE if unread else CLEAN


def _findings(path: Path, wanted: frozenset[str], columns: dict[str, Any]) -> list[Finding]:
    """The findings of the *wanted* rules in one file, in its order; raises :exc:`SourceError`."""
    text = read_source(path)
    rows, problems = table_rows(text, path, columns)
    problems += build_catalog(rows)[1]
    faults = lint(rows, [rule for rule in Rule if rule in wanted])
    found = _placed(path, [*problems, *faults], Places(text, rows), rows)
    return sorted(
        (one for one in found if one.rule in wanted), key=lambda one: (one.line, one.column, one.rule)
    )


def _placed(
    path: Path, faults: Sequence[Problem | Fault], places: Places, rows: Sequence[Row]
) -> Iterator[Finding]:
    lines = {row.line for row in rows}
    for fault in faults:
        line, column = fault.line or 1, 1
        if isinstance(fault, Fault):
            line, column = places.find(line, fault.role)
        elif line in lines:
            line, column = places.find(line)
        code = fault.code if isinstance(fault, Fault) else ""
        yield Finding(
            path=str(path), line=line, column=column, rule=fault.kind.value, code=code, message=fault.text
        )


def _as_text(findings: Sequence[Finding]) -> Iterator[str]:
    for one in findings:
        said = f"{one.code}: {one.message}" if one.code and one.code not in one.message else one.message
        yield f"{one.path}:{one.line}:{one.column}: {said} [{one.rule}]"


def _as_github(findings: Sequence[Finding]) -> Iterator[str]:
    for one in findings:
        title = f"{one.rule}: {one.code}" if one.code else one.rule
        yield annotation("warning", one.message, file=one.path, line=one.line, col=one.column, title=title)


_FORMATS: dict[str, Callable[[Sequence[Finding]], Iterator[str]]] = {
    "text": _as_text,
    "json": lambda findings: json_list(map(asdict, findings)),
    "github": _as_github,
}
