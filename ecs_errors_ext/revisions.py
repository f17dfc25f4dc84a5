"""Earlier revisions of a table: from files, or from the history that git has of one."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ecs_errors_ext.model import ProblemKind
from ecs_errors_ext.source import SourceError, read_table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ecs_errors_ext.model import Catalog

_LONGEST_WAIT = 120  # seconds for one command of git


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """A table as it was from some day on."""

    date: str
    """ISO 8601."""
    path: Path
    """What the file was called; its suffix tells how it is read."""
    label: str
    """What to call the revision in a report."""
    text: str | None
    """``None`` where it is no UTF-8 text, or the file was not there."""

    def read(self) -> Catalog:
        """Its catalog; raises :exc:`SourceError` where it has none, or tables that can't be read."""
        if self.text is None:
            raise SourceError(f"{self.label}: no UTF-8 text")
        catalog, problems = read_table(self.text, self.path)
        broken = next((one for one in problems if one.kind is ProblemKind.MALFORMED_TABLE), None)
        if broken:
            # The rows of such a table would be taken for removed.
            raise SourceError(f"{self.label}, line {broken.line}: a table that can't be read")
        if not catalog.codes:
            raise SourceError(f"{self.label}: no error-code table")
        return catalog


def from_file(path: Path, date: str) -> Revision:
    """The revision in a file; raises :exc:`SourceError` where there is no such file."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise SourceError(f"{path}: {error.strerror or error}.") from error
    return Revision(date=date, path=path, label=str(path), text=_decoded(data))


def from_git(path: Path) -> list[Revision]:
    """The revisions of the file at *path*, oldest first, the last of each day; renames are followed.

    Raises :exc:`SourceError` where git is not installed or knows nothing of the file.
    """
    folder = path.parent
    top = Path(_git(folder, "rev-parse", "--show-toplevel").decode("utf-8", "surrogateescape").rstrip("\n"))
    days: dict[str, Revision] = {}
    latest = ""
    for commit, day, name in reversed(list(_commits(folder, path.name))):
        latest = max(latest, day)  # a rebase leaves days out of order
        days.pop(latest, None)
        days[latest] = _revision(top, commit, latest, name)
    if not days:
        raise SourceError(f"{path}: git has no history of it.")
    return list(days.values())


def _commits(folder: Path, name: str) -> Iterator[tuple[str, str, str]]:
    """Commit, day and name of the file from the root of the repository, latest first."""
    form = "--format=%x01%H%x02%cs"
    log = _git(folder, "log", "--follow", "--name-only", "-z", form, "--", name)
    for block in log.decode("utf-8", "surrogateescape").split("\x01")[1:]:
        head, _, names = block.partition("\0")
        commit, _, day = head.partition("\x02")
        yield commit, day, names.strip("\n\0")


def _revision(top: Path, commit: str, day: str, name: str) -> Revision:
    try:
        data = _git(top, "show", f"{commit}:{name}")
    except SourceError:
        data = b"\xff"  # the commit that deleted it
    return Revision(date=day, path=Path(name), label=f"{day} {commit[:10]} {name}", text=_decoded(data))


def _decoded(data: bytes) -> str | None:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None


def _git(folder: Path, *arguments: str) -> bytes:
    """What a command of git prints; raises :exc:`SourceError`."""
    command = [
        "git",
        "-c",
        "core.quotepath=off",
        "-c",
        "log.showSignature=false",
        "-C",
        str(folder),
        *arguments,
    ]
    environment = {**os.environ, "LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0"}
    try:
        done = subprocess.run(
            command, capture_output=True, check=True, env=environment, timeout=_LONGEST_WAIT
        )
    except FileNotFoundError as error:
        raise SourceError(
            "git is not installed, so --from-git can't be used; use --from FILE@DAY."
        ) from error
    except subprocess.TimeoutExpired as error:
        raise SourceError(f"{folder}: git did not answer within {_LONGEST_WAIT} seconds.") from error
    except subprocess.CalledProcessError as error:
        lines = error.stderr.decode("utf-8", "replace").strip().splitlines() or ["git failed"]
        raise SourceError(f"{folder}: {lines[-1].removeprefix('fatal: ')}.") from error
    return done.stdout
