"""The pages in themes that know nothing of them, and whose own field becomes ours."""

from __future__ import annotations

import pytest
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys

from tests.support.project import ROOT

INDEX = "Codes\n=====\n\n.. err:overview::\n\n.. toctree::\n\n   error_codes\n"
CONF = """\
ecs_errors_sources = ["error_codes"]
ecs_errors_search = True
html_theme = """


@pytest.mark.parametrize("theme", ["alabaster", "classic"])
def test_pages_are_sound_and_the_field_of_the_theme_answers(answers, make_project, axe, theme):
    source = (ROOT / "source/error_codes.rst").read_text("utf-8")
    build = make_project({"error_codes.rst": source, "index.rst": INDEX}, conf=f"{CONF}{theme!r}\n").build()
    browser = answers.browser
    ours = "axe.run('.err-page', {preload: false}).then(r => arguments[0](r.violations.map(v => v.id)))"
    for page in ("codes/Ecs.0002", "codes/index", "status/400", "index", "search"):
        browser.open(build.out / f"{page}.html")
        browser.run(axe.read_text("utf-8"))
        assert browser.driver.execute_async_script(ours) == [], page
    browser.open(build.out / "codes/Ecs.0001.html")
    field = browser.find("input[data-error-search]")[0]
    field.send_keys("0013")
    assert [code for code, _ in answers.done()] == ["Ecs.0013", "Common.0013"]
    field.send_keys(Keys.ENTER)
    answers.until("return location.hash === '#q=0013'")
    assert [code for code, _ in answers.done()] == ["Ecs.0013", "Common.0013"]
    forms = [
        form
        for form in browser.find("form")
        if form.is_displayed() and form.find_elements("css selector", "textarea")
    ]
    assert len(forms) == 1
    assert not [h for h in browser.find("#search-documentation") if h.is_displayed()]


@pytest.mark.parametrize("theme", ["haiku", "scrolls"])
def test_a_theme_without_a_field_leads_to_the_search(answers, make_project, theme):
    source = (ROOT / "source/error_codes.rst").read_text("utf-8")
    build = make_project({"error_codes.rst": source, "index.rst": INDEX}, conf=f"{CONF}{theme!r}\n").build()
    browser = answers.browser
    browser.open(build.out / "codes/Ecs.0001.html")
    assert not browser.find("[data-error-search]")
    assert browser.find(".err-another")[0].is_displayed()
    ActionChains(browser.driver).send_keys("/").perform()
    answers.until("return location.pathname.endsWith('/search.html')")
    answers.until("return document.activeElement.matches('textarea[data-error-search]')")


def test_the_way_to_the_search_leaves_the_theme_its_icons(browser, make_project):
    source = (ROOT / "source/error_codes.rst").read_text("utf-8")
    conf = f"{CONF}'furo'\necs_errors_search = False\n"
    build = make_project({"error_codes.rst": source, "index.rst": INDEX}, conf=conf).build()
    browser.open(build.out / "codes/Ecs.0001.html")
    another = browser.find(".err-another")[0].rect
    icon = browser.find(".content-icon-container .theme-toggle")[0].rect
    assert 0 < another["x"] + another["width"] < icon["x"]
