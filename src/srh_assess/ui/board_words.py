"""A row of the ward board in words. No widgets here.

The board speaks without subjects: others can see it. It says that something cannot wait, never
what; that a result is to be told, never which. It never ranks, scores or counts visits.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Literal

from msgspec import Struct

from srh_assess.assessment import identity
from srh_assess.assessment.facts import Identity
from srh_assess.clock import local
from srh_assess.protocol.model import Protocol
from srh_assess.ui.widgets.moments import clock_time, duration, when_words
from srh_assess.ui.widgets.table import Cell
from srh_assess.workflow.desk import BoardRow

Filter = Literal["all", "due", "offer", "mine"]

NO_ONE = "No one yet"
NOTHING = "Nothing due"
_OVER = frozenset({"said_no", "started", "passed"})
_SHIFT = timedelta(hours=12)

# state: icon, its colour, words, what stands below them
_STATES = {
    "not_begun": ("ring", "text-muted", "Not yet asked", ""),
    "sitting": ("half-disc", "accent", "In progress", ""),
    "paused": ("pause", "text", "Paused", ""),
    "complete": ("tick", "ok", "Signed", ""),
    "brief": ("tick", "ok", "Signed, brief", ""),
    "partial": ("half-disc", "accent", "Signed, short version", ""),
    "deferred": ("pause", "text-muted", "Not now", ""),
    "declined": ("ring-bar", "text-muted", "Said no", "she can ask any time"),
}
_PAUSED = {
    "she_asked": "she asked",
    "tired_or_upset": "tired or upset",
    "called_away": "called away",
    "other": "",
}
_NEXT = {
    "": "Look at it together",
    "suspected": "Look at it together",
    "confirmed": "Next step",
    "wanted": "Next step she wants",
    "deferred": "Offer again",
}


class Line(Struct, frozen=True, kw_only=True):
    """One woman's row. ``spoken`` is the whole of it for a screen reader."""

    admission: str
    family: str
    room: str
    name: str
    called: str
    age: str
    like_name: bool
    state: Cell
    open_for_her: Cell
    next_step: Cell
    when: Cell
    who: Cell
    due_at: datetime | None
    urgent: bool
    filters: frozenset[Filter]

    @property
    def spoken(self) -> str:
        """``Room 12, WREN, Marianne, Maya, 29 years, In progress ...`` as one phrase."""
        parts = [
            f"Room {self.room}" if self.room else "Room not known",
            self.name,
            self.called,
            self.age,
            "there is a like name on the ward" if self.like_name else "",
            *(
                part
                for cell in (self.state, self.open_for_her, self.next_step, self.when, self.who)
                for part in (cell.words, cell.under)
            ),
        ]
        return ", ".join(part for part in parts if part)


def lines(
    rows: Iterable[BoardRow], protocol: Protocol, now: datetime, *, me: str, my_id: str
) -> tuple[Line, ...]:
    """Every row in words, by room as people count."""
    rows = tuple(rows)
    alike = like_names(rows)
    found = [_line(row, protocol, now, me, my_id, row.admission in alike) for row in rows]
    return tuple(sorted(found, key=by_room))


def by_room(line: Line) -> tuple[bool, int, str, str]:
    """Room 2 before room 10; those without a room at the end."""
    digits = "".join(sign for sign in line.room if sign.isdigit() and sign.isascii())
    return (not line.room, int(digits or 0), line.room, line.family.casefold())


def by_due(line: Line) -> tuple[bool, float, tuple[bool, int, str, str]]:
    """What is due first at the top; what has no time last, by room."""
    at = line.due_at.timestamp() if line.due_at else 0.0
    return (line.due_at is None, at, by_room(line))


def like_names(rows: Sequence[BoardRow]) -> frozenset[str]:
    """The admissions of women who could be mistaken for each other: the same family name, or
    the same given or preferred name."""
    bearers: dict[str, list[str]] = {}
    for row in rows:
        for name in _names(row):
            bearers.setdefault(name, []).append(row.admission)
    return frozenset(one for alike in bearers.values() if len(alike) > 1 for one in alike)


def _names(row: BoardRow) -> set[str]:
    parts = (("family", row.family), ("given", row.given), ("given", row.preferred))
    return {f"{kind} {name.casefold()}" for kind, name in parts if name}


def _line(
    row: BoardRow, protocol: Protocol, now: datetime, me: str, my_id: str, like: bool
) -> Line:
    who = Identity(family=row.family, given=row.given, preferred=row.preferred, born=row.born)
    urgent = _urgent(row, protocol)
    due = _due(row, protocol, now)
    return Line(
        admission=row.admission,
        family=row.family or row.given,
        room=row.room,
        name=identity.full_name(who),
        called=row.preferred,
        age=identity.age_text(row.born, now) if row.born else "",
        like_name=like,
        state=_state(row, now),
        open_for_her=_open(row, urgent, now),
        next_step=Cell(words=due.words, muted=due.words == NOTHING),
        when=_when(due, now),
        who=_who(due),
        due_at=now if due.now else due.at,
        urgent=urgent is not None,
        filters=_filters(row, due, urgent is not None, now, me, my_id),
    )


# ---- what cannot wait


