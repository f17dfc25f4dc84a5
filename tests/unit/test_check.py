"""`check`: every planted fault is found, and nothing else."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecs_errors_ext import cli
from ecs_errors_ext.blocks import BLOCK
from ecs_errors_ext.check.checker import Checker, Report
from tests.support.catalogs import ROOT, make_catalog, the_catalog

BASE = "https://errors.example.org/ecs/"
CATALOG = the_catalog()
CHECKER = Checker([CATALOG])
BASED = Checker([CATALOG], base_url=BASE)


def found(text, checker=CHECKER):
    return [(code, str(kind)) for code, kind, _ in checker.check_text(text)]


# Each line of a planted file is followed by what is wrong with it: code and kind.
PLANTED: dict[str, list[tuple[str, list[str]]]] = {
    "runbooks/quota.md": [
        ("# Quota reached", []),
        ("See `Ecs.0013` and **Ecs.0999**, not Vpc.0101.", ["Ecs.0999 unknown_code"]),
        (f"[page]({BASE}codes/Ecs.0013.html), [wrong]({BASE}codes/ecs.0013.html)", ["Ecs.0013 wrong_case"]),
        (f"<{BASE}codes/Ecs.0998/> [dir]({BASE}codes/Ecs.0013/)", ["Ecs.0998 unknown_code"]),
        ("Version 1.2.3, 2026-11-24, 10.0.0.13, 123e4567-e89b-12d3-a456-426614174000", []),
        ("on ecs.0013.example.com and ecs-0997.internal, port ecs.0997:8080", []),
        ("in Ecs.0997.log, /var/log/Ecs.0997, C:\\logs\\Ecs.0997, v2-Ecs.0997, Ecs.0997-rc1.tar", []),
        ("Ecs.0997.1, Ecs.20260101, xEcs.0997, Ecs.0997x, mail@Ecs.0997", []),
        ("```json", []),
        ('{"error": {"code": "Ecs.0996", "message": "x"}}', ["Ecs.0996 unknown_code"]),
        ("```", []),
        (f"{BASE}status/418.html {BASE}status/400.html", ["418 missing_page"]),
        (f"{BASE}families/Foo.html {BASE}families/Ecs.html", ["Foo missing_page"]),
        (f"{BASE}messages/nothing.html {BASE}messages/the-ecs-does-not-exist.html", ["nothing missing_page"]),
        (f"{BASE}codes/Ecs.0013.json, {BASE}codes/ and {BASE}search.html?q=Ecs.0013.", []),
        ("a list Ecs.0013/Ecs.0995, a range Ecs.0001-Ecs.0994", ["Ecs.0995 unknown_code", "Ecs.0994 unknown_code"]),
        ("https://other.example.org/codes/Ecs.0993.html is not ours", []),
    ],
    "runbooks/deep/attach.rst": [
        (":err:code:`Ecs.0013`, :err:code:`that <Ecs.0992>`", ["Ecs.0992 unknown_code"]),
        (f"`there <{BASE}CODES/Ecs.0013.html>`_", ["Ecs.0013 wrong_case"]),
        ("ECS.0013 and ecs.0013 are read as the code; ECS.0991 is none", ["ECS.0991 unknown_code"]),
        ("Ecs.0990: an Ecs.0989-like error.", ["Ecs.0990 unknown_code", "Ecs.0989 unknown_code"]),
    ],
    "wiki.html": [
        (f'<a href="{BASE}codes/Common.0999x.html">', ["Common.0999x missing_page"]),
        ('<a href="../codes/Pdp.0002.html">Pdp.0001</a>', ["Pdp.0002 unknown_code"]),
        ("<code>Ecs.1&#46;2</code> <img src='families/tree.png'>", []),
        ("<a href='error_codes.html#err-Ecs.0988'>", ["Ecs.0988 unknown_code"]),
    ],
    "notes.txt": [("status/Active, Status/400, codes/FR, my codes/Ecs.0013", []), ("Ecs.0987", ["Ecs.0987 unknown_code"])],
    ".git/x.md": [("Ecs.0986", [])],
    "node_modules/a/README.md": [("Ecs.0986", [])],
    "build/x.md": [("Ecs.0986", [])],
    "script.py": [("Ecs.0986", [])],
}  # fmt: skip


@pytest.fixture
def planted(tmp_path):
    for name, lines in PLANTED.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("".join(f"{line}\n" for line, _ in lines), "utf-8")
    return tmp_path


def wanted(root):
    return sorted(
        (str(root / name), number, *fault.split())
        for name, lines in PLANTED.items()
        for number, (_, faults) in enumerate(lines, 1)
        for fault in faults
    )


def run(capsys, *arguments):
    status = cli.main(["check", "--source", str(ROOT / "source/error_codes.rst"), *map(str, arguments)])
    captured = capsys.readouterr()
    return status, captured.out, captured.err.splitlines()


def test_every_planted_fault_is_found_and_nothing_else(planted, capsys):
    status, out, errors = run(capsys, "--format", "json", "--base-url", BASE, planted)
    data = json.loads(out)
    assert sorted((f["path"], f["line"], f["code"], f["kind"]) for f in data) == wanted(planted)
    assert {tuple(f) for f in data} == {("path", "line", "code", "kind", "message")}
    assert (status, errors) == (1, [])


def test_an_unknown_code_gets_a_suggestion(planted, capsys):
    (planted / "one.md").write_text("Ecs.0130", "utf-8")
    _, out, errors = run(capsys, planted / "one.md")
    assert out == f"{planted}/one.md:1: No table has the code Ecs.0130. Did you mean {out.split('mean ')[1]}"
    assert "Ecs.0013" in out or "Ecs.01" in out
    assert out.endswith("? [unknown_code]\n")
    assert errors == ["1 file checked, 1 finding."]


def test_annotations_for_github_are_escaped(tmp_path, capsys):
    path = tmp_path / "a,b:100%.md"
    path.write_text("Ecs.0999", "utf-8")
    _, out, _ = run(capsys, "--format", "github", path)
    assert out.startswith(
        f"::error file={tmp_path}/a%2Cb%3A100%25.md,line=1,title=unknown_code%3A Ecs.0999::No table"
    )
    assert len(out.splitlines()) == 1


def test_a_clean_folder_is_clean(tmp_path, capsys):
    (tmp_path / "a.md").write_text("Ecs.0013", "utf-8")
    assert run(capsys, "--format", "json", tmp_path)[:2] == (0, "[\n]\n")


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("https://docs/x/codes/ecs.0013.html", [("Ecs.0013", "wrong_case")]),
        ("https://docs/x/codes/Ecs.0999/", [("Ecs.0999", "unknown_code")]),
        ("https://docs/x/codes/DE.html", []),
        ("https://docs/x/status/499.html", [("499", "missing_page")]),
        ("https://httpstatuses.example/status/418", []),
        ("https://docs/x/codes/Ecs.0013.html.", []),
        ("(https://docs/x/codes/Ecs.0013.html#same-message)", []),
        ("https://docs/x/codes/%45cs.0013.html", []),
    ],
)
def test_without_a_base_url_the_folder_of_a_link_tells(text, faults):
    assert found(text) == faults


def test_under_the_base_url_every_link_is_the_sites(tmp_path):
    (tmp_path / "codes").mkdir()
    (tmp_path / "codes/Ecs.0013.html").write_text('<h2 id="same">', "utf-8")
    (tmp_path / "index.html").write_text("<p id='top'>", "utf-8")
    checker = Checker([CATALOG], base_url=BASE.rstrip("/"), site=tmp_path)
    cases = {
        f"{BASE}codes/Ecs.0013.html#same": [],
        f"{BASE}codes/Ecs.0013.html#other": [("Ecs.0013", "missing_anchor")],
        f"{BASE}codes/Ecs.0013/": [("Ecs.0013", "missing_page")],  # this site was built with files
        f"{BASE}#top http://ERRORS.example.org/ecs/index.html#q=x": [],
        f"{BASE}guide/nothing.html": [("nothing", "missing_page")],
        f"{BASE}../../etc/passwd {BASE}%00 {BASE}{'x' * 9000}": [
            ("\0", "missing_page"),
            ("x" * 9000, "missing_page"),
        ],
    }
    assert {text: found(text, checker) for text in cases} == cases


def test_a_catalog_without_numbered_families_has_no_codes_to_find():
    checker = Checker([make_catalog([("400", "Throttling", "Slow."), ("400", "0171", "Old.")])])
    assert found("Throttling 0171 Ecs.0013 0172", checker) == []


def test_what_cannot_be_read_gets_one_line_and_the_rest_is_checked(tmp_path, capsys):
    (tmp_path / "good.md").write_text("Ecs.0999", "utf-8")
    (tmp_path / "binary.md").write_bytes(b"Ecs.0999\0\1\2")
    with (tmp_path / "large.txt").open("wb") as stream:
        stream.truncate(100_000_000)
    (tmp_path / "loop.md").symlink_to("loop.md")
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub/up").symlink_to("..", target_is_directory=True)
    (tmp_path / "gone.rst").symlink_to("nowhere")
    status, out, errors = run(capsys, "--format", "json", tmp_path, tmp_path / "missing", os.devnull)
    assert [f["path"] for f in json.loads(out)] == [str(tmp_path / "good.md")]
    assert status == 1
    assert sorted(line.removeprefix(f"ecs-errors: {tmp_path}/") for line in errors) == [
        "binary.md: binary, not text; it is not checked.",
        "ecs-errors: /dev/null: neither a file nor a folder.",
        "gone.rst: No such file or directory.",
        "large.txt: larger than 50 MB; it is not checked.",
        "loop.md: a link loop; it is not followed.",
        "missing: No such file or directory.",
        "sub/up: a link back to a folder that is checked already; it is not followed.",
    ]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_an_unreadable_file_gets_one_line(tmp_path, capsys):
    (tmp_path / "secret.md").write_text("x", "utf-8")
    (tmp_path / "secret.md").chmod(0)
    assert run(capsys, tmp_path)[2][0].endswith("secret.md: Permission denied.")


def test_the_exit_status_says_what_was_not_checked(tmp_path, capsys):
    assert run(capsys, tmp_path)[0] == 2  # nothing there
    (tmp_path / "good.md").write_text("Ecs.0013", "utf-8")
    assert run(capsys, tmp_path)[0] == 0
    assert run(capsys, tmp_path, tmp_path / "missing")[0] == 2
    (tmp_path / "binary.md").write_bytes(b"\0")
    assert run(capsys, tmp_path)[0] == 0  # met in a folder: said, but nobody asked for it
    assert run(capsys, tmp_path / "binary.md")[0] == 2
    with pytest.raises(SystemExit, match="2"):
        run(capsys, "--base-url", "ftp://x", tmp_path)
    assert "'ftp://x' is no address that begins with https://" in capsys.readouterr().err
    assert cli.main(["check", "--source", str(tmp_path / "none.json"), str(tmp_path)]) == 2


def test_a_vocabulary_is_taken_as_by_the_other_commands_and_changes_nothing(tmp_path, capsys):
    (tmp_path / "runbook.md").write_text("Ecs.0999", "utf-8")
    vocabulary = tmp_path / "house.vocabulary"
    vocabulary.write_text("[codes]\nEcs.0999 = bucket", "utf-8")
    plain = run(capsys, tmp_path)
    assert plain[0] == 1
    assert run(capsys, "--vocabulary", vocabulary, tmp_path) == plain
    with pytest.raises(SystemExit, match="0"):
        run(capsys, "--help")
    assert "without effect" in capsys.readouterr().out


@given(st.text() | st.text("Ecs.0913/codes#html-:_ ", max_size=80))
def test_no_text_raises(text):
    for checker in (CHECKER, BASED):
        list(checker.check_text(text))


@given(st.binary(max_size=400))
def test_no_file_raises(tmp_path_factory, data):
    path = tmp_path_factory.getbasetemp() / "any.md"
    path.write_bytes(data)
    list(CHECKER.check_paths([str(path)], Report()))


@pytest.mark.parametrize(
    "piece", ["a", "Ecs.", "codes/", "Ecs.0999-", "https://", "Ecs.0999/", "#err-", "%45", "../"]
)
def test_long_runs_of_what_an_address_is_made_of_are_read_to_the_end(piece):
    for checker in (BASED, CHECKER):
        assert "Ecs.0998" in {code for code, _, _ in checker.check_text(f"{piece * 40_000} Ecs.0998")}


def test_a_long_line_is_read_in_pieces_and_keeps_its_number(tmp_path):
    path = tmp_path / "long.txt"
    path.write_text("first\n" + "word " * (BLOCK // 2) + "Ecs.0999\nlast Ecs.0998\n", "utf-8")
    tracemalloc.start()
    findings = [(one.line, one.code) for one in CHECKER.check_file(str(path))]
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert findings == [(2, "Ecs.0999"), (3, "Ecs.0998")]
    assert peak < 12 * BLOCK


def test_the_hook_runs_as_pre_commit_runs_it(planted):
    """Its entry in a shell of its own, the names of the files at its end, as for `language: python`."""
    text = (ROOT / ".pre-commit-hooks.yaml").read_text("utf-8")
    entry = re.search(r"^  entry: ecs-errors (.*)$", text, re.MULTILINE)[1].split()
    (planted / "errors.json").write_text(_export(), "utf-8")
    command = [
        sys.executable,
        "-m",
        "ecs_errors_ext",
        *entry,
        f"--base-url={BASE}",
        "runbooks/quota.md",
        "notes.txt",
    ]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, cwd=planted, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 1, done.stderr
    assert "runbooks/quota.md:2: No table has the code Ecs.0999." in done.stdout


def test_the_documented_step_of_a_ci_annotates(planted, tmp_path):
    page = (ROOT / "source/guide/reference.md").read_text("utf-8")
    step = page.split("As a step in CI:\n\n```sh\n")[1].split("```")[0]
    (planted / "published.json").write_text(_export(), "utf-8")
    commands = {
        "curl": "cp published.json errors.json",  # what the network would do
        "ecs-errors": f'exec "{sys.executable}" -m ecs_errors_ext "$@"',
    }
    tools = tmp_path / ".tools"
    tools.mkdir()
    for name, text in commands.items():
        (tools / name).write_text(f"#!/bin/sh\n{text}\n", "utf-8")
        (tools / name).chmod(0o755)
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PATH": f"{tools}:{os.environ['PATH']}"}
    done = subprocess.run(
        ["sh", "-ec", step], cwd=planted, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1, done.stderr
    assert "::error file=runbooks/quota.md,line=2,title=unknown_code%3A Ecs.0999::No table" in done.stdout


def _export():
    codes = [
        {"code": code.code, "family": code.family, "url": f"codes/{code.slug}.html",
         "entries": [{"statuses": e.statuses, "status_text": e.status_text, "message": e.message, "description": "",
                      "solution": "", "extra": {}, "docname": "", "line": 1} for e in code.entries]}
        for code in CATALOG.codes
    ]  # fmt: skip
    return json.dumps({"version": 1, "catalog": "", "title": "", "codes": codes})


def test_the_catalogs_of_one_site_are_checked_together():
    checker = Checker([CATALOG, make_catalog([("400", "VPC.0101", "No VPC.")], name="vpc")], base_url=BASE)
    assert found("VPC.0101 and Ecs.0013, not VPC.0199", checker) == [("VPC.0199", "unknown_code")]
    assert found(f"{BASE}vpc/codes/VPC.0101.html {BASE}codes/Ecs.0013.html", checker) == []
    assert found(f"{BASE}vpc/codes/VPC.0198.html", checker) == [("VPC.0198", "unknown_code")]
    assert found(f"{BASE}codes/VPC.0101.html", checker) == [("VPC.0101", "unknown_code")]
    assert found(f"{BASE}vpc/status/404.html", checker) == [("404", "missing_page")]
