"""Something harmed her, or may have: written down from her page, without any judgement."""

from __future__ import annotations

from functools import partial

from srh_assess.errors import UserError
from srh_assess.ui.frame import URGENT
from srh_assess.ui.pages.handling import asked
from srh_assess.ui.pages.harm_words import KINDS
from srh_assess.ui.pages.letter_base import LetterPage
from srh_assess.ui.theme import Theme
from srh_assess.ui.ward import Ward
from srh_assess.ui.widgets.actions import ActionBar
from srh_assess.ui.widgets.answer_group import AnswerGroup, Choice
from srh_assess.ui.widgets.date_entry import Asks, DateEntry
from srh_assess.ui.widgets.entry import TextEntry
from srh_assess.ui.widgets.hand_filled import HandFilled
from srh_assess.ui.widgets.problems import Problem
from srh_assess.ui.widgets.text import Heading, Text
from srh_assess.ui.window import Window
from srh_assess.ui.woman import WomanOwner
from srh_assess.workflow import voice
from srh_assess.workflow.deciding import Decider
from srh_assess.workflow.session import Session

_WHEN = Asks(timed=True, unknown=False)


class HarmPage(LetterPage, HandFilled):
    """What it was, when, and what happened. Its severity is left blank on purpose."""

    def __init__(self, theme: Theme, session: Session) -> None:
        super().__init__(theme, session, Heading("Something went wrong"))
        self._add(
            Text(
                "It goes to the harms log, where somebody outside the talk looks at it. Nobody is"
                " asked here how bad it was, or whose fault.",
                "hint",
            )
        )
        self.what = AnswerGroup(
            theme, "What was it?", [Choice(code, words) for code, words in KINDS.items()],
            density="grid", numbered=False,
        )  # fmt: skip
        self.when = DateEntry(
            theme, session.clock, "When was it?", name="When", hint="May stay empty", asks=_WHEN
        )
        self.words = TextEntry(
            theme, "What happened", hint="What was seen and heard; may stay empty"
        )
        for part in (asked(theme, self.what), self.when, self.words):
            self._add(part)
        self.kept = False

    def offer(self, bar: ActionBar) -> None:
        """Keep."""
        bar.offer("Keep", icon="tick")

    def apply(self) -> None:
        """Writes it down, once it says what it was."""
        found = [kind for kind in KINDS if kind in self.what.codes]
        problems = [] if found else [Problem("Choose what it was", self.what)]
        if self.when.problem():
            problems.append(Problem(self.when.problem(), self.when))
        self._problems(problems)
        if problems:
            return
        at = self.when.when.earliest if self.when.when is not None else None
        write = partial(voice.harm, Decider(self.session), found[0], self.words.words, at)
        fault = self.keep(write)
        self.kept = fault is None
        if isinstance(fault, UserError):
            self._problems([Problem(str(fault), self.words.field)])


class HarmReport(WomanOwner):
    """Drives the window while it is written down."""

    screen = "harm_report"

    def __init__(self, window: Window, ward: Ward, admission: str) -> None:
        super().__init__(window, ward, admission, begin=False)

    def begin(self) -> None:
        """The empty page."""
        self.enter()
        self.open(HarmPage(self._window.theme, self.session), URGENT)

    def go_on(self) -> None:
        """Keeps it, and back to her overview."""
        page = self._page
        if isinstance(page, HarmPage):
            page.apply()
            if page.kept:
                self.overview()

    def go_back(self) -> None:
        """To her overview; nothing is kept."""
        self.overview()
