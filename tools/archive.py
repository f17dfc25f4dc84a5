"""Pack the published site into one file that can be carried to a machine without a network.

    python tools/archive.py [SITE [ARCHIVE]]

The same site gives the same bytes: names are sorted, times and modes are fixed.  What Sphinx keeps
for its next build (``.buildinfo``, ``.doctrees``) stays out.  All files are in one folder, named
as the archive.
"""

from __future__ import annotations

import argparse
import sys
import zipfile
from pathlib import Path

SITE = Path("build/html")
ARCHIVE = Path("build/ecs-error-codes.zip")

EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The first moment that a zip file can hold."""
MODE = 0o100644
"""A regular file that everybody may read."""
UNIX = 3
"""The system whose modes are meant, on whatever system the archive is made."""


def main() -> int:
    """Make the archive and say where it is and how large; return the exit status."""
    parser = argparse.ArgumentParser(description="Pack a built site into one file.")
    parser.add_argument("site", nargs="?", type=Path, default=SITE, help="default: %(default)s")
    parser.add_argument("archive", nargs="?", type=Path, default=ARCHIVE, help="default: %(default)s")
    given = parser.parse_args()
    if not (given.site / "index.html").is_file():
        print(f"{given.site} holds no site: run `make html` first", file=sys.stderr)
        return 1
    count = pack(given.site, given.archive)
    print(f"{given.archive.resolve()}: {size(given.archive.stat().st_size)}, {count} files")
    print(f"It needs no network: unpack it anywhere and open {given.archive.stem}/index.html")
    return 0


def pack(site: Path, archive: Path) -> int:
    """Write *archive* in one step; return how many files it holds."""
    names = published(site)
    new = archive.with_name(f"{archive.name}.new")
    with zipfile.ZipFile(new, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as file:
        for name in names:
            file.writestr(member(f"{archive.stem}/{name}"), (site / name).read_bytes())
    new.replace(archive)
    return len(names)


def published(site: Path) -> list[str]:
    """Return the files of a site by path, sorted, without hidden ones and those in hidden folders."""
    paths = [path.relative_to(site) for path in site.rglob("*") if path.is_file()]
    return sorted(path.as_posix() for path in paths if not any(part.startswith(".") for part in path.parts))


def member(name: str) -> zipfile.ZipInfo:
    """Return the entry of a file, which tells nothing of when and where it was built."""
    entry = zipfile.ZipInfo(name, EARLIEST)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system = UNIX
    entry.external_attr = MODE << 16
    return entry


def size(count: int) -> str:
    """Return a number of bytes as people say it."""
    return f"{count / 1e6:.1f} MB" if count >= 1e6 else f"{count / 1e3:.0f} kB"


if __name__ == "__main__":
    sys.exit(main())
