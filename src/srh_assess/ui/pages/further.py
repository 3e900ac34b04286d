"""More questions, if she wants: what fits what was found, each hers to take, put off, or leave.

She sees this page, and so may a visitor: it says in which part of the talk something was found,
never what.
"""

from __future__ import annotations

from functools import partial

from srh_assess.assessment.offering import Said
from srh_assess.saying import counted, sentences
from srh_assess.ui.pages.base import Head, SittingPage
from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets.answer_group import AnswerGroup, Choice
from srh_assess.ui.widgets.layouts import column
from srh_assess.ui.widgets.text import Heading, Text
from srh_assess.workflow import flow, offers
from srh_assess.workflow.offers import Offer
from srh_assess.workflow.session import Session

_ANSWERS = (
    Choice("now", "Now"),
    Choice("later", "Another time"),
    Choice("no", "No, thank you"),
)
_CODES: dict[str, Said] = {"now": "now", "later": "later", "no": "no"}
_PAGE = flow.Page(id="further", kind="questions", title="More questions", section="needs")


class FurtherPage(SittingPage):
    """Each answer is kept at once. Nothing here must be answered."""

    shown_to_her = True

    def __init__(self, theme: Theme, session: Session) -> None:
        said = session.protocol.sayings["more_questions"]
        head = Head(kicker=_PAGE.title, hint=said.hint)
        super().__init__(theme, session, _PAGE, Heading(said.say, aloud=True), head=head)
        self.groups: dict[str, AnswerGroup] = {}
        for offer in offers.offers(session):
            self._offer(offer)
        if not self.groups:
            self._add(Text("Nothing more fits what was found so far"))

    def _offer(self, offer: Offer) -> None:
        group = AnswerGroup(
            self._theme, f"More questions, {offer.name}", _ANSWERS, density="row", numbered=False
        )
        group.choose([offer.answer] if offer.answer is not None else [])
        group.changed.connect(partial(self._said, offer.section))
        self.groups[offer.section] = group
        words = (Text(offer.name, "heading"), Text(self._why(offer), "muted"))
        self._add(column(self._theme, *words, gap="hair"), gap="xl")
        self._add(group, gap="s")

    def _why(self, offer: Offer) -> str:
        count = len(offer.items)
        words = counted(count, "more question")
        named = f"{self.woman.starting} named this topic" if offer.hers else ""
        parts = offers.parts(self.session, offer)
        found = f"Fits: {', '.join(parts)}" if parts else ""
        return sentences(words, named, found)

    def _said(self, section: str) -> None:
        codes = self.groups[section].codes
        if codes:
            self.keep(lambda: offers.answer(self.session, section, _CODES[codes[0]]))
