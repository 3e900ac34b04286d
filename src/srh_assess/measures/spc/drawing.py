"""A control chart as the chart model that screen and paper paint."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from functools import lru_cache
from math import inf

from msgspec import Struct

from srh_assess.charts.model import Badge, Band, Chart, Line, Mark, Note
from srh_assess.charts.model import Point as Drawn
from srh_assess.measures.settings import Spc
from srh_assess.measures.spc.control import Control, Placed, Type
from srh_assess.measures.spc.icons import Icon, assurance_icon, variation_icon
from srh_assess.measures.spc.series import Number
from srh_assess.measures.spc.words import (
    chart_name,
    chart_sentences,
    judged,
    point_words,
    profile_words,
)

_MARKS: dict[Type, Mark] = {
    "common_cause": "plain",
    "special_cause_improvement": "hoped_for",
    "special_cause_concern": "concern",
    "special_cause_neutral_high": "high",
    "special_cause_neutral_low": "low",
}
AT_EDGE = "A limit that no figure can reach is drawn at the edge."
SAID = 1024
"""So many dates are put in words once: every chart of a report has the same months."""
_MONTH, _DAY = len("2026-03"), len("2026-03-14")


class Labels(Struct, frozen=True, kw_only=True):
    """What a chart is called, and the reasons and events that stand above its points.

    ``notes`` and ``reasons`` are by index of the point; a reason explains new limits.
    ``past_hundred`` is for events out of each hundred: one woman can have several.
    ``provisional`` months may still rise; ``hidden`` points are those that the level hides.
    ``reference`` is a published figure, in the unit of the axis; ``said`` stands beside the
    chart's own sentences, ``under`` in its footer.
    """

    title: str
    unit: str
    per_cent: bool = False
    past_hundred: bool = False
    notes: Mapping[int, str] = {}
    reasons: Mapping[int, str] = {}
    provisional: frozenset[int] = frozenset()
    hidden: frozenset[int] = frozenset()
    reference: float | None = None
    said: tuple[str, ...] = ()
    under: str = ""


def drawn(control: Control, labels: Labels, spc: Spc) -> Chart:
    """The chart model. Limits are kept as they are; ``lowest`` and ``highest`` clip them."""
    run_chart = control.plan.chart == "run"
    highest = (inf if labels.past_hundred else 100.0) if labels.per_cent else None
    at_edge = (AT_EDGE,) if not run_chart and _beyond(_band(control, labels), highest) else ()
    return Chart(
        title=labels.title,
        unit=labels.unit,
        points=tuple(
            _point(placed, labels, spc, number, run_chart)
            for number, placed in enumerate(control.points)
        ),
        lines=_lines(control, labels),
        bands=() if run_chart else (_band(control, labels),),
        notes=_notes(control, labels),
        badges=() if run_chart else _badges(control),
        sentences=(*chart_sentences(control, spc)[:-1], *at_edge, *labels.said),
        footer=" ".join(
            part
            for part in (
                f"{_begins(chart_name(control))}.",
                profile_words(control, spc),
                labels.under,
            )
            if part
        ),
        lowest=0.0,
        highest=highest,
    )


def _begins(name: str) -> str:
    """The name of a chart at the beginning of a sentence; a letter keeps its case."""
    return name[0].upper() + name[1:] if name[:2].isalpha() else name


def _beyond(band: Band, highest: float | None) -> bool:
    """Whether a limit lies where no figure can."""
    most = inf if highest is None else highest
    return any(at is not None and not 0 <= at <= most for at in (*band.lower, *band.upper))


def _lines(control: Control, labels: Labels) -> tuple[Line, ...]:
    run_chart = control.plan.chart == "run"
    centres = tuple(
        _scaled(placed.limits.centre if placed.limits else None, labels)
        for placed in control.points
    )
    lines = [Line(name="Median" if run_chart else "Centre", role="centre", values=centres)]
    if not run_chart:
        band = _band(control, labels)
        lines.append(Line(name="Lower limit", role="limit", values=band.lower))
        lines.append(Line(name="Upper limit", role="limit", values=band.upper))
    if control.plan.target is not None:
        aim = (_scaled(control.plan.target, labels),) * len(control.points)
        lines.append(Line(name="Target", role="target", values=aim))
    if labels.reference is not None:
        published = (labels.reference,) * len(control.points)
        lines.append(Line(name="Published", role="reference", values=published))
    return tuple(lines)


def _badges(control: Control) -> tuple[Badge, ...]:
    last = variation_icon(control) if judged(control) else None
    icons: tuple[Icon | None, ...] = (last, assurance_icon(control))
    return tuple(Badge(letter=i.letter, word=i.word, tone=i.tone) for i in icons if i is not None)


def _band(control: Control, labels: Labels) -> Band:
    spreads = [placed.limits.spread if placed.limits else None for placed in control.points]
    return Band(
        name="Common cause",
        lower=tuple(_scaled(at.lower if at else None, labels) for at in spreads),
        upper=tuple(_scaled(at.upper if at else None, labels) for at in spreads),
    )


def _scaled(value: Number | None, labels: Labels) -> float | None:
    return None if value is None else float(value) * (100 if labels.per_cent else 1)


def _point(placed: Placed, labels: Labels, spc: Spc, number: int, run_chart: bool) -> Drawn:
    y = placed.point.y
    if number in labels.hidden:
        when = placed.point.when
        return Drawn(label=spoken(when), short=short(when), value=None, shown="*", mark="hidden")
    return Drawn(
        label=spoken(placed.point.when),
        short=short(placed.point.when),
        value=_scaled(y, labels),
        shown="" if y is None else _shown(y, labels),
        counts=_counts(placed),
        said=point_words(placed, spc, run_chart=run_chart),
        mark="empty" if y is None else _MARKS[placed.type],
        provisional=number in labels.provisional,
    )


def _counts(placed: Placed) -> str:
    above, below = placed.point.numerator, placed.point.denominator
    return "" if above is None or below is None else f"{float(above):g} of {float(below):g}"


def _shown(y: Fraction, labels: Labels) -> str:
    if labels.per_cent:
        return f"{int(y * 100 + Fraction(1, 2))} %"
    return f"{float(y):.4g}"


def _notes(control: Control, labels: Labels) -> tuple[Note, ...]:
    joins = [segment.start for segment in control.segments[1:]]
    notes = [Note(at=at, words=words) for at, words in labels.notes.items()]
    notes += [
        Note(at=at, words=labels.reasons.get(at, "New limits from here"), new_limits=True)
        for at in joins
    ]
    return tuple(sorted(notes, key=lambda note: note.at))


@lru_cache(maxsize=SAID)
def spoken(when: str) -> str:
    """A date as it is said: "June 2025", "14 June 2025", "Point 7", "January to March 2025"."""
    first, _, last = when.partition(" to ")
    if last:
        return f"{date.fromisoformat(f'{first}-01'):%B} to {spoken(last)}"
    if len(when) == _MONTH:
        return date.fromisoformat(f"{when}-01").strftime("%B %Y")
    if len(when) == _DAY:
        day = date.fromisoformat(when)
        return f"{day.day} {day.strftime('%B %Y')}"
    return f"Point {when}"


@lru_cache(maxsize=SAID)
def short(when: str) -> str:
    """The same where there is little room: "Jun-25", "14-Jun", "7", "Jan-Mar"."""
    first, _, last = when.partition(" to ")
    if last:
        start, end = (date.fromisoformat(f"{month}-01") for month in (first, last))
        return f"{start:%b}-{end:%b %y}"
    if len(when) == _MONTH:
        return date.fromisoformat(f"{when}-01").strftime("%b-%y")
    return date.fromisoformat(when).strftime("%d-%b") if len(when) == _DAY else when
