"""What the columns of a table hold, told from its header row."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ecs_errors_ext.model import Role

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

VOCABULARY: Mapping[Role, tuple[str, ...]] = {
    Role.STATUS: (
        "http status code", "status code", "http response code", "response code", "http status", "http code",
        "http error code", "status",
    ),
    Role.CODE: (
        "error code", "error type", "code", "return code", "exit code", "result code", "fault code", "error id",
        "error",
    ),
    Role.MESSAGE: ("error message", "message", "error information", "error msg", "example message", "error text", "error"),
    Role.DESCRIPTION: (
        "description", "error description", "error code description", "meaning", "possible cause", "failure cause",
        "cause", "reason", "explanation",
    ),
    Role.SOLUTION: (
        "solution", "handling measure", "measure", "troubleshooting", "solution suggestion", "suggestion",
        "handling method", "recommended action", "action", "resolution", "remedy", "example scenario",
    ),
}  # fmt: skip
"""Headers of each role in lower case and the singular, the surest first.

A header may stand under two roles: ``Error`` is the code unless another column
is, and then it is the message.
"""

_ORDER = (Role.STATUS, Role.CODE, Role.MESSAGE, Role.DESCRIPTION, Role.SOLUTION)


def normalize_header(text: str) -> str:
    """*text* as the vocabulary writes it: lower case, single blanks, singular."""
    lower = re.sub(r"\s+", " ", text.casefold().replace("(s)", "")).strip().rstrip(":")
    return lower[:-1] if lower.endswith("s") and not lower.endswith(("ss", "us")) else lower


def assign_roles(header: Sequence[str], override: Mapping[str, Role] | None = None) -> list[Role | None]:
    """The role of each column, ``None`` for an extra one; no role is given twice.

    Of several headers that could have a role, the one that the vocabulary names
    first has it. *override* maps headers, as printed, to roles and goes first.
    """
    roles: list[Role | None] = [None] * len(header)
    names = [normalize_header(text) for text in header]
    for text, role in (override or {}).items():
        for index, name in enumerate(names):
            if name == normalize_header(text):
                roles[index] = role
    for role in _ORDER:
        if role in roles:
            continue
        free = [i for i, name in enumerate(names) if roles[i] is None and name in VOCABULARY[role]]
        if free:
            roles[min(free, key=lambda i: VOCABULARY[role].index(names[i]))] = role
    return roles


def is_error_table(roles: Sequence[Role | None]) -> bool:
    """Whether the columns make an error-code table: a code, and something said about it."""
    return Role.CODE in roles and any(role in roles for role in _ORDER if role is not Role.CODE)


def lacks_only_code(roles: Sequence[Role | None]) -> bool:
    """Whether the columns make an error-code table but for the codes (and are no list of statuses)."""
    return Role.CODE not in roles and Role.MESSAGE in roles and Role.SOLUTION in roles
