"""The index of each catalog, which the search asks."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ecs_errors_ext import __version__
from ecs_errors_ext.model import Problem, ProblemKind
from ecs_errors_ext.search.vocabulary import BUILT_IN, VocabularyError, load_vocabulary
from ecs_errors_ext.sphinx.files import digest, files_in, write_if_changed
from ecs_errors_ext.sphinx.report import report

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ecs_errors_ext.sphinx.site import Site

PARTS = ("index", "texts", "phrases")
"""The parts of the index of a catalog: what answers a code, a message, and plain language."""


def write_indexes(site: Site, catalogs: Mapping[str, str]) -> dict[str, str]:
    """Write the indexes that are out of date; all come back with what they are made from.

    *catalogs* has the name of each catalog with a digest of what it is made from.
    """
    own = _vocabularies(site)
    words = [path.read_text("utf-8") for path in (BUILT_IN, *own)]
    made: dict[str, str] = {}
    for name, state in catalogs.items():
        files = [_file(part, name) for part in PARTS]
        made_from = digest(__version__, words, state)
        present = files_in(site.outdir, files)
        if not all(site.manifest.has(file, made_from, present) for file in files):
            for file, text in zip(files, _make(site, name, own), strict=True):
                write_if_changed(site.outdir / file, text)
        made |= dict.fromkeys(files, made_from)
    return made


def _make(site: Site, name: str, vocabularies: Iterable[Path]) -> list[str]:
    """The parts of the index of the catalog called *name*."""
    # Loaded here, since most builds make no index.
    from ecs_errors_ext.search.index import build_index, index_script, split_index

    index = build_index(site.domain.groups(name).catalog, vocabulary=load_vocabulary(vocabularies))
    return [index_script({"catalog": name, **part}) for part in split_index(index)]


def _file(part: str, catalog: str) -> str:
    return f"_static/errors-{part}{catalog and '-'}{catalog}.js"


def _vocabularies(site: Site) -> list[Path]:
    """The project's own vocabulary; a file that can't be read is reported and left out."""
    paths = []
    for name in site.settings.vocabulary:
        path = Path(site.app.confdir) / name
        try:
            load_vocabulary([path], built_in=False)
        except (VocabularyError, OSError, UnicodeError) as error:
            text = f"ecs_errors_vocabulary: {name} can't be used, so the search does without it: {error}"
            report([Problem(kind=ProblemKind.CONFIG, text=text)])
        else:
            paths.append(path)
    return paths
