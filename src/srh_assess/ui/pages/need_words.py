"""Needs in words: their state, when they are due, why they were raised. No widgets."""

from __future__ import annotations

from datetime import datetime, timedelta

from srh_assess.assessment.naming import Woman, woman
from srh_assess.clock import local
from srh_assess.ui.pages.told import listed
from srh_assess.ui.widgets.moments import clock_time, when_words
from srh_assess.ui.widgets.need_card import NeedFace, NeedTone
from srh_assess.workflow.needs import NeedLine
from srh_assess.workflow.session import Session

_THIS_SHIFT = timedelta(hours=12)
_ICONS = {
    "set aside": "ring-bar",
    "declined": "ring-bar",
    "deferred": "ring-hands",
    "met": "tick",
}
_SETTLED = frozenset({"set aside", "declined", "met", "handed over", "no longer applies"})


def state_words(state: str, who: Woman) -> str:
    """A need's state as a card says it."""
    told = {
        "suspected": "To look at",
        "confirmed": "Confirmed",
        "set aside": "Not a need",
        "wanted": f"{who.starting} wants help now",
        "deferred": f"{who.starting} wants it later",
        "declined": f"{who.starting} said no",
        "begun": "Begun",
        "part met": "Met in part",
        "met": "Met",
        "handed over": "Handed over",
        "no longer applies": "No longer applies",
    }
    return told[state]


def due_words(line: NeedLine, now: datetime) -> str:
    """``Now``, ``Overdue``, ``Today``, ``By 02:00``, ``Wed 15-Jul``; empty without a due time."""
    if line.state in _SETTLED:
        return ""
    if line.urgency == "E":
        return "Now"
    if line.due is None:
        return ""
    if line.due < now:
        return "Overdue"
    if local(line.due).date() == local(now).date():
        return "Today"
    if line.due - now <= _THIS_SHIFT:
        return f"By {clock_time(line.due)}"
    words = when_words(line.due, now)
    return words[:1].upper() + words[1:] if words.startswith("tomorrow") else words[:-6]


def tone(line: NeedLine, now: datetime) -> NeedTone:
    """Urgent within the hour, attention today and when late, plain else and once it is settled."""
    due = due_words(line, now)
    if due == "Now":
        return "urgent"
    return "attention" if due in ("Overdue", "Today") or due.startswith("By ") else ""


def face(line: NeedLine, who: Woman, now: datetime) -> NeedFace:
    """What the card of a need shows."""
    return NeedFace(
        id=line.id,
        name=line.name,
        state=state_words(line.state, who),
        due=due_words(line, now),
        owner=line.owner,
        tone=tone(line, now),
        icon=_ICONS.get(line.state, ""),
        her_order=line.rank or 0,
        whose="Her" if who.is_she else "Own",
    )


def because(session: Session, line: NeedLine) -> str:
    """Which answers raised it, by their short names; or that she named it herself."""
    if line.finding is None:
        named = line.need is not None and line.need.decided is not None
        return "Named in the talk" if named else ""
    who = woman(session.record.identity)
    labels = [who.inside(session.protocol.items[item].label) for item in line.finding.because]
    return f"Raised because of: {listed(labels)}" if labels else "Raised by a clock"
