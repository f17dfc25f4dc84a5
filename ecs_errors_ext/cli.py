"""The command line: the same engine as the pages, for a terminal, a pipe and a log.

Exit status: 0 something was found, 1 nothing was found, 2 usage or unreadable input; of `check` and `ledger` see
:mod:`.cli_check` and :mod:`.cli_ledger`.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, TypeAlias

from ecs_errors_ext import __version__
from ecs_errors_ext.cli_check import add_check
from ecs_errors_ext.cli_ledger import add_ledger
from ecs_errors_ext.cli_lint import add_lint
from ecs_errors_ext.cli_options import FORMAT, add_column
from ecs_errors_ext.cli_text import Style, answer_text, code_text, hit_text, summary_text
from ecs_errors_ext.ledger import LedgerError
from ecs_errors_ext.library import Library
from ecs_errors_ext.markdown import code_markdown
from ecs_errors_ext.search.scan import Hit, Readable, Scanner
from ecs_errors_ext.search.vocabulary import VocabularyError, load_vocabulary
from ecs_errors_ext.source import SourceError, choose, open_sources

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence


Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"  # noqa: SLF001 - it has no public name
FOUND, NOTHING, UNREADABLE = 0, 1, 2
_LONGEST_PASTE = 20_000_000
_BINARY = "{}: binary, not text."
_PROGRESS_EVERY = 1 << 25


class InputError(Exception):
    """What was given cannot be read; the text says so in one line."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line with *argv* and return its exit status."""
    sys.stderr = sys.stderr or io.StringIO()  # a stream that is closed is None
    arguments = _parser().parse_args(argv)
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
        sys.stderr.write(f"ecs-errors: {_reason(error, 'standard input or output')}\n")
        # As above: what could not be written (a full disk) is still in the buffer.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return UNREADABLE
    except KeyboardInterrupt:
        return 130
    return status


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="ecs-errors", description="Find error codes by anything you can paste."
    )
    parser.add_argument(
        "--version", action="version", version=f"ecs-errors {__version__}", help="print the version"
    )
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    _add_find(commands)
    _add_explain(commands)
    _add_scan(commands)
    add_check(commands, _command)
    add_lint(commands)
    add_ledger(commands)
    return parser


def _add_find(commands: Commands) -> None:
    command = _command(
        commands, "find", _find, "find codes by a code, a message, a body, a log line or plain words"
    )
    command.add_argument("text", nargs="*", help="what to look for; - reads one paste from standard input")
    command.add_argument("--lines", action="store_true", help="answer each line of standard input by itself")
    command.add_argument(
        "--limit", type=_positive, metavar="N", help="show at most N matches (10; as JSON 50)"
    )


def _add_explain(commands: Commands) -> None:
    command = _command(
        commands, "explain", _explain, "print what is known of a code", formats=("text", "json", "md")
    )
    command.add_argument("code", help="the code, in any spelling")


def _add_scan(commands: Commands) -> None:
    command = _command(commands, "scan", _scan, "list the lines of logs that hold a code or a known message")
    command.add_argument("files", nargs="*", metavar="FILE", help="logs; standard input if none, or for -")
    command.add_argument(
        "--summary", action="store_true", help="count them by code, with first and last line"
    )


def _command(
    commands: Commands,
    name: str,
    run: Callable[[argparse.Namespace], int],
    text: str,
    formats: Sequence[str] = ("text", "json"),
) -> argparse.ArgumentParser:
    command: argparse.ArgumentParser = commands.add_parser(name, help=text, description=text)
    command.set_defaults(run=run)
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


def _positive(text: str) -> int:
    if not text.isdecimal() or not text.strip("0"):
        raise argparse.ArgumentTypeError(f"{text!r} is no number from 1 on")
    return int(text)


def _open(arguments: argparse.Namespace) -> Library:
    sources = choose(open_sources(arguments.source, columns=dict(arguments.column)), arguments.catalog)
    try:
        vocabulary = load_vocabulary(arguments.vocabulary)
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(_reason(error, "vocabulary")) from error
    return Library(sources, vocabulary)


def _reason(error: OSError | UnicodeDecodeError, name: str) -> str:
    if isinstance(error, OSError):
        return f"{error.filename or name}: {error.strerror or error}."
    return f"{name}: not UTF-8 text."


