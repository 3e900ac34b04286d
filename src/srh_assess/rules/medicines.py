"""What the tables say of the medicines she takes, or stopped lately. No row is weighed against
another, nor against her method: that is the prescriber's."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from srh_assess.clock import local
from srh_assess.protocol.model import Protocol
from srh_assess.protocol.tables import Medicine, Note
from srh_assess.rules.calendar import after
from srh_assess.rules.cited import CitedFact, days_of
from srh_assess.rules.plan import plan_of
from srh_assess.rules.view import View

TAKEN, STOPPED = "R13", "X70"
OTHER = "other"
"""A medicine that is not on the list: its name stands in the words beside the answer."""


def medicine_facts(protocol: Protocol, view: View) -> tuple[CitedFact, ...]:
    """Every note of every medicine taken, then of those stopped whose note still counts."""
    taken = view.answers.get(TAKEN)
    stopped = view.answers.get(STOPPED)
    notes = protocol.tables.notes
    today = local(view.now).date()
    found: dict[tuple[str, str], CitedFact] = {}
    for medicine in _chosen(protocol, taken.value if taken else None):
        words = taken.words if taken and medicine.code == OTHER else ""
        for name in medicine.notes:
            found[medicine.code, name] = _fact(notes[name], medicine, TAKEN, words=words)
    _, last_dose = days_of(stopped)
    for medicine in _chosen(protocol, stopped.value if stopped else None):
        for name in medicine.notes:
            note = notes[name]
            until = after(last_dose, note.lasts) if last_dose and note.lasts else None
            if note.lasts and (until is None or today <= until):
                fact = _fact(note, medicine, STOPPED, until=until)
                found.setdefault((medicine.code, name), fact)
    return tuple(found.values())


def reference_facts(protocol: Protocol, view: View) -> tuple[CitedFact, ...]:
    """Every note that belongs to no medicine and whose condition holds."""
    return tuple(
        _made(note, note.title, test.grounds(view).items)
        for test, note in plan_of(protocol).notes.holding(view)
    )


def _chosen(protocol: Protocol, value: object) -> Iterator[Medicine]:
    medicines = protocol.tables.medicines
    if isinstance(value, tuple):
        yield from (medicines[code] for code in value if code in medicines)


def _fact(
    note: Note, medicine: Medicine, item: str, *, words: str = "", until: date | None = None
) -> CitedFact:
    subject = f"{medicine.name}: {words}" if words else medicine.name
    return _made(note, subject, (item,), until)


def _made(
    note: Note, subject: str, because: tuple[str, ...], until: date | None = None
) -> CitedFact:
    return CitedFact(
        row=note.id,
        kind=note.kind,
        subject=subject,
        title=note.title,
        flag=note.flag,
        prescriber=note.prescriber,
        letter=note.letter,
        because=because,
        until=until,
        source=note.source,
        evidence=note.evidence,
        reviewed=note.reviewed,
        review_by=note.review_by,
    )
