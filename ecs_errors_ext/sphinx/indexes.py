"""The index of each catalog, which the search asks."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ecs_errors_ext import __version__
from ecs_errors_ext.model import Problem, ProblemKind
from ecs_errors_ext.search.vocabulary import (
    BUILT_IN,
    SUFFIX,
    VocabularyError,
    beside,
    load_vocabulary,
    parse_vocabulary,
    read_vocabulary,
)
from ecs_errors_ext.sphinx.addresses import free_files, taken
from ecs_errors_ext.sphinx.files import digest, files_in, write_if_changed
from ecs_errors_ext.sphinx.report import report

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ecs_errors_ext.sphinx.site import Site

PARTS = ("index", "texts", "phrases")
"""The parts of the index of a catalog: what answers a code, a message, and plain language."""
PUBLISHED = f"errors{SUFFIX}"
"""The project's own words, beside ``errors.json`` so that the command line has them too."""


def write_indexes(site: Site, catalogs: Mapping[str, str]) -> dict[str, str]:
    """Write the indexes that are out of date; all come back with what they are made from.

    *catalogs* has the name of each catalog with a digest of what it is made from.
    """
    built_in = BUILT_IN.read_text("utf-8")
    everywhere = [Path(site.app.confdir) / name for name in site.settings.vocabulary]
    ours = dict(_usable(everywhere, site, site.domain.published))
    made: dict[str, str] = {}
    for name, state in catalogs.items():
        own = dict(_usable(_beside_tables(site, name), site, [name])) | ours
        words = list(own.values())
        files = [_file(part, name) for part in PARTS]
        published = (
            list(free_files({site.domain.names(name).file(PUBLISHED): ""}, taken(site))) if own else []
        )
        made_from = digest(__version__, built_in, words, state)
        present = files_in(site.outdir, files + published)
        if not all(site.manifest.has(file, made_from, present) for file in files + published):
            texts = [*_make(site, name, own), "\n".join(words)]
            for file, text in zip(files + published, texts, strict=False):
                write_if_changed(site.outdir / file, text)
        made |= dict.fromkeys(files + published, made_from)
    return made


def _beside_tables(site: Site, name: str) -> Iterator[Path]:
    """The vocabularies of the tables of the catalog called *name*."""
    for docname in site.domain.documents(name):
        if site.domain.rows.get(docname):
            yield from beside(Path(site.app.env.doc2path(docname)))


def _make(site: Site, name: str, vocabularies: Mapping[Path, str]) -> list[str]:
    """The parts of the index of the catalog called *name*, with the texts of the project's own *vocabularies*."""
    # Loaded here, since most builds make no index.
    from ecs_errors_ext.search.index import build_index, index_script, split_index

    vocabulary = load_vocabulary()
    for path, text in vocabularies.items():
        parse_vocabulary(text, str(path), into=vocabulary)
    index = build_index(site.domain.groups(name).catalog, vocabulary=vocabulary)
    return [index_script({"catalog": name, **part}) for part in split_index(index)]


def _file(part: str, catalog: str) -> str:
    return f"_static/errors-{part}{catalog and '-'}{catalog}.js"


def _usable(paths: Iterable[Path], site: Site, catalogs: Iterable[str]) -> Iterator[tuple[Path, str]]:
    """Those of the project's own vocabularies that can be read, with their texts; the others are reported and left out.

    So are codes that none of *catalogs* has.
    """
    for path in paths:
        try:
            words = read_vocabulary(path)
            codes = parse_vocabulary(words, str(path)).codes
        except VocabularyError as error:
            text = f"a vocabulary can't be used, so the search does without it: {error}"
            report([Problem(kind=ProblemKind.CONFIG, text=text)])
            continue
        known = [site.domain.groups(name).catalog for name in catalogs]
        report(
            Problem(
                kind=ProblemKind.UNKNOWN_CODE,
                text=f"{path}: no table has the code {code!r}, so nothing is found by these words. Correct it there.",
            )
            for code in codes
            if not any(code in catalog.by_code or code in catalog.removed_by_code for catalog in known)
        )
        yield path, words
