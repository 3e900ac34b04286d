"""What stands behind each line of a letter, in words, also where little is known."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from srh_assess.assessment.answers import State
from srh_assess.assessment.facts import NeedPlanned
from srh_assess.assessment.record import Need
from srh_assess.clock import SetClock
from srh_assess.workflow import behind, handing, informing
from srh_assess.workflow.self_test import complete
from srh_assess.workflow.sharing import Sharing, on_desk
from tests.workflow.homes import new_desk, sitting


@pytest.fixture
def sharing(tmp_path: Path, clock: SetClock) -> Iterator[Sharing]:
    """A whole talk, and the letter to the clinic."""
    desk = new_desk(tmp_path / "home", clock)
    session = sitting(desk)
    complete(
        session, {"G02": ("heavy",), "C05": "start", "Z02": "yes", "G13": "no", "S01": "never"}
    )
    session.answer("Z01", state=State.DECLINED)
    yield on_desk(desk, session, "srh_in_reach")
    desk.lock()


def said(sharing: Sharing, origin: str) -> str:
    return behind._said(sharing, origin)


def test_an_answer_says_its_question_who_gave_it_and_when(sharing: Sharing) -> None:
    assert said(sharing, "item:G02").startswith("Question: Trouble with periods; ")
    assert ", declined to answer; " in said(sharing, "item:Z01")
    assert said(sharing, "item:X55") == "Question: Prolactin. No answer in the record"


def test_a_need_says_how_far_it_is(sharing: Sharing) -> None:
    session = sharing.session
    name = session.protocol.needs["N10"].name
    now = session.clock.now()
    planned = NeedPlanned(sitting="s", need="N10", wants="now", due=now)
    for need, words in (
        (Need(id="N10"), ""),
        (Need(id="N10", decided_at=now), ", confirmed 10-Mar-2026 12:00"),
        (Need(id="N10", plan=replace(planned, due=None)), ""),
        (Need(id="N10", plan=planned), "; planned for 10-Mar-2026"),
    ):
        session.record = replace(session.record, needs={"N10": need})
        assert said(sharing, "need:N10") == f"Need: {name}{words}"


def test_what_was_told_or_given_and_what_is_disputed(sharing: Sharing) -> None:
    informing.told(sharing, "The leaflet about coils")
    assert said(sharing, "information:srh_in_reach") == (
        "Written down for this letter, 10-Mar-2026 12:00"
    )
    sharing.tick("information", on=True)
    assert ("The leaflet about coils", "Written down for this letter, 10-Mar-2026 12:00") in (
        behind.lines(sharing)
    )
    assert said(sharing, "statement:s").startswith("What is said to be wrong in the record")


def test_decisions_the_stay_and_the_tables(sharing: Sharing) -> None:
    assert said(sharing, "finding:").endswith("not written down yet")
    sharing.able()
    found = sharing.session.record.capacity[-1].finding
    assert (
        said(sharing, f"finding:{found}") == "Decision: what was found about deciding this letter"
    )
    assert said(sharing, "share:").endswith("not given yet")
    sharing.decide("no")
    assert "no, " in said(sharing, "share:")
    assert said(sharing, "identity:name") == "Admission: who this is"
    assert said(sharing, "stay:ward") == "Admission: this stay"
    table = sharing.session.protocol.tables
    for row in (next(iter(kind)) for kind in (table.notes, table.methods, table.screening)):
        assert said(sharing, f"cited:{row}").startswith("Reference table: ")


def test_every_line_of_a_handover_has_something_behind_it(sharing: Sharing) -> None:
    assert sharing.session.record.onward is None
    handing.name(sharing.session, "Sam Okoro", answer="asked")
    assert said(sharing, "receiver:").startswith("Handover: ")
    for text, words in behind.lines(sharing):
        assert bool(words) is bool(text)
