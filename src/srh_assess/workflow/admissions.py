"""Admissions: a stay begins, and what was written wrongly is corrected with a reason.

The adult service is the default: under 18 the conversation, consent and letters stay closed
(``talk_locked``); admission, red flags from the notes, clocks, duties and the phone page
stay open.
"""

from __future__ import annotations

from datetime import datetime

from srh_assess.assessment import facts, identity
from srh_assess.assessment.record import Record
from srh_assess.clock import Clock, local
from srh_assess.errors import BadInput
from srh_assess.protocol.model import Protocol
from srh_assess.workflow.journal import Journal


def checked(who: facts.Identity, stay: facts.Stay, now: datetime) -> facts.Identity:
    """The identity tidied and checked, or a sentence about what cannot stand."""
    who = identity.checked(who, local(now).date())
    if stay.admitted > now:
        raise BadInput("admitted-future")
    if who.born is not None and local(stay.admitted).date() < who.born:
        raise BadInput("admitted-before-birth")
    return who


def admit(
    journal: Journal,
    admission: str,
    who: facts.Identity,
    stay: facts.Stay,
    *,
    author: str,
    clock: Clock,
) -> Record:
    """Begins a stay and gives its record."""
    who = checked(who, stay, clock.now())
    with journal.transaction(Record(admission=admission), author) as transaction:
        return transaction.add(facts.Admitted(identity=who, stay=stay))


def correct(
    journal: Journal,
    record: Record,
    who: facts.Identity,
    stay: facts.Stay,
    reason: str,
    *,
    author: str,
    clock: Clock,
    came_under: str | None = None,
) -> Record:
    """Writes identity or stay anew beside the old words, with the reason. Where her legal status
    has changed since, ``came_under`` is what it was on admission."""
    if not reason.strip():
        raise BadInput("reason-missing")
    who = checked(who, stay, clock.now())
    with journal.transaction(record, author) as transaction:
        return transaction.add(
            facts.AdmissionCorrected(identity=who, stay=stay, reason=reason, came_under=came_under)
        )


def talk_locked(protocol: Protocol, record: Record, now: datetime, *, young_people: bool) -> bool:
    """Whether conversation, consent and letters are closed: under the adult age, or no birth
    date yet, unless the unit has turned the young people's pathway on."""
    if young_people:
        return False
    born = record.identity.born if record.identity else None
    adult = protocol.settings["adult_age"].value
    return born is None or identity.age_on(born, local(now).date()) < adult
