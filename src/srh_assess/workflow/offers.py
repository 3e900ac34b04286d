"""Which further questions fit: offered by what the core questions found and by what matters to
her, never forced. What was offered, and what she said to it, is in the journal.
"""

from __future__ import annotations

from msgspec import Struct

from srh_assess.assessment.offering import ExtendedOffered, Said, newest
from srh_assess.errors import Refused
from srh_assess.protocol.model import Item, Section
from srh_assess.workflow import flow
from srh_assess.workflow.session import Change, Session

FIRST = "X62"
"""The part she chose to begin with: it matters to her."""


class Offer(Struct, frozen=True, kw_only=True):
    """The further questions of one section. ``because`` are needs that were raised; ``hers`` says
    that she named the topic herself; ``answer`` is what she said in this sitting."""

    section: str
    name: str
    items: tuple[str, ...]
    because: tuple[str, ...] = ()
    hers: bool = False
    answer: Said | None = None

    @property
    def fits(self) -> bool:
        """Whether anything makes it worth offering, or she has said something to it already."""
        return bool(self.because) or self.hers or self.answer is not None


def offers(session: Session) -> tuple[Offer, ...]:
    """What fits now: first what she named, then in the order of the talk. Nothing outside a full
    talk: the short version stays short, and after her no nothing more is offered."""
    fitting = (offer for offer in every(session) if offer.fits)
    return tuple(sorted(fitting, key=lambda offer: not offer.hers))


def every(session: Session) -> tuple[Offer, ...]:
    """The same with sections that nothing points to: she or the nurse may look for them."""
    record = session.record
    if record.open_sitting is None or flow.asking_outcome(record) != "go":
        return ()
    said = newest(record.offers, session.sitting)
    ordered = sorted(session.protocol.sections, key=lambda section: section.order)
    found = (_offer(session, one, said.get(one.id)) for one in ordered if not one.staff)
    return tuple(offer for offer in found if offer.items)


def _offer(session: Session, section: Section, said: ExtendedOffered | None) -> Offer:
    further = [item for item in session.protocol.items.values() if _further(session, item, section)]
    needs = {need for item in further for need in item.needs}
    raised = tuple(need.id for need in session.findings.needs if need.id in needs)
    first = session.findings.asking.visible.get(FIRST)
    hers = first is not None and first.value == section.id
    return Offer(
        section=section.id,
        name=section.name,
        items=tuple(item.id for item in further),
        because=said.because if said is not None else raised,
        hers=hers or bool(needs & set(session.record.priorities)),
        answer=said.answer if said is not None else None,
    )


def parts(session: Session, offer: Offer) -> tuple[str, ...]:
    """Where in the talk the answers stand that make an offer fit: parts by their neutral names,
    and never what was found there."""
    items, names = session.protocol.items, {one.id: one for one in session.protocol.sections}
    answers = (
        items[item].section
        for need in session.findings.needs
        if need.id in offer.because
        for item in need.because
        if item in items
    )
    told = (names[one] for one in dict.fromkeys(answers))
    return tuple(one.name for one in told if not one.staff)


def _further(session: Session, item: Item, section: Section) -> bool:
    """Whether an item is one of the further questions that may be asked of her now."""
    return (
        item.section == section.id
        and not (item.core or item.same_sitting or item.staff)
        and item.id != flow.QUICK
        and item.id in session.findings.asking.shown
    )


def answer(session: Session, section: str, said: Said) -> Change:
    """Writes down what she said to an offer. Refused for a section without further questions."""
    offer = next((one for one in every(session) if one.section == section), None)
    if offer is None:
        raise Refused("offer-nothing")
    return session.add(
        ExtendedOffered(
            sitting=session.sitting, section=section, answer=said, because=offer.because
        )
    )
