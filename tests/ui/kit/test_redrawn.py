"""What is redrawn after an answer: what changed, and nothing else."""

from __future__ import annotations

import gc
from datetime import date
from types import SimpleNamespace
from typing import Any, get_args

import pytest
from PySide6.QtWidgets import QVBoxLayout, QWidget

from srh_assess.rules.cited import DueDate, DueKind, DueState
from srh_assess.ui.collector import Collector, resting
from srh_assess.ui.pages.table_facts import TableFacts
from srh_assess.ui.widgets.answer import Answer
from srh_assess.ui.widgets.button import Button
from srh_assess.ui.widgets.fold import Fold
from srh_assess.ui.widgets.layouts import Flow, column
from srh_assess.ui.widgets.notice import Card
from srh_assess.ui.widgets.rail import Rail, RailItem, RailSection
from srh_assess.ui.widgets.text import Line, Text
from srh_assess.ui.widgets.wrapped import Wrapped

FIRST = RailSection(id="a", name="What cannot wait")
LAST = RailSection(id="z", name="Check and sign", apart=True)
THEN = RailSection(id="n", name="Tests and examinations", apart=True)
NEW = RailSection(id="m", name="Needs and plan", apart=True)


def test_the_rail_keeps_the_rows_that_stay(theme, shown):
    rail = Rail(theme)
    rail.show_sections((FIRST, LAST), "a")
    shown(rail)
    first, last = rail.items()
    last.setFocus()
    rail.show_sections((FIRST, NEW, LAST), "a")
    assert (rail.items()[0], rail.items()[2]) == (first, last)
    assert last.hasFocus()
    assert last.accessibleName() == "Check and sign, section 3 of 3, not started"
    assert [one.section.id for one in rail.findChildren(RailItem)] == ["a", "m", "z"]
    tops = [one.mapTo(rail, one.rect().topLeft()).y() for one in rail.items()]
    rail.show_sections((NEW, LAST), "m")
    assert not first.isVisible()
    assert rail.items()[0].accessibleName().startswith("Needs and plan, section 1 of 2")
    assert tops[0] <= tops[2]


def test_a_narrow_row_says_in_its_tooltip_what_changed(theme):
    rail = Rail(theme)
    rail.narrow(True)
    rail.show_sections((FIRST,), "a")
    rail.show_sections((FIRST, LAST), "z")
    assert rail.items()[0].toolTip() == "What cannot wait, section 1 of 2, not started"


def test_an_answer_is_measured_anew_when_its_words_or_their_size_change(theme):
    answer = Answer(theme, "yes", "Yes", number=1)
    before = answer.sizeHint()
    answer.from_source("From the notes, 12-Jul-2026")
    wider = answer.sizeHint()
    assert wider.width() > before.width()
    answer.from_source("")
    assert answer.sizeHint() == before
    theme.scale_text(1.5)
    assert answer.sizeHint().height() > before.height()
    theme.scale_text(1.0)


def test_words_are_measured_the_same_however_often_they_were_laid_out(theme):
    words = "Some words that need several lines where there is little room for them"
    wrapped = Wrapped(words, theme.font())
    narrow, natural = wrapped.height(80), wrapped.natural()
    assert narrow > wrapped.height(natural)
    assert (wrapped.height(80), wrapped.natural()) == (narrow, natural)


def test_a_font_is_made_anew_when_the_text_grows(theme):
    small = theme.font("body")
    small.setPointSizeF(1)
    assert theme.font("body").pointSizeF() > 1
    before = theme.font("body").pointSizeF()
    theme.scale_text(1.5)
    assert theme.font("body").pointSizeF() == pytest.approx(before * 1.5, abs=0.02)
    theme.scale_text(1.0)


def test_the_collector_rests_until_the_last_has_ended():
    with resting():
        Collector.rest()
        Collector.go_on()
        assert not gc.isenabled()
    assert gc.isenabled()


@pytest.mark.parametrize("behind", [False, True], ids=["open", "behind another page"])
def test_a_card_whose_parts_flow_is_as_high_as_its_lines_whatever_the_text_was(
    theme, shown, qtbot, behind
):
    """Parts that took two lines in larger text take one again, and the card keeps no room."""
    days = (Button(theme, f"Sex in the last {n} days", icon="tick") for n in (3, 5))
    flags = Card(theme, column(theme, Text("Red flags", "label"), Flow(theme, *days)), pad="m")
    holder = QWidget()
    lines = column(theme, flags)
    lines.addStretch(1)
    holder.setLayout(lines)
    holder.setFixedWidth(460)
    shown(holder)
    before = flags.height()
    for text in (1.5, 1.0):
        holder.setVisible(not behind)
        theme.scale_text(text)
        holder.show()
        qtbot.waitUntil(lambda larger=text > 1: (flags.height() > before) is larger)
    assert flags.height() == before


def test_what_stands_before_a_row_that_comes_or_goes_is_left_alone(theme, shown):
    rail = Rail(theme)
    rail.show_sections((FIRST, NEW, LAST), "a")
    shown(rail)
    lines = len(rail.findChildren(Line))
    rail.show_sections((FIRST, NEW, THEN, LAST), "a")
    assert [one.section.id for one in rail.findChildren(RailItem)] == ["a", "m", "n", "z"]
    assert len(rail.findChildren(Line)) == lines == 1
    shown(rail)
    tops = [one.y() for one in rail.items()]
    assert tops == sorted(set(tops))
    rail.show_sections((FIRST, NEW), "a")
    shown(rail)
    assert [one.section.id for one in rail.items() if one.isVisible()] == ["a", "m"]


def test_a_row_is_as_wide_as_the_rail_is_now(theme):
    item = RailItem(theme, FIRST, 1, 1)
    wide = item.sizeHint()
    theme.scale_text(1.5)
    assert item.sizeHint().width() > wide.width()
    item.narrow(True)
    assert item.sizeHint() == item.minimumSizeHint()
    theme.scale_text(1.0)
    item.narrow(False)
    assert item.sizeHint() == wide


def due(name: str) -> DueDate:
    """A row of a table that rests on one answer."""
    kind, state = get_args(DueKind)[0], get_args(DueState)[0]
    return DueDate(
        row="r", kind=kind, name=name, state=state, words="Due now.", source="A source",
        evidence="told", reviewed=date(2026, 1, 1), review_by=date(2027, 1, 1), because=("G02",),
    )  # fmt: skip


def test_the_facts_of_a_table_are_built_once_for_as_long_as_they_say_the_same(theme, shown):
    findings = SimpleNamespace(due_dates=(), reference_facts=(), medicine_facts=())
    session: Any = SimpleNamespace(findings=findings)
    told = TableFacts(theme, session, items=("G02",))
    page = QWidget()
    QVBoxLayout(page).addWidget(told)
    shown(page)
    assert not told.isVisible()
    findings.due_dates = (due("A smear test"),)
    told.renew()
    (first,) = told.findChildren(Fold)
    findings.due_dates = ()
    told.renew()
    assert (told.isVisible(), told.facts) == (False, ())
    findings.due_dates = (due("A smear test"),)
    told.renew()
    assert told.isVisible()
    assert told.findChildren(Fold) == [first]
    findings.due_dates = (due("A blood test"),)
    told.renew()
    shown(page)
    assert [one.isVisible() for one in told.findChildren(Fold)] == [False, True]
    assert {one.text() for one in told.findChildren(Text) if one.isVisible()} >= {"A blood test"}
