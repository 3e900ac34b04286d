"""The frame: parts by name, keys everywhere, folding by room, nothing cut, nothing lost."""

from __future__ import annotations

from datetime import timedelta

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from srh_assess.assessment.identity import banner
from srh_assess.ui import frame as frame_module
from srh_assess.ui.focus_ring import FocusRing
from srh_assess.ui.frame import ALONE, URGENT, Frame, Parts
from srh_assess.ui.reading import tab_stops
from srh_assess.ui.widgets import so_far as so_far_module
from srh_assess.ui.widgets.answer import Answer
from srh_assess.ui.widgets.answer_group import AnswerGroup
from srh_assess.ui.widgets.banner import Value
from srh_assess.ui.widgets.button import Button
from srh_assess.ui.widgets.entry import LineEntry
from srh_assess.ui.widgets.page import Page
from srh_assess.ui.widgets.rail import RailItem, RailSection
from srh_assess.ui.widgets.so_far import SoFarView
from srh_assess.ui.widgets.text import Heading, Text
from tests.ui.kit.sheet import LONG_NAME, MAYA, NOW, START, face, framed, question_page, urgent_page

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def frame(theme, shown) -> Frame:
    made = framed(theme)
    made.show_page(question_page(theme))
    shown(made, 1366, 690)
    made.to_heading()
    return made


def focus() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def test_the_parts_have_their_names(frame):
    for name in (
        "identityBanner", "savedMark", "sectionRail", "pageStack", "soFar", "soFarBar",
        "actionBar", "footer", "focusRing", "hiddenCover",
    ):  # fmt: skip
        assert frame.findChild(QWidget, name) is not None, name
    assert frame.findChild(QWidget, "trainingStrip") is None


def test_training_is_said_in_words_and_stripes(theme, shown):
    training = shown(framed(theme, training=True), 1366, 690)
    strip = training.findChild(QWidget, "trainingStrip")
    assert "TRAINING" in strip.accessibleName()
    assert training.windowTitle().startswith("TRAINING")
    assert training.saved.words().startswith("Kept in training")
    training.hide_all()
    assert strip.isVisible()  # a hidden screen is marked, too
    training.resize(500, 690)
    training.grab()


def test_no_name_stands_in_the_title(frame):
    assert "WREN" not in frame.windowTitle().upper()
    assert "MAYA" not in frame.windowTitle().upper()


def test_the_heading_has_the_focus_when_a_page_opens(frame):
    assert isinstance(focus(), Heading)
    assert focus().accessibleName() == "“Would you like a pregnancy test today?”"
    assert frame.page.accessibleName() == focus().accessibleName()


def test_the_page_before_is_thrown_away(frame, theme, qtbot):
    old = frame.page
    with qtbot.waitSignal(old.destroyed):
        frame.show_page(question_page(theme))
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert frame._stack.count() == 1


@pytest.mark.parametrize(
    ("keys", "held", "signal"),
    [
        (Qt.Key.Key_F1, Qt.KeyboardModifier.NoModifier, "help_wanted"),
        (Qt.Key.Key_F9, Qt.KeyboardModifier.NoModifier, "hide_wanted"),
        (Qt.Key.Key_L, CTRL, "lock"),
        (Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier, "back"),
        (Qt.Key.Key_Return, CTRL, "go_on"),
        (Qt.Key.Key_Enter, CTRL, "go_on"),
        (Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "go_on"),
    ],
)
def test_keys_everywhere(frame, qtbot, keys, held, signal):
    with qtbot.waitSignal(getattr(frame, signal)):
        QTest.keyClick(focus(), keys, held)


def test_the_buttons_do_the_same(frame, qtbot):
    bar = frame.actions_bar
    for button, signal in (
        (bar.pause_button, frame.pause),
        (bar.hide_button, frame.hide_wanted),
        (bar.lock_button, frame.lock),
        (bar.back_button, frame.back),
        (bar.primary, frame.go_on),
    ):
        with qtbot.waitSignal(signal):
            qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    bar.offer("Begin", other="Not now instead", note="Stays until one is done", back=False)
    assert bar.primary.accessibleName() == "Begin"
    assert bar.back_button.isHidden()
    with qtbot.waitSignal(frame.other):
        bar.other_button.click()
    bar.open_primary(False, "Say who will do this")
    assert not bar.primary.isEnabled()
    assert bar.primary.accessibleDescription() == "Say who will do this"
    with qtbot.assertNotEmitted(frame.go_on):
        QTest.keyClick(focus(), Qt.Key.Key_Return)
    bar.open_primary(True)
    assert bar.note.isHidden()


