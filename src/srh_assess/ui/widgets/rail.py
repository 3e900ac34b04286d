"""The rail of sections: where we are, what is done, what waits. It never scolds for order."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile
from typing import Literal

from msgspec import Struct
from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QFrame, QSizePolicy, QVBoxLayout, QWidget

from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets.layouts import Scroll, row
from srh_assess.ui.widgets.text import Line, Text
from srh_assess.ui.widgets.wrapped import Wrapped

SectionState = Literal["not-started", "now", "in-part", "done", "not-asked", "has-clock"]

# state: icon, colour of the icon, word for a screen reader
_STATES: dict[SectionState, tuple[str, str, str]] = {
    "not-started": ("ring", "text-muted", "not started"),
    "now": ("filled-dot", "accent", "in progress"),
    "in-part": ("half-disc", "text", "in part"),
    "done": ("tick", "ok", "done"),
    "not-asked": ("dash", "text-muted", "not asked"),
    "has-clock": ("clock", "urgent", "has a clock"),
}
_MOVES = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class RailSection(Struct, frozen=True, kw_only=True):
    """One section as the rail shows it. ``note`` stands at its right ("2 later", "under 40"),
    ``count`` is only spoken ("1 of 2"), ``apart`` puts a hairline above it."""

    id: str
    name: str
    state: SectionState = "not-started"
    note: str = ""
    count: str = ""
    apart: bool = False

    def spoken(self, place: int, of: int) -> str:
        """``Pregnancy and wishes, section 3 of 12, in progress, 1 of 2``."""
        parts = (self.name, f"section {place} of {of}", _STATES[self.state][2])
        return ", ".join(dict.fromkeys(part for part in (*parts, self.count, self.note) if part))


class RailItem(QAbstractButton):
    """One section: icon, name, short word. Narrow, only the icon, with tooltip and name.

    ``moved`` tells of an arrow key: 1 down, -1 up."""

    moved = Signal(int)

    def __init__(self, theme: Theme, section: RailSection, place: int, of: int) -> None:
        super().__init__()
        self._theme, self._narrow, self._open = theme, False, False
        self._heights: dict[int, int] = {}
        self.setProperty("role", "rail")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.section = section
        self._place, self._of = place, of
        self.show_section(section, False)
        theme.changed.connect(self._renew)

    def show_section(self, section: RailSection, is_open: bool) -> None:
        """Shows the section as it stands now."""
        if (section, is_open) == (self.section, self._open) and self.accessibleName():
            return
        self.section, self._open = section, is_open
        self.setProperty("state", section.state)
        self.setProperty("now", is_open)
        self._say_place()
        self._renew()

    def stand_at(self, place: int, of: int) -> None:
        """Its place among the sections has changed: only what is spoken tells of it."""
        if (place, of) != (self._place, self._of):
            self._place, self._of = place, of
            self._say_place()

    def _say_place(self) -> None:
        self.setAccessibleName(self.section.spoken(self._place, self._of))
        if self._narrow:
            self.setToolTip(self.accessibleName())

    def narrow(self, narrow: bool) -> None:
        """The icon alone, or everything."""
        if narrow == self._narrow:
            return
        self._narrow = narrow
        self.setToolTip(self.accessibleName() if narrow else "")
        self._renew()

    def _renew(self) -> None:
        theme = self._theme
        self._heights.clear()
        self._name = Wrapped(self.section.name, theme.font("small", strong=self._open or None))
        self._note = Wrapped(self.section.note, theme.font("caption"))
        wide = theme.width("rail") - 2 * theme.space("s")
        wide = theme.floor("target") if self._narrow else wide
        self._hint = QSize(wide, self.heightForWidth(wide))
        self.updateGeometry()
        self.update()

    def _icon_edge(self) -> int:
        token = self._theme.tokens.icon["inline" if not self._narrow else "state"]
        return token if self._narrow else self._theme.icon_size()

    def _texts(self, width: int) -> tuple[QRectF, QRectF]:
        """Where the name and the note stand; a long name wraps, a long note goes below."""
        theme = self._theme
        pad, gap = theme.space("m"), theme.space("s")
        left = pad + self._icon_edge() + gap
        inner = max(width - left - pad, 1)
        note = self._note.natural() + 1 if self.section.note else 0
        if note and self._name.natural() + note + gap > inner:
            name = self._name.height(inner)
            under = self._note.height(inner)
            return QRectF(left, 0, inner, name), QRectF(left, name, inner, under)
        name_wide = inner - (note + gap if note else 0)
        tall = max(self._name.height(name_wide), self._note.height(max(note, 1)) if note else 0)
        return QRectF(left, 0, name_wide, tall), QRectF(left + inner - note, 0, note, tall)

    def heightForWidth(self, width: int) -> int:
        """Tall enough for every word."""
        theme = self._theme
        if self._narrow:
            return theme.floor("target")
        if width not in self._heights:
            name, note = self._texts(width)
            words = max(name.bottom(), note.bottom())
            least = theme.floor("target")
            self._heights[width] = max(round(words) + 2 * theme.space("xs"), least)
        return self._heights[width]

    def sizeHint(self) -> QSize:
        """As wide as the rail. A layout asks for it many times for each answer."""
        return self._hint

    def minimumSizeHint(self) -> QSize:
        """Never smaller than what can be clicked."""
        return QSize(self._theme.floor("target"), self._theme.floor("target"))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Box of the open section, icon, name, note."""
        theme, painter = self._theme, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        hover = self.underMouse()
        if self._open or hover:
            line = theme.line("control")
            painter.setPen(QPen(theme.colour("border" if self._open else "accent"), line))
            painter.setBrush(theme.colour("surface-raised" if self._open else "surface-sunken"))
            inset = line / 2
            where = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
            painter.drawRoundedRect(where, theme.radius("field"), theme.radius("field"))
        icon, colour, _ = _STATES[self.section.state]
        if self._open and self.section.state == "not-started":
            icon, colour, _ = _STATES["now"]
        edge = self._icon_edge()
        left = (self.width() - edge) / 2 if self._narrow else theme.space("m")
        theme.paint_icon(
            painter, icon, colour, QRectF(left, (self.height() - edge) / 2, edge, edge)
        )
        if self._narrow:
            return
        name, note = self._texts(self.width())
        down = (self.height() - max(name.bottom(), note.bottom())) / 2
        muted = self.section.state == "not-asked" or (self.section.apart and not self._open)
        ink = "accent" if self._open else "text-muted" if muted else "text"
        self._name.paint(painter, name.translated(0, down), theme.colour(ink))
        self._note.paint(painter, note.translated(0, down), theme.colour("text-muted"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, as Space does; arrows belong to the rail, not to what scrolls it."""
        if event.key() in _ENTER:
            self.click()
        elif event.key() in _MOVES:
            self.moved.emit(_MOVES[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)


class Rail(QFrame):
    """The sections in order. Up and Down move, Enter opens; one stop for the Tab key."""

    chosen = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("sectionRail")
        self.setAccessibleName("Sections")
        self._theme, self._narrow = theme, False
        self._items: dict[str, RailItem] = {}
        self._title, self._note = Text("", "group"), Text("", "caption", wrap=False)
        head = row(theme, self._title, self._note, gap="s")
        head.setStretch(0, 1)
        pad = theme.space("l")
        head.setContentsMargins(pad, theme.space("s"), pad, theme.space("xs"))
        self._inside = QWidget()
        self._list = QVBoxLayout(self._inside)
        self._list.setSpacing(0)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(head)
        box.addWidget(Scroll(self._inside), 1)
        self._size()
        theme.changed.connect(self._size)

    def show_sections(
        self, sections: Sequence[RailSection], now: str, *, title: str = "", note: str = ""
    ) -> None:
        """Shows the sections; ``now`` is the id of the one whose page is open."""
        self._title.setText(title)
        self._note.setText(note)
        if [one.id for one in sections] != list(self._items):
            self._rebuild(sections)
        for section in sections:
            self._items[section.id].show_section(section, section.id == now)
        self._one_stop(now if now in self._items else next(iter(self._items), ""))

    def narrow(self, narrow: bool) -> None:
        """Icons alone, or names too."""
        self._narrow = narrow
        self._title.setVisible(not narrow)
        self._note.setVisible(not narrow)
        for item in self._items.values():
            item.narrow(narrow)
        self._size()

    def items(self) -> tuple[RailItem, ...]:
        """The items in order."""
        return tuple(self._items.values())

    def take_focus(self) -> None:
        """Focus on the open section, else on the first."""
        items = self.items()
        here = [item for item in items if item.property("now")]
        if items:
            (here or list(items))[0].setFocus(Qt.FocusReason.TabFocusReason)

    def _rebuild(self, sections: Sequence[RailSection]) -> None:
        """Another list of sections: what stays on it is not made anew, and what stands before the
        first that came or went is not moved."""
        before, self._items = self._items, {}
        stay = {before[one.id] for one in sections if one.id in before}
        pairs = zip(before, sections, strict=False)
        same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1].id, pairs))
        last = before[sections[same - 1].id] if same else None
        first = self._list.indexOf(last) + 1 if last is not None else 0
        while (taken := self._list.takeAt(first)) is not None:
            if (widget := taken.widget()) is not None and widget not in stay:
                widget.hide()  # gone at once, also from a picture taken now
                widget.deleteLater()
        for place, section in enumerate(sections, 1):
            item = before.get(section.id) or self._item(section, place, len(sections))
            item.stand_at(place, len(sections))
            self._items[section.id] = item
            if place <= same:
                continue
            item.raise_()  # a screen reader meets them in this order
            if section.apart and place > 1 and not sections[place - 2].apart:
                self._list.addWidget(Line())
            self._list.addWidget(item)
        self._list.addStretch(1)

    def _item(self, section: RailSection, place: int, of: int) -> RailItem:
        item = RailItem(self._theme, section, place, of)
        item.narrow(self._narrow)
        item.clicked.connect(self._pressed)
        item.moved.connect(self._move)
        return item

    def _pressed(self) -> None:
        item = self.sender()
        if isinstance(item, RailItem):
            self.chosen.emit(item.section.id)

    def _one_stop(self, stop: str) -> None:
        for name, item in self._items.items():
            policy = Qt.FocusPolicy.StrongFocus if name == stop else Qt.FocusPolicy.ClickFocus
            item.setFocusPolicy(policy)

    def _size(self) -> None:
        wide = (
            self._theme.tokens.width["rail-narrow"] if self._narrow else self._theme.width("rail")
        )
        self.setFixedWidth(wide)
        side = self._theme.space("xs" if self._narrow else "s")
        self._list.setContentsMargins(side, 0, side, 0)

    def _move(self, step: int) -> None:
        items = self.items()
        here = self.focusWidget()
        place = items.index(here) + step if isinstance(here, RailItem) else -1
        if 0 <= place < len(items):
            self._one_stop(items[place].section.id)
            items[place].setFocus(Qt.FocusReason.TabFocusReason)
