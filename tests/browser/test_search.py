"""The search of the pages: its marks, its fields by keyboard, and that nothing leaves the browser."""

from __future__ import annotations

from urllib.parse import quote, unquote

import pytest
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys

BODY = '{"error":{"message":"Instance[abc] could not be found.","code":"Ecs.0114"}}'
FIELD = "input[data-error-search]"
LOG = "\n".join(["INFO request sent to 10.0.0.7, id 7f3c-secret"] * 20 + [f"ERROR {BODY}", "INFO done"])


@pytest.mark.parametrize("how", ["#q=", "?q="])
def test_an_address_is_answered_on_load(answers, address, how):
    assert answers.ask(address, "ecs 13", how=how)[0] == ("Ecs.0013", "code")
    assert answers.browser.run("return document.querySelector('textarea').value") == "ecs 13"


def test_the_marks_are_those_of_the_engine_in_its_order(answers, address):
    for text in (
        "0013",
        "A system exception occurred.",
        "not enough rights",
        "404",
        "5xx",
        "Ecs.0013, Ecs.0001",
    ):
        found = answers.ask(address, text)
        script = """
            const {matches, guesses} = EcsErrors.find(EcsErrors.indexes()[0], arguments[0], 50);
            return [matches, guesses].map((list) => list.map(({code, how}) => [code, how]))"""
        matches, guesses = answers.browser.run(script, text)
        assert matches
        assert [list(pair) for pair in found] == matches
        assert [list(pair) for pair in answers.guesses()] == guesses


def test_up_to_fifty_results_without_a_click(answers, site):
    assert len(answers.ask(f"{site.as_uri()}/", "400")) == 50
    assert answers.browser.find("[data-error-results] a[data-error-status='400']")
    assert "first 50 of 138" in answers.browser.find(".err-more")[0].text


def test_a_body_is_answered_in_a_card(answers, address):
    assert answers.ask(address, BODY) == [("Ecs.0114", "code")]
    card = answers.browser.find(".err-card")[0]
    assert card.find_element("css selector", ".err-head").text.split() == ["Ecs.0114", "404", "Not", "Found"]
    assert [dt.text for dt in card.find_elements("css selector", "dt")] == [
        "What it means",
        "What to do",
        "Your message",
    ]
    assert "“Instance[abc] could not be found.” differs" in card.text
    assert answers.browser.find(".err-read")[0].text == "Found the code Ecs.0114 in your JSON."
    twin = answers.browser.find(".err-lines a")
    assert [
        (a.get_attribute("href").rpartition("/")[2], a.get_attribute("data-error-code")) for a in twin
    ] == [("Ecs.0614.html", None)]
    assert "Check whether the ECS exists." in twin[0].text


def test_what_was_filled_in_is_told(answers, site):
    found = answers.ask(f"{site.as_uri()}/", "Api flow control Error because the limit of 5 is reached.")
    assert found == [("Common.1503", "message")]
    assert "%s = the limit of 5 is reached" in answers.browser.find(".err-card")[0].text


def test_a_shared_message_answers_with_all_its_codes(answers, site):
    found = answers.ask(
        f"{site.as_uri()}/", "A system exception occurred. Try again later or contact customer service."
    )
    assert len(found) == 16
    assert answers.headings() == ["16 codes answer with this message"]
    assert answers.browser.find("[data-error-results] mark")
    assert answers.browser.find("[data-error-results] a[href$='#same-message']")


@pytest.mark.parametrize(
    ("text", "heading", "said"),
    [
        ("Vpc.0514", "No match for Vpc.0514", "its family, Vpc, is not part of this reference"),
        ("Ecs.1520", "No match for Ecs.1520", "The family Ecs has no code with this number."),
        ("HTTP 418", "No code with the status 418", "The statuses of this reference"),
        ("purple banana", "No match", "“purple” and “banana”"),
    ],
)
def test_no_match_says_why_and_where_to_go_on(answers, site, text, heading, said):
    assert answers.ask(f"{site.as_uri()}/", text) == []
    assert answers.headings()[0] == heading
    shown = answers.browser.find("[data-error-results]")[0].text
    assert said in shown
    assert "Look in that service's reference." in shown
    assert "a second code may be in it" in shown
    assert answers.browser.find(".err-ways a")[0].get_attribute("href").endswith("/codes/index.html")
    assert bool(answers.guesses()) == (text == "Ecs.1520")


