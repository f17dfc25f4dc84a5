"""What is to be mended in a table, rule by rule, and where it stands."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import replace

import pytest

from ecs_errors_ext.cli import main
from ecs_errors_ext.lint.advice import only_support
from ecs_errors_ext.lint.likeness import near_duplicates, two_spellings
from ecs_errors_ext.lint.linter import lint
from ecs_errors_ext.lint.rules import NAMES, Rule
from ecs_errors_ext.model import Role, Row
from tests.support.catalogs import ROOT
from tests.support.tables import HEADER, grid_table

TABLE = ROOT / "source" / "error_codes.rst"


def rows(*lines):
    """Rows of module, status, code, message, description and solution; the line of a row is its number."""
    roles = (Role.STATUS, Role.CODE, Role.MESSAGE, Role.DESCRIPTION, Role.SOLUTION)
    return [
        Row(
            cells=dict(zip(roles, cells, strict=False)),
            extra={"Module": module},
            docname="page",
            line=i,
            number=i,
        )
        for i, (module, *cells) in enumerate(lines, 1)
    ]


def found(rule, *lines):
    return [fault.line for fault in lint(rows(*lines), [rule])]


@pytest.mark.parametrize(
    "solution",
    [
        "Contact technical support.",
        "For details, see the returned error message or contact technical support.",
        "Try again later or contact technical support.",
        "Please contact customer service to locate the fault.",
        "If the fault persists, submit a service ticket.",
        "An internal error occurred.\n\nContact the O&M personnel.",
        "Contact the administrator.",
        "Call us.",
        "Wenden Sie sich an den Support.",
        "Contactez le support technique.",
        "Póngase en contacto con el soporte técnico.",
        "请联系技术支持。",
    ],
)
def test_solutions_that_only_say_to_call_support(solution):
    assert only_support(solution)


@pytest.mark.parametrize(
    "solution",
    [
        "",
        "Try again later.",
        "Change the image or contact technical support.",
        "Check whether the account has been frozen or contact technical support.",
        "Check whether the disk type is supported by the flavor.",
        "Increase the quota, and then contact support.",
        "Enter a valid service name.",
    ],
)
def test_solutions_that_say_more(solution):
    assert not only_support(solution)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Port id is invalid", "Port id is invalid."),
        ("Neutron error", "Neutron Error."),
        ("The load balaner is gone", "The load balancer is gone"),
        ("The adress is wrong", "The address is wrong"),
        ("Cannot recieve it", "Cannot receive it"),
    ],
)
def test_two_spellings(one, other):
    assert list(two_spellings([one, "Something else", other])) == [(other, one)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Invalid image name", "Invalid images name"),
        ("No appId in header", "No apiId in header"),
        ("Server eip01 is gone", "Server eip02 is gone"),
        ("Attach the disk", "Detach the disk"),
        ("Invalid risk", "Invalid disk"),
    ],
)
def test_one_letter_that_makes_another_message(one, other):
    assert list(two_spellings([one, other])) == []


def test_near_duplicates():
    one = "Failed to modify the disk specifications. Try again later."
    other = "Failed to modify specifications of the disk. Try again or contact us."
    assert list(near_duplicates([one, "Failed to query the disk specifications.", other])) == [(other, one)]
    assert list(near_duplicates(["The disk type is allowed.", "The disk type is not allowed."])) == []
    assert list(near_duplicates(["Disk type invalid.", "disk type, invalid"])) == []


@pytest.mark.parametrize(
    ("message", "line"),
    [
        ("No %s here", [1]),
        ("No {0} or {} here", [1]),
        ("No xxx, no ***", [1]),
        ("No {name} and %(id)s", []),
        ("No", []),
    ],
)
def test_placeholders_without_a_name(message, line):
    assert found(Rule.UNNAMED_PLACEHOLDER, ("", "400", "A.1", message)) == line


def test_statuses_outside_the_registry():
    lines = (
        ("", "400", "A.1", "x"),
        ("", "419", "A.2", "x"),
        ("", "200/494", "A.3", "x"),
        ("", "N/A", "A.4", "x"),
    )
    assert found(Rule.UNREGISTERED_STATUS, *lines) == [2, 3]


def test_codes_out_of_order():
    codes = ("A.2", "A.10", "A.9", "A.11", "B.1", "A.1", "Word", "-1")
    assert found(Rule.OUT_OF_ORDER, *(("", "400", code, "x") for code in codes)) == [3]


def test_gaps_of_one_row_are_named_code_first_then_in_the_order_of_the_columns():
    names = ("Service", "Module", "Type", "Component")
    first, second = rows(("", "400", "A.1", "x"), ("", "", "", "y"))
    faults = lint(
        [replace(first, extra=dict.fromkeys(names, "x")), replace(second, extra=dict.fromkeys(names, ""))],
        [Rule.CARRIED_GAP],
    )
    assert [re.search("row, (?:“|the )(\\w+)", fault.text)[1] for fault in faults] == ["code", *names]


def test_gaps_are_named_once_for_each_run():
    lines = (
        ("Disk", "400", "A.1", "x"),
        ("", "400", "A.2", "x"),
        ("", "", "", "y"),
        ("Net", "400", "A.3", "x"),
        ("", "400", "A.4", "x"),
    )
    faults = lint(rows(*lines), [Rule.CARRIED_GAP])
    assert [fault.line for fault in faults] == [2, 3, 5]
    assert "2 rows from here on, “Module”" in faults[0].text
    assert "the code is blank and means “A.2”" in faults[1].text


def test_the_rules_on_the_table_of_this_site(capsys):
    assert main(["lint", str(TABLE), "--format", "json"]) == 1
    findings = json.loads(capsys.readouterr().out)
    counts = Counter(one["rule"] for one in findings)
    assert counts["support_only"] >= 45
    assert counts["repeats_message"] == 41
    assert counts["near_duplicate"] == 1
    assert set(counts) <= set(NAMES)
    lines = TABLE.read_text("utf-8").splitlines()
    for one in findings:
        if one["rule"] == "support_only":
            said = one["message"].split("“")[1][:8]
            assert lines[one["line"] - 1][one["column"] - 1 :].startswith(said)


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "codes.rst"
    row = ("400", "Ab.0001", "Disk full.", "Disk full", "Contact support.")
    path.write_text(grid_table([HEADER, row, ("4OO", "Ab.0002", "No %s.", "One.", "Wait.")]), "utf-8")
    return path


def test_findings_have_file_line_and_column(table, capsys):
    assert main(["lint", str(table)]) == 1
    out = capsys.readouterr().out.splitlines()
    assert [line.removeprefix(f"{table}:").split(": ")[0] for line in out] == ["4:51", "4:65", "6:22", "6:35"]
    assert [line.rpartition("[")[2][:-1] for line in out] == [
        "repeats_message", "support_only", "bad_status", "unnamed_placeholder",
    ]  # fmt: skip


def test_rules_are_switched(table, capsys):
    assert main(["lint", str(table), "--select", "bad_status,support_only", "--ignore", "bad_status"]) == 1
    assert capsys.readouterr().out.count("\n") == 1
    assert main(["lint", str(table), "--select", "two_spellings"]) == 0
    with pytest.raises(SystemExit) as stop:
        main(["lint", str(table), "--select", "nonsense"])
    assert stop.value.code == 2
    assert "no rule nonsense" in capsys.readouterr().err


def test_annotations_are_escaped(table, capsys):
    assert main(["lint", str(table), "--format", "github", "--select", "unnamed_placeholder"]) == 1
    out = capsys.readouterr().out
    assert out.startswith(
        f"::warning file={table},line=6,col=35,title=unnamed_placeholder%3A Ab.0002::%25s has"
    )


def test_what_cannot_be_read_is_said_and_the_rest_is_checked(table, tmp_path, capsys):
    missing = tmp_path / "gone.rst"
    assert main(["lint", str(missing), str(table)]) == 1
    assert main(["lint", str(missing), str(tmp_path)]) == 2
    err = capsys.readouterr().err
    assert f"{missing}: No such file" in err
    assert "Is a directory" in err


def test_a_file_without_a_table_is_a_finding(tmp_path, capsys):
    path = tmp_path / "page.rst"
    path.write_text("Nothing here.\n", "utf-8")
    assert main(["lint", str(path)]) == 1
    assert "[no_table]" in capsys.readouterr().out


def test_cells_are_found_in_every_syntax(tmp_path, capsys):
    path = tmp_path / "page.rst"
    path.write_text(
        ".. list-table::\n   :header-rows: 1\n\n   * - Status\n     - Error Code\n     - Message\n     - Description\n"
        "   * - 419\n     - **A.1**\n     - The *disk* is full.\n     - The disk is full.\n",
        "utf-8",
    )
    assert main(["lint", str(path)]) == 1
    out = capsys.readouterr().out
    assert f"{path}:8:8: A.1: 419 is no registered" in out
    assert f"{path}:11:8: A.1: The description says" in out
