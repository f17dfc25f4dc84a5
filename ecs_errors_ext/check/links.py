"""Addresses of the site's pages in a text, and what is wrong with them."""

from __future__ import annotations

import html
import os
import posixpath
import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

from ecs_errors_ext.check.findings import Kind
from ecs_errors_ext.groups import Groups
from ecs_errors_ext.views.names import PageNames

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ecs_errors_ext.check.mentions import Mentions
    from ecs_errors_ext.model import Catalog

_ADDRESS = re.compile(r"[^\s\"'`<>()\[\]{}|\\^]+")
_SCHEME = re.compile(r"https?://", re.IGNORECASE)
_ENDING = ".,;:!?*_"
_ID = re.compile(r"[\s\"'](?:id|name)=[\"']?([^\"'\s>]+)", re.IGNORECASE)
_ROW = "err-"
_LARGEST_PAGE = 20_000_000
_SAFE_SUFFIXES = (".html", ".json")


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with an address."""

    code: str
    kind: Kind
    message: str


@dataclass(frozen=True, slots=True)
class _Target:
    """Where an address leads, relative to the site."""

    path: str
    fragment: str
    sure: bool
    """Whether it stands under the site's own address, so that it is no link to anything else."""

    @property
    def page(self) -> str:
        """The page that is meant, without suffix."""
        path = self.path.removesuffix("/")
        for suffix in _SAFE_SUFFIXES:
            path = path.removesuffix(suffix)
        return path or "index"

    @property
    def is_address(self) -> bool:
        """Whether it has the form of an address, and not only that of words with a slash."""
        return self.sure or self.path.endswith((*_SAFE_SUFFIXES, "/"))


