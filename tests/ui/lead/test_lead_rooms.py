"""A lead's rooms: each shows what the ledger says, keeps what is typed, and says what is wrong."""

from __future__ import annotations

import threading
import tomllib
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from srh_assess.app import Program
from srh_assess.assessment.answers import When
from srh_assess.clock import SetClock
from srh_assess.errors import Refused
from srh_assess.ui.lead import room as rooms
from srh_assess.ui.lead.approval import ApprovalPage, WithdrawPage
from srh_assess.ui.lead.base import LeadPage
from srh_assess.ui.lead.changes import ChangesPage
from srh_assess.ui.lead.handbook import HandbookPage
from srh_assess.ui.lead.hub import HubPage
from srh_assess.ui.lead.numbers import NumberPage, NumbersPage
from srh_assess.ui.lead.own_place import OwnPlacePage
from srh_assess.ui.lead.places import PlacePage, PlacesPage
from srh_assess.ui.lead.room import Leading
from srh_assess.ui.lead.supplies import SuppliesPage
from srh_assess.ui.lead.version import VersionPage
from srh_assess.ui.lead.wards import WardPage, WardsPage
from srh_assess.ui.lead.wording import WordingPage
from srh_assess.ui.pages.board import BoardPage
from srh_assess.ui.pages.more import MorePage
from srh_assess.ui.pages.sign_in import SignInPage
from srh_assess.ui.widgets.edges import NOT_APPROVED
from srh_assess.workflow import other_version, place, print_protocol, synthetic
from srh_assess.workflow.backup_facts import BackupsPlanned
from srh_assess.workflow.own_ward import OwnWard
from tests.ui.shell.conftest import WORDS

CLINIC = "SRH"


@pytest.fixture(autouse=True)
def left(program: Program) -> Iterator[None]:
    """No page is left drawing."""
    yield
    program.window.owner.keep_draft()


def page_of(lead: Leading, wanted: str, kind: type[Any]) -> Any:
    lead.open(wanted)
    page = lead.window.page
    assert isinstance(page, kind)
    return page


def words(lead: Leading) -> str:
    assert lead.window.page is not None
    return "\n".join(one.text() for one in lead.window.page.findChildren(QLabel))


def foot(lead: Leading) -> str:
    return " ".join(one.text() for one in lead.window.footer.findChildren(QLabel))


def problem(lead: Leading) -> str:
    page = lead.window.page
    assert isinstance(page, LeadPage)
    return page._summary.accessibleName() if page._summary is not None else ""


def finished(lead: Leading, qtbot: QtBot) -> None:
    works = (lead.window.work, lead.window.long_work)
    qtbot.waitUntil(lambda: not any(work.busy for work in works), timeout=60_000)


def a_number(lead: Leading) -> str:
    return next(row.setting.id for row in lead.desk.settings)


def test_each_room_has_a_page_of_the_guide(lead: Leading, checkout: Path) -> None:
    index = tomllib.loads((checkout / "resources/guide/index.toml").read_text("utf-8"))
    known = {screen for page in index["page"] for screen in page["screens"]}
    about = {"number": a_number(lead), "place": CLINIC}
    for name in rooms._PAGES:
        if name != "withdraw":
            lead.open(f"{name}:{about.get(name, '')}")
        assert lead.screen in known


def test_every_room_of_the_list_opens_and_leads_back(lead: Leading) -> None:
    hub = lead.window.page
    assert isinstance(hub, HubPage)
    for name in list(hub.facts.links):
        lead.open("lead")
        page = lead.window.page
        assert isinstance(page, HubPage)
        page.facts.links[name].click()
        assert lead.screen == name
        lead.go_back()
        assert isinstance(lead.window.page, HubPage)
    lead.go_on()
    assert isinstance(lead.window.page, MorePage)


def fill(page: Any, number: str) -> None:
    for name, said in {
        "number": number, "name": "Dr Amina Karlsson", "role": "Consultant",
        "registration": "7000001",
    }.items():  # fmt: skip
        page.entries[name].show_words(said)


