"""The talk afterwards: what the learner did beside what the model does, on one line of time.

Read from the journal. What was never done stands below the line, with its reason. The words that
were typed stand beside the model, unmarked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any, Literal

from msgspec import Struct
from msgspec.structs import replace

from srh_assess.assessment import deciding, drilling, facts
from srh_assess.assessment.capacity import CapacityFound
from srh_assess.assessment.facts import Entry
from srh_assess.clock import local
from srh_assess.protocol.model import Protocol
from srh_assess.training import words
from srh_assess.training.content import content
from srh_assess.training.marking import Mark, Marks, marks
from srh_assess.training.model import Scenario
from srh_assess.training.skipping import Skipped, fields_of, skipped
from srh_assess.training.standing import Scene, due_code

Kind = Literal["done", "happened", "chosen", "came_of", "time", "sitting"]
BOXES = (
    ("Reactions", "How was that for you? One word each is enough."),
    ("What happened", "What did you see and hear, in order? No judging yet."),
    ("Looking closer", "What helped? What made it hard? What would you keep, and what change?"),
    ("Taking away", "One thing to do on the next shift, and who has to know of it."),
)  # fmt: skip
"""The four parts of the talk (after PEARLS, measures and training F1)."""
PARKED = "Parking place: what comes up and has no room today. Who comes back to it, and when?"
SUPPORT = (
    "Some of this may touch what you have lived through yourself. You may leave at any time, and"
    " no reason is asked. Afterwards there is your supervisor, the staff support service, or"
    " somebody you trust."
)
NO_SUPPORT = (
    "No telephone for support is written down here yet: ask whoever leads whom you can turn to."
)


def turn_to(support: str) -> str:
    """Whom one can turn to, in this place's own words; where there are none, that."""
    return f"Somebody to talk to: {support}" if support else NO_SUPPORT


class Step(Struct, frozen=True, kw_only=True):
    """One thing on the line: when, what it was, what was said or done, and the marks on it.
    ``filled`` says that nobody did it: it was filled in while skipping ahead."""

    at: datetime
    minute: int
    kind: Kind
    what: str
    said: str = ""
    typed: str = ""
    marks: tuple[Mark, ...] = ()
    filled: bool = False

    @property
    def clock(self) -> str:
        """The time in the scenario, as the wall clock shows it."""
        return f"{local(self.at):%H:%M}"


class Debrief(Struct, frozen=True, kw_only=True):
    """Everything for the talk. ``unseen`` is expected and was never done; ``others`` is how many
    further answers were written down."""

    scenario: Scenario
    run: str
    began: datetime
    minutes: int
    path: tuple[Step, ...]
    unseen: tuple[Mark, ...]
    others: int
    marks: Marks

    @property
    def well(self) -> str:
        """What went well, where it did: nobody is told that something was done that was not."""
        return self.scenario.debrief.went_well if self.marks.through else ""

    @property
    def prompts(self) -> tuple[str, ...]:
        """Questions to begin with; the trainer picks two."""
        return self.scenario.debrief.prompts


def debrief(scenario: Scenario, scene: Scene, protocol: Protocol) -> Debrief:
    """The debrief of a run as it stands."""
    found = marks(scenario, scene)
    teller = _Teller(scenario, protocol, scene, found)
    path = tuple(teller.steps())
    seen = {mark.field for step in path for mark in step.marks}
    began = scene.entries[0].at
    return Debrief(
        scenario=scenario,
        run=scene.record.drill.run if scene.record.drill is not None else "alone",
        began=began,
        minutes=_minutes(began, scene.entries[-1].at),
        path=path,
        unseen=tuple(mark for mark in found.lines if mark.field not in seen),
        others=teller.others,
        marks=found,
    )


