"""Her risks and the room: what the gate saw today, and how the talk is prepared for it."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from srh_assess.ui.pages.base import Head, Remembered
from srh_assess.ui.pages.facts_page import Blocks, FactsPage
from srh_assess.ui.pages.gate_words import COLOUR_ICONS, noticed
from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets.notice import Card
from srh_assess.ui.widgets.rows import Fact, Facts
from srh_assess.ui.widgets.text import Heading, Text
from srh_assess.workflow import flow
from srh_assess.workflow.session import Session


class PreparePage(FactsPage):
    """The gate's rows that need care, read-only, then who, where and how. Facts with their
    words; no level, no score, and nothing that must be filled in."""

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
            Heading(page.title),
            remembered=remembered,
            head=Head(hint="Filled in by staff. Leave open what nobody knows"),
        )
        self._add(self._risks())
        self._add(Text("The room and the people", "heading"), gap="xl")
        self.blocks = Blocks(theme, self, states=False)
        self._add(self.blocks, gap="s")
        self._lay_out()
        self.changed.connect(self._lay_out)

    def _risks(self) -> QWidget:
        """What today's look at the gate found, and what it asks of the room."""
        rows = noticed(self.session)
        if not rows:
            return Card(self._theme, Text("Nothing at the gate asks for special care today"))
        return Facts(
            self._theme,
            [
                Fact(
                    id=row.item,
                    label=row.name,
                    value=f"{row.answer}. {row.prepare}" if row.prepare else row.answer,
                    icon=COLOUR_ICONS[row.colour],
                )
                for row in rows
            ],
        )

    def _lay_out(self) -> None:
        now = next((p for p in self.session.pages if p.id == self.page.id), self.page)
        self.blocks.lay_out(now.items)

    def _groups_of_blocks(self) -> tuple[Blocks, ...]:
        return (self.blocks,)
