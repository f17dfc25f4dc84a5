"""The command ``ledger``: from the table, from files, from git; and when it refuses."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from ecs_errors_ext.cli import main
from ecs_errors_ext.ledger import load
from ecs_errors_ext.source import open_source
from tests.support.catalogs import ROOT
from tests.support.tables import HEADER, grid_table

FIRST = [
    ("400", "Ab.0001", "Disk full.", "The disk is full.", "Delete files."),
    ("400", "Ab.0002", "Quota reached.", "", "Ask for more."),
    ("404", "Ab.0003", "Quota reached.", "", "Ask for more."),
]
SECOND = [("400", "Ab.0001", "The disk is full.", "The disk is full.", "Delete files."), *FIRST[1:]]
THIRD = [*SECOND[:2], ("500", "Ab.0004", "System error.", "", "Try again.")]


def table(rows):
    return f"Codes\n=====\n\n{grid_table([HEADER, *rows])}"


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A project in the current folder; returns how to write its table."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "source").mkdir()

    def write(rows):
        (tmp_path / "source/codes.rst").write_text(table(rows), "utf-8")

    write(FIRST)
    return write


@pytest.fixture
def run(capsys):
    def run(*argv):
        status: object
        try:
            status = main(["ledger", *map(str, argv)])
        except SystemExit as stop:
            status = stop.code
        return status, *capsys.readouterr()

    return run


def codes():
    return load(Path("published.json")).catalogs[""].codes


def test_it_begins_goes_on_and_rests(project, run):
    assert run("--date", "2026-01-01")[:2] == (
        0,
        "3 codes on record since 2026-01-01.\npublished.json is written: commit it.\n",
    )
    project(SECOND[:2])
    status, out, _ = run("--date", "2026-02-01")
    assert status == 0
    assert "notice: codes/Ab.0003 is no longer in the table.\n" in out
    assert "1 removed (Ab.0003), 1 with another message (Ab.0001)." in out
    assert codes()["Ab.0003"].removed == "2026-02-01"
    assert "published.json is up to date." in run("--date", "2026-03-01")[1]


def test_the_check_fails_only_where_a_page_is_not_in_it(project, run):
    run("--date", "2026-01-01")
    assert run("--check") == (0, "", "")
    project(SECOND)
    status, out, err = run("--check")
    assert (status, out) == (0, "notice: codes/Ab.0001 has another text than in the ledger.\n")
    assert err.startswith("ecs-errors: notice: ")
    project(THIRD)
    status, out, err = run("--check")
    assert status == 1
    assert "codes/Ab.0004, System" not in out
    assert "codes/Ab.0004, status/500, status/5xx are published and not in the ledger.\n" in out
    assert "notice: codes/Ab.0003 is no longer in the table.\n" in out
    assert "run `python -m ecs_errors_ext ledger` with the same options" in err
    found = json.loads(run("--check", "--format", "json")[1])["differences"]
    assert {"how": "missing", "catalog": "", "page": "codes/Ab.0004", "name": "Ab.0004"} in found
    assert codes()["Ab.0001"].entries[0].message == "Disk full."


@pytest.mark.usefixtures("project")
def test_a_check_without_a_ledger_is_one_line(run):
    status, out, err = run("--check")
    assert (status, out) == (2, "")
    assert err.startswith("ecs-errors: published.json: there is no ledger.")
    assert err.count("\n") == 1


@pytest.mark.parametrize("content", [b"", b"{", b"[" * 200_000, b"\n<<<<<<< ours\n", b"\xff"])
@pytest.mark.usefixtures("project")
def test_a_broken_ledger_is_one_line_and_stays_as_it_is(run, tmp_path, content):
    (tmp_path / "published.json").write_bytes(content)
    for argv in ((), ("--check",)):
        status, out, err = run(*argv)
        assert (status, out, err.count("\n")) == (2, "", 1)
        assert "published.json" in err
    assert (tmp_path / "published.json").read_bytes() == content


@pytest.mark.usefixtures("project")
def test_a_record_of_days_to_come_is_refused(run, tmp_path):
    run("--date", "2026-02-01")
    before = (tmp_path / "published.json").read_bytes()
    status, _, err = run("--date", "2026-01-01")
    assert status == 2
    assert "2026-02-01, which is after 2026-01-01" in err
    assert (tmp_path / "published.json").read_bytes() == before


@pytest.mark.usefixtures("project")
def test_a_table_without_codes_does_not_remove_them_all(run, tmp_path):
    run("--date", "2026-01-01")
    before = (tmp_path / "published.json").read_bytes()
    (tmp_path / "source/codes.rst").write_text("Codes\n=====\n", "utf-8")
    assert run()[0] == 2
    assert "no error-code table" in run("--source", "source/codes.rst")[2]
    assert (tmp_path / "published.json").read_bytes() == before


def test_a_table_that_cannot_be_read_removes_nothing(project, run, tmp_path):
    run("--date", "2026-01-01")
    before = (tmp_path / "published.json").read_bytes()
    project(FIRST[:2])
    codes_file = tmp_path / "source/codes.rst"
    good = codes_file.read_text("utf-8")
    codes_file.write_text(good + "\nMore\n----\n\n" + table(FIRST[2:]).replace("+====", "+==", 1), "utf-8")
    for argv in ((), ("--source", "source/codes.rst")):
        status, out, err = run("--date", "2026-02-01", *argv)
        assert (status, out) == (2, "")
        told, refused = err.splitlines()
        assert re.match(r"ecs-errors: source/codes.rst:\d+: docutils could not .*\[malformed_table\]$", told)
        assert "published.json has Ab.0003, and the tables that could be read have not" in refused
        assert (tmp_path / "published.json").read_bytes() == before
    # without a code that is missing, there is nothing to refuse
    codes_file.write_text(codes_file.read_text("utf-8").replace(good, table(FIRST)), "utf-8")
    status, out, err = run("--date", "2026-02-01")
    assert (status, out.splitlines()[-1]) == (0, "published.json is up to date.")
    assert "[malformed_table]" in err


def test_an_earlier_file_that_cannot_be_read_may_be_the_one_that_was_meant(project, run, tmp_path):
    run("--date", "2026-01-01")
    before = (tmp_path / "published.json").read_bytes()
    project(FIRST[1:])
    (tmp_path / "source/a.rst").write_text(table(FIRST[:1]).replace("+====", "+==", 1), "utf-8")
    status, _, err = run("--date", "2026-02-01")
    assert status == 2
    assert "source/a.rst:" in err.splitlines()[-1]
    assert (tmp_path / "published.json").read_bytes() == before


@pytest.mark.usefixtures("project")
def test_several_files_of_one_catalog_are_recorded_together(run, tmp_path):
    (tmp_path / "more.rst").write_text(table(THIRD[2:]), "utf-8")
    sources = ("--source", "source/codes.rst", "--source", "more.rst")
    assert run("--date", "2026-01-01", *sources)[0] == 0
    assert list(codes()) == ["Ab.0001", "Ab.0002", "Ab.0003", "Ab.0004"]
    assert run("--check", *sources) == (0, "", "")
    (tmp_path / "more.rst").write_text("Nothing.\n", "utf-8")
    status, _, err = run("--date", "2026-02-01", *sources)
    assert status == 2
    assert "more.rst:1: No error-code table found here." in err
    assert not codes()["Ab.0004"].removed


@pytest.mark.usefixtures("project")
def test_a_catalog_that_is_not_named_is_not_lost(run):
    run("--date", "2026-01-01", "--source", "vpc=source/codes.rst", "--source", "source/codes.rst")
    status, _, err = run("--date", "2026-02-01", "--source", "source/codes.rst")
    assert status == 2
    assert "the catalog 'vpc', and no --source is named for it" in err


def test_from_files(project, run, tmp_path):
    project(THIRD)
    (tmp_path / "one.rst").write_text(table(FIRST), "utf-8")
    (tmp_path / "two.rst").write_text(table(SECOND), "utf-8")
    (tmp_path / "bad.rst").write_text("Nothing.\n", "utf-8")
    (tmp_path / "torn.rst").write_text(table(FIRST).replace("+====", "+==", 1), "utf-8")
    (tmp_path / "list.md").write_text(
        "# Codes\n\n| Error Code | Error Message |\n| --- | --- |\n| Ab.0001 | Full! |\n", "utf-8"
    )
    files = [
        "two.rst@2025-06-01", "one.rst@2025-01-01", "bad.rst@2025-02-01", "torn.rst@2025-03-01",
        "list.md@2024-12-01", "one.rst@2027-01-01",
    ]  # fmt: skip
    status, out, err = run("--date", "2026-01-01", "--from", *files)
    assert (status, err) == (0, "")
    assert "bad.rst: no error-code table: skipped" in out
    assert re.search(r"torn.rst, line \d+: a table that can't be read: skipped", out)
    assert "one.rst: skipped, as 2027-01-01 is yet to come" in out
    assert [(change.date, change.old) for change in codes()["Ab.0001"].changes] == [
        ("2025-01-01", "Full!"),
        ("2025-06-01", "Disk full."),
    ]
    assert codes()["Ab.0003"].removed == "2026-01-01"
    assert codes()["Ab.0004"].since == "2026-01-01"
    assert "--date" not in out
    again = run("--date", "2026-01-01", "--from", "one.rst@2025-01-01")
    assert again[0] == 0
    assert "one.rst: skipped, as the ledger has everything from 2024-12-01 on" in again[1]
    assert "published.json is up to date." in again[1]


def test_the_day_of_what_changed_after_the_last_file_is_said(project, run, tmp_path):
    project(SECOND)
    (tmp_path / "one.rst").write_text(table(FIRST), "utf-8")
    said = "what changed after the last of these files is dated "
    assert said in run("--from", "one.rst@2025-01-01")[1]
    assert said not in run("--from", "one.rst@2025-01-01")[1], "it is on record now"
    (tmp_path / "published.json").unlink()
    project(FIRST)
    assert said not in run("--from", "one.rst@2025-01-01")[1], "nothing changed"


@pytest.mark.parametrize(
    ("argv", "says"),
    [
        (("--from", "x.rst"), "no day such as"),
        (("--from", "x.rst@2026-13-01"), "no day such as"),
        (("--from", "x.rst@2026-01-01"), "x.rst: No such file"),
        (("--date", "today"), "no day such as"),
        (("--source", "no.rst"), "no.rst: No such file"),
        (("--from-git", "source/codes.rst"), "git"),
        (("--catalog", "zz", "--from-git", "source/codes.rst"), "catalog 'zz', and there is only ''"),
        (("--source", "zz=source/codes.rst", "--from", "source/codes.rst@2026-01-01"), "with --catalog NAME"),
        (("--column", "Reason=nothing"), "no HEADER=ROLE with a role of status"),
        (("--source", "a b=source/codes.rst"), "'a b' can be no catalog: a name is made of letters"),
        (("--ledger", "none/published.json"), "none/published.json: it cannot be written (No such file"),
        (
            ("--ledger", "source"),
            "source: Is a directory. The ledger is a file: name it in ecs_errors_ledger",
        ),
    ],
)
@pytest.mark.usefixtures("project")
def test_usage(run, tmp_path, argv, says):
    status, _, err = run(*argv)
    assert status == 2
    assert says in err
    assert "Traceback" not in err
    assert not (tmp_path / "published.json").exists()


@pytest.fixture
def git(tmp_path):
    if not shutil.which("git"):
        pytest.skip("there is no git")

    def git(*argv, day="2025-01-01"):
        who = ["-c", "user.name=N", "-c", "user.email=n@example.org", "-c", "commit.gpgsign=false"]
        stamps = {"GIT_COMMITTER_DATE": f"{day}T12:00:00+00:00", "GIT_AUTHOR_DATE": f"{day}T12:00:00+00:00"}
        nobody = {"GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_SYSTEM": "/dev/null"}
        command = ["git", *who, *argv]
        return subprocess.run(
            command,
            cwd=tmp_path,
            env={**os.environ, **nobody, **stamps},
            capture_output=True,
            text=True,
            check=False,
        )

    git("init", "-q", "-b", "main")
    return git


def test_from_git_follows_renames(project, run, git, tmp_path):
    def commit(day):
        git("add", "-A")
        assert git("commit", "-qm", "x", day=day).returncode == 0

    folder = tmp_path / "old folder"
    folder.mkdir()
    shutil.rmtree(tmp_path / "source")
    old = folder / "cödes.rst"
    old.write_text(table(FIRST), "utf-8")
    commit("2024-01-01")
    old.write_text("\udc80", "utf-8", "surrogateescape")
    commit("2024-02-01")
    old.write_text(table(FIRST), "utf-8")
    commit("2024-02-02")
    (tmp_path / "source").mkdir()
    old.rename(tmp_path / "source/codes.rst")
    commit("2024-03-01")
    project(SECOND)
    commit("2024-04-01")
    project(THIRD)
    status, out, _ = run("--date", "2025-01-01", "--from-git", "source/codes.rst")
    assert status == 0
    assert out.startswith("2024-02-01 ")
    assert "no UTF-8 text: skipped" in out
    assert "1 added (Ab.0004), 1 removed (Ab.0003), 1 with another message (Ab.0001)." in out
    assert codes()["Ab.0001"].since == "2024-01-01"
    assert codes()["Ab.0001"].changes[0].date == "2024-04-01"


def test_two_branches_merge(project, run, git):
    rows = [("400", f"Ab.{n:04}", f"Message {n}.", "", "Wait.") for n in range(1, 30)]
    project(rows)
    run("--date", "2026-01-01")
    git("add", "-A")
    git("commit", "-qm", "base")

    def branch(name, day, change):
        git("checkout", "-q", "-b", name, "main")
        changed = list(rows)
        change(changed)
        project(changed)
        run("--date", day)
        git("commit", "-qam", name)

    def reword(rows):
        rows[2] = (*rows[2][:2], "Other.", "", "Wait.")
        rows.insert(10, ("404", "Ab.0099", "New.", "", ""))

    branch("one", "2026-02-01", reword)
    branch("two", "2026-02-02", lambda rows: rows.pop(20))
    merged = git("merge", "-q", "--no-edit", "one")
    assert merged.returncode == 0, merged.stdout
    assert run("--check")[:2] == (0, "")
    assert codes()["Ab.0021"].removed == "2026-02-02"
    assert codes()["Ab.0003"].changes[0].new == "Other."
    # and where both touch the same code, git leaves marks, which are named
    branch("three", "2026-03-01", lambda rows: rows.__setitem__(2, (*rows[2][:2], "Third.", "", "Wait.")))
    assert git("merge", "-q", "--no-edit", "one").returncode != 0
    git("checkout", "-q", "--theirs", "source/codes.rst")
    assert "a conflict of a merge" in run()[2]


def test_the_ledger_of_this_site_is_up_to_date(monkeypatch, run):
    monkeypatch.chdir(ROOT)
    status, out, err = run("--check")
    assert status == 0, out + err


@pytest.mark.usefixtures("project")
def test_the_earlier_revisions_of_the_seed(run, shared):
    history = sorted((shared / "history").glob("*.rst"))
    files = [f"{path}@{path.stem}" for path in history]
    seed = shared / "seed/error_codes.rst"
    status, out, _ = run("--date", "2025-11-10", "--source", seed, "--from", *files)
    assert status == 0
    assert ", 9 added, 1 removed (Ecs.0910), 2 with another status (Ecs.1000, Common.1503), " in out


def test_the_other_commands_know_what_is_gone(project, capsys, tmp_path):
    main(["ledger", "--date", "2026-01-01"])
    project(SECOND[:2])
    main(["ledger", "--date", "2026-02-01"])
    capsys.readouterr()
    runbook = tmp_path / "runbook.md"
    runbook.write_text(
        "See Ab.0003, [a page](codes/Ab.0003.html), [a status](status/404.html) and Ab.0001.\n", "utf-8"
    )
    assert main(["check", str(runbook)]) == 1
    out = capsys.readouterr().out
    assert out.count("[removed_code]") == 1
    assert (
        "1: Ab.0003 is no longer in the table since 2026-02-01. Nearest now: Ab.0002. [removed_code]" in out
    )
    source = open_source(None)
    assert [code.code for code in source.catalog.removed] == ["Ab.0003"]
    assert source.urls["Ab.0003"] == "codes/Ab.0003.html"
    assert source.catalog.by_code["Ab.0001"].past.messages == (("Disk full.", "2026-02-01"),)


@pytest.mark.usefixtures("project")
def test_the_other_commands_refuse_a_broken_ledger(capsys, tmp_path):
    (tmp_path / "published.json").write_text("{", "utf-8")
    assert main(["find", "Ab.0001"]) == 2
    assert capsys.readouterr().err.count("\n") == 1
