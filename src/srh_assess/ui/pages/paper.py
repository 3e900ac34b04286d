"""A paper without a woman on it, as it will print, and the way to a printer; and the list of them.

The bytes on the screen are the bytes that are printed or saved.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from srh_assess.errors import UserError
from srh_assess.saying import counted
from srh_assess.ui.ask import Ask
from srh_assess.ui.pages.letter_base import Beside, Changing, Shelf, told
from srh_assess.ui.pages.outlet import Outlet
from srh_assess.ui.pages.pdf_pane import PdfPane
from srh_assess.ui.printing import Press
from srh_assess.ui.shell import ShellPage
from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets.answer import Answer
from srh_assess.ui.widgets.button import Button
from srh_assess.ui.widgets.layouts import column, row
from srh_assess.ui.widgets.notice import Notice
from srh_assess.ui.widgets.text import Heading
from srh_assess.workflow.papers import Paper

if TYPE_CHECKING:
    from srh_assess.workflow.sharing import Rendered

Make = Callable[[bool], "Rendered"]
Save = Callable[["Rendered", Path], Path]


class PapersPage(ShellPage):
    """What can be printed. ``buttons`` holds each by its id; ``opened`` tells which."""

    opened = Signal(str)

    def __init__(self, theme: Theme, papers: Sequence[Paper]) -> None:
        hint = "No woman’s name is on any of these. Print the form before the bad day"
        super().__init__(theme, Heading("Papers to print"), hint=hint)
        self.buttons: dict[str, Button] = {}
        for paper in papers:
            button = Button(theme, paper.words, icon="note")
            button.clicked.connect(partial(self.opened.emit, paper.id))
            self.buttons[paper.id] = button
            self._add(row(theme, button, None), gap="m")


class PaperPage(ShellPage):
    """One paper. ``make`` sets it, in large print or not; ``save`` writes it into a folder."""

    def __init__(
        self,
        theme: Theme,
        paper: Paper,
        *,
        make: Make,
        save: Save,
        press: Press,
        ask: Ask,
    ) -> None:
        super().__init__(theme, Heading(paper.words), wide=True)
        self._make, self._save, self._press, self._ask = make, save, press, ask
        self._rendered: Rendered | None = None
        self.fault = Changing()
        self.pdf = PdfPane(theme, paper.words)
        self.large = Answer(theme, "large", "Large print", many=True, density="list")
        self.large.setVisible(paper.large)
        self.large.toggled.connect(self.renew)
        self.outlet = Outlet(theme, press, "paper")
        self.outlet.print_wanted.connect(self._print)
        self.outlet.save_wanted.connect(self._to_file)
        self.outlet.dialog_wanted.connect(self._with_settings)
        inside = QWidget()
        parts = column(theme, self.fault, self.large, self.outlet, gap="m")
        parts.addStretch(1)
        parts.setContentsMargins(0, 0, theme.space("m"), 0)
        inside.setLayout(parts)
        shelf = Shelf(theme, inside)
        left = QWidget()
        left.setLayout(column(theme, row(theme, None, self.pdf.turner), self.pdf, gap="s"))
        both = Beside(theme, left, shelf, shares=(9, 4))
        both.stacked.connect(shelf.whole)
        self._body.insertWidget(self._body.count() - 1, both, 1000)
        self.renew()

    def renew(self) -> None:
        """Sets the paper anew and shows it."""
        self._rendered = None
        self.fault.hold(None)
        try:
            self._rendered = self._make(self.large.isChecked())
        except UserError as fault:
            self.fault.hold(told(self._theme, fault))
            self.outlet.offer("Print", "It cannot be set on paper yet")
            return
        self.pdf.show_pdf(self._rendered.data)
        self.outlet.offer(f"Print {counted(self._rendered.pages, 'page')}", "")

    def _print(self, printer: str) -> None:
        assert self._rendered is not None
        try:
            self._press.print(printer, self._rendered.data)
        except UserError as fault:
            self.outlet.failed(fault)
            return
        words = f"{counted(self._rendered.pages, 'page')} to {printer}"
        self.outlet.went(Notice(self._theme, words, "ok", strong="Printed"))

    def _with_settings(self) -> None:
        try:
            printer = self._press.choose(self._ask)
        except UserError as fault:
            self.outlet.failed(fault)
            return
        if printer and self.outlet.take(printer):
            self._print(printer)

    def _to_file(self) -> None:
        folder = self._ask.folder("Where to save it for printing", Path.home())
        if folder is None or self._rendered is None:
            return
        try:
            path = self._save(self._rendered, folder)
        except UserError as fault:
            self.outlet.failed(fault)
            return
        words = f"{path.name} is in {path.parent}"
        self.outlet.went(Notice(self._theme, words, "ok", strong="Saved"))
