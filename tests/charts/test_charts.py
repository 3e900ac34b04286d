"""The chart model: what it refuses, what it says, how far its axis reaches."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from srh_assess.charts.axis import alike, axis
from srh_assess.charts.model import Band, Bar, Bars, Chart, Line, Note, Point
from srh_assess.charts.words import description, name, point_sentence, sentence_at, table

MAY = Point(label="May 2025", value=20.0, shown="20 %", counts="2 of 10", said="below the mean")
JUNE = Point(
    label="June 2025",
    value=42.0,
    shown="42 %",
    counts="5 of 12",
    said="above the mean, no signal",
    provisional=True,
)
NOBODY = Point(label="July 2025", value=None, shown="", mark="empty")
HIDDEN = Point(label="August 2025", value=None, shown="*", mark="hidden")


def chart(*points: Point, **more: Any) -> Chart:
    return Chart(title="Assessed", unit="% of admissions", points=points, **more)


FULL = chart(
    MAY,
    JUNE,
    NOBODY,
    HIDDEN,
    lines=(Line(name="Mean", role="centre", values=(31.0, 31.0, None, 31.0)),),
    notes=(Note(at=1, words="Training wave 1"),),
    sentences=("No signal.",),
    footer="XmR chart.",
)


def test_what_is_not_drawn_has_no_height() -> None:
    with pytest.raises(ValueError, match="drawn"):
        Point(label="x", value=3.0, shown="*", mark="hidden")
    with pytest.raises(ValueError, match="drawn"):
        Point(label="x", value=None, shown="3")
    with pytest.raises(ValueError, match="counts"):
        Point(label="x", value=None, shown="*", mark="hidden", counts="3 of 9")


def test_lines_bands_and_notes_fit_the_points() -> None:
    with pytest.raises(ValueError, match="each point"):
        chart(MAY, lines=(Line(name="Mean", role="centre", values=()),))
    with pytest.raises(ValueError, match="each point"):
        chart(MAY, bands=(Band(name="Noise", lower=(1.0,), upper=(1.0, 2.0)),))
    with pytest.raises(ValueError, match="stands at"):
        chart(MAY, notes=(Note(at=1, words="Later"),))


def test_the_sentence_of_each_point() -> None:
    assert point_sentence(MAY) == "May 2025, 2 of 10, 20 %, below the mean"
    assert point_sentence(NOBODY) == "July 2025, nothing to count"
    assert point_sentence(HIDDEN) == "August 2025, hidden, to protect small numbers"
    assert sentence_at(FULL, 1) == (
        "June 2025, 5 of 12, 42 %, above the mean, no signal, provisional. Training wave 1"
    )


def test_the_name_and_the_description() -> None:
    assert name(chart()) == "Assessed. No points."
    assert name(chart(MAY)) == "Assessed, May 2025, 1 point."
    assert name(FULL) == "Assessed, May 2025 to August 2025, 4 points. No signal."
    assert description(FULL).endswith("No signal. June 2025: Training wave 1. XmR chart.")


def test_the_table_beside_it_hides_what_the_picture_hides() -> None:
    heads, may, june, nobody, hidden = table(FULL)
    assert heads == ("Point", "Counts", "% of admissions", "Mean", "Meaning")
    assert may == ("May 2025", "2 of 10", "20 %", "31", "below the mean")
    assert june[-1] == "above the mean, no signal (provisional); Training wave 1"
    assert nobody[3:5] == ("", "nothing to count")
    assert hidden[1:3] == ("", "*")
    big = chart(MAY, lines=(Line(name="Mean", role="centre", values=(12345.6,)),))
    assert table(big)[1][3] == "12,346"


def test_the_axis_is_round_and_holds_everything() -> None:
    assert axis(FULL).ticks == (0.0, 10.0, 20.0, 30.0, 40.0, 50.0)
    assert axis(chart(HIDDEN)).ticks[0] == 0.0
    level = Point(label="x", value=7.0, shown="7")
    assert (axis(chart(level)).low, axis(chart(level)).high) == (0.0, 8.0)
    narrow = [Point(label="x", value=v, shown="") for v in (95.0, 97.5)]
    assert axis(chart(*narrow)).low == 95.0
    assert axis(chart(*narrow, lowest=0.0, highest=100.0)).low == 0.0


def test_limits_are_clipped_and_hidden_points_leave_no_trace_on_the_axis() -> None:
    wide = Line(name="Upper", role="limit", values=(None, 140.0, -30.0, 50.0))
    clipped = axis(chart(MAY, JUNE, NOBODY, HIDDEN, lines=(wide,), lowest=0.0, highest=100.0))
    assert (clipped.low, clipped.high) == (0.0, 100.0)
    free = axis(chart(MAY, JUNE, NOBODY, HIDDEN, lines=(wide,)))
    assert (free.low, free.high) == (-50.0, 150.0)


@given(st.lists(st.floats(-1e9, 1e9, allow_subnormal=False), min_size=1, max_size=20))
def test_any_axis_holds_its_points(values: list[float]) -> None:
    found = axis(chart(*(Point(label="", value=value, shown="") for value in values)))
    reach = max(abs(found.low), abs(found.high)) * 1e-6
    assert found.low - reach <= min(values) <= max(values) <= found.high + reach
    assert 2 <= len(found.ticks) <= 12


# --- bars ------------------------------------------------------------------------------------------

BARS = Bars(
    title="Why not assessed",
    unit="stays",
    bars=(
        Bar(label="Too unwell", value=9.0, shown="9", said="her side", striped=True, running=60.0),
        Bar(label="No private room", value=None, shown="*", said="the ward’s side"),
    ),
    kinds=("the ward’s side", "her side"),
    sentences=("Hidden last.",),
    footer="2025.",
)


def test_bars_in_words() -> None:
    assert name(BARS) == "Why not assessed, 2 bars. Hidden last."
    assert name(Bars(title="A", unit="b", bars=BARS.bars[:1])) == "A, 1 bar."
    assert sentence_at(BARS, 0) == "Too unwell, 9, her side, 60 % so far"
    assert sentence_at(BARS, 1) == (
        "No private room, hidden, to protect small numbers, the ward’s side"
    )
    assert description(BARS).endswith("the ward’s side. 2025.")
    assert description(Bars(title="A", unit="b", bars=())) == "A, 0 bars."
    assert table(BARS)[1:] == (
        ("Too unwell", "9", "her side", "60 %"),
        ("No private room", "*", "the ward’s side", ""),
    )


def test_a_hidden_bar_has_no_running_share() -> None:
    with pytest.raises(ValueError, match="running"):
        Bar(label="x", value=None, shown="*", running=100.0)


def test_two_shares_side_by_side_stand_on_one_axis() -> None:
    large, small = (
        Chart(
            title="",
            unit="per cent",
            points=(Point(label="May 2026", value=value, shown=""),),
            lowest=0.0,
            highest=100.0,
        )
        for value in (80.0, 4.0)
    )
    assert axis(large).high > axis(small).high
    for one, other in (alike(large, small), alike(small, large)):
        assert axis(one) == axis(other) == axis(large)
    days = Chart(title="", unit="days", points=large.points, lowest=0.0)
    assert alike(small, days) == (small, days)
    assert alike(days, days) == (days, days)
