"""The ``evaluate`` command: a case in, what the rules make of it out; nothing is stored.

In: ``{"now", "born", "admitted", "answers"}``. An answer is an option code, a state, a list of
codes, a number, a date for an item that asks for one, or an object with ``value`` or ``state``
and ``source``, ``at`` or ``earliest``/``latest``, ``words``. A time without zone is the ward's
local time, a date without time the whole of that day; the times that come out are written in
the zone and style of ``now``. Answers count as taken at ``now``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from math import isfinite
from typing import Any, TypeVar

from srh_assess.assessment.answers import UNKNOWN, Answer, Source, State, Value, When
from srh_assess.clock import LONDON, as_utc, local
from srh_assess.errors import BadInput
from srh_assess.protocol.model import Item, Protocol
from srh_assess.rules.cited import CitedFact, DueDate
from srh_assess.rules.findings import Findings, evaluate
from srh_assess.workflow.answering import check, check_when, item_of

_CASE = frozenset({"now", "born", "admitted", "answers"})
_ANSWER = frozenset({"value", "state", "source", "at", "earliest", "latest", "words"})
_TIMES = ("at", "earliest", "latest")
_YEARS = range(1900, 2200)
_STATES = frozenset(state.value for state in State)
_SOURCES = frozenset(source.value for source in Source)

D = TypeVar("D", date, datetime)
Write = Callable[[datetime | None], str | None]


def evaluate_case(protocol: Protocol, case: object) -> dict[str, object]:
    """What follows from the case. Raises ``BadInput`` naming what is unknown or impossible."""
    given = _object(case, "the case")
    _known_keys(given, _CASE, "the case")
    now = _moment(given.get("now"), "now")
    born = None if given.get("born") is None else _day(given["born"], "born")
    admitted = None if given.get("admitted") is None else _moment(given["admitted"], "admitted")
    if (admitted and admitted > now) or (born and born > local(now).date()):
        raise BadInput("time-future")
    answers = _object(given.get("answers", {}), "answers")
    findings = evaluate(
        protocol,
        {item: _answer(item_of(protocol, item), raw, now) for item, raw in answers.items()},
        now=now,
        born=born,
        admitted=admitted,
        first_raised={},
        outcome=None,
    )
    return _written(findings, _writer(given["now"]))


def _object(raw: object, where: str) -> Mapping[str, Any]:
    if not isinstance(raw, dict):
        raise BadInput("case-not-an-object", where=where)
    return raw


def _known_keys(raw: Mapping[str, Any], keys: frozenset[str], where: str) -> None:
    for key in raw:
        if key not in keys:
            raise BadInput("case-unknown-key", where=where, key=key[:40])


# --- one answer ------------------------------------------------------------------------------


def _answer(item: Item, raw: object, now: datetime) -> Answer:
    fields = raw if isinstance(raw, dict) else _bare(item, raw)
    _known_keys(fields, _ANSWER, item.id)
    value, state, when = fields.get("value"), fields.get("state"), _when(fields, item.id, now)
    if item.kind == "date" and state is None and not _one_of(value, _codes(item)):
        when = when if value is None else _at(value, item.id, now)
        value = item.options[0].code if when.known else None
    if (value is None) == (state is None):
        raise BadInput("answer-or-state", item=item.id)
    if state is not None and not _one_of(state, _STATES):
        raise BadInput("case-unknown-state", item=item.id, state=str(state)[:40])
    source = fields.get("source") or Source.ASKED
    if not _one_of(source, _SOURCES):
        raise BadInput("case-unknown-source", item=item.id, source=str(source)[:40])
    check_when(when, now)
    return Answer(
        item=item.id,
        taken=now,
        value=None if value is None else _value(item, value, now),
        state=None if state is None else State(state),
        source=Source(source),
        when=when,
        words=str(fields.get("words") or ""),
    )


def _one_of(raw: object, codes: frozenset[str]) -> bool:
    return isinstance(raw, str) and raw in codes


def _codes(item: Item) -> frozenset[str]:
    return frozenset(option.code for option in item.options)


def _bare(item: Item, raw: object) -> Mapping[str, Any]:
    """An answer written without its object: an option, else a state, else any other value."""
    if isinstance(raw, str) and raw in _STATES - _codes(item):
        return {"state": raw}
    return {"value": raw}


def _value(item: Item, raw: object, now: datetime) -> Value:
    """The value as the record holds it; one code for an item with several answers is a list."""
    value: Value
    if isinstance(raw, str):
        value = (raw,) if item.kind == "many" else raw
    elif isinstance(raw, list) and all(isinstance(code, str) for code in raw):
        value = tuple(raw)
    elif isinstance(raw, int | float) and not isinstance(raw, bool) and isfinite(raw):
        value = raw
    else:
        raise BadInput("case-bad-value", item=item.id)
    check(item, value, None, UNKNOWN, now)
    return value


# --- times -----------------------------------------------------------------------------------


def _when(fields: Mapping[str, Any], where: str, now: datetime) -> When:
    found = {k: _at(fields[k], where, now) for k in _TIMES if fields.get(k) is not None}
    if "at" not in found:
        earliest, latest = found.get("earliest", UNKNOWN), found.get("latest", UNKNOWN)
        return When(earliest.earliest, latest.latest)
    if len(found) > 1:
        raise BadInput("case-two-times", item=where)
    return found["at"]


def _at(raw: object, where: str, now: datetime) -> When:
    """An exact moment; or a day, from its first moment to its last (today: until now)."""
    if not isinstance(raw, str) or len(raw) > len("2026-01-01"):
        return When.exactly(_moment(raw, where))
    day = _day(raw, where)
    begins = as_utc(datetime.combine(day, time(), LONDON))
    ends = as_utc(datetime.combine(day + timedelta(days=1), time(), LONDON)) - timedelta(seconds=1)
    return When(begins, ends if begins > now else min(ends, now))


def _moment(raw: object, where: str) -> datetime:
    return as_utc(_parsed(raw, where, datetime.fromisoformat))


def _day(raw: object, where: str) -> date:
    return _parsed(raw, where, date.fromisoformat)


def _parsed(raw: object, where: str, parse: Callable[[str], D]) -> D:
    """A date or time in ISO form, in a year that a woman's record can speak of."""
    try:
        found = parse(raw if isinstance(raw, str) else "")
    except ValueError as fault:
        raise BadInput("case-bad-time", where=where) from fault
    if found.year not in _YEARS:
        raise BadInput("case-bad-time", where=where)
    return found


