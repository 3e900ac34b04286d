"""Keeping and lawful end: how long, what holds a record back, and disposal by two people.

Two accounts with a role for it: one asks, with a reason; the other agrees, or says no with a
reason, at the same computer with a passphrase, or later at another sign-in. What is left of a
record is a certificate that names nobody; after a no the record stands as before.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from srh_assess.assessment.identity import clinical_date, clinical_moment
from srh_assess.assessment.keeping import (
    ClassSet,
    DisposalProposed,
    DisposalRefused,
    Disposed,
    HoldLifted,
    HoldPlaced,
    No,
    RecordClass,
    ReviewedForKeeping,
)  # fmt: skip
from srh_assess.assessment.looking import RecordOpened, beside
from srh_assess.assessment.record import Record
from srh_assess.clock import local
from srh_assess.errors import Refused
from srh_assess.letters import save
from srh_assess.letters.printable import spelled
from srh_assess.rules import keeping
from srh_assess.store import keys, typed
from srh_assess.workflow.given import mark_of

if TYPE_CHECKING:
    from srh_assess.workflow.desk import Desk

SHORTEST_NAME = 3
"""A shorter part of a name is too often a word of its own."""

Fact = ClassSet | HoldPlaced | HoldLifted | ReviewedForKeeping | DisposalProposed | DisposalRefused


class Kept(Struct, frozen=True, kw_only=True):
    """One record in the list of what may be looked at."""

    admission: str
    name: str
    held_as: RecordClass
    until: date | None
    due: bool
    holds: tuple[HoldPlaced, ...] = ()
    proposed_by: str = ""
    why: str = ""
    """The reason its disposal was asked for with."""
    noes: tuple[No, ...] = ()
    """Every no that was said to a disposal of it, the oldest first."""
    told: bool = True
    """False while who is signed in has asked, was told no, and has not opened it since."""


class Certificate(Struct, frozen=True, kw_only=True):
    """What is left of a record: when its key was destroyed, and which two people did it."""

    at: datetime
    agreed_by: str
    asked_by: str
    fact: Disposed


def kept(desk: Desk) -> tuple[Kept, ...]:
    """Records whose time has passed, whose disposal somebody has asked for, or of which who is
    signed in has to hear a no; the earliest first. No other record is opened for this."""
    desk.need("see_keeping")
    now = desk.clock.now()
    least = min(min(row.years, row.years_after_death) for row in keeping.classes().values())
    today = local(now).date()
    records = desk.may_be_old(now - timedelta(days=365 * least))
    found = [_told(desk, _kept(record, today)) for record in records]
    wanted = [one for one in found if one.due or one.proposed_by or not one.told]
    return tuple(sorted(wanted, key=lambda one: (one.until or date.max, one.name)))


def waits(desk: Desk) -> str:
    """What waits here for who is signed in: an answer to a disposal, or a no to hear of."""
    desk.need("see_keeping")
    me, today = desk.me, local(desk.clock.now()).date()
    assert me is not None
    found = [_told(desk, _kept(record, today)) for record in desk.disposals_asked()]
    unheard = sum(not one.told for one in found)
    asked = sum(bool(one.proposed_by) and one.proposed_by != me.id for one in found)
    said = (
        f"A no to a disposal you asked for: {unheard}" if unheard else "",
        f"Disposals that wait for a second person: {asked}" if asked else "",
    )
    return ". ".join(one for one in said if one)


def _told(desk: Desk, kept: Kept) -> Kept:
    """With whether who is signed in has yet to hear of a no to what she asked for herself."""
    me = desk.me
    assert me is not None
    if not kept.noes or kept.noes[-1].asked_by != me.id:
        return kept
    no = kept.noes[-1]
    opened = any(
        isinstance(entry.fact, RecordOpened)
        and entry.fact.duty == "see_keeping"
        and entry.author == me.id
        and entry.number > no.entry
        for entry in desk.who_looked(kept.admission)
    )
    return replace(kept, told=opened)


def one(desk: Desk, admission: str) -> Kept:
    """How one record stands."""
    desk.need("see_keeping")
    return _kept(desk.record(admission, duty="see_keeping"), local(desk.clock.now()).date())


def classes_in_words() -> tuple[tuple[RecordClass, str], ...]:
    """Every class with its words and its years."""
    return tuple((id, class_words(id)) for id in keeping.classes())


def class_words(held_as: RecordClass) -> str:
    """One class in words."""
    row = keeping.classes()[held_as]
    return f"{row.words}, {row.years} years"


def certificates(desk: Desk) -> tuple[Certificate, ...]:
    """Every certificate of a record that was destroyed, the newest first. They name nobody."""
    desk.need("see_keeping")
    found = [
        Certificate(at=entry.at, agreed_by=desk.name_of(entry.author),
                    asked_by=desk.name_of(entry.fact.proposed_by), fact=entry.fact)
        for file in desk.holding("disposed", duty="see_keeping")
        for entry in desk.entries(file, duty="see_keeping")
        if isinstance(entry.fact, Disposed)
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda one: one.at, reverse=True))


def paper(desk: Desk, wanted: Certificate) -> bytes:
    """A certificate to print or to keep elsewhere."""
    from srh_assess.letters.sheet import Sheet  # reportlab is slow to load

    desk.need("see_keeping")
    fact, unit = wanted.fact, desk.unit
    assert unit is not None
    where = f"{unit.trust}, {unit.ward}"
    foot = "Certificate of disposal. It names no woman."
    sheet = Sheet("Certificate of disposal", foot=foot, mark=mark_of(desk))
    sheet.heading("Certificate of disposal")
    sheet.paragraph(
        "The key that sealed one record was destroyed. What it sealed can be read by nobody any"
        " more, in this record or in a backup that is brought back here."
    )
    if fact.again:
        sheet.paragraph("A backup brought back still held the key; it was destroyed again.")
    for label, words in (
        ("Where", where),
        ("Disposal", fact.disposal),
        ("Number of the stay", fact.admission),
        ("Kept as", keeping.classes()[fact.held_as].words),
        ("Entries", str(fact.entries)),
        ("Gone with it", _with_it(fact)),
        ("First and last entry", f"{clinical_date(fact.first)} and {clinical_date(fact.last)}"),
        ("Reason", fact.reason),
        ("Asked for by", wanted.asked_by or "An account that is no longer here"),
        ("Agreed by", wanted.agreed_by or "An account that is no longer here"),
        ("Destroyed", clinical_moment(wanted.at)),
    ):
        sheet.fact(label, spelled(words))
    sheet.blank("Signed, first person")
    sheet.blank("Signed, second person")
    return sheet.pdf().data


def _with_it(fact: Disposed) -> str:
    said = len(fact.with_it) - 1
    if said < 1:
        return "Who had opened the record"
    many = "one thing that was" if said == 1 else f"{said} things that were"
    return f"Who had opened the record, and {many} said about the stay"


def to_file(data: bytes, place: Path) -> None:
    """Writes a certificate, whole or not at all."""
    save.write(place.parent, place.name, data)


def _kept(record: Record, today: date) -> Kept:
    until = keeping.kept_until(record)
    who, asked = record.identity, record.keeping.proposed
    return Kept(
        admission=record.admission,
        name=f"{who.family.upper()}, {who.given}" if who is not None else "",
        held_as=record.keeping.held_as,
        until=until,
        due=until is not None and until <= today,
        holds=record.keeping.holds,
        proposed_by=record.keeping.proposed_by,
        why=asked.reason if asked is not None else "",
        noes=record.keeping.noes,
    )


# --- what one person does ---------------------------------------------------------------------


def set_class(desk: Desk, admission: str, to: RecordClass, reason: str, died: date | None) -> None:
    """Sets the class of a record, and a death that is known."""
    _write(desk, admission, ClassSet(to=to, reason=reason.strip(), died=died))


def hold(desk: Desk, admission: str, reason: str) -> str:
    """Holds a record back from disposal; gives the hold's id."""
    fact = HoldPlaced(hold=keys.new_id(), reason=reason.strip())
    _write(desk, admission, fact)
    return fact.hold


