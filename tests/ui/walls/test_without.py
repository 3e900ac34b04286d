"""Sharing without agreement in the window: whole, by two people, on paper once, looked back at."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import TypeVar

import pytest
from pypdf import PdfReader
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from srh_assess.app import Program
from srh_assess.assessment.answers import When
from srh_assess.assessment.disclosing import OverrideReviewed
from srh_assess.clock import SetClock
from srh_assess.ui.pages.override_form import OverrideForm
from srh_assess.ui.pages.override_list import OverridesPage
from srh_assess.ui.pages.override_read import OverrideRead
from srh_assess.ui.pages.stand import StandPage
from srh_assess.ui.pages.unagreed_preview import UnagreedPreview
from srh_assess.ui.widgets.answer_group import AnswerGroup
from srh_assess.ui.widgets.entry import LineEntry, TextEntry
from srh_assess.ui.widgets.page import Page
from srh_assess.workflow import sharing, unagreed
from srh_assess.workflow.verify import verify_home
from tests.ui.shell.conftest import NOW, WORDS, finished, sign_in

P = TypeVar("P", bound=Page)


def shown(program: Program, kind: type[P]) -> P:
    page = program.window.page
    assert isinstance(page, kind), type(page)
    return page


def press(program: Program) -> None:
    program.window.actions_bar.primary.click()


def group(page: OverrideForm, name: str) -> AnswerGroup:
    found = page.fields[name]
    assert isinstance(found, AnswerGroup)
    return found


def choose(page: OverrideForm, name: str, code: str) -> None:
    group(page, name).answers[code].click()


def write(page: OverrideForm, name: str, words: str) -> None:
    entry = page.fields[name]
    assert isinstance(entry, TextEntry | LineEntry)
    entry.show_words(words)
    entry.changed.emit()


def begun(program: Program, maya: str) -> OverrideForm:
    program.ward.open_woman_room("without_agreement", maya)
    shown(program, OverridesPage).readers["srh_in_reach"].click()
    return shown(program, OverrideForm)


def fill(page: OverrideForm) -> None:
    """Everything that serious harm to somebody else asks for."""
    choose(page, "opened_from", "cannot_ask")
    choose(page, "basis", "serious_harm")
    assert page._asks is not None
    for entry in page._asks.entries.values():
        entry.show_words("He said what he would do, and when")
    choose(page, "at_risk", "others")
    choose(page, "asked", "not_asked")
    choose(page, "told", "after")
    for name in ("necessity", "alternatives", "harm_to_her", "harm_to_trust", "harm_to_others",
                 "objection", "why_not_asked"):  # fmt: skip
        write(page, name, f"Written for {name}")
    page.items.group.answers["identity"].click()
    page.items.whys["identity"].show_words("So that they know whom to protect")
    advice = page.advice.each[0]
    advice.name.show_words("B. Lund")
    advice.role.show_name("Safeguarding lead")
    advice.when.show_when(When.exactly(NOW - timedelta(hours=1)))
    advice.said.show_words("Share the least")
    advice.outside.click()
    page._complaint.click()
    page._review.show_when(When.exactly(NOW + timedelta(days=5)))
    page._renew()


def test_what_is_missing_is_said_as_it_is_filled(ward: Program, maya: str) -> None:
    page = begun(ward, maya)
    first = page.missing()
    assert first[:2] == ("what it starts from", "the ground")
    assert page.left.text().startswith("Still to fill in: what it starts from")
    assert ward.window.actions_bar.note.text() == f"{len(first)} parts still to fill in"
    fill(page)
    said = [one.accessibleName() for one in page.findChildren(QWidget)]
    said += [one.text() for one in page.findChildren(QLabel)]
    assert "She was not asked" in said
    assert not [words for words in said if "{" in words]
    assert page.missing() == ()
    assert page.left.text() == "Everything is filled in"
    for closed in ("no", "lacks"):
        group(page, "opened_from").answers[closed].click()
        assert group(page, "opened_from").codes == ("cannot_ask",)


def test_no_two_readers_have_the_same_words(ward: Program, maya: str) -> None:
    ward.ward.open_woman_room("without_agreement", maya)
    words = [button.text() for button in shown(ward, OverridesPage).readers.values()]
    assert len(set(words)) == len(words)


def test_one_field_short_is_refused_in_words_and_the_try_is_written_down(
    ward: Program, maya: str
) -> None:
    page = begun(ward, maya)
    fill(page)
    write(page, "harm_to_her", "")
    press(ward)
    assert shown(ward, OverrideForm).heading.text().startswith("Error: ")
    assert page._summary is not None
    assert [link.text() for link in page._summary.links] == ["Still to fill in: harm to the woman"]
    assert ward.desk is not None
    record = ward.desk.record(maya)
    assert record.decided.overrides == {}
    assert [kept.fact.code for kept in record.decided.blocked] == ["override-incomplete"]


def test_two_people_and_then_the_letter_goes_once(
    ward: Program, maya: str, qtbot: QtBot, tmp_path: Path, clock: SetClock
) -> None:
    page = begun(ward, maya)
    fill(page)
    press(ward)
    read = shown(ward, OverrideRead)
    assert read.panel is not None
    assert read.role is not None
    second(ward, qtbot, "yes", "ruth")  # no role chosen: nothing is asked of the keys
    assert read.heading.text().startswith("Error: ")
    read.role.choose(("safeguarding_lead",))
    for name, words in (("ruth", "same"), ("dilys", "may not"), ("nobody", "fit")):
        second(ward, qtbot, "yes", name)
        assert shown(ward, OverrideRead) is read, words
        assert read.panel.passphrase.words == ""
    assert ward.desk is not None
    codes = [kept.fact.code for kept in ward.desk.record(maya).decided.blocked]
    assert codes == ["two-people", "role-may-not"]

    second(ward, qtbot, "yes", "rosa")
    assert ward.desk.me is not None
    assert ward.desk.me.name == "ruth"  # the first person is still signed in
    agreed = shown(ward, OverrideRead)
    assert agreed.panel is None
    agreed.pages.click()
    preview = shown(ward, UnagreedPreview)
    ward.window.ask.answer_next(tmp_path)
    preview.panel.outlet.save_button.click()
    (pdf,) = tmp_path.glob("*.pdf")
    words = " ".join(PdfReader(pdf).pages[0].extract_text().split())
    assert "has not agreed to this letter" in words
    assert "who agrees" not in words
    preview.renew()
    assert not preview.panel.outlet.save_button.isEnabled()
    ward.window.actions_bar.back_button.click()
    shown(ward, OverrideRead)
    press(ward)
    shown(ward, OverridesPage)

    sent_and_looked_at(ward, maya, clock)


def sent_and_looked_at(ward: Program, maya: str, clock: SetClock) -> None:
    """Eight days later somebody looks at what became of her by it."""
    clock.move(timedelta(days=8))
    assert ward.desk is not None
    ward.ward.open_woman_room("without_agreement", maya)
    (button,) = shown(ward, OverridesPage).buttons.values()
    button.click()
    look = shown(ward, OverrideRead)
    assert look.look == "first_check"
    press(ward)
    later = ward.desk.record(maya).decided.overrides[look.letter.override].later
    assert not [one for one in later if isinstance(one, OverrideReviewed)]
    ward.ward.open_woman_room("without_agreement", maya)
    next(iter(shown(ward, OverridesPage).buttons.values())).click()
    look = shown(ward, OverrideRead)
    look.found.show_words("She talks to us less")
    press(ward)
    kept = ward.desk.record(maya).decided.overrides[look.letter.override]
    assert kept.later[-1].what == "first_check"
    folder = ward.desk.folder
    ward.doorway.sign_out()
    report = verify_home(folder, "ruth", WORDS, clock=clock)
    assert report.faults == 0, report.lines


def second(program: Program, qtbot: QtBot, act: str, name: str) -> None:
    panel = shown(program, OverrideRead).panel
    assert panel is not None
    panel.name.show_words(name)
    panel.passphrase.show_words(WORDS)
    panel.buttons[act].click()
    finished(program, qtbot)


def test_the_second_person_may_say_no(ward: Program, maya: str, qtbot: QtBot) -> None:
    page = begun(ward, maya)
    fill(page)
    press(ward)
    read = shown(ward, OverrideRead)
    assert read.role is not None
    read.role.choose(("caldicott",))
    second(ward, qtbot, "no", "miriam")
    assert ward.desk is not None
    (kept,) = ward.desk.record(maya).decided.overrides.values()
    assert unagreed.state(kept) == "not_agreed"
    assert shown(ward, OverrideRead).panel is None


def test_danger_to_life_asks_the_least_and_two_look_back(
    ward: Program, maya: str, qtbot: QtBot
) -> None:
    page = begun(ward, maya)
    choose(page, "opened_from", "cannot_ask")
    choose(page, "basis", "danger_to_life")
    assert not page.whole.isVisible()
    write(page, "necessity", "He is on his way to her")
    write(page, "senior", "C. Ito")
    page.items.group.answers["identity"].click()
    page.items.whys["identity"].show_words("So that they find her")
    press(ward)
    read = shown(ward, OverrideRead)
    assert read.pages.isVisible()
    assert read.look == "emergency"
    read.found.show_words("It was right")
    second(ward, qtbot, "look", "rosa")
    assert shown(ward, OverrideRead) is read  # who shared it does not look back at it
    ward.doorway.sign_out()
    sign_in(ward, qtbot, "miriam")
    ward.ward.open_woman_room("without_agreement", maya)
    next(iter(shown(ward, OverridesPage).buttons.values())).click()
    read = shown(ward, OverrideRead)
    read.found.show_words("It was right")
    second(ward, qtbot, "look", "rosa")
    assert ward.desk is not None
    record = ward.desk.record(maya)
    (kept,) = record.decided.overrides.values()
    assert kept.later[-1].what == "emergency"
    assert not [task for task in record.decided.tasks.values() if task.ended is None]


def test_the_form_is_there_again_after_a_lock(ward: Program, maya: str, qtbot: QtBot) -> None:
    page = begun(ward, maya)
    fill(page)
    ward.window.lock_now()
    sign_in(ward, qtbot)
    again = shown(ward, OverrideForm)
    assert again.missing() == ()
    ward.window.actions_bar.back_button.click()
    shown(ward, OverridesPage).readers["srh_in_reach"].click()
    assert shown(ward, OverrideForm).missing() == ()  # put by, not thrown away
    ward.window.actions_bar.back_button.click()
    shown(ward, OverridesPage)
    press(ward)
    shown(ward, StandPage)


def test_her_own_risk_stays_hers(ward: Program, maya: str) -> None:
    page = begun(ward, maya)
    fill(page)
    choose(page, "at_risk", "herself")
    press(ward)
    assert page._summary is not None
    assert "the decision stays with the woman" in page._summary.links[0].text()


def test_after_her_no_it_can_start_from_it(ward: Program, maya: str) -> None:
    assert ward.desk is not None
    session = ward.desk.session(maya)
    sharing.on_desk(ward.desk, session, "srh_in_reach").decide("no")
    page = begun(ward, maya)
    choose(page, "opened_from", "no")
    assert group(page, "opened_from").codes == ("no",)


@pytest.mark.parametrize("name", ["colette", "dilys", "harriet"])
def test_other_roles_have_no_such_room(ward: Program, maya: str, qtbot: QtBot, name: str) -> None:
    ward.doorway.sign_out()
    sign_in(ward, qtbot, name)
    assert ward.desk is not None
    assert not ward.desk.may("propose_override")
