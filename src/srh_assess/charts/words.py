"""What a chart says aloud, and the table beside it."""

from __future__ import annotations

from itertools import chain

from srh_assess.charts.model import Bars, Chart, Point
from srh_assess.saying import counted

_WITHOUT_VALUE = {"empty": "nothing to count", "hidden": "hidden, to protect small numbers"}


def name(chart: Chart | Bars) -> str:
    """The accessible name: title, span, and the verdict."""
    if isinstance(chart, Bars):
        bars = counted(len(chart.bars), "bar")
        return " ".join((f"{chart.title}, {bars}.", *chart.sentences))
    if not chart.points:
        return f"{chart.title}. No points."
    first, last = chart.points[0].label, chart.points[-1].label
    count = len(chart.points)
    span = first if count == 1 else f"{first} to {last}"
    points = counted(count, "point")
    return " ".join((f"{chart.title}, {span}, {points}.", *chart.sentences))


def point_sentence(point: Point) -> str:
    """One point as arrow keys read it: "June 2025, 5 of 12, 42 %, above the mean, no signal"."""
    value = _WITHOUT_VALUE.get(point.mark, point.shown)
    provisional = "provisional" if point.provisional else ""
    said = "" if point.mark in _WITHOUT_VALUE else point.said
    return ", ".join(part for part in (point.label, point.counts, value, said, provisional) if part)


def sentence_at(chart: Chart | Bars, index: int) -> str:
    """The sentence of one point, with the notes that stand above it; or that of one bar."""
    if isinstance(chart, Bars):
        bar = chart.bars[index]
        value = _WITHOUT_VALUE["hidden"] if bar.value is None else bar.shown
        running = "" if bar.running is None else f"{bar.running:.0f} % so far"
        return ", ".join(part for part in (bar.label, value, bar.said, running) if part)
    notes = [note.words for note in chart.notes if note.at == index]
    return ". ".join([point_sentence(chart.points[index]), *notes])


def description(chart: Chart | Bars) -> str:
    """The alternative text of a picture: the name, every note, and the footer."""
    if isinstance(chart, Bars):
        said = ". ".join(sentence_at(chart, at) for at in range(len(chart.bars)))
        return " ".join(
            part for part in (name(chart), f"{said}." if said else "", chart.footer) if part
        )
    notes = (f"{chart.points[note.at].label}: {note.words}." for note in chart.notes)
    return " ".join(part for part in chain((name(chart),), notes, (chart.footer,)) if part)


def table(chart: Chart | Bars) -> tuple[tuple[str, ...], ...]:
    """The same figures as rows, heading first; what is hidden in the picture is hidden here."""
    if isinstance(chart, Bars):
        rows = (
            (bar.label, bar.shown, bar.said, "" if bar.running is None else f"{bar.running:.0f} %")
            for bar in chart.bars
        )
        head = chart.unit.partition(" ")[0].capitalize()  # the whole of it stands above the bars
        return (("Reason", head, "Whose side", "So far"), *rows)
    heads = (
        "Point",
        "Counts",
        chart.unit,
        *(line.name for line in chart.lines),
        "Meaning",
    )
    return (heads, *(_row(chart, index) for index in range(len(chart.points))))


def _row(chart: Chart, index: int) -> tuple[str, ...]:
    point = chart.points[index]
    lines = (_number(line.values[index]) for line in chart.lines)
    notes = (note.words for note in chart.notes if note.at == index)
    said = _WITHOUT_VALUE.get(point.mark, point.said)
    marked = f"{said} (provisional)" if point.provisional else said
    meaning = "; ".join((marked, *notes))
    return (point.label, point.counts, point.shown, *lines, meaning)


def _number(value: float | None) -> str:
    if value is None:
        return ""
    words = f"{value:.4g}" if abs(value) < 1000 else f"{value:,.0f}"
    return words.replace("-", "\N{MINUS SIGN}")
