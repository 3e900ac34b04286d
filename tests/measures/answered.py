"""Each file of numbers of other tools, answered by the program: a row of its own for each row.

A column is taken as given, answered by the program, or only says something; which it is stands in
``FILES``, so that a column that nobody looks at is seen. A number may differ by 1e-9, a flag or a
word by nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any, cast

from msgspec import Struct
from msgspec.structs import replace

from srh_assess.measures.disclosure.ledger import Change
from srh_assess.measures.disclosure.levels import HIDDEN, percent_of, rounded, small
from srh_assess.measures.disclosure.suppress import Protection, protect, shown
from srh_assess.measures.disclosure.table import Table
from srh_assess.measures.proportions import Counts, compare, counts_that_print_as, wilson
from srh_assess.measures.settings import settings
from srh_assess.measures.spc import rules, runs
from srh_assess.measures.spc.control import Control, Kind, Placed, Plan, Segment, control_chart
from srh_assess.measures.spc.rules import Signal
from srh_assess.measures.spc.series import Limits, Point, from_ratios
from tests.measures.oracles import grouped, near, rows

Row = Mapping[str, str]
Answer = Mapping[str, float | int | str | None]
SPC, DISCLOSURE, COMPARISON = settings().spc, settings().disclosure, settings().comparison
RULES: Mapping[Signal | None, str] = {
    None: "Common Cause",
    Signal("outside", up=True): "Above UCL",
    Signal("outside", up=False): "Below LCL",
    Signal("trend", up=True): "7 Point Trend (Increasing)",
    Signal("trend", up=False): "7 Point Trend (Decreasing)",
    Signal("two_of_three", up=True): "2 in 3 Above CL",
    Signal("two_of_three", up=False): "2 in 3 Below CL",
    Signal("shift", up=True): "7 Points Above CL",
    Signal("shift", up=False): "7 Points Below CL",
}


def agrees(answer: float | int | str | None, wanted: str) -> bool:
    """A number to 1e-9, anything else sign for sign; blank where there is nothing."""
    if isinstance(answer, float) or answer is None:
        return near(answer, wanted)
    return str(answer) == wanted


# --- XmR ---------------------------------------------------------------------------------------


def _xmr_chart(lines: Sequence[Row], target: str) -> Control:
    first, parts = lines[0], [line["rebase_group"] for line in lines]
    plan = Plan(
        chart="xmr",
        improvement=cast(Any, first["improvement_direction"]),
        screen=first["screen_outliers"] == "TRUE",
        fix_after=int(first["fix_after_n_points"]) if first["fix_after_n_points"] else None,
        rebase=_joins(parts),
        target=Fraction(target) if target else None,
    )
    return control_chart([Point(r["date"], Fraction(r["y"])) for r in lines], plan, SPC)


def _joins(parts: Sequence[str]) -> tuple[int, ...]:
    return tuple(i for i in range(1, len(parts)) if parts[i] != parts[i - 1])


def xmr_points() -> Iterator[Answer]:
    """One row for each point."""
    for lines in grouped("xmr_points", "series_id", "variant").values():
        chart = _xmr_chart(lines, "")
        for number, (at, part, point) in enumerate(_in_segments(chart), 1):
            place = _place(point)
            drawn = part.drawn
            yield {
                "i": number,
                "rebase_group": at,
                **_three(point.limits, ("mean", "lpl", "upl"), 1),
                "side": place.side,
                "outside_limits": int(place.outside) if drawn else None,
                "close_to_limits": int(place.near) if drawn else None,
                "special_cause_type": RULES[point.signal],
                "flagged": int(point.signal is not None),
                "point_type": point.type,
                "short_group": int(part.end - part.start <= SPC.limits_from),
            }


def xmr_summary() -> Iterator[Answer]:
    """One row for each segment."""
    points = grouped("xmr_points", "series_id", "variant")
    for run, lines in grouped("xmr_summary", "series_id", "variant").items():
        chart = _xmr_chart(points[run], lines[0]["target"])
        begun = [chart.points[part.start].point.when for part in chart.segments[1:]]
        for at, part in enumerate(chart.segments):
            here = chart.points[part.start : part.end]
            yield {
                "rebase_date": " ".join(begun),
                "assurance_type": chart.assurance or "",
                "rebase_group": at,
                "n": len(here),
                **_three(here[-1].limits, ("mean", "lpl", "upl"), 1),
                "n_flagged": sum(point.signal is not None for point in here),
                "last_point_type": here[-1].type,
            }


# --- charts of counts --------------------------------------------------------------------------


def _attribute_chart(run: tuple[str, ...], lines: Sequence[Row]) -> Control:
    kind = {"i": "xmr", "p_prime": "p", "u_prime": "u"}.get(run[1], run[1])
    parts = [line["part"] for line in lines]
    baseline = sum(line["part"] == "1" and line["baseline"] == "1" for line in lines)
    plan = Plan(
        chart=cast(Kind, kind),
        improvement="neutral",
        screen=False,
        wider=run[1].endswith("prime"),
        rebase=_joins(parts),
        fix_after=baseline if baseline < parts.count("1") else None,
        excluded=frozenset(i for i, line in enumerate(lines) if line["include"] == "0"),
    )
    points: Sequence[Point] = [Point(r["x"], Fraction(r["y"] or 0)) for r in lines]
    if lines[0]["denominator"]:
        points = from_ratios(
            (r["x"], Fraction(r["numerator"]), Fraction(r["denominator"])) for r in lines
        )
    # qicharts2 takes 3 / 1.128 where NHS-R takes 2.66
    spc = replace(SPC, range_factor=Decimal(3) / Decimal("1.128")) if run[1] == "i" else SPC
    return control_chart(points, plan, spc)


def attribute_points() -> Iterator[Answer]:
    """One row for each point."""
    for run, lines in grouped("attribute_points", "series_id", "chart", "variant").items():
        chart, times = _attribute_chart(run, lines), int(lines[0]["multiply"])
        inside: Counter[int] = Counter()
        for at, part, point in _in_segments(chart):
            inside[at] += 1
            value = point.point.y
            near_lines = point.limits.spread if point.limits else None
            yield {
                "part": at + 1,
                "i": part.start + inside[at],
                "y": None if value is None else float(value) * times,
                **_three(point.limits, ("cl", "lcl", "ucl"), times),
                "lcl95": None if near_lines is None else float(near_lines.near_low) * times,
                "ucl95": None if near_lines is None else float(near_lines.near_high) * times,
                "sigma_signal": "" if value is None else int(_place(point).outside),
                **_of_runs(part),
            }


def attribute_summary() -> Iterator[Answer]:
    """One row for each part."""
    points = grouped("attribute_points", "series_id", "chart", "variant")
    for run in grouped("attribute_summary", "series_id", "chart", "variant"):
        chart, times = _attribute_chart(run, points[run]), int(points[run][0]["multiply"])
        for at, part in enumerate(chart.segments):
            here = range(part.start, part.end)
            outside = [str(i + 1) for i in here if _place(chart.points[i]).outside]
            yield {
                "part": at + 1,
                "n": len(here),
                **_three(
                    chart.points[part.end - 1].limits, ("cl_last", "lcl_last", "ucl_last"), times
                ),
                **_of_runs(part),
                "n_sigma": len(outside),
                "sigma_points": " ".join(outside),
            }


def _in_segments(chart: Control) -> Iterator[tuple[int, Segment, Placed]]:
    for at, part in enumerate(chart.segments):
        for point in chart.points[part.start : part.end]:
            yield at, part, point


def _place(point: Placed) -> rules.Placed:
    if point.limits is None or point.point.y is None:
        return rules.Placed(0, outside=False, near=False)
    return rules.placed(point.point.y, point.limits)


def _three(limits: Limits | None, names: tuple[str, str, str], times: int) -> Answer:
    if limits is None:
        return dict.fromkeys(names)
    spread = limits.spread
    told = (limits.centre, *((spread.lower, spread.upper) if spread else (None, None)))
    return {
        name: None if line is None else float(line) * times
        for name, line in zip(names, told, strict=True)
    }


def _of_runs(part: Segment) -> Answer:
    found = part.runs
    assert found is not None
    return {
        "runs_signal": int(bool(found.signal)),
        "n_useful": found.useful,
        "longest_run": found.longest,
        "longest_run_max": found.longest_allowed,
        "n_crossings": found.crossings,
        "n_crossings_min": found.crossings_least,
    }


# --- run charts --------------------------------------------------------------------------------


def anhoej_limits() -> Iterator[Answer]:
    """What chance explains among so many useful points."""
    for row in rows("anhoej_limits"):
        useful = int(row["n_useful"])
        yield {
            "longest_run_max": runs.longest_allowed(useful),
            "crossings_min": runs.crossings_least(useful),
        }


def run_chart_vectors() -> Iterator[Answer]:
    """The small run charts; *shift* is asked without *trend*, which would name some of its points
    first."""
    for row in rows("run_chart_vectors"):
        values = [Fraction(word) for word in row["values"].split()]
        chart = control_chart([Point("", y) for y in values], Plan(chart="run"), SPC)
        limits, found = chart.points[0].limits, chart.segments[0].runs
        assert limits is not None
        assert found is not None
        alone = runs.marked(values, limits.centre, replace(SPC, run_trend=99))
        useful = bool(found.useful)
        yield {
            "median": float(limits.centre),
            "n_useful": found.useful,
            "runs": found.crossings + 1 if useful else 0,
            "longest_run": found.longest,
            "ihi_shift_points": " ".join(str(i) for i, one in enumerate(alone, 1) if one),
            "ihi_trend_points": " ".join(
                str(i) for i, one in enumerate(chart.points, 1) if one.rule == "trend"
            ),
            "anhoej_longest_max": found.longest_allowed if useful else "",
            "crossings": found.crossings if useful else "",
            "anhoej_crossings_min": found.crossings_least if useful else "",
            "anhoej_signal": int(bool(found.signal)) if useful else "",
        }


# --- shares ------------------------------------------------------------------------------------


def ci_proportions() -> Iterator[Answer]:
    """A share and Wilson's interval, twice as sure and more."""
    for row in rows("ci_proportions"):
        counts = Counts(int(row["x"]), int(row["n"]))
        at95, at99 = wilson(counts, 0.95), wilson(counts, 0.99)
        assert at95 is not None
        assert at99 is not None
        yield {
            "p": float(counts.share or 0),
            "wilson95_lo": at95.low,
            "wilson95_hi": at95.high,
            "wilson99_lo": at99.low,
            "wilson99_hi": at99.high,
        }


