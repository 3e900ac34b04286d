"""The rooms of the ward in the window: the bed list, the ward round list, finding a stay."""

from __future__ import annotations

import os
import threading
from datetime import date, timedelta
from functools import partial
from pathlib import Path

import pytest
from msgspec.structs import replace
from pytestqt.qtbot import QtBot

from srh_assess.app import Program
from srh_assess.assessment.facts import GateDecided, Stay
from srh_assess.clock import SetClock
from srh_assess.ui.bed_list import BedList
from srh_assess.ui.pages.bed_list import GUESSED, NOT_IN_IT, SHOWN, BedListPage
from srh_assess.ui.pages.board import BoardPage
from srh_assess.ui.pages.find_stay import FindPage
from srh_assess.ui.pages.more import MorePage
from srh_assess.ui.pages.sign_in import SignInPage
from srh_assess.ui.pages.stand import StandPage
from srh_assess.ui.pages.team_decision import TeamForm
from srh_assess.ui.pages.ward_round import RoundPage
from srh_assess.ui.widgets.chip import Chip
from srh_assess.ui.widgets.notice import Notice
from srh_assess.ui.widgets.problems import ErrorSummary
from srh_assess.ui.widgets.text import Text
from srh_assess.ui.woman import LIKE_NAME
from srh_assess.workflow import importing
from srh_assess.workflow.import_report import Report
from srh_assess.workflow.importing import Progress, Wish
from srh_assess.workflow.stay import Going
from tests.ui.shell.conftest import MAYA, admit, finished, sign_in

HEADING = "Surname,Forename,DOB,NHS No,Admitted,Bed"
WREN = "Wren,Marianne,22/03/1997,9990000018,12/07/2026 10:00,12"
ELM = "Elm,Ada,01/02/1980,,11/07/2026,2"
BAD = "Oak,Ida,01/02/1980,1234567890,11/07/2026,3"


def opened(program: Program, room: str) -> object:
    program.window.more_button.click()
    more = program.window.page
    assert isinstance(more, MorePage)
    more.buttons[room].click()
    return program.window.page


def shown(program: Program) -> object:
    return program.window.page


def says(page: BedListPage, something: bool) -> bool:
    """Whether a notice can be seen, as expected."""
    return any(one.isVisible() for one in page.findChildren(Notice)) is something


def report_of(page: BedListPage) -> Report | None:
    return page.report


def links_of(page: FindPage) -> object:
    return page.links


def go_on(program: Program) -> None:
    program.window.actions_bar.primary.click()


def texts(program: Program) -> str:
    assert program.window.page is not None
    return "\n".join(text.text() for text in program.window.page.findChildren(Text))


# --- the bed list -----------------------------------------------------------------------------


@pytest.fixture
def page(ward: Program) -> BedListPage:
    found = opened(ward, "bed_list")
    assert isinstance(found, BedListPage)
    return found


def look(program: Program, qtbot: QtBot, folder: Path, *lines: str, heading: str = HEADING) -> Path:
    path = folder / "beds.csv"
    path.write_text("\n".join((heading, *lines)), "utf-8")
    return look_at(program, qtbot, path)


def look_at(program: Program, qtbot: QtBot, path: Path) -> Path:
    program.window.ask.answer_next(path)
    assert isinstance(program.window.owner, BedList)
    program.window.owner.choose()
    settled(program, qtbot)
    return path


def settled(program: Program, qtbot: QtBot) -> None:
    """The worker has ended, and what follows on it too."""
    owner = program.window.owner
    assert isinstance(owner, BedList)
    qtbot.waitUntil(lambda: not program.window.work.busy and not owner.page.busy, timeout=20_000)


