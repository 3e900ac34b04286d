"""The form about one decision: its steps, what each lacks, and what comes of it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from srh_assess.assessment import facts
from srh_assess.assessment.capacity import Competence, FullForm, Interpreting, Limb
from srh_assess.clock import SetClock
from srh_assess.protocol.model import Protocol
from srh_assess.workflow import capacity
from srh_assess.workflow.deciding import Decider
from srh_assess.workflow.form import STEPS, Form, limb_of, name_of
from tests.workflow.conftest import NOW
from tests.workflow.decisions_world import (
    ABLE,
    COMPETENT,
    HOUR,
    LACKS,
    LACKS_NOW,
    NOT_DONE,
    OTHER,
    PROFESSIONAL,
    World,
    code_of,
)
from tests.workflow.memory import MemoryJournal


@pytest.fixture
def world(protocol: Protocol, clock: SetClock, journal: MemoryJournal) -> World:
    return World(protocol, clock, journal)


def form(world: World, decision: str = "D03", full: FullForm | None = None) -> Form:
    made = Form(world.hers(), decision)
    if full is not None:
        made.doubt, made.full = True, full
    return made


def walked(made: Form) -> list[str]:
    """The steps as Continue leads through them, from the doubt."""
    steps, step = ["doubt"], made.after("doubt")
    while step is not None:
        steps.append(step)
        step = made.after(step)
    return steps


def test_the_short_way_is_one_step_and_one_line(world: World) -> None:
    made = form(world)
    made.doubt = False
    made.note = "followed it all"
    assert walked(made) == ["doubt"]
    assert [step for step in STEPS if made.open(step)] == ["who", "doubt"]
    found = world.hers().record.decided.findings
    assert not found
    made.keep()
    (kept,) = made.hers.record.decided.findings.values()
    assert (kept.fact.outcome, kept.fact.note, kept.fact.form) == (
        "presumed",
        "followed it all",
        None,
    )


def test_nothing_opens_before_somebody_has_said(world: World) -> None:
    made = form(world)
    assert made.after("who") == "doubt"
    assert not made.open("decision")


@pytest.mark.parametrize(
    ("full", "steps"),
    [
        (ABLE, ["doubt", "decision", "support", "test", "conclusion"]),
        (NOT_DONE, ["doubt", "decision", "support", "test", "conclusion"]),
        (LACKS_NOW, ["doubt", "decision", "support", "test", "impairment", "link", "conclusion"]),
        (
            replace(LACKS_NOW, impairment=replace(LACKS_NOW.impairment, what="")),
            ["doubt", "decision", "support", "test", "impairment", "conclusion"],
        ),
        (replace(ABLE, observation="short"), ["doubt", "decision"]),
    ],
    ids=["able", "not_completed", "lacks", "no_illness", "nothing_seen"],
)  # fmt: skip
def test_the_long_way_opens_in_its_order(world: World, full: FullForm, steps: list[str]) -> None:
    assert walked(form(world, full=full)) == steps


def test_back_leads_through_what_was_filled_in(world: World) -> None:
    made = form(world, full=LACKS_NOW)
    assert made.before("doubt") is None
    walked(made)
    assert made.before("test") == "support"
    assert made.before("support") == "decision"
    assert made.before("decision") == "doubt"


@pytest.mark.parametrize(
    ("parts", "step", "code"),
    [
        ({"wording": " "}, "decision", "form-wording"),
        ({"options": ("yes",)}, "decision", "form-options"),
        ({"told": ()}, "decision", "form-told"),
        ({"observation": "a diagnosis"}, "doubt", "doubt-observation"),
        ({"support": ()}, "support", "lacks-support"),
        ({"retain": Limb(able="not_able")}, "test", "lacks-evidence"),
        ({"told_her": ""}, "conclusion", "lacks-told"),
    ],
)
def test_each_step_says_what_it_lacks(
    world: World, parts: dict[str, Any], step: Any, code: str
) -> None:
    made = form(world, full=replace(LACKS_NOW, **parts))
    assert code in made.faults(step)
    assert code in made.faults("conclusion")
    assert made.step_of(code) == step
    assert code_of(made.keep) == made.faults("conclusion")[0]


@pytest.mark.parametrize(
    ("full", "outcome"),
    [(ABLE, "able"), (NOT_DONE, "not_completed"), (LACKS_NOW, "lacks_now"), (LACKS, "lacks"), (OTHER, "other_cause")],
)  # fmt: skip
def test_a_whole_form_is_kept_with_its_outcome(world: World, full: FullForm, outcome: str) -> None:
    made = form(world, full=full)
    assert made.faults("conclusion") == ()
    made.keep()
    (kept,) = made.hers.record.decided.findings.values()
    assert kept.fact.outcome == outcome == made.outcome


def test_a_change_of_state_meanwhile_makes_the_form_stale(world: World) -> None:
    made = form(world, full=LACKS_NOW)
    world.clock.move(HOUR)
    capacity.state_changed(made.hers, "better")
    assert made.stale == "finding-stale"
    assert code_of(made.keep) == "finding-stale"
    assert made.hers.record.decided.findings == {}


def test_a_clock_set_back_meanwhile_makes_it_stale(world: World) -> None:
    made = form(world)
    made.doubt = False
    world.clock.move(-HOUR)
    assert made.stale == "clock-back"
    assert code_of(made.keep) == "clock-back"


def test_proposals_come_from_the_content(world: World) -> None:
    made = form(world, full=LACKS)
    assert made.again_proposed() == NOW + 24 * HOUR
    assert made.review_proposed() == (NOW + timedelta(days=7)).date()


@pytest.mark.parametrize(("days", "review"), [(1, 1), (7, 7), (8, 7), (-1, 7)])
def test_a_limit_that_is_nearer_is_the_last_day_for_a_review(
    world: World, days: int, review: int
) -> None:
    made = form(world, full=replace(LACKS, deadline=NOW + timedelta(days=days)))
    assert made.review_proposed() == (NOW + timedelta(days=review)).date()


# -- language and age -----------------------------------------------------------------------------


def test_without_the_professional_nothing_is_concluded(world: World) -> None:
    world.admit(interpreter=True)
    made = form(world)
    made.doubt = False
    assert (made.asks_who, made.interpreting) == (True, Interpreting(by="none"))
    assert made.faults("who") == ("interpreter-needed",)
    assert code_of(made.keep) == "interpreter-needed"
    made.interpreting = PROFESSIONAL
    assert not made.asks_who
    made.keep()


@pytest.mark.parametrize(
    ("words", "name"), [("A. Kaya, 0044", "A. Kaya, 0044"), ("", "In the room")]
)
def test_the_interpreter_in_the_room_is_known_already(world: World, words: str, name: str) -> None:
    world.admit(interpreter=True)
    world.write(
        facts.SittingBegun(sitting="s", protocol="1"),
        facts.Answered(sitting="s", item="X04", taken=NOW, value="interpreter", words=words),
    )
    made = form(world)
    assert made.interpreting == Interpreting(by="professional", name=name)
    assert not made.asks_who


@pytest.mark.parametrize(("years", "asks"), [(30, False), (17, True), (15, True), (12, False)])
def test_her_age_asks_for_more(world: World, years: int, asks: bool) -> None:
    world.admit(date(NOW.year - years, 3, 1))
    made = form(world)
    made.doubt = False
    assert made.asks_who == asks
    if years == 15:
        assert "young-competence" in made.faults("who")
        made.competence = COMPETENT
        assert made.faults("conclusion") == ()
    elif years == 17:
        made.competence = Competence(safeguarding="A. Holt, told")
        assert made.faults("conclusion") == ()


def test_what_she_needs_to_know_and_fraser_come_from_the_catalogue(world: World) -> None:
    assert form(world, "D08").fraser
    assert not form(world, "D03").fraser
    assert len(form(world, "D03").told) > 2
    assert form(world, "D99").told == ()
    assert not form(world, "D99").fraser


def test_a_decision_has_a_name(world: World) -> None:
    hers: Decider = world.hers()
    place = world.protocol.destinations["GUM"]
    assert name_of(hers, "D03") == world.protocol.decisions["D03"].name
    assert name_of(hers, "D14.GUM").endswith(place.label)
    assert name_of(hers, "D16.her aunt").endswith("her aunt")
    assert name_of(hers, "D99") == "D99"


def test_a_limb_by_its_name() -> None:
    assert limb_of(LACKS_NOW, "retain").able == "not_able"


def test_what_was_filled_in_is_taken_over(world: World) -> None:
    made = form(world)
    made.put(told=("urine",), told_how="spoken")
    assert (made.full.told, made.full.told_how) == (("urine",), "spoken")
    assert made.full.wording == name_of(made.hers, "D03")
