"""The stay: moving, leave and return, discharge and transfer, and who was here before.

Ending a stay is asked, never blocked: what stands open is given back to be read, and the end is
written when somebody is named who takes it over and says yes, or with *No one yet*. A return
within 24 hours goes on with the same stay (measures and training, A2); later it is a new one.

Times are true hours, also on the two nights when the ward's clocks change. A computer whose
clock was set back is no reason to refuse a true time: the newest entry counts as the present.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Literal

from msgspec import Struct

from srh_assess.assessment import facts
from srh_assess.assessment.dues import dues
from srh_assess.assessment.legal import SectionChanged, SectionDayCorrected, Under
from srh_assess.assessment.record import Record
from srh_assess.clock import Clock, local
from srh_assess.errors import BadInput, Refused
from srh_assess.protocol.model import Protocol
from srh_assess.rules.consent import MOST_DAYS, share_lapsed
from srh_assess.store.projections import results_owed
from srh_assess.workflow import urgent
from srh_assess.workflow.answering import CLOCK_SLACK
from srh_assess.workflow.deciding import new_id
from srh_assess.workflow.handing import Receiver, dated, handed
from srh_assess.workflow.journal import Journal
from srh_assess.workflow.relation import SAME_STAY
from srh_assess.workflow.session import evaluated
from srh_assess.workflow.walls import HERSELF


class Standing(Struct, frozen=True, kw_only=True):
    """Something that stands open when a stay is to end."""

    kind: Literal["clock", "need", "result", "due", "decision", "sitting", "letter"]
    id: str
    name: str


_OF_HERS = {
    "decision": "One decision to ask about again, before leaving",
    "settle": "One decision to settle, before leaving",
}
"""A look again at what she could not decide is due before every end of a stay, whatever its day
(law and ethics A6); which decision it is stands in the room of decisions."""


class Going(Struct, frozen=True, kw_only=True):
    """An end of a stay as the nurse gives it. ``onward`` is a transfer to another ward;
    ``contact`` how to reach the receiver; ``share`` her yes to the letter that goes with her,
    ``sealed`` that a closed part goes beside it."""

    at: datetime
    to: str = ""
    onward: bool = False
    receiver: str = ""
    acceptance: facts.Acceptance | None = None
    contact: str = ""
    share: str = ""
    sealed: bool = False


class Ending(Struct, frozen=True, kw_only=True):
    """What came of asking for the end: the record, what stands open, and whether it ended."""

    record: Record
    standing: tuple[Standing, ...]
    done: bool


def standing_open(protocol: Protocol, record: Record, now: datetime) -> tuple[Standing, ...]:
    """Everything that somebody has to take over: clocks first."""
    findings = evaluated(protocol, record, now)
    found = [
        Standing(kind="clock", id=clock.id, name=one.title)
        for one in urgent.running(protocol, record, findings)
        for clock in one.clocks
    ]
    raised = {need.id for need in findings.needs}
    decided = {need.id for need in record.needs.values() if need.decided is not None}
    found += [
        Standing(kind="need", id=need, name=protocol.needs[need].name)
        for need in sorted(raised | decided)
        if _open(record, need)
    ]
    if results_owed(record):
        found.append(Standing(kind="result", id="results", name="Results not told yet"))
    found += [Standing(kind="due", id=id, name=words) for id, words in dated(protocol, record)]
    found += [
        Standing(kind="decision", id=line.id, name=_OF_HERS[line.what])
        for line in dues(record)
        if line.what in _OF_HERS
    ]
    if record.open_sitting is not None:
        found.append(Standing(kind="sitting", id="sitting", name="A sitting that is not signed"))
    found += [
        Standing(kind="letter", id=letter.fact.letter, name="A letter that has not gone out")
        for letter in record.letters.values()
        if not letter.sent
    ]
    found += [
        Standing(kind="letter", id=share, name="An agreed letter, not sent: the yes ends here")
        for share in agreed_unsent(record, now)
    ]
    return tuple(found)


def agreed_unsent(record: Record, now: datetime) -> tuple[str, ...]:
    """Her standing yes to a reader whose letter was not even made: it lapses when the stay ends,
    so it goes before, or is asked for again where she goes."""
    made = {letter.fact.share for letter in record.letters.values()}
    return tuple(
        name
        for name, share in record.shares.items()
        if share.fact.decision == "yes"
        and share.fact.recipient != HERSELF
        and share.withdrawn is None
        and name not in made
        and not share_lapsed(share, now, MOST_DAYS)
    )


def end(
    journal: Journal,
    protocol: Protocol,
    record: Record,
    going: Going,
    *,
    anyway: bool = False,
    author: str,
    clock: Clock,
    ids: Callable[[], str] = new_id,
) -> Ending:
    """Ends the stay, or gives back what stands open. With ``anyway`` it ends all the same:
    refused then without a named receiver who was asked, unless *No one yet* is said. To a named
    receiver the open needs are handed over in the same act, with what she permits."""
    _can_end(record, going.at, clock)
    standing = standing_open(protocol, record, going.at)
    if standing and not anyway:
        return Ending(record=record, standing=standing, done=False)
    if standing and not taken_over(going.receiver, going.acceptance):
        raise BadInput("receiver-missing")
    kind = facts.Transferred if going.onward else facts.Discharged
    fact = kind(
        at=going.at,
        to=going.to.strip(),
        receiver=going.receiver.strip(),
        acceptance=going.acceptance,
        open=tuple(f"{one.kind} {one.id}" for one in standing),
    )
    to = Receiver(
        name=going.receiver,
        contact=going.contact,
        acceptance=going.acceptance,
        share=going.share,
        sealed=going.sealed,
    )
    at = going.at
    before, after = handed(protocol, record, to, at, author=author, ids=ids)
    with journal.transaction(record, author) as transaction:
        for one in (*before, fact, *after):
            record = transaction.add(one)
    return Ending(record=record, standing=standing, done=True)


def _open(record: Record, need: str) -> bool:
    held = record.following.needs.get(need)
    return held is None or held.open


def taken_over(receiver: str, acceptance: facts.Acceptance | None) -> bool:
    """Whether a person is named and was asked, or it was said that there is no one yet."""
    if acceptance == "no_one_yet":
        return True
    return acceptance is not None and bool(receiver.strip())


def move(
    journal: Journal, record: Record, at: datetime, room: str, ward: str, *,
    author: str, clock: Clock,
) -> Record:  # fmt: skip
    """Another room, or another ward of the unit: the stay goes on."""
    _on_the_ward(record)
    _in_the_stay(record, at, clock)
    return _add(journal, record, facts.Moved(at=at, ward=ward.strip(), room=room.strip()), author)


def change_section(
    journal: Journal, record: Record, on: date, legal_status: str, *, author: str, clock: Clock
) -> Record:
    """Another legal status from this day on. What she came under stays what it was."""
    _on_the_ward(record)
    assert record.stay is not None  # she is on the ward
    words = legal_status.strip()
    if not words:
        raise BadInput("section-missing")
    if not local(record.stay.admitted).date() <= on <= local(present(record, clock)).date():
        raise BadInput("section-day")
    if record.legal.standing_on(on) == words:
        raise BadInput("section-same")
    return _add(journal, record, SectionChanged(on=on, legal_status=words), author)


def correct_section_day(
    journal: Journal, record: Record, fact: SectionDayCorrected, *, author: str, clock: Clock
) -> Record:
    """The true day of a change that was written down with a wrong one, also once the stay has
    ended. The old day stays in the journal."""
    if record.stay is None:
        raise Refused("stay-not-begun")
    if not fact.reason.strip():
        raise BadInput("reason-missing")
    last = record.ended.at if record.ended else present(record, clock)
    if not local(record.stay.admitted).date() <= fact.on <= local(last).date():
        raise BadInput("section-day-corrected")
    if Under(on=fact.was, legal_status=fact.legal_status) not in record.legal.changes:
        raise Refused("section-unknown")
    if fact.on == fact.was:
        raise BadInput("section-same-day")
    return _add(journal, record, fact, author)


def leave(
    journal: Journal, record: Record, left: facts.Left, *, author: str, clock: Clock
) -> Record:
    """She goes off the ward and is expected back."""
    _on_the_ward(record)
    _in_the_stay(record, left.at, clock)
    if record.away is not None:
        raise Refused("already-away")
    if left.back_by is not None and left.back_by <= left.at:
        raise BadInput("back-by-past")
    return _add(journal, record, left, author)


def come_back(
    journal: Journal, record: Record, at: datetime, *, author: str, clock: Clock
) -> Record:
    """She is back: from leave whenever it is, from an ended stay within 24 hours of its end."""
    gone = record.ended or record.away
    if gone is None:
        raise Refused("not-away")
    if at < gone.at:
        raise BadInput("return-before-leaving")
    if record.ended is not None and at - gone.at > SAME_STAY:
        raise Refused("return-too-late", hours=f"{SAME_STAY / timedelta(hours=1):g}")
    if at > present(record, clock) + CLOCK_SLACK:
        raise BadInput("move-future")
    return _add(journal, record, facts.Returned(at=at), author)


def present(record: Record, clock: Clock) -> datetime:
    """The present moment, or the newest entry's where the computer's clock stands behind it."""
    now = clock.now()
    return now if record.last_at is None else max(now, record.last_at)


def clock_set_back(record: Record, clock: Clock) -> bool:
    """Whether the computer's clock stands behind what it has already written: to be said."""
    return record.last_at is not None and clock.now() + CLOCK_SLACK < record.last_at


def _can_end(record: Record, at: datetime, clock: Clock) -> None:
    _on_the_ward(record)
    if record.stay is not None and at < record.stay.admitted:
        raise BadInput("end-before-admission")
    if at > present(record, clock) + CLOCK_SLACK:
        raise BadInput("end-future")


def _on_the_ward(record: Record) -> None:
    if record.stay is None:
        raise Refused("stay-not-begun")
    if record.ended is not None:
        raise Refused("stay-ended")


def _in_the_stay(record: Record, at: datetime, clock: Clock) -> None:
    begun = record.stay is not None and at >= record.stay.admitted
    if not begun or at > present(record, clock) + CLOCK_SLACK:
        raise BadInput("move-future")


def _add(journal: Journal, record: Record, fact: facts.AnyFact, author: str) -> Record:
    with journal.transaction(record, author) as transaction:
        return transaction.add(fact)