class Links:
    """Judges addresses by what the site of some catalogs has.

    With *base_url*, absolute addresses are the site's own where they stand under it.
    Without, and for relative ones, the folder tells (``codes/``, ``status/``, …). *site* is
    the folder of the built site, if there is one to look into.
    """

    def __init__(
        self, catalogs: Sequence[Catalog], mentions: Mentions, base_url: str, site: Path | None
    ) -> None:
        self._mentions = mentions
        self._codes = frozenset(code.code for catalog in catalogs for code in catalog.codes)
        self._base = _SCHEME.sub("", base_url).rstrip("/").lower() + "/" if base_url else ""
        self._site = site
        every = [Groups(catalog) for catalog in catalogs]
        names = [PageNames(groups) for groups in every]
        self._pages = dict(chain.from_iterable(map(_pages, every, names)))
        self._folded = {page.lower(): page for page in self._pages}
        self._folders = {folder.lower() for own in names for folder in own.folders}
        self._of_codes = {own.folders[0].lower() for own in names}
        folders = "|".join(re.escape(folder) for own in names for folder in own.folders)
        self._place = re.compile(rf"(?<![\w-])(?:{folders})/", re.IGNORECASE)
        self._ids = lru_cache(maxsize=128)(_ids_of)
        self.needles = (*(f"{folder}/" for folder in sorted(self._folders)), f"#{_ROW}", self._base)

    def faults(self, text: str) -> Iterator[Fault]:
        """What is wrong with the addresses in *text*, in order."""
        if "/" not in text and f"#{_ROW}" not in text:
            return
        # Most words of a line are no address, and a filter costs less than a look at each.
        for address in [word for word in _ADDRESS.findall(text) if "/" in word or "#" in word]:
            target = self._target(address.rstrip(_ENDING))
            fault = self._judge(target) if target else None
            if fault:
                yield fault

    def _target(self, address: str) -> _Target | None:
        """Where *address* leads, if it is one of this site."""
        path, _, fragment = address.partition("#")
        path = path.partition("?")[0]
        scheme = _SCHEME.search(path)
        if scheme and self._base:
            rest = path[scheme.end() :]
            sure = rest.lower().startswith(self._base)
            return _clean(rest[len(self._base) :], fragment, sure=True) if sure else None
        places = list(self._place.finditer(path))
        if places:
            return _clean(path[places[-1].start() :], fragment, sure=False)
        return _Target("", fragment, sure=False) if fragment.startswith(_ROW) else None

    def _judge(self, target: _Target) -> Fault | None:
        row = target.fragment.removeprefix(_ROW)
        if row != target.fragment and self._mentions.is_formed(row) and row not in self._codes:
            return Fault(row, Kind.UNKNOWN_CODE, "")
        if not target.path and not target.sure:
            return None
        page = target.page
        if page not in self._pages and f"{page}/index" in self._pages:
            page += "/index"
        if page in self._pages:
            return self._missing_file(target, self._pages[page])
        return self._unknown_page(target, page)

    def _unknown_page(self, target: _Target, page: str) -> Fault | None:
        folder, _, name = page.rpartition("/")
        known = self._folded.get(page.lower())
        if known and target.is_address:
            right = known + target.path[len(page) :]
            text = f"The address is {right}; upper and lower case differ in it."
            return Fault(self._pages[known], Kind.WRONG_CASE, text)
        of_codes = folder.lower() in self._of_codes
        if of_codes and self._mentions.is_formed(name):
            return Fault(name, Kind.UNKNOWN_CODE, "")
        if self._site is not None and self._file(target):
            return None  # a page that has lost its codes
        ours = folder.lower() in self._folders and not of_codes and target.path.endswith(".html")
        if ours or (target.sure and folder.lower() in self._folders):
            return Fault(name, Kind.MISSING_PAGE, f"The site has no page {target.path}.")
        return self._missing_file(target, name) if target.sure else None

    def _missing_file(self, target: _Target, name: str) -> Fault | None:
        """The page or anchor that the built site lacks, if there is one to look into."""
        if self._site is None:
            return None
        file = self._file(target)
        if file is None:
            return Fault(name, Kind.MISSING_PAGE, f"The site has no page {target.path or 'index.html'}.")
        fragment = unquote(target.fragment)
        if not fragment or "=" in fragment or fragment.startswith(":~:") or not file.endswith(".html"):
            return None  # a filter, a search or a text fragment is no anchor
        ids = self._ids(file)
        if ids is None or fragment in ids:
            return None
        return Fault(
            name, Kind.MISSING_ANCHOR, f"The page {target.path or 'index.html'} has no anchor #{fragment}."
        )

    def _file(self, target: _Target) -> str | None:
        """The file that a web server would send; one without a suffix may stand for either form of a page."""
        path = os.path.join(self._site or "", target.path)  # noqa: PTH118 - isfile() takes any text, Path does not
        folder = posixpath.join(path, "index.html")
        if target.path.endswith(_SAFE_SUFFIXES):
            candidates = [path]
        elif target.path.endswith("/") or not target.path:
            candidates = [folder]
        else:
            candidates = [path, folder, f"{path}.html"]
        return next((file for file in candidates if os.path.isfile(file)), None)  # noqa: PTH113


def _clean(path: str, fragment: str, *, sure: bool) -> _Target | None:
    """The target at *path*, ``..`` resolved; none if that leaves the site."""
    plain = unquote(path)
    parts = posixpath.normpath(plain) if plain else ""
    if parts.startswith(("..", "/")):
        return None
    end = "/" if plain.endswith("/") and parts != "." else ""
    return _Target("" if parts == "." else parts + end, fragment, sure)


def _pages(groups: Groups, names: PageNames) -> Iterator[tuple[str, str]]:
    """Every page of a catalog by its name, with the code, status, family or message that it is about."""
    for code in groups.codes:
        yield names.code(code), code.code
    for status in (*groups.by_status, *groups.catalog.statuses):
        yield names.status(status), status
    for family in groups.families:
        if family:
            yield names.family(family), family
    for group in groups.shared_messages:
        yield names.message(group), group.slug
    for page in (names.codes, names.statuses, names.families, names.messages):
        yield page, page
    catalog = groups.catalog
    for family, slug in catalog.family_slugs.items():
        yield f"{names.folders[2]}/{slug}", family
    for slug in catalog.shared:
        yield f"{names.folders[3]}/{slug}", slug
    if catalog.began:
        yield names.changes, names.changes


def _ids_of(file: str) -> frozenset[str] | None:
    """The anchors of an HTML file; ``None`` if it is too large to look into, or unreadable."""
    path = Path(file)
    try:
        if path.stat().st_size > _LARGEST_PAGE:
            return None
        text = path.read_text("utf-8", "replace")
    except OSError:
        return None
    return frozenset(html.unescape(match[1]) for match in _ID.finditer(text))
