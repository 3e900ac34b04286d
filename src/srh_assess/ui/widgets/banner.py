"""The identity banner: who she is, on every page with one woman on it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLayout, QMenu, QWidget

from srh_assess.assessment.identity import NO_BREAK
from srh_assess.assessment.identity import Banner as Words
from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets.chip import Chip
from srh_assess.ui.widgets.clipboard import private
from srh_assess.ui.widgets.layouts import Flow, column, row
from srh_assess.ui.widgets.saved import SavedMark
from srh_assess.ui.widgets.text import Role, Text

_EXPLAINED = {
    "Preferred name": "The name to say, and the pronouns that were given",
    "Pronouns": "In own words",
    "Born": "Date of birth, with the age today",
    "Gender": "Gender, in own words",
    "NHS No.": "NHS number",
}


class Value(Text):
    """A value that can be selected with the pointer. Copying an NHS number gives digits, and
    no copy reaches the clipboard's history."""

    def __init__(self, words: str, role: Role = "strong", *, digits: bool = False) -> None:
        super().__init__(words, role, wrap=False)
        self._digits = digits
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)

    def copy(self) -> None:
        """Copies what is selected, or all of it."""
        words = self.selectedText() or self.text()
        words = words.replace("\u200b", "").replace(NO_BREAK, "" if self._digits else " ")
        QGuiApplication.clipboard().setMimeData(private(words))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+C copies."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """A menu with one line: copy."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction("Copy").triggered.connect(self.copy)
        menu.popup(event.globalPos())


class Banner(QFrame):
    """Name, preferred name with her pronouns, Born, Gender, NHS No. and the saved mark.

    Narrow, it stands on two lines. It is never cut and never covered, and never shown on a
    page about several women.
    """

    def __init__(self, theme: Theme, saved: SavedMark, *, training: bool = False) -> None:
        super().__init__()
        self.setObjectName("identityBanner")
        self.setProperty("training", training)
        self._theme, self._saved = theme, saved
        self._narrow, self._folded, self._one_line = False, False, 0  # hers, without what is beside
        self._words: Words | None = None
        self._box = QHBoxLayout(self)
        self._box.addStrut(theme.floor("banner") - 2 * theme.space("s"))
        self._inside: QWidget | None = None
        self._box.addWidget(saved, 0, Qt.AlignmentFlag.AlignVCenter)
        side, down = theme.space("xl"), theme.space("s")
        self._box.setContentsMargins(side, down, side, down)

    def show_woman(self, words: Words) -> None:
        """Shows one woman."""
        if words != self._words:
            self._words = words
            self._build()

    def narrow(self, narrow: bool) -> None:
        """Two lines, or one."""
        if narrow != self._narrow:
            self._narrow = narrow
            self._build()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A name too long for one line takes the two-line form."""
        super().resizeEvent(event)
        self._fold()

    def event(self, event: QEvent) -> bool:
        """What the window hung beside it, or a longer word about saving, may take its room."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._fold()
        return done

    def _fold(self) -> None:
        if self._words is not None and not self._narrow and self._too_long() != self._folded:
            self._build()

    def _build(self) -> None:
        if self._words is None:
            return
        self._folded = self._narrow
        if not self._narrow:
            self._one_line = self._put(self._beside(self._words)).sizeHint().width()
            self._folded = self._too_long()
        if self._folded:
            self._put(self._below(self._words))
        self._box.setAlignment(
            self._saved,
            Qt.AlignmentFlag.AlignTop if self._folded else Qt.AlignmentFlag.AlignVCenter,
        )

    def _too_long(self) -> bool:
        """Whether one line has no room for her and for all that the window hung beside."""
        items = [self._box.itemAt(place) for place in range(self._box.count())]
        parts = [item.widget() for item in items if item is not None and not item.isEmpty()]
        beside = [part.sizeHint().width() for part in parts if part and part is not self._inside]
        wanted = self._one_line + sum(beside) + self._box.spacing() * len(beside)
        return self.width() < 2 * self._theme.space("xl") + wanted

    def _put(self, arranged: QLayout) -> QWidget:
        if self._inside is not None:
            self._box.removeWidget(self._inside)
            self._inside.hide()
            self._inside.deleteLater()
        self._inside = QWidget()
        self._inside.setLayout(arranged)
        self._box.insertWidget(0, self._inside, 1, Qt.AlignmentFlag.AlignVCenter)
        for words in self._inside.findChildren(QLabel):
            words.ensurePolished()  # only then does it know how much room it needs
        return self._inside

    def _parts(self, words: Words) -> tuple[Value, QWidget | None, list[QWidget]]:
        name = Value(words.name, "name")
        name.setAccessibleName(words.name)
        label, called = self._called(words)
        after = f"({words.pronouns})" if words.preferred and words.pronouns else ""
        preferred = self._pair(label, called, after) if called else None
        facts = [
            self._pair("Born", words.born, f"({words.age})" if words.age else ""),
            self._pair("Gender", words.gender),
            self._pair("NHS No.", words.nhs_number, digits=True),
        ]
        if words.warning:
            facts.append(Chip(self._theme, words.warning, "attention"))
        return name, preferred, facts

    def _called(self, words: Words) -> tuple[str, str]:
        """What stands below her name: the name to say, else the pronouns alone."""
        if words.preferred:
            return "Preferred name", words.preferred
        return "Pronouns", words.pronouns

    def _beside(self, words: Words) -> QLayout:
        name, preferred, facts = self._parts(words)
        called = column(self._theme, name, *([preferred] if preferred else []), gap="")
        return row(self._theme, called, *facts, None, gap="xxl")

    def _below(self, words: Words) -> QLayout:
        name, preferred, facts = self._parts(words)
        name.setWordWrap(True)
        rest = [preferred, *facts] if preferred else facts
        flow = Flow(self._theme, *rest, gap="l", down="hair")
        return column(self._theme, name, flow, gap="hair")

    def _pair(self, label: str, value: str, after: str = "", *, digits: bool = False) -> QWidget:
        pair = QWidget()
        below = label in ("Preferred name", "Pronouns") and not self._folded
        small: Role = "caption" if below else "muted"
        title = Text(label, small, wrap=False)
        told = Value(value, "strong", digits=digits)
        if small == "caption":
            told.setProperty("role", "caption-strong")
        line = row(self._theme, title, told, gap="xs")
        if after:
            line.addWidget(Value(after, "caption" if below else "body"))
        line.addStretch(1)
        pair.setLayout(line)
        spoken = " ".join(part for part in (label, value, after) if part)
        told.setAccessibleName(spoken)
        pair.setToolTip(_EXPLAINED[label])
        return pair
