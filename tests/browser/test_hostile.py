"""A table that tries to run a script, to change the page or to leave the folder: all of it is text."""

from __future__ import annotations

import pytest

HOSTILE = [
    "<script>window.hacked = 1</script>",
    '"><img src=x onerror="window.hacked = 1">',
    "</script><svg onload='window.hacked = 1'>",
    "{{ 7 * 7 }} {% raw %}",
    "\u202egnitset\u202c right to left",
    "javascript:window.hacked=1 &lt;b&gt;",
    *["shared" * 40] * 2,
]
CODES = [
    "../../x",
    '<b onclick="x">.0002',
    "Evil.0001",
    "Evil.0002",
    "Evil.0003",
    "{{ 7 * 7 }}",
    f"Long{'Name' * 20}.0001",
    f"Long{'Name' * 20}.Other",
]
ROWS = "".join(
    f"   * - 400\n     - {code}\n     - {text}\n     - What {text}\n     - Do {text}\n"
    for code, text in zip(CODES, HOSTILE, strict=True)
)
TABLE = f"""\
Codes
=====

.. err:overview::

.. list-table::
   :header-rows: 1

   * - HTTP Status Code
     - Error Code
     - Error Message
     - Description
     - Solution
{ROWS}"""
CONF = """\
ecs_errors_sources = ["index"]
ecs_errors_search = True
ecs_errors_title = "<script>window.hacked = 1</script>"
ecs_errors_notes = {"no_match": "<img src=x onerror='window.hacked = 1'>", "code": "<b>note</b> {{ 7 * 7 }}"}
"""


@pytest.fixture
def out(make_project):
    build = make_project({"index.rst": TABLE}, conf=CONF).build()
    root = build.out.parents[1]
    assert not [path for path in root.rglob("x*") if build.out not in path.parents], (
        "nothing outside the output"
    )
    return build.out


def _inert(browser):
    assert browser.run("return window.hacked") is None
    assert not browser.find(".err-page :is(script, img, b), .err-popup :is(script, img, b)")


def test_it_is_text_on_every_page(browser, out):
    pages = sorted(path for path in out.rglob("*.html") if path.parent.name != "_static")
    assert len(pages) > len(CODES)
    for page in pages:
        browser.open(page)
        _inert(browser)
        for width in (320, 1280):
            browser.viewport(width)
            browser.run(
                "for (const e of document.querySelectorAll('.related, .sphinxsidebar, footer')) e.remove()"
            )
            assert not browser.find("article.err-page") or browser.overflow() == 0, (page, width)
        if page.parent.name == "codes":
            assert not browser.find("article > :is(svg, img)")
    browser.open(out / "codes/Evil.0001.html")
    assert browser.find("h1")[0].text == "Evil.0001"
    assert browser.find(".err-message")[0].text.startswith("</script><svg onload=")


def test_it_is_text_in_the_map_and_the_list(browser, out):
    browser.open(out / "index.html")
    links = browser.find(".err-map a")
    assert len(links) == len(CODES)
    assert all(
        link.get_attribute("href").startswith(f"{out.as_uri()}/codes/")
        for link in browser.find(".err-plain a")
    )
    browser.open(out / "codes/index.html")
    assert {row.get_attribute("data-code") for row in browser.find("li[data-code]")} == set(CODES)
    browser.find("[name=text]")[0].send_keys("<script>")
    assert len(browser.find("li[data-code]:not([hidden])")) == 1
    _inert(browser)


ASKED = [*CODES, *HOSTILE, "Evil.0009", "Vpc<script>.0001", "__proto__", "[" * 5000]


def test_it_is_text_in_the_results_as_is_what_is_asked(answers, out):
    browser = answers.browser
    browser.open(out / "search.html")
    answers.until("return document.querySelector('textarea')")
    for text in ASKED:
        browser.run("document.querySelector('textarea').value = ''")
        answers.paste("textarea", text)
        answers.done()
        browser.find(".err-finder button")[0].click()
        answers.done()
        _inert(browser)
        inside = [a.get_attribute("href") for a in browser.find("[data-error-results] a")]
        assert all(address.startswith(f"{out.as_uri()}/") for address in inside)
    browser.run(
        "const field = document.querySelector('textarea'); field.value = '\\ud83d'; field.form.requestSubmit()"
    )
    answers.done()


def test_it_is_text_in_the_list_at_the_field(answers, out):
    browser = answers.browser
    browser.open(out / "codes/Evil.0001.html")
    for text in ASKED:
        browser.run("document.querySelector('input[data-error-search]').value = ''")
        answers.paste("input[data-error-search]", text)
        answers.done()
        _inert(browser)


RUNBOOK = """\
<script>window.hacked = 1</script> "><img src=x onerror="window.hacked = 1">
============================================================================

:err:code:`<script>window.hacked = 1</script> <Evil.0001>`, :err:code:`"><img src=x onerror='window.hacked = 1'>`

.. err:card:: Evil.0001

.. err:note:: Evil.0001

   <svg onload="window.hacked = 1"> and ``</script><script>window.hacked = 1</script>``
"""


def test_a_runbook_s_title_reference_and_note_are_text(browser, make_project):
    files = {"index.rst": f"{TABLE}\n.. toctree::\n\n   book<b>\n", "book<b>.rst": RUNBOOK}
    build = make_project(files, conf=CONF).build()
    for page in (
        build.out / "book<b>.html",
        build.out / "codes/Evil.0001.html",
        build.out / "status/400.html",
    ):
        browser.open(page)
        _inert(browser)
        assert not browser.find("article img, article svg[onload]")
    browser.open(build.out / "codes/Evil.0001.html")
    assert "<svg onload=" in browser.find("article")[0].text
    assert browser.find("a[href*='book%3Cb%3E']")