def test_an_approval_is_recorded_and_every_edge_says_it_at_once(lead: Leading) -> None:
    page = page_of(lead, "approval", ApprovalPage)
    assert NOT_APPROVED in foot(lead)
    fill(page, lead.desk.shipped.content_hash[:12])
    page.on.show_when(When.exactly(datetime(2026, 7, 13, 11, tzinfo=UTC)))
    lead.go_on()
    assert lead.desk.approval is not None
    assert lead.desk.approval.on.isoformat() == "2026-07-13"
    assert NOT_APPROVED not in foot(lead)
    page_of(lead, "approval", ApprovalPage)
    assert "Approved by Dr Amina Karlsson" in words(lead)
    assert "13-Jul-2026" in words(lead)
    lead.go_on()  # an approved content has only a way back
    assert isinstance(lead.window.page, HubPage)


def test_an_approval_is_taken_back_with_a_reason(lead: Leading) -> None:
    page: Any = page_of(lead, "approval", ApprovalPage)
    page.other_act()
    assert lead.window.page is page  # nothing to take back
    fill(page, lead.desk.shipped.content_hash)
    lead.go_on()
    page_of(lead, "approval", ApprovalPage).other_act()
    back = lead.window.page
    assert isinstance(back, WithdrawPage)
    lead.go_on()
    assert "A reason is needed" in problem(lead)
    back.reason.show_words("A newer one is being read")
    lead.go_on()
    assert lead.desk.approval is None
    assert NOT_APPROVED in foot(lead)
    page_of(lead, "changes", ChangesPage)
    assert "Why: A newer one is being read" in words(lead)


def test_what_is_missing_or_wrong_in_an_approval_is_said(lead: Leading) -> None:
    page = page_of(lead, "approval", ApprovalPage)
    lead.go_on()
    for said in ("name", "role", "registration"):
        assert said in problem(lead)
    fill(page, "0000")
    lead.go_on()
    assert "at least 12" in problem(lead)
    fill(page, "0" * 12)
    lead.go_on()
    assert "not the content in use" in problem(lead)
    page.on._boxes["day"].setText("40")
    lead.go_on()
    assert lead.desk.approval is None


def test_content_past_its_review_date_is_said_above_everything(
    lead: Leading, clock: SetClock, program: Program, tmp_path: Path
) -> None:
    strip = program.window.review
    assert strip.isHidden()
    clock.move(timedelta(days=1000))
    lead.desk.plan_backups(BackupsPlanned(folder=f"{tmp_path}", every_hours=1))
    lead.desk.change_unit(lead.desk.unit)  # type: ignore[arg-type]  # somebody is signed in
    assert place.door(lead.desk.folder) == place.door_of(lead.desk, synthetic.ADMIN)
    assert place.door(lead.desk.folder).backups == f"{tmp_path}"  # no change of the unit forgets it
    assert strip.isVisible()
    assert "past the review date" in strip.accessibleName()
    page_of(lead, "approval", ApprovalPage)
    assert "of the content past the review date" in words(lead)
    program.window.lock_now()
    assert strip.isHidden()


def test_a_number_is_changed_with_its_reason_and_taken_back(lead: Leading) -> None:
    id = a_number(lead)
    listed = page_of(lead, "numbers", NumbersPage)
    listed.facts.links[id].click()
    page = lead.window.page
    assert isinstance(page, NumberPage)
    shown = words(lead)
    for said in ("Shipped", page.row.setting.source, page.row.setting.evidence):
        assert said in shown
    page.other_act()
    assert lead.window.page is page  # it is the shipped one already
    lead.go_on()
    assert "Write the number" in problem(lead)
    page.number._line.setText("999")
    lead.go_on()
    assert "999" not in str(lead.desk.settings[0].own)
    page.number.show_number(page.row.setting.least)
    lead.go_on()
    assert "A reason is needed" in problem(lead)
    page.reason.show_words("Agreed with the ward")
    lead.go_on()
    assert isinstance(lead.window.page, NumbersPage)
    assert lead.desk.settings[0].own == page.row.setting.least
    assert lead.desk.protocol.settings[id].value == page.row.setting.least
    page_of(lead, "approval", ApprovalPage)
    assert "1, signed for in Numbers" in words(lead)
    again = page_of(lead, f"number:{id}", NumberPage)
    assert "Agreed with the ward" in again.findChildren(QLabel)[-1].text()
    again.reason.show_words("Back")
    again.other_act()
    assert lead.desk.settings[0].own is None
    page_of(lead, f"number:{id}", NumberPage)
    assert "the shipped number. Back" in words(lead)


