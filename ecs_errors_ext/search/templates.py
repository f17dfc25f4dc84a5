"""Messages of the table in a text, whatever the API or a log has put between their words.

A message is cut at its placeholders into pieces of words. Of each message one pair of
neighbouring words, the rarest (and of those the longest), is its *anchor*; a text is read once, and only where an
anchor stands is the message compared. Ids, addresses and numbers in the text never
count as words, so ``The flavor s3.medium.4 does not exist.`` holds the same words as
its template.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ecs_errors_ext.search.tokens import Token, is_alnum, lower, tokenize, within

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

SKIP = 2
"""So many words of its own the text may put between two words of a message."""
_REACH = 80
"""So many words a placeholder may hold."""
_LONGEST_VALUE = 300
_SHORT = 3
"""A message of fewer words must stand by itself, between punctuation or the ends of the text."""
_MOST = 100
"""So many different messages of one text are told."""
_EDGE = re.compile(r"[^ \t0-9A-Za-z_'\u2019-]")
_LINE_END = re.compile(r"[\r\n\"\u201c\u201d]")
_TRIM = " \t\r\n.,;:"
_BLANKS = re.compile("[ \t\r\n]+")
# Negations in one word, without their apostrophe, and the verb of each.
_NEGATED = {
    verb + "nt": verb for verb in "are could did do does had has have is must should was were would".split()
} | {"cannot": "can", "cant": "can", "wont": "will"}


def spelled_out(tokens: Iterable[Token]) -> list[Token]:
    """The tokens that are no ids; a negation in one word (*doesn't*, *cannot*) is two, both in its place."""
    plain = []
    for token in tokens:
        if token.is_id:
            continue
        verb = _NEGATED.get(token.word)
        if verb is None:
            plain.append(token)
        else:
            plain += [Token(token.start, token.end, word, is_id=False) for word in (verb, "not")]
    return plain


@dataclass(slots=True)
class Template:
    """The words of a message without its advice, in pieces between its placeholders."""

    pieces: list[list[str]]
    marks: list[str]
    """The placeholders: the first stands before ``pieces[1]``."""
    opens: bool
    """A placeholder comes first; ``pieces[0]`` is then empty."""
    closes: bool
    """A placeholder comes last; the last piece is then empty."""
    size: int
    texts: list[tuple[int, list[str], str]] = field(default_factory=list)
    """Messages with these words, each with the words of its advice, and what of it is none as :func:`folded`."""


@dataclass(frozen=True, slots=True)
class Found:
    """A message in a text."""

    template: int
    first: int
    """First and one past the last token among the spelled-out ones."""
    last: int
    start: int
    end: int
    values: tuple[tuple[str, str], ...]
    skipped: int


@dataclass(slots=True)
class Templates:
    """All messages of an index, and where to look for each."""

    templates: list[Template]
    pairs: dict[str, list[tuple[int, int, int]]]
    """Anchor → template, piece, place in the piece. A single word stands for a pair where a message has none."""


def compile_templates(messages: Iterable[tuple[int, str, str, Sequence[Sequence[int]]]]) -> Templates:
    """Prepare messages given as number, text without advice, advice, spans of placeholders."""
    by_words: dict[str, Template] = {}
    for number, core, advice, spans in messages:
        template = _template(core, spans)
        if template.size:
            key = "\0".join(" ".join(piece) for piece in template.pieces)
            known = by_words.setdefault(key, template)
            words = [token.word for token in spelled_out(tokenize(advice))]
            known.texts.append((number, words, folded(core)))
    templates = list(by_words.values())
    return Templates(templates, _anchors(templates))


def _template(text: str, spans: Sequence[Sequence[int]]) -> Template:
    pieces: list[list[str]] = [[]]
    marks = [text[start:end] for start, end in spans if end <= len(text)]
    for token in spelled_out(tokenize(text)):
        while len(pieces) <= len(marks) and spans[len(pieces) - 1][0] <= token.start:
            pieces.append([])
        inside = len(pieces) > 1 and token.start < spans[len(pieces) - 2][1]
        if not inside:
            pieces[-1].append(token.word)
    while len(pieces) <= len(marks):
        pieces.append([])
    size = sum(map(len, pieces))
    return Template(pieces, marks, bool(marks) and not pieces[0], bool(marks) and not pieces[-1], size)


def folded(text: str) -> str:
    """*text* as messages are compared letter by letter: without case, with single blanks, no stop at its ends."""
    return _BLANKS.sub(" ", lower(text)).strip(_TRIM)


def wording_at(message: str, text: str) -> int:
    """Where *text* has *message* to the letter, or begins it; the length of *text* where it does not. Both are folded.

    Words cannot tell ``volume 1 lost`` from ``volume 2 lost``: numbers are none.
    """
    if message.startswith(text):
        return 0
    at = text.find(message)
    while at >= 0 and (is_alnum(text[max(at - 1, 0) : at]) or is_alnum(text[at + len(message) :][:1])):
        at = text.find(message, at + 1)
    return len(text) if at < 0 else at


def _keys(template: Template) -> list[tuple[str, int, int]]:
    pairs = [
        (f"{piece[i]} {piece[i + 1]}", k, i)
        for k, piece in enumerate(template.pieces)
        for i in range(len(piece) - 1)
    ]
    return pairs or [(word, k, i) for k, piece in enumerate(template.pieces) for i, word in enumerate(piece)]


def _anchors(templates: Sequence[Template]) -> dict[str, list[tuple[int, int, int]]]:
    keys = [_keys(template) for template in templates]
    frequency = Counter(key for found in keys for key in {key for key, _, _ in found})
    anchors: dict[str, list[tuple[int, int, int]]] = {}
    for number, found in enumerate(keys):
        best = min(found, key=lambda item: (frequency[item[0]], -len(item[0])))
        anchors.setdefault(best[0], []).append((number, best[1], best[2]))
    return anchors


def find_templates(known: Templates, text: str, tokens: Sequence[Token]) -> list[Found]:
    """The messages in *text*, the longer of two that overlap, in order; each once."""
    plain = spelled_out(tokens)
    found: dict[int, Found] = {}
    for i, token in enumerate(plain):
        keys = [token.word]
        if i + 1 < len(plain):
            keys.append(f"{token.word} {plain[i + 1].word}")
        for key in keys:
            for number, piece, place in known.pairs.get(key, ()):
                if number not in found and len(found) < _MOST:
                    match = _verify(known.templates[number], number, text, plain, (piece, place, i))
                    if match:
                        found[number] = match
    return _longest(found.values(), known.templates, folded(text) if len(found) > 1 else "")


def _longest(found: Iterable[Found], templates: Sequence[Template], text: str) -> list[Found]:
    """Of *found* what does not overlap: the longest, of these what *text* (folded) has to the letter."""

    def rank(one: Found) -> tuple[int, bool, int, int]:
        template = templates[one.template]
        filled = all(wording_at(message, text) == len(text) for _, _, message in template.texts)
        return one.skipped - template.size, filled, one.start, one.template

    kept: list[Found] = []
    for one in sorted(found, key=rank):
        if all(one.last <= other.first or other.last <= one.first for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda f: f.start)


def _verify(
    template: Template, number: int, text: str, plain: Sequence[Token], anchor: tuple[int, int, int]
) -> Found | None:
    """The whole of *template* around its anchor, or nothing."""
    k, place, i = anchor
    pieces = template.pieces
    allowed = max(1, template.size // 4)
    back = _walk(plain, pieces[k], place, i, -1)
    ahead = _walk(plain, pieces[k], place, i, 1)
    if back is None or ahead is None:
        return None
    ends = {k: (back[0], ahead[0])}
    skipped = back[1] + ahead[1]
    for step in (-1, 1):
        at = ends[k][step > 0]
        n = k + step
        while 0 <= n < len(pieces):
            if pieces[n]:
                reached = _reach(plain, pieces[n], at, step)
                if reached is None:
                    return None
                ends[n] = reached[0], reached[1]
                skipped += reached[2]
                at = ends[n][step > 0]
            n += step
    order = sorted(ends)
    first, last = ends[order[0]][0], ends[order[-1]][1]
    if skipped > allowed or not _stands(template, text, plain, first, last):
        return None
    values = _values(template, text, plain, ends)
    return Found(number, first, last + 1, plain[first].start, plain[last].end, values, skipped)


def _walk(
    plain: Sequence[Token], words: Sequence[str], place: int, i: int, step: int
) -> tuple[int, int] | None:
    """Match *words* from *place*, which stands at token *i*, to the end that *step* leads to."""
    skipped = 0
    place += step
    while 0 <= place < len(words):
        for hop in range(1, SKIP + 2):
            at = i + step * hop
            if 0 <= at < len(plain) and plain[at].word == words[place]:
                i = at
                skipped += hop - 1
                break
        else:
            i += step
            if not 0 <= i < len(plain) or not _is_slip(plain[i].word, words[place]):
                return None
            skipped += 1
        place += step
    return i, skipped


def _is_slip(written: str, word: str) -> bool:
    """Whether *written* is *word* with one slip; short words have too many neighbours."""
    return len(word) > _SHORT and len(written) > _SHORT and within(written, word, 1) == 1


def _reach(plain: Sequence[Token], words: Sequence[str], at: int, step: int) -> tuple[int, int, int] | None:
    """The nearest place beyond token *at* where *words* stand: first token, last token, words skipped."""
    near = 0 if step > 0 else len(words) - 1
    for hop in range(1, _REACH + 1):
        i = at + step * hop
        if not 0 <= i < len(plain):
            return None
        if plain[i].word == words[near]:
            walked = _walk(plain, words, near, i, step)
            if walked:
                return min(i, walked[0]), max(i, walked[0]), walked[1]
    return None


def _stands(template: Template, text: str, plain: Sequence[Token], first: int, last: int) -> bool:
    """Whether a short message stands by itself in *text*; a longer one always does."""
    if template.size >= _SHORT:
        return True
    before = text[plain[first - 1].end if first else 0 : plain[first].start]
    after = text[plain[last].end : plain[last + 1].start if last + 1 < len(plain) else len(text)]
    free_before = first == 0 or template.opens or _EDGE.search(before) is not None
    free_after = last + 1 == len(plain) or template.closes or _EDGE.search(after) is not None
    return free_before and free_after


def _values(
    template: Template, text: str, plain: Sequence[Token], ends: Mapping[int, tuple[int, int]]
) -> tuple[tuple[str, str], ...]:
    """What *text* says where *template* has placeholders."""
    values = []
    for n, mark in enumerate(template.marks, 1):
        left = plain[ends[n - 1][1]].end if n - 1 in ends else None
        right = plain[ends[n][0]].start if n in ends else None
        if left is None and right is None:
            continue
        if right is None and left is not None:
            rest = text[left : left + _LONGEST_VALUE]
            value = _LINE_END.split(rest, maxsplit=1)[0]
        elif left is None and right is not None:
            value = _LINE_END.split(text[max(right - _LONGEST_VALUE, 0) : right])[-1]
        else:
            value = text[left:right][:_LONGEST_VALUE]
        values.append((mark, value.strip(_TRIM)))
    return tuple(values)
