"""Everything held about one stay of hers, for her: gathered, redacted, given (law and ethics E6).

All of it comes from the journal: every entry in words, what it comes to now, and every letter
with what it said. What a health professional left out is said to be left out. The giving is an
entry; a copy that nobody has looked through says so on every page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import uuid4

import msgspec
from msgspec import Struct

from srh_assess.assessment import her_record as facts
from srh_assess.assessment.facts import Entry
from srh_assess.assessment.her_record import Form, WhyWithheld
from srh_assess.assessment.record import Record
from srh_assess.errors import BadInput, Refused
from srh_assess.letters import save
from srh_assess.letters.her_record import Told, Whole
from srh_assess.rules import her_record as rules
from srh_assess.workflow import held
from srh_assess.workflow.desk import Desk

__all__ = ["Copy", "Standing", "Told", "Whole"]

FORMS: tuple[Form, ...] = ("pdf", "json")


class Copy(Struct, frozen=True, kw_only=True):
    """A finished copy, not yet given."""

    form: Form
    data: bytes
    up_to: int
    withheld: int
    looked_through: bool

    @property
    def file(self) -> str:
        """The mark of exactly these bytes."""
        return sha256(self.data).hexdigest()


def found(desk: Desk, words: str) -> str:
    """The stay that is meant: its id, or the one whose name or number this is."""
    desk.need("give_record")
    if desk.record(words, duty="give_record").stay is not None:
        return words
    rows = desk.stays_found(words, duty="give_record")
    if len(rows) != 1:
        raise BadInput("record-several" if rows else "record-unknown")
    return rows[0].admission


def name(made: Copy) -> str:
    """A file name that gives nothing away."""
    return f"SRH-{made.file[:8].upper()}.{made.form}"


def to_file(made: Copy, place: Path) -> None:
    """Writes a copy, whole or not at all, readable by its owner alone."""
    save.write(place.parent, place.name, made.data)


def every(whole: Whole) -> tuple[Told, ...]:
    """The answers that stand, then every other entry once, in the order of the journal: for
    looking it through."""
    answers = [
        Told(number=0, entry=line.entry, at="", title=line.label, by="", lines=(line,),
             withheld=line.text if line.state == "withheld" else "")
        for part in whole.parts if part.id.startswith("answers.")
        for line in part.lines if line.entry
    ]  # fmt: skip
    once = {one.entry: one for part in whole.parts for one in part.told if part.id != "letters"}
    return (*answers, *sorted(once.values(), key=lambda one: one.number))


def said(made: Copy, name: str) -> tuple[str, ...]:
    """What a copy is, in plain sentences."""
    _, words = rules.content()
    count = made.withheld
    return (
        f"Written: {name}.",
        words.nothing_withheld if not count else f"Left out, and said so in it: {count}.",
        *(() if made.looked_through else (words.not_looked_through,)),
        *words.storage,
    )


def entries(desk: Desk, admission: str) -> tuple[Entry, ...]:
    """Every entry of one stay, for giving it. Refuses a stay that is not there."""
    desk.need("give_record")
    found = desk.entries(admission, duty="give_record")
    if not found or desk.record(admission, duty="give_record").stay is None:
        raise BadInput("record-unknown")
    return found


def gather(desk: Desk, admission: str) -> Whole:
    """The whole copy as it would be given now."""
    return held.whole(desk, desk.record(admission, duty="give_record"), entries(desk, admission))


def copy(desk: Desk, admission: str, form: str) -> Copy:
    """A copy in one of the two forms. Nothing is written down by making it."""
    if form not in FORMS:
        raise BadInput("record-format")
    found = entries(desk, admission)
    record = desk.record(admission, duty="give_record")
    whole = held.whole(desk, record, found)
    if form == "pdf":
        from srh_assess.letters import her_record as paper  # reportlab is slow to load

        data = paper.pdf(whole).data
    else:
        data = _structured(whole, record, found)
    hers = record.for_her
    return Copy(
        form="pdf" if form == "pdf" else "json",
        data=data,
        up_to=hers.newest,
        withheld=len(hers.withheld),
        looked_through=rules.looked_through(hers),
    )


def _structured(whole: Whole, record: Record, found: Iterable[Entry]) -> bytes:
    """The same as a file for machines, with every entry as it was kept beside its words."""
    hidden = held.hidden(record, found)
    raw = [
        {
            "number": entry.number,
            "entry": entry.id,
            "at": entry.at,
            "author": entry.author,
            "fact": None if _silent(entry, hidden) else entry.fact,
            "withheld": hidden.get(entry.id, ""),
        }
        for entry in found
    ]
    made = {"format": 1, "admission": record.admission, **msgspec.to_builtins(whole)}
    return msgspec.json.format(msgspec.json.encode({**made, "entries": raw}), indent=1)


def _silent(entry: Entry, hidden: Mapping[str, str]) -> bool:
    return entry.id in hidden or isinstance(entry.fact, held.REVIEW)


# --- what people do ---------------------------------------------------------------------------


def asked(
    desk: Desk, admission: str, *, by: str = "herself", how: str = "spoken", words: str = ""
) -> None:
    """She asked for it, or somebody she chose did. Spoken is enough."""
    fact = msgspec.convert(
        {
            "asked": uuid4().hex,
            "at": desk.clock.now(),
            "by": by,
            "how": how,
            "words": words.strip(),
        },
        facts.RecordAsked,
    )
    _write(desk, admission, "give_record", fact)


def looked_through(desk: Desk, admission: str, up_to: int, words: str = "") -> None:
    """A health professional has read all of it up to this entry."""
    fact = facts.LookedThrough(up_to=up_to, words=words.strip())
    _write(desk, admission, "look_through_record", fact)


def withhold(desk: Desk, admission: str, entry: str, why: WhyWithheld, reason: str) -> None:
    """Leaves one entry out of what she gets."""
    if all(one.id != entry for one in desk.entries(admission, duty="look_through_record")):
        raise Refused("her-record-no-entry")
    fact = facts.PartWithheld(withheld=uuid4().hex, entry=entry, why=why, reason=reason.strip())
    _write(desk, admission, "look_through_record", fact)


def give_back(desk: Desk, admission: str, withheld: str, reason: str) -> None:
    """What was left out is left out no more."""
    fact = facts.PartGivenBack(withheld=withheld, reason=reason.strip())
    _write(desk, admission, "look_through_record", fact)


def leaves(desk: Desk, admission: str, made: Copy) -> None:
    """Writes down, before it does, that a copy is about to leave the program."""
    desk.exported(admission, f"a copy of the record ({made.form.upper()})")


def given(desk: Desk, admission: str, made: Copy, how: str, safe: str) -> None:
    """Writes down that this copy was made for her."""
    told = {
        "given": uuid4().hex,
        "form": made.form,
        "how": how,
        "file": made.file,
        "up_to": made.up_to,
        "withheld": made.withheld,
        "looked_through": made.looked_through,
        "safe": safe,
    }
    fact = msgspec.convert(told, facts.RecordGiven)
    _write(desk, admission, "give_record", fact)


def disagrees(desk: Desk, admission: str, words: str, about: str = "") -> str:
    """What she says is wrong, word for word."""
    fact = facts.Disagreed(statement=uuid4().hex, words=words.strip(), about=about)
    _write(desk, admission, "write_disagreement", fact)
    return fact.statement


def takes_back(desk: Desk, admission: str, statement: str) -> None:
    """She took it back."""
    fact = facts.DisagreementTakenBack(statement=statement)
    _write(desk, admission, "write_disagreement", fact)


def _write(desk: Desk, admission: str, action: str, fact: Any) -> None:
    desk.need(action)
    record = desk.record(admission, duty=action)
    for code in rules.faults(record.for_her, fact):
        raise Refused(code)
    desk.keep_fact(record, fact, duty=action)


# --- what stands ------------------------------------------------------------------------------


class Standing(Struct, frozen=True, kw_only=True):
    """Where giving her the record stands, for a page."""

    admission: str
    name: str
    hers: facts.ForHer
    owed_by: Any
    looked_through: bool


def standing(desk: Desk, admission: str) -> Standing:
    """Where it stands now."""
    desk.need("give_record")
    record = desk.record(admission, duty="give_record")
    return Standing(
        admission=admission,
        name=held.named(record),
        hers=record.for_her,
        owed_by=rules.owed_by(record.for_her),
        looked_through=rules.looked_through(record.for_her),
    )


def statements(record: Record) -> Iterator[tuple[datetime, str]]:
    """What she says is wrong, oldest first: shown with every view of her record."""
    for one in record.for_her.statements:
        yield one.at, one.fact.words
