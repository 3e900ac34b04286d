"""Pictures of every page of every letter, kept in ``tests/data/pages`` and compared page by page.

    QT_QPA_PLATFORM=offscreen python -m tests.letters.pictures

from the top of the checkout draws every letter of every kind and keeps the pictures that are new
or differ; look at them before they are committed. Each letter is about an invented woman who
agreed to every box, each copy of hers also in large print.
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import QBuffer, QSize
from PySide6.QtGui import QGuiApplication, QImage, QPainter

from srh_assess.assessment.answers import Value
from srh_assess.assessment.facts import Identity, Stay
from srh_assess.clock import SetClock
from srh_assess.letters.template import kinds
from srh_assess.protocol.load import load
from srh_assess.ui.printing import opened
from srh_assess.workflow import admissions, handing, signing
from srh_assess.workflow.self_test import UNIT, complete
from srh_assess.workflow.session import Session
from srh_assess.workflow.sharing import Sharing, Signatory
from tests.workflow.memory import MemoryJournal

FOLDER = Path(__file__).resolve().parents[1] / "data" / "pages"
DOTS = 40
TILE = 8
MOST = 8
"""How far the mean grey of a tile may be from the picture that is kept, of 255."""
NOW = datetime(2026, 7, 14, 13, 30, tzinfo=UTC)
MAYA = Identity(
    family="Wren-Fairweather", given="Marianne Zażółć", preferred="Maya",
    born=datetime(1997, 3, 22, tzinfo=UTC).date(), nhs_number="9990000018", gender="Female",
    pronouns="she, her",
)  # fmt: skip
TOLD: dict[str, Value] = {
    "G02": ("heavy", "painful"), "C05": "start", "Z02": "yes", "P01": "yes", "G04": ("after_sex",),
    "A01": "no", "A02": "yes", "A03": "yes", "H01": ("men",), "P02": "mixed",
}  # fmt: skip


def session() -> Session:
    """A whole talk, signed, at a moment that stands still."""
    clock, protocol = SetClock(NOW), load()
    journal = MemoryJournal(clock)
    stay = Stay(admitted=NOW, ward=UNIT.ward, room="12", named_nurse="Ruth Adeyemi")
    record = admissions.admit(journal, "a1", MAYA, stay, author="ruth", clock=clock)
    made = Session(journal, protocol, record, author="ruth", author_name="R. Osei", clock=clock)
    made.begin()
    complete(made, TOLD)
    signing.sign(made, signing.proposed(made))
    handing.name(made, "Samuel Okoro-Fairweather", team="Quayside community team", answer="asked")
    return made


def letters(of: Session) -> dict[str, bytes]:
    """Every kind of letter with every box, by its name."""
    found: dict[str, bytes] = {}
    for kind in kinds():
        sharing = Sharing(of, UNIT, kind, signs=lambda _: Signatory(name="Ruth Adeyemi"))
        sharing._next = "7f3a22c0" * 4
        for box in sharing.boxes:
            sharing.tick(box.id, on=True)
        found[kind] = sharing.pdf(draft=False, checked=True).data
        if sharing.hers:
            sharing.large = True
            found[f"{kind}-large"] = sharing.pdf(draft=False, checked=True).data
    return found


def pages(data: bytes) -> list[QImage]:
    """Its pages in grey, drawn by the program's own means."""
    buffer = QBuffer()
    document = opened(data, buffer)
    found = []
    for number in range(document.pageCount()):
        points = document.pagePointSize(number)
        size = QSize(round(points.width() / 72 * DOTS), round(points.height() / 72 * DOTS))
        sheet = QImage(size, QImage.Format.Format_RGB32)
        sheet.fill(0xFFFFFFFF)
        _paint(sheet, document.render(number, size))
        found.append(sheet.convertToFormat(QImage.Format.Format_Grayscale8))
    document.close()
    return found


def _paint(sheet: QImage, page: QImage) -> None:
    painter = QPainter(sheet)
    painter.drawImage(0, 0, page)
    painter.end()


def _shrunk(picture: QImage) -> list[int]:
    """The mean grey of each tile, row by row."""
    wide, tall, line = picture.width() // TILE, picture.height() // TILE, picture.bytesPerLine()
    bits = bytes(picture.constBits())
    found = []
    for row in range(tall):
        strips = [bits[(row * TILE + n) * line :][: wide * TILE] for n in range(TILE)]
        for column in range(wide):
            cells = (strip[column * TILE : (column + 1) * TILE] for strip in strips)
            found.append(sum(map(sum, cells)) // TILE**2)
    return found


def apart(one: QImage, other: QImage) -> int:
    """The greatest difference between two tiles in the same place; 255 where sizes differ."""
    if one.size() != other.size():
        return 255
    pairs = zip(_shrunk(one), _shrunk(other), strict=True)
    return max(abs(a - b) for a, b in pairs)


def kept(name: str) -> list[QImage]:
    """The pictures that are kept of one letter, in the order of its pages."""
    found = sorted(FOLDER.glob(f"{name}.*.png"))
    return [QImage(str(path)).convertToFormat(QImage.Format.Format_Grayscale8) for path in found]


def keep(name: str, drawn: list[QImage]) -> list[Path]:
    """Keeps what is new or differs; gives back what was written."""
    before, written = kept(name), []
    for path in sorted(FOLDER.glob(f"{name}.*.png"))[len(drawn) :]:
        path.unlink()
    for number, picture in enumerate(drawn):
        if number < len(before) and apart(picture, before[number]) <= MOST:
            continue
        path = FOLDER / f"{name}.{number + 1}.png"
        _few_greys(picture).save(str(path))
        written.append(path)
    return written


def _few_greys(picture: QImage) -> QImage:
    """Sixteen greys: a third of the size, and nothing that the tiles would see."""
    table: Any = [0xFF000000 | grey * 0x010101 for grey in (n * 17 for n in range(16))]
    return picture.convertToFormat(QImage.Format.Format_Indexed8, table)


def main() -> int:
    """Draws all, keeps what differs, says so."""
    application = QGuiApplication([])
    FOLDER.mkdir(exist_ok=True)
    drawn = {name: pages(data) for name, data in letters(session()).items()}
    for name, sheets in drawn.items():
        for path in keep(name, sheets):
            print(f"kept {path.relative_to(FOLDER.parents[2])}; look at it")
    for path in FOLDER.glob("*.png"):
        if path.name.split(".")[0] not in drawn:
            path.unlink()
    application.quit()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