def test_enter_on_a_button_presses_it_and_does_not_go_on(frame, qtbot):
    frame.actions_bar.back_button.setFocus()
    with qtbot.assertNotEmitted(frame.go_on), qtbot.waitSignal(frame.back):
        QTest.keyClick(focus(), Qt.Key.Key_Return)


def test_escape_goes_to_the_heading_and_loses_nothing(frame):
    group = frame.page.findChild(AnswerGroup)
    group.press(2)
    QTest.keyClick(focus(), Qt.Key.Key_Escape)
    assert isinstance(focus(), Heading)
    assert group.codes == ("n",)


def test_tab_goes_page_acts_so_far_rail(frame):
    met: list[QWidget] = []
    while focus() not in met:
        met.append(focus())
        QTest.keyClick(focus(), Qt.Key.Key_Tab)
    bar = frame.actions_bar
    acts = [bar.primary, bar.back_button, bar.pause_button, bar.hide_button, bar.lock_button]
    places = [met.index(act) for act in acts]
    assert places == sorted(places)
    page = [place for place, one in enumerate(met) if frame.page.isAncestorOf(one)]
    so_far = [place for place, one in enumerate(met) if frame.so_far.isAncestorOf(one)]
    rail = [place for place, one in enumerate(met) if frame.rail.isAncestorOf(one)]
    assert max(page) < min(places) <= max(places) < min(so_far) <= max(so_far) < min(rail)
    assert len(rail) == 1
    assert isinstance(met[0], Heading)
    QTest.keyClick(focus(), Qt.Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
    assert focus() is met[-1]


def test_f6_goes_round_the_parts(frame):
    parts = (frame.so_far, frame.actions_bar, frame.rail, frame.page)
    for part in parts:
        QTest.keyClick(focus(), Qt.Key.Key_F6)
        assert part.isAncestorOf(focus())
    for part in (frame.rail, frame.actions_bar, frame.so_far):
        QTest.keyClick(focus(), Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
        assert part.isAncestorOf(focus())


def test_digits_reach_the_question_from_the_heading(frame):
    group = frame.page.findChild(AnswerGroup)
    group.choose([])
    QTest.keyClick(focus(), Qt.Key.Key_3)
    assert group.codes == ("u",)
    assert isinstance(focus(), Answer)


# ---- room


@pytest.mark.parametrize(
    ("width", "text", "mode"),
    [(1366, 1.0, "wide"), (1199, 1.0, "narrow"), (1366, 1.25, "narrow"), (1366, 1.5, "narrow"),
     (899, 1.0, "single"), (1366, 2.0, "single")],
)  # fmt: skip
def test_it_folds_by_width_and_text_size(frame, theme, width, text, mode):
    theme.scale_text(text)
    frame.resize(width, 690)
    QApplication.processEvents()
    assert frame.mode == mode
    wide = mode == "wide"
    assert frame.so_far.isVisible() is wide
    assert frame.so_far_bar.isVisible() is not wide
    assert frame.rail.isVisible()
    narrow = frame.rail.width() == theme.tokens.width["rail-narrow"]
    assert narrow is not wide
    assert (frame.actions_bar.pause_button.text() == "") is (mode == "single")
    assert frame.actions_bar.pause_button.accessibleName() == "Pause"
    assert frame.page.width() <= frame._middle.viewport().width()


def test_so_far_folds_to_a_line_that_keeps_every_clock(frame, qtbot):
    frame.so_far._fold.click()
    assert not frame.so_far.isVisible()
    assert [chip.words() for chip in frame.so_far_bar.chips] == [
        "Emergency contraception, 7 h 57 min"
    ]
    frame.so_far_bar._open.click()
    assert frame.so_far.isVisible()
    frame.resize(1000, 690)
    QApplication.processEvents()
    assert not frame.so_far.isVisible()
    frame.so_far_bar._open.click()
    assert frame.so_far.isVisible()
    assert not frame._middle.isVisible()
    frame.so_far_bar._open.click()
    assert frame._middle.isVisible()


def test_a_page_that_interrupts_stands_over_rail_and_so_far(frame, theme):
    frame.show_page(urgent_page(theme), URGENT)
    assert not frame.rail.isVisible()
    assert not frame.so_far.isVisible()
    assert not frame.so_far_bar.isVisible()
    assert frame.banner.isVisible()
    assert frame.actions_bar.pause_button.isVisible()
    frame.show_page(Page(theme, Heading("Women on the ward")), ALONE)
    assert not frame.banner.isVisible()
    assert not frame.actions_bar.isVisible()
    assert Parts() == frame_module.WOMAN


# ---- hiding


def test_hiding_covers_everything_and_gives_the_cursor_back(frame, qtbot):
    group = frame.page.findChild(AnswerGroup)
    group.press(2)
    before = focus()
    frame.hide_all()
    frame.hide_all()
    assert frame.hidden
    assert not frame.banner.isVisible()
    assert focus() is frame.cover
    with qtbot.assertNotEmitted(frame.go_on), qtbot.waitSignal(frame.wanted_back):
        QTest.keyClick(frame.cover, Qt.Key.Key_Return)
    with qtbot.assertNotEmitted(frame.wanted_back):
        QTest.keyClick(frame.cover, Qt.Key.Key_Shift)
    with qtbot.waitSignal(frame.wanted_back):
        qtbot.mouseClick(frame.cover, Qt.MouseButton.LeftButton)
    QTest.keyClick(frame.cover, Qt.Key.Key_Tab)
    assert focus() is frame.cover
    before_picture = frame.grab().toImage()
    frame.redraw_clocks()
    assert frame.grab().toImage() == before_picture
    frame.show_again()
    assert focus() is before
    assert group.codes == ("n",)


# ---- clocks


def test_clocks_are_redrawn_and_milestones_announced(frame, monkeypatch):
    said: list[str] = []
    monkeypatch.setattr(so_far_module, "announce", lambda _, words, **__: said.append(words))
    frame._clock.move(timedelta(hours=6, minutes=58))
    frame.redraw_clocks()
    assert frame.so_far.cards[0]._left.text() == "59 min"
    assert frame._tick.interval() == 10_000
    assert len(said) == 1
    frame.redraw_clocks()
    assert len(said) == 1
    frame.show_so_far(SoFarView())
    assert not frame._tick.isActive()
    assert frame.so_far.cards == []


def test_a_new_clock_is_announced_when_it_starts(theme, clock, shown, monkeypatch):
    said: list[str] = []
    monkeypatch.setattr(so_far_module, "announce", lambda _, words, **__: said.append(words))
    frame = shown(Frame(theme, clock))
    frame.show_so_far(SoFarView(clocks=(face(),)))
    frame.show_so_far(SoFarView(clocks=(face(),)))
    assert len(said) == 1
    assert "7 hours 57 minutes left" in said[0]
    assert START.tzinfo is not None
    frame.show_so_far(SoFarView())


def test_a_need_and_a_section_can_be_opened(frame, qtbot):
    cards = frame.so_far._inside.findChildren(QWidget)
    need = next(card for card in cards if getattr(card, "need", "") == "2")
    with qtbot.waitSignal(frame.need_chosen) as told:
        QTest.keyClick(need, Qt.Key.Key_Return)
    assert told.args == ["2"]
    with qtbot.waitSignal(frame.need_chosen):
        qtbot.mouseClick(need, Qt.MouseButton.LeftButton)
    item = frame.rail.items()[3]
    with qtbot.waitSignal(frame.section_chosen) as told:
        qtbot.mouseClick(item, Qt.MouseButton.LeftButton)
    assert told.args == ["Contraception"]


# ---- the rail


def test_the_rail_says_everything_of_a_section(frame):
    items = frame.rail.items()
    assert items[2].accessibleName() == "Pregnancy, wishes, section 3 of 14, in progress"
    assert items[9].accessibleName() == "Menopause, section 10 of 14, not asked"
    section = RailSection(
        id="p", name="Pregnancy and wishes", state="in-part", count="1 of 2", note="2 later"
    )
    assert (
        section.spoken(3, 12) == "Pregnancy and wishes, section 3 of 12, in part, 1 of 2, 2 later"
    )


def test_the_rail_by_keyboard(frame, qtbot):
    frame.rail.take_focus()
    assert focus() is frame.rail.items()[2]
    QTest.keyClick(focus(), Qt.Key.Key_Down)
    assert focus() is frame.rail.items()[3]
    assert tab_stops(frame.rail) == [frame.rail.items()[3]]
    with qtbot.assertNotEmitted(frame.go_on), qtbot.waitSignal(frame.section_chosen):
        QTest.keyClick(focus(), Qt.Key.Key_Return)
    with qtbot.waitSignal(frame.section_chosen):
        QTest.keyClick(focus(), Qt.Key.Key_Space)
    for _ in range(20):
        QTest.keyClick(focus(), Qt.Key.Key_Up)
    assert focus() is frame.rail.items()[0]


def test_the_rail_keeps_its_items_while_the_sections_stay(frame):
    before = frame.rail.items()
    sections = [item.section for item in before]
    frame.rail.show_sections(sections, "Opening")
    assert frame.rail.items() == before
    assert frame.rail.items()[0].property("now") is True
    frame.rail.show_sections(sections[:3], "")
    assert len(frame.rail.items()) == 3
    assert isinstance(frame.rail.items()[0], RailItem)
    frame.rail.show_sections([], "")
    frame.rail.take_focus()


# ---- the banner and the saved mark


def test_the_banner_gives_way_to_what_is_hung_beside_it_later(frame):
    frame.show_woman(banner(MAYA, NOW))
    QApplication.processEvents()
    low = frame.banner.sizeHint().height()
    late = Text("Somebody else is writing in this record on another computer now", wrap=False)
    frame.banner.layout().addWidget(late)
    QApplication.processEvents()
    assert frame.banner.layout().minimumSize().width() <= frame.banner.width()
    assert frame.banner.sizeHint().height() > low or late.width() >= late.sizeHint().width()
    late.hide()
    QApplication.processEvents()
    assert frame.banner.sizeHint().height() == low


def test_the_banner_says_the_pronouns_beside_the_name_to_say(frame):
    def said() -> str:
        QApplication.processEvents()
        shown = [one for one in frame.banner.findChildren(Value) if one.isVisibleTo(frame)]
        return " | ".join(one.accessibleName() for one in shown)

    they = replace(MAYA, pronouns="they, them")
    frame.show_woman(banner(they, NOW))
    assert "Preferred name Maya (they, them)" in said()
    frame.show_woman(banner(replace(they, preferred=""), NOW))
    assert "Pronouns they, them" in said()
    frame.show_woman(banner(replace(they, pronouns="", preferred=""), NOW))
    assert "ronouns" not in said()


def test_the_banner_never_cuts_a_long_name(frame):
    frame.show_woman(banner(LONG_NAME, NOW))
    for width in (1366, 1250, 1000, 700):
        frame.resize(width, 690)
        QApplication.processEvents()
        for value in frame.banner.findChildren(QWidget):
            if value.isVisible() and value.hasHeightForWidth():
                assert value.height() >= value.heightForWidth(value.width())
            elif value.isVisible() and value.property("role"):
                assert value.width() >= value.sizeHint().width()
    frame.show_woman(banner(MAYA, NOW))


def test_a_failed_saving_is_said_at_once(frame, monkeypatch, qtbot):
    from srh_assess.ui.widgets import saved as saved_module

    said: list[tuple[str, bool]] = []
    monkeypatch.setattr(
        saved_module, "announce", lambda _, words, urgent: said.append((words, urgent))
    )
    frame.saved.not_saved("the disk is full.")
    assert said == [("Not saved: the disk is full.", True)]
    with qtbot.waitSignal(frame.saved.help_wanted):
        frame.saved._link.click()
    frame.saved.saved(NOW)
    assert frame.saved.words() == "Saved 14:02:11"
    assert frame.saved._link.isHidden()
    frame.saved.clear()
    assert frame.saved.words() == ""


# ---- the focus ring


def test_the_ring_follows_every_focus(frame):
    ring = frame.findChild(FocusRing)
    frame.page.findChild(AnswerGroup).take_focus()
    answer = focus()
    reach = 5
    top = answer.mapTo(frame, answer.rect().topLeft())
    assert ring.isVisible()
    assert ring.at is answer
    assert (ring.x(), ring.y()) == (top.x() - reach, top.y() - reach)
    assert ring.width() == answer.width() + 2 * reach
    frame.resize(1366, 400)
    QApplication.processEvents()
    assert ring.geometry().bottom() <= frame._middle.geometry().bottom() + frame.banner.height()
    frame.hide_all()
    frame.show_again()
    answer.clearFocus()
    assert not ring.isVisible()


def test_a_line_of_words_takes_digits_for_itself(theme, frame):
    page = Page(theme, Heading("A question"))
    group = AnswerGroup(theme, "Which?", [])
    line = LineEntry(theme, "Words")
    page._add(line, group, Button(theme, "Add", "link"))
    frame.show_page(page)
    line.setFocus()
    QTest.keyClicks(focus(), "12")
    assert line.words == "12"


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_a_name_of_200_letters_is_shown_whole(theme, shown, scale):
    theme.scale_text(scale)
    made = framed(theme, who=replace(MAYA, family="W" * 200, given="A" * 200))
    made.show_page(question_page(theme))
    shown(made, 1366, 690)
    name = next(one for one in made.banner.findChildren(Value) if "W" in one.text())
    assert name.text().replace("\u200b", "") == f"{'W' * 200}, A{'a' * 199}"
    assert name.accessibleName() == f"{'W' * 200}, A{'a' * 199}"
    assert name.height() >= name.heightForWidth(name.width())
    assert made.width() == 1366
    made.show_so_far(SoFarView())
