"""What the columns of a table hold, told from its whole header and, where that leaves a doubt, from its cells."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from ecs_errors_ext.headers import CARRIED, CODES_OR_STATUSES, VOCABULARY, names_in
from ecs_errors_ext.model import Role
from ecs_errors_ext.statuses import REASONS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

EXTRA = "extra"
NAMED_ROLES: Mapping[str, Role | None] = {**{role.value: role for role in Role}, EXTRA: None}
"""How people name roles in settings and on the command line."""
_PRECISE = frozenset({Role.CODE, Role.STATUS})
_ORDER = (Role.CODE, Role.STATUS, Role.MESSAGE, Role.DESCRIPTION, Role.SOLUTION)
_SAID = frozenset({Role.STATUS, Role.MESSAGE, Role.DESCRIPTION, Role.SOLUTION})
_LONGEST = 120
"""What is longer is no header."""
_PER_FORM = 100  # more than a role has tiers: a looser form of a header never beats a closer one

_PLURAL = re.compile(r"(?<=[a-zé]{3})(?<![sui])s\b")
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")  # ErrorCode
_PARENTHESES = re.compile(r"\([^()]*\)")
_JOINTS = re.compile(r"\s*[&/,;+和与及或]\s*|\s+(?:and|or|und|oder|et|ou|y|o|e)\s+")
# What follows one of these only says more of the noun before it: “cause of the error”.
_REST = re.compile(
    r"\s(?:of|in|for|from|to|by|on|with|when|that|returned|displayed|shown|de|du|des|del|do|da|pour|para|bei|für|von|der)\s.*"
    r"|\sd'.*"
)
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")  # scripts without space between words
_ERROR = re.compile(
    r"error|fehler|erreur|errore|erro\b|fault|failure|exception|错误|錯誤|异常|エラー|오류|ошибк|помилк|hata|chyb|خطأ"
)
_STATUS_CELL = re.compile(r"([1-5][0-9]{2})(?![0-9.]).*|[1-5]xx.*", re.DOTALL | re.IGNORECASE)
_CODE_CELL = re.compile(r"(?=\S*[0-9])\S{2,}")
_NUMBERED_CELL = re.compile(r"([A-Za-z][A-Za-z_]*[._-]?)(?:0[0-9]{2,}|[0-9]{4,})")
_FAMILY_CELL = re.compile(r"([A-Za-z][A-Za-z_]*[._-]?)[0-9]{2,}")
_REGISTERED = 0.8
"""So many of a column's cells are registered statuses if it lists statuses and no codes."""


def normalize_header(text: str) -> str:
    """*text* as headers are compared: lower case, single blanks, singular, no parentheses."""
    spaced = _HUMP.sub(" ", unicodedata.normalize("NFKC", text))
    lower = spaced.casefold().replace("’", "'").replace("(s)", "")
    bare = _PARENTHESES.sub(" ", lower)
    plain = re.sub(r"[\s_-]+", " ", bare if bare.strip() else lower).strip(" .:*?!#()")
    return _PLURAL.sub("", plain)


_TIERS: Mapping[Role, list[list[str]]] = {
    role: [names_in(tier) for tier in text.strip().split("\n\n")] for role, text in VOCABULARY.items()
}
_NAMES: Mapping[Role, Mapping[str, int]] = {
    role: {normalize_header(name): tier for tier, names in reversed(list(enumerate(tiers))) for name in names}
    for role, tiers in _TIERS.items()
}
_STARTS: Mapping[Role, tuple[str, ...]] = {
    role: tuple(normalize_header(name[:-1]) for names in tiers for name in names if name.endswith("…"))
    for role, tiers in _TIERS.items()
}
_CARRIED = frozenset(map(normalize_header, names_in(CARRIED)))
_EITHER = frozenset(map(normalize_header, names_in(CODES_OR_STATUSES)))


@lru_cache(maxsize=4096)
def _ranks(name: str) -> Mapping[Role, int]:
    """The roles that a column of this normalized header may have → how surely, the least the surest."""
    if len(name) > _LONGEST:
        return {}
    for distance, (form, vague) in enumerate(_forms(name)):
        found = {
            role: tier + _PER_FORM * distance
            for role, names in _NAMES.items()
            if (tier := names.get(form)) is not None and not (vague and tier and role in _PRECISE)
        }
        if found:
            return found
    return {role: _PER_FORM + 1 for role, starts in _STARTS.items() if starts and name.startswith(starts)}


def _forms(name: str) -> Iterator[tuple[str, bool]]:
    """*name*, then what of it says as much, the closest first, each with whether much of the name is left out.

    In English and Chinese the last words say what a thing is (*API error code*,
    *可能的原因*, but not *error code prefix*); of joined headers the first is taken.
    """
    yield name, False
    head = _REST.sub("", name)
    yield head, head != name
    parts = _JOINTS.split(name)
    for part in parts if len(parts) > 1 else ():
        yield part, False
    words = head.split()
    for start in range(1, len(words)):
        yield " ".join(words[start:]), start == len(words) - 1
    if _UNSPACED.search(head):
        for start in range(1, len(head) - 1):
            yield head[start:], True


