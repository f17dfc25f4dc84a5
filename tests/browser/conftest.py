"""What the tests of the pages share."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.support.browser import Browser

RESULTS = "[data-error-results]"
SHARED = "messages/a-system-exception-occurred-try-again-later-or-contact-customer-service"


class Answers:
    """The search of an open page, by its marks."""

    def __init__(self, browser: Browser) -> None:
        self.browser = browser

    def until(self, script: str, *arguments: object) -> object:
        """Wait until *script* returns something true, and return it."""
        end = time.monotonic() + 10
        while time.monotonic() < end:
            if value := self.browser.run(script, *arguments):
                return value
            time.sleep(0.02)
        raise AssertionError(f"never: {script} {arguments}")

    def ask(self, address: str, text: str, *, how: str = "#q=") -> list[tuple[str, str]]:
        """Open the page of the search with *text* in its address."""
        self.browser.open("about:blank")  # a new fragment alone would load nothing
        self.browser.open(f"{address}search.html{how}{quote(text)}")
        return self.done()

    def done(self) -> list[tuple[str, str]]:
        """The codes found, each with how, once the answer is complete."""
        self.until(f"return document.querySelector('{RESULTS}')?.dataset.state === 'done'")
        return self.listed(f"{RESULTS} a[data-error-code]:not([data-error-guess] a)")

    def guesses(self) -> list[tuple[str, str]]:
        """The codes that are only guessed."""
        return self.listed(f"{RESULTS} [data-error-guess] a[data-error-code]")

    def listed(self, selector: str) -> list[tuple[str, str]]:
        """Code and reason of each result that *selector* finds."""
        script = "return [...document.querySelectorAll(arguments[0])].map(a => [a.dataset.errorCode, a.dataset.errorHow])"
        return [(code, how) for code, how in self.browser.run(script, selector)]

    def headings(self) -> list[str]:
        """The headings of the answer."""
        script = f"return [...document.querySelectorAll('{RESULTS} h2')].map(h => h.textContent)"
        return list(self.browser.run(script))

    def paste(self, selector: str, text: str) -> None:
        """Paste *text* into a field, as the clipboard does."""
        self.browser.run(
            """const field = document.querySelector(arguments[0]);
            field.focus();
            const clipboardData = new DataTransfer();
            clipboardData.setData("text/plain", arguments[1]);
            if (field.dispatchEvent(new ClipboardEvent("paste", {clipboardData, bubbles: true, cancelable: true}))) {
              document.execCommand("insertText", false, arguments[1]);
            }""",
            selector,
            text,
        )


@pytest.fixture
def answers(browser: Browser) -> Answers:
    """The search of the page that is open."""
    return Answers(browser)


@pytest.fixture
def block(browser: Browser) -> Iterator[Callable[..., object]]:
    """Return ``block(*names)``: scripts of these names cannot be loaded; of no names, all can again."""
    cdp = browser.driver.execute_cdp_cmd
    cdp("Network.enable", {})
    yield lambda *names: cdp("Network.setBlockedURLs", {"urls": [f"*/{name}" for name in names]})
    cdp("Network.setBlockedURLs", {"urls": []})


@pytest.fixture(params=["file", "http"])
def address(request: pytest.FixtureRequest) -> str:
    """The site's root, from the file system and from a server."""
    site = request.getfixturevalue("site")
    if request.param == "file":
        return f"{site.as_uri()}/"
    serve: Callable = request.getfixturevalue("serve")
    return str(serve(site).url)
