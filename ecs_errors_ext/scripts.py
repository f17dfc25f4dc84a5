"""The scripts of the pages as they are published: what a search needs in one file, and all of it short.

The minifier is a library written in Go that exists as a binary for most machines (extra ``minify``). It runs
in a process of its own, because Sphinx forks its writers and a fork of a process with Go's threads is unsafe.
Where it is not installed, comments and blanks are left out and names stay long.
"""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from rjsmin import jsmin

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

STATIC = Path(__file__).parent / "static"
PAGE = "errors-page.js"
"""Loaded by pages; it loads the rest when a search is first wanted."""
TOOLS = "errors-tools.js"
"""Loaded by the pages that list all codes or have something to copy."""
SEARCH = "errors-search.js"
WORDS = "errors-words.js"
"""What the search needs for plain language; loaded when some is asked."""
TOGETHER = "errors-together.js"
"""What the search needs for more than one catalog."""
MISSING = "errors-missing.js"
"""Loaded by the page for addresses that the site has not."""
_MADE_OF: Mapping[str, list[str | list[str]]] = json.loads((STATIC / "scripts.json").read_text("utf-8"))
"""The scripts that are published in one file: their parts, those of a list in a scope of their own."""
_MINIFIER = "minify"
_RUN = """
import json, minify, sys
texts = json.load(sys.stdin)
json.dump([minify.string("application/javascript", text) for text in texts], sys.stdout)
"""


def source(name: str) -> str:
    """The published script *name* as it is written, its parts one after the other."""
    return "".join(parts(name))


def parts(name: str) -> list[str]:
    """The parts of the published script *name*; of the search the engine is the first."""
    return list(map(_part, _MADE_OF.get(name, [name])))


def _part(part: str | list[str]) -> str:
    if isinstance(part, str):
        return (STATIC / part).read_text("utf-8")
    return '"use strict";\n(() => {\n' + "".join(map(_part, part)) + "})();\n"


def has_minifier() -> bool:
    """Whether :func:`shorten` shortens names too."""
    return find_spec(_MINIFIER) is not None


def shorten(texts: Sequence[str]) -> list[str]:
    """Scripts that do the same as *texts* in fewer bytes."""
    if has_minifier():
        done = subprocess.run(
            [sys.executable, "-c", _RUN],
            input=json.dumps(list(texts)),
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode == 0:
            return [str(text) for text in json.loads(done.stdout)]
    return [str(jsmin(text)) for text in texts]