def _minutes(since: datetime, at: datetime) -> int:
    return int((at - since).total_seconds() // 60)


class _Teller:
    """Tells entries as steps."""

    def __init__(self, scenario: Scenario, protocol: Protocol, scene: Scene, found: Marks) -> None:
        self._scenario, self._protocol, self._scene = scenario, protocol, scene
        self._marks = {mark.field: mark for mark in found.lines}
        self._last = {field: e.number for e in scene.entries for field in fields_of(e.fact)}
        self._told = {one.item for one in scenario.says}
        self._skipped: Skipped = skipped(scene.entries)
        self.others = 0

    def steps(self) -> Iterator[Step]:
        """Every step, in order."""
        for entry in self._scene.entries:
            tell = _TOLD.get(type(entry.fact))
            step = tell(self, entry, entry.fact) if tell is not None else None
            if step is not None:
                yield step

    def step(self, entry: Entry, kind: Kind, what: str, said: str = "", typed: str = "") -> Step:
        """A step at the time of its entry, with the marks of what stands because of it."""
        last = [f for f in fields_of(entry.fact) if self._last.get(f) == entry.number]
        return Step(
            at=entry.at,
            minute=_minutes(self._scene.entries[0].at, entry.at),
            kind=kind,
            what=what,
            said=said,
            typed=typed,
            marks=tuple(self._marks[field] for field in last if field in self._marks),
            filled=entry.number in self._skipped.filled,
        )

    def _field(self, field: str, codes: Iterable[str]) -> tuple[str, str]:
        name = words.field(field, self._scenario, self._protocol)
        return name, words.codes(field, codes, self._scenario, self._protocol)

    def answered(self, entry: Entry, fact: facts.Answered) -> Step | None:
        """An answer that the scenario speaks of; the others are counted."""
        step = self.step(entry, "done", "")
        if not step.marks and fact.item not in self._told:
            self.others += not step.filled
            return None
        codes = frozenset({fact.state.value}) if fact.state else _codes(fact.value)
        what, said = self._field(f"item.{fact.item}", codes)
        if fact.when.earliest is not None:
            hours = (entry.at - fact.when.earliest).total_seconds() / 3600
            said = f"{round(hours)} hours before" if codes == {"date"} else said
        return self.step(entry, "done", what, said, fact.words)

    def gate(self, entry: Entry, fact: facts.GateDecided) -> Step:
        """The decision about timing."""
        what, said = self._field("gate.outcome", {fact.outcome})
        if fact.reason_code:
            said = f"{said}. {self._field('gate.reason', {fact.reason_code})[1]}"
        return self.step(
            entry, "done", what, said, fact.override_reason or fact.would_make_possible
        )

    def need(self, entry: Entry, fact: facts.NeedDecided) -> Step:
        """A need confirmed or set aside."""
        what, said = self._field(f"need.{fact.need}", {fact.state})
        return self.step(entry, "done", what, said, fact.reason)

    def plan(self, entry: Entry, fact: facts.NeedPlanned) -> Step | None:
        """A plan, where its time is looked at."""
        codes = {due_code(fact.due, entry.at)} if fact.due is not None else {"none"}
        said = self._field(f"due.{fact.need}", codes)[1]
        what = f"Plan: {self._protocol.needs[fact.need].name}"
        step = self.step(entry, "done", what, said, fact.step)
        return step if step.marks else None

    def clock(self, entry: Entry, fact: facts.ClockActed) -> Step | None:
        """What was done about something that cannot wait."""
        if fact.act in ("started", "passed"):
            return None
        what, said = self._field(f"clock.{fact.clock}", {fact.act})
        typed = "" if fact.words.rstrip(".") == said else fact.words
        return self.step(entry, "done", what, said, typed)

    def decision(self, entry: Entry, fact: Any) -> Step:
        """A finding about her deciding, her answer, or a decision for her that was tried."""
        if isinstance(fact, deciding.Consented):
            what, said = self._decided(fact.decision, fact.answer)
            return self.step(entry, "done", what, said, fact.words)
        if isinstance(fact, CapacityFound):
            code = "able" if fact.outcome in ("presumed", "able") else "lacks"
            what, said = self._decided(fact.decision, code)
            return self.step(entry, "done", what, said)
        for_her = self.step(entry, "done", "A decision for her", "Tried")
        tried = (mark for field, mark in self._marks.items() if field.startswith("decision."))
        return replace(for_her, marks=tuple(one for one in tried if one.outcome == "unsafe"))

    def _decided(self, decision: str, code: str) -> tuple[str, str]:
        if decision in self._protocol.decisions:
            return self._field(f"decision.{decision}", {code})
        return "Her decision", code.replace("_", " ").capitalize()

    def happened(self, entry: Entry, fact: drilling.DrillHappened) -> Step | None:
        """An event."""
        event = next((one for one in self._scenario.events if one.id == fact.event), None)
        if event is None:
            return None
        return self.step(entry, "happened", event.title or "Something happens", event.text)

    def met(self, entry: Entry, fact: drilling.DrillMet) -> Step | None:
        """What was done when something called away; that a page was dealt with is no step."""
        if fact.how == "dealt_with":
            return None
        what, said = self._field(f"event.{fact.event}", {fact.how})
        return self.step(entry, "chosen", what, said)

    def skipped(self, entry: Entry, fact: drilling.DrillSkipped) -> Step:
        """Skipped ahead."""
        since = next(e for e in self._scene.entries if e.number >= fact.since)
        said = f"From {local(since.at):%H:%M} on filled in as the model answer has it"
        return self.step(entry, "time", "Skipped ahead", said)

    def swapped(self, entry: Entry, fact: drilling.DrillSwapped) -> Step:
        """Two changed places."""
        return self.step(entry, "time", "Places changed", "The other one asks from here on")

    def chosen(self, entry: Entry, fact: drilling.DrillChose) -> Step:
        """A choice, with the hands that were raised, where there were enough of them that nobody
        stands alone."""
        what, said = self._field(f"choice.{fact.choice}", {fact.code})
        hands = ", ".join(
            f"{self._field(f'choice.{fact.choice}', {one.code})[1]}: {one.count}"
            for one in fact.hands
        )
        if sum(one.count for one in fact.hands) < content().smallest_group:
            hands = ""
        return self.step(entry, "chosen", what, said, f"Hands: {hands}" if hands else "")

    def came_of(self, entry: Entry, fact: drilling.DrillCameOf) -> Step:
        """What came of it."""
        branch = self._scenario.branches[fact.branch - 1]
        return self.step(entry, "came_of", "What came of it", branch.then)

    def moved(self, entry: Entry, fact: drilling.DrillMovedOn) -> Step:
        """Time moved on."""
        return self.step(entry, "time", "Time moves on", f"It is now {local(fact.to):%H:%M}")

    def signed(self, entry: Entry, fact: facts.SittingSigned) -> Step:
        """A sitting closed."""
        return self.step(entry, "sitting", "Signed", fact.outcome.capitalize(), fact.reason)

    def paused(self, entry: Entry, fact: facts.Paused) -> Step:
        """A sitting stopped."""
        return self.step(entry, "sitting", "Paused", fact.why.replace("_", " ").capitalize())


def _codes(value: object) -> frozenset[str]:
    if isinstance(value, tuple):
        return frozenset(str(one) for one in value)
    return frozenset({f"{value:g}" if isinstance(value, float) else f"{value}"})


_TOLD: Mapping[type, Callable[[_Teller, Entry, Any], Step | None]] = {
    facts.Answered: _Teller.answered,
    facts.GateDecided: _Teller.gate,
    facts.NeedDecided: _Teller.need,
    facts.NeedPlanned: _Teller.plan,
    facts.ClockActed: _Teller.clock,
    deciding.Consented: _Teller.decision,
    CapacityFound: _Teller.decision,
    deciding.BestInterests: _Teller.decision,
    deciding.Blocked: _Teller.decision,
    drilling.DrillHappened: _Teller.happened,
    drilling.DrillChose: _Teller.chosen,
    drilling.DrillMet: _Teller.met,
    drilling.DrillSkipped: _Teller.skipped,
    drilling.DrillSwapped: _Teller.swapped,
    drilling.DrillCameOf: _Teller.came_of,
    drilling.DrillMovedOn: _Teller.moved,
    facts.SittingSigned: _Teller.signed,
    facts.Paused: _Teller.paused,
}
