"""Another sitting: the twelve areas are looked at anew, and nobody reads aloud what was put off."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtWidgets import QLabel

from srh_assess.errors import Refused
from srh_assess.ui.pages.check import CheckPage
from srh_assess.ui.pages.gate import GatePage
from srh_assess.workflow import flow, gating, signing
from srh_assess.workflow.session import Session
from tests.ui.pages.made import GREEN, answer_gate, begin, sitting


def page_of(session: Session, name: str) -> flow.Page:
    return next(page for page in session.pages if page.id == name)


@pytest.fixture
def second(protocol, clock, journal) -> Session:
    """A sitting in the same hour as one whose twelve areas were all fine, and that was put off."""
    first = sitting(protocol, clock, journal)
    begin(first, "defer")
    first.answer("X31", "no")
    signing.sign(first, "deferred")
    clock.move(timedelta(minutes=40))
    return sitting(protocol, clock, journal)


def test_what_an_earlier_sitting_saw_is_no_look_at_her_now(second: Session) -> None:
    assert set(GREEN) <= set(second.record.answers)
    looked = gating.looked(second)
    assert looked.outcome is None
    assert set(looked.missing) == set(GREEN)
    with pytest.raises(Refused) as refused:
        gating.decide(second, "go")
    assert refused.value.code == "gate-open"
    answer_gate(second, R03="red")
    assert gating.looked(second).outcome == "defer"


def test_the_page_opens_with_twelve_areas_to_look_at(second: Session, theme, opened) -> None:
    page = GatePage(theme, second, page_of(second, "gate"))
    frame = opened(page)
    assert page.outcome is None
    assert page.card.still_open() == "12 of 12 still to fill in"
    assert page.rows.codes == {}
    assert not frame.actions_bar.primary.isEnabled()
    answer_gate(second)
    again = GatePage(theme, second, page_of(second, "gate"))
    opened(again)
    assert again.outcome == "go"


def test_nobody_reads_through_with_her_what_was_put_off(session, theme, opened) -> None:
    begin(session, "defer", R01="red")
    page = CheckPage(theme, session, page_of(session, "check"), lambda _: None)
    opened(page)
    assert page.heading.text() == "Maya: check and sign"
    said = {one.text() for one in page.findChildren(QLabel)}
    assert "Read it through. Nothing is final until you sign" in said


def test_after_a_talk_it_is_read_through_together(session, theme, opened) -> None:
    begin(session)
    page = CheckPage(theme, session, page_of(session, "check"), lambda _: None)
    opened(page)
    assert page.heading.text() == "Check with Maya"
