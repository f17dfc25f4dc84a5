"""What belongs together in a catalog: families, ranges, statuses, messages.

All of it is derived from the catalog, in time linear in its size, and each part
only when it is first asked for.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from ecs_errors_ext.messages import message_key, similar_messages
from ecs_errors_ext.placeholders import Placeholders
from ecs_errors_ext.slugs import code_slugs, message_slugs
from ecs_errors_ext.statuses import status_class

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ecs_errors_ext.model import Catalog, ErrorCode

K = TypeVar("K")

_FEWEST_DIGITS = 3  # a number of two digits has no hundreds to be grouped by
_SIMILAR_PER_GROUP = 3
OTHER_CODES = "Other codes"
"""Label of the range of the codes that have no family."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageGroup:
    """The codes that answer with one message."""

    key: str
    """The message in the form in which sameness is judged."""
    text: str
    """The message as the first of its codes prints it."""
    slug: str
    codes: tuple[ErrorCode, ...]
    """In browsing order, at least one."""

    @property
    def shared(self) -> bool:
        """Whether several codes answer with it, so that it has a page of its own."""
        return len(self.codes) > 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    """Codes of one family whose numbers share all but their last two digits."""

    label: str
    """``Ecs.00xx``; the family, or a text for codes without one, where there are no such numbers."""
    family: str
    numbered: bool
    """Whether all its codes end in a number of at least three digits."""
    codes: tuple[ErrorCode, ...]


class Groups:
    """The views of one catalog. Every sequence is in browsing order."""

    def __init__(self, catalog: Catalog) -> None:
        self.catalog = catalog

    @cached_property
    def codes(self) -> tuple[ErrorCode, ...]:
        """All codes in browsing order: the largest family first, in it by number."""
        sizes = {
            family: -len(codes)
            for family, codes in _collect(self.catalog.codes, lambda code: [code.family]).items()
        }
        first = {family: index for index, family in enumerate(sizes)}
        return tuple(
            sorted(
                self.catalog.codes,
                key=lambda code: (
                    not code.family,
                    sizes[code.family],
                    first[code.family],
                    natural(code.code),
                ),
            )
        )

    @cached_property
    def placeholders(self) -> Placeholders:
        """What stands for something the API fills in, in the messages of this catalog."""
        return Placeholders.of(message for code in self.catalog.codes for message in code.messages)

    @cached_property
    def families(self) -> dict[str, tuple[ErrorCode, ...]]:
        """Family → its codes; codes without a family stand under the empty text."""
        return _collect(self.codes, lambda code: [code.family])

    @cached_property
    def family_slugs(self) -> dict[str, str]:
        """Family → the file name of its page, also of one that has lost its codes; no family has none."""
        known = self.catalog.family_slugs
        return {**known, **code_slugs((family for family in self.families if family), known)}

    @cached_property
    def statuses(self) -> dict[int, tuple[ErrorCode, ...]]:
        """Status → the codes that answer with it, in the order of the statuses."""
        return dict(sorted(_collect(self.codes, lambda code: code.statuses).items()))

    @cached_property
    def classes(self) -> dict[str, tuple[ErrorCode, ...]]:
        """Status class (``4xx``) → its codes, in the order of the classes."""
        return dict(
            sorted(_collect(self.codes, lambda code: dict.fromkeys(map(status_class, code.statuses))).items())
        )

    @cached_property
    def by_status(self) -> dict[str, tuple[ErrorCode, ...]]:
        """Each status and then each class, as its page is called (``400``, ``4xx``) → its codes."""
        return {str(status): codes for status, codes in self.statuses.items()} | self.classes

    @cached_property
    def without_status(self) -> tuple[ErrorCode, ...]:
        """The codes that name no status."""
        return tuple(code for code in self.codes if not code.statuses)

    @cached_property
    def messages(self) -> dict[str, MessageGroup]:
        """Message key → its group; the largest group first, then in browsing order."""
        codes = _collect(self.codes, lambda code: dict.fromkeys(map(message_key, code.messages)))
        slugs = message_slugs(codes, self.catalog.message_slugs)
        texts: dict[str, str] = {}
        for code in self.codes:
            for text in code.messages:
                texts.setdefault(message_key(text), text)
        groups = [
            MessageGroup(key=k, text=texts[k], slug=slugs[k], codes=members) for k, members in codes.items()
        ]
        return {group.key: group for group in sorted(groups, key=lambda group: -len(group.codes))}

    @cached_property
    def shared_messages(self) -> tuple[MessageGroup, ...]:
        """The messages that several codes answer with, the largest group first."""
        return tuple(group for group in self.messages.values() if group.shared)

    @cached_property
    def _messages_of(self) -> dict[str, tuple[MessageGroup, ...]]:
        return {
            code.code: tuple(self.messages[key] for key in dict.fromkeys(map(message_key, code.messages)))
            for code in self.codes
        }

    def messages_of(self, code: ErrorCode) -> tuple[MessageGroup, ...]:
        """The groups of the messages of *code*, one for each different message."""
        return self._messages_of[code.code]

    def same_message(self, code: ErrorCode) -> tuple[ErrorCode, ...]:
        """The other codes that answer with a message of *code*."""
        others = (other for group in self.messages_of(code) for other in group.codes)
        return tuple(dict.fromkeys(other for other in others if other is not code))

    @cached_property
    def _similar(self) -> dict[str, tuple[MessageGroup, ...]]:
        groups = list(self._in_browsing_order())
        ranked = similar_messages([group.text for group in groups])
        return {group.key: tuple(groups[i] for i in near) for group, near in zip(groups, ranked, strict=True)}

    def _in_browsing_order(self) -> Iterable[MessageGroup]:
        """Every message once, so that messages near each other in the table are near here."""
        seen: dict[str, MessageGroup] = {}
        for code in self.codes:
            for group in self.messages_of(code):
                seen.setdefault(group.key, group)
        return seen.values()

    def similar(self, code: ErrorCode) -> tuple[tuple[MessageGroup, MessageGroup], ...]:
        """Pairs of a message of *code* and one similar to it that *code* has not, best first."""
        own = {group.key for group in self.messages_of(code)}
        found: dict[str, tuple[MessageGroup, MessageGroup]] = {}
        for group in self.messages_of(code):
            for other in self._similar[group.key]:
                if other.key not in own:
                    found.setdefault(other.key, (group, other))
        return tuple(found.values())

    def similar_codes(self, code: ErrorCode) -> tuple[ErrorCode, ...]:
        """The codes of the similar messages, of each message the first few."""
        others = (other for _, group in self.similar(code) for other in group.codes[:_SIMILAR_PER_GROUP])
        return tuple(dict.fromkeys(other for other in others if other is not code))

    @cached_property
    def _neighbours(self) -> dict[str, tuple[ErrorCode | None, ErrorCode | None]]:
        padded = (None, *self.codes, None)
        return {code.code: (padded[index], padded[index + 2]) for index, code in enumerate(self.codes)}

    def neighbours(self, code: ErrorCode) -> tuple[ErrorCode | None, ErrorCode | None]:
        """The codes before and after *code*."""
        return self._neighbours[code.code]


