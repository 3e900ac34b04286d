"""Words on a page: labels that wrap, headings that take focus, lines between groups."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from srh_assess.ui.theme import set_property

Role = Literal[
    "body",
    "page-heading",
    "aloud",
    "heading",
    "label",
    "strong",
    "group",
    "hint",
    "muted",
    "small",
    "caption",
    "clock",
    "alarm",
    "name",
]
Tone = Literal["", "ok", "attention", "urgent", "training", "accent", "on-urgent"]


class Text(QLabel):
    """A label that wraps and never reads its words as markup.

    ``buddy`` is the field it names: a screen reader then speaks it with the field.
    """

    def __init__(
        self,
        words: str = "",
        role: Role = "body",
        tone: Tone = "",
        *,
        buddy: QWidget | None = None,
        wrap: bool = True,
    ) -> None:
        super().__init__(words)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        self.setProperty("role", role)
        self.setProperty("tone", tone)
        if wrap:
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)
        if buddy is not None:
            self.setBuddy(buddy)

    def say(self, words: str) -> None:
        """Changes the words; hides the label when there are none."""
        self.setText(words)
        self.setVisible(bool(words))

    def tone(self, tone: Tone) -> None:
        """Changes the tone."""
        set_property(self, "tone", tone)


class Heading(Text):
    """The heading of a page. It takes focus when the page opens, so that it is read out.

    ``aloud``: the words to say to her, in quotation marks, the largest text on the page.
    """

    def __init__(self, words: str, *, aloud: bool = False) -> None:
        super().__init__(f"“{words}”" if aloud else words, "aloud" if aloud else "page-heading")
        self._words = self.text()
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(self._words)

    def error(self, wrong: bool) -> None:
        """Puts "Error: " before the heading while the page has a problem."""
        words = f"Error: {self._words}" if wrong else self._words
        self.setText(words)
        self.setAccessibleName(words)

    def focus_rect(self) -> QRect:
        """The words themselves, not the whole row: what the focus ring is drawn round."""
        return self.fontMetrics().boundingRect(
            self.contentsRect(),
            int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignVCenter),
            self.text(),
        )


class Line(QFrame):
    """A hairline between groups. It decorates and is not read out."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "line")
