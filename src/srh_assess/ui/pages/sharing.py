"""What one reader may know: her boxes at the left, the letter exactly at the right.

``SharingPage(theme, sharing)`` begins one asking; what she said before stays as it is until she
has answered anew. Each tick writes its words into
the letter at once. Yes opens when something is chosen, the end of exactly this letter was on the
screen or read to her, and it is written down that nothing speaks against her deciding it. After
yes it asks for ``preview:KIND``; the primary act asks for ``letters``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from srh_assess.assessment.naming import woman
from srh_assess.errors import UserError
from srh_assess.ui.pages.caldicott import Caldicott
from srh_assess.ui.pages.in_view import show_in_view
from srh_assess.ui.pages.letter_base import Beside, LetterPage, Shelf, Tab, at, told
from srh_assess.ui.pages.letter_view import LetterView
from srh_assess.ui.pages.sharing_answer import HerAnswer
from srh_assess.ui.pages.sharing_boxes import Boxes
from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets.actions import ActionBar
from srh_assess.ui.widgets.answer_group import AnswerGroup
from srh_assess.ui.widgets.button import Button
from srh_assess.ui.widgets.entry import TextEntry
from srh_assess.ui.widgets.layouts import column, row
from srh_assess.ui.widgets.moments import weekday_date
from srh_assess.ui.widgets.notice import Notice
from srh_assess.ui.widgets.text import Heading, Text
from srh_assess.workflow import caldicott, informing
from srh_assess.workflow.sharing import Sharing

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class SharingPage(LetterPage):
    """One recipient, one letter, her choice box by box."""

    _placed = Signal(QWidget)

    def __init__(self, theme: Theme, sharing: Sharing) -> None:
        who = woman(sharing.session.record.identity)
        name = who.name
        super().__init__(theme, sharing.session, Heading(sharing.template.ask.format(name=name)))
        if sharing.share is not None:
            sharing.ask_again()
        self.sharing = sharing
        self.answered = False
        self.boxes = Boxes(theme, sharing, who)
        self.informed = TextEntry(
            theme, f"What {name} was told or given",
            hint="A leaflet, a number, what was explained. It goes along only with its own tick",
            words=informing.words(sharing),
        )  # fmt: skip
        if sharing.hers or not sharing.template.informs:
            self.informed.hide()
        self.checks = Caldicott(theme)
        if sharing.hers:
            self.checks.hide()
        self.letter = LetterView(theme, self._letter_name())
        self.letter.end_seen.connect(self._end_seen, Qt.ConnectionType.QueuedConnection)
        self.answer = HerAnswer(theme, sharing.session.clock, who, hers=sharing.hers)
        self._body.removeWidget(self.heading)
        self._columns = Beside(theme, self._left(), self._right(), shares=(5, 7))
        self._columns.stacked.connect(self._scroll.whole)
        self._body.insertWidget(0, self._columns, 1000)
        self._connect()
        self._show()
        if (closed := sharing.closed) is not None:
            self.fault.hold(told(theme, closed))
            self.boxes.shut()
            self.informed.setEnabled(False)
            self.answer.shut()

    def _letter_name(self) -> str:
        return f"{self.woman.name}’s copy, exactly" if self.sharing.hers else "The letter, exactly"

    # ---- building it

    def _purpose(self) -> list[QWidget]:
        """Who reads it and what for, what a no would mean, and what she said before."""
        sharing, name = self.sharing, self.woman.name
        told = (sharing.template.purpose, sharing.template.if_no)
        words = ". ".join(part.format(name=name) for part in told if part)
        wish = {
            "yes": f"Early in the talk {name} said yes to this reader. It ticks nothing here",
            "no": f"Early in the talk {name} did not say yes to this reader. Ask first",
        }.get(sharing.wish, "")
        reader = [] if sharing.hers else [Text(sharing.recipient.name, "strong")]
        ends = "" if sharing.hers else f"A yes ends after {sharing.days} days, or with the stay"
        said = (words[:1].upper() + words[1:], ends, wish)
        below = [Text(part, "muted") for part in said if part]
        return [*reader, *below]

    def _left(self) -> QWidget:
        inside = QWidget()
        parts = column(self._theme, self.boxes, self.informed, self.checks, None, gap="s")
        parts.setContentsMargins(0, 0, self._theme.space("s"), 0)
        inside.setLayout(parts)
        self._scroll = Shelf(self._theme, inside)
        self.checks.fold.folded.connect(lambda *_: self._scroll.updateGeometry())
        holder = self._beside_letter = QWidget()
        box = column(self._theme, self.heading, *self._purpose(), self.fault, gap="xs")
        box.addSpacing(self._theme.space("s"))
        box.addWidget(self._scroll, 1)
        holder.setLayout(box)
        return holder

    def _right(self) -> QWidget:
        theme = self._theme
        self.aloud, self.larger = Tab(theme, "Read aloud view"), Tab(theme, "Larger")
        self.heard = Button(theme, f"{self.woman.name} has heard it to the end", icon="tick")
        for button in (self.aloud, self.larger):
            button.toggled.connect(self._resize_letter)
        self.heard.hide()
        top = row(theme, Text(self._letter_name(), "heading"), self.heard, self.aloud,
                  self.larger, gap="s")  # fmt: skip
        top.setStretch(0, 1)
        holder = QWidget()
        box = QVBoxLayout(holder)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.space("s"))
        box.addLayout(top)
        box.addWidget(self.letter, 1)
        box.addWidget(self.answer)
        return holder

    def _connect(self) -> None:
        self.boxes.ticked.connect(self._ticked)
        self.informed.settled.connect(self._told)
        self.heard.clicked.connect(self._heard)
        self._placed.connect(show_in_view, Qt.ConnectionType.QueuedConnection)
        self.answer.able.connect(self._able)
        self.answer.doubted.connect(self._doubted)
        self.answer.yes.connect(self._yes)
        self.answer.no.connect(self._no)
        self.answer.later.connect(self._later)

    # ---- the letter

    def _show(self, box: str = "") -> None:
        self.letter.show_letter(self.sharing.letter, self.sharing.document, box=box)
        self._renew()

    def _renew(self) -> None:
        if not self.answered:
            self.answer.renew(self.sharing.why_not_yes)
        if not self.sharing.hers:
            self.checks.renew(caldicott.of_share(self.sharing))

    def _ticked(self, box: str, on: bool) -> None:
        self.sharing.tick(box, on=on)
        self._show(box)
        self.changed.emit()

    def _told(self) -> None:
        """What was told or given is kept as soon as the field is left."""
        try:
            change = informing.told(self.sharing, self.informed.words)
        except UserError as fault:
            self.informed.complain(str(fault))
            return
        self.informed.complain("")
        if change is not None:
            self.boxes.show_asides()
            self._show(informing.BOX)
            self.changed.emit()

    def _end_seen(self, token: str) -> None:
        """Comes a moment after the painting; a letter that changed since was not seen."""
        if token == self.sharing.document and self.sharing.shown is None:
            self.sharing.show("read_by_her")
            self._renew()

    def _resize_letter(self) -> None:
        aloud = self.aloud.isChecked()
        self.letter.size_of("aloud" if aloud else "larger" if self.larger.isChecked() else "page")
        self._beside_letter.setVisible(not aloud)
        self.answer.setVisible(not aloud)
        self.heard.setVisible(aloud and not self.answered)
        self.larger.setVisible(not aloud)
        if aloud:
            self.letter.verticalScrollBar().setValue(0)
            self.letter.setFocus(Qt.FocusReason.OtherFocusReason)

    def _heard(self) -> None:
        self.sharing.show("read_to_her")
        self.aloud.setChecked(False)
        self._renew()
        self.answer.take_focus()

    # ---- her answer

    def _able(self) -> None:
        self._find(self.sharing.able)

    def _doubted(self) -> None:
        """The decision stays open, and the longer form opens."""
        if self._find(self.sharing.doubted):
            self.go.emit(f"doubt:{self.sharing.template.id}")

    def take_up(self, ticked: Iterable[str]) -> None:
        """Back from the longer form: the ticks as they were; and able, where that was found."""
        if self.sharing.closed is not None:
            return
        for box in sorted(ticked):
            self.sharing.tick(box, on=True)
        self.boxes.show_ticks()
        if self.sharing.take_finding():
            self.answer.found_able()
        self._show()

    def _find(self, act: Callable[[], object]) -> bool:
        kept = self.keep(act) is None
        if not kept:
            self.answer.unsay()
        self._renew()
        return kept

    def _yes(self) -> None:
        if self.keep(lambda: self.sharing.decide("yes")) is None:
            self._written("yes", "Chosen" if self.sharing.hers else "Yes, to exactly this")
            self.go.emit(f"preview:{self.sharing.template.id}")

    def _no(self) -> None:
        if self.keep(lambda: self.sharing.decide("no")) is None:
            what = "No copy is made" if self.sharing.hers else "Nothing is shared"
            words = f"{what}. Thank {self.woman.name} for saying so"
            self._written("no", words)

    def _later(self, day: object) -> None:
        again = day if isinstance(day, date) else None
        if self.keep(lambda: self.sharing.decide("later", again_on=again)) is None:
            name = self.woman.name
            words = f"Ask again on {weekday_date(again)}" if again else f"Only if {name} asks"
            self._written("later", words)

    def _written(self, said: str, words: str) -> None:
        """Her answer stands; boxes and answers close, the way on is the list."""
        share = self.sharing.share
        assert share is not None
        now = self.session.clock.now()
        head = f"{self.woman.name} said {said}, {at(share.at, now)}"
        self.answered = True
        self.boxes.shut()
        self.informed.setEnabled(False)
        self.heard.hide()
        notice = Notice(self._theme, words, "ok", strong=head)
        self.answer.done(notice)
        self.changed.emit()
        self._placed.emit(notice)

    def offer(self, bar: ActionBar) -> None:
        """Names the way on; leaving changes nothing that was written down."""
        bar.offer("To the letters", role="primary" if self.answered else "plain")

    # ---- keys

    def _groups(self) -> list[AnswerGroup]:
        """Both cards of boxes, then the finding, wherever the boxes are scrolled to."""
        groups: list[AnswerGroup] = [*self.boxes.groups, self.answer.finding]
        return [group for group in groups if group.isVisible()]

    def _in_boxes(self) -> bool:
        focus = QApplication.focusWidget()
        return focus is not None and (focus is self.heading or self.boxes.isAncestorOf(focus))

    def event(self, event: QEvent) -> bool:
        """F6 goes from the boxes to the letter first, and back again; then round the window."""
        overrides = event.type() == QEvent.Type.ShortcutOverride
        if overrides and isinstance(event, QKeyEvent) and self._wants(event):
            event.accept()
            return True
        return super().event(event)

    def _wants(self, event: QKeyEvent) -> bool:
        if event.key() != Qt.Key.Key_F6:
            return False
        back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        return self.letter.hasFocus() if back else self._in_boxes()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on too: boxes, letter, answer. It never leaves the page with ticks."""
        onwards = event.key() in _ENTER and not self.answered
        if self._in_boxes() and (onwards or self._wants(event)):
            self.letter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif self._wants(event):
            self.boxes.take_focus()
        elif onwards and self.letter.hasFocus():
            self.answer.take_focus()
        elif onwards and self.answer.in_finding:
            self.answer.to_acts()
        else:
            super().keyPressEvent(event)
