"""Problems of the core as warnings of Sphinx, and what ends a build. The only place that logs them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

from sphinx.util import logging

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ecs_errors_ext.lint.rules import Fault
    from ecs_errors_ext.model import Problem

LOGGER = logging.getLogger(__name__)


def report(problems: Iterable[Problem | Fault]) -> None:
    """Warn of each problem, with its file and line; silenced by ``suppress_warnings = ["ecs_errors.<kind>"]``."""
    for problem in problems:
        location = (problem.docname, problem.line) if problem.docname else None
        # The text is an argument, lest a percent sign in it be read as a format.
        LOGGER.warning("%s", problem.text, type="ecs_errors", subtype=problem.kind.value, location=location)


def stop(faults: Iterable[str]) -> NoReturn:
    """End the build, and say why.

    Not by an error of Sphinx, which from 8.2 on would bury the reason in its own versions and a traceback.
    """
    for fault in faults:
        LOGGER.error("%s", fault)
    raise SystemExit(2)
