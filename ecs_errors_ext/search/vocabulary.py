"""The vocabulary file: what tables and users call the things of a cloud, by concept.

The format is line by line; ``#`` begins a comment. Sections::

    [tables]      concept = words of tables, each with how surely it is meant (percent, 100 if left out)
    [users]       what users say, comma separated => concepts, each with a percentage; ``a+b`` means both together
    [objects]     concepts that are things: a row that lacks the one asked for is about another
    [things]      further concepts that are things: a question that only names things asks for nothing
    [refusals]    concepts for which calls are refused: whatever they were to do and to what need not be in a row
    [acts]        concepts that are done to things: a row that tells of one unasked is about another
    [opposites]   pairs of acts, comma separated: a row of the one is no answer to a question about the other
    [elsewhere]   what other systems say, comma separated: it tells nothing of this one
    [neutral]     words that say nothing about an error
    [services]    code families of other services
    [codes]       code = words and phrases that a person may use for it

A name on the right that ``[tables]`` does not define is itself the word of the table. What is known
by its shape is written as :mod:`.shapes` calls it (``0cidr => subnet``). Files are read one after the
other and add up, so a project's own file only holds what is special to it.
One that is called like a table (``error_codes.vocabulary`` beside ``error_codes.rst``) is that table's.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import TYPE_CHECKING

from ecs_errors_ext.search.lexicon import said
from ecs_errors_ext.search.tokens import fold, stem, tokenize
from ecs_errors_ext.textfiles import read_text

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping, Sequence

BUILT_IN = Path(__file__).with_name("vocabulary.txt")
SUFFIX = ".vocabulary"
_WEIGHTED = re.compile(r"(.*?)\s+([0-9]{1,3})$")
_PLAIN = re.compile("[a-z ]*")
"""Of words that need no folding, as most phrases are: their words are their tokens."""
_SECTION = re.compile(r"\[(.*)\]")
_LEAST = 3
"""A meaning less sure than so many tenths is not worth its bytes."""
_PAIRED = 80
"""In ``a+b`` a table's word must be at least so surely meant."""
_SYNONYM = 90
"""From this percentage on, a table's word for a concept is also what users may say for it."""


class VocabularyError(ValueError):
    """A vocabulary file cannot be read, or a line of it is not of the documented form."""


@dataclass(slots=True)
class Vocabulary:
    """Parsed vocabulary files."""

    tables: dict[str, list[tuple[str, int]]] = field(default_factory=dict)
    users: list[tuple[list[str], list[tuple[str, int]]]] = field(default_factory=list)
    objects: list[str] = field(default_factory=list)
    things: list[str] = field(default_factory=list)
    refusals: list[str] = field(default_factory=list)
    acts: list[str] = field(default_factory=list)
    opposites: list[str] = field(default_factory=list)
    elsewhere: list[str] = field(default_factory=list)
    neutral: list[str] = field(default_factory=list)
    services: list[str] = field(default_factory=list)
    codes: dict[str, list[str]] = field(default_factory=dict)


_SECTIONS = tuple(section.name for section in fields(Vocabulary))


def beside(path: Path) -> list[Path]:
    """The vocabulary of the table or export at *path*: the file beside it of the same name, if there is one."""
    own = path.with_suffix(SUFFIX)
    return [own] if own.exists() else []


def load_vocabulary(paths: Iterable[Path] = ()) -> Vocabulary:
    """The built-in vocabulary and those of *paths*, added up; raises :exc:`VocabularyError`."""
    vocabulary = Vocabulary()
    for path in [BUILT_IN, *paths]:
        parse_vocabulary(read_vocabulary(path), str(path), into=vocabulary)
    return vocabulary


def read_vocabulary(path: Path) -> str:
    """The text of the vocabulary file at *path*; raises :exc:`VocabularyError`."""
    return read_text(path, VocabularyError)