def test_go_jumps_where_one_code_is_meant(answers, address):
    browser = answers.browser
    browser.open("about:blank")
    browser.open(f"{address}search.html?go=ecs0013")
    answers.until("return location.pathname.endsWith('/codes/Ecs.0013.html') && !location.search")
    assert len(answers.ask(address, "0013", how="?go=")) == 2
    assert browser.run("return location.pathname").endswith("/search.html")


def test_the_landing_page_answers_a_paste_in_place(answers, address, axe):
    browser = answers.browser
    browser.open(f"{address}index.html")
    assert browser.run("return document.querySelector('[data-error-results]').dataset.state") == "idle"
    answers.paste("textarea[data-error-search]", LOG)
    assert answers.done() == [("Ecs.0114", "code")]
    assert not browser.violations(axe)
    browser.find(".err-finder button")[0].click()
    assert answers.done() == [("Ecs.0114", "code")]
    assert "q=" not in browser.driver.current_url, "a long text stays out of the address"
    browser.find(".err-card h2 a")[0].click()
    answers.until("return document.querySelector('[data-error-page=code]')?.dataset.errorCode === 'Ecs.0114'")
    browser.driver.back()
    assert answers.done() == [("Ecs.0114", "code")]


def test_back_brings_again_what_was_answered_without_a_click_on_find(answers, address):
    browser = answers.browser
    browser.open(f"{address}find.html#q=Ecs.0013")
    answers.done()
    browser.run("document.querySelector('textarea[data-error-search]').value = ''")
    answers.paste("textarea[data-error-search]", LOG)
    assert answers.done() == [("Ecs.0114", "code")]
    browser.find(".err-card h2 a")[0].click()
    answers.until("return document.querySelector('[data-error-page=code]')?.dataset.errorCode === 'Ecs.0114'")
    browser.driver.back()
    assert answers.done() == [("Ecs.0114", "code")]
    assert "Ecs.0114" in browser.find("textarea[data-error-search]")[0].get_attribute("value")


def test_a_short_text_stands_in_the_fragment(answers, address):
    browser = answers.browser
    browser.open(f"{address}index.html")
    browser.find("textarea[data-error-search]")[0].send_keys("Ecs.0013", Keys.ENTER)
    answers.done()
    assert unquote(browser.driver.current_url).endswith("index.html#q=Ecs.0013")
    browser.driver.refresh()
    assert answers.done() == [("Ecs.0013", "code")]


def test_the_field_by_keyboard_alone(answers, address):
    browser = answers.browser
    browser.open(f"{address}codes/Ecs.0001.html")
    ActionChains(browser.driver).send_keys("/").perform()
    field = browser.driver.switch_to.active_element
    assert field.get_attribute("role") == "combobox"
    field.send_keys("A system exception occurred.")
    found = answers.done()
    assert len(found) == 16
    assert field.get_attribute("aria-expanded") == "true"
    assert browser.find(f"#{field.get_attribute('aria-controls')}")[0].get_attribute("role") == "listbox"
    assert "16 codes" in browser.find("form [role=status]")[0].get_attribute("textContent")

    def active() -> str:
        option = browser.find(f"#{field.get_attribute('aria-activedescendant')}")[0]
        assert option.get_attribute("aria-selected") == "true"
        return option.get_attribute("data-error-code")

    codes = [code for code, _ in found]
    for key, expected in [
        (Keys.ARROW_DOWN, 0), (Keys.ARROW_DOWN, 1), (Keys.ARROW_UP, 0), (Keys.ARROW_UP, -1), (Keys.HOME, 0),
        (Keys.END, -1), (Keys.ARROW_DOWN, 0),
    ]:  # fmt: skip
        field.send_keys(key)
        assert active() == codes[expected]
    field.send_keys(Keys.ESCAPE)
    assert not browser.find("[role=listbox]")
    assert field.get_attribute("value") == "A system exception occurred."
    field.send_keys(Keys.ARROW_DOWN)
    answers.done()
    field.send_keys(Keys.ARROW_DOWN, Keys.ENTER)
    answers.until("return location.pathname.endsWith(arguments[0])", f"/codes/{codes[0]}.html")


