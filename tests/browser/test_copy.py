"""What the buttons of a code page put into the clipboard, wherever the page comes from."""

from __future__ import annotations

import pytest
from selenium.webdriver import Keys

from tests.support.tables import HEADER, grid_table

MESSAGE = "The current EIP quota limit has been reached. Apply to increase the quota."
ADVICE = "Apply for a higher EIP quota because the EIP quota is insufficient."
STATUS = ".err-copy [role=status]"


@pytest.fixture(params=["file", "http", "insecure"])
def root(request, site):
    """The site's root as a file, from this machine, and from a name that gets no clipboard."""
    if request.param == "file":
        return f"{site.as_uri()}/"
    url = request.getfixturevalue("serve")(site).url
    return url if request.param == "http" else url.replace("127.0.0.1", "0.0.0.0")  # noqa: S104 - as a name


def wanted(address):
    return {
        "link": address,
        "markdown": f"[Ecs.0013]({address})",
        "role": ":err:code:`Ecs.0013`",
        "myst": "{err:code}`Ecs.0013`",
        "text": f"Ecs.0013\nStatus: 400 Bad Request\nMessage: {MESSAGE}\nWhat to do: {ADVICE}\n{address}",
        "rich": f"Ecs.0013: {MESSAGE} {address}",
    }


def said(answers):
    return answers.until(f"return document.querySelector('{STATUS}').textContent")


def pasted(browser, kind="plain"):
    """What a paste with the keyboard puts into a field: its text, or its HTML."""
    tag = "textarea" if kind == "plain" else "div"
    browser.run(
        "const f = document.createElement(arguments[0]); f.id = 'paste'; f.contentEditable = 'true';"
        "document.querySelector('article').prepend(f); f.focus()",
        tag,
    )
    browser.find("#paste")[0].send_keys(Keys.CONTROL, "v")
    return browser.run(
        f"const f = document.querySelector('#paste'); const t = f.{'value' if kind == 'plain' else 'innerHTML'};"
        "f.remove(); return t"
    )


def test_everything_can_be_copied(browser, answers, root):
    address = f"{root}codes/Ecs.0013.html"
    browser.open(f"{address}?x=1#y")
    assert browser.run("return isSecureContext") is not ("0.0.0.0" in root)  # noqa: S104
    browser.find(".err-copy summary")[0].click()
    for kind, text in wanted(address).items():
        button = browser.find(f"[data-error-copy={kind}]")[0]
        button.click()
        assert said(answers) == f"Copied: {button.text}"
        assert browser.run("return document.activeElement.dataset.errorCopy") == kind
        assert pasted(browser) == text
    assert [line for line in browser.console() if "favicon" not in line] == []


def test_rich_text_is_a_link_for_whoever_takes_html(browser, answers, root):
    browser.open(f"{root}codes/Ecs.0013.html")
    browser.find(".err-copy summary")[0].click()
    browser.find("[data-error-copy=rich]")[0].click()
    said(answers)
    html = pasted(browser, "html")
    assert f'href="{root}codes/Ecs.0013.html"' in html
    assert ">Ecs.0013</a>" in html
    assert MESSAGE in html


def test_three_are_in_sight_and_the_keyboard_reaches_all(browser, answers, site):
    browser.open(site / "codes/Ecs.0013.html")
    shown = [b.text for b in browser.find("[data-error-copy]") if b.is_displayed()]
    assert shown == ["Link", "Markdown", "RST role"]
    browser.find("[data-error-copy=role]")[0].send_keys(Keys.TAB)
    keys = browser.driver.switch_to
    assert keys.active_element.tag_name == "summary"
    keys.active_element.send_keys(Keys.ENTER)
    assert len([b for b in browser.find("[data-error-copy]") if b.is_displayed()]) == 6
    keys.active_element.send_keys(Keys.TAB)
    keys.active_element.send_keys(Keys.TAB)
    keys.active_element.send_keys(Keys.SPACE)
    assert said(answers) == "Copied: MyST role"
    assert pasted(browser) == "{err:code}`Ecs.0013`"


def test_where_nothing_may_be_copied_the_text_is_shown(browser, answers, site):
    browser.open(site / "codes/Ecs.0013.html")
    browser.run("navigator.clipboard.writeText = () => Promise.reject(); document.execCommand = () => false")
    browser.find("[data-error-copy=role]")[0].click()
    assert said(answers) == ":err:code:`Ecs.0013`"


def test_a_link_is_absolute_where_the_site_has_an_address(browser, answers, make_project):
    rows = [("400", "Ab.0001", "One.", "", "Do."), ("500", "Ab.0001", "Two.", "", "Stop.")]
    conf = 'ecs_errors_sources = ["index"]\nhtml_baseurl = "https://errors.example.org/"\n'
    project = make_project({"index.rst": f"T\n=\n\n{grid_table([HEADER, *rows])}"}, conf)
    browser.open(project.build("html", fresh_process=True).out / "codes/Ab.0001.html")
    browser.find("[data-error-copy=markdown]")[0].click()
    said(answers)
    address = "https://errors.example.org/codes/Ab.0001.html"
    assert pasted(browser) == f"[Ab.0001]({address})"
    browser.find(".err-copy summary")[0].click()
    browser.find("[data-error-copy=text]")[0].click()
    answers.until(f"return document.querySelector('{STATUS}').textContent.endsWith('ticket')")
    assert pasted(browser).splitlines() == [
        "Ab.0001",
        *("Status: 400 Bad Request", "Message: One.", "What to do: Do."),
        *("Status: 500 Internal Server Error", "Message: Two.", "What to do: Stop."),
        address,
    ]
