"""The plain text of the cells of a docutils table."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docutils import nodes

if TYPE_CHECKING:
    from collections.abc import Sequence

_BREAK = re.compile(r"<br\b", re.IGNORECASE)
_SILENT = (nodes.raw, nodes.comment, nodes.target, nodes.substitution_definition, nodes.system_message)


def has_markup(entry: nodes.entry) -> bool:
    """Whether *entry* is more than one paragraph of plain text."""
    if not entry.children:
        return False
    if len(entry.children) > 1 or not isinstance(entry.children[0], nodes.paragraph):
        return True
    return any(not isinstance(child, nodes.Text) for child in entry.children[0].children)


def cell_text(entry: nodes.Element) -> str:
    """The plain text of a cell: blocks apart by a blank line, list items with their markers."""
    return "\n\n".join(text for text in map(_block_text, entry.children) if text)


def _block_text(node: nodes.Node, indent: str = "") -> str:
    if isinstance(node, nodes.enumerated_list):
        return _list_text(node, [_enumerator(node, i) for i in range(len(node.children))], indent)
    if isinstance(node, nodes.bullet_list):
        return _list_text(node, ["- "] * len(node.children), indent)
    if isinstance(node, nodes.field_list):
        return "\n\n".join(_field_text(field, indent) for field in node.children)
    if isinstance(node, _SILENT):
        return ""
    if not isinstance(node, nodes.TextElement) and any(isinstance(c, nodes.Body) for c in node.children):
        return "\n\n".join(text for text in (_block_text(child, indent) for child in node.children) if text)
    if isinstance(node, nodes.FixedTextElement):
        return node.astext()
    return " ".join(_inline_text(node).split())


def _inline_text(node: nodes.Node) -> str:
    """The text of *node*; of raw HTML, which Markdown writes in pipe tables, only line breaks count."""
    plain = all(isinstance(child, nodes.Text) for child in node.children)
    if plain or next(node.findall(nodes.raw), None) is None:
        return node.astext()
    texts = []
    for text in node.findall(nodes.Text):
        inner = text.astext()
        raw = isinstance(text.parent, nodes.raw)
        texts.append((" " if _BREAK.match(inner) else "") if raw else inner)
    return "".join(texts)


def _list_text(node: nodes.Element, markers: Sequence[str], indent: str) -> str:
    lines = []
    for marker, item in zip(markers, node.children, strict=True):
        inner = indent + " " * len(marker)
        blocks = [text for text in (_block_text(child, inner) for child in item.children) if text]
        lines.append(indent + marker + f"\n{inner}".join(text.lstrip() for text in blocks))
    return "\n".join(lines)


def _field_text(field: nodes.Node, indent: str) -> str:
    """A text that begins like a field (``:name: …``) is a field to docutils, and keeps its colons here."""
    name, body = field.children
    return f":{name.astext()}: {_block_text(body, indent)}".rstrip()


def _enumerator(node: nodes.enumerated_list, index: int) -> str:
    number = int(node.get("start", 1)) + index
    kind = node.get("enumtype", "arabic")
    label = str(number)
    if kind.endswith("alpha"):
        label = chr(ord("a") + number - 1)
    elif kind.endswith("roman"):
        label = _roman(number)
    label = label.upper() if kind.startswith("upper") else label
    return f"{node.get('prefix', '')}{label}{node.get('suffix', '.')} "


def _roman(number: int) -> str:
    values = (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1)
    label = ""
    for value, sign in zip(values, "m cm d cd c xc l xl x ix v iv i".split(), strict=True):
        label += sign * (number // value)
        number %= value
    return label
