"""What is typed becomes two bounds; the ward's clock decides what a day is."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from srh_assess.assessment.answers import When
from srh_assess.clock import as_utc, local
from srh_assess.errors import BadInput, catalogue
from srh_assess.ui.widgets.moments import duration, hours, spoken_duration, when_words
from srh_assess.ui.widgets.when import Typed, read
from tests.ui.kit.sheet import NOW


def at(*parts: int) -> datetime:
    year, month, day, hour, minute = (*parts, 0, 0)[:5]
    return as_utc(datetime(year, month, day, hour, minute))  # noqa: DTZ001  # the wall clock


def bounds(boxes: Typed) -> tuple[datetime, datetime]:
    when = read(boxes, NOW).when
    assert when.earliest is not None
    assert when.latest is not None
    return when.earliest, when.latest


def typed(text: str, **more) -> Typed:
    day, month, year = text.split()
    return Typed(day=day, month=month, year=year, **more)


@pytest.mark.parametrize(
    ("boxes", "earliest", "latest", "echo"),
    [
        (typed("11 7 2026"), at(2026, 7, 11), at(2026, 7, 11, 23, 59), "Sat 11-Jul-2026, 3 days ago"),
        (typed("11 jul 2026"), at(2026, 7, 11), at(2026, 7, 11, 23, 59), "Sat 11-Jul-2026, 3 days ago"),
        (typed("13 July 2026"), at(2026, 7, 13), at(2026, 7, 13, 23, 59), "Mon 13-Jul-2026, yesterday"),
        (typed("14 7 2026"), at(2026, 7, 14), NOW, "Tue 14-Jul-2026, today"),
        (typed("11 7 2026", time="22:00"), at(2026, 7, 11, 22), at(2026, 7, 11, 22), "Sat 11-Jul-2026, 22:00, 64 h ago"),
        (typed("11 7 2026", time="2200"), at(2026, 7, 11, 22), at(2026, 7, 11, 22), "Sat 11-Jul-2026, 22:00, 64 h ago"),
        (typed("14 7 2026", time="13.40"), at(2026, 7, 14, 13, 40), at(2026, 7, 14, 13, 40), "Tue 14-Jul-2026, 13:40, 22 min ago"),
        (typed("14 7 2024"), at(2024, 7, 14), at(2024, 7, 14, 23, 59), "Sun 14-Jul-2024, 2 years ago"),
        (typed("15 7 2024"), at(2024, 7, 15), at(2024, 7, 15, 23, 59), "Mon 15-Jul-2024, 729 days ago"),
        (typed("14 7 2026", time="14:02"), at(2026, 7, 14, 14, 2), at(2026, 7, 14, 14, 2), "Tue 14-Jul-2026, 14:02, now"),
        (typed("1 7 2026", time="9"), at(2026, 7, 1, 9), at(2026, 7, 1, 9), "Wed 01-Jul-2026, 09:00, 13 days ago"),
        (typed("11 7 2026", time="22:00", about_time=True), at(2026, 7, 11, 21), at(2026, 7, 11, 23), "Sat 11-Jul-2026, about 22:00, 64 h ago"),
        (typed("14 7 2026", time="13:30", about_time=True), at(2026, 7, 14, 12, 30), NOW, "Tue 14-Jul-2026, about 13:30, 32 min ago"),
        (Typed(month="6", year="2026", about=True), at(2026, 6, 1), at(2026, 6, 30, 23, 59), "About June 2026"),
        (Typed(month="Jul", year="2026", about=True), at(2026, 7, 1), NOW, "About July 2026"),
        (Typed(month="2", year="2024", about=True), at(2024, 2, 1), at(2024, 2, 29, 23, 59), "About February 2024"),
        (Typed(month="12", year="2025", about=True), at(2025, 12, 1), at(2025, 12, 31, 23, 59), "About December 2025"),
        (Typed(year="1998", about=True), at(1998, 1, 1), at(1998, 12, 31, 23, 59), "About 1998"),
        (Typed(day="99", month="6", year="2026", about=True), at(2026, 6, 1), at(2026, 6, 30, 23, 59), "About June 2026"),
        (Typed(weeks="3", about=True), at(2026, 6, 20), at(2026, 6, 26, 23, 59), "About 3 weeks ago, Sat 20-Jun-2026 to Fri 26-Jun-2026"),
        (Typed(weeks="1", about=True), at(2026, 7, 4), at(2026, 7, 10, 23, 59), "About 1 week ago, Sat 04-Jul-2026 to Fri 10-Jul-2026"),
    ],
)  # fmt: skip
def test_bounds_and_echo(boxes, earliest, latest, echo):
    found = read(boxes, NOW)
    assert found.when == When(earliest, latest)
    assert found.echo == echo
    assert found.doubt == ""


@pytest.mark.parametrize(
    ("boxes", "code"),
    [
        (typed("15 7 2026"), "when-future"),
        (typed("7 11 2026"), "when-future-swapped"),
        (typed("8 8 2026"), "when-future"),
        (typed("14 7 2026", time="14:03"), "when-future"),
        (typed("7 13 2026"), "date-month"),
        (typed("31 6 2026"), "date-not-real"),
        (typed("29 2 2026"), "date-not-real"),
        (typed("1 1 26"), "date-year"),
        (Typed(day="30", year="2026"), "date-part-missing"),
        (typed("11 7 2026", time="25:00"), "when-time"),
        (typed("11 7 2026", time="9 pm"), "when-time"),
        (Typed(time="22:00"), "when-time-alone"),
        (Typed(weeks="0", about=True), "when-weeks"),
        (Typed(weeks="three", about=True), "when-weeks"),
        (Typed(weeks="521", about=True), "when-weeks"),
        (Typed(month="6", about=True), "date-part-missing"),
        (Typed(month="8", year="2026", about=True), "when-future"),
    ],
)
def test_what_cannot_be_read_says_how_to_put_it_right(boxes, code):
    with pytest.raises(BadInput) as caught:
        read(boxes, NOW)
    assert caught.value.code == code
    assert caught.value.sentence
    assert caught.value.next_step


@pytest.mark.parametrize(
    ("boxes", "code"),
    [
        (typed("13 7 2026"), "when-past"),
        (typed("14 7 2026", time="14:01"), "when-past-time"),
    ],
)
def test_a_date_to_come_is_not_past(boxes, code):
    with pytest.raises(BadInput) as caught:
        read(boxes, NOW, future=True)
    assert caught.value.code == code


def test_dates_to_come():
    found = read(typed("15 7 2026", time="18:00"), NOW, future=True)
    assert found.when == When.exactly(at(2026, 7, 15, 18))
    assert found.echo == "Wed 15-Jul-2026, 18:00, tomorrow"
    found = read(typed("21 7 2026"), NOW, future=True)
    assert found.echo == "Tue 21-Jul-2026, in 7 days"
    assert found.when.latest == at(2026, 7, 21, 23, 59)
    about = read(typed("21 7 2026", time="18:00", about_time=True), NOW, future=True)
    assert about.when == When(at(2026, 7, 21, 17), at(2026, 7, 21, 19))


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        ("7 6 2026", "Swapped, day and month would be 6 July 2026"),
        ("7 5 2026", "Swapped, day and month would be 5 July 2026"),
        ("7 3 2026", ""),  # 3 July lies before the span too
        ("6 7 2026", ""),  # within the span as it stands
        ("7 4 2026", "Swapped, day and month would be 4 July 2026"),
        ("6 6 2026", ""),  # the same either way
        ("25 1 2026", ""),  # no month 25
        ("12 6 2026", ""),  # 6 December is still to come
    ],
)
def test_day_and_month_that_may_be_swapped_are_said(text, doubt):
    assert read(typed(text), NOW, lookback=timedelta(days=10)).doubt == doubt
    assert read(typed(text), NOW).doubt == ""


def test_nights_when_the_clocks_change_keep_true_hours():
    first, last = bounds(typed("29 3 2026"))
    assert last - first == timedelta(hours=22, minutes=59)
    first, last = bounds(typed("26 10 2025"))
    assert last - first == timedelta(hours=24, minutes=59)


@given(st.dates(date(1920, 1, 1), date(2026, 7, 14)))
def test_every_past_day_is_read_as_that_day(day):
    first, last = bounds(Typed(day=str(day.day), month=str(day.month), year=str(day.year)))
    assert local(first).date() == local(last).date() == day
    assert first <= last <= NOW


def test_what_counts_as_empty():
    assert Typed().empty
    assert Typed(day=" ").empty
    assert Typed(day="3", about=True).empty
    assert not Typed(weeks="3", about=True).empty


def test_no_sentence_of_ours_holds_a_value():
    for code, row in catalogue().items():
        if code.startswith("when-"):
            assert "{" not in row["sentence"] + row["next"]


@pytest.mark.parametrize(
    ("minutes", "words", "spoken"),
    [
        (-5, "0 min", "0 minutes"),
        (58, "58 min", "58 minutes"),
        (60, "1 h 0 min", "1 hour 0 minutes"),
        (478, "7 h 58 min", "7 hours 58 minutes"),
        (48 * 60, "48 h 0 min", "48 hours 0 minutes"),
        (74 * 60, "3 days 2 h", "3 days 2 hours"),
        (72 * 60, "3 days", "3 days"),
    ],
)
def test_durations_have_units(minutes, words, spoken):
    span = timedelta(minutes=minutes)
    assert duration(span) == words
    assert spoken_duration(span) == spoken


def test_hours_gone_by():
    assert hours(timedelta(hours=64, minutes=59)) == "64 h"
    assert hours(timedelta(minutes=59)) == "59 min"


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (at(2026, 7, 14, 22), "today 22:00"),
        (at(2026, 7, 15, 6), "tomorrow 06:00"),
        (at(2026, 7, 13, 6), "yesterday 06:00"),
        (at(2026, 7, 16, 22), "Thu 16-Jul 22:00"),
        (at(2027, 1, 4, 9), "Mon 04-Jan-2027 09:00"),
        (datetime(2026, 7, 14, 23, 30, tzinfo=UTC), "tomorrow 00:30"),
    ],
)
def test_when_words(moment, words):
    assert when_words(moment, NOW) == words
