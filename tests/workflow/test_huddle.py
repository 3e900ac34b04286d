"""The weekly huddle: every open need of every woman, and nobody who drops off when she leaves."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from msgspec.structs import replace
from pypdf import PdfReader

from srh_assess.assessment.facts import Stay
from srh_assess.clock import SetClock
from srh_assess.errors import UserError
from srh_assess.workflow import huddle, needs
from srh_assess.workflow.desk import Desk
from srh_assess.workflow.following import Follower
from srh_assess.workflow.huddle import Line, Which
from srh_assess.workflow.self_test import ADMIN, NURSE, PASSPHRASE, UNIT, WOMAN
from srh_assess.workflow.stay import Going
from tests.workflow.homes import new_desk

DAY = timedelta(days=1)


@pytest.fixture
def desk(tmp_path: Path, clock: SetClock) -> Desk:
    return new_desk(tmp_path / "home", clock)


def hers(desk: Desk, room: str, *found: str, family: str = "Wren", nurse: str = "") -> Follower:
    stay = Stay(admitted=desk.clock.now(), ward=UNIT.ward, room=room, named_nurse=nurse)
    session = desk.session(desk.admit(replace(WOMAN, family=family), stay))
    if found:
        needs.confirm(session, *found, named_by_her=True)
    return Follower(session)


def end(desk: Desk, follower: Follower, **more: object) -> None:
    going = Going(at=desk.clock.now(), to="Home", receiver="Sam Okoro", acceptance="accepted")
    desk.end(follower.record.admission, replace(going, **more), anyway=True)


def lines(desk: Desk, which: Which = "all") -> list[Line]:
    return [line for one in huddle.huddle(desk, which) for line in one.lines]


def test_it_goes_by_room_and_holds_what_stands_in_the_way(desk: Desk, clock: SetClock) -> None:
    hers(desk, "10", "N11", family="Aske")
    first = hers(desk, "2", "N10", nurse="Ruth Adeyemi")
    first.step("N10", step="Ring the clinic", in_the_way="No escort", due=clock.now() + DAY)
    hers(desk, "", "N10", family="Zell")
    hers(desk, "1")
    found = huddle.huddle(desk)
    assert [one.room for one in found] == ["2", "10", ""]
    (line,) = found[0].lines
    assert (line.step, line.in_the_way, line.state) == ("Ring the clinic", "No escort", "Confirmed")
    assert (line.owner, line.named, line.due) == ("Ruth Adeyemi", True, clock.now() + DAY)
    assert huddle.title(found[2], initials=True).startswith("Room not known: ")


def test_a_visit_says_whether_leave_is_agreed(desk: Desk, clock: SetClock) -> None:
    one = hers(desk, "3", "N10")
    starts = clock.now() + DAY
    visit = one.appointment("N10", starts, mode="escorted", leave_needed=True, leave_agreed=False)
    assert [line.state for line in lines(desk)] == ["Confirmed. Visit, leave not yet agreed"]
    one.visit(visit, "booked", leave_agreed=True)
    assert [line.state for line in lines(desk)] == ["Confirmed. Visit, leave agreed"]


def test_what_is_overdue_and_the_results_have_lists_of_their_own(
    desk: Desk, clock: SetClock
) -> None:
    one = hers(desk, "3", "N10")
    one.step("N10", step="Talk with her", due=clock.now() + DAY)
    one.sample("iron_blood", need="N10")
    one.sample("other", name="Thyroid blood")
    assert {line.state for line in lines(desk, "results")} >= {"Result awaited: Thyroid blood"}
    assert all(line.result for line in lines(desk, "results"))
    assert not lines(desk, "overdue")
    clock.move(30 * DAY)
    assert lines(desk, "overdue")
    assert all(line.overdue for line in lines(desk, "overdue"))


def test_a_need_that_waits_for_a_service_says_which(desk: Desk) -> None:
    one = hers(desk, "3", "N10")
    one.sample("iron_blood", need="N10")
    (line,) = lines(desk)
    assert line.need == desk.protocol.needs["N10"].name
    assert line.state.startswith("Begun. Result awaited: ")
    assert line.result


def test_the_word_that_a_result_is_awaited_is_a_line_with_an_owner_and_a_day(
    desk: Desk, clock: SetClock
) -> None:
    one = hers(desk, "3", nurse="Ruth Adeyemi")
    one.session.answer("X54", ("awaited",))
    (line,) = lines(desk, "results")
    assert line.state == "Result awaited, as was said in the talk"
    assert line.owner == "Ruth Adeyemi"
    assert line.due == clock.now() + 7 * DAY  # the weekly look at every open need
    assert not line.overdue
    clock.move(7 * DAY + timedelta(minutes=1))
    late = next(one for one in lines(desk, "overdue") if one.result)
    assert late.due == line.due
    one.sample("iron_blood")  # now a test says which, and has its own day
    assert [line.state for line in lines(desk, "results")] != [late.state]


def test_a_stay_that_ended_stands_in_it_until_nothing_is_open(desk: Desk, clock: SetClock) -> None:
    one = hers(desk, "3", "N10", nurse="Ruth Adeyemi")
    sample = one.sample("iron_blood")
    end(desk, one)
    (stay,) = huddle.huddle(desk, "after")
    assert stay == huddle.huddle(desk)[0]
    name = desk.protocol.care["iron_blood"].name
    assert [line.state for line in stay.lines] == [
        f"Result awaited: {name}", "First look after the stay", "Second look after the stay",
    ]  # fmt: skip
    assert stay.lines[-1].due == clock.now() + 42 * DAY
    assert stay.lines[-1].owner == "Sam Okoro"
    assert "Stay ended" in huddle.title(stay, initials=False)
    after = Follower(desk.session(one.record.admission, begin=False))
    after.result(sample, "negative")
    after.told(sample)
    after.check("first", "not_reached")
    after.check("second", "herself")
    (again,) = lines(desk, "after")
    assert again.due == clock.now() + 7 * DAY
    after.check("first", "herself")
    assert not huddle.huddle(desk, "after")


def test_a_need_nobody_took_over_stays_open_after_the_stay(desk: Desk) -> None:
    one = hers(desk, "3", "N10")
    end(desk, one, acceptance="no_one_yet", receiver="", onward=True)
    (line,) = lines(desk, "after")
    assert line.need == desk.protocol.needs["N10"].name


def test_it_prints_with_initials_only_where_names_are_hidden(desk: Desk) -> None:
    hers(desk, "3", "N10", family="Wren")
    for initials, there in ((False, True), (True, False)):
        made = huddle.printed(desk, "all", initials=initials)
        text = "".join(page.extract_text() for page in PdfReader(BytesIO(made.data)).pages)
        assert ("WREN" in text.upper()) is there
        assert "Weekly huddle" in text
        assert desk.protocol.needs["N10"].name.split()[0] in text
        assert b"/StructTreeRoot" in made.data


def test_an_empty_one_says_so(desk: Desk) -> None:
    made = huddle.printed(desk, "results", initials=False)
    assert "Nothing is open." in PdfReader(BytesIO(made.data)).pages[0].extract_text()


def test_only_who_follows_needs_sees_it(desk: Desk) -> None:
    desk.sign_in(ADMIN.name, PASSPHRASE)
    with pytest.raises(UserError):
        huddle.huddle(desk)


def test_content_that_is_approved_is_not_said_to_wait_for_it(desk: Desk) -> None:
    hers(desk, "2", "N10")
    assert "not yet approved" in printed_text(desk)
    desk.lock()
    desk.sign_in(ADMIN.name, PASSPHRASE)
    desk.approve(
        content_hash=desk.shipped.content_hash, name="Imogen Achterberg", role="Lead",
        registration="123", lived_experience="Read by two women",
    )  # fmt: skip
    desk.lock()
    desk.sign_in(NURSE.name, PASSPHRASE)
    assert "not yet approved" not in printed_text(desk)


def printed_text(desk: Desk) -> str:
    pages = PdfReader(BytesIO(huddle.printed(desk, "all", initials=True).data)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())
