"""Names, logo, addresses and standing sentences of letters, with the page they make beside them.

What is typed is seen on a letter of an invented woman a moment later; nothing of it is kept
before *Keep this wording*. Advice on words stands below a sentence and blocks nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from msgspec.structs import replace
from PySide6.QtWidgets import QApplication, QWidget

from srh_assess.errors import UserError
from srh_assess.ui.lead.base import lines_of, one_line
from srh_assess.ui.lead.paper_page import PaperPage
from srh_assess.ui.lead.sentence import SentenceEntry
from srh_assess.ui.pages.in_view import show_in_view
from srh_assess.ui.widgets.button import Button
from srh_assess.ui.widgets.entry import Entry, LineEntry, TextEntry
from srh_assess.ui.widgets.layouts import Flow, Scroll, column
from srh_assess.ui.widgets.problems import Problem
from srh_assess.ui.widgets.text import Line, Text
from srh_assess.workflow import wording
from srh_assess.workflow.desk import Unit
from srh_assess.workflow.sample import sample

if TYPE_CHECKING:
    from srh_assess.ui.lead.room import Leading
    from srh_assess.workflow.sharing import Rendered

_LOGOS = "Pictures (*.png *.jpg *.jpeg)"
Brought = bytes | Literal["as it was"]


class WordingPage(PaperPage):
    """The form at the left, the page at the right; both are one change on Keep."""

    guide = "wording"
    act = "Keep this wording"

    def __init__(self, room: Leading) -> None:
        super().__init__(room, "Names, logo and words of letters")
        unit = self.desk.unit
        assert unit is not None
        self.unit: Unit = unit
        self.logo: Brought = "as it was"
        self.entries: dict[str, LineEntry | TextEntry] = {}
        self.sentences: dict[str, SentenceEntry] = {}
        self._form = Scroll(self._fields())
        self._side_by_side(self._form)
        _application().focusChanged.connect(self._focused)
        self.draw()

    # ---- the form

    def _fields(self) -> QWidget:
        unit, room = self.unit, self.at
        self.entries = {
            "trust": one_line(room, "Name of the trust", unit.trust),
            "ward": one_line(room, "Name of the ward", unit.ward,
                             "On a letter only where she agrees to be known as an inpatient"),
            "phone": one_line(room, "Telephone of the ward", unit.phone),
            "answered": one_line(room, "When it is answered", unit.answered,
                                 "May stay empty; stands beside the number"),
            "mailbox": one_line(room, "Secure mailbox", unit.mailbox),
            "address": TextEntry(room.theme, "Return address", words="\n".join(unit.address),
                                 hint="The trust’s neutral one, line by line"),
        }  # fmt: skip
        self._typed(*self.entries.values())
        for entry in self.entries.values():
            entry.changed.connect(self._soon)
        self.sentences = {
            one.id: SentenceEntry(room.theme, one, unit.sentences.get(one.id, ""))
            for one in wording.sentences()
        }
        for said in self.sentences.values():
            said.changed.connect(self._touch)
            said.changed.connect(self._soon)
        self.reason = one_line(room, "Why", hint="May stay empty; kept with the change")
        self._typed(self.reason)
        form = QWidget()
        theme = room.theme
        parts: list[QWidget] = [*self.entries.values(), self._logo_row(), Line()]
        parts += [Text("Standing sentences", "heading")]
        parts += [Text("Empty: the shipped words", "hint"), *self.sentences.values(), self.reason]
        box = column(theme, *parts, None, gap="m")
        edge = theme.space("m")
        box.setContentsMargins(0, edge, edge, edge)
        form.setLayout(box)
        return form

    def _logo_row(self) -> QWidget:
        theme = self._theme
        self.choose = Button(theme, "Choose a logo")
        self.no_logo = Button(theme, "No logo")
        self.logo_said = Text("A logo is set" if self.desk.logo else "No logo", "muted")
        self.choose.clicked.connect(self._choose)
        self.no_logo.clicked.connect(self._without)
        self.no_logo.setVisible(bool(self.desk.logo))
        holder = QWidget()
        holder.setLayout(Flow(theme, self.choose, self.no_logo, self.logo_said))
        return holder

    def _focused(self, _: QWidget | None, now: QWidget | None) -> None:
        """A field that takes the focus is scrolled into view, and shows its paper."""
        if self._ended or now is None or not self._form.isAncestorOf(now):
            return
        show_in_view(now)
        for one in self.sentences.values():
            if one.isAncestorOf(now):
                self.show_paper(one.sentence.kind)

    def _made(self, typed: Unit) -> Callable[[], Rendered]:
        desk, paper = self.desk, self._paper
        picture = desk.logo if self.logo == "as it was" else self.logo
        return lambda: sample(desk.protocol, desk.clock, typed, wording.small(picture), paper)

    def end(self) -> None:
        """Nothing is drawn for a page that is left."""
        super().end()
        _application().focusChanged.disconnect(self._focused)

    # ---- the logo

    def _choose(self) -> None:
        found = self.at.window.ask.file_to_open("The logo", Path.home(), _LOGOS)
        if found is None:
            return
        try:
            self.logo = wording.picture(found)
        except UserError as fault:
            self._problems([Problem(str(fault), self.choose)])
            return
        self._logo_changed(found.name)

    def _without(self) -> None:
        self.logo = b""
        self._logo_changed("No logo")

    def _logo_changed(self, words: str) -> None:
        self.logo_said.say(words)
        self.no_logo.setVisible(self.logo != b"")
        self._touch()
        self.draw()

    # ---- keeping it

    def typed(self) -> Unit:
        """The unit as the form has it."""
        said = {name: entry.words.strip() for name, entry in self.entries.items()}
        own = {id: one.words for id, one in self.sentences.items() if one.words}
        return replace(
            self.unit, trust=said["trust"], ward=said["ward"], phone=said["phone"],
            answered=said["answered"], mailbox=said["mailbox"],
            address=lines_of(said["address"]), sentences=own,
        )  # fmt: skip

    def apply(self) -> None:
        """Keeps everything that is typed, and the logo."""
        if fault := self._fault():
            self._problems([fault])
            return
        typed, reason, picture = self.typed(), self.reason.words, self.logo

        def act() -> None:
            if typed != self.desk.unit:
                self.desk.change_unit(typed, reason)
            if picture != "as it was":
                self.desk.change_logo(picture, reason)

        self._kept(act, self._first().field)

    def _first(self) -> Entry:
        return self.entries["trust"]

    def _fault(self) -> Problem | None:
        for id, one in self.sentences.items():
            if said := wording.sentence_fault(id, one.words):
                return Problem(said, one.field)
        return None


def _application() -> QApplication:
    running = QApplication.instance()
    assert isinstance(running, QApplication)
    return running
