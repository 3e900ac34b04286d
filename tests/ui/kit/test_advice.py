"""Advice on words: underlined, one card, kept with one press; never a block, never in her words."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QTextCharFormat
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets.entry import LineEntry, TextEntry
from srh_assess.ui.widgets.field import Lines
from srh_assess.ui.widgets.settled import Settled

ALT = Qt.KeyboardModifier.AltModifier
SAID = 'She is manipulative and refused. She said "I refused".'


@pytest.fixture
def place(qtbot: QtBot, theme: Theme) -> QWidget:
    holder = QWidget()
    qtbot.addWidget(holder)
    holder.resize(600, 500)
    holder.show()
    qtbot.waitExposed(holder)
    return holder


def shown(place: QWidget, entry: TextEntry | LineEntry) -> TextEntry | LineEntry:
    entry.setParent(place)
    entry.resize(560, 460)
    entry.show()
    entry.field.setFocus()
    return entry


def words_of(entry: TextEntry | LineEntry) -> list[str]:
    assert entry.adviser is not None
    return [one.said for one in entry.adviser.found]


def card_words(entry: TextEntry | LineEntry) -> list[str]:
    assert entry.adviser is not None
    return [button.accessibleName() for button in entry.adviser.card.buttons]


@pytest.mark.parametrize("kind", [TextEntry, LineEntry])
def test_words_are_underlined_and_a_quotation_is_left_alone(
    place: QWidget, theme: Theme, kind: type
) -> None:
    entry = shown(place, kind(theme, "Note", advised=True))
    QTest.keyClicks(entry.field, SAID)
    assert words_of(entry) == ["manipulative", "refused"]
    assert entry.words == SAID
    told = entry.field.accessibleDescription()
    assert told.startswith("Advice on 2 words")
    if isinstance(entry.field, Lines):
        formats = entry.field.document().firstBlock().layout().formats()
        assert [(one.start, one.length) for one in formats] == [(7, 12), (24, 7)]
        style = formats[0].format.underlineStyle()
        assert style is QTextCharFormat.UnderlineStyle.DotLine
        assert formats[0].format.underlineColor() == theme.colour("advice")


@pytest.mark.parametrize("kind", [TextEntry, LineEntry])
def test_alt_enter_opens_one_card_and_keep_is_one_press(
    place: QWidget, theme: Theme, kind: type
) -> None:
    entry = shown(place, kind(theme, "Note", words=SAID, advised=True))
    QTest.keyClick(entry.field, Qt.Key.Key_Home)
    QTest.keyClick(entry.field, Qt.Key.Key_Return, ALT)
    assert card_words(entry) == ["Keep manipulative"]
    assert entry.adviser is not None
    card = entry.adviser.card
    assert "motive" in card.accessibleName()
    assert "Another way" in card.accessibleName()
    assert place.focusWidget() is card.buttons[0]
    QTest.keyClick(card.buttons[0], Qt.Key.Key_Space)
    assert words_of(entry) == ["refused"]
    assert card.isHidden()
    assert entry.words == SAID
    assert place.focusWidget() is entry.field


def test_f7_lists_every_word_and_escape_goes_back(place: QWidget, theme: Theme) -> None:
    entry = shown(place, TextEntry(theme, "Note", words=SAID))
    QTest.keyClick(entry.field, Qt.Key.Key_F7)
    assert card_words(entry) == ["Keep manipulative", "Keep refused"]
    assert entry.adviser is not None
    QTest.keyClick(entry.adviser.card.buttons[0], Qt.Key.Key_Escape)
    assert place.focusWidget() is entry.field
    assert words_of(entry) == ["manipulative", "refused"]


@pytest.mark.parametrize("kind", [TextEntry, LineEntry])
def test_a_press_on_the_word_opens_its_card(place: QWidget, theme: Theme, kind: type) -> None:
    entry = shown(place, kind(theme, "Note", words="manipulative today", advised=True))
    field = entry.field
    assert entry.adviser is not None
    target = field.viewport() if isinstance(field, Lines) else field
    QTest.mouseClick(target, Qt.MouseButton.LeftButton, pos=QPoint(30, 14))
    assert card_words(entry) == ["Keep manipulative"]
    assert place.focusWidget() is field  # writing goes on


def test_the_card_goes_when_its_word_goes(place: QWidget, theme: Theme) -> None:
    entry = shown(place, TextEntry(theme, "Note", words="refused"))
    QTest.keyClick(entry.field, Qt.Key.Key_Return, ALT)
    entry.show_words("declined")
    assert entry.adviser is not None
    assert entry.adviser.card.isHidden()
    assert entry.field.accessibleDescription() == ""


def test_her_words_names_and_passphrases_get_no_advice(theme: Theme, qtbot: QtBot) -> None:
    for entry in (
        TextEntry(theme, "In her words", hers=True), LineEntry(theme, "Family name"),
        LineEntry(theme, "Passphrase", secret=True), TextEntry(theme, "Address", advised=False),
    ):  # fmt: skip
        qtbot.addWidget(entry)
        assert entry.adviser is None


def test_nothing_to_say_leaves_the_keys_alone(place: QWidget, theme: Theme) -> None:
    entry = shown(place, TextEntry(theme, "Note", words="She slept well"))
    QTest.keyClick(entry.field, Qt.Key.Key_F7)
    QTest.keyClick(entry.field, Qt.Key.Key_Return, ALT)
    assert card_words(entry) == []


def test_another_theme_gives_another_ink(place: QWidget, theme: Theme) -> None:
    entry = shown(place, TextEntry(theme, "Note", words="refused"))
    theme.choose("dark")
    assert isinstance(entry.field, Lines)
    formats = entry.field.document().firstBlock().layout().formats()
    assert formats[0].format.underlineColor() == theme.colour("advice")


class Told(QWidget):
    """A window that keeps what its fields tell of advice."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[bool] = []

    def event(self, event: QEvent) -> bool:
        if isinstance(event, Settled):
            self.found.append(event.kept)
        return super().event(event)


def test_what_was_kept_or_gave_way_is_told_once_and_never_which_word(
    qtbot: QtBot, theme: Theme
) -> None:
    window = Told()
    qtbot.addWidget(window)
    entry, other = LineEntry(theme, "Note", advised=True), LineEntry(theme, "Else")
    for one in (entry, other):
        shown(window, one)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    assert entry.adviser is not None
    entry.field.setFocus()
    QTest.keyClicks(entry.field, "She is manipulative and refused")
    other.field.setFocus()
    assert window.found == []  # nothing had its card yet
    entry.field.setFocus()
    QTest.keyClick(entry.field, Qt.Key.Key_F7)
    entry.adviser.card.buttons[0].click()
    assert window.found == [True]
    entry.show_words("She is manipulative and said no")
    other.field.setFocus()
    entry.field.setFocus()
    other.field.setFocus()
    assert window.found == [True, False]
    event = Settled(kept=True)
    assert [name for name in vars(event) if not name.startswith("_")] == ["kept"]
