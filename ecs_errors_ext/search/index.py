"""From a catalog to the index that the page and the command line ask.

The index is plain JSON and depends on the catalog and the vocabulary alone. What can be
counted from its texts (which words are rare) is counted when it is loaded. It has three
parts, each of use without the later ones: *codes* answers a code or a status, *texts* a
message, *words* plain language.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import TYPE_CHECKING, Any, TypeAlias

from ecs_errors_ext.messages import message_key
from ecs_errors_ext.model import Role
from ecs_errors_ext.placeholders import Placeholders
from ecs_errors_ext.search.engine import FIELDS, Engine
from ecs_errors_ext.search.lexicon import STOP_WORDS, rarity
from ecs_errors_ext.search.texts import is_advice, pack, sentences, unpack
from ecs_errors_ext.search.tokens import stem, to_units, tokenize
from ecs_errors_ext.search.vocabulary import Vocabulary, load_vocabulary, phrase_lines, stemmed, stemmed_words

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping, Sequence

    from ecs_errors_ext.model import Catalog, Entry, ErrorCode

Index: TypeAlias = dict[str, Any]
VERSION = 1
_SURE = 80
_LIKELY = 60
_FEW = 4
"""An idle word stands in such sentences more than so many times for each time elsewhere."""
_HARMFUL = re.compile("[<>&\u2028\u2029]")
_SURROGATE = re.compile("[\ud800-\udfff]")
CODES_PART = (
    "version",
    "catalog",
    "title",
    "codes",
    "removed",
    "slugs",
    "row_code",
    "status_texts",
    "statuses",
    "row_status",
    "services",
)
TEXTS_PART = (*FIELDS, "placeholders", "earlier")
WEIGHTS: Mapping[str, int] = {
    "message": 12,
    "description": 12,
    "solution": 3,
    "terms": 10,
    "norm": 6,
    "length": 4,
    "shared": 4,
    "slip": 75,
    "strong": 60,
    "unknown": 10,
    "gate": 60,
    "evidence": 14,
    "answer": 41,
    "guess": 22,
    "weak": 10,
    "vague": 60,
    "extra": 65,
    "opposite": 40,
    "blur": 30,
    "thin": 30,
    "quote": 50,
    "focus": 50,
}
"""All numbers that ranking and refusal depend on.

``message``, ``description``, ``solution``, ``terms``: weight of a word in that field ·
``norm``, ``length``: what saturates a word's weight, and how much of it grows with the
row · ``shared``: a sentence in more rows than this (or than every fortieth) is common to
all · ``slip``: percent that a misspelt word counts · ``strong``: readings of at least this
percentage of the best make a concept common or rare · ``unknown``: what a word that
nobody knows takes from sureness · ``gate``: percent
left to a row that lacks a thing asked for · ``evidence``: what a row must at least
explain · ``answer``, ``guess``: from which sureness on a row is a match or a guess ·
``weak``: from which importance on a concept counts where words are unknown · ``vague``:
from which percentage on a reading is a sure one · ``extra``: percent left to a row that
tells of a thing or an act that was not asked for · ``opposite``: percent left to one that
tells of the opposite act, or not of what a call was refused for · ``blur``: percent of
what a row says besides that each unknown word takes from sureness · ``thin``: a word that
is worth less than this in a row stands there in passing · ``quote``: percent of its pairs
of words from which on a question quotes a row · ``focus``: percent that a row has which
says nothing of the question alone.
"""


def build_index(catalog: Catalog, *, vocabulary: Vocabulary | None = None) -> Index:
    """The index of *catalog*; *vocabulary* is the built-in one unless given."""
    vocabulary = load_vocabulary() if vocabulary is None else vocabulary
    codes = (*catalog.codes, *catalog.removed)
    rows = [(number, entry) for number, code in enumerate(codes) for entry in code.entries]
    index = _codes_part(catalog, codes, rows, vocabulary)
    index |= _texts_part(codes, rows)
    index["terms"] = _terms(codes, vocabulary)
    index["weights"] = _weights(len(rows))
    index |= _vocabulary_part(index, vocabulary)
    return index


def _codes_part(
    catalog: Catalog, codes: Sequence[ErrorCode], rows: list[tuple[int, Entry]], vocabulary: Vocabulary
) -> Index:
    texts: dict[tuple[str | None, tuple[int, ...]], int] = {}
    row_status = [texts.setdefault((entry.status_text, entry.statuses), len(texts)) for _, entry in rows]
    own = {code.family.lower() for code in codes}
    return {
        "version": VERSION,
        "catalog": catalog.name,
        "title": catalog.title,
        "codes": [code.code for code in codes],
        "removed": {
            str(i): code.past.removed if code.past else ""
            for i, code in enumerate(codes)
            if i >= len(catalog.codes)
        },
        "slugs": {str(i): code.slug for i, code in enumerate(codes) if code.slug != code.code},
        "row_code": [number for number, _ in rows] if len(rows) != len(codes) else None,
        "status_texts": [text for text, _ in texts],
        "statuses": [list(statuses) for _, statuses in texts],
        "row_status": row_status,
        "services": " ".join(sorted(set(vocabulary.services) - own)),
    }


def _texts_part(codes: Sequence[ErrorCode], rows: list[tuple[int, Entry]]) -> Index:
    known = Placeholders.of(entry.message for _, entry in rows if entry.message)
    spans = {row: known.spans(to_units(entry.message or "")) for row, (_, entry) in enumerate(rows)}
    return {
        **{name: pack(getattr(entry, name) or "" for _, entry in rows) for name in FIELDS},
        "placeholders": {str(row): [list(span) for span in found] for row, found in spans.items() if found},
        "earlier": [
            [number, text, until, [list(span) for span in known.spans(to_units(text))]]
            for number, code in enumerate(codes)
            for text, until in _earlier(code)
        ],
    }


def _earlier(code: ErrorCode) -> Iterable[tuple[str, str]]:
    """The messages that *code* does not show but may be asked for, each with the day until which it held.

    Those of a translated table as they were before have no such day: the API prints them still.
    """
    present = {message_key(message) for message in code.messages}
    originals = dict.fromkeys(
        text for entry in code.entries for role, text in entry.original if role is Role.MESSAGE
    )
    messages = [*((text, "") for text in originals), *(code.past.messages if code.past else ())]
    return [(text, until) for text, until in messages if message_key(text) not in present]


def _terms(codes: Iterable[ErrorCode], vocabulary: Vocabulary) -> dict[str, str]:
    """Number of a code → further words for it: the project's own, and of translated texts what they said before."""
    texts = (
        [
            *vocabulary.codes.get(code.code, ()),
            *(text for entry in code.entries for _, text in entry.original),
        ]
        for code in codes
    )
    return {str(number): ". ".join(said) for number, said in enumerate(texts) if said}


