"""Codes that share a message, told apart."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from ecs_errors_ext.messages import message_key, repeats
from ecs_errors_ext.model import Role
from ecs_errors_ext.views.parts import entry_with
from ecs_errors_ext.views.shapes import Group, Share, Twin

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from markupsafe import Markup

    from ecs_errors_ext.groups import MessageGroup
    from ecs_errors_ext.model import ErrorCode
    from ecs_errors_ext.views.parts import Parts

MOST_SAME = 20
"""Codes that a code page lists beside its own when more share the message."""
FEWEST_ALIKE = 3
"""Codes that must give one piece of advice for it to be called common."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """What the codes of a shared message have in common."""

    action: str | None
    """Key of the action that most of them give, if enough do."""
    advice: str | Markup
    advised: int
    statuses: tuple[int, ...]
    """The statuses that most of them have."""
    places: Mapping[str, int]
    """Code → its position in the group."""


class Twins:
    """What the codes of each shared message have in common, and what sets each apart."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._shared = {group.key: self._make_shared(group) for group in parts.groups.shared_messages}

    def shared(self, group: MessageGroup) -> Shared:
        """What the codes of *group* have in common."""
        return self._shared[group.key]

    def _make_shared(self, group: MessageGroup) -> Shared:
        entries = [entry_with(code, group.key) for code in group.codes]
        actions = Counter(message_key(entry.text(Role.SOLUTION)) for entry in entries if entry.solution)
        key, count = actions.most_common(1)[0] if actions else ("", 0)
        advisers = (entry for entry in entries if message_key(entry.text(Role.SOLUTION)) == key)
        return Shared(
            action=key if count >= FEWEST_ALIKE else None,
            advice=self._parts.cell(next(advisers), Role.SOLUTION) if count >= FEWEST_ALIKE else "",
            advised=count,
            statuses=Counter(code.statuses for code in group.codes).most_common(1)[0][0],
            places={code.code: place for place, code in enumerate(group.codes)},
        )

    def group(self, group: MessageGroup, here: ErrorCode | None = None) -> Group:
        """The table of the codes of *group*; on the page of one of them, those nearest to it if there are many."""
        shared = self._shared[group.key]
        codes = group.codes
        if here and len(codes) > MOST_SAME:
            start = max(0, min(shared.places[here.code] - MOST_SAME // 2, len(codes) - MOST_SAME))
            codes = codes[start : start + MOST_SAME]
        return Group(
            text=group.text,
            page=self._parts.names.message(group),
            size=len(group.codes),
            twins=tuple(
                replace(self._twin(code, group.key), here=True)
                if code is here
                else self._twin(code, group.key)
                for code in codes
            ),
        )

    @cache  # noqa: B019 - one object for each build
    def _twin(self, code: ErrorCode, key: str) -> Twin:
        entry, shared = entry_with(code, key), self._shared[key]
        return Twin(
            code=self._parts.link(code),
            meaning=self._parts.cell(entry, Role.DESCRIPTION),
            action=self._parts.cell(entry, Role.SOLUTION),
            common=message_key(entry.text(Role.SOLUTION)) == shared.action,
            chips=() if code.statuses == shared.statuses else self._parts.chips(code.statuses),
            here=False,
        )

    def apart(self, code: ErrorCode, key: str) -> str:
        """The first of meaning and advice that no other code with the message has and that says more than it."""
        if key not in self._shared:
            return ""
        entry = entry_with(code, key)
        for role in (Role.DESCRIPTION, Role.SOLUTION):
            own = entry.text(role)
            alone = own and self._texts(key, role)[message_key(own)] == 1
            if alone and not repeats(own, entry.text(Role.MESSAGE)):
                return own
        return ""

    @cache  # noqa: B019 - one object for each build
    def _texts(self, key: str, role: Role) -> Counter[str]:
        return Counter(
            message_key(entry_with(code, key).text(role)) for code in self._parts.groups.messages[key].codes
        )

    def shares(self, codes: Sequence[ErrorCode]) -> tuple[Share, ...]:
        """The statuses of *codes*; none where all have the same."""
        by_status: dict[int, list[ErrorCode]] = {}
        for code in codes:
            for status in code.statuses:
                by_status.setdefault(status, []).append(code)
        if len({code.statuses for code in codes}) == 1:
            return ()
        return tuple(
            Share(
                self._parts.chip(status),
                len(members),
                self._parts.link(members[0]) if len(members) == 1 else None,
            )
            for status, members in sorted(by_status.items())
        )
