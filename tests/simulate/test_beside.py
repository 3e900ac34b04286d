"""What goes on beside the talks of an invented stay: decisions of hers, methods, emergencies, what
goes wrong. Chance is told here, so that each turn is taken for sure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

import pytest

from srh_assess.assessment.capacity import CapacityFound
from srh_assess.assessment.deciding import ActDone, Consented, ConsentWithdrawn
from srh_assess.assessment.disclosing import (
    HarmReported,
    OverrideProposed,
    OverrideReviewed,
    OverrideUsed,
)  # fmt: skip
from srh_assess.assessment.facts import Identity, Stay
from srh_assess.assessment.following import CareWent, ResultBack, ResultTold, SampleTaken
from srh_assess.assessment.record import Record
from srh_assess.protocol.load import load
from srh_assess.workflow.advising import CHANGED, KEPT
from srh_assess.workflow.deciding import Decider
from srh_assess.workflow.invented import (
    advice,
    care,
    chart,
    decides,
    emergencies,
    methods,
    stories,
    turns,
    voices,
)  # fmt: skip
from srh_assess.workflow.invented.stage import Stage

PROTOCOL = load()
AT = datetime(2026, 3, 10, 14, tzinfo=UTC)
LEAVES = AT + timedelta(days=30)
TEST = "D05"
YES, NO, TIME = 0.0, 0.8, 0.95
SURE, LACKS, TIRED, AGAIN, NEVER = 0.99, 0.0, 0.1, 0.0, 0.999


class Chance(Random):
    """Gives what is told, then always the last of it."""

    def __init__(self, *told: float) -> None:
        super().__init__(0)
        self.told = list(told)

    def random(self) -> float:
        return self.told.pop(0) if len(self.told) > 1 else self.told[0]


def on_stage(trouble: int = 0, *, sedated: bool = False, removal: bool = False) -> Stage:
    """A woman with whom a talk was held, and who has a need."""
    who = Identity(family="Wren", born=date(1997, 3, 22))
    stage = Stage(PROTOCOL, Random(1), "a" * 32, who, Stay(admitted=AT))
    talk = stories.Talk(sedated=sedated, removal=removal)
    which = (trouble + 0.5) / len(stories.TROUBLES)
    stories.held(stage, Chance(which, 0.0), "green", talk)
    return stage


def hands(stage: Stage, *told: float) -> methods.Hands:
    return methods.Hands(stage, care._follower(stage), Chance(*told), 6.0)


def kinds(stage: Stage, kind: type) -> list[Any]:
    return [one.fact for one in stage.journal.written if isinstance(one.fact, kind)]


@pytest.mark.parametrize(
    ("told", "found", "said", "yes"),
    [
        ((SURE, YES, NEVER), ["presumed"], "yes", True),
        ((SURE, NO), ["presumed"], "no", False),
        ((SURE, TIME), ["presumed"], "wants_time", False),
        ((SURE, YES, 0.0), ["presumed"], "yes", False),
        ((TIRED, AGAIN, YES, NEVER), ["not_completed", "presumed"], "yes", True),
        ((TIRED, NEVER), ["not_completed"], "", False),
        ((LACKS, NEVER), ["lacks_now"], "", False),
        ((LACKS, AGAIN, 0.0, YES, NEVER), ["lacks_now", "presumed"], "yes", True),
        ((LACKS, AGAIN, NEVER), ["lacks_now", "lacks_now"], "", False),
    ],
)
def test_she_is_asked_about_one_thing(
    told: tuple[float, ...], found: list[str], said: str, yes: bool
) -> None:
    stage = on_stage()
    hers = Decider(care._follower(stage).session, ids=stage.journal.new_id)
    given = decides.says(hers, Chance(*told), TEST, lambda: stage.wait(20))
    assert bool(given) == yes
    assert [fact.outcome for fact in kinds(stage, CapacityFound)] == found
    answers = [fact.answer for fact in kinds(stage, Consented)]
    assert answers == ([said] if said else [])
    assert bool(kinds(stage, ConsentWithdrawn)) == (said == "yes" and not yes)


@pytest.mark.parametrize(
    ("which", "begun", "stopped"),
    [(0.0, "pill", "D10.pill"), (0.5, "injection", "D10.injection"),
     (0.8, "implant", "D10.implant"), (0.95, "patch_ring", "D10.pill")],
)  # fmt: skip
def test_a_method_is_begun_on_her_yes_and_stopped_on_another(
    which: float, begun: str, stopped: str
) -> None:
    stage = on_stage()
    hers = hands(stage, 0.0, which, SURE, YES, NEVER)
    assert methods.begin(hers, ["N10"]) == begun
    hers.draw = Chance(0.0, 0.5, SURE, YES, NEVER)
    methods.stopped(hers, begun, LEAVES)
    assert [fact.decision for fact in kinds(stage, ActDone)] == [f"D09.{begun}", stopped]


def test_no_method_without_her_wish_or_her_yes() -> None:
    assert methods.begin(hands(on_stage(), 0.0), ["N19"]) == ""
    assert methods.begin(hands(on_stage(3), 0.0), ["N10"]) == ""
    assert methods.begin(hands(on_stage(), NEVER), ["N10"]) == ""
    assert methods.begin(hands(on_stage(), 0.0, 0.0, SURE, NO), ["N10"]) == ""
    stage = on_stage()
    methods.stopped(hands(stage, 0.0), "", LEAVES)
    methods.stopped(hands(stage, NEVER), "pill", LEAVES)
    methods.stopped(hands(stage, 0.0, 0.5, SURE, NO), "pill", LEAVES)
    assert not kinds(stage, ActDone)


def test_an_implant_is_taken_out_days_after_she_asked() -> None:
    stage = on_stage(removal=True)
    asked = stage.clock.now()
    methods.take_out(hands(stage, 0.0, 0.5, SURE, NO))
    assert not kinds(stage, ActDone)
    methods.take_out(hands(stage, NEVER))
    methods.take_out(hands(on_stage(), 0.0))
    methods.take_out(hands(stage, 0.0, 0.5, SURE, YES, NEVER))
    (gone,) = kinds(stage, ActDone)
    assert gone.decision == "D10.implant"
    assert gone.at > asked
    assert kinds(stage, CareWent)


def test_a_blood_test_is_offered_where_a_need_names_it() -> None:
    stage = on_stage(2)
    assert methods.test(hands(stage, 0.0), ["N10"]) == ""
    assert methods.test(hands(stage, NEVER), ["N15"]) == ""
    assert methods.test(hands(stage, 0.0, SURE, NO), ["N15"]) == ""
    assert methods.test(hands(stage, 0.0, SURE, YES, NEVER), ["N15"])
    (taken,) = kinds(stage, SampleTaken)
    assert (taken.what, taken.need) == ("hiv_blood", "N15")


@pytest.mark.parametrize(
    ("told", "back", "heard"), [((0.0,), 0, 0), ((NEVER, 0.0), 1, 0), ((NEVER, NEVER), 1, 1)]
)
def test_a_result_is_lost_or_not_told(told: tuple[float, ...], back: int, heard: int) -> None:
    stage = on_stage(2)
    hers = hands(stage, *told)
    care._result(hers, hers.hers.sample("iron_blood", need="N15"))
    assert (len(kinds(stage, ResultBack)), len(kinds(stage, ResultTold))) == (back, heard)


@pytest.mark.parametrize(
    ("told", "hours"),
    [
        ((0.0, 0.0, 0.0, 0.0, 0.5), 36),
        ((0.0, 0.0, NEVER, 0.7, 0.0), 96),
        ((0.0, 0.0, 0.0, NEVER, 0.5), None),
    ],
)
def test_two_look_back_at_an_emergency(told: tuple[float, ...], hours: int | None) -> None:
    stage = on_stage()
    shared = stage.clock.now()
    emergencies.play(stage, Chance(*told), LEAVES, "d" * 32)
    assert [one.told for one in kinds(stage, OverrideProposed)] == [
        "not" if told[2] == NEVER else "after"
    ]
    assert kinds(stage, OverrideUsed)
    looked = [
        (one.at - shared) / timedelta(hours=1)
        for one in stage.journal.written
        if isinstance(one.fact, OverrideReviewed) and one.author == "d" * 32
    ]
    assert looked == ([] if hours is None else [hours])


def test_no_emergency_in_most_stays_or_short_ones_and_no_look_back_after_them() -> None:
    stage = on_stage()
    now = stage.clock.now()
    emergencies.play(stage, Chance(NEVER), LEAVES, "d" * 32)
    emergencies.play(stage, Chance(0.0), now + timedelta(hours=23), "d" * 32)
    assert not kinds(stage, OverrideProposed)
    emergencies.play(stage, Chance(0.0, 0.0, 0.0, 0.0, 0.99), now + timedelta(days=2), "d" * 32)
    assert kinds(stage, OverrideUsed)
    assert not kinds(stage, OverrideReviewed)


def test_what_goes_wrong_is_written_only_after_a_talk() -> None:
    quiet = Stage(PROTOCOL, Random(1), "a" * 32, Identity(family="Wren"), Stay(admitted=AT))
    stage = on_stage()
    for one in (quiet, stage):
        turns.distress(one, Chance(0.0))
        turns.harms(one, Chance(0.0))
        turns.harms(one, Chance(NEVER))
    assert not kinds(quiet, HarmReported)
    assert [one.what for one in kinds(stage, HarmReported)] == [
        "distress", "felt_pressed", "privacy",
    ]  # fmt: skip


def test_a_talk_goes_on_though_she_is_sedated_with_a_reason() -> None:
    stage = on_stage(sedated=True)
    assert [one.gate.outcome for one in stage.record.sittings if one.gate] == ["partial"]
    assert [one.gate.override_reason for one in stage.record.sittings if one.gate] == [
        stories.SHE_WOKE
    ]


def test_what_she_needs_for_the_talk_is_written_once() -> None:
    stage = on_stage()
    stage.know({"R11": ("autism",)})
    before = len(stage.journal.written)
    stage.know({"R11": ("none",)})
    assert len(stage.journal.written) == before


def test_an_interpreter_follows_from_the_language() -> None:
    found = [
        chart.adjustments(Random(f"h{n}"), Random(f"d{n}"), language)
        for n in range(300)
        for language in ("English", "Polish")
    ]
    words = Counter(code for one in found for codes in one.values() for code in codes)
    assert any(not one for one in found)
    assert words["none"] > words["autism"] > 0
    assert all("none" not in codes or len(codes) == 1 for one in found for codes in one.values())
    assert not any("interpreter" in codes for one in found[::2] for codes in one.values())
    assert any("interpreter" in codes for one in found[1::2] for codes in one.values())


def test_complaints_are_few_and_name_nobody() -> None:
    told: Iterator[tuple[Record, list[Any]]] = voices.complaints(
        Random(3), "a" * 32, AT, AT + timedelta(days=3 * 365)
    )
    files = [(record, [one.fact for one in entries]) for record, entries in told]
    assert 2 <= len(files) <= 12
    assert all(fact.anonymous and not fact.about for _, (fact,) in files)
    assert len({record.admission for record, _ in files}) == len(files)


def test_advice_is_totals_by_month() -> None:
    stage = on_stage()
    played = [(stage.record, stage.journal.written)]
    assert advice.totals(Chance(0.0, 0.0), played) == {("2026-03", CHANGED): 1}
    assert advice.totals(Chance(0.0, NEVER), played) == {("2026-03", KEPT): 1}
    assert not advice.totals(Chance(NEVER), played)