def test_the_key_of_the_field_leads_to_the_search_where_the_field_is_out_of_sight(answers, site):
    browser = answers.browser
    browser.viewport(700)
    browser.open(site / "codes/Ecs.0001.html")
    assert browser.find(FIELD)[0].rect["x"] < 0
    ActionChains(browser.driver).send_keys("/").perform()
    answers.until("return location.pathname.endsWith('/search.html')")
    browser.viewport(1280, 300)
    browser.open(site / "codes/index.html")
    browser.run("scrollTo(0, document.body.scrollHeight)")
    ActionChains(browser.driver).send_keys("/").perform()
    assert browser.driver.switch_to.active_element == browser.find(FIELD)[0]


def test_the_list_ends_within_a_low_window(site, answers):
    browser = answers.browser
    browser.viewport(1280, 300)
    browser.open(site / "codes/Ecs.0013.html")
    browser.find(FIELD)[0].send_keys("400")
    answers.done()
    script = "const list = document.querySelector('[role=listbox]'); return [list.getBoundingClientRect().bottom, list.scrollHeight]"
    bottom, height = browser.run(script)
    assert bottom <= 300 < height


def test_the_field_is_free_for_another_question(answers, address):
    browser = answers.browser
    browser.open(f"{address}codes/Ecs.0001.html")
    browser.find(FIELD)[0].send_keys("Ecs.0114", Keys.ENTER)
    answers.until("return location.pathname.endsWith('/codes/Ecs.0114.html')")
    browser.driver.back()
    answers.until("return location.pathname.endsWith('/codes/Ecs.0001.html')")
    answers.until("return document.readyState === 'complete'")
    assert browser.find(FIELD)[0].get_attribute("value") == ""
    assert not browser.find("[role=listbox]")
    browser.run(
        "const field = document.querySelector(arguments[0]); field.value = 'old'; field.blur()", FIELD
    )
    ActionChains(browser.driver).send_keys("/").send_keys("0013").perform()
    assert browser.find(FIELD)[0].get_attribute("value") == "0013"
    assert [code for code, _ in answers.done()] == ["Ecs.0013", "Common.0013"]
    # A page that comes from the memory of the browser is as it was left.
    browser.run("dispatchEvent(new PageTransitionEvent('pagehide', {persisted: true}))")
    assert browser.find(FIELD)[0].get_attribute("value") == ""
    assert not browser.find("[role=listbox]")


def test_each_result_of_the_field_says_what_and_why(answers, site, axe):
    browser = answers.browser
    for width, mobile in ((1280, False), (390, True)):
        browser.viewport(width, mobile=mobile)
        browser.open(site / "codes/Ecs.0001.html")
        browser.run(
            "const menu = document.getElementById('__navigation'); menu.checked = arguments[0]", mobile
        )
        browser.find(FIELD)[0].send_keys("no permission")
        code, how = answers.done()[0]
        first = browser.find("[role=option]")[0]
        assert [part.text for part in first.find_elements("css selector", ".err-code, .err-chip, .err-why")] == [
            code, "403", how,
        ]  # fmt: skip
        assert first.find_elements("css selector", "mark")
        box = browser.find("[role=listbox]")[0].rect
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
        for scheme in ("light", "dark"):
            browser.media(scheme)
            assert not browser.violations(axe)


def test_a_paste_and_one_key_lead_to_the_page(answers, address):
    browser = answers.browser
    for text in (BODY, LOG, "Ecs.0114"):
        browser.open(f"{address}status/403.html")
        answers.paste(FIELD, text)
        assert "\n" not in browser.find(FIELD)[0].get_attribute("value")
        browser.find(FIELD)[0].send_keys(Keys.ENTER)  # without waiting for the answer
        answers.until("return location.pathname.endsWith('/codes/Ecs.0114.html')")