def lift(desk: Desk, admission: str, hold_id: str, reason: str) -> None:
    """What held it no longer does."""
    _write(desk, admission, HoldLifted(hold=hold_id, reason=reason.strip()))


def keep_on(desk: Desk, admission: str, until: date, reason: str) -> None:
    """It was looked at, and is kept until then."""
    _write(desk, admission, ReviewedForKeeping(until=until, reason=reason.strip()))


def ask(desk: Desk, admission: str, reason: str) -> None:
    """Asks for disposal. Another person has to agree. The reason stands in the certificate, so it
    may not name her."""
    desk.need("keep_records")
    record = desk.record(admission, duty="keep_records")
    if _names_her(record, reason):
        raise Refused("disposal-names-her")
    _said(desk, admission)
    fact = DisposalProposed(disposal=keys.new_id(), reason=reason.strip())
    _write(desk, admission, fact)


def _write(desk: Desk, admission: str, fact: Fact) -> None:
    desk.need("keep_records")
    record = desk.record(admission, duty="keep_records")
    _put(desk, record, fact, duty="keep_records")


def _put(desk: Desk, record: Record, fact: Fact, *, duty: str) -> None:
    me = desk.me
    assert me is not None
    codes = tuple(keeping.faults(record, fact, local(desk.clock.now()).date(), me.id))
    if codes:
        raise Refused(codes[0])
    desk.keep_fact(record, fact, duty=duty)


