"""The language of the pages: what the extension says, translated as everything in a Sphinx project.

The catalog is called :data:`CATALOG`. A project's own ``locale/LANGUAGE/LC_MESSAGES/ecs_errors.po`` (any
folder of ``locale_dirs``) comes before the one that is shipped, message by message.
"""

from __future__ import annotations

import gettext
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from babel.messages.extract import extract_from_file
from sphinx.locale import get_translator

from ecs_errors_ext.sphinx.files import digest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from sphinx.application import Sphinx

CATALOG = "ecs_errors"
LOCALE = Path(__file__).parents[1] / "locale"


def load_words(app: Sphinx) -> tuple[gettext.NullTranslations, str]:
    """The translations into the language of the project, and a digest of what they are."""
    folders = [*(Path(app.srcdir) / folder for folder in app.config.locale_dirs), LOCALE]
    for folder in folders:
        app.add_message_catalog(CATALOG, str(folder))
    files = [gettext.find(CATALOG, folder, [app.config.language]) for folder in folders]
    texts = [Path(file).read_bytes() for file in files if file]
    return get_translator(CATALOG), digest(app.config.language, texts)


def template_words(words: gettext.NullTranslations) -> Callable[[str], str]:
    """What translates in a project's own templates of Sphinx, whose ``_`` knows Sphinx's catalog alone.

    A plain function: builders that pickle what a template is given leave these out.
    """

    def err_gettext(message: str) -> str:
        return words.gettext(message)

    return err_gettext


def write_template(app: Sphinx, exception: Exception | None) -> None:
    """Put the messages to be translated beside those of the project's documents, where these are gathered."""
    if app.builder.name == "gettext" and not exception:
        shutil.copyfile(LOCALE / f"{CATALOG}.pot", Path(app.outdir) / f"{CATALOG}.pot")


def script_words(words: gettext.NullTranslations, scripts: Iterable[Path]) -> str:
    """A line to stand before a script: what *scripts* say, in another language; empty where that is English.

    A message that counts has a form for each number. Which one is decided here, for 0 to 199: beyond, no
    language that gettext knows looks at more than the last two digits.
    """
    if type(words) is gettext.NullTranslations:
        return ""
    from ecs_errors_ext.search.index import script_json  # loaded by those who translate

    said: dict[str, object] = {}
    for message in sorted(_messages_of(scripts), key=str):
        if isinstance(message, tuple):
            forms = [words.ngettext(*message, number) for number in range(200)]
            kinds = list(dict.fromkeys(forms))
            if not set(kinds) <= set(message):
                said[message[0]] = {"forms": kinds, "at": "".join(str(kinds.index(form)) for form in forms)}
        elif (text := words.gettext(message)) != message:
            said[message] = text
    return f"globalThis.EcsErrorsWords={script_json(said)};\n" if said else ""


def _messages_of(scripts: Iterable[Path]) -> set[str | tuple[str, str]]:
    """What stands in the calls of ``gettext`` and ``ngettext`` in *scripts*."""
    found: set[str | tuple[str, str]] = set()
    for path in scripts:
        for _line, message, _comments, _context in extract_from_file("javascript", path):
            found.add(message if isinstance(message, str) else (message[0], message[1]))
    return found
