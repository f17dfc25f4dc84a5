"""What the commands read: the catalogs to ask, and text from a pipe. What cannot be read is told in one line."""

from __future__ import annotations

import codecs
import sys
from functools import cache
from typing import TYPE_CHECKING, cast

from ecs_errors_ext.library import Library, Service
from ecs_errors_ext.search.vocabulary import beside, load_vocabulary
from ecs_errors_ext.source import choose, open_sources

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable
    from io import BufferedReader

_STDIN = "standard input"


class InputError(Exception):
    """What was given cannot be read; the text says so in one line."""


def open_library(arguments: argparse.Namespace) -> Library:
    """The catalogs that the options of a command name, ready to be asked."""
    sources = choose(open_sources(arguments.source, dict(arguments.column)), arguments.catalog)
    load = cache(load_vocabulary)  # most sources have none of their own
    return Library(Service(source, load((*beside(source.path), *arguments.vocabulary))) for source in sources)


def reason(error: OSError, name: str) -> str:
    """Why *name* could not be read or written, as a sentence."""
    return f"{error.filename or name}: {error.strerror or error}."


def stdin() -> BufferedReader:
    """Standard input as bytes; an :exc:`InputError` where it is closed."""
    if sys.stdin is None:
        raise InputError(f"{_STDIN} is closed.")
    return cast("BufferedReader", sys.stdin.buffer)


def in_utf8(read: Callable[[int], bytes]) -> Callable[[int], bytes]:
    """What *read* reads; in UTF-8 if it begins with the mark of UTF-16, as logs of Windows and PowerShell do."""
    start = read(2)
    if start not in {codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE}:
        ahead = iter([start])
        return lambda size: next(ahead, b"") + read(size) if start else b""
    decoder = codecs.getincrementaldecoder("utf-16")("replace")
    decoder.decode(start)

    def recoded(size: int) -> bytes:
        while data := read(size):
            if text := decoder.decode(data):  # half a letter is none yet
                return text.encode()
        return decoder.decode(b"", final=True).encode()

    return recoded


def decode(data: bytes) -> str:
    """Text of standard input; an :exc:`InputError` where it is binary."""
    if b"\0" in data:
        raise binary(_STDIN)
    # In other encodings, codes and most messages are the same bytes.
    return data.decode("utf-8-sig", "replace")


def binary(name: str) -> InputError:
    """That *name* holds no text."""
    return InputError(f"{name}: binary, not text.")
