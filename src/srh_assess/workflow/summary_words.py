"""The summary in words, row by row, as the manager's page and its table say it.

Both sides of every figure have the same size and the same words; *not measured* is a value like
any other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from srh_assess.measures.definitions import Definition, definitions
from srh_assess.measures.proportions import signed
from srh_assess.measures.spc.drawing import spoken
from srh_assess.measures.summary import Cell, Figure, Summary, said

HOPED_FOR, BESIDE = ("process", "outcome"), ("balancing", "voice")
HIDDEN = "* is a number that is small, or that would give a small one away."
GROUPS = {
    "not_asked": "Nobody asked",
    "too_unwell": "Too unwell",
    "declined_now": "She said not now, not here or not this person",
    "declined": "She said no to the topic",
    "discharged": "About to leave",
    "no_private_room": "No private room",
    "no_trained_staff": "No trained staff",
    "language": "No interpreter",
    "infection_control": "Infection control",
}
_LINES = {
    "accepted": "accepted, not yet attended",
    "answered": "answered",
    "ended_early": "ended early",
    "asked_after_no": "asked again after a no",
    "withdrawn": "withdrawn",
    "complaint": "complaints",
    "privacy": "privacy",
    "days": "median days until it was done",
}
_METHODS = {
    "condoms": "condoms",
    "pill": "the pill",
    "patch_ring": "patch or ring",
    "injection": "injection",
    "implant": "implant",
    "copper_coil": "copper coil",
    "hormone_coil": "hormone coil",
}
_SHARED = {
    "statute": "required by law",
    "court": "ordered by a court",
    "best_interests": "best interests",
    "serious_harm": "serious harm to others",
    "adult_safeguarding": "adult safeguarding",
    "child_harm": "a child at risk",
    "danger_to_life": "danger to life",
    "told": "she was told",
    "police": "to the police",
}
_PARTS = {**_METHODS, **_SHARED}
"""What a figure is told in parts by; a part that there is none of is left out."""


class Row(Struct, frozen=True):
    """One line of the page: what it is, what it says, and its definition."""

    id: str
    label: str
    value: str
    definition: str = ""


def rows(summary: Summary, kinds: tuple[str, ...]) -> tuple[Row, ...]:
    """The figures of these kinds over the whole period."""
    return tuple(row_of(one) for one in summary.figures if one.kind in kinds)


def row_of(figure: Figure) -> Row:
    """One figure over the whole period."""
    words = "; ".join(_said(figure, figure.total))
    return Row(figure.id, f"{figure.id} {figure.name}", words, definition(figure))


def _said(figure: Figure, cell: Cell) -> Iterator[str]:
    unasked = not definitions().measures[figure.id].collected
    why = ": nobody asks it yet" if unasked else ""
    yield f"{value(figure)}{why}"
    if cell.status != "shown":
        return
    if cell.low is not None and cell.high is not None:
        yield f"95 % interval {cell.low:.0f} to {cell.high:.0f}"
    if cell.missing:
        yield f"{cell.missing} missing"
    for key, words in _LINES.items():
        if key in cell.lines:
            yield f"{words} {cell.lines[key]}"
    if parts := [
        f"{words} {cell.lines[key]}" for key, words in _PARTS.items() if cell.lines.get(key)
    ]:
        yield ", ".join(parts)
    if cell.provisional:
        yield "provisional"


def value(figure: Figure) -> str:
    """What one figure says over the whole period."""
    return said(figure.total, figure.unit)


def defined(id: str) -> str:
    """The definition of what is no single figure: the reasons (M11), the groups (E1)."""
    return definition(definitions().measures[id])


def hidden(values: Iterable[str]) -> str:
    """What the asterisk says, where one of these holds it."""
    return HIDDEN if any("*" in value for value in values) else ""


def definition(figure: Figure | Definition) -> str:
    """What a figure counts, out of what, its caution, and what is missing."""
    parts = (
        figure.sentence,
        f"Counted: {figure.numerator}.",
        f"Out of: {figure.denominator}." if figure.denominator else "",
        figure.caution,
        f"Missing: {definitions().measures[figure.id].missing}",
    )
    return " ".join(part for part in parts if part)


def no_chart(summary: Summary, figure: Figure) -> str:
    """Why a figure is drawn on no chart here."""
    if figure.total.status == "not_measured":
        return "not measured"
    counted = figure.total.status == "shown" and figure.series
    if figure.unit == "events" and counted and (figure.id != "B2" or summary.level != "internal"):
        part = "month" if summary.level == "internal" else "quarter"
        return f"not drawn by {part}; counted over the whole period"
    if figure.unit == "events" and summary.level == "internal":
        return f"{figure.total.part or 0} in this period; it takes two to measure the time between"
    if not figure.series:
        return "this level shows the whole period only"
    if any(cell.status == "hidden" for cell in figure.series):
        return "every part of this period is hidden at this level"
    return "nothing to draw in this period"


def groups(summary: Summary) -> Mapping[str, tuple[Row, ...]]:
    """The figures by group, one part for each figure and breakdown, *not known* first."""
    found: dict[str, list[Row]] = {}
    for one in summary.equity:
        title = f"{summary.figure(one.measure).name}, by {one.breakdown.lower()}"
        whole = summary.figure(one.measure).total
        words = said(one.cell, "share")
        if one.cell.percent is not None and whole.percent is not None:
            words += f"; {signed(one.cell.percent - whole.percent, 0)} points from the ward"
        if one.cell.low is not None and one.cell.high is not None:
            words += f"; 95 % interval {one.cell.low:.0f} to {one.cell.high:.0f}"
        rows_ = found.setdefault(title, [Row("ward", "The ward", said(whole, "share"))])
        rows_.append(Row(one.group, one.group, words))
    return {title: tuple(rows) for title, rows in found.items()}


def title(summary: Summary) -> str:
    """Period and level, as they stand at the top."""
    return f"{spoken(summary.first)} to {spoken(summary.last)} · {summary.notice}"


def about(summary: Summary) -> str:
    """What the figures rest on."""
    open_ = ", ".join(spoken(one) for one in summary.provisional) or "none"
    kind = "" if summary.home_kind == "live" else " Invented or training record."
    women = f", {women_counted(summary)}" if summary.women else ""
    return (
        f"{admissions_counted(summary)}{women}. Figures as of {summary.counted}."
        f" Months that may still rise: {open_}.{kind}"
    )


def admissions_counted(summary: Summary) -> str:
    """Their number as it may be told at this level; a hidden one stands as its mark."""
    return f"{summary.admissions} admission{'' if summary.admissions == '1' else 's'}"


def women_counted(summary: Summary) -> str:
    """The same of the women."""
    return f"{summary.women} {'woman' if summary.women == '1' else 'women'}"


def published(summary: Summary) -> str:
    """The published programme, each percentage with its name, and the caution."""
    named = " ".join(f"{one.percent} %: {one.sentence}" for one in summary.published)
    return f"{named} {summary.published_caution}"
