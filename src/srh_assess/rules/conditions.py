"""Conditions, as FHIR's ``enableWhen`` reads them (letters file C2), made ready to be asked often.

What differs from plain truth tables, on purpose:

- a state (declined, unsure, ...) counts as an answer, with its own code: it exists, and it
  never equals *no*;
- ``!=`` holds when **no** answer equals the value: also for an unanswered question;
- ordering fails when unanswered; so does every comparison with a fact that is not known;
- ``within`` looks at the latest moment it can have been, ``longer_ago`` at the earliest.

A condition is compiled into a ``Predicate`` once; that says whether it ``holds`` and, when
it does, on what ``grounds``.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple, Protocol

from srh_assess.assessment.answers import Answer, State
from srh_assess.protocol import model
from srh_assess.rules.times import bounds
from srh_assess.rules.view import View

Compare = Callable[[float, float], bool]
_ORDER: Mapping[str, Compare] = {
    "<": operator.lt,
    ">": operator.gt,
    "<=": operator.le,
    ">=": operator.ge,
    "=": operator.eq,
    "!=": operator.ne,
}


class Grounds(NamedTuple):
    """Why a condition holds: the answered items, the unanswered ones, and since when (the
    moment the last needed answer was taken; none when it rests on no answer)."""

    answered: tuple[str, ...] = ()
    unanswered: tuple[str, ...] = ()
    since: datetime | None = None

    @property
    def items(self) -> tuple[str, ...]:
        """The items whose answers made it hold; where there are none, those left open."""
        return tuple(dict.fromkeys(self.answered or self.unanswered))


class Predicate(Protocol):
    """One condition, ready."""

    def holds(self, view: View) -> bool:
        """Whether it holds now."""
        ...

    def grounds(self, view: View) -> Grounds:
        """Why it holds; asked only when it does."""
        ...


def holds(condition: model.Condition, view: View, protocol: model.Protocol) -> bool:
    """Whether the condition holds now."""
    return Compiler(protocol).compiled(condition).holds(view)


class Compiler:
    """Makes tests from the conditions of one protocol, each named condition once."""

    def __init__(self, protocol: model.Protocol) -> None:
        self._items = protocol.items
        self._conditions = protocol.conditions
        self._made: dict[str, Predicate] = {}

    def named(self, name: str) -> Predicate:
        """The test of a condition in ``conditions.toml``."""
        if name not in self._made:
            self._made[name] = self.compiled(self._conditions[name].when)
        return self._made[name]

    def compiled(self, condition: model.Condition) -> Predicate:
        """The test of any condition."""
        if condition.named:
            return self.named(condition.named)
        if condition.all:
            return _All(tuple(map(self.compiled, condition.all)))
        if condition.any:
            return _Any(tuple(map(self.compiled, condition.any)))
        if condition.fact:
            return _fact(condition)
        return self._on_item(condition)

    def _on_item(self, condition: model.Condition) -> Predicate:
        item, wanted = self._items[condition.item], condition.value
        if condition.op == "exists":
            return _Exists(item.id, bool(wanted))
        if condition.op == "=":
            return _Equals(item.id, wanted)
        if condition.op == "!=":
            return _Differs(item.id, wanted)
        number = float(wanted)  # type: ignore[arg-type]  # the loader refuses what is no number
        if condition.op == "within":
            nothing = frozenset({"no", *(o.code for o in item.options if o.exclusive)})
            return _Within(item.id, timedelta(hours=number), item.lookback_hours, nothing)
        if condition.op == "longer_ago":
            return _LongerAgo(item.id, timedelta(hours=number))
        return _Ordered(item.id, _ORDER[str(condition.op)], number)


def _fact(condition: model.Condition) -> Predicate:
    if condition.op == "exists":
        return _FactKnown(condition.fact, bool(condition.value))
    number = float(condition.value)  # type: ignore[arg-type]  # the loader refuses what is no number
    return _FactOrdered(condition.fact, _ORDER[str(condition.op)], number)


@dataclass(frozen=True, slots=True)
class _All:
    tests: tuple[Predicate, ...]

    def holds(self, view: View) -> bool:
        for test in self.tests:  # noqa: SIM110  a plain loop is twice as fast as all(...)
            if not test.holds(view):
                return False
        return True

    def grounds(self, view: View) -> Grounds:
        return _joined((test.grounds(view) for test in self.tests), max)


@dataclass(frozen=True, slots=True)
class _Any:
    tests: tuple[Predicate, ...]

    def holds(self, view: View) -> bool:
        for test in self.tests:  # noqa: SIM110  a plain loop is twice as fast as any(...)
            if test.holds(view):
                return True
        return False

    def grounds(self, view: View) -> Grounds:
        return _joined((test.grounds(view) for test in self.tests if test.holds(view)), min)


def _joined(grounds: Iterable[Grounds], pick: Callable[[Iterable[datetime]], datetime]) -> Grounds:
    found = tuple(grounds)
    moments = [one.since for one in found if one.since is not None]
    return Grounds(
        tuple(item for one in found for item in one.answered),
        tuple(item for one in found for item in one.unanswered),
        pick(moments) if moments else None,
    )


@dataclass(frozen=True, slots=True)
class _OnItem:
    item: str

    def grounds(self, view: View) -> Grounds:
        answer = view.answers.get(self.item)
        if answer is None:
            return Grounds(unanswered=(self.item,))
        return Grounds(answered=(self.item,), since=answer.taken)


def _equal(answer: Answer, wanted: object) -> bool:
    """Whether some answer equals the wanted code, number or state."""
    value = answer.value
    if isinstance(value, tuple):
        return wanted in value
    return wanted == (answer.state if value is None else value)


@dataclass(frozen=True, slots=True)
class _Exists(_OnItem):
    wanted: bool

    def holds(self, view: View) -> bool:
        return (self.item in view.answers) == self.wanted


@dataclass(frozen=True, slots=True)
class _Equals(_OnItem):
    wanted: object

    def holds(self, view: View) -> bool:
        answer = view.answers.get(self.item)
        return answer is not None and _equal(answer, self.wanted)


@dataclass(frozen=True, slots=True)
class _Differs(_OnItem):
    wanted: object

    def holds(self, view: View) -> bool:
        answer = view.answers.get(self.item)
        return answer is None or not _equal(answer, self.wanted)


@dataclass(frozen=True, slots=True)
class _Ordered(_OnItem):
    compare: Compare
    number: float

    def holds(self, view: View) -> bool:
        answer = view.answers.get(self.item)
        return (
            answer is not None
            and isinstance(answer.value, int | float)
            and self.compare(answer.value, self.number)
        )


@dataclass(frozen=True, slots=True)
class _Within(_OnItem):
    """Something happened (or she is not sure), and not surely longer ago than the span.
    Other states - declined, not known, ask later - tell of no event."""

    span: timedelta
    lookback_hours: float | None
    nothing: frozenset[str]

    def holds(self, view: View) -> bool:
        answer = view.answers.get(self.item)
        if answer is None or answer.state not in {None, State.UNSURE}:
            return False
        if answer.codes and answer.codes <= self.nothing:
            return False
        _, latest = bounds(answer.when, answer.taken, self.lookback_hours)
        return latest >= view.now - self.span


@dataclass(frozen=True, slots=True)
class _LongerAgo(_OnItem):
    """It may be longer ago than the span; a time of which nothing is known does not count."""

    span: timedelta

    def holds(self, view: View) -> bool:
        answer = view.answers.get(self.item)
        if answer is None:
            return False
        earliest = answer.when.earliest or answer.when.latest
        return earliest is not None and earliest < view.now - self.span


@dataclass(frozen=True, slots=True)
class _OnFact:
    fact: str

    def grounds(self, _: View) -> Grounds:
        return Grounds()


@dataclass(frozen=True, slots=True)
class _FactKnown(_OnFact):
    wanted: bool

    def holds(self, view: View) -> bool:
        return (view.fact(self.fact) is not None) == self.wanted


@dataclass(frozen=True, slots=True)
class _FactOrdered(_OnFact):
    compare: Compare
    number: float

    def holds(self, view: View) -> bool:
        known = view.fact(self.fact)
        return known is not None and self.compare(known, self.number)
