"""Mapping aids in the window: a reason first, then two files in a folder."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from srh_assess.app import Program
from srh_assess.ui.mapping import MappingRoom
from srh_assess.ui.pages.mapping import MappingPage
from srh_assess.ui.pages.more import MorePage
from tests.ui.shell.conftest import sign_in


def test_rows_go_out_with_their_reason_only(
    ward: Program, maya: str, qtbot: QtBot, tmp_path: Path
) -> None:
    ward.doorway.sign_out()
    sign_in(ward, qtbot, "dilys")
    ward.ward.open_room("mapping")
    page = ward.window.page
    assert isinstance(page, MappingPage)
    folder = tmp_path / "out"
    page.button.click()
    assert ward.window.page is page
    page.reason.show_words("informatics, to map the return")
    ward.window.ask.answer_next(None, folder, "ok")
    page.button.click()
    page.button.click()
    assert ward.window.page is page
    folder.mkdir()
    ward.window.ask.answer_next(folder)
    page.button.click()
    assert len(list(folder.iterdir())) == 2
    assert isinstance(ward.window.owner, MappingRoom)
    ward.window.owner.go_back()
    assert isinstance(ward.window.page, MorePage)
