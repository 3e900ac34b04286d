"""Everything that follows from the answers at one moment, and its short form for the journal."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping
from datetime import date, datetime

from msgspec import Struct
from msgspec.structs import replace

from srh_assess.assessment.answers import Answer, State
from srh_assess.assessment.facts import FindingsRecorded, Found
from srh_assess.protocol import spoken
from srh_assess.protocol.model import Protocol
from srh_assess.rules.asked import Asking, chosen, settle
from srh_assess.rules.cited import CitedFact, DueDate
from srh_assess.rules.clocks import ClockFinding, clocks
from srh_assess.rules.gate import GateFinding, gate
from srh_assess.rules.instruments import instrument_facts
from srh_assess.rules.medicines import medicine_facts, reference_facts
from srh_assess.rules.methods import method_dates
from srh_assess.rules.needs import NeedFinding, needs
from srh_assess.rules.plan import GATE_DECISION, Outcome
from srh_assess.rules.screening import screening_dates
from srh_assess.rules.view import look
from srh_assess.rules.windows import test_dates

RULES_VERSION = "2"
"""Goes up with every change to what these rules make of the same protocol and answers."""

_OPEN = frozenset({State.NOT_ASKED})
_NOT_DONE = frozenset({State.NOT_ASKED, State.ASK_LATER})


class Findings(Struct, frozen=True, kw_only=True):
    """``missing``: asked and still open, of what this outcome asks for; ``later``: asked, to be
    asked again; ``core_open``: what CORE still lacks, whatever this sitting's outcome. What the
    tables say of her (``medicine_facts``, ``reference_facts``, ``due_dates``) is described in
    ``rules.cited``."""

    gate: GateFinding
    asking: Asking
    needs: tuple[NeedFinding, ...]
    clocks: tuple[ClockFinding, ...]
    missing: tuple[str, ...]
    later: tuple[str, ...]
    core_open: tuple[str, ...]
    medicine_facts: tuple[CitedFact, ...] = ()
    reference_facts: tuple[CitedFact, ...] = ()
    due_dates: tuple[DueDate, ...] = ()


def evaluate(
    protocol: Protocol,
    answers: Mapping[str, Answer],
    *,
    now: datetime,
    born: date | None,
    admitted: datetime | None,
    first_raised: Mapping[str, datetime],
    outcome: Outcome | None,
    opened: Collection[str] = frozenset(),
) -> Findings:
    """The findings at ``now``. The set that is asked follows ``outcome`` (the gate as decided),
    else the decision among the answers (R14), else what the gate proposes. What is ``opened``
    beyond it is asked, and missing to nothing."""
    settled = settle(protocol, answers, now, born, admitted)
    visible = settled.visible
    proposed = gate(protocol, visible)
    asking = chosen(protocol, settled, outcome or _decided(visible) or proposed.outcome, opened)
    view = look(visible, now, born, admitted)
    running = clocks(protocol, view)
    items = protocol.items
    return Findings(
        gate=proposed,
        asking=asking,
        needs=needs(protocol, view, running, first_raised),
        clocks=running,
        missing=tuple(
            item
            for item in asking.asked
            if _lacks(visible.get(item), _OPEN)
            and (items[item].core or not items[item].staff)
            and item not in asking.extra
        ),
        later=tuple(item for item in asking.asked if _is_later(visible.get(item))),
        core_open=tuple(
            item
            for item in asking.shown
            if items[item].core and _lacks(visible.get(item), _NOT_DONE)
        ),
        medicine_facts=medicine_facts(protocol, view),
        reference_facts=(*reference_facts(protocol, view), *instrument_facts(protocol, view)),
        due_dates=(
            *method_dates(protocol, view),
            *screening_dates(protocol, view),
            *test_dates(protocol, view),
        ),
    )


def recorded(findings: Findings, protocol: Protocol) -> FindingsRecorded:
    """The findings as the journal keeps them, so that lists need not ask the rules again."""
    sections, done = _sections(findings.asking, protocol)
    return FindingsRecorded(
        rules=rules_hash(protocol),
        gate=findings.gate.outcome or "",
        needs=tuple(
            Found(
                id=need.id,
                because=need.because,
                state=need.state,
                urgency=need.urgency,
                due=need.due,
            )
            for need in findings.needs
        ),
        clocks=tuple(
            Found(
                id=clock.id,
                because=clock.because,
                state=clock.state,
                act_by=clock.act_by,
                closes=clock.closes,
            )
            for clock in findings.clocks
        ),
        core_open=len(findings.core_open),
        asked=len(findings.asking.asked),
        answered=len(findings.asking.visible),
        sections=sections,
        sections_done=done,
    )


def spoken_findings(findings: Findings, name: str) -> Findings:
    """The findings with that name where their sentences say *she* or *her*."""
    asking = findings.asking
    return replace(
        findings,
        asking=replace(asking, not_asked=spoken.told(asking.not_asked, name)),
        medicine_facts=spoken.told(findings.medicine_facts, name),
        reference_facts=spoken.told(findings.reference_facts, name),
        due_dates=spoken.told(findings.due_dates, name),
    )


def _sections(asking: Asking, protocol: Protocol) -> tuple[int, int]:
    """How many sections are asked aloud now, and in how many of them nothing is left open."""
    open_in: dict[str, bool] = {}
    for id in asking.asked:
        item = protocol.items[id]
        if not item.staff:
            lacking = _lacks(asking.visible.get(id), _NOT_DONE)
            open_in[item.section] = open_in.get(item.section, False) or lacking
    return len(open_in), sum(not left for left in open_in.values())


def rules_hash(protocol: Protocol) -> str:
    """Names the rule set: the protocol's content, the unit's own values in it where it has any,
    and the version of these rules."""
    local = "".join(f" {id}={float(value)!r}" for id, value in sorted(protocol.local.items()))
    return hashlib.sha256(f"{protocol.content_hash}{local} {RULES_VERSION}".encode()).hexdigest()


def _decided(visible: Mapping[str, Answer]) -> Outcome | None:
    """What the nurse took at the gate, where it is given as an answer."""
    answer = visible.get(GATE_DECISION)
    decided: Mapping[object, Outcome] = {"go": "go", "partial": "partial", "defer": "defer"}
    return None if answer is None else decided.get(answer.value)


def _lacks(answer: Answer | None, states: frozenset[State]) -> bool:
    """No answer, or one of those states in its place. Declined, unsure, not known and not
    applicable are answers."""
    return answer is None or answer.state in states


def _is_later(answer: Answer | None) -> bool:
    return answer is not None and answer.state is State.ASK_LATER
