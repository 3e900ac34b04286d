"""The weekly huddle in the window: from More to her follow-up, and on paper."""

from __future__ import annotations

from datetime import timedelta
from typing import TypeVar

import pytest

from srh_assess.app import Program
from srh_assess.clock import SetClock
from srh_assess.ui.pages.board import BoardPage
from srh_assess.ui.pages.follow_up import FollowUpPage
from srh_assess.ui.pages.huddle import SHOWN, HuddlePage
from srh_assess.ui.pages.more import MorePage
from srh_assess.ui.pages.paper import PaperPage
from srh_assess.ui.widgets.page import Page
from srh_assess.ui.widgets.text import Text
from srh_assess.workflow import needs
from srh_assess.workflow.following import Follower
from srh_assess.workflow.huddle import Line, Stay
from srh_assess.workflow.stay import Going

P = TypeVar("P", bound=Page)
DAY = timedelta(days=1)


@pytest.fixture
def followed(ward: Program, maya: str) -> str:
    assert ward.desk is not None
    session = ward.desk.session(maya)
    needs.confirm(session, "N11", "N22", named_by_her=True)
    hers = Follower(session)
    hers.step("N11", step="Ring the clinic", in_the_way="No escort", due=session.clock.now() + DAY)
    hers.sample("prolactin_blood", need="N22")
    return maya


def shown(program: Program, kind: type[P]) -> P:
    page = program.window.page
    assert isinstance(page, kind)
    return page


def opened(program: Program, room: str) -> HuddlePage:
    program.window.more_button.click()
    shown(program, MorePage).buttons[room].click()
    return shown(program, HuddlePage)


def words(program: Program) -> str:
    return "\n".join(text.text() for text in shown(program, Page).findChildren(Text))


def test_from_more_to_her_follow_up(ward: Program, followed: str) -> None:
    page = opened(ward, "huddle")
    told = words(ward)
    assert "Room 12" in told
    assert "Next: Ring the clinic. In the way: No escort" in told
    page.links[followed].click()
    shown(ward, FollowUpPage)


def test_what_is_overdue_is_said_in_words(ward: Program, followed: str, clock: SetClock) -> None:
    clock.move(30 * DAY)
    page = opened(ward, "huddle")
    page.filters["overdue"].click()
    assert ", overdue" in words(ward)
    assert shown(ward, HuddlePage).filters["overdue"].isChecked()


def test_the_results_have_a_room_of_their_own(ward: Program, followed: str) -> None:
    opened(ward, "results")
    told = words(ward)
    assert "Result awaited" in told
    assert "Ring the clinic" not in told


def test_initials_where_names_are_hidden(ward: Program, followed: str) -> None:
    shown(ward, BoardPage).private.click()
    opened(ward, "huddle")
    assert "WREN" not in words(ward).upper()
    assert "M W" in words(ward)


def test_a_stay_that_ended_can_be_opened(ward: Program, followed: str) -> None:
    assert ward.desk is not None
    now = ward.desk.clock.now()
    going = Going(at=now, to="Home", receiver="Sam Okoro", acceptance="accepted")
    ward.desk.end(followed, going, anyway=True)
    page = opened(ward, "huddle")
    page.filters["after"].click()
    shown(ward, HuddlePage).links[followed].click()
    shown(ward, FollowUpPage)


def test_it_goes_to_paper_and_back(ward: Program, followed: str) -> None:
    page = opened(ward, "huddle")
    page.print_button.click()
    shown(ward, PaperPage)
    ward.window.actions_bar.primary.click()
    shown(ward, HuddlePage)
    ward.window.actions_bar.primary.click()
    shown(ward, BoardPage)


def test_nothing_open_is_said(ward: Program, maya: str) -> None:
    opened(ward, "huddle")
    assert "Nothing is open here." in words(ward)


def test_a_long_list_says_how_much_more_there_is(ward: Program, maya: str) -> None:
    assert ward.desk is not None
    line = Line(need="", state="Next dose", owner="Nurse in charge", named=False)
    stays = [
        Stay(admission=str(n), room="", name="A", initials="A", lines=(line,))
        for n in range(SHOWN + 2)
    ]
    page = HuddlePage(ward.window.theme, "all")
    page.show_stays(stays, ward.desk.clock.now(), initials=False)
    assert len(page.links) == SHOWN
    assert any("And 2 more stays" in text.text() for text in page.findChildren(Text))
