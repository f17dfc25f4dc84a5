"""The addresses that a project has given away already: what stands there is the project's, and stays."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ecs_errors_ext.model import Problem, ProblemKind
from ecs_errors_ext.sphinx.report import report

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ecs_errors_ext.sphinx.plan import Job
    from ecs_errors_ext.sphinx.site import Site

Taken = dict[str, str]
"""File of the output → the document that is published there; empty where the project copies a file."""


def taken(site: Site) -> Taken:
    """The files of the output that are made of documents, or copied from ``html_extra_path``."""
    extra = dict.fromkeys(_extra_files(site), "")
    return extra | {site.output_file(docname): docname for docname in site.app.env.found_docs}


def _extra_files(site: Site) -> Iterator[str]:
    for entry in site.app.config.html_extra_path:
        path = Path(site.app.confdir) / entry
        if path.is_file():
            yield path.name
        for file in path.rglob("*") if path.is_dir() else ():
            if file.is_file():
                yield file.relative_to(path).as_posix()


def free_jobs(site: Site, jobs: Sequence[Job], given: Taken) -> list[Job]:
    """Those of *jobs* whose address is not *given* away; the others are reported."""
    files = [(job, site.output_file(job.name)) for job in jobs]
    _report(given, [file for _, file in files])
    return [job for job, file in files if file not in given]


def free_files(files: Mapping[str, str], given: Taken) -> dict[str, str]:
    """Those of *files* whose address is not *given* away; the others are reported."""
    _report(given, files)
    return {file: text for file, text in files.items() if file not in given}


def _report(given: Taken, files: Sequence[str] | Mapping[str, str]) -> None:
    text = "{} has the address of a file of the error reference ({}), which is not published. Rename or exclude it."
    report(
        Problem(
            kind=ProblemKind.TAKEN_PAGE,
            text=text.format("This document" if given[file] else "A file in html_extra_path", file),
            docname=given[file],
        )
        for file in files
        if file in given
    )
