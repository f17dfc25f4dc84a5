"""From text to tokens: the one place that says what a word is.

Python counts code points and JavaScript UTF-16 units, and their Unicode tables age
apart. So a letter is defined here by ranges of the Basic Multilingual Plane, and
whatever lies beyond (emoji, lone surrogates) parts words in both languages.
"""

from __future__ import annotations

import re
import struct
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_LETTER = "0-9A-Za-z\u00c0-\u1fff\u2c00-\u2dff\uf900-\ufdff"
_IDEOGRAPH = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
# An apostrophe joins what follows it only where one or two letters do: can't, it's, you've.
TOKEN = re.compile(f"[{_LETTER}]+(?:['\u2019][{_LETTER}]{{1,2}}(?![{_LETTER}]))?|[{_IDEOGRAPH}]")
# Without the letters that were added to Cyrillic and Georgian: Unicode tables of different age fold them differently.
_FOREIGN = re.compile("[\u00c0-\u1c7f\u1cc0-\u1fff]")
_MARKS = re.compile("[\u0300-\u036f'\u2019]")
# The last group is optional so that a run of backslashes is read once, whatever follows it.
_ESCAPE = re.compile(r'\\+(?:u([0-9a-fA-F]{4})|([nrtbf])|(["/\'.]))?')
# What tells that a text is encoded as in an address: a quotation mark, "=", a brace, or the dot of a code.
_ENCODED = re.compile("%(?:22|3[Dd]|7[Bb])|[A-Za-z]%2[Ee][0-9]")
_PERCENT = re.compile("%([2-7][0-9A-Fa-f])")
_BLANK = re.compile("[\u00a0\u2000-\u200b\u202f\u3000\ufeff]")
_WIDE = re.compile("[\uff0e\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]")
_CHUNK = re.compile(r"[^ \t\r\n\"'`<>()\[\]{},;=|]+")
_ID_CHUNK = re.compile(r"://|@|[A-Za-z]\.[a-z]|[0-9]\.[A-Za-z0-9]|[A-Za-z]\.[0-9]|\\|^/")
_LABEL = re.compile(r"[A-Za-z]{3,}:(?!/)")
_ASTRAL = re.compile("[\U00010000-\U0010ffff]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_DIGIT = re.compile("[0-9]")
_LOWER = {upper: upper + 32 for upper in range(ord("A"), ord("Z") + 1)}
_JOINT = re.compile("[._:/-]")
_HUMPED = re.compile("[a-z][A-Z]")
_HUMP = re.compile("[A-Z]+(?![a-z])|[A-Z]?[a-z]+")
_AMOUNT = (
    re.compile(r"[%$€£¥][ \t]?\Z"),
    re.compile(r"[ \t]?(?:[%‰$€£¥]|(?:[kKMGT]?i?[Bb]|m?s)(?![0-9A-Za-z]))"),
)
"""What stands before, and what after a number that counts something: ``5 %``, ``$5``, ``5 ms``, also in ``%00``."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text: where it stands, how it is compared, and whether it is only a name for something."""

    start: int
    end: int
    word: str
    """Folded: lower case, without accents and apostrophes."""
    is_id: bool
    """Part of an id, an address, a path, a time or a number: it never decides what a text is about."""
    written: str = ""
    """As it stands in the text."""


def to_units(text: str) -> str:
    """*text* with every character beyond the Basic Multilingual Plane as the two surrogates that JavaScript sees."""
    if not _ASTRAL.search(text):
        return text
    units = text.encode("utf-16-le", "surrogatepass")
    return "".join(map(chr, struct.unpack(f"<{len(units) // 2}H", units)))


def from_units(text: str) -> str:
    """The inverse of :func:`to_units`; a surrogate without its other half stays."""
    if not _SURROGATE.search(text):
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")


def unescape(text: str) -> str:
    """*text* with the escapes of JSON strings and patterns undone, however many levels deep, and those of addresses.

    Blanks that do not look it and full-width letters and digits are plain ones.
    """
    if "%" in text and _ENCODED.search(text):
        text = _PERCENT.sub(lambda match: chr(int(match[1], 16)), text)
    text = _ESCAPE.sub(_unescaped, text) if "\\" in text else text
    if text.isascii():
        return text
    return _WIDE.sub(lambda match: chr(ord(match[0]) - 0xFEE0), _BLANK.sub(" ", text))


def _unescaped(match: re.Match[str]) -> str:
    if match[1]:
        return chr(int(match[1], 16))
    return "\n" if match[2] else match[3] or match[0]


def fold(word: str) -> str:
    """*word* as it is compared."""
    if word.isascii():
        return lower(word).replace("'", "")
    word = _FOREIGN.sub(lambda match: unicodedata.normalize("NFD", match[0].lower()), word)
    return lower(_MARKS.sub("", word))


def lower(text: str) -> str:
    """*text* with its ASCII letters, and only those, in lower case."""
    return text.translate(_LOWER)


def is_alnum(text: str) -> bool:
    """Whether *text* is ASCII letters and digits, at least one."""
    return text.isascii() and text.isalnum()


def is_digits(text: str) -> bool:
    """Whether *text* is ASCII digits, at least one."""
    return text.isascii() and text.isdigit()


def is_amount(text: str, start: int, end: int) -> bool:
    """Whether the number at a place of *text* counts something: a share, money, time or bytes."""
    return bool(_AMOUNT[0].search(text[max(start - 2, 0) : start]) or _AMOUNT[1].match(text[end : end + 5]))


def tokenize(text: str) -> list[Token]:
    """The tokens of *text* in order."""
    found = []
    ids = _id_spans(text)
    at = 0
    for match in TOKEN.finditer(text):
        start, end = match.span()
        while at < len(ids) and ids[at][1] <= start:
            at += 1
        inside = at < len(ids) and ids[at][0] <= start
        is_id = inside or _DIGIT.search(match[0]) is not None
        found.append(Token(start, end, fold(match[0]), is_id, match[0]))
    return found


_LONGEST_NAME = 100


def humps(token: Token) -> list[Token]:
    """The words of a name such as ``VolumeLimitExceeded``, each in the place of the whole; none of another."""
    if len(token.written) > _LONGEST_NAME or not _HUMPED.search(token.written):
        return []
    return [Token(token.start, token.end, fold(word), token.is_id) for word in _HUMP.findall(token.written)]


def _id_spans(text: str) -> list[tuple[int, int]]:
    """Runs without blanks and quotes that are addresses, paths, dotted names, ids and times.

    A word before a colon is none: ``failed:3f1c-52c5``.
    """
    spans = []
    for match in _CHUNK.finditer(text):
        if _is_id(match[0]):
            label = _LABEL.match(match[0])
            spans.append((match.start() + (label.end() if label else 0), match.end()))
    return spans


def _is_id(chunk: str) -> bool:
    if _ID_CHUNK.search(chunk):
        return True
    return _DIGIT.search(chunk) is not None and _JOINT.search(chunk[:-1]) is not None


@lru_cache(maxsize=1 << 14)
def stem(word: str) -> str:
    """The part of an English *word* that its forms share; the same rules for tables and for questions."""
    if len(word) < 4 or not word.isascii():
        return word[:2] if word in _PLURALS else word
    if word.endswith("ies"):
        word = word[:-3] + "y"
    elif word.endswith(("sses", "xes", "ches", "shes")):
        word = word[:-2]
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    return _without_ending(word)


_SHORTEST = 3
_LATIN = re.compile(r"(?<=.{4})[ai]bl\Z|(?<=.{3}ic)al\Z")
"""What is left of the endings in *reachable* and *automatically*."""
_WHOLE = frozenset({"comment", "production"})
"""Words that have nothing to do with what they would be cut to (command, product)."""
_PLURALS = frozenset({"azs", "ids", "ips", "vms"})
"""Of names of two letters; other words of three that end so are names themselves (DNS, EVS)."""


def _without_ending(word: str) -> str:
    """*word* without an ending of verbs and adverbs, and then without one of nouns: *provisioned* is *provision*."""
    for ending in ("ing", "ed", "ly"):
        word = _cut(word, ending)
    for ending in ("ment", "ion"):
        word = _cut(word, ending)
    if len(word) > _SHORTEST and word.endswith(("e", "i")):
        word = word[:-1] + "y" * word.endswith("i")
    return _LATIN.sub("", word)


def _cut(word: str, ending: str) -> str:
    """*word* without *ending*, if what is left can be a word; a doubled letter before it is one again."""
    rest = word[: -len(ending)]
    noun = ending == "ion"
    if not word.endswith(ending) or len(rest) < _SHORTEST + noun or not re.search("[aeiouy]", rest):
        return word
    if (noun and rest[-1] not in "st") or word in _WHOLE:
        return word
    return rest[:-1] if rest[-1] == rest[-2] and rest[-1] not in "lsz" else rest


def within(one: str, other: str, limit: int) -> int:
    """Edits (insert, delete, replace, swap neighbours) from *one* to *other*; ``limit + 1`` if more than *limit*."""
    if abs(len(one) - len(other)) > limit:
        return limit + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        new = [i] + [0] * len(other)
        for j, wanted in enumerate(other, 1):
            cost = min(row[j] + 1, new[j - 1] + 1, row[j - 1] + (letter != wanted))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == wanted:
                cost = min(cost, before[j - 2] + 1)
            new[j] = cost
        if min(new) > limit:
            return limit + 1
        before, row = row, new
    return min(row[-1], limit + 1)
