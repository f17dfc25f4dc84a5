"""Chromium, as a test sees it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from selenium.webdriver import Chrome, ChromeOptions, ChromeService

if TYPE_CHECKING:
    from selenium.webdriver.remote.webelement import WebElement

FLAGS = (
    "--headless=new",
    "--no-sandbox",  # Chromium refuses to run as root with it
    "--disable-dev-shm-usage",
    "--disable-gpu",
    # no request but the tests' own
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
)


def start_chromium(*, chromium: str, driver: str, profile: Path) -> Chrome:
    """Start a headless Chromium with a profile of its own."""
    options = ChromeOptions()
    options.binary_location = chromium
    for flag in (*FLAGS, f"--user-data-dir={profile}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    return Chrome(options=options, service=ChromeService(driver))


class Browser:
    """One Chromium; ``driver`` is Selenium's own, the methods are what it lacks."""

    def __init__(self, driver: Chrome) -> None:
        self.driver = driver

    def reset(self) -> None:
        """Make the state that every test begins with: a blank desktop page, light, nothing stored."""
        for handle in self.driver.window_handles[1:]:
            self.driver.switch_to.window(handle)
            self.driver.close()
        self.driver.switch_to.window(self.driver.window_handles[0])
        self.driver.get("about:blank")
        self.driver.execute_cdp_cmd("Network.clearBrowserCookies", {})
        for origin in ("file://", "*"):
            everything = {"origin": origin, "storageTypes": "all"}
            self.driver.execute_cdp_cmd("Storage.clearDataForOrigin", everything)
        self.viewport(1280, 800)
        self.media()
        self.requests()
        self.console()

    def open(self, page: str | Path) -> None:
        """Load an address, or a file by its path, and wait for its load event."""
        self.driver.get(page.resolve().as_uri() if isinstance(page, Path) else page)

    def run(self, script: str, *arguments: Any) -> Any:
        """Return what a script returns; its arguments are ``arguments[0]`` and so on."""
        return self.driver.execute_script(script, *arguments)

    def find(self, selector: str) -> list[WebElement]:
        """Return the elements that a CSS selector finds, in document order."""
        return self.driver.find_elements("css selector", selector)

    def viewport(self, width: int, height: int = 844, *, mobile: bool = False) -> None:
        """Set the size of the page in CSS pixels."""
        size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": mobile}
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)

    def media(
        self,
        scheme: Literal["light", "dark"] = "light",
        *,
        print_: bool = False,
        reduced_motion: bool = False,
    ) -> None:
        """Set what the media queries of the page see."""
        features = [
            {"name": "prefers-color-scheme", "value": scheme},
            {"name": "prefers-reduced-motion", "value": "reduce" if reduced_motion else "no-preference"},
        ]
        media = {"media": "print" if print_ else "screen", "features": features}
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", media)

    def theme(self, theme: Literal["light", "dark", "auto"]) -> None:
        """Set Furo's own switch on the open page, and for the pages of its origin to come."""
        self.run("localStorage.theme = document.body.dataset.theme = arguments[0]", theme)

    def overflow(self) -> int:
        """Return by how many pixels the page is wider than the viewport."""
        return int(self.run("const e = document.documentElement; return e.scrollWidth - e.clientWidth"))

    def violations(self, axe: Path) -> list[str]:
        """Return what axe-core finds on the page, a line per rule with the elements concerned."""
        self.run(axe.read_text("utf-8"))
        # Preloading asks for every style sheet again, which a page of file:// may not.
        run = "axe.run({preload: false}).then(r => arguments[0](r.violations), "
        run += "e => arguments[0]([{id: String(e), nodes: []}]))"
        found = self.driver.execute_async_script(run)
        return [f"{rule['id']}: {', '.join(str(node['target']) for node in rule['nodes'])}" for rule in found]

    def requests(self) -> list[str]:
        """Return the addresses that pages asked for since the last call, without ``data:`` ones."""
        events = [json.loads(entry["message"])["message"] for entry in self.driver.get_log("performance")]
        urls = [e["params"]["request"]["url"] for e in events if e["method"] == "Network.requestWillBeSent"]
        return [url for url in urls if not url.startswith("data:")]

    def console(self) -> list[str]:
        """Return what the console showed since the last call: errors, warnings, messages."""
        return [f"{entry['level']}: {entry['message']}" for entry in self.driver.get_log("browser")]
