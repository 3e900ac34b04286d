"""One proposal, whole, as it was kept: for the second person who decides, for the letter, and
for looking back at it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from srh_assess.assessment.disclosing import OverrideDecided, OverrideReviewed
from srh_assess.ui.pages.caldicott import Caldicott
from srh_assess.ui.pages.handling import asked
from srh_assess.ui.pages.letter_base import LetterPage, at
from srh_assess.ui.pages.override_words import FIRST, ROLES, rows
from srh_assess.ui.pages.second_panel import SecondPanel
from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets.actions import ActionBar
from srh_assess.ui.widgets.answer_group import AnswerGroup, Choice
from srh_assess.ui.widgets.button import Button
from srh_assess.ui.widgets.entry import TextEntry
from srh_assess.ui.widgets.fold import Fold
from srh_assess.ui.widgets.hand_filled import HandFilled
from srh_assess.ui.widgets.layouts import Flow
from srh_assess.ui.widgets.notice import Notice, PhoneCard
from srh_assess.ui.widgets.problems import Problem
from srh_assess.ui.widgets.rows import Facts
from srh_assess.ui.widgets.text import Heading, Text
from srh_assess.workflow import caldicott, overriding, unagreed
from srh_assess.workflow.deciding import Decider
from srh_assess.workflow.unagreed import Unagreed

LOOKS = {
    "emergency": "Two look back at it",
    "first_check": "What became of it, first look",
    "second_check": "What became of it, second look",
    "review": "The day of review has come",
}
ALONE = frozenset({"first_check", "second_check", "review"})


class OverrideRead(LetterPage, HandFilled):
    """``second`` gives act, name and passphrase of the second person; ``letter_wanted`` asks for
    the pages."""

    look = ""
    second = Signal(str, str, str)
    letter_wanted = Signal()

    def __init__(self, theme: Theme, letter: Unagreed, *, proposer: str, me: str) -> None:
        kept = letter.proposal
        assert kept is not None
        self.letter = letter
        self.panel: SecondPanel | None = None
        self.role: AnswerGroup | None = None
        super().__init__(theme, letter.session, Heading("Shared without agreement"))
        self._add(PhoneCard(theme, "Danger to life", "999", ask=FIRST), self.fault)
        state, now = unagreed.state(kept), letter.session.clock.now()
        proposed = f"{proposer} proposed it {at(kept.at, now)}"
        self._add(Notice(theme, proposed, strong=unagreed.STATES[state]))
        self._add(Facts(theme, rows(letter, kept.fact), shares=(2, 3)))
        checks = Caldicott(theme)
        checks.renew(caldicott.of_override(letter, kept.fact))
        self._add(checks)
        self._add(Fold(theme, "The letter, exactly", _letter(letter)))
        for one in kept.later:
            if isinstance(one, OverrideDecided | OverrideReviewed):
                self._add(Text(_said(one), "small"), gap="s")
        if state == "open":
            self._decide(me)
        elif state == "agreed":
            self.pages = Button(theme, "To the pages", "primary", icon="printer")
            self.pages.clicked.connect(self.letter_wanted)
            self._add(Flow(theme, self.pages))
        self._looks(me)

    # ---- deciding

    def _decide(self, me: str) -> None:
        theme = self._theme
        self.role = AnswerGroup(
            theme, "The second person decides as", [Choice(c, w) for c, w in ROLES.items()],
            density="grid", numbered=False,
        )  # fmt: skip
        self.words = TextEntry(theme, "What the second person says to it", hint="May stay empty")
        self.panel = SecondPanel(theme, me, {"yes": "Agree to it", "no": "Do not agree"})
        self.panel.signed.connect(self._signed)
        self._add(Text("The second person", "heading"), asked(theme, self.role), self.words)
        self._add(self.panel)

    def _signed(self, act: str, name: str, passphrase: str) -> None:
        if self.role is not None and not self.role.codes:
            self._problems([Problem("Choose in which role the second person decides", self.role)])
            return
        self._problems(())
        self.second.emit(act, name, passphrase)

    # ---- looking back

    def _looks(self, me: str) -> None:
        kept = self.letter.proposal
        assert kept is not None
        due = overriding.looks_due(Decider(self.session), self.letter.override)
        self.look = next(due, "")
        if not self.look:
            return
        theme = self._theme
        self._add(Text(LOOKS[self.look], "heading"))
        self.found = TextEntry(theme, "What was found")
        self._add(self.found)
        if self.look == "emergency":
            self.panel = SecondPanel(theme, me, {"look": "Keep what both found"})
            self.panel.signed.connect(self.second)
            self._add(self.panel)

    def offer(self, bar: ActionBar) -> None:
        """Keeps what was found of a look that one person makes; else the way back."""
        one = self.look in ALONE
        bar.offer("Keep what was found" if one else "Done", icon="tick")

    def apply(self) -> None:
        """Keeps what one person found, if it is written."""
        if self.look not in ALONE or not self.found.words.strip():
            return
        hers = Decider(self.session)
        self.keep(
            lambda: overriding.look_back(hers, self.letter.override, self.look, self.found.words)
        )


def _letter(letter: Unagreed) -> QWidget:
    return Text(letter.plain_text, "small")


def _said(one: OverrideDecided | OverrideReviewed) -> str:
    if isinstance(one, OverrideReviewed):
        return f"{LOOKS[one.what]}: {one.words}"
    answer = "agreed" if one.decision == "yes" else "did not agree"
    words = f": {one.words}" if one.words else ""
    return f"The second person ({ROLES[one.role]}) {answer}{words}"
