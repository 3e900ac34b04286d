"""More and the overview: which rooms an account sees, and the ways in and back."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from srh_assess.app import Program
from srh_assess.errors import Refused
from srh_assess.store.accounts import ROLES
from srh_assess.ui import rooms, woman_rooms
from srh_assess.ui.frame import ALONE
from srh_assess.ui.pages.board import BoardPage
from srh_assess.ui.pages.more import MorePage
from srh_assess.ui.pages.stand import StandPage
from srh_assess.ui.shell import ShellPage
from srh_assess.ui.ward import Ward
from srh_assess.ui.ward_room import WardRoom
from srh_assess.ui.widgets.text import Heading
from srh_assess.ui.window import Owner, Window
from srh_assess.workflow import roles, synthetic
from tests.ui.shell.conftest import sign_in


class Room(Owner):
    """A room that only says which woman it was opened for."""

    def __init__(self, window: Window, ward: Ward, admission: str = "") -> None:
        self.window, self.ward, self.admission = window, ward, admission

    def begin(self) -> None:
        self.window.own(self)
        self.window.show_page(ShellPage(self.window.theme, Heading("A room")), ALONE)


@pytest.fixture
def furnished(monkeypatch: pytest.MonkeyPatch) -> None:
    ward = [
        WardRoom(id=a, words=a, hint="A hint", icon="book", action=a, owner=Room)
        for a in ("import_admissions", "approve_content")
    ]
    woman = [
        woman_rooms.WomanRoom(id="a", words="Open", icon="book", action="open_record", owner=Room),
        woman_rooms.WomanRoom(
            id="b", words="Shut", icon="book", action="approve_content", owner=Room
        ),
    ]
    monkeypatch.setattr(rooms, "WARD_ROOMS", tuple(ward))
    monkeypatch.setattr("srh_assess.ui.signed.WOMAN_ROOMS", tuple(woman))
    monkeypatch.setattr(woman_rooms, "WOMAN_ROOMS", tuple(woman))


def page(program: Program) -> object:
    return program.window.page


# --- the table --------------------------------------------------------------------------------


def test_the_table_names_only_roles_there_are_and_each_action_once(checkout: Path) -> None:
    kept = tomllib.loads((checkout / "resources/accounts/roles.toml").read_text("utf-8"))
    ids = [row["id"] for row in kept["action"]]
    assert len(ids) == len(set(ids))
    for action in roles.actions().values():
        assert action.roles, action.id
        assert set(action.roles) <= ROLES, action.id


def test_every_room_asks_for_an_action_of_the_table() -> None:
    listed = {one.action for one in rooms.WARD_ROOMS} | {
        one.action for one in woman_rooms.WOMAN_ROOMS
    }
    assert listed <= set(roles.actions())


@pytest.mark.parametrize(
    ("held", "action", "may"),
    [
        (("nurse",), "see_board", True),
        (("manager",), "see_board", False),
        (("manager", "nurse"), "see_board", True),
        (("admin", "lead"), "approve_content", True),
        (("nurse",), "there is no such action", False),
        ((), "see_board", False),
    ],
)
def test_what_stands_in_no_row_nobody_may_do(held: tuple[str, ...], action: str, may: bool) -> None:
    assert roles.allowed(held, action) is may
    if may:
        roles.refuse(held, action)
    else:
        with pytest.raises(Refused) as caught:
            roles.refuse(held, action)
        assert caught.value.code == "role-may-not"


# --- More -------------------------------------------------------------------------------------


@pytest.mark.usefixtures("furnished")
def test_a_nurse_opens_a_room_from_the_board_and_comes_home(ward: Program) -> None:
    window = ward.window
    assert window.more_button.isVisible()
    window.more_button.click()
    shown = page(ward)
    assert isinstance(shown, MorePage)
    assert list(shown.buttons) == ["import_admissions"]
    window.actions_bar.primary.click()
    assert isinstance(page(ward), BoardPage)
    ward.ward.more()
    shown = page(ward)
    assert isinstance(shown, MorePage)
    shown.buttons["import_admissions"].click()
    assert isinstance(window.owner, Room)
    assert not window.more_button.isVisible()
    ward.ward.come_home()
    assert isinstance(page(ward), BoardPage)


@pytest.mark.usefixtures("furnished")
def test_a_room_her_roles_do_not_open_is_refused_also_by_its_name(ward: Program) -> None:
    with pytest.raises(Refused):
        ward.ward.open_room("approve_content")


@pytest.mark.usefixtures("furnished")
def test_an_account_without_a_record_begins_at_its_rooms(program: Program, qtbot: QtBot) -> None:
    sign_in(program, qtbot, synthetic.ADMIN)
    shown = page(program)
    assert isinstance(shown, MorePage)
    assert list(shown.buttons) == ["approve_content"]
    program.ward.come_home()
    assert isinstance(page(program), MorePage)
    program.window.actions_bar.primary.click()
    assert program.desk is not None
    assert program.desk.me is None


# --- the overview -----------------------------------------------------------------------------


@pytest.mark.usefixtures("furnished")
def test_the_overview_leads_from_the_board_to_a_room_about_her(ward: Program, maya: str) -> None:
    ward.window.owner.overview()
    shown = page(ward)
    assert isinstance(shown, StandPage)
    assert shown.again.accessibleName() == "Begin"
    assert list(shown.rooms) == ["a"]
    shown.rooms["a"].click()
    room = ward.window.owner
    assert isinstance(room, Room)
    assert room.admission == maya
    ward.ward.open_overview(maya)
    with pytest.raises(Refused):
        ward.ward.open_woman_room("b", maya)


def test_the_overview_of_an_open_sitting_leads_back_to_its_page(ward: Program, maya: str) -> None:
    ward.ward.open(maya)
    assert ward.window.page is not None
    heading = ward.window.page.heading.text()
    ward.window.overview_button.click()
    shown = page(ward)
    assert isinstance(shown, StandPage)
    assert shown.again.accessibleName() == "Go on with the sitting"
    assert not shown.signed.isVisible()
    shown.again.click()
    assert ward.window.page is not None
    assert ward.window.page.heading.text() == heading