def _find(arguments: argparse.Namespace) -> int:
    if arguments.lines and arguments.text:
        raise InputError("find --lines reads standard input and takes no text.")
    if not arguments.lines and not arguments.text:
        raise InputError("find needs a text, - for a paste from standard input, or --lines.")
    library = _open(arguments)
    style = Style.of(sys.stdout)
    found = False
    limit = arguments.limit or (50 if arguments.format == "json" else 10)
    for text in _questions(arguments):
        answer = library.find(text, limit)
        found = found or bool(answer["matches"])
        if arguments.format == "json":
            _print(json.dumps(answer, ensure_ascii=True))
        elif arguments.lines and not text:
            _print("")
        else:
            _print(answer_text(answer, library, style, echo=arguments.lines))
    return FOUND if found else NOTHING


def _questions(arguments: argparse.Namespace) -> Iterator[str]:
    if arguments.lines:
        for line in _stdin():
            yield _decode(line).strip()
    elif arguments.text == ["-"]:
        yield _decode(_stdin().read(_LONGEST_PASTE))
    else:
        yield " ".join(arguments.text)


def _stdin() -> BinaryIO:
    if sys.stdin is None:
        raise InputError("standard input is closed.")
    return sys.stdin.buffer


def _decode(data: bytes) -> str:
    text = data.decode("utf-8", "replace")
    if b"\0" in data or text.count("\ufffd") * 20 > len(text):
        raise InputError(_BINARY.format("standard input"))
    return text


def _explain(arguments: argparse.Namespace) -> int:
    library = _open(arguments)
    answer = library.find(arguments.code)
    found = [match for match in answer["matches"] if match["how"] in ("code", "digits")]
    as_json, style = arguments.format == "json", Style.of(sys.stdout)
    if not found:
        _print(json.dumps(answer) if as_json else answer_text(answer, library, style))
        return NOTHING
    for match in found:
        service = library.services[match["catalog"]]
        item = service.source.code(match["code"])
        if arguments.format == "md":
            _print(code_markdown(service.data_of(item)).rstrip("\n"))
            continue
        title = library.title_of(match)
        _print(code_text(item, service.source, service.engine, style, title=title, as_json=as_json))
    return FOUND


def _scan(arguments: argparse.Namespace) -> int:
    joined = _open(arguments).joined
    source, engine = joined.source, joined.engine
    scanner = Scanner(engine)
    style = Style.of(sys.stdout)
    counts: dict[int, list[tuple[str, int]]] = {}
    totals: dict[int, int] = {}
    for name in arguments.files or ["-"]:
        for hit in _hits(scanner, name):
            totals[hit.code] = totals.get(hit.code, 0) + 1
            ends = counts.setdefault(hit.code, [(name, hit.line)])
            ends[1:] = [(name, hit.line)]
            if not arguments.summary:
                _print(hit_text(name, hit, source, engine, style, as_json=arguments.format == "json"))
    if arguments.summary:
        for code in sorted(totals, key=lambda code: (-totals[code], code)):
            first, last = counts[code][0], counts[code][-1]
            as_json = arguments.format == "json"
            _print(summary_text(code, totals[code], first, last, (source, engine, style), as_json=as_json))
    return FOUND if totals else NOTHING


def _hits(scanner: Scanner, name: str) -> Iterator[Hit]:
    """The hits of one file; what cannot be read is an :exc:`InputError`."""
    if name == "-":
        yield from scanner.scan(_Watched(_stdin(), "standard input"))
        return
    try:
        with Path(name).open("rb") as stream:
            yield from scanner.scan(_Watched(stream, name))
    except BrokenPipeError:
        raise
    except OSError as error:
        raise InputError(_reason(error, name)) from error


class _Watched:
    """A stream that refuses binary data and, on a terminal, says how far it is."""

    def __init__(self, stream: Readable, name: str) -> None:
        self._stream = stream
        self._name = name
        self._read = 0
        self._shown = 0
        self._shows = sys.stderr.isatty() and not sys.stdout.isatty()

    def read(self, size: int, /) -> bytes:
        block = self._stream.read(size)
        if b"\0" in block:
            raise InputError(_BINARY.format(self._name))
        self._read += len(block)
        if self._shows and (self._read - self._shown >= _PROGRESS_EVERY or not block):
            self._shown = self._read
            end = "\n" if not block else ""
            sys.stderr.write(f"\r{self._name}: {self._read >> 20} MB{end}")
            sys.stderr.flush()
        return block


def _print(text: str) -> None:
    """Print *text*; what the terminal's encoding lacks is escaped, never an exception."""
    encoding = sys.stdout.encoding or "utf-8"
    sys.stdout.write(text.encode(encoding, "backslashreplace").decode(encoding) + "\n")
