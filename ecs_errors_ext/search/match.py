"""The order in which a text is understood, and the answer to it.

Structure comes first, because it is sure: codes, then messages of the table, then a
status. Only a text that has none of them is read as plain language, and only its
message if it is a JSON body.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeAlias

from ecs_errors_ext.search.codes import Mention, find_codes
from ecs_errors_ext.search.engine import Earlier, Engine
from ecs_errors_ext.search.excerpt import excerpt, is_page
from ecs_errors_ext.search.lexicon import STOP_WORDS
from ecs_errors_ext.search.question import MOST_WORDS, Question, apart, read
from ecs_errors_ext.search.ranking import Ranked, rank
from ecs_errors_ext.search.refine import ask, refine
from ecs_errors_ext.search.shapes import name_shapes
from ecs_errors_ext.search.statuses import Meant, find_statuses, say_more
from ecs_errors_ext.search.templates import Found, find_templates, folded, spelled_out, wording_at
from ecs_errors_ext.search.tokens import Token, from_units, stem, to_units, tokenize, unescape

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

Answer: TypeAlias = dict[str, Any]
MOST_GUESSES = 5
_BY_CODE, _BY_MESSAGE, _BY_STATUS, _BY_DIGITS = 1_000_000, 500_000, 300_000, 200_000


@dataclass(slots=True)
class Draft:
    """An answer in the making: code → what is said of it, in order."""

    limit: int
    typing: bool = False
    matches: dict[int, Answer] = field(default_factory=dict)
    """Beyond *limit* they are only counted: empty answers."""
    guesses: dict[int, Answer] = field(default_factory=dict)
    understood: list[Answer] = field(default_factory=list)
    statuses: tuple[str, ...] = ()
    reason: Answer | None = None


def find(index: Mapping[str, Any] | Engine, text: str, limit: int = 50, *, typing: bool = False) -> Answer:
    """Answer *text* from *index*: at most *limit* matches, best first, and why there are none.

    While somebody is still *typing*, the last word may be the beginning of another.

    The answer is JSON and the same as that of ``EcsErrors.find``.
    """
    engine = index if isinstance(index, Engine) else Engine(index)
    plain = unescape(to_units(text))
    draft = Draft(limit, typing=typing)
    tokens = tokenize(plain)
    mentions = find_codes(engine.book, plain)
    found = find_templates(engine.templates, plain, tokens) if engine.has_texts else []
    if not found and not mentions and engine.has_texts:
        found = engine.begun(tokens)
    _tell_codes(engine, draft, plain, mentions)
    _tell_messages(engine, draft, plain, tokens, found)
    if not draft.matches or all(mention.how == "digits" for mention in mentions):
        meant = find_statuses(plain)
        if not found and (meant.alone or not draft.matches):
            _tell_rest(engine, draft, plain, tokens, meant)
    return _answer(draft, text, limit)


def _tell_codes(engine: Engine, draft: Draft, plain: str, mentions: Sequence[Mention]) -> None:
    for mention in mentions:
        told: Answer = {"kind": "code", "text": plain[mention.start : mention.end], "how": mention.how}
        if mention.code >= 0:
            told["code"] = engine.codes[mention.code]
            how = "digits" if mention.how == "digits" else "code"
            score = _BY_DIGITS if how == "digits" else _BY_CODE
            draft.matches.setdefault(mention.code, _match(engine, mention.code, how, score))
        else:
            told["family"] = mention.family
            for code in mention.nearest:
                draft.guesses.setdefault(code, _match(engine, code, "near", 0))
        if told not in draft.understood:
            draft.understood.append(told)
    if not draft.matches:
        draft.reason = _why_no_code(engine, plain, mentions)


def _why_no_code(engine: Engine, plain: str, mentions: Sequence[Mention]) -> Answer | None:
    for how, kind in (("unknown", "unknown_number"), ("foreign", "foreign_family")):
        for mention in mentions:
            if mention.how == how:
                text = plain[mention.start : mention.end]
                nearest = [engine.codes[code] for code in mention.nearest]
                more = {"nearest": nearest} if how == "unknown" else {}
                return {"kind": kind, "text": text, "family": mention.family, **more}
    return None


def _tell_messages(
    engine: Engine, draft: Draft, plain: str, tokens: Sequence[Token], found: Sequence[Found]
) -> None:
    """Add the codes of the messages in the text; a code that was named keeps its place."""
    words = [token.word for token in spelled_out(tokens)] if found else []
    said = folded(plain) if found else ""
    named = [code for code, match in draft.matches.items() if match["how"] == "code"]
    foreign = draft.reason is not None and draft.reason["kind"] == "foreign_family"
    for one in found:
        meant = _meant(engine, one, words, said)
        codes = {engine.row_code[row] for row, _ in meant}
        text = plain[one.start : one.end]
        draft.understood.append(
            {"kind": "message", "text": text, "codes": [engine.codes[c] for c in sorted(codes)]}
        )
        own = [code for code in named if code in codes]
        for row, earlier in meant:
            code = engine.row_code[row]
            if own and code not in own:
                continue
            target = draft.guesses if foreign else draft.matches
            match = target.get(code)
            if match is None:
                target[code] = match = _match(engine, code, "message", _BY_MESSAGE)
            if not match["marks"] and not match["values"]:
                _say_which(engine, match, row, earlier)
                match["values"] = [list(value) for value in one.values]
        if named and not own:
            for code in named:
                if not draft.matches[code]["marks"]:
                    draft.matches[code]["differs"] = True
    if draft.matches:
        draft.reason = None


def _say_which(engine: Engine, match: Answer, row: int, earlier: Earlier | None) -> None:
    """Note in *match* whose message was found: that of *row*, or an *earlier* one."""
    match["entry"] = engine.rows_of[engine.row_code[row]].index(row)
    if earlier is None:
        match["marks"] = [[0, engine.cores[row]]]
        for key in ("until", "earlier"):
            match.pop(key, None)
    else:
        match |= {"until": earlier.until, "earlier": from_units(earlier.text)}


def _meant(engine: Engine, one: Found, words: Sequence[str], text: str) -> list[tuple[int, Earlier | None]]:
    """The rows of a message, those first that *text* (folded) has to the letter, then with their advice, then today's."""
    said = []
    for order, (number, advice, message) in enumerate(engine.templates.templates[one.template].texts):
        same = list(words[one.last : one.last + len(advice)]) == advice
        rank = wording_at(message, text), -len(advice) if same else 1
        for row, earlier in engine.meant_by(number):
            gone = str(engine.row_code[row]) in engine.index["removed"]
            said.append(((rank, gone, earlier is not None, order, row), (row, earlier)))
    return [meant for _, meant in sorted(said, key=lambda one: one[0])]


