"""Beside the pages: what she agreed to and where it goes, or how her own copy reaches her."""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from srh_assess.assessment.naming import Woman
from srh_assess.errors import Refused
from srh_assess.saying import counted
from srh_assess.ui.pages.letter_base import Changing, Ticks, at
from srh_assess.ui.pages.letter_setting import joined
from srh_assess.ui.pages.outlet import Outlet
from srh_assess.ui.printing import Press
from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets.answer import Answer
from srh_assess.ui.widgets.answer_group import Choice
from srh_assess.ui.widgets.button import Button
from srh_assess.ui.widgets.icon import Icon
from srh_assess.ui.widgets.layouts import column, row
from srh_assess.ui.widgets.notice import Card, NoticeTone
from srh_assess.ui.widgets.text import Text
from srh_assess.workflow.sharing import How, Sharing

_SHOWN = {
    "read_by_her": "after reading it with {nurse}",
    "read_to_her": "after {nurse} read it aloud",
    "": "with {nurse}",
}
ASK_BACK = (
    "Ring the reader today and ask for it back, or that it is destroyed; shred a print that is"
    " still here"
)
SHRED = "If it was stopped at the printer, shred every page that came out."
_ASKS_HERSELF = ("no", "withdrawn", "later")


def went(how: str, who: Woman) -> str:
    """How it went out, in a word or two."""
    return {
        "printed": "Printed",
        "saved": "Saved for printing",
        "handed_over": f"Given to {who.name}",
        "held_for_her": f"Kept for {who.name}",
        "read_with_her": f"Read with {who.name}",
    }[how]


def asks(sharing: Sharing, who: Woman) -> str:
    """The words of the button that asks her. After a no nobody offers again; she may ask."""
    if sharing.hers:
        return f"Choose {'again ' if sharing.share is not None else ''}with {who.name}"
    if sharing.share is None:
        return f"Ask {who.name}"
    if sharing.state in _ASKS_HERSELF and sharing.share.fact.ask_again != "on_date":
        return f"{who.name} asks for it"
    return f"Ask {who.name} again"


def until(sharing: Sharing, now: datetime) -> str:
    """How long her yes waits for the letter to go."""
    share = sharing.share
    assert share is not None
    return f"The yes ends {at(share.at + timedelta(days=sharing.days), now)}, or with the stay"


class Panel(QWidget):
    """Base: what the page connects to. ``print_wanted`` names the printer."""

    choose = Signal()
    redraw = Signal()
    print_wanted = Signal(str)
    save_wanted = Signal()
    discard_wanted = Signal(object)

    def __init__(self, theme: Theme, sharing: Sharing, who: Woman, press: Press) -> None:
        super().__init__()
        self._theme, self._sharing, self._who = theme, sharing, who
        self.card = Changing()
        self.ask = Button(theme, asks(sharing, who))
        self.ask.clicked.connect(self.choose)
        what, viewer = "copy" if sharing.hers else "letter", sharing.outgoing is not None
        self.outlet = Outlet(theme, press, what, viewer=viewer)
        self.outlet.print_wanted.connect(self.print_wanted)
        self.outlet.save_wanted.connect(self.save_wanted)
        self.outlet.discard_wanted.connect(self.discard_wanted)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(theme.space("m"))

    @property
    def how(self) -> How:
        """How it goes out."""
        return "printed"

    @property
    def checked(self) -> bool:
        """Whether somebody read it through."""
        return False

    def renew(self, pages: int, now: datetime) -> None:
        """Shows the state as it is now."""
        raise NotImplementedError

    def _state_card(self, strong: str, words: str, tone: NoticeTone, icon: str) -> None:
        sign = Icon(self._theme, icon, tone or "text-muted", "state")
        line = row(self._theme, sign, Text(joined(strong), "strong", tone))
        line.setStretch(1, 1)
        parts = column(
            self._theme, line, *([Text(joined(words), "small")] if words else []), gap="xs"
        )
        card = Card(self._theme, parts, tone)
        card.setAccessibleName(f"{strong.rstrip('.')}. {words}")
        self.card.hold(card)

    def _shredding(self) -> str:
        """What a print that was stopped halfway leaves to do; nothing where no paper came out."""
        paper = self._sharing.sent_before[-1][1].how not in ("saved", "read_with_her")
        return SHRED if paper else ""

    def _went_words(self, now: datetime) -> str:
        moment, out = self._sharing.sent_before[-1]
        words = f"{went(out.how, self._who)} {at(moment, now)}"
        return f"{words}, {out.where}" if out.where and out.how != "saved" else words


