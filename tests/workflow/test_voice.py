"""What harmed her, and what she says: word for word, outside her record, nobody changes it."""

from __future__ import annotations

from pathlib import Path
from typing import get_args
from uuid import uuid4

import pytest

from srh_assess.assessment.disclosing import HarmKind, VoiceGiven, VoiceKind
from srh_assess.clock import SetClock
from srh_assess.errors import Refused
from srh_assess.protocol.model import Protocol
from srh_assess.workflow import voice
from srh_assess.workflow.deciding import Decider
from srh_assess.workflow.self_test import NURSE, PASSPHRASE
from srh_assess.workflow.verify import verify_home
from srh_assess.workflow.voice import Voices
from tests.workflow.conftest import NOW
from tests.workflow.decisions_world import HOUR, TODAY, World, code_of
from tests.workflow.homes import new_desk, sitting
from tests.workflow.memory import MemoryJournal

SAID = "  they kept asking, I said NO twice — “attention seeking” she called it  "


@pytest.fixture
def world(protocol: Protocol, clock: SetClock, journal: MemoryJournal) -> World:
    return World(protocol, clock, journal)


def voices(world: World, author: str = "nurse", *roles: str) -> Voices:
    return Voices(world.hers(author), world.journal, lambda: uuid4().hex, roles)


@pytest.mark.parametrize("kind", get_args(VoiceKind))
def test_her_words_are_kept_as_she_said_them(world: World, kind: VoiceKind) -> None:
    file = voices(world).say(kind, SAID)
    (kept,) = voices(world, "reviewer", "reviewer").read([file])
    assert (kept.fact.words, kept.fact.what, kept.fact.about) == (SAID, kind, "a1")


def test_her_record_holds_nothing_of_it(world: World) -> None:
    before = world.hers().record
    voices(world).say("complaint", SAID)
    assert world.hers().record == before


def test_only_the_role_that_handles_it_reads_it(world: World) -> None:
    file = voices(world).say("complaint", SAID)
    for roles in ((), ("nurse",), ("manager", "admin"), ("lead",)):
        with pytest.raises(Refused) as fault:
            voices(world, "x", *roles).read([file])
        assert fault.value.code == "voice-handler"
        with pytest.raises(Refused):
            voices(world, "x", *roles).handled(file, "put away")


def test_nobody_puts_other_words_in_its_place(world: World) -> None:
    file = voices(world).say("complaint", SAID)
    record = world.journal.record(file)
    again = VoiceGiven(voice="w", what="complaint", words="she is content")
    with world.journal.transaction(record, "nurse") as transaction:
        transaction.add(again)
    from srh_assess.workflow import walls

    said = walls.broken(world.protocol, record, world.journal.all[-1])
    assert any("nothing is put in its place" in one for one in said)


def test_what_was_done_stands_beside_it(world: World) -> None:
    file = voices(world).say("felt_pressed", SAID, by="someone_she_picked")
    handler = voices(world, "reviewer", "reviewer")
    handler.handled(file, "rang her advocate")
    handler.handled(file, "written to her", done=True)
    (kept,) = handler.read([file])
    assert [one.words for one in kept.later] == ["rang her advocate", "written to her"]
    assert kept.fact.words == SAID
    assert code_of(lambda: handler.handled(file, " ")) == "task-words"
    assert code_of(lambda: handler.handled("no such file", "read")) == "voice-unknown"


def test_anonymous_names_nobody(world: World) -> None:
    file = voices(world).say("feedback", SAID, anonymous=True)
    (entry,) = list(world.journal.entries(file))
    assert entry.author == ""
    assert isinstance(entry.fact, VoiceGiven)
    assert entry.fact.about == ""


def test_silence_is_no_complaint(world: World) -> None:
    assert code_of(lambda: voices(world).say("complaint", " ")) == "voice-words"


def test_it_is_on_disk_in_a_file_of_its_own_and_fits(tmp_path: Path, clock: SetClock) -> None:
    desk = new_desk(tmp_path / "home", clock)
    session = sitting(desk)
    said = Voices(Decider(session), session.journal, lambda: uuid4().hex, ("reviewer",))
    file = said.say("tool_concern", SAID, by="staff")
    said.handled(file, "passed to the safety officer")
    assert [row.admission for row in desk.board()] == [session.record.admission]
    desk.lock()
    found = verify_home(desk.folder, NURSE.name, PASSPHRASE, protocol=desk.protocol, clock=clock)
    assert found.faults == 0, found.lines


def test_the_file_of_what_somebody_said_opens_for_those_who_handle_it(
    tmp_path: Path, clock: SetClock
) -> None:
    desk = new_desk(tmp_path / "home", clock)
    session = sitting(desk)
    said = Voices(Decider(session), session.journal, lambda: uuid4().hex, ("reviewer",))
    file = said.say("complaint", SAID, anonymous=True)
    assert code_of(lambda: desk.record(file)) == "role-may-not"  # the nurse who has its id


# ---- harms --------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", get_args(HarmKind))
def test_a_harm_has_no_severity_until_somebody_gives_one(world: World, kind: HarmKind) -> None:
    harm = voice.harm(world.hers(), kind, "on the corridor", NOW - HOUR)
    kept = world.hers().record.decided.harms[harm]
    assert kept.fact.severity == ""
    voice.candour(world.hers(), harm, severity="moderate", told_on=TODAY, apology="we are sorry")
    kept = world.hers().record.decided.harms[harm]
    assert (kept.fact.severity, kept.later[0].severity) == ("", "moderate")


def test_a_harm_to_come_is_none(world: World) -> None:
    assert code_of(lambda: voice.harm(world.hers(), "distress", "", NOW + HOUR)) == "harm-time"
