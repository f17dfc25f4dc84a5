"""What the commands that report findings print: lines that steer no terminal, and annotations for GitHub."""

from __future__ import annotations

from typing import TextIO

from ecs_errors_ext.cli_text import clean


def print_line(line: str, stream: TextIO) -> None:
    """Print *line*: no name of a file may end it or steer the terminal, nor what the encoding lacks stop us."""
    encoding = stream.encoding or "utf-8"
    flat = clean(line).replace("\n", "\N{REPLACEMENT CHARACTER}")
    stream.write(flat.encode(encoding, "backslashreplace").decode(encoding) + "\n")


def annotation(level: str, message: str, **properties: object) -> str:
    """A workflow command that becomes an annotation of *level* ``error`` or ``warning``.

    https://docs.github.com/actions/reference/workflow-commands-for-github-actions
    """
    said = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
    return f"::{level} {said}::{_data(message)}"


def counted(number: int, what: str) -> str:
    """*number* of *what*: ``1 file``, ``2 files``."""
    return f"{number:,} {what}{'s' * (number != 1)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
