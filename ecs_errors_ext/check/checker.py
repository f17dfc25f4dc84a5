"""The check of a text, of a file and of everything under a folder."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from ecs_errors_ext.check.files import UnreadableError, find_files, read_blocks
from ecs_errors_ext.check.findings import Finding, Kind
from ecs_errors_ext.check.links import Links
from ecs_errors_ext.check.mentions import Mentions
from ecs_errors_ext.check.removed import Removed
from ecs_errors_ext.groups import nearest_names

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from ecs_errors_ext.model import Catalog


@dataclass(slots=True)
class Report:
    """What a run met on its way."""

    checked: int = 0
    """Files that were read to their end."""
    found: int = 0
    unread: list[str] = field(default_factory=list)
    """Of the names that were given, those that could not be read."""
    complaints: list[tuple[str, str]] = field(default_factory=list)
    """Path and reason of what could not be read since the last look; whoever prints them empties the list."""


class Checker:
    """Checks texts against the catalogs of one site.

    *base_url* is the address of the site, *site* the folder of a built one; see :class:`.Links`.
    """

    def __init__(self, catalogs: Sequence[Catalog], *, base_url: str = "", site: Path | None = None) -> None:
        codes = [code for catalog in catalogs for code in catalog.codes]
        self._codes = frozenset(code.code for code in codes)
        self._removed = Removed(catalogs)
        self._folded = frozenset(code.lower() for code in self._codes)
        self._mentions = Mentions([*codes, *(code for catalog in catalogs for code in catalog.removed)])
        self._links = Links(catalogs, self._mentions, base_url, site)
        needles = {*(head.lower() for head in self._mentions.heads), *self._links.needles} - {""}
        self._needles = [needle.encode("utf-8", "replace") for needle in sorted(needles)]
        self._unknown = lru_cache(maxsize=1024)(self._unknown_text)

    def check_text(self, text: str) -> Iterator[tuple[str, Kind, str]]:
        """Code, kind and message of each fault in *text*, which holds no line end."""
        for code in self._mentions.find(text):
            # In prose the search understands any letter case, so only the number must be right.
            if code not in self._codes and code.lower() not in self._folded:
                yield self._missing(code)
        for fault in self._links.faults(text):
            yield ((fault.code, fault.kind, fault.message) if fault.message else self._missing(fault.code))

    def check_file(self, name: str) -> Iterator[Finding]:
        """The findings in a file, in order; each code and kind once a line. Raises :exc:`.UnreadableError`."""
        seen: tuple[int, set[tuple[str, Kind]]] = (0, set())
        for first, block in read_blocks(name):
            for line, text in self._telling(block, first):
                if line != seen[0]:
                    seen = (line, set())
                for code, kind, message in self.check_text(text):
                    if (code, kind) not in seen[1]:
                        seen[1].add((code, kind))
                        yield Finding(path=name, line=line, code=code, kind=kind, message=message)

    def check_paths(self, names: Iterable[str], report: Report) -> Iterator[Finding]:
        """The findings in files and folders; what cannot be read is noted in *report*, and the rest is checked."""
        for name in dict.fromkeys(names):

            def complain(path: str, reason: str, name: str = name) -> None:
                report.complaints.append((path, reason))
                if path == name:
                    report.unread.append(path)

            for file in find_files(name, complain):
                try:
                    for finding in self.check_file(file):
                        report.found += 1
                        yield finding
                    report.checked += 1
                except UnreadableError as error:
                    complain(file, str(error))

    def _telling(self, block: bytes, first: int) -> Iterator[tuple[int, str]]:
        """The lines of *block* that hold anything to look at, with their numbers."""
        line, at = first, 0
        for start, end in self._spans(block):
            line += block.count(b"\n", at, start)
            at = start
            yield line, block[start:end].decode("utf-8", "replace")

    def _spans(self, block: bytes) -> list[tuple[int, int]]:
        lower = block.lower()
        found: set[tuple[int, int]] = set()
        for needle in self._needles:
            at = lower.find(needle)
            while at >= 0:
                end = block.find(b"\n", at)
                end = len(block) if end < 0 else end
                found.add((block.rfind(b"\n", 0, at) + 1, end))
                at = lower.find(needle, end)
        return sorted(found)

    def _missing(self, code: str) -> tuple[str, Kind, str]:
        """What is wrong with a *code* that no table has."""
        if code in self._removed:
            return code, Kind.REMOVED_CODE, self._removed.text(code)
        return code, Kind.UNKNOWN_CODE, self._unknown(code)

    def _unknown_text(self, code: str) -> str:
        near = nearest_names(code, self._codes)
        hint = f" Did you mean {' or '.join(near)}?" if near else ""
        return f"No table has the code {code}.{hint}"
