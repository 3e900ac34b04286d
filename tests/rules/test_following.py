"""What stands against a fact about following: each wall, at its edge."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from srh_assess.assessment import deciding, disclosing, facts
from srh_assess.assessment import following as f
from srh_assess.assessment.fold import fold
from srh_assess.assessment.record import Record
from srh_assess.errors import catalogue
from srh_assess.protocol.load import load
from srh_assess.rules.following import SLACK, following_faults
from srh_assess.rules.walls import Moment, faults
from tests.assessment.followings import (
    AT,
    DAY,
    HOUR,
    back,
    care,
    followed,
    handover,
    moved,
    record,
    referred,
    sample,
    taken_over,
    told,
    visit,
    visited,
    went,
)

PROTOCOL = load()
ADMITTED = facts.Admitted(
    identity=facts.Identity(family="Wren"), stay=facts.Stay(admitted=AT - DAY)
)
HOME = facts.Discharged(at=AT, receiver="Sam", acceptance="asked", open=("need N10",))
EARLIER = AT - HOUR
LATER = AT + timedelta(minutes=3)
NOW_AND_SOON = AT + timedelta(minutes=2)


def act(decision: str) -> deciding.ActDone:
    return deciding.ActDone(act="a1", decision=decision, at=AT, performer="R. Osei")


def share(document: str = "d", decision: Any = "yes") -> facts.ShareDecided:
    return facts.ShareDecided(share="s", recipient="SRH", decision=decision, document=document)


OVERRIDE = disclosing.OverrideProposed(
    override="o", recipient="SRH", document="d", opened_from="no", basis="serious_harm"
)
AGREED = disclosing.OverrideDecided(override="o", decision="yes", role="senior")
TALK = {"need": "N10", "at": AT, "by": "R. Osei"}
SAID = f.Said(question="H1", answer="yes")
EVERY = tuple(
    f.Said(question=row.id, answer="yes") for row in PROTOCOL.views.values() if row.whose == "hers"
)
SECOND = timedelta(seconds=1)


def contact(**more: Any) -> f.Contacted:
    return f.Contacted(contact="k1", **{**TALK, **more})


def step(**more: Any) -> f.StepPlanned:
    return f.StepPlanned(need="N10", **{"step": "ring", "owner": "Dan", **more})


def dropped(thread: str = "t1", words: str = "no sex since") -> f.NextDropped:
    return f.NextDropped(thread=thread, words=words)


def answered(answer: Any = "accepted", **more: Any) -> f.ReferralAnswered:
    return f.ReferralAnswered(referral="r1", answer=answer, **{"at": AT, **more})


def check(**more: Any) -> f.CheckMade:
    given = {"at": AT + HOUR, "by": "Link", "reached": "herself", **more}
    return f.CheckMade(check="first", **given)


def view(**more: Any) -> f.ViewGiven:
    given = {"whose": "hers", "moment": "after_talk", "at": AT, "answers": (SAID,), **more}
    return f.ViewGiven(view="w1", **given)


NOTHING: tuple[facts.AnyFact, ...] = ()
CASES: tuple[tuple[tuple[facts.AnyFact, ...], facts.AnyFact, str], ...] = (
    # needs
    (NOTHING, moved("met"), ""),
    (NOTHING, moved("met", LATER), "follow-future"),
    (NOTHING, moved("met", NOW_AND_SOON), ""),
    (NOTHING, replace(moved("met"), need="N99"), "follow-need"),
    (NOTHING, replace(moved("met"), need="N18"), "follow-not-confirmed"),
    (NOTHING, moved("met", by=" "), "met-evidence"),
    (NOTHING, moved("part_met", words=""), "met-evidence"),
    (NOTHING, moved("handed_over"), "handover-receiver"),
    (NOTHING, moved("handed_over", receiver="Sam"), ""),
    (NOTHING, moved("declined", words=""), "follow-words"),
    (NOTHING, moved("declined", offer_again="on_date"), "again-day"),
    (NOTHING, moved("declined", offer_again="on_date", again_on=date(2026, 4, 1)), ""),
    (NOTHING, moved("no_longer_applies", words=" "), "follow-words"),
    ((moved("met"),), moved("begun"), "follow-closed"),
    ((moved("met"),), moved("confirmed"), ""),
    ((moved("met"),), moved("confirmed", words=""), "follow-words"),
    ((moved("declined"),), moved("wanted"), ""),
    ((moved("handed_over", receiver="Sam"),), moved("met"), ""),
    (NOTHING, step(), ""),
    (NOTHING, step(owner=""), ""),
    (NOTHING, replace(step(), need="N18"), "follow-not-confirmed"),
    ((moved("met"),), step(), "follow-closed"),
    (NOTHING, step(step=""), "step-text"),
    (NOTHING, step(step="", due=AT + DAY), ""),
    (NOTHING, step(due=AT - DAY), "step-past"),
    (NOTHING, step(due=AT - SLACK), ""),
    (NOTHING, step(due=AT - SLACK - SECOND), "step-past"),
    (NOTHING, step(step="no leave until she has it"), "no-coercion"),
    (NOTHING, contact(), ""),
    (NOTHING, contact(by=""), "follow-by"),
    ((contact(),), contact(), "follow-twice"),
    # care
    (NOTHING, care(), ""),
    ((care(),), care(), "follow-twice"),
    (NOTHING, care(what="no such"), "care-unknown"),
    (NOTHING, care(what="other", name="A walk with the physiotherapist"), ""),
    (NOTHING, went("done"), "follow-unknown"),
    ((care(),), went("done"), ""),
    ((care(),), replace(went("done"), by=""), "follow-by"),
    ((care(), went("done")), went("begun"), "follow-over"),
    ((care(), went("begun")), went("abandoned", words="she felt sick"), ""),
    ((care(), went("begun")), went("abandoned"), "follow-words"),
    ((care(),), went("begun", at=EARLIER), "follow-order"),
    ((care(), went("accepted")), went("done", at=EARLIER), "follow-order"),
    ((care(what="pain_relief"),), went("done"), "care-batch"),
    ((care(what="pain_relief"),), went("begun"), ""),
    ((care(what="pain_relief"),), went("done", batch="B12"), ""),
    ((care(what="pain_relief"),), went("done", no_batch_because="from her own box"), ""),
    ((care(what="injection"),), went("done", batch="B12"), "care-act"),
    ((care(what="injection"), act("D09.pill")), went("done", batch="B", act="a1"), "care-act"),
    ((care(what="injection"), act("D09.injection")), went("done", batch="B", act="a1"), ""),
    ((care(what="other", name="A walk"),), went("done"), ""),
    # tests
    (NOTHING, sample(), ""),
    ((sample(),), sample(), "follow-twice"),
    (NOTHING, sample(by=""), "follow-by"),
    (NOTHING, sample(what="no such"), "care-unknown"),
    (NOTHING, sample(what="other", name="Thyroid blood"), ""),
    (NOTHING, sample(what="pregnancy_test"), "care-act"),
    ((act("D03"),), sample(what="pregnancy_test", act="a1"), ""),
    ((sample(),), sample("t2", repeats="t1"), ""),
    (NOTHING, sample("t2", repeats="t1"), "follow-unknown"),
    (NOTHING, back(), "result-no-test"),
    ((sample(),), back(), ""),
    ((sample(),), back(at=EARLIER), "follow-order"),
    (NOTHING, told(), "result-not-back"),
    ((sample(),), told(), "result-not-back"),
    ((sample(), back()), told(), ""),
    ((sample(), back()), told(at=EARLIER), "follow-order"),
    ((sample(), back()), told(by=""), "follow-by"),
    ((sample(),), dropped(), ""),
    ((care(),), dropped("c1"), ""),
    (NOTHING, dropped(), "follow-unknown"),
    ((sample(),), dropped(words=" "), "follow-words"),
    # referrals
    (NOTHING, referred(), ""),
    ((referred(),), referred(), "follow-twice"),
    (NOTHING, referred(by=""), "follow-by"),
    (NOTHING, referred(place="police"), "destination-unknown"),
    (NOTHING, referred(place="SRH"), "referral-basis"),
    ((act("D14.SRH"),), referred(place="SRH", act="a1"), ""),
    ((act("D14.GUM"),), referred(place="SRH", act="a1"), "referral-basis"),
    (NOTHING, referred(place="SRH", because="it is urgent"), "referral-basis"),
    (NOTHING, referred(place="ED", because="she collapsed"), ""),
    (NOTHING, referred(place="ED"), "referral-basis"),
    ((OVERRIDE,), referred(place="SRH", override="o"), "referral-basis"),
    ((OVERRIDE, AGREED), referred(place="SRH", override="o"), ""),
    ((OVERRIDE, AGREED), referred(place="GUM", override="o"), "referral-basis"),
    (NOTHING, answered(), "follow-unknown"),
    ((referred(),), answered(), ""),
    ((referred(),), answered(at=EARLIER), "follow-order"),
    ((referred(),), answered("not_accepted"), "follow-words"),
    ((referred(),), answered("closed", words="she moved away"), ""),
    # appointments
    (NOTHING, visit(), ""),
    ((visit(),), visit(), "follow-twice"),
    (NOTHING, visit(starts=AT - HOUR), "appointment-past"),
    (NOTHING, visit(starts=AT - timedelta(minutes=2)), ""),
    (NOTHING, visit(referral="r1"), "follow-unknown"),
    ((referred(),), visit(referral="r1"), ""),
    (NOTHING, visit(instead_of="v0"), "follow-unknown"),
    (NOTHING, visited("booked"), "follow-unknown"),
    ((visit(),), visited("booked"), ""),
    ((visit(),), visited("attended"), "appointment-not-yet"),
    ((visit(starts=AT + SLACK),), visited("attended"), ""),
    ((visit(starts=AT + SLACK + SECOND),), visited("attended"), "appointment-not-yet"),
    ((visit(starts=AT - SLACK),), visited("booked"), ""),
    ((visit(starts=AT - SLACK - SECOND),), visited("booked"), "appointment-past"),
    ((visit(starts=AT),), visited("attended"), ""),
    ((visit(starts=AT - DAY),), visited("booked"), "appointment-past"),
    ((visit(),), visited("could_not_come"), "appointment-reason"),
    ((visit(),), visited("cancelled", reason="staff"), ""),
    ((visit(), visited("declined")), visited("booked"), "follow-over"),
    ((visit(), visited("booked")), visited("declined"), ""),
    # handover
    (NOTHING, handover(), ""),
    ((handover(),), handover(), "follow-twice"),
    (NOTHING, handover(receiver=" "), "handover-receiver"),
    (NOTHING, handover(needs=()), "handover-needs"),
    (NOTHING, handover(needs=("N10", "N18")), "handover-needs"),
    ((moved("met"),), handover(), "handover-needs"),
    (NOTHING, handover(items=("needs",), share="s", document="d"), "handover-permits"),
    ((share(),), handover(items=("needs",), share="s", document="d"), ""),
    ((share(),), handover(items=("needs",), share="s", document="other"), "handover-permits"),
    ((share(decision="no"),), handover(items=("x",), share="s", document="d"), "handover-permits"),
    (
        (share(), facts.ShareWithdrawn(share="s")),
        handover(items=("needs",), share="s", document="d"),
        "handover-permits",
    ),
    (NOTHING, taken_over(), "follow-unknown"),
    ((handover(),), taken_over(), ""),
    ((handover(), taken_over()), taken_over(), "follow-over"),
    ((handover(),), taken_over(by=""), "follow-by"),
    ((handover(),), taken_over("not_accepted"), "follow-words"),
    # after the stay
    (NOTHING, check(at=AT), "check-early"),
    ((HOME,), check(at=EARLIER), "check-early"),
    ((HOME,), check(at=AT), ""),
    ((HOME,), check(at=AT, by=""), "follow-by"),
    ((HOME,), check(at=AT, met=("N18",)), "follow-not-confirmed"),
    ((HOME,), check(at=AT, met=("N10",)), "met-evidence"),
    ((HOME,), check(at=AT, met=("N10",), words="the clinic wrote"), ""),
    # views
    (NOTHING, view(), ""),
    ((view(),), view(), "follow-twice"),
    (NOTHING, view(outcome="skipped"), "view-questions"),
    (NOTHING, view(outcome="skipped", answers=()), ""),
    (NOTHING, view(answers=()), "view-questions"),
    (NOTHING, view(answers=EVERY), ""),
    (NOTHING, view(answers=(SAID, SAID)), "view-questions"),
    (NOTHING, view(answers=(replace(SAID, question="S1"),)), "view-questions"),
    (NOTHING, view(whose="carer", answers=(replace(SAID, question="C1"),)), "view-carer"),
    (
        NOTHING,
        view(whose="carer", she_agreed=True, answers=(replace(SAID, question="C1"),)),
        "",
    ),
    (NOTHING, view(whose="staff", answers=(replace(SAID, question="S1"),)), "view-place"),
)


@pytest.mark.parametrize(("before", "fact", "code"), CASES)
def test_each_wall(before: tuple[facts.AnyFact, ...], fact: facts.AnyFact, code: str) -> None:
    found = against(followed(*before), fact)
    assert found[:1] == ((code,) if code else ()), found
    assert all(code in catalogue() for code in found)


def against(record: Record, fact: facts.AnyFact, author: str = "peer worker") -> tuple[str, ...]:
    return faults(Moment(protocol=PROTOCOL, record=record, at=AT, author=author), fact)


def test_one_owner_has_to_be_named() -> None:
    nobody = record(ADMITTED, facts.NeedDecided(sitting="s1", need="N10", state="confirmed"))
    assert against(nobody, step(owner="")) == ("step-owner",)


def test_the_newest_entry_is_the_present_where_the_clock_was_set_back() -> None:
    later = followed(contact(), every=8 * HOUR)
    visited_then = visit(starts=AT + 2 * HOUR)
    assert against(later, visited_then) == ("appointment-past",)
    assert against(later, moved("met", AT + DAY)) == ()


@pytest.mark.parametrize("team", ["sitting", "care"])
def test_she_is_asked_by_somebody_who_is_not_in_her_care(team: str) -> None:
    said = () if team == "sitting" else (care(),)
    assert against(followed(*said, author="ruth"), view(), "ruth") == ("view-own-team",)
    assert against(followed(*said, author="ruth"), view(), "peer worker") == ()


def test_what_staff_think_stands_in_no_womans_record() -> None:
    own = Record(admission="views")
    staff = view(whose="staff", moment="yearly", answers=(replace(SAID, question="S1"),))
    assert against(own, staff) == ()
    entry = facts.Entry(id="e1", number=1, admission="views", at=AT, author="ruth", fact=staff)
    again = fold(own, entry)
    year = timedelta(days=365)
    for days, codes in ((year - SECOND, ("view-again",)), (year, ())):
        next_one = replace(staff, view="w2", at=AT + days)
        assert tuple(following_faults(PROTOCOL, again, next_one, AT + days, "ruth")) == codes
    assert "view-place" in against(own, view())
