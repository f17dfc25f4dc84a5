"""The files of the places that build and publish the site: valid there, and true of the Makefile."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest
import yaml

from tests import conftest
from tests.support.project import ROOT

WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
OTHERS = [ROOT / ".gitlab-ci.yml", ROOT / ".readthedocs.yaml"]
SCHEMAS = {
    "ci.yml": "vendor.github-workflows",
    "pages.yml": "vendor.github-workflows",
    ".gitlab-ci.yml": "vendor.gitlab-ci",
    ".readthedocs.yaml": "vendor.readthedocs",
}

by_name = pytest.mark.parametrize("path", [*WORKFLOWS, *OTHERS], ids=lambda path: path.name)
workflows = pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)


def read(path):
    return yaml.load(path.read_text("utf-8"), yaml.BaseLoader)  # noqa: S506 - makes strings alone: `on` stays a word


def steps(path):
    return [step for job in read(path)["jobs"].values() for step in job["steps"]]


@by_name
def test_a_file_is_what_its_reader_wants(path):
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", SCHEMAS[path.name], str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


@by_name
def test_its_tasks_are_those_of_the_makefile(path):
    makefile = (ROOT / "Makefile").read_text("utf-8")
    tasks = set(re.findall(r"\bmake ([a-z]+)", path.read_text("utf-8").replace("as `make", "")))
    assert tasks
    assert tasks <= set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))


@workflows
def test_a_workflow_runs_fixed_actions_with_the_rights_that_it_needs(path):
    workflow = read(path)
    assert workflow["permissions"] in ({"contents": "read"}, "", {})
    for step in steps(path):
        if "uses" in step:
            assert re.fullmatch(r"actions/[\w-]+@[0-9a-f]{40}", step["uses"])
            assert "checkout" not in step["uses"] or step["with"] == {"persist-credentials": "false"}
        # What a stranger may choose (a branch's name, say) never becomes part of a script.
        assert "${{" not in step.get("run", "")
    rights = {
        key
        for job in workflow["jobs"].values()
        for key, to in job.get("permissions", {}).items()
        if to == "write"
    }
    assert rights == ({"pages", "id-token"} if path.name == "pages.yml" else set())
    assert all("timeout-minutes" in job for job in workflow["jobs"].values())


def test_an_action_has_one_version_and_says_it():
    lines = {
        line.strip().removeprefix("- ") for path in WORKFLOWS for line in path.read_text("utf-8").splitlines()
    }
    used = sorted(line for line in lines if line.startswith("uses:"))
    assert all(re.fullmatch(r"uses: \S+ # v\d+\.\d+\.\d+", line) for line in used)
    names = [line.partition("@")[0] for line in used]
    assert len(names) == len(set(names))


def test_the_matrix_is_the_one_of_nox():
    cells = read(ROOT / ".github/workflows/ci.yml")["jobs"]["matrix"]["strategy"]["matrix"]["include"]
    declared = re.findall(
        r'name="(sphinx-[\d.]+)",\s+pythons=(ANY_PYTHON|\([^)]*\))', (ROOT / "noxfile.py").read_text("utf-8")
    )
    assert [cell["session"] for cell in cells] == [*(name for name, _ in declared), "nginx"]
    for cell, (_, pythons) in zip(cells[:-1], declared, strict=True):
        assert pythons == "ANY_PYTHON" or f'"{cell["python"]}"' in pythons


def test_the_script_of_the_ci_skips_no_tool():
    script = (ROOT / ".ci/run").read_text("utf-8")
    needs = set(re.search(r"ECS_ERRORS_REQUIRE=(\S+)", script)[1].split(","))
    assert needs == {*conftest.NEEDS.values()} - {"shared"}
    assert "nginx-light" in script


def test_one_job_waits_for_all_others():
    jobs = read(ROOT / ".github/workflows/ci.yml")["jobs"]
    gate = jobs.pop("all-green")
    assert gate["needs"] == list(jobs)
    assert gate["steps"][0]["run"].count("success") == len(jobs)


@pytest.mark.parametrize(
    ("path", "out"),
    [(".gitlab-ci.yml", "public"), (".readthedocs.yaml", "readthedocs/html")],
)
def test_its_commands_put_the_site_where_the_host_looks(path, out, tmp_path):
    data = read(ROOT / path)
    commands = data["pages"]["script"] if "pages" in data else data["build"]["jobs"]["build"]["html"]
    make = tmp_path / "bin" / "make"
    make.parent.mkdir()
    make.write_text('#!/bin/sh\nmkdir -p build/html && echo "$ECS_ERRORS_BASEURL" >build/html/index.html\n')
    make.chmod(0o755)
    base = "https://errors.example.org/en/latest/"
    environment = {
        "PATH": f"{make.parent}:/usr/bin:/bin",
        "READTHEDOCS_OUTPUT": str(tmp_path / "readthedocs"),
        "READTHEDOCS_CANONICAL_URL": base,
    }
    if "pages" in data:
        assert data["pages"]["variables"] == {"ECS_ERRORS_BASEURL": "$CI_PAGES_URL"}
        assert data["pages"]["artifacts"]["paths"] == [out]
        environment["ECS_ERRORS_BASEURL"] = base
    subprocess.run(["sh", "-ec", "\n".join(commands)], cwd=tmp_path, env=environment, check=True)
    assert (tmp_path / out / "index.html").read_text("utf-8").strip() == base
