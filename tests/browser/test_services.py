"""The search over several services."""

from __future__ import annotations

import pytest

from tests.support.tables import HEADER, grid_table

INDEX = "Codes\n=====\n\n.. err:overview::\n\n.. toctree::\n\n   vpc\n   disk\n"
VPC = [
    ("400", "VPC.0101", "The network does not exist.", "There is no such network.", "Check the network."),
    ("403", "Common.0001", "Network access denied.", "No right on networks.", "Ask for the right."),
]
DISK = [
    ("404", "Disk.0001", "The disk does not exist.", "There is no such disk.", "Check the disk."),
    ("403", "Common.0001", "Disk access denied.", "No right on disks.", "Ask for it."),
]
LACKING = "The search of Disk Service could not be loaded."
CONF = """
ecs_errors_sources = {"vpc": ["vpc"], "disk": ["disk"]}
ecs_errors_title = {"vpc": "Virtual Private Cloud", "disk": "Disk Service"}
html_theme = "furo"
"""


@pytest.fixture(params=["search", "find"])
def answers(answers, make_project, request):
    """The search of the site, on the theme's own page of the search or on ours."""
    tables = {
        name: f"{name}\n{'=' * len(name)}\n\n{grid_table([HEADER, *rows])}"
        for name, rows in (("vpc", VPC), ("disk", DISK))
    }
    files = {"index.rst": INDEX, **{f"{name}.rst": text for name, text in tables.items()}}
    conf = f"{CONF}ecs_errors_search = {request.param == 'search'}\n"
    build = make_project(files, conf).build()
    answers.page = build.out / f"{request.param}.html"
    answers.out = build.out
    return answers


def ask(answers, text, how="#q="):
    answers.browser.open("about:blank")
    answers.browser.open(f"{answers.page.as_uri()}{how}{text}")


def listed(answers):
    answers.done()
    script = "return [...document.querySelectorAll('[data-error-results] a[data-error-how]')].map(a => [a.dataset.errorCatalog, a.dataset.errorCode])"
    return [tuple(pair) for pair in answers.browser.run(script)]


def test_every_service_answers_and_one_can_be_chosen(answers, axe):
    browser = answers.browser
    ask(answers, "Common.0001")
    assert listed(answers) == [("vpc", "Common.0001"), ("disk", "Common.0001")]
    assert [card.text.split("\n")[0] for card in browser.find(".err-card h2")] == [
        "Common.0001 Virtual Private Cloud",
        "Common.0001 Disk Service",
    ]
    assert browser.find(".err-read")[0].text == "Found the code Common.0001."
    assert browser.violations(axe) == []
    choice = browser.find("select[data-error-service]")[0]
    assert [option.text for option in choice.find_elements("css selector", "option")] == [
        "All",
        "Virtual Private Cloud",
        "Disk Service",
    ]
    choice.find_elements("css selector", "option")[2].click()
    answers.until("return document.querySelectorAll('.err-card').length === 1")
    assert listed(answers) == [("disk", "Common.0001")]
    assert (
        browser.find(".err-card a")[0].get_attribute("href")
        == (answers.out / "disk/codes/Common.0001.html").as_uri()
    )
    assert not browser.console()


def test_words_messages_and_statuses_of_all_services(answers):
    ask(answers, "no such disk")
    assert listed(answers)[0] == ("disk", "Disk.0001")
    ask(answers, "The network does not exist.")
    assert listed(answers) == [("vpc", "VPC.0101")]
    ask(answers, "403")
    assert set(listed(answers)) == {("vpc", "Common.0001"), ("disk", "Common.0001")}
    links = [
        link.get_attribute("href").removeprefix(f"{answers.out.as_uri()}/")
        for link in answers.browser.find("[data-error-status]")
    ]
    assert links == ["vpc/status/403.html", "disk/status/403.html"]


def test_a_short_link_jumps_only_where_one_code_is_meant(answers):
    ask(answers, "vpc:common0001", "?go=")
    answers.until("return location.pathname.endsWith('/vpc/codes/Common.0001.html')")
    ask(answers, "Common.0001", "?go=")
    assert len(listed(answers)) == 2
    ask(answers, "Disk.0001", "?go=")
    answers.until("return location.pathname.endsWith('/disk/codes/Disk.0001.html')")


def test_a_code_alone_loads_no_texts(answers):
    answers.browser.requests()
    ask(answers, "Disk.0001", "?go=")
    answers.until("return location.pathname.endsWith('/disk/codes/Disk.0001.html')")
    loaded = {url.rpartition("/")[2] for url in answers.browser.requests() if "errors-" in url}
    assert {"errors-index-vpc.js", "errors-index-disk.js"} <= loaded
    assert not [name for name in loaded if "texts" in name]


@pytest.mark.parametrize("part", ["errors-index-disk.js", "errors-texts-disk.js", "errors-phrases-disk.js"])
def test_the_others_answer_where_one_cannot_be_loaded(answers, axe, block, part):
    browser = answers.browser
    block(part)
    ask(answers, "we see access denied", "#q=")
    assert listed(answers) == [("vpc", "Common.0001")]
    assert browser.find("[data-error-results] > [role=alert]")[0].text == LACKING
    assert browser.find(".err-card h2")[0].text == "Common.0001 Virtual Private Cloud"
    assert browser.violations(axe) == []
    block()
    browser.find(".err-finder button")[0].click()
    answers.until("return document.querySelectorAll('[data-error-catalog=disk]').length > 0")
    assert not browser.find("[data-error-results] > [role=alert]")


def test_what_the_missing_one_may_know_is_not_said_to_be_unknown(answers, block):
    block("errors-index-disk.js")
    ask(answers, "Disk.0001", "?go=")
    answers.done()
    assert [
        part.text for part in answers.browser.find("[data-error-results] > p, [data-error-results] > h2")
    ] == [
        LACKING,
        "No match for Disk.0001",
    ]
    ask(answers, "Common.0001", "?go=")
    assert listed(answers) == [("vpc", "Common.0001")]
    ask(answers, "")
    answers.browser.find("select[data-error-service] option[value=disk]")[0].click()
    answers.browser.find("textarea[data-error-search]")[0].send_keys("Disk.0001")
    answers.done()
    assert "The search could not be loaded." in answers.browser.find("[data-error-results]")[0].text


@pytest.mark.parametrize("answers", ["search"], indirect=True)
def test_the_list_at_a_field_says_too_who_did_not_answer(answers, axe, block):
    browser = answers.browser
    block("errors-index-disk.js")
    browser.open(answers.out / "vpc/codes/VPC.0101.html")
    browser.find("input[data-error-search]")[0].send_keys("Common.0001")
    assert listed(answers) == [("vpc", "Common.0001")]
    assert (
        browser.find(".err-popup [aria-disabled=true]")[0].text == "The search of disk could not be loaded."
    )
    assert browser.violations(axe) == []


def test_the_role_of_a_code_names_its_catalog(answers):
    answers.browser.open(answers.out / "disk/codes/Common.0001.html")
    answers.browser.run(
        "Object.defineProperty(navigator, 'clipboard', {value: {writeText: (text) => (window.said = text, Promise.resolve())}})"
    )
    answers.browser.find("[data-error-copy=role]")[0].click()
    assert answers.until("return window.said") == ":err:code:`disk:Common.0001`"
