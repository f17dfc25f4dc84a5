"""An index made ready to be asked: each of its parts is unfolded when it is first needed."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from ecs_errors_ext.search.codebook import CodeBook, code_book
from ecs_errors_ext.search.lexicon import (
    SLIPPED_STOP_WORDS,
    Lexicon,
    build_postings,
    read_opposites,
    read_phrases,
)
from ecs_errors_ext.search.refine import Quote, quote
from ecs_errors_ext.search.spelling import Spelling
from ecs_errors_ext.search.templates import Found, Templates, compile_templates, spelled_out
from ecs_errors_ext.search.texts import core, sentences, unpack
from ecs_errors_ext.search.tokens import Token, to_units, tokenize

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


@dataclass(frozen=True, slots=True)
class Earlier:
    """A message that a code had once."""

    code: int
    text: str
    """In UTF-16 units."""
    until: str
    """The day on which another took its place."""


FIELDS = ("message", "description", "solution")


class Engine:
    """What :func:`~ecs_errors_ext.search.match.find` asks. Holds one index; changes nothing in it."""

    def __init__(self, index: Mapping[str, Any]) -> None:
        self.index = index
        self.codes: list[str] = index["codes"]
        rows = index.get("row_code")
        self.row_code: list[int] = list(range(len(self.codes))) if rows is None else rows
        self.rows_of: list[list[int]] = [[] for _ in self.codes]
        for row, code in enumerate(self.row_code):
            self.rows_of[code].append(row)
        self.has_texts = "message" in index
        self.has_words = "phrases" in index
        self._quotes: dict[int, list[Quote]] = {}

    @cached_property
    def book(self) -> CodeBook:
        """What recognises codes."""
        return code_book(self.codes, self.index["services"].split(" "))

    @cached_property
    def _columns(self) -> dict[str, list[str]]:
        return {name: unpack(self.index[name]) for name in FIELDS}

    def text(self, name: str, row: int) -> str:
        """One field of *row*, empty where it has none or only the codes are loaded."""
        return self._columns[name][row] if self.has_texts else ""

    def statuses(self, row: int) -> list[int]:
        """The HTTP statuses of *row*."""
        found: list[int] = self.index["statuses"][self.index["row_status"][row]]
        return found

    @cached_property
    def cores(self) -> list[int]:
        """Row → how many units of its message are no advice."""
        return [core(message) for message in self._columns["message"]]

    @cached_property
    def messages(self) -> dict[str, list[int]]:
        """Message → its rows."""
        rows: dict[str, list[int]] = {}
        for row in range(len(self.row_code)):
            rows.setdefault(self.text("message", row), []).append(row)
        rows.pop("", None)
        return rows

    @cached_property
    def earlier(self) -> list[Earlier]:
        """The messages that codes had once."""
        return [Earlier(code, to_units(text), until) for code, text, until, _ in self.index["earlier"]]

    def meant_by(self, number: int) -> list[tuple[int, Earlier | None]]:
        """The rows that a message of :attr:`templates` means, and which earlier one it is if it is none of today."""
        if number < len(self.row_code):
            return [(row, None) for row in self.messages[self.text("message", number)]]
        earlier = self.earlier[number - len(self.row_code)]
        return [(self.rows_of[earlier.code][0], earlier)]

    @cached_property
    def templates(self) -> Templates:
        """What recognises messages: one of today goes by its first row, an earlier one by its place behind all rows."""
        spans = self.index["placeholders"]
        messages = [(rows[0], text, spans.get(str(rows[0]), ())) for text, rows in self.messages.items()]
        for number, (_, text, _, marks) in enumerate(self.index["earlier"], len(self.row_code)):
            messages.append((number, to_units(text), marks))
        return compile_templates(
            (number, text[: core(text)], text[core(text) :], marks) for number, text, marks in messages
        )

    @cached_property
    def _openings(self) -> list[str]:
        """The words of each template that has no placeholder."""
        templates = self.templates.templates
        return ["" if one.marks else " ".join(one.pieces[0]) for one in templates]

    def begun(self, tokens: Sequence[Token]) -> list[Found]:
        """The messages that begin with all of *tokens*: the text was cut, perhaps in a word."""
        plain = spelled_out(tokens)
        if not 3 <= len(plain) <= 60:
            return []
        said = " ".join(token.word for token in plain)
        start, end = plain[0].start, plain[-1].end
        return [
            Found(number, 0, len(plain), start, end, (), 0)
            for number, opening in enumerate(self._openings)
            if opening.startswith(said)
        ]

    def quotes(self, row: int) -> list[Quote]:
        """What the message of *row* without its advice, and its description, say."""
        known = self._quotes.get(row)
        if known is None:
            known = self._quotes[row] = self._quoted(row)
        return known

    def _quoted(self, row: int) -> list[Quote]:
        core = self.text("message", row)[: self.cores[row]]
        texts = [core, self.text("description", row)]
        return [quote([token.word for token in tokenize(text) if not token.is_id]) for text in texts]

    @cached_property
    def lexicon(self) -> Lexicon:
        """What plain language is compared with."""
        lexicon = Lexicon(len(self.row_code))
        lexicon.postings, forms = self._counted
        lexicon.phrases = read_phrases(self.index["phrases"])
        lexicon.longest = max((phrase.count(" ") + 1 for phrase in lexicon.phrases), default=1)
        lexicon.objects = frozenset(self.index["objects"].split(" "))
        lexicon.things = lexicon.objects | frozenset(self.index["things"].split(" "))
        lexicon.refusals = frozenset(self.index["refusals"].split(" "))
        lexicon.acts = frozenset(self.index["acts"].split(" "))
        lexicon.opposites = read_opposites(self.index["opposites"])
        lexicon.neutral = frozenset(self.index["neutral"].split(" "))
        said = {phrase for phrase, targets in lexicon.phrases.items() if targets and " " not in phrase}
        stems = lexicon.neutral.union(said, lexicon.postings)
        lexicon.told = stems.union(*(phrase.split(" ") for phrase in lexicon.phrases))
        selves = {word: word for word in (*SLIPPED_STOP_WORDS, *stems)}
        lexicon.spelling = Spelling(forms | selves, lexicon.postings)
        return lexicon

    @property
    def postings(self) -> dict[str, dict[int, int]]:
        """Stem → row → weight, counted from the texts."""
        return self._counted[0]

    @cached_property
    def _counted(self) -> tuple[dict[str, dict[int, int]], dict[str, str]]:
        """What :func:`build_postings` makes of the texts."""
        weights = self.index["weights"]
        cut = {name: [sentences(text) for text in texts] for name, texts in self._columns.items()}
        rows = range(len(self.row_code))
        uses = Counter(one for found in cut.values() for row in rows for one in set(found[row]))
        most = max(weights["shared"], len(rows) // 40)
        fields = [
            [(weights[name], [(one, uses[one] > most) for one in cut[name][row]]) for name in FIELDS]
            + [(weights["terms"], [(term, False) for term in self._terms(row)])]
            for row in rows
        ]
        return build_postings(fields, (weights["norm"], weights["length"]))

    def _terms(self, row: int) -> list[str]:
        term = self.index["terms"].get(str(self.row_code[row]))
        return [term] if term else []
