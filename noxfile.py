"""The matrix: the built wheel under every Sphinx that is supported.

    nox                            all cells whose Python this machine has, and nginx where there is one
    nox -s sphinx-8.2              one of them
    nox -s pins                    new pins in requirements/
    nox -s dist                    the packages for an index, in dist/

A cell keeps its environment in .nox for the next run.
"""

from __future__ import annotations

import functools
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import nox

ROOT = Path(__file__).parent
ANY_PYTHON = ("3.11", "3.12", "3.13")

nox.options.default_venv_backend = "venv"
nox.options.reuse_venv = "yes"
nox.options.stop_on_first_error = False


@dataclass(frozen=True, kw_only=True)
class Cell:
    """One environment: a Sphinx with the releases that belong to its time."""

    name: str
    pythons: tuple[str, ...]
    """Versions that will do, the first that is found is taken."""
    pins: tuple[str, ...]


MYST_4 = ("myst-parser==4.0.1", "markdown-it-py==3.0.0", "mdit-py-plugins==0.5.0")
MATRIX = (
    Cell(
        name="sphinx-7.4",
        pythons=ANY_PYTHON,
        pins=("sphinx==7.4.7", "docutils==0.20.1", "alabaster==0.7.16", *MYST_4),
    ),
    Cell(
        name="sphinx-8.2",
        pythons=ANY_PYTHON,
        pins=("sphinx==8.2.3", "docutils==0.21.2", "roman-numerals-py==3.1.0", *MYST_4),
    ),
    Cell(name="sphinx-9.0", pythons=ANY_PYTHON, pins=("sphinx==9.0.4", "docutils==0.22.4")),
    Cell(name="sphinx-9.1", pythons=("3.12", "3.13"), pins=("sphinx==9.1.1", "docutils==0.22.4")),
    Cell(name="sphinx-9.2", pythons=("3.13",), pins=("sphinx==9.2.0", "docutils==0.23")),
)
READING = tuple(f"tests/unit/test_{name}.py" for name in ("architecture", "cli", "reader", "shapes", "table"))
"""The tests of the core that read documents: what docutils does is of its version, and the rest is not."""
TEST_TOOLS = ("furo", "myst-parser", "filelock", "hypothesis", "jsonschema", "pytest", "pytest-xdist")
IN_TWO = ("-n", "2", "--dist", "worksteal")
"""No test is in a group; those of a file stay together as far as that keeps both workers busy, and share its fixtures."""
SERVED = tuple(f"tests/browser/test_{name}.py" for name in ("nginx", "prefix"))
"""Where tests are that look at the site behind nginx."""
SERVERS = {"nginx": "nginx-light", "chromedriver": "chromium chromium-driver"}
"""What these need, and the packages of Debian that have it."""


def find_python(versions: tuple[str, ...]) -> str | None:
    """Return a working Python of the first version there is: this one, on PATH, or pyenv's."""
    pyenv = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv") / "versions"
    for version in versions:
        if sys.version_info[:2] == tuple(map(int, version.split("."))):
            return sys.executable
        on_path = shutil.which(f"python{version}")
        for python in (on_path, *sorted(pyenv.glob(f"{version}.*/bin/python"))):
            if python is None:
                continue
            # A name on the path need not run: it may be a version manager's placeholder.
            probe = [python, "-c", "import sys, ensurepip; print('%d.%d' % sys.version_info[:2])"]
            found = subprocess.run(probe, capture_output=True, text=True, check=False)
            if found.stdout.strip() == version:
                return str(python)
    return None


@functools.cache
def build_wheel() -> str:
    """Build the wheel once for all cells, without the network; return its path."""
    folder = ROOT / "build" / "wheel"
    shutil.rmtree(folder, ignore_errors=True)
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return str(next(folder.glob("*.whl")))


