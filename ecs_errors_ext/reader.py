"""Documents of a Sphinx project as docutils reads them, where Sphinx is not at hand."""

from __future__ import annotations

import re
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from docutils import nodes
from docutils.core import publish_doctree
from docutils.parsers.rst import Directive, directives, roles

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

_QUIET = {
    "report_level": 5,
    "halt_level": 6,
    "warning_stream": False,
    "smart_quotes": False,
    "file_insertion_enabled": False,
    "line_length_limit": 100_000_000,  # a row of a grid may be long
    "_disable_config": True,
}
_TITLE = re.compile(r"(?P<title>.+?)\s*<[^<>]*>", re.DOTALL)
MARKDOWN = frozenset({".md", ".markdown"})


class ReaderError(Exception):
    """A document cannot be read; the text says why, in one line without the file's name."""


def read_document(text: str, path: Path) -> nodes.document:
    """The document in *text*, which stands at *path*: Markdown by its suffix, else reStructuredText.

    What only Sphinx knows does no harm: a role says its text, a directive its content.
    Raises :exc:`ReaderError` for Markdown where MyST is not installed.
    """
    parser = _markdown_parser() if path.suffix.lower() in MARKDOWN else None
    with _lenient():
        return publish_doctree(text, source_path=str(path), parser=parser, settings_overrides=_QUIET)


def _markdown_parser() -> Any:  # noqa: ANN401 - MyST is not always installed
    try:
        from myst_parser.parsers.docutils_ import Parser
    except ImportError as error:
        raise ReaderError("reading Markdown needs myst-parser; install it or use an errors.json") from error
    return Parser()


class _AnyOption:
    """Options of any name, whatever they say."""

    def __getitem__(self, name: str) -> Callable[[str], str]:
        return lambda text: text or ""


class _Content(Directive):
    """A directive that docutils does not know stands for its content."""

    optional_arguments = 1
    final_argument_whitespace = True
    has_content = True
    option_spec = _AnyOption()  # type: ignore[assignment]

    def run(self) -> list[nodes.Node]:
        """Parse the content where the directive stands."""
        box = nodes.container()
        self.state.nested_parse(self.content, self.content_offset, box, match_titles=True)
        return box.children


def _text_role(
    _name: str, rawtext: str, text: str, *_: object, **__: object
) -> tuple[list[nodes.Node], list[nodes.system_message]]:
    """A role that docutils does not know says its title, as Sphinx would print it."""
    said = nodes.unescape(text)
    match = _TITLE.fullmatch(said)
    if said.startswith("~"):
        said = said.rpartition(".")[2].lstrip("~")
    return [nodes.inline(rawtext, match["title"] if match else said.removeprefix("!"))], []


@contextmanager
def _lenient() -> Iterator[None]:
    """Let every directive and role be known meanwhile; Sphinx replaces the same functions while it reads."""
    known_directive, known_role = directives.directive, roles.role

    def directive(name: str, language: Any, document: nodes.document) -> Any:  # noqa: ANN401
        found, messages = known_directive(name, language, document)
        return (found, messages) if found else (_Content, [])

    def role(name: str, language: Any, line: int, reporter: Any) -> Any:  # noqa: ANN401
        found, messages = known_role(name, language, line, reporter)
        return (found, messages) if found else (_text_role, [])

    directives.directive = directive  # type: ignore[assignment]
    roles.role = role  # type: ignore[assignment]
    try:
        yield
    finally:
        directives.directive = known_directive
        roles.role = known_role
