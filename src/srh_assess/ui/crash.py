"""A bug: what is written down of it, and the page that says so. No value of the record.

The report holds the kind of fault and the lines of the program it went through, never the
words of the exception, which may hold an answer or a name.
"""

from __future__ import annotations

import platform
import traceback
from collections.abc import Iterator
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from msgspec import Struct
from PySide6.QtCore import Signal

from srh_assess import __version__
from srh_assess.assessment.identity import clinical_moment
from srh_assess.ui.shell import ShellPage
from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets.button import Button
from srh_assess.ui.widgets.layouts import row
from srh_assess.ui.widgets.text import Heading, Text

FOLDER = "reports"


class Report(Struct, frozen=True, kw_only=True):
    """What is known of a bug. The same bug has the same code everywhere."""

    code: str
    at: datetime
    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        """The report as it is written down."""
        head = (
            f"srh-assess {__version__}, report {self.code}, {clinical_moment(self.at)}",
            f"{platform.system()} {platform.release()}, Python {platform.python_version()}",
        )
        return "\n".join([*head, *self.lines, ""])


def report(fault: BaseException, at: datetime) -> Report:
    """The report of a bug, without any value."""
    lines = tuple(_lines(fault))
    code = sha256("\n".join(lines).encode()).hexdigest()[:8].upper()
    return Report(code=code, at=at, lines=lines)


def _lines(fault: BaseException) -> Iterator[str]:
    for one in _causes(fault):
        yield type(one).__qualname__
        for frame in traceback.extract_tb(one.__traceback__):
            yield f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}"


def _causes(fault: BaseException) -> list[BaseException]:
    found: list[BaseException] = []
    one: BaseException | None = fault
    while one is not None and one not in found:
        found.append(one)
        one = one.__cause__ or one.__context__
    return found


def keep(what: Report, home: Path | None) -> Path | None:
    """Writes the report beside the record; nothing when even that cannot be written."""
    if home is None or not home.is_dir():
        return None
    path = home / FOLDER / f"{what.code}.txt"
    try:
        path.parent.mkdir(mode=0o700, exist_ok=True)
        path.write_text(what.text, "utf-8")
    except OSError:
        return None
    return path


class CrashPage(ShellPage):
    """Says that the program made a mistake, that nothing saved is lost, and what to tell."""

    go_on = Signal()

    def __init__(self, theme: Theme, what: Report, kept: Path | None) -> None:
        super().__init__(theme, Heading("The program made a mistake"))
        where = f" A report without any answer or name is in {kept}." if kept is not None else ""
        self._add(
            Text("Everything that was shown as saved is on the disk. Nothing of yours is lost."),
            Text(f"If it happens again, give this to whoever looks after the program.{where}"),
            Text(f"Report {what.code}, {clinical_moment(what.at)}, version {__version__}", "label"),
        )
        button = Button(theme, "Go on", "primary")
        button.clicked.connect(self.go_on)
        self._add(row(theme, button, None))
