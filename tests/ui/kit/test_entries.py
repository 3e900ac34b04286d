"""Entries: nothing is complained about while typing, nothing is lost, empty is empty."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QGuiApplication, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QSpinBox, QWidget

from srh_assess.assessment.answers import UNKNOWN, When
from srh_assess.errors import BadInput
from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets.date_entry import Asks, DateEntry
from srh_assess.ui.widgets.entry import ChoiceEntry, Entry, LineEntry, NumberEntry, TextEntry
from srh_assess.ui.widgets.field import LEAST_LINES, MOST_LINES, Line, Lines, Names
from srh_assess.ui.widgets.layouts import column
from tests.ui.kit.sheet import NOW, START


@pytest.fixture
def date_entry(theme, clock, shown):
    return shown(DateEntry(theme, clock, "When was it?", name="Date of last period"))


@pytest.fixture
def timed(theme, clock, shown):
    return shown(DateEntry(theme, clock, "When was it?", asks=Asks(timed=True)))


def focus() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def fill(entry: DateEntry, **boxes: str) -> None:
    for key, words in boxes.items():
        entry._boxes[key].setFocus()
        QTest.keyClicks(entry._boxes[key], words)


# ---- the date


def test_a_date_is_typed_in_three_boxes(date_entry):
    nothing = date_entry.when
    assert nothing is None
    fill(date_entry, day="11", month="jul", year="2026")
    assert date_entry.echo() == "Sat 11-Jul-2026, 3 days ago"
    when = date_entry.when
    assert when is not None
    assert when.earliest == START - timedelta(hours=22)
    assert date_entry.problem() == ""
    assert not date_entry.empty


def test_focus_is_never_moved_by_itself(date_entry):
    fill(date_entry, day="11")
    assert date_entry._boxes["day"].hasFocus()


@pytest.mark.parametrize(
    "pasted", ["2026-07-11", "11/7/2026", "11.7.2026", "11-Jul-2026", "11 July 2026"]
)
def test_a_whole_date_can_be_pasted(date_entry, pasted):
    QGuiApplication.clipboard().setText(pasted)
    date_entry._boxes["day"].setFocus()
    QTest.keyClick(date_entry._boxes["day"], Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert date_entry.echo() == "Sat 11-Jul-2026, 3 days ago"
    assert date_entry._boxes["year"].text() == "2026"


def test_the_sentence_names_the_date_and_comes_only_when_asked(date_entry):
    fill(date_entry, day="30", year="2026")
    assert date_entry._complaint.isHidden()
    assert date_entry.problem() == "Date of last period must include a month" + "."
    date_entry.complain(date_entry.problem())
    box = date_entry._boxes["month"]
    assert box.property("invalid") is True
    assert "must include a month" in box.accessibleDescription()
    assert not date_entry._complaint.isHidden()
    date_entry.take_focus()
    assert box.hasFocus()
    date_entry.complain("")
    assert box.property("invalid") is False
    assert date_entry._complaint.isHidden()


def test_about_turns_it_to_month_and_year_or_weeks(date_entry):
    assert date_entry._columns["weeks"].isHidden()
    date_entry._about.click()
    assert date_entry._columns["day"].isHidden()
    fill(date_entry, month="6", year="2026")
    assert date_entry.echo() == "About June 2026"
    fill(date_entry, weeks="3")
    assert date_entry._boxes["month"].text() == ""
    assert date_entry.echo().startswith("About 3 weeks ago")
    fill(date_entry, year="2026")
    assert date_entry._boxes["weeks"].text() == ""
    date_entry._about.click()
    assert not date_entry._columns["day"].isHidden()


def test_not_known_is_an_answer_and_typing_takes_it_back(date_entry, qtbot):
    fill(date_entry, day="1")
    with qtbot.waitSignal(date_entry.changed):
        date_entry._unknown.click()
    assert date_entry.when == UNKNOWN
    assert date_entry._boxes["day"].text() == ""
    assert date_entry.echo() == "Not known"
    assert not date_entry.empty
    fill(date_entry, day="1")
    assert date_entry.when is None
    date_entry._unknown.click()
    date_entry._about.click()
    assert date_entry.when is None


def test_a_time_and_about_that_time(timed):
    fill(timed, day="11", month="7", year="2026", time="22:00")
    assert timed.when == When.exactly(START)
    timed._about_time.click()
    assert timed.when == When(START - timedelta(hours=1), START + timedelta(hours=1))


def test_a_possible_swap_is_said_and_does_not_block(theme, clock, shown):
    asks = Asks(lookback=timedelta(days=10))
    entry = shown(DateEntry(theme, clock, "When was it?", asks=asks))
    fill(entry, day="7", month="6", year="2026")
    assert entry._doubt.text().startswith("Swapped, day and month would be")
    assert entry.when is not None


@pytest.mark.parametrize(
    ("when", "boxes", "about"),
    [
        (None, ("", "", ""), False),
        (UNKNOWN, ("", "", ""), False),
        (When.exactly(START), ("11", "Jul", "2026"), False),
        (When(START - timedelta(hours=22), START + timedelta(hours=1, minutes=59)), ("11", "Jul", "2026"), False),
        (When(START - timedelta(days=3), START + timedelta(days=3)), ("", "Jul", "2026"), True),
        (When(START - timedelta(days=190), START), ("", "", "2026"), True),
        (When(START, None), ("11", "Jul", "2026"), False),
    ],
)  # fmt: skip
def test_what_is_known_is_shown_without_a_signal(timed, qtbot, when, boxes, about):
    with qtbot.assertNotEmitted(timed.changed), qtbot.assertNotEmitted(timed.settled):
        timed.show_when(when)
    assert tuple(timed._boxes[key].text() for key in ("day", "month", "year")) == boxes
    assert timed._about.isChecked() is about
    if when is None or not when.known:
        assert timed.when == when


def test_the_entry_settles_once_when_it_is_left(theme, clock, shown, qtbot):
    holder, entry, other = QWidget(), DateEntry(theme, clock, "When?"), Line(theme, "Other")
    holder.setLayout(column(theme, entry, other))
    shown(holder)
    told = []
    entry.settled.connect(lambda: told.append(entry.when))
    fill(entry, day="11", month="7", year="2026")
    assert told == []
    other.setFocus()
    assert told == [entry.when]
    entry.take_focus()
    other.setFocus()
    assert len(told) == 1


def test_no_spin_box_anywhere(date_entry):
    assert not date_entry.findChildren(QSpinBox)


# ---- words


@pytest.mark.parametrize("kind", [LineEntry, TextEntry])
def test_words_settle_when_the_field_is_left(theme, shown, kind, qtbot):
    holder, entry, other = QWidget(), kind(theme, "A note", hint="In short"), Line(theme, "Other")
    holder.setLayout(column(theme, entry, other))
    shown(holder)
    settled = []
    entry.settled.connect(lambda: settled.append(entry.words))
    entry.setFocus()
    QTest.keyClicks(focus(), "Calm")
    assert settled == []
    QTest.keyClick(focus(), Qt.Key.Key_Tab)
    assert other.hasFocus()
    assert settled == ["Calm"]
    entry.setFocus()
    other.setFocus()
    assert settled == ["Calm"]


def test_ctrl_tab_writes_a_tab(theme, shown):
    entry = shown(TextEntry(theme, "A note"))
    entry.setFocus()
    QTest.keyClick(entry.field, Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier)
    assert entry.words == "\t"


def test_ten_thousand_characters_are_kept_as_one_change(theme, shown):
    entry = shown(TextEntry(theme, "A note"))
    words = ("She would like to wait. " * 420)[:10_000]
    told = []
    entry.changed.connect(lambda: told.append(1))
    QGuiApplication.clipboard().setText(words)
    entry.setFocus()
    entry.field.paste()
    assert entry.words == words
    assert len(told) == 1
    assert entry.field._lines == MOST_LINES


def test_the_field_grows_with_its_lines(theme, shown):
    entry = shown(TextEntry(theme, "A note"))
    least = entry.field.sizeHint().height()
    assert entry.field._lines == LEAST_LINES
    entry.show_words("\n".join("12345"))
    assert entry.field.sizeHint().height() > least
    assert entry.field.minimumSizeHint().height() == entry.field.sizeHint().height()


def test_her_words_have_marks_that_are_not_part_of_them(theme, shown):
    entry = shown(TextEntry(theme, "In her words", hers=True, words="Not today"))
    assert entry.words == "Not today"
    assert [mark.text() for mark in entry.field._quotes] == ["“", "”"]
    theme.scale_text(2.0)
    assert entry.field.viewportMargins().left() == theme.icon_size()


def test_a_passphrase_is_hidden_and_never_copied(theme, shown):
    entry = shown(LineEntry(theme, "Passphrase", secret=True, words="not a real one"))
    clipboard = QGuiApplication.clipboard()
    clipboard.setText("before")
    entry._line.selectAll()
    entry._line.copy_private()
    entry._line.cut_private()
    assert clipboard.text() == "before"
    assert entry.words == "not a real one"
    entry._reveal(True)
    assert entry._line.echoMode() == QLineEdit.EchoMode.Normal
    entry._reveal(False)
    assert entry._line.echoMode() == QLineEdit.EchoMode.Password


def private_formats() -> list[str]:
    return [name for name in QGuiApplication.clipboard().mimeData().formats() if "kde" in name]


def test_copies_stay_out_of_histories(theme, shown):
    line = shown(LineEntry(theme, "A line", words="her words"))
    ctrl = Qt.KeyboardModifier.ControlModifier
    line._line.selectAll()
    QTest.keyClick(line._line, Qt.Key.Key_C, ctrl)
    assert QGuiApplication.clipboard().text() == "her words"
    assert private_formats()
    QTest.keyClick(line._line, Qt.Key.Key_X, ctrl)
    assert line.words == ""
    text = shown(TextEntry(theme, "Lines", words="more words"))
    text.field.selectAll()
    text.field.copy()
    assert QGuiApplication.clipboard().text() == "more words"
    assert private_formats()


def test_the_menu_of_a_line(theme, shown):
    line = shown(Line(theme, "A line"))
    line.setText("words")
    line.selectAll()
    menu = line.menu()
    assert [act.text() for act in menu.actions()] == ["Cut", "Copy", "Paste", "Select all"]
    menu.actions()[1].trigger()
    assert QGuiApplication.clipboard().text() == "words"


# ---- numbers


@pytest.fixture
def weight(theme, shown):
    return shown(NumberEntry(theme, "Weight", unit="kg", low=20, high=300))


@pytest.mark.parametrize(
    ("typed", "value"), [("68", 68), ("68.5", 68.5), ("68,5", 68.5), ("", None)]
)
def test_numbers(weight, typed, value):
    weight.setFocus()
    QTest.keyClicks(weight._line, typed)
    assert weight.number() == value
    assert weight.problem() == ""


@pytest.mark.parametrize(
    ("typed", "code"),
    [("sixty", "number-form"), ("-3", "number-form"), ("0", "number-range"), ("301", "number-range"), ("6 8", "number-form")],
)  # fmt: skip
def test_numbers_that_cannot_be_read(weight, typed, code):
    weight.setFocus()
    QTest.keyClicks(weight._line, typed)
    with pytest.raises(BadInput) as caught:
        weight.number()
    assert caught.value.code == code
    assert weight.problem() == caught.value.sentence
    weight.complain(weight.problem())
    assert weight.field.property("invalid") is True
    assert weight.problem() in weight.field.accessibleDescription()
    weight.complain("")
    assert weight.field.property("invalid") is False


def test_a_whole_number_has_no_decimals(theme, shown):
    days = shown(NumberEntry(theme, "Shortest cycle", unit="days", whole=True, unknown=False))
    days.setFocus()
    QTest.keyClicks(days._line, "27.5")
    assert days.problem()


def test_not_known_empties_the_number_and_typing_takes_it_back(weight, qtbot):
    weight.show_number(68)
    assert weight.words == "68"
    with qtbot.waitSignals([weight.changed, weight.settled]):
        weight._unknown.click()
    assert weight.unknown
    assert weight.number() is None
    assert weight.words == "Not known"
    weight.setFocus()
    QTest.keyClicks(weight._line, "70")
    assert not weight.unknown
    weight.show_number(None, unknown=True)
    assert weight.unknown


# ---- names


def test_no_name_is_preselected(theme, shown, qtbot):
    owner = shown(ChoiceEntry(theme, "Owner", ["Dr S Marsh", "Ruth Adeyemi"]))
    assert owner.words == ""
    owner.show_name("Ruth Adeyemi")
    assert owner.words == "Ruth Adeyemi"
    with qtbot.waitSignals([owner.changed, owner.settled]):
        owner.setFocus()
        QTest.keyClick(owner.field, Qt.Key.Key_Up)
        owner.field.activated.emit(0)
    assert owner.words == "Dr S Marsh"


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_the_longest_name_has_room_beside_the_arrow(theme, qapp, shown, scale):
    large = Theme("light", text=scale)
    large.dress(qapp)
    period = shown(ChoiceEntry(large, "Period", ["October 2025 to September 2026"]))
    names = period.field
    words = names.fontMetrics().horizontalAdvance("October 2025 to September 2026")
    arrow = large.icon_size() + large.space("m")
    assert names.sizeHint().width() >= large.space("m") + words + arrow


def test_a_name_can_be_typed_where_it_may_be_another(theme, shown):
    owner = shown(ChoiceEntry(theme, "Owner", ["Dr S Marsh"], other=True, chosen="M Osei"))
    assert owner.words == "M Osei"
    owner.show_name("Dr S Marsh")
    assert owner.words == "Dr S Marsh"


def test_the_wheel_never_changes_a_name(theme, shown):
    names = shown(Names(theme, "Owner"))
    names.addItems(["a", "b"])
    middle = QPointF(5, 5)
    down = QWheelEvent(
        middle, middle, QPoint(0, -120), QPoint(0, -120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(names, down)
    assert names.currentText() == "a"
    names.grab()


def test_the_base_of_entries_holds_no_words(theme, qtbot):
    entry = Entry(theme, "Label", Lines(theme, "Label"))
    qtbot.addWidget(entry)
    with pytest.raises(NotImplementedError):
        _ = entry.words


def test_names_and_descriptions(weight, date_entry):
    field = QAccessible.queryAccessibleInterface(weight.field)
    assert field.text(QAccessible.Text.Name) == "Weight, kg"
    group = QAccessible.queryAccessibleInterface(date_entry)
    assert group.text(QAccessible.Text.Name) == "When was it?"
    day = QAccessible.queryAccessibleInterface(date_entry._boxes["day"])
    assert day.text(QAccessible.Text.Name) == "Day, When was it?"
    assert NOW.tzinfo is not None