def test_a_place_gets_its_number_hours_and_address(lead: Leading) -> None:
    page_of(lead, "places", PlacesPage).facts.links[CLINIC].click()
    page = lead.window.page
    assert isinstance(page, PlacePage)
    assert page.place.route in words(lead)
    page.fields.phone.show_words("0300 123 4567")
    page.fields.hours.show_words("Mon to Fri")
    page.fields.name.show_words("")
    page.fields.address.show_words("Quay House\n\n1 Quay Street")
    lead.go_on()
    unit = lead.desk.unit
    assert unit is not None
    assert (unit.phones[CLINIC], unit.hours[CLINIC]) == ("0300 123 4567", "Mon to Fri")
    assert unit.addresses[CLINIC] == ("Quay House", "1 Quay Street")
    assert CLINIC not in unit.names
    assert "0300 123 4567. Mon to Fri" in words(lead)
    wrong = page_of(lead, f"place:{CLINIC}", PlacePage)
    wrong.fields.envelope.show_words("Police liaison")
    lead.go_on()
    assert "nothing about a woman is ever sent" in problem(lead)


def test_a_place_of_the_units_own_is_added_changed_and_taken_away(lead: Leading) -> None:
    page_of(lead, "places", PlacesPage).other_act()
    page = lead.window.page
    assert isinstance(page, OwnPlacePage)
    page.other_act()
    lead.go_on()
    assert "Write what this place is called" in problem(lead)
    page.label.show_words("Quayside drop-in")
    page.fields.phone.show_words("0300 1")
    page.needs.choose(["N33"])
    lead.go_on()
    unit = lead.desk.unit
    assert unit is not None
    assert unit.own[0].needs == ("N33",)
    assert unit.phones["own-1"] == "0300 1"
    assert "own-1" in lead.desk.protocol.needs["N33"].destinations
    listed = lead.window.page
    assert isinstance(listed, PlacesPage)
    listed.facts.links["own-1"].click()
    again = lead.window.page
    assert isinstance(again, OwnPlacePage)
    assert list(again.needs.codes) == ["N33"]
    again.other_act()
    assert lead.desk.unit is not None
    assert (lead.desk.unit.own, "own-1" in lead.desk.unit.phones) == ((), False)


def test_what_is_on_the_ward_is_ticked(lead: Leading) -> None:
    page = page_of(lead, "supplies", SuppliesPage)
    page.groups[0].choose(["self_swab"])
    page.young.choose(["on"])
    lead.go_on()
    assert lead.desk.unit is not None
    assert (lead.desk.unit.holds, lead.desk.unit.young_people) == (("self_swab",), True)
    again = page_of(lead, "supplies", SuppliesPage)
    assert "self_swab" in again.groups[0].codes


def test_what_is_typed_and_not_kept_is_asked_about(lead: Leading) -> None:
    page = page_of(lead, f"place:{CLINIC}", PlacePage)
    page.fields.phone.changed.emit()
    lead.window.ask.answer_next("stay", "drop")
    lead.go_back()
    assert lead.window.page is page
    lead.go_back()
    assert isinstance(lead.window.page, PlacesPage)


