"""Follow-up of one woman: her needs as lanes over the days, the chosen one told below, and what
happened at the right. Ctrl+T shows the same facts as a table.

``act`` names what is to be written down, about ``need``.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QAbstractTableModel, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from srh_assess.assessment.record import Record
from srh_assess.clock import local
from srh_assess.ui.pages.follow_acts import ACTS, FollowAct
from srh_assess.ui.pages.follow_form import spoken
from srh_assess.ui.pages.letter_base import Changing, LetterPage
from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets.actions import ActionBar
from srh_assess.ui.widgets.button import Button
from srh_assess.ui.widgets.chip import Chip
from srh_assess.ui.widgets.lanes import LaneFace, LaneMark, Lanes
from srh_assess.ui.widgets.layouts import Flow, TwoColumns, column, row
from srh_assess.ui.widgets.moments import weekday_date, when_words
from srh_assess.ui.widgets.notice import Card
from srh_assess.ui.widgets.rows import Fact, Facts
from srh_assess.ui.widgets.table import CELL, Cell, Index, Table
from srh_assess.ui.widgets.text import Heading, Text
from srh_assess.workflow.lanes import DUE_WORDS, Lane, lanes, with_leave
from srh_assess.workflow.session import Session

COLUMNS = ("Need", "When", "What")


class FollowUpPage(LetterPage):
    """The page. ``need`` is the lane that is told below."""

    act = Signal(str)

    def __init__(self, theme: Theme, session: Session, need: str = "") -> None:
        now = session.clock.now()
        found = lanes(session.record, session.findings, session.protocol, now)
        hint = counted(session.record, found)
        super().__init__(theme, session, Heading("Until each need is met"), hint=hint)
        self.lanes = found
        known = [lane.need for lane in self.lanes]
        self.need = need if need in known else next(iter(known), "")
        self.buttons: dict[str, Button] = {}
        self.below = Changing()
        self.chart: Lanes | None = None
        self.table = Changing()
        if not self.lanes:
            self._add(Text("Nothing is open. It can be added any time."), gap="l")
            return
        self.chart = Lanes(theme, [self._face(lane) for lane in self.lanes], now)
        self.chart.choose(self.need)
        self.chart.chosen.connect(self.choose)
        self._add(self._key(), self.chart, self.table, self.below)
        self.choose(self.need)

    def _key(self) -> Text:
        words = (
            "Ring found, disc step, square call or visit, diamond due, tick met, bar closed."
            " Ctrl+T shows a table"
        )
        return Text(words, "muted")

    def _face(self, lane: Lane) -> LaneFace:
        due = DUE_WORDS[lane.due.what] if lane.due and lane.open else ""
        waits = with_leave(due, lane.leave) if due else lane.state
        marks = tuple(
            LaneMark(at=m.at, kind=m.kind, words=m.words, overdue=m.overdue) for m in lane.marks
        )
        return LaneFace(id=lane.need, name=lane.name, under=waits, open=lane.open, marks=marks)

    # ---- the chosen need

    def choose(self, need: str) -> None:
        """Tells about this need below the lanes."""
        self.need = need
        lane = next(lane for lane in self.lanes if lane.need == need)
        told, happened = self._told(lane), self._happened(lane)
        self.below.hold(TwoColumns(self._theme, told, happened, shares=(3, 2)))
        self._grow()
        self.changed.emit()

    def _grow(self) -> None:
        """What is told below is never squeezed: the page scrolls instead."""
        content, wide = self.below.content, self.below.width()
        if content is not None:
            tall = content.heightForWidth(wide) if content.hasHeightForWidth() else 0
            self.below.setMinimumHeight(max(tall, content.sizeHint().height()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width, another height."""
        super().resizeEvent(event)
        self._grow()

    def _told(self, lane: Lane) -> QWidget:
        theme, now = self._theme, self.session.clock.now()
        head = row(theme, Text(lane.name, "heading"), gap="m")
        head.setStretch(0, 1)
        if lane.due is not None and lane.open:
            day = weekday_date(local(lane.due.at).date())
            when = day if lane.due.dated else when_words(lane.due.at, now)
            late = ", overdue" if lane.due.overdue else ""
            head.addWidget(Chip(theme, f"{when}{late}", "attention", icon="calendar"))
        owner = lane.owner or "No one yet"
        facts = [
            Fact(id="state", label="State", value=lane.state),
            Fact(id="step", label="Next step", value=lane.step or "Not said yet"),
            Fact(id="way", label="In the way", value=lane.in_the_way or "Nothing named"),
            Fact(id="owner", label="Owner", value=owner, tone="" if lane.owner else "attention"),
            Fact(id="met", label="Met when", value=lane.met_when),
        ]
        if lane.words:
            facts.append(Fact(id="words", label="Last word", value=lane.words))
        holder = QWidget()
        holder.setLayout(column(theme, head, Facts(theme, facts, shares=(1, 4)), gap="s"))
        return holder

    def _happened(self, lane: Lane) -> QWidget:
        theme = self._theme
        self.buttons = {}
        parts: dict[str, list[QWidget]] = {"need": [], "thread": [], "link": []}
        for act in ACTS:
            if self._fits(act, lane):
                parts[act.part].append(self._button(act))
        layout = column(
            theme,
            Text("What happened?", "heading"),
            Flow(theme, *parts["need"], gap="s", down="s"),
            Flow(theme, *parts["link"], gap="m", down="xs"),
            Text("Care, tests and visits", "label"),
            Flow(theme, *parts["thread"], gap="m", down="xs"),
            gap="s",
        )
        return Card(theme, layout, pad="m")

    def _fits(self, act: FollowAct, lane: Lane) -> bool:
        if act.id == "check":
            return self.session.record.ended is not None
        if act.id == "again":
            return not lane.open
        return lane.open or act.part == "thread"

    def _button(self, act: FollowAct) -> Button:
        words = spoken(self.session, act.words)
        link = act.part != "need"
        button = Button(
            self._theme, words, "link" if link else "plain", icon="" if link else act.icon
        )
        button.clicked.connect(partial(self.act.emit, act.id))
        self.buttons[act.id] = button
        return button

    # ---- the table

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+T changes between the lanes and the table."""
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() == Qt.Key.Key_T and control and self.chart is not None:
            self.turn()
        else:
            super().keyPressEvent(event)

    def turn(self) -> None:
        """The other of the two: what the lanes paint, in rows of words."""
        assert self.chart is not None
        if self.chart.isVisibleTo(self):
            table = Table(self._theme, "What happened, by need", _Rows(self.lanes, self.session))
            self.table.hold(table)
            self.chart.hide()
            table.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.table.hold(None)
            self.chart.show()
            self.heading.setFocus(Qt.FocusReason.OtherFocusReason)

    def offer(self, bar: ActionBar) -> None:
        """Back to the board."""
        bar.offer(bar.home("To the ward"), other="How was it?")


def counted(record: Record, found: tuple[Lane, ...]) -> str:
    """How many needs are open, met and otherwise closed; when she came, and left."""
    is_open = sum(lane.open for lane in found)
    met = sum(lane.state == "Met" for lane in found)
    other = len(found) - is_open - met
    told = f"{is_open} open, {met} met"
    told += f", {other} otherwise closed" if other else ""
    came = f". Admitted {weekday_date(local(record.stay.admitted).date())}" if record.stay else ""
    left = f". Left {weekday_date(local(record.ended.at).date())}" if record.ended else ""
    return f"{told}{came}{left}"


class _Rows(QAbstractTableModel):
    """Every mark of every lane as a row."""

    def __init__(self, lanes: tuple[Lane, ...], session: Session) -> None:
        super().__init__()
        now = session.clock.now()
        self._cells = [
            (lane.name, when_words(mark.at, now), mark.words + ", overdue" * mark.overdue)
            for lane in lanes
            for mark in lane.marks
        ]

    def rowCount(self, parent: Index | None = None) -> int:
        """One for each mark."""
        return len(self._cells)

    def columnCount(self, parent: Index | None = None) -> int:
        """Need, when, what."""
        return len(COLUMNS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The words of a cell."""
        words = self._cells[index.row()][index.column()]
        if role == CELL:
            return Cell(words=words)
        spoken_roles = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
        return words if role in spoken_roles else None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The names of the columns."""
        across = orientation == Qt.Orientation.Horizontal
        return COLUMNS[section] if across and role == Qt.ItemDataRole.DisplayRole else None
