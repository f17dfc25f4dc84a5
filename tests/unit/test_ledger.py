"""What the ledger keeps, how it is read and written, and what it knows that a table does not."""

from __future__ import annotations

import json
from difflib import unified_diff

import pytest

from ecs_errors_ext.groups import Groups
from ecs_errors_ext.ledger import (
    How,
    Ledger,
    LedgerError,
    compare,
    from_json,
    load,
    replay,
    save,
    to_json,
    update,
    with_past,
)
from ecs_errors_ext.model import Change, Role
from tests.support.catalogs import make_catalog

FIRST = [
    ("400", "Ab.0001", "Disk full.", "The disk is full.", "Delete files."),
    ("400", "Ab.0002", "Quota reached.", "", "Ask for more."),
    ("404", "Ab.0003", "Quota reached.", "", "Ask for more."),
    ("500", "Cd.0001", "System error.", "", "Try again."),
]
DAYS = ("2026-01-01", "2026-02-01", "2026-03-01")


def kept(*revisions):
    """A ledger that saw *revisions* on the days of :data:`DAYS`."""
    ledger = Ledger()
    for day, rows in zip(DAYS, revisions, strict=False):
        ledger = update(ledger, [make_catalog(rows)], day)
    return ledger


def record(ledger, code):
    return ledger.catalogs[""].codes[code]


def but(rows, code, **cells):
    """*rows*, some cells of *code* changed."""
    names = ("status", "code", "message", "description", "solution")
    return [
        tuple(cells.get(name, cell) for name, cell in zip(names, row, strict=True)) if row[1] == code else row
        for row in rows
    ]


def without(rows, code):
    return [row for row in rows if row[1] != code]


def differences(ledger, rows):
    return [(found.how, found.page) for found in compare(ledger, [make_catalog(rows)])]


# -- keeping ---------------------------------------------------------------------


def test_every_page_is_recorded():
    catalog = kept(FIRST).catalogs[""]
    assert sorted(catalog.codes) == ["Ab.0001", "Ab.0002", "Ab.0003", "Cd.0001"]
    assert catalog.statuses == ("400", "404", "4xx", "500", "5xx")
    assert catalog.families == {"Ab": "Ab", "Cd": "Cd"}
    assert catalog.messages == {"quota-reached": "Quota reached."}


def test_a_change_is_recorded_by_day_and_field():
    changed = but(but(FIRST, "Ab.0001", message="The disk is full."), "Cd.0001", status="503")
    ledger = kept(FIRST, changed)
    assert record(ledger, "Ab.0001").changes == (
        Change(date=DAYS[1], role=Role.MESSAGE, old="Disk full.", new="The disk is full."),
    )
    assert record(ledger, "Cd.0001").changes == (
        Change(date=DAYS[1], role=Role.STATUS, old="500", new="503"),
    )
    assert record(ledger, "Ab.0002").changes == ()


def test_nothing_is_recorded_where_only_space_and_order_change():
    rows = but(FIRST, "Ab.0001", description="The  disk\nis full.")[::-1]
    assert [code.changes for code in kept(FIRST, rows).catalogs[""].codes.values()] == [()] * 4


def test_a_column_that_comes_is_no_change_of_the_codes():
    short = [row[:3] for row in FIRST]
    assert record(kept(short, FIRST), "Ab.0001").changes == ()
    assert record(kept(short, FIRST), "Ab.0001").entries[0].solution == "Delete files."


def test_a_removed_code_keeps_its_last_texts():
    ledger = kept(FIRST, without(FIRST, "Ab.0001"))
    assert record(ledger, "Ab.0001").removed == DAYS[1]
    assert record(ledger, "Ab.0001").entries[0].solution == "Delete files."
    assert (
        record(kept(FIRST, without(FIRST, "Ab.0001"), without(FIRST, "Ab.0001")), "Ab.0001").removed
        == DAYS[1]
    )


def test_a_code_that_comes_back_is_as_it_was():
    assert kept(FIRST, without(FIRST, "Ab.0001"), FIRST) == kept(FIRST)


def test_several_rows_of_a_code_change_text_by_text():
    two = [*FIRST, ("400", "Ab.0001", "No space.", "", "Wait.")]
    assert record(kept(FIRST, two), "Ab.0001").changes == (
        Change(date=DAYS[1], role=Role.MESSAGE, old="", new="No space."),
        Change(date=DAYS[1], role=Role.SOLUTION, old="", new="Wait."),
    )
    assert record(kept(two, FIRST), "Ab.0001").changes[0].old == "No space."


def test_bringing_up_to_date_twice_changes_nothing():
    once = kept(FIRST, but(FIRST, "Ab.0001", message="Full."))
    assert update(once, [make_catalog(but(FIRST, "Ab.0001", message="Full."))], DAYS[2]) == once


