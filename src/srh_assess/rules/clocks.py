"""The time-critical windows that run, each with two bounds (decision 8 of the specification).

*Act by* counts from the earliest moment it can have been, *closes* from the latest; between
the limit of the earliest and *closes* it may still be possible: ring now. A soft window never
closes: past its end one still rings.

Several starts of one clock - what she says, what the notes say - are merged into one pair of
bounds, the earliest and the latest of all whose time is known. A start without a time (a *yes*
and no day) says that something happened, not when: it sets the bounds only when no start has
a time, or when the known ones have run out, since what has no time may have been later.

The copper coil can be fitted up to a window after the first sex or after the earliest likely
ovulation, whichever is later. Without cycle dates nobody can say when that ends, so that
clock closes only when the last period and the shortest cycle are known.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Literal, NamedTuple

from msgspec import Struct

from srh_assess.assessment import answers
from srh_assess.assessment.answers import UNKNOWN
from srh_assess.protocol.check import CYCLE_SETTINGS
from srh_assess.protocol.model import ClockRule, Protocol, Start
from srh_assess.rules.conditions import Grounds
from srh_assess.rules.plan import plan_of
from srh_assess.rules.times import bounds
from srh_assess.rules.view import View

State = Literal["running", "may_be_possible", "closed", "ring_anyway"]
_TOLD = frozenset({None, answers.State.UNSURE})


class ClockFinding(Struct, frozen=True, kw_only=True):
    """One clock that was started. ``first_limit`` is where the window ends if the earliest
    moment was the true one; ``closes`` where it ends if the latest was."""

    id: str
    because: tuple[str, ...]
    earliest: datetime
    latest: datetime
    act_by: datetime
    closes: datetime | None
    first_limit: datetime | None
    soft: bool
    state: State


class Span(NamedTuple):
    """The bounds of one start, and whether they rest on a time that somebody gave."""

    earliest: datetime
    latest: datetime
    timed: bool


def clocks(protocol: Protocol, view: View) -> tuple[ClockFinding, ...]:
    """Every clock that something started, in the order of the protocol."""
    begun: dict[str, list[tuple[Start, Grounds]]] = {}
    for test, (rule, start) in plan_of(protocol).clocks.holding(view):
        begun.setdefault(rule.id, []).append((start, test.grounds(view)))
    return tuple(
        _clock(protocol.clocks[clock], starts, protocol, view) for clock, starts in begun.items()
    )


def _clock(
    rule: ClockRule, begun: Iterable[tuple[Start, Grounds]], protocol: Protocol, view: View
) -> ClockFinding:
    spans, because = [], []
    for start, grounds in begun:
        spans.append(_span(start, grounds, protocol, view))
        because += [*grounds.items, *(i for i in (start.item,) if i in view.answers)]
    earliest, latest = _merged(rule, spans, view.now)
    closes = first_limit = None
    if rule.window_hours is not None:
        window = timedelta(hours=rule.window_hours)
        first_limit = earliest + window
        closes = _closes(rule, latest + window, protocol, view)
    return ClockFinding(
        id=rule.id,
        because=tuple(dict.fromkeys(because)),
        earliest=earliest,
        latest=latest,
        act_by=earliest + timedelta(hours=rule.target_hours),
        closes=closes,
        first_limit=first_limit,
        soft=rule.soft,
        state=_state(rule, view.now, first_limit, closes),
    )


def _merged(rule: ClockRule, spans: Iterable[Span], now: datetime) -> tuple[datetime, datetime]:
    """One pair of bounds of all starts; those with a time go before those without."""
    timed = [span for span in spans if span.timed] or list(spans)
    earliest, latest = min(s.earliest for s in timed), max(s.latest for s in timed)
    if rule.window_hours is not None and now > latest + timedelta(hours=rule.window_hours):
        latest = max(span.latest for span in spans)
    return earliest, latest


def _span(start: Start, grounds: Grounds, protocol: Protocol, view: View) -> Span:
    """The bounds of one start: of the event told, or of the moment it became known here.

    Where the event's own item says nothing (the notes tell of it without a time), it was at
    most the lookback before the first of the answers that tell of it.
    """
    told = grounds.since or view.now
    if not start.item:
        return Span(*bounds(UNKNOWN, told, start.lookback_hours), start.lookback_hours is None)
    lookback = start.lookback_hours
    if lookback is None:
        lookback = protocol.items[start.item].lookback_hours
    answer = view.answers.get(start.item)
    if answer is not None and (answer.when.known or answer.state in _TOLD):
        return Span(*bounds(answer.when, answer.taken, lookback), answer.when.known)
    return Span(bounds(UNKNOWN, grounds.first or told, lookback)[0], told, timed=False)


def _closes(
    rule: ClockRule, window_ends: datetime, protocol: Protocol, view: View
) -> datetime | None:
    """The latest end of the window; none while the dates it depends on are not known."""
    if not rule.never_closes_without:
        return window_ends
    by_cycle = _cycle_ends(rule.never_closes_without, protocol, view)
    return None if by_cycle is None else max(window_ends, by_cycle)


def _cycle_ends(items: Iterable[str], protocol: Protocol, view: View) -> datetime | None:
    """The end counted from the earliest likely ovulation: last period (its latest moment) +
    shortest cycle - the days between the two, + the hours after it; none without both dates."""
    period: datetime | None = None
    cycle: float | None = None
    for item in items:
        answer = view.answers.get(item)
        if answer is not None and isinstance(answer.value, int | float):
            cycle = answer.value
        elif answer is not None:
            period = answer.when.latest
    if period is None or cycle is None:
        return None
    before, after = (protocol.settings[name].value for name in CYCLE_SETTINGS)
    return period + timedelta(days=cycle - before, hours=after)


def _state(
    rule: ClockRule, now: datetime, first_limit: datetime | None, closes: datetime | None
) -> State:
    if first_limit is None or now < first_limit:
        return "running"
    if closes is None or now <= closes:
        return "may_be_possible"
    return "ring_anyway" if rule.soft else "closed"
