from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecs_errors_ext.messages import (
    MOST_SIMILAR,
    SIMILAR_AT,
    content_words,
    jaccard,
    mark_differences,
    message_key,
    repeats,
    similar_messages,
    without_advice,
)

MODIFY = "Failed to modify the ECS specifications. Try again later or contact customer service."
CONFIRM = "Failed to modify the ECS specifications. Try again or contact customer service."


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The ECS does not exist.", "the ecs does not exist"),
        ("The  ECS\ndoes not exist. ", "The ECS does not exist!"),
        ("Straße gesperrt", "STRASSE GESPERRT"),
    ],
)
def test_sameness_ignores_case_space_and_end_punctuation(one, other):
    assert message_key(one) == message_key(other)


def test_sameness_keeps_words_and_inner_punctuation_apart():
    assert message_key("Disk full: retry") != message_key("Disk full retry")
    assert message_key("Disk A") != message_key("Disk B")


def test_advice_at_the_end_is_no_part_of_what_a_message_says():
    assert without_advice(MODIFY) == "Failed to modify the ECS specifications."
    assert without_advice("Contact customer service.") == "Contact customer service."
    assert without_advice("") == ""


@pytest.mark.parametrize(
    ("description", "message", "said_again"),
    [
        ("The image does not exist.", "The image does not exist", True),
        (
            "Failed to query the ECS.",
            "Failed to query the ECS. Try again later or contact customer service.",
            True,
        ),
        ("Failed to modify ECS specifications.", MODIFY, False),
        ("", "The image does not exist.", False),
    ],
)
def test_a_description_that_only_repeats_the_message(description, message, said_again):
    assert repeats(description, message) is said_again


def test_content_words_leave_out_advice_and_stop_words_and_fold_plurals():
    assert content_words("The number of ECSs exceeds the limit of disks. Contact support.") == {
        "number", "ecs", "exceed", "limit", "disk",
    }  # fmt: skip


def test_messages_that_differ_in_their_advice_are_most_similar():
    texts = [MODIFY, "Invalid token.", CONFIRM, "Failed to query the ECS specifications."]
    assert similar_messages(texts)[0] == [2, 3]
    assert similar_messages(texts)[1] == []
    assert jaccard(content_words(MODIFY), content_words(CONFIRM)) == 1


words = st.lists(
    st.sampled_from("disk image subnet port quota flavor query create delete attach".split()), max_size=6
)


@given(st.lists(words.map(" ".join), max_size=30))
def test_no_similar_pair_is_missed(texts):
    bags = [content_words(text) for text in texts]
    for index, near in enumerate(similar_messages(texts)):
        measured = {i: jaccard(bags[index], bags[i]) for i in range(len(texts)) if i != index}
        similar = [i for i, measure in measured.items() if measure >= SIMILAR_AT]
        best = sorted(similar, key=lambda i: (-measured[i], abs(i - index)))
        assert near == best[:MOST_SIMILAR]


def test_differing_words_are_marked():
    assert mark_differences(CONFIRM, MODIFY) == [(CONFIRM, False)]
    assert mark_differences(MODIFY, CONFIRM) == [
        ("Failed to modify the ECS specifications. Try again ", False),
        ("later", True),
        (" or contact customer service.", False),
    ]


@given(st.text(alphabet="ab .\n"), st.text(alphabet="ab .\n"))
def test_marked_pieces_join_to_the_text(text, other):
    pieces = mark_differences(text, other)
    assert "".join(piece for piece, _ in pieces) == text
    assert not any(differs for _, differs in mark_differences(text, text))
