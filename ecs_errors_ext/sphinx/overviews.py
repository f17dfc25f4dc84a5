"""What stands where a document shows the overview: the landing page, or in other output a plain list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util.nodes import make_refnode

from ecs_errors_ext.statuses import reason

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx.builders import Builder

    from ecs_errors_ext.catalogs import Catalogs
    from ecs_errors_ext.sphinx.directives import overview
    from ecs_errors_ext.sphinx.domain import ErrorDomain
    from ecs_errors_ext.sphinx.site import Site


def fill(
    marks: Iterable[overview], docname: str, domain: ErrorDomain, builder: Builder, site: Site | None
) -> None:
    """Put the overview in the place of each of *marks* in the document *docname*; *site* is ``None`` without pages."""
    for mark in marks:
        catalogs = domain.catalogs.only(() if mark["catalog"] is None else (mark["catalog"],))
        if not any(groups.codes for groups in catalogs):
            mark.replace_self([])
        elif site:
            mark.replace_self(nodes.raw("", _page(site, catalogs, docname), format="html"))
        else:
            mark.replace_self(list(_list(domain, builder, catalogs, docname)))


def _page(site: Site, catalogs: Catalogs, page: str) -> str:
    """The overview of *catalogs* as HTML: of the only one, or of all services."""
    siblings = site.siblings()
    if len(catalogs) > 1:
        return site.body("catalogs", page, siblings.overview(page))
    (groups,) = catalogs
    return site.body("overview", page, site.views(groups.catalog.name, siblings).indexes.overview(page))


def _list(domain: ErrorDomain, builder: Builder, catalogs: Catalogs, docname: str) -> Iterator[nodes.Element]:
    """Of each of *catalogs* the statuses, and where the tables are."""
    for groups in catalogs:
        if len(catalogs) > 1:
            yield nodes.paragraph("", "", nodes.strong("", groups.catalog.title))
        items = [
            f"{status} {reason(status)}: {_counted(domain, len(codes))}"
            for status, codes in groups.statuses.items()
        ]
        yield _bullets(nodes.paragraph("", item) for item in items)
        tables = []
        for source in domain.documents(groups.catalog.name):
            title = domain.env.titles.get(source)
            said = nodes.inline("", title.astext() if title else source)
            tables.append(nodes.paragraph("", "", make_refnode(builder, docname, source, "", said)))
        yield _bullets(tables)


def _counted(domain: ErrorDomain, count: int) -> str:
    return domain.words.ngettext("%(num)s code", "%(num)s codes", count) % {"num": count}


def _bullets(paragraphs: Iterable[nodes.paragraph]) -> nodes.bullet_list:
    return nodes.bullet_list("", *(nodes.list_item("", paragraph) for paragraph in paragraphs))
