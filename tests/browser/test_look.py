"""Every kind of page: sound for assistive technology, on a phone and in print, light and dark."""

from __future__ import annotations

import json

import pytest
from selenium.webdriver.support.ui import WebDriverWait

from tests.browser.conftest import SHARED

PAGES = [
    "index",
    "codes/Ecs.0013",
    "codes/Ecs.0002",
    "codes/Ecs.0207",
    "codes/Common.0024",
    "codes/Common.1503",
    "codes/index",
    "status/index",
    "status/400",
    "status/403",
    "status/4xx",
    "families/index",
    "families/Common",
    "messages/index",
    SHARED,
    "runbooks/flow-control",
    "runbooks/attach-disk",
    "error_codes",
    "search",
    "genindex",
]
FUROS_OWN = "landmark-unique: ['.sidebar-drawer']"
"""Furo's two sidebars are both unnamed where a page has a table of contents."""
WIDTHS = [(1280, False), (390, True)]


@pytest.mark.parametrize("page", PAGES)
def test_no_violation_and_nothing_scrolls_sideways(browser, site, axe, page):
    browser.open(site / f"{page}.html")
    for width, mobile in WIDTHS:
        browser.viewport(width, mobile=mobile)
        for scheme in ("light", "dark"):
            browser.media(scheme)
            found = [line for line in browser.violations(axe) if line != FUROS_OWN]
            assert not found, (width, scheme)
    browser.viewport(320, mobile=True)
    assert browser.overflow() == 0
    assert browser.console() == []


def test_what_to_do_ends_on_the_first_screen_of_a_phone(browser, site):
    codes = json.loads((site / "errors.json").read_text("utf-8"))["codes"]

    def length(code):
        entry = code["entries"][0]
        return len(entry["message"]) + len(entry["description"]) + len(entry["solution"])

    browser.viewport(390, mobile=True)
    for code in sorted(codes, key=length)[-12:]:
        browser.open(site / code["url"])
        end = browser.run(
            "return [...document.querySelectorAll('.err-facts dt')].find(dt => dt.textContent === 'What to do')"
            ".nextElementSibling.getBoundingClientRect().bottom"
        )
        assert end <= 454, code["code"]


def test_a_date_stays_on_one_line_at_every_width(browser, site):
    browser.open(site / "changes.html")
    broken = browser.run(
        """const article = document.querySelector(".err-page");
        const dates = [...article.querySelectorAll("time")];
        const widths = Array.from({length: 80}, (_, i) => 160 + 3 * i);
        return !dates.length || widths.filter((width) => {
          article.style.width = `${width}px`;
          return dates.some((date) => date.getClientRects().length > 1);
        });"""
    )
    assert broken == []


def test_fields_and_buttons_of_a_phone_can_be_hit_and_do_not_zoom(browser, site):
    browser.viewport(390, mobile=True)
    for page in ("index", "codes/index", "search", "codes/Ecs.0013"):
        browser.open(site / f"{page}.html")
        for control in browser.find(".err-page :is(input, select, textarea, button)"):
            if control.is_displayed():
                assert control.size["height"] >= 44, (page, control.get_attribute("outerHTML"))
        for field in browser.find(":is(input[data-error-search], .err-page :is(input, select, textarea))"):
            assert field.value_of_css_property("font-size") == "16px", page


def test_a_row_is_a_link_on_all_its_width(browser, site):
    browser.viewport(390, mobile=True)
    browser.open(site / "codes/index.html")
    row, link = browser.find(".err-lines > li")[0], browser.find(".err-lines > li > a")[0]
    assert link.size["width"] == row.size["width"]


def test_the_table_of_a_message_stays_a_table_where_it_is_shown_as_blocks(browser, site):
    browser.viewport(390, mobile=True)
    browser.open(site / f"{SHARED}.html")
    assert browser.find(".err-twins td")[0].value_of_css_property("display") == "block"
    nodes = browser.driver.execute_cdp_cmd("Accessibility.getFullAXTree", {})["nodes"]
    roles = [node["role"]["value"] for node in nodes if not node["ignored"]]
    assert (roles.count("table"), roles.count("rowheader"), roles.count("cell")) == (1, 16, 32)
    assert roles.count("columnheader") == 3


def test_no_code_wraps_in_a_table_of_a_runbook(browser, site):
    browser.open(site / "runbooks/quota.html")
    lines = "return [...document.querySelectorAll('table.err-embed .err-code')].map((one) => one.getClientRects().length)"
    wide = "return Math.min(...[...document.querySelectorAll('table.err-embed td:nth-child(n+3)')].map((one) => one.clientWidth))"
    for width in (1280, 390, 320):
        browser.viewport(width, mobile=width < 500)
        assert set(browser.run(lines)) == {1}
        assert browser.run(wide) > 100
        assert browser.overflow() == 0


def test_colours_follow_furos_switch(browser, site):
    browser.open(site / "codes/Ecs.0003.html")
    chip = browser.find("a.err-chip")[0]
    assert chip.value_of_css_property("background-color") == "rgba(253, 240, 213, 1)"
    browser.theme("dark")
    assert chip.value_of_css_property("background-color") == "rgba(58, 44, 16, 1)"
    browser.media("dark")
    browser.theme("light")
    assert chip.value_of_css_property("background-color") == "rgba(253, 240, 213, 1)"


def test_the_focus_shows(browser, site):
    browser.open(site / "codes/Ecs.0013.html")
    browser.run("document.querySelector('.err-source a').focus({focusVisible: true})")
    outline = browser.run("return getComputedStyle(document.activeElement).outline")
    assert outline.startswith("rgb(39, 87, 221) solid 2px")


def test_the_map_names_each_code_and_hides_its_digits(browser, site):
    browser.open(site / "index.html")
    assert len(browser.find(".err-map a")) == 155
    cell = browser.find(".err-map a[href$='Ecs.0114.html']")[0]
    assert cell.accessible_name == "Ecs.0114, 404: The ECS does not exist."
    assert (
        browser.run("return arguments[0].querySelector('text').getAttribute('aria-hidden')", cell) == "true"
    )


def test_print_leaves_out_what_paper_cannot_do(browser, site):
    browser.open(site / "codes/Ecs.0013.html")
    browser.media(print_=True)
    shown = [".err-head h1", ".err-message", ".err-facts dd"]
    hidden = [".err-crumbs", ".err-pager", ".err-copy", ".err-source"]
    assert all(browser.find(selector)[0].is_displayed() for selector in shown)
    assert not any(browser.find(selector)[0].is_displayed() for selector in hidden)


def test_without_scripts_everything_is_there_but_the_comforts(browser, site):
    browser.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        browser.open(site / "codes/index.html")
        assert not browser.find(".err-filter")[0].is_displayed()
        assert len(browser.find(".err-lines > li > a")) == 155
        browser.open(site / "codes/Ecs.0013.html")
        assert not browser.find(".err-copy")[0].is_displayed()
        browser.open(site / "index.html")
        assert browser.find("noscript a")[0].get_attribute("href").endswith("codes/index.html")
        browser.find("#err-paste")[0].send_keys("Ecs.0013")
        browser.find(".err-finder button")[0].click()
        WebDriverWait(browser.driver, 10).until(  # and no text in it
            lambda driver: driver.current_url.rstrip("?").endswith("codes/index.html")
        )
    finally:
        browser.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})
