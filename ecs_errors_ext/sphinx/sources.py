"""Which documents hold the tables of which catalog, as ``ecs_errors_sources`` says."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, TypeGuard

from sphinx.util.matching import patmatch

from ecs_errors_ext.slugs import fault_of_catalog

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_GLOB = frozenset("*?[")


@dataclass(frozen=True)
class Sources:
    """Catalogs and their documents."""

    patterns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Catalog name → names of documents and globs, in order."""

    def __iter__(self) -> Iterator[str]:
        """The names of the catalogs."""
        return iter(self.patterns)

    def __bool__(self) -> bool:
        return bool(self.patterns)

    @cached_property
    def named(self) -> dict[str, str]:
        """Document that is named, not only matched by a glob → its catalog."""
        return {
            pattern: name
            for name, patterns in self.patterns.items()
            for pattern in patterns
            if not is_glob(pattern)
        }

    def catalog_of(self, docname: str) -> str | None:
        """The catalog whose source *docname* is, ``None`` if it is none; a name goes before every glob."""
        if docname in self.named:
            return self.named[docname]
        matching = (
            name
            for name, patterns in self.patterns.items()
            if any(is_glob(pattern) and patmatch(docname, pattern) for pattern in patterns)
        )
        return next(matching, None)

    def documents(self, name: str, found: Iterable[str]) -> tuple[str, ...]:
        """The documents of the catalog called *name*; of a glob those of the *found* ones that are its own, sorted."""
        documents: dict[str, None] = {}
        for pattern in self.patterns.get(name, ()):
            if is_glob(pattern):
                matching = sorted(docname for docname in found if patmatch(docname, pattern))
                documents |= dict.fromkeys(doc for doc in matching if self.catalog_of(doc) == name)
            elif self.named[pattern] == name:
                documents[pattern] = None
        return tuple(documents)


def is_glob(pattern: str) -> bool:
    """Whether *pattern* may match several documents."""
    return not _GLOB.isdisjoint(pattern)


def read_sources(value: object) -> tuple[Sources, list[str]]:
    """The sources that *value* names, and what is wrong with it, one sentence each; what can be used is.

    A list of documents is the default catalog. A dictionary has catalog names as
    keys, and a document, a glob or a list of them for each.
    """
    if is_texts(value):
        return Sources({"": tuple(dict.fromkeys(value))} if value else {}), []
    if not isinstance(value, dict):
        return Sources(), ["must be a list of document names (without suffix), or a dictionary of such lists"]
    patterns: dict[str, tuple[str, ...]] = {}
    faults = []
    for name, documents in value.items():
        wanted = (documents,) if isinstance(documents, str) else documents
        if not is_texts(wanted) or not wanted:
            faults.append(f"must give the catalog {name!r} a list of document names (without suffix)")
        elif fault := _fault_of_name(name, patterns) or _fault_of_documents(name, wanted, patterns):
            faults.append(fault)
        else:
            patterns[name] = tuple(dict.fromkeys(wanted))
    return Sources(patterns), faults


def _fault_of_name(name: object, known: Iterable[str]) -> str:
    if not isinstance(name, str):
        return f"has a catalog called {name!r}: a name is a text"
    if fault := fault_of_catalog(name):
        return f"has a catalog called {name!r}{fault}"
    if name.lower() in {other.lower() for other in known}:
        return f"has two catalogs called {name!r} but for the letter case, which some file systems cannot tell apart"
    return ""


def _fault_of_documents(name: str, documents: Iterable[str], known: Mapping[str, tuple[str, ...]]) -> str:
    taken = {document: other for other, its_documents in known.items() for document in its_documents}
    twice = next((document for document in documents if document in taken), None)
    if twice is None:
        return ""
    return (
        f"gives {twice!r} to the catalog {taken[twice]!r} and to {name!r}; a document can belong to one only"
    )


def is_texts(value: object) -> TypeGuard[list[str] | tuple[str, ...]]:
    """Whether *value* is a list of texts."""
    return isinstance(value, (list, tuple)) and all(isinstance(item, str) for item in value)
