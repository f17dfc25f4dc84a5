"""Which commands there are, and how one is run."""

from __future__ import annotations

import argparse
import io
import os
import sys
from typing import TYPE_CHECKING

from ecs_errors_ext import __version__
from ecs_errors_ext.cli.check import add_check
from ecs_errors_ext.cli.explain import add_explain
from ecs_errors_ext.cli.find import add_find
from ecs_errors_ext.cli.ledger import add_ledger
from ecs_errors_ext.cli.lint import add_lint
from ecs_errors_ext.cli.output import FOUND, UNREADABLE
from ecs_errors_ext.cli.reading import InputError, reason
from ecs_errors_ext.cli.scan import add_scan
from ecs_errors_ext.ledger import LedgerError
from ecs_errors_ext.search.vocabulary import VocabularyError
from ecs_errors_ext.source import SourceError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line with *argv* and return its exit status."""
    sys.stderr = sys.stderr or io.StringIO()  # a stream that is closed is None
    arguments = parser().parse_args(argv)
    if sys.stdout is None:
        sys.stderr.write("ecs-errors: standard output is closed.\n")
        return UNREADABLE
    run: Callable[[argparse.Namespace], int] = arguments.run
    try:
        status = run(arguments)
        sys.stdout.flush()
    except (SourceError, LedgerError, InputError, VocabularyError) as error:
        sys.stderr.write(f"ecs-errors: {error}\n")
        return UNREADABLE
    except BrokenPipeError:
        # Whoever read us has seen enough (head, less); Python must not complain when it flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FOUND
    except OSError as error:
        sys.stderr.write(f"ecs-errors: {reason(error, 'standard input or output')}\n")
        # As above: what could not be written (a full disk) is still in the buffer.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return UNREADABLE
    except KeyboardInterrupt:
        return 130
    return status


def parser() -> argparse.ArgumentParser:
    """What reads the arguments of all commands."""
    top = argparse.ArgumentParser(
        prog="ecs-errors", description="Find error codes by anything you can paste."
    )
    top.add_argument(
        "--version", action="version", version=f"ecs-errors {__version__}", help="print the version"
    )
    commands = top.add_subparsers(title="commands", required=True, metavar="COMMAND")
    add_find(commands)
    add_explain(commands)
    add_scan(commands)
    add_check(commands)
    add_lint(commands)
    add_ledger(commands)
    return top
