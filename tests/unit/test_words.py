"""The message catalogs hold what the extension says, and the languages that are shipped say all of it."""

from __future__ import annotations

import gettext
import io
import re
from typing import Any

import pytest

from ecs_errors_ext.views.pages import Views
from tests.support.catalogs import make_catalog
from tests.support.project import ROOT
from tests.support.words import tools

pytest.importorskip("babel")
LANGUAGES = sorted(path.parts[-3] for path in (ROOT / "ecs_errors_ext" / "locale").glob("*/LC_MESSAGES/*.po"))
PATH = "ecs_errors_ext/locale/{}/LC_MESSAGES/ecs_errors.po"


def test_the_template_is_up_to_date():
    words = tools()
    assert words.POT.read_bytes() == words.text_of(words.extract()), "run python tools/words.py"


def test_every_text_in_the_scripts_is_a_message():
    """A text in a template literal or a variable is no message, so no tool would find it."""
    for path in (ROOT / "ecs_errors_ext" / "static").rglob("*.js"):
        calls = re.findall(r"\bn?gettext\((?!text|one)\s*(.)", path.read_text("utf-8"))
        assert set(calls) <= {'"'}, path.name


def test_quotation_marks_are_those_of_the_language():
    for path in (ROOT / "ecs_errors_ext" / "static").rglob("*.js"):
        assert "“${" not in path.read_text("utf-8"), path.name


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_is_complete(language):
    words = tools()
    path = ROOT / PATH.format(language)
    catalog = words.read(path)
    wanted = {message.id for message in words.extract() if message.id}
    assert {message.id for message in catalog if message.id} == wanted
    for message in catalog:
        if message.id:
            assert all(words.texts(message.string)), message.id
            assert not message.fuzzy
            names = set(re.findall(r"%\(\w+\)s", str(message.id)))
            for text in words.texts(message.string):
                assert set(re.findall(r"%\(\w+\)s", text)) <= names, message.id
            assert not list(message.check()), message.id
    assert texts(path.with_suffix(".mo").read_bytes()) == texts(words.compiled(catalog)), (
        "run python tools/words.py"
    )


def texts(compiled):
    """What a ``.mo`` translates, without its header, in which the release of Babel stands."""
    translations: Any = gettext.GNUTranslations(io.BytesIO(compiled))
    found = dict(translations._catalog)
    del found[""]
    return found


def test_the_views_speak_the_language_that_they_are_given():
    german = gettext.translation("ecs_errors", ROOT / "ecs_errors_ext" / "locale", ["de"])
    from ecs_errors_ext.groups import Groups

    views = Views(Groups(make_catalog([("404", "Ab.0001", "Gone.", "", "Look.")])), words=german)
    (code,) = views.groups.codes
    assert [link.text for link in views.code(code).crumbs] == ["Alle Codes", "Ab.00xx"]
    assert views.lists.status_class("4xx").title == "4xx Fehler des Clients"
    assert views.lists.status(404).title == "404 Not Found", "the registry's name, which servers print"
