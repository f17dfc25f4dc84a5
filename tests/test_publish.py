"""`make html` publishes a site only when it is whole."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from tests.support.project import ROOT, Project

if TYPE_CHECKING:
    from pathlib import Path

COMMAND = (sys.executable, str(ROOT / "tools" / "publish.py"))


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A project without the extension, whose first site is published."""
    project = Project(tmp_path)
    project.configure("project = 'Test'\n")
    project.write({"index.rst": "First\n=====\n"})
    assert publish(project).returncode == 0
    return project


def publish(project: Project) -> subprocess.CompletedProcess[str]:
    return subprocess.run(COMMAND, cwd=project.root, capture_output=True, text=True, check=False)


def title(project: Project) -> str:
    page = (project.root / "build" / "html" / "index.html").read_text("utf-8")
    return page.partition("<title>")[2].partition(" ")[0]


def built(project: Project) -> list[str]:
    return sorted(path.name for path in (project.root / "build").iterdir() if not path.name.startswith("."))


def test_a_build_replaces_the_site_and_leaves_nothing_else(project: Project) -> None:
    (project.source / "index.rst").unlink()
    project.write({"index.rst": "Second\n======\n"})
    done = publish(project)
    assert (done.returncode, title(project), built(project)) == (0, "Second", ["html"])
    assert (project.root / "build" / "html" / "index.html").as_uri() in done.stdout
    assert not list((project.root / "build" / "html").rglob("*.doctree"))


def test_a_warning_leaves_the_old_site(project: Project) -> None:
    project.write({"index.rst": "Second\n======\n\n:ref:`nowhere` `\n"})
    done = publish(project)
    assert (title(project), built(project)) == ("First", ["html"])
    assert done.returncode != 0
    assert "last good build" in done.stderr


def test_a_killed_build_leaves_the_old_site(project: Project) -> None:
    started = project.root / "started"
    project.configure(f"import pathlib, time\npathlib.Path({str(started)!r}).touch()\ntime.sleep(60)\n")
    with subprocess.Popen(COMMAND, cwd=project.root, start_new_session=True) as process:
        while not started.exists():
            assert process.poll() is None
            time.sleep(0.02)
        os.killpg(process.pid, signal.SIGKILL)
    assert title(project) == "First"


def test_an_interrupted_build_leaves_the_old_site_and_nothing_else(project: Project) -> None:
    project.configure("raise KeyboardInterrupt\n")
    assert publish(project).returncode != 0
    assert (title(project), built(project)) == ("First", ["html"])


def test_the_next_build_puts_back_what_a_kill_between_the_renames_took_away(project: Project) -> None:
    build = project.root / "build"
    (build / "html").rename(build / "html.old")
    (build / "html.new").mkdir()
    project.write({"index.rst": ":ref:`nowhere`\n"})
    assert publish(project).returncode != 0
    assert (title(project), built(project)) == ("First", ["html"])


def test_a_page_of_a_code_that_would_be_lost_leaves_the_old_site(project: Project) -> None:
    codes = project.root / "build" / "html" / "vpc" / "codes"
    codes.mkdir(parents=True)
    (codes / "Ab.0001.json").write_text("{}", "utf-8")
    done = publish(project)
    assert (done.returncode, title(project), built(project)) == (1, "First", ["html"])
    assert "vpc/codes/Ab.0001 is published, and the new site has not got it" in done.stderr
    assert "Either put its row back" in done.stderr
    assert (codes / "Ab.0001.json").exists()
