"""The fifteen hard blocks (law and ethics A8), each tried through the workflow, an edited
configuration, the command line, and an entry written by hand, which ``verify`` names.

Most tries stand as cases in ``test_walls_decisions``; here every block names its own, and each is
tried again under content that somebody edited to open everything.
"""

from __future__ import annotations

import argparse
import re
import shutil
from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from srh_assess import cli
from srh_assess.assessment import facts
from srh_assess.assessment.deciding import ActDone, ActPlanned, DecisionFact
from srh_assess.clock import SetClock
from srh_assess.errors import Refused, catalogue
from srh_assess.protocol.load import load
from srh_assess.protocol.model import Protocol
from srh_assess.shipped import shipped
from srh_assess.workflow import admissions, consent, hers
from tests.workflow import test_walls_decisions
from tests.workflow.conftest import MAYA, NOW
from tests.workflow.decisions_world import World, code_of
from tests.workflow.memory import MemoryJournal
from tests.workflow.test_walls_decisions import CASES, needs_interpreter

BLOCKS: dict[int, tuple[str, ...]] = {
    1: ("a8_1_nothing_found", "a8_1_not_able", "a8_1_not_completed", "a8_1_other_cause",
        "a8_1_newer_found", "a8_1_changed", "a8_1_clock_back"),
    2: ("a8_2_other_decision", "a8_10_other_yes"),
    3: ("no_evidence", "nothing_tried", "no_support", "no_impairment", "half_a_link", "not_told",
        "no_review", "no_day_at_all", "lacks_without_form"),
    4: ("a8_4_screening", "a8_4_implant", "a8_4_at_15"),
    5: ("a8_5_asked", "a8_5_d17", "sexual_relations"),
    6: ("a8_6_detained", "a8_6_authority_by_section", "a8_6_basis_by_hand", "a8_6_basis_detained",
        "a8_6_law_detained"),
    7: ("a8_7_plan_by_force", "a8_7_plan_in_secret", "a8_7_plan_for_leave", "a8_7_done_by_force",
        "a8_7_in_secret"),
    8: ("a8_8_laid_down_before", "a8_8_done_against_refusal", "a8_8_refused_before",
        "a8_8_authority_against_refusal"),
    9: ("a8_9_she_objects",),
    10: ("a8_10_no_ground", "a8_10_two_grounds", "a8_10_no_yes", "a8_10_a_no",
         "a8_10_yes_taken_back", "a8_10_not_asked_again", "a8_10_act_before_yes",
         "a8_10_willing_after_act", "a8_10_form_of_one", "a8_10_no_authority",
         "a8_10_before_authority", "no_chaperone_offered", "her_mother_as_chaperone"),
    11: ("no_interpreter", "nobody_interprets", "a_name_is_missing", "her_sister_interprets"),
    14: ("a8_14_third_offer", "only_if_she_asks", "before_her_day"),
    15: ("a8_15_fgm_adult", "yes_at_12", "twelve"),
}  # fmt: skip
"""Twelve and thirteen have tests of their own below: they are about what may be done."""
WAYS = {
    "workflow": "test_the_workflow_does_not_write_it_and_keeps_that_it_was_tried",
    "edited configuration": "test_an_edited_configuration_opens_none_of_them",
    "command line": "test_no_command_writes_a_decision_of_hers",
    "hand-written entry": "test_a_hand_written_entry_is_named",
}
"""The test that tries every case of a block this way."""
OF_THEIR_OWN = {
    12: {
        "workflow": "test_12_one_call_takes_everything_back_at_once",
        "edited configuration": "test_12_no_configuration_takes_it_from_her",
        "command line": WAYS["command line"],
        "hand-written entry": "test_12_what_is_done_after_it_is_named",
    },
    13: {
        "workflow": "test_13_nothing_signed_is_written_over",
        "edited configuration": "test_13_no_configuration_opens_what_is_signed",
        "command line": WAYS["command line"],
        "hand-written entry": "test_13_nothing_signed_is_written_over",
    },
}
BY_NAME = {case[0]: case for case in CASES}
TRIES = [(block, name) for block, names in BLOCKS.items() for name in names]


def opened(folder: Path) -> Protocol:
    """The content as somebody edited it who wants every wall gone."""
    shutil.copytree(shipped("protocol"), folder)
    decisions = folder / "decisions.toml"
    words = re.sub(r"^(best_interests = .*|intimate = true|stops = true|fraser = true)\n", "",
                   decisions.read_text("utf-8"), flags=re.M)  # fmt: skip
    every = 'best_interests = ["treatment_safety", "emergency", "symptoms", "sharing"]\nstops = true\ntold = ['
    words = words.replace("told = [", every)
    row = '\n[[decision]]\nid = "D17"\nname = "Sexual relations"\ntold = []\nbest_interests = ["emergency"]\n'
    decisions.write_text(words + row, "utf-8")
    settings = folder / "settings.toml"
    words = settings.read_text("utf-8")
    for id in ("competence_age", "capacity_act_age", "adult_age"):
        words = re.sub(rf'(id = "{id}"\nvalue = )\d+', r"\g<1>0", words)
    words = re.sub(r'(id = "offers_without_new_reason"\nvalue = )2', r"\g<1>1000", words)
    words = words.replace("least = 1\nmost = 2\n", "least = 1\nmost = 1000\n")
    settings.write_text(words, "utf-8")
    return load(folder)


@pytest.fixture(scope="module")
def edited(tmp_path_factory: pytest.TempPathFactory) -> Protocol:
    return opened(tmp_path_factory.mktemp("edited") / "protocol")


@pytest.fixture
def world(protocol: Protocol, clock: SetClock, journal: MemoryJournal) -> World:
    return World(protocol, clock, journal)


