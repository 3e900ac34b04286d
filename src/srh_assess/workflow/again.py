"""What is to be looked at, or asked, again: a gate put off, and answers that have grown old.

Three DEFERs in a row are a matter for the ward round, a week of them for the team's decision
(protocol B2). Answers of a sitting that was not whole hold for a week, what cannot wait for a
day; then they are shown grey and asked again (protocol B4). Nothing is taken away.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from msgspec import Struct
from msgspec.structs import replace

from srh_assess.assessment.along import TeamDecided
from srh_assess.assessment.answers import Answer
from srh_assess.assessment.facts import GateDecided
from srh_assess.assessment.record import Record, Sitting
from srh_assess.clock import local
from srh_assess.errors import BadInput, Refused
from srh_assess.protocol.model import Item, Protocol
from srh_assess.rules import consent
from srh_assess.store import projections
from srh_assess.store.projections import PutOff, TalkAgain, TestAgain
from srh_assess.workflow.journal import Journal

RED_FLAGS = "R12"
CANNOT_WAIT = "cannot_wait"


class Look(Struct, frozen=True, kw_only=True):
    """One decision at the gate, for the strip: when its sitting began, and what was decided."""

    at: datetime
    author: str
    decided: GateDecided


def looks(record: Record) -> tuple[Look, ...]:
    """Every decision at the gate, oldest first."""
    return tuple(
        Look(at=sitting.begun, author=sitting.author, decided=sitting.gate)
        for sitting in record.sittings
        if sitting.gate is not None
    )


def for_ward_round(protocol: Protocol, put_off: PutOff | None) -> bool:
    """Whether it was put off so often in a row that the ward round has to hear of it."""
    least = protocol.settings["defers_to_ward_round"].value
    return put_off is not None and put_off.times >= least


def for_team(protocol: Protocol, put_off: PutOff | None, now: datetime) -> bool:
    """Whether it has been put off for so long that the team decides, and writes down, why. What
    the team has decided holds for as long again."""
    days = timedelta(days=protocol.settings["defers_to_mdt_days"].value)
    return put_off is not None and now - put_off.waits_since >= days


def talk_due(protocol: Protocol, talk: TalkAgain) -> datetime | None:
    """When a talk that was cut short is gone on with, a day later at most; or, after her no, when
    it may be offered again: the sooner where a person, a place or an hour was all she said no to
    (protocol B1 step 4 and B4). After her second no nothing offers it by itself (``test_due``)."""
    if talk.why == "short":
        return talk.since + timedelta(hours=protocol.gate.next_look_hours)
    if talk.times >= consent.most_offers(protocol):
        return None
    setting = protocol.settings[_AGAIN_AFTER.get(talk.to, "offer_again_whole_days")]
    return talk.since + timedelta(**{setting.unit: setting.value})


def test_due(protocol: Protocol, test: TestAgain) -> datetime | None:
    """When a pregnancy test that she said no to is offered once more. The protocol (B1 step 3)
    offers it daily for three days and then weekly; law and ethics (A4) has no third offer of one
    decision without a new reason or her wish. The more cautious holds: after her second no the
    board stays silent, and who has a new reason writes it down under her decision."""
    if test.times >= consent.most_offers(protocol):
        return None
    return test.last + timedelta(hours=protocol.settings["test_again_hours"].value)


def said_no_since(protocol: Protocol, record: Record) -> datetime | None:
    """When she said no to the newest talk, where it may still be offered."""
    talk = projections.talk_again(record)
    said_no = talk is not None and talk.why == "no"
    return talk.since if talk and said_no and talk_due(protocol, talk) is not None else None


def is_last_no(protocol: Protocol, record: Record) -> bool:
    """Whether a no to the talk that is open is one after which nothing offers it by itself."""
    return projections.talks_said_no_to(record) + 1 >= consent.most_offers(protocol)


_AGAIN_AFTER = {
    "topic": "offer_again_topic_days",
    "person": "offer_again_changed_hours",
    "place": "offer_again_changed_hours",
    "time": "offer_again_changed_hours",
}


def team_decided(
    journal: Journal, record: Record, fact: TeamDecided, *, author: str, now: datetime
) -> Record:
    """Keeps what the team decided about a talk that is put off again and again."""
    if projections.put_off(record) is None:
        raise Refused("not-put-off")
    if not fact.decision.strip() or not fact.by.strip():
        raise BadInput("team-words-missing")
    if fact.on > local(now).date():
        raise BadInput("team-day-future")
    if record.stay is not None and fact.on < local(record.stay.admitted).date():
        raise BadInput("team-day-before")
    with journal.transaction(record, author) as transaction:
        return transaction.add(replace(fact, decision=fact.decision.strip(), by=fact.by.strip()))


def grown_old(protocol: Protocol, record: Record, now: datetime) -> frozenset[str]:
    """Items whose answer was her own, or a red flag of the notes, in a sitting that was not
    whole, and is too old now to stand by itself."""
    part = {sitting.id for sitting in record.sittings if not _whole(sitting)}
    return frozenset(
        answer.item
        for answer in record.answers.values()
        if answer.sitting in part and _old(protocol, answer, now)
    )


def _whole(sitting: Sitting) -> bool:
    return sitting.signed is not None and sitting.signed.outcome == "complete"


def _old(protocol: Protocol, answer: Answer, now: datetime) -> bool:
    item = protocol.items[answer.item]
    if item.staff and item.id != RED_FLAGS:
        return False
    return now - answer.taken >= _holds(protocol, item)


def _holds(protocol: Protocol, item: Item) -> timedelta:
    """How long an answer to this item holds: a day for what cannot wait, else a week."""
    if item.id == RED_FLAGS or item.section == CANNOT_WAIT:
        return timedelta(hours=protocol.settings["red_flag_answers_fresh_hours"].value)
    return timedelta(days=protocol.settings["answers_fresh_days"].value)
