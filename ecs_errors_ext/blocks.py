"""Reading what is larger than memory: whole lines in blocks."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

BLOCK = 1 << 20
"""Bytes read at once. A longer line comes in pieces."""
_PIECE_END = 4096


def whole_lines(read: Callable[[int], bytes]) -> Iterator[bytes]:
    """What *read* yields until it yields nothing, in blocks of whole lines.

    A line longer than :data:`BLOCK` is cut between words. Memory holds three blocks at most.
    """
    rest = b""
    while data := read(BLOCK):
        block = rest + data
        end = block.rfind(b"\n") + 1
        if not end and len(block) < BLOCK:
            rest = block
            continue
        end = end or _between_words(block)
        yield block[:end]
        rest = block[end:]
    if rest:
        yield rest


def _between_words(block: bytes) -> int:
    """Where to cut a line: after the last blank, or at the end of a word that is longer than any code."""
    last = max(block.rfind(blank, len(block) - _PIECE_END) for blank in (b" ", b"\t", b",", b">"))
    return last + 1 or len(block)
