"""The command line as somebody at a terminal meets it."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from ecs_errors_ext.blocks import BLOCK
from ecs_errors_ext.cli import main
from ecs_errors_ext.cli.reading import in_utf8
from ecs_errors_ext.source import SourceError, catalog_from_json, open_source
from tests.support.project import ROOT
from tests.support.search import TABLE, table_catalog

EXPORT = {
    "version": 1,
    "catalog": "",
    "title": "Tea",
    "codes": [
        {
            "code": "Tea.0001",
            "family": "Tea",
            "url": "codes/Tea.0001.html",
            "entries": [
                {
                    "statuses": [418],
                    "status_text": "418",
                    "message": "The pot %s is empty.",
                    "description": "No tea is left.",
                    "solution": "Boil water.",
                    "extra": {"Module": "Kitchen"},
                    "docname": "tea",
                    "line": 7,
                }
            ],
            "same_message": [],
            "similar": [],
        }
    ],
    "removed": [],
}


@pytest.fixture
def run(capsys, monkeypatch):
    """Run the command line on the table; what it returned and printed."""

    def run(*argv, stdin=b"", source=TABLE):
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        status = main([argv[0], *(["--source", str(source)] if source else []), *argv[1:]])
        out, err = capsys.readouterr()
        return status, out, err

    return run


@pytest.fixture
def export(tmp_path):
    (tmp_path / "errors.json").write_text(json.dumps(EXPORT), "utf-8")
    return tmp_path


def test_find_a_code(run):
    status, out, _ = run("find", "ecs", "66")
    assert status == 0
    assert out.startswith("Ecs.0066  403  This operation cannot be performed because real-name")
    assert "codes/Ecs.0066.html" in out


def test_find_says_what_is_filled_in(run):
    status, out, _ = run("find", "-", stdin=b'{"message": "Policy does not allow ecs:x:y to be performed."}')
    assert status == 0
    assert "    %s = ecs:x:y\n" in out


def test_find_says_what_a_message_means_and_of_one_answer_what_to_do(run):
    assert run("find", "Ecs.0114")[1].splitlines()[1:3] == [
        "    The ECS cannot be detected.",
        "    What to do: Check whether the ECS has been created.",
    ]
    repeated = run("find", "Ecs.0031")[1].splitlines()
    assert repeated[0] == "Ecs.0031  400  The image does not exist.  (code)"
    assert repeated[1].startswith("    What to do: "), "its description says the same"
    several = run("find", "Ecs.0114 Ecs.0210")[1]
    assert "    Failed to assign the floating IP address.\n" in several
    assert "What to do" not in several


def test_find_nothing(run):
    status, out, _ = run("find", "Vpc.0101")
    assert status == 1
    assert out == "No match: Vpc.0101 is a code of another service (Vpc).\n"


def test_find_guesses(run):
    status, out, _ = run("find", "Ecs.1501")
    assert status == 1
    assert "No sure match, but perhaps:" in out


def test_find_lines_as_json(run):
    status, out, _ = run("find", "--lines", "--format", "json", stdin=b"Ecs.0066\n\nzzzz\n")
    answers = [json.loads(line) for line in out.splitlines()]
    assert status == 0
    assert [answer["query"] for answer in answers] == ["Ecs.0066", "", "zzzz"]
    assert (
        answers[0]["matches"][0].items()
        >= {"code": "Ecs.0066", "how": "code", "url": "codes/Ecs.0066.html"}.items()
    )
    assert answers[1]["matches"] == answers[2]["matches"] == []


def test_find_lines_as_text_keeps_an_empty_line(run):
    status, out, _ = run("find", "--lines", stdin=b"\n66\n")
    assert status == 0
    assert out.startswith("\n> 66\nEcs.0066  403  ")


def test_find_shows_ten_and_prints_fifty_as_json(run):
    assert "… and 128 more; see --limit." in run("find", "400")[1]
    assert len(json.loads(run("find", "400", "--format", "json")[1])["matches"]) == 50
    assert len(json.loads(run("find", "400", "--format", "json", "--limit", "3")[1])["matches"]) == 3


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no device that is always full")
def test_a_full_disk_is_one_line():
    command = [sys.executable, "-m", "ecs_errors_ext", "find", "Ecs.0066", "--source", str(TABLE)]
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(command, cwd=ROOT, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr == "ecs-errors: standard input or output: No space left on device.\n"


@pytest.mark.parametrize(
    ("command", "says"),
    [
        ("find - <&-", "standard input is closed."),
        ("find --lines <&-", "standard input is closed."),
        ("scan <&-", "standard input is closed."),
        ("find Ecs.0013 >&-", "standard output is closed."),
        ("ledger --check >&-", "standard output is closed."),
        ("find --limit -3 x", "'-3' is no number from 1 on"),
        ("find --limit=-3 x", "'-3' is no number from 1 on"),
        ("find - <&- 2>&-", ""),
    ],
)
def test_a_closed_stream_is_one_line(command, says):
    source = "" if command.startswith("ledger") else f"--source {TABLE}"
    name, _, rest = command.partition(" ")
    line = f"{sys.executable} -m ecs_errors_ext {name} {source} {rest}"
    done = subprocess.run(["bash", "-c", line], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.endswith(f"{says}\n" if says else "")
    assert "Traceback" not in done.stderr
    assert sum(one.startswith("ecs-errors") for one in done.stderr.splitlines()) == bool(says)


def test_explain(run):
    status, out, _ = run("explain", "ecs66")
    assert status == 0
    assert out.startswith("Ecs.0066\n\nStatus\n  403\n\nMessage\n")
    status, out, _ = run("explain", "Ecs.0066", "--format", "json")
    assert json.loads(out)["entries"][0]["statuses"] == [403]
    assert run("explain", "Ecs.9999")[0] == 1


def test_explain_shows_a_team_s_notes(run, tmp_path):
    noted = json.loads(json.dumps(EXPORT))
    noted["codes"][0]["notes"] = [{"docname": "runbooks/tea", "line": 3, "text": "The kettle is on floor 2."}]
    (tmp_path / "errors.json").write_text(json.dumps(noted), "utf-8")
    assert "Team notes\n  The kettle is on floor 2.\n" in run("explain", "Tea.0001", source=tmp_path)[1]
    data = json.loads(run("explain", "Tea.0001", "--format", "json", source=tmp_path)[1])
    assert data["notes"] == ["The kettle is on floor 2."]


LOG = b"""start
2024-05-01 ERROR Ecs.0219: Failed to create the ECS. Try again later
host ecs-0013.example.com is up
E Policy does not allow a:b to be performed.
again ecs.0219
"""


def test_scan(run):
    status, out, _ = run("scan", "--format", "json", stdin=LOG)
    hits = [json.loads(line) for line in out.splitlines()]
    assert status == 0
    assert [(hit["line"], hit["code"], hit["how"]) for hit in hits] == [
        (2, "Ecs.0219", "code"),
        (4, "Pdp.0001", "message"),
        (5, "Ecs.0219", "code"),
    ]
    assert hits[1]["values"] == [["%s", "a:b"]]


def test_scan_counts(run, tmp_path):
    log = tmp_path / "a.log"
    log.write_bytes(LOG)
    status, out, _ = run("scan", "--summary", "--format", "json", str(log))
    first = json.loads(out.splitlines()[0])
    assert status == 0
    assert (first["code"], first["count"], first["first"]["line"], first["last"]["line"]) == (
        "Ecs.0219",
        2,
        2,
        5,
    )


def test_scan_finds_nothing(run):
    assert run("scan", stdin=b"all is well\n")[:2] == (1, "")


@pytest.mark.parametrize("before", [BLOCK - 20, BLOCK - 1, BLOCK, 3 * BLOCK + 5])
def test_scan_reads_on_where_a_block_ends(run, before):
    lines = b"x" * 99 + b"\n"
    stdin = lines * (before // 100) + b"y" * (before % 100) + b" Ecs.0066 end\nlast Common.0013"
    _, out, _ = run("scan", "--format", "json", stdin=stdin)
    hits = [json.loads(line) for line in out.splitlines()]
    assert [(hit["line"], hit["code"]) for hit in hits] == [
        (before // 100 + 1, "Ecs.0066"),
        (before // 100 + 2, "Common.0013"),
    ]


def test_an_export_is_a_source(run, export):
    assert "Tea.0001" in run("find", "tea 1", source=export)[1]
    assert "%s = blue" in run("find", "The pot blue is empty.", source=export / "errors.json")[1]


def test_a_project_needs_no_option(run, monkeypatch, export):
    monkeypatch.chdir(export)
    assert "Tea.0001" in run("find", "tea.0001", source=None)[1]


def test_an_export_says_what_the_table_says():
    source = catalog_from_json(EXPORT)
    assert source.catalog.codes[0].entries[0].extra == (("Module", "Kitchen"),)
    codes = open_source(TABLE).catalog.codes
    assert [code.entries for code in codes] == [code.entries for code in table_catalog().codes]


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("none.json", None, "No such file"),
        ("broken.json", b"{", "not valid JSON"),
        ("other.json", b'{"a": 1}', "not an export of error codes"),
        ("list.json", b"[1]", "not an export of error codes"),
        ("binary.json", b"\xff\xfe\x00", "not UTF-8"),
        ("empty.rst", b"Hello\n", "no error-code table"),
    ],
)
def test_a_source_that_cannot_be_read_is_one_line(run, tmp_path, name, content, says):
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    status, out, err = run("find", "x", source=path)
    assert (status, out) == (2, "")
    assert says in err
    assert err.count("\n") == 1


@pytest.mark.parametrize("argv", [("find", "-"), ("find", "--lines"), ("scan",)])
def test_binary_on_the_pipe_is_one_line(run, argv):
    status, _, err = run(*argv, stdin=b"\x00\x01\xff\n")
    assert status == 2
    assert err == "ecs-errors: standard input: binary, not text.\n"


@pytest.mark.parametrize("argv", [("find", "-"), ("find", "--lines"), ("scan",)])
@pytest.mark.parametrize("paste", ["Ecs.0013 für", "\u9519\u8bef Ecs.0013 \u914d\u989d"])
def test_a_code_is_found_in_text_of_another_encoding(run, argv, paste):
    status, out, _ = run(*argv, stdin=paste.encode("gbk" if "\u9519" in paste else "latin-1"))
    assert status == 0
    assert "Ecs.0013" in out


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_what_windows_writes_is_read_too(run, tmp_path, encoding):
    lines = "\ufeff" + "so far so good 😀\r\n" * (BLOCK // 30) + "Fehler: „Ecs.0066“ 错误\r\n"
    log = tmp_path / "windows.log"
    log.write_bytes(lines.encode(encoding))
    for name, stdin in ((str(log), b""), ("-", log.read_bytes())):
        status, out, err = run("scan", "--format", "json", name, stdin=stdin)
        assert (status, err) == (0, "")
        (hit,) = map(json.loads, out.splitlines())
        assert (hit["code"], hit["line"]) == ("Ecs.0066", BLOCK // 30 + 1)
        assert hit["text"] == "Fehler: „Ecs.0066“ 错误"
    status, out, _ = run("find", "--format", "json", "-", stdin="\ufeffecs 66".encode(encoding))
    assert (status, json.loads(out)["query"]) == (0, "ecs 66")
    asked = "\ufeffecs 66\r\n\r\nno end".encode(encoding)
    status, out, _ = run("find", "--format", "json", "--lines", stdin=asked)
    queries = [json.loads(line)["query"] for line in out.splitlines()]
    assert (status, queries) == (0, ["ecs 66", "", "no end"])


@pytest.mark.parametrize("size", [1, 2, 3, 5])
@pytest.mark.parametrize(
    "data", ["\ufeffa😀b\n".encode("utf-16-le"), "a😀b\n".encode(), b"\xff", b"", b"\xff\xfea"]
)
def test_a_stream_of_utf_16_may_come_in_pieces_of_any_size(data, size):
    stream = io.BytesIO(data)
    read = in_utf8(lambda most: stream.read(min(size, most) if stream.tell() else most))
    wanted = data.decode("utf-16", "replace").encode() if data.startswith(b"\xff\xfe") else data
    assert b"".join(iter(lambda: read(10), b"")) == wanted
    assert read(10) == b""


def test_what_one_log_holds_is_told_although_another_cannot_be_read(run, tmp_path):
    binary, log = tmp_path / "binary.log", tmp_path / "good.log"
    binary.write_bytes(b"Ecs.0013\0\n")
    log.write_bytes(b"Ecs.0013\n")
    for options in ((), ("--summary",)):
        status, out, err = run("scan", *options, str(tmp_path), str(binary), str(log))
        assert status == 2
        assert str(log) in out
        assert err == f"ecs-errors: {tmp_path}: Is a directory.\necs-errors: {binary}: binary, not text.\n"


def test_what_a_log_that_grows_has_so_far_is_told_at_once():
    command = [sys.executable, "-m", "ecs_errors_ext", "scan", "--source", str(TABLE)]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin
        assert process.stdout
        process.stdin.write(b"Ecs.0013\nEcs.00")
        process.stdin.flush()
        assert process.stdout.readline() == b"-:1: Ecs.0013 (code)  Ecs.0013\n"
        process.stdin.write(b"14\n")
        process.stdin.close()
        assert process.stdout.read() == b"-:2: Ecs.0014 (code)  Ecs.0014\n"


def test_a_missing_log_is_one_line(run):
    assert run("scan", "/nonexistent/log")[2] == "ecs-errors: /nonexistent/log: No such file or directory.\n"


def test_a_byte_order_mark_does_no_harm(run, export, tmp_path):
    for path in (export / "errors.json", TABLE):
        marked = tmp_path / f"marked{path.suffix}"
        marked.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
        status, out, _ = run("find", "-", source=marked, stdin=b"\xef\xbb\xbfTea.0001 Ecs.0013")
        assert (status, out.count("(code)")) == (0, 1)


def test_no_source_is_one_line(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SourceError, match="Name a source with --source"):
        open_source(None)


@pytest.mark.parametrize(
    "argv", [("find",), ("find", "--lines", "x"), ("find", "--limit", "0", "x"), (), ("nope",)]
)
def test_usage(argv, capsys):
    status: object
    try:
        status = main(list(argv))
    except SystemExit as stop:
        status = stop.code
    assert status == 2
    assert "Traceback" not in capsys.readouterr().err


def test_a_log_s_name_cannot_steer_the_terminal_nor_end_its_line(run, tmp_path):
    log = tmp_path / "\x1b[31m\n.log"
    log.write_text("Ecs.0066\n", "utf-8")
    for options in ((), ("--summary",)):
        out = run("scan", *options, str(log))[1]
        assert "\x1b" not in out
        assert out.count("\n") == 1


def test_a_word_without_end_is_cut_where_it_is_not_understood(run):
    assert f"not understood: {'x' * 40}…." in run("find", "x" * 5000)[1]


def test_a_log_cannot_steer_the_terminal(run):
    assert "\x1b" not in run("scan", stdin=b"\x1b[31mEcs.0066\x1b[0m\n")[1]


def test_a_reader_that_goes_away_is_no_error():
    command = f"{sys.executable} -m ecs_errors_ext scan --source {TABLE} | head -1"
    log = b"Ecs.0066 here\n" * 20000
    done = subprocess.run(["bash", "-c", command], input=log, cwd=ROOT, capture_output=True, check=True)
    assert done.stderr == b""


@pytest.fixture
def services(tmp_path):
    """A site of two catalogs, as a build writes it."""
    for name, code, message in (
        ("tea", "Tea.0001", "The pot is empty."),
        ("milk", "Milk.0001", "The milk is sour."),
    ):
        shared = {**EXPORT["codes"][0], "code": "Common.0001", "url": f"{name}/codes/Common.0001.html"}
        entry = {**EXPORT["codes"][0]["entries"][0], "message": message}
        own = {**EXPORT["codes"][0], "code": code, "url": f"{name}/codes/{code}.html", "entries": [entry]}
        data = {**EXPORT, "catalog": name, "title": name.title(), "codes": [own, shared]}
        (tmp_path / name).mkdir()
        (tmp_path / name / "errors.json").write_text(json.dumps(data), "utf-8")
    listing = {
        "version": 1,
        "catalogs": [{"catalog": n, "errors": f"{n}/errors.json"} for n in ("tea", "milk")],
    }
    (tmp_path / "catalogs.json").write_text(json.dumps(listing), "utf-8")
    return tmp_path


def test_find_in_several_catalogs(run, services):
    status, out, _ = run("find", "common0001", source=services)
    assert status == 0
    assert "Common.0001  Tea  418" in out
    assert "Common.0001  Milk  418" in out
    _, out, _ = run("find", "--format", "json", "milk.0001", source=services / "catalogs.json")
    (match,) = json.loads(out)["matches"]
    assert (match["catalog"], match["code"], match["url"]) == (
        "milk",
        "Milk.0001",
        "milk/codes/Milk.0001.html",
    )


def test_one_catalog_of_several(run, services):
    _, out, _ = run("find", "--catalog", "milk", "common0001", source=services)
    assert out.startswith("Common.0001  418")
    status, _, err = run("find", "--catalog", "beer", "x", source=services)
    assert (status, err) == (2, "ecs-errors: there is no catalog 'beer' here, only 'tea', 'milk'.\n")


def test_explain_a_full_name(run, services):
    status, out, _ = run("explain", "milk:common.0001", source=services)
    assert status == 0
    assert "milk/codes/Common.0001.html" in out
    assert "tea/codes" not in out
    _, out, _ = run("explain", "Common.0001", source=services)
    assert out.startswith("Common.0001  Tea")
    assert "milk/codes/Common.0001.html" in out


def test_scan_for_the_codes_of_all(run, services):
    status, out, _ = run("scan", "-", stdin=b"x Tea.0001\ny\nz The milk is sour.\n", source=services)
    assert status == 0
    assert [line.split(" (")[0] for line in out.splitlines()] == ["-:1: Tea.0001", "-:3: Milk.0001"]


@pytest.mark.parametrize(
    "listing", ["[]", '{"catalogs": [{}]}', '{"catalogs": []}', "{", '{"catalogs": [{"errors": "x"}]}']
)
def test_a_broken_list_of_catalogs_is_one_line(run, services, listing):
    (services / "catalogs.json").write_text(listing, "utf-8")
    status, _, err = run("find", "x", source=services)
    assert status == 2
    assert err.count("\n") == 1


def test_explain_as_markdown(run):
    status, out, _ = run("explain", "--format", "md", "ecs0114")
    assert status == 0
    assert out.startswith(
        "# Ecs.0114\n\nPage: [Ecs.0114](codes/Ecs.0114.html)\n\n**Status:** 404\n\n**Message:** The ECS"
    )


@pytest.mark.parametrize("form", ["text", "json", "md"])
def test_a_removed_code_is_explained(run, tmp_path, form):
    gone = {**EXPORT["codes"][0], "code": "Tea.0009", "url": "codes/Tea.0009.html", "since": "2022-01-01"}
    removed = {**gone, "removed": "2024-12-03", "changes": []}
    (tmp_path / "errors.json").write_text(json.dumps({**EXPORT, "removed": [removed]}), "utf-8")
    status, out, _ = run("explain", "--format", form, "tea.0009", source=tmp_path)
    assert status == 0
    assert "Tea.0009" in out
    if form != "md":
        assert "2024-12-03" in out
    assert "removed 2024-12-03" in run("find", "Tea.0009", source=tmp_path)[1]
