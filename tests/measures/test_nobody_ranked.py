"""No figure is about one person: no mark of a stay, no row for a nurse, no line to aim at."""

from __future__ import annotations

import csv
import io
import re

import pytest
from msgspec.structs import replace

from srh_assess.charts.model import Chart
from srh_assess.measures import sheets
from srh_assess.measures.categories import breakdowns
from srh_assess.measures.drawn import WHY, chart_ids, figure_chart, pareto
from srh_assess.measures.summary import Summary
from tests.measures.stays import random_stays
from tests.measures.test_summary import REASONS, made

MARK = "mark-of-a-stay-"
LEVELS = ("internal", "trust", "publish")
PERSON = re.compile(
    r"\b(per|by|for each|each) (nurse|assessor|woman|patient|staff member|member of staff)\b"
    r"|\b(rank\w*|league|best|worst|top|quota|target)\b",
    re.IGNORECASE,
)
DENIED = re.compile(
    r"\b((not|never) (a target|ranked by member of staff)|no ranks)\b", re.IGNORECASE
)


def summary_at(level: str) -> Summary:
    told = tuple(replace(one, stay=f"{MARK}{at}") for at, one in enumerate(random_stays(3, 900)))
    return made(told, level)[0]


@pytest.fixture(scope="module", params=LEVELS)
def found(request: pytest.FixtureRequest) -> Summary:
    return summary_at(request.param)


def written(found: Summary) -> list[str]:
    """Each cell of each sheet and of the plain file."""
    cells = [str(cell) for rows in sheets.sheets(found).values() for row in rows for cell in row]
    rows = csv.reader(io.StringIO(sheets.as_csv(found).decode("utf-8-sig")))
    return cells + [cell for row in rows for cell in row]


def charts(found: Summary) -> list[Chart]:
    drawn = (figure_chart(found, id) for id in chart_ids(found) if id != WHY)
    return [chart for chart in drawn if chart is not None]


def test_no_file_and_no_chart_holds_the_mark_of_a_stay_or_sorts_by_a_person(
    found: Summary,
) -> None:
    words = written(found)
    words += [repr(chart) for chart in charts(found)]
    words.append(repr(pareto(found, names={group.group: "x" for group in REASONS.values()})))
    assert len(words) > 200
    for word in words:
        assert MARK not in word
        assert not PERSON.search(DENIED.sub("", word)), word


def test_no_chart_of_a_figure_has_a_line_to_aim_at(found: Summary) -> None:
    drawn = charts(found)
    assert len(drawn) > 3 or found.level == "publish"  # a year is one point, and not drawn
    assert not [line for chart in drawn for line in chart.lines if line.role == "target"]
    assert not [badge for chart in drawn for badge in chart.badges if "target" in badge.word]


def test_points_stand_in_the_order_of_time_whatever_their_value(
    found: Summary,
) -> None:
    for figure in found.figures:
        periods = [cell.period for cell in figure.series]
        assert periods == sorted(periods)


def test_a_breakdown_is_by_what_is_asked_of_everybody_never_by_who_asked() -> None:
    assert set(breakdowns()) == {"age", "disability", "ethnic", "language", "section"}


def test_the_search_finds_what_it_looks_for() -> None:
    for word in ("Assessed by nurse", "per assessor", "Top ten", "Target 42 %"):
        assert PERSON.search(word)
