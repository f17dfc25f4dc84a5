"""What the extension wrote into the output, so that it writes no more than it must."""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

VERSION = 2


def digest(*parts: object) -> str:
    """A short digest of the ``repr`` of *parts*."""
    return hashlib.blake2b(repr(parts).encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()


def write_if_changed(path: Path, text: str, encoding: str = "utf-8") -> bool:
    """Write *text*, with the line ends it has, unless *path* holds it; return whether it did.

    The file is replaced in one step, so a reader never sees half of it.
    """
    data = text.encode(encoding, "xmlcharrefreplace")
    try:
        if path.stat().st_size == len(data) and path.read_bytes() == data:
            return False
    except OSError:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        return True
    partial = path.with_name(f".{path.name}.part")
    partial.write_bytes(data)
    partial.replace(path)
    return True


@dataclass
class Manifest:
    """A record, kept beside the doctrees, of what stands in one output folder and what it was made from."""

    path: Path
    outdir: str
    language: str = ""
    """Digest of what the extension says in the language of the project."""
    tables: str = ""
    """Digest of the tables and settings."""
    inputs: str = ""
    """Digest of those and of what documents say of codes: of all that pages are made from, but for the theme."""
    state: str = ""
    """Digest of what the theme puts around pages, the templates and the cells with markup."""
    files: dict[str, str] = field(default_factory=dict)
    """File, relative to the output folder → digest of what it was made from."""
    citations: dict[str, str] = field(default_factory=dict)
    """What documents refer to or show → digest of what they print for it."""

    @classmethod
    def load(cls, path: Path, outdir: Path) -> Manifest:
        """The record at *path*; an empty one if there is none for *outdir* or it can't be read."""
        try:
            data: dict[str, Any] = json.loads(path.read_text("utf-8"))
            if (data.pop("version"), data["outdir"]) == (VERSION, os.fspath(outdir)):
                return cls(path=path, **data)
        except (OSError, ValueError, TypeError, KeyError, AttributeError):
            pass
        return cls(path=path, outdir=os.fspath(outdir))

    def save(self) -> None:
        """Write the record."""
        data = {"version": VERSION, **{key: value for key, value in vars(self).items() if key != "path"}}
        write_if_changed(self.path, json.dumps(data, indent=0, sort_keys=True))

    def has(self, name: str, made_from: str, present: set[str]) -> bool:
        """Whether the file *name*, made from just that, is still there."""
        return self.files.get(name) == made_from and name in present

    def remove_all_but(self, keep: Iterable[str], outdir: Path) -> list[str]:
        """Delete what an earlier build wrote and this one did not; return the names."""
        gone = sorted(set(self.files) - set(keep))
        for name in gone:
            path = outdir / name
            path.unlink(missing_ok=True)
            for folder in path.parents:
                if folder == outdir or not folder.is_dir() or any(folder.iterdir()):
                    break
                folder.rmdir()
        return gone


def files_in(outdir: Path, names: Iterable[str]) -> set[str]:
    """Of *names*, relative to *outdir*, those that exist; each folder is listed once."""
    found: set[str] = set()
    for folder in {name.rpartition("/")[0] for name in names}:
        prefix = f"{folder}/" if folder else ""
        try:
            with os.scandir(outdir / folder) as entries:
                found.update(prefix + entry.name for entry in entries if entry.is_file())
        except OSError:
            continue
    return found
