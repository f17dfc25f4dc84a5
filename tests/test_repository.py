"""What the repository says of itself is so: versions, names of files, the checks before a commit."""

from __future__ import annotations

import re
import tomllib

import pytest
import yaml
from trove_classifiers import classifiers

import ecs_errors_ext
from tests.support.project import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
PINS = dict(
    re.findall(r"^([\w.-]+)==(\S+)", (ROOT / "requirements/dev.txt").read_text("utf-8"), re.MULTILINE)
)


def hooks():
    config = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text("utf-8"))
    return [hook for repo in config["repos"] for hook in repo["hooks"]]


def test_the_checks_before_a_commit_have_the_versions_of_make_check():
    pinned = [wanted.split("==") for hook in hooks() for wanted in hook.get("additional_dependencies", [])]
    assert {name for name, _ in pinned} == {"ruff", "check-jsonschema"}
    assert [version for name, version in pinned if PINS[name] != version] == []


def test_the_checks_before_a_commit_are_those_of_make_check():
    recipe = re.search(r"^check:.*\n((?:\t.*\n)+)", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)[1]
    code = re.search(r"^CODE := (.*)$", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)[1]
    folders = set(re.sub(r"\$\(wildcard ([^)]*)\)", r"\1", code).split())
    made = {line.strip("\t@").replace("$(BIN)/", "").replace(" $(CODE)", "") for line in recipe.splitlines()}
    entries = {hook["entry"].replace(".venv/bin/", "") for hook in hooks() if "schema" not in hook["name"]}
    mypy = next(entry for entry in entries if entry.startswith("mypy "))
    assert set(mypy.split()[1:]) == folders
    said = {
        entry.removesuffix(" --force-exclude").replace("ruff format", "ruff format --check")
        for entry in entries - {mypy}
    }
    assert said | {"mypy"} == made


def test_there_is_one_version_and_the_changelog_does_not_lag_behind():
    assert "version" in PROJECT["dynamic"]
    said = re.findall(
        r"^## (?:\[)?(\d[\w.]*|Unreleased)", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE
    )
    assert next(version for version in said if version != "Unreleased") == ecs_errors_ext.__version__
    files = [*(ROOT / "ecs_errors_ext").rglob("*.py"), ROOT / "conf.py", ROOT / "noxfile.py"]
    places = [path for path in files if re.search(r"^__version__\s*=", path.read_text("utf-8"), re.MULTILINE)]
    assert [path.parent.name for path in places] == ["ecs_errors_ext"]


def test_what_names_the_version_follows():
    version = ecs_errors_ext.__version__
    assert re.search(
        rf"^## {re.escape(version)} - \d{{4}}-\d\d-\d\d$",
        (ROOT / "CHANGELOG.md").read_text("utf-8"),
        re.MULTILINE,
    )
    pages = "".join(path.read_text("utf-8") for path in (ROOT / "source/guide").glob("*.md"))
    assert set(re.findall(r"^ *rev: (\S+)$", pages, re.MULTILINE)) == {f"v{version}"}
    status = next(name for name in PROJECT["classifiers"] if name.startswith("Development Status"))
    assert status.endswith("Production/Stable") == (int(version.partition(".")[0]) > 0)


def test_every_task_is_described():
    tasks = set(re.findall(r"^(\w+):.*##", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    table = (
        (ROOT / "CONTRIBUTING.md").read_text("utf-8").split("\n## Tasks\n")[1].split("\n\nEach sets up")[0]
    )
    assert set(re.findall(r"`make (\w+)`", table)) == tasks - {"help"}


def test_the_classifiers_exist():
    assert set(PROJECT["classifiers"]) <= classifiers
    assert "Framework :: Sphinx :: Extension" in PROJECT["classifiers"]
    assert (ROOT / "ecs_errors_ext/py.typed").is_file() == ("Typing :: Typed" in PROJECT["classifiers"])


def there(name):
    return any([*ROOT.glob(name), *(ROOT / "ecs_errors_ext").glob(name)])


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md", "SECURITY.md"])
def test_files_that_a_page_names_are_there(page):
    said = (ROOT / page).read_text("utf-8")
    names = set(re.findall(r"`((?:[\w.-]+/)+[\w.-]*|[\w-]+\.(?:md|py|toml|json|yaml|yml))`", said))
    names |= {link for link in re.findall(r"\]\(([^)#]+)\)", said) if "://" not in link}
    made = ("build/", ".venv", "node_modules", "codes/", "status/", "families/", "messages/", "dist/")
    assert [name for name in names if not (name.startswith(made) or "NAME" in name or there(name))] == []


def test_the_drawing_of_the_architecture_names_what_is_there():
    drawing = (ROOT / "CONTRIBUTING.md").read_text("utf-8").split("```")[1]
    names = re.findall(r"[\w*/-]+\.(?:py|js)\b|\b(?:\w+/)+(?=\s)", drawing)
    assert {"table.py", "views/", "static/search/", "cli/", "templates/errors/"} <= set(names)
    assert [name for name in names if not there(name)] == []
