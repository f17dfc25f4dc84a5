"""What was once in the table is found too, and marked: earlier wordings and removed codes."""

from __future__ import annotations

import io
import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ecs_errors_ext.ledger import Ledger, replay, update, with_past
from ecs_errors_ext.placeholders import Placeholders
from ecs_errors_ext.search.engine import Engine
from ecs_errors_ext.search.index import build_index, split_index
from ecs_errors_ext.search.match import describe, find
from ecs_errors_ext.search.scan import Scanner
from ecs_errors_ext.source import open_source
from tests.support.catalogs import make_catalog
from tests.support.search import asking, table_catalog

OLD = (
    ("400", "Tea.0001", "Boiling the kettle %s was refused by the plug.", "", ""),
    ("400", "Tea.0002", "Brewing was refused by the pot.", "", ""),
    ("400", "Tea.0003", "The spoon is bent.", "", ""),
    ("400", "Tea.0004", "The old cup is cracked. Contact the potter.", "The cup leaks.", "Take another."),
)
NEW = (
    ("400", "Tea.0001", "The tea was refused.", "", ""),
    ("400", "Tea.0002", "The tea was refused.", "", ""),
    ("400", "Tea.0003", "The spoon is bent.", "", ""),
)


@pytest.fixture(scope="module")
def index():
    ledger = update(Ledger(), [make_catalog(OLD)], "2022-04-26")
    ledger = update(ledger, [make_catalog(NEW)], "2024-12-03")
    return build_index(with_past(make_catalog(NEW), ledger.catalogs[""]))


def codes(answer):
    return [match["code"] for match in answer["matches"]]


def test_an_earlier_wording_finds_its_code_alone(index):
    assert codes(find(index, "The tea was refused.")) == ["Tea.0001", "Tea.0002"]
    (match,) = find(index, '{"message": "Boiling the kettle k-17 was refused by the plug."}')["matches"]
    assert (match["code"], match["how"], match["until"]) == ("Tea.0001", "message", "2024-12-03")
    assert match["earlier"] == "Boiling the kettle %s was refused by the plug."
    assert match["values"] == [["%s", "k-17"]]
    assert match["marks"] == []


def test_a_wording_of_today_is_not_marked(index):
    (match,) = find(index, "The spoon is bent.")["matches"]
    assert "until" not in match


def test_a_code_with_an_earlier_wording_does_not_differ(index):
    (match,) = find(index, "Tea.0002: Brewing was refused by the pot.")["matches"]
    assert (match["how"], match["until"]) == ("code", "2024-12-03")
    assert "differs" not in match


@pytest.mark.parametrize("text", ["Tea.0004", "tea 4", "The old cup is cracked.", "0004"])
def test_a_removed_code_is_found_and_marked(index, text):
    (match,) = find(index, text)["matches"]
    assert (match["code"], match["removed"]) == ("Tea.0004", "2024-12-03")
    assert describe(index, "Tea.0004")["entries"][0]["description"] == "The cup leaks."


def test_the_codes_part_alone_marks_a_removed_code(index):
    assert find(split_index(index)[0], "Tea.0004")["matches"][0]["removed"] == "2024-12-03"


def test_a_status_has_the_codes_of_today(index):
    assert codes(find(index, "HTTP 400")) == ["Tea.0001", "Tea.0002", "Tea.0003"]


def test_codes_of_today_go_before_removed_ones_where_words_decide():
    rows = [("400", f"Tea.{n:04}", f"The blue pot number {n} lacks water.", "", "") for n in range(1, 5)]
    rows[0] = ("400", "Tea.0001", "The blue pot lacks water.", "", "")
    ledger = update(
        update(Ledger(), [make_catalog(rows)], "2022-01-01"), [make_catalog(rows[1:])], "2023-01-01"
    )
    index = build_index(with_past(make_catalog(rows[1:]), ledger.catalogs[""]))
    assert codes(find(index, "water lacking in blue pots"))[-1] == "Tea.0001"


def test_a_scan_finds_them_too(index):
    lines = b"x\nBrewing was refused by the pot.\nTea.0004\n"
    hits = Scanner(Engine(index)).scan(io.BytesIO(lines))
    assert [(hit.line, hit.code, hit.how) for hit in hits] == [(2, 1, "message"), (3, 3, "code")]


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    words=st.lists(
        st.sampled_from([row[2] for row in OLD + NEW] + "Tea.0004 tea1 400 refused pot . the 17 cup".split())
    )
)
def test_both_languages_know_the_past_alike(node, index, words):
    with asking(node, [index]) as ask:
        text = " ".join(words)
        assert json.loads(json.dumps(find(index, text))) == ask(text)


def test_bodies_in_the_wording_of_2022_answer_with_the_right_code(shared):
    """Every message that was reworded since, with its blanks filled in; two codes shared one even then."""
    files = sorted((shared / "history").glob("*.rst"))
    revisions = [(path.stem, open_source(path).catalog) for path in files]
    ledger = update(replay(Ledger(), "", revisions), [table_catalog()], "2025-11-10")
    engine = Engine(build_index(with_past(table_catalog(), ledger.catalogs[""])))
    present = {code.code: code for code in table_catalog().codes}
    blanks = Placeholders.of(message for code in revisions[0][1].codes for message in code.messages)
    asked, wrong = 0, []
    for code in revisions[0][1].codes:
        if code.code not in present:
            continue
        for message in code.messages:
            asked += 1
            filled = "".join("a1b2-c3" if blank else text for text, blank in blanks.split(message))
            body = json.dumps({"error": {"message": filled}})
            matches = find(engine, body)["matches"]
            if not matches or matches[0]["code"] != code.code:
                wrong.append((code.code, message, [match["code"] for match in matches[:3]]))
    assert asked >= 146
    assert len(wrong) <= 1, wrong
