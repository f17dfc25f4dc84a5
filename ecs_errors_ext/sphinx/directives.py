"""Directives that put something of the catalog into a document."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar, cast

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx import addnodes
from sphinx.util.docutils import SphinxDirective
from sphinx.util.nodes import make_id

from ecs_errors_ext.sphinx.selection import Selection

if TYPE_CHECKING:
    from ecs_errors_ext.sphinx.domain import ErrorDomain


NOTE = "err_note"
"""On the node of a note, until the document is read: its code. Also the role of its kept content."""
UNLISTED = "err_unlisted"
"""On a reference that is part of something which the pages show by itself."""


class overview(nodes.General, nodes.Element):  # noqa: N801 - docutils names nodes in lower case
    """Place of the overview; what stands there depends on the builder, so it is filled in late."""


class embed(nodes.General, nodes.Element):  # noqa: N801 - docutils names nodes in lower case
    """Place of a card or a table; the catalog is not whole before every document is read."""


class OverviewDirective(SphinxDirective):
    """``err:overview``: the search box, statuses, families, shared messages and the map of all codes."""

    optional_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Leave a mark to be filled in when the document is written; the argument names one catalog of several."""
        domain = cast("ErrorDomain", self.env.get_domain("err"))
        catalog = self.arguments[0] if self.arguments else None
        if catalog is not None and catalog not in domain.settings.sources:
            raise self.error(f"ecs_errors_sources has no catalog {catalog!r}. Name one that it has.")
        domain.note_overview(self.env.docname)
        return [overview(catalog=catalog)]


class CardDirective(SphinxDirective):
    """``err:card``: what the table says about a code."""

    required_arguments = 1
    final_argument_whitespace = True

    def run(self) -> list[nodes.Node]:
        """Leave a mark to be filled in when the document is written."""
        return [_mark(self, "card", Selection(codes=(self.arguments[0].strip(),)))]


class TableDirective(SphinxDirective):
    """``err:table``: codes one below another, named in the content or chosen by what they have in common."""

    has_content = True
    option_spec: ClassVar = {
        "status": directives.unchanged_required,
        "family": directives.unchanged_required,
        "message": directives.unchanged_required,
        "catalog": directives.unchanged_required,
    }

    def run(self) -> list[nodes.Node]:
        """Leave a mark to be filled in when the document is written."""
        selection = Selection(
            codes=_names("\n".join(self.content)),
            statuses=_names(self.options.get("status", "")),
            families=_names(self.options.get("family", "")),
            message=" ".join(self.options.get("message", "").split()),
            catalogs=_names(self.options.get("catalog", "")),
        )
        if selection == Selection():
            raise self.error(
                "Name codes in the content, or choose them by :status:, :family:, :message: or :catalog:."
            )
        return [_mark(self, "table", selection)]


class NoteDirective(SphinxDirective):
    """``err:note``: what a team knows of a code; it is shown here and on the code's page."""

    has_content = True
    required_arguments = 1
    final_argument_whitespace = True

    def run(self) -> list[nodes.Node]:
        """Make an admonition of it, headed by a link to the code."""
        self.assert_has_content()
        code = self.arguments[0].strip()
        reference = addnodes.pending_xref(
            "", nodes.literal("", code, classes=["xref", "err", "err-code"]), refdomain="err", reftype="code",
            reftarget=code, refexplicit=False, refwarn=True, refdoc=self.env.docname,
        )  # fmt: skip
        reference[UNLISTED] = True
        self.set_source_info(reference)
        said = cast("ErrorDomain", self.env.get_domain("err")).words.gettext("Note on %(code)s")
        before, _, after = said.partition("%(code)s")
        title = (
            nodes.title("", before, reference, nodes.Text(after))
            if after
            else nodes.title("", before, reference)
        )
        note = nodes.admonition("", title, *self.parse_content_to_nodes(), classes=["err-team"])
        self.set_source_info(note)
        note["ids"].append(make_id(self.env, self.state.document, "err-note", code))
        self.state.document.note_explicit_target(note)
        note[NOTE] = code
        return [note]


def _mark(directive: SphinxDirective, form: str, selection: Selection) -> embed:
    mark = embed(form=form, selection=selection, refdoc=directive.env.docname)
    directive.set_source_info(mark)
    return mark


def _names(text: str) -> tuple[str, ...]:
    """The names in *text*, apart by space or commas, each once; list markers are none."""
    return tuple(dict.fromkeys(name for name in re.split(r"[\s,]+", text) if name.strip("-*")))
