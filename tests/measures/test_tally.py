"""What each measure counts: the published programme comes out, and nobody falls out silently."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from msgspec.structs import replace

from srh_assess.assessment.counted import (
    Counted,
    Dated,
    Heard,
    Kept,
    Method,
    Removal,
    Sample,
    Shared,
)
from srh_assess.measures import released, tally
from srh_assess.measures.inside import Baseline, Rows, figures
from srh_assess.measures.proportions import whole_percent
from srh_assess.measures.settings import settings
from srh_assess.measures.tally import METHODS, SHARES, share
from tests.measures.stays import DAY, programme

NOTHING = released.by_day((), ())
PUBLISHED = {"M2": 42, "M5": 30, "M7": 21}


@pytest.mark.parametrize(
    ("n", "assessed", "seen", "begun", "met", "reading"),
    [(43, 18, 13, 9, 6, "M8a"), (33, 14, 10, 7, 1, "M8b"), (100, 42, 30, 21, 14, "M8a"),
     (100, 42, 30, 21, 3, "M8b")],
)  # fmt: skip
def test_the_published_figures(
    n: int, assessed: int, seen: int, begun: int, met: int, reading: str
) -> None:
    stays = programme(n, assessed, seen, begun, met)
    found = {id: share(id, stays) for id in SHARES}
    shown = {id: whole_percent(t.part, t.whole) for id, t in found.items()}
    assert {id: shown[id] for id in PUBLISHED} == PUBLISHED
    assert shown[reading] == 14
    other = {"M8a": "M8b", "M8b": "M8a"}[reading]
    assert shown[other] != 14


def test_the_folds_against_a_baseline_of_twelve_in_a_hundred() -> None:
    rows = Rows(programme(100, 42, 30, 21, 14), (), ("2025-01", "2025-02"), date(2026, 1, 1))
    base = {
        id: Baseline(measure=id, part=12, whole=100, when="2019", source="ward book")
        for id in ("M2", "M5", "B3")
    }
    found = {one.id: one for one in figures(rows, settings(), base, NOTHING)}
    assert "3.50 times (1.96 to 6.24)" in found["M2"].comparison
    assert "+30.0 points (17.9 to 41.0)" in found["M2"].comparison
    assert "2.50 times (1.36 to 4.60)" in found["M5"].comparison
    assert not found["M10"].comparison
    few = {"M2": Baseline(measure="M2", part=0, whole=9, when="2019", source="ward book")}
    told = next(one for one in figures(rows, settings(), few, NOTHING) if one.id == "M2").comparison
    assert told.endswith(
        "42 of 100 after 0 of 9 before: too few to compare; it takes 10 on each side."
    )


def row(**more) -> Counted:
    return Counted(stay=more.pop("stay", "a"), admitted=DAY, **more)


def test_whoever_was_not_assessed_stays_in_the_denominator() -> None:
    declined = row(sittings=("declined",), offered=DAY)
    early = row(ended=DAY, hours=3)
    assert share("M2", (declined, early)) == tally.Tally(0, 2)
    assert share("M3", (declined, early)) == tally.Tally(0, 1)


def test_distress_is_measured_only_where_somebody_asked() -> None:
    asked = row(assessed=DAY, stress_asked=True)
    told = row(assessed=DAY, distress=True)
    silent = row(assessed=DAY)
    assert share("B1", (asked, told, silent, row())) == tally.Tally(1, 3, 1)


def test_an_appointment_that_was_accepted_only_is_a_line_of_its_own() -> None:
    need = programme(1, 1, 1, 0, 0)[0]
    waiting = replace(need, attended=False, accepted=True)
    assert share("M5", (need, waiting)).lines == {"accepted": 1}
    seen = row(attended=True)
    assert share("M5", (need, waiting, seen)) == tally.Tally(1, 3, 0, {"accepted": 1})


def test_events_of_b3_can_be_more_than_women() -> None:
    found = tally.stopped((row(offered=DAY, ended_early=2, asked_after_no=1), row(ended_early=9)))
    assert (found.part, found.whole, found.missing) == (3, 1, 0)


def test_what_each_stay_had_of_harm_is_added_up() -> None:
    one = row(samples=3, results_told=1, consents=4, consents_no=1, findings=2, findings_lacks=1)
    late = {"taken_long": 3, "unseen_long": 1, "back_long": 2, "untold_long": 2}
    one = replace(one, emergencies=3, looks_late=2, talks_seen=2, talks_sedated=1)
    one = replace(one, findings_done=2, looked_again=1, reversed=1, **late)
    two = row(samples=1, results_told=1, without_consent=1, overrides=2, felt_pressed=3, harms=4)
    found = {id: tally.added(id, (one, two, row())) for id in tally.COUNTED}
    assert {id: (one.part, one.whole) for id, one in found.items()} == {
        "H1": (2, 4), "H2": (1, 4), "H3": (1, 2), "H4": (1, 0), "H5": (2, 0), "H6": (3, 0),
        "H7": (4, 0), "H9": (1, 3), "H10": (2, 2), "H11": (2, 2), "H12": (1, 1),
        "H15": (2, 3), "H16": (1, 2),
    }  # fmt: skip


LAW = Shared("statute", told=True, police=True)
DANGER = Shared("danger_to_life", due=date(2025, 3, 10))


def test_what_was_shared_is_told_by_ground_and_who_was_told() -> None:
    rows = (row(overrides=2, shared=(LAW, DANGER)), row(overrides=1, shared=(DANGER,)), row())
    lines = {what: n for what, n in tally.added("H5", rows).lines.items() if n}
    assert lines == {"statute": 1, "danger_to_life": 2, "told": 1, "police": 1}
    assert tuple(tally.added("H5", rows).lines) == tally.SHARED
    found = {one.id: one for one in figures(_of(rows), settings(), {}, NOTHING)}
    assert found["H5"].total.lines == found["H5"].series[0].lines == tally.added("H5", rows).lines


def _of(rows: tuple[Counted, ...]) -> Rows:
    return Rows(rows, (), ("2025-01",), date(2026, 1, 1))


@pytest.mark.parametrize(
    ("looked", "today", "late"),
    [
        (None, date(2025, 3, 10), 0), (None, date(2025, 3, 11), 1),
        (date(2025, 3, 10), date(2025, 5, 1), 0), (date(2025, 3, 11), date(2025, 5, 1), 1),
    ],
)  # fmt: skip
def test_a_look_back_is_late_from_the_day_after_its_own(
    looked: date | None, today: date, late: int
) -> None:
    one = row(emergencies=1, shared=(replace(DANGER, looked=looked), LAW))
    assert tally.as_of(one, today, 7).looks_late == late


@pytest.mark.parametrize(
    ("days", "part", "median"),
    [((), 0, None), ((None,), 0, None), ((0,), 1, 0), ((2, 5, None), 2, 4), ((1, 9, 2), 3, 2)],
)
def test_removal_asked_for_and_the_days_until_it_was_done(
    days: tuple[int | None, ...], part: int, median: int | None
) -> None:
    rows = tuple(row(removal=Removal(DAY, n)) for n in days)
    found = {one.id: one for one in figures(_of((*rows, row())), settings(), {}, NOTHING)}
    for cell in (found["H17"].total, *found["H17"].series):
        assert (cell.part, cell.whole) == (part, len(days))
        assert cell.lines == ({} if median is None else {"days": median})


def test_harm_stands_as_so_many_times_and_what_nobody_asks_is_not_measured() -> None:
    rows = Rows((row(harms=2), row(stay="b")), (), ("2025-01",), date(2026, 1, 1))
    found = {one.id: one for one in figures(rows, settings(), {}, NOTHING)}
    assert (found["H7"].total.part, found["H7"].total.whole) == (2, None)
    assert (found["H4"].total.status, found["H4"].total.part) == ("shown", 0)
    assert found["H1"].total.status == "nobody"
    assert {cell.status for cell in (found["H8"].total, *found["H8"].series)} == {"not_measured"}


def test_voices() -> None:
    mine = tally.voice((row(voice=Heard(1, 1, 1)), row(voice=Heard(1, 0, 0)), row()))
    assert mine == tally.Tally(1, 2, 1, {"answered": 1})
    theirs = tally.others([Dated(DAY, "asked"), Dated(DAY, "answered"), Dated(DAY, "positive")])
    assert theirs == tally.Tally(1, 1, 0, {"answered": 1})


@pytest.mark.parametrize(
    ("days", "median", "upper"),
    [((), None, None), ((3,), 3.0, 3.0), ((0, 4), 2.0, 3.0), ((0, 2, 4, 10), 3.0, 5.5)],
)
def test_waiting_counts_who_never_came_to_it_apart(days, median, upper) -> None:
    seen = [row(offered=DAY + timedelta(days=d)) for d in days]
    gone = (row(ended=DAY), row(ended=DAY))
    found = tally.waited((*seen, *gone, row()), "offered")
    assert (found.count, found.median, found.upper) == (len(days), median, upper)
    assert (found.without, found.waiting) == (2, 1)


def test_minutes_that_nobody_wrote_down_are_said() -> None:
    rows = (
        row(assessed=DAY, minutes=20, out_of_hours=True), row(assessed=DAY, minutes=30),
        row(assessed=DAY, out_of_hours=False), row(minutes=90, out_of_hours=True),
    )  # fmt: skip
    minutes, late = tally.burden(rows)
    assert (minutes.count, minutes.median, minutes.without, minutes.waiting) == (2, 25.0, 1, 0)
    assert late == tally.Tally(1, 2)


def test_needs_are_counted_and_not_women() -> None:
    needs = (Kept(need="N01", met=DAY), Kept(need="N02", met=DAY), Kept(need="N03"))
    assert tally.needs_met((row(needs=needs), row())) == tally.Tally(2, 3)


def test_who_was_not_assessed_without_any_reason_is_said() -> None:
    why = row(barriers=(Dated(DAY, "acuity"),))
    found = tally.barriers((why, row(), row(), row(assessed=DAY)), {"acuity": "too unwell"})
    assert (found.whole, found.unknown, dict(found.stays)) == (3, 2, {"too unwell": 1})


def test_what_stood_in_the_way_by_stay_and_by_day() -> None:
    tomorrow = DAY + timedelta(days=1)
    twice = row(barriers=(Dated(DAY, "acuity"), Dated(tomorrow, "sedated"), Dated(DAY, "own")))
    found = tally.barriers((twice, row(), row(assessed=DAY)), {"acuity": "x", "sedated": "x"})
    assert (found.stays, found.days) == ({"x": 1, "own": 1}, {"x": 2, "own": 1})
    assert (found.whole, found.unknown) == (2, 1)


@pytest.mark.parametrize(
    ("ended", "after", "open_"), [(None, 27, True), (None, 28, False), (DAY, 1, False)]
)
def test_a_month_is_final_once_each_stay_ended_or_reached_day_28(ended, after, open_) -> None:
    today = DAY + timedelta(days=after)
    months = {tally.month_of(DAY)} if open_ else set()
    assert tally.provisional((row(ended=ended),), today, 28) == months


def test_first_stays_of_each_woman() -> None:
    first = row(stay="a")
    again = replace(row(stay="b", earlier=("a",)), admitted=DAY + timedelta(days=9))
    third = replace(row(stay="c", earlier=("b",)), admitted=DAY + timedelta(days=20))
    assert tally.firsts((third, again, first, row(stay="z"))) == (first, row(stay="z"))


# --- what hangs on the day ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sample", "days", "wanted"),
    [
        (Sample(DAY), 7, (0, 0, 0, 0)),
        (Sample(DAY), 8, (1, 1, 0, 0)),
        (Sample(DAY, told=True), 8, (1, 0, 0, 0)),
        (Sample(DAY, DAY + timedelta(days=3)), 10, (1, 0, 0, 0)),
        (Sample(DAY, DAY + timedelta(days=3)), 11, (1, 0, 1, 1)),
        (Sample(DAY, DAY + timedelta(days=3), told=True), 11, (1, 0, 1, 0)),
    ],
)
def test_a_result_waits_too_long_from_the_eighth_day(sample, days, wanted) -> None:
    found = tally.as_of(row(results=(sample,)), DAY + timedelta(days=days), 7)
    assert wanted == (
        found.taken_long, found.unseen_long, found.back_long, found.untold_long,
    )  # fmt: skip
    assert tally.as_of(row(), DAY, 7) == row()


@pytest.mark.parametrize(("days", "early"), [(None, 0), (0, 1), (90, 1), (91, 0)])
def test_a_method_is_stopped_early_up_to_its_ninetieth_day(days: int | None, early: int) -> None:
    rows = (row(methods=(Method("pill", days), Method("condoms"))), row())
    assert share("M12", rows).lines == {what: what in ("pill", "condoms") for what in METHODS}
    assert (share("M12", rows).part, share("M12", rows).whole) == (1, 2)
    assert (share("H13", rows).part, share("H13", rows).whole) == (early, 1)


def test_women_found_to_lack_capacity_are_of_those_with_a_finding() -> None:
    rows = (row(findings=3, findings_lacks=2), row(findings=1), row())
    assert (share("H14", rows).part, share("H14", rows).whole) == (1, 2)