def ci_fold_change() -> Iterator[Answer]:
    """After against before."""
    for row in rows("ci_fold_change"):
        after = Counts(int(row["x_after"]), int(row["n_after"]))
        before = Counts(int(row["x_before"]), int(row["n_before"]))
        found = compare(after, before, COMPARISON)
        apart = found.difference_interval
        yield {
            "p_after": float(after.share or 0),
            "p_before": float(before.share or 0),
            "ratio": found.ratio,
            "katz95_lo": found.ratio_interval.low if found.ratio_interval else None,
            "katz95_hi": found.ratio_interval.high if found.ratio_interval else None,
            "difference": found.difference,
            "newcombe95_lo": apart.low if apart else None,
            "newcombe95_hi": apart.high if apart else None,
        }


def paper_backsolve() -> Iterator[Answer]:
    """Which counts print as the published percentages."""
    for row in rows("paper_backsolve"):
        n = int(row["admissions_n"])
        begun = counts_that_print_as(21, n)
        yield {
            "assessed_42pct": _or(counts_that_print_as(42, n)),
            "unmet_30pct": _or(counts_that_print_as(30, n)),
            "initiated_21pct": _or(begun),
            "all_needs_met_as_14pct_of_initiated": _or(
                [f"{part}/{b}" for b in begun for part in counts_that_print_as(14, b)]
            ),
            "all_needs_met_as_14pct_of_admissions": _or(
                [f"{part}/{n}" for part in counts_that_print_as(14, n)]
            ),
        }


