"""One answer from several catalogs.

Each catalog answers by itself, on one scale, so the answers need only be put into one
order. What is sure in one catalog goes before what is likely in another: where
any of them knows a code or a message of the text, no other reads the text as words; and a
text that one has as a code, letter for letter, is no misspelt code of another.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from ecs_errors_ext.search.match import MOST_GUESSES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Answer: TypeAlias = dict[str, Any]
_SURE = ("code", "message")
_SPELLINGS = ("exact", "loose", "typo", "digits")
_KINDS = (
    "unknown_number",
    "family",
    "no_such_status",
    "foreign_family",
    "texts_not_loaded",
    "words_not_loaded",
    "unsure",
    "no_words",
)
_REASONS = {kind: place for place, kind in enumerate(_KINDS)}
"""Kind of reason → its place, from the one that says most about a text to the one that says least."""


def together(answers: Sequence[tuple[str, Answer]], limit: int = 50) -> Answer:
    """The *answers* of catalogs, each with the name of its catalog, as one; every match says of which it is.

    The same as ``EcsErrorsTogether.together``. Raises :exc:`ValueError` where there is no answer.
    """
    if not answers:
        message = "no answers to put together"
        raise ValueError(message)
    sure = any(match["how"] in _SURE for _, answer in answers for match in answer["matches"])
    best = _best_spellings(answers)
    found = [
        (-_weight(match), _place(answer, match), {**match, "catalog": name})
        for name, answer in answers
        for match in answer["matches"]
        if (not sure or match["how"] in _SURE) and not _is_outdone(answer, match, best)
    ]
    matches = [match for _, _, match in sorted(found, key=lambda one: one[:2])]
    told = _telling(answers, matches)
    return {
        **told,
        "matches": matches[:limit],
        "total": len(matches) if sure else sum(answer["total"] for _, answer in answers),
        "guesses": [] if sure else _guesses(answers, told["reason"]),
        "statuses": list(dict.fromkeys(status for _, answer in answers for status in answer["statuses"])),
        "reason": None if matches else told["reason"],
    }


def _best_spellings(answers: Sequence[tuple[str, Answer]]) -> dict[str, int]:
    """Text that some catalog reads as a code → how well it is spelt for the catalog that it fits best."""
    best: dict[str, int] = {}
    for _, answer in answers:
        for told in answer["understood"]:
            if "code" in told:
                best[told["text"]] = min(best.get(told["text"], len(_SPELLINGS)), _spelling(told))
    return best


def _spelling(told: Answer) -> int:
    return _SPELLINGS.index(told["how"])


def _is_outdone(answer: Answer, match: Answer, best: Mapping[str, int]) -> bool:
    """Whether every text that was read as this code is better spelt for the code of another catalog."""
    named = [told for told in answer["understood"] if told.get("code") == match["code"]]
    return bool(named) and all(_spelling(told) > best[told["text"]] for told in named)


def _weight(match: Answer) -> int:
    """What a match weighs beside those of other catalogs: of words also how surely they mean it."""
    return int(match["score"] * match.get("sure", 100))


def _place(answer: Answer, match: Answer) -> int:
    """Which of the things that were understood names the code: codes stay in the order of the text."""
    places = (place for place, told in enumerate(answer["understood"]) if told.get("code") == match["code"])
    return next(places, 0)


def _telling(answers: Sequence[tuple[str, Answer]], matches: Sequence[Answer]) -> Answer:
    """The answer that says most about the text: that of the best match, else the one with the best reason."""
    if matches:
        return next(answer for name, answer in answers if name == matches[0]["catalog"])
    return min((answer for _, answer in answers), key=lambda answer: _REASONS[answer["reason"]["kind"]])


def _guesses(answers: Sequence[tuple[str, Answer]], reason: Answer | None) -> list[Answer]:
    """The best guesses; the nearest numbers alone where a number of a known family is not known."""
    near = reason is not None and reason["kind"] == "unknown_number"
    found = [
        {**guess, "catalog": name}
        for name, answer in answers
        for guess in answer["guesses"]
        if not near or guess["how"] == "near"
    ]
    return sorted(found, key=lambda guess: -_weight(guess))[:MOST_GUESSES]
