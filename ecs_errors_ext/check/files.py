"""From names on a command line to blocks of lines: whatever cannot be read is said, and the rest is read."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING

from ecs_errors_ext.blocks import whole_lines

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SUFFIXES = frozenset(
    ".md .markdown .mkd .mdx .myst .rst .rest .txt .text .html .htm .xhtml .adoc .asciidoc .org .wiki".split()
)
"""Of the files in a folder those that are read; a file that is named is read in any case."""
PASSED_OVER = frozenset("node_modules __pycache__ build dist _build _site site-packages venv target".split())
"""Folders that are not looked into, beside hidden ones: packages and what was built."""
LARGEST = 50_000_000
"""Bytes; no runbook is larger."""


class UnreadableError(Exception):
    """A file is not read; the text says why."""


def find_files(name: str, complain: Callable[[str, str], None]) -> Iterator[str]:
    """The file called *name*, or the text files in the folder of that name, in order."""
    try:
        mode = os.stat(name).st_mode  # noqa: PTH116 - names stay as they were given, "./a" too
    except (OSError, ValueError) as error:
        complain(name, _reason(error))
        return
    if stat.S_ISDIR(mode):
        yield from _walk(name, complain)
    elif stat.S_ISREG(mode):
        yield name
    else:
        complain(name, "neither a file nor a folder.")


def _walk(top: str, complain: Callable[[str, str], None]) -> Iterator[str]:
    """The text files under *top*. Links are followed, but no folder is read twice."""
    seen: set[tuple[int, int]] = set()
    stack = [(top, False)]
    while stack:
        folder, linked = stack.pop()
        try:
            status = os.stat(folder)  # noqa: PTH116
            if (status.st_dev, status.st_ino) in seen:
                if linked:
                    complain(folder, "a link back to a folder that is checked already; it is not followed.")
                continue
            seen.add((status.st_dev, status.st_ino))
            with os.scandir(folder) as found:
                entries = sorted(found, key=lambda entry: entry.name)
        except OSError as error:
            complain(folder, _reason(error))
            continue
        folders = []
        for entry in entries:
            if _is_folder(entry):
                if not (entry.name.startswith(".") or entry.name in PASSED_OVER):
                    folders.append((entry.path, entry.is_symlink()))
            elif os.path.splitext(entry.name)[1].lower() in SUFFIXES:  # noqa: PTH122
                yield from find_files(entry.path, complain)
        # A stack: the first folder last, and links after everything that has a place of its own.
        stack[:0] = [link for link in reversed(folders) if link[1]]
        stack += [real for real in reversed(folders) if not real[1]]


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link to itself
        return False


def read_blocks(name: str) -> Iterator[tuple[int, bytes]]:
    """The content of a file in whole lines, each block with the number of its first.

    Raises :exc:`UnreadableError`.
    """
    line = 1
    try:
        with Path(name).open("rb") as stream:
            if os.fstat(stream.fileno()).st_size > LARGEST:
                raise UnreadableError(f"larger than {LARGEST // 1_000_000} MB; it is not checked.")
            for block in whole_lines(lambda size: _text(stream.read(size))):
                yield line, block
                line += block.count(b"\n")
    except (OSError, ValueError) as error:
        raise UnreadableError(_reason(error)) from error


def _text(data: bytes) -> bytes:
    if b"\0" in data:
        raise UnreadableError("binary, not text; it is not checked.")
    return data


def _reason(error: OSError | ValueError) -> str:
    if not isinstance(error, OSError):
        return "not a name that a file can have."
    if error.errno == errno.ELOOP:
        return "a link loop; it is not followed."
    return f"{error.strerror or error}."
