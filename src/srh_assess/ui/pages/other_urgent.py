"""Something else that cannot wait: the staff facts that start a clock, answerable at once."""

from __future__ import annotations

from srh_assess.ui.pages.base import Head, Remembered
from srh_assess.ui.pages.facts_page import Blocks, FactsPage
from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets.notice import Notice
from srh_assess.ui.widgets.text import Heading, Text
from srh_assess.workflow import flow
from srh_assess.workflow.session import Session
from srh_assess.workflow.signs import signs

FLAGS = "R12"


class OtherUrgentPage(FactsPage):
    """The flags first, then what can be seen or read today. An answer starts its clock and
    its page at once; nothing waits for Continue."""

    def __init__(
        self,
        theme: Theme,
        session: Session,
        page: flow.Page,
        *,
        remembered: Remembered | None = None,
    ) -> None:
        super().__init__(
            theme,
            session,
            page,
            Heading("Something else that cannot wait"),
            remembered=remembered,
            head=Head(hint="Filled in by staff. Each answer counts at once"),
        )
        danger = "Immediate danger to life: ring 999, or the ward’s emergency team, now"
        self._add(Notice(theme, "", "urgent", strong=danger))
        self.signs = Blocks(theme, self, states=False)
        self._add(Text("What you see or read now", "heading"), self.signs)
        self._add(Text("In the notes", "heading"), gap="xl")
        self.flags = Blocks(theme, self, "page")
        self._add(self.flags, gap="s")
        self._lay_out()
        self.changed.connect(self._lay_out)

    def _lay_out(self) -> None:
        asked = self.session.findings.asking.asked
        self.signs.lay_out([item for item in signs(self.session.protocol) if item in asked])
        self.flags.lay_out([FLAGS] if FLAGS in asked else [])

    def _groups_of_blocks(self) -> tuple[Blocks, ...]:
        return (self.signs, self.flags)
