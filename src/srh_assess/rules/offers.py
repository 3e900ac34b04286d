"""Which decisions are put to her on which page: the talk itself, tests, and what goes with the
plan (law and ethics A2). None of it says what she should choose."""

from __future__ import annotations

from srh_assess.assessment.record import Record
from srh_assess.protocol.model import Protocol
from srh_assess.rules.capacity import newest
from srh_assess.rules.consent import YES
from srh_assess.rules.decisions import ABLE
from srh_assess.rules.findings import Findings

TAKING_PART = "D01"
_WANTED = frozenset({"now", "later"})
_AGREED = frozenset({"yes", "some"})


def tests(protocol: Protocol, findings: Findings) -> tuple[str, ...]:
    """The tests that belong to what the talk has raised, in the order of the catalogue."""
    raised = {need.id for need in findings.needs}
    rows = protocol.decisions.values()
    return tuple(one.id for one in rows if one.test and raised & set(one.offered_with))


def with_plan(protocol: Protocol, record: Record) -> tuple[str, ...]:
    """Treatments, and the first service, for each need with which she wants help."""
    wanted = {id for id, need in record.needs.items() if need.plan and need.plan.wants in _WANTED}
    rows = protocol.decisions.values()
    treatments = (one.id for one in rows if not one.test and wanted & set(one.offered_with))
    services = (
        f"D14.{place}"
        for need in protocol.needs.values()
        if need.id in wanted
        for place in need.destinations[:1]
        if not protocol.destinations[place].internal
    )
    return tuple(dict.fromkeys((*treatments, *services)))


def taking_part_open(record: Record) -> bool:
    """Whether she said yes to the talk (O01), so that its decision is written down."""
    answer = record.answers.get("O01")
    return answer is not None and bool(answer.codes & _AGREED)


def taking_part_closed(record: Record) -> bool:
    """Whether the talk stops, whatever was answered: she cannot decide about it now, she said
    no to it, or she took her yes back. Until somebody has looked, or asked, again."""
    found = newest(record, TAKING_PART)
    if found is not None and found.fact.outcome not in ABLE:
        return True
    answers = [k for k in record.decided.consents.values() if k.fact.decision == TAKING_PART]
    return bool(answers) and (answers[-1].ended is not None or answers[-1].fact.answer not in YES)
