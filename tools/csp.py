"""Print the Content-Security-Policy under which every page of a site works.

    python tools/csp.py [SITE] [--write FILE]

Scripts run from the site's own files; an inline script of the theme runs by its hash, and
``unsafe-inline`` is not among them.  Styles may be inline: Furo sets the colours of a project so.
With ``--write``, the policy takes the place of the one in a configuration of nginx.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import re
import sys
from html.parser import HTMLParser
from pathlib import Path

SITE = Path("build/html")
POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",  # Sphinx's own search fetches its summaries
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}
SCRIPTS = {"", "module", "text/javascript", "application/javascript"}
"""Types of script that run; others are data."""
HEADER = re.compile(r'(add_header Content-Security-Policy ")[^"]*(")')


def main() -> int:
    """Print or write the policy; return the exit status."""
    parser = argparse.ArgumentParser(description="Print the Content-Security-Policy of a built site.")
    parser.add_argument("site", nargs="?", type=Path, default=SITE, help="default: %(default)s")
    parser.add_argument("--write", type=Path, metavar="FILE", help="put it into this configuration of nginx")
    given = parser.parse_args()
    pages = {path: inline(path) for path in sorted(given.site.rglob("*.html"))}
    faults = [f"{path}:{line}: {what}" for path, page in pages.items() for line, what in page.faults]
    if faults or not pages:
        print("\n".join(faults) or f"{given.site} holds no site: run `make html` first", file=sys.stderr)
        return 1
    value = policy({script for page in pages.values() for script in page.scripts})
    if given.write is None:
        print(value)
        return 0
    return write(given.write, value)


def inline(page: Path) -> Inline:
    """Return what a page says inline."""
    found = Inline()
    found.feed(page.read_text("utf-8"))  # line ends as a browser sees them
    return found


def policy(scripts: set[str]) -> str:
    """Return the value of the header that lets these inline scripts run."""
    hashes = (base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in scripts)
    sources = [POLICY["script-src"], *sorted(f"'sha256-{digest}'" for digest in hashes)]
    return "; ".join(f"{name} {value}" for name, value in {**POLICY, "script-src": " ".join(sources)}.items())


def write(path: Path, value: str) -> int:
    """Put the policy into a configuration; return the exit status."""
    text, count = HEADER.subn(lambda match: match[1] + value + match[2], path.read_text("utf-8"))
    if not count:
        print(f'{path} has no line `add_header Content-Security-Policy "…"`', file=sys.stderr)
        return 1
    path.write_text(text, "utf-8")
    return 0


class Inline(HTMLParser):
    """Collects the inline scripts of a page, and what no policy without ``unsafe-inline`` lets run."""

    def __init__(self) -> None:
        """Begin with a page that says nothing."""
        super().__init__()
        self.scripts: set[str] = set()
        """The text of each inline script."""
        self.faults: list[tuple[int, str]] = []
        """Line, and what is there."""
        self._script: str | None = None
        """What was read of the inline script that is open."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Look at the attributes of a tag."""
        given = dict(attrs)
        if tag == "script" and "src" not in given and (given.get("type") or "") in SCRIPTS:
            self._script = ""
        for name, value in attrs:
            if name.startswith("on") or (value or "").strip().lower().startswith("javascript:"):
                self.faults.append((self.getpos()[0], f"{name}={value!r} is a script that has no hash"))

    def handle_data(self, data: str) -> None:
        """Keep the text of a script."""
        if self._script is not None:
            self._script += data

    def handle_endtag(self, tag: str) -> None:
        """Leave a script."""
        if tag == "script" and self._script is not None:
            self.scripts.add(self._script)
            self._script = None


if __name__ == "__main__":
    sys.exit(main())
