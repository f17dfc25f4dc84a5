"""A catalog as Markdown (CommonMark) for programs that read prose, and the list of its pages (https://llmstxt.org).

Made from the data of ``errors.json``, so it says the same.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ecs_errors_ext.export import CatalogData, CodeData, EntryData, RemovedData

_MARKUP = re.compile(r"[\\`*\[\]<~]|(?<![^\W_])_|_(?![^\W_])|&(?=#|\w+;)")
_BLOCK = re.compile(r"^(\s*)([#>+=]|-(?=\S)|[-=]+\s*$)")
_ITEM = re.compile(r"\s*(?:[-*]|\w{1,4}[.)]) ")


def catalog_markdown(data: CatalogData, base: str = "") -> str:
    """All codes of a catalog; addresses begin with *base*, or are relative to the site."""
    title = f"{data['title']} error codes".strip()
    blocks = [f"# {escape(title)}", f"{len(data['codes'])} codes."]
    for code in data["codes"]:
        blocks += _blocks(code, base, "##")
    if data["removed"]:
        blocks.append("# Removed codes")
        for removed in data["removed"]:
            blocks += _blocks(removed, base, "##")
    return _text(blocks)


def code_markdown(data: CodeData | RemovedData) -> str:
    """One code; its address is relative to the site."""
    return _text(_blocks(data, "", "#"))


def llms_txt(data: CatalogData, base: str = "", others: Mapping[str, str] | None = None) -> str:
    """A line for each code with its page, and where the whole is; *others* are further catalogs: title → address."""
    title = f"{data['title']} error codes".strip()
    folder = f"{base}{data['catalog']}/" if data["catalog"] else base
    lines = [f"# {escape(title)}", "", "> What each error code means and what to do about it.", ""]
    if data["codes"]:
        lines += [
            "## All codes in one file", "",
            f"- [Markdown]({folder}errors.md): every code with message, meaning and advice",
            f"- [JSON]({folder}errors.json): the same as data; [its schema]({folder}errors.schema.json)", "",
            "## Codes", "",
            *(_line(code, base) for code in data["codes"]), "",
        ]  # fmt: skip
    if data["removed"]:
        lines += ["## Removed codes", "", *(_line(code, base) for code in data["removed"]), ""]
    if others:
        lines += [
            "## Other services",
            "",
            *(f"- [{escape(name)}]({_address(url)})" for name, url in others.items()),
            "",
        ]
    return "\n".join(lines)


def escape(text: str) -> str:
    """*text* so that Markdown prints it as it is, in one line; lists, of which the texts keep the markers, stay lists."""
    return _BLOCK.sub(r"\1\\\2", _MARKUP.sub(r"\\\g<0>", text))


def _line(code: CodeData | RemovedData, base: str) -> str:
    entry = code["entries"][0]
    said = " ".join((entry["message"] or entry["description"] or "").split())
    status = f"{entry['status_text']}: " if entry["status_text"] else ""
    return f"- [{escape(code['code'])}]({_address(base + code['url'])}): {escape(status + said)}".rstrip(": ")


def _address(url: str) -> str:
    return re.sub(r"[()<>\s]", lambda match: f"%{ord(match[0]):02x}", url)


def _blocks(code: CodeData | RemovedData, base: str, heading: str) -> Iterator[str]:
    yield f"{heading} {escape(code['code'])}"
    yield (
        f"Page: <{_address(base + code['url'])}>"
        if base
        else f"Page: [{escape(code['code'])}]({_address(code['url'])})"
    )
    removed = code.get("removed", "")
    if removed != "":
        yield f"No longer in the table{f' since {removed}' if removed else ''}."
    several = len(code["entries"]) > 1
    for number, entry in enumerate(code["entries"], 1):
        if several:
            yield f"{heading}# Entry {number} of {len(code['entries'])}"
        yield from _entry(entry)
    yield from _labelled("Family", code["family"])
    yield from _labelled("Same message", ", ".join(code["same_message"]))
    yield from _labelled("Similar", ", ".join(code["similar"]))
    for note in code["notes"]:
        place = f" ({note['docname']}, line {note['line']})" if note["docname"] else ""
        yield from _labelled(f"Note{place}", note["text"])
    yield from _labelled("In the table since", code["since"])
    for change in code["changes"]:
        yield from _labelled(
            f"{change['field'].capitalize()} until {change['date']}", change["old"] or "none"
        )


def _entry(entry: EntryData) -> Iterator[str]:
    yield from _labelled("Status", entry["status_text"])
    yield from _labelled("Message", entry["message"])
    yield from _labelled("What it means", entry["description"])
    yield from _labelled("What to do", entry["solution"])
    for name, text in entry["extra"].items():
        yield from _labelled(name, text)
    yield from _labelled("Source", f"{entry['docname']}, line {entry['line']}")


def _labelled(label: str, text: str | None) -> Iterator[str]:
    """*text* after its label; a list begins below it."""
    if not text:
        return
    first, *rest = ("\n".join(map(escape, block.split("\n"))) for block in text.split("\n\n"))
    if _ITEM.match(first):
        yield f"**{escape(label)}:**"
        yield first
    else:
        yield f"**{escape(label)}:** {first}"
    yield from rest


def _text(blocks: Iterable[str]) -> str:
    return "\n\n".join(blocks) + "\n"