def test_looked_at_then_taken(
    ward: Program, page: BedListPage, qtbot: QtBot, tmp_path: Path
) -> None:
    look(ward, qtbot, tmp_path, WREN, ELM, BAD)
    assert ward.desk is not None
    assert ward.desk.board() == ()
    assert page.said.text().startswith("3 lines: 2 taken, 0 moved, 0 there already, 1 not taken.")
    assert page.lines.index(0, 0).data() == "4"  # what is not taken stands first
    assert page.lines.index(0, 1).data().startswith("Not taken: ")
    go_on(ward)
    settled(ward, qtbot)
    assert len(ward.desk.board()) == 2
    assert page.report is not None
    assert page.report.written
    go_on(ward)
    assert isinstance(shown(ward), BoardPage)
    # run twice it changes nothing, and says so
    again = opened(ward, "bed_list")
    assert isinstance(again, BedListPage)
    look(ward, qtbot, tmp_path, WREN, ELM)
    assert again.said.text().startswith("2 lines: 0 taken, 0 moved, 2 there already")
    assert not ward.window.actions_bar.primary.isEnabled()


def test_a_mark_left_by_a_spreadsheet_is_asked_about_and_blocks_nothing(
    ward: Program, page: BedListPage, qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / ".~lock.beds.csv#").write_bytes(b"")
    (tmp_path / "beds.csv").write_text(f"{HEADING}\n{WREN}", "utf-8")
    for answer, told in (("stay", False), ("take", True)):
        ward.window.ask.answer_next(tmp_path / "beds.csv")
        ward.window.ask.answer_next(answer)
        assert isinstance(ward.window.owner, BedList)
        ward.window.owner.choose()
        settled(ward, qtbot)
        assert (report_of(page) is not None) is told
        qtbot.waitUntil(partial(says, page, not told))
    go_on(ward)
    settled(ward, qtbot)
    assert ward.desk is not None
    assert len(ward.desk.board()) == 1


def test_columns_are_named_and_looked_at_again(
    ward: Program, page: BedListPage, qtbot: QtBot, tmp_path: Path
) -> None:
    heading = "Who,Forename,DOB,NHS No,Came,Bed"
    look(ward, qtbot, tmp_path, WREN, heading=heading)
    assert report_of(page) is None
    (said,) = page.findChildren(Notice)
    assert "column" in said.accessibleName()
    page.columns["family"].show_name("Who")
    page.columns["family"].changed.emit()
    settled(ward, qtbot)
    page.columns["admitted"].show_name("Came")
    page.columns["admitted"].changed.emit()
    settled(ward, qtbot)
    assert page.report is not None
    assert page.report.count("taken") == 1
    go_on(ward)
    settled(ward, qtbot)
    assert ward.desk is not None
    (row,) = ward.desk.board()
    assert row.family == "Wren"
    known = ward.desk.bed_list(f"{heading}\n{WREN}\n".encode())
    assert known.mapped["admitted"] == "Came"
    assert known.lacking == ()


def test_a_swapped_column_is_said_line_by_line(
    ward: Program, page: BedListPage, qtbot: QtBot, tmp_path: Path
) -> None:
    heading = "Surname,Forename,Admitted,NHS No,DOB,Bed"
    look(ward, qtbot, tmp_path, WREN, heading=heading)
    assert page.report is not None
    assert page.report.count("left_out") == 1
    assert page.columns["local_id"].words == NOT_IN_IT


def test_month_first_is_asked_and_looked_at_again(
    ward: Program, page: BedListPage, qtbot: QtBot, tmp_path: Path
) -> None:
    lines = ("Elm,Ada,02/01/1980,,07/11/2026,2", "Ash,Ida,01/20/1980,,07/11/2026,3")
    look(ward, qtbot, tmp_path, *lines)
    assert page.report is not None
    assert page.report.count("left_out") == 2
    assert page.month is not None
    page.month.press(2)
    page.month.answers["month"].click()
    settled(ward, qtbot)
    assert page.report.count("taken") == 2


def test_all_or_nothing(ward: Program, page: BedListPage, qtbot: QtBot, tmp_path: Path) -> None:
    look(ward, qtbot, tmp_path, ELM, BAD)
    assert page.refused is not None
    page.refused.answers["none"].click()
    go_on(ward)
    settled(ward, qtbot)
    assert ward.desk is not None
    assert ward.desk.board() == ()
    assert "so none was" in texts(ward)
    page.refused.answers["others"].click()
    go_on(ward)
    settled(ward, qtbot)
    assert len(ward.desk.board()) == 1


