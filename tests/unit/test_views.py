from __future__ import annotations

import json

import pytest
from markupsafe import Markup

from ecs_errors_ext.groups import Groups
from ecs_errors_ext.model import Role
from ecs_errors_ext.views.pages import Views
from ecs_errors_ext.views.twins import MOST_SAME
from tests.support.catalogs import make_catalog, the_catalog


@pytest.fixture(scope="module")
def ecs():
    return Views(Groups(the_catalog()))


def view(views, code):
    return views.code(views.groups.catalog.by_code[code])


def test_the_answer_comes_first(ecs):
    (entry,) = view(ecs, "Ecs.0013").entries
    assert entry.message == "The current EIP quota limit has been reached. Apply to increase the quota."
    assert entry.meaning == "Insufficient EIP quota."
    assert entry.action == "Apply for a higher EIP quota because the EIP quota is insufficient."
    assert [(chip.status, chip.reason, chip.page) for chip in entry.chips] == [
        (400, "Bad Request", "status/400")
    ]
    assert (entry.source.page, entry.source.text) == ("error_codes", "row 13 of the table")


def test_a_description_that_repeats_the_message_is_not_printed_twice(ecs):
    left_out = [
        code.code
        for code in ecs.groups.codes
        if code.entries[0].description and not view(ecs, code.code).entries[0].meaning
    ]
    assert len(left_out) == 41
    assert {"Ecs.0031", "Ecs.0202", "Ecs.0032"} <= set(left_out)


def test_markup_of_a_repeated_description_is_kept_in_the_message():
    def html_of(_entry, role):
        return (
            Markup("The image is not in <strong>Active</strong> state.") if role is Role.DESCRIPTION else None
        )

    views = Views(Groups(the_catalog()), html_of)
    (entry,) = view(views, "Ecs.0032").entries
    assert entry.message == Markup("The image is not in <strong>Active</strong> state.")
    assert entry.meaning == ""


def test_codes_with_one_message_are_told_apart(ecs):
    (group,) = view(ecs, "Ecs.0002").groups
    assert (group.size, len(group.twins), group.cut) == (16, 16, False)
    assert [twin.code.text for twin in group.twins if twin.here] == ["Ecs.0002"]
    assert [twin.code.text for twin in group.twins if twin.chips] == ["Common.0001"]
    assert sum(twin.common for twin in group.twins) == 7
    assert group.page == "messages/a-system-exception-occurred-try-again-later-or-contact-customer-service"


def test_a_message_page_compares_statuses_and_advice(ecs):
    message = ecs.message(ecs.groups.shared_messages[0])
    assert [(share.chip.status, share.count, share.only and share.only.text) for share in message.shares] == [
        (400, 15, None),
        (500, 1, "Common.0001"),
    ]
    assert message.advised == 7
    assert message.advice == "For details, see the returned error message or contact technical support."


def test_the_table_of_a_huge_group_is_cut_to_the_nearest():
    views = Views(Groups(make_catalog([("400", f"A.{i:04}", "Same.", f"Cause {i}") for i in range(500)])))
    (group,) = view(views, "A.0250").groups
    assert (group.size, len(group.twins), group.cut) == (500, MOST_SAME, True)
    assert group.twins[0].code.text == f"A.{250 - MOST_SAME // 2:04}"
    assert sum(twin.here for twin in group.twins) == 1


def test_lines_say_what_sets_a_code_apart_only_where_the_message_is_shared(ecs):
    lines = {line.code.text: line for section in ecs.lists.status(400).sections for line in section.lines}
    assert lines["Ecs.0002"].apart == "Failed to submit the task."
    assert lines["Ecs.0013"].apart == ""
    assert lines["Ecs.0013"].chips == ()


def test_two_codes_that_say_all_the_same_are_not_told_apart():
    views = Views(Groups(make_catalog([("400", "A.1", "M.", "D.", "S."), ("400", "A.2", "M.", "D.", "S.")])))
    assert [line.apart for section in views.lists.all_codes().sections for line in section.lines] == ["", ""]


def test_statuses_of_the_site(ecs):
    page = ecs.lists.status(400)
    assert (page.title, page.count, page.total, page.contents) == ("400 Bad Request", 138, 155, True)
    assert page.sections[0].label == "Ecs.00xx"
    flat = ecs.lists.status(403)
    assert (flat.count, [section.label for section in flat.sections]) == (9, [""])
    assert ecs.lists.status_class("2xx").title == "2xx Success status with an error"


def test_the_overview_of_the_site(ecs):
    overview = ecs.indexes.overview("index")
    assert [(tally.link.text, tally.count) for tally in overview.statuses] == [
        ("4xx", 151),
        ("5xx", 3),
        ("2xx", 1),
    ]
    assert [(tally.link.text, tally.label, tally.count) for tally in overview.families] == [
        ("Ecs", "0000 to 1300", 141),
        ("Common", "0001 to 1503", 13),
        ("Pdp", "0001", 1),
    ]
    assert [count for _, count in overview.messages] == [16, 3, 2, 2, 2, 2]
    assert len(ecs.indexes.messages().others) == 128
    cells = {cell.code.text: cell for part in overview.parts for cell in part.cells if cell.code}
    assert len(cells) == 155
    assert cells["Ecs.0114"].name == "Ecs.0114, 404: The ECS does not exist."
    assert (cells["Ecs.0114"].x, cells["Ecs.0114"].y, cells["Ecs.0114"].state) == (4, 1, "client")


def test_a_table_without_statuses_or_solutions_has_useful_pages():
    views = Views(Groups(make_catalog([("", "AccessDenied", "No."), ("", "Throttled", "Slow down.")])))
    assert [line.code.text for line in views.indexes.statuses().without_status] == [
        "AccessDenied",
        "Throttled",
    ]
    assert views.indexes.overview("index").parts[0].cells == ()
    assert view(views, "AccessDenied").entries[0].chips == ()
    assert [crumb.page for crumb in view(views, "AccessDenied").crumbs] == ["codes/index"]


def test_a_status_cell_that_says_more_than_its_number_is_shown():
    views = Views(Groups(make_catalog([("301 Moved Permanently", "A.1", "M."), ("404/500", "A.2", "N.")])))
    assert view(views, "A.1").entries[0].status_text == "301 Moved Permanently"
    assert view(views, "A.2").entries[0].status_text == ""


def test_placeholders_are_named(ecs):
    assert view(ecs, "Pdp.0001").entries[0].placeholders == ("%s",)


def test_a_family_whose_name_looks_like_a_range_has_a_list_in_the_map():
    views = Views(Groups(make_catalog([("400", "Maxx.1", "M."), ("400", "Maxx.2", "N.")])))
    (part,) = views.indexes.overview("index").parts
    assert (part.cells, [link.text for link in part.codes]) == ((), ["Maxx.1", "Maxx.2"])


def test_the_example_of_a_body_is_json_whatever_the_message_says():
    rows = [("400", f"A.{i:04}", f'Say "{i}" \\ <b>') for i in range(9)]
    body = Views(Groups(make_catalog(rows))).indexes.overview("index").examples[1]
    assert json.loads(body)["error"]["message"].startswith('Say "')
