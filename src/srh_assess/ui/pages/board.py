"""The ward board: every woman on the ward by room, what stands open for her, what is next."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from srh_assess.ui.board_words import Filter, Line
from srh_assess.ui.shell import ShellPage
from srh_assess.ui.table import LINE, Board, woman_column
from srh_assess.ui.table_view import BoardTable
from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets.button import Button
from srh_assess.ui.widgets.field import Line as Field
from srh_assess.ui.widgets.icon import Icon
from srh_assess.ui.widgets.layouts import Flow, column, row
from srh_assess.ui.widgets.text import Heading, Text

FILTERS: dict[Filter, str] = {
    "all": "All",
    "due": "Due today",
    "offer": "Offer this shift",
    "mine": "Mine",
    "overdue": "Overdue",
}
_TOLD = 8  # parts of the lines below the rows
_LINES = 2  # how many lines these are; one in a low window, none in a very low one
_LOW, _VERY_LOW = 600, 510
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_TO_TABLE = (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Home, Qt.Key.Key_End)


class Meanwhile(QFrame):
    """What became due since this person last looked, in a few calm words. Hidden while there is
    nothing; it takes no focus and makes no sound."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("role", "notice")
        self._said = Text("", "small")
        self._words = ""
        self.seen = Button(theme, "Seen", name="Seen what became due")
        line = row(theme, Icon(theme, "bell", "text"), self._said, self.seen, gap="m", margin="s")
        line.setStretch(1, 1)
        self.setLayout(line)
        self.hide()

    def say(self, words: str) -> None:
        """The words; none hides it."""
        self._words = words
        self._said.say(words)

    def fit(self, *, low: bool) -> None:
        """It gives way to the rows in a low window; the footer then says how much it is."""
        self.setVisible(bool(self._words) and not low)


