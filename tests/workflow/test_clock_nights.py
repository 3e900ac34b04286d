"""The two nights on which the ward's clocks change, as tables of cases: hours are true hours, days
are the ward's own days, and nothing is due an hour early, late, or twice.

In 2026 the hour from 01:00 to 02:00 is left out on 29 March and comes twice on 25 October.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from srh_assess.assessment import facts
from srh_assess.assessment import following as f
from srh_assess.assessment.dues import dues, end_of
from srh_assess.assessment.facts import Identity, Stay
from srh_assess.clock import LONDON, SetClock, as_utc, local
from srh_assess.errors import BadInput
from srh_assess.protocol.load import load
from srh_assess.rules.due import check_times, due
from srh_assess.workflow import admissions, gating, needs, stay
from srh_assess.workflow.evaluate import evaluate_case
from srh_assess.workflow.following import Follower
from srh_assess.workflow.session import Session
from tests.workflow.memory import MemoryJournal

PROTOCOL = load()
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
MAYA = Identity(family="Wren", given="Marianne", born=date(1997, 3, 22), pronouns="she, her")


def wall(
    month: int, day: int, hour: int, minute: int = 0, *, second_time: bool = False
) -> datetime:
    """A time as the clock on the wall shows it; ``second_time``: the hour that comes twice."""
    on_the_wall = datetime(2026, month, day, hour, minute, tzinfo=LONDON, fold=int(second_time))
    return as_utc(on_the_wall)


def shown(moment: datetime) -> str:
    return f"{local(moment):%d-%b %H:%M}"


def session(now: datetime) -> Session:
    clock = SetClock(now - 3 * HOUR)
    journal = MemoryJournal(clock)
    came = Stay(admitted=now - 4 * HOUR, ward="Willow Ward", room="1", named_nurse="Ruth Adeyemi")
    record = admissions.admit(journal, "a1", MAYA, came, author="ruth", clock=clock)
    made = Session(
        journal, PROTOCOL, record, author="ruth", author_name="Ruth Adeyemi", clock=clock
    )
    made.begin()
    clock.set(now)
    return made


# ---------------------------------------------------------------- the clock itself
@pytest.mark.parametrize(
    ("moment", "utc"),
    [
        (wall(3, 29, 0, 59), datetime(2026, 3, 29, 0, 59, tzinfo=UTC)),
        (wall(3, 29, 2, 0), datetime(2026, 3, 29, 1, 0, tzinfo=UTC)),
        (wall(3, 29, 1, 30), datetime(2026, 3, 29, 1, 30, tzinfo=UTC)),  # no such time: an hour on
        (wall(10, 25, 0, 59), datetime(2026, 10, 24, 23, 59, tzinfo=UTC)),
        (wall(10, 25, 1, 30), datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
        (wall(10, 25, 1, 30, second_time=True), datetime(2026, 10, 25, 1, 30, tzinfo=UTC)),
        (wall(10, 25, 2, 0), datetime(2026, 10, 25, 2, 0, tzinfo=UTC)),
    ],
)
def test_a_time_on_the_wall_is_one_moment(moment: datetime, utc: datetime) -> None:
    assert moment == utc


def test_a_time_that_does_not_exist_is_shown_as_what_it_was_taken_for() -> None:
    assert shown(wall(3, 29, 1, 30)) == "29-Mar 02:30"
    assert shown(wall(10, 25, 1, 30)) == shown(wall(10, 25, 1, 30, second_time=True))


# ---------------------------------------------------------------- clocks: true hours
@pytest.mark.parametrize(
    ("happened", "closes"),
    [
        (wall(3, 26, 3), "29-Mar 04:00"),  # 72 true hours: the wall has one fewer
        (wall(3, 26, 0, 30), "29-Mar 00:30"),  # over before the change
        (wall(3, 28, 23), "01-Apr 00:00"),
        (wall(10, 22, 3), "25-Oct 02:00"),
        (wall(10, 22, 1, 30), "25-Oct 01:30"),  # the first of the two
        (wall(10, 22, 2, 30), "25-Oct 01:30"),  # the second
        (wall(10, 24, 23), "27-Oct 22:00"),
    ],
)
def test_a_window_of_72_hours_is_72_true_hours(happened: datetime, closes: str) -> None:
    found = evaluate_case(
        PROTOCOL,
        {
            "now": (happened + 2 * HOUR).isoformat(),
            "born": "1997-03-22",
            "admitted": (happened - 4 * DAY).isoformat(),
            "answers": {"R12": {"value": ["hiv_exposure"], "source": "notes"}, "X21": {"value": "date", "at": happened.isoformat()}},
        },
    )  # fmt: skip
    clocks = {one["id"]: one for one in found["clocks"]}  # type: ignore[attr-defined]  # a list
    moment = datetime.fromisoformat(clocks["tc_pepse"]["closes"])
    assert moment - happened == 72 * HOUR
    assert shown(moment) == closes


# ---------------------------------------------------------------- the gate: a look within 24 hours
@pytest.mark.parametrize(
    ("now", "look", "taken"),
    [
        (wall(3, 28, 14), wall(3, 29, 14), True),  # 23 true hours
        (wall(3, 28, 14), wall(3, 29, 15), True),  # 24
        (wall(3, 28, 14), wall(3, 29, 15, 1), False),
        (wall(10, 24, 14), wall(10, 25, 13), True),  # 24
        (wall(10, 24, 14), wall(10, 25, 13, 1), False),
        (wall(10, 24, 14), wall(10, 25, 14), False),  # 25
        (wall(10, 25, 1, 30), wall(10, 25, 1, 30, second_time=True), True),  # an hour later
        (wall(10, 25, 1, 30, second_time=True), wall(10, 25, 1, 30), False),  # an hour ago
    ],
)
def test_the_next_look_is_within_24_true_hours(now: datetime, look: datetime, taken: bool) -> None:
    made = session(now)
    _gate(made)
    given = {
        "reason_code": "acuity", "would_make_possible": "Rest", "owner": "Ruth Adeyemi",
        "next_look": look,
    }  # fmt: skip
    if taken:
        gating.decide(made, "defer", **given)  # type: ignore[arg-type]  # as they are
        assert made.record.gate is not None
        assert made.record.gate.next_look == look
        return
    with pytest.raises(BadInput) as fault:
        gating.decide(made, "defer", **given)  # type: ignore[arg-type]  # as they are
    assert fault.value.code == "deferral-next-look"


def _gate(made: Session) -> None:
    for domain in PROTOCOL.gate.domains:
        item = PROTOCOL.items[domain.item]
        codes = [option.code for option in item.options]
        value = (
            "red"
            if domain.item == "R01"
            else next((code for code in ("green", "none", "yes") if code in codes), codes[0])
        )
        made.answer(domain.item, value)


# ---------------------------------------------------------------- follow-up and visits
@pytest.mark.parametrize(
    ("ended", "first", "second"),
    [
        (wall(3, 15, 11), "29-Mar 12:00", "26-Apr 12:00"),
        (wall(3, 14, 11), "28-Mar 11:00", "25-Apr 12:00"),
        (wall(10, 11, 11), "25-Oct 10:00", "22-Nov 10:00"),
        (wall(10, 10, 11), "24-Oct 11:00", "21-Nov 10:00"),
    ],
)
def test_the_looks_after_a_stay_are_true_days_later(
    ended: datetime, first: str, second: str
) -> None:
    times = check_times(PROTOCOL, ended)
    assert (shown(times["first_check"]), shown(times["second_check"])) == (first, second)
    assert times["second_check"] - ended == 42 * DAY


@pytest.mark.parametrize(
    ("day", "ends"),
    [
        (date(2026, 3, 28), datetime(2026, 3, 28, 23, 59, tzinfo=UTC)),
        (date(2026, 3, 29), datetime(2026, 3, 29, 22, 59, tzinfo=UTC)),
        (date(2026, 10, 24), datetime(2026, 10, 24, 22, 59, tzinfo=UTC)),
        (date(2026, 10, 25), datetime(2026, 10, 25, 23, 59, tzinfo=UTC)),
    ],
)
def test_a_day_is_over_at_its_own_end(day: date, ends: datetime) -> None:
    assert end_of(day) == ends


@pytest.mark.parametrize(
    ("starts", "now", "late"),
    [
        (wall(3, 29, 2), wall(3, 29, 0, 59), False),
        (wall(3, 29, 2), wall(3, 29, 2, 1), True),
        (wall(10, 25, 1, 30), wall(10, 25, 1, 29), False),
        (wall(10, 25, 1, 30), wall(10, 25, 1, 15, second_time=True), True),
        (wall(10, 25, 1, 30, second_time=True), wall(10, 25, 1, 45), False),
        (wall(10, 25, 1, 30, second_time=True), wall(10, 25, 2, 0), True),
    ],
)
def test_a_visit_is_overdue_once_its_true_hour_has_passed(
    starts: datetime, now: datetime, late: bool
) -> None:
    made = session(starts - 6 * HOUR)
    hers = Follower(made)
    needs.confirm(made, "N10", named_by_her=True)
    visit = hers.appointment("N10", starts, booked=True)
    (line,) = [one for one in due(made.record, None, PROTOCOL, now) if one.id == visit]
    assert (line.at, line.overdue) == (starts, late)


@pytest.mark.parametrize(
    ("last_sex", "repeat"),
    [
        (date(2026, 3, 8), date(2026, 3, 29)),
        (date(2026, 3, 9), date(2026, 3, 30)),
        (date(2026, 10, 4), date(2026, 10, 25)),
    ],
)
def test_the_test_that_counts_is_on_a_day_of_the_ward(last_sex: date, repeat: date) -> None:
    night = datetime(repeat.year, repeat.month, repeat.day, 23, 30, tzinfo=LONDON)
    made = session(as_utc(night) - 5 * DAY)
    hers = Follower(made)
    sample = f.SampleTaken(
        sample="s1", what="pregnancy_test", at=made.clock.now(), by="Ruth",
        repeat_on=hers._repeat("pregnancy_test", made.clock.now(), last_sex),
    )  # fmt: skip
    assert sample.repeat_on == repeat
    later = as_utc(night)
    assert hers._repeat("pregnancy_test", later, last_sex) is None, "that day itself counts"
    before = as_utc(night.replace(tzinfo=None) - DAY)
    assert hers._repeat("pregnancy_test", before, last_sex) == repeat


@pytest.mark.parametrize(("month", "day", "hours"), [(3, 29, 23), (10, 25, 25)])
def test_back_within_24_true_hours_goes_on_with_the_stay(month: int, day: int, hours: int) -> None:
    left, next_noon = wall(month, day - 1, 12), wall(month, day, 12)
    assert (next_noon - left) / HOUR == hours
    made = session(left)
    made.add(facts.Discharged(at=left, to="Home", receiver="Sam", acceptance="accepted"))
    clock = SetClock(next_noon)
    back = stay.come_back
    if hours <= 24:
        record = back(made.journal, made.record, next_noon, author="ruth", clock=clock)
        assert record.ended is None
        assert not dues(record)
        return
    with pytest.raises(Exception, match="24"):
        back(made.journal, made.record, next_noon, author="ruth", clock=clock)
