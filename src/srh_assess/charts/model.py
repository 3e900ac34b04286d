"""Points, lines, bands, notes and sentences of one chart.

A point that is hidden (disclosure) or empty (nothing to count) has no value at all, so that no
painter can draw it at its height and no axis can betray it; the model refuses to hold one.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

Mark = Literal["plain", "hoped_for", "concern", "high", "low", "empty", "hidden"]
Role = Literal["centre", "limit", "near", "target", "reference"]
UNDRAWN: tuple[Mark, ...] = ("empty", "hidden")


class Point(Struct, frozen=True, kw_only=True):
    """One point. ``shown`` is its value as text ("42 %"), ``counts`` what it is made of;
    ``short`` is the label where there is little room."""

    label: str
    short: str = ""
    value: float | None
    shown: str
    counts: str = ""
    said: str = ""
    mark: Mark = "plain"
    provisional: bool = False

    def __post_init__(self) -> None:
        """Refuses a hidden or empty point that carries a value, and any other without one."""
        if (self.value is None) != (self.mark in UNDRAWN):
            raise ValueError("a point has a value exactly when it is drawn")
        if self.mark == "hidden" and self.counts:
            raise ValueError("a hidden point keeps its counts to itself")


class Line(Struct, frozen=True, kw_only=True):
    """A line from point to point; None breaks it, as at the join of two segments."""

    name: str
    role: Role
    values: tuple[float | None, ...]


class Band(Struct, frozen=True, kw_only=True):
    """The area between two limits."""

    name: str
    lower: tuple[float | None, ...]
    upper: tuple[float | None, ...]


class Badge(Struct, frozen=True, kw_only=True):
    """A verdict as a letter in a ring and a word beside it: readable without its tone."""

    letter: str
    word: str
    tone: Literal["blue", "orange", "purple", "grey"]


class Note(Struct, frozen=True, kw_only=True):
    """Words above one point: a training wave, a closed ward, new limits and why."""

    at: int
    words: str
    new_limits: bool = False


class Chart(Struct, frozen=True, kw_only=True):
    """One chart. ``sentences`` is its verdict in words, ``footer`` its rules and its source.
    ``reaches`` is where the axis of the chart beside it ends."""

    title: str
    unit: str
    points: tuple[Point, ...]
    lines: tuple[Line, ...] = ()
    bands: tuple[Band, ...] = ()
    notes: tuple[Note, ...] = ()
    badges: tuple[Badge, ...] = ()
    sentences: tuple[str, ...] = ()
    footer: str = ""
    lowest: float | None = None
    highest: float | None = None
    reaches: float | None = None

    def __post_init__(self) -> None:
        """Refuses a line, a band or a note that does not fit the points."""
        count = len(self.points)
        lengths = [len(line.values) for line in self.lines]
        lengths += [len(side) for band in self.bands for side in (band.lower, band.upper)]
        if any(length != count for length in lengths):
            raise ValueError("every line has one value for each point")
        if any(not 0 <= note.at < count for note in self.notes):
            raise ValueError("a note stands at a point of the chart")


class Bar(Struct, frozen=True, kw_only=True):
    """One bar. ``striped`` sets the second of two kinds apart without colour; a hidden bar has no
    value at all. ``running`` is the share of all bars down to this one, in per cent."""

    label: str
    value: float | None
    shown: str
    said: str = ""
    striped: bool = False
    running: float | None = None

    def __post_init__(self) -> None:
        """Refuses a running share beside a hidden value: it would give the value away."""
        if self.value is None and self.running is not None:
            raise ValueError("a hidden bar has no running share")


class Bars(Struct, frozen=True, kw_only=True):
    """Bars from the longest down (a Pareto). ``kinds`` names what is solid and what is striped."""

    title: str
    unit: str
    bars: tuple[Bar, ...]
    kinds: tuple[str, str] = ("", "")
    sentences: tuple[str, ...] = ()
    footer: str = ""
