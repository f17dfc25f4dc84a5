"""Bring up to date what the guide's reference pages say of the code's own definitions.

    make reference

A part stands between ``<!-- NAME: … -->`` and ``<!-- end -->``. The command line is read from argparse, the form of
``errors.json`` from its schema, what templates are given from the dataclasses of the views.
"""

from __future__ import annotations

import argparse
import ast
import json
import re
from collections import defaultdict
from dataclasses import Field, fields, is_dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ecs_errors_ext.cli.commands import parser
from ecs_errors_ext.export import schema
from ecs_errors_ext.views import indexshapes, pageshapes, pastshapes, shapes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

GUIDE = Path(__file__).parents[1] / "source" / "guide"
_PART = re.compile(r"(?<=<!-- )(\w+): (?s:.*?)(?=<!-- end -->)")
_HEAD = "{}: written by tools/reference.py -->\n\n{}\n\n"


def fill(text: str) -> str:
    """*text*, its parts as they should be."""
    return _PART.sub(lambda part: _HEAD.format(part[1], PARTS[part[1]]()), text)


def parts_of(text: str) -> list[str]:
    """The names of the parts in *text*."""
    return [part[1] for part in _PART.finditer(text)]


def _table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    lines = [list(head), *map(list, rows)]
    lines.insert(1, ["---"] * len(lines[0]))
    return "\n".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |" for line in lines)


def _code(text: str) -> str:
    return f"`{text}`"


# -- the command line ----------------------------------------------------------------------


def commands() -> dict[str, argparse.ArgumentParser]:
    """The parser of each command, by its name."""
    actions = parser()._actions  # noqa: SLF001 - argparse tells it nowhere else
    choices = next(action.choices for action in actions if isinstance(action, argparse._SubParsersAction))  # noqa: SLF001
    return dict(choices)


def _command_table() -> str:
    rows = []
    for name, command in commands().items():
        taken = [action for action in command._actions if not action.option_strings]  # noqa: SLF001
        usage = " ".join(["ecs-errors", name, *map(_metavar, taken)])
        about = [command.description or "", *(f"{_code(_bare(action))}: {action.help}" for action in taken)]
        rows.append([_code(usage), "; ".join(part.rstrip(".") for part in about)])
    return _table(["Command", "What it does"], rows)


def _metavar(action: argparse.Action) -> str:
    more = {"*": "[{}…]", "+": "{}…"}.get(str(action.nargs), "{}")
    return more.format(_bare(action))


def _bare(action: argparse.Action) -> str:
    return str(action.metavar or action.dest.upper())


def _option_table() -> str:
    """A row for each option and what it does; commands where it does the same share one."""
    of: dict[tuple[str, str], list[str]] = defaultdict(list)
    for name, command in {"without a command": parser(), **commands()}.items():
        for action in command._actions:  # noqa: SLF001
            if action.option_strings and not isinstance(action, argparse._HelpAction):  # noqa: SLF001
                of[_usage(action), action.help or ""].append(name)
    rows = ([_code(usage), ", ".join(names), text] for (usage, text), names in sorted(of.items()))
    return _table(["Option", "Of", "What it does"], rows)


def _usage(action: argparse.Action) -> str:
    values = "" if action.nargs == 0 else f" {'|'.join(action.choices or ()) or _metavar(action)}"
    return action.option_strings[-1] + values


# -- the form of errors.json ---------------------------------------------------------------


def _key_table() -> str:
    """A table for the whole, and one for what each of its lists holds."""
    whole: dict[str, Any] = json.loads(schema())
    forms = {**whole["$defs"], "": whole, "gone": whole["properties"]["removed"]["items"]}
    tables = [
        f"{said}\n\n{_table(['Key', 'Type', 'What it says'], _keys(forms[name], forms))}"
        for name, said in _FORMS.items()
    ]
    return "\n\n".join(tables)


_FORMS = {
    "": "The file:",
    "code": "An item of `codes`, which is also what `codes/Ecs.0114.json` holds:",
    "entry": "An item of `entries`:",
    "note": "An item of `notes`:",
    "change": "An item of `changes`:",
    "gone": "An item of `removed` has the keys of one of `codes`, and:",
}
"""Form in the schema → what its table is headed by."""


