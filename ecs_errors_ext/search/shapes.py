"""What is known by its shape alone: a line of a tool's, a date, an ordinal, an address, a device, the name of a flavor, a bare 404.

Each becomes a word with a digit, as names and numbers are that plain language passes over; so it counts where
the vocabulary says what it means (``0cidr => subnet``), and otherwise takes nothing from sureness. The first
ordinals are read as words: *3rd party*, *2nd disk*.
"""

from __future__ import annotations

import re

_ORDINAL = "[0-9]{1,4}(?:st|nd|rd|th)"
_MONTH = (
    "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    "|nov(?:ember)?|dec(?:ember)?)"
)
_IP = r"[0-9]{1,3}(?:\.[0-9]{1,3}){3}"
_SHAPES = {
    # Where Terraform was in its own files.
    "0place": r"(?<=[\r\n])[ \t\u2502]{0,8}(?:with [^ \r\n]{1,200},|on [^ \r\n]{1,200} line [0-9]{1,6}[^\r\n]*"
    r"|[0-9]{1,6}: (?:resource|data|module) [^\r\n]*)",
    # How clients in Python begin to tell of a status.
    "0client": r"(?:[a-z_.]{1,80}: )?[45][0-9]{2}:? (?:client|server) error(?:: [a-z ]{1,40})? for url: [^ \r\n,]{1,500},?",
    "0date": rf"{_MONTH}[ \t](?:the[ \t])?{_ORDINAL}|{_ORDINAL}[ \t](?:of[ \t])?{_MONTH}"
    rf"|(?:on|by|since|until|till)[ \t]the[ \t]{_ORDINAL}(?![ \t]{{1,2}}[a-z])",
    "first": "1st",
    "second": "2nd",
    "third": "3rd",
    "0th": _ORDINAL,
    "0404": r"404(?![ \t]{1,2}[0-9a-z])|404(?=[ \t](?:not|for|from|when|while|on|in|at|to|and|but|after)(?![a-z]))"
    r"|with a name or id of ['\"]?[^'\"\r\n]{1,80}['\"]? exists",
    "0cidr": rf"(?:{_IP})?/(?:[12]?[0-9]|3[0-2])",
    "0ip": _IP,
    "0disk": r"(?:/dev/)?(?:xv|[sv])d[a-z][0-9]{0,2}",
    "0flavor": r"[a-z]{1,3}[0-9][a-z0-9]{0,4}\.(?:[0-9]{0,2}x?large|nano|micro|small|medium|metal)(?:\.[0-9]{1,2})?",
}
# Never a part of something longer: of a path, an address, a version.
_ALONE = r"(?<![0-9A-Za-z_/.:-])(?:{})(?![0-9A-Za-z_/:-]|\.[0-9A-Za-z_])"
_PATTERNS = {
    word: re.compile(_ALONE.format(shape), re.IGNORECASE | re.ASCII) for word, shape in _SHAPES.items()
}


def name_shapes(text: str) -> str:
    """*text* with a word for each thing that is known by its shape."""
    for word, pattern in _PATTERNS.items():
        text = pattern.sub(word, text)
    return text
