"""Which letters are listed, why, in which order, and which are left to the picker."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from srh_assess.assessment import facts
from srh_assess.assessment.answers import Value
from srh_assess.clock import SetClock
from srh_assess.letters.template import kinds
from srh_assess.workflow import handing, needs, readers
from srh_assess.workflow.desk import Desk
from srh_assess.workflow.self_test import UNIT, complete
from srh_assess.workflow.session import Session
from srh_assess.workflow.sharing import on_desk
from tests.workflow.homes import new_desk, sitting


@pytest.fixture
def desk(tmp_path: Path, clock: SetClock) -> Desk:
    return new_desk(tmp_path / "home", clock)


def talked(desk: Desk, said: dict[str, Value]) -> Session:
    session = sitting(desk)
    complete(session, said)
    return session


def found(desk: Desk, session: Session, *more: str) -> dict[str, tuple[str, ...]]:
    there = readers.listed(desk, session, *more)
    return {one.sharing.template.id: one.because for one in there}


def test_nothing_to_tell_lists_her_own_copy_alone(desk: Desk) -> None:
    assert found(desk, sitting(desk)) == {"her_copy": ()}
    desk.lock()


def test_a_need_and_a_wish_point_to_readers(desk: Desk) -> None:
    session = talked(desk, {"G02": ("heavy",), "Z02": "yes", "O03": ("gp",)})
    there = found(desk, session)
    assert list(there)[-1] == "her_copy"
    assert "Trouble with periods" in there["gynaecology"]
    assert there["srh_in_reach"][-1] == readers.WISHED
    assert there["gp"][-1] == readers.WISHED
    assert "sarc" not in there
    desk.lock()


def test_what_cannot_wait_comes_first_and_in_its_own_letter(desk: Desk) -> None:
    session = talked(desk, {"R12": ("sex_5_days",), "G02": ("heavy",)})
    there = list(found(desk, session))
    assert there[0] in {"emergency_contraception", "ward_doctor"}
    assert there.index("emergency_contraception") < there.index("gynaecology")
    because = found(desk, session)["srh_in_reach"]
    assert "Emergency contraception" not in because
    desk.lock()


def test_a_no_to_help_or_a_need_set_aside_points_nowhere(desk: Desk) -> None:
    session = talked(desk, {"G02": ("heavy",)})
    for need in list(session.record.needs):
        needs.plan(session, need, wants="no")
    assert "gynaecology" not in found(desk, session)
    for need in list(session.record.needs):
        needs.set_aside(session, need, "Not so")
    assert "gynaecology" not in found(desk, session)
    desk.lock()


def test_who_was_asked_about_stays_listed(desk: Desk) -> None:
    session = sitting(desk)
    on_desk(desk, session, "isva").decide("no")
    assert found(desk, session)["isva"] == (readers.ASKED,)
    desk.lock()


def test_every_other_reader_is_in_the_picker_by_name(desk: Desk) -> None:
    session = sitting(desk)
    there = readers.listed(desk, session, "gp")
    rest = readers.others(replace(UNIT, names={"SARC": "The Oak Centre"}), there)
    named = {"handover", "handover_sealed"}  # once somebody is
    assert {one.kind for one in rest} | {"gp", "her_copy"} | named == set(kinds())
    assert [one.name for one in rest] == sorted((one.name for one in rest), key=str.casefold)
    assert "Sexual assault referral centre (The Oak Centre)" in {one.name for one in rest}
    desk.lock()


def test_two_letters_to_one_reader_are_two_decisions(desk: Desk) -> None:
    session = talked(desk, {"R12": ("sex_5_days",)})
    call, clinic = (on_desk(desk, session, k) for k in ("emergency_contraception", "srh_in_reach"))
    assert call.recipient.id == clinic.recipient.id == "SRH"
    call.tick("contraception", on=True)
    call.able()
    call.decide("yes", shown="read_to_her")
    call.sent(call.release(), "saved")
    assert call.state == "sent"
    assert clinic.state == "not_asked"
    assert clinic.sent_before == ()
    desk.lock()


def test_hours_are_counted_to_the_moment_she_was_asked(desk: Desk, clock: SetClock) -> None:
    from datetime import timedelta

    session = talked(desk, {"R12": ("sex_5_days",)})
    letter = on_desk(desk, session, "emergency_contraception")
    letter.tick("contraception", on=True)
    letter.able()
    letter.decide("yes", shown="read_to_her")
    share = letter.share
    assert share is not None
    assert share.fact.counted_to is not None
    clock.move(timedelta(hours=5))
    assert on_desk(desk, session, "emergency_contraception").stands
    desk.lock()


def test_an_answer_of_the_time_of_one_kind_a_reader_belongs_to_that_kind() -> None:
    from srh_assess.workflow.document import kind_of

    old = facts.ShareDecided(share="s", recipient="SRH", decision="no")
    assert kind_of(old) == "srh_in_reach"
    assert kind_of(replace(old, recipient="herself")) == "her_copy"
    assert kind_of(replace(old, recipient="GP")) == ""
    assert kind_of(replace(old, template="gum")) == "gum"


def test_a_handover_is_listed_once_somebody_is_named(desk: Desk) -> None:
    session = sitting(desk)
    assert desk.unit is not None
    offered = {one.kind for one in readers.others(desk.unit, readers.listed(desk, session))}
    assert not offered & {"handover", "handover_sealed"}
    handing.name(session, "Sam Okoro", answer="asked")
    there = found(desk, session)
    assert there["handover"] == there["handover_sealed"] == ("Sam Okoro is named",)
    sharing = on_desk(desk, session, "handover")
    sharing.decide("no")
    assert found(desk, session)["handover"] == ("Sam Okoro is named", readers.ASKED)
    desk.lock()


def test_nobody_is_asked_about_a_handover_to_nobody(desk: Desk) -> None:
    sharing = on_desk(desk, sitting(desk), "handover")
    sharing.tick("identity", on=True)
    assert sharing.why_not_yes is not None
    assert sharing.why_not_yes.code == "handover-unnamed"
    desk.lock()
