"""What a page of a build says, and whether its links lead anywhere."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import unquote, urldefrag, urlsplit

from bs4 import BeautifulSoup

if TYPE_CHECKING:
    from pathlib import Path


@cache
def page(path: Path) -> BeautifulSoup:
    """The page at *path*, parsed; the test must not change the file afterwards."""
    return BeautifulSoup(path.read_text("utf-8"), "html.parser")


def text(element: object) -> str:
    """The text of an element, its space normalised."""
    return " ".join(element.get_text().split())  # type: ignore[attr-defined]


def broken_links(out: Path) -> list[str]:
    """Every internal link, image, script and style of the pages in *out* whose file or ``#id`` does not exist."""
    ids: dict[Path, set[str]] = {}
    found = []
    for path in sorted(out.rglob("*.html")):
        for element in page(path).select("[href], [src]"):
            link = str(element.get("href") or element.get("src") or "")
            url, fragment = urldefrag(link)
            if urlsplit(url).scheme or url.startswith("//"):
                continue
            place = unquote(urlsplit(url).path)
            # Only the page for lost addresses has full paths: those of a site that is a host's own.
            base = out if place.startswith("/") else path.parent
            target = (base / place.lstrip("/")).resolve() if place else path
            target = target / "index.html" if target.is_dir() else target
            if not target.is_file():
                found.append(f"{path.relative_to(out)}: {link}: no such file")
            elif fragment and "=" not in fragment and target.suffix == ".html":
                if target not in ids:
                    ids[target] = {str(node["id"]) for node in page(target).select("[id]")}
                if unquote(fragment) not in ids[target]:
                    found.append(f"{path.relative_to(out)}: {link}: no such id")
    return found
