"""The command ``explain``: the page of a code, in a terminal.

Exit status: 0 there is such a code, 1 there is none, 2 usage or unreadable input.
"""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

from ecs_errors_ext.cli.options import add_asking
from ecs_errors_ext.cli.output import FOUND, NOTHING, print_text
from ecs_errors_ext.cli.reading import open_library
from ecs_errors_ext.cli.text import Style, answer_text, code_text
from ecs_errors_ext.markdown import code_markdown

if TYPE_CHECKING:
    import argparse

    from ecs_errors_ext.cli.options import Commands


def add_explain(commands: Commands) -> None:
    """Add the command to *commands*."""
    command = add_asking(
        commands, "explain", _explain, "print what is known of a code", formats=("text", "json", "md")
    )
    command.add_argument("code", help="the code, in any spelling")


def _explain(arguments: argparse.Namespace) -> int:
    library = open_library(arguments)
    answer = library.find(arguments.code)
    found = [match for match in answer["matches"] if match["how"] in ("code", "digits")]
    as_json, style = arguments.format == "json", Style.of(sys.stdout)
    if not found:
        print_text(json.dumps(answer) if as_json else answer_text(answer, library, style))
        return NOTHING
    for match in found:
        service = library.services[match["catalog"]]
        item = service.source.code(match["code"])
        if arguments.format == "md":
            print_text(code_markdown(service.data_of(item)).rstrip("\n"))
            continue
        title = library.title_of(match)
        print_text(code_text(item, service, style, title=title, as_json=as_json))
    return FOUND
