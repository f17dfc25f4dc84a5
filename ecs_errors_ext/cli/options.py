"""Options that several commands have."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from ecs_errors_ext.columns import NAMED_ROLES

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ecs_errors_ext.model import Role

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"  # noqa: SLF001 - it has no public name
Run: TypeAlias = "Callable[[argparse.Namespace], int]"
FORMAT = "print it as text for people, or for programs"
"""Help of the option ``--format``."""


def add_command(commands: Commands, name: str, run: Run, text: str) -> argparse.ArgumentParser:
    """Add the command *name*, which is *run* and does what *text* says."""
    command: argparse.ArgumentParser = commands.add_parser(name, help=text, description=text)
    command.set_defaults(run=run)
    return command


def add_asking(
    commands: Commands, name: str, run: Run, text: str, formats: Sequence[str] = ("text", "json")
) -> argparse.ArgumentParser:
    """Add a command that asks catalogs, with the options that say which."""
    command = add_command(commands, name, run, text)
    command.add_argument("--format", choices=formats, default="text", help=FORMAT)
    command.add_argument(
        "--source",
        type=Path,
        metavar="PATH",
        help="an errors.json, a built site or the table's file; without it: build/html/errors.json, errors.json,"
        " or the first table under source/",
    )
    command.add_argument(
        "--catalog",
        action="append",
        default=[],
        metavar="NAME",
        help="of a site with several, this one alone",
    )
    add_column(command)
    command.add_argument(
        "--vocabulary",
        type=Path,
        action="append",
        default=[],
        metavar="FILE",
        help="words that people use and the table does not, as for ecs_errors_vocabulary",
    )
    return command


def add_column(command: argparse.ArgumentParser) -> None:
    """Let *command* be told what columns of tables hold, as ``column``: pairs of header and role."""
    command.add_argument(
        "--column",
        type=_column,
        action="append",
        default=[],
        metavar="HEADER=ROLE",
        help=f"what a column of the table holds: {', '.join(NAMED_ROLES)}",
    )


def _column(text: str) -> tuple[str, Role | None]:
    header, _, role = text.rpartition("=")
    if not header or role not in NAMED_ROLES:
        raise argparse.ArgumentTypeError(
            f"{text!r} is no HEADER=ROLE with a role of {', '.join(NAMED_ROLES)}"
        )
    return header, NAMED_ROLES[role]
