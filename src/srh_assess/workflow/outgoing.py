"""Where a letter stands as a file while another program shows it: beside the home, for its owner
alone, and only until the desk is locked. What a crash left there goes at the next start."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from srh_assess.errors import Refused, StoreFault, UserError
from srh_assess.letters import save

if TYPE_CHECKING:
    from srh_assess.letters.render import Rendered
    from srh_assess.workflow.sharing import Sharing

FOLDER = "outgoing"


def place(home: Path) -> Path:
    """The folder, made when it is needed. Refused in words when the disk does."""
    folder = home / FOLDER
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
    except OSError as fault:
        reason = fault.strerror or "the system gave no reason"
        raise StoreFault("letter-not-saved", reason=reason) from fault
    return folder


def sweep(home: Path) -> None:
    """Takes everything away. What another program still holds open goes at the next sweep."""
    folder = home / FOLDER
    if not folder.is_dir():
        return
    for path in folder.iterdir():
        with suppress(OSError):
            path.unlink()
    with suppress(OSError):
        folder.rmdir()


def lend(
    sharing: Sharing, rendered: Rendered, view: Callable[[Path], bool], *, reason: str = ""
) -> Path:
    """Writes what was released where another program opens it, until the desk is locked. Refused
    where the unit allows none; without such a program nothing stays and nothing counts as sent."""
    if sharing.outgoing is None:
        raise Refused("view-not-allowed")
    path = place(sharing.outgoing) / sharing.file_name

    def show(data: bytes) -> None:
        save.write(path.parent, path.name, data)
        if not view(path):
            save.remove(path)
            raise UserError("view-none")

    sharing.print_out(rendered, show, printer="PDF program", how="saved", reason=reason)
    return path
