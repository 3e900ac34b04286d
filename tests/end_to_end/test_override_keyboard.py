"""Sharing without her agreement with the keyboard only, by two people: the form, the second
person's name and passphrase, the pages; at every theme and size that a ward uses."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import TypeVar

import pytest
from pypdf import PdfReader
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from srh_assess.app import Program
from srh_assess.clock import SetClock, local
from srh_assess.ui.pages.override_form import OverrideForm
from srh_assess.ui.pages.override_list import OverridesPage
from srh_assess.ui.pages.override_read import OverrideRead
from srh_assess.ui.pages.unagreed_preview import UnagreedPreview
from srh_assess.ui.story import story
from srh_assess.ui.theme import Name, Theme
from srh_assess.ui.walkthrough import Walk
from srh_assess.ui.widgets.answer_group import AnswerGroup
from srh_assess.ui.widgets.entry import LineEntry, TextEntry
from srh_assess.ui.widgets.page import Page
from srh_assess.workflow import synthetic
from tests.end_to_end.keys import Keyboard
from tests.end_to_end.test_keyboard import Pointer
from tests.ui.shell.conftest import NOW, WORDS, admit, finished
from tests.ui.undressed import undress

P = TypeVar("P", bound=Page)
LONG = "He said on the telephone what he would do, to whom, and that it is to be this evening"


class Two:
    """Two people at one keyboard."""

    def __init__(self, program: Program, walk: Walk, hand: Keyboard) -> None:
        self.program, self.walk, self.hand = program, walk, hand

    def page(self, kind: type[P]) -> P:
        self.hand.rest()
        return self.walk.page(kind)

    def choose(self, page: OverrideForm, name: str, code: str) -> None:
        group = page.fields[name]
        assert isinstance(group, AnswerGroup)
        self.hand.choose(group, code)
        self.hand.rest()

    def write(self, page: OverrideForm, name: str) -> None:
        entry = page.fields[name]
        assert isinstance(entry, TextEntry | LineEntry)
        self.hand.type(entry.field, LONG)

    def fill(self, page: OverrideForm) -> None:
        """From the top of the form to its end, as Tab leads."""
        self.choose(page, "opened_from", "cannot_ask")
        self.choose(page, "basis", "serious_harm")
        assert page._asks is not None
        for entry in page._asks.entries.values():
            self.hand.type(entry.field, LONG)
        self.choose(page, "at_risk", "others")
        self.write(page, "necessity")
        self.hand.choose(page.items.group, "identity")
        self.hand.rest()
        self.hand.type(page.items.whys["identity"].field, LONG)
        self.choose(page, "asked", "not_asked")
        self.write(page, "why_not_asked")
        self.choose(page, "told", "after")
        for name in ("alternatives", "harm_to_her", "harm_to_trust", "harm_to_others", "objection"):
            self.write(page, name)
        self.hand.tick(page._complaint)
        self._advice(page)
        self.walk._date(page._review, local(NOW + timedelta(days=5)), timed=False)

    def _advice(self, page: OverrideForm) -> None:
        advice = page.advice.each[0]
        self.hand.type(advice.name.field, "B. Lund")
        self.hand.pick(advice.role, "Safeguarding lead")
        self.walk._date(advice.when, local(NOW - timedelta(hours=1)), timed=True)
        self.hand.type(advice.said.field, LONG)
        self.hand.tick(advice.outside)

    def second(self, page: OverrideRead, qtbot: QtBot) -> None:
        """Somebody else: role, name, passphrase, agree."""
        assert page.role is not None
        assert page.panel is not None
        self.hand.choose(page.role, "safeguarding_lead")
        self.hand.type(page.panel.name.field, "rosa")
        self.hand.type(page.panel.passphrase.field, WORDS)
        self.hand.press(page.panel.buttons["yes"])
        finished(self.program, qtbot)


LOOKS: list[tuple[Name, float]] = [
    ("light", 1.0), ("dark", 1.0), ("light", 1.5), ("high-contrast", 1.5),
]  # fmt: skip


@pytest.fixture(params=LOOKS, ids=str)
def theme(qapp: QApplication, request: pytest.FixtureRequest) -> Iterator[Theme]:
    name, scale = request.param
    made = Theme(name, text=scale)
    made.dress(qapp)
    yield made
    undress(qapp)


def test_two_people_share_without_her_agreement_with_the_keyboard_only(
    program: Program, qtbot: QtBot, qapp: QApplication, clock: SetClock, tmp_path: Path
) -> None:
    qtbot.waitUntil(program.window.isActiveWindow)
    pointer, hand = Pointer(), Keyboard(program.window)
    walk = Walk(program.window, story=story("go"), passphrase=WORDS, hand=hand, grab=lambda _: None)
    two = Two(program, walk, hand)
    walk.sign_in(synthetic.NURSE)
    admission = admit(program, clock)
    program.ward.open_woman_room("without_agreement", admission)
    qapp.installEventFilter(pointer)
    hand.press(two.page(OverridesPage).readers["srh_in_reach"])
    form = two.page(OverrideForm)
    two.fill(form)
    assert form.missing() == ()
    assert [check.met for check in form.checks.shown] == [True] * 8
    walk.go_on()
    two.second(two.page(OverrideRead), qtbot)
    hand.press(two.page(OverrideRead).pages)
    preview = two.page(UnagreedPreview)
    program.window.ask.answer_next(tmp_path)
    hand.press(preview.panel.outlet.save_button)
    hand.rest()
    qapp.removeEventFilter(pointer)
    assert pointer.used == 0
    (pdf,) = tmp_path.glob("*.pdf")
    assert "has not agreed to this letter" in " ".join(
        PdfReader(pdf).pages[0].extract_text().split()
    )
