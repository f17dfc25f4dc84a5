"""The text of a file, or in one line why there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_LARGEST = 200_000_000
"""Bytes; more than any table, export or vocabulary has."""


def read_text(path: Path, fault: type[Exception]) -> str:
    """The UTF-8 text of the file at *path*, with or without a mark; raises *fault* with the reason where there is none."""
    try:
        if path.stat().st_size > _LARGEST:
            raise fault(f"{path}: larger than {_LARGEST // 1_000_000} MB.")
        return path.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        raise fault(f"{path}: not UTF-8 text.") from error
    except OSError as error:
        raise fault(f"{path}: {error.strerror or error}.") from error
