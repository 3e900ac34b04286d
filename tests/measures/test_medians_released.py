"""Medians outside the ward: of the whole period, where the women they are of are shown."""

from __future__ import annotations

from datetime import timedelta

import pytest
from msgspec.structs import replace

from srh_assess.assessment.counted import Counted
from srh_assess.measures import sheets
from srh_assess.measures.summary import said
from tests.measures.stays import programme
from tests.measures.test_summary import made


def ward(offered: int, assessed: int) -> tuple[Counted, ...]:
    """So many were offered the talk after three days, so many assessed after five, in half an
    hour; for one of them it was two hours and a month."""

    def waits(one: Counted, at: int) -> Counted:
        return replace(
            one,
            offered=one.admitted + timedelta(days=3 if at else 30) if at < offered else None,
            assessed=one.admitted + timedelta(days=5 if at else 31) if at < assessed else None,
            minutes=(30 if at else 120) if at < assessed else None,
        )

    return tuple(waits(one, at) for at, one in enumerate(programme(100, 0, 0, 0, 0)))


@pytest.mark.parametrize("level", ["trust", "publish"])
@pytest.mark.parametrize(
    ("offered", "assessed", "waited", "burden"),
    [
        (0, 0, "none to count", "none to count"),
        (7, 0, "*", "none to count"),
        (8, 0, "to the offer: median 3 days; to the assessment: none to count", "none to count"),
        (40, 7, "to the offer: median 3 days; to the assessment: *", "*"),
        (40, 8, "to the offer: median 3 days; to the assessment: median 5 days",
         "median 30 minutes"),
        (40, 35, "to the offer: median 3 days; to the assessment: *", "*"),
        (93, 40, "*", "median 30 minutes"),
    ],
)  # fmt: skip
def test_a_median_is_told_where_its_women_are(
    level, offered: int, assessed: int, waited: str, burden: str
) -> None:
    found, _ = made(ward(offered, assessed), level)
    if (offered, assessed) == (93, 40):  # seven without an offer: both numbers are hidden
        waited = "to the offer: *; to the assessment: median 5 days"
    assert said(found.figure("M10").total, "days") == waited
    assert said(found.figure("B4").total, "minutes") == burden
    assert not found.figure("M10").series
    for row in sheets.data(found):
        if row[1] in ("M10", "B4"):
            assert "quartile" not in str(row)
            assert "out_of_hours" not in str(row)


def test_on_the_ward_both_waits_and_what_was_out_of_hours_are_said() -> None:
    found, _ = made(ward(40, 8))
    assert said(found.figure("M10").total, "days") == (
        "to the offer: median 3 days, upper quartile 3;"
        " to the assessment: median 5 days, upper quartile 5"
    )
    assert said(found.figure("B4").total, "minutes") == (
        "median 30 minutes, upper quartile 30; out of hours 0 of 0"
    )