# --- what two people do -----------------------------------------------------------------------


def refuse(desk: Desk, admission: str, until: date, reason: str) -> None:
    """The second person says no: what was asked for is closed, and the record is kept until
    then. Refused to the one who asked, who takes it back by keeping it on."""
    desk.need("refuse_disposal")
    record = desk.record(admission, duty="refuse_disposal")
    asked = record.keeping.proposed
    if asked is None:
        raise Refused("disposal-not-asked")
    fact = DisposalRefused(disposal=asked.disposal, until=until, reason=reason.strip())
    _put(desk, record, fact, duty="refuse_disposal")


def agree(desk: Desk, admission: str) -> Disposed:
    """The second person agrees: the key is destroyed, for good. Refused to the one who asked,
    while something holds the record, and before its time."""
    desk.need("agree_disposal")
    record, now = desk.record(admission, duty="agree_disposal"), desk.clock.now()
    asked = record.keeping.proposed
    me = desk.me
    assert me is not None
    if asked is None:
        raise Refused("disposal-not-asked")
    if record.keeping.proposed_by == me.id:
        raise Refused("disposal-same-person")
    codes = tuple(keeping.against_disposal(record, local(now).date()))
    if codes:
        raise Refused(codes[0])
    if _names_her(record, asked.reason):
        raise Refused("disposal-names-her")
    said = _said(desk, admission)
    entries = desk.entries(admission, duty="agree_disposal")
    certificate = Disposed(
        disposal=asked.disposal,
        admission=admission,
        entries=len(entries),
        first=local(entries[0].at).date(),
        last=local(entries[-1].at).date(),
        held_as=record.keeping.held_as,
        reason=asked.reason,
        proposed_by=record.keeping.proposed_by,
        with_it=(beside(admission), *said),
    )
    desk.dispose(certificate)
    typed.forget_older(desk.folder, now - keeping.typed_for())
    return certificate


def _said(desk: Desk, admission: str) -> tuple[str, ...]:
    """The files of what was said about this stay outside the ward: they go with the record.
    Refused while one of them is not done with, or has to be kept for longer."""
    found, today = [], local(desk.clock.now()).date()
    for file in desk.voices_about(admission):
        codes = tuple(keeping.against_ending(file, today))
        if codes:
            raise Refused(codes[0])
        found.append(file.admission)
    return tuple(found)


def _names_her(record: Record, reason: str) -> bool:
    """Whether a reason holds a part of her name, or a number of hers."""
    who = record.identity
    assert who is not None  # only a woman's record is kept by its class
    kept = " ".join((who.family, who.given, who.preferred, who.nhs_number, who.local_id))
    return not _parts(kept).isdisjoint(_parts(reason))


def _parts(words: str) -> set[str]:
    plain = "".join(one if one.isalnum() else " " for one in words.casefold())
    return {word for word in plain.split() if len(word) >= SHORTEST_NAME}
