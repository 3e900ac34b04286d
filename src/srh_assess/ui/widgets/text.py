"""Words on a page: labels that wrap, headings that take focus, lines between groups."""

from __future__ import annotations

import re
from typing import Literal

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QFrame, QLabel, QWidget

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


_LINE = 60  # average characters of a comfortable line
_ENDLESS = re.compile(r"\S{41,}")
_PIECE = re.compile(r"(\S{20})(?=\S)")
_JOINER = "\u2060"
_WORDS = re.compile(rf"[^\S\u00a0]+|(?<=-)(?!{_JOINER})|\u200b")
_DATE = re.compile(r"\b(\d\d?)-([A-Z][a-z]{2})-(?=\d{4}\b)")
BY = re.compile(r"(?<=\b[Bb]y) (?=\d)")
"""The blank between *by* and a day: no line ends in *by*."""


def breakable(words: str) -> str:
    """The same words; one without end (a name of 200 letters) may be broken every 20."""
    return _ENDLESS.sub(lambda run: _PIECE.sub("\\1\u200b", run.group()), words)


def whole(words: str) -> str:
    """The same words; no line of them ends inside a date, or in *by* before one."""
    return BY.sub("\u00a0", _DATE.sub(rf"\1-{_JOINER}\2-{_JOINER}", words))


class Text(QLabel):
    """A label that wraps and never reads its words as markup. No line of it ends inside a date.

    ``buddy`` is the field it names: a screen reader then speaks it with the field.
    """

    _said = ""

    def __init__(
        self,
        words: str = "",
        role: Role = "body",
        tone: Tone = "",
        *,
        buddy: QWidget | None = None,
        wrap: bool = True,
    ) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        self.setText(breakable(words))
        self.setProperty("role", role)
        self.setProperty("tone", tone)
        if buddy is not None:
            self.setBuddy(buddy)

    def setText(self, words: str) -> None:
        """Other words; ``text`` gives them back without what only holds their lines together."""
        self._said = words
        super().setText(whole(words))

    def text(self) -> str:
        """Its words, as they were said."""
        return self._said

    def sizeHint(self) -> QSize:
        """On one line, up to what is comfortable to read."""
        if not self.wordWrap():
            return super().sizeHint()
        metrics = self.fontMetrics()
        width = min(metrics.horizontalAdvance(self.text()) + 1, _LINE * metrics.averageCharWidth())
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """As wide as its longest word and one line tall; how tall it is follows from how wide
        it is. Qt's own guess is taller, and would make every page scroll."""
        if not self.wordWrap():
            return super().minimumSizeHint()
        self.ensurePolished()
        metrics = self.fontMetrics()
        longest = max(map(metrics.horizontalAdvance, _WORDS.split(super().text())), default=0)
        return QSize(longest + 1, metrics.height())

    def say(self, words: str) -> None:
        """Changes the words; hides the label when there are none."""
        self.setText(breakable(words))
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

    def setText(self, words: str) -> None:
        """Other words, also when the page has found out only now of what it speaks."""
        self._words = words
        super().setText(words)
        self.setAccessibleName(words)

    def error(self, wrong: bool) -> None:
        """Puts "Error: " before the heading while the page has a problem."""
        words = f"Error: {self._words}" if wrong else self._words
        super().setText(words)
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