def assign_roles(
    header: Sequence[str],
    override: Mapping[str, Role | None] | None = None,
    columns: Sequence[Sequence[str]] = (),
) -> list[Role | None]:
    """The role of each column, ``None`` for an extra one; no role is given twice.

    Of several headers that could have a role, the one that the vocabulary is surest
    of has it. *override* maps headers, as printed, to roles (``None``: extra) and goes
    first. *columns* are the texts of the cells: they tell codes from statuses where
    the header may mean either.
    """
    names = [normalize_header(text) for text in header]
    fixed = {normalize_header(text): role for text, role in (override or {}).items()}
    roles: list[Role | None] = [None] * len(names)
    for index, name in enumerate(names):
        role = fixed.get(name)
        if role and role not in roles:
            roles[index] = role
    free = [index for index, name in enumerate(names) if roles[index] is None and name not in fixed]
    for role in _ORDER:
        able = [i for i in free if roles[i] is None and role in _ranks(names[i])]
        if columns:
            able = [i for i in able if _allowed(role, names[i], columns[i])]
        if role not in roles and able:
            roles[min(able, key=lambda i: _ranks(names[i])[role])] = role
    if columns and Role.CODE not in roles and Role.STATUS in roles:
        index = roles.index(Role.STATUS)
        if index in free and names[index].endswith("code") and _lists_codes(columns[index]):
            roles[index] = Role.CODE
    return roles


def _allowed(role: Role, name: str, cells: Sequence[str]) -> bool:
    """Whether *cells* bear out *role* where *name* may mean a code or a status: a list of statuses has no codes."""
    if role is Role.CODE:
        return _is_sure(name) or not lists_statuses(cells)
    return role is not Role.STATUS or name not in _EITHER or _holds_statuses(cells)


def _is_sure(name: str) -> bool:
    """Whether the normalized header *name* can mean nothing but error codes."""
    return _ranks(name).get(Role.CODE, 1) % _PER_FORM == 0


def lists_statuses(cells: Sequence[str]) -> bool:
    """Whether *cells* are HTTP statuses, nearly all of them registered."""
    found = [_STATUS_CELL.fullmatch(cell.strip()) for cell in cells if cell.strip()]
    known = sum(1 for match in found if match and (not match[1] or int(match[1]) in REASONS))
    return bool(found) and all(found) and known >= _REGISTERED * len(found)


def _holds_statuses(cells: Sequence[str]) -> bool:
    """Whether *cells* can be HTTP statuses, registered or not: most are, or nothing is said."""
    said = [cell.strip() for cell in cells if cell.strip()]
    return 2 * sum(1 for cell in said if _STATUS_CELL.fullmatch(cell)) >= len(said)


def _lists_codes(cells: Sequence[str]) -> bool:
    said = [cell.strip() for cell in cells if cell.strip()]
    codes = sum(1 for cell in said if _CODE_CELL.fullmatch(cell) and not _STATUS_CELL.fullmatch(cell))
    return bool(said) and codes >= _REGISTERED * len(said)


def guess_roles(columns: Sequence[Sequence[str]]) -> list[Role | None]:
    """The roles in a table without any header: codes of one family, their statuses, and up to three texts.

    Without a column of statuses beside the codes nothing is guessed, lest any table
    of numbered things be taken.
    """
    roles: list[Role | None] = [None] * len(columns)
    for index, cells in enumerate(columns):
        families = [_FAMILY_CELL.fullmatch(cell.strip()) for cell in cells]
        if Role.CODE not in roles and families and all(families):
            roles[index] = Role.CODE
        elif Role.STATUS not in roles and lists_statuses(cells):
            roles[index] = Role.STATUS
    if not {Role.CODE, Role.STATUS} <= set(roles):
        return [None] * len(columns)
    free = [index for index, role in enumerate(roles) if role is None]
    for index, role in zip(free, (Role.MESSAGE, Role.DESCRIPTION, Role.SOLUTION), strict=False):
        roles[index] = role
    return roles


def is_error_table(roles: Sequence[Role | None]) -> bool:
    """Whether the columns make an error-code table: a code, and something said about it."""
    return Role.CODE in roles and bool(_SAID & set(roles))


def why_not(header: Sequence[str], roles: Sequence[Role | None]) -> str:
    """Why a table that looks like an error-code table is none, empty if it does not look like one."""
    if Role.CODE in roles:
        name = header[roles.index(Role.CODE)]
        return (
            f"no column says what the codes under “{name}” mean" if _is_sure(normalize_header(name)) else ""
        )
    said = {role for role in roles if role in _SAID}
    wording = header[roles.index(Role.MESSAGE)] if Role.MESSAGE in roles else ""
    if {Role.MESSAGE, Role.SOLUTION} <= said or (len(said) > 1 and _ERROR.search(wording.casefold())):
        return "no column holds the codes"
    return ""


def unnamed_codes(
    header: Sequence[str], columns: Sequence[Sequence[str]], override: Mapping[str, Role | None] | None = None
) -> str:
    """The header of a column that holds codes beyond doubt, whatever it says; empty where there is none.

    They are of one family, written out (``ERR-0001``) and none twice. A column of
    which *override* says anything is as that says.
    """
    fixed = {normalize_header(text) for text in override or ()}
    named = (
        name
        for name, cells in zip(header, columns, strict=False)
        if name and normalize_header(name) not in fixed and _are_numbered(cells)
    )
    return next(named, "") if len(header) > 1 else ""


def _are_numbered(cells: Sequence[str]) -> bool:
    """Whether *cells* are written-out codes of one family, none twice."""
    said = [cell.strip() for cell in cells if cell.strip()]
    found = [_NUMBERED_CELL.fullmatch(cell) for cell in said]
    families = {match[1] for match in found if match}
    return all(found) and len(families) == 1 and len(set(said)) == len(said)


def is_carried(header: str) -> bool:
    """Whether a blank cell under *header* means what the cell above it says."""
    return normalize_header(header) in _CARRIED


def repeats_header(cells: Mapping[Role, str]) -> bool:
    """Whether *cells* are a header once more: the code is the name of such a column, and so is another."""
    named = [role for role, text in cells.items() if role in _ranks(normalize_header(text))]
    return Role.CODE in named and len(named) > 1
