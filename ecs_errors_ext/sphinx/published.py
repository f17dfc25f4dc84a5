"""The ledger in a build: what it adds to the catalogs, and when it forbids to publish them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.util import logging

from ecs_errors_ext.ledger import COMMAND, How, Ledger, LedgerError, compare, load, to_json
from ecs_errors_ext.model import full_name
from ecs_errors_ext.sphinx.faults import find_unread
from ecs_errors_ext.sphinx.files import digest, files_in
from ecs_errors_ext.sphinx.report import stop
from ecs_errors_ext.sphinx.way import ledger_command, retire_command

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx.application import Sphinx

    from ecs_errors_ext.ledger import Difference
    from ecs_errors_ext.sphinx.domain import ErrorDomain
    from ecs_errors_ext.sphinx.files import Manifest
    from ecs_errors_ext.sphinx.targets import Target

LOGGER = logging.getLogger(__name__)
_MOST_NAMED = 5
_NOTICES = {
    How.MISSING: "not in {ledger} yet: {names}. Nobody would notice if they went. {ways}",
    How.GONE: "no longer in the table: {names}. Their pages stay and say so. {ways}",
    How.BACK: "in the table again, although {ledger} calls them removed: {names}. {ways}",
    How.REWORDED: "with another text than in {ledger}: {names}. {ways}",
}
_WAYS = "Run `{command}` and commit {ledger}."


def open_ledger(app: Sphinx, domain: ErrorDomain) -> tuple[Ledger | None, str]:
    """The ledger beside ``conf.py`` that the settings of *domain* name, and a digest of it; ``None`` where the project keeps none.

    Ends the build if it cannot be used: without it, pages would be lost.
    """
    name = domain.settings.ledger
    if not name:
        return None, ""
    try:
        ledger = load(Path(app.confdir) / name)
        return ledger, digest(to_json(ledger))
    except LedgerError as error:
        app.env.find_files(app.config, app.builder)  # Sphinx has not looked yet which documents there are
        stop([str(error).replace(COMMAND, ledger_command(domain))])


def check_published(domain: ErrorDomain, manifest: Manifest) -> list[str]:
    """What the maintainer is to be told; ends the build where a published page would be lost."""
    if domain.ledger is None:
        return []
    found = list(compare(domain.ledger, [groups.catalog for groups in domain.catalogs]))
    faults = list(_unread(domain, found))
    if faults:
        stop(faults)
    faults = [_fault(domain, one) for one in found if one.how.fatal] + list(_dropped(domain, manifest))
    if faults:
        stop(faults)
    return list(_notices(domain, found))


def _unread(domain: ErrorDomain, found: Iterable[Difference]) -> Iterator[str]:
    """Tables that could not be read, in catalogs that miss codes: nobody can tell whether these were removed."""
    missing: dict[str, list[str]] = {}
    for one in found:
        if one.how in {How.GONE, How.LOST}:
            missing.setdefault(one.catalog, []).append(one.address)
        elif one.how is How.MOVED and domain.ledger:
            codes = domain.ledger.catalogs[one.catalog].codes.values()
            missing[one.catalog] = [full_name(one.catalog, f"codes/{code.slug}") for code in codes]
    for name, pages in missing.items():
        for problem in find_unread(domain, name) if name in domain.settings.sources else ():
            path = f"{domain.env.doc2path(problem.docname)}:{problem.line or 1}: " if problem.docname else ""
            yield (
                f"{path}{problem.text} Missing with it: {_few(pages)}. Their pages would say that the codes were"
                " removed, so nothing is written."
            )


def _few(names: list[str]) -> str:
    more = f" and {len(names) - _MOST_NAMED} more" if len(names) > _MOST_NAMED else ""
    return ", ".join(names[:_MOST_NAMED]) + more


def _fault(domain: ErrorDomain, one: Difference) -> str:
    ledger = domain.settings.ledger
    if one.how is How.MOVED:
        record = (domain.ledger or Ledger()).catalogs[one.catalog]
        first = next(iter(record.codes.values()))
        page = f"{one.catalog}/codes/{first.slug}" if one.catalog else f"codes/{first.slug}"
        return (
            f"{page} and {len(record.codes) - 1} more pages of codes were published, and this build has no codes in the"
            f" catalog {one.catalog!r}, so their addresses would be lost. Either name its tables in ecs_errors_sources"
            f" under {one.catalog!r} as before; or, if there are none any more, run"
            f" `{retire_command(domain, one.catalog)}`, with `--to NAME` at its end where another catalog has them now."
        )
    page = full_name(one.catalog, one.page)
    return (
        f"{page} was published, but neither a table nor {ledger} says what stands on it, so it would be lost."
        f" Either put the row of {one.name} back and run `{ledger_command(domain)}` before it is deleted;"
        f" or, if nobody needs the page, take {one.name!r} out of {ledger}."
    )


def _dropped(domain: ErrorDomain, manifest: Manifest) -> Iterator[str]:
    """The pages of codes in the output that neither a table nor the ledger knows any more."""
    for name in domain.published:
        catalog = domain.groups(name).catalog
        folder = domain.names(name).folders[0]
        known = {f"{folder}/{code.slug}.json" for code in (*catalog.codes, *catalog.removed)}
        for file in sorted(files_in(Path(manifest.outdir), manifest.files)):
            if file.startswith(f"{folder}/") and file.endswith(".json") and file not in known:
                page = file.removesuffix(".json")
                yield (
                    f"{page} is in {manifest.outdir}, and this build would delete it: no table has the code any more,"
                    f" and {domain.settings.ledger} has not got it. Either put its row back and run"
                    f" `{ledger_command(domain)}` before it is deleted; or, if the page was never public, delete"
                    f" {manifest.outdir} and build again."
                )


def _notices(domain: ErrorDomain, found: Iterable[Difference]) -> Iterator[str]:
    ledger = domain.settings.ledger
    ways = _WAYS.format(command=ledger_command(domain), ledger=ledger)
    found = list(found)
    for how, text in _NOTICES.items():
        names = [one.address for one in found if one.how is how]
        if names:
            yield text.format(ledger=ledger, names=_few(names), ways=ways)


def notice_removed(path: str | Path, line: int | None, target: Target) -> None:
    """Tell that a document refers to a code or status that no table has any more."""
    since = f" since {target.removed}" if target.removed else ""
    where = f"{path}:{line}" if line else f"{path}"
    if target.kind == "status":
        notice(f"{where}: no code answers with {target.full_name} any more; its page says so.")
    else:
        notice(f"{where}: {target.full_name} is no longer in the table{since}; its page says so.")


def notice(text: str) -> None:
    """Tell the maintainer something that is no fault: not even ``-W`` makes it one."""
    LOGGER.info("%s", f"NOTICE: {text}")
