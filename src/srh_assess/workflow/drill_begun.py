"""How a run begins, and how one that was left open is found again and gone on with."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random
from secrets import randbelow

from msgspec import Struct

from srh_assess.assessment import drilling
from srh_assess.assessment.facts import Admitted, Identity, Stay
from srh_assess.errors import Refused
from srh_assess.training.model import Scenario
from srh_assess.training.scenarios import Kept
from srh_assess.workflow.drill import START, Drill
from srh_assess.workflow.invented.people import nhs_number
from srh_assess.workflow.training_world import Run, Training

_A_YEAR = 365.25


class LeftOpen(Struct, frozen=True, kw_only=True):
    """A run that stands open since a window was closed. Only what a group saw together on a wall
    says its ``title``, and needs no number; what is left of a learner says nothing."""

    title: str = ""
    numbered: bool = True


def begin(training: Training, kept: Kept, run: Run) -> Drill:
    """Sets the clock, brings the patient in, and keeps the beginning to go back to."""
    scenario, desk = kept.scenario, training.desk
    who, stay = patient(scenario, training.clock.now(), desk.unit.ward if desk.unit else "")
    begun = drilling.DrillBegun(
        scenario=scenario.id,
        version=scenario.version,
        mark=kept.mark,
        title=scenario.title,
        run=run,
        back="" if run == "group" else f"{randbelow(9_000) + 1_000}",
    )
    admission = desk.drill_begin(begun, Admitted(identity=who, stay=stay))
    drill = Drill(training, kept, admission)
    training.keep(START)
    return drill


def left(training: Training) -> LeftOpen | None:
    """Whether a run stands open in the world; none when there is none, it is over, or its
    scenario is gone or was changed."""
    found = _standing(training)
    if found is None:
        return None
    seen = found[0].run == "group"
    return LeftOpen(title=found[0].scenario.title if seen else "", numbered=not seen)


def resume(training: Training, number: str = "") -> Drill | None:
    """The run that stands in the world, at the time it had come to: for whoever has its number.
    What a group did together needs none. None when there is none to go on with."""
    found = _standing(training)
    if found is None:
        return None
    drill, last = found
    if drill.run != "group" and (not drill.way_back or number.strip() != drill.way_back):
        raise Refused("training-way-back")
    training.go_on_at(last)
    return drill


def _standing(training: Training) -> tuple[Drill, datetime] | None:
    found = training.desk.drill_found()
    if found is None:
        return None
    admission, begun, last = found
    kept = next((k for k in training.shelf().kept if k.scenario.id == begun.scenario), None)
    if kept is None or kept.mark != begun.mark:
        return None
    drill = Drill(training, kept, admission)
    return None if drill.played().ended else (drill, last)


def patient(scenario: Scenario, now: datetime, ward: str) -> tuple[Identity, Stay]:
    """The invented patient as she is admitted: what the scenario leaves out follows from its
    seed, and her number is one that no patient has."""
    told, draw = scenario.patient, Random(scenario.patient.seed)
    days = round(told.age * _A_YEAR) + draw.randrange(20, 340)
    who = Identity(
        family=told.family,
        given=told.given,
        preferred=told.preferred,
        born=(now - timedelta(days=days)).date(),
        nhs_number=nhs_number(draw.randrange(9_000)),
        gender=told.gender,
        pronouns=told.pronouns,
    )
    stay = Stay(
        admitted=now - timedelta(hours=told.admitted_hours_ago),
        ward=ward,
        room=told.room,
        legal_status=told.legal_status,
        named_nurse=told.named_nurse,
        language=told.language,
        interpreter=True if told.language not in ("", "English") else None,
    )
    return who, stay
