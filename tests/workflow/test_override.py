"""Sharing without her agreement: whole, by two people, once; danger to life never waits."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from msgspec.structs import fields, replace

from srh_assess.assessment import facts
from srh_assess.assessment.capacity import CapacityFound
from srh_assess.assessment.deciding import BestInterestsAgreed
from srh_assess.assessment.disclosing import CourtOrder
from srh_assess.clock import SetClock
from srh_assess.protocol.model import Protocol
from srh_assess.rules import override as rules
from srh_assess.workflow import capacity, consent, hers, overriding
from tests.workflow.conftest import NOW
from tests.workflow.decisions_world import (
    BEST,
    EMERGENCY,
    HOUR,
    LACKS,
    OVER,
    TODAY,
    World,
    code_of,
)
from tests.workflow.memory import MemoryJournal

TO: dict[str, Any] = {"recipient": "SAFE_ADULT", "document": "d"}
OUT = facts.LetterMade(
    letter="l", recipient="SAFE_ADULT", document="d", file="f", pages=1, share="o"
)
SENT = facts.LetterSent(letter="l", how="printed")


@pytest.fixture
def world(protocol: Protocol, clock: SetClock, journal: MemoryJournal) -> World:
    return World(protocol, clock, journal)


NEEDED = (
    "test", "at_risk", "asked", "why_not_asked", "told", "alternatives", "necessity", "items",
    "harm_to_her", "harm_to_trust", "harm_to_others", "advice", "objection", "complaint_offered",
    "review_on", "document", "recipient",
)  # fmt: skip


@pytest.mark.parametrize("field", NEEDED)
def test_one_field_short_is_refused(world: World, field: str) -> None:
    empty = {one.name: one.default for one in fields(OVER)}
    blank = empty[field] if field not in {"document", "recipient"} else ""
    short = replace(OVER, **{field: blank})
    assert overriding.missing(world.hers(), short)
    assert code_of(lambda: overriding.propose(world.hers(), short)) == "override-incomplete"
    assert world.hers().record.decided.overrides == {}


def test_proposer_and_decider_are_two_people(world: World) -> None:
    overriding.propose(world.hers(), OVER)
    role: dict[str, Any] = {"agrees": True, "role": "caldicott"}
    assert code_of(lambda: overriding.decide(world.hers(), "o", **role)) == "two-people"
    assert code_of(lambda: overriding.use(world.hers(), "o", **TO)) == "override-undecided"
    overriding.decide(world.hers("second"), "o", **role)
    assert overriding.why_not(world.hers(), "o", **TO) is None
    overriding.use(world.hers(), "o", **TO)
    checks = [kept.fact.due for kept in world.hers().open_tasks("harm_check")]
    assert checks == [NOW + timedelta(days=7), NOW + timedelta(days=28)]
    assert world.fits()


def test_it_serves_once_for_one_reader_and_one_document(world: World) -> None:
    overriding.propose(world.hers(), OVER)
    overriding.decide(world.hers("second"), "o", agrees=True, role="safeguarding_lead")
    assert code_of(lambda: overriding.use(world.hers(), "o", "GP", "d")) == "override-other"
    overriding.use(world.hers(), "o", **TO)
    again = overriding.why_not(world.hers(), "o", **TO)
    assert again is not None
    assert again.code == "override-spent"
    late: dict[str, Any] = {"agrees": True, "role": "caldicott"}
    assert (
        code_of(lambda: overriding.decide(world.hers("second"), "o", **late)) == "override-unknown"
    )


def test_a_no_of_the_second_person_holds(world: World) -> None:
    overriding.propose(world.hers(), OVER)
    overriding.decide(
        world.hers("second"), "o", agrees=False, role="caldicott", words="ask her again"
    )
    assert code_of(lambda: overriding.use(world.hers(), "o", **TO)) == "override-undecided"


def test_danger_to_life_needs_one_person_and_is_looked_back_at(world: World) -> None:
    overriding.propose(world.hers(), EMERGENCY)
    overriding.use(world.hers(), "o", **TO)
    assert code_of(lambda: overriding.use(world.hers(), "o", **TO)) == "override-spent"
    (kept,) = world.hers().open_tasks("look_back")
    assert kept.fact.due == NOW + timedelta(hours=72)
    look: dict[str, Any] = {"what": "emergency", "words": "it was right"}
    assert code_of(lambda: overriding.review(world.hers("second"), "o", **look)) == "two-people"
    assert (
        code_of(lambda: overriding.review(world.hers("second"), "o", with_whom="nurse", **look))
        == "two-people"
    )
    overriding.review(world.hers("second"), "o", with_whom="third", **look)
    overriding.review(world.hers(), "o", "first_check", "she talks to us less")
    assert len(world.hers().record.decided.overrides["o"].later) == 3


def test_a_second_look_can_stop_an_emergency_not_yet_sent(world: World) -> None:
    overriding.propose(world.hers(), EMERGENCY)
    overriding.decide(world.hers("second"), "o", agrees=False, role="consultant")
    assert code_of(lambda: overriding.use(world.hers(), "o", **TO)) == "override-undecided"


def test_her_own_risk_is_hers_while_she_can_decide(world: World) -> None:
    for basis in ("serious_harm", "danger_to_life"):
        own = replace(
            OVER if basis == "serious_harm" else EMERGENCY, basis=basis, at_risk="herself"
        )
        assert code_of(partial(overriding.propose, world.hers(), own)) == "override-own-risk"
    world.write(CapacityFound(finding="f", decision="D16.SAFE_ADULT", outcome="lacks", form=LACKS))
    unable = replace(OVER, at_risk="herself", basis="best_interests", opened_from="lacks")
    assert code_of(lambda: overriding.propose(world.hers(), unable)) == "override-best-interests"
    form = replace(BEST, decision="D16.SAFE_ADULT", finding="f")
    world.write(form)
    assert not overriding.best_interests(world.hers().record, "SAFE_ADULT")
    world.write(BestInterestsAgreed(form=form.form), author="clinician")
    assert overriding.best_interests(world.hers().record, "SAFE_ADULT")
    assert not overriding.best_interests(world.hers().record, "GP")
    overriding.propose(world.hers(), unable)


def test_the_form_for_sharing_opens_its_one_ground_and_no_act(world: World) -> None:
    """A8-4: it opens for sharing through B5(c), for just this reader, once a second has signed;
    it counts while nothing changed since the finding, and nothing is done to her on it."""
    decision = "D16.SAFE_ADULT"
    world.lacks(decision)
    form = replace(BEST, decision=decision, reason="sharing")
    share = replace(OVER, at_risk="herself", basis="best_interests", opened_from="lacks")
    other = replace(form, reason="emergency")
    assert code_of(lambda: consent.best_interests(world.hers(), other)) == "best-interests-reason"
    consent.best_interests(world.hers(), form)
    assert code_of(lambda: overriding.propose(world.hers(), share)) == "override-best-interests"
    assert code_of(lambda: consent.agree(world.hers(), "b")) == "two-people"
    consent.agree(world.hers("clinician"), "b")
    me = world.hers()
    assert hers.in_her_place(me, decision) == {}
    done = partial(consent.done, me, decision, performer="R. Osei", best_interests="b")
    assert code_of(done) == "act-authority"
    elsewhere = replace(share, recipient="GP")
    assert "override-best-interests" not in world.hers().against(share)
    assert code_of(lambda: overriding.propose(world.hers(), elsewhere)) == "override-opened-from"
    overriding.propose(world.hers(), share)
    assert world.fits()
    world.clock.move(HOUR)
    capacity.state_changed(world.hers(), "better")
    again = replace(share, override="p")
    assert code_of(lambda: overriding.propose(world.hers(), again)) == "finding-stale"


ORDER = CourtOrder(
    court="Family Court at Northshire", reference="NS26P00017", dated=TODAY,
    kept_at="trust legal file 204", read_by="D. Okoro",
)  # fmt: skip


@pytest.mark.parametrize("part", [*CourtOrder.__struct_fields__, "tomorrow", "none"])
def test_the_order_of_a_court_is_written_down_whole(world: World, part: str) -> None:
    """B5(b): which court, number, day, where the paper is filed, and who read it."""
    whole = replace(OVER, basis="court", order=ORDER)
    short = {"tomorrow": replace(ORDER, dated=TODAY + timedelta(days=1)), "none": None}
    empty: object = None if part == "dated" else " "
    order = short[part] if part in short else replace(ORDER, **{part: empty})
    lacking = replace(whole, order=order)
    assert overriding.missing(world.hers(), lacking) == ("the order",)
    assert code_of(lambda: overriding.propose(world.hers(), lacking)) == "override-incomplete"
    world.write(lacking)
    assert world.named()
    overriding.propose(world.hers(), replace(whole, override="p"))


def test_it_starts_from_her_no(world: World) -> None:
    from_no = replace(
        OVER, opened_from="no", asked="asked", her_words="nobody is to know", why_not_asked=""
    )
    assert code_of(lambda: overriding.propose(world.hers(), from_no)) == "override-opened-from"
    world.write(facts.ShareDecided(share="s", recipient="SAFE_ADULT", decision="no"))
    overriding.propose(world.hers(), from_no)
    said = facts.Consented(consent="c", decision="D16.GP", answer="no")
    world.write(said)
    overriding.propose(world.hers(), replace(from_no, override="p", recipient="GP"))


def test_grounds_that_are_none_stand_in_no_list() -> None:
    text = " ".join(sorted(rules.BASES))
    for word in ("mha", "section", "gdpr", "panel", "agreement", "frequency", "consent", "duty"):
        assert word not in text


def test_a_letter_goes_out_on_a_complete_override_and_on_no_other(world: World) -> None:
    world.write(EMERGENCY, OUT, SENT)
    assert world.named() == ()
    world.write(facts.LetterSent(letter="l", how="saved"))
    assert world.named() == ()
    overriding.use(world.hers(), "o", **TO)
    world.write(SENT)
    assert world.named() == ()
    world.write(replace(OUT, letter="m", document="e"), replace(SENT, letter="m"))
    assert "a letter was sent without her agreement" in world.named()
    world.write(
        replace(OVER, override="p"), replace(OUT, letter="n", share="p"), replace(SENT, letter="n")
    )
    assert "a letter was sent without her agreement" in world.named()


def test_the_day_of_review_is_within_a_fortnight(world: World) -> None:
    for day, left in ((0, 0), (14, 0), (15, 1), (-1, 1)):
        at = replace(OVER, review_on=TODAY + timedelta(days=day))
        assert len(overriding.missing(world.hers(), at)) == left
