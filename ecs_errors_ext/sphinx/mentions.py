"""What a document says of the catalog, and where in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from docutils import nodes
from jinja2 import TemplateError
from sphinx import addnodes
from sphinx.util.nodes import clean_astext

from ecs_errors_ext.sphinx.directives import UNLISTED, embed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.util.tags import Tags

    from ecs_errors_ext.sphinx.selection import Selection

_OPEN = frozenset({"any", "myst"})
"""Kinds of references that may lead anywhere, so to a code too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where in a document something stands."""

    section: str = ""
    """Title of the nearest section; empty for the one that holds the whole document."""
    anchor: str = ""
    """``id`` of that section."""
    only: tuple[str, ...] = ()
    """The conditions (of ``only`` directives) under which the output has it."""

    def holds(self, tags: Tags | None) -> bool:
        """Whether the output made with *tags* has this place."""
        return tags is None or all(_holds(tags, condition) for condition in self.only)


def _holds(tags: Tags, condition: str) -> bool:
    """Whether *condition* holds; Sphinx keeps what stands under a malformed one, and warns of it."""
    try:
        return tags.eval_condition(condition)
    except (ValueError, TemplateError):
        return True


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One thing of the catalog that a document refers to or shows."""

    kind: str
    """What the reference calls itself (``code``, ``any``, ``bare``, …), or ``embed`` for a card or table."""
    name: str | Selection
    place: Place | None
    """``None``: the pages do not list it, since they show what it is part of."""

    @property
    def key(self) -> str:
        """What is mentioned, wherever it is."""
        return f"{self.kind} {self.name}"


def find_mentions(document: nodes.document, *, source: bool) -> list[Mention]:
    """Everything of the catalog that *document* refers to or shows, in order, each once for each place.

    What stands in the rows of a *source* is shown on the pages of their codes, so it is not listed there again.
    """
    top = next(document.findall(nodes.section), None)
    found: dict[Mention, None] = {}
    for node in cast("Iterator[nodes.Element]", document.findall(_mentions_something)):
        listed = not (node.get(UNLISTED) or (source and _in_row(node)))
        place = place_of(node, top) if listed else None
        if isinstance(node, embed):
            found[Mention(kind="embed", name=node["selection"], place=place)] = None
        else:
            found[Mention(kind=node["reftype"], name=node["reftarget"], place=place)] = None
    return list(found)


def _mentions_something(node: nodes.Node) -> bool:
    if isinstance(node, embed):
        return True
    return (
        isinstance(node, addnodes.pending_xref)
        and (node.get("refdomain") == "err" or node["reftype"] in _OPEN)
        and not node.get("intersphinx")
    )


def _in_row(node: nodes.Node) -> bool:
    parent = node.parent
    while parent is not None and not isinstance(parent, nodes.row):
        parent = parent.parent
    return parent is not None


def place_of(node: nodes.Node, top: nodes.section | None) -> Place:
    """Where *node* stands in the document whose first section is *top*."""
    section: nodes.section | None = None
    only: list[str] = []
    parent = node.parent
    while parent is not None:
        if isinstance(parent, addnodes.only):
            only.append(parent["expr"])
        elif section is None and isinstance(parent, nodes.section):
            section = parent
        parent = parent.parent
    if section is None or section is top or not section["ids"]:
        return Place(only=tuple(only))
    title = next(iter(section.findall(nodes.title)), None)
    said = clean_astext(title) if title is not None else ""
    return Place(section=said, anchor=section["ids"][0] if said else "", only=tuple(only))
