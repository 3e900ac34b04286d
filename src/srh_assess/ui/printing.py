"""Paper: the printers of this computer, and one finished PDF on one of them.

A ``Press`` is the seam: pages are given one, tests give their own. The real one draws each page
as a picture of at least 300 dots an inch, so that what is printed is what the preview showed,
letter for letter, and nothing of it is ever written to a file. The job's name tells nobody
anything. Some "printers" are files in disguise: ``writes_a_file`` knows them by name.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRect, QSize, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from srh_assess.errors import UserError

if TYPE_CHECKING:
    from srh_assess.ui.ask import Ask

DOTS = 300  # dots an inch of the pictures that are drawn: below that small print frays
JOB = "Clinical letter"
_A4 = QPageSize.PageSizeId.A4
_FILES = ("pdf", "xps", "onenote", "fax", "postscript to file", "image writer")


class Press(Protocol):
    """What a page needs to know of printers."""

    def names(self) -> tuple[str, ...]:
        """The printers there are now, by name; none when this computer has none."""
        ...

    def choose(self, ask: Ask) -> str:
        """The printer that was chosen in the system's own dialog, whose settings hold for the
        next print; empty when it was cancelled."""
        ...

    def print(self, printer: str, data: bytes) -> None:
        """Puts a PDF on paper. Raises a ``UserError`` when the printer did not take it all."""
        ...

    def view(self, path: Path) -> bool:
        """Opens a file in the computer's own program for it; false when there is none."""
        ...


def writes_a_file(printer: str) -> bool:
    """Whether this printer keeps what it gets as a file, as "Microsoft Print to PDF" does."""
    name = printer.casefold()
    return any(word in name for word in _FILES)


def opened(data: bytes, parent: QBuffer) -> QPdfDocument:
    """A PDF from memory. ``parent`` holds the bytes and must live as long."""
    parent.setData(QByteArray(data))
    parent.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument(parent)
    document.load(parent)
    return document


class QtPress:
    """The printers of this computer. ``make`` builds Qt's printer; tests print into a folder
    of their own with another one."""

    def __init__(self, make: Callable[[str], QPrinter] | None = None) -> None:
        self._make = make or _printer
        self._set_up: QPrinter | None = None

    def names(self) -> tuple[str, ...]:
        """Asked anew each time: a printer may come and go during a shift. The list is what
        counts; a printer object calls itself valid where there is no printer at all."""
        return tuple(QPrinterInfo.availablePrinterNames())

    def choose(self, ask: Ask) -> str:
        """Trays, sides, copies: what the system's dialog has. Refused when it would write a
        file: that has its own button, which says where the file is."""
        paper = self._make("")
        if not ask.print_dialog(paper):
            return ""
        if paper.outputFileName():
            raise UserError("print-file")
        self._set_up = paper
        return paper.printerName()

    def view(self, path: Path) -> bool:
        """In the program that this computer opens a PDF with."""
        return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

    def print(self, printer: str, data: bytes) -> None:
        """Every page, in order. Refused when the printer went away or gave up."""
        paper, self._set_up = self._set_up, None
        if printer not in self.names():
            raise UserError("print-gone", printer=printer)
        if paper is None or paper.printerName() != printer:
            paper = self._make(printer)
        if not self._printed(paper, data):
            raise UserError("print-failed", printer=printer)

    def _printed(self, paper: QPrinter, data: bytes) -> bool:
        paper.setDocName(JOB)
        paper.setCreator("")
        paper.setFullPage(True)
        paper.setPageLayout(_whole_sheet(paper))
        buffer = QBuffer()
        document = opened(data, buffer)
        painter = QPainter()
        if document.pageCount() == 0 or not painter.begin(paper):
            return False
        whole = True
        sheets = list(range(document.pageCount())) * _times(paper)
        for place, number in enumerate(sheets):
            whole = whole and (place == 0 or paper.newPage())
            painter.drawImage(_sheet(paper), _picture(document, number))
        ended = painter.end()
        document.close()
        return whole and ended and paper.printerState() not in _GIVEN_UP


_GIVEN_UP = (QPrinter.PrinterState.Error, QPrinter.PrinterState.Aborted)


def _times(paper: QPrinter) -> int:
    """How often every page is drawn: once, where the printer itself makes the copies."""
    return 1 if paper.supportsMultipleCopies() else max(paper.copyCount(), 1)


def _printer(name: str) -> QPrinter:
    """The printer of that name; without one, the computer's usual printer."""
    paper = QPrinter(QPrinter.PrinterMode.HighResolution)
    if name:
        paper.setPrinterName(name)
    paper.setResolution(DOTS)
    return paper


def _whole_sheet(paper: QPrinter) -> QPageLayout:
    """A4 upright with no margin of the printer's own: the letter brings its margins."""
    layout = paper.pageLayout()
    layout.setPageSize(QPageSize(_A4))
    layout.setOrientation(QPageLayout.Orientation.Portrait)
    layout.setMode(QPageLayout.Mode.FullPageMode)
    return layout


def _sheet(paper: QPrinter) -> QRect:
    """The sheet in the printer's dots."""
    return paper.pageLayout().fullRectPixels(paper.resolution())


def _picture(document: QPdfDocument, number: int) -> QImage:
    """One page on white, at no fewer than ``DOTS`` an inch (a PDF point is 1/72 inch)."""
    points = document.pagePointSize(number)
    size = QSize(round(points.width() / 72 * DOTS), round(points.height() / 72 * DOTS))
    page = document.render(number, size)
    sheet = QImage(page.size(), QImage.Format.Format_RGB32)
    sheet.fill(Qt.GlobalColor.white)
    painter = QPainter(sheet)
    painter.drawImage(0, 0, page)
    painter.end()
    return sheet
