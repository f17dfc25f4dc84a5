"""A scan reads few lines and remembers what they hold; it finds what reading each line anew finds."""

from __future__ import annotations

import io
from importlib.util import find_spec

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ecs_errors_ext.model import Catalog, Entry, ErrorCode
from ecs_errors_ext.search import scan, sieve
from ecs_errors_ext.search.engine import Engine
from ecs_errors_ext.search.index import build_index
from ecs_errors_ext.search.scan import Scanner
from tests.support.search import table_catalog, table_index

WORD_CODES = {
    "Throttled": "Slow down, please.",
    "E.7-x9": "The %s tank is empty.",
    "0171": "Not here at all.",
}
NUMBER = st.integers(0, 99_999).map(str)
CODE = st.builds(
    "{}{}{}".format,
    st.sampled_from(["Ecs", "ECS", "ecs", "Common", "Pdp", "SVC.ECS", "x-ecs", "Vpc", "7ecs", "c1. Ecs"]),
    st.sampled_from([".", "", "-", " ", "_", ". ", '":"', "%2E", "..", "\\u002e", " = ", "\\u002e0"])
    | st.sampled_from(["Error", "_ERR_", "\\.errorCode-"]),
    st.sampled_from(["0013", "13", "0114", "1503", "0001", "00013", "O013", "13a", "9999"]),
)
MESSAGE = st.builds(
    lambda message, value: message.replace("%s", value),
    st.sampled_from([code.message for code in table_catalog().codes] + list(WORD_CODES.values())),
    st.sampled_from(["a:b", "7", "", "x y z", "java.net.E: gone"]),
)
NOISE = st.one_of(
    NUMBER,
    st.uuids().map(str),
    st.sampled_from(
        "INFO ERROR the ecs failed to create server does not a5 5a é3 , : . - ( \t code: cannot won't Ecs".split(
            " "
        )
    ),
    st.sampled_from(list(WORD_CODES)),
    st.text(st.characters(min_codepoint=32, max_codepoint=0x24F), max_size=6),
)
LINE = st.lists(st.one_of(NOISE, CODE, MESSAGE, MESSAGE.map(str.upper)), max_size=6).flatmap(
    lambda parts: st.sampled_from([" ", "", ", ", '"']).map(lambda joint: joint.join(parts))
)


@pytest.fixture(scope="module")
def engine() -> Engine:
    plain = tuple(
        ErrorCode(code=code, family="", slug=code, entries=(Entry(message=message),))
        for code, message in WORD_CODES.items()
    )
    return Engine(build_index(Catalog(codes=(*table_catalog().codes, *plain))))


@pytest.fixture(params=["automaton", "passes"])
def way(request, monkeypatch):
    """Both ways to sieve."""
    if request.param == "automaton" and not find_spec("hyperscan"):
        pytest.skip("the library Hyperscan is not installed")
    if request.param == "passes":
        monkeypatch.setattr(sieve, "find_spec", lambda _name: None)


def slowly(engine, lines):
    reader = Scanner(engine)
    return [
        (n, *one) for n, line in enumerate(lines, 1) for one in reader.read(line.decode("utf-8", "replace"))
    ]


def scanned(engine, data):
    return [(hit.line, hit.code, hit.how, hit.values) for hit in Scanner(engine).scan(io.BytesIO(data))]


@pytest.mark.usefixtures("way")
@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(lines=st.lists(LINE, max_size=12))
def test_a_scan_finds_what_reading_each_line_finds(engine, lines):
    data = "\n".join(lines).encode("utf-8", "replace")
    assert scanned(engine, data) == slowly(engine, data.split(b"\n"))


@pytest.mark.usefixtures("way")
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(line=LINE, digits=st.lists(st.sampled_from("0123456789"), min_size=40, max_size=40))
def test_lines_that_differ_in_digits_are_told_apart(engine, line, digits):
    """What is remembered of a line must not be said of one with another code."""
    other = "".join(
        digits[i % 40] if char.isascii() and char.isdigit() else char for i, char in enumerate(line)
    )
    data = f"{line}\n{other}\n{line}".replace("\r", " ").encode("utf-8", "replace")
    assert scanned(engine, data) == slowly(engine, data.split(b"\n"))


def test_what_is_remembered_is_bounded(engine, monkeypatch):
    monkeypatch.setattr(scan, "_MOST_KEPT", 3)
    scanner = Scanner(engine)
    letters = "abcdefghij"
    data = "".join(f"{letter} Ecs.0013\n" for letter in letters).encode()
    assert [hit.line for hit in scanner.scan(io.BytesIO(data))] == list(range(1, 11))
    assert len(scanner._kept) <= 3


@pytest.mark.usefixtures("way")
def test_a_catalog_of_codes_alone_is_scanned():
    codes = tuple(
        ErrorCode(code=f"Foo.{n}", family="Foo", slug=f"Foo.{n}", entries=(Entry(),)) for n in (1, 2)
    )
    engine = Engine(build_index(Catalog(codes=codes)))
    assert [hit.code for hit in Scanner(engine).scan(io.BytesIO(b"x\nFoo.2\nfoo.1\n"))] == [1, 0]
    assert list(Scanner(Engine(build_index(Catalog()))).scan(io.BytesIO(b"x\nFoo.2\n"))) == []


@pytest.mark.parametrize(
    ("message", "line"),
    [
        ("It will not.", "It won't."),
        ("It will not.", "It will not."),
        ("I can not go.", "I cannot go."),
        ("It does not.", "It doesn’t."),
    ],
)
@pytest.mark.usefixtures("way")
def test_negations_are_passed_in_every_form(message, line):
    code = ErrorCode(code="Foo.1", family="Foo", slug="Foo.1", entries=(Entry(message=message),))
    found = scanned(Engine(build_index(Catalog(codes=(code,)))), line.encode())
    assert found == [(1, 0, "message", ())]


def test_the_table_of_this_site_is_scanned():
    assert scanned(Engine(table_index()), b"a\n Ecs.0013\n") == [(2, 12, "code", ())]
