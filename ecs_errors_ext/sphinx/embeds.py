"""Fill in the cards and tables of codes, in nodes that every writer prints."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from ecs_errors_ext.messages import message_key
from ecs_errors_ext.model import Problem, ProblemKind, Role, full_name
from ecs_errors_ext.sphinx.cells import adopt
from ecs_errors_ext.sphinx.directives import embed
from ecs_errors_ext.sphinx.missing import unknown
from ecs_errors_ext.sphinx.report import report
from ecs_errors_ext.sphinx.selection import select, unknown_codes, unknown_names
from ecs_errors_ext.statuses import N_, titled
from ecs_errors_ext.views.parts import adds_meaning

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from ecs_errors_ext.model import Entry, ErrorCode
    from ecs_errors_ext.sphinx.domain import ErrorDomain
    from ecs_errors_ext.sphinx.selection import Selection

Content = list[nodes.Node]
_CODE, _SERVICE, _STATUS, _MESSAGE = N_("Code"), N_("Service"), N_("Status"), N_("Message")
_MEANING, _ACTION = N_("What it means"), N_("What to do")
_WIDTHS = {_CODE: 12, _STATUS: 8}  # in characters, for writers that ask; texts get the rest
_TEXT_WIDTH = 32


class FillEmbeds(SphinxPostTransform):
    """Put cards and tables where they are wanted, before references are resolved: they hold some."""

    default_priority = 5  # ReferencesResolver has 10

    def run(self, **kwargs: object) -> None:
        """Run on a document that is to be written."""
        domain = cast("ErrorDomain", self.env.get_domain("err"))
        for mark in list(self.document.findall(embed)):
            mark.replace_self(_Filler(domain, mark).fill())


class _Filler:
    """Makes what stands in the place of one mark."""

    def __init__(self, domain: ErrorDomain, mark: embed) -> None:
        self._domain = domain
        self._catalogs = domain.catalogs
        self._mark = mark
        self._selection: Selection = mark["selection"]

    def fill(self) -> Content:
        """The card or table; of unknown codes their references alone, which are warned of as any."""
        self._report()
        codes = select(self._catalogs, self._selection)
        unknown = unknown_codes(self._catalogs, self._selection)
        if self._mark["form"] == "card":
            return [self._card(code) for code in codes] + [
                self._paragraph(self._code(name, name)) for name in unknown
            ]
        return [self._table(codes, unknown)] if codes or unknown else [nodes.container()]

    def _report(self) -> None:
        """Name each status, family or message that no table has."""
        docname, line = self._mark["refdoc"], self._mark.line
        problems = [
            unknown(self._domain, kind, name, docname=docname, line=line)
            for kind, name in unknown_names(self._catalogs, self._selection)
        ]
        if not (problems or self._selection.codes or select(self._catalogs, self._selection)):
            text = "No code has all that this table of codes asks for."
            problems = [Problem(kind=ProblemKind.UNKNOWN_CODE, text=text, docname=docname, line=line)]
        report(problems)

    # -- the two forms -------------------------------------------------------

    def _card(self, code: ErrorCode) -> nodes.Node:
        term = nodes.term("", "", self._code(code.full_name, code.code))
        if len(code.entries) == 1 and code.statuses:
            term += [nodes.Text(" ("), *self._statuses(code, code.statuses, full=True), nodes.Text(")")]
        definition = nodes.definition()
        for entry in code.entries:
            definition += self._facts(code, entry)
        return nodes.definition_list(
            "", nodes.definition_list_item("", term, definition), classes=["err-embed"]
        )

    def _facts(self, code: ErrorCode, entry: Entry) -> Content:
        fields: list[tuple[str, Content]] = []
        if len(code.entries) > 1 and entry.statuses:
            fields.append((_STATUS, [self._paragraph(*self._statuses(code, entry.statuses, full=True))]))
        if adds_meaning(entry):
            fields.append((_MEANING, self._content(entry, Role.DESCRIPTION)))
        if entry.solution:
            fields.append((_ACTION, self._content(entry, Role.SOLUTION)))
        fields += [(name, _paragraphs(text)) for name, text in entry.extra if text]
        said = self._content(entry, Role.MESSAGE) if entry.message else []
        return [*said, self._field_list(fields)] if fields else said

    def _field_list(self, fields: Iterable[tuple[str, Content]]) -> nodes.field_list:
        said = self._domain.words.gettext
        return nodes.field_list(
            "",
            *(
                nodes.field("", nodes.field_name("", said(name)), nodes.field_body("", *content))
                for name, content in fields
            ),
        )

    def _table(self, codes: Sequence[ErrorCode], unknown: Sequence[str]) -> nodes.table:
        entries = [(code, entry) for code in codes for entry in code.entries]
        columns = self._columns(codes)
        rows: list[list[Content]] = [
            [self._cell(code, entry, name) for name in columns] for code, entry in entries
        ]
        rows += [[[self._paragraph(self._code(name, name))], *([] for _ in columns[1:])] for name in unknown]
        return _table(columns, rows, self._domain.words.gettext)

    def _columns(self, codes: Sequence[ErrorCode]) -> list[str]:
        """The columns that say something: a status or message that was asked for and is the same in all says nothing."""
        entries = [entry for code in codes for entry in code.entries]
        statuses = {entry.statuses for entry in entries}
        messages = {message_key(entry.message or "") for entry in entries}
        shown = {
            _CODE: True,
            _SERVICE: len({code.catalog for code in codes}) > 1,
            _STATUS: statuses != {()} and not (self._selection.statuses and len(statuses) == 1),
            _MESSAGE: messages != {""} and not (self._selection.message and len(messages) == 1),
            _MEANING: any(map(adds_meaning, entries)),
            _ACTION: any(entry.solution for entry in entries),
        }
        return [name for name, wanted in shown.items() if wanted]

    def _cell(self, code: ErrorCode, entry: Entry, column: str) -> Content:
        if column == _CODE:
            return [self._paragraph(self._code(code.full_name, code.code))]
        if column == _SERVICE:
            return [self._paragraph(nodes.Text(self._catalogs[code.catalog].catalog.title))]
        if column == _STATUS:
            return [self._paragraph(*self._statuses(code, entry.statuses))] if entry.statuses else []
        if column == _MEANING:
            return self._content(entry, Role.DESCRIPTION) if adds_meaning(entry) else []
        return self._content(entry, Role.MESSAGE if column == _MESSAGE else Role.SOLUTION)

    # -- parts ---------------------------------------------------------------

    def _content(self, entry: Entry, role: Role) -> Content:
        """What *entry* says in *role*, with its markup if it has some."""
        kept = self._domain.cell(entry, role)
        if kept is None:
            return _paragraphs(entry.text(role))
        return list(adopt(kept, entry.docname, self._mark["refdoc"]))

    def _statuses(self, code: ErrorCode, statuses: Iterable[int], *, full: bool = False) -> Content:
        found: Content = []
        for status in statuses:
            name = str(status)
            text = titled(name, self._domain.words.gettext) if full else name
            target = full_name(code.catalog, name)
            found += [nodes.Text(", "), self._reference("status", target, nodes.inline("", text))]
        return found[1:]

    def _code(self, full_name: str, code: str) -> nodes.Node:
        content = nodes.literal("", code, classes=["xref", "err", "err-code"])
        return self._reference("code", full_name, content)

    def _reference(self, kind: str, target: str, content: nodes.Element) -> nodes.Node:
        reference = addnodes.pending_xref(
            "", content, refdomain="err", reftype=kind, reftarget=target, refexplicit=True, refwarn=True,
            refdoc=self._mark["refdoc"],
        )  # fmt: skip
        reference.source, reference.line = self._mark.source, self._mark.line
        return reference

    @staticmethod
    def _paragraph(*content: nodes.Node) -> nodes.paragraph:
        return nodes.paragraph("", "", *content)


def _paragraphs(text: str) -> Content:
    return [nodes.paragraph("", block) for block in text.split("\n\n") if block]


def _table(
    columns: Sequence[str], rows: Iterable[Sequence[Content]], said: Callable[[str], str]
) -> nodes.table:
    heads = [[nodes.paragraph("", said(name))] for name in columns]
    specs = (nodes.colspec(colwidth=_WIDTHS.get(name, _TEXT_WIDTH)) for name in columns)
    group = nodes.tgroup(
        "",
        *specs,
        nodes.thead("", _row(heads)),
        nodes.tbody("", *map(_row, rows)),
        cols=len(columns),
    )
    return nodes.table("", group, classes=["err-embed", "colwidths-auto"])


def _row(cells: Iterable[Sequence[nodes.Node]]) -> nodes.row:
    return nodes.row("", *(nodes.entry("", *content) for content in cells))
