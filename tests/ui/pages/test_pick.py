"""Choosing a medicine by name, and what the tables then say on the page."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from srh_assess.assessment.answers import Source, State, When
from srh_assess.rules.cited import DueDate
from srh_assess.ui.pages.pick import PickControl
from srh_assess.ui.pages.question import QuestionPage
from srh_assess.ui.pages.red_flags import RedFlagsPage
from srh_assess.ui.widgets.pick import MOST_SHOWN
from srh_assess.workflow.session import Session
from tests.ui.pages.made import begin


@pytest.fixture
def flags(session: Session, theme, page_of, opened) -> RedFlagsPage:
    page = RedFlagsPage(theme, session, page_of("red_flags"))
    opened(page)
    return page


def taken(flags: RedFlagsPage) -> PickControl:
    control = flags.medicines.shown["R13"].control
    assert isinstance(control, PickControl)
    return control


def typed(control: PickControl, words: str) -> None:
    """As a nurse does it: the field, the words, Enter."""
    control.entry.field.setFocus()
    QTest.keyClicks(control.entry.field, words)
    QTest.keyClick(control.entry.field, Qt.Key.Key_Return)
    QApplication.processEvents()


def test_a_name_a_brand_and_a_part_of_it_find_the_medicine(flags, session: Session) -> None:
    control = taken(flags)
    for words in ("risperidone", "Zyprexa (Olanzapine)", "amisul"):
        typed(control, words)
    assert session.record.answers["R13"].value == ("risperidone", "olanzapine", "amisulpride")
    assert session.record.answers["R13"].source is Source.NOTES
    assert control.entry.words == ""


def test_the_list_below_the_field_finds_parts(flags) -> None:
    control = taken(flags)
    field = control.entry.field
    field.setFocus()
    QTest.keyClicks(field, "zyp")
    found = control.entry.found
    assert found is not None
    assert list(found.answers) == ["ZypAdhera (Olanzapine)", "Zyprexa (Olanzapine)"]
    QTest.keyClick(field, Qt.Key.Key_Down)
    assert found.answers["ZypAdhera (Olanzapine)"].hasFocus()
    found.answers["Zyprexa (Olanzapine)"].click()
    assert control.given.value == ("olanzapine",)
    assert control.entry.matches() == {}
    QTest.keyClick(field, Qt.Key.Key_Down)
    QTest.keyClicks(field, "a")
    assert control.entry.found is not None
    assert len(control.entry.found.answers) == MOST_SHOWN


def test_one_of_the_short_list_found_by_name_is_pressed_there(flags, session: Session) -> None:
    control = taken(flags)
    typed(control, "Tegretol (carbamazepine)")
    assert control.group.codes == ("carbamazepine",)
    typed(control, "carbamazepine")
    assert session.record.answers["R13"].value == ("carbamazepine",)


def test_words_that_find_nothing_or_several_stay_and_say_so(flags, session: Session) -> None:
    control = taken(flags)
    typed(control, "qwerty")
    assert control.entry.words == "qwerty"
    assert "Nothing with these words" in control.entry.field.accessibleDescription()
    control.entry.show_words("")
    typed(control, "pine")
    assert "Several have these words" in control.entry.field.accessibleDescription()
    QTest.keyClick(control.entry.field, Qt.Key.Key_Backspace)
    assert "Several" not in control.entry.field.accessibleDescription()
    control.entry.show_words("")
    typed(control, "")
    assert "R13" not in session.record.answers


def test_what_was_found_is_taken_out_by_pressing_it(flags, session: Session) -> None:
    control = taken(flags)
    typed(control, "risperidone")
    typed(control, "quetiapine")
    assert control.found is not None
    control.found.answers["risperidone"].click()
    assert session.record.answers["R13"].value == ("quetiapine",)
    control.found.answers["quetiapine"].click()
    assert "R13" not in session.record.answers
    assert control.found is None


@pytest.mark.parametrize("alone", ["none", "not_known"])
def test_none_and_not_known_stand_alone(flags, session: Session, alone: str) -> None:
    control = taken(flags)
    typed(control, "risperidone")
    control.group.answers[alone].click()
    answer = session.record.answers["R13"]
    assert (answer.value, answer.state) in {(("none",), None), (None, State.NOT_KNOWN)}
    assert control.found is None
    typed(control, "quetiapine")
    assert session.record.answers["R13"].value == ("quetiapine",)
    assert control.group.codes == ()


def test_the_facts_stand_below_with_their_sources(flags, session: Session) -> None:
    assert not flags.told.isVisible()
    typed(taken(flags), "risperidone")
    rows = [fact.row for fact in flags.told.facts]
    assert rows == list(session.protocol.tables.medicines["risperidone"].notes)
    said = " ".join(label.text() for label in flags.told.findChildren(QLabel))
    note = session.protocol.tables.notes["prolactin_very_high"]
    assert note.source in said.replace("\u200b", "")
    shown = flags.told.facts
    flags.told.renew()
    assert flags.told.facts == shown
    taken(flags).group.answers["none"].click()
    assert flags.told.facts == ()


def test_a_medicine_stopped_asks_for_the_day(flags, session: Session) -> None:
    block = flags.stopped.shown["X70"]
    typed(block.control, "carbamazepine")
    assert block.date is not None and block.date.isVisible()
    session.answer("X70", ("carbamazepine",), when=When.exactly(session.clock.now()))
    flags.told.renew()
    said = " ".join(label.text() for label in flags.told.findChildren(QLabel))
    assert "Counts up to" in said


def test_product_and_day_stand_on_the_page_of_the_method(
    session: Session, theme, page_of, opened
) -> None:
    begin(session)
    session.answer("C01", ("implant",))
    method = next(page for page in session.pages if "C01" in page.items)
    assert method.items[method.items.index("C02") :][:3] == ("C02", "X52", "X53")
    page = QuestionPage(theme, session, method)
    opened(page)
    assert page.told.facts[0].row == "imp"
    when = When.exactly(datetime(2020, 1, 15, 12, tzinfo=UTC))
    session.answer("X53", "date", when=when, source=Source.NOTES)
    page.told.renew()
    (due,) = page.told.facts
    assert isinstance(due, DueDate) and due.state == "late"
    said = " ".join(label.text() for label in page.told.findChildren(QLabel))
    assert "Past 15-Jan-2025." in said.replace("\u200b", "")


def test_screening_dates_stand_on_the_page_of_the_question(
    session: Session, theme, page_of, opened
) -> None:
    begin(session)
    smear = next(page for page in session.pages if "S01" in page.items)
    assert smear.items[smear.items.index("S01") :][:3] == ("S01", "X50", "X51")
