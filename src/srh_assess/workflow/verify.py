"""The whole of a home, proved: chain and lists by the store, walls and findings here.

Names the first entry that does not fit, that no workflow could have written, or whose
findings the recorded rule set would not give.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from srh_assess.assessment import facts
from srh_assess.assessment.facts import Entry
from srh_assess.assessment.fold import fold
from srh_assess.assessment.record import Record
from srh_assess.clock import Clock, SystemClock
from srh_assess.protocol.load import load
from srh_assess.protocol.model import Protocol
from srh_assess.rules.findings import recorded, rules_hash
from srh_assess.store import home, verify
from srh_assess.store.clinical import ClinicalStore
from srh_assess.workflow import walls
from srh_assess.workflow.session import evaluated


class Report(Struct, frozen=True, kw_only=True):
    """What was found, in lines to print. ``faults`` is 0 when all is well."""

    lines: tuple[str, ...]
    faults: int


def verify_home(
    folder: Path,
    user: str,
    passphrase: str,
    *,
    protocol: Protocol | None = None,
    clock: Clock | None = None,
) -> Report:
    """Walks everything in a home. Refused to an account without the clinical key."""
    clock = clock or SystemClock()
    protocol = protocol or load()
    opened = home.unlock(folder, user, passphrase, clock)
    verdict = verify.walk(opened)
    faults = [f"Entry {m.number}: {_WORDS[m.what]}." for m in verdict.misfits]
    unread = {misfit.number for misfit in verdict.misfits}
    others = 0
    if not unread:
        store = ClinicalStore.open(opened, clock)
        try:
            for admission in store.admissions():
                found, unknown = replayed(protocol, admission, store.entries(admission))
                faults += found
                others += unknown
        finally:
            store.close()
    lines = [
        f"{verdict.entries} entries of {verdict.admissions} admissions.",
        f"Newest entry's mark: {verdict.newest}",
        *sorted(faults, key=_number),
    ]
    if others:
        lines.append(f"{others} findings are of another rule set; they were not recomputed.")
    if not faults:
        lines.append("Everything fits.")
    return Report(lines=tuple(lines), faults=len(faults))


def replayed(protocol: Protocol, admission: str, entries: Iterator[Entry]) -> tuple[list[str], int]:
    """Faults of one admission, and how many findings another rule set made."""
    record, faults, unknown = Record(admission=admission), [], 0
    mine = rules_hash(protocol)
    for entry in entries:
        for said in walls.broken(protocol, record, entry):
            faults.append(f"Entry {entry.number}: {said}.")
        if isinstance(entry.fact, facts.FindingsRecorded):
            if entry.fact.rules != mine:
                unknown += 1
            elif recorded(evaluated(protocol, record, entry.at), protocol) != entry.fact:
                faults.append(f"Entry {entry.number}: the rules would not have found this.")
        record = fold(record, entry)
    return faults, unknown


def _number(line: str) -> int:
    return int(line.split()[1].rstrip(":"))


_WORDS = {
    "number": "its running number does not follow the one before",
    "home": "it belongs to another home",
    "previous": "it does not follow the entry before it",
    "hash": "it was changed",
    "anchor": "entries are missing at the end, or the newest mark does not fit",
    "body": "what it says cannot be opened, or was changed",
    "fact": "what it says is no fact this program knows",
    "kind": "its kind is not that of what it says",
    "projection": "the lists do not show what the journal says",
    "stray": "the lists hold a row that no admission has",
}
