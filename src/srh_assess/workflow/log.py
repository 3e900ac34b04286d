"""The log in words: for the reviewer, a page at a time; and for one woman, who opened her record.

Nothing of what a record says stands here: who, when, by which way, with which reason.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from msgspec import Struct

from srh_assess.assessment import looking
from srh_assess.assessment.calling import CallSheetPrinted
from srh_assess.assessment.deciding import Blocked
from srh_assess.assessment.fact import Fact
from srh_assess.assessment.facts import Entry, Identity, LetterSent
from srh_assess.assessment.her_record import RecordGiven
from srh_assess.assessment.identity import clinical_date, clinical_moment, full_name
from srh_assess.assessment.keeping import DisposalProposed, DisposalRefused
from srh_assess.clock import LONDON
from srh_assess.errors import catalogue
from srh_assess.saying import counted
from srh_assess.store.opened import RECOVERY_ACCOUNT
from srh_assess.workflow import roles

if TYPE_CHECKING:
    from srh_assess.store.log import Gone
    from srh_assess.workflow.desk import Desk

PAGE = 50
_HERS = (Blocked, LetterSent, RecordGiven, CallSheetPrinted, DisposalProposed, DisposalRefused)
"""What stands in her own record and is listed with the looks at it."""
KINDS: Mapping[str, tuple[str, ...]] = {
    "Opened with a reason": ("glass_broken",),
    "Opened a record": ("record_opened",),
    "Searches": ("searched",),
    "Letters and exports": ("letter_sent", "exported", "record_given", "call_sheet"),
    "Advice kept": ("advice_kept",),
    "Blocked or not allowed": ("blocked", "role_refused"),
    "Disposals asked for, and a no": ("disposal_proposed", "disposal_refused"),
    "Names like an account’s": ("name_said",),
    "Sign-ins": ("signed_in",),
    "Clock set": ("clock_moved",),
    "Backups restored": ("backup_restored",),
}
"""What the log can be narrowed to, in the order of the list."""
ALL = tuple(kind for kinds in KINDS.values() for kind in kinds)

_WAYS: Mapping[str, str] = {
    "talk": "the talk",
    "overview": "where the assessment stands",
    "record": "the record",
    "entries": "everything that was written",
    "safety_line": "the safety line, as agreed",
    "looks": "the list of who opened it",
}
_BASES: Mapping[str, str] = {
    "ward": "on this ward at that time",
    "hers": "an earlier stay of a woman on this ward",
    "broken": "with a reason given",
    "duty": "a duty of the role",
}
_GLASS = {"ended": "the stay had ended", "other_ward": "the stay was on another ward"}
_NO_NAME = "A record that is gone"
_GONE: Mapping[str, str] = {
    "glass_broken": "Opened with a reason; the reason is gone with the record",
    "record_opened": "Opened the record",
    "exported": "Took something of the record out",
    "advice_kept": "Kept a word against advice; the word is gone with the record",
    "name_said": "Was asked about a name like an account’s",
}
"""What is still said of a look at a record that was lawfully destroyed since."""
_GONE_OTHERWISE = "Looked at the record"
_SENT = {
    "printed": "Printed a letter",
    "saved": "Saved a letter as a file",
    "handed_over": "Handed a letter over",
    "held_for_her": "Kept a letter to be fetched",
    "read_with_her": "Read a letter together with the woman",
}


class Asked(Struct, frozen=True, kw_only=True):
    """What of the log is wanted. ``before`` is the number of the last line of the page before."""

    kind: str = ""
    author: str = ""
    admission: str = ""
    day: date | None = None
    before: int | None = None


class Line(Struct, frozen=True, kw_only=True):
    """One line: when, who, what, whose record."""

    number: int
    at: datetime
    who: str
    what: str
    admission: str = ""
    name: str = ""
    pressing: bool = False

    @property
    def when(self) -> str:
        """The moment, as the record writes moments."""
        return clinical_moment(self.at)


def read(desk: Desk, asked: Asked) -> tuple[Line, ...]:
    """One page of the log, the newest first. That it was read is in the log, too."""
    from srh_assess.store.log import Sought

    since = datetime.combine(asked.day, time(), LONDON) if asked.day else None
    found = desk.log(
        Sought(
            kinds=KINDS.get(asked.kind, ALL),
            author=asked.author,
            about=asked.admission,
            since=since,
            until=since + timedelta(days=1) if since else None,
            before=asked.before,
            most=PAGE,
        )
    )
    names: dict[str, str] = {}
    return tuple(_line(desk, entry, names) for entry in found)


def pressing(desk: Desk) -> tuple[Line, ...]:
    """What was opened with a reason, the newest first: the reviewer looks at these first."""
    return read(desk, Asked(kind="Opened with a reason"))


def unseen(desk: Desk) -> int:
    """How often a record was opened with a reason since who is signed in read the log last. Asking
    reads nothing of it."""
    from srh_assess.store.log import Sought

    me = desk.me
    assert me is not None
    reads = desk.log_quietly(Sought(kinds=("searched",), author=me.id))
    last = next((one.number for one in reads if _is_log(one)), 0)
    opened = desk.log_quietly(Sought(kinds=("glass_broken",)))
    return sum(one.number > last for one in opened)


def _is_log(one: Entry | Gone) -> bool:
    return isinstance(one, Entry) and getattr(one.fact, "what", "") == "log"


def _line(desk: Desk, entry: Entry | Gone, names: dict[str, str]) -> Line:
    if not isinstance(entry, Entry):
        return Line(
            number=entry.number,
            at=entry.at,
            who=desk.name_of(entry.author) or _nobody(entry.author),
            what=_GONE.get(entry.kind, _GONE_OTHERWISE),
            admission=looking.of(entry.admission),
            name=_NO_NAME,
        )
    admission = looking.of(entry.admission) or (
        entry.admission if isinstance(entry.fact, _HERS) else ""
    )
    stays = entry.fact.stays if isinstance(entry.fact, looking.Searched) else ()
    for one in (admission, *stays) if admission else stays:
        names.setdefault(one, _name(desk, one))
    return Line(
        number=entry.number,
        at=entry.at,
        who=desk.name_of(entry.author) or _nobody(entry.author),
        what=": ".join((words(entry.fact), *_and(names[one] for one in stays))),
        admission=admission,
        name=names.get(admission, ""),
        pressing=isinstance(entry.fact, looking.GlassBroken),
    )


def _name(desk: Desk, admission: str) -> str:
    row = desk.row_of(admission)
    if row is None:
        return _NO_NAME
    return full_name(Identity(family=row.family, given=row.given))


def _and(names: Iterable[str]) -> tuple[str, ...]:
    said = ", ".join(names)
    return (said,) if said else ()


def _nobody(author: str) -> str:
    return RECOVERY_ACCOUNT.display if author == RECOVERY_ACCOUNT.id else "Somebody who has left"


def words(fact: Fact) -> str:
    """What was done, in one sentence without its full stop."""
    found = _WORDS.get(type(fact))
    return found(fact) if found is not None else ""


def _opened(fact: looking.RecordOpened) -> str:
    basis = _BASES[fact.basis]
    if fact.duty:
        action = roles.actions().get(fact.duty)
        basis = f"to {action.words}" if action is not None else basis
    like = {"own": ", own name", "colleague": ", a colleague’s name", "": ""}[fact.like]
    return f"Opened {_WAYS[fact.way]}, {basis}{like}"


def _searched(fact: looking.Searched) -> str:
    what = {
        "stay": "Looked for a stay",
        "earlier": "Looked for earlier stays",
        "log": "Read the log",
    }
    return what[fact.what] + (f", {fact.found} found" if fact.what != "log" else "")


def _clock(fact: looking.ClockMoved) -> str:
    way = "back" if fact.found < fact.expected else "forward"
    return (
        f"The computer’s clock was set {way}: it showed {clinical_moment(fact.found)}, and "
        f"{clinical_moment(fact.expected)} was expected"
    )


def _restored(fact: looking.BackupRestored) -> str:
    more = f"; {fact.taken} newer ones were taken over" if fact.taken else ""
    held = counted(fact.entries, "entry", "entries")
    return f"Restored the backup of {clinical_moment(fact.made)}, with {held}{more}"


def _refused(fact: looking.RoleRefused) -> str:
    action = roles.actions().get(fact.action)
    return f"The role did not allow to {action.words if action else 'do this'}"


def _named(fact: looking.NameSaid) -> str:
    whose = "own name" if fact.like == "own" else "a colleague’s name"
    said = "another woman" if fact.answer == "somebody_else" else "the same person"
    return f"Asked about {whose}: said it is {said}"


def _blocked(fact: Blocked) -> str:
    row = catalogue().get(fact.code)
    return f"Blocked: {row['sentence'].rstrip('.') if row else fact.code}"


_WORDS: Mapping[type[Fact], Callable[..., str]] = {
    looking.RecordOpened: _opened,
    looking.GlassBroken: lambda f: f"Opened although {_GLASS[f.why]}. Reason: {f.reason}",
    looking.NameSaid: _named,
    looking.Exported: lambda f: f"Took out: {f.what}",
    looking.AdviceKept: lambda f: f"Kept the word “{f.word}” against advice",
    looking.SignedIn: lambda f: f"Signed in as {', '.join(roles.WORDS[one] for one in f.roles)}",
    looking.Searched: _searched,
    looking.ClockMoved: _clock,
    looking.RoleRefused: _refused,
    looking.BackupRestored: _restored,
    Blocked: _blocked,
    LetterSent: lambda f: _SENT[f.how],
    RecordGiven: lambda f: f"Made a copy of the record ({f.form.upper()})",
    CallSheetPrinted: lambda f: "Printed the facts for a call",
    DisposalProposed: lambda f: f"Asked for the disposal of the record. Reason: {f.reason}",
    DisposalRefused: lambda f: (
        f"Said no to its disposal, and kept it until {clinical_date(f.until)}. Reason: {f.reason}"
    ),
}


# --- for her ----------------------------------------------------------------------------------


class Look(Struct, frozen=True, kw_only=True):
    """One person at one sign-in: when first, and everything that was opened then."""

    at: datetime
    who: str
    role: str
    what: tuple[str, ...]

    @property
    def when(self) -> str:
        """The moment, as the record writes moments."""
        return clinical_moment(self.at)


def looks(desk: Desk, admission: str) -> tuple[Look, ...]:
    """Who opened her record, the newest first: one line for a person and a sign-in."""
    return _looks(desk, desk.who_looked(admission))


def looks_of_any(desk: Desk, admission: str) -> tuple[Identity, tuple[Look, ...]]:
    """The same for a role that opens no records and looks after who does; and who she is."""
    who, entries = desk.looked_after(admission)
    return who, _looks(desk, entries)


def _looks(desk: Desk, entries: Iterable[Entry]) -> tuple[Look, ...]:
    together: dict[tuple[str, str], list[Entry]] = {}
    for entry in entries:
        sign_in = getattr(entry.fact, "sign_in", "")
        together.setdefault((entry.author, sign_in), []).append(entry)
    found = [_look(desk, author, some) for (author, _), some in together.items()]
    return tuple(sorted(found, key=lambda one: one.at, reverse=True))


def _look(desk: Desk, author: str, entries: Iterable[Entry]) -> Look:
    some = tuple(entries)
    account = desk.account_of(author)
    return Look(
        at=some[0].at,
        who=account.display if account is not None else "Somebody who has left",
        role=", ".join(roles.WORDS[role] for role in account.roles) if account is not None else "",
        what=tuple(dict.fromkeys(words(entry.fact) for entry in some)),
    )
