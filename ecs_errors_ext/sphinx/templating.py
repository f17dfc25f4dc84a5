"""The extension's own Jinja environment, which escapes everything that is not marked as HTML."""

from __future__ import annotations

import hashlib
from functools import cache, lru_cache, partial
from gettext import NullTranslations
from pathlib import Path
from traceback import extract_tb
from typing import TYPE_CHECKING, Any

from jinja2 import (
    BaseLoader,
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    PrefixLoader,
    StrictUndefined,
    TemplateNotFound,
    TemplateSyntaxError,
)
from markupsafe import Markup, escape

from ecs_errors_ext.messages import mark_differences
from ecs_errors_ext.placeholders import ANYWHERE, Template
from ecs_errors_ext.sphinx.report import stop

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from jinja2.runtime import Macro

_PACKAGE = Path(__file__).parents[1]


@cache
def template_folder() -> Path:
    """Where the templates lie: in the installed package, or at the top of the checkout."""
    candidates = (_PACKAGE / "templates", _PACKAGE.parent / "templates")
    return next(folder for folder in candidates if (folder / "errors").is_dir())


class Templates:
    """Templates of the project, where it overrides some, before those of the extension."""

    def __init__(
        self, folders: Sequence[Path] = (), words: NullTranslations | None = None, *, finder: str = "find"
    ) -> None:
        """*words* are the translations of what the templates say, *finder* is the page of the search."""
        self._folders = [*folders, template_folder()]
        self._environment = Environment(
            loader=_loader(self._folders),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,  # no template changes during a build
            extensions=["jinja2.ext.i18n"],
        )
        # What is filled into a translated text is escaped like anything else.
        i18n: Any = self._environment
        i18n.install_gettext_translations(words or NullTranslations(), newstyle=True)
        self._environment.filters.update(
            template=with_placeholders,
            differing=with_differences,
            deleted=partial(with_differences, tag="del"),
            inserted=partial(with_differences, tag="ins"),
            literals=with_literals,
            blocks=with_blocks,
        )
        self._environment.globals.update(once=self._once, finder=finder)
        self._printed: dict[tuple[str, object, str], str] = {}
        self._get = cache(self._environment.get_template)

    def render(self, name: str, **values: object) -> str:
        """The template called *name* (``errors/code.html``), filled in.

        Ends the build where it cannot be, and says where in it: a project may have written it.
        """
        try:
            return self._get(name).render(**values)
        except Exception as error:  # noqa: BLE001 - whatever the template of a project does
            stop([f"{_place(error, name)}: this template cannot be used: {_reason(error)}."])

    def _once(self, macro: Macro, value: object, url: Callable[..., str], root: str) -> str:
        """What *macro* prints of *value*, printed once for all pages whose way to the *root* is the same."""
        key = (macro.name, value, root)
        if key not in self._printed:
            self._printed[key] = macro(value, url)
        return self._printed[key]

    def digest(self) -> str:
        """A digest of every template's text: where it changes, pages may."""
        state = hashlib.sha256()
        for folder in self._folders:
            for path in sorted(folder.glob("errors/**/*.*ml")):
                state.update(path.read_bytes())
        return state.hexdigest()


def _place(error: Exception, name: str) -> str:
    """File and line of the template where *error* came up; where that is not known, the *name* of the template."""
    if isinstance(error, TemplateSyntaxError):
        return f"{error.filename or error.name or name}:{error.lineno}"
    frames = extract_tb(error.__traceback__)
    places = [
        f"{frame.filename}:{frame.lineno}" for frame in frames if frame.filename.endswith((".html", ".xml"))
    ]
    return places[-1] if places else name


def _reason(error: Exception) -> str:
    if isinstance(error, RecursionError):
        return "it leads back to itself. “!errors/…” extends the one that is shipped"
    if isinstance(error, TemplateNotFound):
        return f"there is no template {error}"
    return str(error).rstrip(".") or type(error).__name__


def _loader(folders: Sequence[Path]) -> BaseLoader:
    """Loads from *folders*; a name that begins with “!”, as in Sphinx, means the template that is shipped."""
    shipped = FileSystemLoader(template_folder() / "errors")
    return ChoiceLoader([FileSystemLoader(folders), PrefixLoader({"!errors": shipped})])


def with_placeholders(text: str | Markup) -> Markup:
    """*text* with its placeholders set apart."""
    if isinstance(text, Markup):
        return text
    pieces = text.pieces if isinstance(text, Template) else ANYWHERE.split(text)
    return _join(pieces, '<span class="err-blank">', "</span>")


@lru_cache(maxsize=4096)  # the pages of a shared message compare the same pairs
def with_differences(text: str, other: str, tag: str = "mark") -> Markup:
    """*text* with the words marked that *other* has not."""
    return _join(mark_differences(text, other), f"<{tag}>", f"</{tag}>")


def with_literals(text: str) -> Markup:
    """*text*, what stands in it between double backquotes set as code."""
    parts = text.split("``")
    last = len(parts) - 1
    return _join(
        [(part, index % 2 == 1 and index < last) for index, part in enumerate(parts)], "<code>", "</code>"
    )


def with_blocks(text: str | Markup) -> Markup:
    """*text* with a paragraph for each block that a blank line sets apart."""
    if isinstance(text, Markup) or "\n\n" not in text:
        return escape(text)
    return _join([(block, True) for block in text.split("\n\n")], "<p>", "</p>")


def _join(pieces: Sequence[tuple[str, bool]], before: str, after: str) -> Markup:
    """The *pieces* as HTML, those that are marked set between two tags."""
    if not any(marked for _, marked in pieces):
        return escape("".join(piece for piece, _ in pieces))
    html = (f"{before}{escape(piece)}{after}" if marked else escape(piece) for piece, marked in pieces)
    return Markup("".join(html))  # noqa: S704 - each piece is escaped
