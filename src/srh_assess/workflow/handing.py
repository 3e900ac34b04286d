"""What goes on elsewhere when a stay ends: what is due and when, how to reach her safely, what she
agreed that the next team may read, and the facts that hand it over.

The words that go with her are a letter she said yes to: the handover names that yes and the
digest of exactly those words. Without one nothing goes in writing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any

from msgspec import Struct

from srh_assess.assessment import following as f
from srh_assess.assessment.dues import dues
from srh_assess.assessment.facts import Acceptance, AnyFact
from srh_assess.assessment.identity import clinical_date, clinical_moment
from srh_assess.assessment.onward import ReceiverNamed
from srh_assess.assessment.record import Record, Share
from srh_assess.errors import Refused
from srh_assess.letters.template import Field
from srh_assess.letters.wording import worded
from srh_assess.protocol.model import Protocol
from srh_assess.rules.following import following_faults
from srh_assess.workflow.lanes import DUE_WORDS, care_name
from srh_assess.workflow.session import Change, Session
from srh_assess.workflow.walls import HERSELF

_DATED = frozenset({"repeat", "next_dose", "appointment", "rebook", "answer", "care"})
HANDOVER, SEALED = "handover", "handover_sealed"
"""The two papers of a handover: what goes openly, and what goes in an envelope of its own."""
REACH = ("X09", "Z04")
"""The items that say how she can be reached without harm."""


class Receiver(Struct, frozen=True, kw_only=True):
    """Who takes over: the person, how to reach them, whether they said yes, and what goes with
    her: ``share`` her yes to a letter, ``sealed`` a closed part beside it."""

    name: str = ""
    contact: str = ""
    acceptance: Acceptance | None = None
    share: str = ""
    sealed: bool = False


class Permitted(Struct, frozen=True, kw_only=True):
    """A letter she said yes to that could go with her."""

    share: str
    words: str


def dated(protocol: Protocol, record: Record) -> Iterator[tuple[str, str]]:
    """The thread and the words of everything with a day: a visit, a next dose, a test to be
    repeated, an answer that is awaited."""
    following = record.following
    for line in dues(record):
        if line.what not in _DATED:
            continue
        kept = following.care.get(line.id) or following.samples.get(line.id)
        referral = following.referrals.get(line.id)
        about = ""
        if kept is not None:
            about = care_name(protocol, kept.fact)
        elif referral is not None:
            about = protocol.destinations[referral.fact.destination].label
        what = f"{DUE_WORDS[line.what]}: {about}" if about else DUE_WORDS[line.what]
        when = clinical_date(line.at) if line.dated else clinical_moment(line.at)
        yield line.id, f"{what}, {when}"


def reach(protocol: Protocol, record: Record) -> tuple[tuple[str, str], ...]:
    """How to reach her, as she said it: the label and the words. Not asked says so."""
    found = []
    for id in REACH:
        item, answer = protocol.items[id], record.answers.get(id)
        field = Field(item=id, part="practical", form="plain", words=True)
        found.append((item.label, worded(field, item, answer) if answer else "Not asked"))
    return tuple(found)


def permitted(protocol: Protocol, record: Record) -> tuple[Permitted, ...]:
    """Every letter to which her yes stands, the newest first: her newest word about each counts.
    Her own copy is hers alone."""
    newest = {
        (share.fact.recipient, share.fact.template): share for share in record.shares.values()
    }
    return tuple(
        Permitted(share=share.fact.share, words=_letter(protocol, share))
        for share in sorted(newest.values(), key=lambda share: share.at, reverse=True)
        if share.fact.decision == "yes"
        and share.withdrawn is None
        and share.fact.recipient != HERSELF
        and share.fact.template != SEALED
    )


def _letter(protocol: Protocol, share: Share) -> str:
    place = protocol.destinations.get(share.fact.recipient)
    name = place.label if place else share.fact.recipient
    if share.fact.template == HANDOVER:
        name = "The handover"
    return f"{name}, agreed {clinical_date(share.at)}"


def proposed(protocol: Protocol, record: Record) -> Receiver:
    """Who is named to take over so far, and what could go with her: the handover she agreed to,
    and its sealed part."""
    named = record.onward
    papers = {
        share.fact.template: share.fact.share
        for share in record.shares.values()
        if share.fact.decision == "yes" and share.withdrawn is None
    }
    could_go = {one.share for one in permitted(protocol, record)}
    paper = papers.get(HANDOVER, "")
    return Receiver(
        name=named.receiver if named else "",
        contact=", ".join(part for part in (named.team, named.contact) if part) if named else "",
        acceptance=named.answer if named else None,
        share=paper if paper in could_go else "",
        sealed=SEALED in papers,
    )


def name(session: Session, receiver: str, **more: Any) -> Change:
    """Somebody is to take over, and what they said so far."""
    at = more.pop("at", None) or session.clock.now()
    texts = {key: value.strip() for key, value in more.items()}
    return session.add(
        ReceiverNamed(receiver=receiver.strip(), at=at, by=session.author_name, **texts)
    )


def handed(
    protocol: Protocol,
    record: Record,
    to: Receiver,
    at: datetime,
    *,
    author: str,
    ids: Callable[[], str],
) -> tuple[tuple[AnyFact, ...], tuple[AnyFact, ...]]:
    """What is written before the end of the stay, and what after it. Nothing where no need was
    confirmed and open, or nobody is named. Refused for words she has not agreed to."""
    needs = tuple(n.need for n in record.following.needs.values() if n.confirmed and n.open)
    name = to.name.strip()
    if not needs or not name or to.acceptance not in ("accepted", "asked"):
        if to.share:
            raise Refused("handover-permits")
        return (), ()
    agreed = {one.share for one in permitted(protocol, record)}
    if to.share and to.share not in agreed:
        raise Refused("handover-permits")
    share = record.shares.get(to.share)
    days = timedelta(days=protocol.settings["follow_again_days"].value)
    made = f.HandoverMade(
        handover=ids(),
        receiver=name,
        contact=to.contact.strip(),
        needs=needs,
        share=to.share,
        document=share.fact.document if share else "",
        items=share.fact.items if share else (),
        sealed=to.sealed,
        answer_by=at + days if to.acceptance == "asked" else None,
    )
    for code in following_faults(protocol, record, made, at, author):
        raise Refused(code)
    if to.acceptance == "asked":
        return (made,), ()
    return (made,), (f.HandoverAnswered(handover=made.handover, answer="accepted", at=at, by=name),)
