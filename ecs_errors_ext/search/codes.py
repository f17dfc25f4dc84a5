"""Codes in a text, in any spelling and any surroundings.

A code of a family is read as its family, a joint and a number, because the number is
what people copy right: ``ecs0013``, ``ECS-13`` and ``Ecs.O013`` are one code. Other
codes (``Throttling``, ``0171``) are only read as they are printed, and as a word of
plain language or a bare number only where nothing else is pasted.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ecs_errors_ext.search.codebook import (
    NUMBER,
    TELLING,
    WORD_FAMILY,
    CodeBook,
    Family,
    as_written,
    nearest_codes,
    nearest_family,
    read_digits,
    read_number,
)
from ecs_errors_ext.search.tokens import TOKEN, is_alnum, is_amount, is_digits, lower

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_GAP = re.compile(r"[ \t\r\n]{0,2}[._\-/:,;#]{1,2}[ \t\r\n]{0,2}|[ \t\r\n]{1,2}|[ \t\r\n]?[\"'][ \t\r\n]?")
_TIGHT = re.compile(r"[._\-:,;#]{1,2}")
_SOME_DIGIT = re.compile("[0-9]")
_PLAIN = re.compile(r"[0-9A-Za-z_.-]{2,80}")
_TELLING = re.compile("[A-Z_.-]")
_WRAPPED = re.compile(r"(?:code|Code|CODE)[\"']?[ \t\r\n]{0,3}[:=][ \t\r\n]{0,3}[\"']?[ \t\r\n]?\Z")
_SCOPE = re.compile(r"(?:\A|[^0-9A-Za-z._/@-])([A-Z]{2,16}\.)\Z")
_TOLD_BEFORE = re.compile(r"(?:\A|[^0-9A-Za-z])(?:err|errors?|codes?)[._-]\Z", re.IGNORECASE)
_TOLD_AFTER = re.compile(r"\.(?:html|json)|[._-](?:err|error|code)(?![0-9A-Za-z])", re.IGNORECASE)
_TELLING_FIRST = re.compile(rf"\A{TELLING}(?=[0-9]{{4}})", re.IGNORECASE)
_TELLING_LAST = re.compile(rf"{TELLING}\Z")
_LONGEST_TELLING = len("_error_code")
_STATUS = re.compile("[45][0-9]{2}")
_LONGEST_TOKEN = 40
"""Longer ones are no code and no family."""
MOST = 200
"""So many codes of one text are read; what a person pastes has fewer."""
# Words that may stand around a bare number without saying anything else.
CODE_WORDS = frozenset(
    "error errors err code codes errorcode errcode number no nr id the a what is does mean fehler fehlercode d erreur".split()
)


_BETWEEN = frozenset(["and", "or"])


@dataclass(frozen=True, slots=True)
class Mention:
    """A place of a text where a code stands, or what looks like one."""

    start: int
    end: int
    how: str
    """``exact`` (as printed), ``loose`` (another spelling), ``typo``, ``digits``, ``unknown`` or ``foreign``."""
    code: int
    """Its number in the index; -1 of an unknown or foreign one."""
    family: str = ""
    nearest: tuple[int, ...] = ()
    """Codes that may be meant by an unknown or foreign one."""


def find_codes(book: CodeBook, text: str) -> list[Mention]:
    """What *text* names, in order; each place once."""
    found = list(_in_families(book, text))
    if book.plain:
        found += _plain(book, text, found)
    found = sorted(found, key=lambda mention: mention.start)[:MOST]
    found = found or list(_alone(book, text))
    return [one for mention in found for one in (mention, *_other_cases(book, mention))]


def _other_cases(book: CodeBook, mention: Mention) -> Iterator[Mention]:
    """The codes that differ from the one of *mention* by letter case only."""
    if mention.code < 0 or mention.how == "digits":
        return
    for code in book.folded[lower(book.codes[mention.code])]:
        if code != mention.code:
            yield Mention(mention.start, mention.end, "loose", code, mention.family)


def _in_families(book: CodeBook, text: str) -> Iterator[Mention]:
    """The mentions that have a number: only a token with a digit can end one."""
    spans = [match.span() for match in TOKEN.finditer(text)]
    taken = count = 0
    for i, (start, end) in enumerate(spans):
        if not _SOME_DIGIT.search(text, start, end):
            continue
        mention = None
        if i and spans[i - 1][0] >= taken and _is_short(spans[i - 1]):
            mention = _joined(book, text, spans, i - 1)
        if mention is None and start >= taken and _is_short(spans[i]):
            mention = _glued(book, text, start, end)
        if mention is not None:
            taken = mention.end
            yield mention
            count += 1
            if count == MOST:
                return


def _is_short(span: tuple[int, int]) -> bool:
    return span[1] - span[0] <= _LONGEST_TOKEN


def _glued(book: CodeBook, text: str, start: int, end: int) -> Mention | None:
    """A family and its number in one token: ``ecs0013``, ``EcsError0013``."""
    word = text[start:end]
    folded = lower(word)
    for cut in range(min(len(word) - 1, book.longest), 1, -1):
        family = book.families.get(folded[:cut])
        if family and _SOME_DIGIT.search(word[cut:]):
            return _judge(book, text, (start, end), family, _TELLING_FIRST.sub("", word[cut:]), gap="")
    head = WORD_FAMILY.match(word)
    if (
        head is None
        or head.end() < 2
        or len(word) - head.end() < 3
        or not NUMBER.fullmatch(word[head.end() :])
    ):
        return None
    name = head[0]
    family = nearest_family(book, lower(name))
    if family:
        return _judge(book, text, (start, end), family, word[head.end() :], gap="", near=True)
    if lower(name) in book.foreign and len(word) - head.end() >= 4:
        return Mention(start, end, "foreign", -1, name)
    return None


def _joined(book: CodeBook, text: str, spans: Sequence[tuple[int, int]], i: int) -> Mention | None:
    """A family, a joint and a number: ``Ecs.0013``, ``ECS - 13``, ``ECS_ERROR_0013``."""
    start, end = spans[i]
    next_start, next_end = spans[i + 1]
    gap = text[end:next_start]
    if len(gap) > 5 or not _GAP.fullmatch(gap) or not read_digits(text[next_start:next_end]):
        return None
    number = text[next_start:next_end]
    tight = _TIGHT.fullmatch(gap) is not None
    for back in range(min(i, 3), -1, -1):
        first = spans[i - back][0]
        if end - first > book.longest + _LONGEST_TELLING:
            continue
        name = lower(text[first:end])
        family = book.families.get(name)
        if family is None and tight and len(number) >= 4:
            family = book.families.get(_TELLING_LAST.sub("", name))
        if family:
            judged = _judge(book, text, (first, next_end), family, number, gap=gap)
            return _scoped(text, (first, next_end), family, number, gap) or judged
    name = text[start:end]
    if not WORD_FAMILY.fullmatch(name):
        return None
    short = len(number) == 2 and len(name) > 4 and _alone_but_for(text, (start, next_end))
    if tight and (len(number) >= 3 or short):
        family = nearest_family(book, lower(name))
        if family:
            return _judge(book, text, (start, next_end), family, number, gap=gap, near=True)
    return _foreign(book, text, (start, next_end), name, number, gap)


def _scoped(text: str, span: tuple[int, int], family: Family, number: str, gap: str) -> Mention | None:
    """A code that another system gives a name of its own before ours: ``SVC.ECS.0013``."""
    scope = _SCOPE.search(text[max(span[0] - 18, 0) : span[0]])
    if scope is None or gap != "." or not NUMBER.fullmatch(number) or len(number) < 4:
        return None
    start = span[0] - len(scope[1])
    if _is_lookalike(text, start, span[1], trusted=True):
        return None
    code, _ = read_number(family, number)
    ours = (code,) if code >= 0 else ()
    return Mention(start, span[1], "foreign", -1, text[start : span[1] - len(number) - 1], ours)


def _judge(
    book: CodeBook,
    text: str,
    span: tuple[int, int],
    family: Family,
    number: str,
    *,
    gap: str,
    near: bool = False,
) -> Mention | None:
    """Whether a family and a number at *span* are a code, one that does not exist, or only look alike."""
    start, end = span
    written = text[start:end]
    code, slip = read_number(family, number)
    if code >= 0:
        code = as_written(book, written, code)
    exact = code >= 0 and written == book.codes[code]
    if code >= 0 and not exact and not near and lower(written) == lower(book.codes[code]):
        slip = False
    if _is_lookalike(text, start, end, trusted=exact):
        return None
    spaced = gap.strip(" \t\r\n") != gap
    short = len(number) < max(family.width - 1, 2)
    if spaced and not exact and short and not _alone_but_for(text, span, book):
        return None
    if code >= 0:
        return Mention(
            start, end, "exact" if exact else "typo" if near or slip else "loose", code, family.name
        )
    digits = read_digits(number)
    few = len(digits) < max(family.width - 1, 2)
    if near or not digits or (few and not _alone_but_for(text, span)):
        return None
    return Mention(start, end, "unknown", -1, family.name, nearest_codes(family, digits))


def _is_lookalike(text: str, start: int, end: int, *, trusted: bool) -> bool:
    """Whether what stands at a place is a piece of something longer: a version, a host, a path.

    A name may say that it is a code: ``ERR_ECS_0013``.
    """
    before, after = text[max(start - 2, 0) : start], text[end : end + 2]
    if is_alnum(before[-1:]):
        return True
    if after[:1] and after[0] in ("._:" if trusted else "._-:") and is_digits(after[1:]):
        return True
    if trusted:
        return False
    if before[-1:] and before[-1] in "._-@/" and len(before) > 1 and is_alnum(before[0]):
        return _TOLD_BEFORE.search(text[max(start - 8, 0) : start]) is None
    if after[:1] and after[0] in "._-@" and is_alnum(after[1:]):
        return _TOLD_AFTER.match(text, end) is None
    return False


def _alone_but_for(text: str, span: tuple[int, int], book: CodeBook | None = None) -> bool:
    """Whether nothing but words around a code, and with *book* other codes, stands beside *span*."""
    start, end = span
    if len(text) - (end - start) > 60:
        return False
    rest = text[:start] + " " + text[end:]
    words = [lower(match[0]) for match in TOKEN.finditer(rest)]
    return all(word in CODE_WORDS or (book is not None and _is_of_codes(book, word)) for word in words)


def _is_of_codes(book: CodeBook, word: str) -> bool:
    """Whether *word* is a family, a number or both, or stands between codes."""
    family = word.rstrip("0123456789")
    return not family or family in book.families or word in _BETWEEN


def _foreign(  # noqa: PLR0917
    book: CodeBook, text: str, span: tuple[int, int], name: str, number: str, gap: str
) -> Mention | None:
    """Another service's code: a well-formed one, or in any spelling if the service is known."""
    known = lower(name) in book.foreign
    plain = NUMBER.fullmatch(number) is not None
    formed = gap == "." and "A" <= name[0] <= "Z" and plain and 4 <= len(number) <= 8
    alone = known and plain and not _STATUS.fullmatch(number) and _alone_but_for(text, span)
    if not (formed or alone or (known and plain and len(number) >= 4)):
        return None
    if _is_lookalike(text, span[0], span[1], trusted=formed):
        return None
    return Mention(span[0], span[1], "foreign", -1, name)


