"""A session shows the protocol and what the rules found in words for her."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

import pytest
from msgspec.structs import replace

from srh_assess.assessment.facts import AdmissionCorrected, Identity, Stay
from srh_assess.clock import SetClock
from srh_assess.protocol.load import load
from srh_assess.rules.plan import plan_of
from srh_assess.workflow import admissions, needs
from srh_assess.workflow.session import Session
from tests.workflow.memory import MemoryJournal

NOW = datetime(2026, 3, 10, 12, tzinfo=UTC)
PROTOCOL = load()
SASHA = Identity(family="Wren", given="Alexander", preferred="Sasha", born=date(1997, 3, 22))
SHE = re.compile(r"\b(she|her|hers)\b", re.IGNORECASE)


def session(who: Identity) -> Session:
    clock = SetClock(NOW)
    journal = MemoryJournal(clock)
    stay = Stay(admitted=NOW, ward="Willow Ward", room="4")
    record = admissions.admit(journal, "a1", who, stay, author="ruth", clock=clock)
    made = Session(journal, PROTOCOL, record, author="ruth", clock=clock)
    made.begin()
    return made


@pytest.mark.parametrize("pronouns", ["", "he, him", "they/them", "xe"])
def test_who_did_not_say_she_is_named(pronouns: str) -> None:
    of = session(replace(SASHA, pronouns=pronouns))
    assert of.protocol.gate.sentence["go"] == "A good moment to talk, if Sasha agrees."
    assert of.written is PROTOCOL
    reasons = of.findings.asking.not_asked
    assert any("Sasha" in why for why in reasons.values())
    assert [why for why in reasons.values() if SHE.search(why)] == []
    assert any(SHE.search(why) for why in of.found.asking.not_asked.values())


def test_who_said_she_reads_the_content_as_it_is_written() -> None:
    of = session(replace(SASHA, pronouns="she, her"))
    assert of.protocol is PROTOCOL
    assert of.findings is of.found


def test_the_words_change_with_what_is_put_right() -> None:
    of = session(SASHA)
    before = of.findings
    assert of.findings is before
    she = replace(SASHA, pronouns="She/her")
    assert of.record.stay is not None
    of.add(AdmissionCorrected(identity=she, stay=of.record.stay, reason="Asked again"))
    assert of.protocol is PROTOCOL
    assert SHE.search(" ".join(of.findings.asking.not_asked.values()))
    assert before is not of.findings


@pytest.mark.parametrize("pronouns", ["", "she, her"])
def test_a_step_that_is_proposed_is_kept_and_names_nobody(pronouns: str) -> None:
    of = session(replace(SASHA, pronouns=pronouns))
    steps = [needs.proposed(of, need).step for need in PROTOCOL.needs]
    assert [step for step in steps if "Sasha" in step] == []
    assert any(SHE.search(step) for step in steps) is bool(pronouns)
    assert any("the person" in step for step in steps) is not bool(pronouns)


def test_what_outlives_the_page_holds_no_name() -> None:
    of = session(SASHA)
    assert of.protocol.said_of == "Sasha"
    assert plan_of(of.protocol) is plan_of(PROTOCOL)
    assert "Sasha" not in repr(plan_of(PROTOCOL))
