"""The corners of sharing: what the longer form hands over, a change since, what cannot be printed."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from srh_assess.clock import SetClock
from srh_assess.errors import Refused
from srh_assess.letters import printable
from srh_assess.protocol.model import Protocol
from srh_assess.workflow import capacity, given
from srh_assess.workflow.desk import Desk
from srh_assess.workflow.self_test import UNIT
from srh_assess.workflow.sharing import Sharing
from tests.workflow.decisions_world import (
    ABLE,
    EMERGENCY,
    HOUR,
    LACKS_NOW,
    POLICE,
    World,
    code_of,
)
from tests.workflow.memory import MemoryJournal
from tests.workflow.test_unagreed import letter as unagreed

KIND = "srh_in_reach"


@pytest.fixture
def world(protocol: Protocol, clock: SetClock, journal: MemoryJournal) -> World:
    return World(protocol, clock, journal)


@pytest.fixture
def sharing(world: World) -> Sharing:
    hers = world.hers()
    hers.session.begin()
    return Sharing(hers.session, UNIT, KIND)


def test_what_the_longer_form_found_is_taken_over_while_it_serves(
    world: World, sharing: Sharing
) -> None:
    assert not sharing.take_finding()
    capacity.find(world.hers(), "D16.SRH", ABLE)
    sharing.session.read_again()
    assert (sharing.able_now, sharing.take_finding()) == (False, True)
    assert sharing.able_now
    world.clock.move(3 * HOUR)
    assert not sharing.take_finding()


def test_a_change_since_opens_the_question_again(world: World, sharing: Sharing) -> None:
    capacity.find(world.hers(), "D16.SRH", LACKS_NOW)
    sharing.session.read_again()
    assert not sharing.take_finding()
    assert sharing.closed is not None
    assert code_of(sharing.able) == "share-not-able"
    world.clock.move(HOUR)
    capacity.state_changed(world.hers(), "better")
    sharing.session.read_again()
    assert sharing.closed is None


def test_what_no_font_can_print_closes_the_yes(
    sharing: Sharing, monkeypatch: pytest.MonkeyPatch
) -> None:
    sharing.tick("identity", on=True)
    monkeypatch.setattr(printable, "why_not", lambda _: Refused("letter-sign", sign="?"))
    assert sharing.why_not_yes is not None
    assert sharing.why_not_yes.code == "letter-sign"


def test_a_letter_to_the_police_has_the_one_officer_for_its_reader(world: World) -> None:
    made = unagreed(world)
    made.take(replace(EMERGENCY, recipient="police", police=POLICE))
    assert made.recipient.name == "DS Reed, Northshire"


def test_nobody_signed_in_has_no_letter(tmp_path: Any, clock: SetClock, protocol: Protocol) -> None:
    with pytest.raises(Refused) as fault:
        given.given_on_desk(Desk(tmp_path, protocol, clock), KIND)
    assert fault.value.code == "not-signed-in"
