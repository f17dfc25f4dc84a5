"""The command line: the same engine as the pages, for a terminal, a pipe and a log. A module for each command."""

from __future__ import annotations

from ecs_errors_ext.cli.commands import main

__all__ = ["main"]
