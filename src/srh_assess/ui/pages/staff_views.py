"""Three questions to whoever works here, and a word of one's own. Nothing has to be answered."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from srh_assess.protocol.model import ViewQuestion
from srh_assess.ui.pages.follow_acts import ANSWERS
from srh_assess.ui.pages.handling import asked
from srh_assess.ui.shell import ShellPage
from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets.answer_group import AnswerGroup, Choice
from srh_assess.ui.widgets.entry import TextEntry
from srh_assess.ui.widgets.hand_filled import HandFilled
from srh_assess.ui.widgets.moments import weekday_date
from srh_assess.ui.widgets.notice import Notice
from srh_assess.ui.widgets.text import Heading, Text

HINT = "Once a year. Every question can be skipped; skipping them all is an answer too"
COUNTED = (
    "The answers are counted with those of everybody here. No list and no figure shows whose they "
    "are; like every entry they are kept with who wrote them."
)


class StaffViewsPage(ShellPage, HandFilled):
    """The questions. ``groups`` holds each by its id; ``again`` is the day of the next asking,
    where it is not now."""

    def __init__(self, theme: Theme, rows: Sequence[ViewQuestion], again: date | None) -> None:
        super().__init__(theme, Heading("Three questions to you"), hint=HINT)
        self.groups: dict[str, AnswerGroup] = {}
        self.words = TextEntry(theme, "Anything else", hint="About the talks, not about a woman")
        self.open = again is None
        if again is not None:
            words = f"You are asked again from {weekday_date(again)}."
            self._add(Notice(theme, words, "ok", strong="Answered this year"), gap="l")
            return
        self._add(Text(COUNTED, "hint"))
        choices = [Choice(code, words) for code, words in ANSWERS.items()]
        for row in rows:
            group = AnswerGroup(theme, row.say, choices, density="grid", numbered=False)
            self.groups[row.id] = group
            self._add(asked(theme, group), gap="l")
        self._add(self.words, gap="l")

    @property
    def said(self) -> dict[str, str]:
        """What was answered."""
        return {id: next(iter(group.codes), "") for id, group in self.groups.items()}