# --- out -------------------------------------------------------------------------------------


def _writer(now: str) -> Write:
    """Writes times as ``now`` was written: local without zone, in its offset, or with a Z."""
    zone = datetime.fromisoformat(now).tzinfo

    def write(moment: datetime | None) -> str | None:
        if moment is None:
            return None
        if zone is None:
            return local(moment).replace(tzinfo=None).isoformat()
        text = moment.astimezone(zone).isoformat()
        return text.replace("+00:00", "Z") if now.endswith("Z") else text

    return write


def _fact(fact: CitedFact) -> dict[str, object]:
    return {
        "row": fact.row,
        "subject": fact.subject,
        "title": fact.title,
        "flag": fact.flag,
        "prescriber": fact.prescriber,
        "letter": fact.letter,
        "source": fact.source,
        "evidence": fact.evidence,
        "because": list(fact.because),
        "until": _iso(fact.until),
    }


def _due(due: DueDate) -> dict[str, object]:
    return {
        "row": due.row,
        "kind": due.kind,
        "name": due.name,
        "state": due.state,
        "first": _iso(due.first),
        "due": _iso(due.due),
        "late": _iso(due.late),
        "words": due.words,
        "also": list(due.also),
        "letter": due.letter,
        "source": due.source,
        "evidence": due.evidence,
        "because": list(due.because),
    }


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _written(findings: Findings, write: Write) -> dict[str, object]:
    return {
        "gate": {
            "outcome": findings.gate.outcome,
            "because": list(findings.gate.because),
            "missing": list(findings.gate.missing),
            "prepare": list(findings.gate.prepare),
        },
        "asked": list(findings.asking.asked),
        "not_asked": dict(findings.asking.not_asked),
        "needs": [
            {
                "id": need.id,
                "state": need.state,
                "urgency": need.urgency,
                "because": list(need.because),
                "due": write(need.due),
                "reask": need.reask,
            }
            for need in findings.needs
        ],
        "clocks": [
            {
                "id": clock.id,
                "because": list(clock.because),
                "act_by": write(clock.act_by),
                "first_limit": write(clock.first_limit),
                "closes": write(clock.closes),
                "soft": clock.soft,
                "state": clock.state,
            }
            for clock in findings.clocks
        ],
        "medicine_facts": [_fact(fact) for fact in findings.medicine_facts],
        "reference_facts": [_fact(fact) for fact in findings.reference_facts],
        "due_dates": [_due(due) for due in findings.due_dates],
        "missing": list(findings.missing),
        "later": list(findings.later),
        "set_aside": list(findings.asking.set_aside),
    }
