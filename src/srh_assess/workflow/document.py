"""One document on the table: what may stand in it, what does, and how she comes to know it.

A letter she agreed to keeps its number, its date and who signs it, whoever opens it later: it
is made again from the record, word for word, or it is not the one she agreed to.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Literal
from uuid import uuid4

from msgspec import Struct

from srh_assess.assessment import facts
from srh_assess.assessment.record import Share
from srh_assess.clock import local
from srh_assess.errors import BadInput
from srh_assess.letters import content, her_copy, onward, standing
from srh_assess.letters.cited import Cited
from srh_assess.letters.compose import Occasion, compose
from srh_assess.letters.content import Box
from srh_assess.letters.letter import Letter, Printing, Recipient, Sender, digest, plain_text
from srh_assess.letters.template import Template, kinds, load
from srh_assess.workflow.session import Session
from srh_assess.workflow.unit import Unit
from srh_assess.workflow.walls import HERSELF
from srh_assess.workflow.ward_name import plain

if TYPE_CHECKING:
    from srh_assess.letters.render import Rendered, Renderer

NO_PHONE = (
    "The ward has no telephone number set: write it on the line on page 1. A lead sets it for good."
)
NO_WARD = (
    "Nothing is set for {ward}: the letter gives the return address and the telephone of {home}, "
    "and its name where that is ticked. A lead sets those of each ward."
)
NO_ADDRESS = (
    "No address is set for this reader: hand the letter over, or write the envelope by hand. "
    "A lead sets it for good."
)
Shown = Literal["read_by_her", "read_to_her"]
HER_COPY = "her_copy"
THE_POLICE = "A police force"
WISHES = "O03"
"""Who may see her answers, as she said early in the talk."""
_READERS = {"SRH": "srh_clinic", "GP": "gp", "nurse_in_charge": "ward_team"}
_ONLY_KIND = {"SRH": "srh_in_reach", HERSELF: HER_COPY}
"""The kinds of letter there were before a fact named its kind."""


class Signatory(Struct, frozen=True, kw_only=True):
    """Who signs a letter, as it stands on paper. ``registration`` is empty where the trust
    prints none."""

    name: str
    role: str = "Registered nurse"
    registration: str = ""


class Document:
    """A letter of one kind about one woman, made from her record and her ticks.

    ``signs`` gives the signatory behind an author's id; without it, whoever is signed in.
    ``mark`` is what a home that is not live prints on everything. ``approved`` says whether the
    content was approved at a moment; without it the letter says that it was not. ``logo`` is
    the trust's picture, no word of the letter. ``home`` are the names the ward of this home has
    had; a stay on another ward has the lines of that ward.
    """

    counts_hours = True
    """Whether a letter of a kind that counts hours does so. The moment it counts to is kept with
    her answer; a letter that stands on no answer of hers gives the times alone."""

    def __init__(
        self,
        session: Session,
        unit: Unit,
        kind: str,
        *,
        signs: Callable[[str], Signatory] | None = None,
        mark: str = "",
        approved: Callable[[datetime], bool] | None = None,
        logo: bytes = b"",
        home: tuple[str, ...] = (),
    ) -> None:
        self.session = session
        self.template = standing.worded(load(kind), unit.sentences)
        self.logo = logo
        self.recipient = _recipient(session, unit, self.template)
        self.held = False
        self.large = False
        self._whole, self._mark, self._home = unit, mark, home
        self._approved = approved or (lambda _: False)
        self._signs = signs or (lambda _: Signatory(name=session.author_name))
        self._renderer: Renderer | None = None
        share = self.share
        self._begin(share.fact if share is not None and share.withdrawn is None else None)

    def _begin(self, after: facts.ShareDecided | None = None) -> None:
        """What belongs to one asking: the ticks, the letter's number, what she saw, and the
        finding that she could decide. ``after`` her yes, its boxes stay ticked."""
        self._anew = after is None or after.decision != "yes"
        told = after.counted_to if after is not None and not self._anew else None
        counts = self.template.hours and self.counts_hours
        self._counted_to = (told or self.session.clock.now()) if counts else None
        self.ticks = frozenset(after.items if after else ())
        self._next = uuid4().hex
        self._found = ""
        self._seen: tuple[str, Shown] | None = None

    @property
    def _ward(self) -> str:
        stay = self.session.record.stay
        return stay.ward if stay is not None else ""

    @property
    def _unit(self) -> Unit:
        """The unit as the ward of her stay has it."""
        return self._whole.on(self._ward)

    @property
    def _elsewhere(self) -> bool:
        """Whether her stay is on another ward, and nobody set what letters say of it."""
        known = (*self._home, *(own.ward for own in self._whole.wards))
        return bool(self._home) and plain(self._ward) not in {"", *map(plain, known)}

    # -- what may stand in it ------------------------------------------------------------

    @property
    def hers(self) -> bool:
        """Whether this is her own copy."""
        return self.template.kind == HER_COPY

    @property
    def boxes(self) -> tuple[Box, ...]:
        """Every box with the exact lines its tick would add."""
        return _boxes(self.template, self.session, self._counted_to)

    def tick(self, box: str, *, on: bool) -> None:
        """She agrees to a box, or takes it back."""
        if box not in {one.id for one in self.boxes}:
            raise BadInput("unknown-box", box=box)
        self.ticks = self.ticks | {box} if on else self.ticks - {box}

    @property
    def gaps(self) -> tuple[str, ...]:
        """What the unit has not set, and what to do about it on this paper. It stops nothing."""
        unit, place = self._unit, self.recipient
        elsewhere = NO_WARD.format(ward=self._ward, home=unit.ward)
        return (
            *((elsewhere,) if self._elsewhere else ()),
            *(() if unit.phone.strip() else (NO_PHONE,)),
            *(() if place.hers or self.template.inside or place.address else (NO_ADDRESS,)),
        )

    # -- what she decided before ---------------------------------------------------------

    @property
    def shares(self) -> tuple[Share, ...]:
        """Everything she decided about this reader, oldest first."""
        every = self.session.record.shares.values()
        return tuple(share for share in every if kind_of(share.fact) == self.template.id)

    @property
    def share(self) -> Share | None:
        """Her newest decision about this reader."""
        return self.shares[-1] if self.shares else None

    @property
    def chosen_before(self) -> frozenset[str]:
        """What she ticked when she last said yes: a word beside a box, never a tick."""
        said = [share for share in self.shares if share.fact.decision == "yes"]
        return frozenset(said[-1].fact.items) if said else frozenset()

    @property
    def asks_now(self) -> Signatory:
        """Who asks her, and would sign."""
        return self._signs(self.session.author)

    def asked_by(self, share: Share) -> str:
        """Who asked her."""
        return self._signs(share.author).name

    @property
    def wish(self) -> Literal["", "yes", "no"]:
        """What she said early in the talk about this reader (O03). It proposes, no more."""
        answer = self.session.findings.asking.visible.get(WISHES)
        code = _READERS.get(self.recipient.id, "")
        if answer is None or answer.state is not None or not code:
            return ""
        return "yes" if code in answer.codes else "no"

    @property
    def _kept(self) -> Share | None:
        """Her yes to just these boxes: its letter is made again as it was."""
        share = self.share
        if share is None or self._anew or self.ticks != frozenset(share.fact.items):
            return None
        return share

    # -- what stands in it ---------------------------------------------------------------

    @property
    def letter(self) -> Letter:
        """Exactly what would be sent: the ticked boxes and nothing else of her."""
        session = self.session
        asking = session.findings.asking
        agreed = content.agreed(
            self.template, self.ticks, session.record, asking.visible, session.written,
            asking.not_asked, self._counted_to, _tables(session),
        )  # fmt: skip
        if self.hers:
            told = tuple(_told(session, self._unit))
            return her_copy.compose(agreed, self._occasion(), told, held=self.held)
        return compose(agreed, self._occasion())

    def _occasion(self) -> Occasion:
        kept, unit = self._kept, self._unit
        at = kept.at if kept else self.session.clock.now()
        dated = kept.fact.dated if kept else None
        who = self._signs(kept.author if kept else self.session.author)
        signed = [s.signed_at for s in self.session.record.sittings if s.signed_at is not None]
        return Occasion(
            id=kept.fact.letter if kept else self._next[:8].upper(),
            dated=dated or local(at).date(),
            sender=Sender(
                trust=unit.trust,
                ward=unit.ward,
                address=unit.address,
                phone=unit.rung,
                mailbox=unit.mailbox,
                clinician=who.name,
                role=who.role,
                registration=who.registration,
            ),
            recipient=self.recipient,
            receiver=onward.rows(self.session.record.onward, self.template.says)
            if self.template.onward
            else (),
            finding=self._finding(kept.fact.finding if kept else self._found),
            signed_at=max((moment for moment in signed if moment <= at), default=None),
            approved=self._approved(at),
        )

    @property
    def decision(self) -> str:
        """The id of her decision about this reader, in the catalogue of decisions."""
        return f"D16.{self.recipient.id}"

    def _finding(self, wanted: str) -> facts.CapacityFound:
        """The finding the letter speaks of. Before there is one it reads as it must for the
        letter to go out at all, so that writing it down changes no word she has seen."""
        made = (one for one in self.session.record.capacity if one.finding == wanted)
        yet_to_come = facts.CapacityFound(finding="", decision=self.decision, outcome="presumed")
        return next(made, yet_to_come)

    # -- as she comes to know it ---------------------------------------------------------

    @property
    def plain_text(self) -> str:
        """The same words for reading aloud and for screen readers."""
        return plain_text(self.letter)

    @property
    def document(self) -> str:
        """The SHA-256 that her consent names."""
        return digest(self.letter)

    def show(self, how: Shown) -> None:
        """The end of exactly this letter was shown to her, or it was read to her."""
        self._seen = (self.document, how)

    @property
    def shown(self) -> Shown | None:
        """How she came to know exactly this letter; nothing once a word has changed."""
        if self._seen is None or self._seen[0] != self.document:
            return None
        return self._seen[1]

    @property
    def file_name(self) -> str:
        """A name that gives nothing away, and says so where it is of training."""
        prefix = "TRAINING-" if self._mark.startswith("TRAINING") else ""
        return f"{prefix}{self.letter.file_name}"

    def pdf(self, *, draft: bool, copy: bool = False, checked: bool = False) -> Rendered:
        """The page as it would be printed. A draft says so in words and across."""
        if self._renderer is None:
            from srh_assess.letters.paper import Window  # reportlab is slow to load
            from srh_assess.letters.render import Renderer

            envelope = self._unit.envelope
            self._renderer = Renderer(Window().moved(envelope.right, envelope.down))
        printing = Printing(
            at=self.session.clock.now(),
            draft=draft,
            copy=copy,
            mark=self._mark,
            large=self.large,
            checked=checked,
            logo=self.logo,
        )
        return self._renderer.pdf(self.letter, printing)


def kind_of(share: facts.ShareDecided) -> str:
    """The kind of letter that one of her answers is about."""
    return share.template or _ONLY_KIND.get(share.recipient, "")


def _boxes(template: Template, session: Session, at: datetime | None = None) -> tuple[Box, ...]:
    asking = session.findings.asking
    return content.boxes(
        template, session.record, asking.visible, session.written, asking.not_asked, at,
        _tables(session),
    )  # fmt: skip


def _tables(session: Session) -> tuple[Cited, ...]:
    """What the reference tables say of her now, as it is written: a letter may not name her."""
    return (*session.found.medicine_facts, *session.found.due_dates)


def _recipient(session: Session, unit: Unit, template: Template) -> Recipient:
    if template.kind == HER_COPY:
        return Recipient(id=HERSELF, name="You", hers=True)
    place = session.protocol.destinations[template.destination]
    named = session.record.onward
    if template.onward and named is not None:
        who = ", ".join(part for part in (named.receiver, named.team) if part)
        return Recipient(id=template.destination, name=who)
    return Recipient(
        id=template.destination,
        name=unit.names.get(template.destination, template.reader or place.label),
        address=unit.addresses.get(template.destination, ()),
        envelope_name=unit.envelope_names.get(template.destination, template.envelope),
    )


def _told(session: Session, unit: Unit) -> Iterator[her_copy.Reader]:
    """Who has a letter with her agreement, or is to get one, and what she left out of it."""
    gone = {letter.fact.share for letter in session.record.letters.values() if letter.sent}
    agreed = [one for one in session.record.shares.values() if one.fact.decision == "yes"]
    for kind in kinds():
        said = [share for share in agreed if kind_of(share.fact) == kind]
        if not said or kind == HER_COPY:
            continue
        other = load(kind)
        out = [share for share in said if share.fact.share in gone]
        to_come = [share for share in said[-1:] if share.withdrawn is None]
        for share in out[-1:] or to_come:
            yield her_copy.Reader(
                name=_recipient(session, unit, other).name,
                left_out=her_copy.left_out(_boxes(other, session), share.fact.items),
                soon=share not in out,
            )
    yield from _without(session, unit)


def _without(session: Session, unit: Unit) -> Iterator[her_copy.Reader]:
    """Who has something that she did not agree to, the police too; what she is to be told later
    from its day on."""
    today = local(session.clock.now()).date()
    for kept in session.record.decided.overrides.values():
        fact = kept.fact
        later = fact.told == "not" and (fact.told_on is None or fact.told_on > today)
        if kept.ended is None or later:
            continue
        name = THE_POLICE
        if fact.letter_kind and fact.police is None:
            name = _recipient(session, unit, load(fact.letter_kind)).name
        elif fact.recipient in session.protocol.destinations:
            name = session.protocol.destinations[fact.recipient].label
        yield her_copy.Reader(name=name, without=True)
