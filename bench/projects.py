"""The two projects that are compared: the extension on a table, and plain Sphinx on ready-made documents."""

from __future__ import annotations

import shutil
from collections import defaultdict
from typing import TYPE_CHECKING

from bench.tables import Cells, escape, grid
from ecs_errors_ext.views.twins import MOST_SAME

if TYPE_CHECKING:
    from pathlib import Path

CONF = 'project = "Bench"\nhtml_theme = "furo"\nhtml_copy_source = False\n'
OURS = (
    CONF + 'extensions = ["ecs_errors_ext"]\necs_errors_sources = ["error_codes"]\necs_errors_search = True\n'
)


def make_ours(folder: Path, cells: list[Cells]) -> None:
    """A project with the extension and one table."""
    _begin(folder, OURS)
    index = "Bench\n=====\n\n.. err:overview::\n\n.. toctree::\n\n   error_codes\n"
    (folder / "source/index.rst").write_text(index, "utf-8")
    write_table(folder, cells)


def write_table(folder: Path, cells: list[Cells]) -> None:
    """Write the table of ours."""
    (folder / "source/error_codes.rst").write_text(grid(cells), "utf-8")


def make_plain(folder: Path, cells: list[Cells]) -> None:
    """A project with a document for each code, in no toctree, as one would generate them by hand."""
    _begin(folder, CONF)
    (folder / "source/index.rst").write_text("Bench\n=====\n\nAll codes.\n", "utf-8")
    (folder / "source/codes").mkdir()
    groups: dict[str, list[int]] = defaultdict(list)
    for number, row in enumerate(cells):
        groups[row.message].append(number)
    for number in range(len(cells)):
        write_document(folder, cells, number, groups[cells[number].message])


def write_document(folder: Path, cells: list[Cells], number: int, group: list[int]) -> None:
    """Write the document of one code: the facts, the codes with the same message, previous and next."""
    row = cells[number]
    lines = [
        ":orphan:", "", row.code, "=" * len(row.code), "", escape(row.message), "",
        "Status", f"   {row.status}",
        "What it means", f"   {escape(row.description)}",
        "What to do", f"   {escape(row.solution)}", "",
    ]  # fmt: skip
    if len(group) > 1:
        at = group.index(number)
        start = max(0, min(at - MOST_SAME // 2, len(group) - MOST_SAME))
        lines += [
            "Codes with this message",
            "-----------------------",
            "",
            ".. list-table::",
            "   :header-rows: 1",
            "",
        ]
        lines += ["   * - Code", "     - What it means", "     - What to do"]
        for twin in (cells[other] for other in group[start : start + MOST_SAME]):
            lines += [
                f"   * - :doc:`{twin.code}`",
                f"     - {escape(twin.description)}",
                f"     - {escape(twin.solution)}",
            ]
        lines.append("")
    near = [f":doc:`{cells[other].code}`" for other in (number - 1, number + 1) if 0 <= other < len(cells)]
    lines += [" · ".join(near), ""]
    (folder / f"source/codes/{row.code}.rst").write_text("\n".join(lines), "utf-8")


def _begin(folder: Path, conf: str) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "source").mkdir(parents=True)
    (folder / "conf.py").write_text(conf, "utf-8")
