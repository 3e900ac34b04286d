"""The handbook in the program: read page by page, or saved to print, to sign and to hand round."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QProgressBar, QWidget

from srh_assess.errors import UserError
from srh_assess.ui.lead.base import LeadPage
from srh_assess.ui.pages.pdf_pane import PdfPane
from srh_assess.ui.widgets.announce import announce
from srh_assess.ui.widgets.button import Button
from srh_assess.ui.widgets.layouts import Flow, column
from srh_assess.ui.widgets.text import Text
from srh_assess.workflow import print_protocol

if TYPE_CHECKING:
    from srh_assess.ui.lead.room import Leading

Form = Literal["pdf", "html"]
_KINDS = {"pdf": "PDF (*.pdf)", "html": "Page for a browser (*.html)"}
_MAKING = "Making the handbook. With all its pages it takes half a minute or more"
_STOPPED = "Stopped; nothing was made"
LOOK_EVERY = 100  # milliseconds between two looks at how far it is


class HandbookPage(LeadPage):
    """Nothing is written to show it. Saving asks where."""

    guide = "handbook"

    def __init__(self, room: Leading) -> None:
        super().__init__(room, "The handbook", wide=True,
                         hint="Every question, rule, clock and number with its source")  # fmt: skip
        theme = room.theme
        self.read = Button(theme, "Read it here", icon="book")
        self.as_pdf = Button(theme, "Save to print")
        self.as_html = Button(theme, "Save as a page for a browser")
        self.read.clicked.connect(self._read)
        self.as_pdf.clicked.connect(partial(self._save, "pdf"))
        self.as_html.clicked.connect(partial(self._save, "html"))
        self.said = Text("", "muted")
        self.said.hide()
        self.pane = PdfPane(theme, "The handbook")
        self.pane.turner.hide()
        self.pane.hide()
        self._ended = self._stopped = False
        self._so_far = (0, 0)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._show_so_far)
        self.bar = QProgressBar()
        self.bar.setAccessibleName("How much of the handbook is made")
        self.stop = Button(theme, "Stop", icon="cross")
        self.stop.clicked.connect(self._stop)
        self._running = QWidget()
        self._running.setLayout(column(theme, self.bar, Flow(theme, self.stop), gap="s"))
        self._running.hide()
        self._add(Flow(theme, self.read, self.as_pdf, self.as_html, self.pane.turner), gap="m")
        below = QWidget()  # takes what room is left, also while nothing is shown
        below.setLayout(column(theme, self.pane))
        self._add(self.said, self._running, below, gap="s")
        self._fill(below)

    def end(self) -> None:
        """What is still being made is for nobody."""
        self._ended = True

    def _read(self) -> None:
        self._make("pdf", self._show)

    def _save(self, form: Form) -> None:
        name = f"handbook-{self.desk.shipped.version}.{form}"
        place = self.at.window.ask.place_to_save(
            "Save the handbook", Path.home() / name, _KINDS[form]
        )
        if place is not None:
            self._make(form, partial(self._write, place))

    def _make(self, form: Form, then: object) -> None:
        work = partial(print_protocol.of_desk, self.desk, form, self._go_on)
        made = partial(self._made, then)
        self._so_far, self._stopped = (0, 0), False
        if self.at.window.long_work.run(work, made, self._failed):
            self._say(_MAKING)
            self._running.show()
            self._show_so_far()
            self._timer.start(LOOK_EVERY)

    def _go_on(self, done: int, whole: int) -> bool:
        """Told by the worker, in its own thread."""
        self._so_far = (done, whole)
        return not (self._stopped or self._ended)

    def _show_so_far(self) -> None:
        done, whole = self._so_far
        self.bar.setRange(0, whole)
        self.bar.setValue(done)
        words = f"{done} of {whole} pages" if whole else f"{done} pages measured"
        self.bar.setAccessibleDescription(words)

    def _stop(self) -> None:
        self._stopped = True

    def _stand(self) -> None:
        """Nothing is being made any more."""
        self._timer.stop()
        self._running.hide()

    def _made(self, then: object, made: bytes) -> None:
        if not self._ended:
            self._stand()
            assert callable(then)
            then(made)

    def _show(self, made: bytes) -> None:
        self.pane.show()
        self.pane.turner.show()
        self.pane.show_pdf(made)
        self._say("")
        self.pane.setFocus()

    def _write(self, place: Path, made: bytes) -> None:
        try:
            print_protocol.keep(place, made)
        except UserError as fault:
            self._failed(fault)
            return
        self._say(f"Saved as {place.name}")

    def _failed(self, fault: Exception) -> None:
        if not isinstance(fault, UserError):
            raise fault
        if self._ended:
            return
        self._stand()
        if fault.code == "handbook-stopped":
            self._say(_STOPPED)
            return
        self._say("")
        self.at.window.tell(fault)

    def _say(self, words: str) -> None:
        self.said.say(words)
        if words:
            announce(self, words)
