"""What is built and installed is whole: tried as installed, away from the checkout."""

from __future__ import annotations

import email
import json
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import ecs_errors_ext
from tests.support.project import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable

PACKAGE = "ecs_errors_ext"
CONF = """\
project = "Test"
extensions = ["ecs_errors_ext"]
ecs_errors_sources = ["index"]
"""
TABLE = """\
Errors
======

+------------------+------------+---------------+-------------+----------+
| HTTP Status Code | Error Code | Error Message | Description | Solution |
+==================+============+===============+=============+==========+
| 404              | Test.0001  | Not here.     | It is gone. | Look on. |
+------------------+------------+---------------+-------------+----------+
"""


def run(*command: str | Path, cwd: Path) -> str:
    """Run a program that must succeed; return what it printed."""
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def package_files() -> set[str]:
    """Every file that an installed package must have, relative to site-packages."""
    code = [
        path for path in (ROOT / PACKAGE).rglob("*") if path.is_file() and "__pycache__" not in path.parts
    ]
    templates = [path for path in (ROOT / "templates" / "errors").rglob("*") if path.is_file()]
    files = {path.relative_to(ROOT).as_posix() for path in code}
    return files | {f"{PACKAGE}/{path.relative_to(ROOT).as_posix()}" for path in templates}


@pytest.fixture(scope="module")
def dists(once: Callable[[str, Callable[[Path], None]], Path]) -> dict[str, Path]:
    """The sdist, and the wheel built from that sdist."""

    def build(folder: Path) -> None:
        run(sys.executable, "-m", "build", "--no-isolation", "--outdir", folder, ROOT, cwd=folder.parent)

    folder = once("dists", build)
    return {"sdist": next(folder.glob("*.tar.gz")), "wheel": next(folder.glob("*.whl"))}


@pytest.fixture(params=["wheel", "sdist", "editable"])
def python(request: pytest.FixtureRequest, dists: dict[str, Path], tmp_path: Path) -> Path:
    """A Python of its own with the package installed in one of the three ways."""
    folder = tmp_path / "venv"
    builder = venv.EnvBuilder()
    builder.create(folder)
    python = folder / "bin" / "python"
    # The dependencies come from here; a path in a .pth brings no .pth of its own, so not the checkout.
    purelib = "import sysconfig; print(sysconfig.get_path('purelib'))"
    site_packages = Path(run(python, "-c", purelib, cwd=folder).strip())
    (site_packages / "dependencies.pth").write_text(sysconfig.get_path("purelib"), "utf-8")
    what = ["--editable", str(ROOT)] if request.param == "editable" else [str(dists[request.param])]
    pip = [sys.executable, "-m", "pip", "--quiet", "--python", str(python)]
    run(*pip, "install", "--no-deps", "--no-index", "--no-build-isolation", *what, cwd=tmp_path)
    place = run(python, "-c", f"import {PACKAGE}; print({PACKAGE}.__file__)", cwd=tmp_path).strip()
    assert Path(place).is_relative_to(ROOT if request.param == "editable" else site_packages)
    return python


def test_the_wheel_holds_the_package_and_its_templates(dists: dict[str, Path]) -> None:
    with zipfile.ZipFile(dists["wheel"]) as wheel:
        names = set(wheel.namelist())
    assert package_files() - names == set()
    assert f"{PACKAGE}/py.typed" in names
    assert {name.partition("/")[0].partition("-")[0] for name in names} == {PACKAGE}


def test_the_wheel_says_what_it_is(dists: dict[str, Path]) -> None:
    with zipfile.ZipFile(dists["wheel"]) as wheel:
        (name,) = [name for name in wheel.namelist() if name.endswith(".dist-info/METADATA")]
        metadata = email.message_from_bytes(wheel.read(name))
        licences = [name for name in wheel.namelist() if "/licenses/" in name]
    assert metadata["Version"] == ecs_errors_ext.__version__
    assert (metadata["License-Expression"], metadata["License-File"]) == ("MIT", "LICENSE")
    assert [name.rpartition("/")[2] for name in licences] == ["LICENSE"]
    assert {"Framework :: Sphinx :: Extension", "Typing :: Typed"} <= set(
        metadata.get_all("Classifier") or ()
    )
    assert set(metadata.get_all("Provides-Extra") or ()) == {"minify", "scan"}
    assert metadata.get_payload().startswith("# ecs_errors_ext")


def test_the_sdist_can_build_and_test_the_project(dists: dict[str, Path]) -> None:
    with tarfile.open(dists["sdist"]) as sdist:
        names = {name.partition("/")[2] for name in sdist.getnames()}
    assert {
        "Makefile",
        "LICENSE",
        "SECURITY.md",
        "conf.py",
        "deploy/nginx.conf",
        "tests/conftest.py",
        "source/error_codes.rst",
    } <= names
    assert not [name for name in names if name.startswith((".venv", "build", "node_modules", ".nox"))]


def test_an_installed_extension_publishes_a_site(python: Path, tmp_path: Path) -> None:
    (tmp_path / "conf.py").write_text(CONF, "utf-8")
    (tmp_path / "index.rst").write_text(TABLE, "utf-8")
    run(python, "-m", "sphinx", "-b", "html", "-n", "-W", ".", "out", cwd=tmp_path)
    assert "Not here." in (tmp_path / "out" / "codes" / "Test.0001.html").read_text("utf-8")
    program = python.parent / "ecs-errors"
    found = json.loads(
        run(program, "find", "not here", "--format", "json", "--source", "index.rst", cwd=tmp_path)
    )
    assert [match["code"] for match in found["matches"]] == ["Test.0001"]
    static = {path.name for path in (ROOT / PACKAGE / "static").iterdir()}
    assert static & {path.name for path in (tmp_path / "out" / "_static").iterdir()}
