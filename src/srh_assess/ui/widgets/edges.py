"""The edges of the window: footer, training strip, and the cover while it is hidden."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets.announce import announce
from srh_assess.ui.widgets.button import Button
from srh_assess.ui.widgets.icon import Icon
from srh_assess.ui.widgets.text import Text
from srh_assess.ui.widgets.wrapped import Wrapped

SPEAK = "Say something, or complain"
NOT_APPROVED = "Clinical content not yet approved by the trust"
_BARE_KEYS = (Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta)


def marked(mark: str, title: str) -> str:
    """The title of a window, behind the word of a record that is not real."""
    return f"{mark} - {title}" if mark else title


class Footer(QFrame):
    """The protocol's version, whether its content is approved, the place, and on every page the
    way to say something. ``speak`` stays hidden where nobody listens. ``reminder`` says, without
    any detail, that something became due elsewhere; ``locking`` that the window soon locks."""

    def __init__(self, theme: Theme, *, protocol: str = "", approval: str = NOT_APPROVED) -> None:
        super().__init__()
        self.setObjectName("footer")
        self._protocol = Text("", "caption", wrap=False)
        self._approval = Text("", "caption")
        self.reminder = Text("", "caption", wrap=False)
        self.locking = Text("", "caption", "attention", wrap=False)
        self._right = Text("", "caption", wrap=False)
        self._note = Text("", "caption")
        self._note.hide()
        self.speak = Button(theme, SPEAK, "link", name=f"{SPEAK} (F8)")
        self.speak.hide()
        line = QHBoxLayout(self)
        side, down = theme.space("xl"), theme.space("hair")
        line.setContentsMargins(side, down, side, down)
        line.setSpacing(theme.space("xl"))
        line.addWidget(self._protocol)
        line.addWidget(self._approval, 1)
        line.addWidget(self.locking)
        line.addWidget(self._note)
        line.addWidget(self.reminder)
        line.addWidget(self.speak)
        line.addWidget(self._right)
        self.say(protocol, approval)

    def say(self, protocol: str, approval: str, right: str = "") -> None:
        """Changes the words. ``approval`` is empty once a named lead has approved."""
        self._protocol.say(protocol)
        self._approval.setText(approval)
        self._right.say(right)

    def locks_soon(self, soon: bool) -> None:
        """Nobody has touched the window for a while; or somebody has, again."""
        self._soon("Untouched: it locks in a moment" if soon else "")

    def covers_soon(self, soon: bool) -> None:
        """The same in a window in which nobody signs in."""
        self._soon("Untouched: it is covered in a moment" if soon else "")

    def _soon(self, words: str) -> None:
        self.locking.say(words)
        if words:
            announce(self, words)

    def note(self, words: str, *, attention: bool = False) -> None:
        """The newest backup, or why there is none; nothing takes it away."""
        words_wide = self._approval.fontMetrics().horizontalAdvance(self._approval.text())
        self._approval.setMinimumWidth(words_wide * 3 // 5)  # two lines, however long the note is
        self._note.tone("attention" if attention else "")
        self._note.say(words)


class ReviewStrip(QFrame):
    """Says above everything that content is past the date at which it must be looked at again."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("role", "notice")
        self.setProperty("tone", "attention")
        self._words = Text("", "small")
        line = QHBoxLayout(self)
        side, down = theme.space("xl"), theme.space("xs")
        line.setContentsMargins(side, down, side, down)
        line.setSpacing(theme.space("m"))
        line.addWidget(Icon(theme, "triangle", "attention"))
        line.addWidget(self._words, 1)
        self.hide()

    def say(self, words: str) -> None:
        """Shows the words; none takes the strip away."""
        self._words.setText(words)
        self.setAccessibleName(words)
        self.setVisible(bool(words))


class TrainingStrip(QWidget):
    """The striped strip that nothing real ever shows: word, stripes and colour together."""

    def __init__(
        self,
        theme: Theme,
        words: str = "An invented woman. Nothing here is a real record",
        *,
        mark: str = "TRAINING",
    ):
        super().__init__()
        self.setObjectName("trainingStrip")
        self._theme, self._words, self._mark = theme, words, mark
        self.setAccessibleName(f"{mark}. {words}")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """A strip; it grows with the text."""
        return QSize(0, self._theme.height("training-strip"))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Stripes at 45 degrees between the two words."""
        theme, painter = self._theme, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("training"))
        painter.drawRect(self.rect())  # fillRect would load every kind of gradient first
        pad, gap = theme.space("xl"), theme.space("l")
        tag = Wrapped(self._mark, theme.font("body", strong=True))
        said = Wrapped(self._words, theme.font("small"))
        tall, ink = float(self.height()), theme.colour("on-training")
        left = pad + tag.natural() + gap
        right = self.width() - pad - tag.natural()
        room = max(right - gap - left, 0.0)
        tag.paint(painter, QRectF(pad, 0, tag.natural() + 1, tall), ink)
        tag.paint(painter, QRectF(right, 0, tag.natural() + 1, tall), ink)
        fits = said.natural() <= room
        if fits:
            said.paint(painter, QRectF(left, 0, said.natural() + 1, tall), ink)
        begin = left + (said.natural() + gap if fits else 0)
        self._stripes(painter, QRectF(begin, 0, right - gap - begin, tall))

    def _stripes(self, painter: QPainter, where: QRectF) -> None:
        if where.width() <= 0:
            return
        painter.save()
        painter.setClipRect(where)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("training-stripe"))
        wide = self._theme.space("m")
        x, tall = where.left() - where.height(), where.height()
        while x < where.right():
            corners = ((x, tall), (x + tall, 0.0), (x + tall + wide, 0.0), (x + wide, tall))
            painter.drawPolygon(QPolygonF([QPointF(*corner) for corner in corners]))
            x += 2 * wide
        painter.restore()


class HiddenCover(QWidget):
    """A plain cover with the word "Hidden". Any key or press asks to come back.

    Nothing on it ever changes: a clock that runs out meanwhile shows nothing here.
    """

    wanted_back = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("hiddenCover")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Hidden. Press any key")
        box = QVBoxLayout(self)
        word = Text("Hidden", "hint", wrap=False)
        box.addWidget(word, 0, Qt.AlignmentFlag.AlignCenter)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Any key but a bare modifier."""
        if event.key() not in _BARE_KEYS:
            self.wanted_back.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press, too."""
        self.wanted_back.emit()
