"""Bring the message catalogs in ecs_errors_ext/locale up to date: what the extension says, and its translations.

    python tools/words.py

Messages come from the templates, the views, the Sphinx front end and the scripts. A new one stands untranslated in
each ``.po`` until somebody translates it; run this again then, for the ``.mo``.
"""

from __future__ import annotations

import io
from datetime import UTC, datetime
from pathlib import Path
from types import NoneType
from typing import TYPE_CHECKING

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOT = Path(__file__).parents[1]
LOCALE = ROOT / "ecs_errors_ext" / "locale"
POT = LOCALE / "ecs_errors.pot"
_PLACES = {
    "ecs_errors_ext": [("sphinx/**.py", "python"), ("views/**.py", "python"), ("statuses.py", "python"), ("static/**.js", "javascript")],
    "templates": [("errors/**.html", "jinja2"), ("errors/**.xml", "jinja2"), ("sidebar/**.html", "jinja2")],
}  # fmt: skip
_KEYWORDS = {**DEFAULT_KEYWORDS, "err_gettext": None}
_OPTIONS = {
    "**.*ml": {"trimmed": "true", "newstyle_gettext": "true", "trim_blocks": "true", "lstrip_blocks": "true"}
}


def extract() -> Catalog:
    """Everything that the extension says into pages, with the files (not the lines, which change) that say it."""
    catalog = Catalog(project="ecs_errors_ext", copyright_holder="The ecs_errors_ext authors", fuzzy=False)
    for folder, methods in _PLACES.items():
        found = extract_from_dir(
            ROOT / folder, methods, _OPTIONS, _KEYWORDS, comment_tags=("L10N:",), strip_comment_tags=True
        )
        for name, _line, message, comments, context in found:
            catalog.add(message, None, [(f"{folder}/{name}", 0)], auto_comments=comments, context=context)
    return catalog


def text_of(catalog: Catalog) -> bytes:
    """*catalog* as a file, the same for the same messages: no date, no line numbers, sorted."""
    buffer = io.BytesIO()
    write_po(
        buffer,
        catalog,
        width=110,
        include_lineno=False,
        sort_output=True,
        omit_header=True,
        ignore_obsolete=True,
    )
    return _header(catalog) + buffer.getvalue()


def _header(catalog: Catalog) -> bytes:
    lines = [
        "Project-Id-Version: ecs_errors_ext",
        "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=utf-8",
        "Content-Transfer-Encoding: 8bit",
    ]
    if catalog.locale:
        lines += [f"Language: {catalog.locale}", f"Plural-Forms: {catalog.plural_forms}"]
    quoted = "".join(f'"{line}\\n"\n' for line in lines)
    return f'msgid ""\nmsgstr ""\n{quoted}\n'.encode()


def compiled(catalog: Catalog) -> bytes:
    """*catalog* as gettext reads it, without the time of day."""
    catalog.creation_date = catalog.revision_date = datetime(2026, 1, 1, tzinfo=UTC)
    buffer = io.BytesIO()
    write_mo(buffer, catalog)
    return buffer.getvalue()


def read(path: Path) -> Catalog:
    """The catalog in a ``.po`` file, of the language that its folder is called."""
    with path.open("rb") as file:
        return read_po(file, locale=path.parts[-3])


def main() -> None:
    """Write the template, and each language with the messages that are used now."""
    template = extract()
    POT.write_bytes(text_of(template))
    for path in sorted(LOCALE.glob("*/LC_MESSAGES/*.po")):
        catalog = read(path)
        catalog.update(template, no_fuzzy_matching=True)
        path.write_bytes(text_of(catalog))
        path.with_suffix(".mo").write_bytes(compiled(read(path)))
        missing = [message.id for message in catalog if message.id and not all(texts(message.string))]
        print(f"{path.parts[-3]}: {len(catalog)} messages, {len(missing)} to translate")


def texts(string: str | Sequence[str] | None) -> Sequence[str]:
    """The forms of a translation."""
    return (string or "",) if isinstance(string, (str, NoneType)) else string


if __name__ == "__main__":
    main()
