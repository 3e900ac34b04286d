"""The summary in the window: a year on one page, each figure with its chart, files at a level.

What takes long runs beside the window: it says how far it is, and *Stop* ends it before its next
step; then nothing was written.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from srh_assess.clock import local
from srh_assess.errors import UserError
from srh_assess.ui.figure_files import Files
from srh_assess.ui.figure_writing import Writing
from srh_assess.ui.pages.figure_page import FigurePage
from srh_assess.ui.pages.figures import ACTS, BY_GROUP, GroupsPage, SummaryPage
from srh_assess.ui.ward import Ward
from srh_assess.ui.widgets.announce import announce
from srh_assess.ui.widgets.clipboard import private
from srh_assess.ui.widgets.page import Page
from srh_assess.ui.window import FORM, Owner, Window
from srh_assess.workflow import periods
from srh_assess.workflow.periods import Span
from srh_assess.workflow.steps import Steps
from srh_assess.workflow.summing import Level, Summary, Wish

WRITES = ("written", "baselines")


class _Told(QObject):
    """Carries words from the work to the window."""

    said = Signal(str)


class FiguresRoom(Owner):
    """The summary of a period at a level; it is made beside the window."""

    screen = "summary"

    def __init__(self, window: Window, ward: Ward) -> None:
        self._window, self._ward = window, ward
        self.level: Level = "internal"
        self._place = 0
        self.summary: Summary | None = None
        self._inside = False
        self._steps: Steps | None = None
        self._told = _Told()
        self._told.said.connect(self._progress)
        self.files = Files(self)
        self.writing = Writing(self)

    @property
    def window(self) -> Window:
        """Where pages are shown."""
        return self._window

    @property
    def ward(self) -> Ward:
        """Where the desk is."""
        return self._ward

    def begin(self) -> None:
        """The newest twelve months, on the ward."""
        self._window.own(self)
        self.make()

    # ---- which figures

    def _today(self) -> date:
        return local(self._ward.desk.clock.now()).date()

    @property
    def spans(self) -> tuple[Span, ...]:
        """The periods one can pick from at this level."""
        return periods.choices(self._today(), self.level)

    @property
    def wish(self) -> Wish:
        """What is looked at."""
        span = self.spans[self._place]
        return Wish(first=span.first, last=span.last, level=self.level)

    def make(self, said: str = "") -> None:
        """Counts, and shows the page."""
        desk, wish = self._ward.desk, self.wish
        self.run(lambda steps: desk.summary(wish, steps), lambda found: self.show(found, said))

    def run(self, work: Callable[[Steps], Any], done: Callable[[Any], None]) -> None:
        """Runs long work beside the window, with its progress and a way to stop it."""
        steps = Steps(self._told.said.emit)
        if self._window.work.run(lambda: work(steps), lambda found: self._over(done, found),
                                 self._refused):  # fmt: skip
            self._steps = steps
            self._window.actions_bar.offer("Stop", role="plain", back=False, note="Counting")

    def _progress(self, words: str) -> None:
        if self._steps is not None:
            self._window.actions_bar.note.say(words)

    def _over(self, done: Callable[[Any], None], found: Any) -> None:
        self._steps = None
        done(found)

    def _refused(self, fault: Exception) -> None:
        self._steps = None
        if not isinstance(fault, UserError):
            raise fault
        self._window.actions_bar.note.say("")
        self._window.tell(fault)
        self._after_refusal()

    def _after_refusal(self) -> None:
        """Back to the figures that stand; home where there are none. A level or a period that
        was refused is not kept."""
        if self.summary is None:
            self._ward.come_home()
            return
        self.level = self.summary.level
        spans = self.spans
        shown = Span(self.summary.first, self.summary.last)
        self._place = spans.index(shown) if shown in spans else 0
        self.show(self.summary)

    # ---- pages

    def show(self, summary: Summary, said: str = "") -> None:
        """The year on one page."""
        self.summary, self._inside = summary, False
        may_write = self._ward.desk.may("annotate_charts")
        acts = tuple(id for id, _, _ in ACTS if may_write or id not in WRITES)
        page = SummaryPage(
            self._window.theme,
            summary,
            spans=self.spans,
            span=Span(summary.first, summary.last),
            acts=acts,
            said=said,
        )
        page.opened.connect(self.open)
        page.chosen.connect(self._choose)
        page.levelled.connect(self._level)
        page.acted.connect(self._act)
        self.page(page, "Done")
        self._inside = False
        if said:
            announce(self._window, said)

    def page(self, page: Page, words: str) -> None:
        """Shows a page behind the summary."""
        self._inside = True
        self._window.show_page(page, FORM)
        self._window.actions_bar.offer(words, role="primary" if words == "Keep" else "plain")

    def open(self, figure: str, *, rebased: bool = True) -> None:
        """One figure with its chart and its table."""
        assert self.summary is not None
        may_write = self.summary.level == "internal" and self._ward.desk.may("annotate_charts")
        page = FigurePage(
            self._window.theme, self.summary, figure, rebased=rebased, may_write=may_write
        )
        page.plain.connect(lambda plain: self.open(figure, rebased=not plain))
        page.picture.connect(lambda: self.files.picture(figure))
        page.limits.connect(lambda: self.writing.limits(figure))
        self.page(page, "To the summary")

    def _choose(self, place: int) -> None:
        self._place = place
        self.make()

    def _level(self, level: Level) -> None:
        self.level, self._place = level, 0
        self.make()

    def _act(self, act: str) -> None:
        assert self.summary is not None
        match act:
            case "monthly":
                self.files.monthly()
            case "files":
                self.files.begin()
            case "copy":
                from srh_assess.workflow.meeting import paragraph

                QGuiApplication.clipboard().setMimeData(private(paragraph(self.summary)))
                self.show(self.summary, "The paragraph was copied")
            case "written":
                self.writing.begin()
            case "baselines":
                self.writing.baselines()
            case _:
                assert act == BY_GROUP
                self.page(GroupsPage(self._window.theme, self.summary), "To the summary")

    # ---- what the window passes on

    def go_on(self) -> None:
        """Stops what runs; keeps what was typed; else to the summary, and from there home."""
        if self._steps is not None:
            self._steps.stop()
        elif self.writing.keeps(self._window.page):
            return
        else:
            self.go_back()

    def go_back(self) -> None:
        """From a page behind the summary to the summary, from there to where one came from."""
        if self._steps is not None:
            return
        if self._inside and self.summary is not None:
            self.show(self.summary)
        else:
            self._ward.come_home()