def test_every_block_has_its_tries() -> None:
    assert sorted({*BLOCKS, 12, 13}) == list(range(1, 16))
    assert {name for _, name in TRIES} <= set(BY_NAME)


@pytest.mark.parametrize("block", range(1, 16))
def test_every_block_is_tried_in_each_of_four_ways(block: int) -> None:
    """By name: a block whose test goes away is missed here."""
    ways = OF_THEIR_OWN.get(block, WAYS)
    assert list(ways) == list(WAYS)
    for name in ways.values():
        assert callable(globals().get(name) or getattr(test_walls_decisions, name, None)), name
    assert block in OF_THEIR_OWN or BLOCKS[block]


@pytest.mark.parametrize(("block", "name"), TRIES)
def test_an_edited_configuration_opens_none_of_them(
    edited: Protocol, clock: SetClock, journal: MemoryJournal, block: int, name: str
) -> None:
    _, ready, fact, code = BY_NAME[name]
    other = World(edited, clock, journal)
    ready(other)
    assert other.hers().against(fact)[:1] in {(code,), ("talk-locked",), ("form-needed",)}
    said = {catalogue()[one]["sentence"].rstrip(".") for one in other.hers().against(fact)}
    other.write(fact)
    assert said & set(other.named())


def commands(parser: argparse.ArgumentParser) -> Iterator[str]:
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, sub in action.choices.items():
                yield name
                yield from commands(sub)
        else:
            yield from action.option_strings


def test_no_command_writes_a_decision_of_hers() -> None:
    words = " ".join(commands(cli.parser()))
    assert "verify" in words
    for one in ("capacity", "consent", "finding", "authority", "best-interests", "share", "act"):
        assert not re.search(rf"\b{one}\b", words), one


def test_12_one_call_takes_everything_back_at_once(world: World) -> None:
    me = world.hers()
    for decision in ("D03", "D05"):
        hers.say(me, decision, "yes", alone=True)
    assert consent.withdraw(me) is not None
    assert not any(row.back for row in hers.rows(me))
    assert world.fits()


def test_12_no_configuration_takes_it_from_her(
    edited: Protocol, clock: SetClock, journal: MemoryJournal
) -> None:
    other = World(edited, clock, journal)
    hers.say(other.hers(), "D03", "yes", alone=True)
    assert consent.withdraw(other.hers()) is not None
    assert not any(row.back for row in hers.rows(other.hers()))


def test_12_what_is_done_after_it_is_named(world: World) -> None:
    hers.say(world.hers(), "D03", "yes", alone=True)
    consents = [*world.hers().record.decided.consents]
    act = hers.planned_act(world.hers(), "D03")
    consent.withdraw(world.hers())
    now = world.clock.now()
    for fact, code in (
        (ActDone(act=act, decision="D03", at=now, performer="R. Osei", consent=consents[0],
                 willing_at=now), "act-cancelled"),
        (ActPlanned(act="x", decision="D03", consent=consents[0]), "act-consent"),
    ):  # fmt: skip
        assert code_of(partial(world.hers().keep, fact)) == code
        world.write(fact)
        assert catalogue()[code]["sentence"].rstrip(".") in world.named()


def test_13_no_configuration_opens_what_is_signed(
    edited: Protocol, clock: SetClock, journal: MemoryJournal
) -> None:
    other = World(edited, clock, journal)
    other.write(
        facts.SittingBegun(sitting="s", protocol="1"),
        facts.SittingSigned(sitting="s", outcome="brief", program="1", protocol="1", reason="x"),
    )
    with pytest.raises(Refused):
        other.hers().session.answer("O01", "yes")
    other.write(facts.Answered(sitting="s", item="O01", taken=NOW, value="yes"))
    assert "it changes a sitting that is signed" in other.named()


def test_13_nothing_signed_is_written_over(world: World) -> None:
    world.write(
        facts.SittingBegun(sitting="s", protocol="1"),
        facts.SittingSigned(sitting="s", outcome="brief", program="1", protocol="1", reason="x"),
        facts.Answered(sitting="s", item="O01", taken=NOW, value="yes"),
    )
    assert "it changes a sitting that is signed" in world.named()
    with pytest.raises(Refused):
        world.hers().session.answer("O01", "yes")


def test_a_young_person_at_midnight_before_the_birthday(world: World) -> None:
    """The day counts on the ward's clock: closed to the last minute, open at the first."""
    world.admit(MAYA.born.replace(year=NOW.year - 18, month=3, day=11) if MAYA.born else None)
    world.clock.move(timedelta(hours=11, minutes=59))
    locked = world.hers(young_people=False)
    assert code_of(lambda: hers.say(locked, "D03", "yes", alone=True)) == "talk-locked"
    assert world.blocked() == ["talk-locked"]
    world.clock.move(timedelta(minutes=1))
    hers.say(world.hers(young_people=False), "D03", "yes", alone=True)
    assert admissions.talk_locked(
        world.protocol, world.hers().record, world.clock.now(), young_people=False
    ) is False  # fmt: skip


def test_the_language_of_a_woman_does_not_open_the_short_way(world: World) -> None:
    needs_interpreter(world)
    me = world.hers()
    assert code_of(lambda: hers.say(me, "D03", "yes", alone=True)) == "interpreter-needed"
    assert hers.rows(me) == ()


def test_the_kinds_of_fact_are_all_asked() -> None:
    from typing import get_args

    from srh_assess.rules.walls import _ASKED

    free = {"ConsentWithdrawn", "AskingAgain", "ActCancelled", "Blocked"}
    kinds = {kind.__name__ for kind in get_args(DecisionFact)}
    assert kinds - free <= {kind.__name__ for kind in _ASKED}
