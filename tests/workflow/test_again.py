"""A gate put off again and again, and answers that have grown old, at their boundaries."""

from __future__ import annotations

from datetime import timedelta
from random import Random

import pytest

from srh_assess.assessment.facts import Stay
from srh_assess.assessment.record import Record
from srh_assess.protocol.model import Protocol
from srh_assess.workflow import again
from srh_assess.workflow.invented import people, stories
from srh_assess.workflow.invented.stage import Stage
from tests.workflow.conftest import NOW

HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def stage(protocol: Protocol) -> Stage:
    who = people.woman(Random(1), 1, NOW.date())
    return Stage(protocol, Random(2), "n", who, Stay(admitted=NOW))


def test_three_in_a_row_go_to_the_ward_round(stage: Stage, protocol: Protocol) -> None:
    for times in (1, 2, 3):
        assert not again.for_ward_round(protocol, stage.record)
        stories.not_now(stage)
        stage.wait(6)
        assert len(again.put_off(stage.record)) == times
    assert again.for_ward_round(protocol, stage.record)
    stories.in_part(stage)
    assert again.put_off(stage.record) == ()
    assert not again.for_ward_round(protocol, stage.record)
    strip = [look.decided.outcome for look in again.looks(stage.record)]
    assert strip == ["defer", "defer", "defer", "partial"]
    assert [look.author for look in again.looks(stage.record)] == ["n"] * 4
    stories.not_now(stage)
    assert len(again.put_off(stage.record)) == 1


def test_a_week_of_it_goes_to_the_team(stage: Stage, protocol: Protocol) -> None:
    assert not again.for_team(protocol, stage.record, NOW)
    stories.not_now(stage)
    (first,) = again.looks(stage.record)
    week = first.at + 7 * 24 * HOUR
    assert not again.for_team(protocol, stage.record, week - MINUTE)
    assert again.for_team(protocol, stage.record, week)


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
