"""What the figures keep of one stay beside what one hopes for (law and ethics, E8): what was shared
without her agreement, by its ground and looked back at in time; talks held while sedated; a method
taken out on her wish.

Pure. Days are the ward's.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TypedDict

from msgspec import Struct

from srh_assess.assessment import facts
from srh_assess.assessment.counted import Removal, Shared
from srh_assess.assessment.disclosing import OverrideReviewed
from srh_assess.assessment.record import Record
from srh_assess.clock import local
from srh_assess.rules.consent import YES
from srh_assess.rules.grounds import DANGER_TO_LIFE
from srh_assess.rules.override import POLICE

_TOLD = frozenset({"before", "after"})
_AWAKE, _SEDATED = "R03", "red"
_WISH, _TAKEN_OUT = "C05", "removal"
_REMOVALS = frozenset({"D10.implant", "D10.coil"})
_WRITTEN = frozenset({"green", "amber", _SEDATED})


class Heard(Struct):
    """What stood written at its time, entry by entry: each talk that went on, by its sitting, with
    whether she was sedated; the first day on which she said that she would have a method taken
    out."""

    talks: dict[str, bool] = {}
    removal: date | None = None

    def entry(self, record: Record, fact: object) -> None:
        """One entry, and the record with it."""
        if isinstance(fact, facts.GateDecided):
            self._talk(record, fact)
        elif isinstance(fact, facts.Answered | facts.Cleared | facts.Undone) and fact.item == _WISH:
            self._wish(record, fact)

    def _talk(self, record: Record, fact: facts.GateDecided) -> None:
        """One before which nobody wrote how awake she was is not among them."""
        answer = record.answers.get(_AWAKE)
        if fact.outcome == "defer" or answer is None or not answer.codes & _WRITTEN:
            return
        before = self.talks.get(fact.sitting, False)
        self.talks[fact.sitting] = before or _SEDATED in answer.codes

    def _wish(self, record: Record, fact: facts.Answered | facts.Cleared | facts.Undone) -> None:
        """What was typed and taken back at once was not asked for."""
        answer = record.answers.get(_WISH)
        wished = answer is not None and _TAKEN_OUT in answer.codes
        if not isinstance(fact, facts.Answered):
            self.removal = self.removal if wished else None
        elif wished and self.removal is None:
            self.removal = local(fact.taken).date()


class Found(TypedDict):
    """The fields of the row."""

    shared: tuple[Shared, ...]
    emergencies: int
    talks_seen: int
    talks_sedated: int
    removal: Removal | None


def found(record: Record, entries: Sequence[facts.Entry], heard: Heard) -> Found:
    """What of this stands in one record, and what was heard on the way to it."""
    talks = heard.talks
    shared = tuple(_shared(record, entries))
    return Found(
        shared=shared,
        emergencies=sum(one.ground == DANGER_TO_LIFE for one in shared),
        talks_seen=len(talks),
        talks_sedated=sum(talks.values()),
        removal=_removal(record, heard.removal),
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


def _removal(record: Record, said: date | None) -> Removal | None:
    """An implant or a coil that she asked to have taken out: said in the talk, or a yes to taking
    it out; and the first one taken out from then on."""
    yes = [
        local(kept.at).date()
        for kept in record.decided.consents.values()
        if kept.fact.decision in _REMOVALS and kept.fact.answer in YES
    ]
    asked = min((*yes, *((said,) if said else ())), default=None)
    if asked is None:
        return None
    days = [
        (local(kept.fact.at).date() - asked).days
        for kept in record.decided.done.values()
        if kept.fact.decision in _REMOVALS
    ]
    return Removal(asked, min((n for n in days if n >= 0), default=None))
