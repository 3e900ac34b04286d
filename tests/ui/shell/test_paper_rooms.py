"""The rooms of paper: what prints without a woman, the envelope, and entering a form afterwards."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from srh_assess.app import Program
from srh_assess.assessment.answers import Source
from srh_assess.clock import local
from srh_assess.errors import UserError
from srh_assess.ui.from_paper import FromPaper
from srh_assess.ui.pages.board import BoardPage
from srh_assess.ui.pages.more import MorePage
from srh_assess.ui.pages.paper import PaperPage, PapersPage
from srh_assess.ui.pages.paper_entry import PaperEntryPage
from srh_assess.ui.pages.print_settings import PrintSettingsPage
from srh_assess.ui.pages.stand import StandPage
from srh_assess.ui.paper_strip import PaperStrip
from srh_assess.ui.papers import PapersRoom, PrintingRoom
from srh_assess.ui.wizard import Wizard
from srh_assess.workflow import synthetic
from srh_assess.workflow.unit import Envelope
from tests.ui.letters.made import FakePress
from tests.ui.shell.conftest import NOW, sign_in


def page(program: Program) -> Any:
    return program.window.page


def hung(program: Program) -> Any:
    return program.window.hung


# ---- papers


def papers_room(program: Program, press: FakePress) -> PapersRoom:
    room = PapersRoom(program.window, program.ward, press)
    room.begin()
    return room


def test_a_paper_is_opened_printed_and_left_again(ward: Program) -> None:
    press = FakePress("Willow office")
    room = papers_room(ward, press)
    assert isinstance(page(ward), PapersPage)
    page(ward).buttons["form"].click()
    shown = page(ward)
    assert isinstance(shown, PaperPage)
    assert shown.large.isHidden()
    shown.outlet.print_button.click()
    ((printer, data),) = press.paper
    assert printer == "Willow office"
    assert shown.pdf.sheets is not None
    assert data == shown.pdf.sheets.data
    press.fail = UserError("print-failed", printer=printer)
    shown.outlet.print_button.click()
    assert len(press.paper) == 1
    room.go_back()
    assert isinstance(page(ward), PapersPage)
    room.go_on()
    assert isinstance(page(ward), BoardPage)


def test_more_settings_print_a_paper_at_once_unless_it_would_be_a_file(ward: Program) -> None:
    press = FakePress("Willow office", "Save as PDF")
    papers_room(ward, press).open("poster")
    button = page(ward).outlet.dialog_button
    for press.dialog in ("", "Save as PDF", UserError("print-file")):
        button.click()
    assert press.paper == []
    press.dialog = "Willow office"
    button.click()
    assert len(press.paper) == 1


def test_a_leaflet_has_a_large_print(ward: Program) -> None:
    papers_room(ward, FakePress("Willow office")).open("soon")
    shown = page(ward)
    before = shown.pdf.sheets.data
    shown.large.click()
    assert shown.pdf.sheets.data != before
    assert "2 pages" in shown.outlet.print_button.accessibleName()


def test_without_a_printer_it_is_saved(ward: Program, tmp_path: Path) -> None:
    papers_room(ward, FakePress()).open("poster")
    ward.window.ask.answer_next(None, tmp_path, tmp_path / "gone")
    for _ in range(3):
        page(ward).outlet.save_button.click()
    assert [path.name for path in tmp_path.glob("*.pdf")] == ["srh-poster.pdf"]


def test_what_cannot_be_set_says_why_and_prints_nothing(
    ward: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise UserError("paper-unknown", paper="x")

    monkeypatch.setattr("srh_assess.workflow.papers.made", refuse)
    papers_room(ward, FakePress("Willow office")).open("poster")
    assert not page(ward).fault.isHidden()
    assert not page(ward).outlet.print_button.isEnabled()


# ---- the envelope


@pytest.fixture
def lead(program: Program, qtbot: QtBot) -> Program:
    sign_in(program, qtbot, synthetic.ADMIN)
    return program


def printing_room(program: Program) -> PrintingRoom:
    room = PrintingRoom(program.window, program.ward, FakePress("Willow office"))
    room.begin()
    return room


def test_a_lead_sets_the_envelope_sees_it_first_and_gives_a_reason(lead: Program) -> None:
    room = printing_room(lead)
    settings = page(lead)
    assert isinstance(settings, PrintSettingsPage)
    settings.right.show_number(3)
    settings.down.show_number(-2.5)
    settings.page.click()
    assert isinstance(page(lead), PaperPage)
    room.go_on()
    again = page(lead)
    assert (again.right.number(), again.down.number()) == (3, -2.5)
    room.go_on()
    assert page(lead) is again, "a reason is asked for"
    again.reason.show_words("our own envelopes")
    again.viewer.click()
    room.go_on()
    assert isinstance(page(lead), MorePage)
    assert lead.desk is not None
    assert lead.desk.unit is not None
    assert lead.desk.unit.envelope == Envelope(right=3, down=-2.5)
    assert lead.desk.unit.viewer


@pytest.mark.parametrize("typed", ["16", "-15.1", "much"])
def test_what_is_no_measure_is_said_at_its_field(lead: Program, typed: str, qtbot: QtBot) -> None:
    room = printing_room(lead)
    settings = page(lead)
    settings.right._line.setFocus()
    settings.right._line.clear()
    qtbot.keyClicks(settings.right._line, typed)
    settings.page.click()
    assert page(lead) is settings
    room.go_on()
    assert page(lead) is settings
    room.go_back()
    assert isinstance(page(lead), MorePage)


def test_nothing_changed_is_nothing_written(lead: Program) -> None:
    assert lead.desk is not None
    before = len(lead.desk.ledger)
    room = printing_room(lead)
    page(lead).page.click()
    room.go_back()
    assert isinstance(page(lead), PrintSettingsPage)
    room.go_on()
    assert isinstance(page(lead), MorePage)
    assert len(lead.desk.ledger) == before


def test_a_nurse_finds_papers_and_a_lead_both(program: Program, qtbot: QtBot) -> None:
    sign_in(program, qtbot)
    program.ward.more()
    assert set(page(program).buttons) >= {"papers"}
    assert "printing" not in page(program).buttons
    program.ward.open_room("papers")
    assert isinstance(program.window.owner, PapersRoom)


def test_the_room_of_printing_opens_from_the_list(lead: Program) -> None:
    lead.ward.open_room("printing")
    assert isinstance(lead.window.owner, PrintingRoom)


# ---- a form entered afterwards


def fill(shown: PaperEntryPage, day: str = "14", time: str = "9:30", by: str = "R. Osei") -> None:
    for key, words in (("day", day), ("month", "7"), ("year", "2026"), ("time", time)):
        shown.when._boxes[key].setText(words)
    shown.who.show_words(by)


def test_a_form_is_entered_with_a_strip_on_every_page_until_it_is_ended(
    ward: Program, maya: str, qtbot: QtBot
) -> None:
    ward.ward.open_woman_room("from_paper", maya)
    shown = page(ward)
    assert isinstance(shown, PaperEntryPage)
    fill(shown)
    ward.window.owner.go_on()
    wizard = ward.window.owner
    assert isinstance(wizard, Wizard)
    strip = hung(ward)
    assert isinstance(strip, PaperStrip)
    assert strip.isVisible()
    wizard.session.answer("T09", ("none",))
    wizard.changed()
    assert hung(ward) is strip, "drawn once, not at each answer"
    wizard.go_on()
    assert hung(ward) is strip
    answer = wizard.session.record.answers["T09"]
    assert answer.source is Source.PAPER
    assert answer.taken < NOW
    top = strip.mapTo(ward.window, QPoint(0, 0)).y()
    assert top >= ward.window.banner.mapTo(ward.window, QPoint(0, 0)).y()
    wizard.leave()
    assert hung(ward) is None, "nothing of her stays on the board"
    ward.ward.open(maya)
    again = hung(ward)
    assert isinstance(again, PaperStrip)
    again.button.setFocus()
    qtbot.keyClick(again.button, Qt.Key.Key_Space)
    assert hung(ward) is None
    owner = ward.window.owner
    assert isinstance(owner, Wizard)
    assert owner.session.paper is None


def test_about_that_time_is_the_middle_of_it(ward: Program, maya: str) -> None:
    room = FromPaper(ward.window, ward.ward, maya)
    room.begin()
    shown = page(ward)
    fill(shown)
    shown.when._about_time.click()
    room.go_on()
    owner = ward.window.owner
    assert isinstance(owner, Wizard)
    assert owner.session.paper is not None
    assert local(owner.session.paper.taken).strftime("%H:%M") == "09:30"


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"time": ""}, "when"),
        ({"day": "99"}, "when"),
        ({"day": "12"}, "when"),
        ({"by": " "}, "who"),
    ],
)
def test_what_is_missing_is_said_at_its_field_and_nothing_begins(
    ward: Program, maya: str, given: dict[str, str], field: str
) -> None:
    room = FromPaper(ward.window, ward.ward, maya)
    room.begin()
    shown = page(ward)
    fill(shown, **given)
    room.go_on()
    assert page(ward) is shown
    assert shown.heading.text().startswith("Error")
    complaint = getattr(shown, field)._complaint
    assert not complaint.isHidden()
    room.go_back()
    assert isinstance(page(ward), StandPage)
    room.go_on()
    assert isinstance(page(ward), StandPage)


def test_the_strip_that_the_disk_refuses_stays(
    ward: Program, maya: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    ward.ward.open_woman_room("from_paper", maya)
    fill(page(ward))
    ward.window.owner.go_on()

    def full(*_: object) -> None:
        raise UserError("print-failed", printer="x")

    monkeypatch.setattr("srh_assess.workflow.from_paper.end", full)
    strip = hung(ward)
    assert isinstance(strip, PaperStrip)
    strip.button.click()
    assert hung(ward) is strip
