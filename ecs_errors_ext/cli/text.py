"""What the command line prints: for people, plainly; for programs, one JSON object a line."""

from __future__ import annotations

import json
import os
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TextIO

from ecs_errors_ext.messages import repeats
from ecs_errors_ext.search.match import describe

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ecs_errors_ext.library import Library, Service
    from ecs_errors_ext.model import Entry, ErrorCode
    from ecs_errors_ext.search.scan import Hit

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_WHY = {
    "code": "code",
    "digits": "its number",
    "message": "message",
    "status": "status",
    "words": "words",
    "near": "a similar code",
}
_LONGEST_LINE = 160
_LONGEST_WORD = 40

Place = tuple[str, int]
"""Name of a file, and line in it."""


@dataclass(frozen=True, slots=True)
class Style:
    """Colours, or none: only a terminal gets them, and not with ``NO_COLOR`` (https://no-color.org)."""

    colour: bool

    @classmethod
    def of(cls, stream: TextIO) -> Style:
        """The style for *stream*."""
        return cls(stream.isatty() and "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb")

    def bold(self, text: str) -> str:
        """*text* standing out."""
        return f"\x1b[1m{text}\x1b[0m" if self.colour else text

    def dim(self, text: str) -> str:
        """*text* standing back."""
        return f"\x1b[2m{text}\x1b[0m" if self.colour else text


def answer_text(answer: dict[str, Any], library: Library, style: Style, *, echo: bool = False) -> str:
    """An answer for people; *echo* puts the question before it."""
    lines = [style.dim("> " + clean(answer["query"])[:_LONGEST_LINE])] if echo else []
    only = answer["total"] == 1
    lines += [_match_text(match, library, style, advice=only) for match in answer["matches"]]
    hidden = answer["total"] - len(answer["matches"])
    if hidden > 0:
        lines.append(f"… and {hidden} more; see --limit.")
    if not answer["matches"]:
        lines.append("No match: " + reason_text(answer["reason"]))
    if answer["guesses"] and not answer["matches"]:
        lines.append("No sure match, but perhaps:")
        lines += [
            "  " + _match_text(match, library, style).replace("\n", "\n  ") for match in answer["guesses"]
        ]
    return "\n".join(lines)


def _match_text(match: dict[str, Any], library: Library, style: Style, *, advice: bool = False) -> str:
    """A code, its message, and what that means where it does not say so; with *advice* what to do too."""
    entry = library.entry_of(match)
    title = library.title_of(match)
    why = _WHY[match["how"]] + (", but its message is another" if match.get("differs") else "")
    if "until" in match:
        why += f", wording until {match['until']}" if match["until"] else ", wording before translation"
    why += f", removed{' ' + match['removed'] if match['removed'] else ''}" if "removed" in match else ""
    first = [style.bold(match["code"]), *([clean(title)] if title else []), entry.get("status_text") or "-"]
    lines = ["  ".join([*first, one_line(entry.get("message"))]) + style.dim(f"  ({why})")]
    lines += [f"    {mark} = {clean(value)}" for mark, value in match["values"]]
    meaning, solution = entry.get("description") or "", entry.get("solution") or ""
    if meaning and not repeats(meaning, entry.get("message") or ""):
        lines.append(f"    {one_line(meaning)}")
    if advice and solution:
        lines.append(f"    What to do: {one_line(solution)}")
    lines.append(style.dim("    " + match["url"]))
    return "\n".join(lines)


