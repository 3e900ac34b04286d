"""The form about one decision on the disk: written step by step, opened again, given up in time."""

from __future__ import annotations

from datetime import timedelta

import pytest

from srh_assess.assessment.capacity import Competence
from srh_assess.assessment.drafting import FormDrafted
from srh_assess.clock import SetClock
from srh_assess.protocol.model import Protocol
from srh_assess.workflow import capacity, drafts
from srh_assess.workflow.form import Form
from tests.workflow.decisions_world import NOT_DONE, World
from tests.workflow.memory import MemoryJournal


@pytest.fixture
def world(protocol: Protocol, clock: SetClock, journal: MemoryJournal) -> World:
    return World(protocol, clock, journal)


def begun(world: World, author: str = "nurse", decision: str = "D03") -> Form:
    form = Form(world.hers(author), decision)
    form.doubt, form.full = True, NOT_DONE
    form.seen, form.reached = {"doubt", "decision", "support"}, {"understand"}
    form.competence = Competence(mature=True)
    drafts.draft(form, "test")
    return form


def written(world: World) -> int:
    return sum(isinstance(entry.fact, FormDrafted) for entry in world.journal.all)


def test_the_form_opens_again_as_it_was(world: World) -> None:
    form = begun(world)
    found = drafts.resumed(world.hers(), "D03")
    assert found is not None
    again, step = found
    assert step == "test"
    for part in (
        "opened",
        "doubt",
        "note",
        "full",
        "interpreting",
        "competence",
        "seen",
        "reached",
    ):
        assert getattr(again, part) == getattr(form, part)
    assert [one.decision for one in drafts.open_ones(world.hers())] == ["D03"]
    assert drafts.interrupted(world.hers()) == "D03"
    assert world.fits()


def test_nothing_is_written_twice_and_nothing_of_the_short_way(world: World) -> None:
    form = Form(world.hers(), "D03")
    form.doubt, form.note = False, "followed it all"
    drafts.draft(form, "doubt")
    drafts.draft(form, "who", left=True)
    assert written(world) == 0
    form.doubt = True
    drafts.draft(form, "doubt")
    drafts.draft(form, "doubt")
    assert written(world) == 1
    form.doubt = False
    drafts.draft(form, "doubt")
    again = drafts.resumed(world.hers(), "D03")
    assert again is not None
    assert again[0].doubt is False


def test_a_step_that_closed_meanwhile_opens_at_the_doubt(world: World) -> None:
    form = begun(world)
    form.put(observation="too short")
    drafts.draft(form, "test")
    again = drafts.resumed(world.hers(), "D03")
    assert again is not None
    assert again[1] == "doubt"


def test_two_people_do_not_type_into_each_others(world: World) -> None:
    begun(world)
    assert drafts.resumed(world.hers("second"), "D03") is None
    assert drafts.open_ones(world.hers("second")) == ()
    begun(world, "second")
    capacity.presume(world.hers("second"), "D03")
    assert drafts.interrupted(world.hers("second")) == ""
    assert drafts.interrupted(world.hers()) == "D03"


def test_left_on_purpose_it_does_not_come_by_itself(world: World) -> None:
    drafts.draft(begun(world), "test", left=True)
    assert drafts.interrupted(world.hers()) == ""
    assert len(drafts.open_ones(world.hers())) == 1


def test_the_finding_takes_its_place(world: World) -> None:
    begun(world)
    begun(world, decision="D04")
    capacity.find(world.hers(), "D03", NOT_DONE)
    assert drafts.interrupted(world.hers()) == "D04"


def test_another_contact_or_another_state_begins_anew(world: World, clock: SetClock) -> None:
    begun(world)
    hours = world.protocol.settings["contact_hours"].value
    clock.move(timedelta(hours=hours))
    assert drafts.resumed(world.hers(), "D03") is not None
    clock.move(timedelta(minutes=1))
    assert drafts.resumed(world.hers(), "D03") is None
    begun(world)
    capacity.state_changed(world.hers(), "worse")
    assert drafts.resumed(world.hers(), "D03") is None
    assert drafts.interrupted(world.hers()) == ""
