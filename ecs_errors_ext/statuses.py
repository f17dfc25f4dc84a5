"""Names of HTTP statuses, the same on every Python version."""

from __future__ import annotations

from http import HTTPStatus

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


CLASSES: dict[int, str] = {
    1: N_("Informational status with an error"),
    2: N_("Success status with an error"),
    3: N_("Redirection"),
    4: N_("Client error"),
    5: N_("Server error"),
}
"""First digit of a status → what that class of statuses says."""


def reason(status: int) -> str:
    """The reason phrase of *status*, empty if it is not registered."""
    return REASONS.get(status, "")


def status_class(status: int) -> int:
    """The first digit of *status*."""
    return status // 100
