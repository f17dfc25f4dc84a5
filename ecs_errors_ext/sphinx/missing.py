"""References that lead nowhere: what was named, and what may have been meant."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from ecs_errors_ext.codecells import family_of
from ecs_errors_ext.groups import nearest_names
from ecs_errors_ext.model import Problem, ProblemKind
from ecs_errors_ext.sphinx.autolink import BARE
from ecs_errors_ext.sphinx.cells import COPY
from ecs_errors_ext.sphinx.report import report

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx import addnodes
    from sphinx.domains import Domain

    from ecs_errors_ext.sphinx.domain import ErrorDomain


def warn_missing(app: object, domain: Domain | None, node: addnodes.pending_xref) -> bool | None:
    """Say what an unknown code, status or message may have been meant to be."""
    if node.get(COPY):
        return True  # it has been said of the original
    if domain is None or domain.name != "err":
        return None
    kind, target = node["reftype"], node["reftarget"]
    errors = cast("ErrorDomain", domain)
    if kind != BARE or _suspect(errors, target):
        report([unknown(errors, kind, target, docname=node.get("refdoc", ""), line=node.line)])
    return True


def unknown(domain: ErrorDomain, kind: str, name: str, *, docname: str, line: int | None) -> Problem:
    """The problem of a *name* that no table has, or several have."""
    meant = domain.targets.meant(kind, name)
    if meant:
        names = " or ".join(target.full_name for target in meant)
        text = f"{name} stands in {len(meant)} catalogs. Say which is meant: {names}."
    else:
        kind = "code" if kind in {BARE, "message"} else kind
        near = nearest_names(name, list(_known(domain, kind)))
        text = f"Unknown {kind}: {name}." + (f" Did you mean {' or '.join(near)}?" if near else "")
    return Problem(kind=ProblemKind.UNKNOWN_CODE, text=text, docname=docname, line=line)


def _known(domain: ErrorDomain, kind: str) -> Iterable[str]:
    if kind == "catalog":
        return domain.settings.sources
    if kind == "family":
        return (family for groups in domain.catalogs for family in groups.families)
    return domain.targets.names(kind)


def _suspect(domain: ErrorDomain, word: str) -> bool:
    """Whether an unknown *word* in prose is to be warned of: it looks like a code of a known family."""
    family = family_of(word)
    return (
        domain.settings.autolink == "strict"
        and family != ""
        and any(family in groups.families for groups in domain.catalogs)
    )
