"""That a whole catalog has no table any more is recorded, and read again."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ecs_errors_ext.cli import main
from ecs_errors_ext.ledger import (
    How,
    Ledger,
    LedgerError,
    compare,
    from_json,
    load,
    retire,
    to_json,
    update,
    with_past,
)
from ecs_errors_ext.model import Catalog
from tests.support.catalogs import make_catalog

DISK = [("400", "Disk.1", "Disk full.", "", "Clear it."), ("404", "Disk.2", "No such disk.", "", "Look.")]
VPC = [("403", "VPC.1", "Denied.", "", "Ask.")]
KEPT = update(Ledger(), [make_catalog(DISK, name="disk"), make_catalog(VPC, name="vpc")], "2026-01-01")
LATER = update(KEPT, [make_catalog(DISK[:1], name="disk")], "2026-02-01")
VPC_ALONE = [make_catalog(VPC, name="vpc")]


def test_a_catalog_without_a_table_is_missed_until_it_is_retired():
    assert [(one.how, one.name) for one in compare(KEPT, VPC_ALONE)] == [(How.MOVED, "disk")]
    assert list(compare(retire(KEPT, "disk", "2026-03-01"), VPC_ALONE)) == []


def test_its_codes_go_on_that_day():
    codes = retire(LATER, "disk", "2026-03-01").catalogs["disk"].codes
    assert {name: code.removed for name, code in codes.items()} == {
        "Disk.1": "2026-03-01",
        "Disk.2": "2026-02-01",
    }


def test_a_code_without_a_last_text_would_lose_its_page():
    data = json.loads(to_json(retire(KEPT, "disk", "2026-03-01")))
    del data["catalogs"]["disk"]["codes"]["Disk.2"]["entries"]
    found = compare(from_json(json.dumps(data)), VPC_ALONE)
    assert [(one.how, one.page) for one in found] == [(How.LOST, "codes/Disk.2")]


def test_another_name_takes_up_the_record():
    done = retire(LATER, "disk", "2026-03-01", "evs")
    assert done.catalogs["evs"] == LATER.catalogs["disk"]
    assert done.catalogs["disk"].successor == "evs"
    assert done.catalogs["vpc"] is LATER.catalogs["vpc"]
    joined = retire(LATER, "disk", "2026-03-01", "vpc")
    assert joined.catalogs["vpc"] == LATER.catalogs["vpc"], "it has a record of its own"


def test_a_name_that_is_given_back_has_a_table_again():
    there = retire(KEPT, "disk", "2026-03-01", "evs")
    back = retire(there, "evs", "2026-04-01", "disk")
    assert (back.catalogs["disk"].retired, back.catalogs["disk"].successor) == ("", None)
    assert (back.catalogs["evs"].retired, back.catalogs["evs"].successor) == ("2026-04-01", "disk")


def test_the_file_says_it():
    done = retire(LATER, "disk", "2026-03-01", "")
    assert from_json(to_json(done)) == done
    data = json.loads(to_json(done))["catalogs"]
    assert (data["disk"]["retired"], data["disk"]["successor"]) == ("2026-03-01", "")
    assert data["vpc"].keys() == {"began", "codes", "statuses", "families", "messages"}


def test_a_table_that_is_back_ends_it():
    done = retire(KEPT, "disk", "2026-03-01", "evs")
    assert with_past(Catalog(name="disk"), done.catalogs["disk"]).retired == "2026-03-01"
    present = make_catalog(DISK, name="disk")
    assert with_past(present, done.catalogs["disk"]).retired == ""
    assert update(done, [present], "2026-04-01").catalogs["disk"] == KEPT.catalogs["disk"]


@pytest.mark.parametrize(
    ("ledger", "name", "successor", "says"),
    [
        (KEPT, "", None, "no catalog '' in the ledger to retire, only 'disk', 'vpc'"),
        (Ledger(), "disk", None, "only none"),
        (retire(KEPT, "disk", "2026-02-01"), "disk", None, "retired already, since 2026-02-01"),
        (KEPT, "disk", "disk", "its own successor"),
    ],
)
def test_what_cannot_be_retired(ledger, name, successor, says):
    with pytest.raises(LedgerError, match=says):
        retire(ledger, name, "2026-03-01", successor)


@pytest.mark.parametrize(
    ("replaced", "says"),
    [
        ({"retired": "soon"}, "“retired” must be a day"),
        ({"successor": "evs"}, "its successor 'evs' is not on record"),
        ({"successor": "disk"}, "its successor 'disk' is not on record"),
        ({"successor": 1}, "“successor” must be a text"),
        ({"codes": {"Disk.9": {"since": "2026-01-01"}}}, "Disk.9: it is not removed, and its catalog is"),
    ],
)
def test_a_record_that_contradicts_itself_is_refused(replaced, says):
    data = json.loads(to_json(retire(KEPT, "disk", "2026-03-01")))
    data["catalogs"]["disk"].update(replaced)
    with pytest.raises(LedgerError, match=says):
        from_json(json.dumps(data))


# -- the command -------------------------------------------------------------------


@pytest.fixture
def ledger(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    path = Path("published.json")
    path.write_text(to_json(KEPT), "utf-8")
    return path


def test_the_command(ledger, capsys):
    assert main(["ledger", "--retire", "disk", "--date", "2026-03-01"]) == 0
    assert capsys.readouterr().out == (
        "the catalog 'disk' is retired, with 2 codes.\npublished.json is written: commit it.\n"
    )
    assert load(ledger) == retire(KEPT, "disk", "2026-03-01")
    argv = ["ledger", "--retire", "vpc", "--to", "net", "--date", "2026-03-01", "--format", "json"]
    assert main(argv) == 0
    assert json.loads(capsys.readouterr().out) == {
        "ledger": "published.json", "written": True, "retired": "vpc", "successor": "net",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("argv", "says"),
    [
        (["--retire", "evs"], "no catalog 'evs' in the ledger"),
        (["--to", "evs"], "--to goes with --retire"),
        (["--retire", "disk", "--check"], "it reads no table"),
        (["--retire", "disk", "--source", "x.rst"], "it reads no table"),
        (["--retire", "disk", "--date", "2025-01-01"], "which is after 2025-01-01"),
        (["--retire", "disk", "--ledger", "none.json"], "there is no ledger"),
    ],
)
def test_usage(ledger, capsys, argv, says):
    before = ledger.read_bytes()
    assert main(["ledger", *argv]) == 2
    assert says in capsys.readouterr().err
    assert ledger.read_bytes() == before


@pytest.mark.parametrize("name", ["a b", "codes", "con", "x" * 81])
def test_a_successor_has_a_name_that_a_catalog_can_have(ledger, capsys, name):
    before = ledger.read_bytes()
    with pytest.raises(SystemExit, match="2"):
        main(["ledger", "--retire", "disk", "--to", name])
    assert f"'{name}' can be no catalog" in capsys.readouterr().err
    assert ledger.read_bytes() == before
