"""Where everything of a Pareto stands: bars from the longest down, one line each.

Two kinds are set apart without colour: one is solid, the other is striped. A hidden bar has no
length, only its sign.
"""

from __future__ import annotations

from collections.abc import Iterator

from srh_assess.charts.model import Bar, Bars
from srh_assess.charts.picture import Area, Ink, Part, Picture, Stroke, Words, shortened
from srh_assess.charts.place import LEADING, Sheet, foot, title

_INKS: dict[bool, Ink] = {False: "series", True: "concern"}


def placed_bars(chart: Bars, sheet: Sheet) -> Picture:
    """The whole chart."""
    parts, y = title(chart.title, sheet)
    below, under = foot(chart.sentences, chart.footer, sheet)
    y += sheet.size * LEADING
    parts.append(Words(x=0, y=y, text=chart.unit, size=sheet.size * 0.9, ink="muted"))
    parts += _legend(chart, y, sheet)
    top, bottom = y + sheet.size * 0.8, sheet.height - under
    each = (bottom - top) / max(len(chart.bars), 1)
    names = sheet.width * 0.36
    most = max((bar.value or 0 for bar in chart.bars), default=0) or 1
    spots = []
    for place, bar in enumerate(chart.bars):
        middle = top + each * (place + 0.5)
        spots.append((names, middle))
        parts += _bar(bar, middle, min(each * 0.6, sheet.size * 1.4), names, most, sheet)
    return Picture(
        width=sheet.width, height=sheet.height, parts=(*parts, *below), spots=tuple(spots)
    )


def _legend(chart: Bars, y: float, sheet: Sheet) -> Iterator[Part]:
    right, size = sheet.width, sheet.size * 0.9
    for striped in (True, False):
        words = chart.kinds[striped]
        if not words:
            continue
        yield Words(x=right, y=y, text=words, size=size, anchor="end")
        right -= sheet.ruler(words, size, False) + size * 0.5
        yield from _box(right - size * 1.6, y - size * 0.8, size * 1.6, size * 0.9, striped, size)
        right -= size * 2.8


def _bar(
    bar: Bar, middle: float, high: float, names: float, most: float, sheet: Sheet
) -> Iterator[Part]:
    line = middle + sheet.size * 0.32
    label = shortened(bar.label, names - sheet.size, sheet.size * 0.9, sheet.ruler)
    yield Words(x=names - sheet.size * 0.5, y=line, text=label, size=sheet.size * 0.9, anchor="end")
    longest = sheet.width - names - sheet.size * 11
    wide = (bar.value or 0) / most * longest
    if wide:
        yield from _box(names, middle - high / 2, wide, high, bar.striped, sheet.size)
    running = "" if bar.running is None else f"  ({bar.running:.0f} % so far)"
    x, words = names + wide + sheet.size * 0.5, f"{bar.shown}{running}"
    yield Words(x=x, y=line, text=words, size=sheet.size * 0.9)


def _box(
    x: float, y: float, wide: float, high: float, striped: bool, size: float
) -> Iterator[Part]:
    """A solid bar, or an empty one with stripes across it."""
    ink = _INKS[striped]
    places = ((x, y), (x + wide, y), (x + wide, y + high), (x, y + high))
    yield Area(places=places, ink=ink, edge=striped)
    step = size * 0.5
    at = step
    while striped and at < wide + high:
        bottom = (x + min(at, wide), y + max(at - wide, 0))
        top = (x + max(at - high, 0), y + min(at, high))
        yield Stroke(places=(bottom, top), ink=ink, wide=size / 13)
        at += step
