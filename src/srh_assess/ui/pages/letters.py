"""What could be sent about her, one card a reader, and how far each is.

``LettersPage(theme, session, listed, others)`` with one ``Reader`` for each letter that a need
or her wish points to, her own copy last, and the kinds that only she may ask for. It can be
opened after signing or from the ward board: letters and sharing may be done after the talk. A
card asks for ``sharing:KIND`` or ``preview:KIND``, the picker for ``sharing:KIND``; the primary
act leaves.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from srh_assess.saying import sentences
from srh_assess.ui.pages.letter_base import LetterPage, at, told
from srh_assess.ui.pages.preview_panels import ASK_BACK, asks, until, went
from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets.actions import ActionBar
from srh_assess.ui.widgets.button import Button
from srh_assess.ui.widgets.entry import ChoiceEntry
from srh_assess.ui.widgets.fold import Fold
from srh_assess.ui.widgets.icon import Icon
from srh_assess.ui.widgets.layouts import column, row
from srh_assess.ui.widgets.moments import weekday_date
from srh_assess.ui.widgets.notice import Card
from srh_assess.ui.widgets.rows import Fact, Facts
from srh_assess.ui.widgets.text import Heading, Text, Tone
from srh_assess.workflow import readers
from srh_assess.workflow.readers import Other, Reader
from srh_assess.workflow.session import Session
from srh_assess.workflow.sharing import Sharing

_SHAPES: dict[str, tuple[str, Tone]] = {
    "not_asked": ("ring", ""),
    "yes": ("half-disc", ""),
    "sent": ("tick", "ok"),
    "no": ("ring-bar", ""),
    "later": ("ring-hands", ""),
    "withdrawn": ("curved-arrow", ""),
    "again": ("triangle", "attention"),
}
_MOVES = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class Standing(NamedTuple):
    """How far one letter is: a shape, words, and a line below them."""

    icon: str
    tone: Tone
    words: str
    more: str = ""


class LettersPage(LetterPage):
    """The list. ``buttons`` holds the act of each card, by kind; ``picker`` names the others."""

    def __init__(
        self,
        theme: Theme,
        session: Session,
        listed: Sequence[Reader],
        others: Sequence[Other] = (),
    ) -> None:
        hint = "One reader, one letter, one decision. It can be done now, or after the talk"
        super().__init__(theme, session, Heading("Letters"), hint=hint)
        self.buttons: dict[str, Button] = {}
        sharings = [reader.sharing for reader in listed]
        self._open = [one for one in sharings if one.state in ("not_asked", "yes", "again")]
        self._locked = next(
            (c for one in sharings if (c := one.closed) and c.code == "talk-locked"), None
        )
        if self._locked is not None:
            self._add(told(theme, self._locked))
        for reader in listed:
            self._add(self._card(reader), gap="m")
        self._others = {other.name: other.kind for other in others}
        if others and self._locked is None:
            self._add(self._picking(), gap="l")
        self.not_asked = Fold(theme, "Told, and not asked about", self._not_asked())
        self._add(self.not_asked, gap="l")

    def _not_asked(self) -> Facts:
        """Who is told without a letter: what to say to her of each."""
        sayings = self.session.protocol.sayings
        rows = [sayings[id] for id in readers.TOLD_ONLY]
        return Facts(
            self._theme, [Fact(id=one.id, label=one.label, value=f"“{one.say}”") for one in rows]
        )

    def _picking(self) -> Card:
        """Another reader, for her to ask for: found by typing its name."""
        theme, name = self._theme, self.woman.name
        self.picker = ChoiceEntry(
            theme, f"Another reader that {name} asks for", tuple(self._others),
            hint="Nothing here points to them; each is asked about like the others",
        )  # fmt: skip
        self.pick = Button(theme, f"Ask {name}", name=f"Ask {name} about this reader")
        self.pick.setEnabled(False)
        self.picker.changed.connect(self._picked)
        self.pick.clicked.connect(self._go_to_picked)
        line = row(theme, self.picker, self.pick, gap="l")
        line.setStretch(0, 1)
        line.setAlignment(self.pick, Qt.AlignmentFlag.AlignBottom)
        return Card(theme, line)

    def _picked(self) -> None:
        self.pick.setEnabled(self.picker.words in self._others)

    def _go_to_picked(self) -> None:
        self.go.emit(f"sharing:{self._others[self.picker.words]}")

    def _card(self, reader: Reader) -> Card:
        theme, name, sharing = self._theme, self.woman.name, reader.sharing
        title = f"{name}’s own copy" if sharing.hers else sharing.recipient.name
        standing = self.standing(sharing)
        sign = Icon(theme, standing.icon, standing.tone or "text", "state")
        state = row(theme, sign, Text(standing.words, "body", standing.tone), gap="s")
        state.setStretch(1, 1)
        kind = sharing.template.id
        preview = sharing.state in ("yes", "sent") and sharing.stands
        words = self._act_words(sharing, preview)
        button = Button(theme, words, name=f"{words}: {title}")
        button.clicked.connect(
            partial(self.go.emit, f"{'preview' if preview else 'sharing'}:{kind}")
        )
        button.setEnabled(sharing.closed is None)
        self.buttons[kind] = button
        parts = column(theme, Text(title, "heading"), state, gap="xs")
        why, against = self._why(reader), self._against(sharing)
        for words_below in (standing.more, against, why):
            if words_below:
                parts.addWidget(Text(words_below, "muted"))
        line = row(theme, parts, button, gap="l")
        line.setStretch(0, 1)
        line.setAlignment(button, Qt.AlignmentFlag.AlignVCenter)
        card = Card(theme, line, "attention" if sharing.state == "again" else "")
        told = (f"{title}: {standing.words}", standing.more, against, why)
        card.setAccessibleName(sentences(*told))
        return card

    def _against(self, sharing: Sharing) -> str:
        """What was found about this one reader, and closes it alone: each is its own decision."""
        closed = sharing.closed if self._locked is None else None
        return f"{closed.sentence} {closed.next_step}".rstrip(".") if closed is not None else ""

    def _why(self, reader: Reader) -> str:
        """What it is about, and why it is on the list."""
        sharing, because = reader.sharing, "; ".join(reader.because)
        plain = sharing.hers or sharing.template.name == sharing.recipient.name
        about = "" if plain else sharing.template.name
        return sentences(about, because and f"Because of: {because}")

    def _act_words(self, sharing: Sharing, preview: bool) -> str:
        if not preview:
            return asks(sharing, self.woman)
        if sharing.state == "sent":
            return "Look at it"
        return "To her copy" if sharing.hers and self.woman.is_she else "To the pages"

    def standing(self, sharing: Sharing) -> Standing:
        """How far a letter is, in words."""
        now, name, state = self.session.clock.now(), self.woman.name, sharing.state
        icon, tone = _SHAPES[state]
        share = sharing.share
        more = f"Went before: {self._sent(sharing)}" if sharing.sent_before else ""
        if state == "sent":
            return Standing(icon, tone, self._sent(sharing))
        if share is None:
            return Standing(icon, tone, "Nothing chosen yet" if sharing.hers else "Not asked yet")
        if state == "again":
            refusal = sharing.why_not
            why = refusal.sentence if refusal is not None else ""
            return Standing(icon, tone, f"{name} must be asked again", more or why)
        when = at(share.withdrawn or share.at, now)
        if state == "withdrawn":
            asks_back = f"{more}. {ASK_BACK}" if more and not sharing.hers else more
            tone = "attention" if asks_back else tone
            return Standing(icon, tone, f"{name} had a change of mind, {when}", asks_back)
        if state == "yes":
            words = f"Chosen, {when}. Not given yet" if sharing.hers else f"{name} said yes, {when}"
            unsent = f"Not sent yet. {until(sharing, now)}"
            return Standing(icon, tone, words, more or "" if sharing.hers else unsent)
        if state == "no":
            return Standing(icon, tone, f"{name} said no, {when}", f"Do not offer; {name} can ask")
        day = share.fact.again_on
        again = f"Ask again on {weekday_date(day)}" if day else f"Only if {name} brings it up"
        return Standing(icon, tone, f"{name} said later, {when}", again)

    def _sent(self, sharing: Sharing) -> str:
        moment, out = sharing.sent_before[-1]
        words = f"{went(out.how, self.woman)}, {at(moment, self.session.clock.now())}"
        return f"{words}, {out.where}" if out.where and out.how != "saved" else words

    def offer(self, bar: ActionBar) -> None:
        """Leaving is the main act once nothing here waits."""
        bar.offer(bar.home("To the ward"), role="plain" if self._open else "primary", back=False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down go from card to card."""
        buttons = [button for button in self.buttons.values() if button.isEnabled()]
        here = QApplication.focusWidget()
        step = _MOVES.get(Qt.Key(event.key()), 0)
        if not step or not buttons:
            super().keyPressEvent(event)
            return
        place = buttons.index(here) + step if here in buttons else 0
        buttons[min(max(place, 0), len(buttons) - 1)].setFocus(Qt.FocusReason.TabFocusReason)
