"""The reference page says what there is, and nothing else."""

from __future__ import annotations

import ast
import re

import pytest

from ecs_errors_ext.sphinx.config import Notes
from tests.support.catalogs import ROOT

PAGE = (ROOT / "source/guide/reference.md").read_text("utf-8")
PACKAGE = ROOT / "ecs_errors_ext"


def section(title):
    return PAGE.split(f"\n## {title}\n")[1].split("\n## ")[0]


@pytest.mark.parametrize(
    ("module", "name", "title"),
    [
        ("model.py", "ProblemKind", "Warnings"),
        ("lint/rules.py", "Rule", "Check a table"),
        ("check/findings.py", "Kind", "Check runbooks that Sphinx never sees"),
    ],
)
def test_every_kind_of_warning_is_documented_in_its_own_words(module, name, title):
    tree = ast.parse((PACKAGE / module).read_text("utf-8"))
    kinds = next(node for node in tree.body if isinstance(node, ast.ClassDef) and node.name == name)
    values = [node.value for node in kinds.body if isinstance(node, (ast.Assign, ast.Expr))]
    texts = [value.value for value in values if isinstance(value, ast.Constant)][1:]
    wanted = dict(zip(texts[::2], texts[1::2], strict=True))
    found = dict(re.findall(r"^`(\w+)`\n: (.*)$", section(title), re.MULTILINE))
    assert found == wanted


def test_every_setting_is_documented():
    declared = set(
        re.findall(r'add_config_value\("(\w+)"', (PACKAGE / "sphinx/config.py").read_text("utf-8"))
    )
    assert set(re.findall(r"^`(ecs_errors_\w+)`$", section("Settings"), re.MULTILINE)) == declared
    assert set(re.findall(r"^  - `(\w+)`:", section("Settings"), re.MULTILINE)) == set(Notes.__slots__)


def test_every_template_of_a_page_is_documented():
    templates = {path.name for path in (ROOT / "templates/errors").glob("*.html")}
    inner = {"_parts.html", "finder.html"}
    assert set(re.findall(r"`errors/(\w+\.html)`", section("Templates"))) == templates - inner
