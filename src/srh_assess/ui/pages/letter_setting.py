"""Sets a letter as a text document: in the order and with the weights of the paper."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
    QTextTableFormat,
)

from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets.text import BY
from srh_assess.workflow.sharing import Block, Letter, Row

Size = Literal["page", "larger", "aloud"]
_TYPES = {"page": "small", "larger": "answer", "aloud": "aloud"}
_HYPHEN = re.compile(r"(?<=\w)-(?=\w)")
_JOINED = "-\u2060"
"""A hyphen with a word joiner behind it: no line ends inside a date, a name or *in-reach*."""
_BY_HELD = re.compile(r"(?<=\b[Bb]y)\u00a0(?=\d)")
_LEFT: tuple[str, ...] = ("addressee", "urgency", "marking")
_RIGHT: tuple[str, ...] = ("sender", "reference")
_LABELS = QTextLength(QTextLength.Type.PercentageLength, 32)
_VALUES = QTextLength(QTextLength.Type.PercentageLength, 68)
_HALF = QTextLength(QTextLength.Type.PercentageLength, 50)


def on_paper(theme: Theme, name: str) -> QColor:
    """A colour that stands on white paper, whatever the theme of the window."""
    return QColor(theme.tokens.colours["light"][name])


def joined(words: str) -> str:
    """The same words; no line of them ends at a hyphen, or in *by* before a day."""
    return BY.sub("\u00a0", _HYPHEN.sub(_JOINED, words))


def as_written(words: str) -> str:
    """The words of the document without what only holds its lines together."""
    return _BY_HELD.sub(" ", words.replace(_JOINED, "-"))


def lines_of(letter: Letter) -> Iterator[tuple[str, str]]:
    """Label and words of every line."""
    for block in letter.blocks:
        for row in block.rows:
            yield (row.label, row.text)


class Setting:
    """Sets one letter. ``marked`` then holds the paragraphs that are new, each with its box."""

    def __init__(self, theme: Theme, size: Size, new: Counter[tuple[str, str]]) -> None:
        self._theme, self._size = theme, size
        self._points = theme.points(_TYPES[size])
        self._new = Counter(new)
        self.marked: list[tuple[int, str]] = []

    def document(self, letter: Letter | None) -> QTextDocument:
        """The document; empty before there is a letter."""
        made = QTextDocument()
        font = self._theme.font("small")
        font.setPointSizeF(self._points)
        made.setDefaultFont(font)
        made.setDocumentMargin(self._theme.space("xl"))
        self._cursor = QTextCursor(made)
        self._fresh = True
        if letter is None:
            return made
        self._head(letter)
        for block in letter.blocks:
            if block.role not in (*_LEFT, *_RIGHT):
                self._block(block)
        for line in (letter.notice, letter.footer):
            self._row(Row(text=line), small=True, gap=self._theme.space("s"))
        return made

    # ---- one line

    def _row(self, row: Row, *, bold: bool = False, small: bool = False, gap: float = 0.0) -> None:
        if row.text:
            self._line(row, f"{row.label}: {row.text}" if row.label else row.text,
                       bold=bold, small=small, gap=gap)  # fmt: skip

    def _line(
        self,
        row: Row,
        words: str,
        *,
        bold: bool = False,
        small: bool = False,
        quiet: bool = False,
        gap: float = 0.0,
        right: bool = False,
        counts: bool = True,
    ) -> None:
        """One paragraph. ``counts``: it stands for the row, so that it can be marked as new."""
        shape = QTextBlockFormat()
        shape.setTopMargin(gap)
        shape.setLineHeight(112.0, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        if right:
            shape.setAlignment(Qt.AlignmentFlag.AlignRight)
        look = QTextCharFormat()
        size = self._points * (0.85 if small else 1.0)
        look.setFontPointSize(size)
        look.setFontWeight(QFont.Weight.Bold if bold else QFont.Weight.Normal)
        ink = "text-muted" if quiet or small else "paper-text"
        look.setForeground(QBrush(on_paper(self._theme, ink)))
        new = counts and self._new[(row.label, row.text)] > 0
        if new:
            shape.setBackground(QBrush(on_paper(self._theme, "accent-soft")))
        if self._fresh:
            self._cursor.setBlockFormat(shape)
        else:
            self._cursor.insertBlock(shape)
        self._fresh = False
        self._cursor.setCharFormat(look)
        self._cursor.insertText(joined(words), look)
        if new:
            self._new[(row.label, row.text)] -= 1
            self.marked.append((self._cursor.block().blockNumber(), row.box))

    # ---- blocks

    def _head(self, letter: Letter) -> None:
        """Who it goes to at the left, who it comes from at the right; one below the other when
        the words are large."""
        if self._size == "aloud":
            for side in (_RIGHT, _LEFT):
                for block in _of(letter, side):
                    for row in block.rows:
                        self._row(row, bold=block.bold)
            return
        table = self._table(1, (_HALF, _HALF))
        for place, side in enumerate((_LEFT, _RIGHT)):
            self._cursor = table.cellAt(0, place).firstCursorPosition()
            self._fresh = True
            for block in _of(letter, side):
                for number, row in enumerate(block.rows):
                    gap = self._theme.space("s") if number == 0 and not self._fresh else 0
                    self._line(row, row.text, bold=block.bold, gap=gap, right=side is _RIGHT)
        self._out_of(table.lastPosition())

    def _block(self, block: Block) -> None:
        gap = float(self._theme.space("m"))
        if block.boxed:
            self._boxed(block)
            return
        if block.heading:
            self._line(Row(text=""), block.heading, bold=True, gap=gap, counts=False)
        facts = block.role in ("facts", "copies") and self._size != "aloud"
        if facts and all(row.label for row in block.rows):
            self._facts(block)
            return
        for number, row in enumerate(block.rows):
            before = gap if number == 0 and not block.heading else float(self._theme.space("xs"))
            if block.role == "list":
                self._line(row, f"•  {row.text}", gap=before)
            else:
                self._row(row, bold=block.bold, gap=before)

    def _boxed(self, block: Block) -> None:
        shape = QTextFrameFormat()
        shape.setBorder(self._theme.line("card"))
        style = QTextFrameFormat.BorderStyle
        dashed = block.role == "empty"
        shape.setBorderStyle(style.BorderStyle_Dashed if dashed else style.BorderStyle_Solid)
        shape.setBorderBrush(QBrush(on_paper(self._theme, "border")))
        shape.setPadding(self._theme.space("m"))
        shape.setTopMargin(self._theme.space("m"))
        shape.setBottomMargin(self._theme.space("m"))
        frame = self._cursor.insertFrame(shape)
        self._cursor = frame.firstCursorPosition()
        self._fresh = True
        for row in block.rows:
            self._row(row, bold=block.role == "identity" and not row.label)
        self._out_of(frame.lastPosition())

    def _facts(self, block: Block) -> None:
        table = self._table(len(block.rows), (_LABELS, _VALUES))
        for number, row in enumerate(block.rows):
            self._cursor = table.cellAt(number, 0).firstCursorPosition()
            self._fresh = True
            self._line(row, row.label, quiet=True, counts=False)
            self._cursor = table.cellAt(number, 1).firstCursorPosition()
            self._fresh = True
            self._line(row, row.text)
        self._out_of(table.lastPosition())

    def _table(self, rows: int, widths: tuple[QTextLength, QTextLength]) -> QTextTable:
        shape = QTextTableFormat()
        shape.setBorder(0)
        shape.setCellSpacing(0)
        shape.setCellPadding(self._theme.space("hair"))
        shape.setColumnWidthConstraints(list(widths))
        shape.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
        return self._cursor.insertTable(rows, 2, shape)

    def _out_of(self, last: int) -> None:
        """Goes on below a table or a frame, in the paragraph that Qt puts there."""
        self._cursor = QTextCursor(self._cursor.document())
        self._cursor.setPosition(last + 1)
        self._fresh = True


def _of(letter: Letter, roles: tuple[str, ...]) -> list[Block]:
    return [block for role in roles for block in letter.blocks if block.role == role]