def _collect(
    codes: Iterable[ErrorCode], keys: Callable[[ErrorCode], Iterable[K]]
) -> dict[K, tuple[ErrorCode, ...]]:
    """Key → those of *codes* that have it, keys in the order of appearance."""
    found: dict[K, list[ErrorCode]] = defaultdict(list)
    for code in codes:
        for key in keys(code):
            found[key].append(code)
    return {key: tuple(members) for key, members in found.items()}


def number_of(code: str) -> str:
    """The digits at the end of *code*, empty if there are none."""
    return code[len(code.rstrip("0123456789")) :]


def nearest_names(target: str, known: Iterable[str]) -> list[str]:
    """The names in *known* most like *target*: in other letter case, with its number, or of like letters."""
    folded = {name.casefold(): name for name in known}
    wanted = target.casefold()
    if wanted in folded:
        return [folded[wanted]]
    number = number_of(target)
    same_number = [name for name in folded.values() if number and number_of(name) == number]
    close = (folded[name] for name in get_close_matches(wanted, folded, n=3, cutoff=0.75))
    return list(dict.fromkeys([*same_number, *close]))[:3]


def _has_hundreds(code: ErrorCode) -> bool:
    return bool(code.family) and len(number_of(code.code)) >= _FEWEST_DIGITS


def range_label(code: ErrorCode) -> str:
    """What the range of *code* is called: ``Ecs.00xx`` for ``Ecs.0013``."""
    return f"{code.code[:-2]}xx" if _has_hundreds(code) else code.family or OTHER_CODES


def ranges(codes: Iterable[ErrorCode]) -> tuple[Range, ...]:
    """*codes* by range, in the order in which each range begins."""
    found: dict[tuple[str, str, bool], list[ErrorCode]] = {}
    for code in codes:
        found.setdefault((range_label(code), code.family, _has_hundreds(code)), []).append(code)
    return tuple(
        Range(label=label, family=family, numbered=numbered, codes=tuple(members))
        for (label, family, numbered), members in found.items()
    )


def natural(code: str) -> tuple[str, int, str, str]:
    """What *code* is sorted by: its prefix, then its number as a number; ``-1`` is before ``0``."""
    number = number_of(code)
    prefix = code[: len(code) - len(number)]
    if prefix == "-":
        return ("", -int(number or 0), number, code)
    return (prefix.casefold(), int(number or -1), number, code)
