"""Answers: one tap, one key, nothing preselected, and a second press clears."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication

from srh_assess.ui.widgets.answer import Answer
from srh_assess.ui.widgets.answer_group import AnswerGroup, Choice
from tests.ui.kit.sheet import LONG_ANSWER

YES_NO = (Choice("yes", "Yes"), Choice("no", "No"), Choice("unsure", "Unsure"))
MANY = (
    Choice("pain", "Pain"),
    Choice("bleeding", "Bleeding"),
    Choice("none", "None of these", exclusive=True),
)


@pytest.fixture
def one_of(theme, shown):
    return shown(AnswerGroup(theme, "Is there pain?", YES_NO))


@pytest.fixture
def many_of(theme, shown):
    return shown(AnswerGroup(theme, "Which of these?", MANY, many=True))


def test_nothing_is_preselected(one_of, many_of):
    assert one_of.codes == ()
    assert many_of.codes == ()


def test_a_press_chooses_and_a_second_clears(one_of, qtbot):
    for expected in (("yes",), (), ("yes",)):
        with qtbot.waitSignal(one_of.changed):
            qtbot.mouseClick(one_of.answers["yes"], Qt.MouseButton.LeftButton)
        assert one_of.codes == expected


def test_one_of_several_is_one(one_of, qtbot):
    qtbot.mouseClick(one_of.answers["yes"], Qt.MouseButton.LeftButton)
    qtbot.mouseClick(one_of.answers["no"], Qt.MouseButton.LeftButton)
    assert one_of.codes == ("no",)


def test_digits_choose_and_other_keys_do_not(one_of, qtbot):
    one_of.take_focus()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_2)
    assert one_of.codes == ("no",)
    assert QApplication.focusWidget() is one_of.answers["no"]
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_9)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert one_of.codes == ("no",)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_3, Qt.KeyboardModifier.KeypadModifier)
    assert one_of.codes == ("unsure",)


def test_arrows_move_and_do_not_choose(one_of, qtbot):
    one_of.take_focus()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down)
    assert QApplication.focusWidget() is one_of.answers["no"]
    assert one_of.codes == ()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Up)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Up)
    assert QApplication.focusWidget() is one_of.answers["yes"]
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    assert one_of.codes == ("yes",)


def test_exclusive_answers_clear_the_others_as_one_change(many_of, qtbot):
    many_of.press(1)
    many_of.press(2)
    assert many_of.codes == ("pain", "bleeding")
    told = []
    many_of.changed.connect(lambda: told.append(many_of.codes))
    many_of.press(3)
    assert told == [("none",)]
    many_of.press(1)
    assert many_of.codes == ("pain",)
    many_of.press(1)
    assert many_of.codes == ()


def test_showing_what_is_known_says_nothing(one_of, qtbot):
    with qtbot.assertNotEmitted(one_of.changed):
        one_of.choose(["no"])
        assert one_of.codes == ("no",)
        one_of.choose([])
    assert one_of.codes == ()


def test_a_closed_answer_says_why_and_stays_closed(theme, shown, qtbot):
    choices = (Choice("yes", "Yes", closed="Opens when she has seen the letter"), YES_NO[1])
    group = shown(AnswerGroup(theme, "This letter?", choices))
    with qtbot.assertNotEmitted(group.changed):
        group.press(1)
    assert group.codes == ()
    answer = group.answers["yes"]
    assert answer.hasFocus()
    assert "Opens when" in answer.accessibleDescription()
    answer.close_with("")
    group.press(1)
    assert group.codes == ("yes",)


@pytest.mark.parametrize(
    ("many", "role"),
    [(False, QAccessible.Role.RadioButton), (True, QAccessible.Role.CheckBox)],
)
def test_a_screen_reader_meets_one_named_button(theme, shown, many, role):
    group = shown(AnswerGroup(theme, "Is there pain?", YES_NO, many=many))
    group.answers["yes"].from_source("From notes, 12-Jul")
    group.press(1)
    found = QAccessible.queryAccessibleInterface(group.answers["yes"])
    assert found.text(QAccessible.Text.Name) == "1, Yes"
    assert found.text(QAccessible.Text.Description) == "From notes, 12-Jul"
    assert found.role() == role
    assert found.state().checked == 1
    assert found.childCount() == 0
    around = QAccessible.queryAccessibleInterface(group)
    assert around.text(QAccessible.Text.Name) == "Is there pain?"


def test_only_nine_answers_have_a_key(theme, shown):
    choices = [Choice(str(n), f"Answer {n}") for n in range(1, 13)]
    group = shown(AnswerGroup(theme, "Which?", choices, many=True))
    assert group.answers["9"].accessibleName() == "9, Answer 9"
    assert group.answers["10"].accessibleName() == "Answer 10"
    assert not group.press(0)
    assert not group.press(10)


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
@pytest.mark.parametrize("density", ["page", "grid", "list"])
@pytest.mark.parametrize("width", [260, 400, 720])
def test_long_words_wrap_and_are_never_cut(theme, shown, scale, density, width):
    theme.scale_text(scale)
    answer = Answer(theme, "a", LONG_ANSWER, number=1, density=density, hint="With a hint")
    answer.from_source("From notes, 12-Jul")
    tall = answer.heightForWidth(width)
    plan = answer._lay(width)
    assert plan.words.height() >= answer._strong.height(plan.words.width())
    assert plan.hint.bottom() <= tall
    assert plan.aside.bottom() <= tall
    assert plan.words.right() <= width
    assert plan.tick.right() <= width
    assert tall >= theme.floor("target")
    shown(answer, width, tall)
    answer.grab()


def test_one_word_without_end_is_broken(theme):
    answer = Answer(theme, "a", "x" * 300, number=1)
    assert answer.heightForWidth(300) > 4 * theme.height("answer")


def test_two_columns_only_in_a_narrow_window_where_all_fit(theme, shown):
    group = AnswerGroup(theme, "Is there pain?", YES_NO)
    shown(group, 1000)
    assert group._columns == 2
    group.resize(1300, 600)
    QApplication.processEvents()
    assert group._columns == 1
    long = AnswerGroup(theme, "Which?", (*YES_NO, Choice("long", LONG_ANSWER)))
    shown(long, 1000)
    assert long._columns == 1


def test_a_row_of_answers_stands_below_each_other_without_room(theme, shown):
    group = AnswerGroup(theme, "Now?", YES_NO, density="row")
    shown(group, 700)
    assert group._columns == 3
    group.resize(300, 600)
    QApplication.processEvents()
    assert group._columns == 1


def test_the_place_to_put_right_is_marked(one_of):
    one_of.invalid(True)
    assert one_of.answers["yes"].property("invalid") is True
    one_of.invalid(False)
    assert one_of.answers["yes"].property("invalid") is False
