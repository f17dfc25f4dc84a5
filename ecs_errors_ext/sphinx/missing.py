"""References that lead nowhere: what was named, and what may have been meant."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, cast

from ecs_errors_ext.catalog import family_of
from ecs_errors_ext.groups import number_of
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
    """The problem of a *name* that no table has."""
    kind = "code" if kind in {BARE, "message"} else kind
    known = (
        list(domain.groups().families)
        if kind == "family"
        else [its_name for its_kind, its_name in domain.targets if its_kind == kind]
    )
    near = _nearest(name, known)
    text = f"Unknown {kind}: {name}." + (f" Did you mean {' or '.join(near)}?" if near else "")
    return Problem(kind=ProblemKind.UNKNOWN_CODE, text=text, docname=docname, line=line)


def _suspect(domain: ErrorDomain, word: str) -> bool:
    """Whether an unknown *word* in prose is to be warned of: it looks like a code of a known family."""
    family = family_of(word)
    return domain.settings.autolink == "strict" and family != "" and family in domain.groups().families


def _nearest(target: str, known: Iterable[str]) -> list[str]:
    """The names in *known* most like *target*: in other letter case, with its number, or of like letters."""
    folded = {name.casefold(): name for name in known}
    wanted = target.casefold()
    if wanted in folded:
        return [folded[wanted]]
    number = number_of(target)
    same_number = [name for name in folded.values() if number and number_of(name) == number]
    close = (folded[name] for name in get_close_matches(wanted, folded, n=3, cutoff=0.75))
    return list(dict.fromkeys([*same_number, *close]))[:3]
