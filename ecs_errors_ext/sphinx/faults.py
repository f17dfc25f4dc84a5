"""What is wrong with the sources of all catalogs, once every document is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util.matching import patmatch

from ecs_errors_ext.model import Problem, ProblemKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ecs_errors_ext.lint.rules import Fault
    from ecs_errors_ext.sphinx.domain import ErrorDomain


def find_faults(domain: ErrorDomain) -> list[Problem]:
    """The faults of the tables, catalog by catalog, in the order of their documents and lines."""
    faults: list[Problem] = []
    for name in domain.settings.sources:
        documents = domain.documents(name)
        faults += _missing(domain, name, documents)
        found = [problem for docname in documents for problem in _problems_of(domain, docname)]
        found += _problems_of_rows(domain, name)
        faults += sorted(found, key=lambda problem: (documents.index(problem.docname), problem.line or 0))
    return faults


def find_unread(domain: ErrorDomain, name: str) -> list[Problem]:
    """Where codes of the catalog called *name* may stand that could not be read."""
    documents = domain.documents(name)
    found = [problem for docname in documents for problem in _problems_of(domain, docname)]
    return [problem for problem in (*_missing(domain, name, documents), *found) if problem.kind.hides_codes]


def find_lint(domain: ErrorDomain) -> Iterator[Fault]:
    """What the chosen rules find in the tables, catalog by catalog."""
    if not domain.settings.lint:
        return
    from ecs_errors_ext.lint.linter import lint  # loaded by those who want it

    for name in domain.settings.sources:
        yield from lint(domain.rows_of(name), domain.settings.lint)


def find_config_faults(domain: ErrorDomain) -> Iterator[Problem]:
    """What ``conf.py`` says of documents, places in them, headers and catalogs that there are not."""
    yield from _unmet_headers(domain)
    for notes in dict.fromkeys([domain.settings.notes, *domain.settings.own_notes.values()]):
        place = domain.note_link(notes)
        lacking = (
            "document" if place is None else "" if _is_there(domain, *place) else "place in that document"
        )
        if notes.link and lacking:
            text = f"ecs_errors_notes leads to {notes.link!r}, but there is no such {lacking}."
            yield Problem(kind=ProblemKind.CONFIG, text=f"{text} Correct its “link” in conf.py.")
    for name in domain.settings.titles:
        if name and name not in domain.published:
            text = f"ecs_errors_title has a title for {name!r}, but there is no catalog of that name."
            yield Problem(kind=ProblemKind.CONFIG, text=f"{text} Correct it in conf.py, or take it out.")


def _is_there(domain: ErrorDomain, docname: str, anchor: str) -> bool:
    """Whether a document has the *anchor*, as far as that is known before it is written."""
    if not anchor or docname in domain.overviews:
        return True
    doctree = domain.env.get_doctree(docname)
    return any(anchor in node["ids"] for node in doctree.findall(nodes.Element)) or any(
        anchor in raw.astext() for raw in doctree.findall(nodes.raw)
    )


def _unmet_headers(domain: ErrorDomain) -> Iterator[Problem]:
    """One problem for each header of ``ecs_errors_columns`` that no table has for which it is meant."""
    sources = [docname for name in domain.settings.sources for docname in domain.documents(name)]
    for pattern, roles in domain.settings.columns.items():
        met = [domain.headers.get(docname, ()) for docname in sources if patmatch(docname, pattern)]
        for header in roles:
            if not any(header in headers for headers in met):
                text = f"ecs_errors_columns names the header {header!r}, but no table of a source that matches {pattern!r} has it."
                yield Problem(
                    kind=ProblemKind.CONFIG,
                    text=f"{text} Write it in conf.py as the table does, or take it out.",
                )


def _problems_of(domain: ErrorDomain, docname: str) -> Iterator[Problem]:
    """What is wrong with the tables of *docname*; that it has none is, if ``conf.py`` names it itself."""
    for problem in domain.problems.get(docname, ()):
        if problem.kind is not ProblemKind.NO_TABLE or docname in domain.settings.sources.named:
            yield problem


def _problems_of_rows(domain: ErrorDomain, name: str) -> Iterator[Problem]:
    """What is wrong with the rows of a catalog; that a code has several is its service's way of saying things."""
    for problem in domain.problems_of_catalog(name):
        if problem.kind is not ProblemKind.REPEATED_CODE or domain.settings.lint:
            yield problem


def _missing(domain: ErrorDomain, name: str, documents: tuple[str, ...]) -> Iterator[Problem]:
    for docname in documents:
        if docname not in domain.env.found_docs:
            text = f"ecs_errors_sources names {docname!r}, but there is no such document. Correct its name in conf.py."
            yield Problem(kind=ProblemKind.MISSING_SOURCE, text=text)
    if not documents:
        globs = " or ".join(map(repr, domain.settings.sources.patterns[name]))
        text = f"ecs_errors_sources: no document matches {globs}, so the catalog {name!r} is empty. Correct conf.py."
        yield Problem(kind=ProblemKind.MISSING_SOURCE, text=text)
