"""Paper: pages drawn whole and fine enough, a job that tells nothing, and what may go wrong."""

from __future__ import annotations

from pathlib import Path

import pypdf
import pytest
from PySide6.QtCore import QBuffer
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtWidgets import QApplication

from srh_assess.errors import UserError
from srh_assess.ui.printing import DOTS, JOB, QtPress, opened, writes_a_file
from srh_assess.workflow.session import Session
from tests.ui.letters.made import agreed


@pytest.fixture
def data(qapp: QApplication, session: Session) -> bytes:
    return agreed(session).release().data


class OutOfPaper(QPrinter):
    """Takes the first page and no other."""

    def newPage(self) -> bool:
        return False


class Broken(QPrinter):
    """Takes everything and then says that it went wrong."""

    def printerState(self) -> QPrinter.PrinterState:
        return QPrinter.PrinterState.Error


def into(
    folder: Path, there: tuple[str, ...] = ("Willow office",), kind: type[QPrinter] = QPrinter
) -> QtPress:
    """A press whose paper is a file of the test's own."""

    def make(_: str) -> QPrinter:
        paper = kind(QPrinter.PrinterMode.HighResolution)
        paper.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        paper.setOutputFileName(str(folder / "paper.pdf"))
        paper.setResolution(DOTS)
        return paper

    press = QtPress(make)
    press.names = lambda: there  # type: ignore[method-assign]
    return press


def test_every_page_is_drawn_whole_and_fine_enough(data: bytes, tmp_path: Path) -> None:
    into(tmp_path).print("Willow office", data)
    paper = pypdf.PdfReader(tmp_path / "paper.pdf")
    buffer = QBuffer()
    pages = opened(data, buffer).pageCount()
    assert len(paper.pages) == pages > 1
    for page in paper.pages:
        (picture,) = page.images
        wide, tall = picture.image.size  # type: ignore[union-attr]
        assert wide >= 8.26 * DOTS
        assert tall >= 11.69 * DOTS
        assert page.mediabox.width == pytest.approx(595, abs=1)
        grey = picture.image.convert("L")  # type: ignore[union-attr]
        assert grey.getpixel((5, 5)) == 255
        darkest = float(str(grey.getextrema()[0]))
        assert darkest < 80


def test_the_job_tells_nobody_anything(data: bytes, tmp_path: Path) -> None:
    into(tmp_path).print("Willow office", data)
    about = pypdf.PdfReader(tmp_path / "paper.pdf").metadata
    assert about is not None
    assert about.title == JOB
    assert "Wren" not in str(dict(about))
    assert not about.creator


def test_a_printer_that_went_away_is_said_by_name(data: bytes, tmp_path: Path) -> None:
    with pytest.raises(UserError) as fault:
        into(tmp_path, ()).print("Willow office", data)
    assert fault.value.code == "print-gone"
    assert "Willow office" in fault.value.sentence


@pytest.mark.parametrize("kind", [OutOfPaper, Broken])
def test_a_printer_that_does_not_take_it_all_has_failed(
    data: bytes, tmp_path: Path, kind: type[QPrinter]
) -> None:
    with pytest.raises(UserError) as fault:
        into(tmp_path, kind=kind).print("Willow office", data)
    assert fault.value.code == "print-failed"
    assert fault.value.next_step


def test_what_is_no_letter_is_not_printed(qapp: QApplication, tmp_path: Path) -> None:
    with pytest.raises(UserError) as fault:
        into(tmp_path).print("Willow office", b"%PDF-1.4 nothing")
    assert fault.value.code == "print-failed"
    assert not list(tmp_path.iterdir())


def test_the_list_of_printers_counts_and_is_asked_anew(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    found: list[str] = []
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", staticmethod(lambda: found))
    press = QtPress()
    assert press.names() == ()
    found.append("Willow office")
    assert press.names() == ("Willow office",)


def test_a_real_printer_is_made_fine_enough(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    paper = QtPress()._make("no such printer")
    assert paper.resolution() >= DOTS


@pytest.mark.parametrize(
    ("name", "writes"),
    [
        ("Microsoft Print to PDF", True), ("Save as PDF", True), ("CUPS-PDF", True),
        ("Microsoft XPS Document Writer", True), ("OneNote (Desktop)", True), ("Fax", True),
        ("Willow office", False), ("HP LaserJet 4015", False),
    ],
)  # fmt: skip
def test_printers_that_are_files_in_disguise(name: str, writes: bool) -> None:
    assert writes_a_file(name) is writes


def test_nothing_is_left_in_a_temporary_folder(
    data: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    for name in ("TMPDIR", "TEMP", "TMP"):
        monkeypatch.setenv(name, str(temporary))
    into(tmp_path).print("Willow office", data)
    assert not list(temporary.iterdir())
