"""Throw-away Sphinx projects."""

from __future__ import annotations

import contextlib
import io
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.cmd.build import main as sphinx_build

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOT = Path(__file__).parents[2]
"""The root of the repository."""


@dataclass(frozen=True, kw_only=True)
class Build:
    """What a build did."""

    status: int
    out: Path
    """The output folder."""
    output: str
    """Everything that Sphinx printed on standard output."""
    errors: str
    """Everything that Sphinx printed on standard error."""

    @property
    def warnings(self) -> list[str]:
        """The warnings, a line each, paths relative to the folder of the sources."""
        return [line for line in self.errors.splitlines() if "WARNING: " in line or "ERROR: " in line]

    def read(self, path: str) -> str:
        """Return the text of a file of the output."""
        return (self.out / path).read_text("utf-8")

    def files(self) -> dict[str, bytes]:
        """Return every published file by its path, for comparing two builds byte for byte.

        Without what Sphinx keeps for itself: the doctrees and ``.buildinfo``.
        """
        paths = sorted(path for path in self.out.rglob("*") if path.is_file())
        names = {path.relative_to(self.out).as_posix(): path for path in paths}
        return {name: path.read_bytes() for name, path in names.items() if not name.startswith(".")}


@dataclass(frozen=True)
class Project:
    """A Sphinx project in a folder: ``conf.py``, and the documents in ``source/``."""

    root: Path

    @property
    def source(self) -> Path:
        """The folder of the documents."""
        return self.root / "source"

    def configure(self, conf: str) -> None:
        """Replace ``conf.py``."""
        self.root.mkdir(parents=True, exist_ok=True)
        (self.root / "conf.py").write_text(conf, "utf-8", newline="\n")

    def write(self, files: Mapping[str, str | bytes]) -> None:
        """Write files into ``source/``, by path; text as UTF-8."""
        for name, content in files.items():
            path = self.source / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode() if isinstance(content, str) else content)

    def build(
        self, builder: str = "html", *options: str, out: str | None = None, fresh_process: bool = False
    ) -> Build:
        """Build the project into ``root/out`` (default: ``_build/BUILDER``), with its doctrees beside it.

        A second build into the same folder is an incremental one.  Builds in this process save the start
        of a Python, but Sphinx keeps the checksums of assets as long as the process lives: builds that are
        compared byte for byte want *fresh_process*.
        """
        folder = self.root / (out or f"_build/{builder}")
        arguments = ["-b", builder, "-c", str(self.root), "-d", f"{folder}.doctrees", "--no-color", *options]
        arguments += [str(self.source), str(folder)]
        status, output, errors = (_run_apart if fresh_process else _run_here)(arguments)
        return Build(
            status=status, out=folder, output=output, errors=errors.replace(f"{self.source}{os.sep}", "")
        )


def _run_here(arguments: list[str]) -> tuple[int, str, str]:
    with (
        contextlib.redirect_stdout(io.StringIO()) as output,
        contextlib.redirect_stderr(io.StringIO()) as errors,
    ):
        status = sphinx_build(arguments)
    return status, output.getvalue(), errors.getvalue()


def _run_apart(arguments: list[str]) -> tuple[int, str, str]:
    command = [sys.executable, "-m", "sphinx", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    return done.returncode, done.stdout, done.stderr
