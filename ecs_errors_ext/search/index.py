"""From a catalog to the index that the page and the command line ask.

The index is plain JSON and depends on the catalog and the vocabulary alone. What can be
counted from its texts (which words are rare) is counted when it is loaded. It has two
parts: *codes* answers a code or a status by itself, *texts* the rest.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, TypeAlias

from ecs_errors_ext.placeholders import Placeholders
from ecs_errors_ext.search.engine import FIELDS, known_stems
from ecs_errors_ext.search.texts import pack
from ecs_errors_ext.search.tokens import to_units
from ecs_errors_ext.search.vocabulary import Vocabulary, load_vocabulary, phrase_lines, stemmed, stemmed_words

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping

    from ecs_errors_ext.model import Catalog, Entry

Index: TypeAlias = dict[str, Any]
VERSION = 1
_SURE = 80
_HARMFUL = re.compile("[<>&\u2028\u2029]")
_SURROGATE = re.compile("[\ud800-\udfff]")
CODES_PART = (
    "version",
    "catalog",
    "codes",
    "slugs",
    "row_code",
    "status_texts",
    "statuses",
    "row_status",
    "services",
)
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
    "unknown": 22,
    "gate": 60,
    "evidence": 14,
    "answer": 41,
    "guess": 22,
    "weak": 6,
    "extra": 65,
    "blur": 45,
    "thin": 30,
    "quote": 60,
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
explain · ``answer``, ``guess``: from which sureness on a row is a match or a guess.
"""


def build_index(catalog: Catalog, *, vocabulary: Vocabulary | None = None) -> Index:
    """The index of *catalog*; *vocabulary* is the built-in one unless given."""
    vocabulary = load_vocabulary() if vocabulary is None else vocabulary
    rows = [(number, entry) for number, code in enumerate(catalog.codes) for entry in code.entries]
    index = _codes_part(catalog, rows, vocabulary)
    index |= _texts_part(rows)
    index["terms"] = _terms(catalog, vocabulary)
    index["weights"] = dict(WEIGHTS)
    index |= _vocabulary_part(index, vocabulary)
    return index


def _codes_part(catalog: Catalog, rows: list[tuple[int, Entry]], vocabulary: Vocabulary) -> Index:
    texts: dict[tuple[str | None, tuple[int, ...]], int] = {}
    row_status = [texts.setdefault((entry.status_text, entry.statuses), len(texts)) for _, entry in rows]
    own = {code.family.lower() for code in catalog.codes}
    return {
        "version": VERSION,
        "catalog": catalog.name,
        "codes": [code.code for code in catalog.codes],
        "slugs": {str(i): code.slug for i, code in enumerate(catalog.codes) if code.slug != code.code},
        "row_code": [number for number, _ in rows] if len(rows) != len(catalog.codes) else None,
        "status_texts": [text for text, _ in texts],
        "statuses": [list(statuses) for _, statuses in texts],
        "row_status": row_status,
        "services": " ".join(sorted(set(vocabulary.services) - own)),
    }


def _texts_part(rows: list[tuple[int, Entry]]) -> Index:
    known = Placeholders.of(entry.message for _, entry in rows if entry.message)
    spans = {row: known.spans(to_units(entry.message or "")) for row, (_, entry) in enumerate(rows)}
    return {
        **{name: pack(getattr(entry, name) or "" for _, entry in rows) for name in FIELDS},
        "placeholders": {str(row): [list(span) for span in found] for row, found in spans.items() if found},
    }


def _terms(catalog: Catalog, vocabulary: Vocabulary) -> dict[str, str]:
    return {
        str(number): ". ".join(vocabulary.codes[code.code])
        for number, code in enumerate(catalog.codes)
        if code.code in vocabulary.codes
    }


def _vocabulary_part(index: Index, vocabulary: Vocabulary) -> Index:
    """What the catalog needs of *vocabulary*: words that lead to none of its own are left out."""
    known = known_stems(index)
    return {
        "phrases": phrase_lines(vocabulary, known),
        "objects": _stems_of(vocabulary, vocabulary.objects, known),
        "acts": _stems_of(vocabulary, vocabulary.acts, known),
        "neutral": stemmed_words(vocabulary.neutral),
    }


def _stems_of(vocabulary: Vocabulary, concepts: Iterable[str], known: Container[str]) -> str:
    """The stems by which *known* words say *concepts*; only what is said in one word, and surely."""
    words = (
        word for name in concepts for word, sure in vocabulary.tables.get(name, [(name, 100)]) if sure > _SURE
    )
    return stemmed_words(word for word in words if stemmed(word) in known)


def split_index(index: Index) -> tuple[Index, Index]:
    """The *codes* part and the *texts* part; ``{**codes, **texts}`` is the index again."""
    codes = {key: index[key] for key in CODES_PART}
    return codes, {key: value for key, value in index.items() if key not in codes}


def index_script(index: Index) -> str:
    """The text of a classic script that registers *index* (or a part of it), whichever script is loaded first."""
    return f"(globalThis.EcsErrorsIndexes||=[]).push({script_json(index)});\n"


def script_json(value: object) -> str:
    """*value* as JSON that is harmless in a script: no tag, comment or line separator of HTML or JavaScript."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    if _SURROGATE.search(text):
        text = json.dumps(value, separators=(",", ":"))
    return _HARMFUL.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