def _plain(book: CodeBook, text: str, known: Sequence[Mention]) -> Iterator[Mention]:
    """Codes without family and number, as they are printed."""
    alone = text.strip(" \t\r\n\"'.,:;()[]") if len(text) <= 200 else ""
    taken = {mention.start for mention in known}
    for match in _PLAIN.finditer(text):
        word = match[0].strip(".-")
        code = book.plain.get(word, -1)
        if code < 0 or match.start() in taken:
            continue
        telling = _TELLING.search(word[1:]) is not None
        if telling or word == alone or _WRAPPED.search(text[max(match.start() - 20, 0) : match.start()]):
            start = match.start() + match[0].find(word)
            yield Mention(start, start + len(word), "exact", code)


def _alone(book: CodeBook, text: str) -> Iterator[Mention]:
    """What only a text that holds nothing else can mean: a bare number, a code in another letter case."""
    if len(text) > 120:
        return
    bare = text.strip(" \t\r\n\"'`.,:;?!#()[]{}")
    if lower(bare) in book.folded:
        code = as_written(book, bare, -1)
        yield Mention(text.find(bare), text.find(bare) + len(bare), "loose", code)
        return
    spans = [match.span() for match in TOKEN.finditer(text)]
    numbers = [(start, end) for start, end in spans if NUMBER.fullmatch(text[start:end])]
    if len(numbers) != 1:
        return
    start, end = numbers[0]
    if not _alone_but_for(text, (start, end), book) or _is_lookalike(text, start, end, trusted=False):
        return
    if is_amount(text, start, end):
        return
    number = text[start:end]
    codes = book.numbers.get(int(number), [])
    families = [book.families[word] for word in map(lower, TOKEN.findall(text)) if word in book.families]
    if families:
        of_them = {family.numbers.get(int(number)) for family in families if not _STATUS.fullmatch(number)}
        codes = [code for code in codes if code in of_them]
    printed = [code for code in codes if book.codes[code].endswith(number)]
    for code in printed + [code for code in codes if code not in printed]:
        yield Mention(start, end, "digits", code)