def test_a_catalog_that_is_not_named_stays_as_it_is():
    ledger = kept(FIRST)
    other = make_catalog(FIRST[:1])
    vpc = type(other)(name="vpc", codes=other.codes)
    assert update(ledger, [vpc], DAYS[1]).catalogs[""] == ledger.catalogs[""]
    assert sorted(update(ledger, [vpc], DAYS[1]).catalogs["vpc"].codes) == ["Ab.0001"]


# -- earlier revisions --------------------------------------------------------------


def test_earlier_revisions_stand_before_the_record():
    second = but(FIRST, "Ab.0001", message="Full.")
    third = without(but(second, "Ab.0002", status="403"), "Cd.0001")
    straight = kept(FIRST, second, third)
    later = update(Ledger(), [make_catalog(third)], DAYS[2])
    revisions = [(day, make_catalog(rows)) for day, rows in zip(DAYS, (FIRST, second), strict=False)]
    assert to_json(replay(later, "", revisions)) == to_json(straight)


def test_a_revision_within_the_record_is_left_out():
    ledger = kept(FIRST)
    revisions = [(DAYS[0], make_catalog(FIRST[:1])), (DAYS[1], make_catalog([]))]
    assert replay(ledger, "", revisions) == ledger


def test_what_changed_between_the_revisions_and_the_record():
    later = update(Ledger(), [make_catalog(FIRST)], DAYS[1])
    later = update(later, [make_catalog(but(FIRST, "Ab.0001", message="Full."))], DAYS[2])
    ledger = replay(later, "", [(DAYS[0], make_catalog(but(FIRST, "Ab.0001", message="Space!")))])
    assert [(change.date, change.old, change.new) for change in record(ledger, "Ab.0001").changes] == [
        (DAYS[1], "Space!", "Disk full."),
        (DAYS[2], "Disk full.", "Full."),
    ]


# -- a catalog and its past ------------------------------------------------------------


def past_of(ledger, rows):
    return with_past(make_catalog(rows), ledger.catalogs[""])


def test_a_catalog_knows_what_is_gone_and_what_was_said():
    second = without(but(FIRST, "Ab.0001", message="Full."), "Cd.0001")
    catalog = past_of(kept(FIRST, second), second)
    assert [code.code for code in catalog.codes] == ["Ab.0001", "Ab.0002", "Ab.0003"]
    assert [(code.code, code.message, code.past.removed) for code in catalog.removed] == [
        ("Cd.0001", "System error.", DAYS[1])
    ]
    assert catalog.by_code["Ab.0001"].past.messages == (("Disk full.", DAYS[1]),)
    assert not catalog.by_code["Ab.0001"].past.exact


def test_a_removal_that_is_not_recorded_yet():
    catalog = past_of(kept(FIRST), without(FIRST, "Cd.0001"))
    assert [(code.code, code.past.removed) for code in catalog.removed] == [("Cd.0001", "")]


def test_a_code_that_came_later_is_known_to_be_new():
    catalog = past_of(kept(FIRST[:3], FIRST), FIRST)
    assert [(code.past.since, code.past.exact) for code in catalog.codes][2:] == [
        (DAYS[0], False),
        (DAYS[1], True),
    ]


def test_codes_that_differ_by_case_keep_their_pages_in_any_order():
    rows = [*FIRST, ("400", "ab.0001", "Lower.", "", ""), ("400", "AB.0001", "Upper.", "", "")]
    ledger = kept(rows)
    slugs = {code.code: code.slug for code in make_catalog(rows).codes}
    assert {code.code: code.slug for code in past_of(ledger, rows[::-1]).codes} == slugs
    assert {code.code: code.slug for code in make_catalog(rows[::-1]).codes} != slugs
    # even the page of one that is gone is not given away
    gone = past_of(kept(FIRST, FIRST[1:]), [*FIRST[1:], ("400", "ab.0001", "Lower.", "", "")])
    assert gone.by_code["ab.0001"].slug != "ab.0001"


def test_families_and_messages_keep_their_pages_in_any_order():
    rows = [
        ("400", "ab.0001", "Too big!", "", ""),
        ("400", "ab.0002", "Too big!", "", ""),
        ("400", "Ab.0001", "Too-big", "", ""),
        ("400", "Ab.0002", "Too-big", "", ""),
    ]
    ledger = kept(rows)
    for order in (rows, rows[::-1]):
        groups = Groups(past_of(ledger, order))
        assert groups.family_slugs == ledger.catalogs[""].families
        assert {group.slug: group.text for group in groups.shared_messages} == ledger.catalogs[""].messages


# -- differences ------------------------------------------------------------------


