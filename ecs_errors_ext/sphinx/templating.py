"""The extension's own Jinja environment, which escapes everything that is not marked as HTML."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from ecs_errors_ext.messages import mark_differences, split_placeholders

_PACKAGE = Path(__file__).parents[1]


@cache
def template_folder() -> Path:
    """Where the templates lie: in the installed package, or at the top of the checkout."""
    candidates = (_PACKAGE / "templates", _PACKAGE.parent / "templates")
    return next(folder for folder in candidates if (folder / "errors").is_dir())


class Templates:
    """Templates of the project, where it overrides some, before those of the extension."""

    def __init__(self, folders: Sequence[Path] = ()) -> None:
        self._folders = [*folders, template_folder()]
        self._environment = Environment(
            loader=FileSystemLoader(self._folders),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.filters.update(
            template=with_placeholders, differing=with_differences, literals=with_literals, blocks=with_blocks
        )
        self._get = cache(self._environment.get_template)

    def render(self, name: str, **values: object) -> str:
        """The template called *name* (``errors/code.html``), filled in."""
        return self._get(name).render(**values)

    def digest(self) -> str:
        """A digest of every template's text: where it changes, pages may."""
        state = hashlib.sha256()
        for folder in self._folders:
            for path in sorted(folder.glob("errors/**/*.html")):
                state.update(path.read_bytes())
        return state.hexdigest()


def with_placeholders(text: str | Markup) -> Markup:
    """*text* with its placeholders set apart."""
    if isinstance(text, Markup):
        return text
    return _join(
        Markup('<span class="err-blank">{}</span>').format(part) if is_placeholder else escape(part)
        for part, is_placeholder in split_placeholders(text)
    )


def with_differences(text: str, other: str) -> Markup:
    """*text* with the words marked that *other* has not."""
    return _join(
        Markup("<mark>{}</mark>").format(part) if differs else escape(part)
        for part, differs in mark_differences(text, other)
    )


def with_literals(text: str) -> Markup:
    """*text*, what stands in it between double backquotes set as code."""
    parts = text.split("``")
    return _join(
        Markup("<code>{}</code>").format(part) if index % 2 and index < len(parts) - 1 else escape(part)
        for index, part in enumerate(parts)
    )


def with_blocks(text: str | Markup) -> Markup:
    """*text* with a paragraph for each block that a blank line sets apart."""
    if isinstance(text, Markup) or "\n\n" not in text:
        return escape(text)
    return _join(Markup("<p>{}</p>").format(block) for block in text.split("\n\n"))


def _join(parts: Iterable[Markup]) -> Markup:
    return Markup("").join(parts)


UrlOf = Callable[..., str]
"""From a page's name, and an anchor on it, to its URL as seen from the page being written."""
