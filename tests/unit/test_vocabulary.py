"""Vocabulary files: whatever cannot be read is named, by file and line."""

from __future__ import annotations

import pytest

from ecs_errors_ext.search.vocabulary import (
    VocabularyError,
    beside,
    load_vocabulary,
    parse_vocabulary,
    read_vocabulary,
)

CODES = "[codes]\nTea.0001 = cup brimming\n"


@pytest.mark.parametrize(
    "content", [CODES, "\ufeff" + CODES, "\ufeff# ours\n" + CODES, CODES.replace("\n", "\r\n")]
)
def test_what_editors_put_at_the_ends_of_lines_and_before_a_text_counts_for_nothing(tmp_path, content):
    path = tmp_path / "table.vocabulary"
    path.write_text(content, "utf-8", newline="")
    assert parse_vocabulary(read_vocabulary(path)).codes == {"Tea.0001": ["cup brimming"]}


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (b"[Codes]\nTea.0001 = cup\n", "1"),
        (b"[neutral]\nplease\n[Codes]\nTea.0001 = cup\n", "3"),
        (b"[words]\n[codes]\nTea.0001 = cup\n", "1"),
        (b"# ours\nTea.0001 = cup\n", "2"),
        (b"[codes]\nTea.0001 cup\n", "2"),
        (b"[users]\ncup = mug\n", "2"),
        ("[codes]\nTea.0001 = cup\n".encode("utf-16"), " not UTF-8 text."),
    ],
)
def test_what_cannot_be_read_is_named(tmp_path, content, line):
    path = tmp_path / "table.vocabulary"
    path.write_bytes(content)
    with pytest.raises(VocabularyError) as raised:
        load_vocabulary([path])
    assert str(raised.value).startswith(f"{path}:{line}")


def test_a_folder_that_is_called_like_a_vocabulary_is_named(tmp_path):
    (tmp_path / "table.vocabulary").mkdir()
    with pytest.raises(VocabularyError, match="Is a directory"):
        load_vocabulary(beside(tmp_path / "table.rst"))
