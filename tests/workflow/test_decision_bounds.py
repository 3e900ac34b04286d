"""Her decisions at each boundary: one sign less, one second more."""

from __future__ import annotations

from datetime import timedelta

import pytest
from msgspec.structs import replace

from srh_assess.assessment.decided import Kept
from srh_assess.assessment.deciding import ActDone
from srh_assess.assessment.disclosing import HarmReported
from srh_assess.clock import SetClock
from srh_assess.protocol.model import Protocol
from srh_assess.rules import capacity, consent, override
from tests.workflow.conftest import NOW
from tests.workflow.decisions_world import HOUR, NOT_DONE, World
from tests.workflow.memory import MemoryJournal

SECOND = timedelta(seconds=1)
LONG = capacity.SHORTEST_OBSERVATION


@pytest.fixture
def world(protocol: Protocol, clock: SetClock, journal: MemoryJournal) -> World:
    return World(protocol, clock, journal)


@pytest.mark.parametrize(("signs", "is_open"), [(LONG - 1, False), (LONG, True), (LONG + 1, True)])
def test_an_observation_is_long_enough(signs: int, is_open: bool) -> None:
    form = replace(NOT_DONE, observation=f" {'x' * signs} ")
    assert ("test" in capacity.open_parts(form)) is is_open
    assert ("doubt-observation" in capacity._form_faults(form, NOW)) is not is_open


@pytest.mark.parametrize(("later", "past"), [(-SECOND, True), (0 * SECOND, True), (SECOND, False)])
def test_the_next_asking_lies_ahead(later: timedelta, past: bool) -> None:
    form = replace(NOT_DONE, ask_again_at=NOW + later)
    assert ("ask-again-past" in capacity._form_faults(form, NOW)) is past


@pytest.mark.parametrize(("later", "late"), [(-SECOND, False), (0 * SECOND, False), (SECOND, True)])
def test_the_next_asking_is_in_time_for_the_limit(later: timedelta, late: bool) -> None:
    form = replace(NOT_DONE, ask_again_at=NOW + HOUR + later, deadline=NOW + HOUR)
    assert ("ask-again-late" in capacity._form_faults(form, NOW)) is late


@pytest.mark.parametrize(
    ("later", "why"), [(-SECOND, ""), (0 * SECOND, ""), (SECOND, "finding-old")]
)
def test_how_long_a_finding_serves(world: World, later: timedelta, why: str) -> None:
    world.able("D03")
    record = world.hers().record
    found: Kept | None = capacity.newest(record, "D03")
    assert found is not None
    hours = timedelta(hours=world.protocol.settings["contact_hours"].value)
    assert capacity.stale(world.protocol, record, found, found.at + hours + later) == why


@pytest.mark.parametrize("later", [-SECOND, 0 * SECOND, SECOND])
def test_a_limit_that_is_no_nearer_than_the_usual_time_moves_nothing(
    world: World, later: timedelta
) -> None:
    record, protocol = world.hers().record, world.protocol
    usual = capacity.ask_again(protocol, record, "D03", None, NOW)
    found = capacity.ask_again(protocol, record, "D03", usual + later, NOW)
    assert (found == usual) is (later >= timedelta(0))
    assert NOW <= found <= usual


@pytest.mark.parametrize(
    ("later", "codes"), [(-SECOND, []), (0 * SECOND, []), (SECOND, ["act-willing"])]
)
def test_how_long_still_willing_holds(
    world: World, later: timedelta, codes: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from srh_assess.workflow import consent as answers

    able = world.able("D03")
    yes = answers.answer(world.hers(), "D03", "yes", finding=able, alone=True)
    record = world.hers().record
    hours = timedelta(hours=world.protocol.settings["contact_hours"].value)
    act = ActDone(
        act="a", decision="D03", performer="R. Osei", consent=yes, willing_at=NOW,
        at=NOW + hours + later,
    )  # fmt: skip
    monkeypatch.setattr(consent, "stale", lambda *_: "")
    assert list(consent._willing_faults(world.protocol, record, act)) == codes


@pytest.mark.parametrize(
    ("later", "codes"), [(-SECOND, []), (0 * SECOND, []), (SECOND, ["harm-time"])]
)
def test_a_harm_is_not_still_to_come(world: World, later: timedelta, codes: list[str]) -> None:
    harm = HarmReported(harm="h", what="distress", at=NOW + later)
    assert list(override.harm_faults(world.hers().record, harm, NOW)) == codes
