"""Names of HTTP statuses, the same on every Python version."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

# The registry's present names (https://www.iana.org/assignments/http-status-codes, RFC 9110);
# Python's own changed with 3.13.
_RENAMED = {
    413: "Content Too Large",
    414: "URI Too Long",
    416: "Range Not Satisfiable",
    418: "(Unused)",
    422: "Unprocessable Content",
}
REASONS: dict[int, str] = {status.value: status.phrase for status in HTTPStatus} | _RENAMED
"""Status → reason phrase, for every registered status."""


def N_(text: str) -> str:  # noqa: N802 - the name that tools for translators look for
    """*text*, marked for the message catalog; it is translated where it is shown."""
    return text


CLASSES: dict[str, str] = {
    "1xx": N_("Informational status with an error"),
    "2xx": N_("Success status with an error"),
    "3xx": N_("Redirection"),
    "4xx": N_("Client error"),
    "5xx": N_("Server error"),
}
"""Status class → what it says."""


def reason(status: int) -> str:
    """The reason phrase of *status*, empty if it is not registered."""
    return REASONS.get(status, "")


def status_class(status: int) -> str:
    """The class of *status*: ``4xx`` of 404."""
    return f"{status // 100}xx"


def titled(name: str, gettext: Callable[[str], str]) -> str:
    """A status or class by its *name* (``404``, ``4xx``) with what it says: ``404 Not Found``."""
    said = gettext(CLASSES[name]) if name in CLASSES else reason(int(name))
    return f"{name} {said}".strip()
