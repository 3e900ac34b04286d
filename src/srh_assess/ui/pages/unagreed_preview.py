"""The pages that go out without her agreement, and the printer beside them."""

from __future__ import annotations

from datetime import datetime

from srh_assess.saying import counted
from srh_assess.ui.pages.preview import PreviewPage
from srh_assess.ui.pages.preview_panels import Panel
from srh_assess.ui.widgets.actions import ActionBar
from srh_assess.ui.widgets.layouts import column
from srh_assess.ui.widgets.text import Text


class UnagreedPanel(Panel):
    """What was decided, the reader, the printer. There is nothing for her to take back here."""

    def _fill(self) -> None:
        reader = column(self._theme, Text("For", "label"), gap="hair")
        for place, line in enumerate(self._sharing.recipient.window):
            reader.addWidget(Text(line, "body" if place == 0 else "small"))
        self.ask.setParent(self)
        self.ask.hide()
        self._box.addWidget(self.card)
        self._box.addLayout(reader)
        self._box.addWidget(self.outlet)
        self._box.addStretch(1)

    def renew(self, pages: int, now: datetime) -> None:
        """The card, and whether it may be printed."""
        if not self._box.count():
            self._fill()
        sharing, refusal = self._sharing, self._sharing.why_not
        if refusal is None:
            self._state_card("It may go, once", "Printing it counts as sent.", "ok", "tick")
        elif sharing.sent_before:
            words = f"It served once. {self._shredding()}".rstrip()
            self._state_card(self._went_words(now), words, "ok", "tick")
        else:
            self._state_card(refusal.sentence, refusal.next_step, "attention", "triangle")
        closed = refusal.sentence if refusal is not None else ""
        self.outlet.offer(f"Print {counted(pages, 'page')} for {sharing.recipient.name}", closed)


class UnagreedPreview(PreviewPage):
    """The usual preview with another panel."""

    def _made_panel(self) -> Panel:
        return UnagreedPanel(self._theme, self.sharing, self.woman, self._press)

    def offer(self, bar: ActionBar) -> None:
        """The way back; Enter never prints."""
        bar.offer("To the proposal", role="plain")
