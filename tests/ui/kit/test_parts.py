"""Chips, clocks, needs, bars, tables: what they show, say and hold at every text size."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6 import QtGui
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QFontMetrics,
    QGuiApplication,
    QImage,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QApplication,
    QLabel,
    QLineEdit,
    QPushButton,
    QWidget,
)

from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets.announce import announce
from srh_assess.ui.widgets.answer import Answer
from srh_assess.ui.widgets.banner import Value
from srh_assess.ui.widgets.button import Button
from srh_assess.ui.widgets.chip import Chip
from srh_assess.ui.widgets.clock import ClockCard, ClockChip, ClockFace, Limit
from srh_assess.ui.widgets.layouts import Flow, TwoColumns, column
from srh_assess.ui.widgets.need_card import NeedCard, NeedFace
from srh_assess.ui.widgets.notice import Card, Notice, PhoneCard
from srh_assess.ui.widgets.so_far import SoFarView, needs_words
from srh_assess.ui.widgets.text import Text
from srh_assess.ui.widgets.time_bar import TimeBar
from srh_assess.ui.widgets.wrapped import Wrapped
from tests.ui.kit import sheet
from tests.ui.kit.sheet import LONG_NAME, NOW, START, face
from tests.ui.undressed import undress

# ---- clocks


def test_what_a_running_clock_says():
    told = face()
    assert told.left(NOW) == "7 h 57 min"
    assert told.which(NOW) == "to the first limit, today 22:00"
    assert told.other(NOW) == "Last limit Thu 16-Jul 22:00. Sooner is better"
    assert told.short(NOW) == "Emergency contraception, 7 h 57 min"
    assert told.spoken(NOW) == (
        "Clock: Emergency contraception, 7 hours 57 minutes left, "
        "to the first limit, today 22:00, Last limit Thu 16-Jul 22:00. Sooner is better"
    )
    assert face(quiet="A call to make").short(NOW) == "A call to make, 7 h 57 min"


def test_a_clock_at_its_last_limit():
    later = START + timedelta(hours=100)
    assert face().left(later) == "20 h 0 min"
    assert face().other(later) == ""
    past = START + timedelta(hours=121)
    assert face().left(past) == "May still be possible"
    assert face().which(past) == "Ring now"


@pytest.mark.parametrize(
    ("state", "known", "left", "which"),
    [
        ("closed", True, "The last limit has passed", "Ring: there is still someone to ask"),
        ("may_be_possible", True, "May still be possible", "Ring now"),
        ("ring_anyway", True, "May still be possible", "Ring now"),
        ("running", False, "Treat as today", "Time not known"),
    ],
)
def test_a_clock_without_a_countdown(state, known, left, which):
    told = face(state=state, time_known=known)
    assert told.left(NOW) == left
    assert told.which(NOW) == which
    assert left in told.spoken(NOW)
    assert told.milestone(NOW) == 3


@pytest.mark.parametrize(
    ("hours", "milestone"), [(0, 0), (35, 0), (36, 1), (70, 1), (71, 2), (72, 1), (96, 1), (119, 2), (120, 3)]
)  # fmt: skip
def test_milestones(hours, milestone):
    assert face().milestone(START + timedelta(hours=hours)) == milestone


def test_card_and_chip_are_redrawn(theme, shown):
    card = shown(ClockCard(theme, face(done=("On-call rung 13:56",)), NOW))
    chip = shown(ClockChip(theme, face(), NOW))
    for one in (card, chip):
        one.redraw(NOW + timedelta(minutes=7))
        assert "7 hours 50 minutes left" in one.accessibleName()
    assert "On-call rung" in card.accessibleName()
    card.toned("ok")
    card.choose(True)
    card.grab()
    assert card.property("chosen") is True


def test_an_announcement_reaches_the_screen_reader(theme, shown, monkeypatch):
    events: list[QAccessibleAnnouncementEvent] = []

    class Spy:
        AnnouncementPoliteness = QAccessible.AnnouncementPoliteness
        updateAccessibility = staticmethod(events.append)  # noqa: N815  # Qt's name

    monkeypatch.setattr(QtGui, "QAccessible", Spy)
    widget = shown(Text("words"))
    announce(widget, "Half the time is gone")
    announce(widget, "Not saved", urgent=True)
    assert [event.message() for event in events] == ["Half the time is gone", "Not saved"]
    assert events[1].politeness() == QAccessible.AnnouncementPoliteness.Assertive


# ---- the bar


def test_the_bar_says_every_limit(theme, shown):
    bar = TimeBar(
        theme, started=START, event="Sex, Sat 22:00 (about)", limits=face().limits, now=NOW
    )
    shown(bar, 700, 200)
    assert bar.accessibleName() == (
        "Sex, Sat 22:00 (about), 64 h ago. first limit today 22:00. last limit Thu 16-Jul 22:00"
    )
    bar.grab()
    bar.redraw(START + timedelta(hours=130))
    bar.grab()


@pytest.mark.parametrize("width", [220, 400, 800])
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_limits_close_together_do_not_stand_on_each_other(theme, shown, width, scale):
    theme.scale_text(scale)
    limits = [Limit(f"limit {n}", START + timedelta(hours=70 + n)) for n in range(3)]
    bar = shown(TimeBar(theme, started=START, event="Event", limits=limits, now=NOW), width, 300)
    assert bar._crowded(width) == 2
    assert bar.minimumSizeHint().height() == bar.sizeHint().height()
    bar.grab()


def test_a_bar_without_limits(theme, shown):
    bar = shown(TimeBar(theme, started=START, event="Event", limits=(), now=START), 400, 100)
    bar.grab()
    assert "Event" in bar.accessibleName()


# ---- needs and others


def test_a_need_is_read_in_one_sentence():
    need = NeedFace(id="n", name="valproate and pregnancy", state="confirmed", due="today", owner="Dr Marsh", her_order=2)  # fmt: skip
    assert need.spoken == (
        "Need: valproate and pregnancy, confirmed, due today, owner Dr Marsh, her number 2"
    )
    assert NeedFace(id="n", name="a test", state="suspected").spoken == "Need: a test, suspected"
    assert [needs_words(n) for n in (1, 2)] == ["1 need", "2 needs"]


def test_other_keys_leave_a_need_alone(theme, shown, qtbot):
    card = shown(NeedCard(theme, sheet.NEEDS[0]))
    with qtbot.assertNotEmitted(card.pressed):
        QTest.keyClick(card, Qt.Key.Key_A)
    with qtbot.waitSignal(card.pressed):
        QTest.keyClick(card, Qt.Key.Key_Space)


def test_boxes_are_read_out(theme, shown):
    notice = shown(Notice(theme, "The letter is kept", "attention", strong="No printer found"))
    assert notice.accessibleName() == "No printer found. The letter is kept"
    phone = shown(PhoneCard(theme, "On-call service", "020 7946 0018", ask="Ask for: today"))
    assert phone.accessibleName() == "On-call service, ring 020 7946 0018, Ask for: today"
    shown(Card(theme, Text("words"), "ok"))


def test_an_nhs_number_is_copied_as_digits_and_privately(theme, shown):
    value = shown(Value("999\u00a0000\u00a00018", digits=True))
    value.setFocus()
    QTest.keyClick(value, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    clipboard = QGuiApplication.clipboard()
    assert clipboard.text() == "9990000018"
    assert "x-kde-passwordManagerHint" in clipboard.mimeData().formats()
    QTest.keyClick(value, Qt.Key.Key_A)
    name = shown(Value("WREN, Marianne"))
    name.setSelection(0, 4)
    name.copy()
    assert clipboard.text() == "WREN"


def test_a_button_shows_and_says_the_same(theme, shown):
    button = shown(Button(theme, "Cut & paste", icon="plus"))
    assert button.accessibleName() == "Cut & paste"
    assert "&&" in button.text()
    button.only_icon(True)
    assert (button.text(), button.toolTip()) == ("", "Cut & paste")
    button.only_icon(False)
    assert button.toolTip() == ""
    button.become("urgent", "I have rung", icon="phone", trailing=True)
    assert button.property("role") == "urgent"
    theme.choose("dark")


def test_a_button_that_can_be_chosen_has_room_for_its_words_in_bold(theme, shown):
    words = "Results awaited or to be told"
    plain, button = shown(Button(theme, words)), Button(theme, words)
    button.setCheckable(True)
    shown(button)
    around = plain.sizeHint().width() - plain.fontMetrics().horizontalAdvance(words)
    bold = QFontMetrics(theme.font(strong=True)).horizontalAdvance(words)
    for chosen in (False, True):
        button.setChecked(chosen)
        assert button.sizeHint().width() >= bold + around


@pytest.mark.parametrize("scale", [1.0, 1.25, 1.5])
def test_a_chosen_button_is_as_high_as_those_beside_it(theme, shown, scale):
    theme.scale_text(scale)
    for name in ("light", "high-contrast"):
        theme.choose(name)
        button, compact = Button(theme, "Trust"), Button(theme, "Ctrl+T")
        compact.setProperty("density", "compact")
        for one in (button, compact):
            one.setCheckable(True)
            shown(one)
            before = one.sizeHint()
            one.setChecked(True)
            assert one.sizeHint() == before
    theme.choose("light")


def test_text_can_be_said_and_hidden(theme, shown):
    text = shown(Text("words"))
    text.say("")
    assert not text.isVisible()
    text.say("more")
    assert text.isVisible()
    text.tone("attention")
    assert text.property("tone") == "attention"
    assert text.textFormat() == Qt.TextFormat.PlainText


def test_a_flow_goes_on_to_the_next_line(theme, shown):
    holder = QWidget()
    chips = [Chip(theme, f"Chip number {n}") for n in range(6)]
    flow = Flow(theme, *chips)
    holder.setLayout(flow)
    shown(holder, 1200, 200)
    assert len({chip.y() for chip in chips}) == 1
    holder.resize(250, 400)
    QApplication.processEvents()
    assert len({chip.y() for chip in chips}) > 2
    assert flow.heightForWidth(250) > flow.heightForWidth(1200)
    assert flow.itemAt(99) is None
    assert flow.takeAt(99) is None
    assert flow.sizeHint().width() > flow.minimumSize().width()
    chips[0].hide()
    assert flow.count() == 6
    taken = flow.takeAt(0)
    assert taken is not None
    assert flow.expandingDirections() == Qt.Orientation(0)


def test_a_flow_takes_note_of_a_part_that_goes_comes_or_says_more(theme, shown):
    texts = [Text(f"Part {n} of the words") for n in range(4)]
    flow = Flow(theme, *texts)
    holder = QWidget()
    holder.setLayout(column(theme, Text("above"), flow))
    shown(holder, 900, 400)

    def tall() -> int:
        QApplication.processEvents()
        return flow.heightForWidth(250)

    all_of_them = tall()
    texts[0].hide()
    texts[1].hide()
    fewer = tall()
    assert fewer < all_of_them
    texts[0].show()
    texts[1].show()
    assert tall() == all_of_them
    texts[2].say("Many more words in this part, " * 6)
    assert tall() > all_of_them
    flow.addWidget(Text("one more"))
    assert tall() > all_of_them
    texts[2].say("few")
    taken = flow.takeAt(0)
    assert taken is not None
    texts[0].hide()
    assert tall() <= all_of_them


def test_two_columns_stack_without_room(theme, shown):
    main, side = Text("main"), Text("side")
    both = shown(TwoColumns(theme, main, side, shares=(3, 2)), 1100, 300)
    assert side.x() > main.x()
    both.resize(700, 300)
    QApplication.processEvents()
    assert side.y() > main.y()


def test_wrapped_words_are_measured_as_they_are_painted(theme):
    words = Wrapped("one two three " * 20, theme.font("body"))
    assert words.height(200) > words.height(800) > 0
    assert words.natural() > 800


# ---- the table


def test_the_table(theme, shown, qtbot):
    table = shown(sheet._table(theme), 700, 300)
    table.setFocus()
    assert table.accessibleName() == "Women on the ward"
    with qtbot.waitSignal(table.opened) as told:
        QTest.keyClick(table, Qt.Key.Key_Return)
    assert told.args == [2]
    QTest.keyClick(table, Qt.Key.Key_Up)
    assert table.currentIndex().row() == 1
    assert table.rowHeight(0) >= theme.height("table-row")
    ring = table.focus_rect()
    assert ring.height() == table.rowHeight(1)
    wide = sum(table.columnWidth(n) for n in range(4))
    assert wide <= table.viewport().width()
    table.grab()
    table.resize(200, 300)
    QApplication.processEvents()
    for n in range(4):
        assert table.columnWidth(n) >= table.sizeHintForColumn(n)
    theme.scale_text(2.0)
    assert table.rowHeight(0) >= theme.height("table-row")
    table.clearSelection()
    table.setCurrentIndex(table.model().index(-1, -1))
    assert table.focus_rect() == table.rect()
    table.grab()


# ---- everything at once


def everything(theme: Theme) -> list[tuple[QWidget, int, int]]:
    return [
        (sheet.components(theme), round(1366 * theme.scale), 2400),
        (sheet.entries(theme), round(1366 * theme.scale), 2400),
    ]


def framed(theme: Theme) -> QWidget:
    made = sheet.framed(theme, who=LONG_NAME, training=True)
    faces = tuple(face(f"Clock {n}") for n in range(3))
    needs = tuple(sheet.NEEDS[n % 5] for n in range(12))
    made.show_so_far(SoFarView(clocks=faces, needs=needs))
    page = sheet.question_page(theme)
    made.show_page(page)
    group = page.findChildren(Answer)[1]
    group._words = sheet.LONG_ANSWER
    group._renew()
    return made


def cut_off(top: QWidget) -> list[str]:
    """Every shown widget that has less room than its words need."""
    found = []
    for one in top.findChildren(QWidget):
        if not one.isVisible() or isinstance(one, QAbstractScrollArea):
            continue
        if not isinstance(one, (QLabel, QPushButton, QLineEdit)):
            continue
        if not one.text() and not isinstance(one, (Answer, Chip)):
            continue
        if one.hasHeightForWidth():
            fits = one.height() >= one.heightForWidth(one.width())
        elif isinstance(one, QLineEdit):
            fits = one.height() >= one.sizeHint().height()
        else:
            hint = one.sizeHint()
            fits = one.width() >= hint.width() and one.height() >= hint.height()
        if not fits:
            found.append(f"{type(one).__name__} {one.accessibleName() or one.text()!r}")
    return found


@pytest.mark.parametrize("scale", [1.0, 1.25, 1.5, 2.0])
def test_nothing_is_cut(theme, shown, scale):
    theme.scale_text(scale)
    for part, width, height in everything(theme):
        shown(part, width, height)
        assert cut_off(part) == []
    whole = shown(framed(theme), 1366, 690)
    assert whole.width() == 1366
    assert whole.height() == 690
    assert cut_off(whole) == []
    whole.show_so_far(SoFarView())


@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_the_first_answers_show_without_scrolling(theme, shown, scale):
    theme.scale_text(scale)
    frame = sheet.framed(theme)
    frame.show_page(sheet.question_page(theme))
    shown(frame, 1366, 690)
    seen = QRect(frame._middle.viewport().rect())
    page = frame.page
    assert page is not None
    for answer in page.findChildren(Answer)[:3]:
        corner = answer.mapTo(frame._middle.viewport(), answer.rect().bottomLeft())
        assert seen.contains(corner)
    frame.show_so_far(SoFarView())


@pytest.mark.parametrize("name", ["light", "dark", "high-contrast"])
def test_every_control_has_a_name(theme, shown, name):
    theme.choose(name)
    tops = [*(part for part, *_ in everything(theme)), framed(theme)]
    for top in tops:
        shown(top, 1366, 900)
        for one in (widget for widget in top.findChildren(QWidget) if widget.isVisible()):
            if one.focusPolicy() == Qt.FocusPolicy.NoFocus:
                continue
            found = QAccessible.queryAccessibleInterface(one)
            assert found is not None
            assert found.text(QAccessible.Text.Name), f"{type(one).__name__} {one.objectName()}"
        top.close()
        if hasattr(top, "show_so_far"):
            top.show_so_far(SoFarView())


def test_states_stay_apart_in_greyscale(theme, shown):
    """Each state differs from the others when colour is taken away."""
    pictures = []
    for tone in ("", "ok", "attention", "urgent", "training"):
        chip = shown(Chip(theme, "Today", tone))
        grey = chip.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
        pictures.append((grey.size().toTuple(), bytes(grey.constBits())))
    assert len(set(pictures)) == len(pictures)
    assert ClockFace(id="x", name="x", started=START).next(NOW) is None


def test_the_sheet_is_drawn_without_a_word_from_qt(qapp, tmp_path, monkeypatch):
    monkeypatch.setattr(sheet, "THEMES", ("dark",))
    sheet.render(tmp_path)
    assert len(list(tmp_path.glob("*.png"))) == 16
    undress(qapp)
