"""A language made for tests: every English word of ours in it can be told from those of a table."""

from __future__ import annotations

import importlib
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

ROOT = Path(__file__).parents[2]
if TYPE_CHECKING:
    from collections.abc import Callable

WIDE = {ord(char): ord(char) + 0xFEE0 for char in "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"}
"""ASCII letter → the same in full width."""


def tool(name: str) -> Any:
    """The module of that name in ``tools/``, which is no package."""
    sys.path.insert(0, str(ROOT / "tools"))
    try:
        return importlib.import_module(name)
    finally:
        sys.path.pop(0)


def tools() -> Any:
    """The module ``tools/words.py``."""
    return tool("words")


def wide(text: str) -> str:
    """*text* in letters of full width, but for what is filled in."""
    pieces = re.split(r"(%\(\w+\)s)", text)
    return "".join(piece if i % 2 else piece.translate(WIDE) for i, piece in enumerate(pieces))


def translate_all(path: Path, translate: Callable[[str], str] = wide) -> None:
    """Write at *path* a ``.po`` that translates everything."""
    catalog = tools().extract()
    catalog.locale = "eo"
    for message in catalog:
        ids = message.id if isinstance(message.id, tuple) else (message.id,)
        texts = tuple(map(translate, ids))
        message.string = texts if isinstance(message.id, tuple) else texts[0]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(tools().text_of(catalog))
