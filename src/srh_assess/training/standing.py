"""What the record says now about each thing a scenario can look at.

One reading for branches, for the marking and for keeping a model answer, so that the three never
disagree. A field comes to codes; ``none``, ``not_asked`` and ``not_yet`` say that nothing stands
there.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from msgspec import Struct

from srh_assess.assessment import deciding, facts
from srh_assess.assessment.answers import Source
from srh_assess.assessment.facts import Entry
from srh_assess.assessment.record import Record
from srh_assess.training.content import content
from srh_assess.training.model import When
from srh_assess.training.played import Played

STOPPING = "stopping.well"
"""How it stopped: a field of every scenario, which no file names."""
BLANK = frozenset({"none", "not_asked", "not_yet"})
_ABLE = {"presumed": "able", "able": "able", "lacks_now": "lacks", "lacks": "lacks"}
_A_DAY = timedelta(hours=24)


class Stands(Struct, frozen=True, kw_only=True):
    """What stands in a field: its codes, since when, and the words that were written there."""

    codes: frozenset[str]
    at: datetime | None = None
    words: str = ""


class Scene(Struct, frozen=True, kw_only=True):
    """Everything that is looked at: her record with its entries, and how the scenario went."""

    record: Record
    entries: tuple[Entry, ...]
    played: Played

    def stands(self, field: str) -> Stands:
        """What stands in this field now."""
        kind, _, name = field.partition(".")
        return _READ[kind](self, name)

    def holds(self, when: When, now: datetime) -> bool:
        """Whether a condition holds."""
        found = self.stands(when.field)
        if when.blank:
            return bool(found.codes & BLANK)
        if when.older_than_hours is not None:
            age = timedelta(hours=when.older_than_hours)
            return found.at is not None and now - found.at > age
        return bool(found.codes & set(when.one_of))


def _none(code: str = "none") -> Stands:
    return Stands(codes=frozenset({code}))


def _one(code: str, at: datetime | None, words: str = "") -> Stands:
    return Stands(codes=frozenset({code}), at=at, words=words)


def _gate(scene: Scene, name: str) -> Stands:
    entry = _newest(scene, lambda fact: isinstance(fact, facts.GateDecided))
    if entry is None:
        return _none("no" if name == "overridden" else "none")
    fact = entry.fact
    assert isinstance(fact, facts.GateDecided)
    look = fact.next_look is not None and fact.next_look - entry.at <= _A_DAY
    said = {
        "outcome": fact.outcome,
        "reason": fact.reason_code or "none",
        "look_again": "within_24_hours" if look else "none",
        "overridden": "yes" if fact.outcome != fact.proposed else "no",
    }
    return _one(said[name], entry.at, fact.override_reason or fact.would_make_possible)


def _item(scene: Scene, name: str) -> Stands:
    answer = scene.record.answers.get(name)
    if answer is None:
        return _none()
    return Stands(codes=answer.codes or frozenset({"said"}), at=answer.taken, words=answer.words)


def _asked(scene: Scene, name: str) -> Stands:
    def is_it(fact: facts.AnyFact) -> bool:
        return (
            isinstance(fact, facts.Answered)
            and fact.item == name
            and fact.source is not Source.NOTES
        )

    entry = _newest(scene, is_it)
    return _none("not_asked") if entry is None else _one("asked", entry.at)


def _need(scene: Scene, name: str) -> Stands:
    held = scene.record.needs.get(name)
    if held is not None and held.decided is not None:
        return _one(held.decided.state, held.decided_at, held.decided.reason)
    found = scene.record.findings
    raised = found is not None and any(one.id == name for one in found.needs)
    return _one("raised", scene.record.last_at) if raised else _none()


def _due(scene: Scene, name: str) -> Stands:
    entry = _newest(scene, lambda fact: isinstance(fact, facts.NeedPlanned) and fact.need == name)
    fact = entry.fact if entry is not None else None
    if entry is None or not isinstance(fact, facts.NeedPlanned) or fact.due is None:
        return _none()
    return _one(due_code(fact.due, entry.at), entry.at, fact.step)


def due_code(due: datetime, at: datetime) -> str:
    """How soon something is due, seen from this moment."""
    hours = (due - at).total_seconds() / 3600
    within = (code for code, most in content().due_hours.items() if hours <= most)
    return next(within, "later")


def _clock(scene: Scene, name: str) -> Stands:
    acts = [act for act in scene.record.acts if act.fact.clock == name]
    done = [act for act in acts if act.fact.act in ("rung", "ringing", "said_no", "carry_on")]
    return _one(done[-1].fact.act, done[-1].at, done[-1].fact.words) if done else _none()


def _decision(scene: Scene, name: str) -> Stands:
    """Her answer; else what was found about her deciding it; a decision for her, also one that
    was tried and refused, stands before both."""
    for_her = _newest(scene, _decides_for_her)
    if for_her is not None:
        return _one("best_interests", for_her.at)
    said = [one for one in scene.record.consents if one.decision == name]
    if said:
        return _one(said[-1].answer, None, said[-1].words)
    found = [one for one in scene.record.capacity if one.decision == name]
    code = _ABLE.get(found[-1].outcome, "not_yet") if found else "not_yet"
    return _one(code, None) if code != "not_yet" else _none(code)


def _decides_for_her(fact: facts.AnyFact) -> bool:
    tried = isinstance(fact, deciding.Blocked) and fact.about == "best_interests"
    return tried or isinstance(fact, deciding.BestInterests)


def _choice(scene: Scene, name: str) -> Stands:
    chosen = scene.played.chosen.get(name)
    return _none() if chosen is None else _one(chosen.code, chosen.at)


def _event(scene: Scene, name: str) -> Stands:
    """What was done when something called away."""
    met = scene.played.met.get(name)
    return _none() if met is None else _one(met.how, met.at)


def _stopping(scene: Scene, _: str) -> Stands:
    """A stop is whole when the sitting is signed as one, or paused with its reason."""
    for sitting in reversed(scene.record.sittings):
        if sitting.signed is not None and sitting.signed.outcome != "complete":
            return _one("well", sitting.signed_at, sitting.signed.reason)
        if sitting.signed is None and sitting.paused is not None:
            return _one("well", None)
    return _none()


def _newest(scene: Scene, is_it: Callable[[facts.AnyFact], bool]) -> Entry | None:
    return next((one for one in reversed(scene.entries) if is_it(one.fact)), None)


_READ: Mapping[str, Callable[[Scene, str], Stands]] = {
    "gate": _gate, "item": _item, "asked": _asked, "need": _need, "due": _due, "clock": _clock,
    "decision": _decision, "choice": _choice, "event": _event, "stopping": _stopping,
}  # fmt: skip