def _tell_rest(engine: Engine, draft: Draft, plain: str, tokens: Sequence[Token], meant: Meant) -> None:
    """What a text says that names no code and no message: a status, or words."""
    digits = dict(draft.matches)
    if meant.names and draft.reason is None:
        alone = is_page(plain) or not say_more(_but_families(engine, plain, tokens))
        meant = Meant(meant.names, alone=meant.alone or alone)
    if meant.alone:
        draft.matches = {}
        _tell_statuses(engine, draft, meant.names)
        for code, match in digits.items():
            draft.matches.setdefault(code, match)
    elif draft.reason is None:
        _tell_words(engine, draft, plain, tokens)
    if not draft.matches and not meant.alone and draft.reason and draft.reason["kind"] not in _FINAL:
        _tell_statuses(engine, draft, meant.names)


def _but_families(engine: Engine, plain: str, tokens: Sequence[Token]) -> list[Token]:
    """The first of the tokens that are worth reading; a bare family adds nothing to a status."""
    worth = tokenize(excerpt(plain, tokens))[:MOST_WORDS]
    return [token for token in worth if token.word not in engine.book.families]


_FINAL = ("unknown_number", "foreign_family")


def _tell_statuses(engine: Engine, draft: Draft, names: Iterable[str]) -> None:
    draft.statuses = tuple(names)
    for name in draft.statuses:
        draft.understood.append({"kind": "status", "text": name})
        for row in range(len(engine.row_code)):
            if str(engine.row_code[row]) not in engine.index["removed"] and any(
                _is_of(status, name) for status in engine.statuses(row)
            ):
                code = engine.row_code[row]
                draft.matches.setdefault(code, _match(engine, code, "status", _BY_STATUS))
    if draft.matches:
        draft.reason = None
    elif draft.statuses:
        draft.reason = {"kind": "no_such_status", "statuses": list(draft.statuses)}


def _is_of(status: int, name: str) -> bool:
    return str(status) == name or (name[1:] == "xx" and str(status)[0] == name[0])


