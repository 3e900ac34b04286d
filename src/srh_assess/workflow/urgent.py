"""What cannot wait: which clocks interrupt now, and what was done about each.

Nothing here stands between a nurse and the telephone: every act is a note of what was done,
taken after it, in any order.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from msgspec import Struct

from srh_assess.assessment import facts
from srh_assess.assessment.record import Act, Record
from srh_assess.errors import BadInput
from srh_assess.protocol.model import ClockRule, Protocol
from srh_assess.rules.clocks import ClockFinding
from srh_assess.rules.findings import Findings
from srh_assess.workflow.passed import last_acts
from srh_assess.workflow.session import Change, Session


class Interruption(Struct, frozen=True, kw_only=True):
    """One page that interrupts: a need, its clocks (the shortest first), what was last done.
    ``new``: a clock that interrupts has no answer at all yet."""

    need: str
    title: str
    clocks: tuple[ClockFinding, ...]
    last: Act | None = None
    new: bool = False


def interruptions(
    protocol: Protocol, record: Record, findings: Findings, now: datetime
) -> tuple[Interruption, ...]:
    """What must be shown as a full page now, the soonest limit first."""
    return tuple(
        one for one in running(protocol, record, findings) if _asks_again(protocol, one, now)
    )


def running(protocol: Protocol, record: Record, findings: Findings) -> tuple[Interruption, ...]:
    """Every group of clocks that runs, also those that were acted on."""
    last = last_acts(record)
    groups: dict[tuple[str, str], list[ClockFinding]] = {}
    for clock in findings.clocks:
        if clock.state != "closed":
            groups.setdefault(group_of(protocol.clocks[clock.id]), []).append(clock)
    found = [
        Interruption(
            need=need,
            title=_title(protocol, need, clocks),
            clocks=tuple(sorted(clocks, key=_limit)),
            last=_newest(last, clocks),
            new=any(c.id not in last and protocol.clocks[c.id].interrupts for c in clocks),
        )
        for (need, _), clocks in groups.items()
    ]
    return tuple(sorted(found, key=lambda one: _limit(one.clocks[0])))


def group_of(rule: ClockRule) -> tuple[str, str]:
    """The clocks that one telephone call settles: those of one need with one first number."""
    return rule.needs[0], rule.destinations[0]


def _title(protocol: Protocol, need: str, clocks: list[ClockFinding]) -> str:
    """A call about several clocks is named by its need, a call about one by that clock."""
    alone = len(clocks) == 1
    return protocol.clocks[clocks[0].id].name if alone else protocol.needs[need].name


def waiting(protocol: Protocol, record: Record, findings: Findings) -> tuple[Interruption, ...]:
    """Interrupting groups without any answer yet: a sitting cannot be signed over them."""
    return tuple(
        one
        for one in running(protocol, record, findings)
        if one.new or (one.last is not None and one.last.fact.act == "carry_on")
    )


def act(
    session: Session,
    one: Interruption,
    what: str,
    *,
    by: str = "",
    back_by: datetime | None = None,
    words: str = "",
) -> Change:
    """Writes down what was done, once for every clock of the group."""
    if what == "ringing" and (not by.strip() or back_by is None):
        raise BadInput("ringing-who-when")
    if what == "said_no" and not words.strip():
        raise BadInput("her-words")
    kind = _KINDS[what]
    return session.add(
        *(
            facts.ClockActed(
                clock=clock.id, act=kind, by=by.strip(), back_by=back_by, words=words.strip()
            )
            for clock in one.clocks
        )
    )


_KINDS: Mapping[str, facts.ClockActKind] = {
    "rung": "rung",
    "ringing": "ringing",
    "said_no": "said_no",
    "carry_on": "carry_on",
}


def _limit(clock: ClockFinding) -> datetime:
    return clock.first_limit or clock.act_by


def _newest(last: Mapping[str, Act], clocks: Iterable[ClockFinding]) -> Act | None:
    acts = [last[clock.id] for clock in clocks if clock.id in last]
    return max(acts, key=lambda act: act.at) if acts else None


def _asks_again(protocol: Protocol, one: Interruption, now: datetime) -> bool:
    if one.new or one.last is None:
        return one.new
    fact = one.last.fact
    if fact.act == "carry_on":
        minutes = protocol.settings["carry_on_minutes"].value
        return now >= one.last.at + timedelta(minutes=minutes)
    return fact.act == "ringing" and fact.back_by is not None and now >= fact.back_by
