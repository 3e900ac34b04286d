"""Where everything of a chart stands in a picture of this size.

Above the plot the verdicts (a letter in a ring, a word beside it) and the notes, each on a line of
its own so that none covers another; at its right edge the names of the lines; below it the labels
and counts of the points, as many as have room. ``titled`` adds the title, the sentences and the
footer, for a picture that leaves the page it was made for.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from srh_assess.charts.axis import Axis, axis
from srh_assess.charts.model import Badge, Band, Chart, Line, Mark, Note, Point
from srh_assess.charts.picture import (
    Area,
    Dot,
    Ink,
    Part,
    Picture,
    Ruler,
    Shape,
    Stroke,
    Words,
    shortened,
    wrapped,
)
from srh_assess.charts.stripes import edge

LEADING = 1.35
MOST_NOTES = 4
_FAR_RIGHT = 0.6
_SHAPES: dict[Mark, tuple[Shape, Ink]] = {
    "plain": ("circle", "series"),
    "hoped_for": ("up", "hoped_for"),
    "concern": ("diamond", "concern"),
    "high": ("up", "neutral"),
    "low": ("down", "neutral"),
}
_TONES: dict[str, Ink] = {
    "blue": "hoped_for",
    "orange": "concern",
    "purple": "neutral",
    "grey": "muted",
}
_DASHES: dict[str, tuple[Ink, float, tuple[float, ...]]] = {
    "centre": ("centre", 1.4, ()),
    "limit": ("limit", 1.2, (6, 4)),
    "near": ("limit", 0.8, (2, 4)),
    "target": ("target", 1.4, (10, 4, 2, 4)),
    "reference": ("reference", 1.4, (2, 3)),
}


class Sheet(Struct, frozen=True, kw_only=True):
    """What is placed on: width, height, size of its type, and how wide words are there."""

    width: float
    height: float
    size: float
    ruler: Ruler
    titled: bool = False


class Room(Struct, frozen=True, kw_only=True):
    """The plot itself, and what its axis says."""

    left: float
    right: float
    top: float
    bottom: float
    axis: Axis
    count: int

    def x(self, at: int) -> float:
        """Where a point stands from left to right."""
        each = (self.right - self.left) / max(self.count, 1)
        return self.left + each * (at + 0.5)

    def y(self, value: float) -> float:
        """Where a value stands; what lies beyond the axis is drawn at its end."""
        low, high = self.axis.low, self.axis.high
        held = min(max(value, low), high)
        return self.bottom - (held - low) / (high - low) * (self.bottom - self.top)


def placed(chart: Chart, sheet: Sheet) -> Picture:
    """The whole chart."""
    head, top = _head(chart, sheet)
    foot, below = _foot(chart, sheet)
    names = _names(chart, sheet)
    room = _room(chart, sheet, top, below, names)
    parts: list[Part] = list(head)
    parts += [area for band in chart.bands for area in _band(band, room, chart)]
    parts += _grid(room, sheet)  # over the band, which would hide it
    for line in chart.lines:
        parts += _line(line, room, chart, sheet)
    parts += _named(chart, room, sheet, names)
    parts += _notes(chart.notes, room, sheet)
    parts += _series(chart.points, room, sheet)
    parts += [dot for at, point in enumerate(chart.points) for dot in _dot(at, point, room, sheet)]
    parts += _labels(chart.points, room, sheet)
    parts += foot
    spots = tuple(
        (room.x(at), room.bottom if one.value is None else room.y(one.value))
        for at, one in enumerate(chart.points)
    )
    return Picture(width=sheet.width, height=sheet.height, parts=tuple(parts), spots=spots)


# -- above and below the plot -------------------------------------------------------------------


def _head(chart: Chart, sheet: Sheet) -> tuple[list[Part], float]:
    """Title and verdicts; gives where the plot may begin, notes included."""
    parts, y = title(chart.title, sheet)
    y += sheet.size * LEADING
    parts.append(Words(x=0, y=y, text=chart.unit, size=sheet.size * 0.9, ink="muted"))
    used = sheet.ruler(chart.unit, sheet.size * 0.9, False)
    for badges in _lines_of(chart.badges, sheet):
        if used + sum(_badge_wide(one, sheet) for one in badges) > sheet.width:
            y += sheet.size * LEADING * 1.2
        parts += _badges(badges, y, sheet)
        used = sheet.width
    rows = min(len(chart.notes), MOST_NOTES)
    return parts, y + sheet.size * (1.2 + LEADING * rows)


def title(words: str, sheet: Sheet) -> tuple[list[Part], float]:
    """The title of a picture that stands alone, and the line on which it ends."""
    parts, y = edge(words if sheet.titled else "", sheet.width, sheet.size)
    if sheet.titled:
        size = sheet.size * 1.3
        for line in wrapped(words, sheet.width, size, sheet.ruler, bold=True):
            y += size * LEADING
            parts.append(Words(x=0, y=y, text=line, size=size, bold=True))
    return parts, y


def _lines_of(badges: Sequence[Badge], sheet: Sheet) -> tuple[tuple[Badge, ...], ...]:
    """All verdicts on one line where they have room, else each on its own."""
    wide = sum(_badge_wide(one, sheet) for one in badges)
    if wide <= sheet.width:
        return (tuple(badges),)
    return tuple((one,) for one in badges)


def _badge_wide(badge: Badge, sheet: Sheet) -> float:
    return sheet.ruler(badge.word, sheet.size * 0.9, False) + sheet.size * 3


def _badges(badges: Sequence[Badge], y: float, sheet: Sheet) -> list[Part]:
    """From the right: ring, letter, word."""
    parts: list[Part] = []
    right, half = sheet.width - sheet.size * 0.2, sheet.size * 0.75
    for one in reversed(badges):
        ink = _TONES[one.tone]
        parts.append(Words(x=right, y=y, text=one.word, size=sheet.size * 0.9, anchor="end"))
        right -= sheet.ruler(one.word, sheet.size * 0.9, False) + sheet.size * 0.4 + half
        middle = y - sheet.size * 0.33
        parts.append(Dot(x=right, y=middle, half=half, shape="circle", ink=ink, hollow=True))
        parts.append(
            Words(
                x=right,
                y=y,
                text=one.letter or "–",
                size=sheet.size * 0.9,
                anchor="middle",
                bold=True,
            )
        )
        right -= half + sheet.size
    return parts


def _foot(chart: Chart, sheet: Sheet) -> tuple[list[Part], float]:
    """Sentences and footer of a picture that stands alone; gives how high they are."""
    return foot((*chart.sentences, *_said_notes(chart)), chart.footer, sheet)


def _said_notes(chart: Chart) -> Iterator[str]:
    for note in chart.notes:
        if not note.new_limits:  # those have a sentence of their own
            yield f"{chart.points[note.at].label}: {note.words}."


def foot(sentences: Sequence[str], footer: str, sheet: Sheet) -> tuple[list[Part], float]:
    """The words under a picture, set from its lower edge up."""
    if not sheet.titled:
        return [], 0.0
    size = sheet.size * 0.85
    lines = [
        (line, "text") for line in wrapped(" ".join(sentences), sheet.width, size, sheet.ruler)
    ]
    lines += [(line, "muted") for line in wrapped(footer, sheet.width, size, sheet.ruler)]
    high = size * LEADING * len(lines)
    parts: list[Part] = [
        Words(
            x=0,
            y=sheet.height - high + size * LEADING * (place + 0.75),
            text=line,
            size=size,
            ink="muted" if ink == "muted" else "text",
        )
        for place, (line, ink) in enumerate(lines)
    ]
    return parts, high + size


# -- the plot -----------------------------------------------------------------------------------


def _room(
    chart: Chart, sheet: Sheet, top: float, below: float, names: Sequence[tuple[float, str, Line]]
) -> Room:
    found = axis(chart)
    ticks = max(sheet.ruler(tick_words(one), sheet.size * 0.9, False) for one in found.ticks)
    gutter = max((sheet.ruler(words, sheet.size * 0.85, False) for _, words, _ in names), default=0)
    counted = any(point.counts for point in chart.points)
    under = sheet.size * LEADING * (2 if counted else 1) + sheet.size * 0.4
    return Room(
        left=ticks + sheet.size * 0.8,
        right=sheet.width - gutter - sheet.size * 0.6,
        top=top,
        bottom=sheet.height - below - under,
        axis=found,
        count=len(chart.points),
    )


def tick_words(value: float) -> str:
    """A label of the value axis."""
    words = f"{value:,.0f}" if value == int(value) else f"{value:g}"
    return words.replace("-", "\N{MINUS SIGN}")


def _grid(room: Room, sheet: Sheet) -> Iterator[Part]:
    for tick in room.axis.ticks:
        y = room.y(tick)
        yield Stroke(places=((room.left, y), (room.right, y)), ink="grid", wide=1)
        yield Words(
            x=room.left - sheet.size * 0.5,
            y=y + sheet.size * 0.3,
            text=tick_words(tick),
            size=sheet.size * 0.9,
            ink="muted",
            anchor="end",
        )


def _held(value: float, chart: Chart) -> float:
    """A limit as it is drawn: never beyond what the figure can be. The number itself is kept."""
    low = value if chart.lowest is None else max(chart.lowest, value)
    return low if chart.highest is None else min(chart.highest, low)


def _band(band: Band, room: Room, chart: Chart) -> Iterator[Part]:
    for start, end in _pieces([a is not None for a in band.lower], _joins(chart)):
        low = [(room.x(at), room.y(_held(band.lower[at] or 0, chart))) for at in range(start, end)]
        high = [(room.x(at), room.y(_held(band.upper[at] or 0, chart))) for at in range(start, end)]
        if end - start > 1:
            yield Area(places=(*high, *reversed(low)), ink="band")


def _line(line: Line, room: Room, chart: Chart, sheet: Sheet) -> Iterator[Part]:
    ink, wide, dash = _DASHES[line.role]
    joins = [] if line.role in ("target", "reference") else _joins(chart)
    half = (room.right - room.left) / max(room.count, 1) / 2
    for start, end in _pieces([value is not None for value in line.values], joins):
        ys = [room.y(_held(line.values[at] or 0, chart)) for at in range(start, end)]
        first, last = (room.x(start) - half, ys[0]), (room.x(end - 1) + half, ys[-1])
        middle = ((room.x(at), y) for at, y in zip(range(start, end), ys, strict=True))
        scale = sheet.size / 13
        yield Stroke(
            places=(first, *middle, last),
            ink=ink,
            wide=wide * scale,
            dash=tuple(each * scale for each in dash),
        )


def _joins(chart: Chart) -> list[int]:
    return [note.at for note in chart.notes if note.new_limits]


def _pieces(there: Sequence[bool], joins: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Each ``(start, end)`` of places in a row that are there, cut at the joins."""
    start = None
    for at, here in enumerate((*there, False)):
        if start is not None and (not here or at in joins):
            yield start, at
            start = None
        if here and start is None:
            start = at


