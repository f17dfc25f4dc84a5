"""What a cell of the column of codes holds: no code, one, several, or prose."""

from __future__ import annotations

import re

_NONE = frozenset({"", "-", "--", "---", "–", "—", "/", "n/a", "na", "none", "null", "无", "なし"})
_STRONG = re.compile(r"\s*(?:[,;、，；|\n]|\s(?:or|and|oder|und|ou|et|o|y)\s)\s*")
_MARKER = re.compile(r"^(?:[-*•+]|\(?[0-9]{1,2}[.)])\s+", re.MULTILINE)
_CODE = re.compile(r"[-+]?[^\W_][\w.:-]*")
_LONGEST = 2_000
"""A longer cell is not looked at for several codes."""
_ENDS = ".!?:。：！？"
_RUN = re.compile(r"([^\W\d_]{2,}[._-]?)\d{2,}(?:\1\d{2,})+")


def codes_in(text: str) -> tuple[str, ...]:
    """The codes that a cell names, each once: usually one, as printed; none where it says that there is none.

    Several are apart by commas, semicolons, *or*, lines or list items (words too), by
    slashes or blanks (only what has a digit), or by nothing where each begins alike
    (``APIG.0101APIG.0102``). ``DCS. 4855`` and ``Bad Request`` are one code.
    """
    plain = " ".join(text.split())
    if plain.casefold() in _NONE:
        return ()
    if len(plain) > _LONGEST:
        return (plain,)
    parts = [" ".join(part.split()) for part in _STRONG.split(_MARKER.sub("", text.strip()))]
    parts = [part for part in parts if part]
    if len(parts) > 1 and all(map(_CODE.fullmatch, parts)):
        return tuple(dict.fromkeys(parts))
    for pattern in (r"\s*/\s*", r"\s+"):
        parts = re.split(pattern, plain)
        if len(parts) > 1 and all(map(_is_numbered, parts)):
            return tuple(dict.fromkeys(parts))
    run = _RUN.fullmatch(plain)
    if run:
        return tuple(dict.fromkeys(re.findall(re.escape(run[1]) + r"\d+", plain)))
    return (plain,)


def _is_numbered(part: str) -> bool:
    """Whether *part* is a number of at least three digits, or has letters and at least two digits."""
    digits = sum(char.isdigit() for char in part)
    letters = any(char.isalpha() for char in part)
    return bool(_CODE.fullmatch(part)) and digits >= (2 if letters else 3)


def is_prose(text: str) -> bool:
    """Whether *text* is a sentence, or too long for a code (*If other codes are returned, call us.*)."""
    words = text.split()
    return len(words) > 5 or (len(words) > 2 and words[-1][-1] in _ENDS)


def family_of(code: str) -> str:
    """The prefix before the number at the end of *code*; empty where it has none or is all number."""
    prefix = code.rstrip("0123456789")
    family = prefix.rstrip(" ._-")
    return family if prefix != code and family[:1].isalpha() else ""