def test_what_means_no_single_code_is_answered_on_the_page_of_the_search(answers, address):
    browser = answers.browser
    browser.open(f"{address}codes/Ecs.0001.html")
    browser.find(FIELD)[0].send_keys("0013", Keys.ENTER)
    answers.until("return location.hash === '#q=0013'")
    assert [code for code, _ in answers.done()] == ["Ecs.0013", "Common.0013"]
    long = "0013 " + "?" * 600
    browser.open(f"{address}codes/Ecs.0001.html")
    answers.paste(FIELD, long)
    browser.find(FIELD)[0].send_keys(Keys.ENTER)
    answers.until("return location.pathname.endsWith('/search.html')")
    answers.done()
    assert browser.find("textarea")[0].get_attribute("value").strip() == long
    assert "0013" not in browser.driver.current_url


def test_sphinx_answers_for_the_documents_below(answers, address):
    answers.ask(address, "correspond")
    answers.until(
        "return document.querySelector(\"#search-results li a[href*='error_codes.html']\") !== null"
    )
    assert answers.browser.run("return document.querySelectorAll('#search-results h2').length") == 1


def test_a_file_fetches_no_summaries_for_the_results_of_sphinx(answers, site):
    for how in ("?q=", "#q="):
        answers.ask(f"{site.as_uri()}/", "error codes", how=how)
        answers.until("return document.querySelector('#search-results li a') !== null")
        answers.until("return /finished|found/i.test(document.querySelector('#search-results').innerText)")
        assert not answers.browser.console()


def test_words_of_a_search_are_marked_only_in_results_of_sphinx(answers, site):
    browser, root = answers.browser, f"{site.as_uri()}/"
    stored = "return localStorage.getItem('sphinx_highlight_terms')"
    for page in ("codes/Ecs.0013", "status/400", "index"):
        browser.open(f"{root}genindex.html")
        browser.run("localStorage.setItem('sphinx_highlight_terms', 'error the')")
        browser.open(f"{root}{page}.html")
        assert browser.run(stored) is None
        wait = "const done = arguments[0]; setTimeout(() => done(document.querySelectorAll('.highlighted').length), 100)"
        assert browser.driver.execute_async_script(wait) == 0
        assert not browser.console()
    answers.ask(root, "correspond", how="?q=")
    result = "#search-results li a[href*='error_codes.html']"
    answers.until(f'return document.querySelector("{result}") !== null')
    assert browser.run(stored)
    browser.open(f"{root}genindex.html")
    assert not browser.find(".highlighted")
    answers.ask(root, "correspond", how="?q=")
    answers.until(f'return document.querySelector("{result}") !== null')
    browser.find(result)[0].click()
    answers.until("return document.querySelector('.highlighted') !== null")


def test_nothing_that_is_pasted_reaches_a_server(answers, site, serve):
    browser, server = answers.browser, serve(site)
    browser.open(f"{server.url}codes/Ecs.0001.html")
    browser.requests()
    for text in ("7f3c-secret", f"Ecs.0013 7f3c-secret {'x' * 600}"):
        answers.paste(FIELD, text)
        browser.find(FIELD)[0].send_keys(Keys.ENTER)
        answers.until("return !location.pathname.includes('0001')")
        browser.open(f"{server.url}index.html")
        answers.paste("textarea", text)
        browser.find(".err-finder button")[0].click()
        answers.done()
        answers.ask(server.url, text[:400])
        browser.open(f"{server.url}codes/Ecs.0001.html")
    assert not [path for path in server.requests if "secret" in path]
    assert all(url.startswith((server.url, "about:")) for url in browser.requests())


def test_the_last_word_counts_while_it_is_typed(answers, address):
    answers.browser.open(f"{address}codes/Ecs.0001.html")
    answers.browser.find(FIELD)[0].send_keys("cannot attach vol")
    assert ("Ecs.0057", "words") in answers.done()


def test_what_a_search_needs_is_loaded_when_it_is_needed(answers, site, serve):
    browser, server = answers.browser, serve(site)
    browser.open(f"{server.url}codes/Ecs.0001.html")
    loaded = [path for path in server.requests if "errors-" in path]
    assert [path.partition("?")[0] for path in loaded] == [
        "/_static/errors-page.js",
        "/_static/errors-tools.js",
    ]

    def loaded_for(text: str) -> set[str]:
        server.requests.clear()
        paste = "arguments[0].focus(); arguments[0].value = arguments[1]; arguments[0].dispatchEvent(new Event('input'))"
        browser.run(paste, browser.find(FIELD)[0], text)
        answers.done()
        return {path.rpartition("/")[2] for path in server.requests if "errors-" in path}

    assert loaded_for("Ecs.0013") == {"errors-search.js", "errors-index.js", "errors-texts.js"}
    assert loaded_for("Failed to start the VNC service.") == set()
    assert loaded_for("disk is full") == {"errors-words.js", "errors-phrases.js"}
    assert loaded_for("vm is slow") == set()


