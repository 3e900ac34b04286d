"""The charts of a summary: the kind that fits, what stands on them, and what a level hides."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from srh_assess.assessment.counted import Counted, Dated
from srh_assess.charts.axis import axis
from srh_assess.charts.model import Chart
from srh_assess.measures.annotations import Annotation, NewLimits, Written
from srh_assess.measures.disclosure.periods import Period
from srh_assess.measures.drawn import NO_SHIFT, chart_ids, figure_chart, pareto
from srh_assess.measures.inside import Rows
from srh_assess.measures.releasing import Asked
from srh_assess.measures.settings import settings
from srh_assess.measures.spc.drawing import AT_EDGE, short, spoken
from srh_assess.measures.spc.words import WIDER
from srh_assess.measures.summary import Summary
from srh_assess.measures.whole import summary
from tests.measures.stays import random_stays
from tests.measures.test_summary import FRAME, REASONS

NAMES = {"too_unwell": "Too unwell", "declined": "She said no"}


def months(count: int) -> tuple[str, ...]:
    return tuple(f"{2024 + at // 12}-{at % 12 + 1:02}" for at in range(count))


def made(
    stays: Sequence[Counted], count: int = 12, level: Any = "internal", **more: Any
) -> Summary:
    span = months(count)
    found, _ = summary(
        Rows(tuple(stays), (), span, date(2026, 6, 1), Written(**more)),
        FRAME,
        Asked(level=level, period=Period(date(2024, 1, 1), count)),
        REASONS,
        settings(),
        baselines={},
        everything=tuple(stays),
    )
    return found


def stays(each: int, part: int, count: int, **more: Any) -> tuple[Counted, ...]:
    """So many stays each month, of which a part that wavers a little was assessed."""
    return tuple(
        Counted(
            stay=f"{month}-{at}",
            admitted=date.fromisoformat(f"{month}-01") + timedelta(days=at % 28),
            ended=date(2026, 5, 1),
            assessed=date(2026, 5, 1) if at < part + number % 2 else None,
            offered=date(2026, 5, 1),
            **more,
        )
        for number, month in enumerate(months(count))
        for at in range(each)
    )


def chart(found: Summary, id: str, **more: Any) -> Chart:
    drawn = figure_chart(found, id, **more)
    assert drawn is not None
    return drawn


@pytest.mark.parametrize(
    ("each", "count", "kind"),
    [(8, 11, "Run chart"), (8, 12, "XmR chart"), (60, 12, "p chart"), (60, 11, "Run chart")],
)
def test_the_chart_that_fits_the_figures(each: int, count: int, kind: str) -> None:
    assert chart(made(stays(each, 3, count), count), "M2").footer.startswith(kind)


def test_events_over_large_denominators_are_a_u_chart() -> None:
    found = made(stays(60, 3, 12, ended_early=1))
    assert chart(found, "B3").footer.startswith("u chart")
    more = made(stays(60, 3, 12, ended_early=2))
    twice = chart(more, "B3")
    assert twice.points[0].value == 200
    assert AT_EDGE not in twice.sentences
    upper = twice.lines[2].values[0]
    assert upper is not None
    # one woman can have several: nothing is drawn at the edge of a hundred
    assert axis(twice).high >= upper > 200
    assert axis(twice).low == 0


def test_a_limit_that_no_figure_can_reach_is_said_to_stand_at_the_edge() -> None:
    low = chart(made((*stays(8, 0, 12),)), "M2")
    assert any((value or 0) < 0 for value in low.lines[1].values)
    assert AT_EDGE in low.sentences
    assert AT_EDGE not in chart(made(stays(60, 30, 12)), "M2").sentences


@pytest.mark.parametrize(
    ("id", "whole", "name"),
    [("M2", 999, "p chart"), ("M2", 1000, "p′ chart"), ("B3", 1000, "u′ chart")],
)
def test_very_large_denominators_have_limits_by_how_far_the_months_spread(
    id: str, whole: int, name: str
) -> None:
    small = made(stays(8, 3, 12))
    series = tuple(
        replace(cell, status="shown", part=400 + 150 * (at % 2), whole=whole)
        for at, cell in enumerate(small.figure(id).series)
    )
    told = tuple(replace(f, series=series) if f.id == id else f for f in small.figures)
    found = chart(replace(small, figures=told), id)
    assert found.footer.startswith(name)
    wide = "′" in name
    assert (WIDER in found.sentences) == wide
    assert all((point.mark == "plain") == wide for point in found.points)


def test_equal_values_have_no_limits_yet_and_it_is_said_in_words() -> None:
    level = tuple(replace(one, assessed=None) for one in stays(8, 3, 12))
    found = chart(made(level), "M2")
    assert any("cannot be drawn yet" in sentence for sentence in found.sentences)
    assert found.lines[1].values == (None,) * 12
    # without limits nothing says that the last point is common cause
    assert not found.badges
    assert not any("common cause" in sentence for sentence in found.sentences)
    assert [badge.word for badge in chart(made(stays(8, 3, 12)), "M2").badges] == ["common cause"]


def test_one_admission_and_a_month_with_none() -> None:
    found = chart(made(stays(8, 3, 12)[:1]), "M2")
    assert [point.mark for point in found.points] == ["plain", *["empty"] * 11]
    assert figure_chart(made(()), "M2") is None
    assert chart_ids(made(())) == ()


def test_the_published_line_stands_with_its_caution() -> None:
    found = chart(made(stays(8, 3, 12)), "M2")
    published = found.lines[-1]
    assert (published.name, published.role, published.values[0]) == ("Published", "reference", 42)
    assert any("Not a target" in sentence for sentence in found.sentences)
    assert all(line.role != "reference" for line in chart(made(stays(8, 3, 12)), "M1").lines)


def test_annotations_and_new_limits_with_their_reason() -> None:
    written: dict[str, Any] = {
        "annotations": (
            Annotation(id="a", kind="training", day=date(2024, 3, 9), words="second course"),
            Annotation(id="b", kind="closed", day=date(2019, 3, 9)),
        ),
        "limits": (
            NewLimits(id="c", measure="M2", month="2024-06", reason="clinic every week",
                      by="Harriet Moss", on=date(2024, 9, 1)),
            NewLimits(id="d", measure="M2", month="2019-06", reason="x", by="y",
                      on=date(2019, 9, 1)),
            NewLimits(id="e", measure="M1", month="2024-06", reason="x", by="y",
                      on=date(2024, 9, 1)),
        ),
    }  # fmt: skip
    found = made(stays(8, 3, 12), **written)
    drawn = chart(found, "M2")
    assert [(note.at, note.new_limits) for note in drawn.notes] == [(2, False), (5, True)]
    assert "Harriet Moss, 01-Sep-2024" in drawn.notes[1].words
    under = "New limits from June 2024: clinic every week (Harriet Moss, 01-Sep-2024)."
    assert under in drawn.sentences
    assert NO_SHIFT in drawn.sentences
    plain = chart(found, "M2", rebased=False)
    assert [note.at for note in plain.notes] == [2]
    shifted = (*stays(8, 1, 8), *stays(8, 7, 24)[8 * 8 :])
    told = made(shifted, 24, limits=(replace(written["limits"][0], month="2024-09"),))
    assert NO_SHIFT not in chart(told, "M2").sentences


def test_provisional_months_are_hollow() -> None:
    waiting = tuple(
        replace(one, ended=None, admitted=one.admitted.replace(year=2026, month=5))
        for one in stays(3, 1, 1)
    )
    span = tuple(f"2026-{month:02}" for month in range(1, 6))
    found, _ = summary(
        Rows(waiting, (), span, date(2026, 5, 20)),
        FRAME,
        Asked(level="internal", period=Period(date(2026, 1, 1), 5)),
        REASONS,
        settings(),
        baselines={},
    )
    drawn = chart(found, "M2")
    assert [point.provisional for point in drawn.points] == [False] * 4 + [True]
    assert "Hollow points may still rise." in drawn.sentences


# --- rare events -----------------------------------------------------------------------------------


def with_events(*days: date) -> tuple[Counted, ...]:
    first, *others = stays(8, 3, 12)
    return (replace(first, events=tuple(Dated(day, "complaint") for day in days)), *others)


def test_rare_events_are_drawn_as_the_time_between() -> None:
    assert figure_chart(made(with_events(date(2024, 3, 1))), "B2") is None
    few = chart(made(with_events(date(2024, 3, 1), date(2024, 5, 1))), "B2")
    assert few.footer.startswith("Run chart")
    assert [point.value for point in few.points] == [61]
    assert any("2 events; 761 days so far" in sentence for sentence in few.sentences)
    many = [date(2024, 1, 2) + timedelta(days=step * (step + 40) // 6) for step in range(14)]
    assert chart(made(with_events(*many)), "B2").footer.startswith("t chart")
    same = [*many, many[-1]]
    g = chart(made(with_events(*same)), "B2")
    assert g.footer.startswith("g chart")
    assert g.points[-1].value == 0


def test_events_in_every_month_are_counted_by_month() -> None:
    often = [date.fromisoformat(f"{month}-09") for month in months(12)]
    found = chart(made(with_events(*often)), "B2")
    assert found.footer.startswith("c chart")
    assert len(found.points) == 12


def test_medians_are_drawn_in_days() -> None:
    assert (
        chart(made(stays(8, 3, 12)), "M10").unit == "median days from admission to the first offer"
    )


# --- outside the ward --------------------------------------------------------------------------------


def test_a_quarter_that_a_level_hides_has_no_height() -> None:
    found = made(random_stays(4, 150, 12)[:0] + stays(12, 3, 12), level="trust")
    drawn = chart(found, "M2")
    assert drawn.points[0].label == "January to March 2024"
    for point in drawn.points:
        assert (point.mark == "hidden") == (point.value is None)
        if point.mark == "hidden":
            assert not point.counts
    assert figure_chart(made(stays(60, 30, 12), level="publish"), "M2") is None
    with pytest.raises(StopIteration):
        made(stays(60, 30, 12)).figure("M11")


def test_a_quarter_with_too_few_women_is_hidden_whole() -> None:
    few = tuple(one for one in stays(12, 3, 12) if one.admitted.month != 2 or one.stay[-1] == "1")
    thin = tuple(one for one in few if one.admitted.month not in (1, 3) or one.stay[-1] == "2")
    found = made(thin, level="trust")
    first = found.figure("M2").series[0]
    assert (first.status, first.part, first.whole) == ("hidden", None, None)


# --- what stood in the way ---------------------------------------------------------------------------


def reasons(*what: str) -> tuple[Counted, ...]:
    rows = tuple(Dated(date(2024, 1, 1) + timedelta(days=at), code) for at, code in enumerate(what))
    return (*stays(8, 3, 12), Counted(stay="x", admitted=date(2024, 1, 1), barriers=rows))


def test_a_pareto_by_stay_and_by_day_with_its_two_sides() -> None:
    found = made(reasons("acuity", "acuity", "declined_topic", "no_private_room"))
    by_stay = pareto(found, names=NAMES)
    by_day = pareto(found, by="days", names=NAMES)
    assert by_stay is not None
    assert by_day is not None
    assert [bar.value for bar in by_stay.bars] == [1, 1, 1]
    assert (by_day.bars[0].label, by_day.bars[0].value) == ("Too unwell", 2)
    assert by_day.bars[-1].running == 100
    assert {bar.said for bar in by_day.bars} == {"her side", "the ward’s side"}
    assert by_day.sentences == ("1 on the ward’s side, 3 on her side.",)
    assert pareto(made(()), names=NAMES) is None


def test_a_hidden_bar_has_no_length_and_no_running_share() -> None:
    found = made((*stays(12, 3, 12), *reasons("acuity")[-1:]), level="trust")
    bars = pareto(found, names=NAMES)
    assert bars is not None
    assert [(bar.value, bar.shown, bar.running) for bar in bars.bars] == [(None, "*", None)]
    assert bars.sentences == ("Hidden numbers come last, in no order.",)
    assert pareto(found, by="days", names=NAMES) is None


def test_dates_as_they_are_said_and_where_there_is_little_room() -> None:
    assert spoken("2024-01 to 2024-03") == "January to March 2024"
    assert [short(one) for one in ("2024-01 to 2024-03", "2024-01", "2024-01-09", "7")] == [
        "Jan-Mar 24", "Jan-24", "09-Jan", "7",
    ]  # fmt: skip
