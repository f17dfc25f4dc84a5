"""The map of all codes: each in the place that its number gives it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ecs_errors_ext.groups import ranges
from ecs_errors_ext.statuses import status_class
from ecs_errors_ext.views.indexshapes import Cell, MapPart
from ecs_errors_ext.views.parts import tone

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ecs_errors_ext.groups import Range
    from ecs_errors_ext.model import ErrorCode
    from ecs_errors_ext.views.parts import Parts

MOST_MAPPED = 500
"""Codes that the map is drawn for."""


def map_parts(parts: Parts) -> tuple[MapPart, ...]:
    """One part for each hundred of numbers; none at all where there are too many codes."""
    if len(parts.groups.codes) > MOST_MAPPED:
        return ()
    return tuple(_map_part(parts, part) for part in ranges(parts.groups.codes))


def _map_part(parts: Parts, part: Range) -> MapPart:
    if not part.numbered:
        return MapPart(parts.range_label(part.label), 0, (), tuple(map(parts.link, part.codes)))
    places = {int(code.code[-2:]): code for code in part.codes}
    tens = sorted({place // 10 for place in places})
    cells = [
        _map_cell(parts, ten * 10 + one, one, row, places)
        for row, ten in enumerate(tens)
        for one in range(10)
        if ten * 10 + one <= max(places)
    ]
    return MapPart(part.label, len(tens), tuple(cells))


def _map_cell(parts: Parts, place: int, x: int, y: int, places: Mapping[int, ErrorCode]) -> Cell:
    code = places.get(place)
    if code is None:
        return Cell(x, y)
    statuses = "/".join(map(str, code.statuses))
    name = f"{code.code}{', ' if statuses else ''}{statuses}: {code.message}"
    return Cell(
        x,
        y,
        parts.link(code),
        f"{place:02}",
        name,
        tone(code.statuses[0]) if code.statuses else "neutral",
    )


def map_legend(parts: Parts) -> tuple[tuple[str, str], ...]:
    """What each colour of the map stands for, of those that it has."""
    tones = dict.fromkeys(map(tone, parts.groups.statuses))
    others = dict.fromkeys(
        status_class(status) for status in parts.groups.statuses if tone(status) == "other"
    )
    labels = {
        "neutral": "400",
        "client": parts.gettext("other 4xx") if "neutral" in tones else "4xx",
        "server": "5xx",
        "other": ", ".join(others),
    }
    return tuple((name, label) for name, label in labels.items() if name in tones)
