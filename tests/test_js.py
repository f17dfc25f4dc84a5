"""The tests of the scripts, run by Node's own runner."""

from __future__ import annotations

import subprocess

import pytest

from tests.support.project import ROOT

FILES = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "tests" / "js").glob("*.test.*js"))


@pytest.mark.parametrize("file", FILES)
def test_js(node: str, file: str) -> None:
    done = subprocess.run([node, "--test", file], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
