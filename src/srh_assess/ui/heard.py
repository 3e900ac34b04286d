"""For the reviewer: what was said, word for word, and what was done about it."""

from __future__ import annotations

from srh_assess.assessment.decided import Kept
from srh_assess.ui.list_room import ListRoom
from srh_assess.ui.pages.handling import HandlePage, asked
from srh_assess.ui.pages.listing import Listed, ListPage
from srh_assess.ui.pages.voice_words import BY, KINDS
from srh_assess.ui.widgets.answer_group import AnswerGroup, Choice
from srh_assess.ui.widgets.chip import ChipTone
from srh_assess.ui.widgets.moments import when_words
from srh_assess.ui.widgets.rows import Fact
from srh_assess.workflow import voice, ward_lists
from srh_assess.workflow.sealed_voice import SealedVoices
from srh_assess.workflow.ward_lists import Row


class Heard(ListRoom):
    """The list of what was said, and one of them."""

    screen = "heard"

    def show_list(self) -> None:
        """What still waits first."""
        self._rows = {row.admission: row for row in ward_lists.rows(self._ward.desk, "voices")}
        waiting = sorted(self._rows.values(), key=lambda row: is_done(row.kept))
        self._list(
            ListPage(
                self._window.theme,
                "What was said",
                [self._listed(row) for row in waiting],
                hint="Read outside the ward. Nobody can change a word of it.",
                empty="Nothing was said yet.",
            )
        )

    def _listed(self, row: Row) -> Listed:
        done = is_done(row.kept)
        when = when_words(row.kept.at, self._window.clock.now())
        about = ", ".join(part for part in (when, BY[row.kept.fact.by], row.name) if part)
        state = "Done" if done else "Begun" if row.kept.later else "Not read yet"
        tone: ChipTone = "ok" if done else "" if row.kept.later else "attention"
        return Listed(
            id=row.admission, title=KINDS[row.kept.fact.what], about=about, state=state, tone=tone
        )

    def open(self, entry: str) -> None:
        """One of them, as it was said."""
        row, now = self._rows[entry], self._window.clock.now()
        fact = row.kept.fact
        ended = AnswerGroup(
            self._window.theme,
            "Is it done with?",
            [Choice("no", "More is to follow"), Choice("yes", "Done")],
            density="row",
        )
        rows = (
            Fact(id="when", label="Written down", value=when_words(row.kept.at, now)),
            Fact(id="by", label="Whose words", value=BY[fact.by]),
            Fact(id="about", label="About", value=row.name or "No name was given"),
        )
        page = HandlePage(
            self._window.theme,
            KINDS[fact.what],
            facts=rows,
            quote=fact.words,
            notes=[f"Done: {one.words}" for one in row.kept.later],
            label="What was done about it",
            more=[asked(self._window.theme, ended)],
        )
        sealed = SealedVoices(self._ward.desk)
        said = sealed if sealed.holds(entry) else voice.on_desk(self._ward.desk)
        page.written.connect(
            lambda: self._keep(
                page,
                lambda: said.handled(entry, page.entry.words, done=ended.codes == ("yes",)),
            )
        )
        self._show(page, "Keep")


def is_done(kept: Kept) -> bool:
    """Whether somebody wrote that it is done with."""
    return any(one.done for one in kept.later)
