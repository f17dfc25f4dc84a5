"""The command that a message tells the maintainer to type, whole: it works where the build was started."""

from __future__ import annotations

import os
import shlex
from pathlib import Path
from typing import TYPE_CHECKING

from ecs_errors_ext.columns import EXTRA
from ecs_errors_ext.ledger import COMMAND, FILE
from ecs_errors_ext.model import ProblemKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ecs_errors_ext.sphinx.domain import ErrorDomain


def ledger_command(domain: ErrorDomain) -> str:
    """How to bring the ledger up to date from the documents of all catalogs."""
    return shlex.join([*COMMAND.split(), *_tables(domain), *_ledger(domain)])


def retire_command(domain: ErrorDomain, name: str) -> str:
    """How to record that the catalog called *name* has no table any more."""
    return shlex.join([*COMMAND.split(), *_ledger(domain), "--retire", name])


def _tables(domain: ErrorDomain) -> Iterator[str]:
    columns: dict[str, str] = {}
    for name in domain.settings.sources:
        for docname in filter(lambda docname: _counts(domain, docname), domain.documents(name)):
            path = _relative(domain.env.doc2path(docname))
            yield from ("--source", f"{name}={path}" if name or "=" in path else path)
            roles = domain.settings.columns_of(docname)
            columns |= {header: role.value if role else EXTRA for header, role in roles.items()}
    for header, role in columns.items():
        yield from ("--column", f"{header}={role}")


def _ledger(domain: ErrorDomain) -> Iterator[str]:
    ledger = _relative(domain.confdir / domain.settings.ledger)
    if ledger != FILE:
        yield from ("--ledger", ledger)


def _counts(domain: ErrorDomain, docname: str) -> bool:
    """Whether *docname* is there and has a table, or one is missed there: a glob matches documents without one, too."""
    if docname not in domain.env.found_docs:
        return False
    if docname in domain.settings.sources.named or docname not in domain.rows:
        return True
    faults = (problem.kind is not ProblemKind.NO_TABLE for problem in domain.problems.get(docname, ()))
    return bool(domain.rows[docname]) or any(faults)


def _relative(path: str | os.PathLike[str]) -> str:
    try:
        return Path(os.path.relpath(path)).as_posix()
    except ValueError:  # on another drive
        return str(path)