def parse_vocabulary(text: str, name: str = "vocabulary", *, into: Vocabulary | None = None) -> Vocabulary:
    """Read the *text* of a vocabulary file called *name*."""
    vocabulary = into or Vocabulary()
    section = ""
    for number, line in enumerate(text.splitlines(), 1):
        content = line.split("#", 1)[0].strip()
        if not content:
            continue
        heading = _SECTION.fullmatch(content)
        section = heading[1] if heading else section
        if section not in _SECTIONS:
            known = " ".join(f"[{section}]" for section in _SECTIONS)
            message = f"{name}:{number}: in no section of {known}: {content[:80]!r}"
            raise VocabularyError(message)
        try:
            if not heading:
                _read_line(vocabulary, section, content)
        except ValueError as error:
            message = f"{name}:{number}: not a line of section [{section}]: {content[:80]!r}"
            raise VocabularyError(message) from error
    return vocabulary


def _read_line(vocabulary: Vocabulary, section: str, content: str) -> None:
    if section == "tables":
        concept, words = content.split("=", 1)
        vocabulary.tables.setdefault(concept.strip(), []).extend(_weighted(words))
    elif section == "users":
        says, means = content.split("=>", 1)
        vocabulary.users.append((_listed(says), _weighted(means)))
    elif section == "codes":
        code, words = content.split("=", 1)
        vocabulary.codes.setdefault(code.strip(), []).extend(_listed(words))
    elif section in {"elsewhere", "opposites"}:
        getattr(vocabulary, section).extend(_listed(content))
    else:
        getattr(vocabulary, section).extend(content.split())


def _listed(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


def _weighted(text: str) -> list[tuple[str, int]]:
    found = []
    for part in _listed(text):
        match = _WEIGHTED.fullmatch(part)
        found.append((match[1], int(match[2])) if match else (part, 100))
    return found


def stemmed(phrase: str) -> str:
    """*phrase* as stems with blanks between."""
    words = phrase.split(" ") if _PLAIN.fullmatch(phrase) else [token.word for token in tokenize(phrase)]
    return " ".join(filter(None, map(said, words)))


def stemmed_words(words: Iterable[str]) -> str:
    """Single *words* as stems, sorted, none twice."""
    return " ".join(sorted({stem(fold(word)) for word in words}))


def phrase_lines(vocabulary: Vocabulary, known: Container[str]) -> list[str]:
    """What users say for the words of one catalog, as lines for :func:`lexicon.read_phrases`.

    Only words *known* to the catalog are named; what leads to none of them is left out.
    """
    lines: dict[str, dict[str, None]] = {}
    for says, means in _users(vocabulary):
        targets: dict[str, int] = {}
        for concept, weight in means:
            for words, sure in _table_words(vocabulary, concept):
                if words and all(word in known for word in words):
                    target = " ".join(words)
                    tenths = (weight * sure + 500) // 1000
                    targets[target] = max(targets.get(target, 0), tenths)
        kept = _worthwhile(targets)
        phrases = [phrase for phrase in map(stemmed, says) if phrase and list(kept) != [phrase]]
        if kept and phrases:
            line = ",".join(target + str(tenths if tenths < 10 else "") for target, tenths in kept.items())
            lines.setdefault(line, {}).update(dict.fromkeys(phrases))
    return [",".join(phrases) + ">" + line for line, phrases in lines.items()]


def _worthwhile(targets: Mapping[str, int]) -> dict[str, int]:
    """*targets* without the unsure ones and those that a shorter one says as surely."""
    return {
        target: weight
        for target, weight in targets.items()
        if weight >= _LEAST
        and not any(
            set(other.split()) < set(target.split()) and sure >= weight for other, sure in targets.items()
        )
    }


def _users(vocabulary: Vocabulary) -> Iterable[tuple[Sequence[str], Sequence[tuple[str, int]]]]:
    yield from vocabulary.users
    for concept, words in vocabulary.tables.items():
        yield [word for word, weight in words if weight >= _SYNONYM], [(concept, _SYNONYM)]


def _table_words(vocabulary: Vocabulary, concept: str) -> Iterable[tuple[tuple[str, ...], int]]:
    """The stems that tables use for *concept*, all ways to combine those of ``a+b``."""
    parts = [vocabulary.tables.get(part, [(part, 100)]) for part in concept.split("+")]
    if len(parts) > 1:
        parts = [[(word, weight) for word, weight in part if weight >= _PAIRED] for part in parts]
    for combination in itertools.product(*parts):
        words = tuple(dict.fromkeys(word for text, _ in combination for word in stemmed(text).split()))
        yield words, min(weight for _, weight in combination)
