"""The weekly huddle: every open need of every woman, what is in the way, the next step, whose it
is, and by when. Stays that have ended stand in it for as long as something of them is open.

By room and by what is due; never by person, and nothing is counted or compared.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Literal

from msgspec import Struct
from msgspec.structs import replace

from srh_assess.assessment import identity
from srh_assess.assessment.facts import Identity
from srh_assess.clock import local
from srh_assess.protocol.model import Protocol
from srh_assess.rules.due import CHECKS, NOBODY_NAMED, check_times, said_result
from srh_assess.store.projections import BoardRow, FollowDue, OpenNeed
from srh_assess.workflow.desk import Desk
from srh_assess.workflow.lanes import DUE_WORDS, STATES, with_leave
from srh_assess.workflow.papers import NOT_APPROVED

if TYPE_CHECKING:
    from srh_assess.letters.render import Rendered

Which = Literal["all", "overdue", "results", "after"]
_RESULTS = frozenset({"result", "tell"})
_HEAD = ("Need", "How it stands", "Next step", "In the way", "Whose, by when")
_SHARES = (0.22, 0.14, 0.24, 0.2, 0.2)
FOOT = "Weekly huddle. Clinical in confidence: for the hand of who leads it; shred it afterwards"


class Line(Struct, frozen=True, kw_only=True):
    """One thing that is open. ``need`` is its name; empty where it belongs to none. ``named``:
    whether the owner is a person that somebody named."""

    need: str
    state: str
    step: str = ""
    in_the_way: str = ""
    owner: str
    named: bool
    due: datetime | None = None
    overdue: bool = False
    result: bool = False


class Stay(Struct, frozen=True, kw_only=True):
    """One woman's lines. ``ended``: her stay is over, ``receiver`` took over what stood open."""

    admission: str
    room: str
    name: str
    initials: str
    ended: datetime | None = None
    receiver: str = ""
    lines: tuple[Line, ...]


def huddle(desk: Desk, which: Which = "all") -> tuple[Stay, ...]:
    """Every stay with something open: those on the ward by room, then those that have ended."""
    desk.need("follow_needs")
    protocol, now = desk.protocol, desk.clock.now()
    here = sorted(desk.board(), key=lambda row: (row.ward, room_order(row.room), row.admission))
    rows = (*here, *desk.after_stays())
    stays = (_stay(protocol, row, now) for row in rows if which != "after" or row.ended)
    kept = (_only(one, which) for one in stays)
    return tuple(one for one in kept if one.lines)


def initials(row: BoardRow) -> str:
    """``M W``: the first letter of each of her names, for what others can read."""
    names = f"{row.given} {row.family}".split()
    return " ".join(name[:1].upper() for name in names) or "?"


def room_order(room: str) -> tuple[bool, int, str]:
    """Rooms as people count them; those without one at the end."""
    digits = "".join(sign for sign in room if sign.isdigit() and sign.isascii())
    return (not room, int(digits or 0), room)


def _only(stay: Stay, which: Which) -> Stay:
    if which == "results":
        return replace(stay, lines=tuple(line for line in stay.lines if line.result))
    if which == "overdue":
        return replace(stay, lines=tuple(line for line in stay.lines if line.overdue))
    return stay


def _stay(protocol: Protocol, row: BoardRow, now: datetime) -> Stay:
    who = Identity(family=row.family, given=row.given, preferred=row.preferred)
    found = [line for part in (_needs, _threads, _checks) for line in part(protocol, row, now)]
    return Stay(
        admission=row.admission,
        room=row.room,
        name=identity.full_name(who),
        initials=initials(row),
        ended=row.ended,
        receiver=row.receiver,
        lines=tuple(sorted(found, key=_soonest)),
    )


def _soonest(line: Line) -> tuple[bool, float, str]:
    return (line.due is None, line.due.timestamp() if line.due else 0.0, line.need)


def _awaited(row: BoardRow, need: OpenNeed) -> FollowDue | None:
    """The thread that sets this need's time."""
    return next((f for f in row.following if f.need == need.id and f.at == need.due), None)


