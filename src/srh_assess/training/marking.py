"""The marking: what was done, beside what is best, line by line and why.

Read from the journal, never from a screen. It looks at what stands at the end: who noticed and
put it right has done it right. What was asked and was not needed is no fault. Words that were
typed are never scored; they stand beside the model. A run that was left is marked as far as it
went, and what was skipped ahead counts neither for nor against anybody. Nothing of it is kept: it
is made anew from the journal each time it is read.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Literal

from msgspec import Struct

from srh_assess.training.content import content
from srh_assess.training.model import Domain, Expect, Scenario, Weight
from srh_assess.training.skipping import Skipped, skipped
from srh_assess.training.standing import BLANK, STOPPING, Scene, Stands

Outcome = Literal["best", "accepted", "missed", "unsafe", "not_reached", "skipped"]
_STOPS = {"gate.outcome": {"defer", "partial"}, "item.O01": {"not_now", "no"}}


class Mark(Struct, frozen=True, kw_only=True):
    """One line: what was looked at, what stood there, what is best, and how it is seen."""

    field: str
    weight: Weight
    domain: Domain
    outcome: Outcome
    stood: frozenset[str]
    best: str
    accept: tuple[str, ...]
    why: str
    source: str
    at: datetime | None = None
    words: str = ""

    @property
    def points(self) -> float:
        """A whole point, a part of one, or none."""
        return {"best": 1.0, "accepted": content().marking.accepted}.get(self.outcome, 0.0)

    @property
    def counts(self) -> bool:
        """Whether the run came to it, and nobody skipped it."""
        return self.outcome not in ("not_reached", "skipped")


class Tally(Struct, frozen=True, kw_only=True):
    """Points of one domain, or of one weight, of how many there were."""

    points: float
    of: int


class Marks(Struct, frozen=True, kw_only=True):
    """The marking of one run."""

    lines: tuple[Mark, ...]
    ended: str

    @property
    def unsafe(self) -> tuple[Mark, ...]:
        """What was not safe, first of all."""
        return tuple(one for one in self.lines if one.outcome == "unsafe")

    @property
    def full(self) -> bool:
        """Whether everything was done as well as can be."""
        return all(one.outcome == "best" for one in self.lines)

    @property
    def through(self) -> bool:
        """Nothing unsafe, everything essential, and most of the rest; only of a run that came to
        its end. A word for the learner, never a score of a person."""
        essential = [one for one in self.lines if one.weight == "essential"]
        others = tally(one for one in self.lines if one.weight != "essential")
        share = content().marking.pass_share
        return (
            self.ended == "finished"
            and not self.unsafe
            and all(one.points for one in essential)
            and others.points >= share * others.of
        )

    def of_domain(self) -> dict[Domain, Tally]:
        """The points of each domain that the run came to."""
        domains = dict.fromkeys(one.domain for one in self.lines if one.counts)
        return {
            domain: tally(one for one in self.lines if one.domain == domain) for domain in domains
        }


def tally(lines: Iterable[Mark]) -> Tally:
    """The points of these lines, of those that the run came to."""
    counted = [one for one in lines if one.counts]
    return Tally(points=sum(one.points for one in counted), of=len(counted))


def marks(scenario: Scenario, scene: Scene) -> Marks:
    """The marking of a run as it stands."""
    over = scene.played.ended == "finished"
    gone = skipped(scene.entries)
    lines = tuple(
        _mark(one, scene.stands(one.field), over, gone) for one in expected(scenario, scene)
    )
    return Marks(lines=lines, ended=scene.played.ended)


def expected(scenario: Scenario, scene: Scene) -> tuple[Expect, ...]:
    """What the scenario expects, and that a stop is whole: where it ends best with one, and
    where there was one."""
    best_stop = any(one.best in _STOPS.get(one.field, ()) for one in scenario.expects)
    stopped = "well" in scene.stands(STOPPING).codes
    if not best_stop and not stopped:
        return scenario.expects
    words = content().stopping
    whole = Expect(
        field=STOPPING,
        best="well",
        weight="important" if best_stop else "optional",
        domain="stopping",
        why=words.why,
        source=words.source,
    )
    return (*scenario.expects, whole)


def _mark(one: Expect, stands: Stands, over: bool, gone: Skipped) -> Mark:
    return Mark(
        field=one.field,
        weight=one.weight,
        domain=one.domain,
        outcome=_outcome(one, stands.codes, over, gone),
        stood=stands.codes,
        best=one.best,
        accept=one.accept,
        why=one.why,
        source=one.source,
        at=stands.at,
        words=stands.words,
    )


def _outcome(one: Expect, codes: frozenset[str], over: bool, gone: Skipped) -> Outcome:
    if one.field in gone.fields or (codes <= BLANK and gone.to_the_end):
        return "skipped"
    if codes <= BLANK and not over:
        return "not_reached"
    if codes & set(one.unsafe):
        return "unsafe"
    if one.best in codes:
        return "best"
    if codes & set(one.accept):
        return "accepted"
    return "best" if not one.best else "missed"
