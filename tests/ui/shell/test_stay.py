"""Her stay in the window: every act from the overview to the disk, by the buttons that are there."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from msgspec.structs import replace
from pytestqt.qtbot import QtBot

from srh_assess.app import Program
from srh_assess.assessment.answers import When
from srh_assess.assessment.facts import Discharged, Identity, Left, Stay, Transferred
from srh_assess.assessment.identity import clinical_date
from srh_assess.assessment.record import Record
from srh_assess.clock import SetClock, local
from srh_assess.ui.pages.admission import AdmissionPage, Written
from srh_assess.ui.pages.board import BoardPage
from srh_assess.ui.pages.end_of_stay import EndForm
from srh_assess.ui.pages.her_stay import StayPage
from srh_assess.ui.pages.legal_day import LegalDayForm
from srh_assess.ui.pages.stand import StandPage
from srh_assess.ui.pages.stay_forms import BackForm, LeaveForm, LegalForm, MoveForm
from srh_assess.ui.pages.timeline import TimelinePage
from srh_assess.ui.widgets.date_entry import DateEntry
from srh_assess.ui.widgets.notice import Notice
from srh_assess.ui.widgets.problems import ErrorSummary
from srh_assess.ui.widgets.text import Text
from srh_assess.workflow import needs, signing, synthetic
from srh_assess.workflow.self_test import complete
from tests.ui.shell.conftest import NOW, sign_in


def record(program: Program, admission: str) -> Record:
    assert program.desk is not None
    return program.desk.record(admission)


def go_on(program: Program) -> None:
    program.window.actions_bar.primary.click()


def sentences(program: Program) -> list[str]:
    assert program.window.page is not None
    summaries = program.window.page.findChildren(ErrorSummary)
    return [link.text() for summary in summaries for link in summary.links]


def stay(program: Program, admission: str) -> StayPage:
    program.ward.open_overview(admission)
    page = program.window.page
    assert isinstance(page, StandPage)
    page.rooms["stay"].click()
    shown = program.window.page
    assert isinstance(shown, StayPage)
    return shown


def named(page: StayPage) -> list[str]:
    return [text.accessibleName() for text in page.facts.findChildren(Text)]


def at(entry: DateEntry, moment: datetime) -> None:
    entry.show_when(When(moment, moment))


def test_another_room(ward: Program, maya: str) -> None:
    page = stay(ward, maya)
    assert set(page.buttons) == {"move", "leave", "legal", "end", "correct"}
    page.buttons["move"].click()
    form = ward.window.page
    assert isinstance(form, MoveForm)
    form.ward.show_words("")
    form.at.show_when(None)
    go_on(ward)
    assert sentences(ward) == [
        "Write the new room, or the new ward",
        "Give the day and time of the move",
    ]
    assert not form.valid
    assert form.error == sentences(ward)[0]
    form.room_entry.show_words("3")
    form.ward.show_words("Willow Ward")
    at(form.at, NOW - timedelta(minutes=5))
    go_on(ward)
    assert isinstance(ward.window.page, StayPage)
    moved = record(ward, maya).stay
    assert moved is not None
    assert (moved.room, moved.ward) == ("3", "Willow Ward")


def test_whoever_moves_to_a_colleague_s_ward_leaves_this_board(
    ward: Program, maya: str, qtbot: QtBot
) -> None:
    ward.window.sign_out_button.click()
    sign_in(ward, qtbot, synthetic.ADMIN)
    assert ward.desk is not None
    miriam = next(one.id for one in ward.desk.people if one.name == "miriam")
    ward.desk.change_wards(miriam, "Rowan")
    ward.window.sign_out_button.click()
    sign_in(ward, qtbot)
    stay(ward, maya).buttons["move"].click()
    form = ward.window.page
    assert isinstance(form, MoveForm)
    form.ward.show_words("Rwan")
    at(form.at, NOW - timedelta(minutes=5))
    go_on(ward)
    assert "Nobody who has an account here works on that ward" in sentences(ward)[0]
    form.ward.show_words("Rowan")
    go_on(ward)
    assert isinstance(ward.window.page, BoardPage)
    assert ward.desk.board() == ()


def test_another_legal_status_keeps_the_one_before(ward: Program, maya: str) -> None:
    desk = ward.desk
    assert desk is not None
    came = record(ward, maya)
    assert came.identity is not None
    assert came.stay is not None
    who = replace(came.identity, local_id="H 77")
    desk.correct(maya, who, replace(came.stay, legal_status="Section 2"), "asked")
    page = stay(ward, maya)
    assert "Legal status: Section 2" in named(page)
    page.buttons["legal"].click()
    form = ward.window.page
    assert isinstance(form, LegalForm)
    form.on.show_when(None)
    go_on(ward)
    assert sentences(ward) == [
        "Choose the new legal status, or write it",
        "Give the day of the change",
    ]
    form.legal.show_name("Section 2")
    at(form.on, NOW)
    go_on(ward)
    assert "stands on that day already" in sentences(ward)[-1]
    form.legal.show_name("Section 3")
    go_on(ward)
    after_it = ward.window.page
    assert isinstance(after_it, StayPage)
    today = clinical_date(local(NOW).date())
    words = f"Section 3 since {today}; on admission Section 2"
    assert f"Legal status: {words}" in named(after_it)
    after_it.buttons["correct"].click()
    shown = ward.window.page
    assert isinstance(shown, AdmissionPage)
    assert shown.draft().came_under == "Section 2"
    shown._under.show_name("Informal")
    assert shown._reason is not None
    shown._reason.show_words("She came informally")
    go_on(ward)
    after = record(ward, maya)
    assert (after.legal.on_admission, after.legal.now) == ("Informal", "Section 3")
    assert after.identity is not None
    assert after.identity.local_id == "H 77", "a correction loses no number"


def test_a_wrong_day_of_a_legal_status_is_put_right(ward: Program, maya: str) -> None:
    desk = ward.desk
    assert desk is not None
    came = record(ward, maya)
    assert came.identity is not None
    assert came.stay is not None
    earlier = replace(came.stay, admitted=NOW - timedelta(days=3), legal_status="Section 2")
    desk.correct(maya, came.identity, earlier, "asked")
    desk.change_section(maya, local(NOW).date(), "Section 3")
    page = stay(ward, maya)
    page.buttons["legal_day"].click()
    form = ward.window.page
    assert isinstance(form, LegalDayForm)
    assert form.which.codes == ("0",), "there is only one"
    form.which.choose(())
    go_on(ward)
    assert sentences(ward) == [
        "Choose the legal status that has a wrong day",
        "Give the right day",
        "Write why it was wrong",
    ]
    form.which.choose(("0",))
    form.reason.show_words("Read from the wrong form")
    at(form.on, NOW - timedelta(days=9))
    go_on(ward)
    assert "outside the stay" in sentences(ward)[-1]
    at(form.on, NOW - timedelta(days=1))
    go_on(ward)
    after = ward.window.page
    assert isinstance(after, StayPage)
    day = clinical_date(local(NOW - timedelta(days=1)).date())
    assert f"Legal status: Section 3 since {day}; on admission Section 2" in named(after)


def test_the_end_of_a_stay_says_that_a_talk_was_said_no_to(ward: Program, maya: str) -> None:
    desk = ward.desk
    assert desk is not None
    session = desk.session(maya)
    complete(session, {"O01": "no"})
    signing.sign(session, "declined")
    stay(ward, maya).buttons["end"].click()
    form = ward.window.page
    assert isinstance(form, EndForm)
    said = [one.accessibleName() for one in form.findChildren(Notice)]
    assert any("Offer it once more before the stay ends" in words for words in said)


def test_a_correction_moves_nobody_to_another_ward(ward: Program) -> None:
    before = Written(who=Identity(family="Elm"), stay=Stay(admitted=NOW, ward="Rowan"))
    theme, clock = ward.window.theme, SetClock(NOW)
    form = AdmissionPage(theme, clock, ward="Willow", before=before, correcting=True)
    assert form.draft().stay.ward == "Rowan"


def test_leave_and_back_again(ward: Program, maya: str, clock: SetClock) -> None:
    stay(ward, maya).buttons["leave"].click()
    form = ward.window.page
    assert isinstance(form, LeaveForm)
    go_on(ward)
    assert sentences(ward) == [
        "Choose where she is",
        "Give the time of return, or choose Not known",
    ]
    form.why.choose(["absent"])
    at(form.back, NOW + timedelta(hours=4))
    go_on(ward)
    page = ward.window.page
    assert isinstance(page, StayPage)
    assert record(ward, maya).away == Left(
        at=NOW.replace(second=0, microsecond=0), why="absent", back_by=NOW + timedelta(hours=4)
    )
    clock.move(timedelta(hours=3))
    page.buttons["back"].click()
    back = ward.window.page
    assert isinstance(back, BackForm)
    at(back.at, NOW - timedelta(hours=1))
    go_on(ward)
    assert "before" in sentences(ward)[0]
    at(back.at, clock.now())
    go_on(ward)
    assert isinstance(ward.window.page, StayPage)
    assert record(ward, maya).away is None


def end_form(program: Program, admission: str) -> EndForm:
    stay(program, admission).buttons["end"].click()
    form = program.window.page
    assert isinstance(form, EndForm)
    return form


def test_a_stay_with_nothing_open_ends_without_a_receiver(ward: Program, maya: str) -> None:
    form = end_form(ward, maya)
    assert form.pressing == ()
    go_on(ward)
    assert sentences(ward) == ["Choose where she goes"]
    form.kind.choose(["home"])
    form.to.show_words("Home")
    go_on(ward)
    assert isinstance(ward.window.page, BoardPage)
    ended = record(ward, maya).ended
    assert isinstance(ended, Discharged)
    assert ended.to == "Home"


def test_what_stands_open_is_taken_over_by_name_and_a_clock_is_asked_about(
    ward: Program, maya: str
) -> None:
    assert ward.desk is not None
    complete(ward.desk.session(maya), {"T01": "yes", "T02": "yes"})
    form = end_form(ward, maya)
    assert {one.kind for one in form.pressing} == {"clock"}
    form.kind.choose(["ward"])
    go_on(ward)
    assert sentences(ward) == ["Name who takes over what stands open, or choose No one yet"]
    form.receiver.show_words("Dr Lowe, Rowan Ward")
    go_on(ward)
    assert sentences(ward)
    form.acceptance.choose(["accepted"])
    ward.window.ask.answer_next("stay")
    go_on(ward)
    assert record(ward, maya).ended is None
    ward.window.ask.answer_next("end")
    go_on(ward)
    ended = record(ward, maya).ended
    assert isinstance(ended, Transferred)
    assert (ended.receiver, ended.acceptance) == ("Dr Lowe, Rowan Ward", "accepted")
    assert any(one.startswith("clock ") for one in ended.open)


def test_an_end_before_the_admission_is_refused_in_words(ward: Program, maya: str) -> None:
    form = end_form(ward, maya)
    form.kind.choose(["home"])
    at(form.at, NOW - timedelta(days=9))
    go_on(ward)
    assert "before its beginning" in sentences(ward)[0]
    assert record(ward, maya).ended is None


def test_an_ended_stay_goes_on_within_a_day_and_not_later(
    ward: Program, maya: str, clock: SetClock
) -> None:
    form = end_form(ward, maya)
    form.kind.choose(["home"])
    go_on(ward)
    page = stay(ward, maya)
    assert set(page.buttons) == {"back", "correct"}
    clock.move(timedelta(hours=24, minutes=1))
    assert ward.desk is not None
    ward.desk.break_glass(maya, "A result came back")
    assert set(stay(ward, maya).buttons) == {"correct"}
    clock.move(-timedelta(hours=1))
    stay(ward, maya).buttons["back"].click()
    go_on(ward)
    assert record(ward, maya).ended is None


def test_correcting_and_the_ways_back(ward: Program, maya: str) -> None:
    page = stay(ward, maya)
    page.buttons["move"].click()
    ward.window.actions_bar.back_button.click()
    assert isinstance(ward.window.page, StayPage)
    ward.window.actions_bar.back_button.click()
    assert isinstance(ward.window.page, StandPage)
    stay(ward, maya)
    go_on(ward)
    assert isinstance(ward.window.page, StandPage)


def test_correcting_opens_the_form_of_the_admission(ward: Program, maya: str) -> None:
    stay(ward, maya).buttons["correct"].click()
    assert isinstance(ward.window.page, AdmissionPage)


def test_a_clock_set_back_a_day_is_said_and_true_times_are_taken(
    ward: Program, maya: str, clock: SetClock
) -> None:
    clock.move(-timedelta(days=1))
    page = stay(ward, maya)
    assert any("clock stands behind" in text.text() for text in page.findChildren(Text))
    page.buttons["move"].click()
    form = ward.window.page
    assert isinstance(form, MoveForm)
    form.room_entry.show_words("4")
    at(form.at, NOW)
    go_on(ward)
    moved = record(ward, maya).stay
    assert moved is not None
    assert moved.room == "4"


@pytest.mark.parametrize("width", [1366, 700])
def test_the_forms_stand_at_every_width(ward: Program, qtbot: QtBot, maya: str, width: int) -> None:
    ward.window.resize(width, 690)
    form = end_form(ward, maya)
    qtbot.waitUntil(lambda: form.width() <= width)
    assert form.to.width() <= form.width()


def test_two_nurses_one_after_the_other_on_one_computer(
    ward: Program, qtbot: QtBot, maya: str, clock: SetClock
) -> None:
    """The second goes on in a sitting of her own; each entry keeps who wrote it, in order."""
    desk = ward.desk
    assert desk is not None
    first = desk.session(maya)
    complete(first, {})
    signing.sign(first, "complete")
    ward.window.sign_out_button.click()
    clock.move(timedelta(hours=2))
    sign_in(ward, qtbot, "miriam")
    assert desk.me is not None
    second = desk.session(maya)
    second.answer("T01", "no")
    sittings = record(ward, maya).sittings
    assert [desk.name_of(one.author) for one in sittings] == ["Ruth Adeyemi", "Miriam Osei"]
    ward.ward.open_overview(maya)
    stand = ward.window.page
    assert isinstance(stand, StandPage)
    stand.rooms["timeline"].click()
    page = ward.window.page
    assert isinstance(page, TimelinePage)
    names = [page.lines.index(row, 2).data() for row in range(page.lines.rowCount())]
    assert names.index("Ruth Adeyemi") > names.index("Miriam Osei")


def test_the_end_of_a_stay_hands_over_by_name_in_one_act(ward: Program, maya: str) -> None:
    assert ward.desk is not None
    session = ward.desk.session(maya)
    needs.confirm(session, "N11", named_by_her=True)
    form = end_form(ward, maya)
    assert list(form.share.answers) == [""]
    form.kind.choose(["home"])
    form.receiver.show_words("Dr Lowe")
    form.contact.show_words("Rowan Ward, 0100")
    form.acceptance.choose(["accepted"])
    form.sealed.choose(["yes"])
    go_on(ward)
    (kept,) = record(ward, maya).following.handovers.values()
    assert (kept.fact.receiver, kept.fact.contact) == ("Dr Lowe", "Rowan Ward, 0100")
    assert (kept.fact.needs, kept.fact.sealed, kept.fact.items) == (("N11",), True, ())
    assert record(ward, maya).following.needs["N11"].state == "handed_over"