def test_differences():
    ledger = kept(FIRST)
    assert differences(ledger, FIRST) == []
    assert differences(ledger, but(FIRST, "Ab.0001", solution="Wait.")) == [(How.REWORDED, "codes/Ab.0001")]
    assert differences(ledger, without(FIRST, "Cd.0001")) == [(How.GONE, "codes/Cd.0001")]
    assert differences(kept(FIRST, FIRST[:3]), FIRST[:3]) == []
    assert differences(kept(FIRST, FIRST[:3]), FIRST) == [(How.BACK, "codes/Cd.0001")]
    assert differences(ledger, [*FIRST, ("201", "Ef.0001", "System error.", "", "")]) == [
        (How.MISSING, page)
        for page in ("codes/Ef.0001", "status/201", "status/2xx", "families/Ef", "messages/system-error")
    ]
    assert differences(ledger, []) == [(How.MOVED, "")]


def test_a_code_without_a_last_text_must_not_be_dropped():
    data = json.loads(to_json(kept(FIRST)))
    del data["catalogs"][""]["codes"]["Cd.0001"]["entries"]
    ledger = from_json(json.dumps(data))
    assert differences(ledger, FIRST[:3]) == [(How.LOST, "codes/Cd.0001")]
    assert differences(ledger, FIRST) == [(How.REWORDED, "codes/Cd.0001")]


# -- the file ----------------------------------------------------------------------


def test_the_file_says_all_and_reads_well():
    odd = [*FIRST, ("400", "../x", "“Größe” \ud800", "", ""), ("400/404", "Ab.0001", "Other.", "", "")]
    ledger = kept(odd, but(odd, "Ab.0002", message="Quota."))
    text = to_json(ledger)
    assert to_json(from_json(text)) == text
    assert "“Größe”" in text
    before = to_json(kept(FIRST)).splitlines()
    after = to_json(kept(FIRST, but(FIRST, "Cd.0001", status="501"))).splitlines()
    diff = [line.replace(" ", "") for line in unified_diff(before, after, n=0, lineterm="")]
    assert {line for line in diff if line.startswith("-")} == {"---", '-"status":"500",'}
    assert {'+"status":"501",', '+"changes":[', '+"field":"status",', '+"old":"500",', '+"501",'} <= set(diff)


def test_it_is_written_in_one_step_and_only_where_it_differs(tmp_path, monkeypatch):
    path = tmp_path / "published.json"
    assert save(kept(FIRST), path)
    assert not save(kept(FIRST), path)
    assert load(path) == kept(FIRST)
    before = path.read_bytes()

    def fail(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pathlib.Path.replace", fail)
    with pytest.raises(LedgerError, match="No space"):
        save(kept(FIRST, FIRST[:1]), path)
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


GOOD = to_json(kept(FIRST, but(FIRST, "Ab.0001", message="Full.")))


def edited(**replaced):
    data = json.loads(GOOD)
    data["catalogs"][""]["codes"]["Ab.0001"].update(replaced)
    return json.dumps(data)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "empty"),
        (GOOD[: len(GOOD) // 2], "not whole"),
        (GOOD.replace('"since"', '\n<<<<<<< ours\n"since"', 1), "published.json:9: a conflict of a merge"),
        (GOOD.replace('"version": 1', '"version": 2', 1), "Update ecs_errors_ext"),
        (GOOD.replace('"version": 1', '"version": true', 1), "“version” must be a number"),
        ("[]", "an object is needed"),
        ('{"version": 1}', "“catalogs” must be an object"),
        (GOOD.replace('"Ab.0002":', '"Ab.0001":', 1), "'Ab.0001' stands there twice"),
        (edited(since="1.2.2026"), "must be a day"),
        (edited(since="2026-02-30"), "must be a day"),
        (edited(since="2025-12-31"), "before the record began"),
        (edited(removed="2026-01-15"), "2026-01-15 stands after 2026-02-01"),
        (edited(slug="../../index"), "can't be the name of a page"),
        (edited(slug="ab.0002"), "its page is that of"),
        (edited(entries=[{"message": "Another."}]), "its entry has another one"),
        (edited(entries=["x"]), "an entry must be an object"),
        (edited(entries=[{"message": None}]), "“message” must be a text"),
        (edited(changes=[{"date": "2026-02-01", "field": "colour"}]), "'colour' is no field"),
        (GOOD.replace('"4xx"', '"4yx"', 1), "'4yx' is no status"),
        ("[" * 100_000, "published.json: "),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_used_is_one_clear_line(text, says):
    with pytest.raises(LedgerError) as caught:
        from_json(text)
    assert says in str(caught.value)
    assert str(caught.value).startswith("published.json")
    assert "\n" not in str(caught.value)


def test_a_file_that_is_not_there_or_no_text(tmp_path):
    with pytest.raises(LedgerError, match=r"there is no ledger.*ecs_errors_ext ledger"):
        load(tmp_path / "published.json")
    (tmp_path / "published.json").write_bytes(b"\xff\xfe")
    with pytest.raises(LedgerError, match="not UTF-8"):
        load(tmp_path / "published.json")
    with pytest.raises(LedgerError, match="directory"):
        load(tmp_path)
