"""What of a text is worth reading as plain language: of a body its messages, of a log the lines that tell of trouble."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ecs_errors_ext.search.tokens import Token

_FIELD = re.compile(
    r"[\"'](?:message|Message|msg|error_msg|errorMsg|error_message|errorMessage|fail_reason|failReason|reason|detail|"
    r"details|description|error_description|error|faultstring|title)[\"'][ \t\r\n]{0,4}:[ \t\r\n]{0,4}"
    r"(?:\"([^\"]{1,2000})|'([^']{1,2000}))"
)
_ASIDE = re.compile(
    r"(?<![0-9A-Za-z_])(?:SELECT[ \t][^;\r\n]{1,300}?[ \t]FROM|INSERT INTO|DELETE FROM|UPDATE [^ ]{1,80} SET)[ \t][^;\r\n]*"
    r"|</?[A-Za-z][^<>]{0,300}>"
)
"""A statement of SQL, which tells of a database, and a tag of HTML."""
_PAGE = re.compile(r"[ \t\r\n]*<(?:html|!doctype)", re.IGNORECASE | re.ASCII)
_BODY = re.compile(r"[\"'][ \t\r\n]{0,4}:")
_OBJECT = re.compile(r"\{[ \t\r\n]{0,40}[\"'][^\"']{0,80}[\"'][ \t\r\n]{0,4}:")
_TROUBLE = re.compile(
    r"error|fail|exception|denied|invalid|cannot|could not|not found|refused|timed out|exceed",
    re.IGNORECASE | re.ASCII,
)
_LONG = 60
"""A text of more words is a log."""


def is_page(plain: str) -> bool:
    """Whether *plain* is a page of HTML: a proxy has written it, and only its status counts."""
    return _PAGE.match(plain) is not None


def excerpt(plain: str, tokens: Sequence[Token]) -> str:
    """The message fields of a body, the telling lines of a long text, or all; but no SQL and no tags."""
    text = plain
    if _BODY.search(plain):
        fields = [match[1] or match[2] for match in _FIELD.finditer(plain)]
        text = "\n".join(fields) if fields or _OBJECT.search(plain) else plain
    elif sum(not token.is_id for token in tokens) > _LONG:
        lines = [line for line in re.split("[\r\n]+", plain) if _TROUBLE.search(line)]
        text = "\n".join(lines[:10]) or plain
    return _ASIDE.sub(" ", text)
