"""The guide and the README, followed word by word.

In each page a block with a caption is a file, a ``console`` block is typed, and what is printed must
be what the page shows (``…`` stands for what is left out). Other commands must be ones that exist.
"""

from __future__ import annotations

import argparse
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from ecs_errors_ext.cli.commands import parser
from tests.support.project import ROOT

GUIDE = sorted((ROOT / "source/guide").glob("*.md"))
PAGES = [ROOT / "README.md", *GUIDE]
BLOCK = re.compile(r"^(?P<fence>`{3,})(?P<info>[^\n`]*)\n(?P<body>.*?)^(?P=fence)$", re.MULTILINE | re.DOTALL)
JOINT = re.compile(r"(?:\s\|\s|&&)(?=[^']*(?:'[^']*'[^']*)*$)")
"""What joins two commands, outside quotes."""
CAPTION = re.compile(r":caption: (\S+)\n+")
FRESH = {"start.md"}
"""Pages that begin in an empty folder; the others in a checkout of this site."""
PUBLISHED = {"programs.md"}
"""Pages that ask a published site: see ``tests/sphinx/test_programs.py``."""
TYPED = [path for path in PAGES if "```console" in path.read_text("utf-8") and path.name not in PUBLISHED]


def blocks(path):
    return [(match["info"].strip(), match["body"]) for match in BLOCK.finditer(path.read_text("utf-8"))]


def sessions(body):
    """Command and what it prints, for each command of a ``console`` block."""
    parts = re.split(r"^\$ (.*)\n", body, flags=re.MULTILINE)
    return zip(parts[1::2], parts[2::2], strict=True)


def matches(shown, printed):
    """Whether *printed* is what the page shows."""
    pattern = ".*".join(map(re.escape, shown.strip().split("…")))
    return re.fullmatch(pattern, printed.strip(), re.DOTALL) is not None


@pytest.mark.parametrize("path", TYPED, ids=lambda path: path.name)
def test_what_a_page_tells_to_type_prints_what_it_shows(path, tmp_path):
    if path.name not in FRESH:
        for name in ("source", "conf.py", "published.json"):
            copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
            copy(ROOT / name, tmp_path / name)
    home = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    environment = {
        **os.environ,
        "PATH": home,
        "PYTHONPATH": str(ROOT),
        "PYTHONWARNINGS": "ignore",
        "LC_ALL": "C.UTF-8",
    }
    for info, body in blocks(path):
        caption = CAPTION.match(body)
        if info.startswith("{code-block}") and caption:
            file = tmp_path / caption[1]
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(body[caption.end() :], "utf-8")
        for command, shown in sessions(body) if info == "console" else ():
            done = subprocess.run(
                ["sh", "-c", command],
                cwd=tmp_path,
                env=environment,
                capture_output=True,
                text=True,
                check=False,
            )
            assert matches(shown, done.stdout + done.stderr), (command, done.stdout + done.stderr)


def commands(path):
    """The commands of a page, without what they are piped into or from."""
    for info, body in blocks(path):
        if info in {"sh", "console"}:
            lines = re.findall(r"^\$ (.*)$", body, re.MULTILINE) if info == "console" else body.splitlines()
            yield from (part.strip() for line in lines for part in JOINT.split(line.split(" #")[0]))


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_every_command_is_one_that_exists(path):
    tasks = set(re.findall(r"^(\w+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    for command in commands(path):
        name, *rest = shlex.split(command) or [""]
        if name == "make":
            assert set(rest) <= tasks, command
        elif name == "ecs-errors" or rest[:2] == ["-m", "ecs_errors_ext"]:
            arguments = rest if name == "ecs-errors" else rest[2:]
            try:
                parser().parse_args(arguments)
            except (SystemExit, argparse.ArgumentError):
                pytest.fail(command)


PICTURES = ROOT / "source/guide/pictures"


def test_every_picture_is_shown_light_and_dark_with_its_text_and_small():
    shown = {}
    for path in GUIDE:
        for info, body in blocks(path):
            if info.startswith("{image}"):
                name = info.removeprefix("{image} pictures/").removesuffix(".webp")
                scheme = name.rpartition("-")[2]
                assert f":class: only-{scheme}\n" in body
                shown[name] = re.search(r"^:alt: (.{30,})$", body, re.MULTILINE)[1]
    assert set(shown) == {path.stem for path in PICTURES.iterdir()}
    assert len(shown) == 8
    for name, text in shown.items():
        assert shown[re.sub("light$", "dark", name)] == text
        assert (PICTURES / f"{name}.webp").stat().st_size < 64_000
