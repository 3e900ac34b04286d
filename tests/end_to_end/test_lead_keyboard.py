"""The lead's path with the keyboard only: approve, change a number with its reason, set the number
to ring; the foot changes at once, and the nurse finds the number on the page that cannot wait."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from srh_assess.app import Program
from srh_assess.clock import SetClock
from srh_assess.ui.lead.approval import ApprovalPage
from srh_assess.ui.lead.changes import ChangesPage
from srh_assess.ui.lead.hub import HubPage
from srh_assess.ui.lead.numbers import NumberPage, NumbersPage
from srh_assess.ui.lead.places import PlacePage, PlacesPage
from srh_assess.ui.pages.board import BoardPage
from srh_assess.ui.pages.cannot_wait import CannotWaitPage
from srh_assess.ui.pages.more import MorePage
from srh_assess.ui.pages.other_urgent import OtherUrgentPage
from srh_assess.ui.pages.sign_in import SignInPage
from srh_assess.ui.story import story
from srh_assess.ui.walkthrough import Walk
from srh_assess.ui.widgets.answer_group import AnswerGroup
from srh_assess.ui.widgets.edges import NOT_APPROVED
from srh_assess.ui.widgets.notice import PhoneCard
from srh_assess.ui.widgets.page import Page
from srh_assess.workflow import synthetic
from tests.end_to_end.keys import CTRL, Keyboard
from tests.end_to_end.test_keyboard import Pointer
from tests.ui.shell.conftest import WORDS

P = TypeVar("P", bound=Page)
RING = "0300 555 0142"
HOURS = "day and night"


def foot(program: Program) -> str:
    return " ".join(one.text() for one in program.window.footer.findChildren(QLabel))


class Leads:
    """The lead's keys."""

    def __init__(self, program: Program, walk: Walk, hand: Keyboard) -> None:
        self.program, self.walk, self.hand = program, walk, hand

    def room(self, name: str, kind: type[P]) -> P:
        """From the list to a room."""
        self.hand.press(self.page(HubPage).facts.links[name])
        return self.page(kind)

    def page(self, kind: type[P]) -> P:
        self.hand.rest()
        return self.walk.page(kind)

    def back(self) -> None:
        self.hand.stroke(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
        self.hand.rest()

    def approve(self, number: str) -> None:
        page = self.room("approval", ApprovalPage)
        for name, words in {
            "number": number, "name": "Dr Amina Karlsson", "role": "Consultant",
            "registration": "7000001",
        }.items():  # fmt: skip
            self.hand.type(page.entries[name].field, words)
        self.walk.go_on()

    def change_a_number(self) -> str:
        listed = self.room("numbers", NumbersPage)
        id = next(iter(listed.facts.links))
        self.hand.press(listed.facts.links[id])
        page = self.page(NumberPage)
        self.hand.type(page.number.field, f"{page.row.setting.least:g}")
        self.hand.type(page.reason.field, "Agreed with the ward")
        self.walk.go_on()
        self.page(NumbersPage)
        self.back()
        return id

    def set_a_place(self) -> None:
        listed = self.room("places", PlacesPage)
        self.hand.press(listed.facts.links["ED"])
        page = self.page(PlacePage)
        self.hand.type(page.fields.phone.field, RING)
        self.hand.type(page.fields.hours.field, HOURS)
        self.hand.type(page.reason.field, "New switchboard")
        self.walk.go_on()
        self.page(PlacesPage)
        self.back()


def test_a_lead_approves_and_sets_and_the_nurse_finds_it_with_the_keyboard_only(
    program: Program, qtbot: QtBot, qapp: QApplication, clock: SetClock, home: Path
) -> None:
    qtbot.waitUntil(program.window.isActiveWindow)
    pointer, hand = Pointer(), Keyboard(program.window)
    qapp.installEventFilter(pointer)
    walk = Walk(program.window, story=story("go"), passphrase=WORDS, hand=hand, grab=lambda _: None)
    leads = Leads(program, walk, hand)
    walk.sign_in(synthetic.ADMIN)
    hand.press(walk.page(MorePage).buttons["lead"])
    assert NOT_APPROVED in foot(program)
    assert program.desk is not None
    leads.approve(program.desk.shipped.content_hash[:12])
    leads.page(HubPage)
    assert NOT_APPROVED not in foot(program)
    number = leads.change_a_number()
    leads.set_a_place()
    leads.room("changes", ChangesPage)
    assert program.window.page is not None
    said = "\n".join(one.text() for one in program.window.page.findChildren(QLabel))
    for words in ("New switchboard", "Agreed with the ward", RING, "Dr Amina Karlsson"):
        assert words in said
    hand.stroke(Qt.Key.Key_L, CTRL)
    walk.page(SignInPage)

    walk.sign_in(synthetic.NURSE)
    assert NOT_APPROVED not in foot(program)
    row = program.desk.protocol.settings[number]
    assert row.value == row.least
    walk.admit()
    walk.page(BoardPage)
    walk.go_on()
    hand.press(program.window.urgent_button)
    page = leads.page(OtherUrgentPage)
    hand.choose(page.flags.shown["R12"].findChildren(AnswerGroup)[0], "heavy_bleeding")
    walk.go_on()
    urgent = leads.page(CannotWaitPage)
    qapp.removeEventFilter(pointer)
    assert pointer.used == 0
    card = urgent.findChildren(PhoneCard)[0]
    assert f"ring {RING}" in card.accessibleName()
    assert HOURS in card.accessibleName()
