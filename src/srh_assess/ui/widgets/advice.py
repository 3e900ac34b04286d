"""Advice on words while staff write: a dotted underline, and one small card below the field.

A press on an underlined word, or Alt+Enter, opens the card: why, another way to say it, and
*Keep*. F7 lists every such word of the field. Nothing is changed or stopped. That a word was kept,
or gave way, is told to the window: for a total of the month, without which word and by whom; and,
of a word that was kept, for the log that the reviewer reads. A field for her own words is given no
adviser.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal, SignalInstance
from PySide6.QtGui import (
    QInputMethodEvent,
    QKeyEvent,
    QMouseEvent,
    QSyntaxHighlighter,
    QTextCharFormat,
    QTextDocument,
)
from PySide6.QtWidgets import QVBoxLayout, QWidget

from srh_assess import saying
from srh_assess.rules.language import Advice, advise
from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets.announce import announce
from srh_assess.ui.widgets.button import Button
from srh_assess.ui.widgets.field import Line, Lines
from srh_assess.ui.widgets.layouts import Flow, column
from srh_assess.ui.widgets.notice import Card
from srh_assess.ui.widgets.settled import Settled
from srh_assess.ui.widgets.text import Text

if TYPE_CHECKING:
    from srh_assess.protocol.terms import Terms

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


@cache
def terms() -> Terms:
    """The list, read once."""
    from srh_assess.protocol.terms import load

    return load()


def counted(found: tuple[Advice, ...]) -> str:
    """What a screen reader hears of a field with such words; empty without any."""
    if not found:
        return ""
    return f"Advice on {saying.counted(len(found), 'word')}. Alt and Enter opens it, F7 lists all"


class AdviceCard(QWidget):
    """One card: each word with why, what could stand instead, and *Keep*."""

    keep = Signal(str)
    closed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._card: Card | None = None
        self.buttons: list[Button] = []
        self.hide()

    def show_words(self, found: tuple[Advice, ...]) -> None:
        """Shows these words; none takes the card away."""
        if self._card is not None:
            self._box.removeWidget(self._card)
            self._card.hide()
            self._card.deleteLater()
        self._card, self.buttons = None, []
        self.setVisible(bool(found))
        if not found:
            return
        rows = [self._row(advice) for advice in found]
        self._card = Card(self._theme, column(self._theme, *rows, gap="m"), "attention", pad="m")
        self._box.addWidget(self._card)
        said = ". ".join(f"{one.said}. {_told(one)}" for one in found)
        self.setAccessibleName(f"Advice on words. {said}")

    def _row(self, advice: Advice) -> QWidget:
        theme, holder = self._theme, QWidget()
        keep = Button(theme, "Keep", name=f"Keep {advice.said}")
        keep.clicked.connect(lambda: self.keep.emit(advice.said))
        away = Button(theme, "Close", "link", name="Close the advice")
        away.clicked.connect(self.closed)
        self.buttons.append(keep)
        holder.setLayout(
            column(
                theme,
                Text(f"“{advice.said}”", "label"),
                Text(_told(advice), "small"),
                Flow(theme, keep, away, gap="m"),
                gap="xs",
            )
        )
        keep.setAccessibleDescription(_told(advice))
        return holder

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to the field."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)


def _told(advice: Advice) -> str:
    ways = "; ".join(advice.term.instead)
    return f"{advice.term.why} Another way: {ways}."


class _Underline(QSyntaxHighlighter):
    """The dotted underline of several lines."""

    def __init__(self, document: QTextDocument, adviser: Adviser) -> None:
        super().__init__(document)
        self._adviser = adviser

    def highlightBlock(self, text: str) -> None:
        """One line; a quotation never runs over its end."""
        for one in advise(text, terms(), kept=self._adviser.kept):
            self.setFormat(one.start, one.end - one.start, self._adviser.mark)


def tell_kept(field: QWidget, said: str) -> None:
    """Tells the window that a word was kept against advice: it knows whom the page is about."""
    window: QWidget | None = field.window()
    while window is not None:
        if isinstance(window, KeepsAdvice):
            window.advice_kept.emit(said)
            return
        window = window.parentWidget()


@runtime_checkable
class KeepsAdvice(Protocol):
    """A window that writes it down."""

    advice_kept: SignalInstance


class Adviser(QObject):
    """Gives one field its advice. ``described`` is what the field's description adds."""

    described = Signal(str)

    def __init__(self, theme: Theme, field: Line | Lines, card: AdviceCard) -> None:
        super().__init__(field)
        self._theme, self._field, self.card = theme, field, card
        self.kept: frozenset[str] = frozenset()
        self.found: tuple[Advice, ...] = ()
        self.mark = QTextCharFormat()
        self._underline: _Underline | None = None
        self._shown: tuple[str, ...] = ()
        self._met: set[str] = set()
        if isinstance(field, Lines):
            self._underline = _Underline(field.document(), self)
            field.textChanged.connect(self.look)
            field.viewport().installEventFilter(self)
        else:
            field.textChanged.connect(self.look)
        field.installEventFilter(self)
        card.keep.connect(self._keep)
        card.closed.connect(self.close)
        theme.changed.connect(self._colour)
        self._colour()

    def _colour(self) -> None:
        self.mark.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
        self.mark.setUnderlineColor(self._theme.colour("advice"))
        self.look()
        if self._underline is not None:
            self._underline.rehighlight()

    @property
    def text(self) -> str:
        """What stands in the field."""
        field = self._field
        return field.text() if isinstance(field, Line) else field.toPlainText()

    def look(self) -> None:
        """Reads the field anew."""
        self.found = advise(self.text, terms(), kept=self.kept)
        if isinstance(self._field, Line):
            self._underline_line(self._field)
        self.described.emit(counted(self.found))
        still = tuple(one for one in self.found if one.said in self._shown)
        if self._shown and len(still) != len(self.card.buttons):
            self._open(still, take_focus=False)

    def _underline_line(self, line: Line) -> None:
        """A line edit takes formats only as a keyboard in the making does."""
        kind = QInputMethodEvent.AttributeType.TextFormat
        here = line.cursorPosition()
        marks = [
            QInputMethodEvent.Attribute(kind, one.start - here, one.end - one.start, self.mark)
            for one in self.found
        ]
        QCoreApplication.sendEvent(line, QInputMethodEvent("", marks))

    # ---- the card

    def at(self, place: int) -> Advice | None:
        """The word at a place in the text, else the next one, else the first."""
        after = [one for one in self.found if one.end >= place]
        return next(iter(after or self.found), None)

    def open_here(self) -> bool:
        """The card of the word at the cursor."""
        field = self._field
        place = field.cursorPosition() if isinstance(field, Line) else field.textCursor().position()
        here = self.at(place)
        return self._open((here,) if here is not None else ())

    def list_all(self) -> bool:
        """Every such word of the field, each once."""
        each = {one.said.casefold(): one for one in self.found}
        return self._open(tuple(each.values()))

    def _open(self, found: tuple[Advice, ...], *, take_focus: bool = True) -> bool:
        self._shown = tuple(one.said for one in found)
        self.card.show_words(found)
        self._met |= {one.said.casefold() for one in found}
        if found and take_focus:
            self.card.buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)
            announce(self.card, self.card.accessibleName())
        return bool(found)

    def close(self) -> None:
        """Takes the card away; the cursor is back in the field."""
        self._open(())
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _keep(self, said: str) -> None:
        """One press, no reason: nothing more is said of this word here."""
        self.kept |= {said.casefold()}
        self._met.discard(said.casefold())
        self._tell(kept=True)
        tell_kept(self._field, said)
        self.close()
        self.look()
        if self._underline is not None:
            self._underline.rehighlight()

    def _gave_way(self) -> None:
        """What had its card and stands there no more."""
        words = self.text.casefold()
        for gone in [one for one in self._met if one not in words]:
            self._met.discard(gone)
            self._tell(kept=False)

    def _tell(self, *, kept: bool) -> None:
        QCoreApplication.sendEvent(self._field.window(), Settled(kept=kept))

    # ---- keys and presses

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Alt+Enter and F7 in the field; a press on an underlined word."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
            if event.key() in _ENTER and alt and self.found:
                return self.open_here()
            if event.key() == Qt.Key.Key_F7 and self.found:
                return self.list_all()
        elif event.type() == QEvent.Type.FocusOut:
            self._gave_way()
        elif isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseButtonRelease:
            self._pressed(event)
        return super().eventFilter(watched, event)

    def _pressed(self, event: QMouseEvent) -> None:
        field, point = self._field, event.position().toPoint()
        if isinstance(field, Line):
            place, chosen = field.cursorPositionAt(point), field.hasSelectedText()
        else:
            cursor = field.cursorForPosition(point)
            place, chosen = cursor.position(), field.textCursor().hasSelection()
        on = [one for one in self.found if one.start <= place < one.end]
        if on and not chosen:
            self._open(tuple(on[:1]), take_focus=False)
