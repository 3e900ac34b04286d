"""The list of what could be sent: each state in words and shape, and one act a card."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel

from srh_assess.assessment import facts
from srh_assess.clock import SetClock
from srh_assess.ui.frame import Frame
from srh_assess.ui.pages.letters import LettersPage
from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets.notice import Card, Notice
from srh_assess.workflow.readers import Other, Reader
from srh_assess.workflow.self_test import UNIT
from srh_assess.workflow.session import Session
from srh_assess.workflow.sharing import Sharing
from tests.ui.letters.conftest import Show
from tests.ui.letters.made import agreed, letter_of
from tests.workflow.decisions_world import LACKS_NOW

KIND, COPY = "srh_in_reach", "her_copy"
OTHERS = (Other(kind="gp", name="GP"), Other(kind="sarc", name="Sexual assault referral centre"))
WHY = "Sexual and reproductive health in-reach clinic. Because of: Trouble with periods"


@pytest.fixture
def listed(theme: Theme, session: Session, shown: Show):
    def show(letter: Sharing | None = None) -> LettersPage:
        first = Reader(sharing=letter or letter_of(session), because=("Trouble with periods",))
        readers = (first, Reader(sharing=letter_of(session, COPY)))
        page = shown(LettersPage(theme, session, readers, OTHERS))
        assert isinstance(page, LettersPage)
        return page

    return show


def said(page: LettersPage, kind: str = KIND) -> str:
    place = list(page.buttons).index(kind)
    cards = [card for card in page.findChildren(Card) if card.accessibleName()]
    return cards[place].accessibleName()


def act(page: LettersPage, kind: str = KIND) -> tuple[str, str]:
    went = QSignalSpy(page.go)
    page.buttons[kind].click()
    return page.buttons[kind].text(), went.at(0)[0]


def test_nobody_was_asked_yet(listed, frame: Frame) -> None:
    page = listed()
    assert said(page).endswith(f": Not asked yet. {WHY}")
    assert act(page) == ("Ask Maya", "sharing:srh_in_reach")
    assert said(page, COPY) == "Maya’s own copy: Nothing chosen yet"
    assert act(page, COPY) == ("Choose with Maya", "sharing:her_copy")
    page.offer(frame.actions_bar)
    assert frame.actions_bar.primary.property("role") == "plain"


def test_a_yes_waits_to_be_sent(listed, session: Session) -> None:
    agreed(session)
    agreed(session, "identity", "gynaecology", kind=COPY)
    page = listed()
    assert "Maya said yes, 14:41. Not sent yet" in said(page)
    assert act(page) == ("To the pages", "preview:srh_in_reach")
    assert "Chosen, 14:41. Not given yet" in said(page, COPY)
    assert act(page, COPY) == ("To her copy", "preview:her_copy")


def test_sent_with_time_and_place(listed, session: Session, frame: Frame, clock: SetClock) -> None:
    letter = agreed(session)
    letter.print_out(letter.release(), lambda _: None, printer="Willow office")
    copy = agreed(session, "identity", "gynaecology", kind=COPY)
    copy.print_out(
        copy.release(checked=True), lambda _: None, printer="Willow office", how="held_for_her"
    )
    page = listed()
    assert said(page).endswith(f"Printed, 14:41, Willow office. {WHY}")
    assert act(page) == ("Look at it", "preview:srh_in_reach")
    assert "Kept for Maya, 14:41" in said(page, COPY)
    page.offer(frame.actions_bar)
    assert frame.actions_bar.primary.property("role") == "primary"
    clock.move(timedelta(days=1))
    assert "Tue 10-Mar-2026 14:41" in said(listed())


def test_saved_says_no_folder(listed, session: Session, tmp_path) -> None:
    letter = agreed(session)
    letter.save(letter.release(), tmp_path)
    assert said(listed()).endswith(f"Saved for printing, 14:41. {WHY}")


def test_after_a_no_nobody_offers_and_she_can_ask(listed, session: Session) -> None:
    letter_of(session).decide("no")
    page = listed()
    assert "Maya said no, 14:41. Do not offer; Maya can ask" in said(page)
    assert act(page) == ("Maya asks for it", "sharing:srh_in_reach")


@pytest.mark.parametrize(
    ("day", "words", "button"),
    [
        (None, "Only if Maya brings it up", "Maya asks for it"),
        (date(2026, 3, 12), "Ask again on Thu 12-Mar-2026", "Ask Maya again"),
    ],
)
def test_later(listed, session: Session, day: date | None, words: str, button: str) -> None:
    letter_of(session).decide("later", again_on=day)
    page = listed()
    assert f"Maya said later, 14:41. {words}" in said(page)
    assert act(page)[0] == button


def test_a_change_of_mind(listed, session: Session) -> None:
    letter = agreed(session)
    letter.print_out(letter.release(), lambda _: None, printer="Willow office")
    letter.withdraw()
    page = listed()
    assert "Maya had a change of mind, 14:41. Went before: Printed, 14:41" in said(page)
    assert "Ring the reader today and ask for it back" in said(page)
    tasks = session.record.decided.tasks.values()
    assert [one.fact.what for one in tasks] == ["recall"]
    assert act(page) == ("Maya asks for it", "sharing:srh_in_reach")


def test_changed_words_must_be_asked_again(listed, session: Session) -> None:
    agreed(session)
    page = listed(Sharing(session, replace(UNIT, phone="020 7946 9999"), KIND))
    assert "Maya must be asked again" in said(page)
    assert "no longer the one" in said(page)
    assert act(page) == ("Ask Maya again", "sharing:srh_in_reach")


def test_closed_for_her_age_everything_is(listed, session: Session) -> None:
    record = session.record
    assert record.identity is not None
    assert record.stay is not None
    who = replace(record.identity, born=date(2012, 1, 1))
    session.add(facts.AdmissionCorrected(identity=who, stay=record.stay, reason="Wrong year"))
    page = listed()
    assert "under 18" in page.findChildren(Notice)[0].accessibleName()
    assert not any(button.isEnabled() for button in page.buttons.values())
    QTest.keyClick(page.heading, Qt.Key.Key_Down)
    assert page.heading.hasFocus()


def test_what_was_found_about_one_reader_closes_that_reader_alone(listed, session: Session) -> None:
    """Each reader is a decision of its own: the others, and any other one, can be asked about."""
    of = letter_of(session)
    session.add(
        facts.CapacityFound(finding="f1", decision=of.decision, outcome="lacks_now", form=LACKS_NOW)
    )
    assert of.closed is not None
    page = listed(of)
    assert of.closed.sentence.rstrip(".") in said(page)
    assert not page.buttons[KIND].isEnabled()
    assert page.buttons[COPY].isEnabled()
    assert of.closed.sentence not in said(page, COPY)
    assert not page.findChildren(Notice)
    assert page.picker.isVisible()


def test_any_other_reader_can_be_asked_for(listed) -> None:
    page = listed()
    went = QSignalSpy(page.go)
    assert not page.pick.isEnabled()
    names = page.picker.field
    assert isinstance(names, QComboBox)
    names.setCurrentText("GP")
    assert page.pick.isEnabled()
    page.pick.click()
    assert went.at(0) == ["sharing:gp"]


def test_up_and_down_go_from_card_to_card(listed, session: Session) -> None:
    page = listed()
    first, second = page.buttons.values()
    QTest.keyClick(page.heading, Qt.Key.Key_Down)
    assert first.hasFocus()
    QTest.keyClick(first, Qt.Key.Key_Down)
    assert second.hasFocus()
    QTest.keyClick(second, Qt.Key.Key_Down)
    assert second.hasFocus()
    QTest.keyClick(second, Qt.Key.Key_Up)
    assert first.hasFocus()
    QTest.keyClick(first, Qt.Key.Key_Return)
    assert QApplication.focusWidget() is first


def test_who_is_told_without_a_letter_is_said_and_stands_in_no_list(listed) -> None:
    page = listed()
    said = " ".join(one.text() for one in page.not_asked.findChildren(QLabel))
    for words in ("only what they need for a test", "reported by law", "Nobody can be found in"):
        assert words in said
    picked = " ".join(page._others).lower()
    for reader in ("laborator", "public health", "audit", "ukhsa"):
        assert reader not in picked