def _names(chart: Chart, sheet: Sheet) -> list[tuple[float, str, Line]]:
    """The last value of each line and what is written at its end."""
    found = []
    for line in chart.lines:
        value = next((one for one in reversed(line.values) if one is not None), None)
        if value is not None:
            number = f"{value:.3g}".replace("-", "\N{MINUS SIGN}")
            words = shortened(
                f"{line.name} {number}", sheet.width * 0.24, sheet.size * 0.85, sheet.ruler
            )
            found.append((value, words, line))
    return found


def _named(
    chart: Chart, room: Room, sheet: Sheet, names: Sequence[tuple[float, str, Line]]
) -> Iterator[Part]:
    """The names of the lines at the right edge, pushed apart where they would touch."""
    size = sheet.size * 0.85
    order = sorted(names, key=lambda one: room.y(_held(one[0], chart)))
    ys = [room.y(_held(value, chart)) + size * 0.3 for value, _, _ in order]
    for at in range(1, len(ys)):
        ys[at] = max(ys[at], ys[at - 1] + size * 1.15)
    if ys and ys[-1] > room.bottom + size * 0.3:
        ys[-1] = room.bottom + size * 0.3
        for at in range(len(ys) - 2, -1, -1):
            ys[at] = min(ys[at], ys[at + 1] - size * 1.15)
    for y, (_, words, _) in zip(ys, order, strict=True):
        yield Words(x=room.right + sheet.size * 0.4, y=y, text=words, size=size, ink="muted")


