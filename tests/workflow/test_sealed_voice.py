"""What is said at an account without a key to the record: the reviewers read it, nobody else."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from srh_assess.clock import SetClock
from srh_assess.errors import Refused
from srh_assess.store import ledger
from srh_assess.workflow import ledger_words, synthetic, ward_lists
from srh_assess.workflow.desk import Desk
from srh_assess.workflow.sealed_voice import CLOSED, SealedVoices
from srh_assess.workflow.self_test import ADMIN, PASSPHRASE
from srh_assess.workflow.verify import verify_home
from srh_assess.workflow.voice_facts import VoiceAnswered, VoiceSealed
from tests.workflow.decisions_world import code_of
from tests.workflow.homes import CHEAP, new_desk

WORDS = "four plain words here"
SAID = "  it asks her AGAIN after she said no  "


@pytest.fixture
def desk(tmp_path: Path, clock: SetClock) -> Desk:
    """A home with an account for every role."""
    made = Desk(tmp_path / "home", new_desk(tmp_path / "other", clock).protocol, clock, cost=CHEAP)
    list(synthetic.make(made, WORDS))
    return made


def test_an_account_without_a_key_says_it_and_the_reviewer_alone_reads_it(desk: Desk) -> None:
    desk.sign_in("frances", WORDS)
    assert not desk.reads_records
    voice = SealedVoices(desk).say("tool_concern", SAID, by="staff")
    with pytest.raises(Refused):
        SealedVoices(desk).read()
    with pytest.raises(Refused):
        SealedVoices(desk).handled(voice, "put away")
    assert SAID not in msgspec.json.encode([one.fact for one in desk.ledger]).decode()
    newest = ledger_words.said(desk.ledger, desk.shipped, desk.name_of)[0]
    assert newest.by == "Not named here"
    assert SAID not in " ".join((newest.title, *newest.lines))
    desk.sign_in("rosa", WORDS)
    (row,) = ward_lists.rows(desk, "voices")
    assert (row.kept.fact.words, row.kept.fact.by) == (SAID, "staff")
    account = desk.account_of(row.kept.author)
    assert account is not None
    assert account.name == "frances"
    said = SealedVoices(desk)
    assert code_of(lambda: said.handled(voice, " ")) == "task-words"
    assert code_of(lambda: said.handled("another", "read")) == "voice-unknown"
    said.handled(voice, "passed to the safety officer")
    said.handled(voice, "mended", done=True)
    (row,) = ward_lists.rows(desk, "voices")
    assert [(one.words, one.done) for one in row.kept.later] == [
        ("passed to the safety officer", False), ("mended", True),
    ]  # fmt: skip
    desk.lock()
    found = verify_home(desk.folder, "ruth", WORDS, protocol=desk.protocol, clock=desk.clock)
    assert found.faults == 0, found.lines


def test_anonymous_names_nobody_even_to_the_reviewer(desk: Desk) -> None:
    desk.sign_in("frances", WORDS)
    SealedVoices(desk).say("complaint", SAID, anonymous=True)
    desk.sign_in("rosa", WORDS)
    (kept,) = SealedVoices(desk).read()
    assert (kept.author, kept.fact.anonymous) == ("", True)
    sealed = [one for one in desk.ledger if isinstance(one.fact, VoiceSealed)]
    assert [one.author for one in sealed] == [""]


def test_a_nurse_may_not_read_it_and_another_reviewer_sees_that_it_is_there(desk: Desk) -> None:
    desk.sign_in("frances", WORDS)
    voice = SealedVoices(desk).say("feedback", SAID)
    desk.sign_in("ruth", WORDS)
    with pytest.raises(Refused):
        SealedVoices(desk).read()
    desk.sign_in("rosa", WORDS)
    SealedVoices(desk).handled(voice, "read")
    every = [one.fact for one in desk.ledger]
    (sealed,) = [fact for fact in every if isinstance(fact, VoiceSealed)]
    (answered,) = [fact for fact in every if isinstance(fact, VoiceAnswered)]
    assert desk.unsealed(b"") is None
    said = SealedVoices(desk)
    elsewhere = msgspec.structs.replace(sealed, voice="v2", sealed={})
    desk.keep_sealed(elsewhere)  # as it is for whoever becomes a reviewer later
    desk.keep_sealed(msgspec.structs.replace(answered, sealed={}))
    words = [(kept.fact.words, len(kept.later)) for kept in said.read()]
    assert words == [(SAID, 1), (CLOSED, 0)]


def test_silence_and_a_home_without_a_reviewer(tmp_path: Path, clock: SetClock) -> None:
    desk = new_desk(tmp_path / "home", clock)
    desk.sign_in(ADMIN.name, PASSPHRASE)
    said = SealedVoices(desk)
    assert code_of(lambda: said.say("complaint", " ")) == "voice-words"
    assert code_of(lambda: said.say("complaint", SAID)) == "voice-no-reviewer"


def test_a_changed_entry_shows(desk: Desk) -> None:
    desk.sign_in("frances", WORDS)
    SealedVoices(desk).say("complaint", SAID)
    desk.lock()
    path = desk.folder / ledger.NAME
    file = msgspec.json.decode(path.read_bytes())
    file["kept"] = file["kept"][:-1]
    path.write_bytes(msgspec.json.encode(file))
    found = verify_home(desk.folder, "ruth", WORDS, protocol=desk.protocol, clock=desk.clock)
    assert found.faults
