"""The page that interrupts: time left, numbers, facts, and no way out but an act."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from srh_assess.assessment.answers import When
from srh_assess.errors import StoreFault
from srh_assess.ui.pages.cannot_wait import CannotWaitPage
from srh_assess.ui.pages.cannot_wait_calls import NO_NUMBER, calls, limits_told
from srh_assess.workflow import urgent
from srh_assess.workflow.calling import destinations
from srh_assess.workflow.session import Session
from srh_assess.workflow.unit import Unit
from tests.ui.pages.made import NOW, begin

UNIT = Unit(
    trust="A trust", ward="Willow", phones={"SRH": "020 7946 0018"}, names={"SRH": "The clinic"}
)


@pytest.fixture
def running(session: Session) -> Session:
    """Sex 64 hours ago that could lead to a pregnancy."""
    begin(session)
    session.answer("T01", "yes", when=When.exactly(NOW - timedelta(hours=64)))
    session.answer("T02", "yes")
    return session


def first(session: Session) -> urgent.Interruption:
    return urgent.interruptions(
        session.protocol, session.record, session.findings, session.clock.now()
    )[0]


@pytest.fixture
def page(running, theme, opened) -> CannotWaitPage:
    made = CannotWaitPage(theme, running, first(running), UNIT)
    opened(made)
    return made


def test_the_time_left_comes_first(page, clock) -> None:
    assert page.heading.text() == "This cannot wait: emergency contraception"
    assert page._left.text() == "8 h 0 min"
    assert page._which.text().startswith("to the first limit, today 20:00")
    assert page._bar is not None
    clock.move(timedelta(hours=7, minutes=10))
    page.redraw()
    assert page._left.text() == "50 min"
    assert page._tick.isActive()


def test_names_in_capitals_keep_them(running, theme, opened) -> None:
    running.answer("R12", ("hiv_exposure",))
    one = next(
        i
        for i in urgent.running(running.protocol, running.record, running.findings)
        if i.title.startswith("HIV")
    )
    made = CannotWaitPage(theme, running, one)
    opened(made)
    assert made.heading.text().startswith("This cannot wait: HIV PEP")


def test_an_unknown_time_is_treated_as_today_without_a_countdown(session, theme, opened) -> None:
    begin(session)
    session.answer("R12", ("sex_5_days",))
    made = CannotWaitPage(theme, session, first(session))
    opened(made)
    assert made._left.text() == "Treat as today"
    assert made._which.text() == "Time not known"
    assert made._bar is None


def test_the_call_list_says_where_a_number_is_missing(running, theme, protocol) -> None:
    one = first(running)
    assert [d.id for d in destinations(protocol, one)][:2] == ["SRH", "ward_doctor"]
    known, others = calls(theme, protocol, one, UNIT)
    assert known.accessibleName().startswith("The clinic, ring 020 7946 0018")
    unknown = next(iter(calls(theme, protocol, one, None)))
    assert NO_NUMBER in unknown.accessibleName()
    assert len(limits_told(running, one)) == len(one.clocks)
    for widget in (known, others, unknown):
        widget.deleteLater()


def test_facts_come_from_the_record_and_open_ones_are_answered_in_place(page, running) -> None:
    running.answer("X12", 68)
    page.facts.renew()
    texts = {fact: page.facts._fact(fact) for fact in page.facts.items}
    assert texts["X12"].value.startswith("68 kg")
    assert texts["X19"].value == "Not yet asked"
    assert "X20" not in page.facts.items
    page.facts.table.links["X19"].click()
    block = page.facts.block
    assert block is not None
    block.control.group.press(2)
    assert running.record.answers["X19"].value == "no"
    page.facts.close_block()
    assert page.facts.block is None
    page.facts.answer_here("X12")
    again: Any = page.facts.block
    field = again.control.field
    field.clear()
    QTest.keyClicks(field, "much")
    page.facts.close_block()
    assert page.facts.block is not None


def test_it_has_no_way_out_but_an_act(page, running) -> None:
    bar = page.window().actions_bar
    assert bar.back_button.isHidden()
    assert bar.primary.accessibleName() == "I have rung: write the answer"
    assert bar.other_button.text() == "She said no: write her words"
    page.apply()
    assert not page.valid
    assert page.form.what == "rung"
    assert bar.primary.accessibleName() == "Keep it: I have rung"
    QTest.keyClicks(page.form.field, "Doctor comes at two")
    done: list[int] = []
    page.acted.connect(lambda: done.append(1))
    page.apply()
    assert page.valid
    assert done == [1]
    acts = {act.fact.clock: act.fact for act in running.record.acts}
    assert acts["tc_ec_lng"].act == "rung"
    assert acts["tc_ec_lng"].words == "Doctor comes at two"
    page.apply()
    assert len(running.record.acts) == len(acts)


def test_her_no_needs_her_words(page, running) -> None:
    page.other_act()
    assert page.form.what == "said_no"
    page.apply()
    assert not page.valid
    assert "own words" in page.error
    QTest.keyClicks(page.form.field, "No, leave it")
    page.apply()
    assert page.valid
    assert running.record.acts[0].fact.act == "said_no"


def test_someone_is_ringing_needs_who_and_when(page, running) -> None:
    page.ringing.click()
    page.apply()
    assert page.error
    QTest.keyClicks(page.form._by.field, "Dr Marsh")
    assert page.form.field is page.form._time.field
    QTest.keyClicks(page.form._time.field, "14:30")
    page.apply()
    assert page.valid
    fact = running.record.acts[0].fact
    assert (fact.act, fact.by) == ("ringing", "Dr Marsh")
    assert fact.back_by == NOW.replace(hour=14, minute=30)


def test_carrying_on_brings_it_back(page, running, clock) -> None:
    page.carry_on.click()
    assert page.valid
    assert (
        urgent.interruptions(running.protocol, running.record, running.findings, clock.now()) == ()
    )
    clock.move(timedelta(minutes=11))
    assert first(running).need == "N01"


def test_a_form_can_be_left(page) -> None:
    page.apply()
    page.other_act()
    assert page.form.what == ""
    assert page.form.isHidden()
    assert not page._ways.isHidden()


def test_what_the_disk_refuses_is_not_done(page, running, journal) -> None:
    page.apply()
    journal.fail = StoreFault("disk-full")
    page.apply()
    assert not page.valid
    page.apply()
    assert page.valid


def test_for_who_is_not_she_the_words_are_the_name(long_name, theme, opened) -> None:
    begin(long_name)
    long_name.answer("R12", ("fgm_u18",))
    made = CannotWaitPage(theme, long_name, first(long_name), None)
    frame = opened(made)
    assert frame.actions_bar.other_button.text() == "Anne-Marie Oluwaseun said no"
    assert made.carry_on.text().startswith("Anne-Marie Oluwaseun is not safe")
    QApplication.processEvents()
