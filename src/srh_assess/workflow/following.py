"""Following her needs: what is written down, with the times the protocol proposes.

A ``Follower`` writes outside a talk as well as in one. What needs a decision of hers names the
act done on the strength of it: ``act_for`` finds it, or writes it from her standing yes and the
word that she was still willing.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

from srh_assess.assessment import following as f
from srh_assess.assessment.decided import Kept
from srh_assess.assessment.record import Record
from srh_assess.clock import local
from srh_assess.errors import Refused
from srh_assess.rules.consent import YES
from srh_assess.rules.following import in_her_care
from srh_assess.workflow import consent
from srh_assess.workflow.deciding import Decider, new_id
from srh_assess.workflow.session import Change, Session

PREGNANCY_TEST = "pregnancy_test"


class Follower:
    """Writes what is done about the needs of one woman."""

    def __init__(self, session: Session, ids: Callable[[], str] = new_id) -> None:
        self.session = session
        self._new_id = ids

    @property
    def record(self) -> Record:
        """Her record as it stands."""
        return self.session.record

    @property
    def now(self) -> datetime:
        """This moment."""
        return self.session.clock.now()

    def _days(self, setting: str) -> timedelta:
        return timedelta(days=self.session.protocol.settings[setting].value)

    def _me(self, by: str) -> str:
        return by.strip() or self.session.author_name

    # -- needs -----------------------------------------------------------------------------

    def move(self, need: str, to: f.NeedStep, *, by: str = "", **more: Any) -> Change:
        """A need changes its state: met, part met, she said no, no longer applies ..."""
        at = more.pop("at", None) or self.now
        return self.session.add(f.NeedMoved(need=need, to=to, at=at, by=self._me(by), **more))

    def step(self, need: str, **more: Any) -> Change:
        """The next step, what is in the way, its owner, its time."""
        return self.session.add(f.StepPlanned(need=need, **more))

    def contact(self, need: str, *, by: str = "", **more: Any) -> Change:
        """Somebody was rung, written to or talked with."""
        at = more.pop("at", None) or self.now
        return self.session.add(
            f.Contacted(contact=self._new_id(), need=need, at=at, by=self._me(by), **more)
        )

    # -- what the ward does ----------------------------------------------------------------

    def offer(self, need: str, what: str, *, by: str = "", **more: Any) -> str:
        """Something was offered. Gives its id."""
        care, at = self._new_id(), more.pop("at", None) or self.now
        self.session.add(
            f.CareOffered(care=care, what=what, need=need, at=at, by=self._me(by), **more)
        )
        return care

    def care(self, care: str, to: Any, *, by: str = "", willing: bool = False, **more: Any) -> None:
        """How it went on. Begun or done, it names the act on her yes where it needs one."""
        at = more.pop("at", None) or self.now
        act = ""
        if to in ("begun", "done") and care in self.record.following.care:
            what = self.record.following.care[care].fact.what
            act = self.act_for(self._decision(what), at, self._me(by), willing=willing)
        self.session.add(f.CareWent(care=care, to=to, at=at, by=self._me(by), act=act, **more))

    def give(self, need: str, what: str, *, name: str = "", **more: Any) -> str:
        """Offered, accepted and done in one go. What stands against it is said before anything
        is written."""
        at = more.get("at") or self.now
        decision = self._decision(what)
        if decision:  # before the offer stands: without her yes nothing is given
            self.act_for(decision, at, self._me(more.get("by", "")), willing=more["willing"])
        care = self.offer(need, what, name=name, at=at, by=more.get("by", ""), answer="accepted")
        self.care(care, "done", **more)
        return care

    def drop_next(self, thread: str, words: str) -> Change:
        """A next dose, or a repeat, will not happen here."""
        return self.session.add(f.NextDropped(thread=thread, words=words))

    # -- tests -----------------------------------------------------------------------------

    def sample(
        self, what: str, *, need: str = "", by: str = "", willing: bool = False, **more: Any
    ) -> str:
        """A sample was taken. Proposes when its result should be back, and, of a pregnancy test
        too soon after the last sex, the day of the one that counts. Gives its id."""
        at = more.pop("at", None) or self.now
        rule = self.session.protocol.care.get(what)
        days = rule.result_days if rule else None
        act = self.act_for(self._decision(what), at, self._me(by), willing=willing)
        sample = self._new_id()
        last_sex: date | None = more.get("last_sex")
        self.session.add(
            f.SampleTaken(
                sample=sample,
                what=what,
                need=need,
                at=at,
                by=self._me(by),
                act=act,
                expected_by=at + timedelta(days=days) if days is not None else None,
                repeat_on=self._repeat(what, at, last_sex),
                **more,
            )
        )
        return sample

    def _repeat(self, what: str, at: datetime, last_sex: date | None) -> date | None:
        """21 days after the last sex that could lead to pregnancy, where that is to come."""
        if what != PREGNANCY_TEST or last_sex is None:
            return None
        counts = last_sex + self._days("pregnancy_test_repeat_days")
        return counts if local(at).date() < counts else None

    def result(self, sample: str, result: f.Result, *, by: str = "", **more: Any) -> Change:
        """A result came back; she hears it within the days the protocol gives."""
        at = more.pop("at", None) or self.now
        return self.session.add(
            f.ResultBack(
                sample=sample,
                result=result,
                at=at,
                by=self._me(by),
                tell_by=at + self._days("results_told_days"),
                **more,
            )
        )

    def told(self, sample: str, *, by: str = "", **more: Any) -> Change:
        """She heard it."""
        at = more.pop("at", None) or self.now
        return self.session.add(f.ResultTold(sample=sample, at=at, by=self._me(by), **more))

    # -- referrals and visits --------------------------------------------------------------

    def refer(
        self, need: str, destination: str, *, by: str = "", willing: bool = False, **more: Any
    ) -> str:
        """She was referred, on her yes to this very service. Gives its id."""
        at = more.pop("at", None) or self.now
        place = self.session.protocol.destinations.get(destination)
        act, free = "", place is None or place.internal or more.get("because", "").strip()
        if not free and not more.get("override"):
            act = self.act_for(f"D14.{destination}", at, self._me(by), willing=willing)
        referral = self._new_id()
        self.session.add(
            f.Referred(
                referral=referral,
                destination=destination,
                need=need,
                at=at,
                by=self._me(by),
                act=act,
                answer_by=at + self._days("follow_again_days"),
                **more,
            )
        )
        return referral

    def answered(self, referral: str, answer: Any, *, words: str = "", **more: Any) -> Change:
        """What the service said."""
        at = more.pop("at", None) or self.now
        return self.session.add(
            f.ReferralAnswered(referral=referral, answer=answer, at=at, words=words, **more)
        )

    def appointment(self, need: str, starts: datetime, **more: Any) -> str:
        """A time was offered, or booked at once. Gives its id."""
        appointment = self._new_id()
        self.session.add(
            f.AppointmentOffered(appointment=appointment, need=need, starts=starts, **more)
        )
        return appointment

    def visit(self, appointment: str, to: Any, **more: Any) -> Change:
        """What became of it. Missed or cancelled, it is to be booked again within a week; after
        her no it may be offered again then."""
        at = more.pop("at", None) or self.now
        missed = to in ("could_not_come", "cancelled", "declined")
        rebook = at + self._days("follow_again_days") if missed else None
        return self.session.add(
            f.AppointmentWent(appointment=appointment, to=to, at=at, rebook_by=rebook, **more)
        )

    # -- handover, checks, views -----------------------------------------------------------

    def hand_over(self, needs: tuple[str, ...], receiver: str, **more: Any) -> str:
        """What goes on elsewhere is given to a named person. Gives its id."""
        handover = self._new_id()
        by = self.now + self._days("follow_again_days")
        self.session.add(
            f.HandoverMade(
                handover=handover, receiver=receiver.strip(), needs=needs, answer_by=by, **more
            )
        )
        return handover

    def taken_over(self, handover: str, answer: Any, by: str, words: str = "") -> Change:
        """The named person said yes, or no."""
        return self.session.add(
            f.HandoverAnswered(handover=handover, answer=answer, at=self.now, by=by, words=words)
        )

    def check(self, which: Any, reached: Any, *, by: str = "", **more: Any) -> Change:
        """The look at how she is doing after she left; not reached, it is tried once more."""
        again = self.now + self._days("follow_again_days") if reached == "not_reached" else None
        return self.session.add(
            f.CheckMade(
                check=which, at=self.now, by=self._me(by), reached=reached, again_by=again, **more
            )
        )

    def may_ask(self, whose: str) -> None:
        """Refused to who is in her care, or is her named nurse: she is asked by somebody else,
        and that is said before anything is asked."""
        stay, me = self.record.stay, self.session.author_name
        named = stay is not None and stay.named_nurse.strip() == me != ""
        if whose == "hers" and (named or in_her_care(self.record, self.session.author)):
            raise Refused("view-own-team")

    def view(self, whose: Any, moment: Any, answers: tuple[f.Said, ...], **more: Any) -> Change:
        """What she, or her carer, thought of it. Nothing answered is *skipped*."""
        self.may_ask(whose)
        said = any(one.answer != "skipped" for one in answers)
        return self.session.add(
            f.ViewGiven(
                view=self._new_id(),
                whose=whose,
                moment=moment,
                at=self.now,
                by=self.session.author_name,
                outcome="answered" if said else "skipped",
                answers=answers if said else (),
                **more,
            )
        )

    # -- her decisions ---------------------------------------------------------------------

    def _decision(self, what: str) -> str:
        rule = self.session.protocol.care.get(what)
        return rule.decision if rule else ""

    def act_for(self, decision: str, at: datetime, performer: str, *, willing: bool) -> str:
        """The act that this rests on: one that was written and that nothing rests on yet, or a
        new one on her standing yes. Refused where there is none; nothing where none is needed."""
        if not decision:
            return ""
        free = _free_act(self.record, decision)
        if free:
            return free
        yes = standing_yes(self.record, decision)
        if yes is None:
            raise Refused("care-act")
        act = self._new_id()
        consent.done(
            Decider(self.session),
            decision,
            performer=performer,
            at=at,
            act=act,
            willing_at=at if willing else None,
            consent=yes.fact.consent,
        )
        return act


def standing_yes(record: Record, decision: str) -> Kept | None:
    """Her newest answer to this decision, where it is a yes that she has not taken back."""
    asked = [k for k in record.decided.consents.values() if k.fact.decision == decision]
    newest = asked[-1] if asked else None
    if newest is None or newest.ended is not None or newest.fact.answer not in YES:
        return None
    return newest


def _free_act(record: Record, decision: str) -> str:
    following = record.following
    threads = (*following.care.values(), *following.samples.values(), *following.referrals.values())
    facts = [fact for kept in threads for fact in (kept.fact, *kept.later)]
    used = {getattr(fact, "act", "") for fact in facts}
    done = record.decided.done.items()
    free = [act for act, kept in done if kept.fact.decision == decision and act not in used]
    return free[-1] if free else ""
