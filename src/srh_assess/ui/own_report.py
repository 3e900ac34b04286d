"""She reports it herself: her way, her words, once, with an advocate if she wants one."""

from __future__ import annotations

from srh_assess.assessment.naming import woman
from srh_assess.ui.frame import URGENT
from srh_assess.ui.pages.handling import asked
from srh_assess.ui.pages.letter_base import LetterPage, at
from srh_assess.ui.pages.police_words import ADVOCATE, HERS
from srh_assess.ui.theme import Theme
from srh_assess.ui.ward import Ward
from srh_assess.ui.widgets.actions import ActionBar
from srh_assess.ui.widgets.answer_group import AnswerGroup, Choice
from srh_assess.ui.widgets.entry import TextEntry
from srh_assess.ui.widgets.hand_filled import HandFilled
from srh_assess.ui.widgets.notice import Notice
from srh_assess.ui.widgets.problems import Problem
from srh_assess.ui.widgets.text import Heading, Text
from srh_assess.ui.window import Window
from srh_assess.ui.woman import WomanOwner
from srh_assess.workflow import overriding
from srh_assess.workflow.deciding import Decider
from srh_assess.workflow.session import Session


class OwnReportPage(LetterPage, HandFilled):
    """The five ways, her words, an advocate. ``kept`` once it is written down."""

    def __init__(self, theme: Theme, session: Session, *, young_people: bool) -> None:
        who = woman(session.record.identity)
        super().__init__(theme, session, Heading(f"{who.name}’s own report"))
        tell = who.tell
        self.kept, self._young = False, young_people
        self._add(Text(tell(HERS), "hint"))
        now = session.clock.now()
        for before in session.record.decided.reports.values():
            words = overriding.OWN_REPORT_WAYS[before.fact.way]
            self._add(Notice(theme, f"{words}, {at(before.at, now)}", strong="Before"), gap="s")
        ways = [Choice(code, words) for code, words in overriding.OWN_REPORT_WAYS.items()]
        self.way = AnswerGroup(theme, "Which way?", ways)
        self.words = TextEntry(theme, tell("What {she} wants to say, in {hers} words"), hers=True)
        self.advocate = AnswerGroup(
            theme, "An advocate was offered",
            [Choice(code, tell(words)) for code, words in ADVOCATE.items()], density="row",
            numbered=False,
        )  # fmt: skip
        self._add(asked(theme, self.way), self.words, asked(theme, self.advocate))

    def offer(self, bar: ActionBar) -> None:
        """Keep."""
        bar.offer("Keep", icon="tick")

    def apply(self) -> None:
        """Keeps it, once a way is chosen, something is said, and an advocate was offered."""
        problems = [
            Problem(words, part)
            for words, part, there in (
                ("Choose a way", self.way, self.way.codes),
                ("Write what is to be said", self.words.field, self.words.words.strip()),
                ("Offer an advocate, and choose the answer", self.advocate, self.advocate.codes),
            )
            if not there
        ]
        self._problems(problems)
        if problems:
            return
        hers = Decider(self.session, young_people=self._young)
        (way,), (advocate,) = self.way.codes, self.advocate.codes
        fault = self.keep(
            lambda: overriding.own_report(hers, way, self.words.words, advocate=advocate)
        )
        self.kept = fault is None
        if fault is not None:
            self._problems([Problem(str(fault), self.words.field)])


class OwnReport(WomanOwner):
    """Drives the window while she reports something herself."""

    screen = "own_report"

    def __init__(self, window: Window, ward: Ward, admission: str) -> None:
        super().__init__(window, ward, admission, begin=False)

    def begin(self) -> None:
        """The page."""
        self.enter()
        unit = self._ward.desk.unit
        young = unit is not None and unit.young_people
        page = OwnReportPage(self._window.theme, self.session, young_people=young)
        self.open(page, URGENT)

    def go_on(self) -> None:
        """Keeps it, and back to her overview."""
        page = self._page
        if isinstance(page, OwnReportPage):
            page.apply()
            if page.kept:
                self.overview()

    def go_back(self) -> None:
        """To her overview; nothing is kept."""
        self.overview()
