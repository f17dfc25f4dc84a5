"""The parts of the search that come late, or not at all."""

from __future__ import annotations

import threading
from urllib.parse import quote

import pytest
from selenium.webdriver.common.keys import Keys

from tests.browser.conftest import RESULTS

AREA = "textarea[data-error-search]"
FIELD = "input[data-error-search]"
PARTS = ["errors-search.js", "errors-index.js", "errors-texts.js", "errors-words.js", "errors-phrases.js"]
MESSAGE = "The current EIP quota limit has been reached. Apply to increase the quota."


@pytest.fixture
def hold(site, serve):
    """Return ``hold(name)``: the site, and what lets its script of this name come."""

    def held(name):
        server = serve(site)
        server.held[name] = threading.Event()
        return server, server.held[name].set

    return held


@pytest.mark.parametrize("part", PARTS)
def test_what_failed_is_said_and_loaded_anew_for_the_next_question(answers, address, block, axe, part):
    browser = answers.browser
    block(part)
    browser.open(f"{address}index.html#q={quote('cannot attach volume')}")
    answers.done()
    failure = browser.find(f"{RESULTS} [role=alert]")[0]
    assert "could not be loaded" in failure.text
    assert failure.find_element("css selector", "a").get_attribute("href").endswith("codes/index.html")
    assert browser.violations(axe) == []
    browser.find(".err-finder button")[0].click()
    answers.done()
    assert "could not be loaded" in browser.find(RESULTS)[0].text
    block()
    browser.find(AREA)[0].clear()
    browser.find(AREA)[0].send_keys("cannot attach volume", Keys.ENTER)
    answers.until(f"return document.querySelector('{RESULTS} [data-error-code]') !== null")
    assert ("Ecs.0057", "words") in answers.done()


def test_the_list_at_a_field_says_so_too_and_offers_nothing_to_choose(answers, address, block, axe):
    browser = answers.browser
    block("errors-words.js")
    browser.open(f"{address}codes/Ecs.0013.html")
    field = browser.find(FIELD)[0]
    field.send_keys("cannot attach volume")
    answers.done()
    assert "could not be loaded" in browser.find(".err-popup [role=alert]")[0].text
    assert field.get_attribute("aria-expanded") == "false"
    assert browser.violations(axe) == []
    block()
    field.send_keys("s")
    answers.until("return document.querySelector('.err-popup[role=listbox] [role=option]') !== null")
    assert field.get_attribute("aria-expanded") == "true"


def test_enter_says_so_too_where_not_even_the_list_can_come(answers, address, block, axe):
    browser = answers.browser
    block("errors-search.js")
    browser.open(f"{address}codes/Ecs.0013.html")
    field = browser.find(FIELD)[0]
    for _ in range(2):
        field.send_keys(Keys.ENTER if field.get_attribute("value") else f"cannot attach volume{Keys.ENTER}")
        answers.done()
        (failure,) = browser.find(".err-popup [role=alert]")
        assert "could not be loaded" in failure.text
    assert failure.find_element("css selector", "a").get_attribute("href").endswith("codes/index.html")
    assert field.get_attribute("value") == "cannot attach volume"
    assert browser.violations(axe) == []
    field.send_keys(Keys.ESCAPE)
    assert not browser.find(".err-popup")
    assert field.get_attribute("value") == "cannot attach volume"
    block()
    field.send_keys(Keys.ENTER)
    answers.until("return location.pathname.endsWith('/search.html')")
    assert ("Ecs.0057", "words") in answers.done()


def test_without_the_tools_a_page_is_as_without_scripts(browser, address, block):
    block("errors-tools.js")
    for page in ("codes/index", "codes/Ecs.0013"):
        browser.open(f"{address}{page}.html")
        assert not any(part.is_displayed() for part in browser.find(".err-filter, .err-copy"))
    browser.open(f"{address}codes/index.html")
    browser.run("document.querySelector('[data-error-filter]').requestSubmit()")
    assert browser.run("return location.search") == "", "what is typed before they are there is not sent"


def test_what_is_typed_while_the_search_comes_is_what_it_answers(answers, hold):
    browser = answers.browser
    server, release = hold("errors-search.js")
    browser.open(f"{server.url}index.html")
    browser.run("location.hash = 'q=Ecs.0013'")
    answers.until(f"return document.querySelector('{RESULTS}').dataset.state === 'busy'")
    browser.find(AREA)[0].send_keys("Ecs.0114")
    release()
    assert answers.done() == [("Ecs.0114", "code")]
    assert browser.find(AREA)[0].get_attribute("value") == "Ecs.0114"


