"""Files of the summary: at the level that is looked at, and the monthly report in two clicks."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from srh_assess.errors import BadInput, UserError
from srh_assess.ui.pages.figure_forms import FilesPage
from srh_assess.workflow import monthly
from srh_assess.workflow.summary_words import title
from srh_assess.workflow.summing import Format, Out

if TYPE_CHECKING:
    from srh_assess.ui.figures import FiguresRoom

KINDS: tuple[tuple[Format, str, str], ...] = (
    ("xlsx", "Workbook", "Excel, every text as text"),
    ("csv", "Table", "CSV, one figure a row; prefer the workbook for Excel"),
    ("wall", "One page for the ward", "PDF for the wall"),
    ("pdf", "Four pages for governance", "PDF"),
    ("json", "Data", "JSON, for other programs"),
)
_ENDS: dict[Format, str] = {
    "xlsx": ".xlsx", "csv": ".csv", "wall": "-ward.pdf", "pdf": ".pdf", "json": ".json",
}  # fmt: skip
_FILTERS = {
    ".xlsx": "Excel workbook (*.xlsx)",
    ".csv": "Table (*.csv)",
    ".pdf": "PDF (*.pdf)",
    ".json": "JSON (*.json)",
    ".png": "Picture (*.png)",
    ".svg": "Picture (*.svg)",
}


class Files:
    """Part of the room of figures: asks where a file goes, and has it written."""

    def __init__(self, room: FiguresRoom) -> None:
        self._room = room

    def begin(self) -> None:
        """Which kind of file."""
        room = self._room
        assert room.summary is not None
        outside = room.summary.level != "internal"
        page = FilesPage(room.window.theme, title(room.summary), KINDS, outside=outside)
        page.saved.connect(lambda id: self._save(id, page.reason.words))
        room.page(page, "To the summary")

    def _save(self, format: Format, reason: str) -> None:
        room = self._room
        wish = replace(room.wish, reason=reason)
        name = f"{self._mark()}summary-{wish.level}-{wish.first}-to-{wish.last}{_ENDS[format]}"
        kinds = _FILTERS[Path(name).suffix]
        file = room.window.ask.place_to_save("The summary", Path.home() / name, kinds)
        if file is None:
            return
        desk, out = room.ward.desk, Out(format=format, file=file)
        words = f"Saved: {wish.first} to {wish.last}, level {wish.level}"
        room.run(
            lambda steps: desk.save_summary(wish, out, steps),
            lambda found: room.show(found, words),
        )

    def _mark(self) -> str:
        """What the name of a file begins with where the women are invented."""
        return "TRAINING-" if self._room.ward.desk.kind == "training" else ""

    def picture(self, figure: str) -> None:
        """One chart; the words of it go into a file beside it."""
        room = self._room
        wish = replace(room.wish, figure=figure)
        name = f"{self._mark()}chart-{figure}-{wish.level}-{wish.first}-to-{wish.last}.png"
        kinds = f"{_FILTERS['.png']};;{_FILTERS['.svg']}"
        file = room.window.ask.place_to_save("The chart", Path.home() / name, kinds)
        if file is None:
            return
        from srh_assess.ui.painting import as_png

        format: Format = "svg" if file.suffix.lower() == ".svg" else "png"
        desk, out = room.ward.desk, Out(format=format, file=file, paint=as_png)
        words = "The chart was saved, and its words beside it"
        room.run(
            lambda steps: desk.save_summary(wish, out, steps),
            lambda found: room.show(found, words),
        )

    def monthly(self) -> None:
        """Every file of the monthly report; asks for the folder the first time, and when it is
        gone."""
        room = self._room
        desk = room.ward.desk
        try:
            where = monthly.folder(desk.opened)
            gone = where is not None and not where.is_dir()
            if gone:
                room.window.tell(BadInput("report-folder-gone"))
            if where is None or gone:
                found = room.window.ask.folder("Folder for the monthly report", Path.home())
                if found is None:
                    return
                monthly.choose_folder(desk.opened, desk.clock, found)
        except UserError as fault:
            room.window.tell(fault)
            return
        room.run(
            lambda steps: monthly.save(desk.opened, desk.protocol, desk.clock, steps),
            lambda files: room.make(f"Saved: {', '.join(file.name for file in files)}"),
        )
