"""Scripts, styles and the index: written before any page is, so that pages can carry their checksums."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from ecs_errors_ext import __version__, scripts
from ecs_errors_ext.model import Problem, ProblemKind
from ecs_errors_ext.search.index import build_index, index_script, split_index
from ecs_errors_ext.search.vocabulary import BUILT_IN, VocabularyError, load_vocabulary
from ecs_errors_ext.sphinx.files import digest, files_in, write_if_changed
from ecs_errors_ext.sphinx.finder import FINDER
from ecs_errors_ext.sphinx.report import report
from ecs_errors_ext.sphinx.words import script_words

if TYPE_CHECKING:
    from ecs_errors_ext.search.vocabulary import Vocabulary
    from ecs_errors_ext.sphinx.site import Site

STYLE = "errors.css"
INDEX = ("_static/errors-index.js", "_static/errors-texts.js")
"""The two parts of the index: what answers a code by itself, and the rest."""


def write_assets(site: Site, inputs: str) -> dict[str, str]:
    """Write the static files into the output; they come back as the manifest records them.

    *inputs* is a digest of all that the catalogs are made from.
    """
    style = (scripts.STATIC / STYLE).read_text("utf-8")
    write_if_changed(site.outdir / f"_static/{STYLE}", style)
    names = {f"_static/{STYLE}": ""} | _write_scripts(site)
    return names | _write_index(site, inputs)


def _write_scripts(site: Site) -> dict[str, str]:
    """The scripts, unless they were made from the same sources before."""
    names = [scripts.PAGE, scripts.SEARCH]
    sources = [scripts.source(name) for name in names]
    sources[0] = script_words(site.domain.words, scripts.STATIC.glob("errors-*.js")) + sources[0]
    made_from = digest(__version__, scripts.has_minifier(), sources)
    files = [f"_static/{name}" for name in names]
    present = files_in(site.outdir, files)
    if not all(site.manifest.has(name, made_from, present) for name in files):
        for name, text in zip(files, scripts.shorten(sources), strict=True):
            write_if_changed(site.outdir / name, text)
    return dict.fromkeys(files, made_from)


def _write_index(site: Site, inputs: str) -> dict[str, str]:
    """The index of every catalog, unless it was made from the same *inputs* before."""
    vocabulary, texts = _vocabulary(site)
    made_from = digest(__version__, texts, inputs)
    present = files_in(site.outdir, INDEX)
    if not all(site.manifest.has(name, made_from, present) for name in INDEX):
        catalogs = [site.domain.groups(name).catalog for name in site.settings.sources]
        parts = [split_index(build_index(catalog, vocabulary=vocabulary)) for catalog in catalogs]
        scripts = [
            (index_script(codes), index_script({"catalog": codes["catalog"], **rest}))
            for codes, rest in parts
        ]
        for name, pieces in zip(INDEX, zip(*scripts, strict=True), strict=True):
            write_if_changed(site.outdir / name, "".join(pieces))
    return dict.fromkeys(INDEX, made_from)


def _vocabulary(site: Site) -> tuple[Vocabulary, list[str]]:
    """The vocabulary of the project, and the texts of its files; one that can't be read is reported and left out."""
    paths = [BUILT_IN]
    for name in site.settings.vocabulary:
        path = Path(site.app.confdir) / name
        try:
            load_vocabulary([path])
        except (VocabularyError, OSError, UnicodeError) as error:
            text = f"ecs_errors_vocabulary: {name} can't be used, so the search does without it: {error}"
            report([Problem(kind=ProblemKind.CONFIG, text=text)])
        else:
            paths.append(path)
    return load_vocabulary(paths[1:]), [path.read_text("utf-8") for path in paths]


def add_to_page(site: Site, pagename: str) -> None:
    """Load the style and the script on the page that is being written, and on no other.

    The script learns from its tag where the pages are; where answers are shown, what to say if there is none.
    """
    site.app.add_css_file(STYLE)
    site.app.add_js_file(scripts.PAGE, **_about(site, pagename))


def _about(site: Site, pagename: str) -> dict[str, Any]:
    about = {
        "data-finder": site.finder,
        "data-suffix": site.builder.get_target_uri("x").removeprefix("x"),
        "data-home": site.app.config.root_doc,
    }
    if site.settings.search:
        about["data-search"] = "on"
    if pagename in {FINDER, site.finder}:
        about["data-here"] = pagename
    if pagename in {FINDER, site.finder} | site.domain.overviews:
        about["data-no-match"] = site.settings.notes.no_match
    return about