def _or(found: Sequence[int | str]) -> str:
    return "|".join(str(part) for part in found)


# --- small numbers -----------------------------------------------------------------------------


def suppress_counts() -> Iterator[Answer]:
    """One count published; the other tool writes 0 for what is hidden, the program nothing."""
    for row in rows("suppress_counts"):
        found = rounded(int(row["raw_count"]), DISCLOSURE)
        yield {"published": str(found), "ehrql_numeric": found.value or 0}


def suppress_percent() -> Iterator[Answer]:
    """A percentage of rounded parts, and the true one that it stands for."""
    for row in rows("suppress_percent"):
        counts = Counts(int(row["numerator"]), int(row["denominator"]))
        part, whole = rounded(counts.part, DISCLOSURE), rounded(counts.whole, DISCLOSURE)
        true = counts.share
        yield {
            "published_numerator": str(part),
            "published_denominator": str(whole),
            "published_percent": str(percent_of(part, whole)),
            "true_percent": "" if true is None else f"{float(100 * true):.1f}",
        }


def secondary_suppression() -> Iterator[Answer]:
    """The two tables; the first column of hidden cells is what hides for itself."""
    for name, lines in grouped("secondary_suppression", "table").items():
        table = _by_hand(lines)
        trust, publish = (protect(table, level, DISCLOSURE) for level in ("trust", "publish"))
        columns = (*table.columns, "All")
        for line in lines:
            at = table.rows.index(line["row"]), columns.index(line["col"])
            raw = table.raw()[at]
            yield {
                "table": name[0],
                "raw": raw,
                "primary": HIDDEN if at in trust.primary else raw,
                "with_secondary_exact_style": _at(trust, at),
                "nhs_round_style": _at(publish, at),
            }


