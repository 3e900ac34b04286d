"""What to ask next: questions that follow from the figures, never a verdict on anybody.

Each names the figure that raised it. None says that something has become better: that is for
people, with the chart before them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from srh_assess.charts.model import Chart
from srh_assess.measures.drawn import figure_chart
from srh_assess.measures.summary import Summary
from srh_assess.workflow.summary_words import GROUPS

_WATCHED = ("M2", "M5", "B1", "B3", "V1")
_BALANCE = ("B1", "V1", "V2")


Charts = Callable[[str], Chart | None]


def ask_next(summary: Summary, charts: Charts | None = None) -> tuple[str, ...]:
    """The questions, those about harm and her voice first. ``charts`` gives what is drawn
    already."""
    return tuple(_questions(summary, charts or partial(figure_chart, summary)))


def _questions(summary: Summary, charts: Charts) -> Iterator[str]:
    for id in _BALANCE:
        figure = summary.figure(id)
        if figure.total.status == "not_measured":
            yield f"{figure.name} ({id}) is not measured: who could ask, and when?"
    for id in _WATCHED:
        chart = charts(id)
        if chart is not None:
            yield from _last(f"{summary.figure(id).name} ({id})", chart)
    shown = [one for one in summary.barriers if one.admissions]
    if shown:
        name = GROUPS.get(shown[0].group, shown[0].group)
        yield f"“{name}” stood in the way most often (M11): what would make it rarer?"
    if summary.provisional:
        yield "Months marked provisional may still rise: look again when they are final."


def _last(figure: str, chart: Chart) -> Iterator[str]:
    marked = [point for point in chart.points if point.mark in ("concern", "hoped_for")]
    if marked and marked[-1] is chart.points[-1]:
        yield f"{figure}, {marked[-1].label}: {marked[-1].said}. What was different then?"
