"""One recipient, one document, one decision of hers.

Every box starts unticked. Her *yes* names the digest of exactly the letter she saw or heard,
so a changed word or reader asks her again. Nothing is printed or saved without that yes
standing. Her own copy needs no agreement, only a look for other people's names and for harm.
"""

from __future__ import annotations

from datetime import timedelta
from hashlib import sha256
from typing import TYPE_CHECKING, Literal
from uuid import uuid4

from srh_assess.assessment import facts
from srh_assess.assessment.record import Record, Share
from srh_assess.clock import local
from srh_assess.errors import BadInput, Refused
from srh_assess.letters import content, her_copy, template
from srh_assess.letters.compose import Occasion, compose
from srh_assess.letters.content import Agreed, Box
from srh_assess.letters.letter import Letter, Printing, Recipient, Sender, digest, plain_text
from srh_assess.workflow import admissions
from srh_assess.workflow.session import Change, Session
from srh_assess.workflow.unit import Unit
from srh_assess.workflow.walls import HERSELF

if TYPE_CHECKING:
    from srh_assess.letters.render import Rendered, Renderer

Shown = Literal["read_by_her", "read_to_her"]
HER_COPY = "her_copy"


class Sharing:
    """The sharing of one letter of one kind, as the page works on it."""

    def __init__(
        self,
        session: Session,
        unit: Unit,
        kind: str,
        *,
        role: str = "",
        registration: str = "",
        mark: str = "",
    ) -> None:
        self.session = session
        self.template = template.load(kind)
        self.ticks: frozenset[str] = frozenset()
        self.held = False
        self.large = False
        self._mark = mark
        self.id = uuid4().hex[:8].upper()
        self.recipient = _recipient(session, unit, self.template)
        self._unit = unit
        self._sender = Sender(
            trust=unit.trust,
            ward=unit.ward,
            address=unit.address,
            phone=unit.phone,
            clinician=session.author_name,
            role=role or "Registered nurse",
            registration=registration,
        )
        self._renderer: Renderer | None = None

    # -- what may stand in it ------------------------------------------------------------

    @property
    def hers(self) -> bool:
        """Whether this is her own copy."""
        return self.template.kind == HER_COPY

    @property
    def boxes(self) -> tuple[Box, ...]:
        """Every box with the exact lines its tick would add."""
        asking = self.session.findings.asking
        return content.boxes(
            self.template,
            self.session.record,
            asking.visible,
            self.session.protocol,
            asking.not_asked,
        )

    def tick(self, box: str, *, on: bool) -> None:
        """She agrees to a box, or takes it back."""
        if box not in {rule.id for rule in self.template.box}:
            raise BadInput("unknown-box", box=box)
        self.ticks = self.ticks | {box} if on else self.ticks - {box}

    @property
    def letter(self) -> Letter:
        """Exactly what would be sent: the ticked boxes and nothing else of her."""
        agreed = self._agreed()
        if self.hers:
            readers = tuple(_readers(self.session.record))
            return her_copy.compose(agreed, self._occasion(None), readers, held=self.held)
        return compose(agreed, self._occasion(self._finding()))

    def _agreed(self) -> Agreed:
        asking = self.session.findings.asking
        return content.agreed(
            self.template,
            self.ticks,
            self.session.record,
            asking.visible,
            self.session.protocol,
            asking.not_asked,
        )

    def _occasion(self, finding: facts.CapacityFound | None) -> Occasion:
        now = self.session.clock.now()
        sittings = self.session.record.sittings
        return Occasion(
            id=self.id,
            dated=local(now).date(),
            sender=self._sender,
            recipient=self.recipient,
            finding=finding,
            signed_at=sittings[-1].signed_at if sittings else None,
            approved=self._unit.approved,
        )

    def _finding(self) -> facts.CapacityFound | None:
        wanted = f"D16.{self.recipient.id}"
        found = [f for f in self.session.record.capacity if f.decision == wanted]
        return found[-1] if found else None

    # -- as she sees it ------------------------------------------------------------------

    @property
    def plain_text(self) -> str:
        """The same words for reading aloud and for screen readers."""
        return plain_text(self.letter)

    @property
    def document(self) -> str:
        """The SHA-256 that her consent names."""
        return digest(self.letter)

    def pdf(self, *, draft: bool, copy: bool = False, checked: bool = False) -> Rendered:
        """The page as it would be printed. A draft says so in words and across."""
        if self._renderer is None:
            from srh_assess.letters.render import Renderer  # reportlab is slow to load

            self._renderer = Renderer()
        printing = Printing(
            at=self.session.clock.now(),
            draft=draft,
            copy=copy,
            mark=self._mark,
            large=self.large,
            checked=checked,
        )
        return self._renderer.pdf(self.letter, printing)

    # -- her decision --------------------------------------------------------------------

    def able(self, note: str = "") -> Change:
        """The short form: no reason to doubt that she can decide this, now."""
        self._open_to_her()
        return self.session.add(
            facts.CapacityFound(
                finding=uuid4().hex,
                decision=f"D16.{self.recipient.id}",
                outcome="presumed",
                note=note.strip(),
            )
        )

    def decide(
        self,
        decision: Literal["yes", "no", "later"],
        *,
        shown: Shown | None = None,
        words: str = "",
    ) -> Change:
        """Her answer. A yes is refused before she chose something, saw the letter, and was
        found able to decide this; a no or a later never is."""
        self._open_to_her()
        if decision == "yes":
            self._ready_for_yes(shown)
        finding = self._finding()
        return self.session.add(
            facts.ShareDecided(
                share=uuid4().hex,
                recipient=self.recipient.id,
                decision=decision,
                document=self.document if decision == "yes" else "",
                items=tuple(sorted(self.ticks)) if decision == "yes" else (),
                shown=shown or "",
                finding=finding.finding if finding and decision == "yes" else "",
                words=words.strip(),
            )
        )

    def _ready_for_yes(self, shown: Shown | None) -> None:
        if not self.ticks or self.letter.empty:
            raise Refused("share-nothing-chosen")
        if shown is None:
            raise Refused("share-not-shown")
        if self._finding() is None:
            raise Refused("share-capacity")

    def _open_to_her(self) -> None:
        now = self.session.clock.now()
        young = self._unit.young_people
        if admissions.talk_locked(
            self.session.protocol, self.session.record, now, young_people=young
        ):
            raise Refused("talk-locked")

    @property
    def share(self) -> Share | None:
        """Her newest decision about this recipient."""
        found = [
            share
            for share in self.session.record.shares.values()
            if share.fact.recipient == self.recipient.id
        ]
        return max(found, key=lambda share: share.at) if found else None

    @property
    def stands(self) -> bool:
        """Whether she has said yes to exactly this letter and has not taken it back."""
        return self.why_not is None

    @property
    def why_not(self) -> Refused | None:
        """What stands against sending it now, with its next step; nothing when it may go."""
        share = self.share
        if share is None or share.fact.decision != "yes":
            return Refused("share-no-yes")
        if share.withdrawn is not None:
            return Refused("share-withdrawn")
        lapsed = share.at + timedelta(
            days=self.session.protocol.settings["share_lapses_days"].value
        )
        if self.session.clock.now() > lapsed:
            return Refused("share-lapsed")
        return None if share.fact.document == self.document else Refused("share-changed")

    def withdraw(self) -> Change:
        """She has changed her mind: one press, no reason, and nothing more goes out."""
        share = self.share
        if share is None or share.withdrawn is not None or share.fact.decision != "yes":
            raise Refused("share-no-yes")
        return self.session.add(facts.ShareWithdrawn(share=share.fact.share))

    # -- out of the door -----------------------------------------------------------------

    def release(self, *, copy: bool = False, checked: bool = False) -> Rendered:
        """The pages that go out. Refused without her yes to exactly them; her own copy is
        refused until somebody looked for other people's names and for harm."""
        if self.hers:
            self._open_to_her()
        elif (refusal := self.why_not) is not None:
            raise refusal
        return self.pdf(draft=False, copy=copy, checked=checked)

    def sent(
        self,
        rendered: Rendered,
        how: Literal["printed", "saved", "handed_over", "held_for_her"],
        *,
        where: str = "",
        copy: bool = False,
    ) -> Change:
        """Writes down what went out. Called after it did; a failed print is not *sent*."""
        share = self.share
        made = facts.LetterMade(
            letter=uuid4().hex,
            recipient=self.recipient.id,
            document=self.document,
            file=sha256(rendered.data).hexdigest(),
            pages=rendered.pages,
            share="" if self.hers or share is None else share.fact.share,
        )
        out = facts.LetterSent(letter=made.letter, how=how, where=where, copy=copy)
        return self.session.add(made, out)

    @property
    def printed_before(self) -> bool:
        """Whether this very document went out before: the next one is a copy."""
        return any(
            letter.fact.document == self.document and letter.sent
            for letter in self.session.record.letters.values()
        )


def _recipient(session: Session, unit: Unit, kind: template.Template) -> Recipient:
    if kind.kind == HER_COPY:
        return Recipient(id=HERSELF, name="You", hers=True)
    place = session.protocol.destinations[kind.destination]
    return Recipient(
        id=kind.destination,
        name=unit.names.get(kind.destination, place.label),
        address=unit.addresses.get(kind.destination, ()),
    )


def _readers(record: Record) -> list[her_copy.Reader]:
    """Who has a letter with her agreement now, and what she left out of it."""
    found = []
    for share in record.shares.values():
        if share.fact.decision == "yes" and share.withdrawn is None:
            found.append(her_copy.Reader(name=share.fact.recipient))
    return found