def test_who_types_in_the_meantime_is_not_led_away(answers, hold):
    browser = answers.browser
    server, release = hold("errors-index.js")
    browser.open(f"{server.url}index.html?go=Ecs.0013")
    answers.until(f"return document.querySelector('{AREA}').value === 'Ecs.0013'")
    browser.find(AREA)[0].clear()
    browser.find(AREA)[0].send_keys("Ecs.0114")
    release()
    assert answers.done() == [("Ecs.0114", "code")]
    assert browser.run("return location.pathname") == "/index.html"


def test_a_wait_for_plain_language_shows_at_the_answer_before(answers, hold):
    browser = answers.browser
    server, release = hold("errors-words.js")
    browser.open(f"{server.url}index.html")
    browser.find(AREA)[0].send_keys("Ecs.0013")
    assert answers.done() == [("Ecs.0013", "code")]
    browser.find(AREA)[0].clear()
    browser.find(AREA)[0].send_keys("cannot attach volume")
    faded = "return ['.err-read', arguments[0]].every((one) => getComputedStyle(document.querySelector(one)).opacity === '0.5')"
    answers.until(faded, RESULTS)
    release()
    assert ("Ecs.0057", "words") in answers.done()
    answers.until(faded.replace("0.5", "1"), RESULTS)


def test_a_short_link_jumps_for_a_message_of_one_code(answers, address):
    answers.browser.open(f"{address}index.html?go={quote(MESSAGE)}")
    answers.until("return location.pathname.endsWith('/codes/Ecs.0013.html')")


def test_what_was_chosen_for_another_text_is_chosen_no_more(answers, address):
    browser = answers.browser
    browser.open(f"{address}codes/Ecs.0013.html")
    field = browser.find(FIELD)[0]
    field.send_keys("cannot attach volum")
    answers.done()
    field.send_keys(Keys.ARROW_DOWN, Keys.ARROW_DOWN)
    chosen = field.get_attribute("aria-activedescendant")
    assert browser.find(f"#{chosen}[aria-selected=true]")
    field.send_keys("e")
    answers.done()
    assert field.get_attribute("aria-activedescendant") is None
    assert not browser.find("[role=option][aria-selected=true]")


def test_a_long_text_is_handed_on_where_nothing_may_be_stored(answers, address):
    browser, text = answers.browser, "the disk cannot be attached – " * 40
    forbid = "Object.defineProperty(window, 'sessionStorage', {get() { throw new DOMException('no', 'SecurityError') }})"
    cdp = browser.driver.execute_cdp_cmd
    cdp("Page.enable", {})
    script = cdp("Page.addScriptToEvaluateOnNewDocument", {"source": forbid})
    try:
        browser.open(f"{address}codes/Ecs.0013.html")
        paste = "arguments[0].value = arguments[1]; arguments[0].dispatchEvent(new Event('input'))"
        browser.find(FIELD)[0].click()
        browser.run(paste, browser.find(FIELD)[0], text)
        answers.done()
        browser.find(FIELD)[0].send_keys(Keys.ENTER)
        answers.until("return location.pathname.endsWith('/search.html')")
        assert answers.done()
        assert len(browser.find(AREA)[0].get_attribute("value")) > 1000
        assert browser.run("return location.hash") == "", "it stays out of the address"
    finally:
        cdp("Page.removeScriptToEvaluateOnNewDocument", script)


def test_a_missing_page_asks_what_its_address_asks(answers, site, serve):
    answers.browser.open(f"{serve(site).url}index.php?q=Ecs.0013")
    assert answers.done() == [("Ecs.0013", "code")]


def test_a_missing_page_keeps_its_question_where_the_search_is_missing_too(answers, site, serve, block):
    browser = answers.browser
    block("errors-search.js")
    browser.open(f"{serve(site).url}codes/ecs.13")
    answers.until(f"return document.querySelector('{AREA}').value === 'ecs.13'")
    browser.find(".err-finder button")[0].click()
    answers.done()
    assert "could not be loaded" in browser.find(RESULTS)[0].text
