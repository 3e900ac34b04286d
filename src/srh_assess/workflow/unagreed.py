"""The letter that goes out without her agreement: whole, decided by two, for one reader, once.

It is made like any other letter and says that she did not agree, and on which ground it goes.
It can be printed or saved only while exactly these words stand decided (law and ethics B5).
"""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from srh_assess.assessment import facts
from srh_assess.assessment.decided import Kept
from srh_assess.assessment.disclosing import OverrideDecided, OverrideProposed, PoliceDetails
from srh_assess.assessment.identity import called, clinical_date
from srh_assess.assessment.record import Share
from srh_assess.errors import Refused
from srh_assess.letters.compose import Occasion
from srh_assess.letters.letter import Recipient, digest
from srh_assess.letters.template import kinds, load
from srh_assess.rules.grounds import GROUNDS
from srh_assess.rules.override import POLICE
from srh_assess.workflow import overriding
from srh_assess.workflow.deciding import Decider, new_id
from srh_assess.workflow.desk import Desk
from srh_assess.workflow.document import HER_COPY
from srh_assess.workflow.given import given_on_desk
from srh_assess.workflow.session import Change, Session
from srh_assess.workflow.sharing import How, Sharing

_FOR_POLICE = "safeguarding_adult"
"""The kind of letter whose boxes hold the facts about safety and no more."""
STATES = {
    "open": "Waits for the second person",
    "agreed": "Agreed, not sent",
    "not_agreed": "Not agreed",
    "sent": "Sent",
}


class Unagreed(Sharing):
    """One letter of one kind under one proposal. ``override`` is its id; a new one without."""

    counts_hours = False

    def __init__(self, session: Session, *args: Any, override: str = "", **told: Any) -> None:
        self.override = override or new_id()
        self.draft = self.empty = OverrideProposed(
            override=self.override, recipient="", document="", opened_from="cannot_ask",
            basis="serious_harm",
        )  # fmt: skip
        super().__init__(session, *args, **told)
        if (kept := self.proposal) is not None:
            self.take(kept.fact)

    @property
    def proposal(self) -> Kept | None:
        """The proposal as it was kept; nothing while it is being written."""
        return self.session.record.decided.overrides.get(self.override)

    @property
    def share(self) -> Share | None:
        """Nothing here rests on a yes of hers."""
        return None

    @property
    def closed(self) -> Refused | None:
        """A duty to share is not closed by her age, nor by what was found."""
        return None

    # -- the draft -----------------------------------------------------------------------

    def take(self, draft: OverrideProposed) -> None:
        """The letter says what this draft would share, on its ground."""
        known = {box.id for box in self.boxes}
        self.draft = draft
        if draft.police is not None:
            self.recipient = to_police(draft.police)
        self.ticks = frozenset(one.item for one in draft.items) & known

    @property
    def law(self) -> str:
        """The law, or the order with its court, number and day."""
        order = self.draft.order
        if order is None:
            return self.draft.law.strip()
        day = clinical_date(order.dated) if order.dated is not None else ""
        words = (order.court.strip(), order.reference.strip(), day)
        return ", ".join(part for part in words if part)

    def whole(self, draft: OverrideProposed) -> OverrideProposed:
        """The draft with what the letter adds: its reader, its number and its words."""
        self.take(draft)
        letter = self.letter
        return replace(
            draft, override=self.override, recipient=self.recipient.id, letter=letter.id,
            document=digest(letter), letter_kind=self.template.id, dated=letter.dated,
        )  # fmt: skip

    def _occasion(self) -> Occasion:
        usual, draft, kept = super()._occasion(), self.draft, self.proposal
        who = self.session.record.identity
        name = called(who) if who is not None else ""
        ground = GROUNDS[draft.basis].letter.format(law=self.law, name=name)
        own_copy = draft.told in {"before", "after"}
        occasion = replace(usual, finding=None, ground=ground, own_copy=own_copy)
        if kept is None:
            return occasion
        by = self._signs(kept.author)
        signed = [s.signed_at for s in self.session.record.sittings if s.signed_at is not None]
        return replace(
            occasion,
            id=draft.letter or occasion.id,
            dated=draft.dated or occasion.dated,
            sender=replace(
                occasion.sender, clinician=by.name, role=by.role, registration=by.registration
            ),
            signed_at=max((moment for moment in signed if moment <= kept.at), default=None),
            approved=self._approved(kept.at),
        )

    # -- whether it may go ---------------------------------------------------------------

    @property
    def why_not(self) -> Refused | None:
        """What stands against sending it now."""
        hers = Decider(self.session)
        return overriding.why_not(hers, self.override, self.recipient.id, self.document)

    @property
    def _rests_on(self) -> str:
        return self.override

    def _out(self, made: facts.LetterMade, how: How, where: str, reason: str) -> Change:
        """It is out, and the proposal is spent: both together."""
        copy, self._released = self.printed_before, ("", "")
        sent = facts.LetterSent(
            letter=made.letter, how=how, where=where, copy=copy, reason=reason.strip()
        )
        return self.session.add(sent, *overriding.used(Decider(self.session), made))


def new(desk: Desk, session: Session, kind: str) -> Unagreed:
    """A letter of this kind that is to go without her agreement."""
    return Unagreed(session, **given_on_desk(desk, kind))


def for_police(desk: Desk, session: Session, request: str) -> Unagreed:
    """A letter to the police, who stand in no list: only for a request that information
    governance let through. Refused without one."""
    asked = {one.request: one for one in overriding.to_propose(session.record)}.get(request)
    if asked is None:
        raise Refused("override-police-request")
    made = new(desk, session, _FOR_POLICE)
    police = PoliceDetails(
        request=asked.request, officer=asked.officer, force=asked.force,
        reference=asked.reference, line_of_enquiry=asked.line_of_enquiry,
    )  # fmt: skip
    made.empty = replace(made.empty, recipient=POLICE, police=police)
    made.take(made.empty)
    return made


def to_police(police: PoliceDetails) -> Recipient:
    """The one officer who asked, on paper; there is no address but the one written by hand."""
    return Recipient(id=POLICE, name=f"{police.officer}, {police.force}")


def of(desk: Desk, session: Session, override: str) -> Unagreed:
    """The letter of a proposal. Refused when there is none."""
    kept = session.record.decided.overrides.get(override)
    if kept is None or not kept.fact.letter_kind:
        raise Refused("override-unknown")
    return Unagreed(session, override=override, **given_on_desk(desk, kept.fact.letter_kind))


def readers() -> tuple[str, ...]:
    """The kinds of letter that have a reader other than herself."""
    return tuple(kind for kind in kinds() if load(kind).kind != HER_COPY)


def state(kept: Kept) -> str:
    """How far a proposal is: one of ``STATES``."""
    if kept.ended is not None:
        return "sent"
    said = [one.decision for one in kept.later if isinstance(one, OverrideDecided)]
    if said:
        return "agreed" if said[-1] == "yes" else "not_agreed"
    return "agreed" if kept.fact.basis == "danger_to_life" else "open"
