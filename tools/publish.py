"""Build the site beside the published one, and publish it only when it is whole.

    python tools/publish.py [OPTION OF sphinx-build]...

The published folder is ``build/html`` under the current directory.  It is changed by two
renames, after a build without a single warning; where a run is killed between the two, the
next one puts the old site back before it begins.
"""

from __future__ import annotations

import fcntl
import shutil
import subprocess
import sys
from pathlib import Path

BUILD = Path("build")
SITE = BUILD / "html"
NEW = BUILD / "html.new"
OLD = BUILD / "html.old"
DOCTREES = BUILD / "doctrees.new"
SCRAP = (NEW, OLD, DOCTREES)


def main(options: list[str]) -> int:
    """Return 0 when a new site is published, and Sphinx's status when the old one stays."""
    BUILD.mkdir(exist_ok=True)
    with (BUILD / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # a second `make html` waits for the first
        recover()
        status = build(options)
        if status == 0:
            swap()
            print(f"\nThe site is ready: open {(SITE / 'index.html').resolve().as_uri()}")
        else:
            kept = "build/html is still the last good build" if SITE.exists() else "nothing is published"
            print(f"\nThe build failed (see above); {kept}.", file=sys.stderr)
        remove_scrap()
    return status


def recover() -> None:
    """Undo what a killed run left behind."""
    if OLD.exists() and not SITE.exists():
        OLD.rename(SITE)
    remove_scrap()


def build(options: list[str]) -> int:
    """Run Sphinx on a fresh environment, every warning an error; return its status."""
    command = [sys.executable, "-m", "sphinx", "-b", "html", "-n", "-W", "--keep-going", "-c", "."]
    command += ["-d", str(DOCTREES), *options, "source", str(NEW)]
    return subprocess.run(command, check=False).returncode


def swap() -> None:
    """Put the new site in the place of the old one."""
    if SITE.exists():
        SITE.rename(OLD)
    NEW.rename(SITE)


def remove_scrap() -> None:
    """Remove whatever is not the published site."""
    for path in SCRAP:
        if path.exists():
            shutil.rmtree(path)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
