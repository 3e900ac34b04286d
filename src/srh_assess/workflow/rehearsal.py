"""A rehearsal: another version of the protocol over the records of a home, nothing written.

Each record is looked at as it stood at its last entry, by the present rules and by the new ones;
what would be otherwise is said by the admission's opaque id, never by a name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from pathlib import Path

from msgspec import Struct

from srh_assess.assessment.fold import fold_all
from srh_assess.assessment.record import Record
from srh_assess.clock import Clock, SystemClock, local
from srh_assess.protocol.model import ClockRule, NeedRule, Protocol
from srh_assess.rules.findings import Findings
from srh_assess.saying import counted
from srh_assess.store import home
from srh_assess.store.opened import Opened
from srh_assess.store.reading import reading
from srh_assess.workflow import leading
from srh_assess.workflow.session import evaluated

Named = NeedRule | ClockRule
Told = Callable[[int, int], bool]


class Changed(Struct, frozen=True, kw_only=True):
    """What would be otherwise for one admission, in lines."""

    admission: str
    lines: tuple[str, ...]


class Rehearsal(Struct, frozen=True, kw_only=True):
    """How many admissions were looked at, and those for which something would change."""

    looked_at: int
    changed: tuple[Changed, ...]
    stopped: bool = False

    @property
    def lines(self) -> Iterator[str]:
        """The report to print."""
        if self.stopped:
            yield "Stopped before every record was looked at."
        yield f"{counted(self.looked_at, 'admission')} looked at, {len(self.changed)} would change."
        for one in self.changed:
            yield ""
            yield f"Admission {one.admission}"
            yield from (f"  {line}" for line in one.lines)
        yield ""
        yield "Nothing was written."


def rehearse(
    folder: Path,
    user: str,
    passphrase: str,
    *,
    old: Protocol,
    new: Protocol,
    clock: Clock | None = None,
) -> Rehearsal:
    """Looks at every record of the home, both times with the unit's own numbers. Refused to an
    account without the clinical key."""
    opened = home.unlock(folder, user, passphrase, clock or SystemClock())
    own = leading.standing(leading.entries(opened))
    return over(opened, leading.applied(old, own), leading.applied(new, own))


def over(opened: Opened, old: Protocol, new: Protocol, told: Told | None = None) -> Rehearsal:
    """The same for whoever is signed in already. ``told`` hears how many of how many records
    were looked at, and says whether to go on."""
    changed: list[Changed] = []
    with reading(opened) as reader:
        admissions = reader.admissions()
        for done, admission in enumerate(admissions):
            if told is not None and not told(done, len(admissions)):
                return Rehearsal(looked_at=done, changed=tuple(changed), stopped=True)
            record = fold_all(admission, reader.entries(admission))
            if lines := tuple(compared(record, old, new)):
                changed.append(Changed(admission=admission, lines=lines))
    return Rehearsal(looked_at=len(admissions), changed=tuple(changed))


def compared(record: Record, old: Protocol, new: Protocol) -> Iterator[str]:
    """What the new protocol would make of a record that the old one makes otherwise."""
    assert record.last_at is not None  # a record that is there has entries
    before = evaluated(old, record, record.last_at)
    after = evaluated(new, record, record.last_at)
    yield from _one("Gate", before.gate.outcome or "undecided", after.gate.outcome or "undecided")
    yield from _many("Need", _needs(before), _needs(after), _names(old.needs, new.needs))
    yield from _many("Clock", _clocks(before), _clocks(after), _names(old.clocks, new.clocks))
    names = _row_names(before) | _row_names(after)
    yield from _many("Told", _told(before), _told(after), names)


def _names(old: Mapping[str, Named], new: Mapping[str, Named]) -> Mapping[str, str]:
    return {id: row.name for id, row in {**old, **new}.items()}


def _needs(findings: Findings) -> Mapping[str, str]:
    """Every need that is raised, with what makes it more or less."""
    return {
        need.id: f"urgency {need.urgency}{', to be asked again' if need.reask else ''}"
        for need in findings.needs
    }


def _clocks(findings: Findings) -> Mapping[str, str]:
    return {
        clock.id: f"{clock.state.replace('_', ' ')}, act by {_moment(clock.act_by)}, "
        + (f"closes {_moment(clock.closes)}" if clock.closes else "does not close by itself")
        for clock in findings.clocks
    }


def _told(findings: Findings) -> Mapping[str, str]:
    """Every due date and every row of a table that is told of her."""
    due = {
        one.row: f"{one.state.replace('_', ' ')}, due {one.due or 'not known'}"
        for one in findings.due_dates
    }
    facts = (*findings.medicine_facts, *findings.reference_facts)
    return {**due, **{fact.row: "told" for fact in facts}}


def _row_names(findings: Findings) -> dict[str, str]:
    facts = (*findings.medicine_facts, *findings.reference_facts)
    titles = {fact.row: fact.title for fact in facts}
    return {**{one.row: one.name for one in findings.due_dates}, **titles}


def _moment(moment: datetime) -> str:
    return f"{local(moment):%Y-%m-%d %H:%M}"


def _one(what: str, before: str, after: str) -> Iterator[str]:
    if before != after:
        yield f"{what}: {before} -> {after}"


def _many(
    what: str, before: Mapping[str, str], after: Mapping[str, str], names: Mapping[str, str]
) -> Iterator[str]:
    for id in {**before, **after}:
        name = f"{what} {id} {names[id]}"
        if id not in before:
            yield f"{name}: raised ({after[id]})"
        elif id not in after:
            yield f"{name}: no longer raised ({before[id]})"
        else:
            yield from _one(name, before[id], after[id])