def _tell_words(engine: Engine, draft: Draft, plain: str, tokens: Sequence[Token]) -> None:
    if not engine.has_texts:
        draft.reason = {"kind": "texts_not_loaded"}
        return
    text = excerpt(plain, tokens)
    words = tokenize(text)
    family = [engine.book.families[token.word].name for token in words if token.word in engine.book.families]
    if family and len(words) == len(family):
        draft.reason = {"kind": "family", "family": family[0]}
        return
    if not engine.has_words:
        draft.reason = {"kind": "words_not_loaded"}
        return
    weights = engine.index["weights"]
    text = name_shapes(text)
    words = tokenize(text)
    begun = draft.typing and bool(words) and words[-1].end == len(text)
    words = apart(engine.lexicon, words)
    question = read(engine.lexicon, words, weights, begun=begun)
    draft.understood.append(_told_words(question))
    asked = ask(engine.lexicon, question, words)
    ranked = refine(engine.lexicon, asked, rank(question, weights), engine.quotes, weights)
    draft.reason = _why_no_words(question)
    for one in ranked:
        code = engine.row_code[one.row]
        if one.sure >= weights["answer"]:
            if code not in draft.matches:
                shown = len(draft.matches) < draft.limit
                draft.matches[code] = _word_match(engine, question, one) if shown else {}
        elif one.sure >= weights["guess"] and len(draft.guesses) < MOST_GUESSES:
            draft.guesses.setdefault(code, _word_match(engine, question, one))
    if draft.matches:
        draft.reason = None


def _told_words(question: Question) -> Answer:
    told = {word for concept in question.concepts for word in concept.said.split(" ")}
    return {
        "kind": "words",
        "known": [concept.said for concept in question.concepts],
        "unknown": list(dict.fromkeys(question.unknown)),
        "corrected": [[word, near.word] for word, near in question.spelt.items() if near.stem in told],
    }


def _why_no_words(question: Question) -> Answer:
    kind = "unsure" if question.concepts else "no_words"
    return {"kind": kind, "unknown": list(dict.fromkeys(question.unknown))}


def _word_match(engine: Engine, question: Question, one: Ranked) -> Answer:
    code = engine.row_code[one.row]
    match = _match(engine, code, "words", one.score)
    match["entry"] = engine.rows_of[code].index(one.row)
    match["sure"] = one.sure
    meant = {word for concept in question.concepts for words, _ in concept.targets for word in words}
    for token in tokenize(engine.text("message", one.row)):
        if token.word not in STOP_WORDS and stem(token.word) in meant:
            match["marks"].append([token.start, token.end])
    return match


def _match(engine: Engine, code: int, how: str, score: int) -> Answer:
    removed = engine.index["removed"].get(str(code))
    return {
        "code": engine.codes[code],
        "slug": engine.index["slugs"].get(str(code), engine.codes[code]),
        "how": how,
        "entry": 0,
        "values": [],
        "marks": [],
        "score": score,
        **({} if removed is None else {"removed": removed}),
    }


def _answer(draft: Draft, text: str, limit: int) -> Answer:
    # Of what is only likely, the codes of today go first.
    found = sorted(
        draft.matches.values(), key=lambda match: match.get("how") == "words" and "removed" in match
    )
    matches = found[:limit]
    guesses = [match for code, match in draft.guesses.items() if code not in draft.matches]
    reason = draft.reason
    if not matches and reason is None:
        reason = {"kind": "no_words", "unknown": []}
    for match in matches + guesses:
        match["values"] = [[from_units(mark), from_units(value)] for mark, value in match["values"]]
    for told in draft.understood:
        if "text" in told:
            told["text"] = from_units(told["text"])
    return {
        "query": text,
        "understood": draft.understood,
        "matches": matches,
        "total": len(draft.matches),
        "guesses": guesses[:MOST_GUESSES],
        "statuses": list(draft.statuses),
        "reason": reason,
    }


def describe(index: Mapping[str, Any] | Engine, code: str) -> Answer | None:
    """What the index knows of *code*: its slug and its entries; ``None`` for a code it does not have."""
    engine = index if isinstance(index, Engine) else Engine(index)
    if code not in engine.codes:
        return None
    number = engine.codes.index(code)
    return {
        "code": code,
        "slug": engine.index["slugs"].get(str(number), code),
        "entries": [_entry(engine, row) for row in engine.rows_of[number]],
    }


def _entry(engine: Engine, row: int) -> Answer:
    return {
        "status_text": engine.index["status_texts"][engine.index["row_status"][row]],
        "statuses": engine.statuses(row),
        **{name: from_units(engine.text(name, row)) for name in ("message", "description", "solution")},
    }
