"""The page of the search in a project whose own search stays as it is, and its answers in another language."""

from __future__ import annotations

import re

import pytest
from selenium.webdriver.support.ui import WebDriverWait

from tests.support.project import Project
from tests.support.tables import HEADER, grid_table
from tests.support.translated import translated_project
from tests.support.words import translate_all

ROWS = [
    ("400", "Ab.0001", "Сервер %s занят.", "Он уже занят.", "Подождите."),
    ("404", "Ab.0002", "Нет места.", "Диск полон.", "Удалите."),
    ("500", "Ab.0003", "Нет места.", "Память полна.", "Подождите."),
    *(("400", f"Ab.1{n:03}", f"Слово {n} из многих.", f"Смысл {n}.", "Подождите.") for n in range(60)),
]
FILES = {
    "index.rst": "Индекс\n======\n\n.. toctree::\n\n   table\n",
    "table.rst": f"Таблица\n=======\n\n{grid_table([HEADER, *ROWS])}",
}
CONF = """\
project = "Проект"
extensions = ["ecs_errors_ext"]
ecs_errors_sources = ["table"]
html_theme = "alabaster"
"""


@pytest.fixture(scope="module")
def out(tmp_path_factory):
    project = Project(tmp_path_factory.mktemp("finder"))
    project.configure(CONF)
    project.write(FILES)
    build = project.build()
    return build.out


def test_the_page_answers_by_its_address_and_jumps(out, answers):
    browser = answers.browser
    for how in ("?q=", "#q="):
        browser.open("about:blank")
        browser.open(f"{(out / 'find.html').as_uri()}{how}ab0001")
        assert answers.done() == [("Ab.0001", "code")]
    browser.open(f"{(out / 'find.html').as_uri()}?go=Ab0002")
    answers.until("return location.pathname.endsWith('/codes/Ab.0002.html')")
    assert browser.console() == []


def test_what_is_typed_is_answered_and_stays_here(out, answers, serve):
    server = serve(out)
    browser = answers.browser
    browser.open(f"{server.url}find.html")
    browser.find("textarea[data-error-search]")[0].send_keys("Нет места")
    assert [code for code, _ in answers.done()] == ["Ab.0002", "Ab.0003"]
    browser.find(".err-finder button")[0].click()
    answers.until("return location.hash.startsWith('#q=')")
    assert not [path for path in server.requests if "q=" in path]


def test_the_field_of_the_theme_stays_the_theme_s(out, answers):
    browser = answers.browser
    browser.open(out / "codes/Ab.0001.html")
    assert browser.find("input[name=q]")
    assert not browser.find("[data-error-search]")
    another = browser.find(".err-another")[0]
    assert another.is_displayed(), "the way to the search"
    another.click()
    WebDriverWait(browser.driver, 10).until(lambda driver: driver.current_url.endswith("/find.html"))
    browser.open(out / "search.html")
    assert not browser.find(".err-page")


ASKED = (
    "Ab.0001", "Ab.0001 Ab.0002", '{"code": "Ab.0001", "message": "нет"}', "Ab.0001\nAb.0002\nAb.1003", "1003", "404",
    "400", "503", "Нет места", "Сервер s1 занят", "Слово", "слво", "Ab.7777", "Xy.0001", "Ab", "zzzzz", "место диск",
    "Ab.0001\nНет места.\nи", " ".join(f"Ab.1{n:03}" for n in range(9)),
)  # fmt: skip


def test_no_english_word_of_ours_stands_in_an_answer(tmp_path, answers):
    project = Project(tmp_path / "wide")
    project.configure(f'{CONF}language = "eo"\necs_errors_search = True\n')
    project.write(FILES)
    translate_all(project.source / "locales/eo/LC_MESSAGES/ecs_errors.po")
    build = project.build(fresh_process=True)
    browser = answers.browser
    seen = set()
    for asked in ASKED:
        answers.ask(f"{build.out.as_uri()}/", asked)
        seen |= words(browser, ".err-page")
    browser.open(build.out / "codes/Ab.0001.html")
    field = browser.find("input[data-error-search]")[0]
    for asked in ("Ab.0001", "Нет места", "404", "Ab.7777", "zzzzz"):
        field.clear()
        field.send_keys(asked)
        answers.done()
        seen |= words(browser, ".err-popup, .err-popup + *, input + [role=status]")
    for button in browser.find("[data-error-copy]"):
        browser.run("arguments[0].click()", button)
        answers.until("return document.querySelector('.err-copy [role=status]').textContent")
        seen |= words(browser, ".err-copy")
    browser.open(build.out / "codes/index.html")
    browser.find("[data-error-filter] input")[0].send_keys("нигде")
    seen |= words(browser, ".err-page")
    assert seen - KNOWN == set()


KNOWN = {
    "Markdown", "JSON", "HTTP", "zzzzz", "Bad", "Request", "Not", "Found", "Internal", "Server", "Error", "code", "message",
}  # fmt: skip
"""Names, what servers print, and what was asked ("code" and "message" are keys of the body)."""


def words(browser, selector):
    """The English words of what *selector* finds, but for codes and what stands in fields."""
    script = """return [...document.querySelectorAll(arguments[0])].flatMap((top) => [top, ...top.querySelectorAll('*')])
      .flatMap((e) => [...e.childNodes].filter((n) => n.nodeType === 3 && e.tagName !== 'TEXTAREA').map((n) => n.data)
        .concat(['aria-label', 'title', 'placeholder'].map((name) => e.getAttribute(name) ?? ''))).join('\\n')"""
    return set(re.findall(r"(?<![.\w])[A-Za-z]{3,}(?![\w.])", browser.run(script, selector)))


def test_the_page_says_what_was_found_before_translation(tmp_path, answers):
    build = translated_project(tmp_path / "translated").build(fresh_process=True)
    answers.browser.open(f"{(build.out / 'find.html').as_uri()}#q=Disk%20d-1%20is%20gone.")
    assert answers.done() == [("Ab.0001", "message")]
    shown = answers.browser.find("[data-error-results]")[0].text
    assert "Die Platte %s ist weg." in shown
    assert "Disk %s is gone." in shown
