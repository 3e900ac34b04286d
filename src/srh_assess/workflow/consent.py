"""Her answer to each decision, and what is done on the strength of it (law and ethics A4, A9).

A *no* is kept as it is said. ``withdraw`` is one call, at any time, without a reason: it takes
her yes back and stops every document not yet sent and every act not yet done.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any, Literal

from srh_assess.assessment import facts
from srh_assess.assessment.deciding import (
    ActCancelled,
    ActDone,
    ActPlanned,
    AskingAgain,
    AuthorityConfirmed,
    AuthorityRecorded,
    BestInterests,
    BestInterestsAgreed,
    Chaperone,
    Consented,
    ConsentWithdrawn,
)
from srh_assess.assessment.record import Record
from srh_assess.errors import Refused
from srh_assess.rules import consent as rules
from srh_assess.workflow.deciding import Decider, task
from srh_assess.workflow.session import Change
from srh_assess.workflow.walls import HERSELF

NO_CHAPERONE = Chaperone()


def answer(hers: Decider, decision: str, said: str, **told: Any) -> str:
    """Keeps her answer (*yes*, *no*, *wants_time*, *in_part*) and gives its id. ``told`` are
    the other fields of the record: finding, words, alone, pressed, ask_again, again_on ..."""
    fact = Consented(consent=hers.new_id(), decision=decision, answer=said, **told)  # type: ignore[arg-type]  # checked by the facts' own decoder; screens pass literals
    pressed = (hers.task("safeguarding", decision, hers.now),) if fact.pressed else ()
    hers.keep_hers(fact, *pressed, about=decision)
    return fact.consent


def may_offer(hers: Decider, decision: str, **why: Any) -> Refused | None:
    """What stands against offering this now: for whoever plans a talk."""
    asking = Consented(consent="", decision=decision, answer="wants_time", **why)
    code = rules.offer_fault(hers.session.protocol, hers.record, asking, hers.now)
    return Refused(code) if code else None


def asking_again(
    hers: Decider, consent: str, said: Literal["yes", "if_she_asks", "no"], on: date | None = None
) -> Change:
    """Keeps whether, and when, she may be asked again this stay."""
    return hers.keep(AskingAgain(consent=consent, ask_again=said, again_on=on))


def plan_act(
    hers: Decider, decision: str, consent: str, what: str = "", due: datetime | None = None
) -> str:
    """A test, treatment or referral that is to happen on her yes. Gives its id."""
    act = ActPlanned(act=hers.new_id(), decision=decision, consent=consent, what=what, due=due)
    hers.keep_hers(act, about=decision)
    return act.act


def done(
    hers: Decider,
    decision: str,
    *,
    performer: str,
    at: datetime | None = None,
    act: str = "",
    willing_at: datetime | None = None,
    chaperone: Chaperone = NO_CHAPERONE,
    **basis: Any,
) -> Change:
    """It was done: on her yes (``consent``) and a look whether she is still willing, on a
    complete form (``best_interests``), or on an ``authority``."""
    fact = ActDone(
        act=act or hers.new_id(),
        decision=decision,
        at=at or hers.now,
        performer=performer.strip(),
        willing_at=willing_at,
        chaperone=chaperone,
        **basis,
    )
    return hers.keep(fact)


def withdraw(hers: Decider, decision: str = "") -> Change | None:
    """She changed her mind: about one decision, or about everything. One call, no reason; what
    is not sent and not done stops with it. Nothing to stop: nothing is written."""
    stops = (*_consents(hers.record, decision), *_shares(hers, decision))
    stops = (*stops, *_acts(hers.record, decision))
    return hers.session.add(*stops) if stops else None


def _consents(record: Record, decision: str) -> Iterator[facts.AnyFact]:
    for consent, kept in record.decided.consents.items():
        about = not decision or kept.fact.decision == decision
        if about and kept.ended is None and kept.fact.answer in rules.YES:
            yield ConsentWithdrawn(consent=consent)


def _shares(hers: Decider, decision: str) -> Iterator[facts.AnyFact]:
    for share, kept in hers.record.shares.items():
        about = not decision or decision == f"D16.{kept.fact.recipient}"
        hers_already = kept.fact.recipient == HERSELF and _went(hers.record, share)
        if about and kept.fact.decision == "yes" and kept.withdrawn is None and not hers_already:
            yield from taken_back(hers.record, share, hers.now)


def taken_back(record: Record, share: str, now: datetime) -> Iterator[facts.AnyFact]:
    """Her yes to one letter is over. What went out already cannot be stopped: somebody rings its
    reader today and asks for it back. Her own copy is hers to keep."""
    reader = record.shares[share].fact.recipient
    yield facts.ShareWithdrawn(share=share)
    if _went(record, share) and reader != HERSELF:
        yield task("recall", f"D16.{reader}", now, (share,))


def _went(record: Record, share: str) -> bool:
    return any(one.sent for one in record.letters.values() if one.fact.share == share)


def _acts(record: Record, decision: str) -> Iterator[facts.AnyFact]:
    for act, kept in record.decided.planned.items():
        about = not decision or kept.fact.decision == decision
        if about and kept.ended is None and act not in record.decided.done:
            yield ActCancelled(act=act)


def wants_to_stop(
    hers: Decider, decision: str, words: str, *, owner: str, due: datetime | None = None
) -> Change:
    """She wants to stop a method. Taken up whatever was found about this decision: it is
    arranged, never weighed up for her."""
    rule = hers.session.protocol.decisions.get(decision)
    if rule is None or not rule.stops:
        raise Refused("decision-unknown")
    if not owner.strip():
        raise Refused("task-owner")
    by = due or hers.now + timedelta(days=1)
    return hers.keep(hers.task("stop_method", decision, by, (owner.strip(), words.strip())))


# -- when she was found not able to decide one thing ----------------------------------------------


def best_interests(hers: Decider, form: BestInterests) -> Change:
    """Keeps the form where it may be opened at all. Her objection stops it: then only senior
    and legal advice is left, and a task for each is opened."""
    if form.objects and "best-interests-objection" in hers.against(form):
        hers.session.add(hers.task("senior_route", form.decision, hers.now))
        hers.session.add(hers.task("legal_advice", form.decision, hers.now))
    return hers.keep(form)


def agree(second: Decider, form: str) -> Change:
    """The second clinician, signed in as somebody else, agrees."""
    return second.keep(BestInterestsAgreed(form=form))


def senior_route(hers: Decider, decision: str, tried: str) -> Change:
    """The program stops here: what was tried goes to a senior, who settles it elsewhere."""
    return hers.keep(hers.task("senior_route", decision, hers.now, (tried.strip(),)))


def authority(
    hers: Decider, decision: str, basis: str, reference: str, decision_maker: str, dated: date
) -> str:
    """What was settled outside, as the first of two people wrote it down. Gives its id."""
    fact = AuthorityRecorded(
        authority=hers.new_id(),
        decision=decision,
        basis=basis,  # type: ignore[arg-type]  # a word that is no basis is stopped by the wall
        reference=reference.strip(),
        decision_maker=decision_maker.strip(),
        dated=dated,
    )
    hers.keep(fact)
    return fact.authority


def confirm_authority(second: Decider, authority_id: str) -> Change:
    """The second person read the same."""
    return second.keep(AuthorityConfirmed(authority=authority_id))


def fgm_duty(hers: Decider) -> Change | None:
    """The duty to report that belongs to a girl under 18 known to have been cut: opened once
    where the record says so, never for a grown woman."""
    known = hers.record.answers.get("R12")
    opened = hers.open_tasks("fgm_report")
    fact = hers.task("fgm_report", "R12", hers.now)
    if known is None or "fgm_u18" not in known.codes or opened or hers.against(fact):
        return None
    return hers.keep(fact)
