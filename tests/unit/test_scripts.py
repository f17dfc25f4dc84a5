"""Scripts are published short: with the minifier, without it, and when it breaks."""

from __future__ import annotations

import gzip
import subprocess

import pytest

from ecs_errors_ext import scripts
from ecs_errors_ext.search.index import index_script, split_index
from tests.support.project import ROOT
from tests.support.search import table_index

TEXT = "// said to readers\nfunction f(longName) {\n  return longName + 1;\n}\n"


def test_names_are_short_too_with_the_minifier():
    if not scripts.has_minifier():
        pytest.skip("the library tdewolff-minify is not installed")
    (short,) = scripts.shorten([TEXT])
    assert "longName" not in short
    assert "function f(" in short


@pytest.mark.parametrize("why", ["missing", "broken"])
def test_only_comments_and_blanks_go_without_it(monkeypatch, why):
    if why == "missing":
        monkeypatch.setattr(scripts, "find_spec", lambda _name: None)
    else:
        monkeypatch.setattr(scripts, "_RUN", "raise SystemExit(1)")
    assert scripts.shorten([TEXT]) == ["function f(longName){return longName+1;}"]


def test_what_answers_codes_and_messages_is_at_most_25_kilobytes():
    if not scripts.has_minifier():
        pytest.skip("the library tdewolff-minify is not installed")
    published = scripts.shorten([scripts.source(name) for name in (scripts.PAGE, scripts.SEARCH)])
    codes, texts, _ = split_index(table_index())
    loaded = [*published, index_script(codes), index_script(texts)]
    assert sum(len(gzip.compress(text.encode(), 9)) for text in loaded) <= 25_000


def test_the_parts_of_a_script_are_joined():
    assert "EcsErrorsFields" in scripts.source(scripts.SEARCH)
    assert scripts.source(scripts.PAGE) == (scripts.STATIC / scripts.PAGE).read_text("utf-8")


@pytest.mark.parametrize("program", ["search", "words"])
def test_the_types_in_the_scripts_hold(node, program):
    compiler = ROOT / "node_modules/typescript/bin/tsc"
    if not compiler.is_file():
        pytest.skip("there is no TypeScript in node_modules (npm ci)")
    command = [node, str(compiler), "--project", str(ROOT / f"tests/js/tsconfig.{program}.json")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.stdout == ""