def reason_text(reason: dict[str, Any] | None) -> str:
    """Why nothing matched, in a sentence."""
    reason = reason or {"kind": "no_words"}
    kind = reason["kind"]
    if kind == "unknown_number":
        return f"{clean(reason['text'])} has the form of a code, but no table has it."
    if kind == "foreign_family":
        return f"{clean(reason['text'])} is a code of another service ({reason['family']})."
    if kind == "no_such_status":
        return f"no code has the status {', '.join(reason['statuses'])}."
    if kind == "family":
        return f"{reason['family']} is a family of codes; add a number."
    unknown = reason.get("unknown")
    if unknown:
        words = (word if len(word) <= _LONGEST_WORD else word[:_LONGEST_WORD] + "…" for word in unknown[:8])
        return f"no code is about this; not understood: {clean(', '.join(words))}."
    return "no code is about this." if kind == "unsure" else "there is nothing to look for in it."


def code_text(code: ErrorCode, service: Service, style: Style, *, title: str, as_json: bool) -> str:
    """The page of *code* as text or as JSON; *title* is that of its service, where there are several."""
    source = service.source
    notes = source.notes.get(code.code, ())
    if as_json:
        known = describe(service.engine, code.code) or {}
        about = {"catalog": code.catalog, "family": code.family, "url": source.urls[code.code]}
        if code.code in source.catalog.removed_by_code:
            about["removed"] = code.removed
        return json.dumps({**about, "notes": notes, **known})
    blocks = [style.bold(code.code) + (f"  {clean(title)}" if title else "")]
    if code.code in source.catalog.removed_by_code:
        blocks.append(f"Removed from the table {code.removed}".rstrip())
    for entry in code.entries:
        blocks += [f"{name}\n{_indented(text)}" for name, text in _fields(entry)]
    blocks += [f"Team notes\n{_indented(note)}" for note in notes]
    blocks.append(style.dim(source.urls[code.code]))
    return "\n\n".join(blocks) + "\n"


def _fields(entry: Entry) -> Iterable[tuple[str, str]]:
    named = [
        ("Status", entry.status_text),
        ("Message", entry.message),
        ("What it means", entry.description),
        ("What to do", entry.solution),
        *entry.extra,
    ]
    return [(name, text) for name, text in named if text]


def _indented(text: str) -> str:
    return "\n".join("  " + clean(line) if line else "" for line in text.splitlines())


def hit_text(name: str, hit: Hit, service: Service, style: Style, *, as_json: bool) -> str:
    """A hit of a scan: file, line, code, values, and the line itself."""
    code = service.engine.codes[hit.code]
    if as_json:
        values = [list(value) for value in hit.values]
        data = {
            "file": name,
            "line": hit.line,
            "code": code,
            "how": hit.how,
            "url": service.source.urls[code],
        }
        return json.dumps({**data, "values": values, "text": hit.text[:2000]})
    values_text = "".join(f"  {mark} = {clean(value)}" for mark, value in hit.values)
    place = style.dim(f"{_place(name, hit.line)}:")
    return f"{place} {style.bold(code)} ({hit.how}){values_text}  {one_line(hit.text)}"


def summary_text(
    code: int, count: int, places: tuple[Place, Place], service: Service, style: Style, *, as_json: bool
) -> str:
    """How often a scan found a code, and the *places* where first and last."""
    name = service.engine.codes[code]
    if as_json:
        first, last = ({"file": file, "line": line} for file, line in places)
        url = service.source.urls[name]
        return json.dumps({"code": name, "count": count, "first": first, "last": last, "url": url})
    message = one_line(service.source.code(name).message)
    where = " … ".join(_place(*place) for place in places)
    return f"{count:>8}  {style.bold(name)}  {message}  {style.dim(where)}"


def _place(name: str, line: int) -> str:
    """A line of the file called *name*, which may hold anything."""
    return f"{clean(name)}:{line}".replace("\n", "\N{REPLACEMENT CHARACTER}")


def one_line(text: str | None) -> str:
    """*text* in one line of bearable length."""
    flat = clean(" ".join((text or "").split()))
    return flat if len(flat) <= _LONGEST_LINE else flat[: _LONGEST_LINE - 1] + "…"


def clean(text: str) -> str:
    """*text* without control characters, so that a log cannot steer the terminal."""
    return _CONTROL.sub("�", text)