def test_words_and_logo_are_seen_before_they_are_kept(
    lead: Leading, qtbot: QtBot, tmp_path: Path
) -> None:
    page = page_of(lead, "wording", WordingPage)
    finished(lead, qtbot)
    assert page.pane.pages > 0
    first = page.pane.sheets.data
    page.entries["trust"].show_words("Quayside Trust")
    page.sentences["her_copy.hear"]._entry.show_words("Ring the police.")
    page.draw()
    assert "nothing about a woman is ever sent" in page.problem.text()
    lead.go_on()
    assert "nothing about a woman is ever sent" in problem(lead)
    page.sentences["her_copy.hear"].copy.click()
    page.sentences["her_copy.hear"]._entry.show_words("We will tell you how it goes.")
    Image.new("RGB", (300, 100), "teal").save(tmp_path / "logo.png")
    lead.window.ask.answer_next(tmp_path / "none.png", None, tmp_path / "logo.png")
    page.choose.click()
    assert "none.png" in problem(lead)
    page.choose.click()
    finished(lead, qtbot)
    page.choose.click()
    page.show_paper("her_copy")
    qtbot.waitUntil(lambda: not page._timer.isActive() and not lead.window.work.busy)
    qtbot.waitUntil(lambda: page.pane.sheets.data != first, timeout=20_000)
    assert not lead.desk.logo
    page.reason.show_words("New name")
    lead.go_on()
    unit = lead.desk.unit
    assert unit is not None
    assert unit.trust == "Quayside Trust"
    assert unit.sentences == {"her_copy.hear": "We will tell you how it goes."}
    assert lead.desk.logo.startswith(b"\x89PNG")
    again = page_of(lead, "wording", WordingPage)
    finished(lead, qtbot)
    again.no_logo.click()
    finished(lead, qtbot)
    lead.go_on()
    assert lead.desk.logo == b""


def test_a_ward_gets_lines_of_its_own_and_loses_them_again(lead: Leading, qtbot: QtBot) -> None:
    page_of(lead, "wards", WardsPage)
    assert "No account works on another ward" in words(lead)
    lead.other_act()
    page = page_of(lead, "ward:", WardPage)
    finished(lead, qtbot)
    lead.go_on()
    assert "A ward has no name" in problem(lead)
    page.entries["ward"].show_words("Rowan")
    page.entries["phone"].show_words("020 7946 0077 (Rowan)")
    page.draw()
    assert "tells which ward it is" in page.problem.text()
    lead.go_on()
    assert "tells which ward it is" in problem(lead)
    page.entries["phone"].show_words("020 7946 0077")
    page.entries["address"].show_words("Post Room, Eastgate\nNM2 7QX")
    page.draw()
    qtbot.waitUntil(lambda: page.pane.pages > 0, timeout=20_000)
    page.reason.show_words("It is on another site")
    lead.go_on()
    assert lead.desk.unit is not None
    (own,) = lead.desk.unit.wards
    assert own == OwnWard(
        ward="Rowan", phone="020 7946 0077", address=("Post Room, Eastgate", "NM2 7QX")
    )
    page_of(lead, "lead", HubPage)
    assert "1 of 1 other ward with" in words(lead)
    listed = page_of(lead, "wards", WardsPage)
    assert "020 7946 0077" in words(lead)
    listed.facts.pressed.emit("Rowan")
    again = lead.window.page
    assert isinstance(again, WardPage)
    assert set(again.entries) == {"shown", "address", "phone", "answered"}
    again.papers.choose(["inpatient"])
    again.papers.changed.emit()
    assert again._paper == "inpatient"
    finished(lead, qtbot)
    lead.other_act()
    assert lead.desk.unit.wards == ()


def test_a_ward_that_accounts_work_on_is_listed(lead: Leading) -> None:
    nurse = next(one.id for one in lead.desk.people if one.name == synthetic.NURSE)
    lead.desk.change_wards(nurse, "Willow Ward, Rowan")
    page_of(lead, "wards", WardsPage)
    assert "Rowan" in words(lead)
    assert "As for the whole home" in words(lead)


def test_advice_on_words_blocks_nothing(lead: Leading, qtbot: QtBot) -> None:
    page = page_of(lead, "wording", WordingPage)
    finished(lead, qtbot)
    one = page.sentences["letter.support"]
    one._entry.show_words("Prepared for a non-compliant patient")
    one._typed()
    assert "non-compliant" in one._advice.text()
    lead.go_on()
    assert lead.desk.unit is not None
    assert "letter.support" in lead.desk.unit.sentences


