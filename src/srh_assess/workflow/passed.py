"""When the window of a clock has ended, the record says so once, and what was done till then.

Only a hard limit ends; past a soft one there is still somebody to ring.
"""

from __future__ import annotations

from collections.abc import Mapping

from srh_assess.assessment import facts
from srh_assess.assessment.answers import When
from srh_assess.assessment.identity import clinical_moment
from srh_assess.assessment.record import Act, Record
from srh_assess.rules.clocks import ClockFinding
from srh_assess.rules.findings import Findings

NOTHING = "Nothing was written down about it."
_DONE: Mapping[str, str] = {
    "rung": "Rung at {at}.",
    "ringing": "Somebody was ringing at {at}.",
    "said_no": "Said no at {at}.",
    "carry_on": "Carried on at {at}.",
    "started": "Begun at {at}.",
}


def passed(record: Record, findings: Findings) -> tuple[facts.ClockActed, ...]:
    """What is still to be written down about windows that have ended."""
    return tuple(
        facts.ClockActed(
            clock=clock.id,
            act="passed",
            words=_done(last_acts(record).get(clock.id)),
            when=_ended(clock),
        )
        for clock in findings.clocks
        if clock.state == "closed" and not _noted(record, clock)
    )


def last_acts(record: Record) -> dict[str, Act]:
    """What was last done about each clock since its window last ended: a clock that something
    starts anew is a new call."""
    last: dict[str, Act] = {}
    for act in record.acts:
        if act.fact.act == "passed":
            last.pop(act.fact.clock, None)
        else:
            last[act.fact.clock] = act
    return last


def is_so(findings: Findings, fact: facts.ClockActed) -> bool:
    """Whether the window that this act says has ended had ended."""
    return any(
        clock.id == fact.clock and clock.state == "closed" and _ended(clock) == fact.when
        for clock in findings.clocks
    )


def _ended(clock: ClockFinding) -> When:
    return When(clock.closes, clock.closes)


def _noted(record: Record, clock: ClockFinding) -> bool:
    return any(
        act.fact.act == "passed" and act.fact.clock == clock.id and act.fact.when == _ended(clock)
        for act in record.acts
    )


def _done(act: Act | None) -> str:
    return NOTHING if act is None else _DONE[act.fact.act].format(at=clinical_moment(act.at))