class BoardPage(ShellPage):
    """The board. ``opened`` names an admission, ``initials`` whether names are to be hidden; the
    other signals tell what was asked for."""

    opened = Signal(str)
    quick = Signal(str)
    admit = Signal()
    initials = Signal(bool)
    seen = Signal()

    def __init__(self, theme: Theme, *, ward: str, private: bool = False) -> None:
        super().__init__(theme, Heading(f"Women on {ward or 'the ward'}"), edge_to_edge=True)
        self.board = Board(self)
        self.table = BoardTable(theme, self.board)
        self.table.arranged.connect(self._arranged)
        self.table.horizontalHeader().setStretchLastSection(True)
        self.table.opened.connect(self.open_row)
        self.table.moved.connect(self._moved)
        self.filters: dict[Filter, Button] = {}
        self._current = ""
        self.private = Button(theme, "Initials only", icon="eye-off")
        self.private.setCheckable(True)
        self.private.setChecked(private)
        self.private.only_icon(True)
        self.private.setToolTip("Initials only (Ctrl+H)")
        self.private.clicked.connect(self.initials)
        self.meanwhile = Meanwhile(theme)
        self.meanwhile.seen.clicked.connect(self.seen)
        self.detail = Text("", "small")
        self.detail.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.detail.setAccessibleName("What stands open for the woman of the current row")
        self._empty = Text("", "heading")
        self._empty_act = Button(theme, "")
        self._body.removeWidget(self.heading)
        self._body.insertWidget(0, self._middle(theme), 1)
        self._keys()
        theme.changed.connect(self._refit)

    # ---- building it

    def _middle(self, theme: Theme) -> QWidget:
        holder = QWidget()
        for place, (code, words) in enumerate(FILTERS.items(), 1):
            button = Button(theme, words)
            button.setCheckable(True)
            button.setProperty("density", "compact")
            button.setToolTip(f"Ctrl+{place}")
            button.clicked.connect(partial(self.show_only, code))
            self.filters[code] = button
        self.order = Button(theme, "By what is due", icon="calendar")
        self.order.setCheckable(True)
        self.order.only_icon(True)
        self.order.setToolTip("By what is due (Ctrl+D)")
        self.order.clicked.connect(self._reorder)
        self._find = Field(theme, "Find by name", chars=7)
        self._find.setPlaceholderText("Find")
        self._find.setClearButtonEnabled(True)
        self._find.textChanged.connect(self._search)
        self.admit_button = Button(theme, "Admit", icon="plus")
        self.admit_button.clicked.connect(self.admit)
        self._empty_act.clicked.connect(self._out_of_empty)
        self._nothing = QWidget()
        self._nothing.setLayout(
            column(theme, self._empty, row(theme, self._empty_act, None), None, gap="l", margin="l")
        )
        box = QVBoxLayout(holder)
        side = theme.space("xxl")
        box.setContentsMargins(side, theme.space("l"), side, theme.space("l"))
        box.setSpacing(theme.space("m"))
        box.addLayout(self._top(theme))
        box.addWidget(self.meanwhile)
        box.addWidget(self.table, 1)
        box.addWidget(self.detail)
        box.addWidget(self._nothing, 1)
        return holder

    def _top(self, theme: Theme) -> Flow:
        """The heading, the filters, and what acts on the list; these go on to the next line
        together, so that none of them stands there alone."""
        named, tools = QWidget(), QWidget()
        beside = row(theme, self.heading, gap="")
        beside.setContentsMargins(0, 0, theme.space("xs"), 0)
        named.setLayout(beside)
        acts = (self.order, self.private, self._find, self.admit_button)
        for act in acts:
            act.setProperty("density", "compact")
        tools.setLayout(row(theme, *acts, gap="s"))
        return Flow(theme, named, *self.filters.values(), tools, gap="s", down="s")

    def _keys(self) -> None:
        acts = {
            "Ctrl+D": self.order.click,
            "Ctrl+F": self._find.setFocus,
            "Ctrl+K": self.ask_quickly,
            "Ctrl+H": self.private.click,
        }
        acts |= {
            f"Ctrl+{place}": partial(self.show_only, code) for place, code in enumerate(FILTERS, 1)
        }
        for keys, act in acts.items():
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    # ---- what it shows

    def show_lines(self, lines: Iterable[Line], *, current: str = "") -> None:
        """Shows the rows as they are now; the same woman stays the current one."""
        current = current or self.current()
        seen = self.table.verticalScrollBar().value()
        self.board.show_lines(lines)
        self._renew(current)
        self.table.verticalScrollBar().setValue(seen)

    def show_only(self, code: Filter) -> None:
        """Shows the women of one filter."""
        current = self.current()
        self.board.choose(code)
        self._renew(current)

    def _search(self, words: str) -> None:
        current = self.current()
        self.board.find(words)
        self._renew(current)

    def _reorder(self) -> None:
        current = self.current()
        self.board.order_by_due(self.order.isChecked())
        self._renew(current)

    def _renew(self, current: str) -> None:
        for code, button in self.filters.items():
            button.setChecked(code == self.board.filter)
            button.reword(f"{FILTERS[code]} {self.board.count(code)}")
        shown = bool(self.board.shown)
        self.table.setVisible(shown)
        self._fit_detail()
        self._nothing.setVisible(not shown)
        if not shown:
            self._say_empty()
            self.changed.emit()
            return
        self._stand_at(current)
        self.changed.emit()

    def _stand_at(self, admission: str) -> None:
        """The row of this woman is the current one; the first when she is not shown."""
        place = max(self.board.place_of(admission), 0)
        self._current = self.board.shown[place].admission
        column = woman_column(self.board.layout_now)
        self.table.setCurrentIndex(self.board.index(place, column))
        self._moved()

    def _moved(self) -> None:
        """Another row is the current one: the line below the rows says what stands open there."""
        index = self.table.currentIndex()
        if not index.isValid():
            return
        line: Line = index.data(LINE)
        tall, wide = self._lines * self.detail.fontMetrics().lineSpacing(), self.table.width()
        words = _told(line, _TOLD)
        for parts in range(_TOLD, 0, -1):
            words = _told(line, parts)
            self.detail.setText(words)
            if self.detail.heightForWidth(wide) <= tall:
                break
        self.detail.setToolTip(_told(line, len(line.detail)))

    @property
    def _lines(self) -> int:
        return 1 if self.low else _LINES

    @property
    def _tall(self) -> float:
        """The height of the window as its text size leaves it."""
        return self.window().height() / self._theme.scale

    @property
    def low(self) -> bool:
        """Whether the window is so low that the rows need all of it."""
        return self._tall < _LOW

    def _fit_detail(self) -> None:
        """As tall for every woman, so that the rows stay where they are. Where the window is
        low it is one line, where it is very low the rows have all of it; the tooltip of a row
        says the same."""
        self.detail.setFixedHeight(self._lines * self.detail.fontMetrics().lineSpacing())
        self.detail.setVisible(bool(self.board.shown) and self._tall >= _VERY_LOW)
        self.meanwhile.fit(low=self.low)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keeps the line below the rows in step with the room."""
        super().resizeEvent(event)
        self._refit()

    def _refit(self) -> None:
        """Another size of the window or of the type; the current row stays in sight."""
        self.detail.ensurePolished()
        self._fit_detail()
        self._moved()
        self.table.scrollTo(self.table.currentIndex())

    def current(self) -> str:
        """The admission of the current row; empty when there is none."""
        index = self.table.currentIndex()
        if not index.isValid():
            return ""
        line: Line = index.data(LINE)
        return line.admission

    def open_row(self) -> None:
        """The assessment of the woman of the current row."""
        if self.current():
            self.opened.emit(self.current())

    def ask_quickly(self) -> None:
        """The one-sentence check with the woman of the current row."""
        if self.current():
            self.quick.emit(self.current())

    def _say_empty(self) -> None:
        if self.board.nobody:
            self._empty.setText("No one is on the ward list yet")
            self._empty_act.reword("Admit a woman", icon="plus")
        elif self.board.search:
            self._empty.setText("No woman of this name is in this list")
            self._empty_act.reword("Clear the search", icon="cross")
        else:
            name = FILTERS[self.board.filter]
            self._empty.setText(f"No one is in “{name}” now")
            self._empty_act.reword("Show all", icon="")

    def _out_of_empty(self) -> None:
        if self.board.nobody:
            self.admit.emit()
        elif self.board.search:
            self._find.clear()
        else:
            self.show_only("all")

    def _arranged(self) -> None:
        """Other columns: the same woman stays the current one."""
        if self.board.shown:
            self._stand_at(self._current)

    # ---- keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """From the heading, arrows, letters and Enter go to the rows."""
        wanted = event.key() in (*_TO_TABLE, *_ENTER) or event.text().isalpha()
        if self.table.isVisible() and self.heading.hasFocus() and wanted:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
            if event.key() not in _TO_TABLE:
                self.table.keyPressEvent(event)
        else:
            super().keyPressEvent(event)


def _told(line: Line, most: int) -> str:
    """What stands open in one row: so many parts of it, and how many more there are."""
    told = [f"{label}: {words}" for label, words in line.detail[:most]]
    if len(line.detail) > most:
        told.append(f"And {len(line.detail) - most} more")
    room = f"Room {line.room}" if line.room else line.name
    return f"{room}.  {'.  '.join(told) or 'Nothing open'}."
