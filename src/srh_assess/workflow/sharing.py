"""One recipient, one document, one decision of hers.

Every box starts unticked. Her *yes* names the digest of exactly the letter she saw or heard,
so a changed word or reader asks her again. Nothing is printed or saved without that yes
standing. Her own copy needs no agreement, only a look for other people's names and for harm.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NoReturn
from uuid import uuid4

from srh_assess.assessment import facts
from srh_assess.assessment.capacity import Interpreting
from srh_assess.assessment.deciding import Blocked
from srh_assess.assessment.record import Letter as Made
from srh_assess.clock import local
from srh_assess.errors import BadInput, Refused
from srh_assess.letters import printable, save
from srh_assess.letters.content import Box
from srh_assess.letters.letter import Block, Letter, Row, digest
from srh_assess.rules import capacity as rules
from srh_assess.rules.consent import MOST_DAYS, share_lapsed
from srh_assess.rules.decisions import NOT_FREE
from srh_assess.workflow import admissions, consent
from srh_assess.workflow.desk import Desk
from srh_assess.workflow.document import HER_COPY, Document, Shown, Signatory, kind_of
from srh_assess.workflow.given import given_on_desk
from srh_assess.workflow.session import Change, Session
from srh_assess.workflow.walls import ABLE

if TYPE_CHECKING:
    from srh_assess.letters.render import Rendered

__all__ = [
    "HER_COPY", "Block", "Box", "How", "Letter", "Rendered", "Row", "Sharing", "Shown",
    "Signatory", "State", "on_desk",
]  # fmt: skip

How = Literal["printed", "saved", "handed_over", "held_for_her", "read_with_her"]
State = Literal["not_asked", "yes", "sent", "no", "later", "withdrawn", "again"]
Sent = tuple[datetime, facts.LetterSent]


class Sharing(Document):
    """The sharing of one letter of one kind, as a page works on it."""

    outgoing: Path | None = None
    """Where a file may stand for the computer's own PDF program; none where the unit allows no
    such program."""
    _released: tuple[str, str] = ("", "")

    # -- whether she can be asked --------------------------------------------------------

    @property
    def closed(self) -> Refused | None:
        """Why she cannot be asked at all now; nothing when she can."""
        now, young = self.session.clock.now(), self._unit.young_people
        record = self.session.record
        if admissions.talk_locked(self.session.protocol, record, now, young_people=young):
            return Refused("talk-locked")
        newest = rules.newest(record, self.decision)
        if newest is None or newest.fact.outcome not in NOT_FREE:
            return None
        if not rules.superseded(record, newest, now):
            return Refused("share-not-able")
        return None

    @property
    def _newest_finding(self) -> facts.CapacityFound | None:
        found = [f for f in self.session.record.capacity if f.decision == self.decision]
        return found[-1] if found else None

    @property
    def able_now(self) -> bool:
        """Whether it is written down, in this asking, that she can decide it."""
        newest = self._newest_finding
        return newest is not None and newest.finding == self._found and newest.outcome in ABLE

    def take_finding(self) -> bool:
        """Takes over what the longer form found for just this decision, when it says that she is
        able and still serves. False when there is no such finding."""
        newest = rules.newest(self.session.record, self.decision)
        if newest is None or newest.fact.outcome not in ABLE:
            return False
        now = self.session.clock.now()
        if rules.stale(self.session.protocol, self.session.record, newest, now):
            return False
        self._found = newest.fact.finding
        return True

    def able(self, note: str = "") -> Change:
        """The short form: no reason to doubt that she can decide this, now."""
        return self._find("presumed", note)

    def doubted(self, note: str = "") -> Change:
        """There is a reason to doubt: the decision stays open and nothing goes out."""
        return self._find("not_completed", note)

    def _find(self, outcome: Literal["presumed", "not_completed"], note: str) -> Change:
        self._open_to_her()
        finding = uuid4().hex
        change = self.session.add(
            facts.CapacityFound(
                finding=finding,
                decision=self.decision,
                outcome=outcome,
                note=note.strip(),
                interpreting=self._interpreting(),
            )
        )
        self._found = finding if outcome in ABLE else ""
        return change

    def _interpreting(self) -> Interpreting:
        """The interpreter in the room, where she needs one, as the room was prepared (X04)."""
        stay, room = self.session.record.stay, self.session.findings.asking.visible.get("X04")
        if stay is None or not stay.interpreter:
            return Interpreting()
        if room is None or room.value != "interpreter":
            return Interpreting(by="none")
        return Interpreting(by="professional", name=room.words.strip() or "In the room")

    def _open_to_her(self) -> None:
        if (closed := self.closed) is not None:
            raise closed

    # -- her decision --------------------------------------------------------------------

    def ask_again(self) -> None:
        """A new asking: a new letter, every box empty, nothing seen. What she said before
        stays in the record and keeps nothing open meanwhile."""
        self._begin()

    def decide(
        self,
        decision: Literal["yes", "no", "later"],
        *,
        shown: Shown | None = None,
        words: str = "",
        again_on: date | None = None,
    ) -> Change:
        """Her answer. A yes is refused before she chose something, saw the letter, and was
        found able to decide this; a no or a later never is. ``again_on`` is the day to ask
        again after a later; without one, only if she asks."""
        self._open_to_her()
        if shown is not None:
            self.show(shown)
        fact = facts.ShareDecided(
            share=self._next,
            recipient=self.recipient.id,
            template=self.template.id,
            decision=decision,
            words=words.strip(),
            **(self._yes() if decision == "yes" else self._again(decision, again_on)),
        )
        change = self.session.add(fact)
        self._begin(fact)
        return change

    def _yes(self) -> dict[str, Any]:
        if (refusal := self.why_not_yes) is not None:
            self._stop(refusal)
        letter = self.letter
        return {
            "document": digest(letter),
            "letter": letter.id,
            "dated": letter.dated,
            "counted_to": self._counted_to,
            "items": tuple(sorted(self.ticks)),
            "shown": self.shown or "",
            "finding": self._found,
        }

    def _again(self, decision: str, again_on: date | None) -> dict[str, Any]:
        if decision == "no":
            return {}
        if again_on is None:
            return {"ask_again": "if_she_asks"}
        if again_on < local(self.session.clock.now()).date():
            raise BadInput("share-again-past")
        return {"ask_again": "on_date", "again_on": again_on}

    @property
    def why_not_yes(self) -> Refused | None:
        """What is still missing before she can say yes to this letter; nothing when she can."""
        if (closed := self.closed) is not None:
            return closed
        if self._kept is not None:
            return Refused("share-changed")
        if self.template.onward and self.session.record.onward is None:
            return Refused("handover-unnamed")
        if not any(box.id in self.ticks and not box.empty for box in self.boxes):
            return Refused("share-nothing-chosen")
        if (fault := printable.why_not(self.letter)) is not None:
            return Refused(fault.code, **fault.values)
        if self.hers:
            return None
        if self.shown is None:
            return Refused("share-not-shown")
        return None if self.able_now else Refused("share-capacity")

    def withdraw(self) -> Change:
        """She has changed her mind: one press, no reason, and nothing more goes out."""
        share = self.share
        if share is None or share.withdrawn is not None or share.fact.decision != "yes":
            raise Refused("share-no-yes")
        now = self.session.clock.now()
        stops = consent.taken_back(self.session.record, share.fact.share, now)
        change = self.session.add(*stops)
        self._begin()
        return change

    # -- whether it may go ---------------------------------------------------------------

    @property
    def stands(self) -> bool:
        """Whether exactly this letter may go out now."""
        return self.why_not is None

    @property
    def why_not(self) -> Refused | None:
        """What stands against sending it now, with its next step; nothing when it may go."""
        share = self.share
        if (closed := self.closed) is not None:
            return closed
        if share is None or share.fact.decision != "yes":
            return Refused("copy-nothing-chosen" if self.hers else "share-no-yes")
        if share.withdrawn is not None:
            return Refused("share-withdrawn")
        if self.hers:
            return None if self._kept else Refused("copy-nothing-chosen")
        if code := share_lapsed(share, self.session.clock.now(), self.days):
            return Refused(code)
        return None if share.fact.document == self.document else Refused("share-changed")

    @property
    def days(self) -> int:
        """How many days her yes waits for the letter to go, while her stay lasts."""
        return int(min(self.session.protocol.settings["share_lapses_days"].value, MOST_DAYS))

    @property
    def state(self) -> State:
        """How far this letter is, in one word, for a list."""
        share = self.share
        if share is None:
            return "not_asked"
        if share.withdrawn is not None:
            return "withdrawn"
        if share.fact.decision != "yes":
            return share.fact.decision
        if any(letter.fact.share == share.fact.share and letter.sent for letter in self._made):
            return "sent"
        return "yes" if self.stands else "again"

    @property
    def _made(self) -> list[Made]:
        """Letters of this kind: those of her own answers about it, and those that went to this
        reader without any (a decision of two people)."""
        shares = self.session.record.shares
        return [
            letter
            for letter in self.session.record.letters.values()
            if letter.fact.recipient == self.recipient.id
            and (
                letter.fact.share not in shares
                or kind_of(shares[letter.fact.share].fact) == self.template.id
            )
        ]

    @property
    def sent_before(self) -> tuple[Sent, ...]:
        """Every time a letter went to this reader, oldest first."""
        return tuple(sorted((out for made in self._made for out in made.sent), key=lambda o: o[0]))

    @property
    def printed_before(self) -> bool:
        """Whether this very document went out before: the next one is a copy."""
        document = self.document
        return any(
            out.how != "read_with_her"
            for made in self._made
            if made.fact.document == document
            for _, out in made.sent
        )

    # -- out of the door -----------------------------------------------------------------

    def release(self, *, checked: bool = False) -> Rendered:
        """The pages that go out. Refused without her yes to exactly them; her own copy is
        refused until somebody looked for other people's names and for harm. What went out
        before is marked as a copy."""
        if (refusal := self.why_not) is not None:
            self._stop(refusal)
        rendered = self.pdf(draft=False, copy=self.printed_before, checked=checked)
        self._released = (self.document, sha256(rendered.data).hexdigest())
        return rendered

    def print_out(
        self,
        rendered: Rendered,
        press: Callable[[bytes], None],
        *,
        printer: str,
        how: How = "printed",
        reason: str = "",
    ) -> Change:
        """Prints what was released. The try is in the journal before the printer is asked; it
        counts as sent only once ``press`` came back. A copy needs its reason."""
        self._why_a_copy(reason)
        made = self._make(rendered)
        self.session.add(made)
        press(rendered.data)
        return self._out(made, how, printer, reason)

    def save(self, rendered: Rendered, folder: Path, *, reason: str = "") -> Path:
        """Writes what was released into a folder, under a name that gives nothing away. A copy
        needs its reason."""
        self._why_a_copy(reason)
        made = self._make(rendered)
        path = save.write(folder, self.file_name, rendered.data)
        self.session.add(made)
        self._out(made, "saved", str(folder), reason)
        return path

    def discard(self, saved: Path) -> None:
        """Deletes a file that ``save`` wrote, once it is printed. The journal keeps that it was
        written."""
        save.remove(saved)

    def sent(self, rendered: Rendered, how: How) -> Change:
        """Writes down that what was released went another way: read with her, handed over."""
        made = self._make(rendered)
        self.session.add(made)
        return self._out(made, how, "", "")

    def _stop(self, refusal: Refused) -> NoReturn:
        """Refuses, and writes down that it was tried: which wall, for which reader."""
        self.session.add(Blocked(code=refusal.code, about=self.decision))
        raise refusal

    def _why_a_copy(self, reason: str) -> None:
        if self.printed_before and not reason.strip():
            raise BadInput("copy-reason")

    def _make(self, rendered: Rendered) -> facts.LetterMade:
        if (refusal := self.why_not) is not None:
            self._stop(refusal)
        file = sha256(rendered.data).hexdigest()
        document = self.document
        if self._released != (document, file):
            self._stop(Refused("share-changed"))
        return facts.LetterMade(
            letter=uuid4().hex,
            recipient=self.recipient.id,
            document=document,
            file=file,
            pages=rendered.pages,
            share=self._rests_on,
        )

    @property
    def _rests_on(self) -> str:
        """The decision that lets this letter go."""
        return self.share.fact.share if self.share is not None else ""

    def _out(self, made: facts.LetterMade, how: How, where: str, reason: str) -> Change:
        copy, self._released = self.printed_before, ("", "")
        return self.session.add(
            facts.LetterSent(
                letter=made.letter, how=how, where=where, copy=copy, reason=reason.strip()
            )
        )


def on_desk(desk: Desk, session: Session, kind: str) -> Sharing:
    """The sharing of one kind of letter about her, signed by whoever asked her."""
    desk.need("send_letters")
    sharing = Sharing(session, **given_on_desk(desk, kind))
    sharing.outgoing = desk.folder if desk.unit is not None and desk.unit.viewer else None
    return sharing
