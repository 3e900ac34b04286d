"""A control chart as chart model: the same lines, the same signals, in words."""

from __future__ import annotations

from fractions import Fraction

from msgspec.structs import replace

from srh_assess.charts.words import name, sentence_at
from srh_assess.measures.settings import settings
from srh_assess.measures.spc.control import Plan, control_chart
from srh_assess.measures.spc.drawing import Labels, drawn, spoken
from srh_assess.measures.spc.series import Point, from_ratios
from srh_assess.measures.spc.words import rule_words

SPC = settings().spc
PAIRS = (1, 8), (1, 9), (0, 0), (2, 10), (1, 12), (9, 10)


def ward() -> tuple[Point, ...]:
    months = (f"2025-{i:02}" for i in range(1, 7))
    return from_ratios(
        (month, Fraction(a), Fraction(b)) for month, (a, b) in zip(months, PAIRS, strict=True)
    )


LABELS = Labels(
    title="Assessed",
    unit="% of admissions",
    per_cent=True,
    notes={1: "Ward closed"},
    reasons={},
    provisional=frozenset({5}),
)


def test_a_share_is_drawn_in_per_cent_with_its_counts() -> None:
    plan = Plan(chart="p", fix_after=5, target=Fraction(1, 2))
    chart = drawn(control_chart(ward(), plan, SPC), LABELS, SPC)
    assert [point.shown for point in chart.points] == ["13 %", "11 %", "", "20 %", "8 %", "90 %"]
    assert chart.points[0].counts == "1 of 8"
    assert chart.points[2].mark == "empty"
    assert chart.points[5].mark == "hoped_for"
    assert sentence_at(chart, 5) == (
        "June 2025, 9 of 10, 90 %, above the centre line, outside the limits, provisional"
    )
    assert sentence_at(chart, 2) == "March 2025, 0 of 0, nothing to count"
    assert [line.name for line in chart.lines] == ["Centre", "Lower limit", "Upper limit", "Target"]
    assert chart.lines[3].values[0] == 50.0
    assert chart.bands[0].upper == chart.lines[2].values
    assert chart.bands[0].upper[2] is None
    assert "special cause, hoped for" in name(chart)
    assert chart.footer == "p chart. Rules NHS-R 7/7: shift 7, trend 7."


def test_new_limits_carry_their_reason() -> None:
    plan = Plan(chart="xmr", rebase=(3,))
    chart = control_chart(ward(), plan, SPC)
    plain = drawn(chart, LABELS, SPC)
    assert [(n.at, n.words) for n in plain.notes] == [
        (1, "Ward closed"),
        (3, "New limits from here"),
    ]
    said = Labels(title="A", unit="rate", reasons={3: "New clinic, agreed by the ward"})
    told = drawn(chart, said, SPC)
    assert told.notes[0].words == "New clinic, agreed by the ward"
    assert told.notes[0].new_limits
    assert told.points[0].shown == "0.125"
    assert told.highest is None
    assert any("on trial" in sentence for sentence in told.sentences)
    assert "outlying ranges screened" in told.footer


def test_a_run_chart_has_a_median_only() -> None:
    values = (1, 2, 1, 2, 1, 2, 8, 9, 8, 9, 8, 9, 5)
    points = [Point(str(i), Fraction(y)) for i, y in enumerate(values, 1)]
    chart = drawn(control_chart(points, Plan(chart="run"), SPC), LABELS, SPC)
    assert [line.name for line in chart.lines] == ["Median"]
    assert chart.bands == ()
    assert sentence_at(chart, 12).startswith("Point 13")
    assert "on the median" in sentence_at(chart, 12)
    assert "6 or more points on one side" in sentence_at(chart, 0)


def test_a_segment_without_anything_to_count_has_no_line() -> None:
    empty = Point("2025-07", None, Fraction(0), Fraction(0))
    plan = Plan(chart="p", rebase=(6,))
    chart = drawn(control_chart((*ward(), empty), plan, SPC), LABELS, SPC)
    assert chart.lines[0].values[-1] is None
    assert chart.bands[0].lower[-1] is None


def test_a_series_of_one_kind_without_a_value_draws_nothing() -> None:
    empty = [Point("1", None), Point("2", None)]
    for kind in ("c", "g", "t", "u", "xmr", "run"):
        chart = control_chart(empty, Plan(chart=kind), SPC)
        assert [at.limits for at in chart.points] == [None, None]
        assert (chart.variation, chart.assurance) == ("common_cause", None)


def test_a_wider_sigma_without_variation_stays_as_it_is() -> None:
    level = from_ratios((str(i), Fraction(0), Fraction(5)) for i in range(3))
    chart = control_chart(level, Plan(chart="p", wider=True), SPC)
    assert not chart.segments[0].drawn
    wide = control_chart(ward(), Plan(chart="u", wider=True), SPC)
    assert wide.segments[0].drawn
    same = from_ratios((str(i), Fraction(1), Fraction(5)) for i in range(3))
    assert not control_chart(same, Plan(chart="p", wider=True), SPC).segments[0].drawn


def test_dates_and_rules_in_words() -> None:
    assert spoken("2025-06-14") == "14 June 2025"
    assert rule_words("trend", SPC, run_chart=True) == "part of 5 or more points in one direction"
    assert "two in three" in rule_words("two_of_three", SPC, run_chart=False)


def test_a_hidden_point_has_a_star_and_no_value() -> None:
    labels = replace(LABELS, hidden=frozenset({1}))
    point = drawn(control_chart(ward(), Plan(chart="xmr"), SPC), labels, SPC).points[1]
    assert (point.shown, point.value, point.mark, point.counts) == ("*", None, "hidden", "")
