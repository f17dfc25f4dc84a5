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
from typing import IO

BUILD = Path("build")
SITE = BUILD / "html"
NEW = BUILD / "html.new"
OLD = BUILD / "html.old"
DOCTREES = BUILD / "doctrees.new"


def main(options: list[str]) -> int:
    """Return 0 when a new site is published, and Sphinx's status when the old one stays."""
    BUILD.mkdir(exist_ok=True)
    with (BUILD / ".lock").open("w") as lock:
        wait_for(lock)
        recover()
        try:
            status = build(options, lock)
            status = status or keep(lost())
            if status == 0:
                swap()
        finally:
            recover()
    if status == 0:
        print(f"\nThe site is ready: open {(SITE / 'index.html').resolve().as_uri()}")
    else:
        kept = "build/html is still the last good build" if SITE.exists() else "nothing is published"
        print(f"\nThe build failed (see above); {kept}.", file=sys.stderr)
    return status


def wait_for(lock: IO[str]) -> None:
    """Wait until no other run uses the folder."""
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        print("Waiting for another build to end ...", flush=True)
        fcntl.flock(lock, fcntl.LOCK_EX)


def recover() -> None:
    """Remove whatever is not the published site, after putting back one that was moved away."""
    if OLD.exists() and not SITE.exists():
        OLD.rename(SITE)
    for path in (NEW, OLD, DOCTREES):
        if path.exists():
            shutil.rmtree(path)


def build(options: list[str], lock: IO[str]) -> int:
    """Run Sphinx on a fresh environment, every warning an error; return its status.

    Sphinx holds the lock as well: one that outlives this process is still waited for.
    """
    command = [sys.executable, "-m", "sphinx", "-b", "html", "-n", "-W", "--keep-going", "-c", "."]
    command += ["-d", str(DOCTREES), *options, "source", str(NEW)]
    return subprocess.run(command, check=False, pass_fds=[lock.fileno()]).returncode


def lost() -> list[str]:
    """Pages of codes that are published and that the new site has not."""
    files = (path.relative_to(SITE) for path in sorted(SITE.rglob("codes/*.json")))
    return [file.with_suffix("").as_posix() for file in files if not (NEW / file).exists()]


def keep(pages: list[str]) -> int:
    """Say what is to be done so that *pages* stay; return 1 if there are any."""
    for page in pages:
        print(
            f"{page} is published, and the new site has not got it: no table has the code any more, and published.json"
            " has not got it. Either put its row back and run `make ledger` before it is deleted; or, if the page was"
            " never public, run `make clean` first.",
            file=sys.stderr,
        )
    return int(bool(pages))


def swap() -> None:
    """Put the new site in the place of the old one."""
    if SITE.exists():
        SITE.rename(OLD)
    NEW.rename(SITE)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit("\nStopped; what was published is untouched.")