def _vocabulary_part(index: Index, vocabulary: Vocabulary) -> Index:
    """What the catalog needs of *vocabulary*: words that lead to none of its own are left out."""
    known = Engine(index).postings
    return {
        "phrases": [*phrase_lines(vocabulary, known), *_elsewhere(vocabulary, known)],
        "objects": _stems_of(vocabulary, vocabulary.objects, known),
        "things": _stems_of(vocabulary, vocabulary.things, known),
        "refusals": _stems_of(vocabulary, vocabulary.refusals, known),
        "acts": _stems_of(vocabulary, vocabulary.acts, known, _LIKELY),
        "opposites": _opposites(vocabulary, known),
        "neutral": stemmed_words([*vocabulary.neutral, *_idle_words(index)]),
    }


def _elsewhere(vocabulary: Vocabulary, known: Mapping[str, Mapping[int, int]]) -> list[str]:
    """What other systems say, as a line of phrases that mean nothing here; without what a row of this table says."""
    phrases = dict.fromkeys(map(stemmed, vocabulary.elsewhere))
    foreign = [phrase for phrase in phrases if not _stands_in_a_row(phrase, known)]
    return [",".join(foreign) + ">"] if foreign else []


def _stands_in_a_row(phrase: str, known: Mapping[str, Mapping[int, int]]) -> bool:
    rows = [set(known.get(word, ())) for word in phrase.split() if word not in STOP_WORDS]
    return bool(rows and set.intersection(*rows))


def _opposites(vocabulary: Vocabulary, known: Container[str]) -> str:
    """``one|other`` for acts of which the catalog has one: the stems for either, with blanks between the pairs."""
    pairs = ([stem(word) for word in pair.split()] for pair in vocabulary.opposites)
    return " ".join("|".join(pair) for pair in pairs if any(word in known for word in pair))


def _idle_words(index: Index) -> list[str]:
    """The words that nearly only stand in advice to try again or to contact somebody, or in what many rows say."""
    uses = Counter(one for name in FIELDS for text in unpack(index[name]) for one in sentences(text))
    idle: Counter[str] = Counter()
    telling: Counter[str] = Counter()
    for sentence, count in uses.items():
        words = {token.word for token in tokenize(sentence) if not token.is_id}
        told = is_advice(sentence) or count > index["weights"]["shared"]
        (idle if told else telling).update(dict.fromkeys(words, count))
    return [word for word, count in idle.items() if count > _FEW * (1 + telling[word])]


def _stems_of(
    vocabulary: Vocabulary, concepts: Iterable[str], known: Container[str], least: int = _SURE
) -> str:
    """The stems by which *known* words say *concepts*; only what is said in one word, and surely."""
    words = (
        word for name in concepts for word, sure in vocabulary.tables.get(name, [(name, 100)]) if sure > least
    )
    return stemmed_words(word for word in words if stemmed(word) in known)


def _weights(rows: int) -> dict[str, int]:
    """The weights for a table of so many rows: in a tiny one no word is rare, so less must do as evidence."""
    rarest = rarity(1, rows)
    less = {"evidence": rarest, "weak": rarest * 2 // 3}
    return {**WEIGHTS, **{name: min(WEIGHTS[name], most) for name, most in less.items()}}


def split_index(index: Index) -> tuple[Index, Index, Index]:
    """The *codes*, the *texts* and the *words* part; together they are the index again."""
    codes = {key: index[key] for key in CODES_PART}
    texts = {key: index[key] for key in TEXTS_PART}
    earlier = codes.keys() | texts.keys()
    return codes, texts, {key: value for key, value in index.items() if key not in earlier}


def index_script(index: Index) -> str:
    """The text of a classic script that registers *index* (or a part of it), whichever script is loaded first."""
    return f"(globalThis.EcsErrorsIndexes||=[]).push({script_json(index)});\n"


def script_json(value: object) -> str:
    """*value* as JSON that is harmless in a script: no tag, comment or line separator of HTML or JavaScript."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    if _SURROGATE.search(text):
        text = json.dumps(value, separators=(",", ":"))
    return _HARMFUL.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
