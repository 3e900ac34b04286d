"""The eight Caldicott principles are computed from what is filled in, in both ways of sharing."""

from __future__ import annotations

from datetime import timedelta

import pytest
from msgspec.structs import replace

from srh_assess.clock import SetClock
from srh_assess.protocol.model import Protocol
from srh_assess.workflow.caldicott import PRINCIPLES, Check, of_override, of_share
from srh_assess.workflow.document import Signatory
from srh_assess.workflow.self_test import UNIT
from srh_assess.workflow.sharing import Sharing
from srh_assess.workflow.unagreed import Unagreed
from tests.workflow.conftest import NOW
from tests.workflow.decisions_world import EMERGENCY, OVER, World
from tests.workflow.memory import MemoryJournal
from tests.workflow.test_unagreed import KIND, NAMED


@pytest.fixture
def world(protocol: Protocol, clock: SetClock, journal: MemoryJournal) -> World:
    return World(protocol, clock, journal)


@pytest.fixture
def sharing(world: World) -> Sharing:
    hers = world.hers()
    hers.session.begin()
    for item, value in {"C05": "start", "R02": "none"}.items():
        hers.session.answer(item, value)
    return Sharing(hers.session, UNIT, KIND, signs=lambda _: Signatory(name="Ruth Adeyemi"))


def unmet(checks: tuple[Check, ...]) -> list[int]:
    assert [check.principle for check in checks] == list(PRINCIPLES)
    assert all(check.says for check in checks)
    return [place for place, check in enumerate(checks, 1) if not check.met]


def test_each_step_of_a_yes_meets_its_own(sharing: Sharing) -> None:
    assert unmet(of_share(sharing)) == [2, 3, 6, 7, 8]
    sharing.tick("identity", on=True)
    assert unmet(of_share(sharing)) == [6, 7, 8]
    asks = next(rule.id for rule in sharing.template.box if any(f.need for f in rule.field))
    sharing.tick(asks, on=True)
    assert unmet(of_share(sharing)) == [6, 8]
    sharing.able()
    sharing.show("read_to_her")
    assert unmet(of_share(sharing)) == []
    sharing.decide("yes")
    assert unmet(of_share(sharing)) == []
    assert of_share(sharing)[4].says.startswith("Ruth Adeyemi, Registered nurse: ")


def test_more_than_usual_is_said_and_stays_her_choice(sharing: Sharing) -> None:
    beyond = next(box for box in sharing.boxes if not box.suggestion and not box.empty)
    sharing.tick(beyond.id, on=True)
    third = of_share(sharing)[2]
    assert not third.met
    assert third.says.endswith("Maya may still want it told")
    sharing.tick("identity", on=True)
    sharing.able()
    sharing.decide("yes", shown="read_by_her")
    assert sharing.stands


def test_nobody_named_is_nobody_who_knows_the_duty(world: World) -> None:
    hers = world.hers()
    hers.session.begin()
    nobody = Sharing(hers.session, UNIT, KIND, signs=lambda _: Signatory(name=" "))
    nobody.recipient = replace(nobody.recipient, name=" ")
    assert unmet(of_share(nobody)) == [2, 3, 4, 5, 6, 7, 8]


def test_without_her_agreement_each_part_of_the_form_meets_its_own(world: World) -> None:
    letter = Unagreed(
        world.hers().session, UNIT, KIND, signs=lambda _: Signatory(name="Ruth Adeyemi")
    )
    whole = replace(OVER, items=NAMED)
    assert unmet(of_override(letter, whole)) == []
    for left, place in (
        (replace(whole, necessity=" "), 1), (replace(whole, alternatives=""), 2),
        (replace(whole, items=()), 3), (replace(whole, test=""), 6),
        (replace(whole, harm_to_trust=""), 7), (replace(whole, told=""), 8),
    ):  # fmt: skip
        assert unmet(of_override(letter, left)) == [place]
    later = replace(
        whole, told="not", told_reason="it would reach him", told_reviewer="B. Lund",
        told_on=(NOW + timedelta(days=3)).date(),
    )  # fmt: skip
    assert of_override(letter, later)[7].says == "To be told on 13-Mar-2026; B. Lund looks at it"
    assert of_override(letter, replace(whole, told="before"))[7].says == "Told before it goes"


def test_danger_to_life_says_that_the_rest_comes_afterwards(world: World) -> None:
    letter = Unagreed(
        world.hers().session, UNIT, KIND, signs=lambda _: Signatory(name="Ruth Adeyemi")
    )
    checks = of_override(letter, replace(EMERGENCY, items=NAMED))
    assert unmet(checks) == [2, 7, 8]
    assert {checks[place].says for place in (1, 6, 7)} == {
        "In danger to life it is written down afterwards, and two look back at it"
    }
