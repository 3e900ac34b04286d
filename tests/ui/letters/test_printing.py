"""Paper: pages drawn whole and fine enough, a job that tells nothing, and what may go wrong."""

from __future__ import annotations

from pathlib import Path

import pypdf
import pytest
from PySide6.QtCore import QBuffer, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QApplication, QDialog

from srh_assess.errors import UserError
from srh_assess.ui.ask import Ask
from srh_assess.ui.printing import DOTS, JOB, QtPress, opened, writes_a_file
from srh_assess.ui.theme import Theme
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


# ---- the system's own dialog, and another program ------------------------------------------------


class SetUp(QPrinter):
    """What a dialog left behind: a printer by name, and two copies."""

    name, file = "Willow office", ""

    def printerName(self) -> str:
        return self.name

    def outputFileName(self) -> str:
        return self.file


class IntoAFile(SetUp):
    file = "/somewhere/else.pdf"


def asking(*replies: Path | None) -> Ask:
    made = Ask(Theme("light"))
    made.answer_next(*replies)
    return made


def test_what_the_dialog_set_holds_for_the_next_print_alone(data: bytes, tmp_path: Path) -> None:
    press = into(tmp_path, kind=SetUp)
    made: list[QPrinter] = []
    make = press._make

    def twice(name: str) -> QPrinter:
        made.append(make(name))
        made[-1].setCopyCount(2 if len(made) == 1 else 1)
        return made[-1]

    press._make = twice
    assert press.choose(asking(tmp_path)) == "Willow office"
    press.print("Willow office", data)
    first = len(pypdf.PdfReader(tmp_path / "paper.pdf").pages)
    press.print("Willow office", data)
    again = len(pypdf.PdfReader(tmp_path / "paper.pdf").pages)
    assert first == 2 * again
    assert len(made) == 2


def test_a_dialog_that_was_cancelled_chooses_nothing(qapp: QApplication, tmp_path: Path) -> None:
    press = into(tmp_path, kind=SetUp)
    assert press.choose(asking(None)) == ""
    assert press._set_up is None


def test_a_dialog_that_would_write_a_file_is_refused(qapp: QApplication, tmp_path: Path) -> None:
    with pytest.raises(UserError) as fault:
        into(tmp_path, kind=IntoAFile).choose(asking(tmp_path))
    assert fault.value.code == "print-file"


def test_another_printer_than_the_dialog_chose_is_made_anew(data: bytes, tmp_path: Path) -> None:
    press = into(tmp_path, ("Willow office", "Another"), kind=SetUp)
    press.choose(asking(tmp_path))
    made: list[str] = []
    make = press._make

    def noted(name: str) -> QPrinter:
        made.append(name)
        return make(name)

    press._make = noted
    press.print("Another", data)
    assert made == ["Another"]


def test_a_file_is_opened_in_the_computers_own_program(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def opens(url: QUrl) -> bool:
        asked.append(url.toLocalFile())
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", staticmethod(opens))
    assert QtPress().view(tmp_path / "a letter.pdf")
    assert asked == [str(tmp_path / "a letter.pdf")]


def test_the_dialog_offers_whole_letters_and_no_file(
    qtbot: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[QPrintDialog] = []
    options = QPrintDialog.PrintDialogOption

    def accept(dialog: QPrintDialog) -> int:
        seen.append(dialog)
        for option in (options.PrintPageRange, options.PrintSelection, options.PrintToFile):
            assert not dialog.testOption(option)
        return QDialog.DialogCode.Rejected.value

    monkeypatch.setattr(QPrintDialog, "exec", accept)
    assert not Ask(Theme("light")).print_dialog(QPrinter())
    assert len(seen) == 1