def _notes(notes: Sequence[Note], room: Room, sheet: Sheet) -> Iterator[Part]:
    """A line down from each note, its words to the right of it, or to the left where it stands far
    right. The rows are dealt out so that no line goes through the words of another."""
    size = sheet.size * 0.85
    half = (room.right - room.left) / max(room.count, 1) / 2
    xs = [room.x(note.at) - (half if note.new_limits else 0) for note in notes]
    turn = room.left + (room.right - room.left) * _FAR_RIGHT
    leftward = sorted((at for at, x in enumerate(xs) if x > turn), key=lambda at: -xs[at])
    rightward = sorted((at for at, x in enumerate(xs) if x <= turn), key=lambda at: xs[at])
    end = min((xs[at] for at in leftward), default=sheet.width)
    rows = min(len(notes), MOST_NOTES)
    for row, at in enumerate((*leftward, *rightward)):
        x, told = xs[at], row < MOST_NOTES
        up = rows - 1 - min(row, MOST_NOTES - 1)
        y = room.top - sheet.size * (0.7 + LEADING * up)  # above a point at the top
        yield Stroke(places=((x, y + size * 0.2), (x, room.bottom)), ink="note", wide=1)
        space = (x if at in leftward else end - x) - size
        if told:
            yield Words(
                x=x - size * 0.4 if at in leftward else x + size * 0.4,
                y=y,
                text=shortened(notes[at].words, space, size, sheet.ruler),
                size=size,
                anchor="end" if at in leftward else "start",
            )


