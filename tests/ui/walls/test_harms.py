"""The harms log in the window: written down without a judgement, then candour beside it."""

from __future__ import annotations

from typing import TypeVar

from pytestqt.qtbot import QtBot

from srh_assess.app import Program
from srh_assess.ui.harm_report import HarmPage
from srh_assess.ui.harms import Harms
from srh_assess.ui.pages.handling import HandlePage
from srh_assess.ui.pages.listing import ListPage
from srh_assess.ui.pages.stand import StandPage
from srh_assess.ui.widgets.answer_group import AnswerGroup
from srh_assess.ui.widgets.date_entry import DateEntry
from srh_assess.ui.widgets.page import Page
from srh_assess.workflow import ward_lists
from tests.ui.shell.conftest import sign_in

P = TypeVar("P", bound=Page)


def press(program: Program) -> None:
    program.window.actions_bar.primary.click()


def typed(entry: DateEntry, day: str, month: str, year: str) -> None:
    for key, words in (("day", day), ("month", month), ("year", year)):
        entry._boxes[key].setText(words)
        entry._boxes[key].textEdited.emit(words)


def shown(program: Program, kind: type[P]) -> P:
    page = program.window.page
    assert isinstance(page, kind)
    return page


def report(program: Program, maya: str) -> HarmPage:
    program.ward.open_woman_room("harm_report", maya)
    return shown(program, HarmPage)


def test_a_harm_is_written_down_from_her_page_and_looked_after(
    ward: Program, maya: str, qtbot: QtBot
) -> None:
    page = report(ward, maya)
    press(ward)
    assert page.heading.text().startswith("Error: ")
    page.what.choose(("force",))
    page.words.show_words("Two members of staff held her arms")
    press(ward)
    shown(ward, StandPage)
    assert ward.desk is not None
    (kept,) = ward.desk.record(maya).decided.harms.values()
    assert (kept.fact.what, kept.fact.severity) == ("force", "")

    ward.doorway.sign_out()
    sign_in(ward, qtbot, "rosa")
    ward.ward.open_room("harms")
    (button,) = shown(ward, ListPage).buttons.values()
    assert "Force was used" in button.accessibleName()
    button.click()
    one = shown(ward, HandlePage)
    one.findChildren(AnswerGroup)[0].choose(("moderate",))
    told = one.findChildren(DateEntry)[0]
    typed(told, "99", "1", "2026")
    press(ward)
    assert one.heading.text().startswith("Error: ")
    typed(told, "13", "7", "2026")
    one.entry.show_words("Her advocate was rung")
    press(ward)
    (row,) = ward_lists.rows(ward.desk, "harms")
    (later,) = row.kept.later
    assert (later.severity, f"{later.told_on}", later.words) == (
        "moderate", "2026-07-13", "Her advocate was rung",
    )  # fmt: skip
    assert isinstance(ward.window.owner, Harms)
    next(iter(shown(ward, ListPage).buttons.values())).click()
    ward.window.actions_bar.back_button.click()
    shown(ward, ListPage)
    press(ward)


def test_a_harm_that_is_still_to_come_is_said_to_be_none(ward: Program, maya: str) -> None:
    page = report(ward, maya)
    page.what.choose(("distress",))
    typed(page.when, "1", "8", "2026")
    press(ward)
    assert page.heading.text().startswith("Error: ")
    assert ward.desk is not None
    assert ward.desk.record(maya).decided.harms == {}
    ward.window.actions_bar.back_button.click()
    shown(ward, StandPage)
