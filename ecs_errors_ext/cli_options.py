"""Options that several commands have."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from ecs_errors_ext.columns import NAMED_ROLES

if TYPE_CHECKING:
    from ecs_errors_ext.model import Role

FORMAT = "print it as text for people, or for programs"
"""Help of the option ``--format``."""


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
        message = f"{text!r} is no HEADER=ROLE with a role of {', '.join(NAMED_ROLES)}"
        raise argparse.ArgumentTypeError(message)
    return header, NAMED_ROLES[role]
