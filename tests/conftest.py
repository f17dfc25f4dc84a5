"""Fixtures that every test may use, and the rule of what may be skipped.

A test that needs a tool which the machine lacks is skipped and says why.  Where the
environment variable ``ECS_ERRORS_REQUIRE`` names the need (``browser,node,shared``), the
skip is a failure.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from filelock import FileLock

from tests.support.nginx import Nginx, find_nginx
from tests.support.project import ROOT, Project
from tests.support.server import Server

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator, Mapping

    from selenium.webdriver import Chrome

    from tests.support.browser import Browser

NEEDS = {
    "browser": "browser",
    "chromium": "browser",
    "node": "node",
    "axe": "node",
    "jq": "jq",
    "nginx": "nginx",
    "shared": "shared",
}
"""Which marker a fixture brings to the tests that use it."""
REQUIRED = frozenset(filter(None, os.environ.get("ECS_ERRORS_REQUIRE", "").split(",")))

CONF = """\
project = "Test"
extensions = ["ecs_errors_ext"]
"""


def pytest_configure() -> None:
    """Refuse a misspelt need, which would require nothing."""
    if unknown := REQUIRED - set(NEEDS.values()):
        raise pytest.UsageError(f"ECS_ERRORS_REQUIRE: unknown: {', '.join(sorted(unknown))}")


def pytest_report_header() -> list[str]:
    """Say what is tested."""
    import docutils
    import sphinx

    import ecs_errors_ext

    place = Path(ecs_errors_ext.__file__).parent
    return [f"testing: {place} with Sphinx {sphinx.__version__}, docutils {docutils.__version__}"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark each test with what its fixtures need."""
    for item in items:
        for need in {NEEDS[name] for name in getattr(item, "fixturenames", ()) if name in NEEDS}:
            item.add_marker(need)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Turn the skip of a test whose needs are required into a failure."""
    report = yield
    missing = sorted(need for need in REQUIRED if item.get_closest_marker(need))
    if report.skipped and missing and not hasattr(report, "wasxfail"):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome = "failed"
        report.longrepr = f"ECS_ERRORS_REQUIRE has {', '.join(missing)}, but: {reason}"
    return report


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, Callable[[Path], None]], Path]:
    """Return ``once(name, make)``: a folder that all workers share, which one of them makes."""
    base = tmp_path_factory.getbasetemp()
    shared_base = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base

    def once(name: str, make: Callable[[Path], None]) -> Path:
        folder, done = shared_base / name, shared_base / f"{name}.done"
        with FileLock(shared_base / f"{name}.lock"):
            if not done.exists():
                shutil.rmtree(folder, ignore_errors=True)  # of a worker that failed to make it
                make(folder)
                done.touch()
        return folder

    return once


@pytest.fixture(scope="session")
def site(once: Callable[[str, Callable[[Path], None]], Path]) -> Path:
    """The output folder of this project's own site, built once as `make html` builds it; do not write there."""

    def build(folder: Path) -> None:
        command = [sys.executable, "-m", "sphinx", "-b", "html", "-n", "-W", "--keep-going", "-q", "-c", "."]
        command += ["-d", f"{folder}.doctrees", "source", str(folder)]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr

    return once("site", build)


@pytest.fixture
def make_project(tmp_path: Path) -> Callable[..., Project]:
    """Return ``make_project(files, conf="", name="project")``: a Sphinx project that has the extension.

    *files* are the documents by path; *conf* is added to a ``conf.py`` that names the
    project and loads the extension.
    """

    def make_project(files: Mapping[str, str | bytes], conf: str = "", name: str = "project") -> Project:
        project = Project(tmp_path / name)
        project.configure(CONF + conf)
        project.write(files)
        return project

    return make_project


@pytest.fixture
def serve() -> Iterator[Callable[..., Server]]:
    """Return ``serve(folder, prefix="/")``: a web server with ``url`` and ``requests``, until the test ends."""
    servers: list[Server] = []

    def serve(folder: Path, prefix: str = "/") -> Server:
        servers.append(Server(folder, prefix))
        return servers[-1]

    yield serve
    for server in servers:
        server.close()


@pytest.fixture
def nginx(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Nginx]]:
    """Return ``nginx(folder, prefix="/")``: a server as ``deploy/nginx.conf`` makes it, until the test ends."""
    found = find_nginx() or pytest.skip("there is no nginx (Debian: apt install nginx-light)")
    servers: list[Nginx] = []

    def start(folder: Path, prefix: str = "/") -> Nginx:
        servers.append(Nginx(*found, tmp_path_factory.mktemp("nginx"), folder, prefix))
        return servers[-1]

    yield start
    for server in servers:
        server.close()


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder ``../shared`` beside the repository, which not every checkout has."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("there is no folder ../shared")
    return folder


@pytest.fixture(scope="session")
def node() -> str:
    """The path of Node.js."""
    return shutil.which("node") or pytest.skip("there is no Node.js (node)")


@pytest.fixture(scope="session")
def jq() -> str:
    """The path of jq, which is of use only beside curl."""
    return (shutil.which("curl") and shutil.which("jq")) or pytest.skip("there is no curl and jq")


@pytest.fixture(scope="session")
def axe() -> Path:
    """The script of axe-core, which ``npm ci`` installs."""
    script = ROOT / "node_modules" / "axe-core" / "axe.min.js"
    if not script.is_file():
        pytest.skip("there is no axe-core in node_modules (npm ci)")
    return script


@pytest.fixture(scope="session")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chrome]:
    """One Chromium per worker, driven by Selenium; most tests want ``browser`` instead."""
    names = ("chromium", "chromium-browser", "google-chrome")
    chromium = next(filter(None, map(shutil.which, names)), None) or pytest.skip("there is no Chromium")
    driver_path = shutil.which("chromedriver") or pytest.skip("there is no chromedriver")
    from tests.support.browser import start_chromium  # Selenium is not in every environment

    driver = start_chromium(chromium=chromium, driver=driver_path, profile=tmp_path_factory.mktemp("profile"))
    yield driver
    driver.quit()


@pytest.fixture
def browser(chromium: Chrome) -> Browser:
    """A Chromium in its first state: 1280 pixels wide, light, nothing stored, logs empty."""
    from tests.support.browser import Browser

    browser = Browser(chromium)
    browser.reset()
    return browser
