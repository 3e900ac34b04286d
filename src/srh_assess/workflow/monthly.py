"""The monthly report: the same files each month, in the folder that was chosen once.

Twelve months that end with the last one that is over, for the ward: the workbook, the page for
the wall, the four pages. The folder is kept in the manager's own journal.
"""

from __future__ import annotations

from pathlib import Path

import msgspec
from msgspec import Struct

from srh_assess.clock import Clock, local
from srh_assess.errors import BadInput
from srh_assess.protocol.model import Protocol
from srh_assess.store.figures import Figures, figures
from srh_assess.store.opened import Opened
from srh_assess.workflow import periods, roles, save_file, summing
from srh_assess.workflow.steps import Steps
from srh_assess.workflow.summing import Format, Out, Wish

KIND = "report_folder"
FILES: tuple[tuple[Format, str], ...] = (
    ("xlsx", "summary.xlsx"),
    ("wall", "ward-wall.pdf"),
    ("pdf", "governance.pdf"),
)


class ReportFolder(Struct, frozen=True, kw_only=True):
    """One entry: where monthly reports go from now on."""

    folder: str


def folder(opened: Opened) -> Path | None:
    """Where reports go; none before anybody chose."""
    roles.refuse(opened.me.roles, summing.ACTION)
    with figures(opened) as kept:
        return _folder(kept)


def _folder(kept: Figures) -> Path | None:
    notes = [note for note in kept.notes() if note.kind == KIND]
    if not notes:
        return None
    return Path(msgspec.json.decode(notes[-1].body, type=ReportFolder).folder)


def choose_folder(opened: Opened, clock: Clock, chosen: Path) -> None:
    """Keeps another folder. Refused for one that is not there."""
    roles.refuse(opened.me.roles, summing.ACTION)
    if not chosen.is_dir():
        raise BadInput("report-folder-gone")
    body = msgspec.json.encode(ReportFolder(folder=str(chosen)))
    with figures(opened) as kept:
        kept.note(KIND, body, opened.me.id, clock.now())


def save(
    opened: Opened, protocol: Protocol, clock: Clock, steps: Steps | None = None
) -> tuple[Path, ...]:
    """Writes every file of the report; the same month again replaces them. Refused where no folder
    was chosen, where it is gone, and where one of the files is open in another program: before
    anything is written."""
    where, steps = folder(opened), steps or Steps()
    if where is None or not where.is_dir():
        raise BadInput("report-folder-gone")
    span = periods.monthly(local(clock.now()).date())
    wish = Wish(first=span.first, last=span.last, level="internal")
    begins = "TRAINING-srh" if opened.kind == "training" else "srh"
    made = tuple((format, where / f"{begins}-{span.last}-{name}") for format, name in FILES)
    for _, file in made:
        save_file.try_out(file)
    found = summing.summarise(opened, protocol, clock, wish, steps)
    for format, file in made:
        steps.at(f"Writing {file.name}")
        summing.write(found, wish, Out(format=format, file=file))
        summing.exported(opened, clock, wish, format)
    return tuple(file for _, file in made)
