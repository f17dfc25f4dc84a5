"""The tests of the scripts, run by Node's own runner."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tests.support.project import ROOT

# The test of the search asks this Python for the index.
ENV = {**os.environ, "PYTHON": sys.executable}
FILES = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "tests" / "js").glob("*.test.*js"))


@pytest.mark.parametrize("file", FILES)
def test_js(node: str, file: str) -> None:
    done = subprocess.run(
        [node, "--test", file], cwd=ROOT, capture_output=True, text=True, check=False, env=ENV
    )
    assert done.returncode == 0, done.stdout + done.stderr
