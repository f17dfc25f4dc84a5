"""`make zip` packs the same site into the same bytes, and nothing else into it."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from typing import TYPE_CHECKING

from tests.support.project import ROOT

if TYPE_CHECKING:
    from pathlib import Path

TOOL = str(ROOT / "tools" / "archive.py")


def pack(*arguments: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, TOOL, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def make_site(folder: Path, names: list[str], *, mtime: int, mode: int) -> Path:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"This is {name}.\n" * 50, "utf-8")
        path.chmod(mode)
        os.utime(path, (mtime, mtime))
    return folder


def test_the_same_site_gives_the_same_bytes_wherever_and_whenever_it_was_built(tmp_path: Path) -> None:
    names = ["index.html", "codes/Ab.0001.html", "codes/ä.html", "_static/x.js"]
    hidden = [".buildinfo", ".doctrees/index.doctree"]
    made = []
    for number, (order, mode) in enumerate([(names + hidden, 0o644), (names[::-1], 0o600)]):
        site = make_site(tmp_path / f"site{number}", order, mtime=1_000_000_000 * (number + 1), mode=mode)
        archive = tmp_path / str(number) / "errors.zip"
        archive.parent.mkdir()
        done = pack(site, archive)
        assert done.returncode == 0, done.stderr
        assert f"{archive}: {archive.stat().st_size / 1e3:.0f} kB, 4 files" in done.stdout
        assert [path.name for path in archive.parent.iterdir()] == ["errors.zip"]
        made.append(archive)
    assert made[0].read_bytes() == made[1].read_bytes()
    with zipfile.ZipFile(made[0]) as file:
        assert file.namelist() == sorted(f"errors/{name}" for name in names)
        assert {entry.external_attr >> 16 for entry in file.infolist()} == {0o100644}
        assert file.read("errors/codes/ä.html") == (site / "codes/ä.html").read_bytes()


def test_without_a_site_nothing_is_packed(tmp_path: Path) -> None:
    done = pack(tmp_path, tmp_path / "errors.zip")
    assert (done.returncode, list(tmp_path.iterdir())) == (1, [])
    assert "make html" in done.stderr
