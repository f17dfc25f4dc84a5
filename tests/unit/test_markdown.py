"""The catalog as Markdown says what ``errors.json`` says, read back by a Markdown parser."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from ecs_errors_ext.export import catalog_data, code_data, removed_data
from ecs_errors_ext.groups import Groups
from ecs_errors_ext.markdown import catalog_markdown, code_markdown, escape, llms_txt
from tests.support.catalogs import make_catalog, the_catalog

BASE = "https://errors.example.org/"
PARSER = MarkdownIt("commonmark")


def export(catalog):
    groups = Groups(catalog)
    return catalog_data(
        groups, (code_data(code, groups, f"codes/{code.slug}.html") for code in catalog.codes)
    )


def shown(markdown):
    """The text that *markdown* shows, its space normalised, list items with their markers."""
    words = []
    for token in PARSER.parse(markdown):
        if token.type == "list_item_open":
            words.append(f"{token.info}{token.markup}")
        words.extend(_said(child) for child in token.children or ())
        words.append(" " * (token.type == "inline"))
    return " ".join("".join(words).split())


def _said(token):
    return token.content if token.type in {"text", "code_inline"} else " " * (token.type == "softbreak")


def sections(markdown):
    """Heading of the second level → what stands below it."""
    parts = re.split(r"^## (.+)$", markdown, flags=re.MULTILINE)
    return {shown(name): shown(text) for name, text in zip(parts[1::2], parts[2::2], strict=True)}


def flat(text):
    return " ".join(text.split())


@pytest.mark.parametrize("base", ["", BASE])
def test_every_fact_of_the_table_is_there(base):
    data = export(the_catalog())
    found = sections(catalog_markdown(data, base))
    assert list(found) == [code["code"] for code in data["codes"]]
    for code in data["codes"]:
        said = found[code["code"]]
        for entry in code["entries"]:
            for key in ("status_text", "message", "description", "solution"):
                assert flat(entry[key] or "") in said, (code["code"], key)
            assert f"Source: {entry['docname']}, line {entry['line']}" in said
        for other in (*code["same_message"], *code["similar"]):
            assert other in said


def test_the_page_of_a_code_stands_by_itself():
    data = export(the_catalog())["codes"][13]
    code = data["code"]
    assert code_markdown(data).startswith(
        f"# {code}\n\nPage: [{code}](codes/{code}.html)\n\n**Status:** 400\n"
    )


HOSTILE = "a *b* `c` [d](e) <f> \\g _h_ i_j &amp; ~~k~~ # l"


def test_marks_of_markdown_are_text():
    data = export(
        make_catalog([("400", "Ab.0001", HOSTILE, "# one", "> two"), ("400", "<b>", "- x", "+ y", "= z")])
    )
    text = catalog_markdown(data)
    assert {token.type for token in PARSER.parse(text)} <= {
        "heading_open", "inline", "heading_close", "paragraph_open", "paragraph_close",
        "bullet_list_open", "bullet_list_close", "list_item_open", "list_item_close",
    }  # fmt: skip
    found = sections(text)
    assert HOSTILE in found["Ab.0001"]
    assert "What it means: # one What to do: > two" in found["Ab.0001"]
    assert "<b>" in found


@given(
    st.text(
        alphabet=st.characters(blacklist_categories=("Cs", "Cc", "Zl", "Zp", "Zs")) | st.just(" "),
        max_size=40,
    )
)
def test_any_text_is_shown_as_it_is(text):
    assert shown(f"**Message:** {escape(text)}") == flat(f"Message: {text}")


def test_several_entries_and_removed_codes():
    catalog = make_catalog([("400", "Ab.0001", "One."), ("404", "Ab.0001", "Two.")])
    groups = Groups(catalog)
    removed = removed_data(catalog.codes[0], ["Ab.0002"], "codes/Ab.0001.html")
    data = catalog_data(groups, [code_data(catalog.codes[0], groups, "codes/Ab.0001.html")], [removed])
    text = catalog_markdown(data)
    assert text.count("### Entry 2 of 2") == 2
    assert "# Removed codes\n" in text
    assert "No longer in the table." in text
    assert "## Removed codes\n\n- [Ab.0001](codes/Ab.0001.html): 400: One." in llms_txt(data)


def test_the_list_has_a_line_for_each_code():
    data = export(the_catalog())
    lines = llms_txt(data, BASE).splitlines()
    codes = [line for line in lines if line.startswith("- [") and "/codes/" in line]
    assert len(codes) == len(data["codes"]) == 155
    assert f"- [Ecs.0114]({BASE}codes/Ecs.0114.html): 404: The ECS does not exist." in codes
    assert lines[0] == "# Test error codes"
    assert lines[2].startswith("> ")
    assert "- [Disk](disk/llms.txt)" in llms_txt(data, others={"Disk": "disk/llms.txt"})