def test_the_report_can_be_kept_and_holds_no_name(
    ward: Program, page: BedListPage, qtbot: QtBot, tmp_path: Path
) -> None:
    look(ward, qtbot, tmp_path, ELM, BAD)
    ward.window.ask.answer_next(None)
    page.keep.click()
    ward.window.ask.answer_next(tmp_path / "report.txt")
    page.keep.click()
    said = (tmp_path / "report.txt").read_text("utf-8")
    assert said.splitlines()[0] == "Line 2: taken."
    assert "Elm" not in said
    ward.window.ask.answer_next(tmp_path / "no such folder" / "report.txt", "ok")
    page.keep.click()


def test_how_letters_were_read_is_said_where_the_file_does_not_say_it(
    ward: Program, page: BedListPage, qtbot: QtBot, tmp_path: Path
) -> None:
    look(ward, qtbot, tmp_path, "Müller,Zoë,01/02/1980,,11/07/2026,2")
    assert page._letters.text() == ""
    path = tmp_path / "old.csv"
    path.write_bytes(f"{HEADING}\nMüller,Zoë,01/02/1980,,11/07/2026,2".encode("mac-roman"))
    look_at(ward, qtbot, path)
    assert page._letters.text() == GUESSED


def test_only_so_many_lines_are_listed(
    ward: Program, page: BedListPage, qtbot: QtBot, tmp_path: Path
) -> None:
    lines = [f"Elm,Ada{chr(97 + n % 26)}{chr(97 + n // 26)},01/02/1980,,11/07/2026,2"
             for n in range(SHOWN + 5)]  # fmt: skip
    look(ward, qtbot, tmp_path, *lines)
    assert page.lines.rowCount() == SHOWN
    assert page._more.text() == "and 5 lines more, in the report"


def test_a_huge_file_and_one_that_is_none_are_refused_in_words(
    ward: Program, page: BedListPage, qtbot: QtBot, tmp_path: Path
) -> None:
    huge = tmp_path / "huge.csv"
    with huge.open("wb") as out:
        out.truncate(2 * 1024**3)
    look_at(ward, qtbot, huge)
    assert "50" in texts(ward)
    assert page.report is None
    picture = tmp_path / "beds.xlsx"
    picture.write_bytes(b"PK\x03\x04" + os.urandom(200))
    look_at(ward, qtbot, picture)
    assert "CSV" in texts(ward)
    ward.window.ask.answer_next(None)
    go_on(ward)
    assert isinstance(shown(ward), BedListPage)


