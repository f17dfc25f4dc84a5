"""The engine in two languages: whatever is asked, the answers are the same JSON."""

from __future__ import annotations

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ecs_errors_ext import scripts
from ecs_errors_ext.search.engine import Engine
from ecs_errors_ext.search.match import find
from ecs_errors_ext.search.together import together
from tests.support.search import asking, network_index, table_catalog, table_index

WORDS = sorted(
    {word for code in table_catalog().codes for message in code.messages for word in message.split()}
    | {
        "vm",
        "cannot",
        "boot",
        "quota",
        "404",
        "5xx",
        "ecs",
        "0013",
        "Vpc.0101",
        "Ecs.9999",
        "Ecs.0l10",
        "dont",
        "5th",
        "3rd",
        "by the",
        "May",
        "/28",
        "10.0.0.5",
        "10.0.0.0/24",
        "/dev/vdb",
        "m4.large",
    }
)
SLIPS = st.builds(
    lambda word, i, put, left: word[:i] + put + word[i + left :],
    st.sampled_from(WORDS),
    st.integers(0, 9),
    st.sampled_from(["", "a", "s", "tt"]),
    st.integers(0, 2),
)
PIECES = st.one_of(
    st.sampled_from(WORDS),
    SLIPS,
    st.sampled_from([code.code for code in table_catalog().codes]),
    st.sampled_from([code.message for code in table_catalog().codes]),
    st.sampled_from(
        [line for line in table_index()["phrases"] for line in line.partition(">")[0].split(",")]
    ),
    st.text(max_size=12),
    st.text(alphabet=st.characters(), max_size=4),
    st.sampled_from(
        [
            '{"error":{"message":"',
            '","code":"',
            '"}',
            "\\n",
            '\\\\\\"',
            "\ud800",
            "\U0001f600",
            "İ",
            "\u212a",
            "ß",
            "é",
        ]
    ),
)
TEXTS = st.lists(PIECES, max_size=12).flatmap(
    lambda pieces: st.sampled_from(["", " ", ". ", "\n"]).map(lambda joint: joint.join(pieces))
)


@pytest.fixture(scope="module", params=["as written", "published"])
def folder(request, tmp_path_factory):
    """The scripts as they stand in the repository, and as a site has them."""
    if request.param == "as written":
        return None
    names = [scripts.SEARCH, scripts.WORDS, scripts.TOGETHER]
    texts = scripts.shorten([scripts.parts(name)[0] for name in names])
    folder = tmp_path_factory.mktemp("scripts")
    for name, text in zip(names, texts, strict=True):
        (folder / name).write_text(text, "utf-8")
    return folder


@pytest.fixture(scope="module")
def ask(node, folder):
    """Ask the engine in one Node process."""
    with asking(node, [table_index()], folder) as ask:
        yield ask


@pytest.fixture(scope="module")
def ask_both(node, folder):
    """Ask the engine for an answer from two catalogs."""
    with asking(node, [table_index(), network_index()], folder) as ask:
        yield ask


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(text=TEXTS, limit=st.sampled_from([1, 50]), typing=st.booleans())
def test_both_languages_answer_alike(ask, text, limit, typing):
    engine = test_both_languages_answer_alike.__dict__.setdefault("engine", Engine(table_index()))
    assert json.loads(json.dumps(find(engine, text, limit, typing=typing))) == ask(text, limit, typing=typing)


def test_every_message_and_description_is_answered_alike(ask):
    engine = Engine(table_index())
    for code in table_catalog().codes:
        for entry in code.entries:
            for text in (entry.message, entry.description, entry.solution):
                assert json.loads(json.dumps(find(engine, text or ""))) == ask(text or "")


@pytest.mark.parametrize("letter", ["\u1c89", "\u1c90", "\u1cbd"])
def test_a_letter_that_only_newer_tables_of_unicode_fold_is_folded_in_no_language(ask, letter):
    answer = ask(letter + "x")
    assert answer["reason"]["unknown"] == [letter + "x"]
    assert json.loads(json.dumps(find(table_index(), letter + "x"))) == answer


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(text=TEXTS, limit=st.sampled_from([1, 50]))
def test_both_languages_put_catalogs_together_alike(ask_both, text, limit):
    answers = [(index["catalog"], find(index, text, limit)) for index in (table_index(), network_index())]
    assert json.loads(json.dumps(together(answers, limit))) == ask_both(text, limit)
