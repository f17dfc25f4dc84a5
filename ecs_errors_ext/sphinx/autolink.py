"""Link the codes that stand bare in prose.

Which codes there are is known only when every document has been read. So while one is
read, each word that could be a code becomes a reference of the kind ``bare``, which
turns into a link or back into text when the document is written, and the document is
written again when that would come out otherwise.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms import SphinxTransform

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ecs_errors_ext.sphinx.domain import ErrorDomain

BARE = "bare"
"""The kind of reference that a bare code is."""
_LONGEST = 80
_WORD = re.compile(r"\S*://\S*|\w+(?:[.-]+\w+)*")
_TELLING = re.compile(r"[0-9._-]")
_LETTER = re.compile(r"[^\W\d_]")
_NOT_PROSE = (
    nodes.FixedTextElement, nodes.Invisible, nodes.Titular, nodes.literal, nodes.math, nodes.raw,
    nodes.reference, nodes.footnote_reference, nodes.citation_reference, nodes.target, nodes.label,
    nodes.problematic, nodes.system_message, nodes.option_string, nodes.docinfo, nodes.field_name,
    addnodes.pending_xref, addnodes.download_reference, addnodes.not_smartquotable, addnodes.desc_signature,
    addnodes.productionlist, addnodes.toctree,
)  # fmt: skip


class LinkBareCodes(SphinxTransform):
    """Make references of the words that could be codes."""

    # After quotes are made typographic (750), which would not look into a reference, and before the
    # domains look for references (850).
    default_priority = 840

    def apply(self, **kwargs: object) -> None:
        """Run on the document that is being read; the documents of the tables have their own links."""
        domain = cast("ErrorDomain", self.env.get_domain("err"))
        settings, docname = domain.settings, self.env.docname
        if not settings.autolink or domain.rows.get(docname):
            return
        for text in list(_prose(self.document)):
            pieces = list(_pieces(text, docname, warn=settings.autolink == "strict"))
            if len(pieces) > 1 or not isinstance(pieces[0], nodes.Text):
                cast("nodes.Element", text.parent).replace(text, pieces)


def _prose(element: nodes.Element) -> Iterator[nodes.Text]:
    for child in element.children:
        if isinstance(child, nodes.Text):
            yield child
        elif not isinstance(child, _NOT_PROSE):
            yield from _prose(cast("nodes.Element", child))


def _pieces(text: nodes.Text, docname: str, *, warn: bool) -> Iterator[nodes.Node]:
    """*text* with references in the place of what could be codes."""
    end = 0
    for match in _WORD.finditer(text):
        if not may_be_code(match.group()):
            continue
        if match.start() > end:
            yield nodes.Text(text[end : match.start()])
        yield _reference(match.group(), text, docname, warn=warn)
        end = match.end()
    if end < len(text) or not end:
        yield nodes.Text(text[end:])


def may_be_code(word: str) -> bool:
    """Whether *word* could be a code: a word of plain language or a number is none, nor is an address."""
    return (
        len(word) <= _LONGEST
        and "://" not in word
        and bool(_TELLING.search(word))
        and bool(_LETTER.search(word))
    )


def _reference(code: str, text: nodes.Text, docname: str, *, warn: bool) -> addnodes.pending_xref:
    reference = addnodes.pending_xref(
        code, nodes.Text(code), refdomain="err", reftype=BARE, reftarget=code, refexplicit=False, refwarn=warn,
        refdoc=docname,
    )  # fmt: skip
    parent: nodes.Node | None = text.parent
    while parent is not None and not parent.line:
        parent = parent.parent
    if parent is not None:
        lines_before = text.parent.astext().partition(code)[0].count("\n")
        reference.source, reference.line = parent.source, int(parent.line or 0) + lines_before
    return reference
