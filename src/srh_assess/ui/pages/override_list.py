"""What was proposed about her without her agreement, and the readers a proposal could be for."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal

from srh_assess.assessment.decided import Kept
from srh_assess.assessment.disclosing import PoliceRequested
from srh_assess.ui.pages.letter_base import LetterPage, at
from srh_assess.ui.pages.override_words import FIRST
from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets.actions import ActionBar
from srh_assess.ui.widgets.button import Button
from srh_assess.ui.widgets.chip import Chip, ChipTone
from srh_assess.ui.widgets.layouts import Flow, column
from srh_assess.ui.widgets.notice import Card, Notice, PhoneCard
from srh_assess.ui.widgets.text import Heading, Text
from srh_assess.workflow import unagreed
from srh_assess.workflow.session import Session

_TONES: dict[str, ChipTone] = {"open": "attention", "agreed": "ok", "sent": ""}
_NO_WAY = (
    "{She} can decide, and the risk is to {her} alone: then it stays {hers} decision. Offer"
    " support again and a safety plan, ask whom {she} would let us tell, or talk to the lead"
    " without a name."
)

_TWO = "Nothing is released by that: it takes a ground of law, everything filled in, and two people"


class OverridesPage(LetterPage):
    """``begun`` names the kind of letter, ``opened`` the proposal. ``due`` are words of what is
    to be looked back at. ``asked_for`` names a request of the police that was let through."""

    begun = Signal(str)
    opened = Signal(str)
    asked_for = Signal(str)

    def __init__(
        self,
        theme: Theme,
        session: Session,
        readers: dict[str, str],
        names: dict[str, str],
        due: Sequence[str] = (),
        requests: Sequence[PoliceRequested] = (),
    ) -> None:
        super().__init__(theme, session, Heading("Share without agreement"))
        self._add(PhoneCard(theme, "Danger to life", "999", ask=FIRST))
        for words in due:
            self._add(Notice(theme, words, "attention"))
        self.buttons: dict[str, Button] = {}
        for name, kept in reversed(tuple(session.record.decided.overrides.items())):
            self._add(self._card(name, kept, names), gap="m")
        self.readers: dict[str, Button] = {}
        for kind, words in readers.items():
            button = Button(theme, words, icon="plus", name=f"Begin one for {words}")
            button.clicked.connect(partial(self.begun.emit, kind))
            self.readers[kind] = button
        self.requests: dict[str, Button] = {}
        for asked in requests:
            self._add(self._request(asked), gap="m")
        self._add(Text("Begin one, for one reader", "heading"))
        self._add(Text(self.woman.tell(_NO_WAY), "hint"), gap="xs")
        self._add(Flow(theme, *self.readers.values(), gap="m", down="m"))

    def _request(self, asked: PoliceRequested) -> Card:
        """A request of the police that information governance let through."""
        theme, who = self._theme, f"{asked.officer}, {asked.force}"
        button = Button(theme, "Write a proposal", name=f"Write a proposal, asked by {who}")
        button.clicked.connect(partial(self.asked_for.emit, asked.request))
        self.requests[asked.request] = button
        words = ", ".join(part for part in (who, asked.reference) if part)
        return Card(
            theme,
            column(theme, Text("The police asked, and information governance lets a proposal"
                               " be written", "label"),
                   Text(words), Text(_TWO, "muted"), Flow(theme, button, gap="m"), gap="xs"),
            pad="m",
        )  # fmt: skip

    def _card(self, name: str, kept: Kept, names: dict[str, str]) -> Card:
        theme, now = self._theme, self.session.clock.now()
        reader = names.get(kept.fact.recipient, kept.fact.recipient)
        state = unagreed.state(kept)
        button = Button(theme, "Open", name=f"Open, {reader}, {unagreed.STATES[state]}")
        button.clicked.connect(partial(self.opened.emit, name))
        self.buttons[name] = button
        chip = Chip(theme, unagreed.STATES[state], _TONES.get(state, ""))
        words = f"Proposed {at(kept.at, now)}"
        return Card(
            theme,
            column(theme, Text(reader, "label"), Text(words, "muted"),
                   Flow(theme, button, chip, gap="m"), gap="xs"),
            pad="m",
        )  # fmt: skip

    def offer(self, bar: ActionBar) -> None:
        """Back to her overview."""
        bar.offer("Done")