def _urgent(row: BoardRow, protocol: Protocol) -> tuple[datetime, ...] | None:
    """The limits of the clocks that still call for somebody, soonest first; none when nothing
    does. A clock without a limit calls too."""
    calling = [
        clock
        for clock in row.clocks
        if clock.state != "closed"
        and clock.act not in _OVER
        and (clock.id not in protocol.clocks or protocol.clocks[clock.id].interrupts)
    ]
    if not calling:
        return None
    limits = [at for clock in calling for at in (clock.act_by, clock.closes) if at is not None]
    return tuple(sorted(limits))


def _open(row: BoardRow, urgent: tuple[datetime, ...] | None, now: datetime) -> Cell:
    if urgent is not None:
        ahead = next((at for at in urgent if at > now), None)
        left = f"Cannot wait {duration(ahead - now)}" if ahead else "Cannot wait, ring now"
        return Cell(words=left, chip="urgent")
    count = len(row.needs)
    if count:
        return Cell(words=f"{count} open")
    if row.state == "not_begun":
        return Cell(words="Notes not checked")
    return Cell(words="Nothing open", muted=True)


# ---- where the assessment stands


def _state(row: BoardRow, now: datetime) -> Cell:
    icon, ink, words, below = _STATES[row.state]
    if row.state == "not_begun" and local(row.admitted).date() == local(now).date():
        words, below = "New today", f"came {clock_time(row.admitted)}"
    elif row.state == "deferred" and row.next_look is not None:
        below = f"look again by {when_words(row.next_look, now).removeprefix('today ')}"
    elif row.state in ("sitting", "paused") and row.asked:
        why = _PAUSED[row.paused] if row.paused else ""
        left = f"{row.core_open} to go" if row.core_open else "to check and sign"
        below = ", ".join(part for part in (why, left) if part)
    elif row.away is not None:
        below = "off the ward"
    elif row.letters_waiting:
        below = "a letter to send" if row.letters_waiting == 1 else "letters to send"
    return Cell(words=words, under=below, icon=icon, icon_colour=ink)


# ---- what comes next


class _Due(Struct, frozen=True, kw_only=True):
    words: str
    at: datetime | None = None
    owner: str = ""
    offer: bool = False
    now: bool = False


def _due(row: BoardRow, protocol: Protocol, now: datetime) -> _Due:
    """What is next for her: a call, a sitting to go on with, or what is due first."""
    if row.state == "not_begun":
        hours = protocol.settings["red_flags_due_hours"].value
        at = row.admitted + timedelta(hours=hours)
        return _Due(words="Check her notes", at=at, owner=row.named_nurse)
    call = _call(row, now)
    if call is not None:
        return call
    others = [due for due in row.dues if due.what != "clock"]
    if not others:
        words = "Go on with the talk" if row.state in ("sitting", "paused") else NOTHING
        return _Due(words=words)
    first = others[0]
    if first.what == "gate":
        return _Due(words="Look again", at=first.at, owner=first.owner, offer=True)
    if first.what == "return":
        return _Due(words="Expected back", at=first.at, owner=row.named_nurse)
    state = next((need.state for need in row.needs if need.id == first.id), "")
    words = _NEXT.get(state, _NEXT[""])
    return _Due(words=words, at=first.at, owner=first.owner, offer=state == "deferred")


def _call(row: BoardRow, now: datetime) -> _Due | None:
    """What the clocks ask for: to ring now, to hear from a call, to look whether what was
    agreed has happened by its limit."""
    calling = [c for c in row.clocks if c.state != "closed" and c.act not in _OVER]
    if not calling:
        return None
    ahead = [at for c in calling for at in (c.act_by, c.closes) if at is not None and at > now]
    limit = min(ahead, default=None)
    if any(c.act in (None, "carry_on") for c in calling):
        return _Due(words="Ring", at=limit, owner=row.named_nurse, now=True)
    ringing = next((c for c in calling if c.act == "ringing"), None)
    if ringing is not None:
        back = ringing.back_by or limit
        return _Due(words="Hear from the call", at=back, owner=ringing.act_by_whom)
    return _Due(words="What the call agreed", at=limit, owner=row.named_nurse)


def _when(due: _Due, now: datetime) -> Cell:
    at = due.at
    if due.now:
        return Cell(words="now", chip="attention")
    if at is None:
        return Cell()
    if at < now:
        since = when_words(at, now).removeprefix("today ")
        if local(at).date() < local(now).date():
            since = since.rpartition(" ")[0]
        return Cell(words=f"overdue since {since}", chip="attention")
    words = when_words(at, now)
    today = words.startswith("today")
    return Cell(words=words, strong=today, muted=not today)


def _who(due: _Due) -> Cell:
    if due.owner:
        return Cell(words=due.owner)
    return (
        Cell(words=NO_ONE, tone="attention", strong=True)
        if due.now or due.at is not None
        else Cell()
    )


def _filters(
    row: BoardRow, due: _Due, urgent: bool, now: datetime, me: str, my_id: str
) -> frozenset[Filter]:
    found: set[Filter] = {"all"}
    today = local(now).date()
    if urgent or (due.at is not None and local(due.at).date() <= today):
        found.add("due")
    soon = due.at is not None and due.at <= now + _SHIFT
    if (due.offer and soon) or row.state in ("not_begun", "paused"):
        found.add("offer")
    if my_id == row.sitting_author or (me and me in (row.named_nurse, due.owner)):
        found.add("mine")
    return frozenset(found)
