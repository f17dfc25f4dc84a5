"""Every word that the extension prints can be translated, as everything else in a Sphinx project."""

from __future__ import annotations

import json
import re
from http import HTTPStatus

import pytest
from bs4 import BeautifulSoup

from tests.support.project import ROOT, Project
from tests.support.tables import HEADER, grid_table
from tests.support.words import WIDE, translate_all

ROWS = [
    ("400", "Ab.0001", "Сервер %s занят.", "Он уже занят.", "Подождите."),
    ("404", "Ab.0002", "Нет места.", "Диск полон.", "Удалите."),
    ("500", "Ab.0003", "Нет места.", "Память полна.", "Подождите."),
    ("409", "Ab.0003", "Нет места на диске.", "Диск полон.", "Подождите."),
    ("400", "Ab.0004", "Нет места.", "Квота.", "Подождите."),
    ("", "Ц", "Нет сети.", "Кабель.", "Подождите."),
    ("302", "Ц.7", "Нет доступа к сети.", "Ключ.", "Подождите."),
]
INDEX = """\
Ошибки
======

.. err:overview::

.. err:card:: Ab.0003

.. err:table::
   :status: 4xx

.. err:note:: Ab.0002

   Смотри: :err:code:`Ab.0001`.

.. toctree::

   table
"""
CONF = """
language = "{language}"
ecs_errors_sources = ["table"]
ecs_errors_search = True
"""
BEFORE = [
    ("409", "Ab.0001", "Сервер %s очень занят.", "Он уже занят.", "Ждите."),
    *ROWS[1:],
    ("410", "Ы.0008", "Нет чая.", "Чайник пуст.", "Налейте."),
    ("410", "Ы.0009", "Нет чая.", "Чайник пуст.", "Налейте."),
    ("404", "Ab.0009", "Нет места нигде.", "Диск полон.", "Удалите."),
]
"""What the table said before: codes, a family, a status and a shared message that are gone."""


def table(rows):
    return f"Таблица\n=======\n\n{grid_table([HEADER, *rows])}"


FILES = {"index.rst": INDEX, "table.rst": table(ROWS)}
PO = "locales/eo/LC_MESSAGES/ecs_errors.po"
OURS = {
    "Markdown",
    "JSON",
    *(word for status in HTTPStatus for word in re.findall("[A-Za-z]+", status.phrase)),
}
"""Words that stand on the pages of every language: names, and what servers print."""


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    project = Project(tmp_path_factory.mktemp("words"))
    project.configure(
        f'project = "Проект"\nextensions = ["ecs_errors_ext"]{CONF.format(language="eo")}'
        'ecs_errors_ledger = "published.json"\n'
    )
    translate_all(project.source / PO)
    for day, rows in (("2026-01-01", BEFORE), ("2026-02-01", ROWS)):
        project.write({**FILES, "table.rst": table(rows)})
        project.record(day)
    return project


@pytest.fixture(scope="module")
def build(project):
    return project.build("html", "-E", fresh_process=True)


def said(page: BeautifulSoup) -> str:
    """Everything that *page* says of ours: texts, labels, tooltips and what search engines are told."""
    parts = page.select(".err-page, .err-embed, .err-team") or [page]
    texts = [part.get_text(" ") for part in parts]
    names = ("aria-label", "title", "placeholder", "alt", "data-label")
    elements = [element for part in parts for element in part.select("*")]
    texts += [str(element[name]) for element in elements for name in names if element.get(name)]
    texts += [str(meta["content"]) for meta in page.select('meta[name="description"]')]
    return "\n".join(texts)


def test_no_english_word_of_ours_remains(build):
    kinds = set()
    for path in sorted(build.out.rglob("*.html")):
        page = BeautifulSoup(path.read_text("utf-8"), "html.parser")
        if not page.select(".err-page, .err-embed"):
            continue
        kinds.add(path.relative_to(build.out).as_posix().split("/")[0])
        words = set(re.findall(r"(?<![./#\w])[A-Za-z]{3,}(?![\w./])", said(page)))
        assert words - OURS == set(), path
    assert kinds >= {"codes", "status", "families", "messages", "index.html", "changes.html", "find.html"}
    assert "data-error-page" in build.read("codes/Ab.0009.html"), "a code that is gone"
    assert "Ｗｈａｔ ｔｏ ｄｏ" in build.read("codes/Ab.0001.html")


def pages(build):
    """What *build* has published; of the documents' own search, a second build of Sphinx drops some entries."""
    return {name: content for name, content in build.files().items() if name != "searchindex.js"}


def test_a_translation_that_changes_is_printed_without_a_clean_build(project, build):
    before = pages(build)
    assert pages(project.build("html", fresh_process=True)) == before
    po = project.source / PO
    po.write_text(
        po.read_text("utf-8").replace("Ｗｈａｔ ｔｏ ｄｏ", "Ｄｏ").replace("Ｎｏｔｅ ｏｎ", "Ｎ"), "utf-8"
    )
    after = project.build("html", fresh_process=True)
    clean = project.build("html", "-E", out="clean", fresh_process=True)
    assert pages(after) == pages(clean)
    assert "Ｗｈａｔ ｔｏ ｄｏ" not in after.read("codes/Ab.0001.html") + after.read("index.html")
    assert "Ｎ " in after.read("index.html")


def test_a_project_in_german(make_project):
    sidebar = [f"sidebar/{name}.html" for name in ("errors-search", "errors-nav")]
    conf = f"templates_path = [{str(ROOT / 'templates')!r}]\nhtml_sidebars = {{'**': {sidebar}}}\n"
    project = make_project(FILES, CONF.format(language="de") + conf)
    build = project.build("html", "-W", fresh_process=True)
    code = build.read("codes/Ab.0001.html")
    assert "Was zu tun ist" in code
    assert ">Nach Status</a>" in code, "the sidebar of this site, in Sphinx's own templates"
    assert 'aria-label="Code, Meldung oder JSON"' in code
    assert "Bedeutung" in code
    assert "3 Codes antworten mit dieser Meldung." in build.read("codes/Ab.0002.html")
    script = build.read("_static/errors-page.js")
    assert script.startswith("globalThis.EcsErrorsWords={")
    assert "Kein Treffer" in script
    data = json.loads(build.read("errors.json"))
    assert {"code", "entries"} <= set(data["codes"][0]), "names in the data are no words of the pages"


def test_an_english_project_has_no_words_in_its_scripts(make_project):
    build = make_project(FILES, CONF.format(language="en")).build(fresh_process=True)
    assert "EcsErrorsWords={" not in build.read("_static/errors-page.js")


def test_messages_are_gathered_with_those_of_the_project(make_project):
    build = make_project(FILES, CONF.format(language="en")).build("gettext")
    assert build.read("ecs_errors.pot") == (ROOT / "ecs_errors_ext/locale/ecs_errors.pot").read_text("utf-8")
    assert 'msgid "What to do"' in build.read("ecs_errors.pot")


def test_full_width_letters_are_no_ascii():
    assert "code".translate(WIDE) == "ｃｏｄｅ"
