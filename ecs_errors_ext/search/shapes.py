"""What is known by its shape alone: an ordinal, an address, a device, the name of a flavor, a bare 404.

Each becomes a word with a digit, as names and numbers are that plain language passes over; so it counts where
the vocabulary says what it means (``0cidr => subnet``), and otherwise takes nothing from sureness.
"""

from __future__ import annotations

import re

_IP = r"[0-9]{1,3}(?:\.[0-9]{1,3}){3}"
_SHAPES = {
    "0th": r"[0-9]{1,4}(?:st|nd|rd|th)",
    "0404": r"404(?![ \t]{1,2}[0-9a-z])|404(?=[ \t](?:not|for|from|when|while|on|in|at|to|and|but|after)(?![a-z]))",
    "0cidr": rf"(?:{_IP})?/(?:[12]?[0-9]|3[0-2])",
    "0ip": _IP,
    "0disk": r"(?:/dev/)?(?:xv|[sv])d[a-z][0-9]{0,2}",
    "0flavor": r"[a-z]{1,3}[0-9][a-z0-9]{0,4}\.(?:[0-9]{0,2}x?large|nano|micro|small|medium|metal)(?:\.[0-9]{1,2})?",
}
# Never a part of something longer: of a path, an address, a version.
_ALONE = r"(?<![0-9A-Za-z_/.:-])(?:{})(?![0-9A-Za-z_/:-]|\.[0-9A-Za-z_])"
_PATTERNS = {
    word: re.compile(_ALONE.format(shape), re.IGNORECASE | re.ASCII) for word, shape in _SHAPES.items()
}


def name_shapes(text: str) -> str:
    """*text* with a word for each thing that is known by its shape."""
    for word, pattern in _PATTERNS.items():
        text = pattern.sub(word, text)
    return text
