"""A row of the ward board in words. No widgets here.

The board speaks without subjects: others can see it. It says that something cannot wait, never
what; that a result is to be told, never which. It never ranks, scores or counts visits.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from textwrap import shorten
from typing import Literal

from msgspec import Struct

from srh_assess.assessment import identity
from srh_assess.assessment.facts import Identity
from srh_assess.clock import local
from srh_assess.protocol.model import Protocol
from srh_assess.ui.board_next import NOTHING, Next, every, first, limits
from srh_assess.ui.widgets.moments import clock_time, duration, when_words
from srh_assess.ui.widgets.table import Cell
from srh_assess.workflow import again
from srh_assess.workflow.desk import BoardRow
from srh_assess.workflow.huddle import initials, room_order

Filter = Literal["all", "due", "offer", "mine", "overdue"]

NO_ONE = "No one yet"
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
    "declined": ("ring-bar", "text-muted", "Said no", "can ask any time"),
}
_PAUSED = {
    "she_asked": "asked to stop",
    "tired_or_upset": "tired or upset",
    "called_away": "called away",
    "other": "",
}
_URGENCIES = {
    "E": "now",
    "S": "this shift",
    "48": "in 48 hours",
    "7": "in 7 days",
    "R": "routine",
}
"""How soon, in words and in their order; what has none of these is told last."""


_LONGEST = 60
"""Letters of what the gate wants changed; the ward round list and the gate hold all of it."""


class Line(Struct, frozen=True, kw_only=True):
    """One woman's row. ``spoken`` is the whole of it for a screen reader; ``sought`` what
    finding looks in, also while names are not shown; ``detail`` everything that stands open, for
    the line below the rows; ``dues`` what is due when, for what became due meanwhile."""

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
    sought: str = ""
    detail: tuple[tuple[str, str], ...] = ()
    dues: tuple[tuple[datetime, str], ...] = ()

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


class Looking(Struct, frozen=True, kw_only=True):
    """Who looks at the board, when, and whether others may read the names on it."""

    protocol: Protocol
    now: datetime
    me: str
    my_id: str
    private: bool = False


def lines(rows: Iterable[BoardRow], looking: Looking) -> tuple[Line, ...]:
    """Every row in words, by room as people count."""
    rows = tuple(rows)
    alike = like_names(rows)
    found = [_line(row, looking, row.admission in alike) for row in rows]
    return tuple(sorted(found, key=by_room))


def by_room(line: Line) -> tuple[bool, int, str, str]:
    """Room 2 before room 10; those without a room at the end."""
    return (*room_order(line.room), line.family.casefold())


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


def _line(row: BoardRow, looking: Looking, like: bool) -> Line:
    now, protocol, private = looking.now, looking.protocol, looking.private
    who = Identity(family=row.family, given=row.given, preferred=row.preferred, born=row.born)
    urgent = limits(row, protocol)
    due = first(row, protocol, now)
    every_due = tuple(every(row, protocol))
    name = identity.full_name(who)
    return Line(
        admission=row.admission,
        family=row.family or row.given,
        room=row.room,
        name=initials(row) if private else name,
        called="" if private else row.preferred,
        age="" if private or row.born is None else identity.age_text(row.born, now),
        like_name=like,
        state=_state(row, looking),
        open_for_her=_open(row, urgent, now),
        next_step=Cell(words=due.words, under=due.change, muted=due.words == NOTHING),
        when=_when(due, now),
        who=_who(due),
        due_at=now if due.now else due.at,
        urgent=urgent is not None,
        filters=_filters(row, (due, *every_due), urgent is not None, looking),
        sought=f"{name} {row.preferred}".casefold(),
        detail=tuple(_detail(row, urgent, every_due, looking)),
        dues=tuple((one.at, one.words) for one in (due, *every_due[1:]) if one.at is not None),
    )


# ---- what stands open


def _open(row: BoardRow, urgent: tuple[datetime, ...] | None, now: datetime) -> Cell:
    if urgent is not None:
        ahead = next((at for at in urgent if at > now), None)
        left = f"Cannot wait {duration(ahead - now)}" if ahead else "Cannot wait, ring now"
        return Cell(words=left, chip="urgent")
    count = len(row.needs)
    if count:
        soonest = next(iter(_by_urgency(row)), "")
        return Cell(words=f"{count} open", under="" if count == 1 else soonest)
    if row.state == "not_begun":
        return Cell(words="Notes not checked")
    return Cell(words="Nothing open", muted=True)


def _by_urgency(row: BoardRow) -> list[str]:
    """``1 this shift``, ``2 in 7 days``: how many needs, the soonest first."""
    counts = row.needs_by_urgency
    return [f"{counts[code]} {words}" for code, words in _URGENCIES.items() if code in counts]


def _detail(
    row: BoardRow, urgent: tuple[datetime, ...] | None, every_due: Sequence[Next], looking: Looking
) -> Iterator[tuple[str, str]]:
    """Everything that stands open for her, part by part; parts without anything are left out."""
    now = looking.now
    calls = [f"until {when_words(at, now)}" for at in urgent or () if at > now]
    if urgent is not None:
        yield "Cannot wait", ", ".join(calls) or "ring now"
    if row.put_off is not None and row.put_off.possible and not looking.private:
        change = shorten(row.put_off.possible, _LONGEST, placeholder=" …")
        yield "To change", change.rstrip(".")
    if row.needs:
        yield "Needs", ", ".join(_by_urgency(row)) or str(len(row.needs))
    if row.sections:
        yield "Sections", f"{row.sections_done} of {row.sections} done"
    if row.put_off is not None:
        since = when_words(row.put_off.since, now)
        yield "Put off", f"{row.put_off.times} in a row, since {since}"
    if row.results_owed:
        yield "Results", "owed"
    if row.letters_waiting:
        yield "Letters", f"{row.letters_waiting} to send"
    for due in every_due:
        if due.at is not None:
            owner = f", {due.owner}" if due.owner else f", {NO_ONE.lower()}"
            late = "overdue, " if due.at < now else ""
            change = f"{due.change}, " if due.change else ""
            yield due.words, f"{change}{late}{when_words(due.at, now)}{owner}"


# ---- where the assessment stands


def _state(row: BoardRow, looking: Looking) -> Cell:
    icon, ink, words, below = _STATES[row.state]
    now = looking.now
    if row.state == "not_begun" and local(row.admitted).date() == local(now).date():
        words, below = "New today", f"came {clock_time(row.admitted)}"
    elif row.state == "deferred":
        below = _put_off(row, looking)
    elif row.state in ("sitting", "paused") and row.asked:
        why = _PAUSED[row.paused] if row.paused else ""
        left = f"{row.core_open} to go" if row.core_open else "to check and sign"
        below = ", ".join(part for part in (why, left) if part)
    elif row.away is not None:
        below = "off the ward"
    elif row.results_owed:
        below = "a result owed"
    elif row.letters_waiting:
        below = "a letter to send" if row.letters_waiting == 1 else "letters to send"
    return Cell(words=words, under=below, icon=icon, icon_colour=ink)


def _put_off(row: BoardRow, looking: Looking) -> str:
    """A talk put off: for others to hear of where it was often or long, else when to look."""
    if again.for_team(looking.protocol, row.put_off, looking.now):
        return "the team decides"
    if again.for_ward_round(looking.protocol, row.put_off):
        return "on the ward round list"
    if row.next_look is None:
        return ""
    return f"look again by {when_words(row.next_look, looking.now).removeprefix('today ')}"


# ---- when, and who


def _when(due: Next, now: datetime) -> Cell:
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


def _who(due: Next) -> Cell:
    if due.owner:
        return Cell(words=due.owner)
    return (
        Cell(words=NO_ONE, tone="attention", strong=True)
        if due.now or due.at is not None
        else Cell()
    )


def _filters(
    row: BoardRow, dues: Sequence[Next], urgent: bool, looking: Looking
) -> frozenset[Filter]:
    found: set[Filter] = {"all"}
    now, me = looking.now, looking.me
    today = local(now).date()
    timed = [(due, due.at) for due in dues if due.at is not None]
    if urgent or any(local(at).date() <= today for _, at in timed):
        found.add("due")
    if any(at < now for _, at in timed) or any(due.now and due.at is None for due in dues):
        found.add("overdue")
    soon = any(due.offer and at <= now + _SHIFT for due, at in timed)
    if soon or row.state in ("not_begun", "paused"):
        found.add("offer")
    owners = {row.named_nurse, *(due.owner for due in dues)}
    if looking.my_id == row.sitting_author or (me and me in owners):
        found.add("mine")
    return frozenset(found)
