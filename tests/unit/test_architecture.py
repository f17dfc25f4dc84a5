"""The floors of the house: what may import what."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import ecs_errors_ext

PACKAGE = Path(ecs_errors_ext.__file__).parent
CORE = sorted(
    path.relative_to(PACKAGE).with_suffix("").as_posix().replace("/", ".")
    for path in PACKAGE.rglob("*.py")
    if "sphinx" not in path.relative_to(PACKAGE).parts and path.stem not in {"__init__", "__main__"}
)
FLOORS = (
    {"blocks", "model", "scripts", "slugs", "statuses", "headers", "placeholders", "textfiles"},
    {"columns", "codecells", "messages"},
    {
        "celltext",
        "reader",
        "table",
        "unread",
        "lines",
        "rows",
        "catalog",
        "groups",
        "catalogs",
        "ledger",
        "search",
    },
    {"views", "export", "markdown", "source", "library", "revisions", "lint", "check"},
    {"cli", "sphinx", "__main__", "__init__"},
)


def test_the_core_runs_without_sphinx():
    code = "import sys; sys.modules['sphinx'] = None\n" + "\n".join(
        f"import ecs_errors_ext.{name}" for name in CORE
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_only_what_reads_tables_knows_docutils():
    users = [name for name in CORE if "docutils" in imports(name)]
    assert set(users) <= {"table", "unread", "celltext", "reader"}
    assert "table" in users


@pytest.mark.parametrize("name", CORE)
def test_imports_go_down(name):
    own = floor(name)
    for imported in imports(name):
        if imported.startswith("ecs_errors_ext."):
            assert floor(imported.removeprefix("ecs_errors_ext.")) <= own, imported


def floor(name):
    return next(index for index, names in enumerate(FLOORS) if name.split(".")[0] in names)


def imports(name):
    tree = ast.parse((PACKAGE / f"{name.replace('.', '/')}.py").read_text("utf-8"))
    modules = [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    modules += [alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names]
    return {part for module in modules for part in (module, module.split(".")[0])}
