"""From the pages back to the documents that mention what they are about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.util.nodes import clean_astext

from ecs_errors_ext.sphinx.selection import Selection, named_by, select
from ecs_errors_ext.views.shapes import Link, Mention

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ecs_errors_ext.sphinx import mentions
    from ecs_errors_ext.sphinx.domain import ErrorDomain
    from ecs_errors_ext.sphinx.mentions import Place


def mentions_by_page(domain: ErrorDomain) -> dict[str, tuple[Mention, ...]]:
    """Page → the documents that mention what it is about, by name, and in each the sections in their order."""
    if not domain.paged:
        return {}
    found: dict[str, dict[str, dict[Place, None]]] = {}
    for docname, noted in sorted(domain.mentions.items()):
        for mention in noted:
            if mention.place and mention.place.holds(domain.tags):
                for page in _pages(domain, mention):
                    found.setdefault(page, {}).setdefault(docname, {})[mention.place] = None
    return {
        page: tuple(_mention(domain, docname, places) for docname, places in documents.items())
        for page, documents in found.items()
    }


def document_link(domain: ErrorDomain, docname: str) -> Link:
    """A link to a document, called by its title."""
    title = domain.env.titles.get(docname)
    said = clean_astext(title) if title is not None else ""
    return Link(docname if said in {"", "<no title>"} else said, docname)


def _mention(domain: ErrorDomain, docname: str, places: dict[Place, None]) -> Mention:
    sections = {place.anchor: place.section for place in places if place.anchor}
    links = tuple(Link(title, docname, anchor) for anchor, title in sections.items())
    return Mention(document_link(domain, docname), links)


def _pages(domain: ErrorDomain, mention: mentions.Mention) -> Iterator[str]:
    """The pages of all that *mention* names; a table of codes names each of them, and what it chose them by."""
    if not isinstance(mention.name, Selection):
        found = domain.find(mention.kind, mention.name)
        if found:
            yield found.place[0]
        return
    catalogs = domain.catalogs
    yield from (domain.names(code.catalog).code(code) for code in select(catalogs, mention.name))
    yield from named_by(catalogs, domain.names, mention.name)