def test_the_list_of_codes_is_filtered(answers, address):
    browser = answers.browser
    browser.open(f"{address}codes/index.html")

    def shown() -> list[str]:
        script = (
            "return [...document.querySelectorAll('li[data-code]:not([hidden])')].map(li => li.dataset.code)"
        )
        return browser.run(script)

    assert len(shown()) == 155
    browser.find("[name=text]")[0].send_keys("QUOTA ecs group")
    assert shown() == ["Ecs.0022"]
    assert browser.find("[data-error-count]")[0].text == "1 code"
    assert [(h.text) for h in browser.find(".err-section:not([hidden]) h2")] == ["Ecs.00xx 1"]
    browser.driver.refresh()
    assert shown() == ["Ecs.0022"], "the address keeps the filter"
    browser.find("[name=status] option[value='403']")[0].click()
    assert shown() == []
    assert browser.find(".err-empty")[0].is_displayed()
    browser.find(".err-empty button")[0].click()
    assert len(shown()) == 155
    assert not browser.find(".err-empty")[0].is_displayed()
    browser.find("[name=family] option[value='Common']")[0].click()
    assert len(shown()) == 13
    browser.open(f"{address}codes/index.html#text={quote('<b>')}")
    assert not shown()


def test_addresses_are_those_of_the_builder(answers, make_project, serve):
    project = make_project(TABLE, conf='ecs_errors_sources = ["index"]\necs_errors_search = True\n')
    server = serve(project.build("dirhtml").out)
    browser = answers.browser
    browser.open(f"{server.url}search/?q=foo1")
    assert answers.done() == [("Foo.0001", "code")]
    assert browser.find("[data-error-results] a")[0].get_attribute("href") == f"{server.url}codes/Foo.0001/"
    assert browser.find(".err-crumbs a")[0].get_attribute("href") == server.url


def test_a_search_that_cannot_be_loaded_says_so(answers, make_project):
    project = make_project(TABLE, conf='ecs_errors_sources = ["index"]\necs_errors_search = True\n')
    out = project.build().out
    (out / "_static/errors-texts.js").unlink()
    answers.ask(f"{out.as_uri()}/", "Foo.0001")
    assert "could not be loaded" in answers.browser.find("[data-error-results]")[0].text


TABLE = {
    "index.rst": """\
Codes
=====

.. list-table::
   :header-rows: 1

   * - Error Code
     - Error Message
   * - Foo.0001
     - It broke.
"""
}


def test_what_was_once_in_the_table_is_found_and_marked(answers, make_project):
    conf = 'ecs_errors_sources = ["index"]\necs_errors_search = True\necs_errors_ledger = "published.json"\n'
    old = TABLE["index.rst"] + "   * - Foo.0002\n     - The lamp is off.\n"
    project = make_project({"index.rst": old}, conf=conf)
    project.record("2022-04-26", document="index.rst")
    project.write({"index.rst": TABLE["index.rst"].replace("It broke.", "A fuse has blown.")})
    project.record("2024-12-03", document="index.rst")
    address = f"{project.build().out.as_uri()}/"
    assert answers.ask(address, '{"message": "The lamp is off."}') == [("Foo.0002", "message")]
    assert "Removed from the table: 2024-12-03" in answers.browser.find("[data-error-results]")[0].text
    assert answers.ask(address, "log: It broke.") == [("Foo.0001", "message")]
    assert "Wording until 2024-12-03: It broke." in answers.browser.find("[data-error-results]")[0].text


def test_found_by_words_the_other_answers_follow_at_once(answers, site):
    found = answers.ask(f"{site.as_uri()}/", "we cannot assign a floating ip address")
    assert found[0] == ("Ecs.0210", "words")
    assert len(found) > 1
    assert answers.headings() == ["Ecs.0210", "Other answers"], (
        "not who else has its message, which says nothing"
    )
