"""All rules over the rows of one catalog."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from ecs_errors_ext.catalog import parse_statuses
from ecs_errors_ext.codecells import family_of
from ecs_errors_ext.columns import is_carried
from ecs_errors_ext.groups import natural, number_of
from ecs_errors_ext.lint.advice import only_support
from ecs_errors_ext.lint.likeness import near_duplicates, two_spellings
from ecs_errors_ext.lint.rules import Fault, Rule
from ecs_errors_ext.messages import repeats
from ecs_errors_ext.model import Role
from ecs_errors_ext.placeholders import Placeholders
from ecs_errors_ext.rows import Reading, read_rows
from ecs_errors_ext.statuses import reason

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

    from ecs_errors_ext.model import Row

_SHOWN = 80


def lint(rows: Iterable[Row], rules: Collection[Rule] = tuple(Rule)) -> list[Fault]:
    """What *rules* find in the *rows* of a catalog, in the order of the rows."""
    printed = list(rows)
    readings = list(read_rows(printed))
    published = [(number, one) for number, one in enumerate(readings) if one.codes]
    found: list[tuple[int, Fault]] = []
    for rule in Rule:
        if rule in rules:
            check = _CHECKS.get(rule)
            if check:
                found += ((number, fault) for number, one in published for fault in check(one))
    messages = [(number, one) for number, one in published if one.row.cells.get(Role.MESSAGE, "").strip()]
    if Rule.UNNAMED_PLACEHOLDER in rules:
        found += _unnamed(messages)
    for rule, pairs in ((Rule.NEAR_DUPLICATE, near_duplicates), (Rule.TWO_SPELLINGS, two_spellings)):
        if rule in rules:
            found += _alike(rule, messages, pairs)
    if Rule.OUT_OF_ORDER in rules:
        found += _out_of_order(published)
    if Rule.CARRIED_GAP in rules:
        found += _gaps(printed, readings)
    return [fault for _, fault in sorted(found, key=lambda item: item[0])]


def _fault(rule: Rule, reading: Reading, role: Role, text: str) -> Fault:
    row = reading.row
    code = ", ".join(reading.codes)
    return Fault(kind=rule, text=text, code=code, role=role, docname=row.docname, line=row.line)


def _support_only(one: Reading) -> Iterator[Fault]:
    solution = one.row.cells.get(Role.SOLUTION, "")
    if solution and only_support(solution):
        text = f"“{_short(solution)}” says only to call support. Say what to check or change first."
        yield _fault(Rule.SUPPORT_ONLY, one, Role.SOLUTION, text)


def _repeats_message(one: Reading) -> Iterator[Fault]:
    message, description = (one.row.cells.get(role, "") for role in (Role.MESSAGE, Role.DESCRIPTION))
    if message.strip() and description.strip() and repeats(description, message):
        text = (
            "The description says what the message says. Say what led to the error, or leave the cell blank."
        )
        yield _fault(Rule.REPEATS_MESSAGE, one, Role.DESCRIPTION, text)


def _unregistered_status(one: Reading) -> Iterator[Fault]:
    for status in parse_statuses(one.row.cells.get(Role.STATUS, "")):
        if not reason(status):
            text = (
                f"{status} is no registered HTTP status. Check it; if it is right, say in the description what"
                " it means."
            )
            yield _fault(Rule.UNREGISTERED_STATUS, one, Role.STATUS, text)


_CHECKS: dict[Rule, Callable[[Reading], Iterator[Fault]]] = {
    Rule.SUPPORT_ONLY: _support_only,
    Rule.REPEATS_MESSAGE: _repeats_message,
    Rule.UNREGISTERED_STATUS: _unregistered_status,
}
"""The rules that look at one row alone."""

Numbered = tuple[int, Reading]


def _unnamed(messages: Sequence[Numbered]) -> Iterator[tuple[int, Fault]]:
    """One fault for each message with placeholders that have no name, whatever of them."""
    known = Placeholders.of(one.row.cells[Role.MESSAGE] for _, one in messages)
    for number, one in messages:
        pieces = known.split(one.row.cells[Role.MESSAGE])
        marks = dict.fromkeys(mark for mark, filled in pieces if filled and not _is_name(mark))
        if marks:
            said = ", ".join(marks)
            text = f"{said} has no name. Name what stands there, or say in the description what it is."
            yield number, _fault(Rule.UNNAMED_PLACEHOLDER, one, Role.MESSAGE, text)


def _is_name(mark: str) -> bool:
    """Whether *mark* says what stands for it: it has a word that is not all ``x`` in its brackets."""
    inner = mark.strip("%${}[]<>()")
    word = mark[1:].partition(")")[0].strip("(") if mark.startswith("%(") else inner
    bracketed = not mark.startswith("%") or mark.startswith("%(")
    return bracketed and any(char.isalpha() and char not in "xX" for char in word)


def _alike(
    rule: Rule,
    messages: Sequence[Numbered],
    pairs: Callable[[Iterable[str]], Iterator[tuple[str, str]]],
) -> Iterator[tuple[int, Fault]]:
    """A fault where the later of two messages that are alike first stands."""
    first: dict[str, Numbered] = {}
    for number, one in messages:
        first.setdefault(one.row.cells[Role.MESSAGE], (number, one))
    how = "says in other words what" if rule is Rule.NEAR_DUPLICATE else "spells in another way what"
    for text, other in pairs(first):
        number, one = first[text]
        known = first[other][1]
        said = f"This message {how} {known.codes[0]} says in line {known.row.line}: “{_short(other)}”. Use one wording."
        yield number, _fault(rule, one, Role.MESSAGE, said)


def _out_of_order(published: Sequence[Numbered]) -> Iterator[tuple[int, Fault]]:
    """A fault for a code below a higher one of its family, which stands in the row before in the same table."""
    previous: tuple[str, Reading] | None = None
    for number, one in published:
        code = one.codes[0]
        if one.continues or not number_of(code):
            continue
        if (
            previous
            and one.row.number > previous[1].row.number
            and one.row.docname == previous[1].row.docname
        ):
            above = previous[0]
            if family_of(above) == family_of(code) and natural(above) > natural(code):
                text = f"{code} stands below {above}. Move the row to where its number belongs."
                yield number, _fault(Rule.OUT_OF_ORDER, one, Role.CODE, text)
        previous = (code, one)


def _gaps(printed: Sequence[Row], readings: Sequence[Reading]) -> Iterator[tuple[int, Fault]]:
    """A fault for each run of blank cells in a column whose blank cells mean “as above”."""
    runs: dict[str, list[int]] = defaultdict(list)
    for number, (row, one) in enumerate(zip(printed, readings, strict=True)):
        blank = [""] * (one.continues and not row.cells.get(Role.CODE, "").strip())
        blank += [
            name
            for name, text in row.extra.items()
            if is_carried(name) and not text.strip() and one.row.extra[name]
        ]
        for name in list(runs):
            if name not in blank or row.number <= printed[number - 1].number:
                yield _gap(name, runs.pop(name), readings)
        for name in blank:
            runs[name].append(number)
    for name, run in runs.items():
        yield _gap(name, run, readings)


def _gap(name: str, run: Sequence[int], readings: Sequence[Reading]) -> tuple[int, Fault]:
    one = readings[run[0]]
    what = f"“{name}”" if name else "the code"
    value = one.row.extra[name] if name else ", ".join(one.codes)
    rows = "this row" if len(run) == 1 else f"{len(run)} rows from here on"
    text = f"In {rows}, {what} is blank and means “{_short(value)}”, as above. Repeat it, or let the cell span the rows."
    return run[0], _fault(Rule.CARRIED_GAP, one, Role.CODE, text)


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= _SHOWN else f"{plain[:_SHOWN].rstrip()}…"
