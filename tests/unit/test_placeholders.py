"""What the API fills in, in every style, where the messages show that it is one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecs_errors_ext.placeholders import ANYWHERE, Placeholders


def found(text, known=ANYWHERE):
    return [text[start:end] for start, end in known.spans(text)]


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("Policy does not allow %s to be performed.", ["%s"]),
        ("%(name)s is %d of {0} in {region} at ${host}", ["%(name)s", "%d", "{0}", "{region}", "${host}"]),
        ("100% sure, 50%share, set { x }", []),
        ("{}", ["{}"]),
        ("Rules on xx by ** disallowed by policy", ["xx", "**"]),
        ("The region [xxx] of XXX does not exist.", ["xxx", "XXX"]),
        ("Floating IP ****-****-**** could not be found.", ["****-****-****"]),
        ("A status 5xx, an extra x, 2*3, the TXX disk", []),
        ("The server[%s] is gone.", ["%s"]),
        ("[name] and <name>", []),
    ],
)
def test_marks_that_are_placeholders_anywhere(text, marks):
    assert found(text) == marks


def test_square_brackets_around_words_in_several_messages_are_placeholders():
    column = ["Invalid type [input type].", "The ID [input id] exceeds 64.", "No name '[name]'.", "Fine."]
    known = Placeholders.of(column)
    assert [found(text, known) for text in column] == [["[input type]"], ["[input id]"], ["[name]"], []]


@pytest.mark.parametrize(
    "column",
    [
        ["listener[protocol] is null.", "pool[protocol] is null.", "rule[value] is null."],
        ["Quota exceeded: ['router'].", "Range [1,36].", "States [6, 17, 0]."],
        ["Only nodes in the [Running] state.", *["Fine."] * 50],
    ],
    ids=["fields", "lists", "seldom"],
)
def test_square_brackets_that_belong_to_the_message(column):
    known = Placeholders.of(column)
    assert not any(found(text, known) for text in column)


def test_angle_brackets_are_placeholders_unless_the_column_has_tags():
    text = "Policy doesn't allow <x:x:x> to be performed, since 1 < 2 and 3 > 2."
    assert found(text, Placeholders.of([text])) == ["<x:x:x>"]
    assert found("<b> is bold", Placeholders.of(["<b> is bold", "<b>x</b>"])) == []


@given(st.text(alphabet="a %s{}()$ndx0.[]<>*X'"))
def test_pieces_join_to_the_text(text):
    known = Placeholders(square=True, angle=True)
    assert "".join(piece for piece, _ in known.split(text)) == text
    assert known.template(text) == text


def test_a_long_text_is_no_work():
    for char in "%{[<x*$":
        assert Placeholders(square=True, angle=True).spans(char * 200_000 + " ") is not None