def test_a_file_a_spreadsheet_has_open(
    ward: Program, page: BedListPage, qtbot: QtBot, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    def locked(path: Path, most: int) -> bytes:
        raise PermissionError(13, "in use")

    monkeypatch.setattr(importing, "_begun", locked)
    look(ward, qtbot, tmp_path, ELM)
    assert "open" in texts(ward)


class Gate:
    """Holds the worker at its first step until it is let go."""

    def __init__(self, program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
        self.reached, self.open = threading.Event(), threading.Event()
        desk = program.desk
        assert desk is not None
        real = desk.bring_in

        def slow(raw: bytes, wish: Wish, progress: Progress | None = None) -> Report:
            def told(done: int, whole: int) -> bool:
                assert progress is not None
                self.reached.set()
                self.open.wait(10)
                return progress(done, whole)

            return real(raw, wish, told)

        monkeypatch.setattr(desk, "bring_in", slow)


def test_it_runs_beside_the_window_and_can_be_stopped(
    ward: Program, page: BedListPage, qtbot: QtBot, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    look(ward, qtbot, tmp_path, WREN, ELM)
    gate = Gate(ward, monkeypatch)
    go_on(ward)
    assert gate.reached.wait(10)
    assert page.busy
    assert not page.file.isEnabled()
    go_on(ward)  # nothing more is begun meanwhile
    owner = ward.window.owner
    assert isinstance(owner, BedList)
    owner._show_so_far()
    assert page._bar.maximum() > 0
    page._stop.click()
    gate.open.set()
    settled(ward, qtbot)
    assert "You stopped it. Nothing was written." in texts(ward)
    assert ward.desk is not None
    assert ward.desk.board() == ()


def test_locking_stops_it_and_nothing_is_written(
    ward: Program, page: BedListPage, qtbot: QtBot, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    look(ward, qtbot, tmp_path, WREN, ELM)
    gate = Gate(ward, monkeypatch)
    go_on(ward)
    assert gate.reached.wait(10)
    gate.open.set()
    ward.window.lock_now()
    assert isinstance(shown(ward), SignInPage)
    sign_in(ward, qtbot)
    finished(ward, qtbot)
    assert ward.desk is not None
    assert len(ward.desk.board()) in (0, 2)  # whole or not at all, however quick it was


def test_what_is_no_fault_of_the_file_is_a_bug_and_not_swallowed(
    ward: Program, page: BedListPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    owner = ward.window.owner
    assert isinstance(owner, BedList)
    held: list[object] = []

    def busy(work: object, done: object, failed: object) -> bool:
        held.append(failed)
        return False

    monkeypatch.setattr(ward.window.work, "run", busy)
    owner._run(lambda: None, held.append)
    with pytest.raises(ZeroDivisionError):
        held[0](ZeroDivisionError())  # type: ignore[operator]


def test_back_leaves_it(ward: Program, page: BedListPage) -> None:
    ward.window.actions_bar.back_button.click()
    assert isinstance(shown(ward), BoardPage)
    assert importing.LARGEST_MB == 50


# --- the ward round ---------------------------------------------------------------------------


@pytest.fixture
def put_off(ward: Program, maya: str, clock: SetClock) -> str:
    """Maya's talk was put off once, eight days ago."""
    assert ward.desk is not None
    session = ward.desk.session(maya)
    look = clock.now() + timedelta(hours=6)
    session.add(
        GateDecided(
            sitting=session.sitting, outcome="defer", proposed="defer", reason_code="acuity",
            would_make_possible="A quiet evening", owner="Ruth Adeyemi", next_look=look,
        )
    )  # fmt: skip
    clock.move(timedelta(days=8))
    return maya


def test_nobody_is_on_the_list(ward: Program) -> None:
    assert isinstance(opened(ward, "ward_round"), RoundPage)
    assert "Nobody" in texts(ward)
    go_on(ward)
    assert isinstance(shown(ward), BoardPage)


def test_the_team_decides_and_it_is_written_down(
    ward: Program, put_off: str, clock: SetClock
) -> None:
    page = opened(ward, "ward_round")
    assert isinstance(page, RoundPage)
    assert "Room 12: WREN, Marianne" in texts(ward)
    assert "1 time in a row" in texts(ward)
    assert "A quiet evening" in texts(ward)
    assert "The team decides what to do" in texts(ward)
    page.tables[put_off].links[f"decide {put_off}"].click()
    form = ward.window.page
    assert isinstance(form, TeamForm)
    go_on(ward)
    assert [link.text() for s in form.findChildren(ErrorSummary) for link in s.links] == [
        "Write what was decided",
        "Write who decided it",
    ]
    form.decision.show_words("A room off the corridor, with the nurse she knows")
    form.by.show_words("Ward round")
    go_on(ward)
    assert isinstance(shown(ward), RoundPage)
    assert "Nobody" in texts(ward)
    assert ward.desk is not None
    (meeting,) = ward.desk.record(put_off).along.meetings
    assert meeting.fact.by == "Ward round"


def test_what_cannot_be_is_said_and_the_ways_back(
    ward: Program, put_off: str, clock: SetClock
) -> None:
    ward.ward._private = True
    page = opened(ward, "ward_round")
    assert isinstance(page, RoundPage)
    assert "WREN" not in texts(ward)
    page.tables[put_off].links[f"decide {put_off}"].click()
    form = ward.window.page
    assert isinstance(form, TeamForm)
    form.decision.show_words("Wait")
    form.by.show_words("Team")
    clock.move(-timedelta(days=30))
    go_on(ward)
    assert isinstance(shown(ward), TeamForm)
    assert "has not come yet" in "".join(
        link.text() for s in form.findChildren(ErrorSummary) for link in s.links
    )
    ward.window.actions_bar.back_button.click()
    assert isinstance(shown(ward), RoundPage)
    clock.move(timedelta(days=30))
    again = opened_again(ward)
    again.tables[put_off].links[f"open {put_off}"].click()
    assert isinstance(shown(ward), StandPage)


def opened_again(program: Program) -> RoundPage:
    program.window.actions_bar.back_button.click()
    page = opened(program, "ward_round")
    assert isinstance(page, RoundPage)
    return page


# --- finding a stay ---------------------------------------------------------------------------


def test_a_past_stay_is_found_and_opened(ward: Program, maya: str, clock: SetClock) -> None:
    assert ward.desk is not None
    ward.desk.end(maya, Going(at=clock.now()))
    admit(ward, clock, replace(MAYA, family="Ashdown", nhs_number="", preferred=""), "3")
    page = opened(ward, "find_stay")
    assert isinstance(page, FindPage)
    assert page.words.field.hasFocus()
    page.words.show_words("nobody")
    page.words.changed.emit()
    assert page.said.text() == "No stay of this name or number"
    for words in ("wr", "999 000 0018"):
        page.words.show_words(words)
        page.words.changed.emit()
        assert page.links is not None
        assert set(page.links.links) == {maya}
    assert "13-Jul-2026 to 14-Jul-2026" in texts(ward)
    page.words.show_words("")
    page.words.changed.emit()
    assert links_of(page) is None
    page.words.show_words("ash")
    page.words.changed.emit()
    page.show_found(ward.desk.stays_found("ash"), 1)
    assert page.said.text() == "1 stay; type more to see fewer"
    page.words.show_words("wren")
    page.words.changed.emit()
    assert page.links is not None
    page.links.links[maya].click()
    assert isinstance(shown(ward), StandPage)


def test_who_is_on_another_ward_is_found_and_said_to_be(
    ward: Program, maya: str, clock: SetClock
) -> None:
    assert ward.desk is not None
    stay = Stay(admitted=clock.now(), ward="Rowan Ward", room="3")
    ward.desk.admit(replace(MAYA, family="Ashdown", nhs_number=""), stay)
    page = opened(ward, "find_stay")
    assert isinstance(page, FindPage)
    page.words.show_words("ash")
    page.words.changed.emit()
    assert page.said.text() == "No stay of this name or number"
    page.words.show_words("ashdown")
    page.words.changed.emit()
    assert "On another ward: opens with a reason" in texts(ward)


def test_and_back_to_the_board(ward: Program) -> None:
    opened(ward, "find_stay")
    go_on(ward)
    assert isinstance(shown(ward), BoardPage)
    opened(ward, "find_stay")
    ward.window.actions_bar.back_button.click()
    assert isinstance(shown(ward), BoardPage)


def test_two_women_of_a_like_name_are_told_apart_where_a_stay_is_found(
    ward: Program, maya: str, clock: SetClock
) -> None:
    other = admit(ward, clock, replace(MAYA, born=date(1968, 5, 29), nhs_number="9990000026"), "3")
    page = opened(ward, "find_stay")
    assert isinstance(page, FindPage)
    page.words.show_words("wren")
    page.words.changed.emit()
    assert texts(ward).count("Another woman has a like name") == 2
    assert page.links is not None
    names = {id: link.accessibleName() for id, link in page.links.links.items()}
    assert names[maya] != names[other], "the birth date tells them apart for a screen reader too"


def test_pages_of_letters_warn_of_a_like_name(ward: Program, maya: str, clock: SetClock) -> None:
    admit(ward, clock, replace(MAYA, born=date(1968, 5, 29), nhs_number="9990000026"), "3")
    for page in ("letters", "sharing:gp"):
        ward.ward.open_overview(maya)
        ward.window.owner.jump(page)  # type: ignore[attr-defined]  # the overview's
        chips = [one.words() for one in ward.window.banner.findChildren(Chip) if one.isVisible()]
        assert LIKE_NAME in chips
