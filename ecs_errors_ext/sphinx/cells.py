"""HTML of the cells that hold markup, to be shown on pages other than their own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast

from docutils import nodes
from markupsafe import Markup
from sphinx import addnodes
from sphinx.errors import SphinxError
from sphinx.util import docname_join
from sphinx.util.docutils import new_document

from ecs_errors_ext.model import Problem, ProblemKind
from ecs_errors_ext.sphinx.directives import NOTE, embed

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sphinx.builders.html import StandaloneHTMLBuilder
    from sphinx.environment import BuildEnvironment

    from ecs_errors_ext.sphinx.store import CellKey

COPY = "err_copy"
"""On a reference in kept content: the original, where it was written, is the one to be warned of.

``refwarn`` says the same to Sphinx, which does not ask for it when it is nitpicky.
"""
ROOT = "\ue000err-root/"
"""Stands, in the HTML of a cell, for the way from a page to the root of the site.

A private-use character keeps it apart from anything that a table says.
"""
_RELATIVE = re.compile(r"(?![a-z][a-z0-9+.-]*:|//|/|#)", re.IGNORECASE)


def free_copy(content: Iterable[nodes.Node]) -> list[nodes.Element]:
    """Copies of *content* that are free of its document, or the pickle would drag that along."""
    copies = [cast("nodes.Element", node.deepcopy()) for node in content]
    for node in (node for copy in copies for node in copy.findall()):
        node.document = None  # type: ignore[assignment]
        if isinstance(node, addnodes.pending_xref):
            node[COPY], node["refwarn"] = True, False
    return copies


def adopt(content: Sequence[nodes.Element], source: str, docname: str) -> list[nodes.Element]:
    """Copies of kept *content* of the document *source*, as they must stand in *docname* to mean the same.

    Their references are yet to be resolved.
    """
    holder = nodes.container("", *(element.deepcopy() for element in content))
    for element in list(holder.findall(nodes.Element)):
        element["ids"] = []  # they stand in the table
        if isinstance(element, addnodes.pending_xref):
            if element["reftype"] == "doc":
                element["reftarget"] = "/" + docname_join(source, element["reftarget"])
            element["refdoc"] = docname
        elif isinstance(element, (nodes.reference, nodes.footnote_reference)) and element.get("refid"):
            element.replace_self(_spot(element, source, docname))
        elif isinstance(element, embed):
            element.replace_self(nodes.container())  # a card in a cell might hold itself
    return cast("list[nodes.Element]", list(holder.children))


def _spot(element: nodes.Element, source: str, docname: str) -> addnodes.pending_xref:
    """In place of *element*, which leads to an anchor of the document *source*: the same from *docname*."""
    return addnodes.pending_xref(
        "", nodes.inline("", "", *element.children), refdomain="err", reftype="spot",
        reftarget=f"{source}#{element['refid']}", refexplicit=True, refwarn=False, refdoc=docname,
    )  # fmt: skip


def render_cells(
    builder: StandaloneHTMLBuilder, docname: str, cells: dict[CellKey, list[nodes.Element]]
) -> tuple[dict[CellKey, Markup], list[Problem]]:
    """Print the *cells* of *docname*, their references resolved as on the page of that document.

    Every relative link begins with :data:`ROOT`. A cell that cannot be printed
    is left out and is a problem.
    """
    document = new_document(docname)
    document.settings.env = builder.env
    holders: dict[CellKey, nodes.container] = {}
    for key, content in cells.items():
        holder = holders[key] = nodes.container()
        holder.extend(element.deepcopy() for element in content)
        document += holder
    _resolve(builder, builder.env, document, docname)
    found: dict[CellKey, Markup] = {}
    problems: list[Problem] = []
    images, builder.imgpath = getattr(builder, "imgpath", ""), f"{ROOT}{builder.imagedir}"
    try:
        for key, holder in holders.items():
            try:
                found[key] = _print(builder, holder.children)
            except (SphinxError, NotImplementedError, KeyError, ValueError) as error:
                problems.append(_problem(docname, key, error))
    finally:
        builder.imgpath = images
    return found, problems


def _resolve(
    builder: StandaloneHTMLBuilder, env: BuildEnvironment, document: nodes.document, docname: str
) -> None:
    env.apply_post_transforms(document, docname)
    builder.post_process_images(document)
    base = builder.get_target_uri(docname)
    for note in list(document.findall(nodes.footnote_reference)):
        # The footnote stands on the page of the table.
        note.replace_self(
            nodes.reference(
                "", "", *note.children, refid=note["refid"], classes=["footnote-reference", "brackets"]
            )
        )
    for reference in document.findall(nodes.reference):
        if reference.get("refid"):
            reference["refuri"] = f"{ROOT}{base}#{reference.attributes.pop('refid')}"
        elif _RELATIVE.match(reference.get("refuri", "")) and reference.get("refuri"):
            reference["refuri"] = ROOT + _from_root(base, reference["refuri"])
        elif reference.get("refuri", "").startswith("#"):
            reference["refuri"] = f"{ROOT}{base}{reference['refuri']}"
    for element in document.findall(nodes.Element):
        # One id must not stand on two pages' worth of copies of a cell.
        element["ids"] = []


def _from_root(base: str, uri: str) -> str:
    """*uri*, relative to the page *base*, as relative to the root of the site."""
    path, mark, fragment = uri.partition("#")
    parts = base.split("/")[:-1]
    for part in path.split("/"):
        if part == "..":
            parts = parts[:-1]
        elif part != ".":
            parts.append(part)
    return "/".join(parts) + mark + fragment


def _print(builder: StandaloneHTMLBuilder, content: Iterable[nodes.Node]) -> Markup:
    content = list(content)
    if len(content) == 1 and isinstance(content[0], nodes.paragraph):
        content = [nodes.inline("", "", *content[0].children)]
    html = "".join(str(builder.render_partial(node)["fragment"]) for node in content)
    unwrapped = re.fullmatch(r"<span>(.*)</span>", html.strip(), re.DOTALL)
    return Markup(unwrapped.group(1) if unwrapped else html.strip())  # noqa: S704 - docutils has printed it, and escapes


def _problem(docname: str, key: CellKey, error: Exception) -> Problem:
    text = f"The {'note' if key[1] == NOTE else key[1]} {key[0]!r} could not be printed with its markup ({error}); its plain text is shown."
    return Problem(kind=ProblemKind.RENDERING, text=text, docname=docname)
