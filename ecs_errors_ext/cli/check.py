"""The command ``check``: runbooks that Sphinx never sees.

Exit status: 0 no findings, 1 findings, 2 usage, or no findings but a named path could not be read or
nothing was there to be checked.
"""

from __future__ import annotations

import argparse
import os
import sys
from dataclasses import asdict
from typing import TYPE_CHECKING

from ecs_errors_ext.check.checker import Checker, Report
from ecs_errors_ext.cli.options import add_asking
from ecs_errors_ext.cli.output import CLEAN, FINDINGS, UNREADABLE, annotation, counted, json_list, print_line
from ecs_errors_ext.source import choose, open_sources

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from ecs_errors_ext.check.findings import Finding
    from ecs_errors_ext.cli.options import Commands
    from ecs_errors_ext.source import Source

BASE_URL = "ECS_ERRORS_BASEURL"


def add_check(commands: Commands) -> None:
    """Add the command to *commands*."""
    parser = add_asking(
        commands, "check", _check, "check the codes and links in runbooks that Sphinx never sees"
    )
    parser.add_argument(
        "paths", nargs="+", metavar="PATH", help="files, or folders with Markdown, RST, HTML, text"
    )
    parser.add_argument(
        "--base-url",
        type=_address,
        default=os.environ.get(BASE_URL, ""),
        metavar="URL",
        help=f"the site's address: then only absolute links under it are the site's (${BASE_URL})",
    )
    options = {action.dest: action for action in parser._actions}  # noqa: SLF001
    # The other commands have no use for annotations, so the choices are widened here alone.
    options["format"].choices = (*(options["format"].choices or ()), "github")
    options["vocabulary"].help = "without effect: a check looks for codes and links, not for words"


def _address(text: str) -> str:
    if text and not text.startswith(("https://", "http://")):
        raise argparse.ArgumentTypeError(f"{text!r} is no address that begins with https:// or http://")
    return text


def _check(arguments: argparse.Namespace) -> int:
    sources = choose(open_sources(arguments.source, dict(arguments.column)), arguments.catalog)
    catalogs = [source.catalog for source in sources]
    checker = Checker(catalogs, base_url=arguments.base_url, site=_site_of(sources[0]))
    report = Report()
    findings = _told(checker.check_paths(arguments.paths, report), report)
    for line in _FORMATS[arguments.format](findings):
        print_line(line, sys.stdout)
    if not report.checked and not report.unread:
        print_line("ecs-errors: no Markdown, RST, HTML or text file there.", sys.stderr)
    elif arguments.format == "text":
        print_line(
            f"{counted(report.checked, 'file')} checked, {counted(report.found, 'finding')}.", sys.stderr
        )
    if report.found:
        return FINDINGS
    return UNREADABLE if report.unread or not report.checked else CLEAN


def _site_of(source: Source) -> Path | None:
    """The folder of the built site that *source* was read from, if it was."""
    folder = source.path.parent
    built = source.path.suffix == ".json" and (folder / "codes").is_dir()
    return (folder.parent if source.catalog.name else folder) if built else None


def _told(findings: Iterator[Finding], report: Report) -> Iterator[Finding]:
    """*findings*; what could not be read is said as it is met, also after the last of them."""
    for finding in findings:
        _complain(report)
        yield finding
    _complain(report)


def _complain(report: Report) -> None:
    for path, reason in report.complaints:
        print_line(f"ecs-errors: {path}: {reason}", sys.stderr)
    report.complaints.clear()


def _as_text(findings: Iterable[Finding]) -> Iterator[str]:
    for one in findings:
        yield f"{one.path}:{one.line}: {one.message} [{one.kind}]"


def _as_github(findings: Iterable[Finding]) -> Iterator[str]:
    for one in findings:
        title = f"{one.kind}: {one.code}"
        yield annotation("error", one.message, file=one.path, line=one.line, title=title)


_FORMATS: dict[str, Callable[[Iterable[Finding]], Iterator[str]]] = {
    "text": _as_text,
    "json": lambda findings: json_list(map(asdict, findings)),
    "github": _as_github,
}
