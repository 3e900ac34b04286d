"""What the figures keep of one stay beside what one hopes for (law and ethics, E8): what was shared
without her agreement, by its ground and looked back at in time, and talks held while sedated.

Pure. Days are the ward's.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TypedDict

from srh_assess.assessment import facts
from srh_assess.assessment.counted import Shared
from srh_assess.assessment.disclosing import OverrideReviewed
from srh_assess.assessment.record import Record
from srh_assess.clock import local
from srh_assess.rules.grounds import DANGER_TO_LIFE
from srh_assess.rules.override import POLICE

_TOLD = frozenset({"before", "after"})
_AWAKE, _SEDATED = "R03", "red"
_WRITTEN = frozenset({"green", "amber", _SEDATED})


class Found(TypedDict):
    """The fields of the row."""

    shared: tuple[Shared, ...]
    emergencies: int
    talks_seen: int
    talks_sedated: int


def found(record: Record, entries: Sequence[facts.Entry], talks: Mapping[str, bool]) -> Found:
    """What of this stands in one record. ``talks`` are those heard by ``hear_talk``."""
    shared = tuple(_shared(record, entries))
    return Found(
        shared=shared,
        emergencies=sum(one.ground == DANGER_TO_LIFE for one in shared),
        talks_seen=len(talks),
        talks_sedated=sum(talks.values()),
    )


def _shared(record: Record, entries: Sequence[facts.Entry]) -> Iterator[Shared]:
    """What went out without her agreement; what was only proposed did not."""
    looked = _looked_back(entries)
    due = {
        kept.fact.about: local(kept.fact.due).date()
        for kept in record.decided.tasks.values()
        if kept.fact.what == "look_back" and kept.fact.due is not None
    }
    for override, kept in record.decided.overrides.items():
        if kept.ended is None:
            continue
        emergency = kept.fact.basis == DANGER_TO_LIFE
        yield Shared(
            ground=kept.fact.basis,
            told=kept.fact.told in _TOLD,
            police=kept.fact.recipient == POLICE,
            due=due.get(override) if emergency else None,
            looked=looked.get(override) if emergency else None,
        )


def _looked_back(entries: Sequence[facts.Entry]) -> dict[str, date]:
    """The day of the first look back at each emergency."""
    days: dict[str, date] = {}
    for entry in entries:
        fact = entry.fact
        if isinstance(fact, OverrideReviewed) and fact.what == "emergency":
            days.setdefault(fact.override, local(entry.at).date())
    return days


def hear_talk(talks: dict[str, bool], record: Record, fact: facts.GateDecided) -> None:
    """A talk that goes on, by its sitting: whether what stands written then is that she is sedated,
    or still being checked. One before which nobody wrote how awake she was is not among them."""
    answer = record.answers.get(_AWAKE)
    if fact.outcome == "defer" or answer is None or not answer.codes & _WRITTEN:
        return
    talks[fact.sitting] = talks.get(fact.sitting, False) or _SEDATED in answer.codes
