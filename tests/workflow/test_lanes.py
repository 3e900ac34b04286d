"""The lane of a need: each mark from what was written, and none from what says nothing of it."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from srh_assess.assessment.facts import Stay
from srh_assess.assessment.following import SampleTaken
from srh_assess.assessment.record import Need
from srh_assess.clock import SetClock
from srh_assess.workflow import needs
from srh_assess.workflow.desk import Desk
from srh_assess.workflow.following import Follower
from srh_assess.workflow.lanes import lanes
from srh_assess.workflow.self_test import UNIT, WOMAN
from tests.workflow.homes import new_desk


@pytest.fixture
def hers(tmp_path: Path, clock: SetClock) -> Follower:
    desk: Desk = new_desk(tmp_path / "home", clock)
    stay = Stay(admitted=desk.clock.now(), ward=UNIT.ward, room="2")
    session = desk.session(desk.admit(WOMAN, stay))
    needs.confirm(session, "N10", named_by_her=True)
    return Follower(session)


def words(hers: Follower) -> list[str]:
    session = hers.session
    found = lanes(hers.record, session.findings, session.protocol, session.clock.now())
    return [mark.words for lane in found if lane.need == "N10" for mark in lane.marks]


def test_a_need_that_nobody_raised_has_no_ring(hers: Follower) -> None:
    assert words(hers)[0] == "found"
    session = hers.session
    for bare in ({}, {"N10": Need(id="N10")}):
        record = replace(session.record, needs=bare)
        found = lanes(record, session.findings, session.protocol, session.clock.now())
        assert next(mark.words for lane in found for mark in lane.marks) == "confirmed"


def test_what_belongs_to_another_need_stands_in_its_own_lane(hers: Follower) -> None:
    needs.confirm(hers.session, "N34", named_by_her=True)
    before = words(hers)
    hers.hand_over(("N34",), "Sam Okoro")
    hers.contact("N34", with_whom="The ward")
    assert words(hers) == before


def test_what_was_planned_without_a_wish_is_no_mark(hers: Follower) -> None:
    needs.plan(hers.session, "N10", step="Ring the clinic")
    assert words(hers).count("confirmed") == 1
    assert not {"wanted", "wanted later", "said no", "unsure"} & set(words(hers))
    needs.plan(hers.session, "N10", wants="later")
    assert "wanted later" in words(hers)


def test_a_next_dose_that_was_dropped_is_no_step_of_its_own(hers: Follower) -> None:
    care = hers.give("N10", "leaflet", willing=False)
    before = words(hers)
    hers.drop_next(care, "She goes home before it")
    assert words(hers) == before


def test_a_repeat_that_was_dropped_is_none_either(hers: Follower) -> None:
    now = hers.session.clock.now()
    hers.session.add(
        SampleTaken(sample="s", what="iron_blood", need="N10", at=now, by="Ruth", act="",
                    repeat_on=now.date())
    )  # fmt: skip
    before = words(hers)
    hers.drop_next("s", "She goes home before it")
    assert set(before) - set(words(hers)) == {"Test to repeat"}
    assert set(words(hers)) <= set(before)


def test_leave_is_said_with_a_visit_and_with_a_no(hers: Follower) -> None:
    starts = hers.now + timedelta(days=1)
    visit = hers.appointment("N10", starts, leave_needed=True, leave_agreed=False)
    hers.visit(visit, "booked", leave_agreed=True)
    hers.offer("N10", "pregnancy_test", answer="declined")
    found = lanes(hers.record, hers.session.findings, hers.session.protocol, hers.now)
    assert [lane.leave for lane in found if lane.need == "N10"] == ["agreed"]
    assert {
        "visit offered, leave not yet agreed",
        "booked, leave agreed",
        "Pregnancy test: offered, said no",
    } <= set(words(hers))
