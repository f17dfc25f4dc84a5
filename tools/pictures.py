"""Take the pictures of the guide from the built site: `make pictures`."""

from __future__ import annotations

import base64
import shutil
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Literal
from urllib.parse import quote

from tests.support.browser import Browser, start_chromium

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOT = Path(__file__).parents[1]
SITE = ROOT / "build/html"
PICTURES = ROOT / "source/guide/pictures"
BODY = '{"error":{"message":"Instance[abc] could not be found.","code":"Ecs.0114"}}'
PAGES = {
    "landing": ("index.html", 1180, 760),
    "answer": (f"search.html#q={quote(BODY)}", 1180, 720),
    "code": ("codes/Ecs.0210.html", 1180, 760),
    "phone": ("codes/Ecs.0114.html", 390, 620),
}
"""Name of a picture → what it shows, its width and height in CSS pixels."""
SCHEMES: Sequence[Literal["light", "dark"]] = ("light", "dark")
_QUALITY = 70


def main() -> None:
    """Take every picture, light and dark."""
    chromium, driver = shutil.which("chromium"), shutil.which("chromedriver")
    if not (chromium and driver and SITE.is_dir()):
        sys.exit("pictures: they need Chromium, its driver and the built site; run `make html` first")
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as profile:
        browser = Browser(start_chromium(chromium=chromium, driver=driver, profile=Path(profile)))
        browser.driver.execute_cdp_cmd("Emulation.setScrollbarsHidden", {"hidden": True})
        for scheme in SCHEMES:
            browser.media(scheme)
            for name, (page, width, height) in PAGES.items():
                browser.viewport(width, height, mobile=width < 500)
                browser.open(f"{SITE.as_uri()}/{page}")
                time.sleep(0.5)  # the answer of the search, and the theme's own script
                path = PICTURES / f"{name}-{scheme}.webp"
                path.write_bytes(_shot(browser))
                print(f"{path.relative_to(ROOT)}: {path.stat().st_size // 1000} kB")
        browser.driver.quit()


def _shot(browser: Browser) -> bytes:
    options = {"format": "webp", "quality": _QUALITY}
    return base64.b64decode(browser.driver.execute_cdp_cmd("Page.captureScreenshot", options)["data"])


if __name__ == "__main__":
    main()
