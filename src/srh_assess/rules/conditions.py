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
Pick = Callable[[Iterable[datetime]], datetime]
_ORDER: Mapping[str, Compare] = {
    "<": operator.lt,
    ">": operator.gt,
    "<=": operator.le,
    ">=": operator.ge,
    "=": operator.eq,
    "!=": operator.ne,
}
_MAY_HAVE_BEEN = frozenset({None, State.UNSURE, State.NOT_KNOWN})


class Grounds(NamedTuple):
    """Why a condition holds. ``telling`` items say that something is so; ``guards`` only do not
    say otherwise (``!=``, *exists: false*). ``first`` is when the earliest telling answer was
    taken, ``since`` when the last one that was needed was: neither, where nothing was told."""

    telling: tuple[str, ...] = ()
    guards: tuple[str, ...] = ()
    first: datetime | None = None
    since: datetime | None = None

    @property
    def items(self) -> tuple[str, ...]:
        """The items that made it hold; the guards only where nothing else did."""
        return tuple(dict.fromkeys(self.telling or self.guards))


class Predicate(Protocol):
    """One condition, ready. ``told_by``: it holds only where one of these items has an answer;
    none where it can hold without any."""

    @property
    def told_by(self) -> frozenset[str] | None:
        """The items, or none."""
        ...

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
            return _one(_All, _together(map(self.compiled, condition.all), _Differs))
        if condition.any:
            return _one(_Any, _together(map(self.compiled, condition.any), _Equals))
        if condition.fact:
            return _fact(condition)
        return self._on_item(condition)

    def _on_item(self, condition: model.Condition) -> Predicate:
        item, wanted = self._items[condition.item], condition.value
        if condition.op == "exists":
            return _Exists(item.id) if wanted else _Missing(item.id)
        if condition.op in {"=", "!="}:
            alike = (o.code for o in item.options if wanted in o.counts_as)
            any_of = frozenset({wanted, *alike})
            return (_Equals if condition.op == "=" else _Differs)(item.id, any_of)
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

    @property
    def told_by(self) -> frozenset[str] | None:
        told = [test.told_by for test in self.tests if test.told_by is not None]
        return min(told, key=len) if told else None

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

    @property
    def told_by(self) -> frozenset[str] | None:
        told = [test.told_by for test in self.tests]
        return frozenset().union(*(one or () for one in told)) if None not in told else None

    def holds(self, view: View) -> bool:
        for test in self.tests:  # noqa: SIM110  a plain loop is twice as fast as any(...)
            if test.holds(view):
                return True
        return False

    def grounds(self, view: View) -> Grounds:
        return _joined((test.grounds(view) for test in self.tests if test.holds(view)), min)


def _one(kind: type[_All] | type[_Any], tests: tuple[Predicate, ...]) -> Predicate:
    return tests[0] if len(tests) == 1 else kind(tests)


def _together(
    tests: Iterable[Predicate], kind: type[_Equals] | type[_Differs]
) -> tuple[Predicate, ...]:
    """The tests, where those of one kind that follow each other on one item are asked as one: any
    of these codes, or none of them."""
    found: list[Predicate] = []
    for test in tests:
        before = found[-1] if found else None
        if isinstance(test, kind) and isinstance(before, kind) and test.item == before.item:
            found[-1] = kind(test.item, before.wanted | test.wanted)
        else:
            found.append(test)
    return tuple(found)


def _joined(found: Iterable[Grounds], pick: Pick) -> Grounds:
    telling: list[str] = []
    guards: list[str] = []
    first: list[datetime] = []
    since: list[datetime] = []
    for one in found:
        telling += one.telling
        guards += one.guards
        if one.first is not None and one.since is not None:
            first.append(one.first)
            since.append(one.since)
    return Grounds(
        telling=tuple(telling),
        guards=tuple(guards),
        first=min(first) if first else None,
        since=pick(since) if since else None,
    )


@dataclass(frozen=True, slots=True)
class _Telling:
    """A test that holds because of an answer."""

    item: str

    @property
    def told_by(self) -> frozenset[str] | None:
        return frozenset({self.item})

    def grounds(self, view: View) -> Grounds:
        taken = view.answers[self.item].taken
        return Grounds(telling=(self.item,), first=taken, since=taken)


@dataclass(frozen=True, slots=True)
class _Guard:
    """A test that may hold for want of an answer."""

    item: str

    @property
    def told_by(self) -> frozenset[str] | None:
        return None

    def grounds(self, _: View) -> Grounds:
        return Grounds(guards=(self.item,))


def _equal(answer: Answer, wanted: frozenset[object]) -> bool:
    """Whether some answer equals the wanted code, number or state, or counts as it."""
    value = answer.value
    if isinstance(value, tuple):
        return not wanted.isdisjoint(value)
    return (answer.state if value is None else value) in wanted


@dataclass(frozen=True, slots=True)
class _Exists(_Telling):
    def holds(self, view: View) -> bool:
        return self.item in view.answers


@dataclass(frozen=True, slots=True)
class _Missing(_Guard):
    def holds(self, view: View) -> bool:
        return self.item not in view.answers


@dataclass(frozen=True, slots=True)
class _Equals(_Telling):
    wanted: frozenset[object]

    def holds(self, view: View) -> bool:
        answer = view.answers.get(self.item)
        return answer is not None and _equal(answer, self.wanted)


@dataclass(frozen=True, slots=True)
class _Differs(_Guard):
    wanted: frozenset[object]

    def holds(self, view: View) -> bool:
        answer = view.answers.get(self.item)
        return answer is None or not _equal(answer, self.wanted)


@dataclass(frozen=True, slots=True)
class _Ordered(_Telling):
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
class _Within(_Telling):
    """Something happened, or is not known or not sure, and not surely longer ago than the span.
    A *no*, and the states that tell nothing (declined, ask later, ...), do not count."""

    span: timedelta
    lookback_hours: float | None
    nothing: frozenset[str]

    def holds(self, view: View) -> bool:
        answer = view.answers.get(self.item)
        if answer is None or answer.state not in _MAY_HAVE_BEEN:
            return False
        if answer.codes and answer.codes <= self.nothing:
            return False
        _, latest = bounds(answer.when, answer.taken, self.lookback_hours)
        return latest >= view.now - self.span


@dataclass(frozen=True, slots=True)
class _LongerAgo(_Telling):
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

    @property
    def told_by(self) -> frozenset[str] | None:
        return None

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
