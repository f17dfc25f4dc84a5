"""The command ``find``: codes by anything that can be pasted.

Exit status: 0 something was found, 1 nothing was, 2 usage or unreadable input.
"""

from __future__ import annotations

import argparse
import json
import sys
from typing import TYPE_CHECKING

from ecs_errors_ext.blocks import whole_lines
from ecs_errors_ext.cli.options import add_asking
from ecs_errors_ext.cli.output import FOUND, NOTHING, print_text
from ecs_errors_ext.cli.reading import InputError, decode, in_utf8, open_library, stdin
from ecs_errors_ext.cli.text import Style, answer_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ecs_errors_ext.cli.options import Commands

_LONGEST_PASTE = 20_000_000


def add_find(commands: Commands) -> None:
    """Add the command to *commands*."""
    command = add_asking(
        commands, "find", _find, "find codes by a code, a message, a body, a log line or plain words"
    )
    command.add_argument("text", nargs="*", help="what to look for; - reads one paste from standard input")
    command.add_argument("--lines", action="store_true", help="answer each line of standard input by itself")
    command.add_argument(
        "--limit", type=_positive, metavar="N", help="show at most N matches (10; as JSON 50)"
    )


def _positive(text: str) -> int:
    if not text.isdecimal() or not text.strip("0"):
        raise argparse.ArgumentTypeError(f"{text!r} is no number from 1 on")
    return int(text)


def _find(arguments: argparse.Namespace) -> int:
    if arguments.lines and arguments.text:
        raise InputError("find --lines reads standard input and takes no text.")
    if not arguments.lines and not arguments.text:
        raise InputError("find needs a text, - for a paste from standard input, or --lines.")
    library = open_library(arguments)
    style = Style.of(sys.stdout)
    found = False
    limit = arguments.limit or (50 if arguments.format == "json" else 10)
    for text in _questions(arguments):
        answer = library.find(text, limit)
        found = found or bool(answer["matches"])
        if arguments.format == "json":
            print_text(json.dumps(answer, ensure_ascii=True))
        elif arguments.lines and not text:
            print_text("")
        else:
            print_text(answer_text(answer, library, style, echo=arguments.lines))
    return FOUND if found else NOTHING


def _questions(arguments: argparse.Namespace) -> Iterator[str]:
    if arguments.lines:
        for block in whole_lines(in_utf8(stdin().read1)):
            for line in block.removesuffix(b"\n").split(b"\n"):
                yield decode(line).strip()
    elif arguments.text == ["-"]:
        yield decode(in_utf8(stdin().read)(_LONGEST_PASTE))
    else:
        yield " ".join(arguments.text)
