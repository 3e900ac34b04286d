"""One answer: a checkable button whose words wrap, with its key number and its source.

It is painted rather than built from labels: a page of answers is redrawn after every tap,
and a screen reader should meet one radio button, not a button with three labels inside.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy, QStyle, QStyleOptionButton

from srh_assess.saying import sentences
from srh_assess.ui.theme import Theme, set_property
from srh_assess.ui.widgets.wrapped import Wrapped

Density = Literal["page", "grid", "list"]

_SHARE_OF_ASIDE = 0.4  # an aside wider than this share of the answer goes below the words
_ARROWS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right)


class _Plan(NamedTuple):
    """Where everything stands at one width."""

    box: QRectF
    words: QRectF
    hint: QRectF
    aside: QRectF
    tick: QRectF
    height: int


class Answer(QPushButton):
    """One answer that can be chosen.

    ``number``: its key, 1 to 9, or 0 for none. ``many``: several may be chosen (a check box
    to a screen reader), else one (a radio button; a second press clears it). ``density``:
    ``page`` one below the other, ``grid`` beside each other, ``list`` a tick in a card.
    """

    def __init__(
        self,
        theme: Theme,
        code: str,
        words: str,
        *,
        number: int = 0,
        many: bool = False,
        hint: str = "",
        density: Density = "page",
    ) -> None:
        super().__init__()
        self.code = code
        self._theme = theme
        self._words, self._hint, self._number = words, hint, number
        self._many, self._density = many, density
        self._aside, self._aside_icon, self._closed = "", "", ""
        self._grey = False
        self._plans: dict[int, _Plan] = {}
        self.setProperty("role", "answer")
        self.setProperty("density", density)
        self.setCheckable(True)
        self.setAutoExclusive(not many)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        wide = QSizePolicy.Policy.Preferred if density == "grid" else QSizePolicy.Policy.Expanding
        policy = QSizePolicy(wide, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.pressed.connect(self._let_go)
        self.released.connect(self._hold)
        self._renew()
        theme.changed.connect(self._renew)

    # ---- what it says

    @property
    def words(self) -> str:
        """The words of the answer."""
        return self._words

    @property
    def closed(self) -> str:
        """Why it cannot be chosen now; empty when it can."""
        return self._closed

    def close_with(self, reason: str) -> None:
        """Closes it with the reason in words, which stays in reach of the keyboard.
        An empty reason opens it again."""
        self._closed = reason
        set_property(self, "closed", bool(reason))
        self._renew()

    def from_source(self, words: str) -> None:
        """Shows where the answer came from, as "From notes, 12-Jul"."""
        self._show_aside(words, "note" if words else "")

    def grey(self, grey: bool) -> None:
        """Shows it as said long ago: it is there, and it is to be asked again."""
        if grey != self._grey:
            self._grey = grey
            self.update()

    def suggest(self, words: str) -> None:
        """A muted word at the right, as "suggested". It chooses nothing."""
        self._show_aside(words, "")

    def _show_aside(self, words: str, icon: str) -> None:
        if (words, icon) != (self._aside, self._aside_icon):
            self._aside, self._aside_icon = words, icon
            self._renew()

    def _renew(self) -> None:
        self._plans.clear()
        small = self._density != "page"
        size = "body" if small else "answer"
        self._plain = Wrapped(self._words, self._theme.font(size))
        self._strong = Wrapped(self._words, self._theme.font(size, strong=True))
        self._below = Wrapped(self._closed or self._hint, self._theme.font("small"))
        self._beside = Wrapped(self._aside, self._theme.font("caption" if small else "small"))
        key = f"{self._number}, " if self._number else ""
        self.setAccessibleName(key + self._words)
        told = (self._hint, self._aside, self._closed)
        self.setAccessibleDescription(sentences(*told))
        self.updateGeometry()
        self.update()

    # ---- how large it is

    def _marked(self) -> bool:
        return bool(self._number) or self._many

    def _pads(self) -> tuple[int, int]:
        space = self._theme.space
        across = {"page": space("l") + space("hair"), "grid": space("m"), "list": space("s")}
        down = {"page": space("m"), "grid": space("s"), "list": space("s")}
        return across[self._density], down[self._density]

    def _lay(self, width: int) -> _Plan:
        """The plan at this width, made once until its words or their size change."""
        if width not in self._plans:
            self._plans[width] = self._planned(width)
        return self._plans[width]

    def _planned(self, width: int) -> _Plan:
        theme = self._theme
        across, down = self._pads()
        gap = theme.space("m") if self._density != "page" else theme.space("l")
        edge = theme.mark("square" if self._many else "box") if self._marked() else 0
        left = across + (edge + gap if edge else 0)
        tick = theme.icon_size("state") if self._ticks() else 0
        right = width - across - (tick + theme.space("s") if tick else 0)
        aside_wide = self._aside_width()
        below = aside_wide > _SHARE_OF_ASIDE * max(right - left, 1)
        if aside_wide and not below:
            right -= aside_wide + theme.space("m")
        inner = max(right - left, 1)
        words = self._strong.height(inner)
        hint = self._below.height(inner) if self._closed or self._hint else 0
        under = self._beside.height(inner) if aside_wide and below else 0
        floor = theme.height("answer" if self._density == "page" else "answer-compact")
        height = max(words + hint + under + 2 * down, floor, edge + 2 * down)
        top = (height - words - hint - under) / 2
        aside = (
            QRectF(left, top + words + hint, inner, under)
            if below
            else QRectF(right + theme.space("m"), 0, aside_wide, height)
        )
        return _Plan(
            box=QRectF(across, (height - edge) / 2, edge, edge),
            words=QRectF(left, top, inner, words),
            hint=QRectF(left, top + words, inner, hint),
            aside=aside,
            tick=QRectF(width - across - tick, (height - tick) / 2, tick, tick),
            height=height,
        )

    def _ticks(self) -> bool:
        return self._density == "page" and not self._many

    def _aside_width(self) -> int:
        if not self._aside:
            return 0
        icon = self._theme.icon_size() + self._theme.space("xs") if self._aside_icon else 0
        return self._beside.natural() + icon + 1

    def _chrome(self) -> int:
        plan = self._lay(0)
        tick = plan.tick.width() + self._theme.space("s") if self._ticks() else 0
        return round(plan.words.left() + tick) + self._pads()[0]

    def one_line(self) -> int:
        """The width at which nothing needs a second line, in pixels."""
        inner = max(self._strong.natural(), self._below.natural())
        aside = self._aside_width()
        return self._chrome() + inner + (aside + self._theme.space("m") if aside else 0) + 2

    def sizeHint(self) -> QSize:
        """On one line, up to the widest text column."""
        width = min(self.one_line(), self._theme.width("text-min"))
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Narrow, but never so narrow that a short word must be broken."""
        least = self._chrome() + min(self._strong.natural(), 3 * self._theme.mark("box"))
        width = min(least, self.one_line())
        return QSize(width, self._theme.height("target"))

    def hasHeightForWidth(self) -> bool:
        """Its words wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Tall enough for every word at this width."""
        return self._lay(width).height

    # ---- choosing it

    def nextCheckState(self) -> None:
        """A press chooses; a second press on a chosen one clears it; a closed one stays."""
        if self._closed:
            return
        self.set_chosen(not self.isChecked())

    def _let_go(self) -> None:
        """Qt would not clear the chosen one of several: while it is pressed it is by itself."""
        if self.isChecked():
            self.setAutoExclusive(False)

    def _hold(self) -> None:
        self.setAutoExclusive(not self._many)

    def set_chosen(self, chosen: bool) -> None:
        """Chooses or clears it without a word to anyone."""
        exclusive = self.autoExclusive()
        self.setAutoExclusive(exclusive and chosen)
        self.setChecked(chosen)
        self.setAutoExclusive(exclusive)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows and Enter belong to the group and the page: moving is not choosing."""
        if event.key() in (*_ARROWS, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
        else:
            super().keyPressEvent(event)

    # ---- painting it

    def paintEvent(self, event: QPaintEvent) -> None:
        """The box from the style sheet, then number, words, source and tick."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        self.style().drawControl(QStyle.ControlElement.CE_PushButtonBevel, option, painter, self)
        theme, plan = self._theme, self._lay(self.width())
        painter.translate(0, max((self.height() - plan.height) / 2, 0))
        chosen = self.isChecked()
        ink = theme.colour("text-muted" if self._closed or self._grey else "text")
        words = self._strong if chosen else self._plain
        words.paint(painter, plan.words, ink)
        self._below.paint(painter, plan.hint, theme.colour("text-muted"))
        self._paint_aside(painter, plan.aside)
        if self._marked():
            self._paint_box(painter, plan.box)
        if chosen and self._ticks():
            theme.paint_icon(painter, "tick", self._mark_colour(), plan.tick)

    def _mark_colour(self) -> str:
        return "text-muted" if self._grey else "accent"

    def _paint_aside(self, painter: QPainter, where: QRectF) -> None:
        if self._aside_icon:
            edge = self._theme.icon_size()
            place = QRectF(where.left(), where.center().y() - edge / 2, edge, edge)
            self._theme.paint_icon(painter, self._aside_icon, "text-muted", place)
            where = where.adjusted(edge + self._theme.space("xs"), 0, 0, 0)
        self._beside.paint(painter, where, self._theme.colour("text-muted"))

    def _paint_box(self, painter: QPainter, where: QRectF) -> None:
        theme, chosen = self._theme, self.isChecked()
        line = theme.line("card") if not self._many else theme.space("hair")
        edge = theme.colour("divider" if self._closed else "border")
        mark = theme.colour(self._mark_colour())
        pen = QPen(mark if chosen else edge, line)
        painter.setPen(pen)
        painter.setBrush(mark if chosen else theme.colour("surface-raised"))
        inset = line / 2
        radius = theme.radius("chip")
        painter.drawRoundedRect(where.adjusted(inset, inset, -inset, -inset), radius, radius)
        if self._many:
            if chosen:
                theme.paint_icon(painter, "tick", "on-accent", where)
            return
        painter.setFont(theme.font("small", strong=chosen))
        painter.setPen(theme.colour("on-accent" if chosen else "text-muted"))
        painter.drawText(where, Qt.AlignmentFlag.AlignCenter, str(self._number))
