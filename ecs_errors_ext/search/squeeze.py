"""Scripts without what only people read: comments, indentation, and long names of local variables.

The scripts are written to be read and are published as written but for this. A name is
shortened only if it is declared in the script and never stands where it could be a
property (after a dot, before a colon, as a shorthand in braces), so that nothing that
another script or a JSON document knows is touched. Not a general minifier: a
regular expression is told from a division by the token before it, and code that ends
a statement without a semicolon keeps its line break.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import count
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_TOKEN = re.compile(
    r"""(?P<comment>//[^\n]*|/\*.*?\*/)
      | (?P<space>\s+)
      | (?P<string>"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')
      | (?P<name>[A-Za-z_$][\w$]*)
      | (?P<number>[0-9][\w.]*)
      | (?P<mark>=>|\+\+|--|&&|\|\||\?\?|\?\.|\.\.\.|[-+*/%&|^<>=!?]=?=?|[^\s])""",
    re.VERBOSE | re.DOTALL,
)
_REGEX = re.compile(r"/(?:[^/\\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+/[a-z]*")
_BEFORE_REGEX = frozenset("( , = : [ ! & | ? { } ; => && || ?? === !== return".split())
_WORD = re.compile(r"[\w$]")
_DECLARING = frozenset(["const", "let", "var", "function"])
_KEPT = frozenset(
    "break case catch class const continue default delete do else export extends false finally for function if import in"
    " instanceof let new null of return static super switch this throw true try typeof undefined var void while yield"
    " async await arguments get set globalThis".split()
)
Token = tuple[str, str]


def squeeze(script: str) -> str:
    """*script*, shorter; it does the same."""
    tokens = list(_tokens(script))
    names = _short_names(tokens)
    return _joined((kind, names.get(text, text) if kind == "name" else text) for kind, text in tokens) + "\n"


def _tokens(script: str) -> Iterator[Token]:
    """The tokens of *script*; a template literal is taken apart at its expressions."""
    at = 0
    before = "("
    depths: list[int] = []
    while at < len(script):
        if script[at] == "`" or (script[at] == "}" and depths and depths[-1] == 0):
            if script[at] == "}":
                depths.pop()
            end = _template_end(script, at + 1)
            if script[end - 1] == "{":
                depths.append(0)
            yield "template", script[at:end]
            before, at = ("(" if script[end - 1] == "{" else ")"), end
            continue
        match = _REGEX.match(script, at) if script[at] == "/" and before in _BEFORE_REGEX else None
        if match and not script.startswith(("//", "/*"), at):
            yield "regex", match[0]
        else:
            match = _TOKEN.match(script, at)
            if match is None:  # cannot be: the last alternative takes any character
                raise ValueError(script[at : at + 20])
            kind = match.lastgroup or ""
            if kind not in {"comment", "space"}:
                yield kind, match[0]
            elif "\n" in match[0] or kind == "comment":
                yield "break" if "\n" in match[0] else "blank", match[0]
            if depths and match[0] in "{}":
                depths[-1] += 1 if match[0] == "{" else -1
            if kind in {"comment", "space"}:
                at = match.end()
                continue
        before, at = match[0], match.end()


def _template_end(script: str, at: int) -> int:
    """Where the text of a template literal ends: past its closing quote or the ``${`` of an expression."""
    while script[at] != "`":
        if script.startswith("${", at):
            return at + 2
        at += 2 if script[at] == "\\" else 1
    return at + 1


def _short_names(tokens: Sequence[Token]) -> dict[str, str]:
    """Long local names and what they become, the most frequent first."""
    solid = [token for token in tokens if token[0] not in {"break", "blank"}]
    declared = _declared(solid)
    exposed = _exposed(solid)
    uses = Counter(text for kind, text in solid if kind == "name")
    local = sorted(
        (name for name in declared - exposed - _KEPT if len(name) > 1),
        key=lambda name: (-uses[name] * len(name), name),
    )
    taken = set(uses) | _KEPT
    fresh = (name for name in _names() if name not in taken)
    return dict(zip(local, fresh, strict=False))


def _declared(solid: Sequence[Token]) -> set[str]:
    """Names that *solid* declares: constants, variables, parameters of arrow functions."""
    declared = set()
    for i, (kind, text) in enumerate(solid):
        if text in _DECLARING:
            declared |= _bound(solid, i + 1)
        elif text == "=>" and solid[i - 1][0] == "name":
            declared.add(solid[i - 1][1])
        elif text == "=>" and solid[i - 1][1] == ")":
            start = _opening(solid, i - 1)
            declared |= {name for k, name in solid[start:i] if k == "name"}
        elif kind == "name" and text == "catch":
            declared.add(solid[i + 2][1])
    return declared


def _bound(solid: Sequence[Token], at: int) -> set[str]:
    """The names bound by a declaration that begins at *at*: one name, or those of a pattern."""
    if solid[at][0] == "name":
        names = {solid[at][1]}
        depth = 0
        for i in range(at, len(solid)):  # further ones of the same statement: const a = 1, b = 2
            depth += {"(": 1, "[": 1, "{": 1, ")": -1, "]": -1, "}": -1}.get(solid[i][1], 0)
            if depth < 0 or solid[i][1] == ";" or solid[i][1] == "of":
                break
            if depth == 0 and solid[i][1] == "," and solid[i + 1][0] == "name":
                names.add(solid[i + 1][1])
        return names
    close = _closing(solid, at)
    return {name for kind, name in solid[at:close] if kind == "name"}


def _closing(solid: Sequence[Token], at: int) -> int:
    depth = 0
    for i in range(at, len(solid)):
        depth += {"(": 1, "[": 1, "{": 1, ")": -1, "]": -1, "}": -1}.get(solid[i][1], 0)
        if depth == 0:
            return i
    return len(solid)


def _opening(solid: Sequence[Token], at: int) -> int:
    depth = 0
    for i in range(at, -1, -1):
        depth += {"(": -1, "[": -1, "{": -1, ")": 1, "]": 1, "}": 1}.get(solid[i][1], 0)
        if depth == 0:
            return i
    return 0


def _exposed(solid: Sequence[Token]) -> set[str]:
    """Names that stand where a property may: after a dot, before a colon, as a shorthand in braces."""
    exposed = set()
    brackets: list[str] = []
    for i, (kind, text) in enumerate(solid):
        if text in "([{" and kind == "mark":
            brackets.append(text)
        elif text in ")]}" and kind == "mark" and brackets:
            brackets.pop()
        elif kind == "template":
            if text.startswith("}") and brackets:
                brackets.pop()
            if text.endswith("${"):
                brackets.append("$")
        if kind != "name":
            continue
        before, after = solid[i - 1][1], solid[i + 1][1] if i + 1 < len(solid) else ""
        shorthand = brackets[-1:] == ["{"] and before in {"{", ","} and after in {",", "}", "="}
        if (
            before in {".", "?."}
            or shorthand
            or (after == ":" and before in {"{", ","})
            or (after == "(" and before in {"get", "set"})
        ):
            exposed.add(text)
    return exposed


def _names() -> Iterator[str]:
    letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
    yield from letters
    for number in count():
        yield from (letter + str(number) for letter in letters)


def _joined(tokens: Iterator[Token]) -> str:
    """The tokens with as little between them as keeps them apart."""
    parts: list[str] = []
    pending = ""
    for kind, text in tokens:
        if kind in {"break", "blank"}:
            pending = "\n" if kind == "break" or pending == "\n" else " "
            continue
        last = parts[-1][-1:] if parts else ""
        if pending == "\n" and last and last not in "{}()[],;:=>?&|`" and text[0] not in "})].,?:&|=+":
            parts.append("\n")
        elif last and ((_WORD.match(last) and _WORD.match(text[0])) or (last in "+-/" and text[0] == last)):
            parts.append(" ")
        parts.append(text)
        pending = ""
    return "".join(parts)
