"""Throw-away Sphinx projects."""

from __future__ import annotations

import contextlib
import io
import os
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.cmd.build import main as sphinx_build

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOT = Path(__file__).parents[2]
"""The root of the repository."""
OURS = re.compile(
    r"(?:[\w-]+/)?(?:(?:codes|status|families|messages)/|errors\.(?!html)|changes[./]|llms\.)"
    r"|(?:catalogs|find|404)[./]|_static/errors"
)
"""The files that the extension writes, of a catalog with a name too."""


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

    def ours(self) -> dict[str, bytes]:
        """Return those of the files that the extension wrote; Sphinx leaves some of its own that a clean build lacks."""
        return {name: data for name, data in self.files().items() if OURS.match(name)}


@dataclass(frozen=True)
class Project:
    """A Sphinx project in a folder: ``conf.py``, and the documents in ``source/``."""

    root: Path

    @property
    def source(self) -> Path:
        """The folder of the documents."""
        return self.root / "source"

    @property
    def conf(self) -> str:
        """The text of ``conf.py``."""
        return (self.root / "conf.py").read_text("utf-8")

    def configure(self, conf: str) -> None:
        """Replace ``conf.py``."""
        self.root.mkdir(parents=True, exist_ok=True)
        (self.root / "conf.py").write_text(conf, "utf-8", newline="\n")

    def record(self, day: str = "2026-01-01", *options: str, document: str = "table.rst") -> None:
        """Bring ``published.json`` up to date from the table in a document, as if it were that *day*."""
        from ecs_errors_ext.cli import main

        source, ledger = str(self.source / document), str(self.root / "published.json")
        assert main(["ledger", "--source", source, "--ledger", ledger, "--date", day, *options]) == 0

    def write(self, files: Mapping[str, str | bytes | None]) -> None:
        """Write files into ``source/``, by path; text as UTF-8. Instead of a content, ``None`` deletes the file."""
        for name, content in files.items():
            path = self.source / name
            if content is None:
                path.unlink()
                continue
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode() if isinstance(content, str) else content)

    def build(
        self,
        builder: str = "html",
        *options: str,
        fails: bool = False,
        out: str | None = None,
        fresh_process: bool = False,
        own_interpreter: bool = False,
    ) -> Build:
        """Build the project into ``root/out`` (default: ``_build/BUILDER``), with its doctrees beside it.

        Where Sphinx ends with an error, so does the test; the other way round where the build *fails*.
        A second build into the same folder is an incremental one.  Builds in this process save the start
        of a Python, but Sphinx keeps the checksums of assets as long as the process lives: builds that are
        compared byte for byte want *fresh_process*, and one of the two *own_interpreter*.
        """
        folder = self.root / (out or f"_build/{builder}")
        arguments = ["-b", builder, "-c", str(self.root), "-d", f"{folder}.doctrees", "--no-color", *options]
        arguments += [str(self.source), str(folder)]
        run = _run_alone if own_interpreter else _run_apart if fresh_process else _run_here
        status, output, errors = run(arguments)
        assert fails == (status != 0), errors
        return Build(
            status=status, out=folder, output=output, errors=errors.replace(f"{self.source}{os.sep}", "")
        )

    def rebuild(self, *options: str, builder: str = "html") -> Build:
        """Build what is out of date, and see that what is ours is then as a clean build writes it."""
        again = self.build(builder, *options, fresh_process=True)
        clean = self.build(builder, "-E", "-a", out="clean", own_interpreter=True)
        mine, theirs = again.ours(), clean.ours()
        assert sorted(mine) == sorted(theirs)
        assert [name for name in mine if mine[name] != theirs[name]] == []
        return again


def _run_here(arguments: list[str]) -> tuple[int, str, str]:
    with (
        contextlib.redirect_stdout(io.StringIO()) as output,
        contextlib.redirect_stderr(io.StringIO()) as errors,
    ):
        status = sphinx_build(arguments)
    return status, output.getvalue(), errors.getvalue()


def _run_apart(arguments: list[str]) -> tuple[int, str, str]:
    """Run a build in a process of its own: a fork of one that has imported Sphinx and built nothing."""
    context = get_context("forkserver")
    context.set_forkserver_preload(["tests.support.project", *_PRELOADED])
    with tempfile.TemporaryDirectory() as folder:
        state = (str(Path.cwd()), dict(os.environ))
        process = context.Process(target=_build, args=(arguments, Path(folder), state))
        process.start()
        process.join()
        output, errors = ((Path(folder) / name).read_text("utf-8") for name in ("output", "errors"))
    return process.exitcode or 0, output, errors


_PRELOADED = (
    "docutils.parsers.rst.states", "ecs_errors_ext.search.index", "ecs_errors_ext.sphinx", "ecs_errors_ext.sphinx.overviews",
    "ecs_errors_ext.sphinx.pages", "furo", "sphinx.application", "sphinx.builders.html",
    "sphinx.builders.dirhtml", "sphinx.environment.adapters.toctree",
)  # fmt: skip


def _build(arguments: list[str], folder: Path, state: tuple[str, dict[str, str]]) -> None:
    directory, environment = state
    os.chdir(directory)
    os.environ.clear()
    os.environ.update(environment)
    with (
        (folder / "output").open("w", encoding="utf-8") as output,
        (folder / "errors").open("w", encoding="utf-8") as errors,
    ):
        sys.stdout, sys.stderr = output, errors
        status = sphinx_build(arguments)
    os._exit(status)  # what the server had to do at its end is not to be done here


def _run_alone(arguments: list[str]) -> tuple[int, str, str]:
    """Run a build in an interpreter of its own, where sets have another order."""
    command = [sys.executable, "-m", "sphinx", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    return done.returncode, done.stdout, done.stderr
