"""HTTP statuses that a text means."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ecs_errors_ext.search.tokens import TOKEN, Token, fold, is_amount, is_digits, lower

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_CLASS = re.compile(r"[1-5][xX]{2}")
# Not all numbers from 100 on: programs exit with 127, 137 or 255.
_STATUS = re.compile(r"10[0-3]|2[0-2][0-9]|30[0-9]|[45][0-9]{2}")
_GLUED = re.compile(rf"http(?:{_STATUS.pattern})", re.IGNORECASE | re.ASCII)
_LABEL = re.compile(
    r"(?:HTTP(?:/[0-9.]{1,3})?|status|actual|code)[\"']?[ \t\r\n:=(\[]{1,4}[\"']?\Z", re.IGNORECASE | re.ASCII
)
# These, and the beginning of a text, also stand before amounts: returned 500 rows.
_GOT = re.compile(
    r"(?:(?:got|received|returned|response|error|fehler|erreur)[\"']?[ \t\r\n:=(\[]{1,4}[\"']?|\A[ \t\r\n\"'(\[]{0,4})\Z",
    re.IGNORECASE | re.ASCII,
)
_END = re.compile(
    r"[\"']?[ \t]{0,2}(?:[^ \t0-9A-Za-z]|\Z|(?:for|from|when|while|on|in|at|to|and|but|after|because)(?![a-z]))",
    re.IGNORECASE | re.ASCII,
)
# What a client expected instead: Expected HTTP response code [200 202] …, but got 403 instead.
_EXPECTED = re.compile(
    r"(?:\A|[^a-z])expect(?:(?!but|got|receiv|actual).)*\Z", re.IGNORECASE | re.ASCII | re.DOTALL
)
# Words that may stand around a status without asking for anything else.
STATUS_WORDS = frozenset(
    "http https status statuses code codes error errors err response responses returned returns got get give gives"
    " api server client a an the is was with from all any class what does mean i rest request fehler erreur".split()
)
# Words that clients and logs put around a status that they name as such.
_FRAME_WORDS = STATUS_WORDS | frozenset(
    "url uri requested requests resource failed failure expected but when accessing instead received client curl"
    " message reason exception for on to in at of and exit be this that it".split()
)
# Reason phrases of RFC 9110 (and RFC 6585 for 429), folded.
PHRASES: Mapping[str, int] = {
    "accepted": 202,
    "bad request": 400,
    "unauthorized": 401,
    "unauthorised": 401,
    "forbidden": 403,
    "not found": 404,
    "could not be found": 404,
    "method not allowed": 405,
    "not acceptable": 406,
    "request timeout": 408,
    "conflict": 409,
    "gone": 410,
    "precondition failed": 412,
    "payload too large": 413,
    "unprocessable entity": 422,
    "too many requests": 429,
    "internal server error": 500,
    "not implemented": 501,
    "bad gateway": 502,
    "service unavailable": 503,
    "gateway timeout": 504,
    "gateway time out": 504,
}
_FOLLOWED = re.compile(
    r"[\"'\]):,]{0,2}[ \t-]{1,3}(?:(?:client|server) error|response|instead|status|"
    + "|".join(PHRASES).replace(" ", "[ -]")
    + ")(?![a-z])",
    re.IGNORECASE | re.ASCII,
)


@dataclass(frozen=True, slots=True)
class Meant:
    """Statuses of a text: ``404`` or ``4xx`` each, and whether the text says nothing else."""

    names: tuple[str, ...]
    alone: bool


def find_statuses(text: str) -> Meant:
    """The statuses that *text* means, by number, by class, by reason phrase."""
    if len(text) <= 120:
        names = _alone(text)
        if names:
            return Meant(names, alone=True)
    return Meant(_labelled(text), alone=False)


def _alone(text: str) -> tuple[str, ...]:
    names: list[str] = []
    rest: list[str] = []
    for match in TOKEN.finditer(text):
        word = match[0]
        if _CLASS.fullmatch(word):
            names.append(lower(word))
        elif _GLUED.fullmatch(word):
            names.append(word[4:])
        elif _STATUS.fullmatch(word) and not _is_part(text, match.start(), match.end()):
            names.append(word)
        else:
            rest.append(fold(word))
    phrase, others = _phrase(rest)
    if not names and phrase and "server" not in others:  # which may be what is gone
        names.append(str(phrase))
    return tuple(dict.fromkeys(names)) if all(word in STATUS_WORDS for word in others) else ()


def _phrase(words: Sequence[str]) -> tuple[int, Sequence[str]]:
    """The longest reason phrase in *words*, and the words beside it."""
    for size in (4, 3, 2, 1):
        for i in range(len(words) - size + 1):
            status = PHRASES.get(" ".join(words[i : i + size]))
            if status:
                return status, [*words[:i], *words[i + size :]]
    return 0, words


def _is_part(text: str, start: int, end: int) -> bool:
    """Whether a number is a piece of a longer one, an address, a time, a version, or counts something."""
    before, after = text[max(start - 2, 0) : start], text[end : end + 2]
    return (
        is_amount(text, start, end)
        or (before[-1:] in (".", ":", "-") and len(before) > 1 and is_digits(before[0]))
        or (after[:1] in (".", ":", "-") and is_digits(after[1:]))
    )


def _labelled(text: str) -> tuple[str, ...]:
    """Statuses that a longer text names as such: ``HTTP 404``, ``"code":404``, ``404 Client Error``."""
    names: dict[str, None] = {}
    for match in TOKEN.finditer(text):
        start, end = match.span()
        if (end - start == 3 and _STATUS.fullmatch(match[0]) and _is_named(text, start, end)) or (
            end - start == 7 and _GLUED.fullmatch(match[0])
        ):
            names.setdefault(match[0][-3:])
            if len(names) == 10:
                break
    return tuple(names)


def _is_named(text: str, start: int, end: int) -> bool:
    """Whether what stands around a number says that it is a status."""
    if _is_part(text, start, end):
        return False
    if _EXPECTED.search(text[max(start - 40, 0) : start]):
        return False
    before, after = text[max(start - 16, 0) : start], text[end : end + 40]
    return bool(
        _LABEL.search(before) or _FOLLOWED.match(after) or (_GOT.search(before) and _END.match(after))
    )


def say_more(tokens: Iterable[Token]) -> bool:
    """Whether *tokens* say anything beyond a status: its reason phrase and the words around it do not."""
    rest: Sequence[str] = [token.word for token in tokens if not token.is_id]
    status = 1
    while status:
        status, rest = _phrase(rest)
    return not all(word in _FRAME_WORDS for word in rest)
