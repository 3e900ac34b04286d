"""A gate put off again and again, and answers that have grown old, at their boundaries."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from random import Random

import pytest
from msgspec.structs import replace

from srh_assess.assessment.along import TeamDecided
from srh_assess.assessment.facts import GateDecided, Identity, Stay
from srh_assess.assessment.record import Record
from srh_assess.clock import SetClock
from srh_assess.errors import Refused, UserError
from srh_assess.protocol.model import Protocol
from srh_assess.store.projections import TalkAgain, TestAgain, put_off, talk_again
from srh_assess.workflow import again
from srh_assess.workflow.invented import people, stories
from srh_assess.workflow.invented.stage import Stage
from tests.workflow.conftest import NOW
from tests.workflow.homes import new_desk

HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def stage(protocol: Protocol) -> Stage:
    who = people.woman(Random(1), 1, NOW.date())
    return Stage(protocol, Random(2), "n", who, Stay(admitted=NOW))


def test_three_in_a_row_go_to_the_ward_round(stage: Stage, protocol: Protocol) -> None:
    for times in (1, 2, 3):
        assert not again.for_ward_round(protocol, put_off(stage.record))
        stories.not_now(stage)
        stage.wait(6)
        row = put_off(stage.record)
        assert row is not None
        assert row.times == times
        assert row.since == again.looks(stage.record)[0].at
        assert row.reason
        assert row.possible
    assert again.for_ward_round(protocol, put_off(stage.record))
    stories.in_part(stage)
    assert put_off(stage.record) is None
    assert not again.for_ward_round(protocol, put_off(stage.record))
    strip = [look.decided.outcome for look in again.looks(stage.record)]
    assert strip == ["defer", "defer", "defer", "partial"]
    assert [look.author for look in again.looks(stage.record)] == ["n"] * 4
    stories.not_now(stage)
    newest = put_off(stage.record)
    assert newest is not None
    assert newest.times == 1


def test_after_her_no_the_talk_is_offered_again_a_week_later(
    stage: Stage, protocol: Protocol
) -> None:
    assert again.said_no_since(protocol, stage.record) is None
    assert not again.is_last_no(protocol, stage.record)
    stories.said_no(stage)
    at = again.said_no_since(protocol, stage.record)
    talk = talk_again(stage.record)
    assert at is not None
    assert talk == TalkAgain(why="no", since=at, times=1)
    assert again.talk_due(protocol, talk) == at + 7 * 24 * HOUR
    assert again.is_last_no(protocol, stage.record)
    stories.said_no(stage)
    assert again.said_no_since(protocol, stage.record) is None


@pytest.mark.parametrize(("times", "due"), [(1, NOW + 24 * HOUR), (2, None), (3, None)])
def test_a_test_said_no_to_is_offered_once_more_and_no_third_time(
    protocol: Protocol, times: int, due: datetime | None
) -> None:
    assert again.test_due(protocol, TestAgain(last=NOW, times=times)) == due


@pytest.mark.parametrize(("times", "due"), [(1, NOW + 12 * HOUR), (2, None)])
def test_a_talk_said_no_to_twice_is_offered_by_nobody(
    protocol: Protocol, times: int, due: datetime | None
) -> None:
    talk = TalkAgain(why="no", since=NOW, to="person", times=times)
    assert again.talk_due(protocol, talk) == due


def test_a_talk_cut_short_is_gone_on_with_within_a_day(stage: Stage, protocol: Protocol) -> None:
    stories.in_part(stage)
    talk = talk_again(stage.record)
    assert talk is not None
    assert again.talk_due(protocol, talk) == talk.since + 24 * HOUR
    assert again.said_no_since(protocol, stage.record) is None


def test_a_week_of_it_goes_to_the_team(stage: Stage, protocol: Protocol) -> None:
    assert not again.for_team(protocol, put_off(stage.record), NOW)
    stories.not_now(stage)
    (first,) = again.looks(stage.record)
    week = first.at + 7 * 24 * HOUR
    assert not again.for_team(protocol, put_off(stage.record), week - MINUTE)
    assert again.for_team(protocol, put_off(stage.record), week)


def test_what_the_team_decided_holds_for_a_week(tmp_path: Path, clock: SetClock) -> None:
    desk = new_desk(tmp_path / "home", clock)
    admission = desk.admit(Identity(family="Wren"), Stay(admitted=clock.now() - 30 * 24 * HOUR))
    today = clock.now().date()
    fact = TeamDecided(decision=" Wait for the new room ", by=" Ward round ", on=today)
    with pytest.raises(Refused, match="not put off"):
        desk.team_decided(admission, fact)
    session = desk.session(admission)
    session.add(deferred(session.sitting, clock.now() + 6 * HOUR))
    assert desk.ward_round() == ()
    clock.move(7 * 24 * HOUR)
    assert [row.admission for row in desk.ward_round()] == [admission]
    for wrong, code in (
        (replace(fact, decision=" "), "team-words-missing"),
        (replace(fact, by=" "), "team-words-missing"),
        (replace(fact, on=today + timedelta(days=8)), "team-day-future"),
        (replace(fact, on=today - timedelta(days=40)), "team-day-before"),
    ):
        with pytest.raises(UserError) as refused:
            desk.team_decided(admission, wrong)
        assert refused.value.code == code
    desk.team_decided(admission, fact)
    (meeting,) = desk.record(admission).along.meetings
    assert (meeting.fact.decision, meeting.fact.by) == ("Wait for the new room", "Ward round")
    assert desk.ward_round() == ()
    clock.move(7 * 24 * HOUR)
    assert [row.admission for row in desk.ward_round()] == [admission]
    desk.lock()


def deferred(sitting: str, look: datetime) -> GateDecided:
    return GateDecided(
        sitting=sitting, outcome="defer", proposed="defer", reason_code="acuity",
        would_make_possible="Sleep", owner="Ruth", next_look=look,
    )  # fmt: skip


def test_what_cannot_wait_holds_a_day_and_the_rest_a_week(stage: Stage, protocol: Protocol) -> None:
    stories.in_part(stage)
    record = stage.record
    for item, hours in (("T01", 24), ("R12", 24), ("G13", 7 * 24)):
        moment = record.answers[item].taken + hours * HOUR
        assert item not in again.grown_old(protocol, record, moment - MINUTE)
        assert item in again.grown_old(protocol, record, moment)
    assert "R01" not in again.grown_old(protocol, record, NOW + 1000 * HOUR)


def test_an_open_sitting_grows_old_and_a_whole_one_does_not(
    stage: Stage, protocol: Protocol
) -> None:
    stories.paused(stage)
    assert again.grown_old(protocol, stage.record, NOW + 1000 * HOUR)
    done = Stage(
        protocol, Random(3), "n", people.woman(Random(1), 1, NOW.date()), Stay(admitted=NOW)
    )
    stories.with_needs(done)
    assert again.grown_old(protocol, done.record, NOW + 1000 * HOUR) == frozenset()
    assert again.looks(Record(admission="x")) == ()
