"""Bad input about her decisions, and what it gets: refused or marked in plain words with what to do
next, and that it was tried stands in the journal (never what was typed)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from msgspec.structs import replace

from srh_assess.assessment import facts
from srh_assess.assessment.deciding import Blocked
from srh_assess.clock import SetClock
from srh_assess.protocol.model import Protocol
from srh_assess.workflow import admissions, capacity, consent, hers, overriding
from srh_assess.workflow.self_test import UNIT
from srh_assess.workflow.sharing import Sharing
from tests.workflow.conftest import MAYA, NOW
from tests.workflow.decisions_world import BEST, HOUR, OVER, World, code_of, whole_yes
from tests.workflow.memory import MemoryJournal


@pytest.fixture
def world(protocol: Protocol, clock: SetClock, journal: MemoryJournal) -> World:
    return World(protocol, clock, journal)


def agreed(world: World) -> Sharing:
    """A letter she said yes to, as it lies before the nurse."""
    me = world.hers()
    me.session.begin()
    sharing = Sharing(me.session, UNIT, "srh_in_reach")
    sharing.tick("identity", on=True)
    sharing.able()
    sharing.decide("yes", shown="read_to_her")
    return sharing


def said_yes(world: World) -> str:
    found = world.able("D03")
    return consent.answer(world.hers(), "D03", "yes", finding=found, alone=True, pressed=False)


def other_decision(world: World) -> Callable[[], object]:
    """A finding about one decision is used for another."""
    found = world.able("D03")
    return lambda: world.hers().keep(whole_yes(found, "D05"))


def after_the_act(world: World) -> Callable[[], object]:
    """Her yes was entered after the act."""
    done = world.clock.now()
    world.clock.move(HOUR)
    yes = said_yes(world)
    return lambda: consent.done(
        world.hers(), "D03", performer="R. Osei", consent=yes, at=done, willing_at=done
    )


def other_words(world: World) -> Callable[[], object]:
    """A word of the letter changed after she had agreed."""
    sharing = agreed(world)
    record = world.journal.record("a1")
    assert record.stay is not None
    admissions.correct(
        world.journal, record, replace(MAYA, given="Marian"), record.stay, "a slip",
        author="nurse", clock=world.clock,
    )  # fmt: skip
    sharing.session.read_again()
    return sharing.release


def same_account(world: World) -> Callable[[], object]:
    """The second person is the first."""
    overriding.propose(world.hers(), OVER)
    return lambda: overriding.decide(world.hers(), "o", agrees=True, role="caldicott")


def same_clinician(world: World) -> Callable[[], object]:
    """The second clinician of a best-interests form is the first."""
    world.lacks()
    consent.best_interests(world.hers(), BEST)
    return lambda: consent.agree(world.hers(), "b")


def one_field_short(world: World) -> Callable[[], object]:
    """An override lacks one field."""
    return lambda: overriding.propose(world.hers(), replace(OVER, harm_to_trust=""))


def at_the_printer(world: World) -> Callable[[], object]:
    """She takes her yes back while the letter lies released at the printer."""
    sharing = agreed(world)
    rendered = sharing.release()
    consent.withdraw(world.hers())
    sharing.session.read_again()
    return lambda: sharing.print_out(rendered, lambda _: None, printer="Willow")


def clock_set_back(world: World) -> Callable[[], object]:
    """The clock was set back between the finding and the yes."""
    found = world.able("D03")
    world.clock.move(-HOUR)
    return lambda: world.hers().keep(whole_yes(found, "D03"))


def clock_set_back_before_the_act(world: World) -> Callable[[], object]:
    """The clock was set back between her yes and the act."""
    yes = said_yes(world)
    world.clock.move(-HOUR)
    now = world.clock.now()
    return lambda: consent.done(
        world.hers(), "D03", performer="R. Osei", consent=yes, at=now, willing_at=now
    )


def not_eighteen_yet(world: World) -> Callable[[], object]:
    """A minute before midnight, the day before she is of age."""
    assert MAYA.born is not None
    world.admit(MAYA.born.replace(year=NOW.year - 18, month=3, day=11))
    world.clock.move(timedelta(hours=11, minutes=59))
    return lambda: hers.say(world.hers(young_people=False), "D03", "yes", alone=True)


TRIES: dict[str, tuple[Callable[[World], Callable[[], object]], str]] = {
    "a finding used for another decision": (other_decision, "consent-other-decision"),
    "consent entered after the act": (after_the_act, "act-order"),
    "text that changed after she agreed": (other_words, "share-changed"),
    "two people who are the same account": (same_account, "two-people"),
    "two clinicians who are the same account": (same_clinician, "two-people"),
    "an override one field short": (one_field_short, "override-incomplete"),
    "withdrawn with the letter at the printer": (at_the_printer, "share-withdrawn"),
    "a clock change between finding and yes": (clock_set_back, "clock-back"),
    "a clock change between yes and act": (clock_set_back_before_the_act, "act-order"),
    "an under-18 before midnight": (not_eighteen_yet, "talk-locked"),
}


@pytest.mark.parametrize("name", TRIES)
def test_it_is_refused_in_words_and_the_try_is_journaled(world: World, name: str) -> None:
    ready, code = TRIES[name]
    act = ready(world)
    before = len(world.journal.all)
    assert code_of(act) == code
    assert world.blocked()[-1:] == [code]
    written = [entry.fact for entry in world.journal.all[before:]]
    kept = [fact for fact in written if not isinstance(fact, facts.FindingsRecorded)]
    assert [type(fact) for fact in kept] == [Blocked]
    assert world.fits()


def test_what_left_the_printer_before_she_took_it_back_is_asked_for_back(world: World) -> None:
    """It cannot be refused any more: it is marked, and somebody rings the reader today."""
    sharing = agreed(world)
    sharing.print_out(sharing.release(), lambda _: None, printer="Willow")
    consent.withdraw(world.hers())
    (recall,) = world.hers().open_tasks("recall")
    assert recall.fact.about == "D16.SRH"
    assert recall.fact.due == world.clock.now()
    assert world.fits()


def test_a_finding_made_before_her_state_changed_serves_nothing(world: World) -> None:
    found = world.able("D03")
    world.clock.move(HOUR)
    capacity.state_changed(world.hers(), "rapid_tranquillisation")
    assert code_of(lambda: world.hers().keep(whole_yes(found, "D03"))) == "finding-stale"
    assert world.blocked() == ["finding-stale"]