def write_constraints(cell: Cell, path: Path) -> str:
    """Write the project's pins with those of the cell in their place."""
    freed = {pin.partition("==")[0] for pin in cell.pins}
    pins = re.findall(r"^[\w.-]+==\S+", (ROOT / "requirements" / "dev.txt").read_text("utf-8"), re.MULTILINE)
    kept = [pin for pin in pins if pin.partition("==")[0] not in freed]
    path.write_text("\n".join([*kept, *cell.pins, ""]), "utf-8")
    return str(path)


def run_cell(session: nox.Session, cell: Cell) -> None:
    """Install the wheel with the cell's Sphinx, and run the tests that need no browser."""
    folder = Path(session.create_tmp())
    constraints = write_constraints(cell, folder / "constraints.txt")
    wheel = build_wheel()
    session.install("--quiet", "-c", constraints, *cell.pins, *TEST_TOOLS, wheel)
    run_on_wheel(
        session, wheel, "-m", "not browser", *(session.posargs or [*IN_TWO, *READING, "tests/sphinx"])
    )


def run_on_wheel(session: nox.Session, wheel: str, *arguments: str) -> None:
    """Run pytest with *arguments* on the *wheel*, in the environment of the session."""
    # An environment of an earlier run has a wheel of the same version, which pip would keep.
    session.install("--quiet", "--no-deps", "--force-reinstall", wheel)
    # Python would put the current directory, that is the checkout, in front of the wheel.
    session.env["PYTHONSAFEPATH"] = "1"
    where = "import ecs_errors_ext as e, sys; sys.exit('site-packages' not in e.__file__)"
    session.run("python", "-c", where, silent=True)
    session.run("pytest", "-q", "-p", "no:cacheprovider", *arguments)


def register(cell: Cell) -> None:
    """Make a session of a cell; one whose Python is not here says so."""
    python = find_python(cell.pythons)
    if python:

        @nox.session(name=cell.name, python=python)
        def run(session: nox.Session) -> None:
            run_cell(session, cell)

    else:

        @nox.session(name=cell.name, venv_backend="none")
        def skip(session: nox.Session) -> None:
            session.skip(f"Python {' or '.join(cell.pythons)} is not on this machine")


for _cell in MATRIX:
    register(_cell)


@nox.session
def nginx(session: nox.Session) -> None:
    """Look at the site behind nginx, in Chromium; required where ``ECS_ERRORS_REQUIRE`` has nginx."""
    missing = [name for name in SERVERS if not shutil.which(name, path=f"{os.environ['PATH']}:/usr/sbin")]
    if missing and "nginx" not in os.environ.get("ECS_ERRORS_REQUIRE", "").split(","):
        packages = " ".join(SERVERS[name] for name in missing)
        session.skip(f"there is no {' and no '.join(missing)} (Debian: apt install {packages})")
    wheel = build_wheel()
    session.install("--quiet", "-c", "requirements/dev.txt", *TEST_TOOLS, "selenium", wheel)
    run_on_wheel(session, wheel, "-m", "nginx", *(session.posargs or SERVED))


@nox.session(default=False)
def pins(session: nox.Session) -> None:
    """Resolve requirements/*.in again; the pins must install on every supported Python."""
    session.install("pip-tools==7.6.2")
    options = ["--quiet", "--upgrade", "--strip-extras", "--allow-unsafe"]
    options += ["--no-emit-index-url", "--no-emit-find-links", "--no-emit-options"]
    session.env["CUSTOM_COMPILE_COMMAND"] = "make pins"
    for path in ("requirements/site", "requirements/dev"):
        session.run("pip-compile", *options, "-o", f"{path}.txt", f"{path}.in")


@nox.session(default=False)
def dist(session: nox.Session) -> None:
    """Build the sdist and the wheel as for an index, each in an environment of its own, and check them."""
    session.install("build", "twine==7.0.0", "-c", "requirements/dev.txt")
    shutil.rmtree(ROOT / "dist", ignore_errors=True)
    session.run("python", "-m", "build", "--outdir", "dist")
    session.run("twine", "check", "--strict", *map(str, sorted((ROOT / "dist").iterdir())))
