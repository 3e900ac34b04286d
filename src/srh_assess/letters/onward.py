"""What goes on elsewhere, in the words of a handover: the needs that are open, and their days.

A handover speaks of a need only while it is open; with the need's own tick stand the days that
belong to it: a next dose, a test to repeat, a visit, a result that is awaited.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta

from srh_assess.assessment.dues import DueAt, dues
from srh_assess.assessment.followed import Followed
from srh_assess.assessment.identity import clinical_date, clinical_moment
from srh_assess.assessment.onward import ReceiverNamed
from srh_assess.assessment.record import Record
from srh_assess.letters.letter import Row
from srh_assess.protocol.model import Protocol
from srh_assess.protocol.spoken import turned

RECEIVER = "receiver"
"""What the lines about the named person come from."""
_BEGUN = frozenset({"begun", "part_met"})
_AT_ONCE = timedelta(days=1)
DAY = "day_"
"""The sentences for what has a day: ``day_next_dose`` and so on."""


def open_need(record: Record, need: str) -> Followed | None:
    """A confirmed need that is still open; none where there is nothing to hand over."""
    held = record.following.needs.get(need)
    return held if held is not None and held.confirmed and held.open else None


def urgency(held: Followed, of_need: str) -> str:
    """How soon it is wanted now. What was an emergency is none any more once care has begun and
    only its next day is left, or where that day was set more than a day ahead; one that nobody
    has begun with stays one."""
    if of_need != "E":
        return of_need
    ahead = held.due is not None and held.since is not None and held.due - held.since > _AT_ONCE
    return "S" if ahead or held.state in _BEGUN else "E"


def days(protocol: Protocol, record: Record, says: Mapping[str, str], need: str) -> Iterator[str]:
    """Everything of this need with a day, the soonest first."""
    for line in dues(record):
        words = says.get(f"{DAY}{line.what}")
        if line.need == need and words:
            when = clinical_date(line.at) if line.dated else clinical_moment(line.at)
            about = _about(protocol, record, line) or says[f"{DAY}other"]
            yield f"{words.format(about=about)}, {when}."


def _about(protocol: Protocol, record: Record, line: DueAt) -> str:
    """What the words speak of, where it is a row of the protocol's list: a name that somebody
    typed for the ward stays here."""
    kept = record.following.care.get(line.id) or record.following.samples.get(line.id)
    rule = protocol.care.get(kept.fact.what) if kept is not None else None
    return turned(rule.name, "{name}") if rule is not None else ""


def rows(named: ReceiverNamed | None, says: Mapping[str, str]) -> tuple[Row, ...]:
    """Who takes over, what was said, the lines to sign on; nothing while nobody is named."""
    if named is None:
        return ()
    day = clinical_date(named.at)
    who = ", ".join(part for part in (named.receiver, named.team, named.contact) if part)
    said = says[f"receiver_{named.answer}"].format(date=day, name=named.receiver)
    return (
        Row(label=says["receiver_who"], text=who, origin=(f"{RECEIVER}:",)),
        Row(label=says["receiver_said"], text=said, origin=(f"{RECEIVER}:",)),
        Row(label=says["receiver_signs"], text=says["receiver_lines"]),
    )
