"""What was skipped ahead: filled in as the model answer has it, and done by nobody.

It stands in the record like everything else, so that what follows from it can be practised; it is
marked neither for nor against whoever practises. What somebody does again afterwards is theirs.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from msgspec import Struct

from srh_assess.assessment import deciding, drilling, facts
from srh_assess.assessment.answers import Source
from srh_assess.assessment.capacity import CapacityFound
from srh_assess.assessment.facts import Entry
from srh_assess.training.standing import STOPPING


class Skipped(Struct, frozen=True, kw_only=True):
    """The entries that were filled in, by number, and the fields that stand as they do because of
    them, or were passed over and are blank. ``to_the_end``: nobody did anything after it, so what
    was never done was skipped too."""

    filled: frozenset[int] = frozenset()
    fields: frozenset[str] = frozenset()
    to_the_end: bool = False


def skipped(entries: Sequence[Entry]) -> Skipped:
    """From the entries of a run, in order."""
    filled = {
        one.number
        for skip in entries
        if isinstance(skip.fact, drilling.DrillSkipped)
        for one in entries
        if skip.fact.since <= one.number < skip.number
    }
    passed = {
        field
        for skip in entries
        if isinstance(skip.fact, drilling.DrillSkipped)
        for field in skip.fact.passed
    }
    if not filled:
        return Skipped()
    last = {field: one.number for one in entries for field in fields_of(one.fact)}
    own = (number for number in last.values() if number not in filled)
    return Skipped(
        filled=frozenset(filled),
        fields=frozenset(
            {field for field, number in last.items() if number in filled} | passed - last.keys()
        ),
        to_the_end=max(own, default=0) < max(filled),
    )


def fields_of(fact: Any) -> tuple[str, ...]:
    """The fields of a scenario that a fact sets."""
    read = _FIELDS.get(type(fact))
    return read(fact) if read is not None else ()


def _of_answer(fact: facts.Answered) -> tuple[str, ...]:
    item = f"item.{fact.item}"
    return (item,) if fact.source is Source.NOTES else (item, f"asked.{fact.item}")


_FIELDS: Mapping[type, Callable[[Any], tuple[str, ...]]] = {
    facts.GateDecided: lambda _: (
        "gate.outcome", "gate.reason", "gate.look_again", "gate.overridden",
    ),
    facts.Answered: _of_answer,
    facts.NeedDecided: lambda fact: (f"need.{fact.need}",),
    facts.NeedPlanned: lambda fact: (f"due.{fact.need}",),
    facts.ClockActed: lambda fact: (f"clock.{fact.clock}",),
    deciding.Consented: lambda fact: (f"decision.{fact.decision}",),
    CapacityFound: lambda fact: (f"decision.{fact.decision}",),
    drilling.DrillChose: lambda fact: (f"choice.{fact.choice}",),
    drilling.DrillMet: lambda fact: (f"event.{fact.event}",),
    facts.SittingSigned: lambda _: (STOPPING,),
    facts.Paused: lambda _: (STOPPING,),
}  # fmt: skip