class AgreedPanel(Panel):
    """The letter to a reader: her agreement, the reader, the printer, and the way back."""

    withdraw = Signal()

    def __init__(self, theme: Theme, sharing: Sharing, who: Woman, press: Press) -> None:
        super().__init__(theme, sharing, who, press)
        mind = "She has changed her mind" if who.is_she else "A change of mind"
        told = mind if who.is_she else f"{who.name} has had a change of mind"
        self.mind = Button(theme, mind, "link", icon="curved-arrow", name=told)
        self.mind.clicked.connect(self.withdraw)
        self._reason = Text("One press, no reason needed", "muted")
        reader = column(theme, Text("For", "label"), Text(sharing.recipient.name), gap="hair")
        reader.addWidget(Text("In the window of the envelope", "label"))
        for line in sharing.recipient.window:
            reader.addWidget(Text(line, "small"))
        for fault in sharing.gaps:
            reader.addWidget(Text(fault, "small", "attention"))
        for part in (self.card, row(theme, self.ask, None), reader, self.outlet,
                     column(theme, row(theme, self.mind, None), self._reason, gap="")):  # fmt: skip
            self._box.addWidget(part) if isinstance(part, QWidget) else self._box.addLayout(part)
        self._box.addStretch(1)

    def renew(self, pages: int, now: datetime) -> None:
        """The card, and whether it may be printed."""
        sharing, name = self._sharing, self._who.name
        refusal, share = sharing.why_not, sharing.share
        sent = sharing.state == "sent"
        if refusal is None and share is not None:
            seen = _SHOWN[share.fact.shown].format(nurse=sharing.asked_by(share))
            words = f"{at(share.at, now)}, {seen}. "
            head = self._went_words(now) if sent else f"{name} agreed to exactly this"
            asked = f"Any change to the words or the reader asks {name} again."
            words += self._shredding() if sent else f"{asked} {until(sharing, now)}."
            self._state_card(head, f"{name} agreed {words}" if sent else words, "ok", "tick")
        elif refusal is not None:
            self._closed(refusal, now)
        self.ask.reword(asks(sharing, self._who))
        self.ask.setVisible(refusal is not None and sharing.closed is None)
        takes_back = share is not None and share.fact.decision == "yes" and share.withdrawn is None
        self.mind.setVisible(takes_back)
        self._reason.setVisible(takes_back)
        once_more = sharing.printed_before and refusal is None
        what = f"a copy, {counted(pages, 'page')}," if once_more else counted(pages, "page")
        closed = f"Closed until {name} has said yes to this letter" if refusal else ""
        self.outlet.offer(f"Print {what} for {sharing.recipient.name}", closed, again=once_more)

    def _closed(self, refusal: Refused, now: datetime) -> None:
        words = refusal.next_step
        if self._sharing.sent_before:
            words = f"{words} Went before: {self._went_words(now)}."
            words += f" {ASK_BACK}." if self._sharing.state == "withdrawn" else ""
        self._state_card(refusal.sentence, words, "attention", "triangle")


class CopyPanel(Panel):
    """Her own copy: read through first, then given, kept for her, or read together."""

    read_together = Signal()

    def __init__(self, theme: Theme, sharing: Sharing, who: Woman, press: Press) -> None:
        super().__init__(theme, sharing, who, press)
        name = who.name
        self.check = Answer(
            theme, "checked", "Read through", many=True, density="list",
            hint=f"No one else’s name, and nothing that could harm {name} if it is found",
        )  # fmt: skip
        self.large = Answer(theme, "large", "Large print", many=True, density="list")
        ways = (
            Choice("handed_over", f"Give it to {name}"),
            Choice("held_for_her", f"Keep it safe for {name}"),
            Choice("read_with_her", f"Read it with {name}, no paper"),
        )
        self.ways = Ticks(theme, f"How does {name} get it?", ways, density="row", numbered=False)
        self.read = Button(theme, "Write down: read together", "primary")
        self.read.clicked.connect(self.read_together)
        self.check.toggled.connect(self.redraw)
        self.large.toggled.connect(self._larger)
        self.ways.changed.connect(self._way)
        self._parts = [
            Card(theme, column(theme, self.check, self.large, gap=""), pad="xs"),
            Text(f"How does {name} get it? Ask where paper is safe", "label"),
            self.ways,
            self.outlet,
            self.read,
        ]
        for part in (self.card, *self._parts):
            self._box.addWidget(part)
        self._box.addLayout(row(theme, self.ask, None))
        self._box.addStretch(1)

    @property
    def how(self) -> How:
        """How she gets it."""
        codes = self.ways.codes
        return "held_for_her" if codes == ("held_for_her",) else "handed_over"

    @property
    def checked(self) -> bool:
        """Whether it was read through for other people and for harm."""
        return self.check.isChecked()

    def _larger(self, large: bool) -> None:
        self._sharing.large = large
        self.redraw.emit()

    def _way(self) -> None:
        self._sharing.held = self.ways.codes == ("held_for_her",)
        self.redraw.emit()

    def _went_last(self) -> str:
        sent = self._sharing.sent_before
        return sent[-1][1].how if sent else ""

    def renew(self, pages: int, now: datetime) -> None:
        """What is still missing before she gets it."""
        sharing, name = self._sharing, self._who.name
        refusal = sharing.why_not
        if refusal is not None:
            self._state_card(refusal.sentence, refusal.next_step, "attention", "triangle")
        elif sharing.state == "sent":
            self._state_card(self._went_words(now), self._shredding(), "ok", "tick")
        else:
            self.card.hold(None)
        for part in self._parts:
            part.setVisible(refusal is None)
        together = self.ways.codes == ("read_with_her",)
        self.read.setVisible(refusal is None and together)
        self.outlet.setVisible(refusal is None and not together)
        self.read.setEnabled(self.checked and self._went_last() != "read_with_her")
        closed = "" if self.ways.codes else f"Say first how {name} gets it"
        closed = closed if self.checked else "Closed until somebody has read it through"
        what = "a copy of it, " if sharing.printed_before and refusal is None else ""
        self.outlet.offer(
            f"Print {what}{counted(pages, 'page')} for {name}", closed, again=bool(what)
        )
        self.ask.reword(asks(sharing, self._who))
        self.ask.setVisible(sharing.closed is None)