def _needs(protocol: Protocol, row: BoardRow, now: datetime) -> Iterator[Line]:
    for need in row.needs:
        rule, waits = protocol.needs.get(need.id), _awaited(row, need)
        named = need.owner or row.named_nurse
        yield Line(
            need=rule.name if rule else need.id,
            state=". ".join(
                [STATES.get(need.state, need.state)]
                + ([_thread_words(protocol, waits)] if waits else [])
            ),
            step=need.step,
            in_the_way=need.in_the_way,
            owner=named or (rule.owner_role if rule else "") or NOBODY_NAMED,
            named=bool(named),
            due=need.due,
            overdue=need.due is not None and need.due < now,
            result=waits is not None and waits.what in _RESULTS,
        )


def _threads(protocol: Protocol, row: BoardRow, now: datetime) -> Iterator[Line]:
    """What is due beside the needs, or goes on after a need was closed."""
    said = [one for one in (_awaited(row, need) for need in row.needs) if one is not None]
    for line in row.following:
        if line in said:
            continue
        rule = protocol.needs.get(line.need)
        named = line.owner or row.named_nurse
        yield Line(
            need=rule.name if rule else "",
            state=_thread_words(protocol, line),
            owner=named or NOBODY_NAMED,
            named=bool(named),
            due=line.at,
            overdue=line.at < now,
            result=line.what in _RESULTS,
        )
    if row.result_said is not None:
        at = said_result(protocol, row.result_said)
        yield Line(
            need="",
            state=f"{DUE_WORDS['result']}, as was said in the talk",
            owner=row.named_nurse or NOBODY_NAMED,
            named=bool(row.named_nurse),
            due=at,
            overdue=at < now,
            result=True,
        )


def _checks(protocol: Protocol, row: BoardRow, now: datetime) -> Iterator[Line]:
    if row.ended is None:
        return
    times = check_times(protocol, row.ended)
    for owed in row.checks:
        name = CHECKS[owed.check]
        at = owed.again_by or times[name]
        named = row.receiver or row.named_nurse
        yield Line(
            need="",
            state=DUE_WORDS[name],
            owner=named or NOBODY_NAMED,
            named=bool(named),
            due=at,
            overdue=at < now,
        )


def _thread_words(protocol: Protocol, line: FollowDue) -> str:
    care, place = protocol.care.get(line.about), protocol.destinations.get(line.about)
    about = care.name if care else place.label if place else line.about
    words = f"{DUE_WORDS[line.what]}: {about}" if about else DUE_WORDS[line.what]
    return with_leave(words, line.leave)


# -- on paper ---------------------------------------------------------------------------------


def printed(desk: Desk, which: Which, *, initials: bool) -> Rendered:
    """The same on paper, tagged. With ``initials`` it holds no name."""
    from srh_assess.letters.sheet import Sheet  # late: they load what sets letters
    from srh_assess.workflow.given import mark_of

    now = local(desk.clock.now())
    day = f"{identity.clinical_date(now)} {now:%H:%M}"
    sheet = Sheet("Weekly huddle", foot=f"{FOOT}. {day}", mark=mark_of(desk))
    sheet.heading("Weekly huddle")
    sheet.paragraph(f"{', '.join(desk.my_wards)}, {day}. {WORDS[which]}.")
    if not desk.approved:
        sheet.paragraph(NOT_APPROVED, quiet=True)
    stays = huddle(desk, which)
    if not stays:
        sheet.paragraph("Nothing is open.")
    for one in stays:
        sheet.heading(title(one, initials=initials), level=2)
        sheet.table(_HEAD, _cells(one.lines), _SHARES)
    return sheet.pdf()


WORDS: dict[Which, str] = {
    "all": "Everything open",
    "overdue": "What is overdue",
    "results": "Results awaited or to be told",
    "after": "After a stay has ended",
}


def title(one: Stay, *, initials: bool) -> str:
    """The room, or the day her stay ended, and her name unless it is to be hidden."""
    name = one.initials if initials else one.name
    if one.ended is not None:
        return f"Stay ended {identity.clinical_date(local(one.ended))}: {name}"
    return f"Room {one.room or 'not known'}: {name}"


def _cells(lines: Iterable[Line]) -> Iterator[tuple[str, ...]]:
    for line in lines:
        due = identity.clinical_moment(line.due) if line.due else "no time set"
        late = " (overdue)" if line.overdue else ""
        yield (
            line.need or "Beside the needs",
            line.state,
            line.step or "-",
            line.in_the_way or "-",
            f"{line.owner}, {due}{late}",
        )
