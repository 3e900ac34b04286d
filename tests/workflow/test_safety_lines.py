"""The care team reads what she agreed to, as she saw it, while her yes stands; and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from srh_assess.assessment.facts import Stay
from srh_assess.assessment.looking import RecordOpened
from srh_assess.clock import SetClock
from srh_assess.errors import Refused
from srh_assess.protocol.load import load
from srh_assess.workflow import document, log, safety_lines, sharing, signing, synthetic
from srh_assess.workflow.desk import Desk
from srh_assess.workflow.self_test import complete
from srh_assess.workflow.stay import Going
from tests.workflow.conftest import MAYA, NOW
from tests.workflow.homes import CHEAP

WORDS = "four plain words here"
SECRET = "Something only the nurse was told"


@pytest.fixture
def clock() -> SetClock:
    return SetClock(NOW)


@pytest.fixture
def desk(tmp_path: Path, clock: SetClock) -> Iterator[Desk]:
    made = Desk(tmp_path / "home", load(), clock, cost=CHEAP)
    list(synthetic.make(made, WORDS))
    made.sign_in(synthetic.NURSE, WORDS)
    yield made
    made.sign_out()


@pytest.fixture
def maya(desk: Desk) -> str:
    """A whole talk, signed, with a need and words of hers."""
    stay = Stay(admitted=NOW - timedelta(days=1), ward="Willow Ward", room="12")
    admission = desk.admit(MAYA, stay)
    session = desk.session(admission)
    complete(session, {"G02": ("heavy",), "C05": "start", "Z01": SECRET})
    signing.sign(session, signing.proposed(session))
    return admission


def agree(desk: Desk, admission: str, *boxes: str) -> sharing.Sharing:
    made = sharing.on_desk(desk, desk.session(admission, begin=False), safety_lines.KIND)
    made.ask_again()
    for box in boxes:
        made.tick(box, on=True)
    made.able()
    made.decide("yes", shown="read_to_her")
    return made


def read(desk: Desk) -> tuple[safety_lines.SafetyLine, ...]:
    desk.sign_in("colette", WORDS)
    try:
        return safety_lines.lines(desk)
    finally:
        desk.sign_in(synthetic.NURSE, WORDS)


def test_without_her_yes_she_is_not_even_named(desk: Desk, maya: str) -> None:
    assert read(desk) == ()
    assert [e for e in desk.who_looked(maya) if getattr(e.fact, "way", "") == "safety_line"] == []


def test_it_is_the_letter_she_saw_and_no_more(desk: Desk, maya: str) -> None:
    letter = agree(desk, maya, "identity", "contraception")
    (line,) = read(desk)
    assert (line.room, line.name, line.asked_by) == ("12", "WREN, Marianne", "Ruth Adeyemi")
    said = [row.text for block in line.blocks for row in block.rows]
    assert said
    for text in said:
        assert text in letter.plain_text
    assert SECRET not in "\n".join(said)
    looks = [e.fact for e in desk.who_looked(maya) if isinstance(e.fact, RecordOpened)]
    assert (looks[-1].way, looks[-1].duty) == ("safety_line", safety_lines.DUTY)
    assert "the safety line, as agreed" in log.words(looks[-1])


def test_what_is_answered_later_changes_nothing_of_it(desk: Desk, maya: str) -> None:
    agree(desk, maya, "identity", "contraception")
    (before,) = read(desk)
    session = desk.session(maya)
    session.answer("Z01", "Another word")
    assert [one.blocks for one in read(desk)] == [before.blocks]


def test_taken_back_or_another_no_ends_it(desk: Desk, maya: str) -> None:
    letter = agree(desk, maya, "identity", "contraception")
    letter.withdraw()
    assert read(desk) == ()
    agree(desk, maya, "identity", "contraception")
    assert len(read(desk)) == 1
    again = sharing.on_desk(desk, desk.session(maya, begin=False), safety_lines.KIND)
    again.ask_again()
    again.decide("no")
    assert read(desk) == ()


def test_the_end_of_her_stay_ends_it(desk: Desk, maya: str, clock: SetClock) -> None:
    agree(desk, maya, "identity", "contraception")
    clock.move(timedelta(hours=1))
    desk.end(maya, Going(at=clock.now(), to="home", acceptance="no_one_yet"), anyway=True)
    assert read(desk) == ()
    desk.come_back(maya, clock.now())
    assert read(desk) == ()


def test_a_yes_that_nothing_went_out_on_lapses_and_one_that_did_stays(
    desk: Desk, maya: str, clock: SetClock
) -> None:
    letter = agree(desk, maya, "identity", "contraception")
    days = timedelta(days=desk.protocol.settings["share_lapses_days"].value)
    clock.move(days + timedelta(hours=1))
    assert read(desk) == ()
    letter = agree(desk, maya, "identity", "contraception")
    letter.sent(letter.release(), "handed_over")
    clock.move(days + timedelta(hours=1))
    assert len(read(desk)) == 1


def test_a_reader_of_the_care_team_gets_nothing_else(desk: Desk, maya: str) -> None:
    agree(desk, maya, "identity", "contraception")
    desk.sign_in("colette", WORDS)
    for door in (
        desk.board,
        lambda: desk.record(maya),
        lambda: desk.entries(maya),
        lambda: desk.stays_found("Wren"),
        lambda: desk.session(maya, begin=False),
    ):
        with pytest.raises(Refused):
            door()


def test_words_that_cannot_be_made_again_exactly_are_not_shown(
    desk: Desk, maya: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    agree(desk, maya, "identity", "contraception")
    monkeypatch.setattr(document.Document, "document", "another mark")
    assert read(desk) == ()
