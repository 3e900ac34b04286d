"""After her no: thanks, and what it was a no to, so that the next offer fits or stays away."""

from __future__ import annotations

from srh_assess.assessment.naming import woman
from srh_assess.ui.pages.base import Head, Remembered
from srh_assess.ui.pages.facts_page import Blocks, FactsPage
from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets.notice import Notice
from srh_assess.ui.widgets.text import Heading, Text
from srh_assess.workflow import again, flow
from srh_assess.workflow.session import Session

KIND = "X66"
_CHANGED = ("person", "place", "time")


class DeclinedPage(FactsPage):
    """Her no stands without a reason. Nothing here must be answered, and nothing else closes:
    what cannot wait, her care and asking later stay open."""

    def __init__(
        self,
        theme: Theme,
        session: Session,
        page: flow.Page,
        *,
        remembered: Remembered | None = None,
    ) -> None:
        thanks = f"Thank you, {woman(session.record.identity).name}. That is fine."
        super().__init__(
            theme,
            session,
            page,
            Heading(thanks, aloud=True),
            remembered=remembered,
            head=Head(hint="A no needs no reason"),
        )
        who = self.woman
        self.blocks = Blocks(theme, self, "shared")
        self._add(self.blocks)
        self.blocks.lay_out(page.items)
        self.again = Text("", "body", "accent")
        self._add(self.again, gap="m")
        leaflet = (
            f"Give {who.object} the card. {who.starting} can ask any nurse, at any time, and all "
            "other care goes on as before."
        )
        self._add(Notice(theme, leaflet, strong="Leave the way open"))
        self._tell_again()
        self.changed.connect(self._tell_again)

    def _groups_of_blocks(self) -> tuple[Blocks, ...]:
        return (self.blocks,)

    def _tell_again(self) -> None:
        """When it may be offered again, in the protocol's days."""
        answer = self.session.record.answers.get(KIND)
        code = answer.value if answer is not None else None
        settings = self.session.protocol.settings
        words = ""
        may_ask = self.woman.tell("{She} can ask at any time")
        if code == "if_she_asks":
            words = f"It is not offered again. {may_ask}"
        elif code and again.is_last_no(self.session.protocol, self.session.record):
            words = f"After a second no nothing offers it again by itself. {may_ask}"
        elif code == "topic":
            words = f"May be offered again after {settings['offer_again_topic_days'].value:g} days"
        elif code == "whole":
            days = settings["offer_again_whole_days"].value
            words = f"May be offered again after {days:g} days, and once before leaving"
        elif code in _CHANGED:
            words = "May be offered again at the next shift, with that changed"
        self.again.say(words)
