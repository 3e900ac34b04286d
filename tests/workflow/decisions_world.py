"""A woman, two clinicians, and whole facts about her decisions that a test takes a part out of."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any, Literal

import pytest
from msgspec.structs import replace

from srh_assess.assessment import facts
from srh_assess.assessment.capacity import (
    CapacityFound,
    Competence,
    FullForm,
    Impairment,
    Interpreting,
    Limb,
    Link,
    Support,
)
from srh_assess.assessment.deciding import (
    BestInterests,
    Chaperone,
    Consented,
    Consulted,
    TaskOpened,
)
from srh_assess.assessment.disclosing import (
    AdviceTaken,
    ItemReason,
    OverrideProposed,
    PoliceDetails,
    PoliceRequested,
)
from srh_assess.assessment.facts import Identity, Stay
from srh_assess.clock import SetClock
from srh_assess.errors import UserError
from srh_assess.protocol.model import Protocol
from srh_assess.workflow import admissions, capacity, walls
from srh_assess.workflow.deciding import Decider
from srh_assess.workflow.session import Session
from tests.workflow.conftest import MAYA, NOW
from tests.workflow.memory import MemoryJournal

HOUR = timedelta(hours=1)
TODAY = NOW.date()
PROFESSIONAL = Interpreting(by="professional", name="A. Kaya", mode="telephone")


class World:
    """One admission, looked at by whoever is named."""

    def __init__(self, protocol: Protocol, clock: SetClock, journal: MemoryJournal) -> None:
        self.protocol, self.clock, self.journal = protocol, clock, journal
        self.admit()

    def admit(self, born: date | None = MAYA.born, *, interpreter: bool | None = None) -> None:
        """Begins the story again with a woman born then."""
        self.journal.all.clear()
        who: Identity = replace(MAYA, born=born)
        stay = Stay(admitted=NOW - timedelta(days=1), interpreter=interpreter)
        admissions.admit(self.journal, "a1", who, stay, author="nurse", clock=self.clock)

    def hers(self, author: str = "nurse", *, young_people: bool = True) -> Decider:
        """The record through the eyes of one account."""
        record = self.journal.record("a1")
        session = Session(self.journal, self.protocol, record, author=author, clock=self.clock)
        return Decider(session, young_people=young_people)

    def write(self, *told: facts.AnyFact, author: str = "nurse") -> None:
        """Writes entries by hand, past every workflow."""
        record = self.journal.record("a1")
        for fact in told:
            with self.journal.transaction(record, author) as transaction:
                record = transaction.add(fact)

    def named(self) -> tuple[str, ...]:
        """What ``verify`` would say of the newest entry."""
        from srh_assess.assessment.fold import fold_all

        *before, newest = self.journal.all
        record = fold_all("a1", before)
        return walls.broken(self.protocol, record, newest)

    def fits(self) -> bool:
        """Whether every entry could have been written by the program."""
        from srh_assess.assessment.fold import fold
        from srh_assess.assessment.record import Record

        record = Record(admission="a1")
        for entry in self.journal.all:
            if walls.broken(self.protocol, record, entry):
                return False
            record = fold(record, entry)
        return True

    def blocked(self) -> list[str]:
        """Codes of everything that a wall stopped."""
        return [kept.fact.code for kept in self.hers().record.decided.blocked]

    # -- ready-made --------------------------------------------------------------------------

    def able(self, decision: str = "D03") -> str:
        return capacity.presume(self.hers(), decision)

    def lacks(self, decision: str = "D03", finding: str = "f", **parts: Any) -> str:
        """Found not able to decide this in time."""
        form = replace(LACKS, **parts)
        self.hers().keep(
            CapacityFound(finding=finding, decision=decision, outcome="lacks", form=form)
        )
        return finding


def code_of(act: Callable[[], object]) -> str:
    """The code of what was said to stand against it."""
    with pytest.raises(UserError) as fault:
        act()
    assert fault.value.sentence
    assert fault.value.next_step
    return fault.value.code


def whole_yes(finding: str, decision: str = "D03", consent: str = "c") -> Consented:
    return Consented(
        consent=consent, decision=decision, answer="yes", finding=finding, alone=True, pressed=False
    )


def limb(able: Literal["able", "not_able", "not_reached"] = "able") -> Limb:
    said = "“To see if I am pregnant.”"
    return Limb(able=able, asked="What is it for?", answer=said, tried="pictures")


NOT_DONE = FullForm(
    wording="a urine pregnancy test today",
    options=("test now", "no test", "wait"),
    told=("urine", "what a yes leads to"),
    told_how="spoken",
    doubts=("observed",),
    observation="She fell asleep twice while we were talking.",
    understand=limb(),
    retain=limb("not_reached"),
    weigh=limb("not_reached"),
    communicate=limb(),
    ask_again_at=NOW + 24 * HOUR,
)
ABLE = replace(NOT_DONE, retain=limb(), weigh=limb(), ask_again_at=None)
LACKS_NOW = replace(
    NOT_DONE,
    retain=limb("not_able"),
    support=(Support(what="shorter_steps", result="used"),),
    impairment=Impairment(what="sedation", source="chart", lasting="temporary"),
    link=Link(holds="yes", cannot="keep it in mind", shown_by="asked three times"),
    expected="in_time",
    told_her="in plain words",
    challenge_explained=True,
    review_on=TODAY + timedelta(days=7),
)
LACKS = replace(LACKS_NOW, expected="not_in_time")
OTHER = replace(LACKS_NOW, link=Link(holds="unsure"))
COMPETENT = Competence(
    understands=True, mature=True, weighs=True, free=True, safeguarding="A. Holt, told",
    fraser=(True,) * 5,
)  # fmt: skip

BEST = BestInterests(
    form="b", decision="D03", finding="f", why_not_wait="a medicine starts tonight",
    reason="treatment_safety", competent_clinician="clinician", not_by_appearance=True,
    wishes="she likes to know first", took_part="with pictures",
    consulted=(Consulted(who="advocate", told="that a test is offered", why="to speak for her"),),
    options=("test", "no test"), benefits="a safe medicine", burdens="a little urine",
    less_restrictive="none", objects=False, advocate_needed=False, legal_advice=False,
    conclusion="test", review_on=TODAY, plan_to_tell="tomorrow, by her named nurse",
)  # fmt: skip

OVER = OverrideProposed(
    override="o", recipient="SAFE_ADULT", document="d", opened_from="cannot_ask",
    basis="serious_harm", test="who, what, how likely", at_risk="others", asked="not_asked",
    why_not_asked="it would put a child in danger", told="after", alternatives="advice without her name",
    necessity="they can act tonight", items=(ItemReason(item="threat", why="it is the danger"),),
    harm_to_her="trust", harm_to_trust="less told later", harm_to_others="none",
    advice=(AdviceTaken(name="B. Lund", role="Caldicott", at=NOW, said="share the least", outside_team=True),),
    objection="not known", complaint_offered=True, review_on=TODAY + timedelta(days=7),
)  # fmt: skip
EMERGENCY = OverrideProposed(
    override="o", recipient="SAFE_ADULT", document="d", opened_from="cannot_ask",
    basis="danger_to_life", necessity="he is on his way", senior="C. Ito",
    items=(ItemReason(item="threat", why="it is the danger"),),
)  # fmt: skip
ASKED = PoliceRequested(request="q", officer="DS Reed", force="Northshire", reference="NS-1")
LET = TaskOpened(task="let", what="release", about="q")
POLICE = PoliceDetails(
    request="q", officer="DS Reed", force="Northshire", reference="NS-1", line_of_enquiry="the threat",
    less_intrusive="none", she_was_told="no", released_by="D. Okoro", not_released="the rest",
)  # fmt: skip
STAFF = Chaperone(
    offered=True, answer="accepted", who="staff", name="E. Novak", role="nurse", present=True
)
