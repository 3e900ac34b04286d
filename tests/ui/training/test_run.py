"""A scenario in the window: from the hall through the real pages to the debrief, and out again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from srh_assess.assessment.drilling import beside
from srh_assess.clock import SetClock
from srh_assess.training.model import Scenario
from srh_assess.ui.ask import Reply
from srh_assess.ui.pages.cannot_wait import CannotWaitPage
from srh_assess.ui.pages.check import CheckPage
from srh_assess.ui.pages.gate import GatePage
from srh_assess.ui.pages.help import HelpWindow
from srh_assess.ui.pages.red_flags import RedFlagsPage
from srh_assess.ui.training.choice import ChoicePage
from srh_assess.ui.training.hall import BeforePage, HallPage, LeftCard
from srh_assess.ui.training.moments import MomentsPage
from srh_assess.ui.training.outside import OutsidePage
from srh_assess.ui.training.program import TrainingProgram
from srh_assess.ui.training.window import TrainingWindow
from srh_assess.workflow import place
from srh_assess.workflow.training_world import Training
from tests.ui.training.conftest import AMARA, BRYONY, EWA, NOW, Start, practice, rest, walk


def words_of(page: QWidget | None) -> str:
    assert page is not None
    return "\n".join(one.text() for one in page.findChildren(QLabel) if one.isVisibleTo(page))


def scenario(program: TrainingProgram, id: str) -> Scenario:
    return program.world.shelf().of(id).scenario


def begun(program: TrainingProgram, id: str, run: str = "alone") -> TrainingProgram:
    walk(program).choose(id, run)
    return program


def test_the_hall_lists_every_scenario_with_what_it_touches_and_never_its_ending(
    training: TrainingProgram,
) -> None:
    page = training.window.page
    assert isinstance(page, HallPage)
    kept = training.world.shelf().kept
    assert set(page.buttons) == {one.scenario.id for one in kept}
    assert len(kept) >= 12
    told = words_of(page)
    assert scenario(training, AMARA).content_notice in told
    assert "not now" not in told.casefold()


def test_what_it_touches_and_how_to_leave_come_before_anything_of_it(
    training: TrainingProgram,
) -> None:
    hall = training.window.page
    assert isinstance(hall, HallPage)
    hall.buttons[EWA].click()
    page = training.window.page
    assert isinstance(page, BeforePage)
    told = words_of(page)
    assert scenario(training, EWA).content_notice in told
    assert "You may leave at any time" in told
    assert scenario(training, EWA).vignette.notes not in told
    training.window.actions_bar.primary.click()  # nothing chosen yet: it says what is missing
    assert page.heading.text().startswith("Error")
    training.window.actions_bar.back_button.click()
    assert isinstance(training.window.page, HallPage)


def test_a_learner_works_the_real_pages_while_the_scenario_speaks_beside_them(
    training: TrainingProgram,
) -> None:
    begun(training, EWA)
    window = training.window
    window.actions_bar.primary.click()
    choice = window.page
    assert isinstance(choice, ChoicePage)
    assert window.scene.isVisible()
    qtpress(window, Qt.Key.Key_2)
    window.actions_bar.primary.click()
    assert isinstance(window.page, RedFlagsPage)
    run = practice(training)
    assert run.drill.played().chosen["sister"].code == "stop_kindly"
    assert window.scene.view.news[0].title == "In the corridor"
    [*walk_on(training)]
    assert isinstance(window.page, OutsidePage)
    record = run.drill.desk.record(run.drill.admission)
    assert record.sittings[-1].signed is not None


def walk_on(program: TrainingProgram) -> Iterator[str]:
    hand = walk(program)
    hand.told()
    return hand.run()


def qtpress(window: TrainingWindow, key: Qt.Key) -> None:
    QTest.keyClick(QApplication.focusWidget() or window, key)


def test_what_is_said_stands_beside_the_question_it_belongs_to(training: TrainingProgram) -> None:
    begun(training, AMARA)
    seen: dict[type, str] = {}
    hand = walk(training)
    hand.told()
    for _ in hand.run():
        page = training.window.page
        cards = " ".join(card.text for card in training.window.scene.view.here)
        seen.setdefault(type(page), cards)
    assert "She cannot stay with one sentence." in seen[GatePage]
    assert "found leaving a stranger’s flat" in seen[RedFlagsPage]
    assert training.window.scene.view.notes == scenario(training, AMARA).vignette.notes


def test_the_passphrase_of_training_stands_there_already(training: TrainingProgram) -> None:
    begun(training, AMARA)
    hand = walk(training)
    hand.told()
    pages = []
    for _ in hand.run():
        pages.append(training.window.page)
        if isinstance(training.window.page, CheckPage):
            assert training.window.page.panel.passphrase.words
    assert any(isinstance(page, CannotWaitPage) for page in pages)


# ---- time


def test_time_moved_on_runs_the_clocks_of_the_real_page(
    training: TrainingProgram, qtbot: QtBot
) -> None:
    begun(training, AMARA)
    hand = walk(training)
    hand.told()
    for _ in hand.run():
        if isinstance(training.window.page, GatePage):
            break
    scene, run = training.window.scene, practice(training)
    before = run.drill.desk.clock.now()
    chips = [chip.accessibleName() for chip in training.window.so_far_bar.chips]
    assert any("32 h" in chip or "31 h" in chip or "31 hours" in chip for chip in chips), chips
    scene.buttons["480"].click()
    assert (run.drill.desk.clock.now() - before).total_seconds() == pytest.approx(8 * 3600, abs=2)
    assert training.window.scene.view.when.startswith("Day 2, 00:0")
    after = [chip.accessibleName() for chip in training.window.so_far_bar.chips]
    assert chips != after


def test_an_event_that_moves_time_brings_her_good_hour(training: TrainingProgram) -> None:
    begun(training, BRYONY)
    run = practice(training)
    hand = walk(training)
    hand.told()
    asked = []
    for heading in hand.run():
        asked.append(heading)
    assert "What do you record about this decision, now?" in asked
    assert "And now?" in asked
    assert run.drill.heard("R08").value == "yes"  # it came and went at the beginning
    assert {"drifts", "good_hour"} <= set(run.drill.played().happened)


# ---- going back


def test_one_press_in_the_middle_goes_back_to_a_chosen_moment(training: TrainingProgram) -> None:
    begun(training, EWA)
    hand = walk(training)
    hand.told()
    for _ in hand.run():
        if isinstance(training.window.page, GatePage):
            break
    run = practice(training)
    assert run.drill.desk.record(run.drill.admission).answers
    training.window.scene.buttons["moments"].click()
    page = training.window.page
    assert isinstance(page, MomentsPage)
    assert set(page.buttons) == {"start", "sister", "telephone"}
    page.buttons["sister"].click()
    rest(training)
    assert isinstance(training.window.page, OutsidePage)
    assert not run.drill.played().chosen
    training.window.actions_bar.primary.click()
    assert isinstance(training.window.page, ChoicePage)


def test_start_again_is_one_press_too(training: TrainingProgram) -> None:
    begun(training, EWA)
    run = practice(training)
    training.window.actions_bar.primary.click()
    page = training.window.page
    assert isinstance(page, ChoicePage)
    page.group.answers["go_on"].click()
    training.window.actions_bar.primary.click()
    training.window.scene.buttons["again"].click()
    rest(training)
    assert isinstance(training.window.page, OutsidePage)
    assert not run.drill.played().chosen
    assert not run.drill.desk.record(run.drill.admission).sittings


# ---- the end


def test_leaving_asks_for_no_reason_and_is_called_fine(training: TrainingProgram) -> None:
    begun(training, AMARA)
    outside = training.window.page
    assert isinstance(outside, OutsidePage)
    run = practice(training)
    outside.buttons["leave"].click()
    assert not training.window.ask.asked
    assert run.drill.played().ended == "left"


# ---- the window closes, and the next person comes


def left_at_the_gate(start: Start, run: str = "alone") -> str:
    """A run as far as the gate, and the window closed; gives its number."""
    first = start()
    begun(first, EWA, run)
    hand = walk(first)
    hand.told()
    for _ in hand.run():
        if isinstance(first.window.page, GatePage):
            break
    number = practice(first).drill.way_back
    first.close()
    return number


def left_card(program: TrainingProgram) -> LeftCard:
    hall = program.window.page
    assert isinstance(hall, HallPage)
    assert hall.left is not None
    return hall.left


def test_a_window_closed_in_the_middle_is_gone_on_with_by_whoever_has_its_number(
    start: Start,
) -> None:
    number = left_at_the_gate(start)
    second = start()
    card = left_card(second)
    assert card.number is not None
    card.number.show_words(f" {number} ")
    QTest.keyClick(card.number.field, Qt.Key.Key_Return)
    assert isinstance(second.window.page, OutsidePage)
    assert f"Way-back number {number}" in words_of(second.window.page)
    assert practice(second).drill.played().chosen["sister"].code == "stop_kindly"
    second.window.actions_bar.primary.click()
    assert isinstance(second.window.page, GatePage)
    assert second.window.scene.view.back == f"Way-back number {number}"


def test_the_next_learner_on_the_same_computer_sees_nothing_of_the_run_before(
    start: Start,
) -> None:
    number = left_at_the_gate(start)
    second = start()
    card = left_card(second)
    told = words_of(card)
    assert scenario(second, EWA).title not in told
    assert number not in words_of(second.window)
    assert second.world.desk.drill_found() is not None
    for typed in ("", f"{(int(number) + 1) % 10000:04}"):
        assert card.number is not None
        card.number.show_words(typed)
        second.window.ask.answer_next(Reply("ok"))
        card.on.click()
        assert isinstance(second.window.page, HallPage)
        assert second.room.practice is None
    card.away.click()
    rest(second)
    assert isinstance(second.window.page, HallPage)
    assert second.window.page.left is None
    assert second.world.desk.drill_found() is None
    assert not second.world.desk.board()


def test_what_a_group_saw_together_is_gone_on_with_by_whoever_leads_it(start: Start) -> None:
    assert left_at_the_gate(start, "group") == ""
    second = start()
    card = left_card(second)
    assert scenario(second, EWA).title in words_of(card)
    assert card.number is None
    QTest.keyClick(card.on, Qt.Key.Key_A)
    card.on.click()
    assert isinstance(second.window.page, OutsidePage)
    assert "Way-back" not in words_of(second.window.page)


class Pressed(QCloseEvent):
    """The cross of the window was pressed: it comes from the system, not from the program."""

    def spontaneous(self) -> bool:
        return True


def test_closing_in_the_middle_says_the_number_first(training: TrainingProgram) -> None:
    begun(training, EWA)
    number, ask = practice(training).drill.way_back, training.window.ask
    ask.answer_next(Reply("stay"))
    stays = Pressed()
    training.window.closeEvent(stays)
    assert not stays.isAccepted()
    assert number in ask.asked[-1].explanation
    ask.answer_next(Reply("close"))
    goes = Pressed()
    training.window.closeEvent(goes)
    assert goes.isAccepted()
    assert training.room.running
    assert len(ask.asked) == 2


def test_the_next_learner_finds_nothing_of_the_one_before(start: Start) -> None:
    first = start()
    begun(first, EWA)
    for _ in walk_on(first):
        pass
    run = practice(first)
    admission = run.drill.admission
    first.window.page.buttons["end"].click()  # type: ignore[union-attr]
    first.close()
    second = start()
    hall = second.window.page
    assert isinstance(hall, HallPage)
    assert hall.left is None
    begun(second, AMARA)
    drill = practice(second).drill
    assert drill.admission != admission
    assert not drill.desk.drill_entries(beside(admission))


def test_nothing_can_be_locked_and_a_hidden_screen_comes_back(
    training: TrainingProgram, qtbot: QtBot, clock: SetClock
) -> None:
    begun(training, EWA)
    training.window.lock_now()
    training.window.hide_now()
    assert training.window.hidden
    training.window.come_back()
    assert isinstance(training.window.page, OutsidePage)


def test_the_lock_of_the_system_covers_it_too(
    training: TrainingProgram, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[Callable[[], None]] = []
    monkeypatch.setattr("srh_assess.ui.system.listen", lambda lock, _: told.append(lock))
    begun(training, EWA)
    training.listen()
    training.window.open_help()
    told[0]()
    assert training.window.hidden
    assert not any(
        one.isVisible() for one in QApplication.topLevelWidgets() if isinstance(one, HelpWindow)
    )
    training.window.come_back()
    assert isinstance(training.window.page, OutsidePage)


def untouched(training: TrainingProgram, clock: SetClock, **passed: float) -> bool:
    """Whether it is covered after this time."""
    clock.move(timedelta(**passed))
    training.window.idle.look()
    return training.window.hidden


def test_the_ward_s_own_time_covers_here_too(training: TrainingProgram, clock: SetClock) -> None:
    world = training.world
    for minutes, holds in ((2, 2), (0, 5), (600, 5)):  # what no ward may have is not taken
        place.leave_at_door(world.folder.parent, place.Door(idle_minutes=minutes))
        again = Training(world.folder, world.desk.shipped, clock)
        assert again.idle == timedelta(minutes=holds)
    place.leave_at_door(world.folder.parent, place.Door(idle_minutes=2))
    world._door = place.door(world.folder.parent)
    training.room.hall()
    assert not untouched(training, clock, minutes=1, seconds=50)
    assert untouched(training, clock, seconds=10)


def test_untouched_it_is_covered_and_comes_back_to_the_same_page(
    training: TrainingProgram, clock: SetClock
) -> None:
    window = training.window
    assert untouched(training, clock, minutes=5)  # in the hall, too
    window.come_back()
    begun(training, EWA)
    window.actions_bar.primary.click()
    page, run = window.page, practice(training)
    facts = run.drill.desk.drill_entries(beside(run.drill.admission))
    window.open_help()
    assert not untouched(training, clock, minutes=4, seconds=40)
    assert "covered in a moment" in window.footer.locking.text()
    assert untouched(training, clock, seconds=20)
    assert not any(
        one.isVisible() for one in QApplication.topLevelWidgets() if isinstance(one, HelpWindow)
    )
    window.come_back()
    assert window.page is page
    assert not window.footer.locking.text()
    assert run.drill.desk.drill_entries(beside(run.drill.admission)) == facts
    assert untouched(training, clock, minutes=5)  # it counts anew


def test_time_moved_on_in_the_scenario_is_no_time_without_a_touch(
    training: TrainingProgram,
) -> None:
    begun(training, EWA)
    practice(training).drill.desk.clock.move_on(  # type: ignore[attr-defined]  # a moved clock
        NOW + timedelta(hours=8)
    )
    training.window.idle.look()
    assert not training.window.hidden
