"""A picture as a list of strokes, areas, dots and words: what every painter is given.

Nothing here is painted. The screen, a PNG, an SVG and a sheet of paper are made of the same list,
so that none of them can show what another does not. Lengths are in the painter's own unit, y goes
down, words stand on their baseline.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from msgspec import Struct

Ink = Literal[
    "text", "muted", "grid", "series", "centre", "limit", "target", "reference",
    "hoped_for", "concern", "neutral", "band", "note", "ground",
]  # fmt: skip
Shape = Literal["circle", "square", "diamond", "up", "down"]
Anchor = Literal["start", "middle", "end"]
Ruler = Callable[[str, float, bool], float]
"""How wide words are, at a size, bold or not."""


class Stroke(Struct, frozen=True, kw_only=True):
    """A line through these places."""

    places: tuple[tuple[float, float], ...]
    ink: Ink
    wide: float
    dash: tuple[float, ...] = ()


class Area(Struct, frozen=True, kw_only=True):
    """A filled shape; ``edge`` draws its outline in ``ink`` and leaves it empty."""

    places: tuple[tuple[float, float], ...]
    ink: Ink
    edge: bool = False


class Dot(Struct, frozen=True, kw_only=True):
    """One point. ``hollow``: it may still change."""

    x: float
    y: float
    half: float
    shape: Shape
    ink: Ink
    hollow: bool = False


class Words(Struct, frozen=True, kw_only=True):
    """One line of words."""

    x: float
    y: float
    text: str
    size: float
    ink: Ink = "text"
    anchor: Anchor = "start"
    bold: bool = False


Part = Stroke | Area | Dot | Words


class Picture(Struct, frozen=True, kw_only=True):
    """The whole. ``spots`` says where each point of the chart stands, for the keyboard."""

    width: float
    height: float
    parts: tuple[Part, ...]
    spots: tuple[tuple[float, float], ...] = ()


def corners(dot: Dot) -> tuple[tuple[float, float], ...]:
    """The corners of a dot that is no circle."""
    x, y, r = dot.x, dot.y, dot.half
    match dot.shape:
        case "square":
            return ((x - r, y - r), (x + r, y - r), (x + r, y + r), (x - r, y + r))
        case "up":
            return ((x, y - 1.2 * r), (x + 1.2 * r, y + r), (x - 1.2 * r, y + r))
        case "down":
            return ((x, y + 1.2 * r), (x + 1.2 * r, y - r), (x - 1.2 * r, y - r))
        case _:
            return ((x, y - 1.4 * r), (x + 1.4 * r, y), (x, y + 1.4 * r), (x - 1.4 * r, y))


def wrapped(text: str, room: float, size: float, ruler: Ruler, *, bold: bool = False) -> list[str]:
    """The words in lines no wider than ``room``; a single word may be wider."""
    lines: list[str] = []
    line = ""
    for word in text.split():
        longer = f"{line} {word}" if line else word
        if line and ruler(longer, size, bold) > room:
            lines.append(line)
            line = word
        else:
            line = longer
    return [*lines, line] if line else lines


def shortened(text: str, room: float, size: float, ruler: Ruler) -> str:
    """The words as far as they have room, with an ellipsis where they are cut; the whole of them
    stands in the table beside."""
    if ruler(text, size, False) <= room:
        return text
    while text and ruler(f"{text}…", size, False) > room:
        text = text[:-1]
    return f"{text.rstrip()}…"
