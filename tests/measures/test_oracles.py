"""Every row of the control-chart files: lines to 1e-9, every flag exactly."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any, cast

import pytest
from msgspec.structs import replace

from srh_assess.measures.settings import settings
from srh_assess.measures.spc import rules, runs
from srh_assess.measures.spc.control import Control, Kind, Plan, control_chart
from srh_assess.measures.spc.series import Limits, Point, from_ratios
from tests.measures.oracles import grouped, near, rows

SPC = settings().spc
RULES = {
    "Common Cause": None,
    "Above UCL": "outside",
    "Below LCL": "outside",
    "7 Point Trend (Increasing)": "trend",
    "7 Point Trend (Decreasing)": "trend",
    "2 in 3 Above CL": "two_of_three",
    "2 in 3 Below CL": "two_of_three",
    "7 Points Above CL": "shift",
    "7 Points Below CL": "shift",
}
XMR = grouped("xmr_points", "series_id", "variant")
TARGETS = grouped("xmr_summary", "series_id", "variant")
COUNTS = grouped("attribute_points", "series_id", "chart", "variant")
SUMMARY = grouped("attribute_summary", "series_id", "chart", "variant")


def xmr(run: tuple[str, ...]) -> tuple[list[dict[str, str]], Control]:
    lines = XMR[run]
    first, target = lines[0], TARGETS[run][0]["target"]
    groups = [line["rebase_group"] for line in lines]
    plan = Plan(
        chart="xmr",
        improvement=cast(Any, first["improvement_direction"]),
        screen=first["screen_outliers"] == "TRUE",
        fix_after=int(first["fix_after_n_points"]) if first["fix_after_n_points"] else None,
        rebase=tuple(i for i in range(1, len(groups)) if groups[i] != groups[i - 1]),
        target=Fraction(target) if target else None,
    )
    return lines, control_chart([Point(r["date"], Fraction(r["y"])) for r in lines], plan, SPC)


@pytest.mark.parametrize("run", XMR, ids="-".join)
def test_every_point_of_every_xmr_chart(run: tuple[str, ...]) -> None:
    lines, chart = xmr(run)
    for line, point in zip(lines, chart.points, strict=True):
        assert point.limits is not None
        spread = point.limits.spread
        assert near(float(point.limits.centre), line["mean"])
        assert near(None if spread is None else float(spread.lower), line["lpl"])
        assert near(None if spread is None else float(spread.upper), line["upl"])
        assert point.rule == RULES[line["special_cause_type"]]
        assert point.type == line["point_type"]
        assert (point.signal is not None) == (line["flagged"] == "1")
        if "Increasing" in line["special_cause_type"] or "Above" in line["special_cause_type"]:
            assert point.signal is not None
            assert point.signal.up
        assert point.point.y is not None
        place = rules.placed(point.point.y, point.limits)
        assert place.side == int(line["side"])
        assert str(int(place.outside)) == (line["outside_limits"] or "0")
        assert str(int(place.near)) == (line["close_to_limits"] or "0")


@pytest.mark.parametrize("run", TARGETS, ids="-".join)
def test_every_segment_of_every_xmr_chart(run: tuple[str, ...]) -> None:
    _, chart = xmr(run)
    for row, segment in zip(TARGETS[run], chart.segments, strict=True):
        here = chart.points[segment.start : segment.end]
        assert len(here) == int(row["n"])
        assert sum(point.signal is not None for point in here) == int(row["n_flagged"])
        last = here[-1].limits
        assert near(_line(last, "centre", 1), row["mean"])
        assert near(_line(last, "lower", 1), row["lpl"])
        assert near(_line(last, "upper", 1), row["upl"])
        assert here[-1].type == row["last_point_type"]
        assert segment.drawn == (row["lpl"] != "")
    assert (chart.assurance or "") == TARGETS[run][-1]["assurance_type"]
    assert chart.variation == TARGETS[run][-1]["last_point_type"]


def attribute(run: tuple[str, ...]) -> tuple[list[dict[str, str]], Control, int]:
    lines = COUNTS[run]
    chart = {"i": "xmr", "p_prime": "p", "u_prime": "u"}.get(run[1], run[1])
    parts = [line["part"] for line in lines]
    baseline = [line for line in lines if line["part"] == "1" and line["baseline"] == "1"]
    plan = Plan(
        chart=cast(Kind, chart),
        improvement="neutral",
        screen=False,
        wider=run[1].endswith("prime"),
        rebase=tuple(i for i in range(1, len(parts)) if parts[i] != parts[i - 1]),
        fix_after=len(baseline) if len(baseline) < parts.count("1") else None,
        excluded=frozenset(i for i, line in enumerate(lines) if line["include"] == "0"),
    )
    multiply = int(lines[0]["multiply"])
    if lines[0]["denominator"]:
        points = from_ratios(
            (r["x"], Fraction(r["numerator"]), Fraction(r["denominator"])) for r in lines
        )
    else:
        points = tuple(Point(r["x"], Fraction(r["y"])) for r in lines)
    # qicharts2 takes 3 / 1.128 where NHS-R takes 2.66
    spc = replace(SPC, range_factor=Decimal(3) / Decimal("1.128")) if run[1] == "i" else SPC
    return lines, control_chart(points, plan, spc), multiply


def _line(limits: Limits | None, name: str, multiply: int) -> float | None:
    if limits is None:
        return None
    if name == "centre":
        return float(limits.centre) * multiply
    return None if limits.spread is None else float(getattr(limits.spread, name)) * multiply


@pytest.mark.parametrize("run", COUNTS, ids="-".join)
def test_every_point_of_every_attribute_chart(run: tuple[str, ...]) -> None:
    lines, chart, multiply = attribute(run)
    segments = [s for s in chart.segments for _ in range(s.start, s.end)]
    for line, point, segment in zip(lines, chart.points, segments, strict=True):
        assert near(_line(point.limits, "centre", multiply), line["cl"])
        assert near(_line(point.limits, "lower", multiply), line["lcl"])
        assert near(_line(point.limits, "upper", multiply), line["ucl"])
        assert near(_line(point.limits, "near_low", multiply), line["lcl95"])
        assert near(_line(point.limits, "near_high", multiply), line["ucl95"])
        assert point.limits is not None
        if point.point.y is not None:
            outside = rules.placed(point.point.y, point.limits).outside
            assert str(int(outside)) == (line["sigma_signal"] or "0")
        found = segment.runs
        assert found is not None
        assert [found.useful, found.longest, found.longest_allowed] == [
            int(line["n_useful"]),
            int(line["longest_run"]),
            int(line["longest_run_max"]),
        ]
        assert [found.crossings, found.crossings_least] == [
            int(line["n_crossings"]),
            int(line["n_crossings_min"]),
        ]
        assert found.signal == (line["runs_signal"] == "1")


@pytest.mark.parametrize("run", SUMMARY, ids="-".join)
def test_the_summary_of_every_attribute_chart(run: tuple[str, ...]) -> None:
    _, chart, multiply = attribute(run)
    outside = {
        i
        for i, p in enumerate(chart.points, 1)
        if p.point.y is not None and p.limits and rules.placed(p.point.y, p.limits).outside
    }
    for row, segment in zip(SUMMARY[run], chart.segments, strict=True):
        last = chart.points[segment.end - 1].limits
        assert segment.end - segment.start == int(row["n"])
        assert near(_line(last, "centre", multiply), row["cl_last"])
        assert near(_line(last, "lower", multiply), row["lcl_last"])
        assert near(_line(last, "upper", multiply), row["ucl_last"])
        here = {i for i in outside if segment.start < i <= segment.end}
        assert len(here) == int(row["n_sigma"])
        assert [str(i) for i in sorted(here)] == row["sigma_points"].split()


@pytest.mark.parametrize("row", rows("anhoej_limits"), ids=lambda row: str(row["n_useful"]))
def test_what_chance_explains(row: dict[str, str]) -> None:
    useful = int(row["n_useful"])
    assert runs.longest_allowed(useful) == int(row["longest_run_max"])
    assert runs.crossings_least(useful) == int(row["crossings_min"])


@pytest.mark.parametrize("row", rows("run_chart_vectors"), ids=lambda row: str(row["vector"]))
def test_the_run_charts_made_by_hand(row: dict[str, str]) -> None:
    values = [Fraction(word) for word in row["values"].split()]
    points = [Point(str(i), y) for i, y in enumerate(values)]
    chart = control_chart(points, Plan(chart="run"), SPC)
    limits = chart.points[0].limits
    assert limits is not None
    assert limits.centre == Fraction(row["median"])
    found = chart.segments[0].runs
    assert found is not None
    assert found.useful == int(row["n_useful"])
    if row["anhoej_signal"]:
        assert (found.longest, found.longest_allowed) == (
            int(row["longest_run"]),
            int(row["anhoej_longest_max"]),
        )
        assert (found.crossings, found.crossings_least) == (
            int(row["crossings"]),
            int(row["anhoej_crossings_min"]),
        )
        assert found.signal == (row["anhoej_signal"] == "1")
    else:
        assert found.signal is None
    trend = set(row["ihi_trend_points"].split())
    shift = set(row["ihi_shift_points"].split())
    flagged = {str(i): p.rule for i, p in enumerate(chart.points, 1) if p.rule}
    assert {i for i, rule in flagged.items() if rule == "trend"} == trend
    assert {i for i, rule in flagged.items() if rule == "shift"} == shift - trend
