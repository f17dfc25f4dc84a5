"""The codes of an index by how they can be recognised: by family and number, or only as they are printed."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ecs_errors_ext.search.tokens import lower, within

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_CODE = re.compile(r"(.*?[A-Za-z_\]])([._ -]*)([0-9]{1,10})", re.DOTALL)
NUMBER = re.compile(r"[0-9]{1,10}")
WORD_FAMILY = re.compile(r"[A-Za-z][A-Za-z_]{0,29}")
TELLING = "(?:[._-]?err(?:or)?)?(?:[._-]?code)?"
"""What a name may say between its family and its number, in lower case: ``EcsErrorCode0013``, ``ECS_ERR_0013``."""
_LOOKALIKES = str.maketrans("oOlIi", "00111")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(slots=True)
class Family:
    """The codes of one family by number, and how many digits their numbers have."""

    name: str
    numbers: dict[int, int] = field(default_factory=dict)
    width: int = 0


@dataclass(slots=True)
class CodeBook:
    """What recognising codes needs of an index."""

    codes: Sequence[str]
    families: dict[str, Family]
    """By folded name."""
    plain: dict[str, int]
    """The codes without a number, as printed."""
    folded: dict[str, list[int]]
    """All codes by folded spelling."""
    numbers: dict[int, list[int]]
    """Bare number → codes."""
    foreign: frozenset[str]
    """Families of other services, folded."""
    longest: int = 0


def code_book(codes: Sequence[str], foreign: Iterable[str]) -> CodeBook:
    """Sort *codes* by how they can be recognised."""
    book = CodeBook(codes, {}, {}, {}, {}, frozenset(foreign))
    for i, code in enumerate(codes):
        book.folded.setdefault(lower(code), []).append(i)
        match = _CODE.fullmatch(code)
        if match and WORD_FAMILY.fullmatch(match[1].split(".")[-1]):
            family = book.families.setdefault(lower(match[1]), Family(match[1]))
            family.numbers.setdefault(int(match[3]), i)
            family.width = max(family.width, len(match[3]))
            book.numbers.setdefault(int(match[3]), []).append(i)
        else:
            book.plain.setdefault(code, i)
            if NUMBER.fullmatch(code):
                book.numbers.setdefault(int(code), []).append(i)
    for i, code in enumerate(codes):
        joined = code.replace(" ", "")  # a table breaks a long name to fit its column
        if lower(joined) not in book.folded:
            book.folded[lower(joined)] = [i]
            if code in book.plain:
                book.plain[joined] = i
    book.longest = max((len(name) for name in book.families), default=0)
    return book


def read_digits(word: str) -> str:
    """*word* as a number of a code, its look-alike letters read as digits and one letter beside it dropped."""
    plain = word.translate(_LOOKALIKES)
    if NUMBER.fullmatch(plain) and NUMBER.search(word):
        return plain
    for rest in (plain[:-1], plain[1:]):
        if (
            len(rest) > 2
            and NUMBER.fullmatch(rest)
            and NUMBER.fullmatch(word.strip(_LETTERS + _LETTERS.upper()))
        ):
            return rest
    return ""


def nearest_family(book: CodeBook, name: str) -> Family | None:
    """The one family that *name* is a slip of; none if it is another service's."""
    if name in book.foreign or len(name) > 30:
        return None
    near = []
    for key, family in book.families.items():
        limit = 2 if min(len(key), len(name)) > 5 else 1
        if len(key) > 2 and within(name, key, limit) <= limit:
            near.append(family)
    return near[0] if len(near) == 1 else None


def as_written(book: CodeBook, written: str, code: int) -> int:
    """Of *code* and those that differ from it by letter case or zeros, the one printed as *written*."""
    same = book.folded.get(lower(written), [code])
    return next((one for one in same if book.codes[one] == written), same[0])


def read_number(family: Family, written: str) -> tuple[int, bool]:
    """The code of *family* whose number is *written* (-1: none), and whether a slip had to be read over."""
    digits = read_digits(written)
    if not digits:
        return -1, False
    slip = digits != written
    code = family.numbers.get(int(digits), -1)
    if code < 0 and len(digits) > family.width and "0" in digits:
        fewer = {digits[:k] + digits[k + 1 :] for k, digit in enumerate(digits) if digit == "0"}
        hits = {family.numbers[int(d)] for d in fewer if int(d) in family.numbers}
        if len(hits) == 1:
            return hits.pop(), True
    return code, slip or len(digits) > family.width


def nearest_codes(family: Family, digits: str) -> tuple[int, ...]:
    """Up to five codes of *family* whose numbers are like *digits*: one slip away, then close by."""
    number = int(digits)
    ranked = sorted(
        (within(str(other).zfill(family.width), digits.zfill(family.width), 2), abs(other - number), other)
        for other in family.numbers
    )
    return tuple(family.numbers[other] for _, _, other in ranked[:5])