def _keys(form: Mapping[str, Any], forms: Mapping[str, Any]) -> Iterator[list[str]]:
    for name, given in form["properties"].items():
        value = {**(forms[given["$ref"].rpartition("/")[2]] if "$ref" in given else {}), **given}
        said = value["description"]
        if "enum" in value:
            said = f"{said.rstrip('.')}: {', '.join(map(_code, value['enum']))}."
        yield [_code(name), _type(value, forms), said]


def _type(value: Mapping[str, Any], forms: Mapping[str, Any]) -> str:
    kinds = value.get("type", "string")
    if kinds == "array":
        items = value["items"]
        items = forms[items["$ref"].rpartition("/")[2]] if "$ref" in items else items
        return f"list of {items.get('type', 'object')}s"
    return kinds if isinstance(kinds, str) else " or ".join(kinds)


# -- what templates are given --------------------------------------------------------------

_PAGES = {
    "code": ("a code", pageshapes.CodeView),
    "message": ("a message that several codes share", pageshapes.MessageView),
    "status": ("a status or status class", pageshapes.ListView),
    "family": ("a family", pageshapes.ListView),
    "codes": ("all codes", pageshapes.ListView),
    "statuses": ("all statuses", indexshapes.OverviewView),
    "families": ("all families", indexshapes.OverviewView),
    "messages": ("all messages", indexshapes.OverviewView),
    "overview": ("what `err:overview` shows", indexshapes.OverviewView),
    "catalogs": ("all services", indexshapes.CatalogsView),
    "find": ("the search", indexshapes.FinderView),
    "missing": ("`404.html`", indexshapes.FinderView),
    "removed": ("a code that is no more", pastshapes.RemovedView),
    "gone": ("a status, family or message that is no more", pastshapes.GoneView),
    "moved": ("a message that is worded anew: leads on", pastshapes.MovedView),
    "changes": ("what changed", pastshapes.ChangesView),
}
"""Template → what its page is about, and what it is given as ``view``."""
_SHAPES = {**vars(shapes), **vars(pageshapes), **vars(indexshapes), **vars(pastshapes)}


def views() -> dict[str, type]:
    """What each template is given as ``view``, by the template's name."""
    return {name: view for name, (_, view) in _PAGES.items()}


def _template_table() -> str:
    rows = (
        [_code(f"errors/{name}.html"), about, _code(view.__name__)] for name, (about, view) in _PAGES.items()
    )
    return _table(["Template", "Page", "`view`"], rows)


def _shape_table() -> str:
    """A row for each class that a view is, or holds."""
    found: dict[str, type] = {}
    waiting = [view for _, view in _PAGES.values()]
    for shape in waiting:
        if shape.__name__ not in found:
            found[shape.__name__] = shape
            waiting += [_SHAPES[name] for field in fields(shape) for name in _held(field)]
    rows = [[_code(name), _about(shape), _fields(shape)] for name, shape in found.items()]
    return _table(["Class", "What it is", "Fields"], rows)


def _about(shape: type) -> str:
    return (shape.__doc__ or "").split("\n")[0].replace("``", "`")


def _held(field: Field[Any]) -> list[str]:
    """The names of the classes of ours that *field* holds."""
    names = [node.id for node in ast.walk(ast.parse(str(field.type))) if isinstance(node, ast.Name)]
    return [name for name in names if is_dataclass(_SHAPES.get(name))]


def _fields(shape: type) -> str:
    """The fields and properties of *shape*, with the class of what they hold where it has one of its own."""
    said = []
    for field in fields(shape):
        held = ", ".join(map(_code, _held(field)))
        said.append(_code(field.name) + (f" ({held})" if held else ""))
    said += [_code(name) for name, value in vars(shape).items() if isinstance(value, property)]
    return ", ".join(said)


PARTS: dict[str, Callable[[], str]] = {
    "commands": _command_table,
    "options": _option_table,
    "keys": _key_table,
    "templates": _template_table,
    "shapes": _shape_table,
}


def main() -> None:
    """Write the pages anew."""
    for path in sorted(GUIDE.glob("*.md")):
        text = path.read_text("utf-8")
        if (new := fill(text)) != text:
            path.write_text(new, "utf-8")
            print(f"wrote {path.name}")


if __name__ == "__main__":
    main()
