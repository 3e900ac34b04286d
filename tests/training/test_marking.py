"""The marking: every way a line can be seen, points by weight and domain, and a good stop."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest

from srh_assess.assessment import deciding, drilling, facts
from srh_assess.assessment.answers import Source, State
from srh_assess.assessment.capacity import CapacityFound
from srh_assess.assessment.facts import Entry
from srh_assess.assessment.fold import fold_all
from srh_assess.protocol.load import load
from srh_assess.training import words
from srh_assess.training.debrief import debrief
from srh_assess.training.marking import Marks, marks
from srh_assess.training.model import (
    Branch,
    Choice,
    Debrief,
    Event,
    Expect,
    Option,
    Patient,
    Scenario,
    Start,
    Vignette,
    When,
)
from srh_assess.training.played import played
from srh_assess.training.standing import STOPPING, Scene

PROTOCOL = load()
NOW = datetime(2026, 11, 3, 12, tzinfo=UTC)
S = "s1"


def scene(*said: facts.AnyFact) -> Scene:
    begun = drilling.DrillBegun(scenario="x", version=1, mark="m", run="pair")
    first = facts.SittingBegun(sitting=S, protocol="1")
    entries = tuple(
        Entry(id=f"{n}", number=n, admission="a", at=NOW + timedelta(minutes=n), author="l", fact=f)
        for n, f in enumerate((begun, first, *said), 1)
    )
    return Scene(record=fold_all("a", entries), entries=entries, played=played(entries))


def scenario(*expects: Expect) -> Scenario:
    return Scenario(
        format=1, id="x", title="X", author="A", reviewed=NOW.date(), review_due=NOW.date(),
        patient=Patient(family="Teal", given="Amara", age=24, admitted_hours_ago=7),
        vignette=Vignette(notes="Notes"), clock=Start(start="day 1 16:00"), expects=expects,
        choices=(Choice(id="c", at="start", question="What?", options=(
            Option(code="a", words="This"), Option(code="b", words="That"))),),
        events=(Event(id="e", at="start", text="It rains."),),
        branches=(Branch(when=When(field="choice.c", one_of=("b",)), then="She leaves."),),
        debrief=Debrief(prompts=("Why?",)),
    )  # fmt: skip


def answered(item: str, value: object = None, **more: object) -> facts.Answered:
    return facts.Answered(sitting=S, item=item, taken=NOW, value=value, **more)  # type: ignore[arg-type]


def gate(outcome: str, **more: object) -> facts.GateDecided:
    return facts.GateDecided(sitting=S, outcome=outcome, proposed="defer", **more)  # type: ignore[arg-type]


def planned(hours: float | None) -> facts.NeedPlanned:
    """A plan that the third entry of a scene writes."""
    due = None if hours is None else NOW + timedelta(minutes=3, hours=hours)
    return facts.NeedPlanned(sitting=S, need="N06", due=due)


ENDED = drilling.DrillEnded(how="finished")
LEFT = drilling.DrillEnded(how="left")
FOUND = facts.FindingsRecorded(rules="r", needs=(facts.Found(id="N06"),))
CASES: Sequence[tuple[str, Sequence[facts.AnyFact], str]] = [
    ("gate.outcome", [], "none"),
    ("gate.outcome", [gate("defer")], "defer"),
    ("gate.outcome", [gate("go"), gate("defer")], "defer"),
    ("gate.overridden", [], "no"),
    ("gate.overridden", [gate("defer")], "no"),
    ("gate.overridden", [gate("go", override_reason="x")], "yes"),
    ("gate.reason", [gate("go")], "none"),
    ("gate.reason", [gate("defer", reason_code="acuity")], "acuity"),
    ("gate.look_again", [gate("defer")], "none"),
    ("gate.look_again", [gate("defer", next_look=NOW + timedelta(hours=24, minutes=3))],
     "within_24_hours"),
    ("gate.look_again", [gate("defer", next_look=NOW + timedelta(hours=24, minutes=4))], "none"),
    ("item.A01", [], "none"),
    ("item.A01", [answered("A01", "no")], "no"),
    ("item.A01", [answered("A01", "no"), answered("A01", "yes")], "yes"),
    ("item.P01", [answered("P01", state=State.DECLINED)], "declined"),
    ("item.R02", [answered("R02", 2.0)], "said"),
    ("item.T08", [answered("T08", ("pain",))], "pain"),
    ("asked.A08", [], "not_asked"),
    ("asked.A08", [answered("A08", "no", source=Source.NOTES)], "not_asked"),
    ("asked.A08", [answered("A08", "no")], "asked"),
    ("need.N06", [], "none"),
    ("need.N06", [FOUND], "raised"),
    ("need.N07", [FOUND], "none"),
    ("need.N06", [facts.NeedDecided(sitting=S, need="N06", state="confirmed")], "confirmed"),
    ("need.N06", [facts.NeedDecided(sitting=S, need="N06", state="set_aside", reason="x")],
     "set_aside"),
    ("need.N06", [planned(4)], "none"),
    ("due.N06", [], "none"),
    ("due.N06", [planned(None)], "none"),
    ("due.N06", [planned(24)], "today"),
    ("due.N06", [planned(24.1)], "this_week"),
    ("due.N06", [planned(168)], "this_week"),
    ("due.N06", [planned(168.1)], "later"),
    ("clock.tc_pepse", [], "none"),
    ("clock.tc_pepse", [facts.ClockActed(clock="tc_pepse", act="passed")], "none"),
    ("clock.tc_pepse", [facts.ClockActed(clock="tc_pepse", act="carry_on"),
                        facts.ClockActed(clock="tc_pepse", act="rung")], "rung"),
    ("decision.D01", [], "not_yet"),
    ("decision.D01", [CapacityFound(finding="f", decision="D01", outcome="able")], "able"),
    ("decision.D01", [CapacityFound(finding="f", decision="D01", outcome="lacks_now")],
     "lacks"),
    ("decision.D01", [CapacityFound(finding="f", decision="D01", outcome="not_completed")],
     "not_yet"),
    ("decision.D01", [deciding.Consented(consent="c", decision="D01", answer="in_part")], "in_part"),
    ("decision.D01", [deciding.Blocked(code="x", about="best_interests")], "best_interests"),
    ("decision.D01", [deciding.Blocked(code="x", about="consent")], "not_yet"),
    ("decision.D01", [deciding.BestInterests(form="b", decision="D01", finding="f")],
     "best_interests"),
    ("choice.c", [], "none"),
    ("choice.c", [drilling.DrillChose(choice="c", code="b")], "b"),
    (STOPPING, [], "none"),
    (STOPPING, [facts.Paused(sitting=S, why="she_asked")], "well"),
    (STOPPING, [facts.SittingSigned(sitting=S, outcome="complete", program="1", protocol="1")],
     "none"),
    (STOPPING, [facts.SittingSigned(sitting=S, outcome="declined", program="1", protocol="1")],
     "well"),
]  # fmt: skip


@pytest.mark.parametrize(("field", "said", "code"), CASES)
def test_what_stands_in_each_field(field: str, said: Sequence[facts.AnyFact], code: str) -> None:
    found = scene(*said)
    assert found.stands(field).codes == {code}
    assert words.field(field, scenario(), PROTOCOL)
    told = words.codes(field, found.stands(field).codes, scenario(), PROTOCOL)
    assert told
    assert "_" not in told


LINE = Expect(field="choice.c", best="a", accept=(), unsafe=("b",), why="Because", source="Here")
OUTCOMES = [
    (LINE, [drilling.DrillChose(choice="c", code="a")], ENDED, "best"),
    (LINE, [drilling.DrillChose(choice="c", code="b")], ENDED, "unsafe"),
    (LINE, [drilling.DrillChose(choice="c", code="b")], LEFT, "unsafe"),
    (LINE, [], ENDED, "missed"),
    (LINE, [], LEFT, "not_reached"),
    (Expect(field="choice.c", best="a", accept=("b",)),
     [drilling.DrillChose(choice="c", code="b")], ENDED, "accepted"),
    (Expect(field="clock.tc_pepse", best="rung", unsafe=("none",)), [], ENDED, "unsafe"),
    (Expect(field="clock.tc_pepse", best="rung", unsafe=("none",)), [], LEFT, "not_reached"),
    (Expect(field="asked.A08", best="not_asked", unsafe=("asked",)), [], ENDED, "best"),
    (Expect(field="asked.A08", best="not_asked", unsafe=("asked",)), [answered("A08", "no")],
     LEFT, "unsafe"),
    (Expect(field="asked.A08", unsafe=("asked",)), [], ENDED, "best"),
    (Expect(field="item.T08", best="pain", unsafe=("none",)),
     [answered("T08", ("pain", "bleeding"))], ENDED, "best"),
]  # fmt: skip


@pytest.mark.parametrize(("expect", "said", "end", "outcome"), OUTCOMES)
def test_how_a_line_is_seen(
    expect: Expect, said: list[facts.AnyFact], end: facts.AnyFact, outcome: str
) -> None:
    found = marks(scenario(expect), scene(*said, end))
    (line,) = found.lines
    assert line.outcome == outcome
    assert found.full is (outcome == "best")
    assert [one.field for one in found.unsafe] == ([expect.field] if outcome == "unsafe" else [])


def seen(*outcomes: tuple[str, str]) -> Marks:
    """A marking with lines of these weights and outcomes."""
    codes = {"best": "a", "accepted": "b", "missed": "none", "unsafe": "u"}
    lines, said = [], []
    for n, (weight, outcome) in enumerate(outcomes):
        item = list(PROTOCOL.items)[n]
        lines.append(
            Expect(field=f"item.{item}", best="a", accept=("b",), unsafe=("u",), weight=weight,  # type: ignore[arg-type]
                   domain="privacy" if n else "plan")
        )  # fmt: skip
        if outcome != "missed":
            said.append(answered(item, codes[outcome]))
    return marks(scenario(*lines), scene(*said, ENDED))


@pytest.mark.parametrize(
    ("outcomes", "through"),
    [
        ([("essential", "best")], True),
        ([("essential", "accepted")], True),
        ([("essential", "missed")], False),
        ([("essential", "unsafe")], False),
        ([("essential", "best"), ("optional", "unsafe")], False),
        ([("essential", "best"), *[("important", "best")] * 4, ("important", "missed")], True),
        ([("essential", "best"), *[("important", "best")] * 3, ("important", "missed")], False),
        ([("essential", "best"), *[("optional", "accepted")] * 5], False),
    ],
)
def test_through_is_nothing_unsafe_all_essential_and_most_of_the_rest(
    outcomes: list[tuple[str, str]], through: bool
) -> None:
    found = seen(*outcomes)
    assert found.through is through


def test_points_are_told_by_domain_never_as_one_number() -> None:
    found = seen(("essential", "best"), ("important", "accepted"), ("important", "missed"))
    assert {domain: (one.points, one.of) for domain, one in found.of_domain().items()} == {
        "plan": (1.0, 1), "privacy": (0.5, 2),
    }  # fmt: skip


def test_a_good_stop_counts_where_the_scenario_stops_and_where_the_learner_does() -> None:
    paused = facts.Paused(sitting=S, why="tired_or_upset")
    go = scenario(Expect(field="gate.outcome", best="go"))
    assert [one.domain for one in marks(go, scene(ENDED)).lines] == ["content"]
    stop = marks(go, scene(paused, ENDED)).lines[-1]
    assert (stop.domain, stop.weight, stop.outcome) == ("stopping", "optional", "best")
    defer = scenario(Expect(field="gate.outcome", best="defer"))
    missed = marks(defer, scene(ENDED)).lines[-1]
    assert (missed.domain, missed.weight, missed.outcome) == ("stopping", "important", "missed")


def test_conditions_of_a_branch() -> None:
    found = scene(drilling.DrillChose(choice="c", code="b"))
    later = NOW + timedelta(hours=5)
    assert found.holds(When(field="choice.c", one_of=("a", "b")), later)
    assert not found.holds(When(field="choice.c", one_of=("a",)), later)
    assert found.holds(When(field="gate.outcome", blank=True), later)
    assert not found.holds(When(field="choice.c", blank=True), later)
    assert found.holds(When(field="choice.c", older_than_hours=4), later)
    assert not found.holds(When(field="choice.c", older_than_hours=5), later)
    assert not found.holds(When(field="gate.outcome", older_than_hours=1), later)


def test_the_debrief_tells_everything_in_order_with_its_marks() -> None:
    said: list[facts.AnyFact] = [
        drilling.DrillHappened(event="e"),
        drilling.DrillHappened(event="gone"),
        drilling.DrillChose(choice="c", code="b", hands=(drilling.Hands(code="a", count=8),)),
        drilling.DrillCameOf(branch=1),
        drilling.DrillMovedOn(to=NOW + timedelta(hours=1)),
        gate("go", override_reason="She asked for it"),
        gate("defer", reason_code="acuity", would_make_possible="Rest"),
        answered("A01", "no"),
        answered("A02", "no"),
        answered("R02", 0.5),
        facts.NeedDecided(sitting=S, need="N06", state="confirmed"),
        planned(4),
        facts.NeedPlanned(sitting=S, need="N07"),
        facts.ClockActed(clock="tc_pepse", act="started"),
        facts.ClockActed(clock="tc_pepse", act="rung", words="Rung"),
        CapacityFound(finding="f", decision="D01", outcome="able"),
        CapacityFound(finding="g", decision="D16.srh", outcome="lacks_now"),
        deciding.Consented(consent="c", decision="D02", answer="yes", words="Fine"),
        deciding.Blocked(code="x", about="best_interests"),
        deciding.BestInterests(form="b", decision="D01", finding="f"),
        facts.Paused(sitting=S, why="she_asked"),
        facts.SittingSigned(sitting=S, outcome="deferred", program="1", protocol="1"),
        ENDED,
    ]
    wanted = scenario(
        LINE,
        Expect(field="item.A01", best="yes"),
        Expect(field="item.R02", best="said"),
        Expect(field="due.N06", best="today"),
        Expect(field="decision.D02", best="yes", unsafe=("best_interests",)),
        Expect(field="asked.A08", best="not_asked"),
    )
    told = debrief(wanted, scene(*said), PROTOCOL)
    assert told.run == "pair"
    assert told.others == 1
    assert told.prompts == ("Why?",)
    assert told.minutes > 0
    assert [step.what for step in told.path][:5] == [
        "Something happens", "What?", "What came of it", "Time moves on", "Is now a good time?",
    ]  # fmt: skip
    assert all(step.what and step.said and step.clock for step in told.path)
    marked = {mark.field: step.what for step in told.path for mark in step.marks}
    assert marked["choice.c"] == "What?"
    assert marked["decision.D02"] == "A decision for her"
    assert marked["item.A01"] == PROTOCOL.items["A01"].label
    assert marked["due.N06"].startswith("Plan: ")
    assert marked[STOPPING] == "Signed"
    assert [mark.field for mark in told.unseen] == ["asked.A08"]
    times = [step.at for step in told.path]
    assert times == sorted(times)
    before = debrief(wanted, Scene(record=fold_all("a", ()), entries=scene().entries,
                                   played=played(())), PROTOCOL)  # fmt: skip
    assert (before.run, before.path) == ("alone", ())
