"""A squeezed script does what the script does, in less."""

from __future__ import annotations

import subprocess

import pytest

from ecs_errors_ext.search.squeeze import squeeze
from tests.support.project import ROOT

SCRIPTS = sorted((ROOT / "ecs_errors_ext/static").glob("errors-*.js"))


@pytest.mark.parametrize(
    ("script", "wanted"),
    [
        ("const long = 1; // why\nuse(long);", "const a=1;use(a);\n"),
        ("const f = (first) => first / 2 / first;", "const f=(a)=>a/2/a;\n"),
        ("const word = { word };", "const word={word};\n"),
        ('const text = "a // b"; o.text(text);', 'const text="a // b";o.text(text);\n'),
        ("const name = `a ${name + `b ${name}`} // c`;", "const a=`a ${a+`b ${a}`} // c`;\n"),
        ("const re = /[/]\\/ /.test(x) / 2;", "const a=/[/]\\/ /.test(x)/2;\n"),
        ("let total = 0\ntotal++\n/* x */ total--", "let a=0\na++\na--\n"),
        ("for (const item of items) if (item) return item;", "for(const a of items)if(a)return a;\n"),
    ],
)
def test_squeezing(script, wanted):
    assert squeeze(script) == wanted


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_every_script_is_still_one(node, script, tmp_path):
    text = script.read_text("utf-8")
    short = squeeze(text)
    assert len(short) < 0.7 * len(text)
    (tmp_path / "short.js").write_text(short, "utf-8")
    subprocess.run([node, "--check", tmp_path / "short.js"], check=True, capture_output=True)
    assert squeeze(short).count("function") == short.count("function")