def _series(points: Sequence[Point], room: Room, sheet: Sheet) -> Iterator[Part]:
    """From point to point; a point without a value parts the line."""
    for start, end in _pieces([point.value is not None for point in points], ()):
        if end - start > 1:
            places = tuple((room.x(at), room.y(points[at].value or 0)) for at in range(start, end))
            yield Stroke(places=places, ink="series", wide=1.6 * sheet.size / 13)


def _dot(at: int, point: Point, room: Room, sheet: Sheet) -> Iterator[Part]:
    x = room.x(at)
    if point.value is None:
        # never at its height: a sign on the axis says that something is hidden, or nothing there
        words = "*" if point.mark == "hidden" else "–"
        y = room.bottom - sheet.size * 0.3
        yield Words(x=x, y=y, text=words, size=sheet.size * 1.2, ink="muted", anchor="middle")
        return
    shape, ink = _SHAPES[point.mark]
    wide = (room.right - room.left) / max(room.count, 1)
    half = max(min(sheet.size * (0.38 if point.mark == "plain" else 0.5), wide * 0.5), 1)
    y = room.y(point.value)
    yield Dot(x=x, y=y, half=half, shape=shape, ink=ink, hollow=point.provisional)


def _labels(points: Sequence[Point], room: Room, sheet: Sheet) -> Iterator[Part]:
    """Label and counts under each point, or under every second, third... where they would
    touch."""
    if not points:
        return
    each = (room.right - room.left) / len(points)
    size = sheet.size * 0.85
    texts = [(point.short or point.label, point.counts.replace(" of ", "/")) for point in points]
    widest = max(sheet.ruler(text, size, False) for both in texts for text in both)
    step = max(1, -int(-(widest + size * 0.5) // each))
    for at in range((len(points) - 1) % step, len(points), step):
        for row, text in enumerate(text for text in texts[at] if text):
            y = room.bottom + sheet.size * (1.2 + LEADING * row)
            yield Words(
                x=room.x(at),
                y=y,
                text=text,
                size=size,
                ink="muted" if row else "text",
                anchor="middle",
            )
