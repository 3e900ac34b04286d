"""The handover of one stay: who takes over, the two papers and how far each is, what stands open.

``name`` asks for the form about the person; ``paper`` names the letter that is to be opened.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from srh_assess.ui.pages.end_of_stay import rows
from srh_assess.ui.pages.letter_base import LetterPage, at
from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets.actions import ActionBar
from srh_assess.ui.widgets.button import Button
from srh_assess.ui.widgets.layouts import column, row
from srh_assess.ui.widgets.notice import Card, Notice
from srh_assess.ui.widgets.rows import Fact, Facts
from srh_assess.ui.widgets.text import Heading, Text
from srh_assess.workflow import handing
from srh_assess.workflow.session import Session
from srh_assess.workflow.sharing import Sharing
from srh_assess.workflow.stay import Standing

STATES = {
    "not_asked": "Not asked yet",
    "yes": "{She} said yes; not printed yet",
    "sent": "Printed or given",
    "no": "{She} said no",
    "later": "{She} said later",
    "withdrawn": "{She} took the yes back",
    "again": "To be asked again: something has changed",
}
_ANSWERS = {"accepted": "Takes it over", "asked": "Asked, no answer yet"}
_PAPERS = {
    handing.HANDOVER: ("The handover", "What is open, its days, medicines to mind"),
    handing.SEALED: ("The sealed part", "What tells of violence; printed apart, its own envelope"),
}


class HandOverPage(LetterPage):
    """The page. ``buttons`` holds the act of each paper, by kind."""

    name = Signal()
    paper = Signal(str)

    def __init__(
        self,
        theme: Theme,
        session: Session,
        papers: Mapping[str, Sharing],
        standing: Sequence[Standing],
    ) -> None:
        hint = "Two days before the stay ends if that is known, else on the day"
        super().__init__(theme, session, Heading("Handover"), hint=hint)
        self.named = session.record.onward
        words = "Name who takes over" if self.named is None else "Change it, or write the answer"
        self.name_button = Button(theme, words, "primary" if self.named is None else "plain")
        self.name_button.clicked.connect(self.name.emit)
        self.buttons: dict[str, Button] = {}
        self._add(
            Facts(theme, tuple(self._who()), shares=(2, 5)),
            row(theme, self.name_button, None),
            *(self._card(kind, sharing) for kind, sharing in papers.items()),
            gap="m",
        )
        self._add(Text("How to be reached", "label"), gap="xl")
        self._add(Facts(theme, tuple(self._reach()), shares=(2, 5)), gap="xs")
        self._add(Text("This stands open", "label"), gap="xl")
        if standing:
            self._add(Facts(theme, tuple(rows(standing)), shares=(1, 4)), gap="xs")
        else:
            self._add(Notice(theme, "Nothing has to be taken over.", "ok", strong="Nothing open"))

    def _who(self) -> Iterator[Fact]:
        named = self.named
        if named is None:
            yield Fact(id="who", label="Who takes over", value="Nobody named", tone="attention")
            return
        who = ", ".join(part for part in (named.receiver, named.team, named.contact) if part)
        when = at(named.at, self.session.clock.now())
        yield Fact(id="who", label="Who takes over", value=who)
        yield Fact(
            id="said",
            label="What was said",
            value=f"{_ANSWERS[named.answer]}, {when}",
            tone="attention" if named.answer == "asked" else "",
        )

    def _reach(self) -> Iterator[Fact]:
        found = handing.reach(self.session.protocol, self.session.record)
        for place, (label, said) in enumerate(found):
            yield Fact(id=f"reach {place}", label=label, value=said, muted=said == "Not asked")

    def _card(self, kind: str, sharing: Sharing) -> QWidget:
        theme, (title, what) = self._theme, _PAPERS[kind]
        state = self.woman.tell(STATES[sharing.state])
        words = "To the pages" if sharing.stands else f"Ask {self.woman.name}"
        button = Button(theme, words, name=f"{words}: {title}")
        button.setEnabled(self.named is not None and sharing.closed is None)
        button.clicked.connect(partial(self.paper.emit, kind))
        self.buttons[kind] = button
        parts = column(theme, Text(title, "heading"), Text(state), Text(what, "muted"), gap="xs")
        line = row(theme, parts, button, gap="l")
        line.setStretch(0, 1)
        card = Card(theme, line)
        card.setAccessibleName(f"{title}: {state}. {what}")
        return card

    def offer(self, bar: ActionBar) -> None:
        """Back to her overview."""
        bar.offer("To the overview", role="plain")
