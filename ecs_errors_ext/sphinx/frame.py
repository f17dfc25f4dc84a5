"""What the theme puts around a page, rendered once and filled in for each.

A theme renders a whole page template for every page, although all pages of a folder
differ only in their name, title, description and body. So two pages are rendered with
texts that stand for these, and the first, filled in with the texts of the second, must
be the second to the byte. Where it is not (a theme that does more with a page's name),
there is no frame and every page goes through the theme.
"""

from __future__ import annotations

import os
import posixpath
import re
import tempfile
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from markupsafe import escape

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder

# Modules whose ``html-page-context`` handlers only prepare the context of a page. Any other may
# count pages or remember them, and must see each one.
_PURE_LISTENERS = ("sphinx.", "sphinx_basic_ng", "furo", "alabaster", "pydata_sphinx_theme", "sphinx_rtd_theme",
                   "ecs_errors_ext.", "myst_parser", "sphinx_copybutton", "sphinx_design",
                   "sphinxext.opengraph")  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page as the theme needs it."""

    name: str
    title: str
    """Plain text."""
    description: str
    """Plain text, for search engines and previews."""
    body: str
    """HTML."""
    url: str = ""
    """Its address on the web, where the project says what that is."""
    site_name: str = ""
    moved_to: str = ""
    """Relative address of the page that this one leads to at once."""
    canonical: str = ""
    """Address on the web of that page, where the project says where it is."""
    indexed: bool = True
    """Whether search engines may know it; one that is not has no address of its own either."""

    def context(self) -> dict[str, Any]:
        """What the theme's ``page.html`` is given."""
        return {
            "title": str(escape(" ".join(self.title.split()))),
            "metatags": "".join(self._metatags()),
            "body": self.body,
            "err_page": self.name,
            **({"pageurl": self.canonical} if self.canonical else {} if self.indexed else {"pageurl": None}),
        }

    def _metatags(self) -> Iterator[str]:
        """Description and preview (https://ogp.me); the canonical address is the theme's to write, if it knows it."""
        if self.moved_to:
            yield f'<meta http-equiv="refresh" content="0; url={escape(self.moved_to)}" />\n'
            if not self.canonical:
                yield f'<link rel="canonical" href="{escape(self.moved_to)}" />\n'
        if not self.indexed:
            yield _metatag("name", "robots", "noindex")
        yield _metatag("name", "description", self.description)
        preview = {
            "og:title": " ".join(self.title.split()),
            "og:description": self.description,
            "og:type": "website",
            "og:url": self.url,
            "og:site_name": self.site_name,
        }
        for key, value in preview.items():
            if value:
                yield _metatag("property", key, value)
        yield _metatag("name", "twitter:card", "summary")


def _metatag(kind: str, key: str, value: str) -> str:
    return f'<meta {kind}="{key}" content="{escape(value)}" />\n'


def make_page(
    builder: StandaloneHTMLBuilder, name: str, title: str, description: str, body: str, *, moved_to: str = ""
) -> Page:
    """The page called *name* in the output of *builder*; one that is *moved_to* another leads there at once."""
    base = builder.config.html_baseurl
    return Page(
        moved_to=builder.get_relative_uri(name, moved_to) if moved_to else "",
        canonical=posixpath.join(base, builder.get_target_uri(moved_to)) if base and moved_to else "",
        name=name,
        title=title,
        description=description,
        body=body,
        url=posixpath.join(base, builder.get_target_uri(name)) if base else "",
        site_name=builder.config.project,
    )


def can_be_framed(app: Sphinx) -> bool:
    """Whether no extension has to be told of each page."""
    listeners = app.events.listeners.get("html-page-context", ())
    return all(_module(listener.handler).startswith(_PURE_LISTENERS) for listener in listeners)


def _module(handler: Callable[..., object]) -> str:
    return f"{getattr(handler, '__module__', '')}."


class Frame:
    """The pages of one folder without what sets them apart."""

    def __init__(self, builder: StandaloneHTMLBuilder, folder: str) -> None:
        self._builder = builder
        self._folder = folder
        slots = _slots(builder, folder, "one")
        self._parts = _split(render(builder, slots), slots)

    @cached_property
    def works(self) -> bool:
        """Whether it makes the page that the theme does: tried with another one."""
        other = _slots(self._builder, self._folder, "two & <three>")
        return self.fill(other) == render(self._builder, other)

    def fill(self, page: Page) -> str:
        """The HTML of *page*."""
        values = _values(page)
        html = "".join(values.get(part, part) for part in self._parts)
        if page.canonical:  # the theme has written that of a page that stays where it is
            html = html.replace(
                f'rel="canonical" href="{page.url}"', f'rel="canonical" href="{page.canonical}"'
            )
        return html

    @property
    def text(self) -> str:
        """Everything that the theme puts around a page."""
        return "\n".join(self._parts)


def _slots(builder: StandaloneHTMLBuilder, folder: str, word: str) -> Page:
    slug = re.sub(r"[^a-z]+", "-", word).strip("-")
    return make_page(
        builder,
        f"{folder}/err-name-{slug}",
        f"err-title {word}",
        f"err-description {word}",
        f"<p>err-body {escape(word)}</p>",
    )


def _values(page: Page) -> Mapping[str, str]:
    context = page.context()
    return {
        "\0name": page.name.rpartition("/")[2],
        "\0title": context["title"],
        "\0metatags": context["metatags"],
        "\0body": context["body"],
    }


def _split(html: str, slots: Page) -> list[str]:
    values = {text: slot for slot, text in _values(slots).items()}
    pieces = re.split(
        "(" + "|".join(re.escape(text) for text in sorted(values, key=len, reverse=True)) + ")", html
    )
    return [values.get(piece, piece) for piece in pieces]


def render(builder: StandaloneHTMLBuilder, page: Page) -> str:
    """The HTML of *page* as the theme renders it."""
    handle, name = tempfile.mkstemp(suffix=".html")
    os.close(handle)
    path = Path(name)
    try:
        builder.handle_page(page.name, page.context(), "page.html", outfilename=path)  # type: ignore[arg-type,unused-ignore]
        return path.read_bytes().decode(builder.config.html_output_encoding)
    finally:
        path.unlink()
