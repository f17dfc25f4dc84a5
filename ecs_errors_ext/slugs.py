"""File names for codes and messages: readable, stable, safe on every file system.

A *slug* is ASCII, so it is the same in a URL, in HTML and on disk. A code is its
own slug wherever that is safe. Otherwise every run of other characters becomes a
``-`` and six hexadecimal digits of the SHA-256 of the code follow, so that the slug
depends on the code alone.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

_NONE: Mapping[str, str] = MappingProxyType({})

_SAFE = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]{0,98}[A-Za-z0-9_-])?")
_UNSAFE_RUN = re.compile(r"[^A-Za-z0-9_]+")
# https://learn.microsoft.com/windows/win32/fileio/naming-a-file
_RESERVED = frozenset({"con", "prn", "aux", "nul", *(f"{d}{n}" for d in ("com", "lpt") for n in range(10))})
_OURS = frozenset({"index"})
_SUFFIXES = (".html", ".json", ".htm")
_LONGEST = 80
_CATALOG = re.compile(r"[A-Za-z0-9]+(?:[_-][A-Za-z0-9]+)*")
_FOLDERS = ("codes", "families", "messages", "status")
"""Folders of the default catalog at the root of the site, which no catalog can have for a name."""


def is_device(name: str) -> bool:
    """Whether Windows keeps *name*, whatever its letter case and ending, for a device (``nul``, ``com1``)."""
    return name.lower().split(".")[0] in _RESERVED


def is_safe(name: str) -> bool:
    """Whether *name* can be a file name as it is, on Windows, macOS and Linux, beside our own pages."""
    lower = name.lower()
    return bool(
        _SAFE.fullmatch(name)
        and ".." not in name
        and not is_device(name)
        and lower not in _OURS
        and not lower.endswith(_SUFFIXES)
    )


def fault_of_catalog(name: str) -> str:
    """Why no catalog can be called *name*, which is a folder of the site, to be said after it; empty if one can."""
    if name and (not _CATALOG.fullmatch(name) or name.lower() in _FOLDERS):
        return f": a name is made of letters, digits, “-” and “_” and is none of {', '.join(_FOLDERS)}"
    if len(name) > _LONGEST:
        return f", which is too long for a folder: a name has at most {_LONGEST} letters"
    if is_device(name):
        return ", which Windows keeps for a device: no folder can have that name there"
    return ""


def code_slugs(codes: Iterable[str], known: Mapping[str, str] = _NONE) -> dict[str, str]:
    """Code → slug. Of codes that differ only by letter case the first keeps its name.

    A code in *known* has the slug that it has there, and no other code gets one of these.
    """
    return _slugs(codes, known, lambda code: code if is_safe(code) else "")


def message_slugs(keys: Iterable[str], known: Mapping[str, str] = _NONE) -> dict[str, str]:
    """Message key → slug of its words; one that is cut short or taken ends in a hash of the key.

    A key in *known* has the slug that it has there, and no other key gets one of these.
    """
    return _slugs(keys, known, _words)


def _slugs(names: Iterable[str], known: Mapping[str, str], wanted: Callable[[str], str]) -> dict[str, str]:
    """Name → slug: the *known* one, else what is *wanted* for it, where that is something and not taken yet."""
    slugs: dict[str, str] = {}
    taken = {slug.lower() for slug in known.values()}
    for name in names:
        slug = known.get(name) or wanted(name)
        if name not in known and (not slug or slug.lower() in taken):
            slug = _hashed(name)
        taken.add(slug.lower())
        slugs[name] = slug
    return slugs


def _words(key: str) -> str:
    """The words of a message as a slug; empty where they make none, or a long one."""
    slug = "-".join(re.findall(r"[a-z0-9]+", _ascii(key).lower()))
    return slug if len(slug) <= _LONGEST and is_safe(slug) else ""


def _ascii(text: str) -> str:
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()


def _hashed(text: str) -> str:
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:6]
    stem = _UNSAFE_RUN.sub("-", _ascii(text)).strip("-_")
    if len(stem) > _LONGEST:
        stem = stem[:_LONGEST].rsplit("-", 1)[0]
    return f"{stem or 'x'}-{digest}"
