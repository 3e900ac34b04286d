"""The summary as a paragraph for a meeting paper: benefit and balance in one breath.

Every share with both its counts and its interval; what was not measured is said as such; both
readings of the published 14 % under their own names. The word *improved* is in none of them.
"""

from __future__ import annotations

from collections.abc import Iterator

from srh_assess.measures.spc.drawing import spoken
from srh_assess.measures.summary import Figure, Summary
from srh_assess.workflow.summary_words import (
    admissions_counted,
    hidden,
    title,
    value,
    women_counted,
)

_HOPED = ("M1", "M2", "M5", "M7", "M8a", "M8b")
_BESIDE = ("B1", "B2", "B3", "V1", "V2")


def paragraph(summary: Summary) -> str:
    """The whole paragraph."""
    return " ".join(_sentences(summary))


def _sentences(summary: Summary) -> Iterator[str]:
    yield f"{title(summary)}."
    women = f" ({women_counted(summary)})" if summary.women else ""
    yield f"{admissions_counted(summary)}{women}."
    hoped, beside = ([_told(summary.figure(id)) for id in ids] for ids in (_HOPED, _BESIDE))
    yield "; ".join(hoped) + "."
    yield "Beside that: " + "; ".join(beside) + "."
    yield from (f"{one.name}: {one.comparison}" for one in summary.figures if one.comparison)
    if summary.provisional:
        yield f"Months that may still rise: {', '.join(map(spoken, summary.provisional))}."
    if said := hidden((summary.admissions, *hoped, *beside)):
        yield said
    yield f"Figures as of {summary.counted}, version {summary.version}, rules {summary.rules}."
    if summary.home_kind != "live":
        yield "The women are invented, or this is training."


def _told(figure: Figure) -> str:
    cell = figure.total
    interval = ""
    if cell.status == "shown" and cell.low is not None and cell.high is not None:
        interval = f", 95 % interval {cell.low:.0f} to {cell.high:.0f}"
    missing = f", {cell.missing} missing" if cell.missing else ""
    return f"{figure.name} ({figure.id}) {value(figure)}{interval}{missing}"
