"""The whole of a home, proved: chain and lists by the store, walls and findings here.

Names the first entry that does not fit, that no workflow could have written, or whose
findings the recorded rule set would not give.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from srh_assess.assessment import drilling, facts
from srh_assess.assessment.facts import Entry
from srh_assess.assessment.fold import fold
from srh_assess.assessment.identity import clinical_moment
from srh_assess.assessment.record import Record
from srh_assess.clock import Clock, SystemClock
from srh_assess.errors import StoreFault
from srh_assess.protocol.load import load
from srh_assess.protocol.model import Protocol
from srh_assess.rules.findings import recorded
from srh_assess.saying import counted
from srh_assess.store import home, ledger, verify
from srh_assess.store.membership import accounts_of
from srh_assess.store.opened import Opened
from srh_assess.store.reading import reading
from srh_assess.workflow import backup_plan, leading, roles, walls
from srh_assess.workflow.history import History
from srh_assess.workflow.leading import Written
from srh_assess.workflow.session import evaluated
from srh_assess.workflow.steps import Steps
from srh_assess.workflow.voice_facts import VoiceAnswered, VoiceSealed


class Report(Struct, frozen=True, kw_only=True):
    """What was found. ``wrong`` says in a sentence each what does not fit, the earliest entry
    first; ``others`` counts findings of another rule set, which were not recomputed."""

    entries: int
    admissions: int
    newest: str
    ledger: int
    wrong: tuple[str, ...] = ()
    others: int = 0

    @property
    def faults(self) -> int:
        """How much does not fit; 0 when all is well."""
        return len(self.wrong)

    @property
    def lines(self) -> tuple[str, ...]:
        """The whole, to print."""
        others = f"{self.others} findings are of another rule set; they were not recomputed."
        return (
            f"{counted(self.entries, 'entry', 'entries')}"
            f" of {counted(self.admissions, 'admission')}.",
            f"Newest entry's mark: {self.newest}",
            f"{counted(self.ledger, 'entry', 'entries')} of the lead's ledger.",
            *self.wrong,
            *((others,) if self.others else ()),
            *(() if self.wrong else ("Everything fits.",)),
        )


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
    training = home.exists(folder) and home.kind(folder) == "training"
    opened = home.unlock(folder, user, passphrase, clock, training=training)
    return checked(opened, protocol or load(), Steps())


def checked(opened: Opened, protocol: Protocol, steps: Steps) -> Report:
    """Walks everything in a home that is open, on connections of its own and without a trace:
    the ward may go on working. Ends before its next record once it is stopped."""
    roles.refuse(opened.me.roles, "prove_record")
    told = _Told(steps)
    verdict = verify.walk(opened, lambda done, of: told.at("Entries opened", done, of))
    faults = [f"Entry {m.number}: {_WORDS[m.what]}." for m in verdict.misfits]
    written, wrong = _ledger(opened, protocol)
    others = 0
    if not faults:
        faults, others = _replayed(opened, History(protocol, written), told)
    wrong += [
        f"The backup of {clinical_moment(one.made)} ends with entry {one.entries}, which is not in"
        " this record: an older copy, or one that was written anew, stands in its place."
        for one in backup_plan.lacks(opened, backup_plan.plan(written))
    ]
    return Report(
        entries=verdict.entries,
        admissions=verdict.admissions,
        newest=verdict.newest,
        ledger=len(written),
        wrong=(*sorted(faults, key=_number), *wrong),
        others=others,
    )


class _Told:
    """Says how far the work is once for each hundredth, and asks at every step whether to go on."""

    def __init__(self, steps: Steps) -> None:
        self._steps = steps
        self._said = ""

    def at(self, what: str, done: int, of: int) -> None:
        """So many of so many are done."""
        words = f"{what}: {100 * done // max(of, 1)} in 100"
        self._steps.at(words if words != self._said else "")
        self._said = words


def _replayed(opened: Opened, history: History, told: _Told) -> tuple[list[str], int]:
    """What no workflow could have written, over all records, and how many findings another rule
    set made."""
    faults, others = list[str](), 0
    with reading(opened) as reader:
        files = reader.files()
        for done, admission in enumerate(files):
            told.at("Records worked out again", done, len(files))
            found, unknown = replayed(
                history, admission, reader.entries(admission), kind=opened.kind
            )
            faults += found
            others += unknown
    return faults, others


def _ledger(opened: Opened, protocol: Protocol) -> tuple[tuple[Written, ...], list[str]]:
    """The lead's entries, and what of them does not fit; none of them where they cannot be
    read."""
    try:
        if misfits := ledger.misfits(opened):
            return (), [f"Ledger entry {number}: {_LEDGER[number > 0]}." for number in misfits]
        written = leading.entries(opened)
    except StoreFault as fault:
        return (), [f"Ledger: {fault.sentence}"]
    known = {account.id for account in accounts_of(opened)}
    wrong = []
    for entry in written:
        said = leading.broken(protocol, entry)
        nameless = isinstance(entry.fact, VoiceSealed | VoiceAnswered) and not entry.author
        if entry.author not in known and not nameless:
            said = "it was written by nobody this home knows"
        if said:
            wrong.append(f"Ledger entry {entry.number}: {said}.")
    return written, wrong


def replayed(
    history: History, admission: str, entries: Iterator[Entry], *, kind: str = "live"
) -> tuple[list[str], int]:
    """Faults of one admission, and how many findings another rule set made."""
    record, faults, unknown = Record(admission=admission), [], 0
    for entry in entries:
        for said in walls.broken(history.at(entry.at), record, entry):
            faults.append(f"Entry {entry.number}: {said}.")
        if drilling.stands(kind, record.drill is not None, entry.fact):
            faults.append(f"Entry {entry.number}: it belongs to another world than this home.")
        if isinstance(entry.fact, facts.FindingsRecorded):
            used = history.under(entry.fact.rules)
            if used is None:
                unknown += 1
            elif recorded(evaluated(used, record, entry.at), used) != entry.fact:
                faults.append(f"Entry {entry.number}: the rules would not have found this.")
        record = fold(record, entry)
    return faults, unknown


def _number(line: str) -> int:
    return int(line.split()[1].rstrip(":"))


_LEDGER = {
    True: "it does not fit, or was changed",
    False: "entries are missing at the end, or the newest mark does not fit",
}
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
    "world": "a row is not of this kind of home",
    "undestroyed": "it says that a record was destroyed, but its key is still there",
    "uncertified": "the key of a record was destroyed, and no certificate says so",
    "once": "it is not the one up to which everything was proved before: an older copy of the"
    " record, or one that was written anew, may stand in its place",
    "list": "the list of destroyed records is shorter than what was destroyed",
}
