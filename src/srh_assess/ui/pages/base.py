"""The base of the pages of one sitting: what it keeps, and how it says what went wrong."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import Signal

from srh_assess.assessment.naming import Woman, woman
from srh_assess.errors import StoreFault, UserError
from srh_assess.ui.frame import WOMAN, Parts
from srh_assess.ui.pages.in_view import show_in_view
from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets.page import Page
from srh_assess.ui.widgets.problems import Problem
from srh_assess.ui.widgets.text import Heading
from srh_assess.workflow import flow
from srh_assess.workflow.session import Change, Session


class Head(NamedTuple):
    """What stands round the heading of a page."""

    kicker: str = ""
    progress: str = ""
    hint: str = ""
    band: bool = False


PLAIN = Head()
ALONE_WITH_HER = Parts(rail=False, so_far=False)
"""The banner and the acts only: a page with two columns of its own."""


class Remembered:
    """What the pages of one sitting remember of each other: folds left open, and answers that
    came back after they had been set aside and that nobody has looked at since."""

    def __init__(self) -> None:
        self.open_folds: set[str] = set()
        self.given_back: set[str] = set()
        self.kept: set[str] = set()

    def take(self, change: Change) -> None:
        """Keeps what a step gave back."""
        self.given_back.update(change.given_back)
        self.given_back.difference_update(change.set_aside)

    def keep(self, item: str) -> None:
        """Takes note that someone looked at an answer from before and keeps it."""
        self.given_back.discard(item)
        self.kept.add(item)

    def fold(self, words: str, is_open: bool) -> None:
        """Keeps whether a fold stands open."""
        (self.open_folds.add if is_open else self.open_folds.discard)(words)


class SittingPage(Page):
    """A page that writes into a sitting.

    ``go`` asks for another page by its id, ``leave`` for the ward board. ``failed`` tells of a
    ``UserError``; the answer then stays on the screen. What the disk refused is the session's
    to try again; what could not be taken as it is makes the page not ``valid``.
    """

    around: Parts = WOMAN
    """The parts of the frame that stand round this page."""
    shown_to_her = False
    """Whether she, or a visitor, reads the whole screen here: *So far* then names no need."""

    go = Signal(str)
    leave = Signal()
    failed = Signal(object)

    def __init__(
        self,
        theme: Theme,
        session: Session,
        page: flow.Page,
        heading: Heading,
        *,
        remembered: Remembered | None = None,
        head: Head = PLAIN,
        wide: bool = False,
    ) -> None:
        super().__init__(
            theme,
            heading,
            kicker=head.kicker,
            progress=head.progress,
            hint=head.hint,
            wide=wide,
            band=head.band,
        )
        self.session, self.page = session, page
        self.remembered = remembered or Remembered()
        self._fault: UserError | None = None

    @property
    def woman(self) -> Woman:
        """How this page's sentences speak of her."""
        return woman(self.session.record.identity)

    @property
    def valid(self) -> bool:
        """Whether Continue may go on: nothing is left that could not be taken."""
        return self._fault is None

    @property
    def error(self) -> str:
        """The sentence of what must be put right first."""
        return self._fault.sentence if self._fault is not None else ""

    def _problems(self, problems: Sequence[Problem]) -> None:
        """Shows what must be put right, scrolled into view, and each field when it is chosen."""
        super()._problems(problems)
        if self._summary is None:
            return
        for link, problem in zip(self._summary.links, problems, strict=True):
            link.clicked.connect(partial(show_in_view, problem.field))
        show_in_view(self._summary)

    def keep(self, act: Callable[[], Change]) -> UserError | None:
        """Does something that writes, tells how it went, and gives back what stood against it."""
        try:
            change = act()
        except UserError as fault:
            self._fault = None if isinstance(fault, StoreFault) else fault
            self.failed.emit(fault)
            self.changed.emit()
            return fault
        self._fault = None
        self.remembered.take(change)
        self.changed.emit()
        return None
