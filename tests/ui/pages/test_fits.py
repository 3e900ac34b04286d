"""Nothing is cut: every page in the window of a ward PC, at every text size, with a long name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from srh_assess.assessment.answers import State, When
from srh_assess.ui.frame import Frame
from srh_assess.ui.pages.base import SittingPage
from srh_assess.ui.pages.cannot_wait import CannotWaitPage
from srh_assess.ui.pages.check import CheckPage
from srh_assess.ui.pages.declined import DeclinedPage
from srh_assess.ui.pages.gate import GatePage
from srh_assess.ui.pages.needs import NeedsPage
from srh_assess.ui.pages.other_urgent import OtherUrgentPage
from srh_assess.ui.pages.prepare import PreparePage
from srh_assess.ui.pages.question import QuestionPage
from srh_assess.ui.pages.quick import QuickPage
from srh_assess.ui.pages.red_flags import RedFlagsPage
from srh_assess.ui.theme import Theme
from srh_assess.workflow import flow, needs, urgent
from srh_assess.workflow.session import Session
from tests.ui.pages.made import NOW, answer_gate, begin

LONG_ANSWER = "Only when my sister is not there and nobody from the ward can hear us talk. " * 3
OTHER = flow.Page(id="other_urgent", kind="questions", title="Something else")
QUICK = flow.Page(id="quick", kind="quick", title="One quick question", items=("X31",))
Make = Callable[[Theme, Session], SittingPage]


def page_of(session: Session, name: str) -> flow.Page:
    return next(page for page in session.pages if page.id == name)


def red_flags(theme: Theme, session: Session) -> SittingPage:
    session.answer("R12", ("sex_5_days", "assault", "postnatal"))
    return RedFlagsPage(theme, session, page_of(session, "red_flags"))


def gate(theme: Theme, session: Session) -> SittingPage:
    answer_gate(session, R01="red", R06="yes")
    page = GatePage(theme, session, page_of(session, "gate"))
    page.rows.open_row("R02")
    return page


def prepare(theme: Theme, session: Session) -> SittingPage:
    begin(session, R06="yes")
    session.answer("X07", LONG_ANSWER)
    return PreparePage(theme, session, page_of(session, "prepare"))


def question(theme: Theme, session: Session) -> SittingPage:
    begin(session)
    session.answer("T01", "yes", when=When(NOW - timedelta(hours=40), NOW), words=LONG_ANSWER)
    return QuestionPage(theme, session, page_of(session, "q:recent_sex"))


def shared(theme: Theme, session: Session) -> SittingPage:
    begin(session)
    session.answer("A04", state=State.DECLINED, words=LONG_ANSWER)
    return QuestionPage(theme, session, page_of(session, "q:partner"))


def method(theme: Theme, session: Session) -> SittingPage:
    begin(session)
    session.answer("C01", ("implant",))
    return QuestionPage(theme, session, page_of(session, "q:method"))


def quick(theme: Theme, session: Session) -> SittingPage:
    return QuickPage(theme, session, QUICK)


def declined(theme: Theme, session: Session) -> SittingPage:
    begin(session)
    session.answer("O01", "no")
    session.answer("X66", "whole")
    return DeclinedPage(theme, session, page_of(session, "declined"))


def other(theme: Theme, session: Session) -> SittingPage:
    return OtherUrgentPage(theme, session, OTHER)


def cannot_wait(theme: Theme, session: Session) -> SittingPage:
    session.answer("R12", ("sex_5_days", "assault"))
    session.answer("X29", LONG_ANSWER)
    found = urgent.interruptions(session.protocol, session.record, session.findings, NOW)
    page = CannotWaitPage(theme, session, found[0], None)
    page.apply()
    return page


def plan(theme: Theme, session: Session) -> SittingPage:
    begin(session)
    for item, code in (("T01", "yes"), ("T02", "yes"), ("G13", "no"), ("P01", "yes")):
        session.answer(item, code)
    session.answer("R12", ("sex_5_days", "assault", "heavy_bleeding", "threat", "teratogen"))
    needs.confirm(session, *needs.undecided(session)[:2])
    needs.prioritise(session, needs.lines(session)[1].id)
    return NeedsPage(theme, session, page_of(session, "needs"))


def check(theme: Theme, session: Session) -> SittingPage:
    begin(session)
    session.answer("O01", "yes", words=LONG_ANSWER)
    session.answer("R12", ("sex_5_days", "assault"))
    page = CheckPage(theme, session, page_of(session, "check"), lambda _: None)
    page.apply()
    return page


MAKERS: tuple[Make, ...] = (
    red_flags, gate, prepare, question, shared, method, quick, declined, other, cannot_wait,
    plan, check,
)  # fmt: skip


@pytest.mark.parametrize("text", [1.0, 1.25, 1.5, 2.0])
@pytest.mark.parametrize("make", MAKERS, ids=lambda make: make.__name__)
def test_every_word_can_be_read(
    make: Make,
    text: float,
    theme: Theme,
    long_name: Session,
    opened: Callable[[SittingPage], Frame],
) -> None:
    theme.scale_text(text)
    page = make(theme, long_name)
    frame = opened(page)
    for _ in range(3):
        QApplication.processEvents()
    assert frame._middle.horizontalScrollBar().maximum() == 0
    assert [cut for widget in _shown(page) if (cut := _cut(widget))] == []


@pytest.mark.parametrize("make", MAKERS, ids=lambda make: make.__name__)
def test_everything_that_can_be_pressed_has_a_name_and_room(
    make: Make, theme: Theme, long_name: Session, opened: Callable[[SittingPage], Frame]
) -> None:
    page = make(theme, long_name)
    opened(page)
    buttons = [one for one in _shown(page) if isinstance(one, QPushButton)]
    assert [one for one in buttons if not one.accessibleName()] == []
    small = [one.accessibleName() for one in buttons if one.height() < 24]
    assert small == []
    assert page.heading.focusPolicy() & Qt.FocusPolicy.TabFocus


def _shown(page: QWidget) -> Iterator[QWidget]:
    for widget in page.findChildren(QWidget):
        if widget.isVisible() and isinstance(widget, QLabel | QPushButton):
            yield widget


def _cut(widget: QWidget) -> str:
    """What is cut, in words; empty when all of it can be read."""
    if isinstance(widget, QLabel) and widget.wordWrap():
        needed = widget.heightForWidth(widget.width())
        if widget.height() < needed:
            return f"{widget.text()!r} has {widget.height()} px, needs {needed}"
    elif isinstance(widget, QPushButton):
        needed = widget.minimumSizeHint().width()
        if widget.hasHeightForWidth():
            tall = widget.heightForWidth(widget.width())
            if widget.height() < tall:
                return f"{widget.accessibleName()!r} has {widget.height()} px, needs {tall}"
        elif widget.width() < needed and widget.text():
            return f"{widget.accessibleName()!r} is {widget.width()} px wide, needs {needed}"
    elif widget.width() < widget.sizeHint().width():
        return f"{widget.accessibleName()!r} is too narrow"
    return ""
