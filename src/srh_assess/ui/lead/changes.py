"""The history: every approval and every change, the newest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from srh_assess.assessment.identity import clinical_moment
from srh_assess.saying import sentences
from srh_assess.ui.lead.base import LeadPage
from srh_assess.ui.widgets.layouts import column
from srh_assess.ui.widgets.notice import Card
from srh_assess.ui.widgets.text import Text
from srh_assess.workflow import ledger_words

if TYPE_CHECKING:
    from srh_assess.ui.lead.room import Leading


class ChangesPage(LeadPage):
    """One card for each entry. The list is sealed and chained: nothing in it can be changed."""

    guide = "changes"

    def __init__(self, room: Leading) -> None:
        super().__init__(room, "History of changes", hint="Newest first. Nothing is taken away")
        desk = self.desk
        for said in ledger_words.said(desk.ledger, desk.shipped, desk.name_of):
            parts = [Text(said.title, "label"),
                     Text(f"{clinical_moment(said.at)}, {said.by}", "muted")]  # fmt: skip
            parts += [Text(line, "small") for line in said.lines]
            if said.reason:
                parts.append(Text(f"Why: {said.reason}", "small"))
            card = Card(room.theme, column(room.theme, *parts, gap="hair"), pad="m")
            card.setAccessibleName(sentences(said.title, *said.lines, said.reason))
            self._add(card, gap="s")
