"""Red flags from the notes: one page, one look, whatever the gate will say."""

from __future__ import annotations

from srh_assess.ui.pages.base import ALONE_WITH_HER, Head, Remembered
from srh_assess.ui.pages.clock_line import ClockLine
from srh_assess.ui.pages.facts_page import Blocks, FactsPage
from srh_assess.ui.pages.table_facts import TableFacts
from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets.problems import Problem
from srh_assess.ui.widgets.text import Heading, Text
from srh_assess.workflow import flow
from srh_assess.workflow.session import Session

FLAGS, MEDICINES, STOPPED = "R12", "R13", "X70"


class RedFlagsPage(FactsPage):
    """The flags as many-of, with *None of these in the notes* as one deliberate answer. The
    time of each flag opens below. Continue asks for an answer: a look is not skipped."""

    around = ALONE_WITH_HER

    def __init__(
        self,
        theme: Theme,
        session: Session,
        page: flow.Page,
        *,
        remembered: Remembered | None = None,
    ) -> None:
        flags = session.protocol.items[FLAGS]
        super().__init__(
            theme,
            session,
            page,
            Heading(page.title),
            remembered=remembered,
            head=Head(hint=f"{flags.say} Nothing here is asked aloud"),
            wide=True,
        )
        self.flags = Blocks(theme, self, "page")
        self.times = Blocks(theme, self)
        self.medicines = Blocks(theme, self, "page")
        self.stopped = Blocks(theme, self)
        self.told = TableFacts(theme, session, medicines=True)
        self._medicine_words = Text(session.protocol.items[MEDICINES].label, "heading")
        self._medicine_hint = Text(session.protocol.items[MEDICINES].hint, "muted")
        self.clocks = ClockLine(theme, session)
        self._add(self.clocks, gap="xs")
        self._add(self.flags, gap="s")
        self._add(self.times)
        self._add(self._medicine_words, gap="xl")
        self._add(self._medicine_hint, gap="xs")
        self._add(self.medicines, gap="s")
        self._add(self.stopped, gap="m")
        self._add(self.told, gap="m")
        self._lay_out()
        self.changed.connect(self._lay_out)
        self.changed.connect(self.clocks.renew)
        self.changed.connect(self.told.renew)

    def _lay_out(self) -> None:
        now = next((p for p in self.session.pages if p.id == self.page.id), self.page)
        self.flags.lay_out([FLAGS])
        self.times.lay_out([i for i in now.items if i not in (FLAGS, MEDICINES, STOPPED)])
        self.medicines.lay_out([i for i in now.items if i == MEDICINES])
        self.stopped.lay_out([i for i in now.items if i == STOPPED])

    def _groups_of_blocks(self) -> tuple[Blocks, ...]:
        return (self.flags, self.times, self.medicines, self.stopped)

    def apply(self) -> None:
        """Hands over the times typed; asks for the one answer that must be given."""
        super().apply()
        block = self.flags.shown[FLAGS]
        if not self._unmet and block.open:
            sentence = "Choose what the notes say, or None of these in the notes"
            self._unmet = (Problem(sentence, block.control.field),)
            self._problems(self._unmet)