def _by_hand(lines: Sequence[Row]) -> Table:
    groups = tuple(dict.fromkeys(line["row"] for line in lines))
    columns = tuple(dict.fromkeys(line["col"] for line in lines if line["col"] != "All"))
    raw = {(line["row"], line["col"]): int(line["raw"]) for line in lines}
    return Table(groups, columns, tuple(tuple(raw[g, c] for c in columns) for g in groups))


def _at(protection: Protection, at: tuple[int, int]) -> str:
    return str(shown(protection, DISCLOSURE).cells[at[0]][at[1]])


def differencing_cases() -> Iterator[Answer]:
    """Two numbers about nearly the same women. In the last two the second is a table of groups:
    the rest of it is what stands hidden beside them."""
    for row in rows("differencing_cases"):
        before, after = int(row["release_1"]), int(row["release_2"].split()[0])
        exact = "exact" in row["protected_1"]
        first = str(before) if exact else str(rounded(before, DISCLOSURE))
        learned = row["protected_difference_learned"]
        second = rounded(after, DISCLOSURE)
        change = Change((before, after), (rounded(before, DISCLOSURE), second))
        told, other = change.tells(small("publish", DISCLOSURE)), str(second)
        if not row["release_2"].isdigit():
            level = "trust" if exact else "publish"
            groups = Table(("ward",), ("a", "b", "c"), ((before - after, after - 8, 8),))
            protection = protect(groups, cast(Any, level), DISCLOSURE)
            other = _at(protection, (0, 0))
            # an exact total tells the cell unless more than the small cell is hidden
            told = exact and len(protection.marks) > len(protection.primary)
            assert _at(protection, (0, 3)) == first
        yield {
            "unprotected_difference": abs(before - after),
            "protected_1": f"{first} exact" if exact else first,
            "protected_2": other,
            "protected_difference_learned": learned if told != learned.startswith("no") else "?",
        }


UNANSWERED: Mapping[tuple[str, int, str], str] = {
    ("differencing_cases", 5, "protected_2"): "no two groups of 40 women round to 35 and 10, of"
    " which the first has 33 and the second 8 at least; test_suppression tries groups that do",
}
"""Single cells that no right program can answer, and why: file, row from 1, column."""


class File(Struct, frozen=True):
    """What is given in a file, what only says something (and why), and the program's rows."""

    answers: Callable[[], Iterator[Answer]]
    given: str
    says: Mapping[str, str] = {}


FILES: Mapping[str, File] = {
    "xmr_points": File(
        xmr_points,
        "series_id variant improvement_direction screen_outliers fix_after_n_points date y",
    ),
    "xmr_summary": File(
        xmr_summary,
        "series_id variant improvement_direction screen_outliers fix_after_n_points target",
    ),
    "attribute_points": File(
        attribute_points,
        "series_id chart variant x numerator denominator multiply baseline include",
    ),
    "attribute_summary": File(attribute_summary, "series_id chart variant"),
    "anhoej_limits": File(anhoej_limits, "n_useful"),
    "run_chart_vectors": File(run_chart_vectors, "vector values"),
    "ci_proportions": File(
        ci_proportions,
        "x n",
        dict.fromkeys(
            ("clopper95_lo", "clopper95_hi"), "the figures carry Wilson's interval and no other"
        ),
    ),
    "ci_fold_change": File(
        ci_fold_change,
        "x_after n_after x_before n_before",
        dict.fromkeys(
            ("score95_lo", "score95_hi", "walter95_lo", "walter95_hi"),
            "a fold carries Katz's interval and no other",
        ),
    ),
    "paper_backsolve": File(paper_backsolve, "admissions_n"),
    "suppress_counts": File(suppress_counts, "raw_count"),
    "suppress_percent": File(suppress_percent, "numerator denominator"),
    "secondary_suppression": File(secondary_suppression, "row col"),
    "differencing_cases": File(differencing_cases, "case release_1 release_2"),
}
