"""The police in the window: what they ask is passed on, the answer is information governance's,
and a report of her own is hers."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

import pytest
from pypdf import PdfReader
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from srh_assess.app import Program
from srh_assess.rules.override import POLICE_BASES
from srh_assess.store.accounts import ROLES
from srh_assess.ui import woman_rooms
from srh_assess.ui.own_report import OwnReportPage
from srh_assess.ui.pages.board import BoardPage
from srh_assess.ui.pages.handling import HandlePage
from srh_assess.ui.pages.listing import ListPage
from srh_assess.ui.pages.override_form import OverrideForm
from srh_assess.ui.pages.override_list import OverridesPage
from srh_assess.ui.pages.override_police import LINES
from srh_assess.ui.pages.override_read import OverrideRead
from srh_assess.ui.pages.police_form import PoliceForm
from srh_assess.ui.pages.stand import StandPage
from srh_assess.ui.pages.unagreed_preview import UnagreedPreview
from srh_assess.ui.police import PoliceRequests
from srh_assess.ui.widgets.answer_group import AnswerGroup
from srh_assess.ui.widgets.entry import ChoiceEntry, LineEntry
from srh_assess.ui.widgets.page import Page
from srh_assess.ui.widgets.rows import Facts
from srh_assess.workflow import overriding, ward_lists
from srh_assess.workflow.verify import verify_home
from tests.ui.shell.conftest import WORDS, sign_in
from tests.ui.walls.test_without import begun, choose, fill, group, second, write

P = TypeVar("P", bound=Page)


def shown(program: Program, kind: type[P]) -> P:
    page = program.window.page
    assert isinstance(page, kind), type(page)
    return page


def press(program: Program) -> None:
    program.window.actions_bar.primary.click()


def asked(program: Program) -> None:
    page = shown(program, PoliceForm)
    page.officer.show_words("DS Reed")
    page.force.show_words("Northshire")
    page.reference.show_words("NS-1")
    page.in_writing.choose(("no",))
    press(program)


def governance(program: Program, qtbot: QtBot) -> ListPage:
    program.doorway.sign_out()
    sign_in(program, qtbot, "dilys")
    program.ward.open_room("police_requests")
    return shown(program, ListPage)


def answer(
    program: Program, code: str, *, by: str = "D. Okoro", not_given: str = "All of it"
) -> None:
    page = shown(program, HandlePage)
    if code:
        page.findChildren(AnswerGroup)[0].choose((code,))
    page.findChildren(LineEntry)[0].show_words(by)
    page.entry.show_words(not_given)
    press(program)


def test_a_request_about_her_goes_to_governance_without_her_name(
    ward: Program, maya: str, qtbot: QtBot
) -> None:
    ward.ward.open_woman_room("police_log", maya)
    page = shown(ward, PoliceForm)
    assert not ward.window.banner.isVisible()
    press(ward)
    assert page.heading.text().startswith("Error: ")
    asked(ward)
    shown(ward, StandPage)
    listed = governance(ward, qtbot)
    (button,) = listed.buttons.values()
    assert "DS Reed" in button.accessibleName()
    assert "Maya" not in button.accessibleName()
    assert "Wren" not in button.accessibleName()
    button.click()
    answer(ward, "")
    answer(ward, "as_asked")  # rests on no decision
    answer(ward, "nothing", not_given="")
    assert shown(ward, HandlePage).heading.text().startswith("Error: ")
    answer(ward, "nothing")
    shown(ward, ListPage)
    assert ward.desk is not None
    record = ward.desk.record(maya, duty="answer_police")
    (kept,) = record.decided.requests.values()
    assert (kept.later[-1].answer, kept.later[-1].not_given) == ("nothing", "All of it")
    assert not [task for task in record.decided.tasks.values() if task.ended is None]
    assert {one.fact.code for one in record.decided.blocked} >= {
        "police-who", "override-police", "police-not-given",
    }  # fmt: skip


def let_through(program: Program, qtbot: QtBot) -> None:
    """Governance lets a proposal be written, and leaves."""
    next(iter(governance(program, qtbot).buttons.values())).click()
    owner = program.window.owner
    assert isinstance(owner, PoliceRequests)
    owner.let.click()
    shown(program, ListPage)
    program.doorway.sign_out()


def proposed_to_police(program: Program, maya: str) -> OverrideForm:
    """What a nurse fills in; the reader came from the request, from no list."""
    program.ward.open_woman_room("without_agreement", maya)
    listed = shown(program, OverridesPage)
    assert not [button for button in listed.readers.values() if "police" in button.text().lower()]
    (button,) = listed.requests.values()
    button.click()
    page = shown(program, OverrideForm)
    assert page.police is not None
    assert page.police.lines["officer"].words == "DS Reed"
    assert set(group(page, "basis").answers) == POLICE_BASES
    fill(page)
    open_ones = ("line_of_enquiry", "less_intrusive", "released_by", "not_released")
    told = "Whether the request was told"
    assert page.missing() == (*(LINES[name] for name in open_ones), told)
    press(program)
    assert page.heading.text().startswith("Error: ")
    for name, line in page.police.lines.items():
        if not line.words:
            line.show_words(f"Written for {name}")
    page.police.told.answers["no"].click()
    return page


def test_police_are_given_a_part_by_governance_and_two_people_and_no_other_way(
    ward: Program, maya: str, qtbot: QtBot, tmp_path: Path
) -> None:
    ward.ward.open_woman_room("without_agreement", maya)
    assert not shown(ward, OverridesPage).requests
    ward.ward.open_woman_room("police_log", maya)
    asked(ward)
    let_through(ward, qtbot)
    sign_in(ward, qtbot)
    page = proposed_to_police(ward, maya)
    ward.window.lock_now()
    sign_in(ward, qtbot)
    page = shown(ward, OverrideForm)
    assert page.missing() == ()
    press(ward)
    read = shown(ward, OverrideRead)
    assert read.role is not None
    read.role.choose(("caldicott",))
    second(ward, qtbot, "yes", "miriam")
    shown(ward, OverrideRead).pages.click()
    preview = shown(ward, UnagreedPreview)
    ward.window.ask.answer_next("go", tmp_path)
    preview.panel.outlet.save_button.click()
    (pdf,) = tmp_path.glob("*.pdf")
    words = " ".join(PdfReader(pdf).pages[0].extract_text().split())
    assert "DS Reed, Northshire" in words
    assert "has not agreed to this letter" in words
    next(iter(governance(ward, qtbot).buttons.values())).click()
    answer(ward, "in_part", not_given="Everything else")
    shown(ward, ListPage)
    assert ward.desk is not None
    record = ward.desk.record(maya, duty="answer_police")
    (kept,) = record.decided.requests.values()
    assert (kept.later[-1].answer, bool(kept.later[-1].override)) == ("in_part", True)
    folder, clock = ward.desk.folder, ward.desk.clock
    ward.doorway.sign_out()
    report = verify_home(folder, "ruth", WORDS, clock=clock)
    assert report.faults == 0, report.lines


def test_a_request_about_nobody_here_stands_in_a_file_of_its_own_that_verifies(
    ward: Program, maya: str, qtbot: QtBot
) -> None:
    ward.ward.open_room("police_log")
    press(ward)
    assert shown(ward, PoliceForm).heading.text().startswith("Error: ")
    asked(ward)
    shown(ward, BoardPage)
    assert ward.desk is not None
    assert [row.admission for row in ward.desk.board()] == [maya]
    next(iter(governance(ward, qtbot).buttons.values())).click()
    answer(ward, "nothing")
    (row,) = ward_lists.rows(ward.desk, "requests")
    assert (row.name, row.kept.ended is not None) == ("", True)
    next(iter(shown(ward, ListPage).buttons.values())).click()
    answer(ward, "nothing")
    assert "no such request open" in shown(ward, HandlePage)._summary.links[0].text()  # type: ignore[union-attr]  # it is there
    folder, clock = ward.desk.folder, ward.desk.clock
    ward.doorway.sign_out()
    report = verify_home(folder, "ruth", WORDS, clock=clock)
    assert report.faults == 0, report.lines


def test_police_stand_in_no_picker_of_any_screen(ward: Program, maya: str) -> None:
    """Every list that a person chooses from, on every room about her."""
    found: list[str] = []
    for room in woman_rooms.WOMAN_ROOMS:
        ward.ward.open_woman_room(room.id, maya)
        page = ward.window.page
        assert isinstance(page, QWidget)
        for entry in page.findChildren(ChoiceEntry):
            found += [entry._names.itemText(n) for n in range(entry._names.count())]
        readers = getattr(page, "readers", {})
        found += [button.accessibleName() for button in readers.values()]
    assert found
    assert [words for words in found if "police" in words.lower()] == []
    assert not {role for role in ROLES if "police" in role}


# ---- her own report -----------------------------------------------------------------------------


def test_her_own_report_is_her_way_and_her_words(ward: Program, maya: str) -> None:
    ward.ward.open_woman_room("own_report", maya)
    page = shown(ward, OwnReportPage)
    press(ward)
    assert page.heading.text().startswith("Error: ")
    assert list(page.way.answers) == list(overriding.OWN_REPORT_WAYS)
    page.way.choose(("centre_without_police",))
    page.words.show_words("I want somebody to look at me, no police")
    page.advocate.choose(("accepted",))
    press(ward)
    shown(ward, StandPage)
    assert ward.desk is not None
    (kept,) = ward.desk.record(maya).decided.reports.values()
    assert (kept.fact.way, kept.fact.advocate) == ("centre_without_police", "accepted")
    assert kept.fact.words == "I want somebody to look at me, no police"
    assert ward.desk.record(maya).shares == {}
    ward.ward.open_woman_room("own_report", maya)
    ward.window.actions_bar.back_button.click()
    shown(ward, StandPage)


# ---- the reviewer looks back --------------------------------------------------------------------


@pytest.fixture
def emergency(ward: Program, maya: str) -> Program:
    page = begun(ward, maya)
    choose(page, "opened_from", "cannot_ask")
    choose(page, "basis", "danger_to_life")
    write(page, "necessity", "He is on his way")
    write(page, "senior", "C. Ito")
    page.items.group.answers["identity"].click()
    page.items.whys["identity"].show_words("So that they find her")
    press(ward)
    return ward


def test_the_reviewer_sees_what_is_due_and_no_more_of_her_record(
    emergency: Program, qtbot: QtBot
) -> None:
    program = emergency
    program.doorway.sign_out()
    sign_in(program, qtbot, "rosa")
    program.ward.open_room("looking_back")
    (button,) = shown(program, ListPage).buttons.values()
    assert "danger to life" in button.accessibleName()
    button.click()
    assert not program.window.overview_button.isVisible()
    program.window.owner.overview()
    next(iter(shown(program, ListPage).buttons.values())).click()
    read = shown(program, OverrideRead)
    read.found.show_words("It was right")
    second(program, qtbot, "look", "ruth")  # who shared it
    second(program, qtbot, "look", "miriam")
    assert program.desk is not None
    (row,) = ward_lists.rows(program.desk, "overrides")
    assert [one.what for one in row.kept.later] == ["emergency"]
    program.ward.open_room("looking_back")
    assert board(program)["Shared without agreement"] == "0"  # agreed, and not sent


def board(program: Program) -> dict[str, str]:
    """What the room says for the board."""
    (facts,) = shown(program, ListPage).findChildren(Facts)
    said = [one.accessibleName() for one in facts.findChildren(QLabel)]
    return dict(one.split(": ", 1) for one in said if ": " in one)
