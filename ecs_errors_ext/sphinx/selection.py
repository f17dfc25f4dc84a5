"""Which codes a card or table shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ecs_errors_ext.messages import message_key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ecs_errors_ext.catalogs import Catalogs
    from ecs_errors_ext.groups import Groups
    from ecs_errors_ext.model import ErrorCode
    from ecs_errors_ext.views.names import PageNames


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """The codes that a card or table shows: those that fulfil everything that is said here."""

    codes: tuple[str, ...] = ()
    """These, in this order; all codes if there are none."""
    statuses: tuple[str, ...] = ()
    """With one of these statuses (``403``) or status classes (``4xx``)."""
    families: tuple[str, ...] = ()
    """Of one of these families."""
    message: str = ""
    """With this message, or that of the code of this name."""
    catalogs: tuple[str, ...] = ()
    """Of one of these catalogs; of any if there are none."""


def select(catalogs: Catalogs, selection: Selection) -> tuple[ErrorCode, ...]:
    """The codes that fulfil *selection*, in the order in which it names them, else in browsing order."""
    catalogs = catalogs.only(selection.catalogs)
    if selection.codes:
        named = (code_called(catalogs, name) for name in selection.codes)
        codes = tuple(code for code in named if code)
    else:
        codes = tuple(code for groups in catalogs for code in groups.codes)
    for kind, names in _conditions(selection):
        if names:
            allowed = {code for name in names for code in _members(catalogs, kind, name)}
            codes = tuple(code for code in codes if code in allowed)
    return codes


def code_called(catalogs: Catalogs, name: str) -> ErrorCode | None:
    """The code that *name* means; ``None`` if it means none or several."""
    meant = catalogs.meant_by(name)
    return meant[0] if len(meant) == 1 else None


def unknown_codes(catalogs: Catalogs, selection: Selection) -> list[str]:
    """The codes that *selection* names although it is not clear which code that is."""
    catalogs = catalogs.only(selection.catalogs)
    return [name for name in selection.codes if code_called(catalogs, name) is None]


def unknown_names(catalogs: Catalogs, selection: Selection) -> Iterator[tuple[str, str]]:
    """Kind and name of what *selection* asks for although no table has it; codes apart, whose references say so."""
    known = {groups.catalog.name for groups in catalogs}
    yield from (("catalog", name) for name in selection.catalogs if name not in known)
    catalogs = catalogs.only(selection.catalogs)
    for kind, names in _conditions(selection):
        yield from ((kind, name) for name in names if not _members(catalogs, kind, name))


def named_by(catalogs: Catalogs, names_of: Callable[[str], PageNames], selection: Selection) -> Iterator[str]:
    """The pages of the statuses, families and messages that *selection* names."""
    catalogs = catalogs.only(selection.catalogs)
    members = set(_members(catalogs, "message", selection.message)) if selection.message else set()
    for groups in catalogs:
        names = names_of(groups.catalog.name)
        for status in selection.statuses:
            if _with_status(groups, status):
                yield names.status(_class_in(status) or int(status))
        yield from (names.family(family) for family in selection.families if family in groups.families)
        own = [code for code in groups.codes if code in members] if members else []
        shared = {group.key: group for code in own for group in groups.messages_of(code)}
        yield from (names.message(group) for group in shared.values() if members.issuperset(group.codes))


def _conditions(selection: Selection) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each kind of thing that a code may have, and the names of those of which it must have one."""
    yield "status", selection.statuses
    yield "family", selection.families
    yield "message", (selection.message,) if selection.message else ()


def _members(catalogs: Catalogs, kind: str, name: str) -> tuple[ErrorCode, ...]:
    """The codes that a status, family or message, given by *name*, has."""
    if kind == "message":
        code = code_called(catalogs, name)
        texts = code.messages if code else (name,)
        found = (member for groups in catalogs for member in _with_message(groups, texts))
        return tuple(dict.fromkeys(found))
    members = _with_status if kind == "status" else _of_family
    return tuple(member for groups in catalogs for member in members(groups, name))


def _of_family(groups: Groups, name: str) -> tuple[ErrorCode, ...]:
    return groups.families.get(name, ()) if name else ()


def _with_status(groups: Groups, name: str) -> tuple[ErrorCode, ...]:
    if class_ := _class_in(name):
        return groups.classes.get(class_, ())
    return groups.statuses.get(int(name), ()) if name.isdecimal() else ()


def _class_in(name: str) -> str:
    """The status class that *name* is, empty where it is a status."""
    return f"{name[0]}xx" if name.endswith("xx") else ""


def _with_message(groups: Groups, texts: tuple[str, ...]) -> Iterator[ErrorCode]:
    for key in map(message_key, texts):
        if key in groups.messages:
            yield from groups.messages[key].codes