def test_the_handbook_is_read_and_saved(
    lead: Leading, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from srh_assess.protocol.load import load
    from tests.protocol.small import write

    small = load(write(tmp_path / "small"), cases=True)
    monkeypatch.setattr(print_protocol, "load", lambda cases: small)
    page = page_of(lead, "handbook", HandbookPage)
    page.read.click()
    finished(lead, qtbot)
    assert page.pane.pages > 1
    lead.window.ask.answer_next(
        tmp_path / "book.html", None, tmp_path / "gone" / "book.pdf", "ok", tmp_path / "book.pdf"
    )
    page.as_html.click()
    finished(lead, qtbot)
    assert "Not yet approved" in (tmp_path / "book.html").read_text("utf-8")
    page.as_pdf.click()
    page.as_pdf.click()
    finished(lead, qtbot)
    page.as_pdf.click()
    finished(lead, qtbot)
    assert (tmp_path / "book.pdf").read_bytes().startswith(b"%PDF")
    assert page.said.text() == "Saved as book.pdf"


def test_the_handbook_says_how_far_it_is_and_can_be_stopped(
    lead: Leading, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    never = threading.Event()

    def slow(_: object, __: str, told: Callable[[int, int], bool]) -> bytes:
        told(3, 0)
        while told(7, 10_000):
            never.wait(0.01)
        raise Refused("handbook-stopped")

    monkeypatch.setattr(print_protocol, "of_desk", slow)
    page = page_of(lead, "handbook", HandbookPage)
    page.read.click()
    assert page.bar.isVisible()
    qtbot.waitUntil(lambda: page.bar.value() == 7, timeout=20_000)
    assert page.bar.maximum() == 10_000
    assert "of 10000 pages" in page.bar.accessibleDescription()
    page.stop.click()
    finished(lead, qtbot)
    assert page.said.text() == "Stopped; nothing was made"
    assert not page.bar.isVisible()
    assert page.pane.pages == 0


def test_another_version_is_compared_from_a_folder_that_was_named(
    lead: Leading, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from srh_assess.protocol.load import load
    from tests.protocol.small import write

    old = load(write(tmp_path / "old"), cases=True)
    write(tmp_path / "new", "needs.toml", 'op = ">", value = 3', 'op = ">", value = 4')
    monkeypatch.setattr(other_version, "shipped_content", lambda: old)
    page = page_of(lead, "version", VersionPage)
    assert not page.compare.isEnabled()
    page._compare()
    page._rehearse()
    (tmp_path / "empty").mkdir()
    lead.window.ask.answer_next(None, tmp_path / "empty", "ok", tmp_path / "new")
    page.choose.click()
    assert page.folder is None
    page.choose.click()
    page.compare.click()
    finished(lead, qtbot)
    page.choose.click()
    page.compare.click()
    finished(lead, qtbot)
    assert "1 changed" in page.found.toPlainText()
    assert not page.rehearse.isEnabled()  # this lead has no key to the records


def test_a_rehearsal_tells_how_far_it_is_and_can_be_stopped(lead: Leading) -> None:
    page = page_of(lead, "version", VersionPage)
    assert page._told(3, 7)
    assert page.state.text() == "3 of 7 records looked at"
    page.stop.click()
    assert not page._told(4, 7)
    page.end()
    page._came(5, 7)
    page._done("late")
    assert page.found.toPlainText() == ""


def test_signing_in_never_waits_for_the_handbook(
    lead: Leading, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    may_end = threading.Event()

    def slow(*_: object) -> bytes:
        may_end.wait(30)
        return b""

    monkeypatch.setattr(print_protocol, "of_desk", slow)
    page_of(lead, "handbook", HandbookPage).read.click()
    assert lead.window.long_work.busy
    lead.window.lock_now()
    asked = lead.window.page
    assert isinstance(asked, SignInPage)
    asked.name.show_words(synthetic.NURSE)
    asked.passphrase.show_words(WORDS)
    asked.button.click()
    qtbot.waitUntil(lambda: isinstance(lead.window.page, BoardPage), timeout=20_000)
    assert lead.window.long_work.busy
    may_end.set()
    qtbot.waitUntil(lambda: not lead.window.long_work.busy)
